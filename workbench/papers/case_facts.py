"""What kind of case it is: domain, stage and procedure, from what was typed and from its number."""

from dataclasses import dataclass

from workbench.kernel.errors import UserError
from workbench.papers.model import Case
from workbench.reference.case_number import CaseNumber, parse


@dataclass(frozen=True)
class CaseFacts:
    """Kind of a case.

    Attributes:
        domain: 民事, 刑事, 行政, 执行 …; empty where neither number nor cause tells.
        stage: 一审, 二审 …, as typed, else by the number; empty where neither tells.
        year: of filing, by the filing date, else by the number; 0 where neither tells.
    """

    domain: str = ""
    stage: str = ""
    year: int = 0


def number_of(case: Case) -> CaseNumber | None:
    """Return the number of a case; ``None`` while it has none that can be read."""
    if not case.number:
        return None
    try:
        return parse(case.number)
    except UserError:
        return None


def facts(case: Case) -> CaseFacts:
    """Return what kind of case it is."""
    number = number_of(case)
    kind = number.type if number else None
    year = case.filed.year if case.filed else number.year if number else 0
    stage = case.stage or (kind.stage if kind else "")
    return CaseFacts(kind.domain if kind else _domain_of_cause(case.cause), stage, year)


def _domain_of_cause(name: str) -> str:
    if not name:
        return ""
    from workbench.reference.causes import AREA_WORDS, cause_of_name

    cause = cause_of_name(name)
    return AREA_WORDS.get(cause.area, "") if cause else ""
