"""Pictures: photographs and scans, one page a frame of a TIFF, upright by their EXIF mark."""

import io
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from workbench.kernel.errors import UserError
from workbench.papers.model import Page, ReadResult
from workbench.papers.page_numbers import numbers
from workbench.papers.readers.results import DAMAGED, paged, unreadable

MAX_PIXELS = 250_000_000
"""Above any phone's or office scanner's picture; a decoded one of this size takes 750 MB."""
_MAX_FRAMES = 2000
_PAGED = {"TIFF", "HEIF"}
_TURNED = {5, 6, 7, 8}


@contextmanager
def opened(data: bytes | bytearray) -> Iterator[Any]:
    """Open a picture without decoding it.

    Raises:
        UserError: damaged, unknown, or with too many pixels.
    """
    import pillow_heif
    from PIL import Image, UnidentifiedImageError

    pillow_heif.register_heif_opener()
    Image.MAX_IMAGE_PIXELS = MAX_PIXELS
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error", Image.DecompressionBombWarning)
            warnings.simplefilter("ignore", UserWarning)
            image = Image.open(io.BytesIO(data))
    except (Image.DecompressionBombWarning, Image.DecompressionBombError) as error:
        raise UserError("图片像素过多（超过2.5亿），未读取。", "请缩小后重新导入。") from error
    except (UnidentifiedImageError, OSError, ValueError, SyntaxError, RuntimeError) as error:
        raise UserError(DAMAGED) from error
    try:
        yield image
    finally:
        image.close()


def frames(image: Any) -> int:
    """Return how many pages a picture has; animations count as one."""
    if image.format not in _PAGED:
        return 1
    return min(int(getattr(image, "n_frames", 1)), _MAX_FRAMES)


def read_image(data: bytes) -> ReadResult:
    """Return one page for each frame; the text is still to be recognised.

    Raises:
        UserError: damaged, unknown, or with too many pixels.
    """
    pages: list[Page] = []
    broken: list[int] = []
    with opened(data) as image:
        for number in range(1, frames(image) + 1):
            size = _checked_size(image, number)
            if size is None:
                broken.append(number)
                pages.append(Page(number, ""))
            else:
                pages.append(Page(number, "", needs_ocr=True, width=size[0], height=size[1]))
    if len(broken) == len(pages):
        return unreadable("image", DAMAGED)
    return paged("image", pages, [f"{numbers(broken)}已损坏，未能读取。"] if broken else [])


def _checked_size(image: Any, number: int) -> tuple[float, float] | None:
    """Decode a frame and return its upright size in points; None where it is damaged."""
    try:
        image.seek(number - 1)
        image.load()
    except (OSError, ValueError, SyntaxError, EOFError, RuntimeError, IndexError):
        return None
    across, down = _resolution(image)
    width, height = image.width * 72 / across, image.height * 72 / down
    turned = image.getexif().get(0x0112) in _TURNED
    return (height, width) if turned else (width, height)


def _resolution(image: Any) -> tuple[float, float]:
    """Return dots per inch, 200 where the file states none that a scanner would."""
    try:
        across, down = (float(value) for value in image.info.get("dpi", (0, 0)))
    except (TypeError, ValueError, ZeroDivisionError):
        return 200.0, 200.0
    if 90 <= across <= 2400 and 90 <= down <= 2400:
        return across, down
    return 200.0, 200.0


def render_image(data: bytes, page: int, dpi: int, rotation: int) -> bytes:
    """Return a frame as PNG, upright, its longer side at most 20 inches at ``dpi``.

    Raises:
        UserError: damaged, or there is no such frame.
    """
    return encoded(frame(data, page, rotation, dpi * 20))


def draw_image(data: bytes | bytearray, page: int, dpi: float, rotation: int) -> Any:
    """Return a frame upright, as large as it is on paper at ``dpi``; never enlarged.

    Raises:
        UserError: damaged, or there is no such frame.
    """
    with opened(data) as image:
        if not 1 <= page <= frames(image):
            raise UserError(f"图片没有第{page}页。")
        try:
            image.seek(page - 1)
        except (OSError, ValueError, SyntaxError, EOFError, RuntimeError) as error:
            raise UserError(DAMAGED) from error
        across, down = _resolution(image)
        longest = max(image.width / across, image.height / down)
    return frame(data, page, rotation, max(1, round(longest * dpi)))


def frame(data: bytes | bytearray, page: int, rotation: int, limit: int) -> Any:
    """Return a frame turned upright and then clockwise, its longer side at most ``limit`` pixels.

    Raises:
        UserError: damaged, or there is no such frame.
    """
    with opened(data) as image:
        if not 1 <= page <= frames(image):
            raise UserError(f"图片没有第{page}页。")
        try:
            image.seek(page - 1)
            if image.format == "JPEG":
                # Lets the decoder skip detail that would be thrown away; keeps at least `limit`.
                image.draft("RGB", (limit, limit))
            return scaled(_upright(image), rotation, limit)
        except (OSError, ValueError, SyntaxError, EOFError, RuntimeError) as error:
            raise UserError(DAMAGED) from error


def _upright(image: Any) -> Any:
    from PIL import Image, ImageOps

    turned: Any = ImageOps.exif_transpose(image)
    if turned.mode in {"RGBA", "LA", "PA"} or "transparency" in turned.info:
        turned = turned.convert("RGBA")
        ground = Image.new("RGB", turned.size, "white")
        ground.paste(turned, mask=turned.getchannel("A"))
        return ground
    if turned.mode.startswith(("I", "F")):
        return _eight_bit(turned)
    return turned if turned.mode in {"L", "RGB"} else turned.convert("RGB")


def _eight_bit(image: Any) -> Any:
    """Spread the greys of a 16-bit or floating-point scan over 8 bits."""
    low, high = image.getextrema()
    scale = 255 / ((high - low) or 1)
    return image.point(lambda value: (value - low) * scale).convert("L")


def scaled(image: Any, rotation: int, limit: int) -> Any:
    """Shrink to ``limit`` pixels on the longer side and turn clockwise."""
    from PIL import Image

    if max(image.size) > limit:
        image.thumbnail((limit, limit), Image.Resampling.LANCZOS)
    return image.rotate(-rotation, expand=True) if rotation % 360 else image


def encoded(image: Any) -> bytes:
    """Encode as PNG."""
    out = io.BytesIO()
    image.save(out, "PNG", compress_level=1)
    return out.getvalue()
