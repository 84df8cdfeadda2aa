"""A precedent to read: head, text with links, search in it, citation and print."""

from dataclasses import dataclass

from PySide6.QtCore import QPoint, Qt, QTimer, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QApplication, QFrame, QSizePolicy, QStackedWidget, QWidget

from ui.answer import Answer
from ui.asking import confirm
from ui.bridge import Bridge
from ui.pages.precedent_head import PrecedentTop
from ui.routes import comparison_key, precedent_key
from ui.sidebar.text import column
from ui.widgets.citations import Cited, CitedText
from ui.widgets.empty import EmptyState
from ui.widgets.find_bar import FindBar
from ui.widgets.judgment_text import JudgmentText
from ui.widgets.text_citations import HOVER_MS
from ui.widgets.text_finding import TextFinding
from ui.words import chinese_date
from workbench.kernel.clock import today
from workbench.kernel.search import words
from workbench.kernel.store import Store
from workbench.law.precedents.model import StoredPrecedent
from workbench.law.precedents.quoting import citation
from workbench.law.precedents.repository import PrecedentRepository
from workbench.law.precedents.similar_tiers import own_court
from workbench.statutes import RelevantDay

LOW = 16
"""Height in lines below which the head shows the title alone."""
GONE = (
    "案例库中没有这一件",
    "它可能已被删除，或被更完整的一份取代。请在案例库中重新查找。",
)


@dataclass(frozen=True)
class Opened:
    """What is read of a precedent at once.

    Attributes:
        stored: the precedent, ``None`` where it is gone.
        imported: when its pack was imported.
        series: how many precedents its series has.
    """

    stored: StoredPrecedent | None
    imported: str = ""
    series: int = 0


def read(store: Store, precedent_id: int) -> Opened:
    """Read a precedent with all that its page shows."""
    library = PrecedentRepository(store)
    stored = library.get(precedent_id)
    if stored is None:
        return Opened(None)
    head = stored.head
    return Opened(stored, library.imported(head.pack), len(library.series(head.series)))


class PrecedentReader(QFrame):
    """One precedent.

    Args:
        bridge: the open workbench.
        alone: it is the page itself, not part of the list's page.

    Signals:
        opened: another precedent is shown, or none any more.
    """

    opened = Signal()

    def __init__(self, bridge: Bridge, alone: bool = False, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._bridge = bridge
        self._wanted = 0
        self._query = ""
        self._case = ""
        self._pointed: Cited | None = None
        self.stored: StoredPrecedent | None = None
        self.setProperty("surface", "sheet")
        self.setAccessibleName("案例")
        self.head = PrecedentTop(bridge, alone)
        self.text = JudgmentText()
        self.text.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Ignored)
        self.bar = FindBar()
        self.finding = TextFinding(self.bar, self.text)
        self.gone = EmptyState("case", *GONE)
        self.cited = CitedText(self.text, bridge)
        self.cited.day_of = self._day
        self.cited.follow_cases()
        shown = QFrame()
        inner = column(shown)
        inner.addWidget(self.head)
        inner.addWidget(self.bar)
        inner.addWidget(self.text, 1)
        self.body = QStackedWidget()
        self.body.addWidget(shown)
        self.body.addWidget(self.gone)
        column(self).addWidget(self.body)
        self._answer = Answer(self, bridge, self._show)
        self._waiting = QTimer(self)
        self._waiting.setSingleShot(True)
        self._waiting.setInterval(HOVER_MS)
        self._waiting.timeout.connect(self._show_pointed)
        self.setFocusProxy(self.text)
        self._connect()
        self.set_case("")

    @property
    def busy(self) -> bool:
        """Whether a precedent is being read."""
        return self._answer.awaited

    def show_precedent(self, precedent_id: int, query: str = "") -> None:
        """Read a precedent beside the window and show it, with words of a search marked."""
        self._query = query
        if precedent_id == self._wanted and self.stored is not None:
            self.text.mark_words(words(query))
            return
        self._wanted = precedent_id
        reading = self._bridge.workbench.precedents.reading
        self._answer.wait(reading.do(lambda store: read(store, precedent_id)))

    def set_case(self, case_id: str) -> None:
        """Take another case to compare with."""
        self._case = case_id
        self.head.show_case(case_id)

    def reload(self) -> None:
        """Look again whether it is still there."""
        wanted, self._wanted = self._wanted, 0
        if wanted:
            self.show_precedent(wanted, self._query)

    def go_to_part(self, number: int) -> None:
        """Go to a part of the text by its number in the outline."""
        if self.stored is not None and 0 <= number < len(self.stored.sections):
            self.text.go_to(self.text.row_of(self.stored.sections[number].start))
            self.text.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def copy_citation(self) -> None:
        """Put how a paper cites it on the clipboard."""
        if self.stored is not None:
            quoted = citation(self.stored.head)
            QApplication.clipboard().setText(quoted)
            self._bridge.notice.emit(f"已复制：{quoted}")

    def compare(self) -> None:
        """Show it beside the open case."""
        if self.stored is None:
            return
        if self._case:
            self._bridge.open_page.emit(comparison_key(self._case, self.stored.id))
        else:
            self._bridge.notice.emit("先打开一个案件，再与它对照。")

    def print_out(self) -> None:
        """Print the text."""
        if self.stored is not None:
            from ui.text_printing import print_text

            print_text(self, self._bridge, citation(self.stored.head), self.stored.text)

    def remove(self) -> None:
        """Take it out of the library after asking."""
        if self.stored is None:
            return
        head = self.stored.head
        question = (
            f"从案例库删除“{head.title}”？\n\n删除后不能再检索、引用和对照这一件，"
            "已给出的建议仍保留其名称。原文件不受影响，可以重新导入。"
        )
        if confirm(self.window(), "删除案例", question, "删除"):
            precedents = self._bridge.workbench.precedents
            self._bridge.attempt(lambda: precedents.remove(head.id))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Leave the room to the text where there is little."""
        super().resizeEvent(event)
        self._fit()

    # Parts

    def _fit(self) -> None:
        self.head.show_low(self.height() < LOW * self.fontMetrics().height())

    def _connect(self) -> None:
        head, text = self.head, self.text
        head.part_wanted.connect(self.go_to_part)
        head.citation_wanted.connect(self.copy_citation)
        head.compare_wanted.connect(self.compare)
        head.print_wanted.connect(self.print_out)
        head.remove_wanted.connect(self.remove)
        head.page_wanted.connect(self._open_page)
        text.pointed.connect(self._point)
        text.followed.connect(self._follow)
        text.escaped.connect(self.cited.hide)
        text.scrolled.connect(self._follow_part)
        self.cited.found.connect(text.add_citations)
        self.cited.renewed.connect(lambda: text.set_citations(self.cited.citations))
        shortcuts = self._bridge.shortcuts
        for key, slot in (
            ("find", self.bar.ask),
            ("find_next", lambda: self.finding.step(1)),
            ("find_previous", lambda: self.finding.step(-1)),
            ("copy_citation", self.copy_citation),
            ("compare", self.compare),
            ("print", self.print_out),
        ):
            shortcuts.bind(f"precedent.{key}", self, slot)
        shortcuts.bind("citation.next", text, lambda: self._step(1))
        shortcuts.bind("citation.previous", text, lambda: self._step(-1))

    # State

    def _show(self, opened: Opened) -> None:
        stored = self.stored = opened.stored
        self.body.setCurrentIndex(0 if stored is not None else 1)
        if stored is not None:
            courts = self._bridge.workbench.precedents.own_courts
            own = own_court(next(iter(courts), ""))
            self.head.show_head(stored.head, stored.sections, own)
            self.head.show_more(opened.imported, opened.series)
            self._fit()
            self.text.show_text(stored.text, stored.sections)
            self.text.mark_words(words(self._query))
            self.text.setAccessibleName(f"{stored.head.title}正文")
            self.cited.set_text(stored.text, own=(stored.head.number, stored.head.library_number))
            self.finding.again()
        self.opened.emit()

    def _day(self) -> RelevantDay:
        decided = self.stored.head.decided if self.stored is not None else None
        if decided is None:
            return RelevantDay(today(), "裁判日期不明，按今天")
        return RelevantDay(decided, f"按裁判日期{chinese_date(decided)}")

    def _follow_part(self, row: int) -> None:
        """Show in the box which part is read."""
        if self.stored is None:
            return
        start = self.text.starts[row] if row < len(self.text.starts) else 0
        before = [n for n, s in enumerate(self.stored.sections) if s.start <= start]
        if before and before[-1] != self.head.parts.currentIndex():
            self.head.parts.setCurrentIndex(before[-1])

    def _open_page(self) -> None:
        if self.stored is not None:
            self._bridge.open_page.emit(precedent_key(self.stored.id))

    # Links

    def _follow(self, found: Cited) -> None:
        self.cited.open(found, self._below(found))

    def _step(self, step: int) -> None:
        found = self.cited.beside(self.text.caret_index(), step)
        if found is not None:
            self.text.go_to_citation(found)
            self._tell(found)

    def _point(self, found: Cited | None) -> None:
        self._pointed = found
        if found is None:
            self._waiting.stop()
            self.cited.hide()
        else:
            self._waiting.start()

    def _show_pointed(self) -> None:
        if self._pointed is not None:
            self._tell(self._pointed)

    def _tell(self, found: Cited) -> None:
        self.cited.show(found, self._below(found))

    def _below(self, found: Cited) -> QPoint:
        rect = self.text.citation_rect(found)
        corner = QPoint(round(rect.left()), round(rect.bottom()))
        return self.text.viewport().mapToGlobal(corner)
