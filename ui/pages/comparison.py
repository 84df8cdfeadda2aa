"""A case and a precedent side by side, with what they share marked in both."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import (
    QFrame,
    QListWidget,
    QListWidgetItem,
    QSplitter,
    QStackedWidget,
    QWidget,
)

from ui.answer import Answer
from ui.bridge import Bridge
from ui.pages.precedent_words import facts
from ui.routes import precedent_key
from ui.sidebar.flow import FlowLayout
from ui.sidebar.text import LinkButton, button, column, wrapped
from ui.widgets.empty import EmptyState
from ui.widgets.marked_text import Mark, MarkedText
from ui.widgets.passages import Passage
from workbench.comparison import CasePart, Comparison, Element, Place, compare
from workbench.kernel.advice import BANNER, Source, SourceKind
from workbench.kernel.changes import Changes
from workbench.kernel.errors import UserError
from workbench.papers.layers import anchor_of

NARROW = 44
"""Characters of the page below which the two texts stand one above the other."""
LEAST = 48
"""Pixels of height that the list keeps where there is little; it scrolls."""
LOADING = ("正在对照", "正在读取本案材料和该案正文，并逐项比较。")
HINT = "以下各项由程序比较得出，仅供参考；只指出相同和不同之处，不评价，不预测结果。"


@dataclass(frozen=True)
class PaperLink:
    """The name of a page above its text; opens the paper there."""

    start: int
    end: int
    part: CasePart


class ComparisonPage(QFrame):
    """对照.

    Args:
        bridge: the open workbench.
        case_id, precedent_id: what is compared.
    """

    def __init__(
        self, bridge: Bridge, case_id: str, precedent_id: int, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._bridge = bridge
        self._case, self._precedent = case_id, precedent_id
        self.comparison: Comparison | None = None
        self._at: list[int] = []
        self._place = 0
        self.setAccessibleName("本案与类案对照")
        self.setProperty("helpTopic", "precedents")
        self.left, self.right = MarkedText(), MarkedText()
        self.waiting = EmptyState("split", *LOADING)
        self.again = button("重新对照", "refresh")
        self.body = QStackedWidget()
        self.body.addWidget(self.waiting)
        self.body.addWidget(self._shown())
        column(self, margin=8).addWidget(self.body)
        self._answer = Answer(self, bridge, self._show, self._tell)
        self._connect()
        self.setFocusProxy(self.list)
        self.reload()

    @property
    def busy(self) -> bool:
        """Whether the comparison is awaited."""
        return self._answer.awaited

    def reload(self) -> None:
        """Compare anew, beside the window."""
        self.stale.hide()
        similar, precedent = self._bridge.workbench.similar, self._precedent
        try:
            request = similar.request(self._case)
        except UserError as error:
            self._tell(error)
            return
        self._answer.wait(
            similar.beside.do(
                lambda papers, library, engine: compare(papers, library, engine, request, precedent)
            )
        )

    def walk(self, step: int) -> None:
        """Go to the next (+1) or previous (-1) element; round at the ends."""
        count = self.list.count()
        if count:
            self.list.setCurrentRow((self.list.currentRow() + step) % count)

    def next_place(self) -> None:
        """Go to the next place of the element at hand, in both texts."""
        self._place += 1
        self._go()

    # Parts

    def _shown(self) -> QWidget:
        box = QWidget()
        layout = column(box, spacing=8)
        layout.addWidget(self._panel())
        self.split = QSplitter()
        self.split.setChildrenCollapsible(False)
        self.case_name, self.precedent_name = LinkButton("", "case"), LinkButton("", "library")
        self.split.addWidget(_half(self.case_name, self.left))
        self.split.addWidget(_half(self.precedent_name, self.right))
        layout.addWidget(self.split, 1)
        return box

    def _panel(self) -> QWidget:
        """The list of elements: it is a machine's, so it wears the tint and the banner."""
        panel = QFrame()
        panel.setProperty("aiCard", True)
        layout = column(panel, spacing=4, margin=8)
        self.banner = wrapped(BANNER, "small")
        self.hint = wrapped(HINT, "small")
        self.stale = wrapped("材料或案例库在对照以后有改动，可按“重新对照”。", "warn")
        tip = self._bridge.shortcuts.tip
        tools = QWidget()
        row = FlowLayout(tools, spacing=6)
        self.count = wrapped(role="strong")
        self.previous = button("上一项", "up", tip("comparison.previous"))
        self.next = button("下一项", "down", tip("comparison.next"))
        self.more = button("下一处", "forward", tip("comparison.next_place"))
        self.report = button("检索报告", "export", "生成本案的类案检索报告（Word）")
        for one in (self.previous, self.next, self.more, self.again, self.report):
            one.setProperty("compact", True)
            row.addWidget(one)
        self.list = QListWidget()
        self.list.setAccessibleName("相同和不同的要素")
        self.list.setMaximumHeight(self.fontMetrics().height() * 8)
        self.list.setMinimumHeight(LEAST)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.setTextElideMode(Qt.TextElideMode.ElideRight)
        for widget in (self.banner, self.hint, self.stale, self.count, tools, self.list):
            layout.addWidget(widget)
        return panel

    def _connect(self) -> None:
        self.list.currentRowChanged.connect(self._on_row)
        self.list.itemActivated.connect(lambda _: self.next_place())
        self.previous.clicked.connect(partial(self.walk, -1))
        self.next.clicked.connect(partial(self.walk, 1))
        self.more.clicked.connect(self.next_place)
        self.again.clicked.connect(self.reload)
        self.report.clicked.connect(lambda: self._bridge.search_report.emit(self._case))
        self.case_name.clicked.connect(lambda: self._bridge.open_case.emit(self._case))
        key = precedent_key(self._precedent)
        self.precedent_name.clicked.connect(lambda: self._bridge.open_page.emit(key))
        self.left.followed.connect(self._follow)
        bind = self._bridge.shortcuts.bind
        bind("comparison.next", self, partial(self.walk, 1))
        bind("comparison.previous", self, partial(self.walk, -1))
        bind("comparison.next_place", self, self.next_place)
        self._bridge.changed.connect(self._on_changed)

    # State

    def _tell(self, error: UserError) -> None:
        self.waiting.tell(error.message, error.advice)
        self.body.setCurrentIndex(0)

    def _show(self, comparison: Comparison) -> None:
        self.comparison = comparison
        self.case_name.set_text(f"本案：{comparison.title}")
        head = comparison.precedent.head
        self.precedent_name.set_text(f"该案：{facts(head)}")
        self._show_case(comparison.parts)
        self.left.setAccessibleName("本案材料")
        self.right.show_text(comparison.precedent.text, comparison.precedent.sections)
        self.right.setAccessibleName(f"该案正文：{head.title}")
        self.left.show_marks(
            [m for e in comparison.elements for m in self._marks(e, e.here, here=True)]
        )
        self.right.show_marks(
            [m for e in comparison.elements for m in self._marks(e, e.there, here=False)]
        )
        self.list.clear()
        for element in comparison.elements:
            item = QListWidgetItem(words_of(element))
            item.setToolTip(words_of(element))
            self.list.addItem(item)
        shared = sum(not element.sort.startswith("只在") for element in comparison.elements)
        differing = len(comparison.elements) - shared
        none = "没有找到相同的要素；可直接阅读两边的正文。"
        self.count.setText(
            f"相同 {shared} 项，不同 {differing} 项" if comparison.elements else none
        )
        for one in (self.previous, self.next, self.more):
            one.setEnabled(bool(comparison.elements))
        self.body.setCurrentIndex(1)
        if comparison.elements:
            self.list.setCurrentRow(0)

    def _show_case(self, parts: Sequence[CasePart]) -> None:
        passages: list[Passage] = []
        rows = []
        for part in parts:
            passages.append(Passage(part.name, part.name, heading=3))
            rows.append(len(passages))
            passages += [Passage("", line) for line in part.page.text.split("\n")]
        self.left.show_passages(passages)
        self._at = [self.left.starts[row] for row in rows]
        heads = [row - 1 for row in rows]
        links = [
            PaperLink(self.left.starts[row], self.left.starts[row] + len(part.name), part)
            for row, part in zip(heads, parts, strict=True)
        ]
        self.left.add_citations(links)

    def _marks(self, element: Element, places: Sequence[Place], here: bool) -> list[Mark]:
        base = [self._at[place.part] if here else 0 for place in places]
        return [
            Mark(at + place.start, at + place.end, element.number, element.sort)
            for at, place in zip(base, places, strict=True)
        ]

    def _on_row(self, row: int) -> None:
        if row >= 0:
            self._place = 0
            self._go()

    def _go(self) -> None:
        if self.comparison is not None and self.list.currentRow() >= 0:
            number = self.comparison.elements[self.list.currentRow()].number
            for text in (self.left, self.right):
                text.go_to_mark(number, self._place)

    def _follow(self, found: object) -> None:
        if isinstance(found, PaperLink):
            document, page = found.part.document, found.part.page
            anchor = anchor_of(document.id, document.layer, page, 0, min(20, len(page.text)))
            source = Source(SourceKind.PAPER, found.part.name, document.id, anchor)
            self._bridge.open_source.emit(source)

    def _on_changed(self, changes: Changes) -> None:
        touched = changes.kinds & {"papers", "precedents", "switches"}
        if touched and self.comparison is not None and not self._bridge.closed:
            self.stale.show()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Put the texts beside or above one another."""
        super().resizeEvent(event)
        self._arrange()

    def changeEvent(self, event: QEvent) -> None:
        """Put the texts beside or above one another as the letters grow."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange:
            self._arrange()

    def _arrange(self) -> None:
        em, high = self.fontMetrics().horizontalAdvance("国"), self.fontMetrics().height()
        narrow = self.width() < em * NARROW
        down, across = Qt.Orientation.Vertical, Qt.Orientation.Horizontal
        self.split.setOrientation(down if narrow else across)
        self.list.setMaximumHeight(max(3 * high, min(14 * high, self.height() // 4)))
        low = self.height() < 26 * high
        self.hint.setVisible(not low)


def words_of(element: Element) -> str:
    """Return an element in a line: number, what it is, where it stands."""
    here, there = len(element.here), len(element.there)
    counts = []
    if here:
        counts.append(f"本案 {here} 处")
    if there:
        counts.append(f"该案 {there} 处")
    where = f"（{'，'.join(counts)}）" if counts else "（未标出具体位置）"
    return f"{element.number}　{element.sort}：{element.name}{where}"


def _half(name: QWidget, text: QWidget) -> QWidget:
    half = QFrame()
    half.setProperty("surface", "sheet")
    layout = column(half)
    layout.addWidget(name)
    layout.addWidget(text, 1)
    return half
