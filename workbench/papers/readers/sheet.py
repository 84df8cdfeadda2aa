"""Excel workbooks (.xlsx): one page a sheet, one line a row, cells apart by tabs."""

import io
import re
import warnings as python_warnings
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from typing import Any

from workbench.kernel.errors import UserError
from workbench.kernel.numerals import format_date
from workbench.papers.model import Page, ReadResult
from workbench.papers.readers.detecting import OLE_MAGIC
from workbench.papers.readers.package import Package
from workbench.papers.readers.results import DAMAGED, LOCKED, paged, unreadable

_MAX_CHARS = 5_000_000
_UNSAVED_FORMULA = re.compile(rb"</f>\s*(?:<v\s*/>|<v></v>)?\s*</c>|<f[^>]*/>\s*</c>")
_LONG_NUMBER = 10**15


def read_xlsx(data: bytes) -> ReadResult:
    """Read every sheet, hidden ones too.

    Raises:
        UserError: damaged, or protected by a password.
    """
    if data.startswith(OLE_MAGIC):
        raise UserError(LOCKED)
    package = Package(data)
    notes = _formula_notes(package)
    pages: list[Page] = []
    with python_warnings.catch_warnings():
        # openpyxl warns about features that it does not keep when saving; nothing is saved here.
        python_warnings.simplefilter("ignore")
        workbook = _load(data)
        try:
            for number, name in enumerate(workbook.sheetnames, start=1):
                pages.append(_page(workbook[name], number, notes))
        except (ValueError, KeyError, TypeError, AttributeError, SyntaxError) as error:
            raise UserError(DAMAGED) from error
        finally:
            workbook.close()
    # The sheet's name is the first line of each page.
    if not any("\n" in page.text for page in pages):
        return unreadable("xlsx", "工作簿中没有内容。", notes)
    return paged("xlsx", pages, list(dict.fromkeys(notes)))


def _load(data: bytes) -> Any:
    import openpyxl

    try:
        return openpyxl.load_workbook(io.BytesIO(data), read_only=True, data_only=True)
    except Exception as error:
        # openpyxl raises whatever its parsers meet: KeyError, ValueError, XML errors, …
        raise UserError(DAMAGED) from error


def _formula_notes(package: Package) -> list[str]:
    for name in package.names():
        if name.startswith("xl/worksheets/") and _UNSAVED_FORMULA.search(package.read(name)):
            return ["有公式没有保存计算结果，读作空白。请在表格软件中打开并保存后重新导入。"]
    return []


def _page(sheet: Any, number: int, notes: list[str]) -> Page:
    lines = [f"工作表：{sheet.title}"]
    if getattr(sheet, "sheet_state", "visible") != "visible":
        notes.append(f"工作表“{sheet.title}”是隐藏的，已一并读取。")
    if not hasattr(sheet, "iter_rows"):
        notes.append(f"工作表“{sheet.title}”是图表，未读取。")
        return Page(number, lines[0])
    # Some programs write a wrong extent; without it openpyxl reads the rows that are there.
    sheet.reset_dimensions()
    size = 0
    for row in sheet.iter_rows():
        line = "\t".join(_shown(cell, notes) for cell in row).rstrip("\t")
        if line.strip():
            lines.append(line)
            size += len(line)
        if size > _MAX_CHARS:
            notes.append(f"工作表“{sheet.title}”过长，只读取了前{len(lines) - 1}行。")
            break
    return Page(number, "\n".join(lines))


def _shown(cell: Any, notes: list[str]) -> str:
    value: Any = cell.value
    if value is None:
        return ""
    if isinstance(value, bool):
        return "是" if value else "否"
    if isinstance(value, (int, float, Decimal)):
        return _number(value, str(cell.number_format or ""), notes)
    if isinstance(value, (datetime, date, time, timedelta)):
        return _moment(value)
    return " ".join(str(value).replace("_x000D_", " ").split())


def _number(value: Any, style: str, notes: list[str]) -> str:
    if abs(value) >= _LONG_NUMBER:
        notes.append("有超过15位的号码以数字格式保存，末位可能已被表格软件改为0，请对照原件核对。")
        return f"{value:.0f}"
    if "%" in style:
        return f"{float(value) * 100:.10g}%"
    return f"{value:.15g}" if isinstance(value, float) else str(value)


def _moment(value: date | time | timedelta) -> str:
    if isinstance(value, datetime):
        clock = f" {value:%H:%M}" if value.time() != time() else ""
        return format_date(value.date()) + clock
    if isinstance(value, date):
        return format_date(value)
    return f"{value:%H:%M}" if isinstance(value, time) else str(value)
