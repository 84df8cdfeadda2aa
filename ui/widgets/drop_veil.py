"""A veil over the place where what is dragged would go, with words that say so."""

from PySide6.QtCore import QRect, Qt
from PySide6.QtWidgets import QLabel, QWidget


class DropVeil(QLabel):
    """Lets every event through; it is only looked at."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setProperty("role", "veil")
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.setWordWrap(True)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.hide()

    def show_over(self, area: QRect, words: str) -> None:
        """Show the words over an area of the parent."""
        self.setText(words)
        self.setGeometry(area.adjusted(6, 6, -6, -6))
        self.show()
        self.raise_()
