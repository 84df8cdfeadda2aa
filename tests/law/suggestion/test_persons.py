import pytest

from workbench.law.suggestion.persons import names_in
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
    ],
)
def test_names_are_seen_behind_roles_and_in_rows(text: str, names: set[str]) -> None:
    assert names_in(text) == names


def test_masked_names_go_as_whole_ones_do() -> None:
    masked = impersonal("被告人张某甲与李某某发生争吵，张某甲持刀。")
    assert masked == impersonal("被告人王示例与赵示甲发生争吵，王示例持刀。")
