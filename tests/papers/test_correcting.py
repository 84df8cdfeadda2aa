"""What a person types is kept in the form that documents use."""

import pytest

from workbench.kernel.errors import UserError
from workbench.papers.correcting import corrected, displayed


@pytest.mark.parametrize(
    ("field", "typed", "kept"),
    [
        ("party.birth", "1985年3月2日", "1985-03-02"),
        ("party.birth", "1985-3-2", "1985-03-02"),
        ("claim.amount", "12万元", "120000.00"),
        ("claim.amount", "壹拾贰万元整", "120000.00"),
        ("claim.amount", "1,234.5", "1234.50"),
        ("party.name", " 张三甲 ", "张三甲"),
        ("no.such.field", "甲", "甲"),
        ("party.identity", "11000019850302 0014", "110000198503020014"),
        ("party.phone", "010-00000000", "010-00000000"),
        ("party.phone", "+86 13000000001", "+8613000000001"),
        ("party.kind", "自然人", "natural"),
        ("party.name", "张 三甲", "张三甲"),
        ("rate.interest", "年利率 15.40%", "15.4"),
        ("rate.interest", "lpr×4", "LPR×4"),
        ("account.number", "6200 0000 0000 0000 109", "6200000000000000109"),
    ],
)
def test_forms(field: str, typed: str, kept: str) -> None:
    assert corrected(field, typed) == kept


@pytest.mark.parametrize(
    ("field", "typed"),
    [
        ("party.birth", "昨天"),
        ("party.birth", "1985年2月30日"),
        ("claim.amount", "很多"),
        ("party.name", " "),
        ("party.name", "12345"),
        ("party.name", "张三甲，男"),
        ("party.identity", "110000198503020015"),
        ("party.identity", "1100001985"),
        ("party.credit_code", "91110000"),
        ("party.phone", "12"),
        ("party.sex", "未知"),
        ("party.kind", "人"),
        ("rate.interest", "很高"),
        ("account.number", "某银行"),
    ],
)
def test_what_is_none_is_a_sentence(field: str, typed: str) -> None:
    with pytest.raises(UserError, match="没有采纳"):
        corrected(field, typed)


@pytest.mark.parametrize(
    ("field", "kept", "shown"),
    [
        ("party.birth", "1985-03-02", "1985年3月2日"),
        ("claim.amount", "120000.00", "120,000.00元"),
        ("party.kind", "natural", "自然人"),
        ("rate.interest", "15.4", "年利率15.4%"),
        ("rate.interest", "LPR×4", "LPR×4"),
        ("party.birth", "某日", "某日"),
    ],
)
def test_what_is_kept_reads_as_it_is_written(field: str, kept: str, shown: str) -> None:
    assert displayed(field, kept) == shown
