"""``workbench precedents report``."""

from pathlib import Path

import docx
import pytest

from tests.commands.conftest import Run
from tests.support import precedents
from tests.ui.conftest import write_papers


@pytest.fixture
def filed(run: Run, tmp_path: Path) -> tuple[Run, str]:
    papers = [str(path) for path in write_papers(tmp_path / "papers")]
    case = run("case", "new", "示例民间借贷案", "--number", "（2025）京0105民初1号").data["case"]
    run("case", "import", "--case", case["id"], *papers)
    run("precedents", "import", str(precedents.write(tmp_path / "library")))
    return run, case["id"]


def test_it_writes_a_word_file_that_has_what_the_answer_says(
    filed: tuple[Run, str], tmp_path: Path
) -> None:
    run, case = filed
    file = tmp_path / "报告.docx"
    answer = run("precedents", "report", case, "--out", str(file), "--searcher", "示例法官")
    assert answer.status == 0
    document = docx.Document(str(file))
    cells = "\n".join(c.text for t in document.tables for row in t.rows for c in row.cells)
    assert "示例法官" in cells
    assert answer.data["listed"]
    for row in answer.data["precedents"]:
        assert row["number"] in cells
    assert any(row["contrary"] for row in answer.data["precedents"])
    again = run("precedents", "report", case, "--out", str(file))
    assert again.status == 2
    assert "已存在" in again.said


def test_a_person_chooses_what_goes_in(filed: tuple[Run, str], tmp_path: Path) -> None:
    run, case = filed
    first = run("precedents", "report", case, "--out", str(tmp_path / "a.docx")).data
    wanted = first["listed"][-1]
    chosen = ("--precedent", str(wanted), "--out", str(tmp_path / "b.docx"))
    assert run("precedents", "report", case, *chosen).data["listed"] == [wanted]
    unknown = ("--precedent", "98765", "--out", str(tmp_path / "c.docx"))
    refused = run("precedents", "report", case, *unknown)
    assert refused.status == 2
    assert "不在检索结果中" in refused.said
    assert not (tmp_path / "c.docx").exists()


def test_without_a_name_it_takes_one_that_is_free(
    filed: tuple[Run, str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    run, case = filed
    (tmp_path / "here").mkdir()
    monkeypatch.chdir(tmp_path / "here")
    for _ in range(2):
        assert run("precedents", "report", case).status == 0
    names = sorted(path.name for path in (tmp_path / "here").iterdir())
    assert names == [
        "类案检索报告 （2025）京0105民初1号.docx",
        "类案检索报告 （2025）京0105民初1号（2）.docx",
    ]


def test_it_goes_into_the_internal_volume_on_request(
    filed: tuple[Run, str], tmp_path: Path
) -> None:
    run, case = filed
    out = ("--out", str(tmp_path / "报告.docx"))
    paper = run("precedents", "report", case, *out, "--into-case").data["paper"]
    listed = run("papers", "list", case).data["papers"]
    (row,) = [row for row in listed if row["id"] == paper]
    assert row["volume"] == "副卷"


def test_without_precedents_it_says_what_to_do(run: Run, tmp_path: Path) -> None:
    case = run("case", "new", "示例案").data["case"]
    refused = run("precedents", "report", case["id"], "--out", str(tmp_path / "a.docx"))
    assert refused.status == 2
    assert "案例库是空的" in refused.said
