"""Where an extracted value stands in the form: its section, its row, and what they are called."""

from collections.abc import Mapping
from dataclasses import dataclass

from workbench.papers.extraction.fields import Field
from workbench.papers.model import Extracted


@dataclass(frozen=True)
class Place:
    """The place of a value.

    Attributes:
        section: key of the section (``person:张三甲``, ``claims`` …).
        title: what the section is called, as far as this value knows.
        row: what the rows of the same field share.
        label: what the row is called.
    """

    section: str
    title: str
    row: str
    label: str


CALLED = "材料中的身份"
"""What a contract or a summons calls a person, beside the role before the court."""
_TITLES = {
    "case": "案件",
    "claims": "诉讼请求",
    "answer": "答辩意见",
    "terms": "合同与款项",
    "dates": "日期",
    "moves": "账户与流水",
    "evidence": "证据清单",
    "other": "其他",
}
_BY_ROOM = {
    "case": "case", "court": "case", "cause": "case", "procedure": "case",
    "claim": "claims", "answer": "answer", "contract": "terms", "amount": "terms",
    "rate": "terms", "account": "moves", "transfer": "moves", "evidence": "evidence",
}  # fmt: skip
_OF_THE_CASE = ("date.filed", "date.hearing", "date.signed")
_OF_A_PAPER = ("date.signed", "contract.name", "contract.number")
_IN_COURT = ("原告", "被告", "第三人", "上诉人", "申请人", "申请执行人", "被执行人", "反诉")
_NUMBERED = ("诉请", "流水", "证据")


def place_of(found: Extracted, field: Field, names: Mapping[str, str]) -> Place:
    """Return where a value stands.

    A person is the same in all papers, whatever they call him (``原告:张三甲``, ``身份证:张三甲``);
    what is numbered (``诉请:1``) or said of a paper itself (落款日期) stays with its paper.

    Args:
        found: the value.
        field: its field.
        names: names of the papers by id.
    """
    role, _, subject = found.group.partition(":")
    room = found.field.partition(".")[0]
    if room == "party" and subject:
        label = _of_a_person(found, field)
        return Place(f"person:{subject}", f"{role} {subject}", _row(found, subject), label)
    if room == "agent" and subject:
        title = f"委托诉讼代理人 {subject}"
        return Place(f"agent:{subject}", title, _row(found, f"agent {subject}"), field.label)
    section = _section(found.field, role)
    paper = found.anchor.document
    if role in _NUMBERED:
        # The claims of two copies of one complaint agree; a statement's rows are its own.
        scope = found.group if role == "诉请" else f"{paper} {found.group}"
        return Place(section, _TITLES[section], _row(found, scope), _numbered(role, subject, field))
    if found.field in _OF_A_PAPER:
        label = f"{field.label}（{_short(names[paper])}）" if paper in names else field.label
        return Place(section, _TITLES[section], _row(found, paper), label)
    return Place(section, _TITLES[section], _row(found, found.group), field.label)


def _section(field: str, role: str) -> str:
    room = field.partition(".")[0]
    if role == "流水":
        return "moves"
    if room == "date":
        return "dates" if field in _OF_THE_CASE else "terms"
    return _BY_ROOM.get(room, "other")


def _of_a_person(found: Extracted, field: Field) -> str:
    """Tell the role before the court from what a contract or a summons calls the person."""
    if field.key == "party.name":
        return "姓名或名称"
    in_court = any(word in found.value for word in _IN_COURT)
    if field.key == "party.role_note" or (field.key == "party.role" and not in_court):
        return CALLED
    return field.label


def _row(found: Extracted, scope: str) -> str:
    return f"{found.field}|{scope}"


def _numbered(role: str, number: str, field: Field) -> str:
    if role == "诉请":
        return f"第{number}项" + ("" if field.key == "claim.text" else "金额")
    return f"{role}{number} {field.label}"


def _short(name: str) -> str:
    """Return a file's name without its ending."""
    stem, dot, ending = name.rpartition(".")
    return stem if dot and len(ending) <= 4 else name
