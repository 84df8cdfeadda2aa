"""A field in which a time of the hearing is typed, as 01:02:03.4."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLineEdit, QWidget

from workbench.hearing.timeline import clock, read_clock

HOW = "时:分:秒，例如 01:02:03.4"


class ClockField(QLineEdit):
    """Takes a time; what is none is said by who owns the field.

    Args:
        name: what the time is, for those who do not see the field.

    Signals:
        retimed: another time, or none, is typed.
    """

    retimed = Signal()

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._exact = (0.0, "")
        self.setAccessibleName(name)
        self.setToolTip(HOW)
        self.setPlaceholderText("00:00:00.0")
        self.setMaxLength(16)
        room = self.fontMetrics().horizontalAdvance("000:00:00.000") + 20
        self.setMinimumWidth(room)
        self.setMaximumWidth(room + 20)
        self.textChanged.connect(self.retimed)

    def put(self, second: float) -> None:
        """Show a time; it stays exact until something else is typed."""
        words = clock(second, tenths=True)
        self._exact = (second, words)
        self.setText(words)

    def second(self) -> float | None:
        """Return the time that is typed; ``None`` where it is none."""
        exact, words = self._exact
        return exact if self.text() == words else read_clock(self.text())
