"""Sides of roles, and how speakers are written."""

import pytest

from tests.hearing.record.materials import TEMPLATES
from workbench.hearing.model import Procedure
from workbench.hearing.record.draft import short_of
from workbench.hearing.record.sides import is_agent, is_court, side_of
from workbench.hearing.roles import roles_of


@pytest.mark.parametrize(
    ("role", "side"),
    [
        ("原告", "原告"),
        ("原告代理人", "原告"),
        ("原告（反诉被告）", "原告"),
        ("被告2", "被告2"),
        ("被告二代理人", "被告二"),
        ("被告人", "被告人"),
        ("被告人辩护人", "辩护人"),
        ("辩护人", "辩护人"),
        ("公诉机关", "公诉人"),
        ("上诉人", "上诉人"),
        ("上诉人（原审被告）", "上诉人"),
        ("被上诉人代理人", "被上诉人"),
        ("上诉人（原审被告人）", "被告人"),
        ("原审第三人", "第三人"),
        ("附带民事诉讼被告人", "附带民事诉讼被告人"),
        ("附带民事诉讼原告人代理人", "附带民事诉讼原告人"),
        ("附带民事诉讼原告人", "附带民事诉讼原告人"),
        ("行政机关负责人", "被告"),
        ("第三人代理人", "第三人"),
        ("审判长", ""),
        ("证人", ""),
        ("", ""),
    ],
)
def test_the_side_of_a_role(role: str, side: str) -> None:
    assert side_of(role) == side


@pytest.mark.parametrize(
    ("role", "short"),
    [
        ("审判长", "审"),
        ("被告2", "被2"),
        ("被告二代理人", "被二代"),
        ("原告代理人", "原代"),
        ("有专门知识的人", "有专门知识的人"),
        ("被上诉人代理人", "被上代"),
        ("上诉人2", "上2"),
        ("附带民事诉讼原告人", "附民原"),
        ("", "（发言人待定）"),
    ],
)
def test_how_a_speaker_is_written(role: str, short: str) -> None:
    assert short_of(role, TEMPLATES.of(Procedure.CIVIL), panel=False) == short


@pytest.mark.parametrize("procedure", list(Procedure))
def test_every_role_of_the_number_keys_is_of_the_court_a_side_or_a_third(
    procedure: Procedure,
) -> None:
    others = ("证人", "鉴定人", "有专门知识的人", "翻译人员", "诉讼代理人", "法定代理人")
    for role in roles_of(procedure).all():
        assert is_court(role) or side_of(role) or role in others, role
        assert is_agent(role) == ("代理人" in role or role in ("辩护人", "行政机关负责人"))
