"""The law library: versions of laws with their days, their articles, and full-text search."""

from collections.abc import Iterator, Sequence
from contextlib import AbstractContextManager
from datetime import date
from enum import StrEnum
from functools import partial
from itertools import islice
from typing import NamedTuple, Protocol

import sqlite_utils

from workbench.kernel.search import fold, match, words
from workbench.law import catalog, merging, settling
from workbench.law.model import Article, Level, ParsedLaw, StoredArticle, Version
from workbench.law.repository import Counts, LawRepository

_SNIPPET = 80
_BEFORE = 20
_CHUNK = 200
_SEARCHED = 4000
_SETTLED = 25


class Storage(Protocol):
    """The store that the library lives in."""

    @property
    def db(self) -> sqlite_utils.Database:
        """The database."""

    def transaction(self) -> AbstractContextManager[None]:
        """Write all or nothing; nested transactions join."""


class Outcome(StrEnum):
    """What adding a law did."""

    ADDED = "added"
    MERGED = "merged"
    UNCHANGED = "unchanged"


class Hit(NamedTuple):
    """An article that a search found, with the words around the first match."""

    article: StoredArticle
    snippet: str


class Library:
    """The library of one workspace. Its methods raise :class:`UserError` only through the store."""

    def __init__(self, store: Storage) -> None:
        self._store = store
        self._tables = LawRepository(store.db)
        self._titles: dict[str, int] | None = None

    # Adding

    def add(self, law: ParsedLaw) -> Outcome:
        """Store a law that was read, as a new version or into the version that it is.

        The days of the versions are worked out by :meth:`settle`, once after an import.
        """
        digest = merging.content_hash(law)
        if self._tables.known(digest):
            return Outcome.UNCHANGED
        with self._store.transaction():
            law_id = self._tables.add_law(law.title)
            found = self._same_version(law_id, law)
            if found is None:
                version_id = self._tables.add_version(law_id, law)
            else:
                version_id = found
                self._merge(version_id, law)
            self._tables.add_source(digest, version_id, law)
            self._tables.unsettle(law_id)
        self._titles = None
        return Outcome.ADDED if found is None else Outcome.MERGED

    def unsettled(self) -> int:
        """Return how many laws an import that was broken off left without their days."""
        return len(self._tables.unsettled())

    def settle(self) -> None:
        """Work out when the versions that changed were in force, and what they repeal."""
        for _ in self.settle_in_steps():
            pass

    def settle_in_steps(self) -> Iterator[None]:
        """Do what :meth:`settle` does, and what large laws still lack, a little at a time.

        Each step is stored as it is done. What an interruption leaves is done by the next call:
        a law counts as settled only when its own days are stored.
        """
        while self._index_some():
            yield
        touched = self._tables.unsettled()
        repealed: set[int] = set()
        for some in _portions(touched):
            with self._store.transaction():
                for law_id in some:
                    repealed.update(self._tables.set_repeals(law_id, self._repeals(law_id)))
            yield
        spans = {law_id: self._tables.spans(law_id) for law_id in {*touched, *repealed}}
        yield
        # An interpretation may end with the law that its title names: those laws come first.
        for some in _portions(sorted(spans, key=lambda law: ("《" in spans[law][0].title, law))):
            with self._store.transaction():
                for law_id in some:
                    self._settle(law_id, spans[law_id])
            yield

    def _index_some(self) -> bool:
        with self._store.transaction():
            return self._tables.words.put_waiting()

    def note_skipped(self, pack: str, skipped: Sequence[tuple[str, str]]) -> None:
        """Remember which files of a pack gave nothing, as (file, reason)."""
        with self._store.transaction():
            self._tables.set_skipped(pack, skipped)

    def transaction(self) -> AbstractContextManager[None]:
        """Return the store's transaction, for adding many laws at once."""
        return self._store.transaction()

    # Reading

    def counts(self) -> Counts:
        """Count laws, versions and articles."""
        return self._tables.counts()

    def as_of(self) -> date | None:
        """Return the latest day of promulgation in the library; ``None`` while it is empty."""
        return self._tables.as_of()

    def skipped(self) -> list[tuple[str, str, str]]:
        """Return (pack, file, reason) of what imports left out."""
        return self._tables.skipped()

    def titles(self) -> dict[str, int]:
        """Return full title → law id."""
        if self._titles is None:
            self._titles = self._tables.titles()
        return self._titles

    def law(self, title: str) -> int | None:
        """Return the id of a law by its full title, in whatever brackets and spaces."""
        return self._tables.law_id(title)

    def versions(self, law_id: int) -> list[Version]:
        """Return the versions of a law in order of effect."""
        return self._tables.versions(law_id)

    def version(self, version_id: int) -> Version | None:
        """Return a version; ``None`` if there is none of that id."""
        return self._tables.version(version_id)

    def listed(self) -> list[tuple[Version, settling.Basis]]:
        """Return all versions of all laws, each with where its end comes from."""
        return self._tables.listed()

    def version_on(self, law_id: int, day: date) -> Version | None:
        """Return the version in force on a day; ``None`` before the first and after the end.

        Days that no file states are worked out (see :mod:`workbench.law.settling`);
        :meth:`basis` tells which.
        """
        in_force = [version for version in self.versions(law_id) if version.in_force(day)]
        return in_force[-1] if in_force else None

    def articles(self, version_id: int) -> list[StoredArticle]:
        """Return the articles of a version in order; empty for an unknown one."""
        version = self._tables.version(version_id)
        return self._tables.stored(version) if version else []

    def article(self, version_id: int, number: int, insertion: int = 0) -> StoredArticle | None:
        """Return an article by number and insertion (第一百二十条之一 is 120, 1)."""
        return self._tables.article(version_id, number, insertion)

    def numbers(self, version_id: int) -> dict[tuple[int, int], int]:
        """Return the ids of a version's articles by number and insertion."""
        return self._tables.numbers(version_id)

    def by_id(self, ids: Sequence[int]) -> list[StoredArticle]:
        """Return articles by their ids, in that order."""
        return self._tables.by_id(ids)

    def neighbours(
        self, article: StoredArticle
    ) -> tuple[StoredArticle | None, StoredArticle | None]:
        """Return the articles before and after one, in its version."""
        every = self._tables.stored(article.version)
        place = next((i for i, a in enumerate(every) if a.id == article.id), None)
        if place is None:
            return None, None
        after = every[place + 1] if place + 1 < len(every) else None
        return (every[place - 1] if place else None), after

    def preamble(self, version_id: int) -> str:
        """Return the caption and introduction of a version."""
        return self._tables.preamble(version_id)

    def attachments(self, version_id: int) -> list[tuple[str, str]]:
        """Return (title, text) of the attachments of a version."""
        return self._tables.attachments(version_id)

    def sources(self, version_id: int) -> list[tuple[str, str]]:
        """Return (pack, file) of everything that went into a version."""
        return self._tables.sources(version_id)

    def basis(self, version_id: int) -> tuple[settling.Basis, settling.Basis]:
        """Return where the effective day and the end of a version come from."""
        return self._tables.basis(version_id)

    def missing(self, version_id: int) -> list[int]:
        """Return the numbers that are absent between a version's articles (a damaged source)."""
        return catalog.missing_numbers(self._tables.articles(version_id))

    # Searching

    def search(
        self, query: str, on: date | None = None, level: Level | None = None, limit: int = 50
    ) -> list[Hit]:
        """Find articles by words in their text, chapter or law's title, best first.

        Args:
            query: words separated by spaces; all must occur.
            on: only versions in force on that day. Without a day, an article that occurs in
                several versions of its law is given once, from the latest.
            level: only texts of this kind.
            limit: at most so many.
        """
        expression = match(query)
        if not expression or limit < 1:
            return []
        chosen: dict[tuple[int, str], StoredArticle] = {}
        for article in self._ranked(expression):
            version = article.version
            if (on and not version.in_force(on)) or (level and version.level is not level):
                continue
            key = (version.law_id, article.article.label)
            held = chosen.get(key)
            if held is None and len(chosen) == limit:
                break
            if held is None or _start(version) > _start(held.version):
                chosen[key] = article  # takes the place, and so the rank, of the older version
        return [Hit(article, snippet(article.article, query)) for article in chosen.values()]

    def _ranked(self, expression: str) -> Iterator[StoredArticle]:
        ids = islice(self._tables.words.ranked(expression), _SEARCHED)
        while chunk := list(islice(ids, _CHUNK)):
            yield from self._tables.by_id(chunk)

    # Parts of adding

    def _same_version(self, law_id: int, law: ParsedLaw) -> int | None:
        for held in self._tables.held(law_id):
            if merging.is_same(held, partial(self._tables.articles, held.id), law):
                return held.id
        return None

    def _merge(self, version_id: int, law: ParsedLaw) -> None:
        present = self._tables.articles(version_id)
        together = merging.united(present, law.articles)
        if list(together) != present:
            self._tables.replace_articles(version_id, law.title, together)
            if not self._tables.attachments(version_id):
                self._tables.replace_attachments(version_id, law.attachments)
        self._tables.complete_version(version_id, law)

    def _settle(self, law_id: int, spans: Sequence[settling.Span]) -> None:
        decisions: dict[date, date] = {}
        for span in spans:
            if span.promulgated and span.effective_basis is not settling.Basis.FILE:
                effects = self._tables.stated_effects(span.promulgated)
                if day := settling.decided(span.title, effects):
                    decisions[span.promulgated] = day
        repealed = self._tables.repealed_on(law_id)
        gone_by = self._end_of_named(spans[0].title) or self._tables.as_of()
        self._tables.set_spans(law_id, settling.settle(spans, decisions, repealed, gone_by))

    def _end_of_named(self, title: str) -> date | None:
        """Return when the laws that a title names had all ended; ``None`` if one has not."""
        laws = [self._tables.law_id(name) for name in settling.named_laws(title)]
        ends = [v.ended for law in laws if law for v in self._tables.versions(law)[-1:]]
        return max((end for end in ends if end), default=None) if all(ends) else None

    def _repeals(self, law_id: int) -> Iterator[tuple[str, date]]:
        for version in self._tables.versions(law_id):
            texts = self._tables.texts_with(version.id, "废止")
            yield from settling.repeals(version.title, texts, version.effective)


def snippet(article: Article, query: str) -> str:
    """Return up to 80 characters of an article around the first word of a query."""
    text = " ".join(article.text.split())
    folded = fold(text)
    places = [place for word in words(query) if (place := folded.find(word)) >= 0]
    start = max(0, min(places, default=0) - _BEFORE)
    cut = text[start : start + _SNIPPET]
    return ("…" if start else "") + cut + ("…" if start + _SNIPPET < len(text) else "")


def _portions(ids: Sequence[int]) -> Iterator[Sequence[int]]:
    for start in range(0, len(ids), _SETTLED):
        yield ids[start : start + _SETTLED]


def _start(version: Version) -> date:
    return version.effective or version.promulgated or date.min
