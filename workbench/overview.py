"""A case at a glance: its data, what waits for a person, its days and periods, read in one go."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from types import MappingProxyType

from workbench.kernel.anchor import Anchor
from workbench.papers.extraction.conflicts import find_conflicts
from workbench.papers.model import Case, Document, Outcome, Party, ValueState
from workbench.papers.values import CaseValue
from workbench.procedure.deadlines import Deadline
from workbench.procedure.timeline import Event, origin, timeline

KINDS = MappingProxyType(
    {
        "party": "当事人",
        "agent": "代理人",
        "claim": "诉讼请求",
        "answer": "答辩意见",
        "amount": "金额",
        "rate": "利率",
        "date": "日期",
        "account": "账户",
        "transfer": "转账",
        "evidence": "证据",
        "contract": "合同",
        "case": "案件",
        "court": "法院",
        "cause": "案由",
    }
)
"""Kinds of values by the first word of their field."""
OTHER = "其他"


@dataclass(frozen=True)
class Waiting:
    """What of a case waits for a person.

    Attributes:
        papers, unreadable, unread: how many papers; not readable at all; scans without text.
        pending: how many values are to be confirmed, by their kind in words.
        conflicts: sentences about what differs between papers.
    """

    papers: int
    unreadable: int
    unread: int
    pending: Mapping[str, int]
    conflicts: tuple[str, ...]


@dataclass(frozen=True)
class Overview:
    """A case at a glance.

    Attributes:
        proposed: parties that only unconfirmed values speak of.
        deadlines: its periods; ``None`` where their feature is off.
        origins: where the date that a period is counted from stands, by field.
    """

    case: Case
    waiting: Waiting
    proposed: tuple[Party, ...]
    events: tuple[Event, ...]
    deadlines: tuple[Deadline, ...] | None
    origins: Mapping[str, tuple[str, Anchor | None]]


def overview(
    case: Case,
    documents: Sequence[Document],
    values: Sequence[CaseValue],
    proposed: tuple[Party, ...],
    deadlines: Sequence[Deadline] | None,
) -> Overview:
    """Put a case together.

    Args:
        case: as composed of typed and confirmed data.
        documents: its papers.
        values: values that may be shown; those of a feature that is off are left out.
        proposed: parties that only unconfirmed values speak of.
        deadlines: its periods; ``None`` where their feature is off.
    """
    names = {document.id: document.name for document in documents}
    fields = {item.field for item in deadlines or () if item.start and not item.party}
    return Overview(
        case,
        waiting(documents, values),
        proposed,
        tuple(timeline(case, values, names)),
        None if deadlines is None else tuple(deadlines),
        {field: origin(case, field, values, names) for field in fields},
    )


def waiting(documents: Sequence[Document], values: Sequence[CaseValue]) -> Waiting:
    """Count what waits for a person."""
    outcomes = Counter(document.outcome for document in documents)
    kinds = Counter(
        KINDS.get(value.found.field.partition(".")[0], OTHER)
        for value in values
        if value.state is ValueState.PENDING
    )
    standing = [
        replace(value.found, value=value.value)
        for value in values
        if value.state is not ValueState.DISCARDED
    ]
    conflicts = tuple(conflict.message for conflict in find_conflicts(standing))
    unread, bad = outcomes[Outcome.NEEDS_OCR], outcomes[Outcome.UNREADABLE]
    return Waiting(len(documents), bad, unread, dict(kinds.most_common()), conflicts)
