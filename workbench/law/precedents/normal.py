"""The text of a precedent in one form: a paragraph a line, no blanks where none belong.

Files differ in how they write the same judgment: lines broken by a printer, paragraphs set apart
by blanks, letters set wide (刑 事 判 决 书). Spans are counted in the text that comes out of here.
"""

import re

_ODD = re.compile("[\u200b-\u200f\u2028-\u202e\u2060\ufeff\x00-\x08\x0b-\x1f\x7f\ufffc\ufffe]")
_BLANKS = re.compile(r"[ \t\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000]+")
_CJK = r"\u3400-\u9fff\uf900-\ufaff"
_WIDE = re.compile(rf"(?:[{_CJK}] ){{2,}}[{_CJK}]")
_BETWEEN = re.compile(r"(?<![0-9A-Za-z]) | (?![0-9A-Za-z])")
_RUN_ON = 600
"""Characters a line on average from which blanks must be what sets the paragraphs apart."""
_FULL = 0.85
_SHORTEST_PRINTED, _LONGEST_PRINTED = 16, 60
_CLOSED = "。：；！？:;!?”』」）)】"


def normalise(text: str) -> str:
    """Return the text in its one form; empty where it holds nothing but blanks."""
    text = _ODD.sub("", text.replace("\r\n", "\n").replace("\r", "\n").replace("\x0c", "\n"))
    lines = [_BLANKS.sub(" ", line).strip() for line in text.split("\n")]
    lines = [line for line in lines if line]
    size = sum(map(len, lines))
    if lines and size / len(lines) > _RUN_ON:
        # One line holds it all, as in many collections: blanks stand for the ends of paragraphs.
        lines = [part for line in lines for part in _BETWEEN.split(line) if part]
    elif _is_printed(lines):
        lines = _unwrapped(lines)
    return "\n".join(_WIDE.sub(_together, line) for line in lines)


def _together(wide: re.Match[str]) -> str:
    return wide.group().replace(" ", "")


def _is_printed(lines: list[str]) -> bool:
    """Say whether lines end where a printed page ended them, not the author."""
    long = sorted(len(line) for line in lines)[len(lines) // 2 :]
    if len(lines) < 12 or not _SHORTEST_PRINTED <= long[-1] <= _LONGEST_PRINTED:
        return False
    width = long[-1]
    broken = sum(len(line) >= _FULL * width and line[-1] not in _CLOSED for line in lines)
    return broken * 4 >= len(lines)


def _unwrapped(lines: list[str]) -> list[str]:
    width = max(len(line) for line in lines)
    joined = [lines[0]]
    full = len(lines[0]) >= _FULL * width
    for line in lines[1:]:
        if full and joined[-1][-1] not in "。：；！？:;":
            joined[-1] += line
        else:
            joined.append(line)
        full = len(line) >= _FULL * width
    return joined
