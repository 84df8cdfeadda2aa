"""What the check answers: confirmed, differs, not found, not checked, and with which words."""

from dataclasses import replace
from datetime import date

import pytest

from tests.law.citation.memory import MemoryLibrary, law
from tests.law.citation.sample import BREACH, CIVIL_CODE, CONTRACT, CRIMINAL, library, rules
from workbench.kernel.finding import Status
from workbench.law.citation.find import find
from workbench.law.citation.resolve import resolve
from workbench.law.citation.rules import load_rules
from workbench.law.model import Citation, Pinpoint, Resolution

LIBRARY = library()
RULES = rules()
TODAY = date(2026, 3, 5)


def answer(text: str, on: date | None = TODAY, facts: date | None = None) -> Resolution:
    (citation,) = find(text, RULES.names)
    return resolve(citation, LIBRARY, on, RULES, facts=facts, library_date=date(2026, 3, 1))


def test_confirmed_with_the_words_of_the_place() -> None:
    result = answer("《民法典》第五百六十三条第一款第二项")
    assert (result.status, result.in_force) == (Status.CONFIRMED, True)
    assert (result.law, result.article) == (CIVIL_CODE, "第五百六十三条第一款第二项")
    assert result.text == "（二）乙种情形；"
    assert result.note == ""


@pytest.mark.parametrize(
    ("place", "words"),
    [
        ("第一百八十八条第三款", "该条共二款，无第三款"),
        ("第五百六十三条第一款第四项", "第一款共三项，无第四项"),
        ("第五百六十三条第二款第一项", "第二款不分项"),
    ],
)
def test_paragraph_or_item_that_is_not_there_differs(place: str, words: str) -> None:
    result = answer(f"《民法典》{place}")
    assert result.status is Status.DIFFERS
    assert words in result.note


@pytest.mark.parametrize(
    ("quotation", "status", "words"),
    [
        (BREACH, Status.CONFIRMED, ""),
        (BREACH.replace("，", ", ").rstrip("。"), Status.CONFIRMED, ""),
        ("当事人一方不履行合同义务……等违约责任。", Status.CONFIRMED, ""),
        (BREACH.replace("，", "；"), Status.DIFFERS, "仅标点不同"),
        ("当事人一方不履行合同义务的，应当承担全部后果", Status.DIFFERS, "不一致"),
        ("以持续履行的债务为内容的合同，当事人可以随时解除。", Status.DIFFERS, "见于第563条"),
    ],
)
def test_quotations(quotation: str, status: Status, words: str) -> None:
    result = answer(f"《民法典》第五百七十七条规定：“{quotation}”")
    assert result.status is status
    assert words in result.note


def test_quotation_of_another_paragraph() -> None:
    result = answer("《民法典》第一百八十八条第一款规定：“法律另有规定的，依照其规定。”")
    assert result.status is Status.DIFFERS
    assert "见于该条第二款" in result.note


def test_article_that_is_not_there() -> None:
    result = answer("《民法典》第一千三百条")
    assert result.status is Status.NOT_FOUND
    assert "至第一千二百六十条止" in result.note


def test_law_that_is_not_there() -> None:
    result = answer("《中华人民共和国某某保护法》第三条")
    assert result.status is Status.NOT_FOUND
    assert "不等于不存在" in result.note
    assert "2026年3月1日" in result.note


def test_misspelt_title_is_answered_with_similar_ones() -> None:
    result = answer("《最高人民法院关于适用〈中华人民共和国民法典〉有关担保制度的解解》第二十五条")
    assert result.status is Status.NOT_FOUND
    assert "名称相近" in result.note


def test_named_only_and_no_date_and_no_law() -> None:
    assert answer("《中华人民共和国民法典》").status is Status.NOT_CHECKED
    undated = answer("《民法典》第五百七十七条", on=None)
    assert (undated.status, undated.text) == (Status.NOT_CHECKED, BREACH)
    lost = resolve(Citation(0, 3, "第三条", "", Pinpoint(3)), LIBRARY, TODAY, RULES)
    assert lost.status is Status.NOT_CHECKED


def test_repealed_law_is_answered_with_its_counterpart() -> None:
    result = answer("《合同法》第一百零七条")
    assert (result.status, result.in_force) == (Status.DIFFERS, False)
    assert "已于2021-01-01废止" in result.note
    assert "现为《中华人民共和国民法典》（对应条文：第五百七十七条" in result.note
    assert result.see_also == ((CIVIL_CODE, "第五百七十七条"),)


def test_repealed_law_at_its_own_time_is_confirmed() -> None:
    result = answer("《合同法》第一百零七条", on=date(2019, 5, 1))
    assert (result.status, result.in_force, result.law) == (Status.CONFIRMED, True, CONTRACT)
    assert "自2021-01-01起废止" in result.note


def test_civil_code_before_its_day() -> None:
    result = answer("《民法典》第五百七十七条", on=date(2020, 5, 1))
    assert (result.status, result.in_force) == (Status.DIFFERS, False)
    assert "尚未施行" in result.note
    assert "法释〔2020〕15号" in result.note


def test_earlier_facts_bring_the_provisions_on_time() -> None:
    result = answer("《民法典》第五百七十七条", facts=date(2019, 5, 1))
    assert result.status is Status.CONFIRMED
    assert "法释〔2020〕15号" in result.note


def test_procedure_numbers_follow_the_revisions() -> None:
    old = answer("《民事诉讼法》第二百五十三条", on=date(2020, 5, 1))
    assert old.status is Status.CONFIRMED
    assert "2021年修正后为第二百六十条。2023年修正后为第二百六十四条。" in old.note
    middle = answer("《民事诉讼法》第二百零七条", on=date(2022, 5, 1))
    assert (middle.status, middle.text) == (Status.CONFIRMED, "再审事由。")
    assert "2023年修正后为第二百一十一条。" in middle.note
    assert "修正后" not in answer("《民事诉讼法》第二百六十四条").note


def test_a_text_that_the_library_lacks_is_judged_by_its_neighbours() -> None:
    day = date(2016, 5, 1)
    same = answer("《刑法》第五十二条", on=day)
    assert (same.status, same.law) == (Status.CONFIRMED, CRIMINAL)
    later = answer("《刑法》第六十七条第三款", on=day)
    assert (later.status, later.text) == (Status.NOT_CHECKED, "坦白。")
    assert "刑法修正案（八）" in later.note
    neither = answer("《刑法》第六十七条第五款", on=day)
    assert neither.status is Status.DIFFERS


def test_a_revision_touches_only_its_articles() -> None:
    assert answer("《刑法》第五十二条").status is Status.CONFIRMED
    touched = answer("《刑法》第一百六十五条")
    assert touched.status is Status.NOT_CHECKED
    assert "刑法修正案（十二）" in touched.note


def test_law_older_than_the_librarys_first_text() -> None:
    result = answer("《刑法》第五十二条", on=date(2005, 1, 1))
    assert result.status is Status.NOT_CHECKED
    assert "此前的文本未收录" in result.note


def test_version_that_the_text_names() -> None:
    result = answer("《民事诉讼法》（2017年修正）第二百五十三条")
    assert (result.status, result.in_force) == (Status.DIFFERS, False)
    assert "不再有效" in result.note
    missing = answer("1979年《刑法》第五十二条")
    assert missing.status is Status.NOT_CHECKED
    assert "1979年文本本库未收录" in missing.note


def test_text_without_articles_is_cited_by_its_parts() -> None:
    result = answer("《全国法院审判工作会议纪要》第一条")
    assert result.status is Status.CONFIRMED
    assert "不分条" in result.note


def test_repealed_without_a_day_is_not_checked() -> None:
    shelf = MemoryLibrary([law("某某条例", date(2000, 1, 1), {3: "甲。"}, status="已废止")])
    citation = Citation(0, 8, "《某某条例》第三条", "某某条例", Pinpoint(3))
    result = resolve(citation, shelf, TODAY)
    assert (result.status, result.in_force) == (Status.NOT_CHECKED, False)
    assert "已废止，未载失效日期" in result.note


def test_later_text_with_other_words_is_named() -> None:
    old = law("某某条例", date(2020, 1, 1), {3: "甲。", 4: "乙。"})
    shelf = MemoryLibrary(
        [old, replace(old, effective=date(2030, 1, 1), articles=old.articles[1:])]
    )
    gone = resolve(Citation(0, 1, "某", "某某条例", Pinpoint(3)), shelf, TODAY)
    kept = resolve(Citation(0, 1, "某", "某某条例", Pinpoint(4)), shelf, TODAY)
    assert "2030年1月1日起施行的文本已无该处" in gone.note
    assert (kept.status, kept.note) == (Status.CONFIRMED, "")


def test_interpretation_that_ended_with_the_civil_code() -> None:
    title = "最高人民法院关于适用《中华人民共和国担保法》若干问题的解释"
    shelf = MemoryLibrary([law(title, date(2000, 12, 13), {3: "甲。"}, status="已废止")])
    citation = Citation(0, 8, "担保法解释第三条", "担保法解释", Pinpoint(3))
    before = resolve(citation, shelf, date(2019, 5, 1))
    after = resolve(citation, shelf, TODAY)
    assert (before.status, after.status) == (Status.CONFIRMED, Status.DIFFERS)
    assert "有关担保制度的解释》" in after.note


def test_the_same_text_of_two_packs_is_one_version() -> None:
    dated = replace(law("某某条例", date(2021, 1, 1), {3: "甲。"}), promulgated=date(2020, 12, 29))
    shelf = MemoryLibrary([dated, replace(dated, effective=None, pack="other")])
    result = resolve(Citation(0, 1, "某", "某某条例", Pinpoint(3)), shelf, date(2020, 12, 30))
    assert result.status is Status.DIFFERS
    assert "2021年1月1日起施行" in result.note


def test_words_of_one_pack_with_the_day_of_another() -> None:
    dated = replace(law("某某条例", date(2021, 1, 1), {}), promulgated=date(2020, 12, 29))
    words = replace(law("某某条例", None, {3: "甲。"}), promulgated=date(2020, 12, 29))
    citation = Citation(0, 1, "某", "某某条例", Pinpoint(3))
    result = resolve(citation, MemoryLibrary([dated, words]), TODAY)
    assert (result.status, result.text) == (Status.CONFIRMED, "甲。")
    empty = resolve(citation, MemoryLibrary([dated]), TODAY)
    assert empty.status is Status.NOT_CHECKED
    assert "未收录条文" in empty.note


def test_a_replaced_law_that_the_library_lacks_is_told() -> None:
    empty = MemoryLibrary(())
    rules = load_rules(empty.titles())
    citation = find("依照《中华人民共和国合同法》第一百零七条。", rules.names)[0]
    answer = resolve(citation, empty, date(2025, 3, 10), rules)
    assert answer.status is Status.NOT_FOUND
    assert ("中华人民共和国民法典", "第五百七十七条") in answer.see_also
