"""How results spread, as bars with their numbers: legible without colour, on paper and by ear."""

from dataclasses import dataclass

from PySide6.QtCore import QEvent, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from ui import theme
from workbench.law.precedents.spread import Band

GAP, ROW_GAP = 8, 4
SHARE = 0.42
"""Of the width, at most so much is for the words before the bars."""
MIDDLE = "◂ 中位数"


@dataclass(frozen=True)
class Chart:
    """One measure.

    Attributes:
        title: what is counted, with how many and the median.
        bands: what the bars stand for.
        unit: of the numbers (件, 人).
        middle: place of the band that holds the median; -1 for none.
    """

    title: str
    bands: tuple[Band, ...]
    unit: str
    middle: int = -1


class SpreadChart(QWidget):
    """Bars of one measure: words, bar, number. The band of the median says so in words."""

    def __init__(self, chart: Chart, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.chart = chart
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(f"图：{chart.title}")
        self.setAccessibleDescription(said(chart))
        self.setToolTip(said(chart))

    def sizeHint(self) -> QSize:
        """Ask for a line for the title and one for each band."""
        line = self.fontMetrics().height() + ROW_GAP
        return QSize(220, line * (len(self.chart.bands) + self._title_lines()) + ROW_GAP)

    def minimumSizeHint(self) -> QSize:
        """Never be lower than the lines need."""
        return QSize(120, self.sizeHint().height())

    def changeEvent(self, event: QEvent) -> None:
        """Ask for other room with other letters."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange:
            self.updateGeometry()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Ask for another height where the title needs more lines."""
        super().resizeEvent(event)
        self.updateGeometry()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw title and bars."""
        painter = QPainter(self)
        colours = theme.current()
        painter.setPen(QColor(colours.text))
        metrics = self.fontMetrics()
        line = metrics.height() + ROW_GAP
        lines = self._title_lines()
        title = QRectF(0, 0, self.width(), line * lines)
        painter.drawText(
            title, Qt.AlignmentFlag.AlignLeft | Qt.TextFlag.TextWordWrap, self.chart.title
        )
        for place, band in enumerate(self.chart.bands):
            self._row(painter, band, place, line * (place + lines))

    def _row(self, painter: QPainter, band: Band, place: int, top: int) -> None:
        metrics = self.fontMetrics()
        height = metrics.height()
        words = self._words_width()
        name = metrics.elidedText(band.words, Qt.TextElideMode.ElideRight, words)
        painter.setPen(QColor(theme.current().text))
        painter.drawText(QRectF(0, top, words, height), Qt.AlignmentFlag.AlignRight, name)
        tail = self._tail(band, place)
        left = words + GAP
        room = self.width() - left - GAP - self._tail_width()
        most = max(one.number for one in self.chart.bands) or 1
        length = max(room, 8) * band.number / most
        if band.number:
            self._bar(painter, QRectF(left, top + 3, max(length, 2), height - 6))
        start = left + length + GAP
        painter.setPen(QColor(theme.current().text))
        flags = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
        painter.drawText(QRectF(start, top, self.width() - start, height), flags, tail)

    def _bar(self, painter: QPainter, bar: QRectF) -> None:
        # The outline has the ink of the words, so that bars stand out in high contrast and in grey.
        colours = theme.current()
        painter.setPen(QPen(QColor(colours.text), 1))
        painter.setBrush(QColor(colours.accent))
        painter.drawRect(bar)
        painter.setBrush(Qt.BrushStyle.NoBrush)

    def _tail(self, band: Band, place: int) -> str:
        number = f"{band.number} {self.chart.unit}"
        return f"{number} {MIDDLE}" if place == self.chart.middle else number

    def _tail_width(self) -> int:
        tails = [self._tail(band, place) for place, band in enumerate(self.chart.bands)]
        return max(self.fontMetrics().horizontalAdvance(tail) for tail in tails) + 2

    def _words_width(self) -> int:
        widest = max(self.fontMetrics().horizontalAdvance(b.words) for b in self.chart.bands)
        return min(widest + 2, int(self.width() * SHARE))

    def _title_lines(self) -> int:
        width = self.fontMetrics().horizontalAdvance(self.chart.title)
        return 1 + width // max(self.width(), 1) if self.width() < width else 1


def said(chart: Chart) -> str:
    """Return the same data in words."""
    rows = "；".join(f"{band.words} {band.number} {chart.unit}" for band in chart.bands)
    return f"{chart.title}：{rows}。"
