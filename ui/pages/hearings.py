"""庭审: the hearings of a case, new ones, and those in the recycle bin."""

from collections.abc import Sequence
from functools import partial
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QComboBox,
    QFileDialog,
    QFrame,
    QHBoxLayout,
    QListWidget,
    QListWidgetItem,
    QStackedWidget,
    QWidget,
)

from ui.asking import choose
from ui.bridge import Bridge
from ui.sidebar.flow import FlowLayout
from ui.sidebar.text import button, column, wrapped
from ui.soon import Soon
from ui.widgets.empty import EmptyState
from ui.widgets.file_drop import FileDrop
from ui.words import day_of
from workbench.hearing.model import PROCEDURE_WORDS, Hearing, Procedure
from workbench.hearing.procedures import procedure_of
from workbench.hearing.timeline import Timeline, clock
from workbench.kernel.changes import Changes

REFRESH_MS = 100
EMPTY = ("本案还没有庭审", "把庭审录音拖到这里，或新建一次庭审再导入录音。")
ID = Qt.ItemDataRole.UserRole


class HearingsPage(QFrame):
    """The hearings of one case.

    Args:
        bridge: the open workbench.
        case: id of the case.

    Signals:
        chosen: id of the hearing to open.
        deleted: id of a hearing that went into the recycle bin.
    """

    chosen = Signal(str)
    deleted = Signal(str)

    def __init__(self, bridge: Bridge, case: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._bridge = bridge
        self._case = case
        self._room = bridge.workbench.hearing
        self.setAccessibleName("本案的庭审")
        self.setProperty("helpTopic", "hearing")
        self.list = QListWidget()
        self.list.setAccessibleName("本案的庭审")
        self.list.setSpacing(2)
        self.procedure = QComboBox()
        self.procedure.setAccessibleName("新建庭审的程序")
        self.procedure.setToolTip("决定笔录的模板和数字键的角色；以后可以改")
        for procedure, words in PROCEDURE_WORDS.items():
            self.procedure.addItem(words, procedure.value)
        self.open = button("打开", "hearing", "打开选中的庭审（Enter）")
        self.new = button("新建庭审", "plus", "新建下一次庭审")
        self.remove = button("删除", "delete", "移入回收站，可恢复（Del）")
        self.bin = button("回收站", "delete", "已删除的庭审，可以恢复")
        self.empty = EmptyState(
            "hearing",
            *EMPTY,
            [("import", "导入录音…", self.choose_files), ("plus", "新建庭审", self.make)],
        )
        FileDrop(self, "松开鼠标：导入庭审录音", self.bring)
        self._lay_out()
        self._connect()
        self.setFocusProxy(self.list)
        self._guess()
        self.refresh()

    def refresh(self) -> None:
        """Show the hearings as they are now."""
        here = self.current()
        self.list.clear()
        for hearing in self._room.hearings(self._case):
            item = QListWidgetItem(self._words(hearing))
            item.setData(ID, hearing.id)
            self.list.addItem(item)
            if hearing.id == here:
                self.list.setCurrentItem(item)
        if self.list.count() and self.list.currentRow() < 0:
            self.list.setCurrentRow(0)
        self.body.setCurrentIndex(1 if self.list.count() else 0)
        held = len(self._room.recycled(self._case))
        self.bin.setVisible(bool(held))
        self.bin.setText(f"回收站（{held}）")
        for part in (self.open, self.remove):
            part.setEnabled(bool(self.list.count()))

    def current(self) -> str:
        """Return the id of the chosen hearing; empty for none."""
        item = self.list.currentItem()
        return str(item.data(ID)) if item is not None else ""

    def make(self) -> str:
        """Make the next hearing and open it; return its id, empty where that was refused."""
        procedure = Procedure(self.procedure.currentData())
        made = self._bridge.attempt(lambda: self._room.create(self._case, procedure))
        if made is None:
            return ""
        self.chosen.emit(made.id)
        return made.id

    def bring(self, paths: Sequence[Path]) -> None:
        """Import recordings into the chosen hearing or into a new one, as the person says."""
        if not paths:
            return
        hearings = self._room.hearings(self._case)
        target = ""
        if hearings:
            last = hearings[-3:]
            answers = ["新建一次庭审", *(f"加入第{one.ordinal}次庭审" for one in last)]
            answer = choose(self.window(), "导入录音", "这些录音属于哪一次庭审？", answers)
            if answer < 0:
                return
            target = last[answer - 1].id if answer else ""
        target = target or self.make()
        if not target:
            return
        job = self._bridge.attempt(lambda: self._room.import_files(target, paths))
        if job is not None:
            self.chosen.emit(target)

    def choose_files(self) -> None:
        """Import recordings that the person chooses."""
        names, _ = QFileDialog.getOpenFileNames(self.window(), "选择庭审录音（可多选）")
        self.bring([Path(name) for name in names])

    # Qt

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter opens, Del deletes."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._open()
        elif event.key() == Qt.Key.Key_Delete:
            self._remove()
        else:
            super().keyPressEvent(event)

    # Inside

    def _lay_out(self) -> None:
        layout = column(self, spacing=8, margin=8)
        layout.addWidget(wrapped("庭审", "title"))
        tools = QWidget()
        row = FlowLayout(tools, spacing=6)
        for part in (self.open, self.new, self.procedure, self.remove, self.bin):
            row.addWidget(part)
        layout.addWidget(tools)
        self.body = QStackedWidget()
        self.body.addWidget(self.empty)
        box = QWidget()
        inner = QHBoxLayout(box)
        inner.setContentsMargins(0, 0, 0, 0)
        inner.addWidget(self.list)
        self.body.addWidget(box)
        layout.addWidget(self.body, 1)

    def _connect(self) -> None:
        self.list.itemActivated.connect(lambda _item: self._open())
        self.open.clicked.connect(self._open)
        self.new.clicked.connect(self.make)
        self.remove.clicked.connect(self._remove)
        self.bin.clicked.connect(self._restore)
        self._soon = Soon(self, self._bridge, REFRESH_MS, self.refresh)
        self._bridge.changed.connect(self._on_changed)

    def _guess(self) -> None:
        case = self._bridge.workbench.papers.case(self._case)
        found = procedure_of(case.number, case.procedure, case.cause)
        self.procedure.setCurrentIndex(self.procedure.findData(found.value))

    def _open(self) -> None:
        if self.current():
            self.chosen.emit(self.current())

    def _remove(self) -> None:
        hearing = self.current()
        if not hearing:
            return
        if self._bridge.attempt(lambda: self._room.recycle(hearing)) is not None:
            self._bridge.notice.emit("庭审及其录音、转写已移入回收站，可以恢复。")
            self.deleted.emit(hearing)

    def _restore(self) -> None:
        held = self._room.recycled(self._case)
        answers = [f"恢复第{one.ordinal}次庭审（{day_of(one.removed)}删除）" for one in held[:6]]
        answer = choose(self.window(), "回收站", "要恢复哪一次庭审？", answers)
        if answer >= 0:
            self._bridge.attempt(partial(self._room.put_back, held[answer].id))

    def _words(self, hearing: Hearing) -> str:
        recordings = self._room.recordings(hearing.id)
        timeline = Timeline.of(recordings)
        sound = (
            f"录音 {len(recordings)} 个，{clock(timeline.seconds)}" if recordings else "没有录音"
        )
        turns = self._room.count(hearing.id)
        text = f"{turns} 段发言" if turns else "没有转写"
        head = f"第{hearing.ordinal}次庭审　{PROCEDURE_WORDS[hearing.procedure]}"
        return f"{head}\n{day_of(hearing.created)}建立　{sound}　{text}"

    def _on_changed(self, changes: Changes) -> None:
        if "hearing" in changes.kinds and (not changes.cases or self._case in changes.cases):
            self._soon.ask()
