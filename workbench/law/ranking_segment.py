"""One immutable part of the article index: postings of the articles of one import.

A posting list holds the articles of a term with the term's frequency. Three fields are kept: the
article itself, the headings above it together with the law's title, and (computed from the first)
the whole chapter as one text, which lifts the neighbours of a well-matching article.
"""

import re
from array import array
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any

from workbench.law import ranking_block
from workbench.law.ranking_terms import terms

if TYPE_CHECKING:
    import numpy as np

    Array = np.ndarray[Any, np.dtype[Any]]

_MOST = 255  # term frequencies are kept in one byte; BM25 is flat long before that
REMEMBERED = 50_000
"""Terms whose numbers are kept."""
REMEMBERED_CHAPTERS = 2000
"""Terms whose chapters are kept, some ten kB each."""
_MENTION = re.compile(r"《([^《》\n]{2,60})》")


@dataclass(frozen=True)
class IndexRow:
    """An article as the index takes it.

    Attributes:
        article_id, version_id: ids in the library.
        title: title of the law.
        chapter: headings above the article, ``第三编 合同 / 第八章 违约责任``.
        text: words of the article.
    """

    article_id: int
    version_id: int
    title: str
    chapter: str
    text: str


@dataclass(frozen=True)
class Postings:
    """Where a term occurs: positions (ascending) and frequencies, arrays of one length."""

    at: "Array"
    frequency: "Array"


class Segment:
    """Postings of some articles; made by :func:`build_segment` or from bytes.

    Attributes:
        articles: article ids by position, ``int64[n]``.
        unit: chapter of each article, ``int32[n]``, ascending.
        unit_version: position in ``versions`` of each chapter, ``int32[u]``.
        versions: version ids, ``int64[v]``.
        length, heading_length, chapter_length: numbers of terms, ``float32``.
        mentions: how often each law is named in 《》 by the articles.
    """

    def __init__(self, head: Mapping[str, Any], arrays: Mapping[str, "Array"]) -> None:
        self._head = head
        self._arrays = arrays
        self.articles = arrays["articles"]
        self.unit = arrays["unit"]
        self.unit_version = arrays["unit_version"]
        self.versions = arrays["versions"]
        self.length = arrays["length"]
        self.heading_length = arrays["heading_length"]
        self.chapter_length = arrays["chapter_length"]
        self.mentions: Mapping[str, int] = head["mentions"]
        self._words = arrays["words"].tobytes()
        self._found: dict[str, int] = {}
        self._chapters: dict[int, Postings] = {}

    @classmethod
    def from_bytes(cls, data: bytes) -> "Segment":
        """Open what :meth:`to_bytes` gave.

        Raises:
            UserError: the bytes are damaged.
        """
        return cls(*ranking_block.unpack(data))

    def to_bytes(self) -> bytes:
        """Return the segment as bytes, for a blob of the encrypted library."""
        return ranking_block.pack(self._head, self._arrays)

    @cached_property
    def _word_at(self) -> "Array":
        return self._arrays["word_at"]

    def find(self, term: str) -> int:
        """Return the number of a term, -1 if no article has it; the same are asked again."""
        if term not in self._found:
            if len(self._found) >= REMEMBERED:
                self._found.clear()
            self._found[term] = self._search(term)
        return self._found[term]

    def _search(self, term: str) -> int:
        wanted = term.encode()
        low, high = 0, len(self._word_at) - 1
        while low < high:
            middle = (low + high) // 2
            if self._word(middle) < wanted:
                low = middle + 1
            else:
                high = middle
        return low if low < len(self._word_at) - 1 and self._word(low) == wanted else -1

    def _word(self, number: int) -> bytes:
        return self._words[self._word_at[number] : self._word_at[number + 1]]

    def text(self, number: int) -> Postings:
        """Return the articles of a term."""
        return self._postings("", number)

    def headings(self, number: int) -> Postings:
        """Return the chapters whose heading or title has a term."""
        return self._postings("heading_", number)

    def chapters(self, number: int) -> Postings:
        """Return the chapters of a term with its frequency over all their articles."""
        if number not in self._chapters:
            if len(self._chapters) >= REMEMBERED_CHAPTERS:
                self._chapters.clear()
            self._chapters[number] = self._counted_chapters(number)
        return self._chapters[number]

    def _counted_chapters(self, number: int) -> Postings:
        import numpy as np

        text = self.text(number)
        if not len(text.at):
            return text
        unit = self.unit[text.at]
        starts = np.flatnonzero(np.diff(unit, prepend=-1))
        return Postings(unit[starts], np.add.reduceat(text.frequency.astype(np.float32), starts))

    def _postings(self, field: str, number: int) -> Postings:
        bounds = self._arrays[f"{field}from"]
        part = slice(int(bounds[number]), int(bounds[number + 1]))
        return Postings(self._arrays[f"{field}at"][part], self._arrays[f"{field}frequency"][part])


class _Inverter:
    """Collects (term, position, frequency) and turns them round."""

    def __init__(self, numbers: dict[str, int]) -> None:
        self._numbers = numbers
        self._term, self._at, self._frequency = array("I"), array("I"), array("B")
        self.length = array("f")

    def add(self, found: Iterable[str]) -> None:
        """Add the terms of the next text."""
        counted = Counter(found)
        position = len(self.length)
        numbers = self._numbers
        self._term.extend([numbers.setdefault(term, len(numbers)) for term in counted])
        self._at.extend([position] * len(counted))
        self._frequency.extend([min(count, _MOST) for count in counted.values()])
        self.length.append(counted.total())

    def arrays(self, field: str, new_number: "Array") -> dict[str, "Array"]:
        """Return the postings, terms renumbered by ``new_number``."""
        import numpy as np

        term = new_number[np.frombuffer(self._term, dtype=np.uint32)]
        order = np.argsort(term, kind="stable")
        bounds = np.searchsorted(term[order], np.arange(len(new_number) + 1))
        return {
            f"{field}from": bounds.astype(np.uint32),
            f"{field}at": np.frombuffer(self._at, dtype=np.uint32)[order],
            f"{field}frequency": np.frombuffer(self._frequency, dtype=np.uint8)[order],
        }


class _Builder:
    """Collects the rows of a segment."""

    def __init__(self) -> None:
        self._numbers: dict[str, int] = {}
        self._text = _Inverter(self._numbers)
        self._heading = _Inverter(self._numbers)
        self._articles, self._unit = array("q"), array("i")
        self._unit_version, self._versions = array("i"), array("q")
        self._mentions: Counter[str] = Counter()
        self._last: tuple[int, str] | None = None

    def add(self, row: IndexRow) -> None:
        """Add the next article."""
        if self._last is None or row.version_id != self._last[0]:
            self._versions.append(row.version_id)
        if (row.version_id, row.chapter) != self._last:
            self._unit_version.append(len(self._versions) - 1)
            self._heading.add(terms(f"{row.title} {row.chapter}"))
            self._last = (row.version_id, row.chapter)
        self._articles.append(row.article_id)
        self._unit.append(len(self._unit_version) - 1)
        self._text.add(terms(row.text))
        self._mentions.update(_MENTION.findall(row.text))

    def segment(self) -> Segment:
        """Return the segment, its terms in order of their bytes."""
        import numpy as np

        ordered = sorted((term.encode(), number) for term, number in self._numbers.items())
        new_number = np.zeros(len(ordered), dtype=np.int64)
        new_number[[number for _, number in ordered]] = np.arange(len(ordered))
        ends = np.cumsum([0, *(len(term) for term, _ in ordered)])
        arrays: dict[str, Array] = {
            "words": np.frombuffer(b"".join(term for term, _ in ordered), dtype=np.uint8),
            "word_at": ends.astype(np.uint32),
        }
        arrays |= self._places()
        arrays |= self._text.arrays("", new_number)
        arrays |= self._heading.arrays("heading_", new_number)
        return Segment({"mentions": dict(self._mentions)}, arrays)

    def _places(self) -> "dict[str, Array]":
        import numpy as np

        unit = np.array(self._unit, dtype=np.int32)
        length = np.array(self._text.length, dtype=np.float32)
        chapter = np.bincount(unit, weights=length, minlength=len(self._unit_version))
        return {
            "articles": np.array(self._articles, dtype=np.int64),
            "unit": unit,
            "unit_version": np.array(self._unit_version, dtype=np.int32),
            "versions": np.array(self._versions, dtype=np.int64),
            "length": length,
            "heading_length": np.array(self._heading.length, dtype=np.float32),
            "chapter_length": chapter.astype(np.float32),
        }


def build_segment(rows: Iterable[IndexRow]) -> Segment:
    """Index articles; those of one version must follow each other, chapters in order."""
    builder = _Builder()
    for row in rows:
        builder.add(row)
    return builder.segment()
