"""A file held open to draw its pages one after the other, as pixels rather than as PNG.

Encoding a page as PNG takes four times as long as drawing it, and opening a thick volume again
for every page takes longer still.
"""

from collections.abc import Callable
from contextlib import ExitStack
from dataclasses import dataclass
from typing import Any

from workbench.kernel.errors import UserError
from workbench.papers.readers import ofd, pdf, picture
from workbench.papers.readers.results import DAMAGED

_MAX_PIXELS = 40_000_000
_TIDY_AFTER = 50
"""Pages drawn, after which the library gives half of the pictures back that it keeps decoded."""


@dataclass(frozen=True)
class Raster:
    """A drawn page: width and height in pixels, and its rows of three bytes (RGB) a pixel."""

    width: int
    height: int
    samples: bytes


class OpenFile:
    """A PDF, picture or OFD whose pages are drawn.

    Args:
        data: the file; kept while this is open.
        kind: ``pdf``, ``image`` or ``ofd``.

    Raises:
        UserError: the format has no pages to draw, or the file is damaged or locked.
    """

    def __init__(self, data: bytes | bytearray, kind: str) -> None:
        self.size = len(data)
        self._data = data
        self._drawn = 0
        self._stack = ExitStack()
        draws: dict[str, Callable[[int, float, int], Raster]] = {
            "pdf": self._draw_pdf,
            "image": self._draw_image,
            "ofd": self._draw_ofd,
        }
        if kind not in draws:
            raise UserError("这种格式没有页面图像。", "请查看文字内容。")
        self._draw = draws[kind]
        self._document: Any = self._stack.enter_context(pdf.opened(data)) if kind == "pdf" else None

    def draw(self, page: int, dpi: float, rotation: int = 0) -> Raster:
        """Draw a page.

        Args:
            page: from 1.
            dpi: dots per inch; huge pages are drawn coarser, at most 40 million pixels, and
                pictures are not enlarged.
            rotation: clockwise turn in degrees on top of the file's own.

        Raises:
            UserError: no such page, or it is damaged.
        """
        if rotation % 90:
            raise UserError("页面只能按90度的倍数旋转。")
        return self._draw(page, dpi, rotation)

    def close(self) -> None:
        """Let the file go."""
        self._stack.close()

    def _draw_pdf(self, page: int, dpi: float, rotation: int) -> Raster:
        import pymupdf

        document = self._document
        if not 1 <= page <= document.page_count:
            raise UserError(f"文件没有第{page}页。")
        try:
            sheet = document[page - 1]
            scale = dpi / 72
            pixels = sheet.rect.width * sheet.rect.height * scale * scale
            scale *= min(1.0, (_MAX_PIXELS / max(pixels, 1)) ** 0.5)
            matrix = pymupdf.Matrix(scale, scale).prerotate(rotation)
            drawn = sheet.get_pixmap(matrix=matrix, alpha=False)
        except (RuntimeError, ValueError) as error:
            raise UserError(DAMAGED) from error
        self._drawn += 1
        if self._drawn % _TIDY_AFTER == 0:
            pymupdf.TOOLS.store_shrink(50)
        return Raster(drawn.width, drawn.height, drawn.samples)

    def _draw_image(self, page: int, dpi: float, rotation: int) -> Raster:
        return _raster(picture.draw_image(self._data, page, dpi, rotation))

    def _draw_ofd(self, page: int, dpi: float, rotation: int) -> Raster:
        return _raster(ofd.draw_ofd(self._data, page, dpi, rotation))


def _raster(image: Any) -> Raster:
    image = image if image.mode == "RGB" else image.convert("RGB")
    return Raster(image.width, image.height, image.tobytes())
