"""Paints pages, marks and notes; knows nothing of where they come from."""

from collections.abc import Iterable

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QImage, QPainter, QPen

from ui import icons, theme

NOTE_ICON = 18


def paint_page(painter: QPainter, rect: QRectF, image: QImage | None, words: str) -> None:
    """Paint one page: its picture, or its frame with words (its number) while there is none.

    Paper is white in dark colours too: a scan is shown as it is.
    """
    if image is None:
        painter.fillRect(rect, Qt.GlobalColor.white)
        painter.setPen(QColor(theme.LIGHT.muted))
        flags = Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextWordWrap
        painter.drawText(rect.adjusted(24, 24, -24, -24), flags, words)
    elif _fits(image, rect):
        painter.drawImage(rect.topLeft(), image)
    else:
        painter.drawImage(rect, image)
    painter.setPen(QColor(theme.current().line))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawRect(rect)


def _fits(image: QImage, rect: QRectF) -> bool:
    """Say whether a picture has the rectangle's size, so that it need not be scaled."""
    size = image.deviceIndependentSize()
    return abs(size.width() - rect.width()) < 2 and abs(size.height() - rect.height()) < 3


def paint_marks(painter: QPainter, rects: Iterable[QRectF], chosen: bool) -> None:
    """Paint places that were found; the chosen one has a frame as well."""
    accent, fill = QColor(theme.LIGHT.accent), QColor(theme.LIGHT.mark)
    fill.setAlpha(110 if chosen else 90)
    painter.setPen(QPen(accent, 2) if chosen else Qt.PenStyle.NoPen)
    painter.setBrush(fill)
    for rect in rects:
        painter.drawRect(rect.adjusted(-2, -2, 2, 2))


def paint_selection(painter: QPainter, rects: Iterable[QRectF]) -> None:
    """Paint what is selected."""
    fill = QColor(theme.LIGHT.accent)
    fill.setAlpha(80)
    for rect in rects:
        painter.fillRect(rect.adjusted(0, -1, 0, 1), fill)


def paint_line(painter: QPainter, rects: Iterable[QRectF]) -> None:
    """Underline the line that the text beside the page is at."""
    painter.setPen(QPen(QColor(theme.LIGHT.accent), 2, Qt.PenStyle.DashLine))
    for rect in rects:
        painter.drawLine(rect.bottomLeft() + QPointF(0, 2), rect.bottomRight() + QPointF(0, 2))


def paint_note(painter: QPainter, page: QRectF, rects: Iterable[QRectF]) -> None:
    """Paint a private note: its passage underlined with dots, its sign at the page's edge."""
    painter.setPen(QPen(QColor(theme.LIGHT.accent), 2, Qt.PenStyle.DotLine))
    top = page.top() + 6
    for number, rect in enumerate(rects):
        painter.drawLine(rect.bottomLeft() + QPointF(0, 3), rect.bottomRight() + QPointF(0, 3))
        top = rect.top() if not number else top
    place = QRectF(page.right() - NOTE_ICON - 6, top, NOTE_ICON, NOTE_ICON)
    icons.icon("note", theme.LIGHT.accent).paint(painter, place.toRect())


def paint_focus(painter: QPainter, rect: QRectF) -> None:
    """Paint the frame of the view that has the keyboard."""
    painter.setPen(QPen(QColor(theme.current().accent), 2))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawRect(rect.adjusted(1, 1, -1, -1))
