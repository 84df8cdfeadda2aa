"""Line icons from resources/icons, drawn in the colour of the text beside them."""

from functools import lru_cache
from importlib import resources

from PySide6.QtCore import QByteArray, QRect, QSize, Qt
from PySide6.QtGui import (
    QAction,
    QColor,
    QIcon,
    QIconEngine,
    QPainter,
    QPalette,
    QPixmap,
    QPixmapCache,
)
from PySide6.QtSvg import QSvgRenderer
from PySide6.QtWidgets import QAbstractButton, QApplication

_PROPERTY = "lineIcon"


class _LineIcon(QIconEngine):
    """Draws an icon when it is looked at, in the size that is looked at.

    Most icons are never seen pale or chosen; drawing all of that beforehand makes pages open
    slowly. The colours are those of the moment, so that an icon follows light and dark.
    """

    def __init__(self, name: str, colour: str) -> None:
        super().__init__()
        self._name, self._colour = name, colour

    def clone(self) -> QIconEngine:
        """Return a copy."""
        return _LineIcon(self._name, self._colour)

    def paint(self, painter: QPainter, rect: QRect, mode: QIcon.Mode, _state: QIcon.State) -> None:
        """Draw into a painter."""
        ratio = painter.device().devicePixelRatio()
        side = min(rect.width(), rect.height())
        drawn = pixmap(self._name, round(side * ratio), _shade(self._colour, mode))
        place = QRect(0, 0, side, side)
        place.moveCenter(rect.center())
        painter.drawPixmap(place, drawn)

    def pixmap(self, size: QSize, mode: QIcon.Mode, _state: QIcon.State) -> QPixmap:
        """Return a picture."""
        return pixmap(self._name, min(size.width(), size.height()), _shade(self._colour, mode))

    def scaledPixmap(
        self, size: QSize, mode: QIcon.Mode, state: QIcon.State, scale: float
    ) -> QPixmap:
        """Return a picture for a screen of some pixel ratio; the size is in its pixels."""
        drawn = QPixmap(self.pixmap(size, mode, state))
        drawn.setDevicePixelRatio(scale)
        return drawn


def icon(name: str, colour: str = "") -> QIcon:
    """Return an icon.

    Args:
        name: name of the file without ``.svg``.
        colour: #rrggbb; the text colour of the palette if empty.
    """
    return QIcon(_LineIcon(name, colour))


def _shade(colour: str, mode: QIcon.Mode) -> QColor:
    palette = QApplication.palette()
    if mode is QIcon.Mode.Selected:
        return palette.color(QPalette.ColorRole.HighlightedText)
    if mode is QIcon.Mode.Disabled:
        pale = palette.color(QPalette.ColorGroup.Disabled, QPalette.ColorRole.ButtonText)
        pale.setAlpha(120)
        return pale
    return QColor(colour) if colour else palette.color(QPalette.ColorRole.ButtonText)


def pixmap(name: str, size: int, colour: QColor) -> QPixmap:
    """Return an icon as a picture of ``size`` by ``size`` pixels; drawn once for each colour."""
    key = f"line-icon/{name}/{size}/{colour.name(QColor.NameFormat.HexArgb)}"
    known = QPixmap()
    if QPixmapCache.find(key, known):
        return known
    drawing = _drawing(name).replace("currentColor", colour.name())
    renderer = QSvgRenderer(QByteArray(drawing.encode()))
    picture = QPixmap(QSize(size, size))
    picture.fill(Qt.GlobalColor.transparent)
    painter = QPainter(picture)
    painter.setOpacity(colour.alphaF())
    renderer.render(painter)
    painter.end()
    QPixmapCache.insert(key, picture)
    return picture


@lru_cache
def _drawing(name: str) -> str:
    return resources.files("resources").joinpath("icons", f"{name}.svg").read_text("utf-8")


def put(target: QAction | QAbstractButton, name: str) -> None:
    """Give a button or an action an icon that follows light and dark."""
    target.setProperty(_PROPERTY, name)
    target.setIcon(icon(name))


def refresh(app: QApplication) -> None:
    """Draw every icon that :func:`put` gave anew, after the colours changed."""
    for widget in app.allWidgets():
        for action in widget.actions():
            _redraw(action)
        if isinstance(widget, QAbstractButton):
            _redraw(widget)


def _redraw(target: QAction | QAbstractButton) -> None:
    name = target.property(_PROPERTY)
    if name:
        target.setIcon(icon(str(name)))
