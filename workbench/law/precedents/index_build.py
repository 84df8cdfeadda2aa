"""Making segments: from judgments, and one large one from several small ones."""

from array import array
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Any

from workbench.law.precedents import index_terms
from workbench.law.precedents.index_row import RESULTS, IndexRow
from workbench.law.precedents.index_segment import (
    COLUMNS,
    FACETS,
    KEPT,
    Built,
    Segment,
    concatenated,
    saturated,
    statistics,
)
from workbench.law.precedents.index_telling import STEP, Telling, lengths
from workbench.law.precedents.index_terms import key, keys

if TYPE_CHECKING:
    import numpy as np

    Array = np.ndarray[Any, np.dtype[Any]]

TELL_POWER, TELL_FLOOR = 0.25, 0.05
"""Weight of a word is its rarity times (telling + floor) to this power."""
_SPREAD = 0.25


def rarity(often: "Array", judgments: int) -> "Array":
    """Return how rare terms are (idf) that so many of the judgments have."""
    import numpy as np

    return np.asarray(np.log1p((judgments - often + 0.5) / (often + 0.5)))


def worth(often: "Array", telling: "Array", judgments: int) -> "Array":
    """Return the weight of words: rare, and telling of the cause."""
    import numpy as np

    told = np.asarray((telling + TELL_FLOOR) ** TELL_POWER)
    return np.asarray(rarity(np.minimum(often, judgments), judgments) * told)


class _Rows:
    """Collects judgments."""

    def __init__(self) -> None:
        self.columns = {name: array("q") for name in COLUMNS}
        self.facets = {name: (array("I"), array("I", [0])) for name in FACETS}
        self.term, self.often = array("I"), array("H")
        self.count, self.length = array("I"), array("f")

    def add(self, row: IndexRow) -> None:
        """Add the next judgment; ids ascend."""
        marks = sum(1 << RESULTS.index(result) for result in set(row.results))
        values = (
            *(row.id, key(row.kind), key(row.origin), key(row.province), key(row.court)),
            *(row.level, row.year, marks, row.series),
        )
        for name, value in zip(COLUMNS, values, strict=True):
            self.columns[name].append(value)
        for name, terms in zip(FACETS, (row.causes, row.articles, row.circumstances), strict=True):
            kept, at = self.facets[name]
            kept.extend(keys(terms))
            at.append(len(kept))
        found = index_terms.words(row.facts)
        self.term.extend(map(key, found))
        self.often.extend(min(often, 60_000) for often in found.values())
        self.count.append(len(found))
        self.length.append(found.total())


def build_segment(rows: Iterable[IndexRow], known: Sequence[Segment] = ()) -> Built:
    """Index up to 65,536 judgments, ids ascending.

    Args:
        rows: the judgments.
        known: segments of the library, which tell what words are worth.
    """
    import numpy as np

    collected = _Rows()
    for row in rows:
        collected.add(row)
    arrays = {name: np.array(collected.columns[name], dtype=kind) for name, kind in COLUMNS.items()}
    for name, (terms, at) in collected.facets.items():
        arrays[name] = np.array(terms, dtype=np.uint32)
        arrays[f"{name}_at"] = np.array(at, dtype=np.uint32)
    doc = np.repeat(np.arange(len(collected.count)), collected.count)
    length = np.array(collected.length, dtype=np.float32)
    weight = saturated(np.array(collected.often, dtype=np.float32), length[doc])
    return _finished(arrays, np.array(collected.term, dtype=np.uint32), doc, weight, known)


def _finished(
    arrays: "dict[str, Array]",
    term: "Array",
    doc: "Array",
    weight: "Array",
    known: Sequence[Segment],
) -> Built:
    """Sort postings by word, keep the most telling ones of each judgment, measure terms."""
    import numpy as np

    order = np.argsort(term, kind="stable")
    term, doc, weight = term[order], doc[order], weight[order]
    vocabulary, start, often = np.unique(term, return_index=True, return_counts=True)
    measure = Telling(arrays["cause_at"], arrays["cause"])
    telling = measure.measure(np.append(start, len(term)), doc)
    before, known_often, known_telling = statistics(known, vocabulary)
    total = known_often + often
    told = (known_telling * known_often + telling / STEP * often) / np.maximum(total, 1)
    value = worth(total, told, before + len(arrays["ids"])) * total**_SPREAD
    kept = _most_telling(doc, weight * np.repeat(value, often))
    term, doc, weight = term[kept], doc[kept], weight[kept]
    arrays |= _directory(vocabulary, often, telling, term)
    _describe(arrays, measure)
    return Built(Segment(arrays), doc.astype(np.uint16), weight)


def _directory(
    vocabulary: "Array", often: "Array", telling: "Array", term: "Array"
) -> "dict[str, Array]":
    """Return the directory of the words that a judgment kept; the others cannot be found."""
    import numpy as np

    at = np.append(np.searchsorted(term, vocabulary), len(term))
    there = lengths(at) > 0
    return {
        "word_key": vocabulary[there],
        "word_at": np.append(at[:-1][there], len(term)).astype(np.uint32),
        "word_often": often[there].astype(np.uint32),
        "word_telling": telling[there],
    }


def _most_telling(doc: "Array", value: "Array") -> "Array":
    """Return which postings are kept: the best of each judgment."""
    import numpy as np

    order = np.lexsort((-value, doc))
    ordered = doc[order]
    first = np.searchsorted(ordered, ordered, side="left")
    kept = np.zeros(len(doc), dtype=bool)
    kept[order] = np.arange(len(doc)) - first < KEPT
    return kept


def _describe(arrays: "dict[str, Array]", measure: Telling) -> None:
    """Add the directories of causes, articles and circumstances."""
    import numpy as np

    for name in FACETS:
        many = lengths(arrays[f"{name}_at"])
        doc = np.repeat(np.arange(len(many)), many)
        order = np.argsort(arrays[name], kind="stable")
        found, start, often = np.unique(arrays[name][order], return_index=True, return_counts=True)
        arrays[f"{name}_key"] = found.astype(np.uint32)
        arrays[f"{name}_often"] = often.astype(np.uint32)
        bounds = np.append(start, len(order))
        arrays[f"{name}_telling"] = measure.measure(bounds, doc[order])


def merge(parts: Sequence[Built]) -> Built:
    """Return one segment of several, in order of their ids; at most 65,536 judgments together."""
    import numpy as np

    parts = sorted(parts, key=lambda part: int(part.segment.ids[0]))
    arrays = {
        name: concatenated([p.segment.arrays[name] for p in parts], kind)
        for name, kind in COLUMNS.items()
    }
    for name in FACETS:
        counts = [lengths(p.segment.arrays[f"{name}_at"]) for p in parts]
        arrays[name] = concatenated([p.segment.arrays[name] for p in parts], "u4")
        arrays[f"{name}_at"] = np.append(0, np.cumsum(concatenated(counts, "i8"))).astype(np.uint32)
    starts = np.cumsum([0, *(len(p.segment) for p in parts)])
    term = concatenated(
        [np.repeat(p.segment.words.key, lengths(p.segment.word_at)) for p in parts], "u4"
    )
    doc = concatenated([p.docs + s for p, s in zip(parts, starts, strict=False)], "i8")
    weight = concatenated([p.weights for p in parts], "u1")
    return _joined(arrays, term, doc, weight, parts)


def _joined(
    arrays: "dict[str, Array]",
    term: "Array",
    doc: "Array",
    weight: "Array",
    parts: Sequence[Built],
) -> Built:
    import numpy as np

    order = np.argsort(term, kind="stable")
    term, doc, weight = term[order], doc[order], weight[order]
    every = concatenated([p.segment.words.key for p in parts], "u4")
    often = concatenated([p.segment.words.often for p in parts], "u4")
    vocabulary, where = np.unique(every, return_inverse=True)
    measure = Telling(arrays["cause_at"], arrays["cause"])
    bounds = np.append(np.searchsorted(term, vocabulary), len(term))
    telling = measure.measure(bounds, doc)
    arrays |= _directory(vocabulary, np.bincount(where, weights=often), telling, term)
    _describe(arrays, measure)
    return Built(Segment(arrays), doc.astype(np.uint16), weight)


def without(built: Built, gone: "Array") -> Built:
    """Return a segment without some judgments; at least one is left.

    Args:
        built: the segment.
        gone: mask over its judgments.
    """
    import numpy as np

    kept = np.flatnonzero(~gone)
    old = built.segment.arrays
    arrays = {name: old[name][kept] for name in COLUMNS}
    for name in FACETS:
        many = lengths(old[f"{name}_at"])
        arrays[name] = old[name][np.repeat(~gone, many)]
        arrays[f"{name}_at"] = np.append(0, np.cumsum(many[kept])).astype(np.uint32)
    term = np.repeat(built.segment.words.key, lengths(built.segment.word_at))
    place = np.cumsum(~gone) - 1
    stay = ~gone[built.docs]
    part = Built(built.segment, built.docs, built.weights)
    return _joined(arrays, term[stay], place[built.docs[stay]], built.weights[stay], [part])
