"""A small library in memory, for tests of the citation check."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date

from workbench.law.model import Article, Level, ParsedLaw, StoredArticle, Version


class MemoryLibrary:
    """A :class:`workbench.law.citation.view.LibraryView` over parsed laws."""

    def __init__(self, laws: Iterable[ParsedLaw]) -> None:
        self._titles: dict[str, int] = {}
        self._versions: dict[int, list[Version]] = {}
        self._articles: dict[int, tuple[StoredArticle, ...]] = {}
        self._places: dict[tuple[int, int, int], StoredArticle] = {}
        for law in laws:
            self._add(law)

    def _add(self, law: ParsedLaw) -> None:
        law_id = self._titles.setdefault(law.title, len(self._titles) + 1)
        version_id = len(self._articles) + 1
        version = Version(
            version_id,
            law_id,
            law.title,
            law.level,
            law.promulgated,
            law.effective,
            law.ended,
            law.status,
            law.document_number,
            pack=law.pack,
            articles=len(law.articles),
        )
        self._versions.setdefault(law_id, []).append(version)
        stored = tuple(StoredArticle(i, version, a) for i, a in enumerate(law.articles))
        self._articles[version_id] = stored
        for one in stored:
            self._places.setdefault((version_id, one.article.number, one.article.insertion), one)

    def titles(self) -> Mapping[str, int]:
        return self._titles

    def versions(self, law_id: int) -> Sequence[Version]:
        return self._versions.get(law_id, [])

    def article(self, version_id: int, number: int, insertion: int = 0) -> StoredArticle | None:
        return self._places.get((version_id, number, insertion)) if number else None

    def articles(self, version_id: int) -> Sequence[StoredArticle]:
        return self._articles.get(version_id, ())


def law(
    title: str,
    effective: date | None,
    articles: Mapping[int | tuple[int, int], str],
    *,
    ended: date | None = None,
    status: str = "有效",
) -> ParsedLaw:
    """Make a law of a few articles; keys are numbers, or (number, insertion)."""
    parsed = []
    for position, (place, text) in enumerate(articles.items()):
        number, insertion = place if isinstance(place, tuple) else (place, 0)
        label = f"第{number}条" + (f"之{insertion}" if insertion else "")
        parsed.append(Article(label, number, insertion, text, position=position))
    return ParsedLaw(
        title, Level.LAW, effective, effective, ended, status, "", "", "", tuple(parsed)
    )
