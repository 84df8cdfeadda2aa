"""Weights of the suggestion: of kinds of text, of laws, and of what speaks for an article.

The table is ``resources/rules/suggestion_weights.toml``.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Self

from workbench.law.knowledge.model import Place
from workbench.law.model import Level
from workbench.law.suggestion.chance_weights import ChanceWeights
from workbench.law.suggestion.known import Strengths
from workbench.law.synonyms import read_rules

_NUMBER = re.compile(r"(\d+)(?:-(\d+))?")


@dataclass(frozen=True)
class Fusion:
    """How much each source counts; each says between 0 and 1 for an article.

    Attributes:
        knowledge, votes, cited, words: factors; ``words`` for a question.
        words_of_story: factor of words where the text tells a case.
        outvoted: part of knowledge that reliable votes take the place of.
        question: part of the first two that counts where the text is a short question.
        story: characters from which a text tells a case and both count fully.
        strengths: of articles that knowledge names.
    """

    knowledge: float
    votes: float
    cited: float
    words: float
    words_of_story: float
    outvoted: float
    question: float
    story: int
    strengths: Strengths

    def told(self, text: str) -> float:
        """Return the part, from ``question`` to 1, that a text of this length gives."""
        return self.question + (1 - self.question) * self.tells(text)

    def worded(self, text: str) -> float:
        """Return what words count in a text of this length."""
        return self.words + (self.words_of_story - self.words) * self.tells(text)

    def tells(self, text: str) -> float:
        """Return how far a text tells a case and is no question, 0 to 1."""
        return min(1.0, len(text) / self.story)


@dataclass(frozen=True)
class Weights:
    """Factors by kind of text and by law, the fusion of the sources, the chance of a citation."""

    levels: Mapping[Level, float]
    laws: Mapping[str, float]
    mentioned: float
    fusion: Fusion
    chance: ChanceWeights

    @classmethod
    def load(cls) -> Self:
        """Read the table."""
        table = read_rules("suggestion_weights.toml")
        levels = {Level(name): float(weight) for name, weight in table["level"].items()}
        fusion = _fusion(table["fusion"], table["knowledge"])
        chance = ChanceWeights(**table["chance"])
        return cls(levels, table["law"], float(table["mentioned"]), fusion, chance)


def _fusion(table: Mapping[str, Any], strengths: Mapping[str, float]) -> Fusion:
    return Fusion(strengths=Strengths(**strengths), **table)


def place_of(law: str, article: str) -> Place:
    """Return the article that a table names by its number, ``133-1`` for 之一.

    Raises:
        ValueError: that is no number.
    """
    match = _NUMBER.fullmatch(article)
    if not match:
        raise ValueError(f"{law}: {article}")
    return Place(law, int(match[1]), int(match[2] or 0))
