"""The open case in the left column: its overview and its volume."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPushButton,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from ui import icons
from ui.bridge import Bridge
from ui.volume_acts import VolumeActs
from ui.widgets.volume_tree import VolumeTree


class CaseRooms(QWidget):
    """The open case: its overview and its volume.

    Signals:
        left: back to all cases.
        overview_wanted: the overview is wanted.
        hearings_wanted: the hearings of the case are wanted.
        paper_wanted: id of the paper to open.
        papers_deleted: ids of papers that are gone.
        files_dropped: paths to import.
        split_wanted: id of the paper whose pages are to be arranged.
    """

    left = Signal()
    overview_wanted = Signal()
    hearings_wanted = Signal()
    paper_wanted = Signal(str)
    papers_deleted = Signal(object)
    files_dropped = Signal(object)
    split_wanted = Signal(str)

    def __init__(self, bridge: Bridge) -> None:
        super().__init__()
        self._bridge = bridge
        self._case = ""
        self.setProperty("helpTopic", "volume")
        back = QPushButton("全部案件")
        back.setProperty("flat", True)
        icons.put(back, "back")
        back.clicked.connect(self.left)
        self.title = _label("heading")
        self.title.setWordWrap(True)
        self.number = _label("small")
        self.number.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        overview = _tool("overview", "概览", Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        overview.clicked.connect(self.overview_wanted)
        hearings = _tool("hearing", "庭审", Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        hearings.setToolTip("庭审录音、转写和笔录")
        hearings.clicked.connect(self.hearings_wanted)
        rooms = QHBoxLayout()
        rooms.setSpacing(2)
        for button in (overview, hearings):
            rooms.addWidget(button)
        rooms.addStretch()
        self.tree = VolumeTree()
        self.acts = VolumeActs(bridge, self.tree, lambda: self._case, self.refresh)
        self.filter = FilterLine(self.tree)
        self.hint = QLabel("把卷宗文件或文件夹拖到这里")
        self.hint.setProperty("role", "muted")
        self.hint.setAlignment(Qt.AlignmentFlag.AlignCenter)
        column = QVBoxLayout(self)
        column.setContentsMargins(8, 8, 8, 8)
        for widget in (back, self.title, self.number):
            column.addWidget(widget)
        column.addLayout(rooms)
        column.addLayout(self._head())
        column.addWidget(self.filter)
        column.addWidget(self.tree, 1)
        column.addWidget(self.hint)
        self._connect()

    @property
    def case(self) -> str:
        """Id of the case; empty while there is none."""
        return self._case

    def show_case(self, case_id: str) -> None:
        """Show a case."""
        if case_id != self._case:
            self._case = case_id
            self.filter.clear()
            self.tree.show_documents([])
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
        before = {document.id for document in self.tree.papers.documents}
        gone = before - {document.id for document in documents}
        self.tree.show_documents(documents)
        self.hint.setVisible(not documents)
        self.filter.setVisible(bool(documents))
        self._show_undo()
        if gone:
            self.papers_deleted.emit(sorted(gone))

    def _head(self) -> QHBoxLayout:
        volume = _label("heading")
        volume.setText("卷宗")
        self.undo = _tool("undo", "")
        self.redo = _tool("redo", "")
        self.bin = _tool("delete", "", Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        row = QHBoxLayout()
        row.setSpacing(2)
        row.addWidget(volume)
        row.addStretch()
        for button in (self.undo, self.redo, self.bin):
            row.addWidget(button)
        return row

    def _show_undo(self) -> None:
        volume, keys = self._bridge.workbench.papers.volume, self._bridge.shortcuts
        for button, verb, last, what in (
            (self.undo, "undo", volume.undoable(self._case), "撤销"),
            (self.redo, "redo", volume.redoable(self._case), "重做"),
        ):
            words = f"{what}：{last}" if last else f"没有可以{what}的卷宗操作"
            button.setEnabled(bool(last))
            button.setToolTip(keys.tip(f"volume.{verb}", words))
            button.setAccessibleName(words)
        held = len(volume.recycled(self._case))
        self.bin.setText(str(held) if held else "")
        self.bin.setToolTip(f"回收站：{held} 件已删除的材料")
        self.bin.setAccessibleName(f"回收站，{held} 件")
        self.bin.setVisible(bool(held))

    def _connect(self) -> None:
        self.tree.opened.connect(self.paper_wanted)
        self.tree.files_dropped.connect(self.files_dropped)
        self.acts.split_wanted.connect(self.split_wanted)
        self.acts.gone.connect(self.papers_deleted)
        self.undo.clicked.connect(self.acts.undo)
        self.redo.clicked.connect(self.acts.redo)
        self.bin.clicked.connect(self.acts.show_recycled)
        self._bridge.shortcuts.bind("volume.find", self, self.filter.ask)


class FilterLine(QLineEdit):
    """Narrows the tree below it as one types; Esc shows all papers again."""

    def __init__(self, tree: VolumeTree) -> None:
        super().__init__()
        self._tree = tree
        self.setPlaceholderText("筛选材料：名称、种类、状态")
        self.setAccessibleName("筛选卷宗目录：名称、种类、状态")
        self.setClearButtonEnabled(True)
        self.setAcceptDrops(False)
        self.textChanged.connect(tree.narrow)

    def ask(self) -> None:
        """Take the focus."""
        self.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.selectAll()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Down and Enter go into the tree, Esc clears and goes there too."""
        key = event.key()
        if key == Qt.Key.Key_Escape:
            self.clear()
        if key in (Qt.Key.Key_Escape, Qt.Key.Key_Down, Qt.Key.Key_Return, Qt.Key.Key_Enter):
            if (shown := self._tree.paper_ids()) and not self._tree.selected_ids():
                self._tree.choose(shown[0])
            self._tree.setFocus(Qt.FocusReason.OtherFocusReason)
            return
        super().keyPressEvent(event)


def _label(role: str) -> QLabel:
    label = QLabel()
    label.setTextFormat(Qt.TextFormat.PlainText)
    label.setProperty("role", role)
    return label


def _tool(
    icon: str, words: str, style: Qt.ToolButtonStyle = Qt.ToolButtonStyle.ToolButtonIconOnly
) -> QToolButton:
    button = QToolButton()
    button.setText(words)
    button.setToolButtonStyle(style)
    icons.put(button, icon)
    return button
