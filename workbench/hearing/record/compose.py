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
from workbench.hearing.record.signers import foot_lines, judges, signers
from workbench.hearing.timeline import clock

POINTS_A_MM = 72 / 25.4


def record_document(draft: RecordDraft) -> Document:
    """Return the record as a document; what nobody checked is marked in text and on each page."""
    sentences = draft.template.sentences
    blocks = tuple(
        block
        for part in (_opening, _body, _exhibits, _amendments, _signing)
        for block in part(draft)
    )
    head = f"{sentences['draft']}（未核对 {draft.unchecked:,} 段）" if draft.is_draft else ""
    foot = foot_lines(draft.persons, spoke(draft), _room(draft))
    return Document(draft.title, blocks, head, foot, draft.options.large)


def spoke(draft: RecordDraft) -> list[str]:
    """Return the roles that speak in the record, in the order in which they begin."""
    return list(dict.fromkeys(line.role for part in draft.sections for line in part.lines))


def _room(draft: RecordDraft) -> float:
    """Return how many characters of full width a line of the foot holds."""
    page = draft.template.page
    width = page["width"] - page["left"] - page["right"]
    return width * POINTS_A_MM / draft.template.faces["foot"].size


def _opening(draft: RecordDraft) -> Iterator[Block]:
    if draft.court:
        yield Text(one_line(draft.court), "title")
    yield Text(draft.title, "title")
    rows = tuple((row.label, one_line(row.value)) for row in draft.head)
    yield Table(rows, (4, 12), labels=True)
    if draft.persons:
        heads = ("诉讼地位", "姓名（名称）", "代理权限等", "身份核对", "到庭情况")
        yield Table((heads, *_persons(draft.persons)), (14, 15, 13, 9, 9), head=True)


def _persons(persons: Sequence[Person]) -> Iterator[tuple[str, ...]]:
    """Yield a row for everybody; an agent who does not stand under the party names it."""
    under = ""
    for person in persons:
        if not person.of:
            under = person.name
        of = f"（{person.of}的）" if person.of and person.of != under else ""
        detail = "，".join(part for part in (person.authority, person.detail) if part)
        verified = "已核对" if person.verified else ""
        cells = (f"{of}{person.role}", person.name, detail, verified, person.present)
        yield tuple(map(one_line, cells))


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
    heads = ("质证方", "真实性", "合法性", "关联性", "证明目的", "意见")
    rows = [row for exhibit in draft.exhibits for row in _exhibit(exhibit)]
    yield Table((heads, *rows), (8, 7, 7, 7, 8, 27), head=True)


def _exhibit(exhibit: Exhibit) -> Iterator[tuple[str, ...]]:
    """Yield a row across the table for the exhibit, and one for each party's opinion on it."""
    parts = [f"{exhibit.by}{exhibit.label}　{exhibit.name}".strip("　")]
    parts += [f"来源：{exhibit.source}"] if exhibit.source else []
    parts += [f"证明目的：{exhibit.purpose}"] if exhibit.purpose else []
    yield (one_line("；".join(parts)),)
    for cell in exhibit.cells:
        yield (one_line(cell.party), *_opinion(cell), one_line(cell.text))


def _opinion(cell: Cell) -> tuple[str, ...]:
    return tuple(STANCE_WORDS[stance] if stance else "" for _, stance in stances(cell))


def _amendments(draft: RecordDraft) -> Iterator[Block]:
    if not draft.amendments:
        return
    yield Text("补正", "heading")
    rows = tuple(map(_amendment, draft.amendments))
    heads = ("申请时间", "申请人", "申请补正的内容", "处理", "申请人签名")
    yield Table((heads, *rows), (5, 4, 8, 5, 5), head=True, tall=True)


def _amendment(amendment: Amendment) -> tuple[str, ...]:
    decided = f"{_moment(amendment.decided)}，" if amendment.decided else ""
    words = {True: "已补正", False: "不予补正，申请记录在案", None: "尚未处理"}
    cells = (
        _moment(amendment.made),
        amendment.role + amendment.name,
        amendment.asked,
        decided + words[amendment.granted],
        "",
    )
    return tuple(map(one_line, cells))


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
    yield signatures(signers(draft.persons, spoke(draft)), sentences["read"])
    yield Text(sentences["refused"], "note")
    yield signatures(judges(draft.head, draft.template.procedure), "签名")


def signatures(names: Sequence[str], what: str) -> Table:
    """Return a table to sign in, a row for everybody.

    Args:
        names: who signs.
        what: what signing means.
    """
    rows = [(one_line(name), "", "　　年　月　日") for name in names]
    return Table((("签名人", what, "日期"), *rows), (7, 6, 5), head=True, tall=True)
