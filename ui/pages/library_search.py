"""Search of the library: filters, hits with marked words, jumps by number."""

from collections.abc import Callable, Sequence
from concurrent.futures import Future
from datetime import date

from PySide6.QtCore import QModelIndex, Qt, QTimer, Signal
from PySide6.QtWidgets import (
    QAbstractItemView,
    QCheckBox,
    QComboBox,
    QFrame,
    QLineEdit,
    QListView,
    QStackedWidget,
    QWidget,
)

from ui.bridge import Bridge
from ui.pages.library_hits import HitDelegate, HitModel
from ui.sidebar.flow import FlowLayout
from ui.sidebar.text import LinkButton, column, wrapped
from ui.widgets.empty import EmptyState
from ui.words import parse_date
from workbench.kernel.clock import today
from workbench.kernel.errors import UserError
from workbench.kernel.search import words
from workbench.law.catalog import Standing, short_title
from workbench.law.library import Hit
from workbench.law.model import Level, StoredArticle, Version
from workbench.law.searching import Filters, Found, by_law

TYPING_MS = 200
ASK_MS = 15
SLOW_MS = 300
REMEMBERED = 20
HINT = (
    "输入词语，检索法规条文",
    (
        "可检索法律名称、章节名称、条号和条文中的词语；多个词语用空格分开，须同时出现。\n"
        "例如：“借款 利息”；直接转到条文：“民法典 577”“刑诉法 2012 第53条”。"
    ),
)
"""What the pane says before a search: title and words."""


class SearchPane(QFrame):
    """Filters and hits; the search box stands above and belongs to the page.

    Signals:
        article_chosen: a :class:`StoredArticle` to show.
        version_chosen: a :class:`Version` to show.
        began: a search for something was begun.
        read_wanted: what is shown is to be read: the keyboard goes into the text.
    """

    article_chosen = Signal(object)
    version_chosen = Signal(object)
    began = Signal()
    read_wanted = Signal()

    def __init__(self, bridge: Bridge, box: QLineEdit, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._bridge = bridge
        self.box = box
        self.history: list[str] = []
        self.found: Sequence[Hit] = ()
        self._law: Version | None = None
        self._jump: tuple[Version, StoredArticle | None] | None = None
        self._future: Future[Found | None] | None = None
        self._asked = ""
        self._enter_waits = self._jump_waits = False
        layout = column(self, spacing=6)
        layout.setContentsMargins(0, 6, 0, 0)
        layout.addWidget(self._filters())
        self.jump = LinkButton("", "forward")
        self.jump.clicked.connect(self._take_jump)
        self.jump.hide()
        self.state = wrapped(role="muted")
        self.state.setAccessibleName("检索结果")
        layout.addWidget(self.jump)
        layout.addWidget(self.state)
        layout.addWidget(self._list(), 1)
        self._typing = self._timer(TYPING_MS, self.search)
        self._slow = self._timer(SLOW_MS, lambda: self.state.setText("正在检索……"))
        self._asking = QTimer(self)
        self._asking.setInterval(ASK_MS)
        self._asking.timeout.connect(self._look)
        box.textChanged.connect(lambda _: self._typing.start())
        box.returnPressed.connect(self.enter)

    @property
    def searching(self) -> bool:
        """Whether a search is awaited."""
        return self._future is not None or self._typing.isActive()

    def use_law(self, version: Version | None) -> None:
        """Offer to search only in the law that is open."""
        self._law = version
        self.only.setEnabled(version is not None)
        if version is None:
            self.only.setChecked(False)

    def search(self) -> None:
        """Search for what is typed, beside the window."""
        self._typing.stop()
        if self._bridge.closed:
            return
        query = self.box.text().strip()
        filters = self._read_filters()
        if filters is None:
            return
        self._offer_jump(query, filters.on)
        self._asked = query
        if not query:
            self._future = None
            self._show(Found((), 0, cut=False))
            return
        self.began.emit()
        searching = self._bridge.workbench.law.searching
        self._future = searching.search(query, filters)
        self._asking.start()
        self._slow.start()

    def enter(self) -> None:
        """Enter in the search box: to the place that was named, else to the hits."""
        self._remember(self.box.text().strip())
        if self._typing.isActive() or self.box.text().strip() != self._asked:
            self.search()
        self._enter_waits = True
        self._answer_enter()

    # Parts

    def _filters(self) -> QWidget:
        box = QWidget()
        flow = FlowLayout(box, spacing=6)
        self.day_box = QLineEdit()
        self.day_box.setPlaceholderText("有效日，不限")
        self.day_box.setAccessibleName("只看这一天有效的条文")
        self.day_box.setToolTip(
            "只看这一天有效的条文，如2024年3月1日；留空则不限，每条只列最新版本"
        )
        self.day_box.setClearButtonEnabled(True)
        self.day_box.setFixedWidth(self.fontMetrics().horizontalAdvance("国") * 11)
        self.day_box.textChanged.connect(lambda _: self._typing.start())
        self.level = _choice("种类", ["全部种类", *map(str, Level)])
        self.standing = _choice("时效", ["全部时效", *map(str, Standing)])
        self.order = _choice("排序", ["最相近的在前", "按法律排列"])
        self.only = QCheckBox("只在打开的法律中")
        self.only.setEnabled(False)
        for combo in (self.level, self.standing):
            combo.activated.connect(self.search)
        self.order.activated.connect(self._list_hits)
        self.only.toggled.connect(lambda _: self.search())
        self.level.setMinimumContentsLength(6)
        self.level.setSizeAdjustPolicy(
            QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon
        )
        for widget in (self.day_box, self.standing, self.level, self.order, self.only):
            flow.addWidget(widget)
        return box

    def _list(self) -> QStackedWidget:
        self.model = HitModel()
        self.results = QListView()
        self.results.setModel(self.model)
        self.results.setItemDelegate(HitDelegate(self.results, self.model))
        self.results.setAccessibleName("找到的条文")
        self.results.setUniformItemSizes(True)
        self.results.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.results.setAlternatingRowColors(True)
        self.results.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.results.selectionModel().currentChanged.connect(self._on_current)
        self.results.activated.connect(lambda _: self.read_wanted.emit())
        self.hint = EmptyState("search", *HINT)
        self.pages = QStackedWidget()
        self.pages.addWidget(self.hint)
        self.pages.addWidget(self.results)
        self.pages.setMinimumHeight(120)  # what narrows the search keeps its rows
        return self.pages

    def _timer(self, interval: int, slot: Callable[[], object]) -> QTimer:
        timer = QTimer(self)
        timer.setSingleShot(True)
        timer.setInterval(interval)
        timer.timeout.connect(slot)
        return timer

    # State

    def _read_filters(self) -> Filters | None:
        try:
            on = parse_date(self.day_box.text())
        except UserError as error:
            self._mark_day(wrong=True)
            self.state.setText(error.message.replace("，没有保存", "") + error.advice)
            return None
        self._mark_day(wrong=False)
        levels, standings = list(Level), list(Standing)
        law = self._law.law_id if self._law and self.only.isChecked() else None
        level, standing = self.level.currentIndex(), self.standing.currentIndex()
        return Filters(
            on,
            levels[level - 1] if level > 0 else None,
            standings[standing - 1] if standing > 0 else None,
            law,
            today(),
        )

    def _look(self) -> None:
        """Take the answer of the search, if it is there."""
        if self._jump_waits and self._bridge.workbench.law.rules_ready():
            filters = self._read_filters()
            self._offer_jump(self._asked, filters.on if filters else None)
            self._answer_enter()
        future = self._future
        if future is None:
            if not self._jump_waits:
                self._asking.stop()
        elif future.done():
            self._slow.stop()
            self._future = None
            found = self._bridge.attempt(future.result)
            if found is not None:
                self._show(found)

    def _show(self, found: Found) -> None:
        self.found = found.hits
        self._list_hits()
        self.state.setText(self._words(found))
        self.state.setVisible(bool(self.state.text()))
        self.pages.setCurrentWidget(self.results if self._asked else self.hint)
        self._answer_enter()

    def _list_hits(self) -> None:
        hits = by_law(self.found) if self.order.currentIndex() else self.found
        self.model.set_hits(hits, words(self._asked))
        self.results.scrollToTop()

    def _words(self, found: Found) -> str:
        if not self._asked:
            return ""
        if found.common:
            return (
                f"“{found.common}”太常见（{found.total:,} 条中有这个字），无法排出先后。"
                "请输入更完整的词语。"
            )
        if not found.hits and self._jump is not None:
            return "按 Enter 直接打开；没有条文含有所输入的全部词语。"
        if not found.hits:
            kind = "条文" if self._narrowed() else "条文。请换用更短的词语"
            wider = "，或放宽上面的筛选" if self._narrowed() else ""
            return f"没有找到含有“{self._asked}”的{kind}{wider}。"
        order = "按法律排列" if self.order.currentIndex() else "最相近的在前"
        if found.cut:
            return (
                f"列出最相近的 {len(found.hits)} 条，共 {found.total:,} 条（含各版本）；{order}。"
            )
        return f"找到 {len(found.hits)} 条（各版本只列一条），{order}。"

    def _narrowed(self) -> bool:
        return bool(
            self.day_box.text().strip()
            or self.level.currentIndex() > 0
            or self.standing.currentIndex() > 0
            or self.only.isChecked()
        )

    def _offer_jump(self, query: str, on: date | None) -> None:
        law = self._bridge.workbench.law
        # Names are read beside the window; until then there are only words.
        ready = bool(query) and law.rules_ready()
        self._jump_waits = bool(query) and not ready
        self._jump = self._bridge.attempt(lambda: law.jump(query, on, self._law)) if ready else None
        if self._jump is not None:
            version, stored = self._jump
            place = stored.article.label if stored else ""
            old = version.effective and not version.in_force(today())
            year = f"（{version.effective.year}年文本）" if version.effective and old else ""
            self.jump.set_text(f"打开《{short_title(version.title)}》{place}{year}")
        self.jump.setVisible(self._jump is not None)

    def _take_jump(self) -> None:
        if self._jump is not None:
            version, stored = self._jump
            if stored is not None:
                self.article_chosen.emit(stored)
            else:
                self.version_chosen.emit(version)

    def _answer_enter(self) -> None:
        if not self._enter_waits:
            return
        if self._jump is not None:
            self._enter_waits = False
            self._take_jump()
            self.read_wanted.emit()
        elif self._future is None and not self._jump_waits:
            self._enter_waits = False
            if self.model.hits:
                self.results.setCurrentIndex(self.model.index(0))
                self.results.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def _remember(self, query: str) -> None:
        if query:
            self.history = [query, *(held for held in self.history if held != query)]
            del self.history[REMEMBERED:]

    def _on_current(self, index: QModelIndex) -> None:
        if index.isValid():
            self._remember(self._asked)
            self.article_chosen.emit(self.model.hits[index.row()].article)

    def _mark_day(self, wrong: bool) -> None:
        if bool(self.day_box.property("problem")) != wrong:
            self.day_box.setProperty("problem", wrong)
            self.day_box.style().unpolish(self.day_box)
            self.day_box.style().polish(self.day_box)


def _choice(name: str, words_of: Sequence[str]) -> QComboBox:
    box = QComboBox()
    box.addItems(list(words_of))
    box.setAccessibleName(name)
    box.setToolTip(name)
    return box
