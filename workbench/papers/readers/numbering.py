"""Automatic numbers of Word paragraphs (第一条, 一、, (1) …), which stand in no text run.

ECMA-376, Part 1, section 17.9: a paragraph (or its style) names a numbering instance and a level;
the level gives a format and a pattern such as ``第%1条``.
"""

import re
from dataclasses import dataclass, replace
from typing import Any

from workbench.kernel.numerals import format_integer
from workbench.papers.readers.package import attribute, child_of, local

_STEMS = "甲乙丙丁戊己庚辛壬癸"
_BRANCHES = "子丑寅卯辰巳午未申酉戌亥"
_CHINESE = {
    "chineseCounting", "chineseCountingThousand", "japaneseCounting", "taiwaneseCounting",
    "taiwaneseCountingThousand", "ideographDigital", "japaneseDigitalTenThousand",
}  # fmt: skip
_CAPITAL = str.maketrans("零一二三四五六七八九十百千", "零壹贰叁肆伍陆柒捌玖拾佰仟")


@dataclass(frozen=True)
class _Level:
    style: str
    pattern: str
    start: int
    gap: str
    legal: bool = False


class Numbering:
    """Counts numbered paragraphs in the order of the document and writes their numbers."""

    def __init__(self, numbering: Any | None, styles: Any | None) -> None:
        """Read the definitions; both parts may be missing.

        Args:
            numbering: root of numbering.xml.
            styles: root of styles.xml.
        """
        self.unknown = False
        self._levels: dict[tuple[str, int], _Level] = {}
        self._family: dict[str, str] = {}
        self._counts: dict[str, dict[int, int]] = {}
        self._styles: dict[str, tuple[str, str, int]] = {}
        if numbering is not None:
            self._read_numbering(numbering)
        for style in styles if styles is not None else ():
            if local(style) == "style":
                number, level = _reference(child_of(style, "pPr"))
                based = _value(child_of(style, "basedOn"))
                self._styles[attribute(style, "styleId")] = (based, number, level)

    def _read_numbering(self, root: Any) -> None:
        abstract: dict[str, dict[int, _Level]] = {}
        for element in root:
            if local(element) == "abstractNum":
                levels = (child for child in element if local(child) == "lvl")
                abstract[attribute(element, "abstractNumId")] = {
                    _integer(attribute(level, "ilvl")): _level(level) for level in levels
                }
        for element in root:
            if local(element) != "num":
                continue
            number = attribute(element, "numId")
            family = _value(child_of(element, "abstractNumId"))
            levels_of = dict(abstract.get(family, {}))
            restarted = _overrides(element, levels_of)
            self._family[number] = number if restarted else family
            for index, level in levels_of.items():
                self._levels[number, index] = level

    def label(self, paragraph: Any) -> str:
        """Return the number to write before a paragraph; empty where it has none."""
        properties = child_of(paragraph, "pPr")
        number, level = _reference(properties)
        if not number:
            number, level = self._by_style(_value(child_of(properties, "pStyle")))
        found = self._levels.get((number, level))
        if found is None or found.style in {"none", "bullet"}:
            return ""
        counts = self._counts.setdefault(self._family[number], {})
        counts[level] = counts.get(level, found.start - 1) + 1
        for deeper in [index for index in counts if index > level]:
            del counts[deeper]
        text = re.sub(
            r"%(\d)",
            lambda match: self._figure(number, int(match[1]) - 1, found.legal),
            found.pattern,
        )
        return text + found.gap if text else ""

    def _by_style(self, style: str) -> tuple[str, int]:
        seen: set[str] = set()
        while style in self._styles and style not in seen:
            seen.add(style)
            based, number, level = self._styles[style]
            if number:
                return number, level
            style = based
        return "", 0

    def _figure(self, number: str, level: int, legal: bool) -> str:
        found = self._levels.get((number, level))
        if found is None:
            return ""
        count = self._counts[self._family[number]].get(level, found.start)
        # Legal numbering shows all levels in Arabic figures.
        written = _written(count, "decimal" if legal else found.style)
        if written is None:
            self.unknown = True
            return str(count)
        return written


def _overrides(element: Any, levels: dict[int, _Level]) -> bool:
    """Apply an instance's overrides; True where it starts counting anew."""
    restarted = False
    for override in (child for child in element if local(child) == "lvlOverride"):
        index = _integer(attribute(override, "ilvl"))
        own = child_of(override, "lvl")
        if own is not None:
            levels[index] = _level(own)
        start = _value(child_of(override, "startOverride"))
        if start and index in levels:
            levels[index] = replace(levels[index], start=_integer(start))
        restarted = restarted or bool(start) or own is not None
    return restarted


def _level(element: Any) -> _Level:
    suffix = _value(child_of(element, "suff"))
    return _Level(
        style=_value(child_of(element, "numFmt")) or "decimal",
        pattern=_value(child_of(element, "lvlText")),
        start=_integer(_value(child_of(element, "start")) or "0"),
        gap="" if suffix == "nothing" else " ",
        legal=child_of(element, "isLgl") is not None,
    )


def _written(count: int, style: str) -> str | None:
    """Write a count in one of Word's number formats; None where the format is not known."""
    if style in _CHINESE:
        return format_integer(min(count, 99_999))
    if style == "chineseLegalSimplified":
        return format_integer(min(count, 99_999)).translate(_CAPITAL)
    if style in {"decimal", "decimalFullWidth", "decimalHalfWidth", "decimalZero"}:
        return f"{count:02d}" if style == "decimalZero" else str(count)
    if style.startswith("decimalEnclosed") and 1 <= count <= 20:
        return chr(0x2460 + count - 1)
    return _lettered(count, style)


def _lettered(count: int, style: str) -> str | None:
    cycles = {
        "ideographTraditional": _STEMS,
        "ideographZodiac": _BRANCHES,
        "lowerLetter": "abcdefghijklmnopqrstuvwxyz",
        "upperLetter": "ABCDEFGHIJKLMNOPQRSTUVWXYZ",
    }
    if style in cycles and count >= 1:
        letters = cycles[style]
        return letters[(count - 1) % len(letters)] * ((count - 1) // len(letters) + 1)
    if style in {"upperRoman", "lowerRoman"} and 0 < count < 4000:
        roman = _roman(count)
        return roman if style == "upperRoman" else roman.lower()
    return None


def _roman(count: int) -> str:
    values = (1000, 900, 500, 400, 100, 90, 50, 40, 10, 9, 5, 4, 1)
    signs = ("M", "CM", "D", "CD", "C", "XC", "L", "XL", "X", "IX", "V", "IV", "I")
    text = ""
    for value, sign in zip(values, signs, strict=True):
        times, count = divmod(count, value)
        text += sign * times
    return text


def _reference(properties: Any | None) -> tuple[str, int]:
    found = child_of(properties, "numPr")
    return _value(child_of(found, "numId")), _integer(_value(child_of(found, "ilvl")) or "0")


def _value(element: Any | None) -> str:
    return "" if element is None else attribute(element, "val")


def _integer(text: str) -> int:
    return int(text) if text.lstrip("-").isdecimal() else 0
