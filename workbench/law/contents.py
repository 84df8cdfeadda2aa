"""The table of contents of a version: the headings above its articles, in their order."""

from collections.abc import Sequence
from dataclasses import dataclass

from workbench.law.model import Article

_SEPARATOR = " / "


@dataclass(frozen=True)
class Section:
    """A heading of a law.

    Attributes:
        level: how many headings stand above it; 0 is the uppermost.
        words: the heading (第八章 违约责任).
        first: place of its first article in the version's list.
        articles: how many articles stand below it, those of its own headings too.
        span: ``第五百七十七条—第五百九十四条``; empty where the text has no articles.
        numbers: the same in figures, ``577–594``.
    """

    level: int
    words: str
    first: int
    articles: int
    span: str
    numbers: str


def sections(articles: Sequence[Article]) -> tuple[Section, ...]:
    """Return the headings of a version in order; none where its text has no headings."""
    open_: list[tuple[str, int]] = []
    begun: list[tuple[int, str, int]] = []
    ends: dict[int, int] = {}
    before: str | None = ""
    for place, article in enumerate([*articles, None]):
        if article and article.chapter == before:
            continue
        before = article.chapter if article else None
        path = article.chapter.split(_SEPARATOR) if article and article.chapter else []
        shared = _shared([words for words, _ in open_], path)
        while len(open_) > shared:
            ends[open_.pop()[1]] = place
        for level in range(shared, len(path)):
            open_.append((path[level], len(begun)))
            begun.append((level, path[level], place))
    return tuple(
        Section(level, words, first, ends[n] - first, *_span(articles[first : ends[n]]))
        for n, (level, words, first) in enumerate(begun)
    )


def holding(found: Sequence[Section], place: int) -> int | None:
    """Return which section an article stands in, the deepest; ``None`` above the first."""
    within = [n for n, s in enumerate(found) if s.first <= place < s.first + s.articles]
    return within[-1] if within else None


def _shared(ours: Sequence[str], theirs: Sequence[str]) -> int:
    pairs = zip(ours, theirs, strict=False)
    return next((n for n, (a, b) in enumerate(pairs) if a != b), min(len(ours), len(theirs)))


def _span(articles: Sequence[Article]) -> tuple[str, str]:
    numbered = [article for article in articles if article.number]
    if not numbered:
        return "", ""
    first, last = numbered[0], numbered[-1]
    if first is last:
        return first.label, str(first.number)
    return f"{first.label}—{last.label}", f"{first.number}–{last.number}"
