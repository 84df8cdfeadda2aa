"""A file held open: page after page as pixels, upright, and a sentence where there is none."""

import io

import pytest
from PIL import Image

from tests.papers.readers.samples import picture
from workbench.kernel.errors import UserError
from workbench.papers.readers import render_page
from workbench.papers.readers.open_file import OpenFile, Raster

pymupdf = pytest.importorskip("pymupdf")


def pdf(pages: int) -> bytes:
    """Return a PDF in which page n bears n black squares in its first row."""
    document = pymupdf.open()
    for number in range(pages):
        page = document.new_page(width=200, height=100)
        for square in range(number + 1):
            page.draw_rect((10 + 20 * square, 10, 20 + 20 * square, 20), fill=(0, 0, 0))
    return bytes(document.tobytes())


def opened(raster: Raster) -> Image.Image:
    """Return pixels as a picture."""
    return Image.frombytes("RGB", (raster.width, raster.height), bytes(raster.samples))


@pytest.mark.parametrize("rotation", [0, 90, 270])
def test_pixels_are_those_of_the_png(rotation: int) -> None:
    data = pdf(3)
    file = OpenFile(data, "pdf")
    for page in (3, 1, 2):
        png = Image.open(io.BytesIO(render_page(data, "pdf", page, 96, rotation)))
        assert opened(file.draw(page, 96, rotation)).tobytes() == png.convert("RGB").tobytes()
    file.close()


def test_a_page_that_is_not_there_is_said_and_the_others_go_on() -> None:
    file = OpenFile(pdf(2), "pdf")
    for page in (0, 3):
        with pytest.raises(UserError, match=f"没有第{page}页"):
            file.draw(page, 72)
    assert file.draw(2, 72).width == 200
    with pytest.raises(UserError, match="90度"):
        file.draw(1, 72, 45)


def test_a_resolution_between_whole_numbers_gives_the_wanted_width() -> None:
    file = OpenFile(pdf(1), "pdf")
    assert file.draw(1, 72 * 333 / 200).width == 333


def test_a_picture_is_drawn_as_large_as_on_paper_and_never_enlarged() -> None:
    out = io.BytesIO()
    Image.new("L", (400, 800), 10).save(out, "PNG", dpi=(200, 200))
    file = OpenFile(out.getvalue(), "image")
    assert (file.draw(1, 50).width, file.draw(1, 50).height) == (100, 200)
    assert file.draw(1, 50, 90).width == 200
    assert file.draw(1, 600).height == 800
    with pytest.raises(UserError, match="没有第2页"):
        file.draw(2, 50)


def test_files_without_pages_are_refused() -> None:
    with pytest.raises(UserError, match="没有页面图像"):
        OpenFile("甲".encode(), "text")
    with pytest.raises(UserError):
        OpenFile(b"%PDF-1.4 nothing", "pdf")
    with pytest.raises(UserError):
        OpenFile(picture()[:40], "image").draw(1, 72)
