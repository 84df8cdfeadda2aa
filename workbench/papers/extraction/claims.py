"""Claims (诉讼请求): one value for each numbered item, with the amounts inside."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from workbench.kernel.numerals import parse_integer
from workbench.papers.extraction.canvas import Canvas
from workbench.papers.extraction.money import find_amounts
from workbench.papers.model import Extracted

_OPEN = re.compile(
    r"(?:变更后?的?)?(?:诉讼请求|上诉请求|反诉请求|请求事项|申请事项|再审请求|仲裁请求|诉请)"
    r"(?:和依据|（[^（）]{1,30}）)?(?P<sep>如下)?[：\s]+"
)
_CLOSE = re.compile(
    r"(?:^|(?<=[\n。；：\t 、]))[一二三]?[、.]?\s?"
    r"(?:事实[与和及、]?(?:的)?理由|事实与?依据|事由与理由|主要事实|此致|约定管辖|"
    r"上诉理由|申请理由|理由如下|证据和证据来源|证据清单|证据来源|具状人|起诉人|事实、理由)|。\s?事实[与和及、]"
)
_STYLES = {
    "figure": re.compile(r"(?:^|(?<=[\n；。：\t ，]))\s*(?P<n>\d{1,2})\s?[.、．，]\s?(?![\d])"),
    "bracket": re.compile(
        r"(?:^|(?<=[\n；。：\t ，]))\s*（(?P<n>\d{1,2}|[一二三四五六七八九十]{1,3})）[、.]?\s*"
    ),
    "word": re.compile(
        r"(?:^|(?<=[\n；。：\t ]))\s*(?P<n>[一二三四五六七八九十]{1,3})\s?[、.，．]\s*"
    ),
    "circle": re.compile(r"(?P<n>[①②③④⑤⑥⑦⑧⑨⑩])\s*"),
    "ordinal": re.compile(
        r"(?:^|(?<=[\n；。：\t ]))\s*第(?P<n>[一二三四五六七八九十]{1,3})项?[，、：]\s*"
    ),
}
_MOST = 4000


@dataclass(frozen=True)
class Claim:
    """A claim: its number from 1 and its place in the canvas (without the number)."""

    number: int
    start: int
    end: int


def find_claims(canvas: Canvas) -> list[Claim]:
    """Find the items of the claims; a text without numbers is one claim."""
    text = canvas.text
    for match in _OPEN.finditer(text):
        start = match.end()
        close = _CLOSE.search(text, start)
        end = min(close.start() if close else len(text), start + _MOST)
        if len(text[start:end].strip()) >= 4:
            return _items(text, start, end)
    return []


def claim_values(canvas: Canvas, rule: str) -> list[Extracted]:
    """Return the claims and the amounts that stand in them; the group is ``诉请:number``."""
    return [value for claim in find_claims(canvas) for value in _values(canvas, claim, rule)]


def _values(canvas: Canvas, claim: Claim, rule: str) -> Iterator[Extracted]:
    group = f"诉请:{claim.number}"
    written = canvas.text[claim.start : claim.end]
    text = re.sub(r"\s+", "", written)
    yield canvas.value("claim.text", (claim.start, claim.end), text, rule, group)
    amounts = {money.amount: money for money in reversed(find_amounts(written))}
    for money in reversed(amounts.values()):
        span = (claim.start + money.start, claim.start + money.end)
        yield canvas.value("claim.amount", span, money.value, rule, group, money.shown, money.note)


def _items(text: str, start: int, end: int) -> list[Claim]:
    marks = _marks(text, start, end)
    if not marks:
        bounds = [(start, end)]
    else:
        nexts = [m.start() for m in marks[1:]] + [end]
        bounds = [(m.end(), stop) for m, stop in zip(marks, nexts, strict=True)]
    claims: list[Claim] = []
    for first, last in bounds:
        item = text[first:last]
        stripped = item.strip(" \t\n；。，")
        if stripped:
            begin = first + item.index(stripped)
            claims.append(Claim(len(claims) + 1, begin, begin + len(stripped)))
    return claims


def _marks(text: str, start: int, end: int) -> list[re.Match[str]]:
    """Return the numbers 1, 2, 3 … of the style that opens the region first."""
    best: list[re.Match[str]] = []
    for style in _STYLES.values():
        marks: list[re.Match[str]] = []
        for match in style.finditer(text, start, end):
            if _number(match["n"]) == len(marks) + 1:
                marks.append(match)
        if marks and (not best or marks[0].start() < best[0].start()):
            best = marks
    return best


def _number(text: str) -> int:
    if text in "①②③④⑤⑥⑦⑧⑨⑩":
        return "①②③④⑤⑥⑦⑧⑨⑩".index(text) + 1
    return parse_integer(text)
