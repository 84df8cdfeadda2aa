"""The open index of similar cases: which judgments share how much with the words of a text.

Own postings in blobs of the encrypted store, chosen by measurement. 9,088 judgments, questions of
2,000 characters (their 100 most telling words, the best 400 judgments wanted), one thread:

=========  =============  ==========  =========  ===================  ======================
engine     median / p95   all words   size       one judgment more    opens
=========  =============  ==========  =========  ===================  ======================
bm25s      0.9 / 6 ms     1.9 ms      39 MB      all anew, 8 s        88 ms, plain files
tantivy    0.5 / 8 ms     2.0 ms      34 MB      54 ms                under 1 ms, plain files
FTS5       38 / 84 ms     138 ms      11 MB      11 ms                in the encrypted store
this       0.6 / 9 ms     1.5 ms      9 MB       a segment of its own 29 ms, encrypted store
=========  =============  ==========  =========  ===================  ======================

bm25s and tantivy keep words of judgments in plain files, which a private library may not have on a
disk; tantivy could only read an encrypted one by a directory of our own in Rust. FTS5 is encrypted
and incremental and too slow for long questions, and neither it nor bm25s takes weights of our own
by how a word tells of the cause, which alone gives more than the choice of the engine.

At 1,048,576 judgments (tests/bench/growth.py): opens in 103 ms, a whole suggestion with reasons
takes 138 ms (95 %; 89 ms with warm pages), 710 bytes of index a judgment, 800 MiB of memory.
"""

from bisect import bisect_right
from collections.abc import Sequence
from functools import cached_property
from itertools import accumulate
from typing import TYPE_CHECKING, Any

from workbench.law.precedents.index_build import rarity, worth
from workbench.law.precedents.index_segment import SCALE, Segment, statistics
from workbench.law.precedents.index_store import CACHE_BYTES, IndexRepository, PageCache

if TYPE_CHECKING:
    import numpy as np

    Array = np.ndarray[Any, np.dtype[Any]]


class PrecedentIndex:
    """The segments of a library, open for questions; use it in the thread of its store.

    Attributes:
        segments: in the order of their judgments.
        mark: as the repository gave it when the index was opened.
    """

    def __init__(self, repository: IndexRepository, cache_bytes: int = CACHE_BYTES) -> None:
        self.mark = repository.mark()
        notes = repository.segments()
        self._numbers = [note.id for note in notes]
        self.segments = tuple(repository.segment(number) for number in self._numbers)
        self._cache = PageCache(repository, cache_bytes)

    @cached_property
    def _bounds(self) -> list[int]:
        """Number of judgments before each segment, and of all."""
        return [0, *accumulate(map(len, self.segments))]

    def __len__(self) -> int:
        return self._bounds[-1]

    def word_worth(self, wanted: "Array") -> "Array":
        """Return the weight of words, 0 for those that no judgment has."""
        import numpy as np

        judgments, often, telling = statistics(self.segments, wanted)
        return np.where(often > 0, worth(often, telling, judgments), 0.0)

    def word_rarity(self, wanted: "Array") -> "Array":
        """Return how rare words are, also those that no judgment has."""
        judgments, often, _ = statistics(self.segments, wanted)
        return rarity(often, judgments)

    def word_shares(self, wanted: "Array") -> "Array":
        """Return the share of all judgments that has each word, 0 to 1."""
        judgments, often, _ = statistics(self.segments, wanted)
        return often / max(judgments, 1)

    def facet_worth(self, name: str, wanted: "Array") -> "Array":
        """Return the weight of causes (rarity) or of articles (rarity and telling)."""
        import numpy as np

        judgments, often, telling = statistics(self.segments, wanted, name)
        rare = rarity(often, judgments) * (often > 0)
        return np.asarray(rare * np.sqrt(telling) if name == "article" else rare)

    def scores(self, wanted: "Array", worths: "Array") -> "Array":
        """Return what every judgment shares with weighted words, ``float32[judgments]``.

        Args:
            wanted: numbers of the words, each once.
            worths: their weights, see :meth:`word_worth`.
        """
        import numpy as np

        parts = [np.zeros(0, dtype=np.float32)]
        for number, segment in zip(self._numbers, self.segments, strict=True):
            place, there = segment.words.find(wanted)
            places = place[there]
            # A word that no judgment kept still counts in its directory.
            bounds = [(int(segment.word_at[p]), int(segment.word_at[p + 1])) for p in places]
            found = self._cache.read(number, bounds)
            parts.append(_sums(found, worths[there] / SCALE, len(segment)))
        return np.concatenate(parts)

    def locate(self, position: int) -> tuple[Segment, int]:
        """Return the segment of a position in :meth:`scores`, and the place in it."""
        number = bisect_right(self._bounds, position) - 1
        return self.segments[number], position - self._bounds[number]

    def identity(self, position: int) -> int:
        """Return the id of the judgment at a position."""
        segment, place = self.locate(position)
        return int(segment.ids[place])

    def facets(self, name: str, positions: Sequence[int]) -> "tuple[Array, Array]":
        """Return the causes, articles or circumstances of judgments in one array.

        Returns:
            for each term the place of its judgment in ``positions``, and the terms.
        """
        import numpy as np

        where = np.array(positions, dtype=np.int64)
        number = np.searchsorted(self._bounds, where, side="right") - 1
        first, many = np.zeros_like(where), np.zeros_like(where)
        touched = np.unique(number).tolist()
        for one in touched:
            here = number == one
            at = self.segments[one].arrays[f"{name}_at"]
            place = where[here] - self._bounds[one]
            first[here] = at[place]
            many[here] = at[place + 1] - first[here]
        owner = np.repeat(np.arange(len(where)), many)
        offset = np.arange(len(owner)) + np.repeat(first - (np.cumsum(many) - many), many)
        terms = np.zeros(len(owner), dtype=np.uint32)
        for one in touched:
            mine = number[owner] == one
            terms[mine] = self.segments[one].arrays[name][offset[mine]]
        return owner, terms

    def positions(self, ids: Sequence[int]) -> list[int]:
        """Return where judgments stand in :meth:`scores`, -1 for those that are not indexed."""
        found = []
        for identity in ids:
            places = (
                (start, segment.position(identity))
                for start, segment in zip(self._bounds, self.segments, strict=False)
            )
            found.append(next((start + place for start, place in places if place >= 0), -1))
        return found

    def column(self, name: str) -> "Array":
        """Return a column of all judgments."""
        import numpy as np

        empty: list[Array] = [np.zeros(0, dtype=np.int64)]
        return np.concatenate([segment.arrays[name] for segment in self.segments] or empty)


def _sums(found: "Sequence[tuple[Array, Array]]", weights: "Array", judgments: int) -> "Array":
    import numpy as np

    if not found:
        return np.zeros(judgments, dtype=np.float32)
    docs = np.concatenate([docs for docs, _ in found])
    shares = np.concatenate(
        [shares * weight for (_, shares), weight in zip(found, weights.tolist(), strict=True)]
    )
    return np.bincount(docs, weights=shares, minlength=judgments).astype(np.float32)
