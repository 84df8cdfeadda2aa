"""Small pieces of the sidebar and the pages: wrapped labels, icons beside words, links that fit."""

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from ui import icons
from ui.sidebar.flow import FlowLayout
from ui.widgets.icon_label import IconLabel


def wrapped(text: str = "", role: str = "") -> QLabel:
    """Return a label that breaks its lines and never forces a width.

    Args:
        text: shown as it is; nothing in it is read as markup.
        role: role of the style sheet (``muted``, ``small``, ``heading`` …).
    """
    label = QLabel(text)
    label.setTextFormat(Qt.TextFormat.PlainText)
    label.setWordWrap(True)
    label.setProperty("role", role)
    policy = label.sizePolicy()
    policy.setHorizontalPolicy(QSizePolicy.Policy.Ignored)
    label.setSizePolicy(policy)
    label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
    return label


def column(parent: QWidget | None = None, spacing: int = 4, margin: int = 0) -> QVBoxLayout:
    """Return a column with the house's spacing."""
    layout = QVBoxLayout(parent) if parent is not None else QVBoxLayout()
    layout.setContentsMargins(margin, margin, margin, margin)
    layout.setSpacing(spacing)
    return layout


def flow_in(parent: QWidget, spacing: int = 4, sides: int = 8, ends: int = 3) -> FlowLayout:
    """Return rows that break where the width ends, with room around them.

    Args:
        parent: the widget that holds the rows.
        spacing: pixels between widgets and between rows.
        sides, ends: pixels left and right, above and below.
    """
    layout = column(parent)
    layout.setContentsMargins(sides, ends, sides, ends)
    box = QWidget()
    row = FlowLayout(box, spacing=spacing)
    layout.addWidget(box)
    return row


def button(text: str, icon: str = "", tip: str = "") -> QPushButton:
    """Return a button with a name for screen readers and a tooltip."""
    result = QPushButton(text)
    result.setAccessibleName(text)
    result.setToolTip(tip or text)
    if icon:
        icons.put(result, icon)
    return result


class LinkButton(QPushButton):
    """A link as a button: reached by Tab, and cut in the middle where there is no room."""

    def __init__(self, text: str, icon: str = "link", parent: QWidget | None = None) -> None:
        super().__init__(text, parent)
        self._full = text
        self.setProperty("link", True)
        self.setAccessibleName(text)
        self.setToolTip(text)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        if icon:
            icons.put(self, icon)

    def set_text(self, text: str) -> None:
        """Show another text."""
        self._full = text
        self.setAccessibleName(text)
        self.setToolTip(text)
        self._cut()
        self.updateGeometry()

    def sizeHint(self) -> QSize:
        """Ask for the room of the whole text."""
        width = self.fontMetrics().horizontalAdvance(self._full) + self._around()
        return QSize(width, super().sizeHint().height())

    def minimumSizeHint(self) -> QSize:
        """Be content with little."""
        return QSize(64, super().minimumSizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Cut the text to the room that there is."""
        super().resizeEvent(event)
        self._cut()

    def _cut(self) -> None:
        room = max(16, self.width() - self._around())
        middle = Qt.TextElideMode.ElideMiddle
        self.setText(self.fontMetrics().elidedText(self._full, middle, room))

    def _around(self) -> int:
        return (self.iconSize().width() + 4 if not self.icon().isNull() else 0) + 14


def sheet(surface: str = "sheet") -> QFrame:
    """Return a frame with a surface of the style sheet."""
    frame = QFrame()
    frame.setProperty("surface", surface)
    return frame


def marked(icon: str, colour: str, text: str, role: str = "") -> QWidget:
    """Return an icon with words beside it, so that no colour stands alone."""
    box = QWidget()
    row = QHBoxLayout(box)
    row.setContentsMargins(0, 0, 0, 0)
    row.setSpacing(6)
    row.addWidget(IconLabel(icon, colour), 0, Qt.AlignmentFlag.AlignTop)
    row.addWidget(wrapped(text, role), 1)
    return box
