"""The head of a group: title, count, switch, limits, and what starts a run."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QAction, QResizeEvent
from PySide6.QtWidgets import (
    QCheckBox,
    QFrame,
    QHBoxLayout,
    QLabel,
    QMenu,
    QProgressBar,
    QToolButton,
    QWidget,
)

from ui import icons
from ui.sidebar.flow import FlowLayout
from ui.sidebar.limits import LimitsCard
from ui.sidebar.text import button, column, wrapped
from ui.words import job_line
from workbench.kernel.features import Feature
from workbench.kernel.job_table import Job


class GroupHead(QFrame):
    """The controls of one feature's group.

    Signals:
        off: switch off; ``True`` for this case only.
        generate: run the feature now.
        cancel: stop the run.
        automatic: run whenever papers change, from now on or no more.
        folded: show only the group's title, or all of it again.
    """

    off = Signal(bool)
    generate = Signal()
    cancel = Signal()
    automatic = Signal(bool)
    folded = Signal(bool)

    def __init__(self, feature: Feature, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._feature = feature
        self._why_not, self._undecided = "", 0
        self.setProperty("surface", "group")
        layout = column(self, spacing=6, margin=8)
        self.limits = LimitsCard(feature)
        self.limits.hide()
        layout.addLayout(self._title_row())
        layout.addWidget(self.limits)
        self.controls = self._run_row()
        layout.addWidget(self.controls)
        layout.addLayout(self._job_row())
        self.state = wrapped(role="muted")
        self.state.setAccessibleName(f"{feature.sidebar}的状态")
        layout.addWidget(self.state)
        self.show_folded(False)
        self.show_job(None)

    def show_count(self, undecided: int) -> None:
        """Show how much waits for a person."""
        self._undecided = undecided
        self.count.setToolTip(f"待核对 {undecided} 项")
        self.count.setAccessibleName(self.count.toolTip())
        self.count.setVisible(bool(undecided))
        self._fit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Say the count in full where there is room."""
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        """Leave the words of the count out where the switch would be cut."""
        words = f"待核对 {self._undecided}"
        metrics = self.count.fontMetrics()
        others = (self.fold, self.title, self.switch, self.info)
        taken = sum(widget.sizeHint().width() + 8 for widget in others) + 16
        wide = taken + metrics.horizontalAdvance(words) <= self.width()
        self.count.setText(words if wide else f"{self._undecided}")

    def show_folded(self, folded: bool) -> None:
        """Show the title alone, or the controls too."""
        self.fold.setChecked(folded)
        icons.put(self.fold, "forward" if folded else "down")
        words = "展开" if folded else "收起"
        self.fold.setToolTip(f"{words}这一组")
        self.fold.setAccessibleName(f"{words}{self._feature.sidebar}")
        self.controls.setVisible(not folded)

    def show_state(self, words: str) -> None:
        """Show a sentence under the controls, or none."""
        self.state.setText(words)
        self.state.setVisible(bool(words))

    def show_job(self, job: Job | None, waits: bool = False) -> None:
        """Show the progress of a run, or that none is under way.

        Args:
            job: the run.
            waits: an answer comes without a job.
        """
        for widget in (self.bar, self.stop, self.at):
            widget.setVisible(job is not None or waits)
        self.run.setEnabled(job is None and not waits and not self._why_not)
        if job is None:
            self.bar.setRange(0, 0)
            self.at.setText("正在查找…")
        else:
            self.bar.setRange(0, job.total)
            self.bar.setValue(job.done)
            self.at.setText(job_line(job))

    def allow(self, why_not: str) -> None:
        """Let runs be started, or say why they cannot be."""
        self._why_not = why_not
        self.run.setEnabled(not why_not)
        self.run.setToolTip(why_not or f"现在运行{self._feature.title}")
        self.auto.setEnabled(not why_not)

    def _title_row(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(6)
        self.title = title = QLabel(self._feature.sidebar)
        title.setProperty("role", "heading")
        self.count = QLabel()
        self.count.setProperty("role", "small")
        self.info = QToolButton()
        self.info.setCheckable(True)
        icons.put(self.info, "info")
        self.info.setAccessibleName(f"{self._feature.title}的能力与局限")
        self.info.setToolTip("能力与局限")
        self.info.toggled.connect(self.limits.setVisible)
        self.fold = QToolButton()
        self.fold.setCheckable(True)
        self.fold.clicked.connect(self.folded)
        row.addWidget(self.fold)
        row.addWidget(title)
        row.addWidget(self.count)
        row.addStretch(1)
        row.addWidget(self._switch())
        row.addWidget(self.info)
        return row

    def _switch(self) -> QToolButton:
        self.switch = QToolButton()
        self.switch.setText("开")
        self.switch.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        icons.put(self.switch, "check")
        name = self._feature.title
        self.switch.setAccessibleName(f"在本案关闭{name}")
        self.switch.setToolTip(
            f"“{name}”已开；点击在本案关闭：不再运行，已有建议隐藏。右侧箭头可对全部案件关闭"
        )
        self.switch.setPopupMode(QToolButton.ToolButtonPopupMode.MenuButtonPopup)
        menu = QMenu(self.switch)
        self.off_here = QAction("在本案关闭", menu)
        self.off_everywhere = QAction("在全部案件关闭", menu)
        self.off_here.triggered.connect(lambda: self.off.emit(True))
        self.off_everywhere.triggered.connect(lambda: self.off.emit(False))
        menu.addActions([self.off_here, self.off_everywhere])
        self.switch.setMenu(menu)
        self.switch.clicked.connect(lambda: self.off.emit(True))
        return self.switch

    def _run_row(self) -> QWidget:
        box = QWidget()
        flow = FlowLayout(box, spacing=8)
        self.run = button("生成", "play")
        self.run.setAccessibleName(f"生成{self._feature.sidebar}")
        self.run.setProperty("compact", True)
        self.run.clicked.connect(self.generate)
        self.auto = QCheckBox("材料变化后自动生成")
        self.auto.setAccessibleName(f"{self._feature.sidebar}：材料变化后自动生成")
        self.auto.toggled.connect(self.automatic)
        flow.addWidget(self.run)
        flow.addWidget(self.auto)
        return box

    def _job_row(self) -> QHBoxLayout:
        row = QHBoxLayout()
        self.bar = QProgressBar()
        self.bar.setTextVisible(False)
        self.bar.setMaximumHeight(8)
        self.bar.setAccessibleName("进度")
        self.stop = button("取消", "stop", "取消，已完成的部分保留")
        self.stop.setProperty("compact", True)
        self.stop.clicked.connect(self.cancel)
        self.at = wrapped(role="small")
        inner = column(spacing=2)
        inner.addWidget(self.at)
        inner.addWidget(self.bar)
        row.addLayout(inner, 1)
        row.addWidget(self.stop, 0, Qt.AlignmentFlag.AlignVCenter)
        return row
