"""Words that are shown as reasons say why; those that every case has do not."""

from datetime import date

from workbench.law.knowledge.model import Area, CauseKnowledge, Dispute, Requirement
from workbench.law.precedents.index_terms import key, words
from workbench.law.precedents.reason_words import (
    USUAL,
    demands,
    idle_words,
    sought_words,
    telling_words,
)

FACTS = (
    "原告示例公司称，被告没有归还借款，收到款项后实际用于购买电瓶，在右江区北侧盗窃二十四条毛毯，"
    "借条载明利息百分之二，共计三万余元。"
)
LOAN = CauseKnowledge(
    "民间借贷纠纷",
    Area.CIVIL,
    date(2026, 3, 31),
    "",
    telling=("借条", "收到"),
    requirements=(
        Requirement("借贷合意", "", words=("借条", "借款合同")),
        Requirement("款项交付", "", words=("转账", "收到")),
        Requirement("保证责任", "", words=("担保人",)),
    ),
    disputes=(Dispute("利率", "", ("利息",)),),
)


def told(shares: dict[str, float] | None = None, known: CauseKnowledge | None = None) -> list[str]:
    worths = {key(word): 1.0 + place / 100 for place, word in enumerate(words(FACTS))}
    often = {key(word): share for word, share in (shares or {}).items()}
    return telling_words(FACTS, worths, often, sought_words(known))


def test_words_without_content_numbers_and_places_are_no_reasons() -> None:
    found = told()
    assert {"借条", "电瓶", "盗窃", "利息"} <= set(found)
    assert not set(found) & {"示例", "没有", "收到", "实际", "原告", "公司", "二十四条", "北侧"}
    assert not any(word.endswith("区") for word in found)


def test_what_a_large_share_of_the_library_has_is_no_reason() -> None:
    assert "利息" not in told({"利息": USUAL + 0.01})
    assert "利息" in told({"利息": USUAL - 0.01})


def test_what_the_knowledge_of_the_cause_looks_for_comes_first_however_usual() -> None:
    found = told({"借条": 0.9, "利息": 0.9}, LOAN)
    assert set(found[:2]) == {"借条", "利息"}
    assert "收到" not in found


def test_a_word_that_no_judgment_has_is_no_reason() -> None:
    assert telling_words(FACTS, {}, {}) == []


def test_requirements_are_those_that_the_text_tells_of() -> None:
    (agreed,) = demands(LOAN, FACTS)
    assert (agreed.name, agreed.said) == ("借贷合意", ["借条"])
    assert demands(None, FACTS) == ()


def test_the_table_names_each_word_of_several_characters() -> None:
    assert idle_words()
    assert all(len(word) > 1 for word in idle_words())
