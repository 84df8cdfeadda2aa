"""Signs that facts tell beside their words."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workbench.law.precedents.signs import Signs

SIGNS = Signs.load()


@pytest.mark.parametrize(
    ("facts", "told"),
    [
        ("窃得现金3,500元。", {"数：money≥3000", "数：amounts≥1"}),
        ("骗取人民币1.2万元后又还款500元。", {"数：money≥10000", "数：amounts≥2"}),
        ("贩卖甲基苯丙胺12.5克。", {"数：grams≥10"}),
        ("乙醇含量为182.3mg/100ml。", {"数：alcohol≥160"}),
        ("被告人 、 、 共同实施盗窃。", {"数：together≥3"}),
        ("2016年3月2日。", {"数：year≥2016"}),
        ("依照刑法第六十七条第三款处罚。", {"条：第六十七条"}),
        ("其行为构成盗窃罪。", {"罪：盗窃罪"}),
        ("退赃后取得谅解。", {"有：退赃退赔≥1", "有：谅解≥1", "情：取得谅解"}),
        ("谅解、谅解、谅解。", {"有：谅解≥3"}),
    ],
)
def test_what_facts_tell(facts: str, told: set[str]) -> None:
    assert told <= SIGNS.told(facts)


@pytest.mark.parametrize(
    ("facts", "untold"),
    [
        ("窃得现金900元。", "数：money≥1000"),
        ("贩卖甲基苯丙胺6克。", "数：grams≥7"),
        ("被告人 持刀。", "数：together≥2"),
        ("编号12016年。", "数：year≥2016"),
        ("谅解、谅解。", "有：谅解≥3"),
    ],
)
def test_what_they_do_not_tell(facts: str, untold: str) -> None:
    assert untold not in SIGNS.told(facts)


@given(st.text("被告人第六十条万元克mg0123456789,.，、 年罪", max_size=80))
def test_any_text_can_be_read(facts: str) -> None:
    assert SIGNS.told(facts) == SIGNS.told(facts)


def test_another_table_has_another_version() -> None:
    assert SIGNS.version == Signs.load().version
    assert 0 <= SIGNS.version < 1 << 31
