"""What the message bars said, to be read again."""

from dataclasses import dataclass, replace

from PySide6.QtCore import QObject, Signal

from workbench.kernel.clock import now

MOST = 200


@dataclass(frozen=True)
class Message:
    """One message.

    Attributes:
        text: what happened, and what to do.
        problem: it was a problem, not a notice.
        time: when it was told last (ISO 8601).
        times: how often it was told in a row.
    """

    text: str
    problem: bool
    time: str
    times: int = 1


class MessageLog(QObject):
    """The newest messages; the same one several times in a row counts as one.

    Signals:
        changed: there is a new message.
    """

    changed = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._messages: list[Message] = []

    @property
    def messages(self) -> tuple[Message, ...]:
        """The messages, newest first."""
        return tuple(reversed(self._messages))

    def add(self, message: str, advice: str = "", *, problem: bool = False) -> None:
        """Remember a message."""
        told = Message(f"{message}{advice}", problem, now())
        last = self._messages[-1] if self._messages else None
        if last is not None and (last.text, last.problem) == (told.text, told.problem):
            self._messages[-1] = replace(told, times=last.times + 1)
        else:
            self._messages = [*self._messages, told][-MOST:]
        self.changed.emit()
