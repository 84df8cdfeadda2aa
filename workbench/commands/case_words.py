"""A case as the terminal writes it: list lines, parties, dates, periods."""

from dataclasses import asdict
from datetime import date
from typing import TYPE_CHECKING, Any

from workbench.kernel.clock import today
from workbench.kernel.numerals import format_date
from workbench.papers.case_rows import CaseRow
from workbench.papers.model import Case, Party
from workbench.procedure import words
from workbench.procedure.deadlines import FEATURE, Deadline
from workbench.procedure.rules import caution
from workbench.procedure.timeline import origin

if TYPE_CHECKING:
    from workbench.workbench import Workbench


def line(row: CaseRow) -> str:
    """Return a case in one line of the list."""
    waits = [f"待核对 {row.pending}" if row.pending else ""]
    waits.append(f"待识别 {row.unread}" if row.unread else "")
    number = (row.number or "（未编案号）") + ("（案号重复）" if row.twin else "")
    parts = [row.id, number, row.title, row.cause, row.stage, row.parties, f"材料 {row.papers}"]
    return "  ".join(part for part in [*parts, *waits] if part)


def summary(workbench: "Workbench", case: Case) -> list[str]:
    """Return the lines of a case."""
    kind = "，".join(part for part in (case.court, case.stage, case.procedure) if part)
    lines = [case.title, f"案号：{case.number or '未填'}", f"案由：{case.cause or '未填'}"]
    lines += [f"法院、审级、程序：{kind}"] if kind else []
    lines += [party_line(party) for party in case.parties]
    lines += [f"诉讼请求{number}：{claim}" for number, claim in enumerate(case.claims, 1)]
    for event in workbench.timeline(case.id):
        mark = "（待核对）" if event.pending else ""
        source = "、".join(event.sources)
        lines.append(f"{format_date(event.day)}  {event.label}{event.detail}{mark}  {source}")
    return lines + deadline_lines(workbench, case)


def party_line(party: Party) -> str:
    """Return a party as the head of a judgment writes it."""
    facts = [
        party.sex,
        f"{format_date(party.birth)}出生" if party.birth else "",
        party.ethnicity,
        party.identity,
        f"住{party.address}" if party.address else "",
        f"电话{party.phone}" if party.phone else "",
        f"法定代表人{party.representative}" if party.representative else "",
        f"代理{party.agent_of}" if party.agent_of else "",
        party.authority,
        party.firm,
        party.note,
    ]
    return "，".join([f"{party.role}：{party.name}", *(part for part in facts if part)])


def deadline_lines(workbench: "Workbench", case: Case) -> list[str]:
    """Return the periods of a case; none where their feature is off."""
    found = deadlines(workbench, case)
    if not found:
        return []
    lines, day = [f"期限（{caution()}）"], today()
    for item in found:
        end = f"{format_date(item.day)}  " if item.day else ""
        told = words.reckoning(item, _source(workbench, case, item))
        lines.append(
            f"  {end}{words.heading(item)}：{words.standing(item, day)}  {told}{item.basis}"
        )
    return lines


def deadlines(workbench: "Workbench", case: Case) -> list[Deadline]:
    """Return the periods of a case; none where their feature is off."""
    on = workbench.switches.is_on(FEATURE, case.id)
    return workbench.deadlines(case.id) if on else []


def deadline_data(item: Deadline, day: date) -> dict[str, Any]:
    """Return a period for JSON, with how it stands."""
    left = item.days_left(day) if item.day else None
    more = {"days_left": left, "state": item.state(day), "words": words.standing(item, day)}
    return asdict(item) | more


def _source(workbench: "Workbench", case: Case, item: Deadline) -> str:
    names = {document.id: document.name for document in workbench.papers.documents(case.id)}
    return origin(case, item.field, workbench.visible_values(case.id), names)[0]
