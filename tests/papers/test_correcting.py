"""What a person types is kept in the form that documents use."""

import pytest

from workbench.kernel.errors import UserError
from workbench.papers.correcting import corrected


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
    ],
)
def test_forms(field: str, typed: str, kept: str) -> None:
    assert corrected(field, typed) == kept


@pytest.mark.parametrize(
    ("field", "typed"), [("party.birth", "昨天"), ("claim.amount", "很多"), ("party.name", " ")]
)
def test_what_is_none_is_a_sentence(field: str, typed: str) -> None:
    with pytest.raises(UserError, match="没有采纳"):
        corrected(field, typed)
