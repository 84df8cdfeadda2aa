"""A tree under a line that filters it as one types."""

from PySide6.QtCore import QAbstractItemModel, QEvent, QModelIndex, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLineEdit, QTreeView, QWidget

from ui.sidebar.text import column, wrapped

TYPING_MS = 150
OPENED = 60
"""A filter that leaves so few leaves opens the whole tree."""


class FilteredTree(QWidget):
    """Filter line, tree, and a line that says how much there is.

    Args:
        model: what the tree shows.
        hint: what can be filtered by.
        name: of the tree, for a screen reader.
        about: name of the line below.

    Signals:
        chosen: what a person chose in the tree.
    """

    chosen = Signal(object)

    def __init__(
        self,
        model: QAbstractItemModel,
        hint: str,
        name: str,
        about: str,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.filter = QLineEdit()
        self.filter.setPlaceholderText(hint)
        self.filter.setAccessibleName(hint)
        self.filter.setClearButtonEnabled(True)
        self.filter.installEventFilter(self)
        self.tree = QTreeView()
        self.tree.setModel(model)
        self.tree.setHeaderHidden(True)
        self.tree.setUniformRowHeights(True)
        self.tree.setEditTriggers(QTreeView.EditTrigger.NoEditTriggers)
        self.tree.setTextElideMode(Qt.TextElideMode.ElideMiddle)
        self.tree.setIndentation(self.fontMetrics().horizontalAdvance("国"))
        self.tree.setAccessibleName(name)
        self.tree.clicked.connect(self._choose)
        self.tree.activated.connect(self._choose)
        self.state = wrapped(role="small")
        self.state.setAccessibleName(about)
        self.column = column(self, spacing=4)
        self.column.addWidget(self.filter)
        self.column.addWidget(self.tree, 1)
        self.column.addWidget(self.state)
        self._typing = QTimer(self)
        self._typing.setSingleShot(True)
        self._typing.setInterval(TYPING_MS)
        self._typing.timeout.connect(self._fill)
        self.filter.textChanged.connect(lambda _: self._typing.start())
        self.setFocusProxy(self.filter)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Arrow down and Enter go from the filter line into the tree."""
        keys = (Qt.Key.Key_Down, Qt.Key.Key_Return, Qt.Key.Key_Enter)
        pressed = isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress
        if pressed and event.key() in keys:  # type: ignore[attr-defined]
            if self._typing.isActive():
                self._typing.stop()
                self._fill()
            self.tree.setFocus(Qt.FocusReason.ShortcutFocusReason)
            if not self.tree.currentIndex().isValid():
                self.tree.setCurrentIndex(self._first())
            return True
        return super().eventFilter(watched, event)

    def _fill(self) -> None:
        """Show what the filter leaves."""
        raise NotImplementedError

    def _first(self) -> QModelIndex:
        """Return the first leaf in sight, else the first branch."""
        raise NotImplementedError

    def _choose(self, index: QModelIndex) -> None:
        """Take a choice: tell of a leaf, open a branch."""
        raise NotImplementedError
