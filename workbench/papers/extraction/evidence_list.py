"""Evidence lists (证据目录): tables with named columns, or numbered lines."""

import re
from collections.abc import Iterator, Sequence

from workbench.papers.extraction.canvas import Canvas
from workbench.papers.model import Extracted

_COLUMNS = {
    "evidence.item": ("证据名称", "证据材料名称", "证据材料", "名称", "证据"),
    "evidence.source": ("证据来源", "来源", "提供人"),
    "evidence.purpose": (
        "证明目的",
        "证明内容",
        "证明事项",
        "拟证明的事实",
        "证明对象",
        "拟证明事实",
        "待证事实",
    ),
    "evidence.pages": ("页码", "页数", "页次", "份数"),
    "evidence.kind": ("证据形式", "证据种类", "原件/复印件", "形式", "类型"),
}
_LINE = re.compile(
    r"(?:^|\n)\s*(?:证据)?(?P<n>\d{1,3}|[一二三四五六七八九十]{1,3})\s?[.、：．]\s?(?P<item>[^\n]{2,120})"
)
_PURPOSE = re.compile(
    r"[，。；：\s]*(?:拟?证明目的|证明内容|拟证明|用以证明|用于证明|以证明|证明)[：:\s]*(?P<purpose>[^\n]{2,200})"
)
_SOURCE = re.compile(r"[，。；\s]*(?:证据)?来源[：\s]*(?P<source>[^，。；\n]{2,30})")
_RULE = "evidence_list"


def evidence_list(canvas: Canvas) -> list[Extracted]:
    """Return the items with purpose, source and pages; the group is ``证据:number``."""
    values = list(_table(canvas))
    return values or list(_numbered(canvas))


def _table(canvas: Canvas) -> Iterator[Extracted]:
    columns: dict[str, int] = {}
    start, number = 0, 0
    for line in canvas.text.split("\n"):
        cells = line.split("\t")
        header = _header(cells)
        if header:
            columns = header
        elif columns and len(cells) > columns["evidence.item"]:
            name = cells[columns["evidence.item"]].strip()
            if len(name) >= 2 and not name.isdigit():
                number += 1
                yield from _row(canvas, start, cells, columns, f"证据:{number}")
        start += len(line) + 1


def _header(cells: Sequence[str]) -> dict[str, int]:
    found: dict[str, int] = {}
    bare = [re.sub(r"[\s（].*$", "", cell) for cell in cells]
    for field, names in _COLUMNS.items():
        place = next((bare.index(name) for name in names if name in bare), None)
        if place is not None and place not in found.values():
            found[field] = place
    return found if "evidence.item" in found and len(found) >= 2 else {}


def _row(
    canvas: Canvas, start: int, cells: Sequence[str], columns: dict[str, int], group: str
) -> Iterator[Extracted]:
    for field, index in columns.items():
        if index < len(cells) and cells[index].strip():
            first = start + sum(len(cell) + 1 for cell in cells[:index])
            span = (first, first + len(cells[index]))
            yield canvas.value(field, span, cells[index].strip(), _RULE, group)


def _numbered(canvas: Canvas) -> Iterator[Extracted]:
    text = canvas.text
    marks = list(_LINE.finditer(text))
    for number, match in enumerate(marks, start=1):
        group = f"证据:{number}"
        end = marks[number].start() if number < len(marks) else min(len(text), match.end() + 300)
        purpose = _PURPOSE.search(text, match.start("item"), end)
        source = _SOURCE.search(text, match.start("item"), end)
        cuts = [m.start() for m in (purpose, source) if m] + [match.end("item")]
        span = (match.start("item"), min(cuts))
        name = text[slice(*span)].strip(" ，。；：（")
        if len(name) >= 2:
            yield canvas.value("evidence.item", span, name, _RULE, group)
        if purpose:
            words = purpose["purpose"].strip("。； ）")
            yield canvas.value("evidence.purpose", purpose.span("purpose"), words, _RULE, group)
        if source:
            words = source["source"].strip()
            yield canvas.value("evidence.source", source.span("source"), words, _RULE, group)
