"""The title at the head of a text: over several lines, behind the notice that carries the law."""

import re
from collections.abc import Sequence
from typing import NamedTuple

from workbench.law import dates, parse_titles, structure
from workbench.law.headings import Line

_NOTICE = re.compile(r"公告$|令$|文件$|主席令|^第[\d一二三四五六七八九十百〇零]+号$")
_FIRST_LINES = frozenset({"中华人民共和国", "最高人民法院", "最高人民检察院", "国务院"})
_HEAD_LINES = 40


class Lead(NamedTuple):
    """A text's official title, the lines before it (a notice), and the lines after it."""

    title: str
    before: tuple[str, ...]
    rest: tuple[Line, ...]


def take_title(lines: Sequence[Line], given: str, stem: str, cut: bool) -> Lead:
    """Find the title of a text.

    Args:
        lines: the text's lines.
        given: the title that the source states beside the text, else empty.
        stem: the title that the file's name suggests.
        cut: the file's name was shortened, so that ``stem`` is only the title's beginning.
    """
    wanted = given or stem
    span = _title_span(lines, wanted, cut)
    if span is None and not given:
        wanted = _leading_title(lines) or stem
        span = _title_span(lines, wanted, cut=False)
    elif span and cut:
        wanted = " ".join(line.text for line in lines[slice(*span)])
    elif span and span[0] and not given:
        # A file's name may leave out the first line of the title.
        before = re.sub(r"\s", "", lines[span[0] - 1].text)
        if before in _FIRST_LINES and not wanted.startswith(before):
            span, wanted = (span[0] - 1, span[1]), before + wanted
    start, end = span or (0, 0)
    before_title = tuple(line.text for line in lines[:start])
    return Lead(parse_titles.title_of(wanted)[0], before_title, tuple(lines[end:]))


def _title_span(lines: Sequence[Line], title: str, cut: bool) -> tuple[int, int] | None:
    """Find the lines near the beginning that together are the title; ``cut``: begin with it."""
    wanted = parse_titles.key_of(parse_titles.title_of(title)[0])
    if not wanted:
        return None
    for start in range(min(len(lines), _HEAD_LINES)):
        joined = ""
        for end in range(start, min(len(lines), start + 8)):
            joined += lines[end].text
            key = parse_titles.key_of(parse_titles.title_of(joined)[0])
            if cut and key.startswith(wanted) and "。" not in joined:
                return start, _end_of_title(lines, end + 1)
            if key == wanted:
                return start, end + 1
            if not wanted.startswith(key):
                break
    return None


def _end_of_title(lines: Sequence[Line], end: int) -> int:
    """Return where a title ends whose beginning stands before ``end``."""
    while end < min(len(lines), _HEAD_LINES) and not re.match(
        r"[（(\d]|法释|.*[。：；]$|.*[〔\[]\d{4}[〕\]]|第.{1,4}[条章编]", lines[end].text
    ):
        end += 1
    return end


def _leading_title(lines: Sequence[Line]) -> str:
    """Return the lines before the caption, without the heading of the notice that carries them."""
    parts: list[str] = []
    for line in lines[:_HEAD_LINES]:
        text = re.sub(r"\s", "", line.text)
        if _NOTICE.search(text) or dates.day(text):
            parts.clear()
        elif parts and (_ends_title(text) or structure.label_of(text)):
            return "".join(parts)
        elif not re.search("[。；]", text) and not text.startswith(("（", "(")):
            parts.append(text)
    return "".join(parts) if len(parts) <= 4 else parts[0]


def _ends_title(text: str) -> bool:
    return text.startswith(("（", "(", "目录")) or bool(
        re.search("[。；：]|[〔\\[]\\d{4}[〕\\]]|^第.{1,4}[编章]|^(?:19|20)\\d\\d年", text)
    )
