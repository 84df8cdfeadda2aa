"""Punctuation: full-width, and where a model wrote none, by pauses and by how a sentence ends.

Conservative: a mark that is missing reads better than one in the middle of a thought.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any, Protocol

from workbench.hearing.rewriting import Edit
from workbench.reference.rule_data import read_toml

_TABLE = "hearing_punctuation.toml"
_HAN = "\u3400-\u9fff\U00020000-\U0003ffff"
_FULL = {",": "，", "?": "？", "!": "！", ";": "；", ":": "：", ".": "。", "(": "（", ")": "）"}
_MARKS = "，。？！；：、…,?!;"
_END = "。？！…；，、：—"
_NUMERAL = re.compile("[零〇一二两三四五六七八九十百千万亿点幺0-9]")
_DOTS = re.compile(r"\.{3,}")
_ELLIPSIS = re.compile("。{2,}|…+")
_HALF = re.compile(r"[,?!;:.()]+(?: +[,?!;:.()]+)*")
_QUOTES = re.compile(r'"([^"]{1,80})"')
_BLANK = re.compile(rf"(?<=[{_HAN}，。？！；：、）”》]) +(?=[{_HAN}（“《])")
_DOUBLED = re.compile("([，。？！；：、])[，、]+")


class TimedWord(Protocol):
    """A word with its time: of a model's segment or of a turn."""

    @property
    def start(self) -> float:
        """Seconds."""

    @property
    def end(self) -> float:
        """Seconds."""

    @property
    def text(self) -> str:
        """As the model wrote it."""


@dataclass(frozen=True)
class PunctuationData:
    """What ``resources/rules/hearing_punctuation.toml`` says; see there."""

    comma_pause: float
    stop_pause: float
    fewest_before: int
    fewest_after: int
    not_after: tuple[str, ...]
    not_before: tuple[str, ...]
    question_ends: tuple[str, ...]
    stutters: tuple[str, ...]
    question_marks: tuple[str, ...]
    question_words: tuple[str, ...]
    question_begins: tuple[str, ...]
    statements: tuple[str, ...]
    whether_told: tuple[str, ...]
    whether_asked: tuple[str, ...]


@cache
def punctuation_data() -> PunctuationData:
    """Return the rules of the table."""
    rows: dict[str, Any] = {
        key: tuple(row) if isinstance(row, list) else row
        for key, row in read_toml(_TABLE).items()
        if key != "as_of"
    }
    return PunctuationData(**rows)


def width_edits(text: str) -> Iterator[Edit]:
    """Yield marks in full width next to Chinese characters."""
    for match in _DOTS.finditer(text):
        yield Edit(match.start(), match.end(), "……", "width")
    for match in _QUOTES.finditer(text):
        if re.search(f"[{_HAN}]", match[1]):
            yield Edit(match.start(), match.start() + 1, "“", "width")
            yield Edit(match.end() - 1, match.end(), "”", "width")
    for match in _HALF.finditer(text):
        if _beside_chinese(text, match):
            full = "".join(_FULL.get(mark, mark) for mark in match[0])
            yield Edit(match.start(), match.end(), full, "width")


def tidying_edits(text: str) -> Iterator[Edit]:
    """Yield marks that stand twice, down to the first, and blanks between characters.

    A blank is where some models pause: it becomes a comma where the text has no marks at all.
    """
    for match in _ELLIPSIS.finditer(text):
        yield Edit(match.start(), match.end(), "……", "width")
    for match in _DOUBLED.finditer(text):
        yield Edit(match.start(), match.end(), match[1], "width")
    bare = not any(mark in text for mark in _MARKS)
    for match in _BLANK.finditer(text):
        in_number = _between_numerals(text, match.start(), match.end())
        yield Edit(match.start(), match.end(), "，" if bare and not in_number else "", "blank")


def pauses(text: str, words: Sequence[TimedWord]) -> Mapping[int, float]:
    """Return the seconds of silence before character ``index`` of a text.

    Words that are not found in the text, in their order, are passed over.
    """
    found: dict[int, float] = {}
    at, before = 0, None
    for word in words:
        bare = word.text.strip()
        place = text.find(bare, at) if bare else -1
        if place < 0 or place > at + 8:
            continue
        if before is not None and place:
            found[place] = word.start - before
        at, before = place + len(bare), word.end
    return found


def mark_edits(text: str, silence: Mapping[int, float], ends: bool = True) -> Iterator[Edit]:
    """Yield marks where the text has none.

    Args:
        text: after :func:`width_edits`.
        silence: seconds of silence before a character, by its place; see :func:`pauses`.
        ends: the text ends a turn, so that a last mark is due.
    """
    data = punctuation_data()
    begun = 0
    if not any(mark in text for mark in _MARKS):
        for edit in _by_pauses(text, silence, data):
            begun = edit.start
            yield edit
    for match in re.finditer("[^。？！；…]+。", text):
        sentence = match[0][:-1]
        if sentence.endswith("吗") and not sentence.endswith("干吗"):
            yield Edit(match.end() - 1, match.end(), "？", "question")
    if ends and _lacks_end(text) and not _hangs(text, data):
        last = re.split("[。？！；]", text[begun:])[-1]
        yield Edit(len(text), len(text), "？" if is_question(last) else "。", "end")


def is_question(sentence: str) -> bool:
    """Tell whether a sentence without its mark asks something."""
    data = punctuation_data()
    for word in data.stutters:
        sentence = sentence.replace(word, word[len(word) // 2 :])
    clause = re.split("[，：]", sentence)[-1] or sentence
    if sentence.endswith(data.question_ends):
        return True
    if any(word in sentence for word in data.statements if word != "是否"):
        return False
    if sentence.endswith("呢") and any(w in clause for w in data.question_words):
        return True
    if any(word in clause for word in data.question_marks):
        return "是否" not in clause or not _tells(clause)
    return clause.endswith(data.question_words) or (
        sentence.startswith(data.question_begins) and len(sentence) <= 30
    )


def _tells(clause: str) -> bool:
    """Tell whether 是否 stands within a statement (应当审查合同是否有效) and asks nobody."""
    data = punctuation_data()
    if any(word in clause for word in data.whether_told):
        return True
    asks = any(word in clause.partition("是否")[0] for word in data.whether_asked)
    return not asks and not (clause.startswith("是否") and len(clause) <= 14)


def _by_pauses(text: str, silence: Mapping[int, float], data: PunctuationData) -> Iterator[Edit]:
    last = 0
    for place in sorted(silence):
        seconds = silence[place]
        if seconds < data.comma_pause or place - last < data.fewest_before:
            continue
        if len(text) - place < data.fewest_after or _between_numerals(text, place, place):
            continue
        if text[:place].endswith(data.not_after) or text[place:].startswith(data.not_before):
            continue
        mark = "，"
        if seconds >= data.stop_pause:
            mark = "？" if is_question(text[last:place]) else "。"
        last = place
        yield Edit(place, place, mark, "pause")


def _lacks_end(text: str) -> bool:
    said = text.rstrip("”）》")
    return bool(re.search(f"[{_HAN}]", said)) and said[-1] not in _END + ",.?!;:"


def _hangs(text: str, data: PunctuationData) -> bool:
    """Tell whether the speaker broke off: no mark is due."""
    return text.endswith(data.not_after) and not text.endswith(
        (
            "的",
            "可以",
            "会",
            "能",
            "要",
            "对",
            "是",
            "不",
            "没",
            "有",
            "应该",
            "应当",
            "还",
            "多少",
            "给",
            "再",
            "也",
            "都",
        )
    )


def _between_numerals(text: str, before: int, after: int) -> bool:
    return bool(
        before
        and after < len(text)
        and _NUMERAL.match(text[before - 1])
        and _NUMERAL.match(text[after])
    )


def _beside_chinese(text: str, marks: re.Match[str]) -> bool:
    before = text[: marks.start()].rstrip()[-1:]
    after = text[marks.end() :].lstrip()[:1]
    if before.isdecimal() and after.isdecimal():
        return False
    if marks[0] == ".":
        return bool(re.match(f"[{_HAN}”）》%]", before)) and not re.match("[A-Za-z0-9]", after)
    chinese = f"[{_HAN}“”《》（）。，？！]"
    return bool(re.match(chinese, before) or re.match(chinese, after))
