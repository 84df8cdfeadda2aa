"""Parts of judgments and rulings in the official forms."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.law.precedents import samples
from tests.law.precedents.build import part, precedent
from workbench.law.precedents.model import Part
from workbench.law.precedents.normal import normalise
from workbench.law.precedents.segments import segment

FORMS = [
    (
        "CIVIL_FIRST",
        "王五丙未作答辩。",
        "经审理查明：",
        "本院认为，合法的",
        "一、被告王五丙于",
        "审判长赵六丁",
    ),
    (
        "CIVIL_SECOND",
        "郑一壬辩称",
        "本院二审期间",
        "本院认为，约定",
        "驳回上诉，维持原判。",
        "审判长",
    ),
    (
        "ADMINISTRATIVE",
        "示例区市场监督管理局辩称",
        "经审理查明",
        "本院认为，被告未",
        "一、撤销",
        "审判长",
    ),
    (
        "CRIMINAL",
        "被告人戚六丑辩称",
        "经审理查明",
        "本院认为，被告人",
        "一、被告人戚六丑犯",
        "审判长",
    ),
]


@pytest.mark.parametrize(("name", "defence", "facts", "reasons", "result", "tail"), FORMS)
def test_parts_of_the_forms(
    name: str, defence: str, facts: str, reasons: str, result: str, tail: str
) -> None:
    found = precedent(getattr(samples, name))
    assert defence in part(found, Part.DEFENCE)
    assert facts in part(found, Part.FACTS)
    assert part(found, Part.REASONING).startswith(reasons)
    assert part(found, Part.REASONING).endswith("判决如下：")
    assert part(found, Part.RESULT).startswith(result)
    assert part(found, Part.TAIL).startswith(tail)


def test_second_instance_tells_apart_who_says_what() -> None:
    found = precedent(samples.CIVIL_SECOND)
    assert part(found, Part.CLAIMS).startswith("示例乙置业有限公司上诉请求")
    lower = part(found, Part.LOWER)
    assert "向一审法院起诉请求" in lower
    assert "一审法院认定事实" in lower
    assert "一审法院认为" in lower
    assert "一审法院认为" not in part(found, Part.REASONING)


def test_parties_and_the_account_of_the_procedure() -> None:
    found = precedent(samples.CIVIL_FIRST)
    assert part(found, Part.PARTIES).startswith("原告：示例甲")
    assert part(found, Part.PARTIES).endswith("示例街2号。")
    assert part(found, Part.PROCEDURE).endswith("本案现已审理终结。")


def test_rulings_of_enforcement_and_retrial() -> None:
    ended = precedent(samples.ENFORCEMENT)
    assert part(ended, Part.RESULT).startswith("终结本次执行程序。")
    refused = precedent(samples.RETRIAL_REFUSED)
    assert part(refused, Part.RESULT) == "驳回严十己的再审申请。"
    assert part(refused, Part.CLAIMS).startswith("严十己申请再审称")


IN_ONE_LINE = (
    *("CIVIL_FIRST", "CIVIL_SECOND", "ADMINISTRATIVE", "ENFORCEMENT", "RETRIAL_REFUSED"),
    *("CRIMINAL", "OLD_CIVIL"),
)


@pytest.mark.parametrize("name", IN_ONE_LINE)
def test_a_text_without_any_line_breaks_has_the_same_parts(name: str) -> None:
    whole = precedent(getattr(samples, name))
    flat = precedent(getattr(samples, name).replace("\n", ""))
    for one in Part:
        assert re.sub(r"\s", "", part(flat, one)) == re.sub(r"\s", "", part(whole, one)), one
    assert (flat.number, flat.court, flat.decided) == (whole.number, whole.court, whole.decided)


def test_mediation_and_old_forms() -> None:
    mediation = precedent(samples.MEDIATION)
    assert part(mediation, Part.RESULT).startswith("一、葛七子于2020年6月30日前")
    old = precedent(samples.OLD_CIVIL)
    assert part(old, Part.CLAIMS).startswith("原告诉称")
    assert part(old, Part.DEFENCE) == "被告辩称，系双方互殴，原告也有过错。"
    assert part(old, Part.FACTS).startswith("经审理查明")
    assert part(old, Part.PROCEDURE).endswith("本案现已审理终结。")


def test_laws_appended_behind_the_signatures_are_no_result() -> None:
    found = precedent(samples.CRIMINAL)
    assert "附：相关法律条文" in part(found, Part.TAIL)
    assert "附" not in part(found, Part.RESULT)


@given(st.lists(st.sampled_from(samples.CRIMINAL.split("\n")), max_size=30))
def test_sections_never_overlap_and_stay_within_the_text(lines: list[str]) -> None:
    text = normalise("\n".join(lines))
    position = 0
    for section in segment(text):
        assert position <= section.start < section.end <= len(text)
        position = section.end
