"""Case numbers (案号): reading, finding, writing.

Source: 《关于人民法院案件案号的若干规定》 (法〔2015〕137号, in force 2016-01-01); numbers in the
older style (…字第21号) are recognised and kept, not decoded.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from types import MappingProxyType

from workbench.kernel.errors import UserError
from workbench.kernel.numerals import format_integer, parse_integer
from workbench.reference.courts import Court, court_of_code, level_of_code
from workbench.reference.rule_data import read_csv, read_toml

PROVINCES = "京津冀晋内辽吉黑沪苏浙皖闽赣鲁豫鄂湘粤桂琼渝川黔云藏陕甘青宁新军兵"
"""First characters of court codes; 最高法 stands beside them."""

_OPEN, _CLOSE = r"[（(〔\[［【]", r"[）)〕\]］】]"
_YEAR = rf"{_OPEN}\s*(?P<year>(?:19|20)\d\s*\d)\s*{_CLOSE}\s*"
_AGAIN = (
    r"(?:\s*号\s*[、和及至-]\s*第?\s*\d{1,8}(?=(?:\s*[、-]\s*\d{1,8})*\s*号(?!\s*[楼房院门])))*"
)
"""Further serials, each with its 号 (17号、18号); a house number is none."""
_TAIL = (
    r"\s*第?\s*(?P<no>\d(?:\s?\d){0,7}(?:\s*(?:[、,，]|[-—–~至])\s*\d{1,8})*"
    rf"{_AGAIN})\s*号"
    r"(?:\s*之\s*(?P<sub>[一二三四五六七八九十]{1,3}|\d{1,2}))?"
)
_LEGACY = re.compile(
    _YEAR
    + r"(?P<legacy>[\u4e00-\u9fff]{2,14}字)\s*第\s*(?P<no>\d{1,8}(?:\s*[-—、]\s*\d{1,8})*"
    + rf"{_AGAIN})\s*号"
    r"(?:\s*之\s*(?P<sub>[一二三四五六七八九十]{1,3}|\d{1,2}))?"
)
_FULLWIDTH = {ord("０") + i: str(i) for i in range(10)}
_ADVICE = "请按“（年度）法院代字＋类型代字＋编号＋号”填写，例如（2021）京0105民初1号。"
_MOST_JOINED = 500


@dataclass(frozen=True)
class CaseType:
    """A type code (类型代字): 民初 → 民事一审."""

    code: str
    meaning: str
    domain: str
    stage: str


@dataclass(frozen=True)
class CaseNumber:
    """A case number, or several joined ones (3827、3828号).

    Attributes:
        year: filing year.
        court_code: 最高法, 京, 京01, 京0105; in the older style everything before 字第.
        special: 专门审判代字 (知), usually empty.
        type_code: 民初, 执 …; empty in the older style.
        serials: numbers, ascending as written; a range is expanded.
        written: serials as written, with 、 and - as separators.
        suffix: N of 之N, 0 where there is none.
        legacy: whether it is of the older style (…字第…号).
    """

    year: int
    court_code: str
    type_code: str
    serials: tuple[int, ...]
    written: str
    special: str = ""
    suffix: int = 0
    legacy: bool = False

    @property
    def text(self) -> str:
        """The number in standard form, with full-width brackets."""
        middle = f"{self.court_code}第" if self.legacy else self._codes
        tail = f"之{format_integer(self.suffix)}" if self.suffix else ""
        return f"（{self.year}）{middle}{self.written}号{tail}"

    @property
    def singles(self) -> tuple[str, ...]:
        """Each of joined numbers by itself, in standard form; one that is not joined alone."""
        if len(self.serials) == 1:
            return (self.text,)
        stem, _, tail = self.text.rpartition(self.written)
        return tuple(f"{stem}{serial}{tail}" for serial in self.serials)

    @property
    def _codes(self) -> str:
        return f"{self.court_code}{self.special}{self.type_code}"

    @property
    def court(self) -> Court | None:
        """The court of the code, ``None`` where the list has none or the style is old."""
        return None if self.legacy else court_of_code(self.court_code)

    @property
    def level(self) -> int:
        """Level of the court by the form of its code (1–4), 0 in the older style."""
        return 0 if self.legacy else level_of_code(self.court_code)

    @property
    def type(self) -> CaseType | None:
        """What the type code says; ``None`` in the older style."""
        return case_types().get(self.type_code)

    @property
    def stage(self) -> str:
        """Stage by the type code (一审, 二审, 再审, 实施 …), empty where unknown."""
        return self.type.stage if self.type else ""

    @property
    def procedure(self) -> str:
        """Procedure by the stage (第一审程序 …), empty where the table has none."""
        words: dict[str, str] = read_toml("case_number.toml")["procedure"]
        return words.get(self.stage, "")


@dataclass(frozen=True)
class Mention:
    """A case number in a text: characters ``start`` to ``end``."""

    start: int
    end: int
    number: CaseNumber


@cache
def case_types() -> Mapping[str, CaseType]:
    """Return the type codes by code (``resources/rules/case_types.csv``)."""
    types = [
        CaseType(row["code"], row["meaning"], row["domain"], row["stage"])
        for row in read_csv("case_types.csv")
    ]
    return MappingProxyType({item.code: item for item in types})


@cache
def _modern() -> re.Pattern[str]:
    types = "|".join(r"\s*".join(code) for code in sorted(case_types(), key=len, reverse=True))
    court = rf"最高法|[{PROVINCES}]\s*(?:\d{{4}}|\d{{2}})?(?!\d)"
    return re.compile(
        _YEAR + rf"(?P<court>{court})\s*(?P<spec>[知商])??\s*(?P<type>{types})" + _TAIL
    )


def find_all(text: str) -> list[Mention]:
    """Find the case numbers of a text, in order; blanks inside (OCR) are tolerated."""
    text = text.translate(_FULLWIDTH)
    mentions = [
        Mention(match.start(), match.end(), _build(match))
        for pattern in (_modern(), _LEGACY)
        for match in pattern.finditer(text)
    ]
    return sorted(mentions, key=lambda mention: mention.start)


def parse(text: str) -> CaseNumber:
    """Read one case number (or several joined ones) that is the whole text.

    Raises:
        UserError: it is none; the sentence says which part is wrong.
    """
    cleaned = re.sub(r"\s", "", text.translate(_FULLWIDTH))
    match = _modern().fullmatch(cleaned) or _LEGACY.fullmatch(cleaned)
    if match is None:
        raise UserError(_what_is_wrong(cleaned), _ADVICE)
    return _build(match)


def _build(match: re.Match[str]) -> CaseNumber:
    parts = {key: re.sub(r"\s", "", value or "") for key, value in match.groupdict().items()}
    written = re.sub(
        r"[,，和及]", "、", re.sub(r"[—–~至]+", "-", re.sub("[第号]", "", parts["no"]))
    )
    return CaseNumber(
        year=int(parts["year"]),
        court_code=parts.get("court") or parts["legacy"],
        type_code=parts.get("type", ""),
        serials=_serials(written),
        written=written,
        special=parts.get("spec", ""),
        suffix=parse_integer(parts["sub"]) if parts["sub"] else 0,
        legacy="legacy" in parts,
    )


def _serials(written: str) -> tuple[int, ...]:
    serials: list[int] = []
    for item in written.split("、"):
        first, *rest = (int(number) for number in item.split("-"))
        last = rest[-1] if rest else first
        if rest and first < last <= first + _MOST_JOINED:
            serials.extend(range(first, last + 1))
        else:
            # An older range may repeat only the last digits (1201-05号): keep what is written.
            serials.extend([first, *rest])
    return tuple(serials)


def _what_is_wrong(text: str) -> str:
    """Say which part of a would-be case number cannot be read."""
    if not text:
        return "案号为空。"
    head = re.match(rf"{_OPEN}(?:19|20)\d{{2}}{_CLOSE}", text)
    if head is None:
        return f"“{text}”不以带括号的四位收案年度开头。"
    rest = text[head.end() :]
    if not re.search(r"\d号(?:之.+)?$", rest):
        return f"“{text}”没有以“编号＋号”结尾。"
    court = re.match(rf"最高法|[{PROVINCES}]\d*", rest)
    if court is None:
        return _wrong_court(rest)
    if sum(c.isdigit() for c in court.group()) not in (0, 2, 4):
        return f"法院代字“{court.group()}”的数字应为0位、2位（中院）或4位（基层法院）。"
    code = re.sub(r"\d.*$", "", rest[court.end() :])
    return f"类型代字“{code}”不在《人民法院案件类型及其代字标准》所列之中。"


def _wrong_court(rest: str) -> str:
    wrong: dict[str, str] = read_toml("case_number.toml")["wrong_province"]
    right = wrong.get(rest[:1], "")
    if right:
        return f"法院代字不用“{rest[0]}”，应为“{right}”。"
    return f"“{rest[:1]}”不是法院代字的首字。"
