"""The law room: what window and terminal ask of statutes."""

from collections.abc import Iterator, Sequence
from concurrent.futures import Future
from datetime import date
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from workbench.kernel.changes import ChangeBus
from workbench.kernel.clock import today
from workbench.kernel.errors import UserError
from workbench.kernel.features import Switches
from workbench.kernel.jobs import JobKind
from workbench.kernel.journal import Journal
from workbench.kernel.store import Store
from workbench.law.citation.rules import Rules, load_rules
from workbench.law.citation.timeline import choose, timeline
from workbench.law.history import Stage, history
from workbench.law.index_job import IndexKind
from workbench.law.library import Hit, Library
from workbench.law.lookup import read_jump, read_place
from workbench.law.model import Citation, Level, Resolution, StoredArticle, Suggested, Version
from workbench.law.pace import Pace
from workbench.law.pack_job import LawImportKind
from workbench.law.packs import PackBook
from workbench.law.parse_file import TextOf
from workbench.law.repository import Counts
from workbench.law.searching import SearchThread
from workbench.law.suggestion.opening import Suggesting

if TYPE_CHECKING:
    from workbench.law.suggestion.causes import Guess
    from workbench.law.suggestion.neighbours import Votes

FEATURE = "law.statutes"
RULES_VERSION = "2026-11"


class Law:
    """The library of statutes, citations and suggestion of one workspace."""

    def __init__(
        self,
        store: Store,
        key: bytes,
        journal: Journal,
        changes: ChangeBus,
        switches: Switches,
        text_of: TextOf,
    ) -> None:
        self._switches = switches
        self._store = store
        self.library = Library(store)
        self._suggesting = Suggesting(store, self.library)
        self.packs = PackBook(store)
        self.searching = SearchThread(store.path, key)
        pace = Pace(store, self.searching.tidy)
        self._import = LawImportKind(self.library, self.packs, journal, text_of, pace)
        self._building = IndexKind(store, key, pace)
        self._rules: Rules | None = None
        self._loading: Future[Rules] | None = None
        self._named, self._stale = -1, True
        self.glancing = SearchThread(store.path, key)  # does not break off what the page searches
        changes.subscribe(lambda what: self._forget() if "library" in what.kinds else None)

    @property
    def kinds(self) -> Sequence[JobKind]:
        """The room's kinds of jobs."""
        return (self._import, self._building)

    # The library

    def search(
        self, query: str, on: date | None = None, level: Level | None = None, limit: int = 50
    ) -> list[Hit]:
        """Find articles by words; see :meth:`Library.search`."""
        return self.library.search(query, on, level, limit)

    def stored(self, article_id: int) -> StoredArticle:
        """Return an article.

        Raises:
            UserError: there is none of that id, as after a new import of its law.
        """
        found = self.library.by_id([article_id])
        if not found:
            raise UserError("该条文已不在法规库中，可能已被重新导入的版本取代。", "请重新检索。")
        return found[0]

    def jump(
        self, query: str, on: date | None = None, reading: Version | None = None
    ) -> tuple[Version, StoredArticle | None] | None:
        """Return the version, and the article, that a query names by number; ``None`` if none.

        Without a year and without a day it is the version in force today, else the latest. A bare
        number is an article of the version that is being read, if one is.
        """
        found = read_jump(query, self.rules().names, self.library.titles(), on)
        if found is None:
            place = read_place(query) if reading is not None else None
            stored = self.library.article(reading.id, *place) if reading and place else None
            return (stored.version, stored) if stored is not None else None
        ordered = timeline(self.library.versions(self.library.titles()[found.law]), None)
        choice = choose(ordered, on or today(), found.year)
        if choice is None:
            return None
        version = choice.version
        if not found.article:
            return version, None
        article = self.library.article(version.id, found.article, found.insertion)
        return (version, article) if article else None

    def history(self, article_id: int) -> tuple[Stage, ...]:
        """Return an article in all versions of its law, and before and after it."""
        return history(self.library, self.rules(), self.stored(article_id))

    def neighbours(self, article_id: int) -> tuple[StoredArticle | None, StoredArticle | None]:
        """Return the articles before and after one."""
        return self.library.neighbours(self.stored(article_id))

    def versions_of(self, article_id: int) -> list[Version]:
        """Return all versions of an article's law, in order of effect."""
        return self.library.versions(self.stored(article_id).version.law_id)

    def counts(self) -> Counts:
        """Count laws, versions and articles."""
        return self.library.counts()

    def as_of(self) -> date | None:
        """Return the newest day of promulgation in the library."""
        return self.library.as_of()

    # Citations

    def cite(self, text: str, on: date | None, facts: date | None = None) -> list[Resolution]:
        """Find the citations of a text and resolve each at a day.

        Args:
            text: free text.
            on: day for which the law is asked; ``None`` leaves validity unchecked.
            facts: day of the facts, where it is another.
        """
        # Some hundred patterns: the window starts without compiling them.
        from workbench.law.citation.find import find
        from workbench.law.citation.resolve import resolve

        library_date, rules = self.as_of(), self.rules()
        return [
            resolve(citation, self.library, on, rules, facts=facts, library_date=library_date)
            for citation in find(text, rules.names)
        ]

    def find_in_slices(self, text: str, within: str = "") -> Iterator[tuple[Citation, ...]]:
        """Yield the citations of a long text slice by slice; see :func:`find_in_slices`."""
        from workbench.law.citation.slices import find_in_slices

        return find_in_slices(text, self.rules().names, within)

    def resolve(self, citation: Citation, on: date) -> Resolution:
        """Say what the library has for one citation on a day."""
        from workbench.law.citation.resolve import resolve

        return resolve(citation, self.library, on, self.rules(), library_date=self.as_of())

    def cited(self, resolution: Resolution) -> StoredArticle | None:
        """Return the article that a resolution leads to; else the one that took its place."""
        pinpoint, version = resolution.citation.pinpoint, resolution.version
        if version is not None:
            units = self.library.articles(version.id)
            number = (pinpoint.article, pinpoint.insertion) if pinpoint else None
            for unit in units:
                if number in (None, (unit.article.number, unit.article.insertion)):
                    return unit
        for law, label in resolution.see_also:
            if (found := self.jump(f"{law}{label}")) and found[1]:
                return found[1]
        return None

    def rules_ready(self) -> bool:
        """Say whether names and tables are at hand; else begin to read them, beside the window."""
        self._refresh()
        if self._rules is None and self._loading is None:
            self._loading = self.searching.run(partial(_load, dict(self.library.titles())))
        if self._rules is None and self._loading is not None and self._loading.done():
            self._rules, self._loading = self._loading.result(), None
        return self._rules is not None

    def close(self) -> None:
        """End what runs beside the window."""
        self.searching.close()
        self.glancing.close()

    # Suggestion

    def consult(self, votes: "Votes", own: Path) -> None:
        """Let suggestions go by similar judgments and by the workspace's own knowledge, too."""
        self._suggesting = Suggesting(self._store, self.library, votes, own)

    def require_library(self) -> None:
        """Let the caller go on only if there is a library.

        Raises:
            UserError: it is empty.
        """
        self._suggesting.require()

    def suggest(
        self,
        text: str,
        cause: str = "",
        on: date | None = None,
        top: int = 20,
        *,
        parties: Sequence[str] = (),
        facts: date | None = None,
        case: str = "",
    ) -> list[Suggested]:
        """Suggest articles for a set of facts; see :meth:`Suggesting.suggest`.

        Raises:
            FeatureOffError: the feature is off (for the case, where one is named).
            UserError: the library is empty or not indexed yet.
        """
        self._switches.require(FEATURE, case)
        return self._suggesting.suggest(text, cause, on, top, parties=parties, facts=facts)

    def causes(
        self, text: str, cause: str = "", *, parties: Sequence[str] = (), case: str = ""
    ) -> "Sequence[Guess]":
        """Guess causes of action or charges; see :meth:`Suggesting.causes`.

        Raises:
            FeatureOffError: the feature is off (for the case, where one is named).
            UserError: the library is empty or not indexed yet.
        """
        self._switches.require(FEATURE, case)
        return self._suggesting.causes(text, cause, parties=parties)

    def needs_index(self) -> bool:
        """Whether the index lacks something of the library."""
        return self._suggesting.index.outdated()

    def rules(self) -> Rules:
        """Return names of laws and tables of renumbered articles, read where they are not yet."""
        # Names come from the library, so they are read again after an import.
        self._refresh()
        if self._rules is None:
            self._rules = load_rules(self.library.titles())
        return self._rules

    def _forget(self) -> None:
        self._stale = True

    def _refresh(self) -> None:
        """Forget the names after an import that brought new titles; most portions bring some."""
        if self._stale:
            self._stale = False
            titles = len(self.library.titles())
            if titles != self._named:
                self._named, self._rules, self._loading = titles, None, None


def _load(titles: dict[str, int]) -> Rules:
    """Read names and tables, and compile the patterns of citations, outside the window's thread."""
    from workbench.law.citation import find, resolve

    del find, resolve
    return load_rules(titles)
