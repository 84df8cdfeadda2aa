"""Stages of the hearing as they were found, each with the words that led to it."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QTreeWidget, QTreeWidgetItem

from ui.hearing.record.matter import Matter
from ui.sidebar.flow import FlowLayout
from ui.sidebar.text import button, column, wrapped
from workbench.hearing.record.stages import StageFound, without
from workbench.hearing.timeline import clock
from workbench.kernel.advice import BANNER

COLUMNS = ("开始", "阶段", "次序", "依据的话")


class StagesPanel(QFrame):
    """The list; what a person sets stands above what was found.

    Signals:
        turn_wanted: id of a turn to go to.
        border_wanted: id of a turn; key of the stage that begins there, empty for none, ``None``
            for what was found.
    """

    turn_wanted = Signal(str)
    border_wanted = Signal(str, object)

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("aiCard", True)
        self._found: tuple[StageFound, ...] = ()
        self._borders: dict[str, str] = {}
        layout = column(self, spacing=6, margin=8)
        layout.addWidget(wrapped(BANNER, "small"))
        self.missing = wrapped(role="warn")
        layout.addWidget(self.missing)
        self.tree = QTreeWidget()
        self.tree.setHeaderLabels(list(COLUMNS))
        self.tree.setRootIsDecorated(False)
        self.tree.setAccessibleName("庭审阶段")
        self.tree.setMinimumHeight(self.fontMetrics().height() * 6)
        layout.addWidget(self.tree, 1)
        row = FlowLayout(spacing=6)
        self.go = button("到转写稿的该处", "forward", "到转写稿的该处（Enter）")
        self.drop = button("此处不开始阶段", "close", "程序判断有误时使用；可以恢复")
        self.back = button("恢复程序的判断", "undo", "取消在此处所作的调整")
        for part in (self.go, self.drop, self.back):
            row.addWidget(part)
        layout.addLayout(row)
        layout.addWidget(
            wrapped("要让某一段开始一个阶段：在转写稿中右键点击该段，选“从本段开始阶段”。", "small")
        )
        self.tree.itemActivated.connect(lambda _item: self._go())
        self.tree.currentItemChanged.connect(lambda *_: self._offer())
        self.go.clicked.connect(self._go)
        self.drop.clicked.connect(self._drop)
        self.back.clicked.connect(lambda: self._emit(None))

    def show_matter(self, matter: Matter) -> None:
        """Show the stages, and those required that were not found."""
        template = matter.material.template
        self._found = matter.material.stages
        self._borders = dict(matter.material.typed.borders)
        titles = {stage.key: stage.title for stage in template.stages}
        self.tree.clear()
        for found in self._found:
            order = (
                "人工设定" if found.moved else ("通常次序" if found.in_order else "次序与通常不同")
            )
            cells = [
                clock(matter.second(found.first_turn)),
                titles.get(found.stage, found.stage),
                order,
                "、".join(f"“{words}”" for words in found.because),
            ]
            item = QTreeWidgetItem(cells)
            item.setToolTip(3, cells[3])
            self.tree.addTopLevelItem(item)
        for place in range(3):
            self.tree.resizeColumnToContents(place)
        there = {found.stage for found in self._found}
        gone = [s.title for s in template.stages if s.required and s.key not in there]
        named = "".join(f"“{title}”" for title in gone)
        self.missing.setText(f"没有找到：{named}" if gone else "")
        self.missing.setVisible(bool(gone))
        self._offer()

    def _current(self) -> StageFound | None:
        row = self.tree.indexOfTopLevelItem(self.tree.currentItem())
        return self._found[row] if 0 <= row < len(self._found) else None

    def _offer(self) -> None:
        found = self._current()
        for part in (self.go, self.drop):
            part.setEnabled(found is not None)
        self.back.setEnabled(bool(self._borders))

    def _go(self) -> None:
        if (found := self._current()) is not None:
            self.turn_wanted.emit(found.first_turn)

    def _drop(self) -> None:
        """Take the stage away; others that the same turn opens stay."""
        if (found := self._current()) is not None:
            self.border_wanted.emit(found.first_turn, without(self._found, found))

    def _emit(self, stage: str | None) -> None:
        found = self._current()
        if found is not None and (stage is not None or found.first_turn in self._borders):
            self.border_wanted.emit(found.first_turn, stage)
        elif stage is None:
            for turn in self._borders:
                self.border_wanted.emit(turn, None)
