"""``workbench papers`` on the volume."""

from pathlib import Path

import pytest

from tests.commands.conftest import Run
from tests.support.volumes import PAGES, write_pdf


@pytest.fixture
def stack(run: Run, tmp_path: Path) -> tuple[str, str]:
    """Import a PDF of five papers; return the ids of case and paper."""
    folder = tmp_path / "材料"
    folder.mkdir()
    write_pdf(folder / "扫描件.pdf", PAGES)
    answer = run("case", "import", str(folder))
    return answer.data["case"], answer.data["papers"][0]["id"]


def listed(run: Run, case: str) -> list[tuple[str, int]]:
    return [(p["name"], p["pages"]) for p in run("papers", "list", case).data["papers"]]


def test_a_stack_is_split_joined_and_taken_apart(run: Run, stack: tuple[str, str]) -> None:
    case, paper = stack
    made = run("papers", "split", paper, "--at", "3,4", "--names", "诉状;;借据").data["papers"]
    assert [(p["name"], p["pages"]) for p in made] == [("诉状", 2), ("答辩状", 1), ("借据", 2)]
    ids = [p["id"] for p in made]
    joined = run("papers", "join", ids[0], ids[2], "--name", "合并件").data["paper"]
    assert (joined["name"], joined["pages"]) == ("合并件", 4)
    assert run("papers", "rotate", ids[0], "--pages", "2").status == 0
    pages = run("papers", "text", ids[0]).data["layer"]["pages"]
    assert [page["rotation"] for page in pages] == [0, 90, 0, 0]
    assert pages[3]["origin"]["number"] == 5
    assert run("papers", "recycle", ids[1]).status == 0
    assert [p["id"] for p in run("papers", "recycled", case).data["papers"]] == [ids[1]]
    assert run("papers", "restore", ids[1]).status == 0
    for _ in range(5):
        assert run("papers", "undo", case).data["undone"]
    assert listed(run, case) == [("扫描件.pdf", 5)]
    assert run("papers", "redo", case).data["redone"] == "拆分“扫描件.pdf”"
    assert run("papers", "split", paper, "--suggest").status == 2


def test_suggested_cuts_split_the_stack(run: Run, stack: tuple[str, str]) -> None:
    case, paper = stack
    assert run("papers", "split", paper, "--suggest").status == 0
    assert [pages for _, pages in listed(run, case)] == [2, 1, 1, 1]


@pytest.mark.parametrize(
    "arguments",
    [
        ("split", "{}"),
        ("split", "{}", "--at", "1"),
        ("split", "{}", "--at", "9"),
        ("split", "{}", "--at", "三"),
        ("join", "{}"),
        ("rotate", "{}", "--degrees", "45"),
        ("rotate", "{}", "--pages", "9"),
        ("restore", "{}"),
        ("purge", "{}"),
        ("purge", "{}", "--yes"),
    ],
)
def test_what_cannot_be_done_is_said_and_changes_nothing(
    run: Run, stack: tuple[str, str], arguments: tuple[str, ...]
) -> None:
    case, paper = stack
    answer = run("papers", *(part.format(paper) for part in arguments))
    assert answer.status == 2
    assert listed(run, case) == [("扫描件.pdf", 5)]


def test_a_purge_is_for_good(run: Run, stack: tuple[str, str]) -> None:
    case, paper = stack
    run("papers", "recycle", paper)
    assert run("papers", "purge", paper, "--yes").data["purged"] == [paper]
    assert run("papers", "recycled", case).data["papers"] == []
    assert run("papers", "undo", case).status == 2
