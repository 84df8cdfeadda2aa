"""Periods of a case, counted by rules from dates that a person typed or confirmed. Pure functions.

It is arithmetic: nothing is read out of papers here, and an unknown date is named, not guessed.
Legal basis: each rule of ``resources/rules/deadlines.toml`` names its article.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from workbench.kernel.numerals import format_date
from workbench.papers.case_facts import CaseFacts, facts
from workbench.papers.model import Case, Party
from workbench.papers.roles import Side, side_of
from workbench.procedure import calendar
from workbench.procedure.rules import Rule, rules, warn_days

FEATURE = "procedure.deadlines"
LABELS = {
    "filed": "立案日期",
    "evidence_until": "举证期限届满日",
    "judgment": "宣判（结案）日期",
    "served": "起诉状副本送达日期",
    "judged": "裁判文书送达日期",
    "number": "案号或案由",
    "stage": "审级",
    "procedure": "程序",
}
"""Names of the fields that periods are counted from."""
_OF_PARTY = ("served", "judged")


class State(StrEnum):
    """How a period stands on a day."""

    MISSING = "missing"
    MET = "met"
    MET_LATE = "met_late"
    PASSED = "passed"
    OVERDUE = "overdue"
    NEAR = "near"
    RUNNING = "running"


@dataclass(frozen=True)
class Deadline:
    """A period of a case.

    Attributes:
        title: its name; subject: the party it is counted for, empty where for none.
        day: its last day; ``None`` where a date is missing.
        start: day that it is counted from; field: where that stands (``filed``, ``served`` …).
        party: key of the party whose field it is; empty for a field of the case.
        length: 十五日, 六个月 … in words; empty for a date that the court set.
        moved_from: last day before it moved past days off; ``None`` where it did not.
        met: day that ended it, ``None`` while nothing did.
        basis, note, mark: article, what else the law says, certainty of the rule.
        remarks: what was done in counting (extended, excluded, holidays unknown), a sentence each.
    """

    key: str
    title: str
    duty: str
    field: str
    basis: str = ""
    note: str = ""
    mark: str = ""
    subject: str = ""
    party: str = ""
    day: date | None = None
    start: date | None = None
    length: str = ""
    moved_from: date | None = None
    met: date | None = None
    remarks: tuple[str, ...] = ()

    def days_left(self, today: date) -> int:
        """Return the days from ``today`` to the last day; negative once it has passed."""
        return (self.day - today).days if self.day else 0

    def state(self, today: date) -> State:
        """Say how it stands on a day."""
        if self.day is None:
            return State.MISSING
        if self.met is not None:
            return State.MET if self.met <= self.day else State.MET_LATE
        left = self.days_left(today)
        if left < 0:
            return State.OVERDUE if self.duty == "court" else State.PASSED
        return State.NEAR if left <= max(warn_days()) else State.RUNNING

    def warning(self, today: date) -> int:
        """Return the warning that it has reached (30, 15, 7 days before), 0 for none."""
        left = self.days_left(today)
        if self.state(today) is not State.NEAR:
            return 0
        return min(step for step in warn_days() if left <= step)


def deadlines(case: Case) -> list[Deadline]:
    """Return the periods of a case: those with a day by day, then those that lack a date."""
    kind = facts(case)
    found = [*_gaps(case, kind)]
    for rule in _applicable(case, kind):
        found.extend(_counted(case, rule))
    return sorted(found, key=lambda item: (item.day is None, item.day or date.max))


def _gaps(case: Case, kind: CaseFacts) -> Iterator[Deadline]:
    """Yield what must be known before any rule can be chosen."""
    if not kind.domain:
        yield _missing("kind", "期限", "number")
        return
    if not kind.stage:
        yield _missing("stage", "期限", "stage")
        return
    choices = [r for r in rules() if r.trial and _fits(r, kind) and r.procedures]
    if choices and not any(_in_procedure(rule, case) for rule in choices) and not case.judgment:
        yield _missing("procedure", "审理期限", "procedure")


def _applicable(case: Case, kind: CaseFacts) -> list[Rule]:
    fitting = [rule for rule in rules() if _fits(rule, kind) and _in_procedure(rule, case)]
    # After judgment only its own periods are of interest, and whether the limit was kept.
    closed = case.judgment is not None
    return [rule for rule in fitting if rule.trial or closed == (rule.start == "judged")]


def _fits(rule: Rule, kind: CaseFacts) -> bool:
    return kind.domain in rule.domains and kind.stage in rule.stages


def _in_procedure(rule: Rule, case: Case) -> bool:
    return not rule.procedures or any(word in case.procedure for word in rule.procedures)


def _counted(case: Case, rule: Rule) -> Iterator[Deadline]:
    if rule.start not in _OF_PARTY:
        start = getattr(case, rule.start)
        yield _one(case, rule, start, None)
        return
    for party in case.parties:
        role = party.role.partition("（")[0]
        if side_of(party.role, party.agent_of) is not Side.AGENT and role in rule.whom:
            yield _one(case, rule, getattr(party, rule.start), party)


def _one(case: Case, rule: Rule, start: date | None, party: Party | None) -> Deadline:
    subject = f"{party.role}{party.name}" if party else ""
    bare = Deadline(
        rule.key,
        rule.title,
        rule.duty,
        rule.start,
        rule.basis,
        rule.note,
        rule.mark,
        subject,
        (party.key or party.name) if party else "",
        start=start,
        length=_length(rule),
        met=getattr(case, rule.ends) if rule.ends else None,
    )
    return _dated(case, rule, bare, start) if start else bare


def _dated(case: Case, rule: Rule, bare: Deadline, start: date) -> Deadline:
    from dataclasses import replace

    day = calendar.after(start, rule.days, rule.months)
    remarks = []
    if rule.trial and case.extended_until:
        remarks.append(f"原届满日为{format_date(day)}，按所填延长审限的日期计。")
        day = case.extended_until
    elif rule.trial and case.excluded_days:
        day += timedelta(days=case.excluded_days)
        remarks.append(f"已加上不计入审限的{case.excluded_days}日。")
    moved = calendar.next_working(day) if rule.rolls else day
    if rule.rolls and not calendar.is_known(moved):
        remarks.append(f"{moved.year}年放假安排未收录，只按周末推算。")
    return replace(
        bare, day=moved, moved_from=day if moved != day else None, remarks=tuple(remarks)
    )


def _length(rule: Rule) -> str:
    return f"{rule.months}个月" if rule.months else f"{rule.days}日" if rule.days else ""


def _missing(key: str, title: str, field: str) -> Deadline:
    return Deadline(f"missing.{key}", title, "court", field)


def soonest(found: Sequence[Deadline], today: date) -> Deadline | None:
    """Return the period of the court that needs attention first; ``None`` where none does."""
    urgent = [d for d in found if d.state(today) in (State.OVERDUE, State.NEAR)]
    return min(urgent, key=lambda d: d.day or date.max, default=None)
