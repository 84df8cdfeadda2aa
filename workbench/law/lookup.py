"""Reads a search by number: 民法典 577, 刑诉法 2012 第53条, 民法典第五百七十七条."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from workbench.kernel.numerals import NUMERAL, parse_integer
from workbench.kernel.search import fold
from workbench.law.citation.names import LawNames, split_version

_PLACE = re.compile(
    rf"(?P<marked>第)?\s*(?P<number>{NUMERAL}+|\d{{1,4}})\s*(?(marked)条|条?)"
    rf"(?:\s*之\s*(?P<insertion>[一二三四五六七八九十]|\d{{1,2}}))?\s*$"
)
_YEAR = re.compile(r"[\s（(]*(?P<year>(?:19|20)\d{2})\s*年?(?:修[正订]|版|文本)?\s*[)）]?\s*$")


@dataclass(frozen=True)
class Jump:
    """A law, perhaps a version and an article, that somebody typed.

    Attributes:
        law: full title in the library.
        year: year of the version; ``None`` if not said.
        article, insertion: the place; 0 for the law as a whole.
    """

    law: str
    year: int | None = None
    article: int = 0
    insertion: int = 0


def read_place(text: str) -> tuple[int, int] | None:
    """Read an article's number (577, 第577条, 第一百二十条之一) as (number, insertion)."""
    found = _PLACE.fullmatch(fold(text).strip())
    return _place(found) if found else None


def read_jump(
    query: str, names: LawNames, titles: Mapping[str, int], on: date | None = None
) -> Jump | None:
    """Read what was typed as a place in a law; ``None`` where it is a search for words.

    Args:
        query: as typed.
        names: names of laws, short ones too.
        titles: full titles in the library.
        on: the day asked for, where a short name has meant several laws.
    """
    text = fold(query).strip()
    place = _PLACE.search(text)
    # A year is no article: 刑诉法 2012 asks for the version.
    lone_year = place and not place["marked"] and re.fullmatch(r"(?:19|20)\d{2}", place["number"])
    number = _place(place) if place and not lone_year else None
    head = text[: place.start()] if place and number else text
    found = _law(head, names, titles, on)
    if found is None:
        return None
    return Jump(found[0], found[1], *(number or (0, 0)))


def _law(
    head: str, names: LawNames, titles: Mapping[str, int], on: date | None
) -> tuple[str, int | None] | None:
    head = head.strip().strip("《》")
    year: int | None = None
    if (said := _YEAR.search(head)) and said.start():
        head, year = head[: said.start()], int(said["year"])
    name, suffixed = split_version(head.strip().strip("《》"))
    title = names.full(name, on) if name else None
    if title is None:
        return None
    spelt = next((form for form in names.spellings(title) if form in titles), None)
    return (spelt, year or suffixed) if spelt else None


def _place(found: re.Match[str]) -> tuple[int, int] | None:
    try:
        number = parse_integer(found["number"])
        insertion = parse_integer(found["insertion"]) if found["insertion"] else 0
    except ValueError:
        return None
    return (number, insertion) if number else None
