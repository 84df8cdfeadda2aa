"""Follows the recorder for all windows: one look ten times a second while it runs."""

from PySide6.QtCore import QObject, QTimer, Signal

from ui.hearing.live.qt_microphones import qt_microphones
from workbench.hearing.live.microphones import MicrophoneMaker
from workbench.hearing.live.model import State, Status
from workbench.hearing.live.room import LiveRoom
from workbench.hearing.timeline import clock
from workbench.kernel.changes import Changes
from workbench.kernel.errors import UserError

LOOK_MS = 100
TIDY_MS = 3000
"""After a job ended, parts that nobody needs any more go a moment later."""
STATE_WORDS = {
    State.RECORDING: "正在录音",
    State.PAUSED: "录音已暂停",
    State.ENDING: "正在结束录音",
}


class LiveFeed(QObject):
    """Hands on what the recorder says.

    Signals:
        changed: levels, time or state are others.
        turned: the state is another.
        failed: message and advice of a problem.

    Attributes:
        room: the room.
        make: makes the microphones.
    """

    changed = Signal()
    turned = Signal()
    failed = Signal(str, str)

    def __init__(self, room: LiveRoom, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.room = room
        self.make: MicrophoneMaker = qt_microphones
        self._state = State.OFF
        self._timer = QTimer(self)
        self._timer.setInterval(LOOK_MS)
        self._timer.timeout.connect(self.look)
        self._tidying = QTimer(self)
        self._tidying.setInterval(TIDY_MS)
        self._tidying.setSingleShot(True)
        self._tidying.timeout.connect(room.tidy)

    @property
    def status(self) -> Status:
        """How the recording stands."""
        return self.room.status

    @property
    def recording(self) -> bool:
        """Whether something is recorded now, pauses among it."""
        return bool(self.room.recording)

    def prepare(self) -> None:
        """Let the recorder start, so that there is something to listen to.

        Raises:
            UserError: another window writes the workspace.
        """
        self.room.prepare(self.make)
        self._timer.start()
        self.look()

    def leave(self) -> None:
        """Let the microphones go, unless something is recorded."""
        if not self.recording:
            self.room.leave()
            self.look()

    def look(self) -> None:
        """Take in what the recorder said."""
        try:
            problems = self.room.poll()
        except UserError as error:  # the store cannot be written: recording goes on
            problems = [(error.message, error.advice)]
        for message, advice in problems:
            self.failed.emit(message, advice)
        state = self.status.state
        if state is State.OFF:
            self._timer.stop()
        if state is not self._state:
            self._state = state
            self.turned.emit()
        self.changed.emit()

    def follow(self, changes: Changes) -> None:
        """Tidy up a moment after a job said something."""
        if "jobs" in changes.kinds and not self._tidying.isActive():
            self._tidying.start()

    def end(self) -> None:
        """Look no more: the workbench closes."""
        self._timer.stop()
        self._tidying.stop()

    def state_words(self) -> str:
        """Say what the recorder is at; empty while nothing is recorded."""
        return STATE_WORDS[self.status.state] if self.status.recording else ""

    def words(self) -> str:
        """Say what is recorded and for how long; empty for nothing."""
        status = self.status
        if not status.recording:
            return ""
        why = f"（{status.reason}）" if status.reason else ""
        return f"{STATE_WORDS[status.state]}{why} {clock(status.seconds)}"
