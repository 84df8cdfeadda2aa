"""Level meters: a bar for each microphone, with its seat, and how loud it is in words."""

import math
from collections.abc import Sequence

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from ui import theme
from workbench.hearing.live.loudness import CLIPPED_FOR, SILENT_FROM, microphone
from workbench.hearing.live.model import Level
from workbench.hearing.model import SeatProfile

FLOOR = -60.0
"""Decibels at the left end of a bar."""
CELL = 19
"""Chinese characters in the width of one microphone."""
FEW = 4
"""Microphones that have all the room that they want."""
FALL = 3.0
"""Decibels by which a bar falls at most from one look to the next."""


def decibels(peak: float) -> float:
    """Return how loud a peak is; the loudest there is has 0."""
    return max(FLOOR, 20 * math.log10(peak)) if peak > 0 else FLOOR


def level_words(level: Level) -> str:
    """Say how loud a microphone is."""
    if level.silent >= SILENT_FROM:
        return f"无声 {int(level.silent)} 秒"
    if 0.0 <= level.clipped < CLIPPED_FOR:
        return "过大失真"
    loud = decibels(level.peak)
    return "静" if loud <= FLOOR else f"{loud:.0f} dB"


class Meters(QWidget):
    """All microphones, in as many columns as there is room for."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName("话筒音量")
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self._levels: tuple[Level, ...] = ()
        self._shown: list[float] = []
        self._profile: SeatProfile | None = None

    def show_levels(self, levels: Sequence[Level], profile: SeatProfile | None) -> None:
        """Show how loud the microphones are."""
        grown = len(levels) != len(self._levels)
        before = self._shown if not grown else [FLOOR] * len(levels)
        self._levels, self._profile = tuple(levels), profile
        loud = [decibels(level.peak) for level in levels]
        self._shown = [max(now, old - FALL) for now, old in zip(loud, before, strict=True)]
        words = (f"{microphone(n, profile)} {level_words(one)}" for n, one in enumerate(levels))
        self.setAccessibleDescription("；".join(words))
        self._fit()
        self.update()

    def sizeHint(self) -> QSize:
        """Return two microphones beside each other."""
        return QSize(2 * self._cell(), self._row())

    def minimumSizeHint(self) -> QSize:
        """Return one microphone."""
        return QSize(self._cell() // 2, self._row())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Be as high as all rows need at this width."""
        super().resizeEvent(event)
        self._fit()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the bars."""
        del event
        painter = QPainter(self)
        columns = self._columns(self.width())
        wide = self.width() // columns
        for number in range(len(self._levels)):
            row, column = divmod(number, columns)
            cell = QRect(column * wide, row * self._row(), wide - 12, self._row())
            self._paint(painter, number, cell)

    def _paint(self, painter: QPainter, number: int, cell: QRect) -> None:
        colours, metrics = theme.current(), self.fontMetrics()
        level = self._levels[number]
        words = level_words(level)
        wrong = words.startswith(("无声", "过大"))
        name_room = min(self._name_room(), cell.width() * 11 // 20)
        said_room = metrics.horizontalAdvance("无声 0000 秒")
        name = QRect(cell.left(), cell.top(), name_room - 6, cell.height())
        said = QRect(cell.right() - said_room, cell.top(), said_room, cell.height())
        centre = Qt.AlignmentFlag.AlignVCenter
        painter.setPen(QColor(colours.text))
        text = microphone(number, self._profile)
        elided = metrics.elidedText(text, Qt.TextElideMode.ElideRight, name.width())
        painter.drawText(name, centre, elided)
        painter.setPen(QColor(colours.bad if wrong else colours.muted))
        painter.drawText(said, centre | Qt.AlignmentFlag.AlignRight, words)
        bar = QRect(name_room + cell.left(), 0, 0, max(6, metrics.height() // 2))
        bar.setRight(said.left() - 6)
        bar.moveTop(cell.center().y() - bar.height() // 2)
        painter.setPen(QColor(colours.line))
        painter.setBrush(QColor(colours.base))
        painter.drawRect(bar)
        part = (self._shown[number] - FLOOR) / -FLOOR
        filled = bar.adjusted(1, 1, 0, 0)
        filled.setWidth(round(part * (bar.width() - 1)))
        painter.fillRect(filled, QColor(colours.bad if wrong else colours.accent))

    def _fit(self) -> None:
        rows = -(-len(self._levels) // self._columns(self.width()))
        self.setFixedHeight(self._row() * max(1, rows))

    def _name_room(self) -> int:
        """Return the width of the longest name."""
        names = (microphone(number, self._profile) for number in range(len(self._levels)))
        return 10 + max(self.fontMetrics().horizontalAdvance(name) for name in names)

    def _cell(self) -> int:
        return self.fontMetrics().horizontalAdvance("国") * CELL

    def _row(self) -> int:
        return self.fontMetrics().height() + 6

    def _columns(self, width: int) -> int:
        count = max(len(self._levels), 1)
        # Many microphones stand closer together, so that the words below keep their room.
        cell = max(self._cell() * (2 if count > FEW else 3) // 3, 1)
        return max(1, min(width // cell, count))
