"""Agents (委托诉讼代理人, 法定代理人, 辩护人): name, firm, powers, whom they act for."""

import re
from collections.abc import Iterator, Sequence

from workbench.papers.extraction.canvas import Canvas
from workbench.papers.extraction.labels import AGENTS, LABELS
from workbench.papers.extraction.names import name_span
from workbench.papers.extraction.parties import PartyBlock
from workbench.papers.extraction.ticks import has_marks, ticked
from workbench.papers.model import Extracted

_START = re.compile(
    rf"(?:^|(?<=[\n\t。；，： ]))"
    r"(?P<all>(?:上述|以上|共同|二|三|两|均|原告|被告|第三人|上诉人|被上诉人|[一二三四五六]|、|的|人)*)"
    rf"(?P<role>{AGENTS})(?:（[^（）]{{1,20}}）)?[一二三1-3]?(?P<sep>[：\s]*)"
)
_FIRM = re.compile(
    r"(?:，|、|单位[：\s]*|（|\s)\s*(?:均|皆)?(?:系|为|是)?\s*"
    r"(?P<firm>[\u3400-\u9fff\U00020000-\U000323af（）A-Za-z]{2,28}?"
    r"(?:律师事务所|法律服务所|法律援助中心|法律援助处|公司|委员会|工会|村民委员会|社区))"
    r"(?P<post>(?:专职|实习|公职|执业)?(?:律师|法律工作者|"
    r"员工|职员|职工|工作人员|法务|经理|推荐)?)"
)
_POST = re.compile(
    r"职务[：\s]*(?P<post>[\u3400-\u9fff\U00020000-\U000323af]{2,8}?)(?=[，。；\s]|联系|电话|$)"
)
_AUTHORITY = re.compile(r"特别授权|特别代理|一般授权|一般代理|全权代理|全权委托")
_PHONE = re.compile(r"(?<![0-9])(?:1[3-9][0-9]{9}|0[0-9]{2,3}-[0-9]{7,8})(?![0-9])")
_MOST = 260
_AUTHORITY_WORDS = {
    "特别授权": "特别授权",
    "特别代理": "特别授权",
    "一般授权": "一般授权",
    "一般代理": "一般授权",
}
_FULL_NOTE = (
    "仅写“全权代理”而无具体授权的，无权代为承认、放弃、变更诉讼请求，进行和解，"
    "提出反诉或者上诉（民事诉讼法解释第八十九条）。"
)


def agent_values(canvas: Canvas, parties: Sequence[PartyBlock], rule: str) -> list[Extracted]:
    """Return the agents that stand among or after the parties' paragraphs."""
    text = canvas.text
    values: list[Extracted] = []
    starts = [m for m in _START.finditer(text) if _near(m.start(), parties)]
    for index, match in enumerate(starts):
        bounds = [match.end() + _MOST]
        bounds += [s.start() for s in starts[index + 1 : index + 2]]
        bounds += [p.span[0] for p in parties if p.span[0] > match.start()]
        end = min(*bounds, len(text))
        paragraph = text.find("\n", match.end(), end)
        form = re.match(r"\s*(?:姓名|有\s?[□☑☐√]|[□☑☐√]\s?有)", text[match.end() : end])
        if paragraph > 0 and not form and text[match.end() : paragraph].strip():
            end = paragraph
        values.extend(_agent(canvas, match, end, _principals(match, parties), rule))
    return values


def authority_of(text: str) -> tuple[str, tuple[int, int], str] | None:
    """Return the powers a text gives (特别授权 / 一般授权), their place, and a note."""
    span: tuple[int, int]
    if has_marks(text):
        mark = ticked(text, "特别授权|一般授权|特别代理|一般代理")
        if mark is None:
            return None
        word, span = mark["choice"], mark.span("choice")
    else:
        match = _AUTHORITY.search(text)
        if match is None:
            return None
        word, span = match.group(), match.span()
    if word.startswith("全权"):
        return "一般授权", span, _FULL_NOTE
    return _AUTHORITY_WORDS[word], span, ""


def _near(start: int, parties: Sequence[PartyBlock]) -> bool:
    return any(p.span[0] < start <= p.span[1] + 600 for p in parties)


def _principals(match: re.Match[str], parties: Sequence[PartyBlock]) -> list[PartyBlock]:
    before = [p for p in parties if p.span[0] < match.start()]
    if not before:
        return []
    last = before[-1]
    if re.search(r"以上|上述|共同|二|三|两|均|、", match["all"]) or match["role"].startswith(
        "共同"
    ):
        return [p for p in before if p.role == last.role]
    return [last]


def _agent(
    canvas: Canvas,
    match: re.Match[str],
    end: int,
    principals: Sequence[PartyBlock],
    rule: str,
) -> Iterator[Extracted]:
    text = canvas.text
    start = match.end()
    skip = re.match(r"\s*(?:有\s?[□☑☐√]|[□☑☐√]\s?有)\s*", text[start:end])
    if skip:
        start += skip.end()
    spans = _names(text, start, end)
    body = text[start:end]
    for span in spans:
        name = re.sub(r"\s", "", text[slice(*span)])
        group = f"代理人:{name}"
        yield canvas.value("agent.name", span, name, rule, group)
        yield canvas.value("agent.role", match.span("role"), match["role"], rule, group)
        for party in principals:
            yield canvas.value("agent.of", party.name_span, party.name, rule, group)
        yield from _details(canvas, start, body, rule, group)


def _names(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """Return the names in a row: 王某某、赵某某，均为……律师."""
    spans: list[tuple[int, int]] = []
    while True:
        span = name_span(text, start, end)
        if span is None or span[1] - span[0] > 12:
            return spans
        spans.append(span)
        if text[span[1] : span[1] + 1] != "、":
            return spans
        start = span[1] + 1


def _details(canvas: Canvas, start: int, body: str, rule: str, group: str) -> Iterator[Extracted]:
    firm = _FIRM.search(body)
    if firm:
        yield _value(canvas, start, firm.span("firm"), "agent.firm", firm["firm"], rule, group)
    post = firm if firm and firm["post"] else _POST.search(body)
    if post and not re.fullmatch(LABELS, post["post"]):
        yield _value(canvas, start, post.span("post"), "agent.post", post["post"], rule, group)
    authority = authority_of(body)
    if authority:
        word, span, note = authority
        yield _value(canvas, start, span, "agent.authority", word, rule, group, note)
    phone = _PHONE.search(body)
    if phone:
        yield _value(canvas, start, phone.span(), "agent.phone", phone.group(), rule, group)


def _value(
    canvas: Canvas,
    base: int,
    span: tuple[int, int],
    field: str,
    value: str,
    rule: str,
    group: str,
    note: str = "",
) -> Extracted:
    place = (base + span[0], base + span[1])
    return canvas.value(field, place, value, rule, group, note=note)
