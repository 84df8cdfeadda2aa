"""From the lines of a law to its preamble, articles and attachments.

Article numbers run on without going back. That tells a line that begins an article from a line
that only begins with the words of a reference (第三条第二款规定的……), and from articles of other
laws that an amendment quotes. Texts without articles (批复, 修正案, 决定) become paragraph units.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from workbench.kernel.numerals import NUMERAL, format_integer, parse_integer
from workbench.law.headings import Heading, Line, Path, heading_of
from workbench.law.model import Article

_LABEL = re.compile(
    rf"第\s*({NUMERAL}+|\d{{1,4}})\s*条(?:\s?之([一二三四五六七八九十]+))?([\s:：]*)(.*)", re.S
)
# What follows 条 without a space when the words are a reference and not an article's beginning.
_REFERENCE = re.compile(
    "第|规定|所|的|、|和|及|至|或|与|之|中|修改|改为|改成|增加|删|；|，|。|）|》|”|款|项|关于"
)
_ATTACHMENT = re.compile(
    r"(?:附(?:件|录|表|图)?\s*[一二三四五六七八九十\d]{0,3}(?:\s*[:：]\s*.{0,60}|\s+.{1,60})?)$"
)
_UNIT = re.compile(r"([一二三四五六七八九十百]{1,4})、")
_POINT = re.compile(r"(\d{1,3})\s*[.．、]\s*(?!\d)(.+)", re.S)
_MIN_POINTS = 9
_CLOSING = re.compile(
    r"^[\s（(]*(?:\d{4}|[一二][零〇○一二三四五六七八九]{3})年.{2,8}日[）)]?$|^此复[。！]?$"
)
_MAX_GAP = 40
_MAX_NUMBER = 9999


@dataclass(frozen=True)
class Body:
    """A law's text in its parts; ``attachments`` holds (title, text)."""

    preamble: str
    articles: tuple[Article, ...]
    attachments: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True)
class _Start:
    """A line that may begin an article."""

    line: int
    number: int
    insertion: int
    rest: str
    clear: bool  # white space or nothing follows the label, as official texts print it

    @property
    def key(self) -> tuple[int, int]:
        return self.number, self.insertion

    @property
    def label(self) -> str:
        inserted = f"之{format_integer(self.insertion)}" if self.insertion else ""
        return f"第{format_integer(self.number)}条{inserted}"


def split(lines: Sequence[Line], amending: bool = False, answering: bool = False) -> Body:
    """Split the lines of one law.

    Args:
        lines: stripped, without blank ones; title and caption may stand first.
        amending: the text amends others, so that articles in it are quotations unless its own
            provisions are not numbered 一、二、.
        answering: the text is a decision or reply and may set out the articles that it is about.
    """
    starts = _chain(_candidates(lines))
    units = _unit_lines(lines)
    quoted = answering and bool(starts) and starts[0].number != 1
    if starts and not quoted and not _quotes_only(starts, units, amending):
        return _by_articles(lines, starts)
    points = _points(lines)
    if len(points) > max(_MIN_POINTS, len(units)):
        return _by_articles(lines, points)
    return _by_units(lines, units)


def label_of(text: str) -> tuple[int, int] | None:
    """Read ``第一百二十条之一`` as (120, 1); ``None`` where it is no article label."""
    start = _start(0, text)
    return start.key if start else None


def _start(index: int, text: str) -> _Start | None:
    found = _LABEL.match(text)
    if found is None:
        return None
    try:
        number = parse_integer(found[1])
        insertion = parse_integer(found[2]) if found[2] else 0
    except ValueError:
        return None
    clear = bool(found[3]) or not found[4]
    if not 0 < number <= _MAX_NUMBER or (not clear and _REFERENCE.match(found[4])):
        return None
    return _Start(index, number, insertion, found[4].strip(), clear)


def _candidates(lines: Sequence[Line]) -> list[_Start]:
    found = (_start(index, line.text) for index, line in enumerate(lines))
    return [start for start in found if start]


def _chain(candidates: Sequence[_Start]) -> list[_Start]:
    """Pick the candidates that continue the numbering."""
    last_line = {start.key: start.line for start in candidates}
    chain: list[_Start] = []
    for start, following in zip(candidates, [*candidates[1:], None], strict=False):
        runs_on = following is not None and following.key == (start.number + 1, 0)
        # A text that does not begin with 第一条 is a selection: any number may follow.
        selection = bool(chain) and chain[0].number != 1
        if _continues(start, chain[-1] if chain else None, last_line, runs_on or selection):
            chain.append(start)
    return chain


def _continues(
    start: _Start, before: _Start | None, last_line: dict[tuple[int, int], int], runs_on: bool
) -> bool:
    if before is None:
        return start.number == 1 or (start.clear and (1, 0) not in last_line)
    successor = (before.number + 1, 0)
    if start.key in (successor, (before.number, before.insertion + 1)):
        return True
    # Numbers were left out (deleted articles, a damaged file) only if they come nowhere below.
    skips = before.key < start.key and (runs_on or start.number - before.number <= _MAX_GAP)
    return start.clear and skips and last_line.get(successor, -1) < start.line


def _points(lines: Sequence[Line]) -> list[_Start]:
    """Return provisions numbered 1. 2. 3. through a whole text; empty if they begin anew.

    Older interpretations (执行工作若干问题的规定) are numbered so and are cited as 第16条.
    """
    found = [
        _Start(index, int(point[1]), 0, point[2].strip(), clear=True)
        for index, line in enumerate(lines)
        if (point := _POINT.match(line.text))
    ]
    numbers = [start.number for start in found]
    rising = all(before < after for before, after in pairwise(numbers))
    # A few numbers may have been lost, as where two points stand on one line.
    whole = bool(numbers) and numbers[0] == 1 and len(numbers) >= 0.9 * numbers[-1]
    return found if rising and whole else []


def _unit_lines(lines: Sequence[Line]) -> list[int]:
    """Return the lines where the provisions 一、 二、 三、 … begin, in unbroken order."""
    found: list[int] = []
    for index, line in enumerate(lines):
        unit = _UNIT.match(line.text)
        if unit and parse_integer(unit[1]) == len(found) + 1:
            found.append(index)
    return found


def _quotes_only(starts: Sequence[_Start], units: Sequence[int], amending: bool) -> bool:
    if not units:
        return False
    first = starts[0]
    if amending:
        return units[0] < first.line
    return len(starts) < 3 and len(units) >= 2 and first.number != 1


def _by_articles(lines: Sequence[Line], starts: Sequence[_Start]) -> Body:
    by_line = {start.line: start for start in starts}
    end = _end_of_articles(lines, starts)
    path = Path()
    preamble: list[str] = []
    articles: list[Article] = []
    paragraphs: list[str] = []
    for index, line in enumerate(lines[:end]):
        start = by_line.get(index)
        if start:
            _close(articles, paragraphs)
            articles.append(_open(start, path, len(articles)))
            paragraphs = [start.rest] if start.rest else []
        elif heading := _heading(lines, index, by_line):
            path.enter(heading, before_text=not articles)
        elif articles:
            paragraphs.append(line.text)
        elif not _is_contents(line):
            preamble.append(line.text)
    _close(articles, paragraphs)
    return Body("\n".join(preamble), tuple(articles), _attachments(lines[end:]))


def _open(start: _Start, path: Path, position: int) -> Article:
    return Article(start.label, start.number, start.insertion, "", path.words(), position)


def _close(articles: list[Article], paragraphs: Sequence[str]) -> None:
    if articles:
        articles[-1] = replace(articles[-1], text="\n".join(paragraphs))


def _heading(lines: Sequence[Line], index: int, starts: dict[int, _Start]) -> Heading | None:
    return heading_of(lines[index], before_article=index + 1 in starts)


def _is_contents(line: Line) -> bool:
    return re.sub(r"\s", "", line.text).strip("#:：") == "目录"


def _end_of_articles(lines: Sequence[Line], starts: Sequence[_Start]) -> int:
    """Return the line after the last article: an attachment's title, or a numbering begun anew."""
    last = starts[-1].line
    for index in range(last + 1, len(lines)):
        if _ATTACHMENT.match(lines[index].text):
            return index
        again = _start(index, lines[index].text)
        if again and again.clear and again.key == (1, 0) and len(starts) > 2:
            return _back_to_title(lines, index, last)
    return len(lines)


def _back_to_title(lines: Sequence[Line], index: int, last: int) -> int:
    """Step back over the title and chapter heading of a text that follows without the word 附."""
    while (
        index - 1 > last and len(lines[index - 1].text) <= 40 and "。" not in lines[index - 1].text
    ):
        index -= 1
    return index


def _attachments(lines: Sequence[Line]) -> tuple[tuple[str, str], ...]:
    parts: list[tuple[str, list[str]]] = []
    for line in lines:
        if _ATTACHMENT.match(line.text) or not parts:
            parts.append((line.text, []))
        else:
            parts[-1][1].append(line.text)
    return tuple((title, "\n".join(text)) for title, text in parts)


def _by_units(lines: Sequence[Line], units: Sequence[int]) -> Body:
    """Make paragraph units: the provisions 一、 二、 …, or else the paragraphs."""
    first = units[0] if units else _first_paragraph(lines)
    end = next(
        (i for i in range(first + 1, len(lines)) if _ATTACHMENT.match(lines[i].text)), len(lines)
    )
    texts: list[str] = []
    for index in range(first, end):
        text = lines[index].text
        if _CLOSING.match(text):
            continue
        if not texts or (index in units if units else _is_paragraph(text)):
            texts.append(text)
        else:
            texts[-1] += "\n" + text
    articles = tuple(
        Article(f"第{position + 1}段", 0, 0, text, "", position)
        for position, text in enumerate(texts)
    )
    preamble = "\n".join(line.text for line in lines[:first] if not _is_contents(line))
    return Body(preamble, articles, _attachments(lines[end:]))


def _is_paragraph(text: str) -> bool:
    return (
        len(text) >= 10
        and text.endswith(("。", "；", "：", "”", "！", "）"))
        and text[0] not in "“（"
    )


def _first_paragraph(lines: Sequence[Line]) -> int:
    """Return the first line that is text and not title, caption, number or addressee."""
    for index, line in enumerate(lines):
        caption = line.text.startswith(("（", "(")) or _in_caption(lines, index)
        if not caption and len(line.text) >= 10 and re.search("[。；，]", line.text):
            return index
    return len(lines)


def _in_caption(lines: Sequence[Line], index: int) -> bool:
    """Say whether a bracket opened in one of the few lines before is still open here."""
    before = "".join(line.text for line in lines[max(0, index - 6) : index])
    return before.count("（") + before.count("(") > before.count("）") + before.count(")")
