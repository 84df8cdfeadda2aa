"""Articles that the papers themselves cite, followed to the law of the day."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from workbench.law.citation.find import find
from workbench.law.citation.rules import Rules
from workbench.law.knowledge.model import Place
from workbench.law.suggestion.places import Moved, Places


@dataclass(frozen=True)
class Cited:
    """A citation in the papers: its words, and the article that it leads to."""

    quoted: str
    moved: Moved


def cited_articles(text: str, rules: Rules, places: Places, said: date | None) -> Iterator[Cited]:
    """Yield what papers cite, as the law that is asked for has it.

    Args:
        text: facts and claims.
        rules: names of laws and tables.
        places: the law that is asked for.
        said: day of the papers; numbers of that time are meant.
    """
    for citation in find(text, rules.names):
        point = citation.pinpoint
        if point is not None and citation.law:
            cited = Place(citation.law, point.article, point.insertion)
            for moved in places.today(cited, said):
                yield Cited(citation.quoted, moved)
