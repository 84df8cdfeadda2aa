"""Reading files without a case, for the terminal: ``workbench papers read``.

The work is done in a child process; a file that takes it down is named and the rest is read.
"""

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

from workbench.kernel.child import ChildDiedError, Report, stream
from workbench.kernel.errors import UserError
from workbench.papers.model import Outcome, Page, ReadResult
from workbench.papers.ocr import DPI, ocr_page
from workbench.papers.reading import content_of, sources

_CRASHED = "读取该文件时处理程序意外结束，文件可能已损坏；其余文件照常读取。"


def read_loose(paths: Sequence[Path], ocr: bool) -> list[dict[str, Any]]:
    """Read files, folders and archives.

    Args:
        paths: what to read.
        ocr: read pages without text by OCR too.

    Returns:
        a row per file: ``file, outcome, reason, kind, pages, warnings`` (see the commands' page).

    Raises:
        UserError: a path does not exist, or OCR is asked for and missing.
    """
    for path in paths:
        if not path.exists():
            raise UserError(f"找不到“{path}”。", "请检查路径。")
    rows: list[dict[str, Any]] = []
    crashed: set[str] = set()
    while True:
        done = [row["source"] for row in rows]
        begun = ""
        arguments = {"paths": [str(p) for p in paths], "done": done, "ocr": ocr}
        try:
            for item in stream(_read_all, arguments):
                if isinstance(item, str):
                    begun = item
                else:
                    rows.append(item)
        except ChildDiedError:
            if not begun or begun in crashed:
                raise
            crashed.add(begun)
            rows.append(_row(begun, ReadResult(Outcome.UNREADABLE, "unknown", reason=_CRASHED)))
            continue
        break
    for row in rows:
        del row["source"]
    return rows


def _read_all(report: Report, arguments: dict[str, Any]) -> None:
    from workbench.papers.readers import read

    engine = _engine() if arguments["ocr"] else None
    done = set(arguments["done"])
    for source, incoming in sources([Path(p) for p in arguments["paths"]]):
        if source in done:
            continue
        report.partial(source)
        try:
            data = content_of(incoming)
        except UserError as error:
            result = ReadResult(Outcome.UNREADABLE, "unknown", reason=str(error))
        else:
            result = read(data, incoming.name)
            if engine is not None and result.outcome is Outcome.NEEDS_OCR:
                result = _with_ocr(engine, data, result)
        report.partial(_row(source, result))


def _engine() -> Any:
    from workbench.engines.protocols import require
    from workbench.engines.rapidocr import RapidOcr

    engine = RapidOcr()
    require(engine)
    return engine


def _with_ocr(engine: Any, data: bytes, result: ReadResult) -> ReadResult:
    from workbench.papers.readers import render_page

    pages: list[Page] = []
    warnings = list(result.warnings)
    for page in result.pages:
        if page.needs_ocr:
            try:
                read = engine.read(render_page(data, result.kind, page.number, DPI))
                page = ocr_page(page, read)  # noqa: PLW2901 - the page as read takes its place
            except UserError as error:
                warnings.append(f"第 {page.number} 页识别失败：{error}")
        pages.append(page)
    readable = any(page.text.strip() for page in pages)
    outcome = Outcome.READABLE if readable else Outcome.UNREADABLE
    reason = "" if readable else "图像上没有识别到文字（空白页或照片）。"
    return replace(
        result, pages=tuple(pages), outcome=outcome, reason=reason, warnings=tuple(warnings)
    )


def _row(source: str, result: ReadResult) -> dict[str, Any]:
    return {
        "source": source,
        "file": source,
        "outcome": str(result.outcome),
        "reason": result.reason,
        "kind": result.kind,
        "pages": [
            {
                "number": page.number,
                "text": page.text,
                "source": page.source,
                "needs_ocr": page.needs_ocr,
                "rotation": page.rotation,
            }
            for page in result.pages
        ],
        "warnings": list(result.warnings),
        "attachments": [attachment.name for attachment in result.attachments],
    }
