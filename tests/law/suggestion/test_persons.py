import pytest

from workbench.law.suggestion.persons import known_surnames, names_in
from workbench.law.suggestion.query import impersonal


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("被告人张三甲，男，汉族。", {"张三甲"}),
        ("被告人李四酒后驾驶轿车", {"李四"}),
        ("被告人李四乙酒后驾驶轿车", {"李四乙"}),
        ("被告人王五于2018年3月", {"王五"}),
        ("被告人张三甲、李四、王五丙先后来到", {"张三甲", "李四", "王五丙"}),
        ("原告欧阳示例诉称", {"欧阳示例"}),
        ("伙同赵六（另案处理）", {"赵六"}),
        ("被告人张示、张示例，均已到案", {"张示", "张示例"}),
        ("被告人的行为构成犯罪", set()),
        ("原告与被告签订合同", set()),
        ("被告人应当承担责任，被告人经过该处，被告单位方面", set()),
        # A surname that is not in the list, and a name that is a word of the dictionary.
        ("被告人旬忠堂下班路过，旬忠堂见状离开", {"旬忠堂"}),
        ("被告人高山酒后驾驶", {"高山"}),
    ],
)
def test_names_are_seen_behind_roles_and_in_rows(text: str, names: set[str]) -> None:
    assert names_in(text, known_surnames()) == names


def test_how_long_a_name_is_shows_at_all_its_places_together() -> None:
    two = "被告人刘飞明知对方未成年，刘飞驾车前往，刘飞强令其留下，刘飞抢走手机。"
    three = "被告人张友国持证驾驶，认定张友国负全部责任，张友国不持异议，张友国驾车。"
    assert names_in(two, known_surnames()) == {"刘飞"}
    assert names_in(three, known_surnames()) == {"张友国"}


def test_a_name_that_stands_behind_no_role_is_seen_where_it_stands_twice() -> None:
    text = "工作人员刘景华收取现金，后刘景华将其交给他人。"
    assert names_in(text, known_surnames()) == {"刘景华"}


def test_masked_names_go_as_whole_ones_do() -> None:
    masked = impersonal("被告人张某甲与李某某发生争吵，张某甲持刀。")
    assert masked == impersonal("被告人王示例与赵示甲发生争吵，王示例持刀。")
