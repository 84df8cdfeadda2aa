"""What the conduct check finds: article, place in the recording, what a person says to it."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLineEdit, QTreeWidget, QTreeWidgetItem

from ui import icons
from ui.hearing.record.matter import Matter
from ui.sidebar.text import button, column, wrapped
from workbench.hearing.conduct.model import ANSWER_WORDS, ConductFinding
from workbench.hearing.timeline import clock
from workbench.kernel.advice import BANNER
from workbench.kernel.finding import Status

ICONS = {
    Status.CONFIRMED: "check",
    Status.DIFFERS: "warning",
    Status.NOT_FOUND: "warning",
    Status.NOT_CHECKED: "info",
}
COLUMNS = ("结果", "事项", "录音时间", "说明")
HINT = "在转写文字中没有找到，不等于庭审时没有；请对照录音。"


class ConductPanel(QFrame):
    """The findings, those to look at first.

    Signals:
        turn_wanted: id of a turn to go to.
        note_wanted: id of a finding, and what is said to it.
    """

    turn_wanted = Signal(str)
    note_wanted = Signal(str, str)

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("aiCard", True)
        self._rows: list[ConductFinding] = []
        layout = column(self, spacing=6, margin=8)
        layout.addWidget(wrapped(BANNER, "small"))
        layout.addWidget(wrapped(HINT, "small"))
        self.state = wrapped(role="strong")
        layout.addWidget(self.state)
        self.tree = QTreeWidget()
        self.tree.setHeaderLabels(list(COLUMNS))
        self.tree.setRootIsDecorated(False)
        self.tree.setAccessibleName("庭审规范核对的结果")
        self.tree.setMinimumHeight(self.fontMetrics().height() * 6)
        layout.addWidget(self.tree, 1)
        self.detail = wrapped()
        layout.addWidget(self.detail)
        row = QHBoxLayout()
        self.note = QLineEdit()
        self.note.setPlaceholderText("对这一项的说明（可不填）")
        self.note.setAccessibleName("对这一项的说明")
        self.go = button("到转写稿的该处", "forward", "到转写稿的该处（Enter）")
        row.addWidget(self.note, 1)
        row.addWidget(self.go)
        layout.addLayout(row)
        self.tree.currentItemChanged.connect(lambda *_: self._tell())
        self.tree.itemActivated.connect(lambda _item: self._go())
        self.go.clicked.connect(self._go)
        self.note.editingFinished.connect(self._keep_note)
        self._tell()

    def show_matter(self, matter: Matter) -> None:
        """Show the findings."""
        here = self._current()
        urgent = (Status.NOT_FOUND, Status.DIFFERS, Status.NOT_CHECKED, Status.CONFIRMED)
        self._rows = sorted(matter.findings, key=lambda one: urgent.index(one.finding.status))
        self.tree.clear()
        for one in self._rows:
            status = one.finding.status
            at = clock(one.at) if one.turn else ""
            item = QTreeWidgetItem([ANSWER_WORDS[status], one.title, at, one.finding.message])
            item.setIcon(0, icons.icon(ICONS[status]))
            item.setToolTip(3, one.finding.message)
            self.tree.addTopLevelItem(item)
            if here is not None and one.id == here.id:
                self.tree.setCurrentItem(item)
        for place in range(3):
            self.tree.resizeColumnToContents(place)
        look = sum(one.finding.status is not Status.CONFIRMED for one in self._rows)
        self.state.setText(f"共 {len(self._rows)} 项，请看其中 {look} 项")
        self._tell()

    def _current(self) -> ConductFinding | None:
        row = self.tree.indexOfTopLevelItem(self.tree.currentItem())
        return self._rows[row] if 0 <= row < len(self._rows) else None

    def _tell(self) -> None:
        one = self._current()
        self.go.setEnabled(one is not None and bool(one.turn))
        self.note.setEnabled(one is not None)
        if one is None:
            self.detail.setText("选择一项查看依据。")
            self.note.clear()
            return
        parts = [one.finding.message, f"依据：{one.finding.basis}" if one.finding.basis else ""]
        parts += [f"原话：“{one.finding.quoted}”" if one.finding.quoted else "", one.remark]
        self.detail.setText("\n".join(part for part in parts if part))
        if not self.note.hasFocus():
            self.note.setText(one.note)

    def _go(self) -> None:
        one = self._current()
        if one is not None and one.turn:
            self.turn_wanted.emit(one.turn)

    def _keep_note(self) -> None:
        one = self._current()
        if one is not None and self.note.text().strip() != one.note:
            self.note_wanted.emit(one.id, self.note.text())
