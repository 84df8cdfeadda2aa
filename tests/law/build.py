"""Laws for the tests of the library, all invented."""

from datetime import date

from workbench.law.model import Article, Level, ParsedLaw
from workbench.law.structure import label_of


def articles(**texts: str) -> tuple[Article, ...]:
    """Build articles from ``第一条="…"``; labels without a number become paragraph units."""
    return tuple(
        _article(label, text, position) for position, (label, text) in enumerate(texts.items())
    )


def _article(label: str, text: str, position: int) -> Article:
    number, insertion = label_of(label) or (0, 0)
    return Article(label, number, insertion, text, "第一章 总则", position)


def law(
    title: str,
    promulgated: str = "",
    effective: str = "",
    ended: str = "",
    status: str = "",
    texts: dict[str, str] | None = None,
    identifier: str = "",
    level: Level = Level.LAW,
    pack: str = "甲包",
    preamble: str = "",
) -> ParsedLaw:
    """Build a law; days as ``2020-01-01`` or empty."""
    first, start, end = (
        date.fromisoformat(day) if day else None for day in (promulgated, effective, ended)
    )
    return ParsedLaw(
        title=title,
        level=level,
        promulgated=first,
        effective=start,
        ended=end,
        status=status,
        document_number="",
        issuer="",
        preamble=preamble,
        articles=articles(**(texts if texts is not None else {"第一条": f"{title}的文字。"})),
        source=f"{title}.md",
        pack=pack,
        identifier=identifier,
    )
