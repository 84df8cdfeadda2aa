"""A judgment as the index of similar cases takes it."""

from dataclasses import dataclass

from workbench.law.precedents.circumstances import Circumstances
from workbench.law.precedents.model import CitedArticle, Part, Result, StoredPrecedent

RESULTS = tuple(Result)
_FACTS = (Part.CASE_FACTS, Part.FACTS, Part.LOWER)
_REASONS = (Part.CASE_REASONS, Part.REASONING, Part.GIST)


@dataclass(frozen=True)
class IndexRow:
    """What the index keeps of a judgment.

    Attributes:
        id: id in the library.
        facts: text whose words are indexed.
        causes: charges or causes of action.
        articles: cited articles, see :func:`article_key`.
        circumstances: names of the circumstances that the court found.
        kind, origin, level, province, court, results: as in the model; the index filters by them.
        year: of the decision, 0 where unknown.
        series: number of the mass series, 0 for none.
    """

    id: int
    facts: str
    causes: tuple[str, ...] = ()
    articles: tuple[str, ...] = ()
    circumstances: tuple[str, ...] = ()
    kind: str = ""
    origin: str = ""
    level: int = 0
    province: str = ""
    court: str = ""
    results: tuple[Result, ...] = ()
    year: int = 0
    series: int = 0


def row_of(precedent: StoredPrecedent, circumstances: Circumstances) -> IndexRow:
    """Return what the index keeps of a stored judgment."""
    head = precedent.head
    facts = precedent.part(*_FACTS) or precedent.text
    return IndexRow(
        head.id,
        facts,
        head.causes,
        tuple(article_key(cited) for cited in precedent.articles),
        tuple(c.name for c in circumstances.found(facts, precedent.part(*_REASONS))),
        head.kind.value,
        head.origin.value,
        int(head.level),
        head.province,
        head.court,
        head.outcome.results,
        head.decided.year if head.decided else 0,
        head.series,
    )


def article_key(cited: CitedArticle) -> str:
    """Return how an article is called in the index: law and article, without paragraph."""
    inserted = f"-{cited.place.insertion}" if cited.place.insertion else ""
    return f"{cited.law} {cited.place.article}{inserted}"
