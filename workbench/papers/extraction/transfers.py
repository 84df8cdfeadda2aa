"""Receipts of bank transfers and account statements."""

import re
from collections.abc import Iterator, Sequence
from datetime import date
from decimal import Decimal, InvalidOperation

from workbench.kernel.numerals import format_amount
from workbench.papers.extraction.canvas import Canvas
from workbench.papers.extraction.dates import find_dates
from workbench.papers.extraction.money import find_amounts
from workbench.papers.model import Extracted

_PAYER = r"付款(?:人|方|账户)?|汇款人|转出|出账|本方|借方"
_PAYEE = r"收款(?:人|方|账户)?|转入|入账|对方|贷方"
_NAME = r"(?:户名|名称|姓名|全称|账户名称|账户名)"
_VALUE_NAME = (
    r"(?P<v>[\u3400-\u9fff\U00020000-\U000323afA-Za-z·*（）()]{2,40}?)"
    r"(?=[\s，。；]|(?:付款|收款|账号|账户|卡号|开户|金额)|$)"
)
_VALUE_NUMBER = r"(?P<v>\d[\d*]{2,5}(?:[ ]?[\d*]{2,5}){1,5})"
_VALUE_BANK = (
    r"(?P<v>[\u3400-\u9fff\U00020000-\U000323af（）]{3,40}?(?:银行|支行|分行|营业部|信用社|联社|分理处|储蓄所)"
    r"(?:[\u3400-\u9fff\U00020000-\U000323af（）]{0,20}(?:支行|分行|营业部|分理处))?)"
)
_SEP = r"[：\s]*"
_SERIAL = re.compile(
    r"(?:交易流水号|流水号|回单编号|回单号|电子回单号码|交易单号|转账单号|凭证号|业务编号)[：\s]*(?P<v>[A-Za-z0-9\-]{6,40})"
)
_PURPOSE = re.compile(
    r"(?:用途|附言|摘要|转账说明|备注|留言|汇款用途)[：\s]+(?P<v>[^\n\t，。；：]{1,30}?)(?=\s|[，。；]|$)"
)
_AMOUNT = re.compile(
    r"(?:(?:转账|交易|汇款|付款|支付|小写)?金额(?:（(?:小写|元)）)?|小写)[：\s]*"
    r"(?:人民币|RMB|CNY|[¥￥])?[：\s]*(?P<v>-?\d[\d,]*(?:\.\d{1,2})?)(?!\d)"
)
_DATE_LABEL = re.compile(r"(?:交易|转账|记账|入账|汇款|付款|委托|打印|支付)(?:日期|时间)[：\s]*")
_HOLDER = re.compile(rf"(?:户名|姓名|客户姓名|客户名称|账户名称){_SEP}{_VALUE_NAME}")
_ACCOUNT = re.compile(rf"(?:账号|卡号|账户|客户账号){_SEP}{_VALUE_NUMBER}")
_COLUMNS = {
    "date": ("交易日期", "记账日期", "交易时间", "日期", "入账日期"),
    "amount": (
        "交易金额",
        "发生额",
        "金额",
        "支出",
        "收入",
        "借方发生额",
        "贷方发生额",
        "借方",
        "贷方",
    ),
    "name": ("对方户名", "对方姓名", "交易对手", "对方名称", "对手户名", "收/付方名称"),
    "purpose": ("摘要", "附言", "备注", "用途"),
}
_MOST_ROWS = 500
_DAILY = (
    "消费", "工资", "结息", "利息", "缴费", "手续费", "短信费", "年费", "充值",
    "水费", "电费", "话费",
)  # fmt: skip
_RULE, _RULE_ROW = "transfer", "statement.row"


def receipt(canvas: Canvas, today: date | None) -> list[Extracted]:
    """Read the receipt of one transfer: both sides, amount, day, serial number, purpose."""
    payer, payee = _side(canvas, _PAYER, 0, "付款人"), _side(canvas, _PAYEE, 1, "收款人")
    return [*payer, *payee, *_amount(canvas), *_day(canvas, today), *_marks(canvas)]


def statement(canvas: Canvas, _today: date | None) -> list[Extracted]:
    """Read an account statement: holder, account, and the rows where columns are named.

    Rows of daily life by their 摘要 (消费, 工资, 结息 …) are left out: nobody should have to
    confirm them, and they stay to be found by the search.
    """
    values: list[Extracted] = []
    head = canvas.text[:800]
    holder, account = _HOLDER.search(head), _ACCOUNT.search(head)
    group = f"账户:{holder['v']}" if holder else "账户:"
    if holder:
        values.append(canvas.value("account.name", holder.span("v"), holder["v"], _RULE, group))
    if account:
        number = account["v"].replace(" ", "")
        values.append(canvas.value("account.number", account.span("v"), number, _RULE, group))
    return values + list(_rows(canvas))


def _side(canvas: Canvas, who: str, order: int, role: str) -> Iterator[Extracted]:
    text = canvas.text
    name = _nth(text, rf"(?:{who}){_SEP}(?:{_NAME})?{_SEP}", _NAME + _SEP, _VALUE_NAME, order)
    group = f"{role}:{name['v']}" if name else f"{role}:"
    if name:
        yield canvas.value("party.name", name.span("v"), name["v"], _RULE, group)
        yield canvas.value("party.role", name.span("v"), role, _RULE, group)
    label = r"(?:账号|账户|卡号)"
    number = _nth(text, rf"(?:{who}){_SEP}{label}{_SEP}", label + _SEP, _VALUE_NUMBER, order)
    if number:
        digits = number["v"].replace(" ", "")
        yield canvas.value("account.number", number.span("v"), digits, _RULE, group)
    label = r"(?:开户行|开户银行|银行|开户机构|汇入行|汇出行|行名)(?:名称)?"
    bank = _nth(text, rf"(?:{who}){_SEP}{label}{_SEP}", label + _SEP, _VALUE_BANK, order)
    if bank:
        yield canvas.value("account.bank", bank.span("v"), bank["v"], _RULE, group)


def _nth(text: str, own: str, shared: str, value: str, order: int) -> re.Match[str] | None:
    """Find a value by its own label (付款户名), else as the n-th of a shared one (户名)."""
    for match in re.finditer(own + value, text):
        if not re.fullmatch(rf"{_NAME}|账号|账户|信息|人|方|卡号|日期|金额|时间|行", match["v"]):
            return match
    matches = list(re.finditer(rf"(?<![\u4e00-\u9fff])(?:{shared}){value}", text))
    return matches[order] if len(matches) == 2 and order < 2 else None


def _amount(canvas: Canvas) -> Iterator[Extracted]:
    amounts = find_amounts(canvas.text)
    if amounts:
        # The pair of figures and words is the sum of the receipt; else the largest amount (fees).
        best = max(amounts, key=lambda money: money.amount)
        span = (best.start, best.end)
        yield canvas.value("amount.paid", span, best.value, _RULE, "", best.shown, best.note)
        return
    match = _AMOUNT.search(canvas.text)
    if match:
        amount = abs(Decimal(match["v"].replace(",", "")))
        yield canvas.value(
            "amount.paid", match.span("v"), f"{amount:.2f}", _RULE, "", format_amount(amount)
        )


def _day(canvas: Canvas, today: date | None) -> Iterator[Extracted]:
    days = find_dates(canvas.text, compact=True)
    labelled = [m.end() for m in _DATE_LABEL.finditer(canvas.text)]
    first = [d for d in days if d.start in labelled] or days
    for day in first[:1]:
        note = "日期晚于今天。" if today and day.day > today else ""
        span = (day.start, day.end)
        yield canvas.value("date.delivery", span, day.value, _RULE, "", day.shown, note)


def _marks(canvas: Canvas) -> Iterator[Extracted]:
    for pattern, field in ((_SERIAL, "transfer.serial"), (_PURPOSE, "transfer.purpose")):
        match = pattern.search(canvas.text)
        if match:
            yield canvas.value(field, match.span("v"), match["v"], _RULE)


def _rows(canvas: Canvas) -> Iterator[Extracted]:
    columns: dict[str, int] = {}
    start, number = 0, 0
    for line in canvas.text.split("\n"):
        cells = line.split("\t")
        header = _header(cells)
        if header:
            columns = header
        elif columns and len(cells) > max(columns.values()) and number < _MOST_ROWS:
            values = list(_row(canvas, start, cells, columns, number + 1))
            number += bool(values)
            yield from values
        start += len(line) + 1


def _header(cells: Sequence[str]) -> dict[str, int]:
    found: dict[str, int] = {}
    for key, names in _COLUMNS.items():
        for name in names:
            places = [i for i, cell in enumerate(cells) if cell.split("（")[0] == name]
            if places:
                found[key] = places[0]
                break
    return found if {"date", "amount"} <= found.keys() else {}


def _row(
    canvas: Canvas, start: int, cells: Sequence[str], columns: dict[str, int], number: int
) -> Iterator[Extracted]:
    starts = [start + sum(len(cell) + 1 for cell in cells[:i]) for i in range(len(cells))]
    group = f"流水:{number}"
    days = find_dates(cells[columns["date"]], compact=True)
    amount = _plain(cells[columns["amount"]])
    purpose = cells[columns["purpose"]].strip() if "purpose" in columns else ""
    if not days or amount is None or purpose in _DAILY:
        return
    base = starts[columns["date"]]
    span = (base + days[0].start, base + days[0].end)
    yield canvas.value("date.delivery", span, days[0].value, _RULE_ROW, group, days[0].shown)
    base = starts[columns["amount"]]
    span = (base, base + len(cells[columns["amount"]]))
    yield canvas.value(
        "amount.paid", span, f"{amount:.2f}", _RULE_ROW, group, format_amount(amount)
    )
    for key, field in (("name", "account.name"), ("purpose", "transfer.purpose")):
        index = columns.get(key)
        if index is not None and cells[index].strip():
            span = (starts[index], starts[index] + len(cells[index]))
            yield canvas.value(field, span, cells[index].strip(), _RULE_ROW, group)


def _plain(text: str) -> Decimal | None:
    try:
        return Decimal(re.sub(r"[,\s¥￥+元]", "", text))
    except InvalidOperation:
        return None
