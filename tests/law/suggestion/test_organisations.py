"""Names of organisations go, their kind stays."""

import pytest

from workbench.law.suggestion.organisations import without_organisations
from workbench.law.suggestion.query import impersonal


@pytest.mark.parametrize(
    ("text", "left"),
    [
        (
            "被告示例建材有限公司拖欠货款，示例建材有限公司未到庭",
            "被告有限公司拖欠货款，有限公司未到庭",
        ),
        ("原告：示例农村商业银行股份有限公司", "原告：银行股份有限公司"),
        ("被告示例财产保险股份有限公司", "被告保险股份有限公司"),
        (
            "原告示例建材有限公司（以下简称示例建材公司）称，示例建材公司已交货",
            "原告有限公司（以下简称公司）称，公司已交货",
        ),
        ("被告单位示例贸易有限公司", "被告单位有限公司"),
        # No names: a trade, a sentence, an authority, whose powers stand in the law.
        ("被告物业公司", "被告物业公司"),
        ("原告入职该公司", "原告入职该公司"),
        ("原告在公司工作", "原告在公司工作"),
        ("被告某市市场监督管理局", "被告某市市场监督管理局"),
    ],
)
def test_the_kind_stays(text: str, left: str) -> None:
    assert without_organisations(text) == left


def test_what_a_company_is_called_changes_nothing() -> None:
    told = (
        "原告{0}有限公司（以下简称{1}公司）与被告{2}厂签订买卖合同，{1}公司交货后，{2}厂拖欠货款。"
    )
    one = impersonal(told.format("华夏建设工程", "华夏", "利息"))
    assert one == impersonal(told.format("东方抵押贸易", "东方", "张三甲"))
