"""Looks up one place in one version of a law, and compares the words quoted from it."""

from collections.abc import Sequence
from dataclasses import dataclass

from workbench.kernel.numerals import format_date, format_integer
from workbench.law.citation.pinpoint import format_pinpoint
from workbench.law.citation.places import locate, paragraphs
from workbench.law.citation.quotation import comparable, same_but_punctuation, stands_in
from workbench.law.citation.view import LibraryView
from workbench.law.model import Article, Pinpoint, StoredArticle, Version

_SHORTEST_SEARCH = 10


@dataclass(frozen=True)
class Check:
    """What one version of a law has at a place.

    Attributes:
        version: the version looked at.
        found: whether it has the article.
        empty: whether the library has the version without its words.
        text: words of the place, or of the article where the paragraph or item is missing.
        problem: Chinese sentence on what differs or is missing; empty if nothing is.
        remark: Chinese sentence on how the place was read; empty if there is nothing to say.
    """

    version: Version
    found: bool
    text: str
    problem: str
    remark: str = ""
    empty: bool = False


def check(library: LibraryView, version: Version, pinpoint: Pinpoint, quotation: str) -> Check:
    """Look a place up, and compare a quotation where there is one."""
    article, remark = _article(library, version, pinpoint)
    if article is None:
        empty = not library.articles(version.id)
        return Check(version, False, "", _no_article(library, version, pinpoint), empty=empty)
    place = locate(article.text, pinpoint)
    problem = f"{place.missing}。" if place.missing else ""
    if quotation and not stands_in(quotation, place.text):
        problem += _quotation_problem(quotation, article, pinpoint, library, version)
    return Check(version, True, place.text, problem, place.remark + remark)


def _article(
    library: LibraryView, version: Version, pinpoint: Pinpoint
) -> tuple[Article | None, str]:
    stored = library.article(version.id, pinpoint.article, pinpoint.insertion)
    if stored is not None:
        return stored.article, ""
    units = library.articles(version.id)
    if pinpoint.insertion or any(unit.article.number for unit in units):
        return None, ""
    # Texts without 第…条 number their parts 一、二、三、 and are cited by that number.
    lead = f"{format_integer(pinpoint.article)}、"
    for unit in units:
        if unit.article.text.lstrip().startswith(lead):
            return unit.article, f"该文件不分条，所引为其“{lead}”部分。"
    return None, ""


def _no_article(library: LibraryView, version: Version, pinpoint: Pinpoint) -> str:
    numbers = [a.article.number for a in library.articles(version.id)]
    label = format_pinpoint(Pinpoint(pinpoint.article, pinpoint.insertion))
    start = f"（{format_date(version.effective)}起施行的文本）" if version.effective else ""
    if not any(numbers):
        return f"本库《{version.title}》{start}未分条或未收录条文，未查到{label}，不等于不存在。"
    last = format_integer(max(numbers))
    return f"本库《{version.title}》{start}至第{last}条止，未查到{label}。"


def _quotation_problem(
    quoted: str, article: Article, pinpoint: Pinpoint, library: LibraryView, version: Version
) -> str:
    if stands_in(quoted, article.text):
        for number, part in enumerate(paragraphs(article.text), 1):
            if stands_in(quoted, part.text) and number != pinpoint.paragraph:
                return f"引号内文字见于该条第{format_integer(number)}款。"
        return "引号内文字见于该条，但超出所引的款、项。"
    if same_but_punctuation(quoted, article.text):
        return "引号内文字与本库该条仅标点不同。"
    elsewhere = _elsewhere(quoted, library.articles(version.id))
    found = f"，见于{'、'.join(elsewhere)}" if elsewhere else ""
    return f"引号内文字与本库该条文字不一致{found}，请核对。"


def _elsewhere(quoted: str, units: Sequence[StoredArticle]) -> list[str]:
    """Return the labels of the first three articles of a version that hold the quoted words."""
    if len(comparable(quoted)) < _SHORTEST_SEARCH:
        return []
    return [u.article.label for u in units if stands_in(quoted, u.article.text)][:3]
