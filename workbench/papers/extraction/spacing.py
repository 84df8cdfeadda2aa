"""Which blanks and line breaks of a page are part of a word, and which part words."""

import re
from collections.abc import Sequence

from workbench.papers.extraction.labels import CONTRACT_ROLES, LABELS, ROLES

Cell = tuple[str, int]
"""A character and its place in the page's text."""

_WIDE_GAP = 4
_WIDEST_INNER_GAP = 12
_PUNCTUATION = "：，。；、！？（）《》“”〔〕[]【】-"
_UNITS = "年月日号元万亿角分时%‰个条款项期倍"
_BEFORE_NUMBER = "年月第至共约号币￥¥为计"
_FINAL = "。；：！？”』」"
_OPEN = "，、（《“"
_HOUSE = re.compile(r"\d{1,5}(?:号|栋|幢|室|楼|单元|弄|巷)")
_NEW_ITEM = re.compile(
    rf"(?:\d{{1,2}}\s*[.、．，](?!\d)|[一二三四五六七八九十]{{1,3}}[、.，]|（[一二三四五六七八九十\d]{{1,2}}）"
    rf"|(?:{ROLES}|{CONTRACT_ROLES}|{LABELS})(?:[：\s（]|[一二三四五\d]?：)|此致|事实[与和及、]理由|诉讼请求(?:[：\s]|和依据|$)|请求事项|证据(?:目录|清单)|具状人)"
)


def spaced(line: Sequence[Cell]) -> list[Cell]:
    """Drop the blanks that are no borders; of the others keep one (``\\t`` for a wide gap)."""
    tokens = _tokens(line)
    kept: list[Cell] = []
    for index, token in enumerate(tokens):
        if token[0][0] not in " \t":
            kept.extend(token)
        elif 0 < index < len(tokens) - 1:
            border = _border(tokens[index - 1], token, tokens[index + 1])
            if border:
                kept.append((border, token[0][1]))
    return kept


def wraps(line: str, following: str, widest: int) -> bool:
    """Say whether a line runs on in the following one.

    Args:
        line, following: two lines in order.
        widest: width of the widest line of the page (a Chinese character counts 2).
    """
    if _NEW_ITEM.match(following) or line[-1] in _FINAL or "\t" in line + following:
        return False
    if line[-1] in _OPEN or following[0] in "，。；、）”》":
        return True
    if _HOUSE.match(following) and _chinese(line[-1]):
        return True
    width = sum(2 if ord(char) > 0x2E7F else 1 for char in line)
    return widest >= 30 and width >= 0.8 * widest


def _tokens(line: Sequence[Cell]) -> list[list[Cell]]:
    tokens: list[list[Cell]] = []
    was_blank = False
    for cell in line:
        blank = cell[0] in " \t"
        if tokens and was_blank == blank:
            tokens[-1].append(cell)
        else:
            tokens.append([cell])
            was_blank = blank
    return tokens


def _border(left: Sequence[Cell], gap: Sequence[Cell], right: Sequence[Cell]) -> str:
    """Return what stands for a gap: nothing, a blank or a tab."""
    before, after = left[-1][0], right[0][0]
    if any(char == "\t" for char, _ in gap):
        return "\t"
    if before in _PUNCTUATION or after in _PUNCTUATION:
        return ""
    if len(left) == len(right) == 1 and _chinese(before) and _chinese(after):
        return "" if len(gap) <= _WIDEST_INNER_GAP else "\t"
    if len(gap) < _WIDE_GAP and _one_number(before, after):
        return ""
    return " " if len(gap) < _WIDE_GAP else "\t"


def _one_number(before: str, after: str) -> bool:
    return (before.isdigit() and after in _UNITS) or (before in _BEFORE_NUMBER and after.isdigit())


def _chinese(char: str) -> bool:
    return "\u3400" <= char <= "\u9fff" or "\U00020000" <= char <= "\U000323af"
