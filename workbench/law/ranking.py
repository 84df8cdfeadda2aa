"""Ranking of articles for a set of weighted terms: BM25 over three fields, in numpy.

Own postings instead of bm25s: that keeps finished weights, so that every imported file means a new
index, and it has neither fields nor a filter by date. Here weights are computed from the postings
while ranking, with document frequencies summed over the segments: an import adds a segment of its
own articles, and a version that is read again replaces its older rows. Once there are more than
:data:`MANY` segments, :meth:`ArticleIndex.build` over the whole library, as a job, makes one again.
Measured with 150,000 articles in one segment, processor time on an office machine: built in 40 s,
70 MB, open in 65 ms, 200 articles added in 60 ms, a question ranked in 10 ms (95 %: 18 ms).

The score of an article is ``(text + CHAPTER * chapter + HEADING * heading) * factor``, each part
BM25 with the article, its whole chapter, and the headings with the title as the document; the
factor of its version (0 where it is out of force) is the caller's. It is multiplied by
``1 + COVER * share``, the share of the query's worth whose terms stand in the article or in its
subject: an article that has a little of all that is asked is meant rather than one that has much
of a part.
"""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import accumulate
from math import log
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, Protocol

from workbench.law import ranking_block
from workbench.law.ranking_segment import IndexRow, Postings, Segment, build_segment

if TYPE_CHECKING:
    import numpy as np

    Array = np.ndarray[Any, np.dtype[Any]]

# Chosen by tests/bench/statutes.py, which says on what.
K1, B = 1.2, 0.75
CHAPTER, HEADING, B_HEADING = 0.4, 0.3, 0.3
COVER = 1.0
MANY = 12
REMEMBERED = 100_000
"""Rarities of terms that are kept; the same terms are asked for again and again."""
REMEMBERED_FACTORS = 32
"""States of the law whose factors by article are kept, 0.7 MB each."""


class ArticleSource(Protocol):
    """Where the articles to be indexed come from."""

    def rows(self) -> Iterator[IndexRow]:
        """Yield articles, those of one version after each other and in their order."""
        ...


@dataclass(frozen=True)
class Hit:
    """An article of the ranking."""

    article_id: int
    version_id: int
    score: float


@dataclass(frozen=True)
class Cover:
    """What a query's terms are worth, and where they stand besides the articles' own words.

    Attributes:
        worth: weight times rarity by term.
        elsewhere: ids of the articles whose subjects have a term, ``int64``.
    """

    worth: Mapping[str, float]
    elsewhere: "Mapping[str, Array]"


@dataclass(frozen=True)
class _Field:
    """How one field is scored: its postings, lengths, mean length and number of documents."""

    postings: Callable[[Segment, int], Postings]
    length: Callable[[Segment], "Array"]
    mean: float
    documents: int
    b: float
    weight: float


class ArticleIndex:
    """An index of articles in segments; immutable."""

    def __init__(self, segments: Sequence[Segment] = ()) -> None:
        self.segments = tuple(segments)
        self._rarities: dict[str, float] = {}
        self._factors: dict[tuple[int, int], tuple[Mapping[int, float], Array]] = {}

    @classmethod
    def build(cls, source: ArticleSource) -> "ArticleIndex":
        """Index all articles of a source in one segment; minutes on a slow machine, so a job."""
        return cls((build_segment(source.rows()),))

    @classmethod
    def from_bytes(cls, data: bytes) -> "ArticleIndex":
        """Open what :meth:`to_bytes` gave.

        Raises:
            UserError: the bytes are damaged.
        """
        _, parts = ranking_block.unpack(data)
        return cls([Segment.from_bytes(part.tobytes()) for part in parts.values()])

    def to_bytes(self) -> bytes:
        """Return the index as bytes; they hold words of the law texts in plain."""
        import numpy as np

        parts = {
            str(number): np.frombuffer(segment.to_bytes(), dtype=np.uint8)
            for number, segment in enumerate(self.segments)
        }
        return ranking_block.pack({}, parts)

    def extended(self, rows: Iterable[IndexRow]) -> "ArticleIndex":
        """Return the index with further articles; a version that is in it already is replaced."""
        segment = build_segment(rows)
        return ArticleIndex((*self.segments, segment)) if len(segment.articles) else self

    @cached_property
    def size(self) -> int:
        """Number of articles, without replaced ones."""
        return sum(int(self._live(number).sum()) for number in range(len(self.segments)))

    @cached_property
    def mentions(self) -> Mapping[str, int]:
        """How often each name in 《》 occurs in the articles."""
        total: Counter[str] = Counter()
        for segment in self.segments:
            total.update(segment.mentions)
        return total

    @cached_property
    def _fields(self) -> tuple[_Field, ...]:
        return (
            self._field(Segment.text, lambda s: s.length, B, 1.0),
            self._field(Segment.chapters, lambda s: s.chapter_length, B, CHAPTER),
            self._field(Segment.headings, lambda s: s.heading_length, B_HEADING, HEADING),
        )

    def _field(
        self,
        postings: Callable[[Segment, int], Postings],
        length: Callable[[Segment], "Array"],
        b: float,
        weight: float,
    ) -> _Field:
        count = sum(len(length(segment)) for segment in self.segments)
        total = sum(float(length(segment).sum()) for segment in self.segments)
        return _Field(postings, length, total / count if total else 1.0, count, b, weight)

    def rarity(self, term: str) -> float:
        """Return how rare a term is among the articles (idf); 0 if no article has it."""
        if term not in self._rarities:
            if len(self._rarities) >= REMEMBERED:
                self._rarities.clear()
            self._rarities[term] = self._counted(term)
        return self._rarities[term]

    def _counted(self, term: str) -> float:
        found = ((segment, segment.find(term)) for segment in self.segments)
        df = sum(len(segment.text(number).at) for segment, number in found if number >= 0)
        return _idf(df, sum(len(segment.articles) for segment in self.segments)) if df else 0.0

    def rank(
        self,
        weights: Mapping[str, float],
        factors: Mapping[int, float],
        top: int,
        extra: Mapping[int, float] = MappingProxyType({}),
        cover: Cover | None = None,
    ) -> list[Hit]:
        """Return the best articles for weighted terms, best first.

        Args:
            weights: terms (see :func:`workbench.law.ranking_terms.terms`) and their weights.
            factors: by version id; articles of other versions, or with 0, are left out.
            top: how many at most; articles without any of the terms are never returned, unless
                they stand in ``extra``.
            extra: by article id, what is added to the score of its words before the factor.
            cover: lifts articles by the share of the query that they have; nothing without it.
        """
        import numpy as np

        parts = self._scores(weights, factors, extra)
        if cover is not None:
            parts = [p * self._covered(n, cover) for n, p in enumerate(parts)]
        scores = np.concatenate([np.zeros(0, dtype=np.float32), *parts])
        best = np.argpartition(-scores, top)[:top] if top < len(scores) else np.arange(len(scores))
        best = best[scores[best] > 0]
        ordered = best[np.lexsort((best, -scores[best]))]
        return [self._hit(int(position), float(scores[position])) for position in ordered]

    def _hit(self, position: int, score: float) -> Hit:
        for segment, start in zip(self.segments, self._starts, strict=False):
            if position < start + len(segment.articles):
                local = position - start
                version = segment.versions[segment.unit_version[segment.unit[local]]]
                return Hit(int(segment.articles[local]), int(version), score)
        raise IndexError(position)

    @cached_property
    def _starts(self) -> Sequence[int]:
        return [0, *accumulate(len(segment.articles) for segment in self.segments)]

    def _covered(self, number: int, cover: Cover) -> "Array":
        """Return ``1 + COVER * share`` by article of a segment."""
        import numpy as np

        segment = self.segments[number]
        share = np.zeros(len(segment.articles), dtype=np.float32)
        whole = sum(cover.worth.values()) or 1.0
        nowhere = np.zeros(0, dtype=np.int64)
        for term, worth in cover.worth.items():
            place = segment.find(term)
            at = segment.text(place).at if place >= 0 else np.zeros(0, dtype=np.int32)
            told = self._positions(number, cover.elsewhere.get(term, nowhere))
            # An article counts once, whether its text has the term, its subject, or both.
            once = share[told] + np.float32(worth / whole)
            share[at] += worth / whole
            share[told] = once
        return 1 + COVER * share

    def _positions(self, number: int, ids: "Array") -> "Array":
        """Return where articles stand in a segment, those that do."""
        import numpy as np

        order, ordered = self._by_id[number]
        place = np.minimum(np.searchsorted(ordered, ids), max(len(ordered) - 1, 0))
        there = ordered[place] == ids if len(ordered) else np.zeros(len(ids), dtype=bool)
        found: Array = order[place[there]]
        return found

    @cached_property
    def _by_id(self) -> "list[tuple[Array, Array]]":
        import numpy as np

        orders = [np.argsort(segment.articles, kind="stable") for segment in self.segments]
        return [(o, s.articles[o]) for o, s in zip(orders, self.segments, strict=True)]

    def _scores(
        self,
        weights: Mapping[str, float],
        factors: Mapping[int, float],
        extra: Mapping[int, float],
    ) -> "list[Array]":
        import numpy as np

        found = [{term: segment.find(term) for term in weights} for segment in self.segments]
        articles = [np.zeros(len(s.articles), dtype=np.float32) for s in self.segments]
        units = [np.zeros(len(s.unit_version), dtype=np.float32) for s in self.segments]
        for field, into in zip(self._fields, (articles, units, units), strict=True):
            for term, weight in weights.items():
                places = [place[term] for place in found]
                for number, score in self._contributions(field, places, weight):
                    into[number][score.at] += score.frequency
        for number, segment in enumerate(self.segments):
            lifted = self._positions(number, np.array(list(extra), dtype=np.int64))
            articles[number][lifted] += [extra[int(i)] for i in segment.articles[lifted]]
        return [
            (articles[number] + units[number][segment.unit]) * self._factor(number, factors)
            for number, segment in enumerate(self.segments)
        ]

    def _contributions(
        self, field: _Field, places: Sequence[int], weight: float
    ) -> Iterator[tuple[int, Postings]]:
        """Yield, by segment, what a term adds to the documents of a field."""
        hits = [
            (number, field.postings(self.segments[number], place))
            for number, place in enumerate(places)
            if place >= 0
        ]
        if not hits:
            return
        df = sum(len(hit.at) for _, hit in hits)
        strength = weight * field.weight * _idf(df, field.documents)
        for number, hit in hits:
            length = field.length(self.segments[number])[hit.at] / field.mean
            norm = K1 * (1 - field.b + field.b * length)
            yield (
                number,
                Postings(hit.at, strength * hit.frequency * (K1 + 1) / (hit.frequency + norm)),
            )

    def _factor(self, number: int, factors: Mapping[int, float]) -> "Array":
        """Return the factor of every article; those of a state of the law are asked again."""
        held, found = self._factors.get((number, id(factors)), ({}, None))
        if found is None or held is not factors:
            found = self._spread(number, factors)
            if len(self._factors) >= REMEMBERED_FACTORS:
                self._factors.clear()
            # The factors are held too, so that no others come to have their identity.
            self._factors[number, id(factors)] = (factors, found)
        return found

    def _spread(self, number: int, factors: Mapping[int, float]) -> "Array":
        import numpy as np

        segment = self.segments[number]
        by_version = np.array([factors.get(int(v), 0.0) for v in segment.versions], np.float32)
        by_article: Array = by_version[segment.unit_version][segment.unit]
        return by_article * self._live(number) if number + 1 < len(self.segments) else by_article

    def _live(self, number: int) -> "Array":
        """Return, by article, whether its version is not replaced by a later segment."""
        import numpy as np

        segment = self.segments[number]
        later = [s.versions for s in self.segments[number + 1 :]]
        gone = np.isin(segment.versions, np.concatenate([segment.versions[:0], *later]))
        live: Array = ~gone[segment.unit_version][segment.unit]
        return live


def _idf(df: int, documents: int) -> float:
    return log(1 + (documents - df + 0.5) / (df + 0.5))
