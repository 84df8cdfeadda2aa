"""Pictures of pages as scanners and telephones make them, from text, the same for the same seed.

Pages are A4 at the margins of a court paper, set with the CJK font inside PyMuPDF (Droid Sans
Fallback), so that no font of the system is needed and every machine renders the same picture.
"""

import io
import math
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from PIL import Image

A4 = (595.0, 842.0)
MARGIN = 72.0
LEADING = 1.8
NO_LINE_START = "，。、；：？！）》」』”’】〕％%,.;:?!)"
CELL_PADDING = 5.0


def wrap(text: str, font_size: float = 14, width: float = A4[0] - 2 * MARGIN) -> list[str]:
    """Break text into lines of at most ``width`` points; closing marks never start a line.

    A closing mark that does not fit hangs into the margin, as Chinese typesetting allows.
    """
    font = _font()
    lines: list[str] = []
    for paragraph in text.split("\n"):
        line, used = "", 0.0
        for char in paragraph:
            advance = font.text_length(char, font_size)
            if line and used + advance > width and char not in NO_LINE_START:
                lines.append(line)
                line, used = "", 0.0
            line += char
            used += advance
        lines.append(line)
    return lines


def text_width(line: str, font_size: float = 14) -> float:
    """Return the width of a line in points."""
    return float(_font().text_length(line, font_size))


def split_pages(text: str, font_size: float = 14) -> list[str]:
    """Split text into the lines of pages as :func:`render_text_page` would set them.

    Returns:
        one string a page; its lines are the lines of the page, so it renders unchanged.
    """
    lines = wrap(text, font_size)
    rows = int((A4[1] - 2 * MARGIN) / (font_size * LEADING))
    return ["\n".join(lines[i : i + rows]) for i in range(0, len(lines), rows)]


def render_text_page(text: str, dpi: int = 200, font_size: float = 14) -> "Image.Image":
    """Render one A4 page of running text.

    Raises:
        ValueError: the text needs more than one page; use :func:`render_text_pages`.
    """
    if len(split_pages(text, font_size)) > 1:
        raise ValueError("the text does not fit on one page")
    return _picture(_put_lines(wrap(text, font_size), font_size), dpi)


def render_text_pages(text: str, dpi: int = 200, font_size: float = 14) -> "list[Image.Image]":
    """Render running text on as many A4 pages as it needs."""
    return [render_text_page(page, dpi, font_size) for page in split_pages(text, font_size)]


def render_columns_page(
    columns: Sequence[str], dpi: int = 200, font_size: float = 12, gutter: float = 36
) -> "Image.Image":
    """Render one A4 page with texts side by side in columns of equal width.

    Raises:
        ValueError: a column is longer than the page.
    """
    width = (A4[0] - 2 * MARGIN - gutter * (len(columns) - 1)) / len(columns)
    page = None
    for index, column in enumerate(columns):
        lines = wrap(column, font_size, width)
        page = _put_lines(lines, font_size, MARGIN + index * (width + gutter), page)
    return _picture(page, dpi)


def render_table_page(
    rows: Sequence[Sequence[str]], heading: str = "", dpi: int = 200, font_size: float = 12
) -> "Image.Image":
    """Render one A4 page with a ruled table of equal columns under a heading.

    Args:
        rows: cells row by row, all rows of one length; a cell is set on one line.

    Raises:
        ValueError: a cell is wider than its column, or the rows are more than the page holds.
    """
    font = _font()
    width = (A4[0] - 2 * MARGIN) / len(rows[0])
    height = font_size * LEADING
    page = _put_lines([heading], font_size + 4)
    top = MARGIN + (font_size + 4) * LEADING
    if top + height * len(rows) > A4[1] - MARGIN:
        raise ValueError("the table does not fit on one page")
    writer = _writer(page)
    for number, row in enumerate(rows):
        for column, cell in enumerate(row):
            if font.text_length(cell, font_size) > width - 2 * CELL_PADDING:
                raise ValueError(f"a cell of column {column} is too wide")
            left, upper = MARGIN + column * width, top + number * height
            page.draw_rect((left, upper, left + width, upper + height), width=0.7)
            baseline = (left + CELL_PADDING, upper + height * 0.7)
            writer.append(baseline, cell, font=font, fontsize=font_size)
    writer.write_text(page)
    return _picture(page, dpi)


def degrade(
    image: "Image.Image",
    skew: float = 0,
    noise: float = 0,
    jpeg: int | None = None,
    seed: int = 0,
    *,
    blur: float = 0,
    turn: int = 0,
) -> "Image.Image":
    """Return the picture as a worn scanner would give it, in the order of the arguments below.

    Args:
        image: the clean page; it is not changed.
        skew: degrees counter-clockwise; the corners are filled with white.
        blur: radius in pixels of a Gaussian blur.
        noise: standard deviation of Gaussian noise, in steps of 0..255.
        turn: 0, 90, 180 or 270 degrees clockwise.
        jpeg: quality 1..95 of a JPEG pass, None for none.
        seed: of the noise.
    """
    import numpy as np
    from PIL import Image, ImageFilter

    result = image.convert("RGB")
    if skew:
        result = result.rotate(skew, Image.Resampling.BICUBIC, fillcolor=(255, 255, 255))
    if blur:
        result = result.filter(ImageFilter.GaussianBlur(blur))
    if noise:
        shape = (result.height, result.width, 3)
        grain = np.random.default_rng(seed).normal(0, noise, shape)
        result = Image.fromarray(np.clip(np.asarray(result) + grain, 0, 255).astype(np.uint8))
    if turn:
        result = result.rotate(-turn, expand=True)
    if jpeg is not None:
        result = Image.open(io.BytesIO(encode(result, "JPEG", quality=jpeg))).convert("RGB")
    return result


def stamp(
    image: "Image.Image",
    words: str = "某某市中级人民法院",
    center: tuple[float, float] = (0.7, 0.75),
    radius: float = 0.1,
) -> "Image.Image":
    """Return the picture with a red round seal over its text.

    Args:
        image: the page; it is not changed.
        words: set along the upper arc; invented.
        center: fractions of the page's width and height.
        radius: fraction of the page's width.
    """
    from PIL import Image, ImageChops

    page = image.convert("RGB")
    size = int(2 * radius * page.width)
    seal = _picture(_seal_page(words), dpi=200).resize((size, size), Image.Resampling.LANCZOS)
    layer = Image.new("RGB", page.size, (255, 255, 255))
    corner = (int(center[0] * page.width - size / 2), int(center[1] * page.height - size / 2))
    layer.paste(seal, corner)
    # Ink upon ink darkens: the text stays visible under the seal.
    return ImageChops.multiply(page, layer)


def encode(image: "Image.Image", kind: str = "PNG", **options: Any) -> bytes:
    """Return the picture's file bytes, at 200 dpi in its header."""
    buffer = io.BytesIO()
    image.save(buffer, kind, dpi=(200, 200), **options)
    return buffer.getvalue()


def _seal_page(words: str) -> Any:
    import pymupdf

    page = pymupdf.open().new_page(width=120, height=120)
    red = (0.85, 0.1, 0.1)
    page.draw_circle((60, 60), 57, color=red, width=3)
    star = [
        (60 + r * math.sin(i * math.pi / 5), 60 - r * math.cos(i * math.pi / 5))
        for i, r in ((i, 18 if i % 2 == 0 else 7) for i in range(10))
    ]
    page.draw_polyline(star, color=red, fill=red, closePath=True)
    for index, char in enumerate(words):
        angle = math.radians(-120 + 240 * (index + 0.5) / len(words))
        at = pymupdf.Point(60 + 43 * math.sin(angle), 60 - 43 * math.cos(angle))
        writer = pymupdf.TextWriter(page.rect, color=red)
        writer.append((at.x - 6.5, at.y + 5), char, font=_font(), fontsize=13)
        writer.write_text(page, morph=(at, pymupdf.Matrix(-math.degrees(angle))))
    return page


def _font() -> Any:
    import pymupdf

    return pymupdf.Font("china-s")


def _writer(page: Any) -> Any:
    import pymupdf

    return pymupdf.TextWriter(page.rect)


def _put_lines(
    lines: Sequence[str], font_size: float, left: float = MARGIN, page: Any = None
) -> Any:
    import pymupdf

    if MARGIN + font_size * LEADING * len(lines) > A4[1] - MARGIN:
        raise ValueError("the text does not fit on one page")
    page = page if page is not None else pymupdf.open().new_page(width=A4[0], height=A4[1])
    writer, font = _writer(page), _font()
    for number, line in enumerate(lines):
        if line.strip():
            baseline = MARGIN + font_size * (1 + LEADING * number)
            writer.append((left, baseline), line, font=font, fontsize=font_size)
    if any(line.strip() for line in lines):
        writer.write_text(page)
    return page


def _picture(page: Any, dpi: int) -> "Image.Image":
    from PIL import Image

    pixels = page.get_pixmap(dpi=dpi)
    image = Image.frombytes("RGB", (pixels.width, pixels.height), pixels.samples)
    image.info["dpi"] = (dpi, dpi)
    return image
