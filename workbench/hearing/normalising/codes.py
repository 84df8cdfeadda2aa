"""Numbers that name something: case numbers, articles of laws, telephone and card numbers."""

import re
from collections.abc import Iterator
from functools import cache

from workbench.hearing.normalising.number_data import NumberData
from workbench.hearing.normalising.numerals import read, read_digits
from workbench.hearing.rewriting import Edit
from workbench.kernel.errors import UserError
from workbench.kernel.numerals import format_integer
from workbench.reference.case_number import PROVINCES, case_types, parse

_D = "[零〇一二三四五六七八九幺0-9]"
_SAID = "[零〇一二两三四五六七八九十百千万幺0-9]"
_ARTICLE = re.compile(r"第(\d{1,5})(条|款|项)")
_KEPT_ORDINAL = re.compile(
    r"第[零〇一二两三四五六七八九十百千万]+[条款项章节编审次期]?(?:之[一二三四五六七八九十]+)?"
)
_PAGE = re.compile(r"第(?P<n>[一二三四五六七八九]?[十百][零一二三四五六七八九十百]*)(?=页)")
_RUN = re.compile(rf"{_D}(?:[ \-－]?{_D}){{2,}}[XxＸ]?")


def case_numbers(text: str) -> Iterator[Edit]:
    """Yield case numbers in standard form (二零二三京零一民终九号 → （2023）京01民终9号)."""
    for match in _case_number().finditer(text):
        year, court = read_digits(match["year"]), read_digits(match["court"] or "")
        serial = read_digits(match["no"]) if len(match["no"]) > 1 else None
        said = read(match["no"]) if serial is None else None
        number = serial or (str(said.value) if said and not said.short else "")
        kind = match["kind"]
        place = match["province"] + (court or "")
        try:
            whole = parse(f"（{year}）{place}{match['special'] or ''}{kind}{number}号").text
        except UserError:
            continue
        yield Edit(match.start(), match.end(), whole + (match["sub"] or ""), "case_number")


def ordinals(text: str, data: NumberData) -> Iterator[Edit]:
    """Yield articles in Chinese characters after the name of a law, and what is left as it is.

    Articles, paragraphs and items stand in characters (《民事裁判文书制作规范》); pages of the
    papers in figures.
    """
    for match in _PAGE.finditer(text):
        number = read(match["n"])
        if number and number.value > 10:
            yield Edit(match.start(), match.end(), f"第{number.value}", "page")
    ends: set[int] = set()
    for match in _ARTICLE.finditer(text):
        # A paragraph or an item follows its article at once.
        if match.start() in ends or (
            match[2] == "条" and data.law_end.search(text[: match.start()])
        ):
            ends.add(match.end())
            words = format_integer(int(match[1]))
            yield Edit(match.start(), match.end(), f"第{words}{match[2]}", "article")
    for match in _KEPT_ORDINAL.finditer(text):
        yield Edit(match.start(), match.end(), match[0], "kept")


def long_numbers(text: str, data: NumberData) -> Iterator[Edit]:
    """Yield digits that are said one after the other: telephone, identity, account, room."""
    for match in _RUN.finditer(text):
        digits = re.sub(r"[ \-－]", "", match[0])
        if not re.search("[零〇一二三四五六七八九幺]", digits):
            continue
        after = text[match.end() :]
        long = len(digits) >= 7
        cued = data.number_cue.search(text[: match.start()])
        room = len(digits) <= 4 and data.number_tail.match(after)
        if not (long or cued or room) or re.match("[十百千万亿年点]", after):
            continue
        end = "X" if digits[-1] in "XxＸ" else ""
        figures = read_digits(digits[: len(digits) - len(end)])
        if figures:
            yield Edit(match.start(), match.end(), figures + end, "digits")


@cache
def _case_number() -> re.Pattern[str]:
    kinds = "|".join(sorted(case_types(), key=len, reverse=True))
    return re.compile(
        rf"[(（]?\s*(?P<year>[12一二][90零〇九]{_D}{{2}})\s*[)）]?\s*[年]?\s*"
        rf"(?P<province>最高法|[{PROVINCES}])\s*(?P<court>{_D}{{4}}|{_D}{{2}})?\s*(?P<special>[知商])??"
        rf"(?P<kind>{kinds})\s*第?\s*(?P<no>{_SAID}{{1,12}})\s*号(?P<sub>之[一二三四五六七八九十]+)?"
    )
