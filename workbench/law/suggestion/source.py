"""What suggestions need of the law library, and which of its texts they look at."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Protocol

from workbench.law.model import Level, StoredArticle, Version
from workbench.law.parse_titles import is_amending
from workbench.law.ranking_segment import IndexRow


class ArticleLibrary(Protocol):
    """What suggestions need of the law library."""

    def titles(self) -> Mapping[str, int]:
        """Return the full title of every law with its id."""
        ...

    def versions(self, law_id: int) -> Sequence[Version]:
        """Return all versions of a law."""
        ...

    def articles(self, version_id: int) -> Sequence[StoredArticle]:
        """Return all articles of a version in order."""
        ...

    def numbers(self, version_id: int) -> Mapping[tuple[int, int], int]:
        """Return the ids of a version's articles by number and insertion."""
        ...

    def by_id(self, ids: Sequence[int]) -> Sequence[StoredArticle]:
        """Return articles by their ids, in that order."""
        ...


@dataclass(frozen=True)
class LibraryRows:
    """The articles of a library for :meth:`ArticleIndex.build`, of all versions or of some."""

    library: ArticleLibrary
    only: frozenset[int] | None = None

    def rows(self) -> Iterator[IndexRow]:
        """Yield the articles version by version, without texts that only amend others."""
        for version in versions_of(self.library):
            if self.only is None or version.id in self.only:
                for stored in self.library.articles(version.id):
                    article = stored.article
                    yield IndexRow(
                        stored.id, version.id, version.title, article.chapter, article.text
                    )


def versions_of(library: ArticleLibrary) -> tuple[Version, ...]:
    """Return all versions of all laws that a judgment may rest on."""
    return tuple(
        version
        for law_id in library.titles().values()
        for version in library.versions(law_id)
        if not _useless(version)
    )


def start_of(version: Version) -> date:
    """Return the first day of a version, by which versions of a law are ordered."""
    return version.effective or version.promulgated or date.min


def _useless(version: Version) -> bool:
    """Say whether a text is no basis of a judgment: the constitution, amendments, decisions."""
    excluded = {Level.CONSTITUTION, Level.DECISION}
    return version.level in excluded or is_amending(version.title)
