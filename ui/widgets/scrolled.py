"""What scrolls where letters are large and the window is small."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QScrollArea, QWidget


def scrolled(content: QWidget, name: str, sideways: bool = False) -> QScrollArea:
    """Return an area that shows a widget at its own width, or with ``sideways`` at the content's.

    Args:
        content: what is shown.
        name: what a screen reader says of the area.
        sideways: it may be wider than the area.
    """
    area = QScrollArea()
    area.setWidgetResizable(True)
    area.setAccessibleName(name)
    if not sideways:
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    area.setWidget(content)
    return area
