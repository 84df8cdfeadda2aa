"""What articles are about in everyday words (``resources/rules/subjects/``), and the search in it.

A subject is a list of words, not a text: a longer one covers more ways of telling the same matter
and is no less telling. Its score is therefore the sum of the rarities of the terms that it shares
with the query, without the allowance for length that articles get.
"""

from array import array
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from math import log
from typing import Any, Self

from workbench.law.ranking_terms import terms
from workbench.law.suggestion.tables import Place, place_of
from workbench.law.synonyms import read_rule_folder


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
                    subjects[place] = subject
        return cls(tuple(subjects.items()))

    @cached_property
    def _postings(self) -> Mapping[str, "array[int]"]:
        """Positions in ``subjects`` by term; each once, as a word said twice says no more."""
        found: dict[str, array[int]] = {}
        for position, (_, subject) in enumerate(self.subjects):
            for term in set(terms(subject)):
                held = found.get(term)
                if held is None:
                    found[term] = array("I", (position,))
                else:
                    held.append(position)
        return found

    def rarity(self, term: str) -> float:
        """Return how rare a term is among the subjects (idf); 0 if none has it."""
        df = len(self._postings.get(term, ()))
        return log(1 + (len(self.subjects) - df + 0.5) / (df + 0.5)) if df else 0.0

    def matching(self, weights: Mapping[str, float], top: int) -> list[tuple[Place, str, float]]:
        """Return (place, subject, score) of the subjects that fit weighted terms best."""
        import numpy as np

        scores = np.zeros(len(self.subjects), dtype=np.float32)
        for term, weight in weights.items():
            if held := self._postings.get(term):
                scores[np.frombuffer(held, dtype=np.uint32)] += weight * self.rarity(term)
        best = np.lexsort((np.arange(len(scores)), -scores))[:top]
        return [(*self.subjects[at], float(scores[at])) for at in best if scores[at] > 0]

    def shared(self, subject: str, weights: Mapping[str, float]) -> list[str]:
        """Return the words of a subject that share a term with the query."""
        return [word for word in subject.split() if Counter(terms(word)).keys() & weights.keys()]
