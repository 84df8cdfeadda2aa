"""``workbench precedents of-case``."""

from pathlib import Path

from tests.commands.conftest import Run
from tests.support import precedents
from tests.ui.conftest import write_papers


def test_similar_cases_of_a_case_are_told_and_kept(run: Run, tmp_path: Path) -> None:
    papers = [str(path) for path in write_papers(tmp_path / "papers")]
    case = run("case", "new", "示例民间借贷案", "--number", "（2025）京0105民初1号").data["case"]
    run("case", "import", "--case", case["id"], *papers)
    empty = run("precedents", "of-case", case["id"])
    assert empty.status == 2
    assert "案例库是空的" in empty.said
    run("precedents", "import", str(precedents.write(tmp_path / "library")))
    answer = run("precedents", "of-case", "示例民间借贷案")
    assert answer.status == 0
    sections = {row["section"].partition("：")[0] for row in answer.data["similar"]}
    assert sections == {"结果相同方向", "结果相反方向"}
    assert sum(answer.data["spread"]["outcomes"].values()) == answer.data["spread"]["cases"]
    again = run("precedents", "of-case", case["id"])
    assert [r["title"] for r in again.data["similar"]] == [
        r["title"] for r in answer.data["similar"]
    ]
