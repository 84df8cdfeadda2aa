"""What ``resources/rules/hearing_numbers.toml`` says, as patterns."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache

from workbench.reference.case_number import PROVINCES
from workbench.reference.rule_data import read_toml

_TABLE = "hearing_numbers.toml"
_NUMERAL = "[零〇一二两三四五六七八九十百千万亿0-9]"


@dataclass(frozen=True)
class NumberData:
    """Patterns over the text at, before or after a numeral; see the table for each."""

    fixed: re.Pattern[str]
    vague_before: re.Pattern[str]
    vague_after: re.Pattern[str]
    money: re.Pattern[str]
    units: re.Pattern[str]
    measures: re.Pattern[str]
    decimal_units: re.Pattern[str]
    decimal_before: re.Pattern[str]
    sentence: re.Pattern[str]
    statutory_ages: re.Pattern[str]
    day_part: re.Pattern[str]
    number_cue: re.Pattern[str]
    number_tail: re.Pattern[str]
    money_verb: re.Pattern[str]
    month_before: re.Pattern[str]
    month_after: re.Pattern[str]
    law_end: re.Pattern[str]


@cache
def number_data() -> NumberData:
    """Return the patterns of the table."""
    rows: dict[str, list[str]] = read_toml(_TABLE)
    not_money = _any(rows["not_money"])
    verbs, tails = _any(rows["money_verbs"]), _any(rows["verb_tails"])
    return NumberData(
        fixed=re.compile("|".join(map(_whole, rows["fixed"]))),
        vague_before=re.compile(f"(?:{_any(rows['vague_before'])})$"),
        vague_after=re.compile(_any(rows["vague_after"])),
        money=re.compile(f"(?!{not_money})[多余]?[万亿]?(?:{_any(rows['money'])})"),
        units=re.compile(f"[多余]?(?:{_any(rows['units'])})"),
        measures=re.compile(f"[多余]?(?:{_any(rows['measures'])})"),
        decimal_units=re.compile(_any(rows["decimal_units"])),
        decimal_before=re.compile(f"(?:{_any(rows['decimal_before'])})$"),
        sentence=re.compile(f"(?:{_any(rows['sentence_words'])})[^，。；？！,.;?!]*$"),
        statutory_ages=re.compile(_any(rows["statutory_ages"])),
        day_part=re.compile(f"(?:{_any(rows['day_parts'])})的?$"),
        number_cue=re.compile(
            f"(?:{_any(rows['number_cues'])})(?:码|号|号码)?(?:是|为|就是|：|:|，|,|的?尾号)*\\s*"
            rf"(?:[{PROVINCES}]?[A-Z])?$"
        ),
        number_tail=re.compile(_any(rows["number_tails"])),
        money_verb=re.compile(f"(?:{verbs})(?:{tails})*$"),
        month_before=re.compile(f"(?:{_any(rows['month_before'])})$"),
        month_after=re.compile(_any(rows["month_after"])),
        law_end=re.compile(f"(?:{_any(rows['law_ends'])})\\s*$"),
    )


def _whole(phrase: str) -> str:
    """Return a pattern of a phrase that is not a part of a longer numeral (一二 in 二零一二年)."""
    before = f"(?<!{_NUMERAL})" if re.match(_NUMERAL, phrase) else ""
    after = f"(?!{_NUMERAL})" if re.search(f"{_NUMERAL}$", phrase) else ""
    return before + re.escape(phrase) + after


def _any(words: Iterable[str]) -> str:
    return "|".join(sorted(map(re.escape, words), key=len, reverse=True))
