"""The self-check of this machine, run in a child, in words."""

from PySide6.QtWidgets import QApplication, QGridLayout, QWidget

from ui import icons
from ui.bridge import Bridge
from ui.sidebar.flow import FlowLayout
from ui.sidebar.text import button, column, wrapped
from ui.widgets.errand_row import ErrandRow
from ui.widgets.icon_label import IconLabel
from workbench import doctor
from workbench.desktop import Check
from workbench.kernel.errand import Errand


class ChecksSection(QWidget):
    """本机检查."""

    def __init__(self, bridge: Bridge) -> None:
        super().__init__()
        self._bridge = bridge
        self.checks: tuple[Check, ...] = ()
        layout = column(self, spacing=8)
        layout.addWidget(
            wrapped(
                "检查离线保护、数据库与原件是否完好、日志、法规库、文字识别、磁盘、中文输入、"
                "文书字体。只看不改，可以随时运行；材料多时需要几分钟，期间可以继续工作。"
            )
        )
        row = FlowLayout(spacing=8)
        self.run = button("开始检查")
        icons.primary(self.run)
        self.run.clicked.connect(self.start)
        self.copy = button("复制结果", "copy", "复制检查结果，便于发给信息部门；其中没有案件内容")
        self.copy.clicked.connect(self._copy)
        row.addWidget(self.run)
        row.addWidget(self.copy)
        layout.addLayout(row)
        self.errand = ErrandRow("检查")
        layout.addWidget(self.errand)
        self.result = wrapped()
        self.result.setAccessibleName("检查结果")
        layout.addWidget(self.result)
        self.grid = QGridLayout()
        self.grid.setHorizontalSpacing(8)
        self.grid.setVerticalSpacing(8)
        self.grid.setColumnStretch(2, 1)
        layout.addLayout(self.grid)
        layout.addStretch(1)
        self.copy.setEnabled(False)

    def start(self) -> None:
        """Begin the check."""
        workspace = self._bridge.workbench.workspace
        arguments = {"folder": str(workspace.folder), "secret": workspace.key.secret}
        self.errand.start(doctor.in_child, arguments, self._show)
        self.run.setEnabled(False)
        self.result.setText("")

    def words(self) -> str:
        """Return the result as lines."""
        return "\n".join(f"{'✓' if c.good else '！'} {c.name}：{c.words}" for c in self.checks)

    def _show(self, errand: Errand) -> None:
        self.run.setEnabled(True)
        if errand.problem is not None:
            self.result.setText(str(errand.problem))
            return
        self.checks = (*errand.results[-1], self._screen())
        bad = sum(not check.good for check in self.checks)
        self.result.setText(f"{bad} 项需要注意。" if bad else "全部正常。")
        while self.grid.count():
            self.grid.takeAt(0).widget().deleteLater()
        for line, check in enumerate(self.checks):
            good = check.good
            self.grid.addWidget(IconLabel("check" if good else "warning", _colour(good)), line, 0)
            self.grid.addWidget(wrapped_name(check), line, 1)
            self.grid.addWidget(wrapped(check.words), line, 2)
        self.copy.setEnabled(True)

    def _screen(self) -> Check:
        screen = self.screen()
        size, ratio = screen.size(), screen.devicePixelRatio()
        number = len(QApplication.screens())
        words = f"{size.width()}×{size.height()}，缩放 {ratio:.0%}，共 {number} 个屏幕。"
        return Check("屏幕", True, words)

    def _copy(self) -> None:
        QApplication.clipboard().setText(self.words())
        self.result.setText("检查结果已复制。")


def wrapped_name(check: Check) -> QWidget:
    """Return the name of a check, with its state in words for screen readers."""
    label = wrapped(check.name, "strong")
    policy = label.sizePolicy()
    policy.setHorizontalPolicy(policy.Policy.Minimum)
    label.setSizePolicy(policy)
    label.setWordWrap(False)
    label.setAccessibleName(f"{check.name}：{'正常' if check.good else '需要注意'}")
    return label


def _colour(good: bool) -> str:
    return "good" if good else "warn"
