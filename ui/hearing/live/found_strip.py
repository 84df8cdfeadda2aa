"""Says that a recording of this hearing did not end in order, and makes it complete."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QWidget

from ui.bridge import Bridge
from ui.hearing.session import Session
from ui.sidebar.text import button, wrapped
from ui.words import full_moment
from workbench.hearing.live.lost import Found
from workbench.hearing.timeline import clock


class FoundStrip(QFrame):
    """Shown where there is one.

    Args:
        bridge: the open workbench.
        session: the hearing.

    Signals:
        told: it is shown or hidden.
    """

    told = Signal()

    def __init__(self, bridge: Bridge, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._bridge, self._session = bridge, session
        self._found: list[Found] = []
        self._open: tuple[str, ...] = ()
        self.words = wrapped()
        self.keep = button("保存这段录音", "save", "把找到的片段合成一段完整的录音")
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self.words, 1)
        row.addWidget(self.keep)
        self.keep.clicked.connect(self._keep)
        self.hide()

    def refresh(self) -> None:
        """Look for recordings of this hearing that were cut off."""
        live = self._bridge.live
        spans = self._session.timeline.spans
        open_ones = tuple(s.recording.id for s in spans if not s.recording.complete)
        if not open_ones and not self._found:
            return
        if open_ones != (live.status.recording,):
            hearing = self._session.hearing.id
            self._found = [one for one in live.room.found() if one.recording.hearing == hearing]
        else:
            self._found = []
        if self._found:
            self.words.setText(words_of(self._found[0]))
        self.keep.setEnabled(not self._bridge.workbench.workspace.read_only)
        self.setVisible(bool(self._found))
        self.told.emit()

    def _keep(self) -> None:
        if self._found:
            room, recording = self._bridge.live.room, self._found[0].recording.id
            self._bridge.attempt(lambda: room.keep(recording))
            self.refresh()


def words_of(found: Found) -> str:
    """Say what was found."""
    when = f"{full_moment(found.recording.began)} 开始的"
    why = "录音已结束，但还没有保存完整" if found.ended else "录音没有正常结束（程序或电源中断）"
    return (
        f"{when}{why}。已找到 {clock(found.seconds)} 的声音，"
        "按“保存这段录音”成为完整的录音；在此之前片段都保留。"
    )
