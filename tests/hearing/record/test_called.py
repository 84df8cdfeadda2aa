"""One of several on a side who is called by name: whose answer it is."""

from dataclasses import replace

import pytest

from tests.hearing.record.materials import CASE, material
from workbench.hearing.conduct.check import conduct
from workbench.hearing.conduct.model import ConductFinding, Sitting
from workbench.hearing.model import RoleBasis, Turn
from workbench.hearing.record.called import called, names_of
from workbench.hearing.record.draft import Material
from workbench.hearing.record.exhibits import suggest_exhibits
from workbench.hearing.record.head import Person
from workbench.hearing.record.opinions import Stance
from workbench.hearing.record.stages import stage_of
from workbench.kernel.finding import Status
from workbench.papers.model import Party

PARTIES = (Party("张三甲", "原告"), Party("李样本", "被告"), Party("王演示", "被告"))
NAMES = names_of(PARTIES, None)
SCRIPT = """
审判长：现在开庭。原告是否申请回避？
原告：不申请。
审判长：被告李样本是否申请回避？
被告：不申请。
审判长：被告王演示是否申请回避？
被告：我也不申请。
审判长：现在由原告举证。
原告：我方提交证据一，借款合同，证明借款。
审判长：请被告李样本质证。
被告：对真实性、合法性、关联性没有异议。
审判长：请被告王演示质证。
被告：对真实性有异议。
"""


def turns_of(text: str, basis: RoleBasis = RoleBasis.HAND) -> list[Turn]:
    rows = [line.split("：", 1) for line in text.split() if line]
    return [
        Turn(
            *(f"t{n}", "h", "r1", 0, n * 10.0, n * 10.0 + 9, said),
            verbatim=said,
            role=role,
            basis=basis,
        )
        for n, (role, said) in enumerate(rows)
    ]


def heard(text: str, basis: RoleBasis = RoleBasis.HAND) -> Material:
    """Return a hearing's material as it is gathered."""
    held = material(turns=turns_of(text, basis), case=replace(CASE, parties=PARTIES))
    keys = stage_of(held.stages, held.turns)
    texts = {turn.id: turn.verbatim for turn in held.turns}
    rows = suggest_exhibits(held.turns, keys, texts, (), called(held.turns, NAMES))
    return replace(held, exhibits=rows)


def found(held: Material) -> dict[str, ConductFinding]:
    return {one.id: one for one in conduct(Sitting(held))}


@pytest.mark.parametrize(
    ("said", "name"),
    [
        ("请被告李样本质证。", "李样本"),
        ("被告王演示是否申请回避？", "王演示"),
        ("请被告汪演示质证。", "王演示"),
        ("下面请被告李样本对原告提交的证据发表意见。", "李样本"),
        ("现在由被告李样本答辩。请简明。", "李样本"),
        ("请被告质证。", ""),
        ("请被告李样本、王演示依次质证。", ""),
        ("请被告李样本的代理人质证。", ""),
        ("本案争议的是被告李样本的责任。请被告质证。", ""),
        ("被告李样本的责任是焦点，双方有无异议？", ""),
        ("请原告对被告李样本的意见发表意见。", ""),
        ("现在核对身份，原告诉被告李样本、王演示一案。", ""),
    ],
)
def test_a_call_by_name_and_what_is_none(said: str, name: str) -> None:
    turns = turns_of(f"审判长：{said}\n被告：好的。")
    assert called(turns, NAMES).get("t1", "") == name


def test_a_call_holds_until_somebody_else_speaks() -> None:
    turns = turns_of("审判长：请被告李样本答辩。\n被告：一。\n被告：二。\n原告：不对。\n被告：三。")
    assert called(turns, NAMES) == {"t1": "李样本", "t2": "李样本"}


def test_names_that_cannot_be_told_apart_tell_nothing() -> None:
    assert names_of((Party("王演示", "被告"), Party("汪演示", "被告")), None) == {}
    assert names_of((Party("王演示", "被告"),), None) == {}
    agent = Party("赵六丁", "被告", agent_of="王演示")
    assert names_of((Party("王演示", "被告"), agent), None) == {}


def test_opinions_of_two_defendants_are_two_opinions() -> None:
    (row,) = heard(SCRIPT).exhibits
    first, second = row.cell("被告李样本"), row.cell("被告王演示")
    assert first is not None
    assert second is not None
    assert (first.authenticity, first.turns) == (Stance.AGREED, ("t9",))
    assert (second.authenticity, second.turns) == (Stance.DISPUTED, ("t11",))
    assert row.cell("被告") is None


def test_the_conduct_check_asks_for_each_of_them() -> None:
    held = found(heard(SCRIPT))
    for key in ("recusal:被告李样本", "recusal:被告王演示", "exhibits:原告:证据1:被告王演示"):
        assert held[key].finding.status is Status.CONFIRMED, key
    left_out = "\n".join(SCRIPT.strip().splitlines()[:4] + SCRIPT.strip().splitlines()[6:10])
    held = found(heard(left_out))
    assert held["recusal:被告李样本"].finding.status is Status.CONFIRMED
    assert held["recusal:被告王演示"].finding.status is Status.NOT_FOUND
    assert held["exhibits:原告:证据1:被告王演示"].finding.status is Status.NOT_FOUND


def test_what_rests_on_guesses_or_on_nobody_by_name_is_no_finding() -> None:
    held = found(heard(SCRIPT, RoleBasis.PROMPT))
    assert held["recusal:被告李样本"].finding.status is Status.NOT_CHECKED
    plain = SCRIPT.replace("请被告王演示质证", "请被告质证").replace("被告王演示是否", "被告还有人")
    held = found(heard(plain))
    assert held["exhibits:原告:证据1:被告王演示"].finding.status is Status.NOT_CHECKED
    assert held["exhibits:原告:证据1:被告李样本"].finding.status is Status.CONFIRMED


def test_who_is_noted_as_absent_is_not_missed() -> None:
    script = "\n".join(SCRIPT.strip().splitlines()[:4] + SCRIPT.strip().splitlines()[6:10])
    held = heard(script)
    persons = (Person("被告", "李样本"), Person("被告", "王演示", present="未到庭"))
    held = replace(held, typed=replace(held.typed, persons=persons))
    assert found(held)["recusal:被告王演示"].finding.status is Status.NOT_CHECKED
