"""What statute suggestion asks of a library of judgments."""

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import TYPE_CHECKING, Protocol

from workbench.law.knowledge.model import Area, Place

if TYPE_CHECKING:
    from workbench.law.precedents.learnt import Answer

LeftOut = Callable[[Sequence[int]], Collection[int]]
"""Says which of some judgments, by their ids, have no vote: those of the pending case itself."""


@dataclass(frozen=True)
class Neighbour:
    """A judgment that is similar to a set of facts.

    Attributes:
        precedent: its id in the library.
        similarity: above 0; only proportions count.
        area: civil, criminal or administrative; ``None`` for others.
        causes: its causes of action or charges.
        decided: date of the judgment.
        articles: articles that the court cites, by the names that the judgment uses.
        facts: its facts, folded, as far as they are compared.
    """

    precedent: int
    similarity: float
    area: Area | None
    causes: tuple[str, ...]
    decided: date | None
    articles: tuple[Place, ...]
    facts: str

    def alike(self, similarity: float) -> "Neighbour":
        """Return the same with another similarity."""
        return replace(self, similarity=similarity)


class Votes(Protocol):
    """A library of judgments."""

    def nearest(self, facts: str, most: int) -> Sequence[Neighbour]:
        """Return the judgments most similar to facts, the nearest first.

        Args:
            facts: without names and other personal words.
            most: how many at most.
        """
        ...

    def learnt(self, facts: str) -> "Answer | None":
        """Return what the library taught of the articles that courts cite; ``None`` for nothing.

        Args:
            facts: without names and other personal words.
        """
        ...


class NoVotes:
    """The library of judgments of a workspace that has none."""

    def nearest(self, facts: str, most: int) -> Sequence[Neighbour]:
        """Return nothing."""
        del facts, most
        return ()

    def learnt(self, facts: str) -> "Answer | None":
        """Return nothing."""
        del facts
        return None
