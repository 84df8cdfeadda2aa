"""Facts as learning takes them: nobody's name, sex, people or home changes them."""

from tests.law.suggestion.fairness import pairs
from workbench.law.precedents.learnt_facts import Facts, facts_of
from workbench.law.precedents.signs import Signs
from workbench.law.suggestion.query import impersonal

SIGNS = Signs.load()


def told(text: str) -> Facts:
    return facts_of(impersonal(text), SIGNS)


def test_who_somebody_is_changes_neither_words_nor_signs() -> None:
    cases = list(pairs(200))
    assert [case.one for case in cases if told(case.one) != told(case.other)] == []


def test_places_and_peoples_are_no_words() -> None:
    facts = told("被告人张三甲在四川省成都市窃得彝族村民手机后退赃。")
    assert "退赃" in facts.words
    assert not {"四川省", "成都市", "彝族", "四川"} & facts.words.keys()
    assert "有：退赃退赔≥1" in facts.signs
