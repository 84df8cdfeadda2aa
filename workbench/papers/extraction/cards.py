"""Identity card, household register, business licence, certificate of the representative."""

import re
from collections.abc import Iterator
from datetime import date

from workbench.kernel.numerals import DATE
from workbench.papers.extraction.canvas import Canvas
from workbench.papers.extraction.dates import find_dates
from workbench.papers.extraction.names import KIND_WORDS, is_name, kind_of
from workbench.papers.extraction.person import Block, describe
from workbench.papers.model import Extracted

_NAME = re.compile(
    r"姓\s?名[：\s]*(?P<v>[\u3400-\u9fff\U00020000-\U000323af·]{2,15}?)"
    r"(?=\s|性\s?别|曾用名|民\s?族|$)"
)
_CARD_ADDRESS = re.compile(
    r"住\s?址[：\s]*(?P<v>[\u3400-\u9fff\U00020000-\U000323afA-Za-z0-9\-（）#\s]{4,90}?)(?=\s*(?:公民|身份|姓\s?名|中华|签发|有效|$))"
)
_VALID = re.compile(
    r"(?:有效期限?|有效期)[：\s]*(?P<from>\d{4}\.?\d{2}\.?\d{2})\s?[-至]+\s?(?P<v>\d{4}\.?\d{2}\.?\d{2}|长期)"
)
_FIRM_NAME = re.compile(
    r"(?:(?<![\u3400-\u9fff\U00020000-\U000323af])名\s?称|企业名称|字号名称|单位名称)[：\s]*(?P<v>[\u3400-\u9fff\U00020000-\U000323afA-Za-z0-9（）()·&\n]{4,60}?)"
    r"(?=\s*(?:类\s?型|统一社会|法定代表|经营者|注册|住\s?所|组成形式|主体|负责人|经营场所|成立|$)|\n\n|\s{2})"
)
_PLACE = re.compile(
    r"(?:住\s?所|经营场所|营业场所|主要经营场所)[：\s]*(?P<v>[\u3400-\u9fff\U00020000-\U000323afA-Za-z0-9\-（）#、\s]{4,80}?)"
    r"(?=\s*(?:法定代表|注册|成立|营业期限|经营范围|登记机关|类型|组成|公司|统一|$)|\n)"
)
_CAPITAL = re.compile(
    r"注册资本[：\s]*(?P<v>[^\n\t，。]{2,30}?)(?=\s*(?:成立|住所|营业|法定|\n|\t|$))"
)
_FOUNDED = re.compile(rf"(?:成立日期|注册日期)[：\s]*(?P<v>{DATE})")
_BUSINESS = re.compile(
    r"经营范围[：\s]*(?P<v>.{4,400}?)(?=\s*(?:登记机关|注册资本|成立日期|营业期限|住所|法定代表人|类型|名称|经营者|\n\n|$))",
    re.DOTALL,
)
_CERTIFIED = re.compile(
    r"(?P<name>[\u3400-\u9fff\U00020000-\U000323af·]{2,6}?)(?:同志|先生|女士)?[，\s]?(?:，[男女]，)?在?(?:我|本)?(?:公司|单位|院|厂|校|局|会)?"
    r"(?:现)?(?:担?任|系)(?:我|本)?(?:公司|单位)?(?P<post>董事长|执行董事(?:兼总经理|兼经理)?|总经理|经理|厂长|院长|校长|主任|"
    r"局长|行长|董事)?(?:一?职务?)?[，\s]*(?:系|是|为)(?:我|本)(?:公司|单位|院|厂|校|局|会)?(?:的)?(?:法定代表人|负责人)"
)
_ORGANISATION = re.compile(
    r"(?:单位|企业|公司)(?:全称|名称)[：\s]*(?P<v>[\u3400-\u9fff\U00020000-\U000323af（）A-Za-z0-9]{4,40})"
)
_RULE_CARD, _RULE_LICENCE, _RULE_CERTIFICATE = "card.identity", "card.licence", "card.certificate"


def identity_card(canvas: Canvas, today: date | None) -> list[Extracted]:
    """Read identity cards and register sheets: several names give several persons."""
    text = canvas.text
    names = [m for m in _NAME.finditer(text) if is_name(m["v"])]
    values: list[Extracted] = []
    for index, match in enumerate(names):
        end = names[index + 1].start() if index + 1 < len(names) else len(text)
        values.extend(_person(canvas, match, end, today))
    if not names:
        block = Block(canvas, 0, len(text), "身份证:", _RULE_CARD, today)
        values.extend(_card_values(block, 0))
        values.extend(_valid(block))
    return values


def _person(
    canvas: Canvas, match: re.Match[str], end: int, today: date | None
) -> Iterator[Extracted]:
    name = match["v"]
    group = f"身份证:{name}"
    yield canvas.value("party.name", match.span("v"), name, _RULE_CARD, group)
    block = Block(canvas, match.end("v"), end, group, _RULE_CARD, today)
    yield from _card_values(block, match.end("v"))
    yield from _valid(block)


def _card_values(block: Block, _start: int) -> Iterator[Extracted]:
    kept = {"party.sex", "party.birth", "party.ethnicity", "party.identity"}
    yield from (value for value in describe(block) if value.field in kept)
    match = _CARD_ADDRESS.search(block.text)
    if match:
        address = re.sub(r"\s", "", match["v"])
        yield block.value("party.address", match.span("v"), address)


def _valid(block: Block) -> Iterator[Extracted]:
    match = _VALID.search(block.text)
    if match is None:
        return
    written = match["v"].replace(".", "")
    if written == "长期":
        yield block.value("party.valid_until", match.span("v"), "长期")
        return
    days = find_dates(written, compact=True)
    if days:
        ended = block.today is not None and days[0].day < block.today
        note = "证件已过有效期。" if ended else ""
        span = match.span("v")
        yield block.value("party.valid_until", span, days[0].value, days[0].shown, note)


def business_licence(canvas: Canvas, today: date | None) -> list[Extracted]:
    """Read a business licence (营业执照) or another certificate of registration."""
    text = canvas.text
    match = _FIRM_NAME.search(text)
    name = re.sub(r"\s", "", match["v"]) if match else ""
    group = f"营业执照:{name}"
    values: list[Extracted] = []
    if match:
        kind = kind_of(name, text)
        span = match.span("v")
        values.append(canvas.value("party.name", span, name, _RULE_LICENCE, group))
        values.append(
            canvas.value("party.kind", span, kind, _RULE_LICENCE, group, KIND_WORDS[kind])
        )
    block = Block(canvas, 0, len(text), group, _RULE_LICENCE, today)
    kept = {"party.credit_code", "party.representative"}
    values.extend(value for value in describe(block) if value.field in kept)
    values.extend(_licence_fields(block))
    return values


def _licence_fields(block: Block) -> Iterator[Extracted]:
    for pattern, field in (
        (_PLACE, "party.address"), (_CAPITAL, "party.capital"), (_BUSINESS, "party.business")
    ):  # fmt: skip
        match = pattern.search(block.text)
        if match:
            yield block.value(field, match.span("v"), re.sub(r"\s", "", match["v"]))
    founded = _FOUNDED.search(block.text)
    days = find_dates(founded["v"]) if founded else []
    if founded and days:
        yield block.value("party.founded", founded.span("v"), days[0].value, days[0].shown)


def certificate(canvas: Canvas, today: date | None) -> list[Extracted]:
    """Read a certificate of the legal representative (法定代表人身份证明书)."""
    text = canvas.text
    match = _CERTIFIED.search(text)
    if match is None:
        return []
    organisation = _ORGANISATION.search(text)
    name = organisation["v"] if organisation else ""
    group = f"证明:{name}"
    values = [
        canvas.value(
            "party.representative", match.span("name"), match["name"], _RULE_CERTIFICATE, group
        )
    ]
    if organisation:
        span = organisation.span("v")
        values.insert(0, canvas.value("party.name", span, name, _RULE_CERTIFICATE, group))
    if match["post"]:
        values.append(
            canvas.value(
                "party.representative_post",
                match.span("post"),
                match["post"],
                _RULE_CERTIFICATE,
                group,
            )
        )
    block = Block(canvas, match.end(), len(text), group, _RULE_CERTIFICATE, today)
    values.extend(value for value in describe(block) if value.field == "party.phone")
    return values
