"""Excel workbooks."""

import io
from datetime import date, datetime

import openpyxl

from tests.papers.readers import samples
from workbench.papers.model import Outcome
from workbench.papers.readers import read


def workbook(rows: list[list[object]]) -> openpyxl.Workbook:
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.title = "流水"
    for row in rows:
        sheet.append(row)
    return book


def saved(book: openpyxl.Workbook) -> bytes:
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def test_rows_are_tabs_and_dates_read_as_people_write_them() -> None:
    rows: list[list[object]] = [
        ["日期", "金额", "已付"],
        [date(2026, 3, 5), 1200.1, True],
        [datetime(2026, 3, 5, 14, 30), 0.1 + 0.2, None],  # noqa: DTZ001
    ]
    page = read(saved(workbook(rows)), "a.xlsx").pages[0]
    assert page.text.split("\n") == [
        "工作表：流水", "日期\t金额\t已付", "2026年3月5日\t1200.1\t是", "2026年3月5日 14:30\t0.3",
    ]  # fmt: skip


def test_each_sheet_is_a_page_and_hidden_ones_are_named() -> None:
    book = workbook([["甲"]])
    hidden = book.create_sheet("备注")
    hidden.append(["乙"])
    hidden.sheet_state = "hidden"
    result = read(saved(book), "a.xlsx")
    assert [page.text for page in result.pages] == ["工作表：流水\n甲", "工作表：备注\n乙"]
    assert "“备注”是隐藏的" in result.warnings[0]


def test_percentages_long_numbers_and_unsaved_formulas() -> None:
    book = workbook([["利率", 0.154], ["卡号", 6222020200112233], ["合计", "=1+1"]])
    book["流水"]["B1"].number_format = "0.0%"
    result = read(saved(book), "a.xlsx")
    assert "15.4%" in result.pages[0].text
    assert any("15位" in warning for warning in result.warnings)
    assert any("公式" in warning for warning in result.warnings)


def test_empty_locked_old_and_damaged_workbooks() -> None:
    cases = {
        "没有内容": saved(workbook([])),
        "密码": samples.ole({"EncryptedPackage": b"x"}),
        "xlsx": samples.ole({"Workbook": b"x"}),
        "损坏": saved(workbook([["甲"]]))[:-200],
    }
    for word, data in cases.items():
        result = read(data, "a.xlsx")
        assert result.outcome is Outcome.UNREADABLE
        assert word in result.reason
