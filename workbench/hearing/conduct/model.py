"""Rules of the conduct check, what it looks at, and what it answers."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from functools import cache
from typing import Any

from workbench.hearing.model import Procedure
from workbench.hearing.record.draft import Material
from workbench.hearing.record.stages import Ear
from workbench.kernel.finding import Finding, Status
from workbench.reference.rule_data import as_of, read_toml

FILE = "hearing_conduct.toml"


class Kind(StrEnum):
    """What a rule looks for."""

    STAGES = "stages"
    ORDER = "order"
    TOLD = "told"
    ASKED = "asked"
    EXHIBITS = "exhibits"
    GAPS = "gaps"
    PANEL = "panel"
    HOURS = "hours"


ANSWER_WORDS = {
    Status.CONFIRMED: "已见",
    Status.DIFFERS: "不一致",
    Status.NOT_FOUND: "未见",
    Status.NOT_CHECKED: "未核对",
}
"""How the answers of this check read: it looks for words, so that it sees them or does not."""


@dataclass(frozen=True)
class Part:
    """What must be told, the words of which one suffices, and roles whose speaking tells it too."""

    label: str
    words: tuple[str, ...]
    roles: tuple[str, ...] = ()


@dataclass(frozen=True)
class ConductRule:
    """A rule; see the file for what its fields mean."""

    key: str
    title: str
    kind: Kind
    procedures: frozenset[Procedure]
    basis: tuple[str, ...]
    parts: tuple[Part, ...]
    when: tuple[str, ...]
    when_roles: tuple[str, ...]
    anyone: bool
    asks: tuple[str, ...]
    answers: tuple[str, ...]
    whole: tuple[str, ...]
    after: tuple[str, ...]
    sides: tuple[str, ...]
    stage: str
    until: str
    since: date
    note: str
    mark: str


@dataclass(frozen=True)
class PanelRule:
    """How a court may sit in a procedure.

    Attributes:
        single: one judge may sit; panel: several may.
        single_when: words of the case's procedure with which one judge may sit.
        single_since: first day of hearings in which one judge may sit.
        sizes: how many may sit in a panel; empty: any odd number of three or more.
        sizes_where: other sizes, by words of the court's name and the case's number.
    """

    single: bool
    panel: bool
    single_when: tuple[str, ...]
    single_since: date
    sizes: tuple[int, ...]
    sizes_where: Mapping[str, tuple[int, ...]]
    basis: tuple[str, ...]


@dataclass(frozen=True)
class Lighter:
    """A procedure that does not bind to all of the others' steps.

    Attributes:
        procedures: to whose hearings it applies.
        words: of the case's procedure or of the court, one of which tells it; empty: always.
        stages, rules: keys of what need not be there.
        reason: Chinese sentence.
    """

    procedures: frozenset[Procedure]
    words: tuple[str, ...]
    stages: tuple[str, ...]
    rules: tuple[str, ...]
    reason: str


@dataclass(frozen=True)
class ConductRules:
    """All rules, and what they share; see the file."""

    as_of: str
    rules: tuple[ConductRule, ...]
    panels: Mapping[Procedure, PanelRule]
    window: int
    gap_seconds: float
    unknown_share: float
    hours: tuple[str, str]
    absent: tuple[str, ...]
    explains: tuple[str, ...]
    begun: Mapping[str, date]
    always: tuple[str, ...]
    written: tuple[str, ...]
    hints: Mapping[str, tuple[str, ...]]
    ended: tuple[tuple[str, tuple[str, ...]], ...]
    resumed: tuple[str, ...]
    lighter: tuple[Lighter, ...]


@dataclass(frozen=True)
class Sitting:
    """A hearing as the check looks at it.

    Attributes:
        material: what the record is made of; its case holds typed and confirmed data only.
        is_off: says whether a day is one of rest; ``None``: not asked.
        ear: of the template, where one is kept.
    """

    material: Material
    is_off: Callable[[date], bool] | None = None
    ear: Ear | None = None


@dataclass(frozen=True)
class ConductFinding:
    """One answer of the check.

    Attributes:
        id: stable while the transcript is edited; what a person says to it is kept under it.
        title: of the rule.
        finding: status, sentence, basis (citations parted by 、) and words of the transcript.
        turn, recording: ids of the place; empty where there is none.
        second: in the recording; at: in the hearing; both 0 without a place.
        note: what a person said to it.
        remark: what the rule itself adds.
    """

    id: str
    title: str
    finding: Finding
    turn: str = ""
    recording: str = ""
    second: float = 0.0
    at: float = 0.0
    note: str = ""
    remark: str = ""

    @property
    def citations(self) -> tuple[str, ...]:
        """The articles of the basis, each with its law's full title."""
        return tuple(filter(None, self.finding.basis.split("、")))


@cache
def rules() -> ConductRules:
    """Read the rules."""
    data = read_toml(FILE)
    panels = {
        Procedure(procedure): PanelRule(
            bool(row["single"]),
            bool(row.get("panel", True)),
            tuple(row.get("single_when", ())),
            row.get("single_since", date.min),
            tuple(row["sizes"]),
            _lists(row.get("sizes_where", {})),
            tuple(row["basis"]),
        )
        for row in data["panel"]
        for procedure in row["procedures"]
    }
    return ConductRules(
        as_of(FILE),
        tuple(map(_rule, data["rule"])),
        panels,
        int(data["window"]),
        float(data["gap_seconds"]),
        float(data["unknown_share"]),
        (data["hours"]["from"], data["hours"]["to"]),
        tuple(data["absent"]),
        tuple(data["explains"]),
        {row["law"]: row["since"] for row in data["begun"]},
        tuple(data["always"]),
        tuple(data["written"]),
        _lists(data["hints"]),
        tuple((row["title"], tuple(row["words"])) for row in data["ended"]),
        tuple(data["resumed"]),
        tuple(map(_lighter, data["lighter"])),
    )


def _lists(table: Mapping[str, list[Any]]) -> dict[str, tuple[Any, ...]]:
    return {key: tuple(row) for key, row in table.items()}


def _lighter(row: Mapping[str, Any]) -> Lighter:
    return Lighter(
        frozenset(map(Procedure, row["procedures"])),
        *(tuple(row["words"]), tuple(row["stages"]), tuple(row["rules"])),
        row["reason"],
    )


def _part(row: Mapping[str, Any]) -> Part:
    return Part(row["label"], tuple(row["words"]), tuple(row.get("roles", ())))


def _rule(row: Mapping[str, Any]) -> ConductRule:
    procedures = row.get("procedures") or list(Procedure)
    return ConductRule(
        row["key"],
        row["title"],
        Kind(row["kind"]),
        frozenset(map(Procedure, procedures)),
        tuple(row.get("basis", ())),
        tuple(map(_part, row.get("part", ()))),
        tuple(row.get("when", ())),
        tuple(row.get("when_roles", ())),
        bool(row.get("anyone", False)),
        tuple(row.get("asks", ())),
        tuple(row.get("answers", ())),
        tuple(row.get("whole", ())),
        tuple(row.get("after", ())),
        tuple(row.get("sides", ())),
        row.get("stage", ""),
        row.get("until", ""),
        row.get("since", date.min),
        row.get("note", ""),
        row.get("mark", ""),
    )
