"""What is known of a cause of action or a charge."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum


class Area(StrEnum):
    """Area of a cause; the values are the areas of the table of causes."""

    CIVIL = "civil"
    CRIMINAL = "criminal"
    ADMINISTRATIVE = "administrative"


AREA_WORDS = {Area.CIVIL: "民事", Area.CRIMINAL: "刑事", Area.ADMINISTRATIVE: "行政"}


class Nature(StrEnum):
    """Whether an article decides the claim or the procedure."""

    SUBSTANTIVE = "实体"
    PROCEDURAL = "程序"


class Rank(StrEnum):
    """How often an article carries the decision."""

    MAIN = "主要"
    USUAL = "常用"


@dataclass(frozen=True)
class Place:
    """An article by law, number and insertion (1 for 之一)."""

    law: str
    number: int
    insertion: int = 0


@dataclass(frozen=True)
class KeyArticle:
    """An article that decides a cause, or a question within it.

    Attributes:
        place: the article.
        quoted: the citation as the file has it, with paragraph and item where it says so.
        serves: what it is looked at for, in Chinese.
        requirement: name of the requirement (要件) that it belongs to; empty = none.
        nature: substantive or procedural.
        rank: whether it carries the decision.
        condition: when it applies, in Chinese; empty = always.
        when: the facts must hold one of these words; empty = always.
        unless: the facts must hold none of these words.
        since, until: the numbering and wording hold for facts in this span of days; of
            procedural articles for trials in it.
        reaches_back: an interpretation that holds for every case tried from ``since`` on, however
            old the facts.
    """

    place: Place
    quoted: str
    serves: str
    requirement: str = ""
    nature: Nature = Nature.SUBSTANTIVE
    rank: Rank = Rank.USUAL
    condition: str = ""
    when: tuple[str, ...] = ()
    unless: tuple[str, ...] = ()
    since: date | None = None
    until: date | None = None
    reaches_back: bool = False


@dataclass(frozen=True)
class Requirement:
    """A requirement (要件) of a claim or an element of an offence.

    Attributes:
        name: short name.
        says: what must be shown.
        burden: who has to prove it (原告, 被告, 公诉机关 …).
        evidence: papers and other evidence to look for.
        words: words of papers that show the requirement is told of.
    """

    name: str
    says: str
    burden: str = ""
    evidence: tuple[str, ...] = ()
    words: tuple[str, ...] = ()


@dataclass(frozen=True)
class Dispute:
    """A usual dispute (争点).

    Attributes:
        question: the question.
        look_at: what it is decided by.
        words: words that show that parties dispute it.
    """

    question: str
    look_at: str
    words: tuple[str, ...] = ()


@dataclass(frozen=True)
class CauseKnowledge:
    """One file of knowledge.

    Attributes:
        cause: name as in the table of causes; for a common file what it is about.
        area: civil, criminal or administrative.
        common: the file holds for every cause of its area.
        also: other names.
        checked: day on which the file was compared with the law.
        basis: sources, in Chinese.
        valid_from, valid_until: for facts in this span of days; ``None`` = open.
        hint: limits that a reader should know; may be empty.
        telling: words by which the facts are told.
        deciding: words of which one alone shows the cause.
        requirements, articles, disputes: see there.
        calculators: keys of calculators that serve the cause.
        source: file name.
        own: the file is the workspace's own, not one of the product's.
    """

    cause: str
    area: Area
    checked: date
    basis: str
    common: bool = False
    also: tuple[str, ...] = ()
    valid_from: date | None = None
    valid_until: date | None = None
    hint: str = ""
    telling: tuple[str, ...] = ()
    deciding: tuple[str, ...] = ()
    requirements: tuple[Requirement, ...] = ()
    articles: tuple[KeyArticle, ...] = ()
    disputes: tuple[Dispute, ...] = ()
    calculators: tuple[str, ...] = ()
    source: str = ""
    own: bool = False

    def names(self) -> tuple[str, ...]:
        """Return the cause's name and its other names."""
        return (self.cause, *self.also)

    def requirement(self, name: str) -> Requirement | None:
        """Return a requirement by its name."""
        return next((found for found in self.requirements if found.name == name), None)
