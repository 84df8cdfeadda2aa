"""The record as a document: head, persons, body, exhibits, amendments, signatures."""

from collections.abc import Iterator, Sequence
from datetime import datetime

from workbench.hearing.model import Amendment
from workbench.hearing.record.blocks import Block, Document, Table, Text, one_line
from workbench.hearing.record.clock import day_words
from workbench.hearing.record.draft import Line, RecordDraft
from workbench.hearing.record.exhibits import Cell, Exhibit, stances
from workbench.hearing.record.head import Person
from workbench.hearing.record.opinions import STANCE_WORDS
from workbench.hearing.record.sides import side_of
from workbench.hearing.timeline import clock

_ASPECTS = ("真实性", "合法性", "关联性", "对证明目的")
MOST_PLACES = 8
"""Places for signatures at the foot of a page at most."""
_WITNESSES = ("证人", "鉴定人", "翻译", "勘验人")


def record_document(draft: RecordDraft) -> Document:
    """Return the record as a document; what nobody checked is marked in text and on each page."""
    sentences = draft.template.sentences
    blocks = tuple(
        block
        for part in (_opening, _body, _exhibits, _amendments, _signing)
        for block in part(draft)
    )
    head = f"{sentences['draft']}（未核对 {draft.unchecked:,} 段）" if draft.is_draft else ""
    foot = _foot(draft.persons)
    return Document(draft.title, blocks, head, foot, draft.options.large)


def _opening(draft: RecordDraft) -> Iterator[Block]:
    if draft.court:
        yield Text(one_line(draft.court), "title")
    yield Text(draft.title, "title")
    rows = tuple((row.label, one_line(row.value)) for row in draft.head)
    yield Table(rows, (4, 12), labels=True)
    if draft.persons:
        heads = ("诉讼地位", "姓名（名称）", "代理权限等", "身份核对", "到庭情况")
        yield Table((heads, *map(_person, draft.persons)), (6, 7, 8, 4, 4), head=True)


def _person(person: Person) -> tuple[str, ...]:
    of = f"（{person.of}的）" if person.of else ""
    detail = "，".join(part for part in (person.authority, person.detail) if part)
    verified = "已核对" if person.verified else ""
    return tuple(
        one_line(text)
        for text in (f"{of}{person.role}", person.name, detail, verified, person.present)
    )


def _body(draft: RecordDraft) -> Iterator[Block]:
    for section in draft.sections:
        if section.title:
            yield Text(section.title, "heading")
        for line in section.lines:
            yield _line(draft, line)


def _line(draft: RecordDraft, line: Line) -> Text:
    when = f"〔{clock(line.at)}〕" if draft.options.times else ""
    mark = draft.template.sentences["unchecked"] if line.unchecked else ""
    return Text(one_line(line.text), "body", f"{when}{line.speaker}：", mark)


def _exhibits(draft: RecordDraft) -> Iterator[Block]:
    if not draft.exhibits:
        return
    yield Text("举证、质证情况", "heading")
    rows = [row for exhibit in draft.exhibits for row in _exhibit(exhibit)]
    heads = (
        "举证方",
        "证据",
        "证明目的",
        "质证方",
        "真实性",
        "合法性",
        "关联性",
        "证明目的意见",
        "意见",
    )
    yield Table((heads, *rows), (3, 5, 5, 3, 3, 3, 3, 3, 7), head=True)


def _exhibit(exhibit: Exhibit) -> Iterator[tuple[str, ...]]:
    name = one_line(f"{exhibit.label} {exhibit.name}")
    purpose = one_line(exhibit.purpose)
    if not exhibit.cells:
        yield (exhibit.by, name, purpose, *([""] * 6))
    for cell in exhibit.cells:
        yield (exhibit.by, name, purpose, cell.party, *_opinion(cell), one_line(cell.text))


def _opinion(cell: Cell) -> tuple[str, ...]:
    return tuple(STANCE_WORDS[stance] if stance else "" for _, stance in stances(cell))


def _amendments(draft: RecordDraft) -> Iterator[Block]:
    if not draft.amendments:
        return
    yield Text("补正", "heading")
    for amendment in draft.amendments:
        yield Text(one_line(_amendment(amendment)))


def _amendment(amendment: Amendment) -> str:
    who = f"{amendment.role}{amendment.name}"
    words = f"{_moment(amendment.made)}，{who}申请补正：{amendment.asked.rstrip('。')}。"
    if amendment.granted is None:
        return f"{words}（尚未处理）"
    decided = f"{_moment(amendment.decided)}，" if amendment.decided else ""
    return f"{words}{decided}{'已补正。' if amendment.granted else '不予补正，申请记录在案。'}"


def _moment(text: str) -> str:
    try:
        return day_words(datetime.fromisoformat(text))
    except ValueError:
        return text


def _signing(draft: RecordDraft) -> Iterator[Block]:
    sentences = draft.template.sentences
    yield Text(sentences["machine"], "note")
    yield Text(sentences["correction"], "note")
    if draft.is_draft:
        yield Text(f"{sentences['draft']}。", "note")
    panel = next((row.value for row in draft.head if row.key == "panel"), "")
    clerk = next((row.value for row in draft.head if row.key == "clerk"), "")
    yield signatures(_signers(draft.persons), sentences["read"])
    yield Text(sentences["refused"], "note")
    yield signatures([f"审判人员：{panel}", f"书记员：{clerk}"], "签名")


def signatures(names: Sequence[str], what: str) -> Table:
    """Return a table to sign in, a row for everybody.

    Args:
        names: who signs.
        what: what signing means.
    """
    rows = [(one_line(name), "", "　　年　月　日") for name in names]
    return Table((("签名人", what, "日期"), *rows), (6, 6, 5), head=True, tall=True)


def _signers(persons: Sequence[Person]) -> list[str]:
    """Return who signs at the end: whoever came, or everybody where nobody said who came."""
    came = [person for person in persons if person.present == "到庭"]
    named = came or [person for person in persons if person.present != "未到庭"]
    return [f"{person.role}{person.name}" for person in named] or ["当事人"]


def _foot(persons: Sequence[Person]) -> tuple[str, ...]:
    """Return a place for each party's signature at the foot of every page, two a line.

    Parties of one side sign under their names; where that takes more room than a foot has, each
    side has one place.
    """
    came = [person for person in persons if person.present == "到庭"] or [
        person for person in persons if person.present != "未到庭"
    ]
    places = _places(persons, came, named=True)
    if len(places) > MOST_PLACES:
        places = _places(persons, came, named=False)
    marks = [f"{place}签名：________________" for place in places or ["当事人"]]
    return tuple("　　".join(marks[at : at + 2]) for at in range(0, len(marks), 2))


def _places(persons: Sequence[Person], came: Sequence[Person], named: bool) -> list[str]:
    sides = [side_of(person.role) for person in persons if not person.of]
    found: dict[tuple[str, str], bool] = {}
    for person in came:
        party = next((one for one in persons if person.of and one.name == person.of), person)
        if party.role.startswith(_WITNESSES):
            found[(party.role, "")] = False
            continue
        side = side_of(party.role)
        name = party.name if named and side and sides.count(side) > 1 else ""
        key = (side or party.role, name)
        found[key] = found.get(key, False) or person is not party
    return [
        f"{side}{name}" + ("（代理人）" if agent else "") for (side, name), agent in found.items()
    ]
