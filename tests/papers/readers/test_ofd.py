"""OFD documents."""

import io

from PIL import Image

from tests.papers.readers.samples import ofd, picture
from workbench.papers.model import Outcome
from workbench.papers.readers import page_count, read, render_page


def text(words: str, x: float, y: float, deltas: str = "g 20 5", more: str = "") -> str:
    return (
        f'<ofd:TextObject ID="1" Boundary="{x} {y} 100 6" Size="5" {more}>'
        f'<ofd:TextCode X="0" Y="4.5" DeltaX="{deltas}">{words}</ofd:TextCode></ofd:TextObject>'
    )


def test_runs_become_lines_with_places() -> None:
    content = text("李四乙", 80, 40) + text("原告", 20, 40) + text("民事起诉状", 60, 20)
    page = read(ofd(content), "a.ofd").pages[0]
    assert page.text == "民事起诉状\n原告\t李四乙"
    box = page.segments[1].box
    assert abs(box.x0 - 20 / 210) < 0.001
    assert abs(box.x1 - 30 / 210) < 0.001
    assert 38 / 297 < box.y0 < box.y1 < 48 / 297


def test_neighbours_without_a_gap_are_one_word() -> None:
    assert (
        read(ofd(text("原告", 20, 40) + text("张三甲", 30, 40)), "a").pages[0].text == "原告张三甲"
    )


def test_a_matrix_scales_the_run() -> None:
    page = read(ofd(text("甲乙", 20, 40, more='CTM="2 0 0 2 0 0"')), "a").pages[0]
    assert abs(page.segments[0].box.x1 - 40 / 210) < 0.001


def scanned() -> bytes:
    content = '<ofd:ImageObject ID="2" ResourceID="9" Boundary="0 0 210 297"/>'
    resources = (
        '<ofd:Res xmlns:ofd="http://www.ofdspec.org/2016" BaseLoc="Res"><ofd:MultiMedias>'
        '<ofd:MultiMedia ID="9" Type="Image"><ofd:MediaFile>p.png</ofd:MediaFile>'
        "</ofd:MultiMedia></ofd:MultiMedias></ofd:Res>"
    )
    extra: dict[str, str | bytes] = {
        "Doc_0/DocumentRes.xml": resources,
        "Doc_0/Res/p.png": picture(grey=255),
    }
    place = "<ofd:DocumentRes>DocumentRes.xml</ofd:DocumentRes>"
    return ofd(content, extra, place)


def test_a_page_of_a_picture_waits_for_ocr_and_can_be_drawn() -> None:
    result = read(scanned(), "a.ofd")
    assert result.outcome is Outcome.NEEDS_OCR
    assert page_count(scanned(), "ofd") == 1
    drawn = Image.open(io.BytesIO(render_page(scanned(), "ofd", 1, dpi=50))).convert("L")
    assert abs(drawn.width - 413) <= 1
    assert drawn.getpixel((60, 60)) == 0
    assert drawn.getpixel((400, 500)) == 255


def test_text_pages_are_drawn_too() -> None:
    drawn = Image.open(io.BytesIO(render_page(ofd(text("民事起诉状", 60, 20)), "ofd", 1, dpi=72)))
    assert min(drawn.convert("L").tobytes()) < 100


def test_damage_and_locks_are_said() -> None:
    damaged = read(ofd("<broken"), "a.ofd")
    assert damaged.outcome is Outcome.UNREADABLE
    assert "损坏" in damaged.reason
    cut = read(ofd(text("甲", 1, 1))[:-50], "a.ofd")
    assert cut.outcome is Outcome.UNREADABLE
    nothing = read(ofd(""), "a.ofd")
    assert "未能读出文字" in nothing.reason
