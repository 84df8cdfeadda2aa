"""An engine that is not there says what is missing and where to put it."""

from pathlib import Path

import pytest

from tests.support.ocr import StandInOcr, page_picture
from workbench.engines.protocols import Missing, Ocr
from workbench.engines.rapidocr import RapidOcr
from workbench.kernel.errors import UserError


@pytest.fixture(params=["StandInOcr", "RapidOcr"])
def absent(request: pytest.FixtureRequest, tmp_path: Path) -> Ocr:
    if request.param == "StandInOcr":
        return StandInOcr("文字识别缺少模型文件。")
    return RapidOcr(models=tmp_path)


def test_missing_names_what_and_where(absent: Ocr) -> None:
    state = absent.available()
    assert isinstance(state, Missing)
    assert "缺少模型文件" in state.what
    assert "重新安装" in state.where_to_put


def test_a_missing_model_is_never_fetched(tmp_path: Path) -> None:
    with pytest.raises(UserError, match="缺少模型文件"):
        RapidOcr(models=tmp_path).read(page_picture("起诉状"))
    assert list(tmp_path.iterdir()) == []


def test_a_part_of_the_models_is_not_enough(tmp_path: Path) -> None:
    (tmp_path / "x_det_small.onnx").write_bytes(b"")
    (tmp_path / "x_rec_small.onnx").write_bytes(b"")
    state = RapidOcr(models=tmp_path).available()
    assert isinstance(state, Missing)
    assert "cls" in state.what
    assert "rec" not in state.what
