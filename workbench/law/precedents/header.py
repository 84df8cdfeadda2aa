"""What a document says of itself: court, case number, name of the document, kind, stage, date.

Case numbers: 法〔2015〕137号; before 2016 they say kind and stage by their last characters
(刑初字, 民终字). The date stands in characters under the signatures (二〇一九年三月五日).
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from workbench.kernel.numerals import parse_integer
from workbench.law.precedents.model import CourtLevel, Kind, Part, Section, Stage
from workbench.reference.case_number import CaseNumber, find_all
from workbench.reference.courts import Court, court_of_name, find_courts

_TOP = 500
_DOCUMENT = re.compile(
    r"(?P<name>(?:刑事|民事|行政|执行|赔偿|国家赔偿|委员会)?(?:附带|公益|诉讼|及|暨|民事|行政|赔偿|再审|缺席|先予执行|部分|中间|特别程序)*"
    r"(?:判决书|裁定书|调解书|决定书|通知书|支付令|保护令|禁令))(?![\u4e00-\u9fff]{0,6}[判裁决])"
)
_LOOSE = re.compile(
    r"[（(〔\[［【]?\s*(?P<year>(?:19|20)[\dlOo]{2})\s*[）)〕\]］】]?\s*(?P<rest>(?=\d{0,4}(?!号)[\u4e00-\u9fff])[^\s，。；：（）()号]{2,18}"
    r"(?:[（(][\u4e00-\u9fff]{1,3}[）)][^\s，。；：（）()号]{1,14})?)号"
)
_COURT = re.compile(r"[\u4e00-\u9fff·]{2,36}?(?:人民法院|法院)(?:生产建设兵团分院)?")
_PROSECUTED = re.compile(r"^(?:原审?)?(?:公诉|抗诉)机关", re.MULTILINE)
_CITY = re.compile(r"^.{2,7}?(?:市|自治州|盟|地区)")
_ADDRESSED = re.compile(r"^(?:中华人民共和国)(?=.{2,}法院)")
_DAY = re.compile(
    r"(?P<y>[一二][〇○零０OoОΟＯ0一二三四五六七八九]{3})年(?P<m>[一二三四五六七八九十元]{1,2})月(?P<d>[一二三四五六七八九十廿卅]{1,3})日"
    r"|(?P<y2>(?:19|20)\d\d)\s*年\s*(?P<m2>\d{1,2})\s*月\s*(?P<d2>\d{1,2})\s*日"
)
_ZERO = re.compile("[〇○零０OoОΟＯ0]")
_KINDS = (
    ("赔", Kind.COMPENSATION), ("执", Kind.ENFORCEMENT), ("刑", Kind.CRIMINAL),
    ("行", Kind.ADMINISTRATIVE), ("民", Kind.CIVIL), ("商", Kind.CIVIL), ("知", Kind.CIVIL),
    ("海", Kind.CIVIL), ("破", Kind.CIVIL),
)  # fmt: skip
_DOMAINS = {
    "刑事": Kind.CRIMINAL, "民事": Kind.CIVIL, "行政": Kind.ADMINISTRATIVE,
    "赔偿": Kind.COMPENSATION, "执行": Kind.ENFORCEMENT, "清算破产": Kind.CIVIL,
    "非诉保全": Kind.CIVIL,
}  # fmt: skip
_STAGES = {
    "一审": Stage.FIRST, "二审": Stage.SECOND, "再审": Stage.RETRIAL, "审监": Stage.REVIEW,
    "复核": Stage.DEATH_REVIEW, "特别": Stage.SPECIAL, "催告": Stage.SPECIAL,
    "督促": Stage.SPECIAL, "特殊诉讼": Stage.FIRST, "上诉": Stage.SECOND,
}  # fmt: skip
_OLD_STAGES = (
    ("再", Stage.RETRIAL), ("提", Stage.RETRIAL), ("核", Stage.DEATH_REVIEW),
    ("复", Stage.DEATH_REVIEW), ("申", Stage.REVIEW), ("监", Stage.REVIEW),
    ("终", Stage.SECOND), ("特", Stage.SPECIAL), ("初", Stage.FIRST),
)  # fmt: skip
_PROVINCES = {
    "京": "北京市", "津": "天津市", "冀": "河北省", "晋": "山西省", "内": "内蒙古自治区",
    "辽": "辽宁省", "吉": "吉林省", "黑": "黑龙江省", "沪": "上海市", "苏": "江苏省",
    "浙": "浙江省", "皖": "安徽省", "闽": "福建省", "赣": "江西省", "鲁": "山东省",
    "豫": "河南省", "鄂": "湖北省", "湘": "湖南省", "粤": "广东省", "桂": "广西壮族自治区",
    "琼": "海南省", "渝": "重庆市", "川": "四川省", "黔": "贵州省", "云": "云南省",
    "藏": "西藏自治区", "陕": "陕西省", "甘": "甘肃省", "青": "青海省",
    "宁": "宁夏回族自治区", "新": "新疆维吾尔自治区", "兵": "新疆维吾尔自治区",
}  # fmt: skip


@dataclass(frozen=True)
class Header:
    """What was read; see :class:`workbench.law.precedents.model.Precedent`."""

    number: str
    court: str
    level: CourtLevel
    province: str
    kind: Kind
    stage: Stage
    document: str
    title: str


def read_header(text: str, sections: Sequence[Section], named: str = "") -> Header:
    """Read the header of a judgment.

    Args:
        text: normalised.
        sections: its parts.
        named: a title that came along (of the row or the file), searched where the text is silent.
    """
    top = _top(text, sections)
    number, parsed = _number(top, named)
    court = _court(top, parsed, text, sections)
    document = _document(top) or _document(named)
    kind = _kind(number, parsed, document)
    stage = _stage(number, parsed, kind, text, sections)
    level = _level(parsed, court)
    province = court.province or _PROVINCES.get(parsed.court_code[:1] if parsed else "", "")
    province = province or _province_of(court.name)
    if _PROSECUTED.search(text[:600]):
        kind = Kind.CRIMINAL
    return Header(number, court.name, level, province, kind, stage, document, _title(top, named))


def read_date(text: str, sections: Sequence[Section]) -> date | None:
    """Read the date of a document: under the signatures, else the last one in characters."""
    for section in sections:
        if section.part is Part.TAIL:
            tail = text[section.start : section.end]
            if (found := _first_day(tail[:900])) is not None:
                return found
    end = text[-1500:]
    days = [day for day in map(_day, _DAY.finditer(end)) if day]
    written = [day for match in _DAY.finditer(end) if match["y"] and (day := _day(match))]
    return written[-1] if written else (days[-1] if days and not sections else None)


def _first_day(tail: str) -> date | None:
    matches = list(_DAY.finditer(tail))
    # The date of the document is in characters; figures there belong to what is appended.
    for match in sorted(matches, key=lambda m: m["y"] is None):
        if (day := _day(match)) is not None:
            return day
    return None


def _day(match: re.Match[str]) -> date | None:
    try:
        if match["y"] is None:
            return date(int(match["y2"]), int(match["m2"]), int(match["d2"]))
        year = parse_integer(_ZERO.sub("〇", match["y"]))
        month = 1 if match["m"] == "元" else parse_integer(match["m"])
        days = match["d"].replace("廿", "二十").replace("卅", "三十")
        return date(year, month, parse_integer(days))
    except ValueError:
        return None


def _top(text: str, sections: Sequence[Section]) -> str:
    if sections and sections[0].part is Part.HEADER:
        return text[: sections[0].end]
    return text[:_TOP]


def _number(top: str, named: str) -> tuple[str, CaseNumber | None]:
    for where in (top, named):
        found = find_all(where)
        if found:
            return found[-1].number.text, found[-1].number
    loose = list(_LOOSE.finditer(top))
    if not loose:
        return "", None
    year = re.sub("[Oo]", "0", loose[-1]["year"].replace("l", "1"))
    return f"（{year}）{loose[-1]['rest']}号", None


def _court(top: str, number: CaseNumber | None, text: str, sections: Sequence[Section]) -> Court:
    lines = [_ADDRESSED.sub("", line) for line in top.split("\n")]
    for line in lines:
        if line.endswith(("法院", "分院")) and len(line) <= 40:
            return court_of_name(line) or Court(line, 0)
    known = [mention.court for line in lines for mention in find_courts(line)]
    if known:
        return known[-1]
    if number is not None and number.court is not None:
        return number.court
    written = [match.group() for line in lines for match in _COURT.finditer(line)]
    if written:
        return Court(written[-1], 0)
    return _signing_court(text, sections)


def _signing_court(text: str, sections: Sequence[Section]) -> Court:
    """Return a court that the tail names alone on a line; an empty one if there is none."""
    for section in sections:
        if section.part is Part.TAIL:
            for line in text[section.start : section.end].split("\n")[:8]:
                if line.endswith("法院") and (court := court_of_name(line)):
                    return court
    return Court("", 0)


def _document(text: str) -> str:
    compact = re.sub(r"[ ＋+]", "", text)
    found = [match["name"] for match in _DOCUMENT.finditer(compact)]
    alone = [line for line in compact.split("\n") if line in found]
    return (alone or found or [""])[-1]


def _kind(number: str, parsed: CaseNumber | None, document: str) -> Kind:
    if parsed is not None and parsed.type is not None:
        return _DOMAINS.get(parsed.type.domain, Kind.OTHER)
    for words in (parsed.court_code if parsed else number, document):
        for sign, kind in _KINDS:
            if sign in words:
                return kind
    return Kind.OTHER


def _stage(
    number: str, parsed: CaseNumber | None, kind: Kind, text: str, sections: Sequence[Section]
) -> Stage:
    if kind is Kind.ENFORCEMENT:
        return Stage.ENFORCEMENT
    if parsed is not None and parsed.type is not None:
        return _STAGES.get(parsed.type.stage, Stage.OTHER)
    words = parsed.court_code if parsed else number
    for sign, stage in _OLD_STAGES:
        if sign in words[-5:]:
            return stage
    return _stage_of_result(text, sections)


def _stage_of_result(text: str, sections: Sequence[Section]) -> Stage:
    result = "".join(text[s.start : s.end] for s in sections if s.part is Part.RESULT)
    if re.search(r"本(?:判决|裁定)为终审", result):
        return Stage.SECOND
    return Stage.FIRST if "如不服本" in result else Stage.OTHER


def _level(number: CaseNumber | None, court: Court) -> CourtLevel:
    if number is not None and not number.legacy:
        return CourtLevel(number.level)
    if court.level:
        return CourtLevel(court.level)
    return level_of_name(court.name)


def level_of_name(name: str) -> CourtLevel:
    """Return the level that a court's name says; unknown for an empty name."""
    if not name:
        return CourtLevel.UNKNOWN
    if name.startswith("最高"):
        return CourtLevel.SUPREME
    if "高级" in name:
        return CourtLevel.HIGH
    if re.search("中级|知识产权法院|海事法院|金融法院", name):
        return CourtLevel.INTERMEDIATE
    return CourtLevel.BASIC


def _province_of(name: str) -> str:
    """Return the province that a name begins with, or that its city lies in."""
    if stated := next((full for full in _PROVINCES.values() if name.startswith(full[:2])), ""):
        return stated
    city = _CITY.match(name)
    above = court_of_name(f"{city.group()}中级人民法院") if city else None
    return above.province if above else ""


def _title(top: str, named: str) -> str:
    """Return the title that came along, or the line above the court's name."""
    if named:
        return named
    first = top.split("\n", 1)[0]
    return first if len(first) > 12 and not first.endswith("法院") else ""
