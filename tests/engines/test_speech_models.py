"""A speech model is checked before it is taken, and another form is told how to be converted."""

import json
from pathlib import Path

import pytest

from tests.support import tiny_whisper
from workbench.engines.shelf import Shelf, guess_kind
from workbench.engines.whisper_files import Weights, faults, read_weights
from workbench.kernel.errors import UserError


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tiny_whisper.make(tmp_path_factory.mktemp("speech") / "小语音模型")


@pytest.fixture
def model(whole: Path, tmp_path: Path) -> Path:
    """Give a copy that may be spoilt."""
    folder = tmp_path / whole.name
    folder.mkdir()
    for path in whole.iterdir():
        (folder / path.name).write_bytes(path.read_bytes())
    return folder


@pytest.fixture
def shelf(tmp_path: Path) -> Shelf:
    return Shelf(tmp_path / "local_models")


def test_a_whole_model_is_taken_and_described(shelf: Shelf, model: Path) -> None:
    assert guess_kind(model) == "speech"
    added = shelf.add(model)
    assert added.kind == "speech"
    assert added.languages == ("zh",)
    assert added.memory_mib > 0
    assert len(added.sha256) == 64
    assert shelf.verify(added.name) == ()


def test_the_manifest_says_how_the_model_is_to_be_used(shelf: Shelf, model: Path) -> None:
    (model / "manifest.toml").write_text(
        '[[model]]\nname = "演示"\nkind = "speech"\nfiles = []\n'
        'one_stretch_a_window = true\ncard = "只认识“合成”的声音。"\n',
        encoding="utf-8",
    )
    added = shelf.add(model)
    assert shelf.list() == (added,)
    assert added.one_stretch_a_window
    assert added.card == "只认识“合成”的声音。"


@pytest.mark.parametrize("name", ["config.json", "tokenizer.json", "vocabulary.json", "model.bin"])
def test_a_missing_file_is_named(shelf: Shelf, model: Path, name: str) -> None:
    (model / name).unlink()
    with pytest.raises(UserError, match=f"缺少文件：{name}"):
        shelf.add(model, kind="speech")
    assert shelf.list() == ()


@pytest.mark.parametrize(
    ("name", "content", "sentence"),
    [
        ("model.bin", b"weights", "不是CTranslate2格式"),
        ("config.json", b"{", "config.json无法读取"),
        ("tokenizer.json", b"\xff", "tokenizer.json无法读取"),
    ],
)
def test_a_damaged_file_is_named(
    shelf: Shelf, model: Path, name: str, content: bytes, sentence: str
) -> None:
    (model / name).write_bytes(content)
    with pytest.raises(UserError, match=sentence):
        shelf.add(model, kind="speech")


@pytest.mark.parametrize("share", [0.1, 0.5, 0.999])
def test_weights_that_were_not_copied_whole_are_seen(model: Path, share: float) -> None:
    content = (model / "model.bin").read_bytes()
    (model / "model.bin").write_bytes(content[: int(len(content) * share)])
    assert faults(model) == ("model.bin不完整，可能没有复制完。",)


def test_weights_say_what_they_are(model: Path) -> None:
    assert read_weights(model / "model.bin") == Weights("WhisperSpec", 80, whole=True)
    assert read_weights(model / "none.bin") == Weights("")


def test_another_kind_of_spectrum_needs_its_file(model: Path) -> None:
    content = bytearray((model / "model.bin").read_bytes())
    place = content.index(b"encoder/conv1/weight\0") + len(b"encoder/conv1/weight\0") + 1 + 4
    assert content[place] == 80
    content[place] = 128
    (model / "model.bin").write_bytes(content)
    (model / "preprocessor_config.json").unlink()
    assert faults(model) == ("缺少文件：preprocessor_config.json。",)


def test_a_model_without_chinese_is_refused(shelf: Shelf, model: Path) -> None:
    path = model / "tokenizer.json"
    path.write_text(path.read_text("utf-8").replace("<|zh|>", "<|en|>"), encoding="utf-8")
    with pytest.raises(UserError, match="不识别中文"):
        shelf.add(model)


def test_verify_looks_into_the_model_too(shelf: Shelf, model: Path) -> None:
    added = shelf.add(model)
    (added.folder / "model.bin").write_bytes(b"weights")
    (problem,) = shelf.verify(added.name)
    assert "字节" in problem


CONVERTER = "ct2-transformers-converter --model {} --output_dir {}-ct2"


@pytest.mark.parametrize(
    ("name", "content", "source"),
    [
        ("small.pt", b"PK\x03\x04", ("openai/whisper-small", "small")),
        ("large-v3.pt", b"PK\x03\x04", ("openai/whisper-large-v3", "large-v3")),
        ("turbo.pt", b"PK\x03\x04", ("openai/whisper-large-v3-turbo", "turbo")),
        ("法庭.pt", b"PK\x03\x04", ("法庭", "法庭")),
        ("ggml-medium-q5_0.bin", b"lmgg", ("openai/whisper-medium", "medium-q5_0")),
        ("whatever.bin", b"lmgg", ("openai/whisper-small", "whatever")),
        (
            "medium.gguf",
            b"GGUF\x03general.architecture whisper",
            ("openai/whisper-medium", "medium"),
        ),
    ],
)
def test_other_forms_are_told_how_to_be_converted(
    shelf: Shelf, tmp_path: Path, name: str, content: bytes, source: tuple[str, str]
) -> None:
    (tmp_path / name).write_bytes(content + bytes(100))
    assert guess_kind(tmp_path / name) == "speech"
    with pytest.raises(UserError, match="未添加") as caught:
        shelf.add(tmp_path / name)
    assert CONVERTER.format(*source) in caught.value.advice
    assert f"workbench models add {source[1]}-ct2" in caught.value.advice
    assert ("convert_openai_to_hf --checkpoint_path 法庭.pt" in caught.value.advice) == (
        name == "法庭.pt"
    )
    assert not shelf.folder.exists()


@pytest.mark.parametrize("weights", ["model.safetensors", "pytorch_model.bin"])
def test_a_hugging_face_folder_is_told_how_to_be_converted(
    shelf: Shelf, tmp_path: Path, weights: str
) -> None:
    folder = tmp_path / "whisper-zh"
    folder.mkdir()
    (folder / weights).write_bytes(bytes(64))
    (folder / "config.json").write_text(json.dumps({"model_type": "whisper"}))
    for path in (folder, folder / "model.safetensors"):
        if not path.exists():
            continue
        with pytest.raises(UserError, match="Hugging Face") as caught:
            shelf.add(path)
        assert CONVERTER.format("whisper-zh", "whisper-zh") in caught.value.advice


def test_a_single_file_is_no_speech_model(shelf: Shelf, tmp_path: Path) -> None:
    (tmp_path / "x.bin").write_bytes(b"weights")
    with pytest.raises(UserError, match="语音模型是一个文件夹"):
        shelf.add(tmp_path / "x.bin", kind="speech")


def test_the_command_and_the_folder_that_is_to_be_copied_have_one_name(
    shelf: Shelf, tmp_path: Path
) -> None:
    folder = tmp_path / "下载"
    folder.mkdir()
    (folder / "small.pt").write_bytes(b"PK\x03\x04" + bytes(100))
    with pytest.raises(UserError, match="pt模型") as caught:
        shelf.add(folder)
    assert "--output_dir small-ct2" in caught.value.advice
    assert "models add small-ct2" in caught.value.advice


@pytest.mark.parametrize("names", [(), ("encoder.onnx", "decoder.onnx"), ("model.nemo",)])
def test_what_is_no_speech_model_is_told_how_to_get_one(
    shelf: Shelf, tmp_path: Path, names: tuple[str, ...]
) -> None:
    folder = tmp_path / "模型"
    folder.mkdir()
    for name in names:
        (folder / name).write_bytes(b"weights")
    with pytest.raises(UserError, match="缺少文件") as caught:
        shelf.add(folder, kind="speech")
    assert CONVERTER.format("openai/whisper-small", "small") in caught.value.advice
    assert shelf.list() == ()


def test_a_model_inside_another_folder_is_pointed_to(
    shelf: Shelf, model: Path, tmp_path: Path
) -> None:
    outer = tmp_path / "外层"
    outer.mkdir()
    model.rename(outer / "里层")
    with pytest.raises(UserError, match="在其中的“里层”") as caught:
        shelf.add(outer, kind="speech")
    assert str(outer / "里层") in caught.value.advice


@pytest.mark.parametrize("name", ["模型.zip", "模型.tar.gz", "模型.7z"])
def test_a_packed_model_is_to_be_unpacked(shelf: Shelf, tmp_path: Path, name: str) -> None:
    (tmp_path / name).write_bytes(b"PK\x03\x04")
    with pytest.raises(UserError, match="压缩包"):
        shelf.add(tmp_path / name)


def test_a_folder_put_there_by_hand_is_told_and_registered_in_its_place(
    shelf: Shelf, model: Path
) -> None:
    shelf.folder.mkdir()
    here = shelf.folder / "手放的"
    model.rename(here)
    assert shelf.strays() == ("手放的",)
    assert shelf.list() == ()
    with pytest.raises(UserError, match="还没有登记") as caught:
        shelf.get("手放的")
    assert f"models add {here}" in caught.value.advice
    added = shelf.add(here)
    assert (added.name, added.folder) == ("手放的", here)
    assert shelf.strays() == ()
    assert shelf.list() == (added,)
    assert shelf.verify("手放的") == ()
    (here / "model.bin").write_bytes(b"x")
    assert shelf.verify("手放的")


def test_half_a_folder_put_there_by_hand_is_not_registered(shelf: Shelf, model: Path) -> None:
    shelf.folder.mkdir()
    here = shelf.folder / "半个"
    model.rename(here)
    content = (here / "model.bin").read_bytes()
    (here / "model.bin").write_bytes(content[: len(content) // 2])
    with pytest.raises(UserError, match="没有复制完"):
        shelf.add(here)
    assert shelf.strays() == ("半个",)
