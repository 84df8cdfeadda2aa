"""Hot words: names first, within the budget, nothing private."""

from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from workbench.hearing.hot_words import CaseNames, hot_words, names_of, tokens_of
from workbench.hearing.model import Procedure
from workbench.papers.model import Case, Party

COMPANY = "示例市示例区远方供应链科技有限公司"
CASE = Case(
    id="1",
    title="示例案",
    number="（2026）京0105民初1号",
    cause="民间借贷纠纷",
    panel=("审判长：赵六丁", "钱七戊"),
    parties=(
        Party(
            name="张三甲",
            role="原告",
            birth=date(1990, 1, 1),
            identity="110101199001011234",
            address="示例市示例区示例路1号",
            phone="13800138000",
        ),
        Party(name=COMPANY, role="被告", kind="legal", representative="李四乙"),
        Party(name="王五丙", role="委托诉讼代理人", agent_of="张三甲", firm="北方示例律师事务所"),
        Party(name="孙八己", role="第三人", removed=True),
    ),
)


def test_names_of_the_case_come_first() -> None:
    words = hot_words(names_of(CASE)).split()
    assert words[:5] == ["张三甲", "王五丙", "李四乙", "赵六丁", "钱七戊"]
    assert "远方供应链科技" in words
    assert "北方示例律师事务所" in words
    assert words.index("民间借贷") < words.index("质证")


def test_nothing_private_and_nobody_who_was_taken_out() -> None:
    words = hot_words(names_of(CASE), limit=10_000)
    for private in ("1990", "1101", "138", "示例路", "孙八己"):
        assert private not in words


def test_a_small_budget_holds_the_names() -> None:
    assert hot_words(names_of(CASE), limit=14) == "张三甲 王五丙"


def test_addresses_numbers_and_masks_are_no_hot_words() -> None:
    names = CaseNames(
        people=("张某", "李×", "1号证人"),
        places=("示例小镇", "示例路12号", "中山路"),
        terms=("二手车", "合同（2023）1号", "一个长得没有人会一口气念完的合同名称"),
    )
    words = hot_words(names).split()
    assert words[:2] == ["示例小镇", "二手车"]
    assert words[2] == "审判长"


def test_terms_are_those_of_the_procedure() -> None:
    assert "公诉人" in hot_words(CaseNames(), procedure=Procedure.CRIMINAL)
    assert "公诉人" not in hot_words(CaseNames(), procedure=Procedure.SIMPLIFIED)
    assert "争议焦点" in hot_words(CaseNames(), procedure=Procedure.SMALL_CLAIMS)


@given(st.lists(st.text("张王李三甲乙号1 公司", max_size=20), max_size=30), st.integers(1, 300))
def test_the_budget_is_kept_and_no_word_stands_twice(people: list[str], limit: int) -> None:
    words = hot_words(CaseNames(people=tuple(people)), limit)
    assert tokens_of(words) <= limit
    assert len(set(words.split())) == len(words.split())
