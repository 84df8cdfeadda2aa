"""What the keyboard does in a list of cases, the same in the table and in the left column."""

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QAbstractItemView, QLineEdit, QWidget

from ui.bridge import Bridge
from ui.widgets.case_model import TITLE, CaseModel, current_id


class CaseKeys(QObject):
    """Typing in the list searches; Down in the search goes to the list; Enter opens.

    Args:
        owner: the widget in which the commands of the scope ``cases`` count.
        bridge: the open workbench.
        view, search: the list and its search field.
        open_case, delete: called with the id of a case.
    """

    def __init__(
        self,
        owner: QWidget,
        bridge: Bridge,
        view: QAbstractItemView,
        search: QLineEdit,
        open_case: Callable[[str], object],
        delete: Callable[[str], object],
    ) -> None:
        super().__init__(owner)
        self._bridge, self._view, self._search = bridge, view, search
        self._open = open_case
        self._delete = delete
        view.installEventFilter(self)
        search.installEventFilter(self)
        search.returnPressed.connect(self.open_first)
        view.activated.connect(lambda _: self._open(current_id(view)))
        model = view.model()
        if isinstance(model, CaseModel):
            model.renamed.connect(self._rename)
        bridge.shortcuts.bind("cases.find", owner, self.find)
        bridge.shortcuts.bind("cases.rename", view, self.rename)
        bridge.shortcuts.bind("cases.delete", view, self.delete)

    def find(self) -> None:
        """Put the cursor into the search field."""
        self._search.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self._search.selectAll()

    def rename(self) -> None:
        """Edit the name of the case with the cursor, in its place."""
        index = self._view.currentIndex()
        if index.isValid():
            self._view.edit(index.siblingAtColumn(TITLE))

    def delete(self) -> None:
        """Ask for the case with the cursor to be deleted."""
        if key := current_id(self._view):
            self._delete(key)

    def open_first(self) -> None:
        """Open the case with the cursor, or the first."""
        index = self._view.currentIndex()
        if not index.isValid():
            index = self._view.model().index(0, TITLE)
            self._view.setCurrentIndex(index)
        if key := current_id(self._view):
            self._open(key)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Lead the keys from the list to the search field and back."""
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            if watched is self._search and event.key() == Qt.Key.Key_Down:
                self._view.setFocus(Qt.FocusReason.OtherFocusReason)
                if not self._view.currentIndex().isValid():
                    self._view.setCurrentIndex(self._view.model().index(0, TITLE))
                return True
            if watched is self._view and _is_word(event):
                self._search.setFocus(Qt.FocusReason.OtherFocusReason)
                self._search.insert(event.text())
                return True
        return super().eventFilter(watched, event)

    def _rename(self, case_id: str, name: str) -> None:
        papers = self._bridge.workbench.papers
        self._bridge.attempt(lambda: papers.update_case(case_id, title=name))


def _is_word(event: QKeyEvent) -> bool:
    held = event.modifiers() & ~(
        Qt.KeyboardModifier.ShiftModifier | Qt.KeyboardModifier.KeypadModifier
    )
    return not held and event.text().isprintable() and bool(event.text().strip())
