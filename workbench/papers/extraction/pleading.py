"""Pleadings (起诉状, 答辩状, 上诉状, 申请书 …), powers of attorney, judgments and indictments."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date

from workbench.papers.extraction.agents import agent_values, authority_of
from workbench.papers.extraction.canvas import Canvas
from workbench.papers.extraction.claims import claim_values
from workbench.papers.extraction.common import case_numbers, cause, court, signed
from workbench.papers.extraction.dates import find_dates
from workbench.papers.extraction.money import find_rates
from workbench.papers.extraction.names import name_span
from workbench.papers.extraction.parties import PartyBlock, find_parties, party_values
from workbench.papers.model import Extracted

_FILED = re.compile(r"(?:本院)?(?:于)?\s*$")
_FILED_AFTER = re.compile(r"(?:受理|立案|向本院提起|提起公诉|诉至本院)")
_HEARING_AFTER = re.compile(r"[^。，]{0,10}(?:公开|不公开)[^。]{0,12}开庭")
_PROCEDURE = re.compile(
    r"适用(?P<v>普通程序|简易程序|小额诉讼程序|速裁程序|第二审程序|特别程序|督促程序)"
)
_ANSWER = re.compile(
    r"(?:答辩如下|答辩意见(?:如下)?|辩称)[：:，\s]*(?P<v>[^\n].{5,1500}?)(?=此致|\n\s*答辩人|$)",
    re.DOTALL,
)
_PRINCIPAL = re.compile(
    r"(?:^|(?<=[\n\t。；]))\s*委\s?托\s?(?:人|单位|方)(?:（[^（）]{1,20}）)?[：\s]+"
)
_AGENT = re.compile(
    r"(?:^|(?<=[\n\t。；]))\s*(?:受\s?委?\s?托\s?(?:人|方)|被委托人|代\s?理\s?人|受托律师|委托诉讼代理人|诉讼代理人)"
    r"[一二1-2]?(?:（[^（）]{1,20}）)?[：\s]+"
)
_FIRM = re.compile(
    r"[\u3400-\u9fff\U00020000-\U000323af（）]{2,26}(?:律师事务所|法律服务所|法律援助中心)"
)
_PHONE = re.compile(r"(?<!\d)1[3-9]\d{9}(?!\d)")
_POWERS = re.compile(
    r"(?:代为|代理)?(?:承认、?|放弃、?|变更诉讼请求|进行和解|提起反诉|提起上诉|反诉|上诉|和解|调解|代收法律文书|申请执行)"
)
_SPECIAL = re.compile(r"承认|放弃|变更诉讼请求|和解|反诉|上诉")
_MERGED = {"答辩人": "被告", "被答辩人": "原告", "起诉人": "原告"}


def complaint(canvas: Canvas, today: date | None) -> list[Extracted]:
    """Read a complaint, counterclaim, appeal or application."""
    rule = "pleading"
    return [
        *_people(canvas, rule, today),
        *claim_values(canvas, rule),
        *_rates(canvas, rule),
        *cause(canvas, rule),
        *court(canvas, rule),
        *case_numbers(canvas, rule),
        *signed(canvas, rule, today),
    ]


def answer(canvas: Canvas, today: date | None) -> list[Extracted]:
    """Read an answer; 答辩人 without a position in brackets is taken for the defendant."""
    rule = "answer"
    values = _people(canvas, rule, today)
    if "上诉" not in canvas.text[:400]:
        values = [_settled(value) for value in values]
    match = _ANSWER.search(canvas.text)
    if match:
        text = re.sub(r"\s+", "", match["v"])
        values.append(canvas.value("answer.text", match.span("v"), text, rule))
    return [
        *values,
        *cause(canvas, rule),
        *court(canvas, rule),
        *case_numbers(canvas, rule),
        *signed(canvas, rule, today),
    ]


def judgment(canvas: Canvas, today: date | None) -> list[Extracted]:
    """Read the head of a judgment, ruling or indictment: parties, agents, course."""
    rule = "judgment"
    return [
        *case_numbers(canvas, rule, first_only=True),
        *court(canvas, rule),
        *_people(canvas, rule, today),
        *cause(canvas, rule),
        *_course(canvas, rule),
    ]


def power_of_attorney(canvas: Canvas, today: date | None) -> list[Extracted]:
    """Read a power of attorney: principal, agents, powers."""
    rule = "authority"
    principals = list(_principals(canvas))
    values = party_values(canvas, principals, rule, today)
    values = [value for value in values if value.field != "party.role_note"]
    names = [block.name for block in principals]
    for start, end in _agent_paragraphs(canvas):
        values.extend(_attorney(canvas, start, end, names, rule))
    return [
        *values,
        *cause(canvas, rule),
        *case_numbers(canvas, rule),
        *signed(canvas, rule, today),
    ]


def _people(canvas: Canvas, rule: str, today: date | None) -> list[Extracted]:
    parties = find_parties(canvas)
    return [*party_values(canvas, parties, rule, today), *agent_values(canvas, parties, rule)]


def _settled(value: Extracted) -> Extracted:
    role, _, name = value.group.partition(":")
    if role not in _MERGED:
        return value
    settled = replace(value, group=f"{_MERGED[role]}:{name}")
    if value.field == "party.role":
        note = f"按“{role}”推定为{_MERGED[role]}，请核对。"
        settled = replace(settled, value=_MERGED[role], shown=_MERGED[role], note=note)
    return settled


def _rates(canvas: Canvas, rule: str) -> Iterator[Extracted]:
    for rate in find_rates(canvas.text):
        span = (rate.start, rate.end)
        yield canvas.value("rate.interest", span, rate.value, rule, "", rate.shown, rate.note)


def _course(canvas: Canvas, rule: str) -> Iterator[Extracted]:
    """Yield filing date, day of the hearing and procedure from the opening paragraph."""
    head = canvas.text[:6000]
    seen: set[str] = set()
    for day in find_dates(head):
        after = head[day.end : day.end + 24]
        field = ""
        if _FILED_AFTER.match(after) and _FILED.search(head[: day.start]):
            field = "date.filed"
        elif _HEARING_AFTER.match(after):
            field = "date.hearing"
        if field and field not in seen:
            seen.add(field)
            yield canvas.value(field, (day.start, day.end), day.value, rule, "", day.shown)
    procedure = _PROCEDURE.search(head)
    if procedure:
        yield canvas.value("procedure.name", procedure.span("v"), procedure["v"], rule)


def _principals(canvas: Canvas) -> Iterator[PartyBlock]:
    text = canvas.text
    for match in _PRINCIPAL.finditer(text):
        stop = _AGENT.search(text, match.end())
        end = min(stop.start() if stop else len(text), match.end() + 400)
        span = name_span(text, match.end(), end)
        if span:
            name = re.sub(r"\s", "", text[slice(*span)])
            role_span = (match.start(), match.end())
            yield PartyBlock("委托人", "", name, (match.start(), end), span, role_span)
            return


def _agent_paragraphs(canvas: Canvas) -> list[tuple[int, int]]:
    text = canvas.text
    starts = list(_AGENT.finditer(text))
    bounds = [*(match.start() for match in starts), len(text)]
    return [(match.end(), end) for match, end in zip(starts, bounds[1:], strict=True)]


def _attorney(
    canvas: Canvas, start: int, end: int, principals: Sequence[str], rule: str
) -> Iterator[Extracted]:
    text = canvas.text
    span = name_span(text, start, end)
    if span is None or span[1] - span[0] > 12:
        return
    name = re.sub(r"\s", "", text[slice(*span)])
    group = f"代理人:{name}"
    yield canvas.value("agent.name", span, name, rule, group)
    for principal in principals:
        yield canvas.value("agent.of", span, principal, rule, group)
    for pattern, field in ((_FIRM, "agent.firm"), (_PHONE, "agent.phone")):
        match = pattern.search(text, span[1], min(end, span[1] + 200))
        if match:
            yield canvas.value(field, match.span(), match.group(), rule, group)
    yield from _authority(canvas, span[1], rule, group)


def _authority(canvas: Canvas, start: int, rule: str, group: str) -> Iterator[Extracted]:
    body = canvas.text[start:]
    powers = list(_POWERS.finditer(body))
    found = authority_of(body)
    if found:
        word, span, note = found
        special = _SPECIAL.search(body)
        if word == "一般授权" and special and not note:
            note = "写明一般授权，但列有承认、放弃、变更、和解、反诉或上诉等特别授权事项，请核对。"
        if note and special and "全权" in canvas.text[start + span[0] : start + span[1]]:
            word, note = "特别授权", ""
        place = (start + span[0], start + span[1])
        yield canvas.value("agent.authority", place, word, rule, group, note=note)
    if powers:
        words = "、".join(dict.fromkeys(m.group().strip("、") for m in powers))
        place = (start + powers[0].start(), start + powers[-1].end())
        yield canvas.value("agent.powers", place, words, rule, group)
