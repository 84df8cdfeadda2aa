"""What articles are about in everyday words (``resources/rules/subjects/``), and the search in it.

A subject is a list of words, not a text: a longer one covers more ways of telling the same matter
and is no less telling. Its score is therefore the sum of the rarities of what it shares with the
query, without the allowance for length that articles get. A long word has many terms (精神病人 has
five) and says one thing: of the terms within one word only the rarest that is shared counts, so
that an article that fits two short words of the facts is not outdone by one long word.

The tables are read anew in every process, so that finding must need no building worth speaking of:
the pairs of characters are sorted by numpy, and a longer word is where all its pairs are.
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise
from math import log
from typing import TYPE_CHECKING, Any, Self

from workbench.kernel.search import fold
from workbench.law.knowledge.model import Place
from workbench.law.ranking_terms import is_chinese, terms
from workbench.law.suggestion.tables import place_of
from workbench.law.synonyms import read_rule_folder

if TYPE_CHECKING:
    import numpy as np

    Array = np.ndarray[Any, np.dtype[Any]]

TOLD = 0.6
"""Share of a subject word's terms that facts must have for it to be named as told."""
WORD = 2.0  # what a word counts beside the sum of all its terms, of which it has about two
_OTHER = re.compile(r"[a-z0-9]+|\n")
_FIRST, _LAST = 0x3400, 0x9FFF  # Chinese characters, as ranking_terms takes them
REMEMBERED = 20_000  # terms whose positions are kept
_POSITION = 20  # bits of a position; above them stand the two characters of a pair


@dataclass(frozen=True)
class Subjects:
    """Subjects of articles, searchable by everyday words."""

    subjects: tuple[tuple[Place, str], ...]

    @classmethod
    def load(cls) -> Self:
        """Read the tables in ``subjects/``.

        Raises:
            ValueError: two tables are about the same article, or a number is none.
        """
        return cls.merged(read_rule_folder("subjects"))

    @classmethod
    def merged(cls, tables: Mapping[str, Mapping[str, Any]]) -> Self:
        """Put tables together; see :meth:`load`.

        Args:
            tables: by name of the file, each with the subjects by number by law under ``law``.
        """
        subjects: dict[Place, str] = {}
        for name, table in tables.items():
            for law, articles in table["law"].items():
                for number, subject in articles.items():
                    place = place_of(law, number)
                    if place in subjects:
                        raise ValueError(f"{name}: {law} {number} twice")
                    subjects[place] = " ".join(subject.split())
        return cls(tuple(subjects.items()))

    @cached_property
    def _found(self) -> "dict[str, Array]":
        return {}

    @cached_property
    def _folded(self) -> str:
        return fold("\n".join(subject for _, subject in self.subjects))

    @cached_property
    def _pairs(self) -> "Array":
        """Pair and position of every pair of Chinese characters in one number, ascending."""
        import numpy as np

        letters = np.frombuffer(self._folded.encode("utf-32-le"), dtype=np.uint32)
        position = np.cumsum(letters == ord("\n"))
        chinese = (letters >= _FIRST) & (letters <= _LAST)
        both = np.flatnonzero(chinese[:-1] & chinese[1:])
        pair = (letters[both].astype(np.int64) << 16) | letters[both + 1]
        return np.unique((pair << _POSITION) | position[both])

    @cached_property
    def _others(self) -> Mapping[str, set[int]]:
        """Positions by Latin word or number."""
        found: dict[str, set[int]] = {}
        position = 0
        for word in _OTHER.findall(self._folded):
            if word == "\n":
                position += 1
            else:
                found.setdefault(word, set()).add(position)
        return found

    def having(self, term: str) -> "Array":
        """Return the positions in ``subjects`` that have a term; the same are asked again."""
        if term not in self._found:
            if len(self._found) >= REMEMBERED:
                self._found.clear()
            self._found[term] = self._searched(term)
        return self._found[term]

    def _searched(self, term: str) -> "Array":
        import numpy as np

        if not is_chinese(term):
            return np.array(sorted(self._others.get(term, ())), dtype=np.int64)
        where = None
        for first, second in pairwise(term):
            pair = (ord(first) << 16 | ord(second)) << _POSITION
            start, end = np.searchsorted(self._pairs, (pair, pair + (1 << _POSITION)))
            here = self._pairs[start:end] - pair
            where = here if where is None else np.intersect1d(where, here, assume_unique=True)
        return np.zeros(0, dtype=np.int64) if where is None else where

    def rarity(self, term: str) -> float:
        """Return how rare a term is among the subjects (idf); 0 if none has it."""
        return self._rarity(len(self.having(term)))

    def _rarity(self, df: int) -> float:
        return log(1 + (len(self.subjects) - df + 0.5) / (df + 0.5)) if df else 0.0

    def _scores(self, weights: Mapping[str, float]) -> "Array":
        import numpy as np

        scores = np.zeros(len(self.subjects), dtype=np.float32)
        for word in _words(weights):
            best = np.zeros(len(scores), dtype=np.float32)
            for term in word:
                where = self.having(term)
                worth = WORD * weights[term] * self._rarity(len(where))
                best[where] = np.maximum(best[where], worth)
            scores += best
        return scores

    def best(self, weights: Mapping[str, float], top: int) -> list[tuple[int, float]]:
        """Return position and score of the subjects that fit weighted terms best."""
        import numpy as np

        scores = self._scores(weights)
        best = np.lexsort((np.arange(len(scores)), -scores))[:top]
        return [(int(at), float(scores[at])) for at in best if scores[at] > 0]

    def matching(self, weights: Mapping[str, float], top: int) -> list[tuple[Place, str, float]]:
        """Return (place, subject, score) of the subjects that fit weighted terms best."""
        return [(*self.subjects[at], score) for at, score in self.best(weights, top)]


def shared(subject: str, weights: Mapping[str, float]) -> list[str]:
    """Return the words of a subject that a query tells: most of their terms stand in it."""
    found = []
    for word in subject.split():
        own = set(terms(word))
        if own and len(own & weights.keys()) >= TOLD * len(own):
            found.append(word)
    return found


def _words(asked: Iterable[str]) -> list[list[str]]:
    """Put terms together that stand in one longer term (精神, 神病, 精神病 in 精神病人)."""
    words: dict[str, list[str]] = {}
    for term in sorted(asked, key=lambda term: (-len(term), term)):
        whole = next((word for word in words if term in word), term)
        words.setdefault(whole, []).append(term)
    return list(words.values())
