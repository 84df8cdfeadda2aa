"""Reads guiding cases and entries of the People's Court Case Library by their fields.

Guiding cases as published: 关键词, 裁判要点, 相关法条, 基本案情, 裁判结果, 裁判理由.
Entries of the library (法〔2024〕92号): 标题, 副标题, 关键词, 基本案情, 裁判理由,
裁判要旨, 关联索引, 入库编号.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from itertools import pairwise

from workbench.kernel.numerals import DATE, parse_date
from workbench.law.citation.names import LawNames
from workbench.law.precedents.charges import canonical
from workbench.law.precedents.header import Header, read_header
from workbench.law.precedents.judgment import read_articles, titled_charges
from workbench.law.precedents.model import (
    LIBRARY_NUMBER,
    CitedArticle,
    CourtLevel,
    Kind,
    Origin,
    Outcome,
    Part,
    Precedent,
    Section,
)
from workbench.law.precedents.outcome import read_outcome
from workbench.reference.case_number import find_all
from workbench.reference.causes import AREA_WORDS, cause_of_name, find_cause
from workbench.reference.courts import find_courts
from workbench.reference.rule_data import read_toml

FIELDS: Mapping[str, Part] = {
    "关键词": Part.KEYWORDS,
    "裁判要旨": Part.GIST,
    "裁判要点": Part.GIST,
    "典型意义": Part.GIST,
    "基本案情": Part.CASE_FACTS,
    "案情": Part.CASE_FACTS,
    "裁判结果": Part.RESULT,
    "裁判理由": Part.CASE_REASONS,
    "关联索引": Part.RELATED,
    "相关法条": Part.RELATED,
    "标题": Part.HEADER,
    "副标题": Part.HEADER,
    "入库编号": Part.HEADER,
}
"""The names of the fields, and the part that each is."""

_NAMES = "|".join(sorted(FIELDS, key=len, reverse=True))
_LABEL = re.compile(
    rf"^[【\[（(]?(?P<name>{_NAMES})[】\]）)]?[ ：:]*(?=\n|(?<=[：:】\] ]).|$)", re.MULTILINE
)
_GUIDING = re.compile(r"指导(?:性)?案例\s*第?\s*(?P<no>\d{1,4})\s*号")
_RESULT = re.compile(
    r"(?:人民法院|本院|法院)于?[^。]{0,30}作出[^。]{2,40}(?:判决|裁定|决定)|(?:判决|裁定)："
)
_HEADING = re.compile(
    r"^(?:典型)?案例\s*(?:[一二三四五六七八九十百]{1,4}|\d{1,3})(?=\s|[：:、.]|$)|^指导(?:性)?案例\s*第?\s*\d{1,4}\s*号|"
    r"^[一二三四五六七八九十]{1,3}、[^。\n]{4,80}案$",
    re.MULTILINE,
)
_IN_EFFECT = re.compile(
    r"(?:一审|二审|再审)?宣判后|(?:双方|各方|当事人|被告人|原、被告)[^。；]{0,12}(?:未|没有)(?:提起|提出)?(?:上诉|抗诉)|"
    r"(?:该|本|上述|一审|二审|生效)?(?:判决|裁定|决定|裁判)(?:现|均)?已(?:经)?(?:发生法律效力|生效)"
)
"""What an entry tells of after the decision; it grants nothing."""
_DATE = re.compile(DATE)
_ORDINAL = re.compile(
    r"^(?:典型)?案例\s*(?:[一二三四五六七八九十百]{1,4}|\d{1,3})[：:、.\s]*|^[一二三四五六七八九十]{1,3}、"
)
_NAMED = re.compile(
    r"^(?:标题|副标题|入库编号|人民法院案例库|案例库)[ ：:]*|"
    r"[（(].{0,30}(?:讨论通过|发布).{0,20}[）)]"
)


def is_entry(text: str) -> bool:
    """Say whether a normalised text is a guiding case or an entry of a library, by its fields."""
    names = {match["name"] for match in _LABEL.finditer(text)}
    parts = {FIELDS[name] for name in names}
    return Part.CASE_FACTS in parts and bool(parts & {Part.GIST, Part.CASE_REASONS, Part.KEYWORDS})


def split_entries(text: str) -> list[str]:
    """Divide a normalised text that holds several cases, as typical cases are published.

    Only where every case has its heading (案例一, 指导性案例8号 …); else the text stays whole.
    """
    facts = [match.start() for match in _LABEL.finditer(text) if match["name"] == "基本案情"]
    if len(facts) < 2:
        return [text]
    heads = [match.start() for match in _HEADING.finditer(text)]
    chosen = [max((h for h in heads if h < fact), default=-1) for fact in facts]
    if chosen[0] < 0 or len({*chosen}) < len(facts):
        return [text]
    # The list of contents before the first case repeats the headings and is left out.
    return [text[a:b].rstrip() for a, b in pairwise([*chosen, len(text)])]


def read_entry(
    text: str, names: LawNames, title: str = "", origin: Origin | None = None
) -> Precedent:
    """Read a guiding case or an entry of a library.

    Args:
        text: normalised, with the names of its fields at the beginning of lines.
        names: laws that may be named without book marks.
        title: a title that came along; may be empty.
        origin: where it comes from; ``None`` to tell by its numbers.
    """
    sections = tuple(_sections(text))
    keywords = _keywords(_first(text, sections, Part.KEYWORDS))
    guiding, number = _GUIDING.search(text[:300]), LIBRARY_NUMBER.search(text)
    header = _decided_by(text, sections)
    kind = _kind(keywords, number[0] if number else "", header.kind)
    title = title or _title(text, sections)
    outcome = read_outcome(text, _last_result(text, sections), kind, header.stage)
    causes = _causes(keywords, title, kind, outcome)
    return Precedent(
        text,
        origin or _origin(guiding is not None, number is not None),
        kind if kind is not Kind.OTHER else _kind_of_causes(causes),
        title,
        header.number,
        _library_number(guiding, number),
        header.court,
        header.level,
        header.province,
        header.stage,
        header.document,
        _decided(text, sections, header.number),
        causes,
        sections,
        _articles(text, sections, names),
        outcome,
        keywords,
        _first(text, sections, Part.GIST),
    )


def _library_number(guiding: re.Match[str] | None, number: re.Match[str] | None) -> str:
    if number is not None:
        return number[0]
    return f"指导性案例{guiding['no']}号" if guiding else ""


def _origin(guiding: bool, numbered: bool) -> Origin:
    if guiding:
        return Origin.GUIDING
    return Origin.LIBRARY if numbered else Origin.TYPICAL


def _sections(text: str) -> Iterator[Section]:
    labels = list(_LABEL.finditer(text))
    first = labels[0].start() if labels else len(text)
    if text[:first].strip():
        yield Section(Part.HEADER, 0, len(text[:first].rstrip()))
    ends = [label.start() for label in labels[1:]] + [len(text)]
    for label, end in zip(labels, ends, strict=bool(labels)):
        yield from _field(text, FIELDS[label["name"]], label.end(), end)


def _field(text: str, part: Part, start: int, end: int) -> Iterator[Section]:
    words = text[start:end]
    start += len(words) - len(words.lstrip())
    end = start + len(words.strip())
    if start >= end:
        return
    result = _result_start(text, start, end) if part is Part.CASE_FACTS else end
    yield Section(part, start, len(text[:result].rstrip()))
    if result < end:
        yield Section(Part.RESULT, result, end)


def _result_start(text: str, start: int, end: int) -> int:
    """Return where the facts of an entry go over to what the courts decided."""
    position = text.rfind("\n", start, end) + 1
    found = end
    while position > start:
        line_end = text.find("\n", position, end)
        if not _RESULT.search(text, position, end if line_end < 0 else line_end):
            break
        found = position
        position = text.rfind("\n", start, position - 1) + 1
    return found


def _first(text: str, sections: Sequence[Section], part: Part) -> str:
    return "\n".join(text[s.start : s.end] for s in sections if s.part is part)


def _keywords(words: str) -> tuple[str, ...]:
    parts = re.split(r"[\s/／、，,；;|·]+", words)
    return tuple(dict.fromkeys(part for part in parts if part))


def _decided_by(text: str, sections: Sequence[Section]) -> Header:
    """Return court and number of the decision in effect: the last that the entry names."""
    for part in (Part.RELATED, Part.RESULT, Part.CASE_FACTS):
        words = _first(text, sections, part)
        mentions = find_all(words)
        if not mentions:
            continue
        last = mentions[-1]
        before = [m.court for m in find_courts(words[: last.start])]
        court = before[-1].name if before else ""
        behind = words[last.end : last.end + 12]
        return read_header(f"{court}\n{behind}\n{last.number.text}", ())
    return Header("", "", CourtLevel.UNKNOWN, "", Kind.OTHER, read_header("", ()).stage, "", "")


def _decided(text: str, sections: Sequence[Section], number: str) -> date | None:
    """Return the day of the decision in effect: behind its number, else before it."""
    for part in (Part.RELATED, Part.RESULT, Part.CASE_FACTS):
        words = _first(text, sections, part)
        mentions = [m for m in find_all(words) if m.number.text == number]
        if not mentions:
            continue
        last = mentions[-1]
        behind = _DATE.search(words[last.end : last.end + 40])
        before = list(_DATE.finditer(words[max(0, last.start - 40) : last.start]))
        earlier = before[-1] if before else behind
        found = behind if part is Part.RELATED and behind else earlier
        if found is not None:
            return _day(found.group())
    return None


def _day(words: str) -> date | None:
    try:
        return parse_date(words)
    except ValueError:
        return None


def _kind(keywords: Sequence[str], number: str, by_number: Kind) -> Kind:
    for word in keywords[:2]:
        if word in {kind.value for kind in Kind}:
            return Kind(word)
    if number:
        kinds: dict[str, str] = read_toml("case_library.toml")["kind"]
        if known := kinds.get(number.split("-")[2]):
            return Kind(known)
    return by_number


def _kind_of_causes(causes: Sequence[str]) -> Kind:
    """Return the kind of procedure that the first cause belongs to."""
    cause = cause_of_name(causes[0]) if causes else None
    return Kind(AREA_WORDS[cause.area]) if cause else Kind.OTHER


def _title(text: str, sections: Sequence[Section]) -> str:
    lines = _first(text, sections, Part.HEADER).split("\n")
    cleaned = [LIBRARY_NUMBER.sub("", _NAMED.sub("", line)).strip(" ：:") for line in lines]
    cleaned = [_ORDINAL.sub("", line) for line in cleaned]
    titles = [line for line in cleaned if line and not _GUIDING.fullmatch(line)]
    return titles[0] if titles else lines[0]


def _causes(keywords: Sequence[str], title: str, kind: Kind, outcome: Outcome) -> tuple[str, ...]:
    if kind is Kind.CRIMINAL:
        named = [name for word in keywords if (name := canonical(word))]
        sentenced = outcome.sentences[0].charges if outcome.sentences else ()
        return tuple(named) or titled_charges(title) or sentenced
    named = [
        cause.name
        for word in keywords
        if (cause := cause_of_name(word) or cause_of_name(f"{word}纠纷"))
    ]
    if named:
        return (named[0],)
    mention = find_cause(title)
    return (mention.cause.name,) if mention else ()


def _last_result(text: str, sections: Sequence[Section]) -> list[Section]:
    """Return the section of the last decision, without those of the courts below."""
    results = [s for s in sections if s.part is Part.RESULT]
    if not results:
        return []
    section = results[-1]
    words = text[section.start : section.end]
    last = [match.end() for match in re.finditer(r"(?:判决|裁定|决定)(?:如下)?[：:，]", words)]
    start = last[-1] if last else 0
    after = _IN_EFFECT.search(words, start)
    end = section.start + after.start() if after else section.end
    return [Section(Part.RESULT, section.start + start, end)]


def _articles(text: str, sections: Sequence[Section], names: LawNames) -> tuple[CitedArticle, ...]:
    """Return the articles of the index, which stand for the basis, and those of the reasons."""
    indexed = [Section(Part.REASONING, s.start, s.end) for s in sections if s.part is Part.RELATED]
    basis = {(a.law, a.place): a for a in read_articles(text, indexed, names)}
    basis = {key: CitedArticle(a.law, a.place, True) for key, a in basis.items()}
    others = read_articles(text, sections, names)
    return (*basis.values(), *(a for a in others if (a.law, a.place) not in basis))
