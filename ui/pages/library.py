"""The library page: import, search as you type, read an article and its versions."""

from PySide6.QtCore import QAbstractListModel, QModelIndex, QPersistentModelIndex, Qt, QTimer
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QListView,
    QSplitter,
    QStackedWidget,
    QWidget,
)

from ui.bridge import Bridge
from ui.pages.article_view import ArticleView
from ui.pages.library_import import ImportBar
from ui.pages.library_words import citation, standing
from ui.place import Place, number, words
from ui.sidebar.text import column, wrapped
from ui.widgets.empty import EmptyState
from ui.words import chinese_date, parse_date
from workbench.kernel.changes import Changes
from workbench.kernel.clock import today
from workbench.kernel.errors import UserError
from workbench.law.library import Hit

TYPING_MS = 200
MOST = 100
HINT = (
    "输入词语，检索法规条文",
    (
        "可检索法律名称、章节名称、条号和条文中的词语；多个词语用空格分开，须同时出现。\n"
        "例如：“借款 利息”“民法典 第六百七十五条”。\n"
        "填写“有效日”，只看那一天有效的条文。按 Ctrl+F 回到检索框。"
    ),
)
"""What the page says before a search: title and words."""
NO_LIBRARY = (
    "先导入法规",
    "法规库由您自己导入的法规文件组成，全部保存在本机。导入后即可按词语、法律名称或条号检索。",
)
_Index = QModelIndex | QPersistentModelIndex


class HitModel(QAbstractListModel):
    """Articles that a search found; two lines each."""

    def __init__(self) -> None:
        super().__init__()
        self.hits: list[Hit] = []

    def set_hits(self, hits: list[Hit]) -> None:
        """Show other hits."""
        self.beginResetModel()
        self.hits = hits
        self.endResetModel()

    def rowCount(self, parent: _Index | None = None) -> int:
        """Return the number of hits."""
        return 0 if parent is not None and parent.isValid() else len(self.hits)

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Return what is shown of a hit."""
        hit = self.hits[index.row()]
        name = citation(hit.article)
        if role == Qt.ItemDataRole.DisplayRole:
            mark = standing(hit.article.version, today())
            state = "" if mark == "现行有效" else f"  〔{mark}〕"
            return f"{name}{state}\n{hit.snippet}"
        if role in (Qt.ItemDataRole.ToolTipRole, Qt.ItemDataRole.AccessibleTextRole):
            return f"{name}：{hit.snippet}"
        return None


class LibraryPage(QFrame):
    """法规库."""

    def __init__(self, bridge: Bridge, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._bridge = bridge
        self.setAccessibleName("法规库")
        layout = column(self, spacing=8, margin=8)
        self.imports = ImportBar(bridge)
        layout.addLayout(self._search_row())
        layout.addWidget(self.imports)
        self.state = wrapped(role="muted")
        self.state.setAccessibleName("检索结果")
        layout.addWidget(self.state)
        layout.addWidget(self._parts(), 1)
        self._typing = QTimer(self)
        self._typing.setSingleShot(True)
        self._typing.setInterval(TYPING_MS)
        self._typing.timeout.connect(self.search)
        self.search_box.textChanged.connect(lambda _: self._typing.start())
        self.day_box.textChanged.connect(lambda _: self._typing.start())
        self.search_box.returnPressed.connect(self._enter)
        self.imports.finished.connect(self.search)
        bridge.changed.connect(self._on_changed)
        find = QShortcut(QKeySequence.StandardKey.Find, self)
        find.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        find.activated.connect(self.search_box.setFocus)
        self._show_library()

    def open_article(self, article_id: int) -> None:
        """Show an article of the library; says so where it is no longer there."""
        stored = self._bridge.attempt(lambda: self._bridge.workbench.law.stored(article_id))
        if stored is not None:
            self.article.show_article(stored, self.search_box.text())
            self.article.show()

    def place(self) -> Place:
        """Return what is searched for and the article shown; see :mod:`ui.place`."""
        shown = self.article.stored
        article = shown.id if shown is not None else 0
        return {"query": self.search_box.text(), "day": self.day_box.text(), "article": article}

    def go_to(self, place: Place) -> None:
        """Search again, and show the article again if the library still has it."""
        self.search_box.setText(words(place, "query"))
        self.day_box.setText(words(place, "day"))
        self.search()
        article = int(number(place, "article"))
        found = self._bridge.workbench.law.library.by_id([article]) if article else []
        for stored in found:
            self.article.show_article(stored, self.search_box.text())
            self.article.show()

    def search(self) -> None:
        """Search for what is typed."""
        self._typing.stop()
        if self._bridge.closed:
            return
        query = self.search_box.text().strip()
        try:
            on = parse_date(self.day_box.text())
        except UserError as error:
            self._mark_day(wrong=True)
            self.state.setText(str(error))
            return
        self._mark_day(wrong=False)
        law = self._bridge.workbench.law
        hits = self._bridge.attempt(lambda: law.search(query, on, limit=MOST)) or []
        self.model.set_hits(hits)
        self._show_library()
        self._left.setCurrentWidget(self.results if query else self.hint)
        if query and not hits:
            when = f"（{chinese_date(on)}有效的）" if on else ""
            self.state.setText(f"没有找到含有“{query}”的{when}条文。请换用更短的词语，或放宽日期。")
        elif hits:
            more = "以上" if len(hits) == MOST else ""
            self.state.setText(f"找到 {len(hits)} 条{more}，最相近的在前。")
            self.results.setCurrentIndex(self.model.index(0))

    # Parts

    def _search_row(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(8)
        self.search_box = QLineEdit()
        self.search_box.setPlaceholderText("检索条文：输入词语，空格分开（Ctrl+F）")
        self.search_box.setAccessibleName("检索条文")
        self.search_box.setClearButtonEnabled(True)
        self.day_box = QLineEdit()
        self.day_box.setPlaceholderText("不限，如2024年3月1日")
        self.day_box.setAccessibleName("只看这一天有效的条文")
        self.day_box.setToolTip("只看这一天有效的条文；留空则不限，每条只列最新版本")
        self.day_box.setClearButtonEnabled(True)
        self.day_box.setFixedWidth(self.fontMetrics().horizontalAdvance("国") * 14)
        row.addWidget(self.search_box, 1)
        row.addWidget(QLabel("有效日"))
        row.addWidget(self.day_box)
        row.addWidget(self.imports.choose)
        return row

    def _parts(self) -> QSplitter:
        self.model = HitModel()
        self.results = QListView()
        self.results.setModel(self.model)
        self.results.setAccessibleName("找到的条文")
        self.results.setWordWrap(True)
        self.results.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.results.setAlternatingRowColors(True)
        self.results.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.results.setResizeMode(QListView.ResizeMode.Adjust)
        self.results.selectionModel().currentChanged.connect(self._on_current)
        self.article = ArticleView(self._bridge)
        self.article.turned.connect(self.open_article)
        self.article.hide()
        split = QSplitter()
        split.setChildrenCollapsible(False)
        self.hint = EmptyState("library", *HINT)
        self._left = QStackedWidget()
        self._left.addWidget(self.hint)
        self._left.addWidget(self.results)
        split.addWidget(self._left)
        split.addWidget(self.article)
        split.setStretchFactor(0, 2)
        split.setStretchFactor(1, 3)
        return split

    # State

    def _mark_day(self, wrong: bool) -> None:
        if bool(self.day_box.property("problem")) != wrong:
            self.day_box.setProperty("problem", wrong)
            self.day_box.style().unpolish(self.day_box)
            self.day_box.style().polish(self.day_box)

    def _show_library(self) -> None:
        law = self._bridge.workbench.law
        counts, day = law.counts(), law.as_of()
        title, words = HINT if counts.articles else NO_LIBRARY
        self.hint.title.setText(title)
        self.hint.words.setText(words)
        self.search_box.setEnabled(bool(counts.articles))
        self.day_box.setEnabled(bool(counts.articles))
        if not counts.articles:
            self.state.setText(
                "法规库还是空的。点右上角“导入法规包”，选择法规文件夹、压缩包或单个法律文件。"
            )
            return
        upto = f"，最新公布日期 {chinese_date(day)}" if day else ""
        self.state.setText(
            f"法规库：{counts.laws} 部、{counts.versions} 个版本、{counts.articles} 条{upto}。"
        )

    def _enter(self) -> None:
        if self._typing.isActive():
            self.search()
        if self.model.hits:
            self.results.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def _on_current(self, index: QModelIndex) -> None:
        if index.isValid():
            hit = self.model.hits[index.row()]
            self.article.show_article(hit.article, self.search_box.text())
            self.article.show()

    def _on_changed(self, changes: Changes) -> None:
        searching = self.model.hits or self.search_box.text().strip()
        if "library" in changes.kinds and not searching:
            self._show_library()
