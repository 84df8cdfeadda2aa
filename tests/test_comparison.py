"""A case and a precedent side by side: the places of what they share and of what differs."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.support.precedents import write
from workbench.comparison import Comparison, Element, Sort, compare
from workbench.kernel.errors import FeatureOffError, UserError
from workbench.kernel.features import ALL
from workbench.law.precedents.repository import Filters
from workbench.workbench import Workbench

COMPLAINT = """民事起诉状
原告：张三甲，男，1990年3月5日出生，汉族，住示例市示例路1号。
被告：李四乙，女，1988年7月9日出生，汉族，住示例市虚构街2号。
案由：民间借贷纠纷
诉讼请求：
1.判令被告偿还借款本金120000元及利息。
事实与理由：
2023年1月10日，被告因经营需要周转向原告借款120000元，出具借条，约定月利率百分之一。
原告通过银行转账交付借款。借款到期后，原告经微信多次催要，被告以资金紧张为由拖延，至今未还。经再次催
要，仍未还款。
根据《中华人民共和国民法典》第六百七十五条，被告应当还款。
具状人：张三甲
2025年2月18日
"""


@pytest.fixture
def workbench(tmp_path: Path) -> Iterator[Workbench]:
    """Open a workspace with precedents and a case."""
    opened = Workbench.open(tmp_path / "ws")
    opened.import_precedents([write(tmp_path / "案例")])
    opened.jobs.wait_all()
    opened.index_precedents()
    case = opened.papers.new_case("张三甲诉李四乙民间借贷")
    paper = tmp_path / "民事起诉状.txt"
    paper.write_text(COMPLAINT, "utf-8")
    opened.papers.import_files(case.id, [paper])
    opened.jobs.wait_all()
    yield opened
    opened.close()


def compared(workbench: Workbench, number: str) -> Comparison:
    case = workbench.papers.cases()[0].id
    (head,) = workbench.precedents.page(Filters(number))
    request = workbench.similar.request(case)
    return workbench.similar.beside.do(
        lambda papers, library, engine: compare(papers, library, engine, request, head.id)
    ).result()


def of(found: Comparison, sort: Sort) -> dict[str, Element]:
    return {one.name: one for one in found.elements if one.sort is sort}


def here(found: Comparison, element: Element) -> list[str]:
    texts = [part.page.text for part in found.parts]
    return [texts[place.part][place.start : place.end] for place in element.here]


def there(found: Comparison, element: Element) -> list[str]:
    return [found.precedent.text[place.start : place.end] for place in element.there]


def test_every_place_says_what_its_element_names(workbench: Workbench) -> None:
    found = compared(workbench, "民初90001号")
    assert [one.number for one in found.elements] == list(range(1, len(found.elements) + 1))
    words = of(found, Sort.WORD)
    assert words
    for name, element in words.items():
        assert element.here
        assert element.there
        for said in (*here(found, element), *there(found, element)):
            assert "".join(said.split()) == name


def test_words_broken_by_a_line_are_found(workbench: Workbench) -> None:
    found = compared(workbench, "民初90001号")
    told = [
        said
        for one in found.elements
        for said in here(found, one)
        if "".join(said.split()) == "催要"
    ]
    assert told == ["催要", "催\n要"]


def test_articles_are_found_in_both_with_their_law(workbench: Workbench) -> None:
    found = compared(workbench, "民初90001号")
    articles = of(found, Sort.ARTICLE)
    element = next(e for name, e in articles.items() if "第六百七十五条" in name or "675" in name)
    assert here(found, element) == ["第六百七十五条"]
    assert there(found, element) == ["第六百七十五条"]


def test_the_cause_and_what_differs_are_named(workbench: Workbench) -> None:
    found = compared(workbench, "民初90006号")  # with a guarantor, whom the case does not have
    assert list(of(found, Sort.CAUSE)) == ["民间借贷纠纷"]
    only = of(found, Sort.ONLY_PRECEDENT)
    assert only
    for element in only.values():
        assert element.here == ()
        assert element.there
    for element in of(found, Sort.ONLY_CASE).values():
        assert element.there == ()


def test_no_party_is_an_element(workbench: Workbench) -> None:
    for number in ("民初90001号", "民初90006号", "民初90012号"):
        for element in compared(workbench, number).elements:
            assert "张三" not in element.name
            assert "李四" not in element.name


def test_what_is_gone_off_or_unread_is_said(workbench: Workbench, tmp_path: Path) -> None:
    request = workbench.similar.request(workbench.papers.cases()[0].id)
    do = workbench.similar.beside.do
    with pytest.raises(UserError, match="没有这一件"):
        do(lambda p, library, e: compare(p, library, e, request, 99_999)).result()
    empty = workbench.papers.new_case("没有材料的案件")
    request = workbench.similar.request(empty.id)
    with pytest.raises(UserError, match="还没有可读的材料"):
        do(lambda p, library, e: compare(p, library, e, request, 1)).result()
    workbench.switches.set(ALL, False)
    with pytest.raises(FeatureOffError):
        workbench.similar.request(empty.id)


def test_a_precedent_that_is_not_indexed_is_said(workbench: Workbench, tmp_path: Path) -> None:
    from tests.law.precedents.samples import CIVIL_SECOND

    (tmp_path / "后来.txt").write_text(CIVIL_SECOND, "utf-8")
    workbench.jobs.wait(workbench.import_precedents([tmp_path / "后来.txt"]).id)
    with pytest.raises(UserError, match="还没有编入类案索引"):
        compared(workbench, "民终90123号")
