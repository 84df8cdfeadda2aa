"""Looks every article that knowledge cites up in a library, at its day."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Protocol

from workbench.kernel.finding import Status
from workbench.kernel.numerals import format_date, format_integer
from workbench.law.knowledge.model import CauseKnowledge, KeyArticle, Place
from workbench.law.model import StoredArticle, Version


class CheckLibrary(Protocol):
    """What the check needs of a library."""

    def law(self, title: str) -> int | None:
        """Return the id of a law by its full title."""
        ...

    def version_on(self, law_id: int, day: date) -> Version | None:
        """Return the version in force on a day."""
        ...

    def article(self, version_id: int, number: int, insertion: int = 0) -> StoredArticle | None:
        """Return one article of a version."""
        ...


@dataclass(frozen=True)
class Checked:
    """What a library has for one cited article.

    Attributes:
        source: file of the citation.
        quoted: the citation.
        day: day at which it was looked up.
        status: confirmed, or not found (the library may lack it).
        message: Chinese sentence where it is not confirmed.
    """

    source: str
    quoted: str
    day: date
    status: Status
    message: str = ""


def check(knowledge: Iterable[CauseKnowledge], library: CheckLibrary) -> Iterator[Checked]:
    """Look up every cited article; articles that ended are looked up on their last day."""
    for found in knowledge:
        for article in found.articles:
            day = day_of(found, article)
            answer = find(article.place, day, library)
            message = answer if isinstance(answer, str) else ""
            status = Status.NOT_FOUND if message else Status.CONFIRMED
            yield Checked(found.source, article.quoted, day, status, message)


def label(place: Place) -> str:
    """Return 第五百七十七条 or 第一百二十条之一 for a place."""
    insertion = f"之{format_integer(place.insertion)}" if place.insertion else ""
    return f"第{format_integer(place.number)}条{insertion}"


def day_of(found: CauseKnowledge, article: KeyArticle) -> date:
    """Return the day at which an article is looked up."""
    until = article.until or found.valid_until
    return min(until, found.checked) if until else found.checked


def find(place: Place, day: date, library: CheckLibrary) -> StoredArticle | str:
    """Return an article as in force on a day, or a Chinese sentence that says what is missing."""
    law = library.law(place.law)
    if law is None:
        return f"法规库没有《{place.law}》"
    version = library.version_on(law, day)
    if version is None:
        return f"法规库没有{format_date(day)}有效的《{place.law}》"
    stored = library.article(version.id, place.number, place.insertion)
    if stored is None:
        return f"《{place.law}》{format_date(day)}有效的文本没有{label(place)}"
    return stored
