"""``workbench precedents``."""

from pathlib import Path

import pytest

from tests.commands.conftest import Run
from tests.law.precedents import samples


@pytest.fixture
def library(run: Run, tmp_path: Path) -> Run:
    """Import three invented judgments and a file that is none."""
    folder = tmp_path / "文书"
    folder.mkdir()
    (folder / "a.txt").write_text(samples.CRIMINAL, "utf-8")
    (folder / "b.txt").write_text(samples.CIVIL_SECOND, "utf-8")
    (folder / "c.txt").write_text(samples.CIVIL_SECOND.replace("\n", "\r\n"), "utf-8")
    (folder / "d.txt").write_text("说明", "utf-8")
    answer = run("precedents", "import", str(folder))
    assert answer.status == 0
    assert (answer.data["precedents"], answer.data["total"]) == (2, 2)
    assert [row["file"] for row in answer.data["duplicates"]] == ["c.txt"]
    assert answer.data["skipped"] == [{"file": "d.txt", "reason": "文字过少，不是裁判文书或案例。"}]
    return run


def test_list_and_show(library: Run) -> None:
    rows = library("precedents", "list", "--kind", "刑事").data["precedents"]
    assert [row["causes"] for row in rows] == [["盗窃罪", "容留他人吸毒罪"]]
    assert library("precedents", "list", "商品房").data["precedents"][0]["stage"] == "二审"
    shown = library("precedents", "show", "(2021)沪01民终90123号").data
    assert shown["outcome"]["results"] == ["维持原判"]
    assert {section["part"] for section in shown["sections"]} >= {"理由", "裁判结果"}
    assert library("precedents", "show", str(rows[0]["id"])).data["number"] == rows[0]["number"]


def test_check(library: Run) -> None:
    known = library("precedents", "check", "--text", "见（2021）沪01民终90123号")
    assert (known.status, known.data["cases"][0]["status"]) == (0, "confirmed")
    unknown = library("precedents", "check", "--text", "见（2021）沪01民终90999号")
    assert (unknown.status, unknown.data["cases"][0]["status"]) == (1, "not_found")


def test_remove(library: Run) -> None:
    one = library("precedents", "list", "盗窃").data["precedents"][0]["id"]
    assert library("precedents", "remove", str(one)).data == {"total": 1}
    assert library("precedents", "remove", "--pack", "文书").data == {"total": 0}
    assert library("precedents", "remove").status == 2


def test_words_that_are_none(library: Run) -> None:
    assert "没有“乙”这种来源" in library("precedents", "list", "--origin", "乙").said
    assert "没有“丙”这类案件" in library("precedents", "list", "--kind", "丙").said
    assert "没有找到不等于不存在" in library("precedents", "show", "（2021）沪01民终1号").said


def test_off_means_off(library: Run, tmp_path: Path) -> None:
    library("features", "off", "law.precedents")
    assert library("precedents", "check", "--text", "（2021）沪01民终90123号").status == 2
    assert library("precedents", "import", str(tmp_path / "文书")).status == 2
