"""Pages as they come from scanners and telephones."""

import io
from hashlib import sha256
from itertools import pairwise
from pathlib import Path

import numpy as np
import pytest

from tests.tools import render
from workbench.engines.protocols import Available, Missing
from workbench.engines.rapidocr import RapidOcr, decode, strips, usable_cores
from workbench.engines.seals import seals, without_seals
from workbench.kernel.errors import UserError

TEXT = (
    "原告张三甲与被告李四乙民间借贷纠纷一案，本院于2026年3月5日立案受理后，依法适用简易程序，\n"
    "公开开庭进行了审理。原告张三甲向本院提出诉讼请求：被告偿还借款120,000元及利息。\n"
    "被告李四乙承认原告主张的事实，但称已经偿还一部分，并提交了转账凭证作为证据。\n"
)


@pytest.fixture(scope="module")
def engine() -> RapidOcr:
    """One engine for the module: loading takes a second."""
    found = RapidOcr()
    if isinstance(found.available(), Missing):
        pytest.skip("the engine is not installed on this machine")
    return found


def test_to_ask_whether_it_is_there_reads_no_model(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The window asks, often: a tenth of a second each time is felt."""
    for task in ("det", "rec", "cls"):
        (tmp_path / f"some_{task}_model.onnx").write_bytes(task.encode())

    def read(path: Path) -> bytes:
        raise AssertionError(path.name)

    with monkeypatch.context() as patched:
        patched.setattr(Path, "read_bytes", read)
        answer = RapidOcr(tmp_path).available()
    assert isinstance(answer, Available)
    assert answer.model_hash() == sha256(b"clsdetrec").hexdigest()


def joined(engine: RapidOcr, image: bytes) -> str:
    return "".join(line.text for line in engine.read(image).lines)


def test_a_worn_page_reads(engine: RapidOcr) -> None:
    page = render.degrade(render.render_text_page(TEXT), skew=4, noise=20, jpeg=40, turn=270)
    result = engine.read(render.encode(page))
    assert result.rotation == 90
    assert "".join(line.text for line in result.lines) == TEXT.replace("\n", "")


def test_a_seal_hides_no_text(engine: RapidOcr) -> None:
    page = render.stamp(render.render_text_page(TEXT), center=(0.4, 0.13))
    text = joined(engine, render.encode(page))
    for part in (
        "本院于2026年3月5日立案受理后",
        "诉讼请求：被告偿还借款120,000元",
        "转账凭证作为证据",
    ):
        assert part in text


def test_a_table_is_read_row_by_row(engine: RapidOcr) -> None:
    rows = [["项目", "数量", "金额（元）"]] + [
        [f"材料{letter}", str(n), f"{n * 1250:,}.00"] for n, letter in enumerate("甲乙丙丁戊", 2)
    ]
    result = engine.read(render.encode(render.render_table_page(rows, "工程量清单")))
    read = [line.text for line in result.lines]
    assert read == ["工程量清单"] + [cell for row in rows for cell in row]


def test_columns_are_read_one_after_the_other(engine: RapidOcr) -> None:
    left, right = TEXT.replace("\n", ""), "本院认为，合法的借贷关系受法律保护。" * 5
    page = render.render_columns_page([left, right])
    assert joined(engine, render.encode(page)) == left + right


def test_decode_follows_exif_and_lays_on_white() -> None:
    from PIL import Image

    picture = Image.new("RGBA", (30, 20), (255, 0, 0, 0))
    assert decode(render.encode(picture)).tolist() == np.full((20, 30, 3), 255).tolist()
    photo = Image.new("RGB", (40, 20), "white")
    exif = Image.Exif()
    exif[0x0112] = 6
    buffer = io.BytesIO()
    photo.save(buffer, "JPEG", exif=exif)
    assert decode(buffer.getvalue()).shape == (40, 20, 3)


@pytest.mark.parametrize("mode", ["1", "L", "LA", "P", "CMYK", "RGB"])
def test_decode_takes_every_kind_of_colour(mode: str) -> None:
    from PIL import Image

    kind = "TIFF" if mode == "CMYK" else "PNG"
    pixels = decode(render.encode(Image.new("RGB", (8, 8), "white").convert(mode), kind))
    assert pixels.shape == (8, 8, 3)
    assert pixels.min() >= 250


def test_an_enormous_picture_is_refused() -> None:
    from PIL import Image

    with pytest.raises(UserError, match="像素过多"):
        decode(render.encode(Image.new("1", (10_000, 9_500), 1)))


def test_long_screenshots_are_cut_between_lines() -> None:
    pixels = np.full((3000, 400, 3), 255, dtype=np.uint8)
    for top in range(0, 3000, 50):
        pixels[top : top + 30, 20:380:2] = 0
    parts = strips(pixels)
    assert parts[0][0] == 0
    assert parts[-1][1] == 3000
    assert all(one[1] == other[0] for one, other in pairwise(parts))
    assert all(top % 50 >= 30 for top, _ in parts[1:])
    assert strips(pixels[:1000]) == [(0, 1000)]


def test_only_seals_are_taken_off() -> None:
    page = render.render_text_page(TEXT)
    pixels = decode(render.encode(page))
    assert seals(pixels) == []
    assert without_seals(pixels) is pixels
    sealed = decode(render.encode(render.stamp(page, center=(0.5, 0.5))))
    ((x0, y0, x1, y1),) = seals(sealed)
    assert (x0 + x1) / 2 == pytest.approx(0.5 * 1653, abs=8)
    assert (y0 + y1) / 2 == pytest.approx(0.5 * 2339, abs=8)
    assert np.abs(without_seals(sealed).astype(int) - pixels).max() < 60


def test_there_is_a_core() -> None:
    assert usable_cores() >= 1
