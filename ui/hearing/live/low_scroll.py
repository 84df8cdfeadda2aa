"""A part of a page that scrolls where large letters leave it too little height."""

from PySide6.QtCore import QEvent, QObject, QSize, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QScrollArea, QSizePolicy, QWidget

LEAST = 4  # lines that stay in sight


class LowScroll(QScrollArea):
    """As high as its content is at its width, lower where the page has no room.

    Args:
        content: what is shown; this goes and comes with it.
        parent: whose part it is; without one it would show as a window for a moment.
    """

    def __init__(self, content: QWidget, parent: QWidget) -> None:
        super().__init__(parent)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)
        self.viewport().setAutoFillBackground(False)
        content.setAutoFillBackground(False)
        self.setWidget(content)
        content.installEventFilter(self)

    def sizeHint(self) -> QSize:
        """Return the height of the content at the width that there is."""
        content = self.widget()
        width = self.viewport().width()
        height = content.heightForWidth(width) if content.hasHeightForWidth() else -1
        height = max(height, content.minimumSizeHint().height())
        # The style sheet may draw a border that the frame's own width does not tell.
        border = self.height() - self.viewport().height()
        return QSize(content.sizeHint().width(), height + border)

    def minimumSizeHint(self) -> QSize:
        """Return a few lines, or all where the content is lower."""
        least = min(self.sizeHint().height(), self.fontMetrics().height() * LEAST)
        return QSize(super().minimumSizeHint().width(), least)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Ask for another height at another width."""
        super().resizeEvent(event)
        if event.oldSize().width() != event.size().width():
            self.updateGeometry()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Follow the content's wishes, and whether it is shown."""
        if event.type() == QEvent.Type.LayoutRequest:
            self.updateGeometry()
        elif event.type() in (QEvent.Type.ShowToParent, QEvent.Type.HideToParent):
            self.setVisible(not self.widget().isHidden())
        return super().eventFilter(watched, event)
