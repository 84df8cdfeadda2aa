"""Words by which exhibits and opinions on them are told (``rules/hearing_evidence.toml``)."""

import re
from dataclasses import dataclass
from functools import cache

from workbench.kernel.numerals import format_integer, parse_integer
from workbench.reference.rule_data import read_toml

FILE = "hearing_evidence.toml"
_NUMERAL = r"(?:[一二三四五六七八九十百]{1,4}|\d{1,3})"
_RANGE = re.compile(
    rf"(?:证据|第)?(?P<first>{_NUMERAL})(?:号|组|份)?(?:证据)?(?:至|到|[-—~])(?:证据|第)?"
    rf"(?P<last>{_NUMERAL})(?P<unit>组证据|号证据|份证据|组)?"
)
_MOST_IN_RANGE = 60


@dataclass(frozen=True)
class Mentioned:
    """An exhibit named in a text.

    Attributes:
        label: 第一组证据 or 证据1, in one form.
        start, end: place in the text.
    """

    label: str
    start: int
    end: int


def label_of(number: int, group: bool) -> str:
    """Return the one form of a label: 第一组证据, 证据1."""
    return f"第{format_integer(number)}组证据" if group else f"证据{number}"


def mentioned(text: str) -> list[Mentioned]:
    """Return the exhibits that a text names, in its order; a range gives each of its members."""
    found = [one for match in _RANGE.finditer(text) for one in _of_range(match)]
    taken = [(one.start, one.end) for one in found]
    for match in _label().finditer(text):
        inside = any(start <= match.start() < end for start, end in taken)
        number = match["a"] or match["b"] or match["c"] or match["d"]
        if inside or (value := _number(number)) is None:
            continue
        group = match["a"] is not None or match["b"] is not None
        found.append(Mentioned(label_of(value, group), match.start(), match.end()))
    return sorted(found, key=lambda one: one.start)


@cache
def _label() -> re.Pattern[str]:
    n = _NUMERAL
    return re.compile(
        rf"第(?P<a>{n})组(?:证据)?|证据第(?P<b>{n})组|第(?P<c>{n})(?:份|号)证据"
        rf"|(?:证据(?:材料)?)(?:第)?(?P<d>{n})(?![年月日元万千百]|\d)"
    )


def _of_range(match: "re.Match[str]") -> list[Mentioned]:
    words = match.group()
    if "证据" not in words and "组" not in words:
        return []
    first, last = _number(match["first"]), _number(match["last"])
    if first is None or last is None or not first < last < first + _MOST_IN_RANGE:
        return []
    group = "组" in words
    return [
        Mentioned(label_of(number, group), match.start(), match.end())
        for number in range(first, last + 1)
    ]


def _number(text: str) -> int | None:
    try:
        return parse_integer(text)
    except ValueError:
        return None


@cache
def aspects() -> dict[str, tuple[str, ...]]:
    """Return the aspects by key with their words, longest first."""
    return _lists(read_toml(FILE)["aspects"])


@cache
def stances() -> dict[str, tuple[str, ...]]:
    """Return the stances by key with their words."""
    return _lists(read_toml(FILE)["stances"])


def words(key: str) -> tuple[str, ...]:
    """Return the words of a list of the table, longest first."""
    found = read_toml(FILE)[key]
    listed = found["words"] if isinstance(found, dict) else found
    return tuple(sorted(listed, key=len, reverse=True))


def _lists(table: dict[str, list[str]]) -> dict[str, tuple[str, ...]]:
    return {key: tuple(sorted(row, key=len, reverse=True)) for key, row in table.items()}
