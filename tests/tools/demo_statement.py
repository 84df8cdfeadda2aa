"""The lender's bank statement of the demonstration: a PDF with real text, tables and a seal."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from random import Random
from typing import Any

from tests.tools.demo_case import (
    BANK,
    CONTRACT_DAY,
    DEBTOR,
    DEBTOR_ACCOUNT,
    LENDER,
    LENDER_ACCOUNT,
    PAYMENTS,
    TRANSFERRED,
)
from tests.tools.demo_drawing import finish_pdf, font, seal
from tests.tools.render import encode

START, END = date(2025, 3, 1), date(2026, 3, 31)
OPENING = Decimal("318452.36")
HEADS = ("交易日期", "摘要", "对方户名", "对方账号", "支出", "收入", "余额")
EDGES = (40, 100, 150, 250, 352, 418, 484, 555)
"""Left edges of the columns and the right edge of the table, in points."""
TOP, ROW, ROWS = 172.0, 19.0, 31
SPENDING = (
    ("消费", "样例超市", 60, 480),
    ("消费", "示范加油站", 200, 420),
    ("消费", "演示书店", 30, 160),
    ("缴费", "示范市供电公司", 90, 260),
    ("消费", "模拟餐厅", 80, 640),
)


@dataclass(frozen=True)
class Entry:
    """One line of the statement; the amount is negative for money going out."""

    day: date
    summary: str
    name: str
    account: str
    amount: Decimal
    balance: Decimal = Decimal(0)


def entries() -> tuple[Entry, ...]:
    """Return the lines in order of date with the balance after each."""
    lines = sorted((*_case_lines(), *_daily_life()), key=lambda line: line.day)
    balance, result = OPENING, []
    for line in lines:
        balance += line.amount
        result.append(Entry(line.day, line.summary, line.name, line.account, line.amount, balance))
    return tuple(result)


def _case_lines() -> list[Entry]:
    out = Entry(CONTRACT_DAY, "借款", DEBTOR.name, DEBTOR_ACCOUNT, -TRANSFERRED)
    back = [Entry(p.day, "还款", DEBTOR.name, DEBTOR_ACCOUNT, p.amount) for p in PAYMENTS]
    return [out, *back]


def _daily_life() -> list[Entry]:
    chance = Random(20250301)
    lines, day = [], START
    while day <= END:
        if day.day == 15:
            lines.append(Entry(day, "工资", "示例贸易有限公司", "", Decimal("12600.00")))
        elif day.day == 21 and day.month % 3 == 0:
            interest = Decimal(chance.randint(800, 4200)) / 100
            lines.append(Entry(day, "结息", BANK, "", interest))
        elif chance.random() < 0.14:
            summary, name, low, high = SPENDING[chance.randrange(len(SPENDING))]
            spent = -Decimal(chance.randint(low * 100, high * 100)) / 100
            lines.append(Entry(day, summary, name, "", spent))
        day += timedelta(days=1)
    return lines


def statement() -> bytes:
    """Return the statement of account: as many A4 pages as the lines need, text embedded."""
    import pymupdf

    lines = entries()
    parts = [lines[i : i + ROWS] for i in range(0, len(lines), ROWS)]
    document = pymupdf.open()
    for number, part in enumerate(parts, 1):
        page = document.new_page(width=595, height=842)
        page.insert_font("song", fontbuffer=pymupdf.Font("china-s").buffer)
        _head(page, f"第{number}页 共{len(parts)}页")
        _rows(page, part)
    _foot(document[-1], len(parts[-1]))
    document.subset_fonts()
    return finish_pdf(document, "示范银行对账系统")


def _write(page: Any, x: float, y: float, words: str, size: float = 9) -> None:
    page.insert_text((x, y), words, fontname="song", fontsize=size)


def _head(page: Any, number: str) -> None:
    _write(page, 190, 66, "示范银行个人账户交易明细", 18)
    _write(page, 40, 98, f"户名：{LENDER.name}")
    _write(page, 300, 98, f"账号：{LENDER_ACCOUNT}")
    _write(page, 40, 116, f"开户行：{BANK}")
    _write(page, 300, 116, f"查询期间：{START.isoformat()}至{END.isoformat()}")
    _write(page, 40, 134, "币种：人民币（元）")
    _write(page, 300, 134, "打印日期：2026-04-02")
    _write(page, 268, 812, number, 8)


def _rows(page: Any, lines: Sequence[Entry]) -> None:
    page.draw_rect((EDGES[0], TOP - 18, EDGES[-1], TOP), width=0, fill=(0.92, 0.94, 0.97))
    bottom = TOP + ROW * len(lines)
    for edge in EDGES:
        page.draw_line((edge, TOP - 18), (edge, bottom), width=0.5)
    for y in (TOP - 18, *(TOP + ROW * row for row in range(len(lines) + 1))):
        page.draw_line((EDGES[0], y), (EDGES[-1], y), width=0.5)
    for edge, words in zip(EDGES, HEADS, strict=False):
        _write(page, edge + 4, TOP - 5, words)
    for row, line in enumerate(lines):
        y = TOP + ROW * row + 13
        cells = (line.day.isoformat(), line.summary, line.name, line.account or "—")
        for edge, words in zip(EDGES, cells, strict=False):
            _write(page, edge + 4, y, words, 8.5)
        _figures(page, y, line)


def _figures(page: Any, y: float, line: Entry) -> None:
    paid = f"{-line.amount:,.2f}" if line.amount < 0 else ""
    got = f"{line.amount:,.2f}" if line.amount > 0 else ""
    for right, words in zip(EDGES[5:], (paid, got, f"{line.balance:,.2f}"), strict=True):
        if words:
            width = font(850).getlength(words) / 100
            _write(page, right - 5 - width, y, words, 8.5)


def _foot(page: Any, rows: int) -> None:
    y = TOP + ROW * rows + 26
    _write(page, 40, y, "以下无交易记录。本明细由柜台打印，加盖业务专用章有效。")
    mark = seal(BANK, 96).convert("L").point(lambda level: 255 - level)
    red = seal(BANK, 96).convert("RGB")
    red.putalpha(mark)
    page.insert_image((430, y - 4, 526, y + 92), stream=encode(red, "PNG"))
