"""A case leaves the workspace and comes in again with what it said of itself."""

import errno
import os
from datetime import date
from pathlib import Path

import pytest

from tests.commands.conftest import Run
from tests.support.engines import FixedOcr
from workbench.papers.model import Party
from workbench.workbench import Workbench


@pytest.fixture
def filed(run: Run, tmp_path: Path) -> str:
    """Make a case with data of every kind and three papers, one of the internal volume."""
    folder = tmp_path / "材料"
    folder.mkdir()
    for name, text in (
        ("起诉状.txt", "民事起诉状\n原告张三甲，被告李四乙。请求偿还借款。"),
        ("借条.txt", "借条\n今借到张三甲人民币五万元。李四乙"),
        ("评议.txt", "合议庭评议笔录\n示例。"),
    ):
        (folder / name).write_text(text, "utf-8")
    case = str(
        run("case", "new", "张三甲诉李四乙", "--court", "示例市示例区人民法院").data["case"]["id"]
    )
    run("case", "import", "--case", case, str(folder))
    opened = Workbench.open(tmp_path / "ws", ocr=FixedOcr)
    opened.papers.update_case(
        case,
        number="（2026）示0101民初12号",
        cause="民间借贷纠纷",
        procedure="简易程序",
        parties=(
            Party("张三甲", "原告", sex="男", birth=date(1980, 1, 2), key="a"),
            Party("李四乙", "被告", address="示例路1号", served=date(2026, 3, 5), key="b"),
        ),
        claims=("偿还借款五万元",),
        filed=date(2026, 3, 1),
        hearing=date(2026, 4, 1),
        excluded_days=3,
    )
    named = {d.name: d for d in opened.papers.documents(case)}
    opened.papers.update_document(named["借条.txt"].id, name="证据一 借条", category="借条")
    opened.papers.update_document(named["评议.txt"].id, volume="副卷", category="评议笔录")
    opened.close()
    return case


KEPT = (
    *("title", "number", "court", "cause", "procedure", "filed", "hearing", "claims", "parties"),
    *("excluded_days", "order", "touched", "panel"),
)
PAPER = ("name", "category", "volume", "position", "sha256", "pages")


def test_data_and_papers_of_a_case_come_in_as_they_were(
    run: Run, filed: str, tmp_path: Path
) -> None:
    out = tmp_path / "导出"
    run("case", "export", filed, str(out))
    answer = run("case", "import", str(out))
    assert answer.status == 0
    assert "请核对是否重复" in answer.said
    other = answer.data["case"]
    before, after = run("case", "show", filed).data, run("case", "show", other).data
    assert other != filed
    for name in KEPT:
        assert after["case"][name] == before["case"][name], name
    papers = [{name: row[name] for name in PAPER} for row in before["papers"]]
    assert [{name: row[name] for name in PAPER} for row in after["papers"]] == papers
    assert "副卷" in [row["volume"] for row in papers]


def test_into_another_workspace_and_out_again_gives_the_same_files(
    run: Run, filed: str, tmp_path: Path
) -> None:
    first, second = tmp_path / "甲", tmp_path / "乙"
    run("case", "export", filed, str(first))
    other = run("case", "import", str(first)).data["case"]
    run("case", "export", other, str(second))

    def files(folder: Path) -> dict[str, bytes]:
        found = (path for path in folder.rglob("*") if path.is_file() and path.suffix != ".json")
        return {str(path.relative_to(folder)): path.read_bytes() for path in found}

    assert files(second) == files(first) != {}


def test_a_case_that_is_there_keeps_its_own_data(run: Run, filed: str, tmp_path: Path) -> None:
    out = tmp_path / "导出"
    run("case", "export", filed, str(out))
    own = str(run("case", "new", "另一案").data["case"]["id"])
    answer = run("case", "import", "--case", own, str(out))
    shown = run("case", "show", own).data
    assert (shown["case"]["title"], shown["case"]["number"]) == ("另一案", "")
    assert {row["name"] for row in shown["papers"]} >= {"证据一 借条"}
    assert answer.status == 0


@pytest.mark.parametrize("content", ["{", "[]", '{"case": {"title": ""}, "papers": []}'])
def test_a_spoilt_description_makes_no_case(
    run: Run, filed: str, tmp_path: Path, content: str
) -> None:
    out = tmp_path / "导出"
    run("case", "export", filed, str(out))
    (out / "案件数据.json").write_text(content, "utf-8")
    count = len(run("case", "list").data["cases"])
    assert "案件数据" in run("case", "import", str(out)).said
    assert len(run("case", "list").data["cases"]) == count


@pytest.mark.parametrize("after", range(6))
def test_an_export_onto_a_full_disk_leaves_nothing_behind(
    run: Run, filed: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, after: int
) -> None:
    left, write = after, os.replace

    def full(*arguments: object, **more: object) -> None:
        nonlocal left
        left -= 1
        if left < 0:
            raise OSError(errno.ENOSPC, "No space left on device")
        write(*arguments, **more)  # type: ignore[arg-type]

    out = tmp_path / "导出"
    with monkeypatch.context() as context:
        context.setattr(Path, "replace", full)
        answer = run("case", "export", filed, str(out))
    assert answer.status == 2
    assert "磁盘空间不足" in answer.said
    assert not out.exists()
    assert run("case", "export", filed, str(out)).status == 0


def test_a_folder_that_holds_something_is_left_alone(run: Run, filed: str, tmp_path: Path) -> None:
    out = tmp_path / "导出"
    out.mkdir()
    (out / "别的.txt").write_text("保留", "utf-8")
    assert run("case", "export", filed, str(out)).status == 2
    assert [path.name for path in out.iterdir()] == ["别的.txt"]
