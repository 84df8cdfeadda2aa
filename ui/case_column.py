"""The left column: the list of cases, or the rooms of the open case."""

from dataclasses import replace

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QLabel,
    QListView,
    QPushButton,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from ui import icons
from ui.bridge import Bridge
from ui.case_rooms import CaseRooms
from ui.pages.cases_filter import search_field
from ui.soon import Soon
from ui.widgets.case_keys import CaseKeys
from ui.widgets.case_model import ID, TITLE, CaseModel, keep_current
from ui.widgets.two_lines import TwoLines
from workbench.kernel.changes import Changes

REFRESH_MS = 120


class CaseList(QWidget):
    """Cases with search as one types.

    Signals:
        chosen: id of the case to open.
        new_wanted: a new case is wanted.
        delete_wanted: id of the case to delete.
    """

    chosen = Signal(str)
    new_wanted = Signal()
    delete_wanted = Signal(str)

    def __init__(self, bridge: Bridge) -> None:
        super().__init__()
        self._bridge = bridge
        self.search = search_field()
        self.model = CaseModel(bridge.cases)
        self.list = _list_view(self.model)
        keep_current(self.list, self.model)
        self.list.clicked.connect(lambda index: self.chosen.emit(str(index.data(ID))))
        self.keys = CaseKeys(
            self, bridge, self.list, self.search, self.chosen.emit, self.delete_wanted.emit
        )
        self.search.textChanged.connect(self._narrow)
        self.none = QLabel()
        self.none.setProperty("role", "muted")
        self.none.setWordWrap(True)
        self.new = QPushButton("新建案件")
        self.new.setToolTip(bridge.shortcuts.tip("window.new_case"))
        icons.put(self.new, "plus")
        self.new.clicked.connect(self.new_wanted)
        column = QVBoxLayout(self)
        column.setContentsMargins(8, 8, 8, 8)
        for widget in (self.search, self.none):
            column.addWidget(widget)
        column.addWidget(self.list, 1)
        column.addWidget(self.new)
        self.model.modelReset.connect(self._say)
        bridge.cases.watch(self)
        self.refresh()

    def showEvent(self, event: QShowEvent) -> None:
        """Look again: nothing is read while the list is out of sight."""
        super().showEvent(event)
        self.refresh()

    def refresh(self) -> None:
        """Show the cases as they are now."""
        self.model.refresh()
        self._say()

    def _narrow(self) -> None:
        self.model.show(replace(self.model.filter, query=self.search.text()))
        self._say()

    def _say(self) -> None:
        words = "没有符合的案件。" if self.search.text().strip() else "还没有案件。"
        self.none.setText(words)
        self.none.setVisible(not self.model.rowCount())


class CaseColumn(QStackedWidget):
    """The left column; it follows changes of the workbench."""

    def __init__(self, bridge: Bridge) -> None:
        super().__init__()
        self._bridge = bridge
        self._fit()
        self.list = CaseList(bridge)
        self.rooms = CaseRooms(bridge)
        self.addWidget(self.list)
        self.addWidget(self.rooms)
        self._soon = Soon(self, bridge, REFRESH_MS, self._refresh)
        bridge.changed.connect(self._on_changes)

    def changeEvent(self, event: QEvent) -> None:
        """Keep room for the names of papers when the font grows."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange:
            self._fit()

    def _fit(self) -> None:
        self.setMinimumWidth(max(200, 11 * self.fontMetrics().horizontalAdvance("国")))

    def show_case(self, case_id: str) -> None:
        """Show the rooms of a case, or the list for an empty id."""
        if case_id:
            self.rooms.show_case(case_id)
            self.setCurrentWidget(self.rooms)
        else:
            self.list.refresh()
            self.setCurrentWidget(self.list)

    def focus(self) -> None:
        """Put the keyboard into the column."""
        inside = self.rooms.tree if self.currentWidget() is self.rooms else self.list.search
        inside.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def _on_changes(self, changes: Changes) -> None:
        if changes.kinds & {"cases", "papers"}:
            self._soon.ask()

    def _refresh(self) -> None:
        if self.rooms.tree.editing:
            self._soon.ask()
            return
        there = self._bridge.workbench.papers.desk.exists(self.rooms.case)
        if there and self.currentWidget() is self.rooms:
            self.rooms.refresh()


def _list_view(model: CaseModel) -> QListView:
    view = QListView()
    view.setModel(model)
    view.setModelColumn(TITLE)
    view.setItemDelegate(TwoLines(view))
    view.setAccessibleName("案件列表")
    view.setUniformItemSizes(True)
    view.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
    view.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    return view
