"""Pictures and their pages."""

import io

import pytest
from PIL import Image

from tests.papers.readers.samples import picture
from workbench.kernel.errors import UserError
from workbench.papers.model import Outcome
from workbench.papers.readers import page_count, read, render_page
from workbench.papers.readers import picture as module


def opened(data: bytes) -> Image.Image:
    return Image.open(io.BytesIO(data))


def tiff(count: int) -> bytes:
    out = io.BytesIO()
    first, *rest = [Image.new("1", (100 + i, 200), 1) for i in range(count)]
    first.save(out, "TIFF", save_all=True, append_images=rest, dpi=(200, 200))
    return out.getvalue()


def test_a_tiff_has_a_page_for_each_frame() -> None:
    result = read(tiff(3), "扫描.tif")
    assert result.outcome is Outcome.NEEDS_OCR
    assert [page.needs_ocr for page in result.pages] == [True] * 3
    assert result.pages[0].width == pytest.approx(36)
    assert page_count(tiff(3), "image") == 3
    assert opened(render_page(tiff(3), "image", 3)).size == (102, 200)


def test_the_exif_mark_turns_the_picture_upright() -> None:
    image = Image.new("RGB", (300, 200), "white")
    image.paste("black", (0, 0, 60, 40))
    exif = Image.Exif()
    exif[0x0112] = 6
    out = io.BytesIO()
    image.save(out, "JPEG", exif=exif)
    page = read(out.getvalue(), "a.jpg").pages[0]
    drawn = opened(render_page(out.getvalue(), "image", 1))
    assert page.width < page.height
    assert drawn.size == (200, 300)
    assert drawn.convert("L").getpixel((190, 10)) == pytest.approx(0, abs=20)


def test_rotation_is_clockwise_and_size_is_bounded() -> None:
    drawn = opened(render_page(picture(size=(300, 200)), "image", 1, rotation=90)).convert("L")
    assert drawn.size == (200, 300)
    assert drawn.getpixel((190, 10)) == 0
    assert max(opened(render_page(picture(size=(900, 600)), "image", 1, dpi=20)).size) == 400


def test_transparent_ground_becomes_white() -> None:
    out = io.BytesIO()
    Image.new("RGBA", (50, 50), (0, 0, 0, 0)).save(out, "PNG")
    assert opened(render_page(out.getvalue(), "image", 1)).convert("L").getextrema() == (255, 255)


def test_a_heic_photograph_is_drawn() -> None:
    import pillow_heif

    out = io.BytesIO()
    pillow_heif.from_pillow(Image.new("RGB", (64, 48), "red")).save(out)
    assert read(out.getvalue(), "a.heic").outcome is Outcome.NEEDS_OCR
    assert opened(render_page(out.getvalue(), "image", 1)).size == (64, 48)


def test_a_cut_picture_is_damaged() -> None:
    result = read(picture("JPEG", (800, 800))[:-3000], "a.jpg")
    assert result.outcome is Outcome.UNREADABLE
    assert "损坏" in result.reason


def test_too_many_pixels_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "MAX_PIXELS", 1000)
    result = read(picture(), "a.png")
    assert result.outcome is Outcome.UNREADABLE
    assert "像素过多" in result.reason


def test_formats_without_pages_are_not_drawn() -> None:
    assert page_count("甲".encode(), "text") == 1
    with pytest.raises(UserError, match="没有页面图像"):
        render_page("甲".encode(), "text", 1)
    with pytest.raises(UserError, match="90度"):
        render_page(picture(), "image", 1, rotation=45)
