"""Models are copied whole, with hashes, and what changed since is named."""

from pathlib import Path

import pytest

from workbench.engines.shelf import Shelf, models_folder
from workbench.kernel.errors import UserError


@pytest.fixture
def shelf(tmp_path: Path) -> Shelf:
    return Shelf(tmp_path / "local_models")


@pytest.fixture
def weights(tmp_path: Path) -> Path:
    folder = tmp_path / "小模型"
    (folder / "extra").mkdir(parents=True)
    (folder / "weights.gguf").write_bytes(b"weights" * 1000)
    (folder / "vocabulary.json").write_text('["a"]')
    (folder / "extra" / "note.txt").write_text("x")
    return folder


def test_add_copies_and_hashes(shelf: Shelf, weights: Path) -> None:
    model = shelf.add(weights, licence="MIT", languages=("zh",))
    assert (model.name, model.kind, model.licence) == ("小模型", "language", "MIT")
    assert model.present
    assert model.size == 7000 + 5 + 1
    assert [file.path for file in model.files] == [
        "extra/note.txt",
        "vocabulary.json",
        "weights.gguf",
    ]
    assert shelf.list() == (model,)
    assert shelf.verify("小模型") == ()
    assert (weights / "weights.gguf").is_file()


def test_a_single_file_is_a_model(shelf: Shelf, tmp_path: Path) -> None:
    path = tmp_path / "tiny.gguf"
    path.write_bytes(b"GGUF" * 10)
    model = shelf.add(path)
    assert (model.name, model.kind, model.files[0].path) == ("tiny", "language", "tiny.gguf")
    assert (shelf.folder / "tiny" / "tiny.gguf").read_bytes() == b"GGUF" * 10


def test_verify_names_what_is_wrong(shelf: Shelf, weights: Path) -> None:
    folder = shelf.add(weights).folder
    (folder / "weights.gguf").write_bytes(b"WEIGHTS" * 1000)
    (folder / "vocabulary.json").write_text("[]")
    (folder / "extra" / "note.txt").unlink()
    (folder / "stranger").write_text("?")
    problems = shelf.verify("小模型")
    assert [problem.split("“")[1].split("”")[0] for problem in problems] == [
        "extra/note.txt",
        "vocabulary.json",
        "weights.gguf",
        "stranger",
    ]
    assert problems[0] == "缺少文件“extra/note.txt”。"
    assert "字节" in problems[1]
    assert "SHA-256" in problems[2]
    assert not shelf.get("小模型").present


def test_remove_deletes_the_folder(shelf: Shelf, weights: Path) -> None:
    folder = shelf.add(weights).folder
    shelf.remove("小模型")
    assert not folder.exists()
    assert shelf.list() == ()
    assert list(shelf.folder.iterdir()) == []


def test_a_name_is_taken_once(shelf: Shelf, weights: Path) -> None:
    shelf.add(weights)
    with pytest.raises(UserError, match="已有名为“小模型”"):
        shelf.add(weights)
    assert shelf.verify("小模型") == ()


@pytest.mark.parametrize("name", ["../逃", "a/b", ".hidden", "", "end. "])
def test_names_stay_inside_the_shelf(shelf: Shelf, weights: Path, name: str) -> None:
    if name:
        with pytest.raises(UserError, match="不能作为模型的名称"):
            shelf.add(weights, name)
    assert not shelf.folder.exists() or not any(shelf.folder.iterdir())


def test_unknown_kinds_and_missing_paths_are_refused(shelf: Shelf, tmp_path: Path) -> None:
    plain = tmp_path / "plain"
    plain.mkdir()
    (plain / "x.txt").write_text("x")
    with pytest.raises(UserError, match="哪一种模型"):
        shelf.add(plain)
    with pytest.raises(UserError, match="找不到"):
        shelf.add(tmp_path / "nowhere")
    empty = tmp_path / "empty"
    empty.mkdir()
    with pytest.raises(UserError, match="没有模型文件"):
        shelf.add(empty, kind="ocr")
    assert shelf.list() == ()
    assert list(shelf.folder.iterdir()) == []


def test_a_manifest_that_came_along_is_held_to(shelf: Shelf, weights: Path, tmp_path: Path) -> None:
    first = shelf.add(weights, licence="MIT", memory_mib=77, languages=("zh",))
    other = Shelf(tmp_path / "other")
    again = other.add(first.folder)
    assert (again.licence, again.memory_mib, again.languages) == ("MIT", 77, ("zh",))
    assert again.sha256 == first.sha256
    (first.folder / "weights.gguf").write_bytes(b"changed")
    third = Shelf(tmp_path / "third")
    with pytest.raises(UserError, match=r"不一致的文件：weights\.gguf"):
        third.add(first.folder)
    assert list(third.folder.iterdir()) == []


def test_known_models_are_listed_before_they_are_there(shelf: Shelf, weights: Path) -> None:
    shelf.folder.mkdir()
    entry = (
        '[[model]]\nname = "小模型"\nkind = "language"\nlicence = "MIT"\n'
        '[[model.files]]\npath = "weights.gguf"\nsha256 = "00"\nsize = 7000\n'
    )
    (shelf.folder / "manifest.toml").write_text(entry, encoding="utf-8")
    (model,) = shelf.list()
    assert not model.present
    assert shelf.verify("小模型") == ("缺少文件“weights.gguf”。",)
    with pytest.raises(UserError, match="不一致"):
        shelf.add(weights)
    with pytest.raises(UserError, match="没有可删除"):
        shelf.remove("小模型")


@pytest.mark.parametrize(
    "text",
    [
        "not toml",
        "[[model]]\nname = 'x'",
        "[[model]]\nname='x'\nkind='speech'\n[[model.files]]\npath='../x'\nsha256='0'\nsize=1",
        "model = 3",
    ],
)
def test_a_broken_manifest_is_said(shelf: Shelf, text: str) -> None:
    shelf.folder.mkdir()
    (shelf.folder / "manifest.toml").write_text(text)
    with pytest.raises(UserError, match="无法读取"):
        shelf.list()


def test_folder_comes_from_the_environment(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("WORKBENCH_MODELS", str(tmp_path))
    assert models_folder() == tmp_path
    monkeypatch.delenv("WORKBENCH_MODELS")
    assert models_folder().name == "local_models"


def test_the_shelf_of_the_checkout_can_be_read(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("WORKBENCH_MODELS", raising=False)
    assert all(model.kind for model in Shelf().list())
    assert (models_folder() / "README.md").is_file()


def test_an_unknown_name_is_said(shelf: Shelf) -> None:
    with pytest.raises(UserError, match="没有名为“甲”"):
        shelf.verify("甲")
