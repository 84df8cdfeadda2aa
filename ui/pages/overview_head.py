"""The head of the overview: what case it is, and what waits for a person."""

from collections.abc import Callable

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from ui import icons, theme
from ui.bridge import Bridge
from ui.routes import KNOWLEDGE
from workbench.overview import Waiting
from workbench.papers.case_facts import facts
from workbench.papers.model import Case

NAMED = 3
"""Conflicts whose sentences a tooltip holds."""
EMPTY = "还没有材料，把卷宗文件或文件夹拖到窗口里。"
COMING = "正在导入材料，读完一件列出一件；进度见窗口底部。"


class OverviewHead(QWidget):
    """Name and kind of the case; buttons for what waits.

    Signals:
        review_wanted: the values that await confirmation are to be shown.
        conflict_wanted: the first value on which papers differ is to be shown.
        read_wanted: the scans without text are to be recognised.
        undo_wanted: the last edit is to be taken back.

    Attributes:
        coming: whether the first papers were on their way when the case was shown.
    """

    review_wanted = Signal()
    conflict_wanted = Signal()
    read_wanted = Signal()
    undo_wanted = Signal()

    def __init__(self, bridge: Bridge) -> None:
        super().__init__()
        self._bridge = bridge
        self.coming = False
        self.title = _words("title")
        self.kind = _words("muted")
        self.kind.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse
            | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )
        self.papers = _words("muted")
        self.pending = _action("check", self.review_wanted.emit)
        self.kinds = _words("small")
        self.kinds.setContentsMargins(3 * theme.RHYTHM, 0, 0, 0)
        self.conflicts = _action("warning", self.conflict_wanted.emit)
        self.unread = _action("text", self.read_wanted.emit)
        self.knowledge = _action("check", self._to_knowledge)
        self.undo = QPushButton()
        self.undo.setProperty("compact", True)
        icons.put(self.undo, "undo")
        self.undo.clicked.connect(self.undo_wanted)
        self.undo.hide()
        top = QHBoxLayout()
        top.addWidget(self.title, 1)
        top.addWidget(self.undo, 0, Qt.AlignmentFlag.AlignTop)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.RHYTHM // 2)
        column.addLayout(top)
        self._cause = ""
        waiting = (self.papers, self.pending, self.kinds, self.conflicts, self.unread)
        parts = (self.kind, self.knowledge, *waiting)
        for widget in parts:
            column.addWidget(widget)

    def show_case(self, case: Case, waiting: Waiting) -> None:
        """Show a case."""
        self.title.setText(case.title)
        number = case.number or "未编案号"
        stage = facts(case).stage
        parts = (number, case.cause, case.court, stage, case.procedure)
        self.kind.setText(" · ".join(part for part in parts if part))
        self._cause = case.cause
        self.knowledge.setText(f"{case.cause}：要件、证据、争点和条文")
        self.knowledge.setToolTip("打开要件知识中的这一案由")
        self.knowledge.setVisible(bool(case.cause))
        self._show_waiting(case.id, waiting)

    def show_undo(self, words: str) -> None:
        """Offer to take the last edit back; nothing for an empty text."""
        self.undo.setVisible(bool(words))
        self.undo.setText(f"撤销：{words}")
        self.undo.setToolTip(self._bridge.shortcuts.tip("overview.undo", f"撤销：{words}"))

    def _to_knowledge(self) -> None:
        self._bridge.open_page.emit(f"{KNOWLEDGE}:{self._cause}")

    def _show_waiting(self, case_id: str, waiting: Waiting) -> None:
        bad = f"，其中 {waiting.unreadable} 件不可读（见卷宗目录中的原因）"
        said = f"卷宗 {waiting.papers} 件{bad if waiting.unreadable else ''}"
        self.coming = not waiting.papers and self._bridge.workbench.papers.importing(case_id)
        self.papers.setText(said if waiting.papers else COMING if self.coming else EMPTY)
        switches = self._bridge.workbench.switches
        extracting = switches.is_on("papers.extract", case_id)
        count = sum(waiting.pending.values())
        kinds = "，".join(f"{kind} {number}" for kind, number in waiting.pending.items())
        self.pending.setText(f"有 {count} 项数据待核对")
        self.kinds.setText(kinds)
        for widget in (self.pending, self.kinds):
            widget.setVisible(bool(count) and extracting)
        self.conflicts.setText(f"材料之间有 {len(waiting.conflicts)} 处不一致，请核对")
        self.conflicts.setToolTip("\n".join(waiting.conflicts[:NAMED]))
        self.conflicts.setVisible(bool(waiting.conflicts) and extracting)
        reading = switches.is_on("papers.ocr", case_id)
        self.unread.setText(f"有 {waiting.unread} 件扫描材料待识别，点击识别")
        self.unread.setVisible(bool(waiting.unread) and reading)


def _words(role: str) -> QLabel:
    label = QLabel()
    label.setProperty("role", role)
    label.setTextFormat(Qt.TextFormat.PlainText)
    label.setWordWrap(True)
    return label


def _action(icon: str, slot: Callable[[], None]) -> QPushButton:
    button = QPushButton()
    button.setProperty("flat", True)
    icons.put(button, icon)
    button.clicked.connect(slot)
    button.hide()
    return button
