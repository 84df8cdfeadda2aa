"""One immutable part of the index of similar cases: up to 65,536 judgments.

A segment consists of three blocks, each read when it is first needed (the directory of the words;
causes, articles and circumstances; what filters ask for), and of the postings of the words, which
lie in pages: at a million judgments they are far larger than what one question touches.

Postings of a word: positions of the judgments (``uint16``) and weights (one byte). The weight is
the saturated frequency of BM25 (k1 = 1.2, b = .75) over 2.2. Only the :data:`KEPT` words of a
judgment that say most are kept; measured, 256 lose nothing against all of them (MAP .633 : .627).
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from workbench.law import ranking_block
from workbench.law.precedents.index_telling import STEP

if TYPE_CHECKING:
    import numpy as np

    Array = np.ndarray[Any, np.dtype[Any]]

LARGEST = 1 << 16
KEPT = 256
K1, B = 1.2, 0.75
MEAN_WORDS = 1600.0
"""Words of middling facts. Fixed, so that weights of all segments can be compared."""
SCALE = 255
BLOCKS = ("words", "facets", "columns")
FACETS = ("cause", "article", "circumstance")
COLUMNS: Mapping[str, str] = {
    "ids": "i8",
    "kind": "u4",
    "origin": "u4",
    "province": "u4",
    "court": "u4",
    "level": "u1",
    "year": "u2",
    "results": "u4",
    "series": "u4",
}


@dataclass(frozen=True)
class Directory:
    """Terms of one kind in a segment.

    Attributes:
        key: numbers of the terms, ascending, ``uint32[t]``.
        often: how many judgments have each.
        telling: see :mod:`workbench.law.precedents.index_telling`.
    """

    key: "Array"
    often: "Array"
    telling: "Array"

    def find(self, keys: "Array") -> "tuple[Array, Array]":
        """Return where terms stand, and which of them are there at all."""
        import numpy as np

        if not len(self.key):
            return np.zeros(len(keys), dtype=np.int64), np.zeros(len(keys), dtype=bool)
        place = np.minimum(np.searchsorted(self.key, keys), len(self.key) - 1)
        return place, self.key[place] == keys


class _Blocks(Mapping[str, "Array"]):
    """The arrays of a segment, read block by block as they are asked for."""

    def __init__(self, load: Callable[[str], bytes]) -> None:
        self._load = load
        self._left = set(BLOCKS)
        self._arrays: dict[str, Array] = {}

    def __getitem__(self, name: str) -> "Array":
        if name not in self._arrays:
            self._read(_block_of(name))
        return self._arrays[name]

    def __iter__(self) -> Iterator[str]:
        return iter(self._whole())

    def __len__(self) -> int:
        return len(self._whole())

    def _whole(self) -> "dict[str, Array]":
        for block in BLOCKS:
            self._read(block)
        return self._arrays

    def _read(self, block: str) -> None:
        if block in self._left:
            self._arrays.update(ranking_block.unpack(self._load(block))[1])
            self._left.remove(block)


class Segment:
    """Columns and directories of some judgments; made by ``index_build`` or from blocks."""

    def __init__(self, arrays: "Mapping[str, Array]") -> None:
        self.arrays = arrays
        self.ids = arrays["ids"]
        self.word_at = arrays["word_at"]
        self.words = self.directory("word")

    @classmethod
    def from_blocks(cls, load: Callable[[str], bytes]) -> "Segment":
        """Open what :meth:`blocks` gave.

        Args:
            load: returns a block by its name; called once for each that is needed.

        Raises:
            UserError: the bytes are damaged, now or when another block is needed.
        """
        return cls(_Blocks(load))

    def blocks(self) -> dict[str, bytes]:
        """Return the blocks by their names."""
        return {
            block: ranking_block.pack(
                {}, {name: self.arrays[name] for name in self.arrays if _block_of(name) == block}
            )
            for block in BLOCKS
        }

    def __len__(self) -> int:
        return len(self.ids)

    def directory(self, name: str) -> Directory:
        """Return the directory of ``word``, ``cause``, ``article`` or ``circumstance``."""
        return Directory(
            self.arrays[f"{name}_key"],
            self.arrays[f"{name}_often"],
            self.arrays[f"{name}_telling"],
        )

    def facet(self, name: str, position: int) -> "Array":
        """Return the causes, articles or circumstances of one judgment."""
        at = self.arrays[f"{name}_at"]
        return self.arrays[name][int(at[position]) : int(at[position + 1])]

    def position(self, identity: int) -> int:
        """Return where a judgment stands in the segment, -1 if it is not in it."""
        import numpy as np

        place = int(np.searchsorted(self.ids, identity))
        return place if place < len(self.ids) and int(self.ids[place]) == identity else -1


@dataclass(frozen=True)
class Built:
    """A segment with its postings, before they are laid in pages."""

    segment: Segment
    docs: "Array"
    weights: "Array"


def _block_of(name: str) -> str:
    if name == "ids" or name.startswith("word_"):
        return "words"
    return "facets" if name.split("_", maxsplit=1)[0] in FACETS else "columns"


def saturated(often: "Array", length: "Array") -> "Array":
    """Return the weight of words in bytes, by frequency and by the length of their judgment."""
    import numpy as np

    norm = K1 * (1 - B + B * length / MEAN_WORDS)
    return np.maximum(np.rint(SCALE * often / (often + norm)), 1).astype(np.uint8)


def concatenated(parts: "Sequence[Array]", kind: str) -> "Array":
    """Return arrays after each other; an empty array of the kind where there are none."""
    import numpy as np

    return np.concatenate(parts).astype(kind) if parts else np.zeros(0, dtype=kind)


def statistics(
    segments: "Sequence[Segment]", wanted: "Array", name: str = "word"
) -> "tuple[int, Array, Array]":
    """Return the number of judgments, and for terms how many have each and how it tells (nats)."""
    import numpy as np

    often, told = np.zeros(len(wanted)), np.zeros(len(wanted))
    for segment in segments:
        directory = segment.directory(name)
        place, there = directory.find(wanted)
        if there.any():
            found = np.where(there, directory.often[place], 0)
            often += found
            told += found * directory.telling[place]
    return sum(map(len, segments)), often, told / np.maximum(often, 1) / STEP
