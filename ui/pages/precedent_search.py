"""The left side of the library of precedents: what is looked for, and the list of what is found."""

from collections.abc import Callable

from PySide6.QtCore import QEvent, QModelIndex, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import (
    QComboBox,
    QFrame,
    QHBoxLayout,
    QLineEdit,
    QScrollArea,
    QWidget,
)

from ui.answer import Answer
from ui.bridge import Bridge
from ui.pages.precedent_filters import FilterBar
from ui.pages.precedent_list import PrecedentView
from ui.pages.precedent_model import PrecedentModel
from ui.sidebar.text import LinkButton, button, column, wrapped
from workbench.law.precedents.listing import MOST_BY_WORDS
from workbench.law.precedents.model import PrecedentHead
from workbench.law.precedents.repository import MOST_FOUND, Filters
from workbench.law.precedents.similar_tiers import own_court

TYPING_MS = 200
SLOW_MS = 300
NEWEST, OLDEST = "裁判日期从新到旧", "裁判日期从旧到新"
BY_NAME, BY_WORDS = "查名称、案号", "查事实用语"
MOST_PROVINCES, MOST_CAUSES = 100, 3000

_EDGE = 8


class SearchSide(QWidget):
    """Search box, filters, list.

    Signals:
        chosen: id of the precedent to show.
        read_wanted: what is shown is to be read: the keyboard goes into the text.
    """

    chosen = Signal(int)
    read_wanted = Signal()

    def __init__(self, bridge: Bridge, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._bridge = bridge
        self._count = Answer(self, bridge, self._take_count)
        self._found = Answer(self, bridge, self._take_found)
        self._facets = Answer(self, bridge, self._offer)
        self._asked = Filters()
        self._enter_waits = False
        layout = column(self, spacing=6)
        self.filters = FilterBar()
        layout.addLayout(self._row())
        layout.addLayout(self._second())
        self.narrowing = self._scroller(self.filters)
        self.narrowing.hide()
        layout.addWidget(self.narrowing)
        self.state = wrapped(role="muted")
        self.state.setAccessibleName("查找结果")
        self.other = LinkButton("", "search")
        self.other.clicked.connect(self._other_way)
        self.other.hide()
        layout.addWidget(self.state)
        layout.addWidget(self.other)
        self.model = PrecedentModel(bridge, self)
        self.view = PrecedentView(self.model)
        self.view.setMinimumHeight(90)
        layout.addWidget(self.view, 1)
        self._typing = self._timer_of(TYPING_MS, self.search)
        self._slow = self._timer_of(SLOW_MS, lambda: self.state.setText("正在查找……"))
        self._connect()
        self.setFocusProxy(self.box)

    @property
    def busy(self) -> bool:
        """Whether an answer is awaited."""
        waiting = any(answer.awaited for answer in (self._count, self._found, self._facets))
        return self._typing.isActive() or self.model.busy or waiting

    @property
    def query(self) -> str:
        """The words by which the text was found; empty where it was found by name."""
        return self.box.text() if self.way.currentIndex() else ""

    def reload(self) -> None:
        """Look anew after the library changed; what is offered in the filters, too."""
        courts = self._bridge.workbench.precedents.own_courts
        self.model.own = own_court(next(iter(courts), ""))
        lists = self._bridge.workbench.precedents.lists
        self._facets.wait(lists.facets({"province": MOST_PROVINCES, "cause": MOST_CAUSES}))
        self.search()

    def search(self) -> None:
        """List what is asked for, beside the window."""
        self._typing.stop()
        if self._bridge.closed:
            return
        asked = self._asked = self.filters.filters(self.box.text().strip())
        lists = self._bridge.workbench.precedents.lists
        self._count.forget()
        self._found.forget()
        if not asked.words:
            self._count.wait(lists.count(asked))
        elif self.way.currentIndex():
            self._found.wait(lists.by_words(asked))
        else:
            self._found.wait(lists.by_name(asked))
        self.order.setEnabled(not (asked.words and self.way.currentIndex()))
        self._slow.start()

    def ask(self) -> None:
        """Put the cursor into the search box."""
        self.box.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.box.selectAll()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Arrow down goes from the box into the list."""
        pressed = isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress
        if pressed and event.key() == Qt.Key.Key_Down:  # type: ignore[attr-defined]
            self._to_list()
            return True
        return super().eventFilter(watched, event)

    # Parts

    def _row(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(6)
        tip = self._bridge.shortcuts.tip
        self.box = QLineEdit()
        self.box.setPlaceholderText("案号、标题、法院、案由")
        self.box.setAccessibleName("查找案例")
        self.box.setToolTip(tip("precedents.find"))
        self.box.setClearButtonEnabled(True)
        self.box.installEventFilter(self)
        row.addWidget(self.box, 1)
        return row

    def _second(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(6)
        self.way, self.order = _box("怎样查找", BY_NAME, BY_WORDS), _box("排序", NEWEST, OLDEST)
        self.more = button("筛选", "", self._bridge.shortcuts.tip("precedents.filters"))
        self.more.setCheckable(True)
        self.more.setProperty("compact", True)
        row.addWidget(self.way, 1)
        row.addWidget(self.more)
        return row

    def _connect(self) -> None:
        flow = self.filters.layout()
        if flow is not None:
            flow.addWidget(self.order)
        self.more.toggled.connect(self._show_filters)
        self.box.textChanged.connect(lambda _: self._typing.start())
        self.box.returnPressed.connect(self._enter)
        self.filters.changed.connect(self._on_filters)
        self.way.activated.connect(self._on_way)
        self.order.activated.connect(self.search)
        self.view.selectionModel().currentChanged.connect(self._on_current)
        self.view.activated.connect(lambda _: self.read_wanted.emit())
        self.model.dataChanged.connect(self._on_read)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Give the filters what they need, but never the room of the list."""
        super().resizeEvent(event)
        self._fit()

    def _scroller(self, inner: QWidget) -> QScrollArea:
        area = QScrollArea()
        area.setWidget(inner)
        area.setWidgetResizable(True)
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        area.setAccessibleName("筛选")
        return area

    def _timer_of(self, interval: int, slot: Callable[[], object]) -> QTimer:
        timer = QTimer(self)
        timer.setSingleShot(True)
        timer.setInterval(interval)
        timer.timeout.connect(slot)
        return timer

    def _show_filters(self, on: bool) -> None:
        self.narrowing.setVisible(on)
        self._fit()

    def _fit(self) -> None:
        flow = self.filters.layout()
        if flow is None:
            return
        most = max(60, round(self.height() * 0.45))
        needed = flow.heightForWidth(self.width() - _EDGE) + _EDGE
        self.narrowing.setFixedHeight(min(needed, most))

    # State

    def _take_count(self, total: int | None) -> None:
        if total is not None:
            self._slow.stop()
            self.model.show_list(self._asked, self.order.currentIndex() == 0, total)
            self._tell(total)

    def _offer(self, values: dict[str, list[str]]) -> None:
        self.filters.offer(values["province"], values["cause"])

    def _take_found(self, heads: list[PrecedentHead] | None) -> None:
        if heads is None:
            return
        self._slow.stop()
        if self.order.currentIndex() == 1 and not self.way.currentIndex():
            heads = heads[::-1]
        self.model.show_found(heads)
        self._tell(len(heads))
        if self._enter_waits:
            self._enter_waits = False
            self._to_list()

    def _tell(self, total: int) -> None:
        words, by_words = self._asked.words, bool(self.way.currentIndex())
        self.view.scrollToTop()
        offer = ""
        if not words:
            what = "件符合筛选" if self.filters.narrowed else "件"
            self.state.setText(f"{total:,} {what}。" if total else "没有符合筛选的案例。")
        elif total:
            cut = total >= (MOST_BY_WORDS if by_words else MOST_FOUND)
            more = "（只列这些，可再加筛选）" if cut else ""
            how = "按与所输词语的相近程度排列" if by_words else self.order.currentText()
            self.state.setText(f"找到 {total:,} 件{more}，{how}。")
        else:
            self.state.setText(
                f"没有找到“{words}”。没有找到不等于不存在，本机案例库只有导入的案例。"
            )
            offer = BY_NAME if by_words else BY_WORDS
        self.other.setVisible(bool(offer))
        self.other.set_text(f"改为{offer}：“{words}”")

    def _on_filters(self) -> None:
        self.more.setText("筛选 ●" if self.filters.narrowed else "筛选")
        self.more.setAccessibleName("筛选（已筛选）" if self.filters.narrowed else "筛选")
        self.search()

    def _on_way(self) -> None:
        by_words = bool(self.way.currentIndex())
        self.box.setPlaceholderText(
            "事实中的词语，如：借条 转账 催要" if by_words else "案号、标题、法院、案由"
        )
        self.search()

    def _other_way(self) -> None:
        self.way.setCurrentIndex(1 - self.way.currentIndex())
        self._on_way()
        self.box.setFocus(Qt.FocusReason.OtherFocusReason)

    def _enter(self) -> None:
        if self._typing.isActive():
            self.search()
        if self._found.awaited or self._count.awaited:
            self._enter_waits = True
        else:
            self._to_list()

    def _to_list(self) -> None:
        if self.model.rowCount():
            if not self.view.currentIndex().isValid():
                self.view.setCurrentIndex(self.model.index(0))
            self.view.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def _on_current(self, index: QModelIndex) -> None:
        head = self.model.head(index.row()) if index.isValid() else None
        if head is not None:
            self.chosen.emit(head.id)

    def _on_read(self, first: QModelIndex, last: QModelIndex) -> None:
        """Show the chosen row if it was read only now."""
        current = self.view.currentIndex()
        if current.isValid() and first.row() <= current.row() <= last.row():
            self._on_current(current)


def _box(name: str, *words: str) -> QComboBox:
    box = QComboBox()
    box.addItems(list(words))
    box.setAccessibleName(name)
    box.setToolTip(name)
    return box
