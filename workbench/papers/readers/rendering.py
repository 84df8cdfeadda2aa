"""Pages as pictures, for OCR and for the viewer."""

from workbench.kernel.errors import UserError
from workbench.papers.readers import ofd, pdf, picture
from workbench.papers.readers.results import DAMAGED

_MAX_PIXELS = 40_000_000
_RENDERED = {"pdf", "image", "ofd"}


def page_count(data: bytes, kind: str) -> int:
    """Return the number of pages; 1 for formats without pages.

    Raises:
        UserError: the file cannot be opened.
    """
    if kind == "pdf":
        with pdf.opened(data) as document:
            return int(document.page_count)
    if kind == "image":
        with picture.opened(data) as image:
            return picture.frames(image)
    return ofd.count_ofd(data) if kind == "ofd" else 1


def render_page(data: bytes, kind: str, page: int, dpi: int = 200, rotation: int = 0) -> bytes:
    """Draw one page as PNG.

    Args:
        data: the file.
        kind: ``pdf``, ``image`` or ``ofd``, as :func:`detect` says.
        page: from 1.
        dpi: dots per inch. Pictures keep their own pixels, up to 20 inches at ``dpi``; huge
            PDF pages are drawn coarser, at most 40 million pixels.
        rotation: clockwise turn in degrees on top of the file's own (``/Rotate``, EXIF); with
            ``Page.rotation`` the page stands upright.

    Raises:
        UserError: the format has no pages to draw, no such page, or it is damaged.
    """
    if kind not in _RENDERED:
        raise UserError("这种格式没有页面图像。", "请查看文字内容。")
    if rotation % 90:
        raise UserError("页面只能按90度的倍数旋转。")
    if kind == "image":
        return picture.render_image(data, page, dpi, rotation)
    if kind == "ofd":
        return ofd.render_ofd(data, page, dpi, rotation)
    return _render_pdf(data, page, dpi, rotation)


def _render_pdf(data: bytes, page: int, dpi: int, rotation: int) -> bytes:
    import pymupdf

    with pdf.opened(data) as document:
        if not 1 <= page <= document.page_count:
            raise UserError(f"文件没有第{page}页。")
        try:
            sheet = document[page - 1]
            scale = dpi / 72
            pixels = sheet.rect.width * sheet.rect.height * scale * scale
            scale *= min(1.0, (_MAX_PIXELS / max(pixels, 1)) ** 0.5)
            matrix = pymupdf.Matrix(scale, scale).prerotate(rotation)
            return bytes(sheet.get_pixmap(matrix=matrix, alpha=False).tobytes("png"))
        except (RuntimeError, ValueError) as error:
            raise UserError(DAMAGED) from error
