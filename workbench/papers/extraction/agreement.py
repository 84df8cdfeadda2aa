"""Contracts, loan contracts, IOUs (借条, 欠条) and receipts (收据, 收条)."""

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import date

from workbench.papers.extraction.canvas import Canvas
from workbench.papers.extraction.common import signed
from workbench.papers.extraction.dates import Day, find_dates
from workbench.papers.extraction.money import Money, find_amounts, find_rates
from workbench.papers.extraction.names import is_name
from workbench.papers.extraction.parties import find_parties, party_values
from workbench.papers.model import Extracted

_NUMBER = re.compile(
    r"(?:合同)?编号[：\s]*(?P<v>[A-Za-z0-9（）()〔〕\-字第号\u3400-\u9fff\U00020000-\U000323af]{3,30}?)"
    r"(?=[\s，。；]|$)"
)
_TITLE = re.compile(
    r"^[\u3400-\u9fff\U00020000-\U000323af（）]{2,24}(?:合同书?|协议书?)(?:（[^（）]{1,12}）)?$",
    re.MULTILINE,
)
_LENDER = re.compile(
    r"(?:今(?:日)?|兹|本人|我|现)?(?:因[^，。]{2,20}，?)?(?P<act>借到|借得|向|欠到|欠|借|收到)"
    r"(?P<name>[\u3400-\u9fff\U00020000-\U000323af·]{2,4}?"
    r"|[\u3400-\u9fff\U00020000-\U000323af（）]{4,30}?(?:公司|厂|店|中心|合作社))"
    r"(?=（|人民币|现金|借|出借|归还|给付|提供|转|交|还|支付|货款|工程款|工资|款|RMB|[¥￥\d壹贰叁肆伍陆柒捌玖拾]|\s|，|先生|女士|的)"
)
_KINDS = (
    ("amount.deposit", "定金|押金|保证金"),
    ("amount.penalty", "违约金|滞纳金|罚金|赔偿金"),
    ("amount.principal", "借款本金|借款金额|贷款金额|借款|贷款|借到|借得|出借|今借|欠款|今欠|欠"),
    ("amount.paid", "已支付|已付|今收到|收到|收款|实收|交来"),
    ("amount.price", "总价|价款|合同价|货款|租金|总金额|合同金额|工程款|价格|报酬|服务费|转让款"),
)
_DUE = re.compile(
    r"(?:前|之前|以前|止|到期)?\s?(?:一次性|全部|全额|连本带息)?(?:归还|还清|偿还|付清|还款|结清|返还|到期|届满|偿清|还本)|(?:前|之前|以前)(?:归|还|付)"
)
_DUE_BEFORE = re.compile(
    r"(?:至|到|还款日期?[为：]?|还款期限[为至：]{0,2}|到期日[为：]?|截止日?期?[为：]?|止于|届满日[为：]?)\s?$"
)
_START_BEFORE = re.compile(
    r"(?:期限(?:为)?自?|自|从|起始日期?[为：]?|借款日期?[为：]?|起租日[为：]?)\s?$"
)
_CONTRACT_BEFORE = re.compile(r"(?:签订|签署|签约|订立)(?:日期|时间|日)?[为于：]?\s?$")
_CONTRACT_AFTER = re.compile(r"[，\s]?(?:由|双方|甲乙双方)?[^，。\n]{0,12}(?:签订|签署|订立)")
_DELIVERY = re.compile(r"(?:转账|汇款|交付|支付|收到|打入|提供)")
_SLIP_PARTY = {
    "借到": "出借人", "借得": "出借人", "借": "出借人", "向": "出借人",
    "欠到": "债权人", "欠": "债权人", "收到": "付款人",
}  # fmt: skip


def contract(canvas: Canvas, today: date | None) -> list[Extracted]:
    """Read a contract of any kind."""
    rule = "contract"
    parties = find_parties(canvas, contract=True)
    return [
        *_heading(canvas, rule),
        *party_values(canvas, parties, rule, today),
        *_terms(canvas, rule),
        *signed(canvas, rule, today),
    ]


def slip(canvas: Canvas, today: date | None) -> list[Extracted]:
    """Read an IOU or a receipt: who gave, who signed, how much, until when."""
    rule = "slip"
    parties = find_parties(canvas, contract=True)
    known = {block.name for block in parties}
    other = [v for v in _counterpart(canvas, rule) if v.group.partition(":")[2] not in known]
    return [
        *party_values(canvas, parties, rule, today),
        *other,
        *_owed(canvas, rule),
        *signed(canvas, rule, today),
    ]


def _heading(canvas: Canvas, rule: str) -> Iterator[Extracted]:
    title = _TITLE.search(canvas.text[:300])
    if title:
        yield canvas.value("contract.name", title.span(), title.group(), rule)
    number = _NUMBER.search(canvas.text[:800])
    if number:
        yield canvas.value("contract.number", number.span("v"), number["v"], rule)


def _counterpart(canvas: Canvas, rule: str) -> Iterator[Extracted]:
    for match in _LENDER.finditer(canvas.text):
        name = match["name"]
        if not is_name(name) or name in ("人民币", "现金", "货款", "工资"):
            continue
        role = _SLIP_PARTY[match["act"]]
        group = f"{role}:{name}"
        yield canvas.value("party.name", match.span("name"), name, rule, group)
        yield canvas.value("party.role", match.span("act"), role, rule, group)
        return


def _terms(canvas: Canvas, rule: str) -> Iterator[Extracted]:
    for money in find_amounts(canvas.text):
        field = _amount_field(canvas.text, money)
        span = (money.start, money.end)
        yield canvas.value(field, span, money.value, rule, "", money.shown, money.note)
    for rate in find_rates(canvas.text):
        span = (rate.start, rate.end)
        yield canvas.value("rate.interest", span, rate.value, rule, "", rate.shown, rate.note)
    for day in find_dates(canvas.text):
        field = _date_field(canvas.text, day)
        if field:
            yield canvas.value(field, (day.start, day.end), day.value, rule, "", day.shown)


def _owed(canvas: Canvas, rule: str) -> Iterator[Extracted]:
    """Yield the terms of a slip: 今欠货款 names what is owed, not a price to be agreed."""
    owes = "欠" in canvas.text
    for value in _terms(canvas, rule):
        priced = owes and value.field == "amount.price"
        yield replace(value, field="amount.principal") if priced else value


def _amount_field(text: str, money: Money) -> str:
    """Name an amount by the last telling word before it in its sentence."""
    before = re.split(r"[。；\n]", text[max(0, money.start - 40) : money.start])[-1]
    best, place = "amount.other", -1
    for field, words in _KINDS:
        for match in re.finditer(words, before):
            if match.end() > place:
                best, place = field, match.end()
    return best


def _date_field(text: str, day: Day) -> str:
    before, after = text[max(0, day.start - 16) : day.start], text[day.end : day.end + 20]
    if _DUE.match(after) or _DUE_BEFORE.search(before):
        return "date.due"
    if _START_BEFORE.search(before) and re.match(r"\s?(?:起|至|到|开始|-)", after):
        return "date.start"
    if _CONTRACT_BEFORE.search(before) or _CONTRACT_AFTER.match(after):
        return "date.contract"
    if _DELIVERY.search(after[:12]) and not re.match(r"[。；\n]", after):
        return "date.delivery"
    return ""
