"""The left column: the list of cases, or the rooms of the open case."""

from dataclasses import replace

from PySide6.QtCore import QPoint, Qt, QTimer, Signal
from PySide6.QtWidgets import (
    QAbstractItemView,
    QLabel,
    QListView,
    QPushButton,
    QStackedWidget,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from ui import icons
from ui.asking import confirm
from ui.bridge import Bridge
from ui.pages.cases_filter import search_field
from ui.soon import Soon
from ui.widgets.case_keys import CaseKeys
from ui.widgets.case_model import ID, TITLE, CaseModel, keep_current
from ui.widgets.two_lines import TwoLines
from ui.widgets.volume_menu import VolumeMenu
from ui.widgets.volume_tree import VolumeTree
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


class CaseRooms(QWidget):
    """The open case: its overview and its volume.

    Signals:
        left: back to all cases.
        overview_wanted: the overview is wanted.
        paper_wanted: id of the paper to open.
        papers_deleted: ids of papers that are gone.
        files_dropped: paths to import.
    """

    left = Signal()
    overview_wanted = Signal()
    paper_wanted = Signal(str)
    papers_deleted = Signal(object)
    files_dropped = Signal(object)

    def __init__(self, bridge: Bridge) -> None:
        super().__init__()
        self._bridge = bridge
        self._case = ""
        back = QPushButton("全部案件")
        back.setProperty("flat", True)
        icons.put(back, "back")
        back.clicked.connect(self.left)
        self.title = QLabel()
        self.title.setTextFormat(Qt.TextFormat.PlainText)
        self.title.setProperty("role", "heading")
        self.title.setWordWrap(True)
        self.number = QLabel()
        self.number.setTextFormat(Qt.TextFormat.PlainText)
        self.number.setProperty("role", "small")
        self.number.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        overview = QToolButton()
        overview.setText("概览")
        overview.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        icons.put(overview, "overview")
        overview.clicked.connect(self.overview_wanted)
        volume = QLabel("卷宗")
        volume.setProperty("role", "heading")
        self.tree = VolumeTree()
        self.hint = QLabel("把卷宗文件或文件夹拖到这里")
        self.hint.setProperty("role", "muted")
        self.hint.setAlignment(Qt.AlignmentFlag.AlignCenter)
        column = QVBoxLayout(self)
        column.setContentsMargins(8, 8, 8, 8)
        for widget in (back, self.title, self.number, overview, volume):
            column.addWidget(widget)
        column.addWidget(self.tree, 1)
        column.addWidget(self.hint)
        self._connect()

    @property
    def case(self) -> str:
        """Id of the case; empty while there is none."""
        return self._case

    def show_case(self, case_id: str) -> None:
        """Show a case."""
        self._case = case_id
        self.refresh()

    def refresh(self) -> None:
        """Read the case and its papers again, unless a name is being typed."""
        if not self._case or self.tree.editing:
            return
        papers = self._bridge.workbench.papers
        case = papers.case(self._case)
        documents = papers.documents(self._case)
        self.title.setText(case.title)
        self.number.setText(case.number or "未编案号")
        self.tree.show_documents(documents)
        self.hint.setVisible(not documents)

    def _connect(self) -> None:
        self.tree.opened.connect(self.paper_wanted)
        self.tree.renamed.connect(self._rename)
        self.tree.delete_wanted.connect(self._delete)
        self.tree.arranged.connect(self._arrange)
        self.tree.files_dropped.connect(self.files_dropped)
        self.tree.customContextMenuRequested.connect(self._show_menu)

    def menu(self) -> VolumeMenu | None:
        """Return the menu of the papers chosen; ``None`` where none is."""
        papers = self._bridge.workbench.papers
        chosen = [papers.document(key) for key in self.tree.selected_ids()]
        if not chosen:
            return None
        ids = [document.id for document in chosen]
        return VolumeMenu(
            self.tree, self._bridge, chosen, self.tree.edit_name, lambda: self._delete(ids)
        )

    def _show_menu(self, place: QPoint) -> None:
        menu = self.menu()
        if menu is not None:
            menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
            menu.popup(self.tree.viewport().mapToGlobal(place))

    def _rename(self, document_id: str, name: str) -> None:
        papers = self._bridge.workbench.papers
        if not self._bridge.attempt(lambda: papers.update_document(document_id, name=name)):
            self._restore()

    def _arrange(self, moved: list[tuple[str, str, int]]) -> None:
        papers = self._bridge.workbench.papers

        def arrange() -> bool:
            for document_id, volume, position in moved:
                papers.update_document(document_id, volume=volume, position=position)
            return True

        if not self._bridge.attempt(arrange):
            self._restore()

    def _restore(self) -> None:
        # Not while the tree itself is still at the editing or the drop that was refused.
        QTimer.singleShot(REFRESH_MS, self.tree, self.tree.restore)

    def _delete(self, ids: list[str]) -> None:
        papers = self._bridge.workbench.papers
        names = [papers.document(key).name for key in ids]
        what = f"“{names[0]}”" if len(names) == 1 else f"所选 {len(names)} 件材料"
        question = (
            f"确定从本案删除{what}吗？\n材料移入本案的回收站，连同文字和已作的核对，可以随时恢复。"
        )
        if not confirm(self, "删除材料", question, "删除"):
            return

        deleted: list[str] = []

        def delete() -> None:
            papers.volume.recycle(ids)
            deleted.extend(ids)

        self._bridge.attempt(delete)
        self.papers_deleted.emit(deleted)


class CaseColumn(QStackedWidget):
    """The left column; it follows changes of the workbench."""

    def __init__(self, bridge: Bridge) -> None:
        super().__init__()
        self._bridge = bridge
        self.setMinimumWidth(200)
        self.list = CaseList(bridge)
        self.rooms = CaseRooms(bridge)
        self.addWidget(self.list)
        self.addWidget(self.rooms)
        self._soon = Soon(self, bridge, REFRESH_MS, self._refresh)
        bridge.changed.connect(self._on_changes)

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
