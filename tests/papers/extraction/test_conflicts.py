"""Values that differ between papers."""

from datetime import date

from tests.papers.extraction.support import identity, read
from workbench.papers.extraction.conflicts import find_conflicts

NUMBER = identity(date(1985, 3, 2))


def test_differing_birth_dates_of_one_person() -> None:
    complaint = read("原告：张三甲，男，1986年3月2日出生，汉族。\n诉讼请求：还款", "起诉状")
    card = read(f"姓名 张三甲\n性别 男 民族 汉\n出生 1985年3月2日\n公民身份号码 {NUMBER}", "身份证")
    (conflict,) = find_conflicts([*complaint, *card])
    assert (conflict.field, conflict.subject) == ("party.birth", "张三甲")
    assert "1986年3月2日" in conflict.message
    assert "1985年3月2日" in conflict.message
    assert len(conflict.values) == 2


def test_the_same_said_twice_is_no_conflict() -> None:
    values = read("原告：张三甲，男，1985年3月2日出生。\n诉讼请求：还款", "起诉状")
    assert find_conflicts([*values, *values]) == []


def test_other_persons_and_plural_fields_are_left_alone() -> None:
    first = read("原告：张三甲，男，住虚构市1号。\n诉讼请求：还款", "起诉状")
    second = read("原告：李四乙，女，住虚构市2号。\n诉讼请求：还款", "起诉状")
    moved = read("原告：张三甲，男，住虚构市3号。\n诉讼请求：还款", "起诉状")
    assert find_conflicts([*first, *second, *moved]) == []


def test_causes_of_one_case() -> None:
    first = read("民事起诉状\n案由：民间借贷纠纷\n诉讼请求：还款", "起诉状")
    second = read("民事答辩状\n案由：买卖合同纠纷\n答辩如下：无", "答辩状")
    (conflict,) = find_conflicts([*first, *second])
    assert conflict.subject == ""
    assert conflict.message.startswith("案由在材料中不一致")
