import pytest

from workbench.law.precedents.circumstances import Circumstances
from workbench.law.precedents.model import Kind


@pytest.fixture(scope="module")
def table() -> Circumstances:
    return Circumstances.load()


def told(table: Circumstances, text: str) -> set[str]:
    return {found.name for found in table.told(text)}


def test_words_tell_circumstances(table: Circumstances) -> None:
    assert {"醉酒", "持械", "共同犯罪"} <= told(table, "酒后伙同他人持刀殴打张三甲")
    assert "借条或欠条" in told(table, "王五丙出具借条")


@pytest.mark.parametrize("text", ["不构成自首", "没有自首", "该行为不属于正当防卫", "未自首"])
def test_what_is_denied_is_not_told(table: Circumstances, text: str) -> None:
    assert not told(table, text) & {"自首", "正当防卫或防卫过当"}


def test_a_later_word_counts_where_the_first_is_denied(table: Circumstances) -> None:
    assert "自首" in told(table, "辩护人称不构成自首，经查被告人系自首")


def test_what_only_a_court_can_find_is_read_in_the_reasons(table: Circumstances) -> None:
    by_facts = table.found("公诉机关称系累犯", "")
    by_reasons = table.found("", "被告人系累犯")
    assert [found.name for found in by_facts] == []
    assert [found.name for found in by_reasons] == ["累犯"]


def test_circumstances_of_another_kind_of_case_are_not_named_in_reasons(
    table: Circumstances,
) -> None:
    names = ["抵押", "醉酒", "死亡"]
    assert table.of_kind(names, Kind.CIVIL) == ["抵押", "死亡"]
    assert table.of_kind(names, Kind.CRIMINAL) == ["醉酒", "死亡"]


def test_a_place_is_given_for_marking(table: Circumstances) -> None:
    text = "被告人酒后驾车"
    found = table.in_text("醉酒", text)
    assert found is not None
    assert text[found.start :].startswith(found.word)
    assert table.in_text("没有这一项", text) is None


def test_every_entry_is_told_by_each_of_its_words() -> None:
    table = Circumstances.load()
    for entry in table._entries:
        for word in entry.words:
            assert entry.name in told(table, f"，{word}。"), word
