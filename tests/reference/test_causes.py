"""Causes of action: the tree, versions, names in text."""

from datetime import date

import pytest

from workbench.reference.causes import (
    cause_of_name,
    causes,
    charge_of_name,
    children,
    find_cause,
    path,
    search,
    version_on,
)


def test_the_tree_holds_together() -> None:
    every = {cause.id: cause for cause in causes()}
    assert len(every) > 1700
    for cause in every.values():
        line = path(cause)
        assert line[-1] == cause
        assert [c.level for c in line] == sorted(c.level for c in line)
        assert cause.parent == "" or cause in children(every[cause.parent])


def test_path_of_a_fourth_level_cause() -> None:
    loan = cause_of_name("民间借贷纠纷")
    assert loan is not None
    assert [c.name for c in path(loan)][1:] == ["合同纠纷", "借款合同纠纷", "民间借贷纠纷"]


@pytest.mark.parametrize(
    ("text", "name", "how"),
    [
        ("原告张三甲与被告李四乙民间借贷纠纷一案，本院立案后", "民间借贷纠纷", "case"),
        ("案 由：买卖合同纠纷\n原告：某公司", "买卖合同纠纷", "label"),
        ("因保证合同纠纷诉至本院。案由:民间借贷纠纷", "民间借贷纠纷", "label"),
        ("双方因农村房屋买卖合同纠纷发生争议", "农村房屋买卖合同纠纷", "text"),
        ("申请人王五丙申请宣告自然人死亡一案", "申请宣告自然人死亡", "case"),
    ],
)
def test_finds_the_named_cause(text: str, name: str, how: str) -> None:
    found = find_cause(text)
    assert found is not None
    assert (found.cause.name, found.how) == (name, how)
    assert text[found.start : found.end] == found.named


def test_nothing_is_made_up() -> None:
    assert find_cause("今天天气很好。") is None
    assert find_cause("") is None


def test_old_names_are_flagged() -> None:
    found = find_cause("案由：生命权、健康权、身体权纠纷")
    assert found is not None
    assert found.cause.name == "生命权、身体权、健康权纠纷"
    assert "旧案由" in found.note


def test_names_newer_than_the_filing_date_are_flagged() -> None:
    text = "案由：数据合同纠纷"
    old = find_cause(text, date(2024, 5, 1))
    new = find_cause(text, date(2026, 5, 1))
    assert old is not None
    assert new is not None
    assert "新增" in old.note
    assert new.note == ""


def test_versions_by_filing_date() -> None:
    new, middle = version_on(date(2026, 1, 1)), version_on(date(2025, 12, 31))
    assert new is not None
    assert middle is not None
    assert (new.name, new.carried) == ("2025年修正", True)
    assert (middle.name, middle.carried) == ("2020年修正", False)
    assert version_on(date(2001, 1, 1)) is None


def test_search_by_words_and_by_characters() -> None:
    assert search("房屋 买卖", "civil")[0].name == "房屋买卖合同纠纷"
    assert "离婚纠纷" in [c.name for c in search("离婚")]
    assert "机动车交通事故责任纠纷" in [c.name for c in search("交通事故")]
    assert search("车祸事故责任机动", "civil") == []
    assert search("  ") == []


def test_charges_of_the_prosecution() -> None:
    text = "公诉机关指控被告人张三甲犯贩卖毒品罪，向本院提起公诉。曾因犯盗窃罪被判处有期徒刑。"
    found = find_cause(text)
    assert found is not None
    assert (found.named, found.how) == ("贩卖毒品罪", "charge")
    assert found.cause.name == "走私、贩卖、运输、制造毒品罪"
    assert "选择性罪名" in found.note


def test_parts_of_selective_charges() -> None:
    sign = charge_of_name("伪造公司印章罪")
    assert sign is not None
    assert sign.name == "伪造公司、企业、事业单位、人民团体印章罪"
    assert charge_of_name("盗窃罪") == cause_of_name("盗窃罪")
    assert charge_of_name("虚构毒品罪") is None
    assert charge_of_name("民间借贷纠纷") is None
