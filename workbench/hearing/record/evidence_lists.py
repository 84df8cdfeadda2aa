"""The exhibits of a case's lists of evidence, read from its extracted values."""

from collections.abc import Iterable, Mapping

from workbench.hearing.record.exhibits import Listed
from workbench.hearing.record.sides import side_of
from workbench.papers.model import Document, Party
from workbench.papers.values import CaseValue

_FIELDS = {"evidence.item": "name", "evidence.source": "source", "evidence.purpose": "purpose"}
_SIDES = ("被上诉人", "上诉人", "原告", "被告", "第三人", "公诉", "辩护", "反诉")


def listed_exhibits(
    values: Iterable[CaseValue], documents: Iterable[Document], parties: Iterable[Party]
) -> list[Listed]:
    """Return the exhibits of lists, in their order; whose they are is told by the list's name.

    Args:
        values: of the case; those that a person discarded are passed over by the caller.
        documents: of the case.
        parties: of the case: a list named after one of them is that one's.
    """
    owner = {document.id: _side(document, list(parties)) for document in documents}
    rows: dict[tuple[str, str], dict[str, str]] = {}
    for value in values:
        name = _FIELDS.get(value.found.field)
        if name and value.found.group:
            key = (value.found.anchor.document, value.found.group)
            rows.setdefault(key, {}).setdefault(name, value.value)
    return [
        Listed(owner.get(document, "原告"), _number(group), **_strings(row))
        for (document, group), row in rows.items()
        if row.get("name")
    ]


def _side(document: Document, parties: list[Party]) -> str:
    text = f"{document.source} {document.name}"
    for party in parties:
        if party.name and party.name in text:
            return side_of(party.role) or party.role
    for side in _SIDES:
        if side in text:
            return {"公诉": "公诉人", "辩护": "辩护人", "反诉": "被告"}.get(side, side)
    return "原告"


def _number(group: str) -> int:
    digits = group.rpartition(":")[2]
    return int(digits) if digits.isdecimal() else 0


def _strings(row: Mapping[str, str]) -> dict[str, str]:
    return {name: row.get(name, "") for name in ("name", "source", "purpose")}
