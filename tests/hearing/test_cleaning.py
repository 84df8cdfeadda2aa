"""The cleaned layer of a hearing's turns: what a person wrote stands, names stay untouched."""

from dataclasses import replace

from tests.hearing.record.transcripts import turns_of
from workbench.hearing.cleaning import Cleaner, names_of
from workbench.papers.model import Case, Party

CASE = Case(
    "c1",
    "示例",
    parties=(Party("那个那个示例公司", "原告", representative="张三甲"), Party("李四乙", "被告")),
)


def test_rules_clean_what_no_person_wrote() -> None:
    (turn,) = turns_of("被告：我那个，呃，这个钱我已经还了三万元了。")
    clean = Cleaner().of_case(CASE)
    assert "呃" not in clean(turn)
    assert "三万元" in clean(turn)
    assert clean(replace(turn, cleaned="已还三万元。")) == "已还三万元。"


def test_what_was_taken_back_stays_in_that_turn_only() -> None:
    first, second = turns_of("被告：这个钱呃，我已经还了。\n被告：这个钱呃，我已经还了。")
    cleaner = Cleaner()
    keys = [change.key for change in cleaner.rewritten(first).changes]
    assert keys
    clean = cleaner.of_case(CASE)
    assert clean(replace(first, skipped=tuple(keys))) == first.verbatim
    assert clean(second) != second.verbatim


def test_names_of_the_case_are_no_fillers() -> None:
    assert names_of(CASE) == ("那个那个示例公司", "张三甲", "李四乙")
    (turn,) = turns_of("原告：那个那个示例公司没有付款。")
    assert "那个那个示例公司" in Cleaner().of_case(CASE)(turn)
