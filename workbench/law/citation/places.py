"""Paragraphs (款) and items (项) within the words of an article.

款 are the separate paragraphs of an article; 项 are numbered （一）（二）… within a 款 and belong
to the paragraph that introduces them (立法技术规范（试行）（一）, 2009: 条、款、项、目).
"""

import re
from dataclasses import dataclass

from workbench.kernel.numerals import format_integer, parse_integer
from workbench.law.model import Pinpoint

_ITEM = re.compile(r"[（(]([一二三四五六七八九十]{1,3})[）)]")
_SUBITEM = re.compile(r"(?:\d{1,2}|[（(]\d{1,2}[）)])[.．、\s]?")


@dataclass(frozen=True)
class Paragraph:
    """One 款: its words with its items, and the items by number."""

    text: str
    items: dict[int, str]


@dataclass(frozen=True)
class Located:
    """The words of a place.

    Attributes:
        text: words of the place; of the article where the place is missing.
        missing: Chinese words for what the article does not have; empty if the place exists.
        remark: Chinese sentence on a place that is named loosely; else empty.
    """

    text: str
    missing: str = ""
    remark: str = ""


def paragraphs(text: str) -> tuple[Paragraph, ...]:
    """Split an article's words into its paragraphs."""
    found: list[tuple[list[str], dict[int, str]]] = []
    last = 0
    for line in filter(None, (line.strip() for line in text.split("\n"))):
        item = _ITEM.match(line)
        if item and found:
            last = parse_integer(item[1])
            found[-1][0].append(line)
            found[-1][1][last] = line
        elif found and last and _SUBITEM.match(line):
            found[-1][0].append(line)
            found[-1][1][last] += "\n" + line
        else:
            found.append(([line], {}))
            last = 0
    return tuple(Paragraph("\n".join(lines), _inline(lines, items)) for lines, items in found)


def _inline(lines: list[str], items: dict[int, str]) -> dict[int, str]:
    """Return the items, also those that run on within one line."""
    if items:
        return items
    text = "\n".join(lines)
    starts = [
        m for m in _ITEM.finditer(text) if m.start() == 0 or text[m.start() - 1] in "：:；;。"
    ]
    numbers = [parse_integer(m[1]) for m in starts]
    if numbers != list(range(1, len(numbers) + 1)) or len(numbers) < 2:
        return {}
    ends = [m.start() for m in starts[1:]] + [len(text)]
    return {n: text[m.start() : e] for n, m, e in zip(numbers, starts, ends, strict=True)}


def locate(text: str, pinpoint: Pinpoint) -> Located:
    """Return the words of the paragraph and item that a pinpoint names within its article."""
    parts = paragraphs(text)
    if pinpoint.paragraph:
        if pinpoint.paragraph > len(parts):
            return Located(
                text,
                f"该条共{format_integer(len(parts))}款，无第{format_integer(pinpoint.paragraph)}款",
            )
        return _within(parts[pinpoint.paragraph - 1], pinpoint, text)
    if not pinpoint.item:
        return Located(text)
    having = [i for i, part in enumerate(parts, 1) if pinpoint.item in part.items]
    if not having:
        return Located(text, f"该条无第{format_integer(pinpoint.item)}项")
    remark = ""
    if len(having) > 1:
        named = "、".join(f"第{format_integer(i)}款" for i in having)
        remark = f"所引未写明款，该条{named}均有第{format_integer(pinpoint.item)}项，现取前者。"
    return Located(parts[having[0] - 1].items[pinpoint.item], remark=remark)


def _within(part: Paragraph, pinpoint: Pinpoint, article: str) -> Located:
    if not pinpoint.item:
        return Located(part.text)
    if pinpoint.item in part.items:
        return Located(part.items[pinpoint.item])
    count = len(part.items)
    has = f"共{format_integer(count)}项" if count else "不分项"
    paragraph, item = format_integer(pinpoint.paragraph), format_integer(pinpoint.item)
    return Located(article, f"该条第{paragraph}款{has}，无第{item}项")
