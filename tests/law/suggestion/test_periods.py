from dataclasses import replace
from datetime import date

import pytest

from workbench.law.citation.rules import load_rules
from workbench.law.knowledge.model import KeyArticle, Nature, Place
from workbench.law.model import Article, Level, StoredArticle, Suggested, Version
from workbench.law.suggestion.order import in_citation_order, nature_of
from workbench.law.suggestion.periods import Days, Kind, Transitions, applies, day_of_facts, holds

ON = date(2024, 5, 6)
TRANSITIONS = Transitions.load()
CODE, CRIMES = "中华人民共和国民法典", "中华人民共和国刑法"


def version(title: str, since: date, level: Level = Level.LAW) -> Version:
    return Version(1, 1, title, level, since, since, None, "")


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("2019年3月1日借款，2020年5月2日到期。", date(2020, 5, 2)),
        ("2019年3月借款", date(2019, 3, 28)),
        ("1990年1月2日出生，2018年6月1日签订合同", date(2018, 6, 1)),
        ("约定于2030年1月1日还清，2020年1月1日签订", date(2020, 1, 1)),
        ("2019年13月40日", None),
        ("没有日期", None),
    ],
)
def test_the_latest_day_of_the_facts(text: str, day: date | None) -> None:
    assert day_of_facts(text, ON) == day


def test_a_span_holds_for_facts_within_it() -> None:
    facts = Days(ON, date(2019, 1, 1))
    assert holds(None, date(2020, 12, 31), facts)
    assert not holds(date(2021, 1, 1), None, facts)
    assert holds(date(2021, 1, 1), None, Days(ON))
    assert not holds(date(2021, 1, 1), date(2021, 2, 1), Days(None))
    assert holds(date(2021, 1, 1), None, Days(None))


def test_procedure_is_that_of_the_day_of_the_trial() -> None:
    new = KeyArticle(
        Place("中华人民共和国民事诉讼法", 147), "", "", nature=Nature.PROCEDURAL,
        since=date(2022, 1, 1),
    )  # fmt: skip
    old = replace(new, since=date(2013, 1, 1), until=date(2021, 12, 31))
    earlier = date(2019, 3, 1)
    assert applies(new, Days(ON, earlier))
    assert not applies(old, Days(ON, earlier))
    assert applies(old, Days(date(2020, 5, 6), earlier))
    assert not applies(new, Days(date(2020, 5, 6), earlier))
    assert applies(new, Days(None, earlier))
    assert not applies(old, Days(None, earlier))


def test_an_interpretation_for_pending_cases_holds_for_older_facts() -> None:
    one = KeyArticle(Place("示例解释", 1), "", "", since=date(2023, 5, 1), reaches_back=True)
    earlier = date(2019, 3, 1)
    assert applies(one, Days(ON, earlier))
    assert applies(one, Days(None, earlier))
    assert not applies(one, Days(date(2020, 5, 6), earlier))
    assert not applies(replace(one, reaches_back=False), Days(ON, earlier))
    assert not applies(replace(one, until=date(2023, 12, 31)), Days(ON, date(2024, 3, 1)))


def test_earlier_facts_are_told_with_the_provision() -> None:
    rules = load_rules()
    code = version(CODE, date(2021, 1, 1))
    note = TRANSITIONS.note(code, 675, Days(ON, date(2019, 3, 1)), rules)
    assert note.startswith("时间效力：事实中最晚的日期2019年3月1日早于2021年1月1日")
    assert "法释〔2020〕15号" in note
    given = TRANSITIONS.note(code, 675, Days(ON, date(2019, 3, 1), stated=True), rules)
    assert "事实发生日2019年3月1日" in given
    assert TRANSITIONS.note(code, 675, Days(ON, date(2021, 1, 1)), rules) == ""
    assert TRANSITIONS.note(code, 675, Days(ON), rules) == ""


def test_of_crimes_only_a_changed_article_is_told_and_only_for_acts_before() -> None:
    rules = load_rules()
    law = version(CRIMES, date(2024, 3, 1))
    changed = next(r for r in rules.revised["刑法"] if r.articles and r.day > date(2015, 1, 1))
    number = min(changed.articles or ())
    note = TRANSITIONS.note(law, number, Days(ON, date(2014, 3, 1)), rules)
    assert changed.label in note
    assert "《中华人民共和国刑法》第十二条" in note
    assert TRANSITIONS.note(law, 13, Days(ON, date(2014, 3, 1)), rules) == ""
    assert changed.label not in TRANSITIONS.note(law, number, Days(ON, changed.day), rules)


def test_only_substantive_law_leaves_earlier_facts_to_the_law_of_their_time() -> None:
    facts = Days(ON, date(2019, 3, 1))
    assert TRANSITIONS.governs_earlier(CODE, facts)
    assert not TRANSITIONS.governs_earlier("中华人民共和国民事诉讼法", facts)
    assert not TRANSITIONS.governs_earlier(CODE, Days(date(2020, 1, 1), date(2019, 3, 1)))
    assert {t.kind for t in TRANSITIONS.by_law.values()} == set(Kind)
    assert all(t.basis and t.says for t in TRANSITIONS.by_law.values())


def suggested(title: str, number: int, level: Level = Level.LAW) -> Suggested:
    held = version(title, date(2021, 1, 1), level)
    stored = StoredArticle(number, held, Article(f"第{number}条", number, 0, ""))
    return Suggested(stored, 1.0, nature=nature_of(held))


def test_the_order_of_citation() -> None:
    wanted = [
        (CODE, 667, Level.LAW),
        (CODE, 1064, Level.LAW),
        ("中华人民共和国公司法", 20, Level.LAW),
        ("中华人民共和国民事诉讼法", 67, Level.LAW),
        ("工伤保险条例", 14, Level.ADMINISTRATIVE),
        ("某省物业管理条例", 3, Level.LOCAL),
        ("最高人民法院关于审理民间借贷案件适用法律若干问题的规定", 25, Level.JUDICIAL),
        ("最高人民法院关于适用《中华人民共和国民事诉讼法》的解释", 90, Level.JUDICIAL),
    ]
    mixed = [suggested(*row) for row in reversed(wanted)]
    ordered = in_citation_order(mixed)
    assert [(o.article.version.title, o.article.article.number) for o in ordered] == [
        (title, number) for title, number, _ in wanted
    ]
