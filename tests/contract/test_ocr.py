"""What every engine for text recognition promises; the same suite runs on each."""

import dataclasses

import pytest

from tests.support.ocr import StandInOcr, page_picture
from workbench.engines.protocols import Available, Missing, Ocr, OcrPage
from workbench.engines.rapidocr import RapidOcr
from workbench.kernel.errors import UserError

LINES = [
    "民事起诉状",
    "原告：张三甲，住某某市某某区某某路一号。",
    "被告于2026年3月5日借款120,000元。",
]


@pytest.fixture(scope="module", params=["StandInOcr", "RapidOcr"])
def engine(request: pytest.FixtureRequest) -> Ocr:
    """Each engine in turn, loaded once for the module."""
    found: Ocr = StandInOcr() if request.param == "StandInOcr" else RapidOcr()
    if isinstance(found.available(), Missing):
        pytest.skip("the engine is not installed on this machine")
    return found


@pytest.fixture(scope="module")
def upright(engine: Ocr) -> OcrPage:
    return engine.read(page_picture("\n".join(LINES)))


def test_is_an_engine_with_name_and_hash(engine: Ocr) -> None:
    assert isinstance(engine, Ocr)
    state = engine.available()
    assert isinstance(state, Available)
    assert state.name
    assert len(state.model_hash()) == 64
    assert engine.available() == state


def test_lines_come_in_reading_order(upright: OcrPage) -> None:
    assert [line.text for line in upright.lines] == LINES
    assert upright.rotation == 0


def test_confidence_and_time_are_what_they_say(upright: OcrPage) -> None:
    assert all(0.5 <= line.confidence <= 1.0 for line in upright.lines)
    assert upright.seconds >= 0


def test_boxes_lie_around_the_lines(upright: OcrPage) -> None:
    declared = StandInOcr().read(page_picture("\n".join(LINES)))
    for line, truth in zip(upright.lines, declared.lines, strict=True):
        got, want = dataclasses.astuple(line.box), dataclasses.astuple(truth.box)
        assert got == pytest.approx(want, abs=0.012)
        assert 0 <= got[0] < got[2] <= 1
        assert 0 <= got[1] < got[3] <= 1


@pytest.mark.parametrize("turn", [90, 180, 270])
def test_a_turned_page_reads_as_the_upright_one(engine: Ocr, upright: OcrPage, turn: int) -> None:
    page = engine.read(page_picture("\n".join(LINES), turn))
    assert page.rotation == -turn % 360
    assert [line.text for line in page.lines] == LINES
    for line, same in zip(page.lines, upright.lines, strict=True):
        got, want = dataclasses.astuple(line.box), dataclasses.astuple(same.box)
        assert got == pytest.approx(want, abs=0.012)


@pytest.mark.parametrize("turn", [0, 90])
def test_a_blank_page_has_no_lines(engine: Ocr, turn: int) -> None:
    page = engine.read(page_picture("", turn))
    assert (page.lines, page.rotation) == ((), 0)


@pytest.mark.parametrize("damage", ["empty", "text", "cut"])
def test_what_is_no_image_is_said(engine: Ocr, damage: str) -> None:
    whole = page_picture(LINES[0])
    image = {"empty": b"", "text": "起诉状".encode(), "cut": whole[: len(whole) // 2]}[damage]
    with pytest.raises(UserError, match="无法解码") as caught:
        engine.read(image)
    assert caught.value.advice
    assert "原文件保持不变" in caught.value.message


def test_reading_twice_gives_the_same(engine: Ocr, upright: OcrPage) -> None:
    again = engine.read(page_picture("\n".join(LINES)))
    assert again.lines == upright.lines
