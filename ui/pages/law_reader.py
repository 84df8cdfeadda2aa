"""A law to read: its text with the wanted article marked, its versions, what it cites."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import QPoint, Qt, QTimer, Signal
from PySide6.QtWidgets import QApplication, QFrame, QSizePolicy, QStackedWidget, QWidget

from ui.bridge import Bridge
from ui.pages.law_head import LawHead
from ui.pages.law_passages import passages_of
from ui.pages.law_versions import VersionsView
from ui.pages.library_words import citation
from ui.sidebar.text import column
from ui.widgets.citations import Cited, CitedText
from ui.widgets.law_text import LawText
from ui.widgets.text_citations import HOVER_MS
from workbench.kernel.clock import today
from workbench.kernel.errors import UserError
from workbench.kernel.numerals import format_integer
from workbench.kernel.search import words
from workbench.law.catalog import missing_numbers
from workbench.law.contents import Section, sections
from workbench.law.lookup import read_place
from workbench.law.model import StoredArticle, Version
from workbench.statutes import RelevantDay


class LawReader(QFrame):
    """One version of a law.

    Args:
        bridge: the open workbench.
        keys_in: where the keys of an article count, so that one may turn on from a list of hits.

    Signals:
        opened: another version was opened; the reader's :attr:`sections` are its headings.
        moved: place of the article that is read now.
    """

    opened = Signal()
    moved = Signal(int)

    def __init__(self, bridge: Bridge, keys_in: QWidget | None = None) -> None:
        super().__init__()
        self._bridge = bridge
        self.version: Version | None = None
        self.articles: Sequence[StoredArticle] = ()
        self.sections: Sequence[Section] = ()
        self._rows: list[int] = []
        self._pointed: Cited | None = None
        self.setProperty("surface", "sheet")
        self.setAccessibleName("法律正文")
        self.head = LawHead(bridge)
        self.text = LawText()
        self.text.setAccessibleName("法律正文")
        self.versions = VersionsView(bridge)
        # What is not in front must not take room from the head.
        for part in (self.text, self.versions):
            part.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Ignored)
        self.body = QStackedWidget()
        self.body.addWidget(self.text)
        self.body.addWidget(self.versions)
        layout = column(self)
        layout.addWidget(self.head)
        layout.addWidget(self.body, 1)
        self.cited = CitedText(self.text, bridge)
        self.cited.day_of = self._day
        self._waiting = QTimer(self)
        self._waiting.setSingleShot(True)
        self._waiting.setInterval(HOVER_MS)
        self._waiting.timeout.connect(self._show_pointed)
        self.setFocusProxy(self.text)
        self._connect()
        self._bind(keys_in or self)

    @property
    def stored(self) -> StoredArticle | None:
        """The article that is marked; ``None`` if none is."""
        row = self.text.current
        place = self.text.passages[row].place if row >= 0 else -1
        return self.articles[place] if place >= 0 else None

    def show_article(self, stored: StoredArticle, query: str = "") -> None:
        """Open an article within its law, with the words of a search marked."""
        self._open(stored.version, query)
        self.go_to_place(next((n for n, a in enumerate(self.articles) if a.id == stored.id), 0))

    def show_version(self, version: Version, query: str = "") -> None:
        """Open a law from its beginning."""
        self._open(version, query)

    def go_to_place(self, place: int) -> None:
        """Go to the article at a place of the version's list."""
        if 0 <= place < len(self._rows):
            self.text.go_to(self._rows[place])

    def turn(self, step: int) -> None:
        """Go to the article before (-1) or after (1)."""
        here = self.text.current
        place = self.text.passages[here].place if here >= 0 else -1
        if place < 0:
            place = self._place_in_sight() - (step > 0)
        self.go_to_place(max(0, min(len(self.articles) - 1, place + step)))

    def go_to_number(self, typed: str) -> None:
        """Go to an article by its number as typed.

        Raises:
            UserError: it is no number, or the version has no such article.
        """
        found = read_place(typed)
        if found is None:
            raise UserError(f"“{typed.strip()}”不是条号。", "请输入如“577”或“一百二十条之一”。")
        for place, stored in enumerate(self.articles):
            if (stored.article.number, stored.article.insertion) == found:
                self.go_to_place(place)
                self.text.setFocus(Qt.FocusReason.ShortcutFocusReason)
                return
        label = f"第{format_integer(found[0])}条"
        label += f"之{format_integer(found[1])}" if found[1] else ""
        gone = found[0] in missing_numbers([a.article for a in self.articles])
        why = "来源文件缺这一条。" if gone else "请核对条号，或换一个版本。"
        raise UserError(f"本版本没有{label}。", why)

    def copy_citation(self) -> None:
        """Put 《…》第…条 on the clipboard."""
        if (stored := self.stored) is not None:
            QApplication.clipboard().setText(citation(stored))
            self._bridge.notice.emit(f"已复制：{citation(stored)}")

    def copy_text(self) -> None:
        """Put the citation and the article's words on the clipboard."""
        if (stored := self.stored) is not None:
            QApplication.clipboard().setText(f"{citation(stored)}：{stored.article.text}")
            self._bridge.notice.emit(f"已复制条文：{citation(stored)}")

    def compare(self, on: bool) -> None:
        """Show the versions of the marked article side by side, or the text again."""
        if on and self.stored is None:
            self.go_to_place(self._place_in_sight())
        stored = self.stored
        shown = on and stored is not None and self.versions.show_article(stored)
        self.body.setCurrentWidget(self.versions if shown else self.text)
        self.head.show_comparing(shown)
        if not shown:
            self.text.setFocus(Qt.FocusReason.OtherFocusReason)

    def mark_words(self, query: str) -> None:
        """Mark the words of a search in the text."""
        self.text.mark_words(words(query))

    # Parts

    def _connect(self) -> None:
        head, text = self.head, self.text
        head.stepped.connect(self.turn)
        head.number_typed.connect(
            lambda typed: self._bridge.attempt(lambda: self.go_to_number(typed))
        )
        head.citation_wanted.connect(self.copy_citation)
        head.text_wanted.connect(self.copy_text)
        head.compare_toggled.connect(self.compare)
        head.version_chosen.connect(self._change_version)
        text.chosen.connect(self._on_chosen)
        text.scrolled.connect(lambda _: self.moved.emit(self._place_read()))
        text.pointed.connect(self._point)
        text.followed.connect(self._follow)
        text.escaped.connect(self.cited.hide)
        self.cited.found.connect(text.add_citations)
        self.versions.left.connect(lambda: self.compare(on=False))

    def _bind(self, owner: QWidget) -> None:
        shortcuts, text = self._bridge.shortcuts, self.text

        def bind(key: str, slot: Callable[[], object]) -> None:
            shortcuts.bind(f"article.{key}", owner, lambda: self.version and slot())

        bind("previous", lambda: self.turn(-1))
        bind("next", lambda: self.turn(1))
        bind("copy_citation", self.copy_citation)
        bind("copy_text", self.copy_text)
        bind("number", self.head.ask_number)
        bind("compare", lambda: self.compare(self.body.currentWidget() is text))
        shortcuts.bind("citation.next", text, lambda: self._step(1))
        shortcuts.bind("citation.previous", text, lambda: self._step(-1))

    # State

    def _open(self, version: Version, query: str) -> None:
        if self.body.currentWidget() is not self.text:
            self.body.setCurrentWidget(self.text)
            self.head.show_comparing(on=False)
        if self.version is None or self.version != version:
            library = self._bridge.workbench.law.library
            self.version = version
            self.articles = library.articles(version.id)
            self.sections = sections([stored.article for stored in self.articles])
            rows = passages_of(
                self.articles,
                self.sections,
                library.preamble(version.id),
                library.attachments(version.id),
            )
            self._rows = [row for row, passage in enumerate(rows) if passage.place >= 0]
            self.text.show_passages(rows)
            self.text.setAccessibleName(f"《{version.title}》正文")
            self.cited.set_text(self.text.whole_text(), version.title)
            self.head.show_version(version, [stored.article for stored in self.articles])
            self.opened.emit()
        self.mark_words(query)

    def _change_version(self, version: Version) -> None:
        """Open another version of the law at the same article, where it has one."""
        held = self.stored
        self._open(version, "")
        if held is None or not held.article.number:
            return
        wanted = (held.article.number, held.article.insertion)
        numbers = [(a.article.number, a.article.insertion) for a in self.articles]
        if wanted in numbers:
            self.go_to_place(numbers.index(wanted))
        else:
            self._bridge.notice.emit(
                f"该版本没有{held.article.label}，条文序号可能已经调整；可用“版本对照”查看。"
            )

    def _place_in_sight(self) -> int:
        if not self.text.passages:
            return 0
        first = self.text.first_in_sight()
        return next((n for n, row in enumerate(self._rows) if row >= first), len(self._rows) - 1)

    def _place_read(self) -> int:
        """Return the marked article while it is in sight, else the first one in sight."""
        stored = self.stored
        if stored is not None and self.text.in_sight(self.text.current):
            return self.text.passages[self.text.current].place
        return self._place_in_sight()

    def _on_chosen(self, row: int) -> None:
        place = self.text.passages[row].place
        if place >= 0:
            self.head.show_article(self.articles[place])
            self.moved.emit(place)

    def _day(self) -> RelevantDay:
        """Return the day of what is read: today's law cites today's, an older one its own day's."""
        version, now = self.version, today()
        if version is None or version.effective is None or version.in_force(now):
            return RelevantDay(now, "按今天")
        return RelevantDay(version.effective, "按所读版本的施行日")

    # Citations

    def _step(self, step: int) -> None:
        found = self.cited.beside(self.text.caret_index(), step)
        if found is not None:
            self.text.go_to_citation(found)
            self._show(found)

    def _point(self, found: Cited | None) -> None:
        self._pointed = found
        if found is None:
            self._waiting.stop()
            self.cited.hide()
        else:
            self._waiting.start()

    def _show_pointed(self) -> None:
        if self._pointed is not None:
            self._show(self._pointed)

    def _show(self, found: Cited) -> None:
        self.cited.show(found, self._below(found))

    def _follow(self, found: Cited) -> None:
        self.cited.open(found, self._below(found))

    def _below(self, found: Cited) -> QPoint:
        rect = self.text.citation_rect(found)
        corner = QPoint(round(rect.left()), round(rect.bottom()))
        return self.text.viewport().mapToGlobal(corner)
