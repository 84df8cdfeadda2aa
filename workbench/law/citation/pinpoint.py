"""Grammar of places within a law: 第…条之…第…款第…项, lists and ranges of them.

Works on the plain form of a text (see :mod:`workbench.law.citation.text`). 目 is read over: the
library's articles do not mark it reliably.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from workbench.kernel.numerals import format_integer, parse_integer
from workbench.law.model import Pinpoint

NUMBER = r"(?:[零〇一二两三四五六七八九十百千]{1,9}|[0-9]{1,4})"
_JOIN = r"(?:以及|及其|[、，,；;和与及或暨]|至|到|[-－—–~～]{1,2})"
_LIST = rf"{NUMBER}(?:{_JOIN}第?{NUMBER})*"
_BRACKETED = rf"（?{NUMBER}）?"
_ITEMS = rf"{_BRACKETED}(?:{_JOIN}第?{_BRACKETED})*"
ARTICLE = (
    rf"第(?P<numbers>{_LIST})条(?![款件理]|约(?!定)|例(?!外|如|举))"
    r"(?:之(?P<insertion>[一二三四五六七八九十]{1,2}|[0-9])"
    r"(?![0-9一二三四五六七八九十个项种类切般]))?"
)
"""Pattern of an article or a list of article numbers under one 条."""

_ARTICLE = re.compile(ARTICLE)
_MORE = re.compile(rf"{_JOIN}(?={NUMBER}条)")
_PARAGRAPHS = re.compile(rf"(?P<join>{_JOIN})?第?(?P<list>{_LIST})款(?!项)")
_ITEM_LIST = re.compile(rf"(?P<join>{_JOIN})?第?(?P<list>{_ITEMS})项(?!目)")
_SUBITEMS = re.compile(rf"(?:{_JOIN})?第?{_ITEMS}目")
_TOKENS = re.compile(rf"(?P<number>{NUMBER})|(?P<range>至|到|[-－—–~～]{{1,2}})")
_LONGEST_RANGE = 60


@dataclass(frozen=True)
class Place:
    """A pinpoint with its span in the plain text; lists under one 条/款/项 share a span."""

    start: int
    end: int
    pinpoint: Pinpoint


def read_article(text: str, start: int) -> tuple[tuple[Place, ...], int]:
    """Read the article that begins at ``start`` with everything that hangs on it.

    Returns:
        The places in order, and where they end; no places if nothing begins there.
    """
    match = _ARTICLE.match(text, start)
    if match is None:
        return (), start
    return _after_article(text, match)


def read_further_article(text: str, start: int) -> tuple[tuple[Place, ...], int]:
    """Read ``、七十二条`` after an article: a further one whose 第 is left out."""
    match = _MORE.match(text, start)
    if match is None:
        return (), start
    bare = re.compile(ARTICLE.removeprefix("第")).match(text, match.end())
    if bare is None:
        return (), start
    return _after_article(text, bare)


def read_paragraphs(text: str, start: int, article: Pinpoint) -> tuple[tuple[Place, ...], int]:
    """Read ``第二款第一项`` for an article that stands elsewhere (该条第二款)."""
    base = Place(start, start, Pinpoint(article.article, article.insertion))
    places, end = _hang_on(text, start, base)
    return (places, end) if end > start else ((), start)


def _after_article(text: str, match: re.Match[str]) -> tuple[tuple[Place, ...], int]:
    numbers = [n for n in _numbers(match["numbers"]) if 0 < n < 10_000]
    if not numbers:
        return (), match.start()
    insertion = parse_integer(match["insertion"]) if match["insertion"] else 0
    last = Place(match.start(), match.end(), Pinpoint(numbers[-1], insertion))
    hanging, end = _hang_on(text, match.end(), last)
    # All articles under one 条 share its span, with what hangs on the last of them.
    first_end = hanging[0].end
    others = tuple(Place(match.start(), first_end, Pinpoint(n)) for n in numbers[:-1])
    return others + hanging, end


def _hang_on(text: str, start: int, base: Place) -> tuple[tuple[Place, ...], int]:
    places: list[Place] = []
    current = base
    end = start
    while True:
        match = _PARAGRAPHS.match(text, end)
        if match and _may_follow(match, places):
            current = _paragraphs(match, places, current, base)
        else:
            match = _ITEM_LIST.match(text, end)
            if match is None or not _may_follow(match, places):
                break
            _items(match, places, current)
        end = match.end()
        sub = _SUBITEMS.match(text, end)
        if sub:
            end = sub.end()
            places[-1] = replace(places[-1], end=end)
    return tuple(places) or (base,), end


def _may_follow(match: re.Match[str], places: list[Place]) -> bool:
    # 第七十二条、第一款 is two things; 第七十二条第一款、第三款 is a list.
    return bool(places) or not match["join"]


def _paragraphs(match: re.Match[str], places: list[Place], current: Place, base: Place) -> Place:
    joined = bool(places)
    numbers = list(_numbers(match["list"]))
    if joined and _is_range(match["join"]) and current.pinpoint.paragraph:
        numbers = list(range(current.pinpoint.paragraph + 1, numbers[0])) + numbers
    start = match.start() + len(match["join"] or "") if joined else base.start
    for number in numbers:
        current = Place(start, match.end(), replace(base.pinpoint, paragraph=number, item=0))
        places.append(current)
    return current


def _items(match: re.Match[str], places: list[Place], current: Place) -> None:
    numbers = list(_numbers(match["list"]))
    if not match["join"] and places and places[-1] is current:
        # 第一款第二项: the paragraph was the way to the item, not a place of its own.
        shared = [p for p in places if p.start == current.start]
        del places[-len(shared) :]
        places.extend(replace(p, end=match.end()) for p in shared[:-1])
        start = current.start
    else:
        start = match.start() + len(match["join"]) if match["join"] else current.start
        if _is_range(match["join"]) and places and places[-1].pinpoint.item:
            numbers = list(range(places[-1].pinpoint.item + 1, numbers[0])) + numbers
    places.extend(
        Place(start, match.end(), replace(current.pinpoint, item=number)) for number in numbers
    )


def _is_range(join: str | None) -> bool:
    return bool(join) and join not in {"以及", "及其"} and str(join)[0] in "至到-－—–~～"


def _numbers(written: str) -> Iterator[int]:
    """Yield the numbers of a list, ranges filled in."""
    last = 0
    ranged = False
    for token in _TOKENS.finditer(written):
        if token["range"]:
            ranged = True
            continue
        number = parse_integer(token["number"])
        if ranged and last < number <= last + _LONGEST_RANGE:
            yield from range(last + 1, number)
        yield number
        last, ranged = number, False


def between(first: Pinpoint, last: Pinpoint) -> tuple[Pinpoint, ...]:
    """Return the articles strictly between two (第十条至第十五条); none for a doubtful range."""
    if not 0 < last.article - first.article <= _LONGEST_RANGE:
        return ()
    return tuple(Pinpoint(n) for n in range(first.article + 1, last.article))


def format_pinpoint(pinpoint: Pinpoint) -> str:
    """Write a place as judgments do: 第一百二十条之一第一款第二项 (item without brackets)."""
    words = f"第{format_integer(pinpoint.article)}条"
    if pinpoint.insertion:
        words += f"之{format_integer(pinpoint.insertion)}"
    if pinpoint.paragraph:
        words += f"第{format_integer(pinpoint.paragraph)}款"
    if pinpoint.item:
        words += f"第{format_integer(pinpoint.item)}项"
    return words
