"""An icon that follows light and dark."""

from PySide6.QtCore import QEvent
from PySide6.QtGui import QColor
from PySide6.QtWidgets import QLabel

from ui import icons, theme


class IconLabel(QLabel):
    """An icon in one of the theme's colours; it follows light and dark and the size of letters.

    Args:
        name: name of the icon.
        colour: name of one of :class:`theme.Colours`.
        size: edge in pixels beside letters of the ordinary size.
    """

    def __init__(self, name: str, colour: str = "text", size: int = 16) -> None:
        super().__init__()
        self._name, self._colour, self._size = name, colour, size
        self._draw()

    def show_icon(self, name: str, colour: str) -> None:
        """Change icon and colour (a name of :class:`theme.Colours`)."""
        self._name, self._colour = name, colour
        self._draw()

    def changeEvent(self, event: QEvent) -> None:
        """Draw anew after the colours or the letters changed."""
        super().changeEvent(event)
        if event.type() in (QEvent.Type.PaletteChange, QEvent.Type.FontChange):
            self._draw()

    def _draw(self) -> None:
        colour = QColor(getattr(theme.current(), self._colour))
        self.setPixmap(icons.pixmap(self._name, round(self._size * theme.scale()), colour))
