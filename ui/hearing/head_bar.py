"""The head of a hearing's page: which hearing, how much of it was checked, what can be done."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QPushButton, QWidget

from ui import icons
from ui.hearing.session import Session
from ui.shortcuts import Shortcuts
from ui.sidebar.flow import FlowLayout
from ui.sidebar.text import column, wrapped
from workbench.hearing.model import PROCEDURE_WORDS
from workbench.hearing.timeline import clock

WRITING = (
    *("hearing.import", "hearing.transcribe", "hearing.recordings", "hearing.seats"),
    *("hearing.undo", "hearing.redo"),
)
MACHINE = "机器转写，未经核对"


class HeadBar(QFrame):
    """Says where things stand, and offers what is done next.

    Signals:
        wanted: key of a command of the scope ``hearing``.
    """

    wanted = Signal(str)

    def __init__(self, shortcuts: Shortcuts, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("surface", "bar")
        self._shortcuts = shortcuts
        self.title = wrapped(role="strong")
        self.buttons: dict[str, QPushButton] = {}
        self._writable = True
        layout = column(self, spacing=2)
        layout.setContentsMargins(8, 4, 8, 4)
        layout.addWidget(self.title)
        box = QWidget()
        tools = FlowLayout(box, spacing=6)
        layout.addWidget(box)
        for key, words in (
            ("hearing.import", "导入"),
            ("hearing.live", "现场录音"),
            ("hearing.transcribe", "转写"),
            ("hearing.recordings", "录音"),
            ("hearing.seats", "席位"),
            ("hearing.undo", ""),
            ("hearing.redo", ""),
            ("hearing.find", "查找"),
            ("hearing.layers", "整理稿"),
            ("hearing.uncertain", "存疑"),
            ("hearing.record", "庭审笔录"),
        ):
            tools.addWidget(self._button(key, words))
        for key in ("hearing.layers", "hearing.uncertain"):
            self.buttons[key].setCheckable(True)

    def show_session(self, session: Session) -> None:
        """Show how things stand."""
        hearing = session.hearing
        title = f"第{hearing.ordinal}次庭审 · {PROCEDURE_WORDS[hearing.procedure]}"
        self.title.setText(f"{title} · {state_of(session)}")
        undo, redo = session.steps()
        self._show_step("hearing.undo", "撤销", undo)
        self._show_step("hearing.redo", "重做", redo)
        there = bool(session.turns)
        for key in ("hearing.find", "hearing.layers", "hearing.uncertain", "hearing.record"):
            self.buttons[key].setEnabled(there)
        self.buttons["hearing.transcribe"].setEnabled(bool(session.timeline.spans))
        there = bool(session.timeline.spans)
        self.buttons["hearing.recordings"].setVisible(there and self._writable)
        channels = max((s.recording.channels for s in session.timeline.spans), default=0)
        self.buttons["hearing.seats"].setVisible(channels > 1 and self._writable)

    def set_writable(self, on: bool) -> None:
        """Offer what changes the hearing only where it may be changed."""
        for key in WRITING:
            self.buttons[key].setVisible(on)
        self._writable = on

    def show_transcription(self, on: bool) -> None:
        """Offer transcription only while the feature is on."""
        self.buttons["hearing.transcribe"].setVisible(on and self._writable)

    def show_uncertain(self, count: int) -> None:
        """Say how many places are uncertain."""
        self.buttons["hearing.uncertain"].setText(f"存疑 {count}" if count else "存疑")

    def check(self, key: str, on: bool) -> None:
        """Show that a part of the page is shown or not."""
        self.buttons[key].setChecked(on)

    def _show_step(self, key: str, verb: str, last: str) -> None:
        words = f"{verb}：{last}" if last else f"没有可以{verb}的操作"
        self.buttons[key].setEnabled(bool(last))
        self.buttons[key].setToolTip(self._shortcuts.tip(key, words))
        self.buttons[key].setAccessibleName(words)

    def _button(self, key: str, words: str) -> QPushButton:
        command = self._shortcuts.table[key]
        button = QPushButton(words)
        button.setProperty("compact", True)
        button.setAccessibleName(words or command.title)
        button.setToolTip(self._shortcuts.tip(key))
        icons.put(button, command.icon)
        button.clicked.connect(lambda: self.wanted.emit(key))
        self.buttons[key] = button
        return button


def state_of(session: Session) -> str:
    """Say in a line how long the hearing is and how much of its text was checked."""
    if not session.timeline.spans:
        return "还没有录音"
    parts = [f"录音 {len(session.timeline.spans)} 个，{clock(session.timeline.seconds)}"]
    if session.turns:
        parts.append(f"{len(session.turns)} 段发言")
    if session.unchecked:
        parts.append(f"{MACHINE}：{len(session.unchecked)} 段")
    elif session.turns:
        parts.append("各段均已核对、更正或由人工写成")
    return " · ".join(parts)
