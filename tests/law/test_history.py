"""An article through the versions of its law, through new numbers and into other laws."""

from datetime import date

import pytest

from tests.law.citation.memory import MemoryLibrary, law
from ui.pages.law_difference import Shades, page
from workbench.law.citation.rules import Rules, load_rules
from workbench.law.history import history
from workbench.law.model import ParsedLaw, StoredArticle

CPL = "中华人民共和国民事诉讼法"
INTEREST = "被执行人未按判决、裁定和其他法律文书指定的期间履行给付金钱义务的，应当加倍支付利息。"
OTHER = "人民法院审理行政案件，对行政行为是否合法进行审查，不适用调解。"
REPAY = "借款人应当按照约定的期限返还借款。"


def laws(*parsed: ParsedLaw) -> tuple[MemoryLibrary, Rules]:
    library = MemoryLibrary(parsed)
    return library, load_rules(library.titles())


def find(library: MemoryLibrary, title: str, place: int, number: int) -> StoredArticle:
    version = library.versions(library.titles()[title])[place]
    stored = library.article(version.id, number)
    assert stored is not None
    return stored


@pytest.fixture
def procedure() -> tuple[MemoryLibrary, Rules]:
    """Three texts of the same law; 253 became 260 and then 264."""
    return laws(
        law(CPL, date(2017, 7, 1), {253: INTEREST, 260: OTHER}, ended=date(2022, 1, 1)),
        law(CPL, date(2022, 1, 1), {260: INTEREST}, ended=date(2024, 1, 1)),
        law(CPL, date(2024, 1, 1), {264: INTEREST.replace("加倍", "双倍")}),
    )


@pytest.mark.parametrize(("place", "number"), [(0, 253), (1, 260), (2, 264)])
def test_numbers_are_followed_both_ways(
    procedure: tuple[MemoryLibrary, Rules], place: int, number: int
) -> None:
    library, rules = procedure
    stages = history(library, rules, find(library, CPL, place, number))
    found = [stage.article.article.number for stage in stages if stage.article]
    assert found == [253, 260, 264]
    assert all("条文对照" in stage.said for n, stage in enumerate(stages) if n != place)


def test_without_a_table_likeness_is_a_guess_and_is_called_one() -> None:
    title = "虚构程序法"
    library, rules = laws(
        law(title, date(2012, 1, 1), {53: REPAY, 54: OTHER}, ended=date(2018, 1, 1)),
        law(title, date(2018, 1, 1), {53: OTHER, 55: REPAY}),
    )
    stages = history(library, rules, find(library, title, 0, 53))
    assert [s.article.article.number for s in stages if s.article] == [53, 55]
    assert "推定，须核对" in stages[1].said


def test_an_article_that_is_gone_is_said() -> None:
    title = "虚构程序法"
    library, rules = laws(
        law(title, date(2012, 1, 1), {53: REPAY}, ended=date(2018, 1, 1)),
        law(title, date(2018, 1, 1), {1: OTHER}),
    )
    stages = history(library, rules, find(library, title, 0, 53))
    assert stages[1].article is None
    assert stages[1].said == "本版没有第53条，也没有文字相近的条文。"


def test_a_code_and_the_law_that_it_replaced() -> None:
    breach = "当事人一方不履行合同义务的，应当承担违约责任。"
    library, rules = laws(
        law("中华人民共和国合同法", date(1999, 10, 1), {107: breach}, ended=date(2021, 1, 1)),
        law("中华人民共和国民法典", date(2021, 1, 1), {577: breach}),
    )
    old = history(library, rules, find(library, "中华人民共和国合同法", 0, 107))
    new = history(library, rules, find(library, "中华人民共和国民法典", 0, 577))
    for stages in (old, new):
        titles = [stage.version.title for stage in stages]
        assert titles == ["中华人民共和国合同法", "中华人民共和国民法典"]
        assert [s.article.article.number for s in stages if s.article] == [107, 577]


def test_the_same_number_with_like_words_needs_no_word() -> None:
    title = "虚构程序法"
    library, rules = laws(
        law(title, date(2012, 1, 1), {53: REPAY}, ended=date(2018, 1, 1)),
        law(title, date(2018, 1, 1), {53: REPAY.replace("约定的", "")}),
    )
    stages = history(library, rules, find(library, title, 1, 53))
    assert [stage.said for stage in stages] == ["", ""]


def test_a_text_that_lacks_the_article_is_no_text_without_it() -> None:
    library, rules = laws(
        law(CPL, date(2022, 1, 1), {1: OTHER}, ended=date(2024, 1, 1)),
        law(CPL, date(2024, 1, 1), {264: INTEREST}),
    )
    stages = history(library, rules, find(library, CPL, 1, 264))
    assert stages[0].article is None
    assert stages[0].said == "依2023年修正条文对照，本版应为第二百六十条，本库的文本缺这一条。"
    page_of = page(stages, Shades("#000", "#111", "#222", "#333", "#444"))
    assert "缺一方的条文，没有比较" in page_of
    assert "<u>" not in page_of


def test_the_page_marks_what_changed_and_folds_what_did_not() -> None:
    title = "虚构程序法"
    library, rules = laws(
        law(title, date(2012, 1, 1), {53: REPAY}, ended=date(2018, 1, 1)),
        law(title, date(2018, 1, 1), {53: REPAY}, ended=date(2020, 1, 1)),
        law(title, date(2020, 1, 1), {53: "<" + REPAY.replace("应当", "可以")}),
    )
    stages = history(library, rules, find(library, title, 0, 53))
    page_of = page(stages, Shades("#000", "#111", "#222", "#333", "#444"))
    assert page_of.count("与上一版相同") == 1
    assert "<sup>删</sup><s>应当</s>" in page_of
    assert "<sup>增</sup><u>可以</u>" in page_of
    assert "&lt;" in page_of
