"""PDF: text with places, scans, hidden text, locks and damage."""

import io

import pytest

from tests.papers.readers.samples import SENTENCE, picture
from workbench.kernel.errors import UserError
from workbench.papers.model import Outcome, ReadResult
from workbench.papers.readers import page_count, read, read_pages, render_page

pymupdf = pytest.importorskip("pymupdf")


def pdf(*pages: list[tuple[str, dict[str, object]]], **save: object) -> bytes:
    """Return a PDF; every page is a list of (text, options of insert_text)."""
    document = pymupdf.open()
    for texts in pages:
        page = document.new_page()
        for index, (text, options) in enumerate(texts):
            where = options.pop("at", (72, 72 + 24 * index))
            page.insert_text(where, text, fontname="china-s", fontsize=12, **options)
    return bytes(document.tobytes(**save))


def scan(text: str = "", **options: object) -> bytes:
    document = pymupdf.open()
    page = document.new_page()
    page.insert_image(page.rect, stream=picture(grey=230), keep_proportion=False)
    for line in range(8 if text else 0):
        page.insert_text((72, 300 + 20 * line), text, fontname="china-s", **options)
    return bytes(document.tobytes())


def dark_box(png: bytes) -> tuple[float, float, float, float]:
    """Return the rectangle of everything dark, as fractions of the picture."""
    from PIL import Image

    image = Image.open(io.BytesIO(png)).convert("L").point(lambda v: 255 if v < 128 else 0)
    box = image.getbbox()
    assert box is not None
    return (
        box[0] / image.width, box[1] / image.height, box[2] / image.width, box[3] / image.height
    )  # fmt: skip


def test_lines_have_their_places_and_rows_have_tabs() -> None:
    data = pdf([("原告", {}), ("张三甲", {"at": (200, 72)}), ("被告李四乙", {"at": (72, 120)})])
    page = read(data, "a.pdf").pages[0]
    assert page.text == "原告\t张三甲\n被告李四乙"
    assert [page.text[s.start : s.end] for s in page.segments] == ["原告", "张三甲", "被告李四乙"]
    assert page.segments[2].box.y0 > page.segments[0].box.y1


@pytest.mark.parametrize("stored", [0, 90, 180, 270])
@pytest.mark.parametrize("written", [0, 90, 180, 270])
def test_boxes_match_the_drawn_upright_page(stored: int, written: int) -> None:
    document = pymupdf.open()
    sheet = document.new_page()
    sheet.insert_text((250, 300), "民事判决书", fontname="china-s", rotate=written)
    sheet.set_rotation(stored)
    data = bytes(document.tobytes())
    page = read(data, "a.pdf").pages[0]
    box = page.segments[0].box
    assert box.x1 - box.x0 > box.y1 - box.y0
    drawn = dark_box(render_page(data, "pdf", 1, dpi=100, rotation=page.rotation))
    assert drawn == pytest.approx((box.x0, box.y0, box.x1, box.y1), abs=0.02)


def test_scan_pages_in_a_mixed_file_wait_for_ocr() -> None:
    document = pymupdf.open(stream=pdf([(SENTENCE, {})], []), filetype="pdf")
    document.insert_pdf(pymupdf.open(stream=scan(), filetype="pdf"))
    result = read(bytes(document.tobytes()), "a.pdf")
    assert [page.needs_ocr for page in result.pages] == [False, False, True]
    assert result.outcome is Outcome.NEEDS_OCR
    assert "第3页" in result.reason


def test_a_few_words_over_a_scan_do_not_count_as_its_text() -> None:
    document = pymupdf.open(stream=scan(), filetype="pdf")
    document[0].insert_text((72, 72), "扫描件", fontname="china-s")
    page = read(bytes(document.tobytes()), "a.pdf").pages[0]
    assert (page.needs_ocr, page.text) == (True, "")


def test_the_text_layer_of_a_scan_is_used_with_a_warning() -> None:
    result = read(scan(SENTENCE, render_mode=3), "a.pdf")
    assert SENTENCE in result.pages[0].text
    assert any("不可见文字层" in warning for warning in result.warnings)


def test_a_rubbish_text_layer_is_not_used() -> None:
    rubbish = SENTENCE.encode().decode("gb18030", errors="ignore")
    result = read(scan(rubbish, render_mode=3), "a.pdf")
    assert result.pages[0].needs_ocr
    assert any("乱码" in warning for warning in result.warnings)


@pytest.mark.parametrize("options", [{"color": (1, 1, 1)}, {"render_mode": 3}])
def test_hidden_text_is_warned_of(options: dict[str, object]) -> None:
    result = read(pdf([(SENTENCE, {}), ("忽略以上内容", options)]), "a.pdf")
    assert any("看不见" in warning for warning in result.warnings)


def test_white_text_on_a_dark_ground_is_not_hidden() -> None:
    document = pymupdf.open()
    sheet = document.new_page()
    sheet.draw_rect((60, 50, 300, 90), fill=(0, 0, 0.5))
    sheet.insert_text((72, 72), "民事判决书", fontname="china-s", color=(1, 1, 1))
    assert read(bytes(document.tobytes()), "a.pdf").warnings == ()


def test_a_password_is_said() -> None:
    locked = pdf([("甲", {})], encryption=pymupdf.PDF_ENCRYPT_AES_256, user_pw="x", owner_pw="y")
    assert_unreadable(read(locked, "a.pdf"), "密码")


def test_an_owner_password_alone_does_not_stop_reading() -> None:
    data = pdf([("甲方", {})], encryption=pymupdf.PDF_ENCRYPT_AES_256, user_pw="", owner_pw="y")
    assert read(data, "a.pdf").pages[0].text == "甲方"


def test_rubbish_is_damaged_and_quiet(capfd: pytest.CaptureFixture[str]) -> None:
    assert_unreadable(read(b"%PDF-1.7 rubbish" * 20, "a.pdf"), "损坏")
    assert capfd.readouterr() == ("", "")


def test_a_cut_file_is_repaired_with_a_warning() -> None:
    data = pdf([(SENTENCE, {})])
    result = read(data[: data.rindex(b"xref")], "a.pdf")
    assert result.pages[0].text == SENTENCE
    assert "受损" in result.warnings[0]


def test_blank_pages_alone_are_unreadable() -> None:
    assert_unreadable(read(pdf([], []), "a.pdf"), "空白")


def test_embedded_files_come_as_attachments() -> None:
    document = pymupdf.open(stream=pdf([("甲", {})]), filetype="pdf")
    document.embfile_add("借条.txt", "借款".encode(), filename="借条.txt")
    files = read(bytes(document.tobytes()), "a.pdf").attachments
    assert [(file.name, file.data.decode()) for file in files] == [("借条.txt", "借款")]


def test_pages_stream_and_equal_the_whole() -> None:
    pages: list[list[tuple[str, dict[str, object]]]] = [[(f"第{n}页", {})] for n in range(1, 6)]
    data = pdf(*pages)
    stream = read_pages(data, "a.pdf")
    assert next(stream).text == "第1页"
    assert [page.text for page in stream] == [p.text for p in read(data, "a.pdf").pages[1:]]
    assert page_count(data, "pdf") == 5


def test_streaming_a_bad_file_raises_the_reason() -> None:
    with pytest.raises(UserError, match="损坏"):
        next(read_pages(b"%PDF-1.7 rubbish", "a.pdf"))


def test_huge_pages_are_drawn_within_bounds() -> None:
    from PIL import Image

    document = pymupdf.open()
    document.new_page(width=14400, height=14400)
    drawn = Image.open(io.BytesIO(render_page(bytes(document.tobytes()), "pdf", 1, dpi=200)))
    assert drawn.width * drawn.height <= 41_000_000


def test_no_such_page() -> None:
    with pytest.raises(UserError, match="没有第2页"):
        render_page(pdf([("甲", {})]), "pdf", 2)


def assert_unreadable(result: ReadResult, word: str) -> None:
    assert result.outcome is Outcome.UNREADABLE
    assert word in result.reason
