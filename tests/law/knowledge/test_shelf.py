from pathlib import Path

from workbench.law.knowledge.model import Area
from workbench.law.knowledge.shelf import Shelf, knowledge_of
from workbench.reference.causes import cause_of_name

OWN = """
"案由" = "民间借贷纠纷"
"领域" = "民事"
"核对日期" = 2026-03-31
"依据" = "本院示例"
"""


def test_shipped_files_are_read_and_known_by_each_name() -> None:
    shelf = Shelf.load()
    loan = shelf.of("民间借贷纠纷")
    assert loan is not None
    assert shelf.of("民间借贷") is loan
    assert shelf.of("没有的案由") is None
    assert shelf.common_to(Area.CIVIL)


def test_shipped_causes_stand_in_the_table_of_causes() -> None:
    strange = []
    for known in Shelf.load().causes:
        found = cause_of_name(known.cause)
        if found is None or found.area != known.area:
            strange.append(known.source)
    assert not strange


def test_every_shipped_cause_can_be_guessed_shown_and_explained() -> None:
    for known in Shelf.load().causes:
        assert known.telling, known.source
        assert known.requirements, known.source
        assert known.articles, known.source
        assert known.disputes, known.source
        assert len({a.place for a in known.articles}) > 1, known.source


def test_a_file_of_the_workspace_takes_the_place_of_the_products(tmp_path: Path) -> None:
    (tmp_path / "甲.toml").write_text(OWN, encoding="utf-8-sig")
    (tmp_path / "坏.toml").write_bytes("案由".encode("gb18030"))
    shelf = Shelf.load(tmp_path)
    own = shelf.of("民间借贷纠纷")
    assert own is not None
    assert own.basis == "本院示例"
    assert [one.source for one in shelf.faulty] == ["坏.toml"]
    assert "UTF-8" not in shelf.faulty[0].reason
    assert "坏.toml" in shelf.faulty[0].reason


def test_a_faulty_file_leaves_the_products(tmp_path: Path) -> None:
    (tmp_path / "甲.toml").write_text(OWN.replace("民事", "海事"), encoding="utf-8")
    shelf = Shelf.load(tmp_path)
    assert shelf.of("民间借贷纠纷") == Shelf.load().of("民间借贷纠纷")
    assert len(shelf.faulty) == 1


def test_one_cause_is_read_by_itself_the_workspaces_own_file_first(tmp_path: Path) -> None:
    shelf = Shelf.load()
    assert all(knowledge_of(known.cause) == known for known in shelf.causes[::25])
    (tmp_path / "坏.toml").write_bytes("案由".encode("gb18030"))
    (tmp_path / "甲.toml").write_text(OWN, encoding="utf-8")
    own = knowledge_of("民间借贷纠纷", tmp_path)
    assert own is not None
    assert own.own
    assert knowledge_of("没有的案由", tmp_path) is None
