"""Line icons from resources/icons, drawn in the colour of the text beside them."""

from functools import lru_cache
from importlib import resources

from PySide6.QtCore import QByteArray, QSize, Qt
from PySide6.QtGui import QAction, QColor, QIcon, QPainter, QPalette, QPixmap, QPixmapCache
from PySide6.QtSvg import QSvgRenderer
from PySide6.QtWidgets import QAbstractButton, QApplication

_PROPERTY = "lineIcon"
_SIZES = (16, 20, 24, 32, 48)


def icon(name: str, colour: str = "") -> QIcon:
    """Return an icon.

    It holds pictures: an engine of ours that draws when it is looked at would belong to Qt and to
    Python both, and ends the program when both let it go.

    Args:
        name: name of the file without ``.svg``.
        colour: #rrggbb; the text colour of the palette if empty.
    """
    palette = QApplication.palette()
    shade = QColor(colour) if colour else palette.color(QPalette.ColorRole.ButtonText)
    pale = palette.color(QPalette.ColorGroup.Disabled, QPalette.ColorRole.ButtonText)
    pale.setAlpha(120)
    lit = palette.color(QPalette.ColorRole.HighlightedText)
    result = QIcon()
    for size in _SIZES:
        result.addPixmap(pixmap(name, size, shade), QIcon.Mode.Normal)
        result.addPixmap(pixmap(name, size, pale), QIcon.Mode.Disabled)
        result.addPixmap(pixmap(name, size, lit), QIcon.Mode.Selected)
    return result


def names() -> list[str]:
    """Return the names of all icons that follow the colours."""
    files = resources.files("resources").joinpath("icons").iterdir()
    stems = [file.name.removesuffix(".svg") for file in files if file.name.endswith(".svg")]
    return sorted(stem for stem in stems if not stem.startswith("mark-"))


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
    _redraw(target)


def primary(target: QAbstractButton) -> None:
    """Make a button the main one of its page; its icon takes the colour of its words."""
    target.setProperty("primary", True)
    _redraw(target)


def refresh(app: QApplication) -> None:
    """Draw every icon that :func:`put` gave anew, after the colours changed."""
    for widget in app.allWidgets():
        for action in widget.actions():
            _redraw(action)
        if isinstance(widget, QAbstractButton):
            _redraw(widget)


def _redraw(target: QAction | QAbstractButton) -> None:
    name = target.property(_PROPERTY)
    if not name:
        return
    words = QPalette.ColorRole.HighlightedText
    main = bool(target.property("primary"))
    target.setIcon(icon(str(name), QApplication.palette().color(words).name() if main else ""))
