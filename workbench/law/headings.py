"""Headings of a law (编, 分编, 章, 节) and the path that they make above an article."""

import re
from dataclasses import dataclass, field
from typing import NamedTuple

from workbench.kernel.numerals import NUMERAL

_LEVELS = {"编": 0, "部分": 0, "分编": 1, "章": 2, "节": 3}
_NUMBERED = re.compile(
    rf"第\s*(?:{NUMERAL}+|\d+)\s*(分编|编|部分|章|节)(?P<gap>[\s\u3000]*)(?P<name>.*)$"
)
_NAMED = frozenset({"序言", "前言", "引言", "总纲", "总则", "附则"})
_LISTED = re.compile(r"[一二三四五六七八九十]{1,4}、[^。；，：]{1,24}$")
_SENTENCE = re.compile("[。；，：！？“]")
_LEADERS = re.compile(r"[.…·\s]{2,}\d*$|\s+\d+$")
_NO_NAME = ("的", "规定", "所", "第", "、", "和", "以及", "及", "中", "至")
_LIST_LEVEL = 4
_MARK_LEVEL = 5


class Line(NamedTuple):
    """A line of a law's text; ``marked`` where the source itself marks it as a heading."""

    text: str
    marked: bool = False


class Heading(NamedTuple):
    """A heading: how deep (0 is a 编) and its words (``第八章 违约责任``)."""

    level: int
    words: str


def heading_of(line: Line, before_article: bool) -> Heading | None:
    """Read a line as a heading; ``None`` where it is text.

    Args:
        line: the line, stripped.
        before_article: the next line that is not blank begins an article. Only then can a short
            line without a chapter number be told from text.
    """
    text = _LEADERS.sub("", line.text)
    numbered = _NUMBERED.match(text)
    if numbered:
        return _numbered_heading(numbered, line.marked)
    compact = re.sub(r"\s", "", text)
    if compact in _NAMED and (line.marked or before_article):
        return Heading(0, compact)
    if not before_article and not line.marked:
        return None
    if _LISTED.match(compact):
        return Heading(_LIST_LEVEL, compact)
    short = len(compact) <= 30 and not _SENTENCE.search(compact)
    if not (line.marked and short and compact):
        return None
    return Heading(0 if compact.endswith("编") else _MARK_LEVEL, compact)


def _numbered_heading(found: re.Match[str], marked: bool) -> Heading | None:
    name = re.sub(r"\s", "", found["name"])
    if len(name) > 60 or "。" in name or name.endswith(("；", "：", "，", "、")):
        return None
    sentence = name.startswith(_NO_NAME) or len(name) > 20 or _SENTENCE.search(name)
    if name and not found["gap"] and not marked and sentence:
        return None
    number = re.sub(r"\s", "", found.group()[: found.start("gap") - found.start()])
    return Heading(_LEVELS[found[1]], f"{number} {name}".strip())


@dataclass
class Path:
    """The headings above the place that is being read. A heading closes those of its depth.

    A table of contents runs through the same headings once before the text does. Before the first
    article a heading that comes again empties the path, so that nothing of the table stays.
    """

    stack: list[Heading] = field(default_factory=list)
    seen: set[str] = field(default_factory=set)

    def enter(self, heading: Heading, before_text: bool = False) -> None:
        """Go below a heading; ``before_text`` while no article has come yet."""
        if before_text:
            if heading.words in self.seen:
                self.stack.clear()
                self.seen.clear()
            self.seen.add(heading.words)
        while self.stack and self.stack[-1].level >= heading.level:
            self.stack.pop()
        self.stack.append(heading)

    def words(self) -> str:
        """Return the path, headings separated by `` / ``."""
        return " / ".join(heading.words for heading in self.stack)


def lines_of(text: str) -> list[Line]:
    """Split plain text into stripped lines without blanks."""
    return [Line(line) for raw in text.splitlines() if (line := raw.strip().strip("\ufeff\u200b"))]
