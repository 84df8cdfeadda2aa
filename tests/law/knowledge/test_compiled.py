from pathlib import Path

from workbench.law.knowledge import compiled
from workbench.law.knowledge.shelf import COPY, Shelf


def test_the_copy_is_the_same_and_is_read_in_place_of_the_files(tmp_path: Path) -> None:
    first = Shelf.load(tmp_path / "knowledge")
    assert (tmp_path / COPY).is_file()
    assert Shelf.load(tmp_path / "knowledge") == first == Shelf.load()


def test_a_copy_of_other_files_or_a_damaged_one_is_not_read(tmp_path: Path) -> None:
    causes = Shelf.load().causes[:2]
    file = tmp_path / COPY
    compiled.keep(file, "one", causes)
    assert compiled.opened(file, "one") == causes
    assert compiled.opened(file, "other") is None
    file.write_text(file.read_text("utf-8")[:-20], "utf-8")
    assert compiled.opened(file, "one") is None
    Shelf.load(tmp_path / "knowledge")
    assert Shelf.load(tmp_path / "knowledge") == Shelf.load()


def test_a_folder_that_cannot_be_written_is_no_hindrance(tmp_path: Path) -> None:
    gone = tmp_path / "gone" / COPY
    compiled.keep(gone, "one", ())
    assert compiled.opened(gone, "one") is None
    assert Shelf.load(tmp_path / "gone" / "knowledge") == Shelf.load()
    (tmp_path / COPY).mkdir()
    assert Shelf.load(tmp_path / "knowledge") == Shelf.load()
    assert [path.name for path in tmp_path.iterdir()] == [COPY]


def test_the_digest_tells_names_contents_and_borders_apart() -> None:
    one = compiled.digest_of([("a", b"12"), ("b", b"3")])
    assert one == compiled.digest_of([("a", b"12"), ("b", b"3")])
    assert one != compiled.digest_of([("a", b"1"), ("b", b"23")])
    assert one != compiled.digest_of([("a", b"12"), ("c", b"3")])
