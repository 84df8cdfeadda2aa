from collections.abc import Sequence
from datetime import date

import pytest

from tests.law.suggestion.library import SINCE, Shelved, article, version
from workbench.law.model import Level, Suggested
from workbench.law.ranking import ArticleIndex
from workbench.law.suggestion.source import LibraryRows
from workbench.law.suggestion.suggester import Request, Suggester, Tables

CODE = "中华人民共和国民法典"
LABOUR = "中华人民共和国劳动合同法"
ON = date(2024, 5, 6)


LOAN = "第三编 合同 / 第十二章 借款合同"
SHELF = Shelved(
    (
        (
            version(1, CODE),
            (
                article(675, "借款人应当按照约定的期限返还借款。", LOAN),
                article(676, "借款人未按照约定的期限返还借款的，应当支付逾期利息。", LOAN),
                article(679, "自然人之间的借款合同，自贷款人提供款项时成立。", LOAN),
                article(1079, "夫妻一方要求离婚的，调解无效，应当准予离婚。", "离婚"),
                article(1254, "禁止从建筑物中抛掷物品。"),
            ),
        ),
        (
            version(2, LABOUR, since=date(2008, 1, 1)),
            (article(30, "用人单位应当按照约定及时足额支付劳动报酬。"),),
        ),
        (
            version(3, "旧借款条例", Level.ADMINISTRATIVE, date(2000, 1, 1), ended=SINCE),
            (article(1, "借款人逾期不返还借款的，支付利息。"),),
        ),
        (
            version(4, "中华人民共和国宪法", Level.CONSTITUTION),
            (article(1, "借款借款借款。"),),
        ),
        (
            version(5, "某市借款条例", Level.LOCAL),
            (article(1, "借款人应当按照约定的期限返还借款。", LOAN),),
        ),
        (
            version(6, "全国人民代表大会常务委员会关于修改《借款法》的决定", Level.LAW),
            (article(1, "借款人应当返还借款。"),),
        ),
    )
)
FACTS = "原告张三甲借给被告李四乙十万元，约定期限一年，李四乙逾期未返还借款，也未付利息。"


def ask(
    suggester: Suggester,
    text: str,
    cause: str = "",
    on: date | None = None,
    top: int = 20,
    parties: Sequence[str] = (),
    facts: date | None = None,
) -> list[Suggested]:
    return suggester.suggest(Request(text, cause, on, facts, parties), top)


@pytest.fixture(scope="module")
def suggester() -> Suggester:
    return Suggester(ArticleIndex.build(LibraryRows(SHELF)), SHELF, Tables.load())


def places(found: Sequence[Suggested]) -> list[tuple[str, int]]:
    return [(one.article.version.title, one.article.article.number) for one in found]


def test_the_fitting_article_comes_first_with_the_words_that_match(suggester: Suggester) -> None:
    found = ask(suggester, FACTS, on=ON)
    assert places(found)[0] == (CODE, 676)
    assert any("“逾期”" in reason and "与条文相符" in reason for reason in found[0].reasons)
    assert any("第十二章 借款合同" in reason for reason in found[0].reasons)
    assert [one.score for one in found] == sorted((one.score for one in found), reverse=True)


def test_every_suggestion_has_a_reason(suggester: Suggester) -> None:
    for facts in (FACTS, "老板不发工资", "过不下去了要离婚"):
        found = ask(suggester, facts, on=ON)
        assert found
        assert all(one.reasons for one in found)


def test_words_of_everyday_life_find_the_words_of_the_law(suggester: Suggester) -> None:
    found = ask(suggester, "老板拖着薪水", on=ON)
    assert places(found)[0] == (LABOUR, 30)
    assert any("“薪水”对应法律用语“劳动报酬”" in reason for reason in found[0].reasons)


def test_the_day_decides_which_versions_are_looked_at(suggester: Suggester) -> None:
    assert ("旧借款条例", 1) not in places(ask(suggester, FACTS, on=ON))
    before = places(ask(suggester, FACTS, on=date(2019, 1, 1)))
    assert ("旧借款条例", 1) in before
    assert all(title != CODE for title, _ in before)
    undated = {title for title, _ in places(ask(suggester, FACTS))}
    assert CODE in undated
    assert "旧借款条例" not in undated


def test_constitution_and_decisions_are_left_out_and_local_texts_stand_lower(
    suggester: Suggester,
) -> None:
    found = places(ask(suggester, "借款人应当按照约定的期限返还借款", on=ON))
    titles = [title for title, _ in found]
    assert "中华人民共和国宪法" not in titles
    assert not [title for title in titles if "决定" in title]
    assert found.index((CODE, 675)) < found.index(("某市借款条例", 1))


def test_a_cause_brings_its_usual_articles_with_what_they_serve(suggester: Suggester) -> None:
    found = ask(suggester, "双方是朋友，款项没有收到。", cause="民间借贷纠纷", on=ON)
    usual = next(one for one in found if one.article.article.number == 679)
    assert usual.reasons[0].startswith(
        "案由“民间借贷纠纷”主要条文：自然人之间的借款合同自提供借款时成立"
    )
    assert usual.cause == "民间借贷纠纷"
    assert usual.requirement == "款项已经交付"
    assert "要件“款项已经交付”：事实提到“收到”" in usual.reasons


def test_a_guessed_cause_says_that_it_is_guessed(suggester: Suggester) -> None:
    found = ask(suggester, "双方分居，夫妻感情已破裂，要求离婚。", on=ON)
    reasons = " ".join(next(o for o in found if o.article.article.number == 1079).reasons)
    assert "案由“离婚纠纷”主要条文" in reasons
    assert "推测，请核对" in reasons


def test_the_subject_of_an_article_finds_it(suggester: Suggester) -> None:
    found = ask(suggester, "花盆砸中路人", on=ON)
    assert places(found)[0] == (CODE, 1254)
    assert any("花盆" in reason for reason in found[0].reasons)


IDENTITY = (
    "原告：{name}，{sex}，1980年1月2日出生，{folk}族，住{home}。被告：李四乙。"
    "原告{name}与其{spouse}借款给李四乙，约定期限一年，李四乙逾期未返还，{name}多次催讨。"
)


@pytest.mark.parametrize(
    "changed",
    [
        {"name": "王利息"},
        {"name": "王某某"},
        {"sex": "女"},
        {"folk": "维吾尔"},
        {"home": "某自治州某县租赁村5号"},
        {"spouse": "丈夫"},
    ],
)
def test_who_the_parties_are_changes_nothing(suggester: Suggester, changed: dict[str, str]) -> None:
    plain = {
        "name": "张三甲",
        "sex": "男",
        "folk": "汉",
        "home": "某省某市某路1号",
        "spouse": "妻子",
    }
    expected = ask(suggester, IDENTITY.format(**plain), on=ON)
    assert expected
    got = ask(suggester, IDENTITY.format(**(plain | changed)), on=ON)
    assert [(o.article.id, o.score) for o in got] == [(o.article.id, o.score) for o in expected]


def test_names_known_from_the_case_never_count(suggester: Suggester) -> None:
    text = "{}逾期未返还借款"
    named = ask(suggester, text.format("某市利息贸易公司"), on=ON, parties=["某市利息贸易公司"])
    other = ask(suggester, text.format("甲乙丙公司"), on=ON, parties=["甲乙丙公司"])
    assert [(o.article.id, o.score) for o in named] == [(o.article.id, o.score) for o in other]


def test_long_facts_and_empty_facts(suggester: Suggester) -> None:
    assert ask(suggester, "", on=ON) == []
    assert places(ask(suggester, FACTS * 60, on=ON))[0] == (CODE, 676)
    assert len(ask(suggester, FACTS * 60, on=ON, top=2)) == 2
