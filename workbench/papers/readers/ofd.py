"""OFD, the fixed-layout format of Chinese administrations (GB/T 33190-2016), own small reader.

Lengths are millimetres from the top left. A page's text objects, also those of its templates,
are grouped into lines by height; pictures are kept for drawing the page.
"""

from collections.abc import Iterator
from typing import Any

from workbench.kernel.errors import UserError
from workbench.papers.model import Page, ReadResult
from workbench.papers.page_numbers import numbers
from workbench.papers.readers.decoding import looks_garbled
from workbench.papers.readers.layout import Line, Run, page_of
from workbench.papers.readers.ofdparts import Picture, PlacedText, Sheet, open_sheets
from workbench.papers.readers.package import Package
from workbench.papers.readers.picture import encoded, scaled
from workbench.papers.readers.results import DAMAGED, paged, unreadable

POINTS = 72 / 25.4
"""Points in a millimetre."""


def read_ofd(data: bytes) -> ReadResult:
    """Read every page; pages of pictures alone need OCR.

    Raises:
        UserError: damaged or encrypted.
    """
    pages: list[Page] = []
    broken: list[int] = []
    garbled: list[int] = []
    for number, sheet in enumerate(open_sheets(Package(data)), start=1):
        page = _page(number, sheet) if sheet else Page(number, "")
        if sheet is None:
            broken.append(number)
        elif page.text and looks_garbled(page.text):
            garbled.append(number)
            page = Page(number, "", width=page.width, height=page.height)
        pages.append(page)
    warnings = [f"{numbers(broken)}已损坏，未能读取。"] if broken else []
    if garbled:
        warnings.append(f"{numbers(garbled)}的文字是乱码，未采用。请转换为 PDF 后重新导入。")
    if not pages or len(broken) == len(pages):
        raise UserError(DAMAGED)
    if not any(page.text.strip() or page.needs_ocr for page in pages):
        reason = "未能读出文字。请用 OFD 阅读器转换为 PDF 后重新导入。"
        return unreadable("ofd", f"共{len(pages)}页，{reason}", warnings)
    return paged("ofd", pages, warnings)


def count_ofd(data: bytes) -> int:
    """Return the number of pages.

    Raises:
        UserError: damaged or encrypted.
    """
    return sum(1 for _ in open_sheets(Package(data)))


def _page(number: int, sheet: Sheet) -> Page:
    size = (sheet.width * POINTS, sheet.height * POINTS)
    page = page_of(number, [Line(run) for run in _rows(sheet.texts)], size)
    if page.text.strip():
        return page
    scan = bool(sheet.pictures)
    return Page(number, "", needs_ocr=scan, width=size[0], height=size[1])


def _rows(texts: tuple[PlacedText, ...]) -> Iterator[Run]:
    """Group the runs of a page into lines by height; neighbours without a gap are joined."""
    rows: list[list[PlacedText]] = []
    for text in sorted(texts, key=lambda one: (one.y0 + one.y1) / 2):
        middle = (text.y0 + text.y1) / 2
        if rows and rows[-1][0].y0 < middle < rows[-1][0].y1:
            rows[-1].append(text)
        else:
            rows.append([text])
    for row in rows:
        yield from _joined(sorted(row, key=lambda one: one.x0))


def _joined(row: list[PlacedText]) -> Iterator[Run]:
    current: Run | None = None
    for text in row:
        run = Run(text.text, *(v * POINTS for v in (text.x0, text.y0, text.x1, text.y1)))
        if current is None:
            current = run
        elif run.x0 - current.x1 < text.size * POINTS:
            low, high = min(current.y0, run.y0), max(current.y1, run.y1)
            current = Run(current.text + run.text, current.x0, low, max(current.x1, run.x1), high)
        else:
            yield current
            current = run
    if current is not None:
        yield current


def render_ofd(data: bytes, page: int, dpi: int, rotation: int) -> bytes:
    """Draw a page as PNG: its pictures and its text in a built-in font, without line art.

    Raises:
        UserError: damaged, or there is no such page.
    """
    return encoded(draw_ofd(data, page, dpi, rotation))


def draw_ofd(data: bytes | bytearray, page: int, dpi: float, rotation: int) -> Any:
    """Draw a page as :func:`render_ofd` does, as a picture in memory.

    Raises:
        UserError: damaged, or there is no such page.
    """
    from PIL import Image

    for number, sheet in enumerate(open_sheets(Package(data)), start=1):
        if number == page:
            if sheet is None:
                raise UserError(DAMAGED)
            pixels = _draw(sheet, min(round(dpi), 600))
            image = Image.frombytes("RGB", (pixels.width, pixels.height), pixels.samples)
            return scaled(image, rotation, round(dpi * 20))
    raise UserError(f"文件没有第{page}页。")


def _draw(sheet: Sheet, dpi: int) -> Any:
    import pymupdf

    document = pymupdf.open()
    canvas = document.new_page(width=sheet.width * POINTS, height=sheet.height * POINTS)
    for picture in sheet.pictures:
        _place(canvas, picture)
    for text in sheet.texts:
        where = (text.x0 * POINTS, text.baseline * POINTS)
        size = max(1.0, text.size * POINTS)
        canvas.insert_text(where, text.text, fontname="china-s", fontsize=size)
    return canvas.get_pixmap(dpi=dpi, alpha=False)


def _place(canvas: Any, picture: Picture) -> None:
    import pymupdf

    corners = (v * POINTS for v in (picture.x0, picture.y0, picture.x1, picture.y1))
    try:
        canvas.insert_image(pymupdf.Rect(*corners), stream=picture.data, keep_proportion=False)
    except (RuntimeError, ValueError) as error:
        raise UserError("页面中的图片格式无法显示。", "请转换为 PDF 后重新导入。") from error
