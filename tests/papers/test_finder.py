"""Finding papers as one types: names, words in the text, the open case first."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from workbench.papers.finder import PapersFound
from workbench.papers.model import Case
from workbench.workbench import Workbench

PATIENCE = 30


@pytest.fixture
def workbench(tmp_path: Path) -> Iterator[Workbench]:
    """Open a workspace with two cases of two papers."""
    opened = Workbench.open(tmp_path / "ws")
    for title, number in (("张三甲诉李四乙", "（2025）京0105民初1号"), ("王五丙诉赵六丁", "")):
        case = opened.papers.new_case(title, number=number)
        folder = tmp_path / title
        folder.mkdir()
        (folder / "起诉状.txt").write_text(f"民事起诉状\n{title}，请求返还借款。", "utf-8")
        (folder / "收条.txt").write_text(f"收条\n今收到{title}一案借款。", "utf-8")
        opened.papers.import_files(case.id, [folder])
    opened.jobs.wait_all()
    yield opened
    opened.close()


def find(workbench: Workbench, query: str, case: str = "", limit: int = 12) -> PapersFound:
    found = workbench.finder.find(query, case, limit).result(PATIENCE)
    assert found is not None
    return found


def case_of(workbench: Workbench, title: str) -> Case:
    return next(case for case in workbench.papers.cases() if case.title == title)


def test_a_paper_is_found_by_its_name_and_its_case_narrows(workbench: Workbench) -> None:
    assert len(find(workbench, "起诉状").names) == 2
    (name,) = find(workbench, "王五丙 起诉状").names
    assert (name.name, name.case_title) == ("起诉状.txt", "王五丙诉赵六丁")
    (name,) = find(workbench, "(2025)京0105民初1号 收条").names
    assert name.case_title == "张三甲诉李四乙"


def test_the_name_of_a_case_alone_lists_no_papers(workbench: Workbench) -> None:
    assert find(workbench, "张三甲").names == ()


@pytest.mark.parametrize("title", ["张三甲诉李四乙", "王五丙诉赵六丁"])
def test_the_open_case_comes_first(workbench: Workbench, title: str) -> None:
    case = case_of(workbench, title)
    found = find(workbench, "借款", case.id)
    assert [hit.case == case.id for hit in found.hits] == [True, True, False, False]
    assert found.titles[case.id] == title
    assert find(workbench, "起诉状", case.id).names[0].case == case.id
    assert len(find(workbench, "借款", case.id, 3).hits) == 3


def test_a_place_in_the_text_is_given_once_a_page_with_its_anchor(workbench: Workbench) -> None:
    hit = find(workbench, "返还借款").hits[0]
    assert hit.anchor.quoted == "返还借款"
    assert "请求返还借款" in hit.snippet


def test_without_words_the_papers_of_the_open_case_are_given(workbench: Workbench) -> None:
    case = case_of(workbench, "张三甲诉李四乙")
    found = find(workbench, "", case.id)
    assert sorted(name.name for name in found.names) == ["收条.txt", "起诉状.txt"]
    assert found.hits == ()
    assert find(workbench, "").names == ()


def test_what_is_recycled_is_not_found(workbench: Workbench) -> None:
    case = case_of(workbench, "张三甲诉李四乙")
    workbench.papers.volume.recycle([d.id for d in workbench.papers.documents(case.id)])
    found = find(workbench, "借款", case.id)
    assert {hit.case for hit in found.hits} == {case_of(workbench, "王五丙诉赵六丁").id}
    assert find(workbench, "", case.id).names == ()


@pytest.mark.parametrize("query", ['"', "' OR 1", "NEAR(", "%", "\\"])
def test_signs_of_the_query_language_are_only_signs(workbench: Workbench, query: str) -> None:
    assert find(workbench, query).names == ()
