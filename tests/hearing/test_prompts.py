"""Who speaks, by the prompts of a hearing."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workbench.hearing.model import Procedure, RoleBasis, Turn
from workbench.hearing.prompt_data import prompt_rules, role_names
from workbench.hearing.prompts import suggest_roles


def hearing(*lines: str) -> list[Turn]:
    return [
        Turn(str(n), "h", "r", -1, n * 10.0, n * 10.0 + 9, line, verbatim=line)
        for n, line in enumerate(lines)
    ]


def roles(turns: list[Turn], procedure: Procedure = Procedure.CIVIL) -> list[str]:
    found = {one.turn: one.role for one in suggest_roles(turns, procedure)}
    return [found.get(turn.id, "") for turn in turns]


def dialogue(text: str) -> tuple[list[Turn], list[str]]:
    rows = [line.split("：", 1) for line in text.split() if line]
    return hearing(*(said for _, said in rows)), [role.replace("？", "") for role, _ in rows]


CIVIL = """
书记员：现在宣读法庭纪律，请旁听人员保持安静。
书记员：报告审判长，开庭前的准备工作已经就绪。
审判长：现在开庭。首先核对当事人身份。原告，请陈述你的基本情况。
原告：张三甲，男，住示例市。
审判长：被告，请陈述你的基本情况。
被告：李四乙，男。
审判长：原告、被告对合议庭组成人员是否申请回避？
原告：不申请回避。
被告：不申请。
审判长：下面进行法庭调查。现在由原告陈述诉讼请求、事实和理由。
原告：请求判令被告归还借款十二万元。
原告：事实和理由如下，他借了钱一直没有还。
审判长：请被告答辩。
被告：这笔钱我已经还了。
审判长：被告，你什么时候还的？
被告：去年三月。
审判长：还了多少？
被告：五万。
审判长：原告发表质证意见。
原告：真实性没有异议，关联性不认可。
审判长：双方是否愿意调解？
原告：愿意。
被告：不愿意。
审判长：现在休庭。
"""
CRIMINAL = """
审判长：现在开庭。请公诉人宣读起诉书。
公诉人：示例市人民检察院起诉书，被告人张三甲于去年盗窃。
审判长：被告人，你对起诉书指控的事实有无异议？
被告人：没有异议。
审判长：下面由公诉人对被告人发问。
公诉人：你是几点到的？
被告人：晚上八点。
公诉人：拿了什么？
被告人：一部手机。
审判长：辩护人有无补充？
辩护人：没有。
审判长：请被告人作最后陈述。
被告人：我认罪，请从轻处理。
"""
SIMPLE = """
审判员：现在开庭。原告，你是否申请回避？
原告：不申请。
审判员：传证人到庭。证人，请你如实陈述。
证人：我看见他签的字。
审判员：证人可以退庭。第三人有什么意见？
第三人：没有意见。
"""
OFFICE = """
审判长：现在开庭。请被告说明作出行政行为的依据。
被告：依据是条例第十条。
审判长：行政机关负责人，你有什么意见？
行政机关负责人：我们愿意化解。
"""


AGENTS = """
审判长：下面进行法庭辩论。由原告发表辩论意见。
原告代理人：本代理人认为，被告应当还款。
原告代理人：第二，利息有约定。
审判长：由被告发表辩论意见。
被告代理人：代理人对利息有异议。
审判长：第三人发表意见。
第三人：没有意见。
审判长：各方是否同意调解？
原告：同意。
被告：不同意。
第三人：同意。
审判长：双方还有什么补充吗？
原告：没有。
被告：没有。
"""
SEVERAL = """
审判长：请第一被告答辩。
被告1：我已经还了。
审判长：被告二，你有什么意见？
被告2：我不是借款人。
审判长：请第二被告的委托诉讼代理人补充。
被告2代理人：没有补充。
审判长：被告一直没有说话，请被告一并发表质证意见。
被告：没有异议。
"""
APPEAL = """
审判长：现在核对当事人身份。上诉人，请陈述你的基本情况。
上诉人：李四乙，男。
审判长：被上诉人，请陈述你的基本情况。
被上诉人：张三甲，男。
审判长：请上诉人陈述上诉请求。
上诉人：请求撤销一审判决。
审判长：请被上诉人的委托诉讼代理人答辩。
被上诉人代理人：一审判决正确。
审判长：双方是否愿意调解？
上诉人：愿意。
被上诉人：不愿意。
"""
VICTIMS = """
审判长：请附带民事诉讼原告人陈述诉讼请求。
附带民事诉讼原告人：请求赔偿医疗费三万元。
审判长：被告人对附带民事部分有什么意见？
被告人：愿意赔。
审判长：请检察员发表意见。
公诉人：没有意见。
审判长：辩护人有无补充？
辩护人：本辩护人认为应当从轻。
"""
LEADERS = """
审判长：请被告负责人陈述。
行政机关负责人：我局重视本案。
审判长：各方对证据有无异议？
原告：没有。
被告：没有。
"""


@pytest.mark.parametrize(
    ("text", "procedure"),
    [
        (AGENTS, Procedure.CIVIL),
        (SEVERAL, Procedure.CIVIL),
        (APPEAL, Procedure.CIVIL),
        (APPEAL, Procedure.ADMINISTRATIVE),
        (VICTIMS, Procedure.CRIMINAL),
        (LEADERS, Procedure.ADMINISTRATIVE),
        (CIVIL, Procedure.CIVIL),
        (CRIMINAL, Procedure.CRIMINAL),
        (SIMPLE, Procedure.SIMPLIFIED),
        (SIMPLE, Procedure.SMALL_CLAIMS),
        (OFFICE, Procedure.ADMINISTRATIVE),
    ],
)
def test_a_hearing_by_its_prompts(text: str, procedure: Procedure) -> None:
    turns, wanted = dialogue(text)
    given_roles = roles(turns, procedure)
    shown = [
        (want, got, turn.verbatim)
        for want, got, turn in zip(wanted, given_roles, turns, strict=True)
        if want != got
    ]
    assert shown == []


def test_the_reason_names_the_prompt_and_the_turn_that_it_rests_on() -> None:
    turns = hearing("现在由原告陈述诉讼请求。", "请求判令被告还款。")
    judge, plaintiff = suggest_roles(turns, Procedure.CIVIL)
    assert (judge.role, judge.rests_on) == ("审判长", "0")
    assert (plaintiff.role, plaintiff.rests_on) == ("原告", "0")
    assert "现在由原告陈述诉讼请求" in plaintiff.because


def test_without_a_prompt_nothing_is_guessed() -> None:
    assert suggest_roles(hearing("我收到了。", "钱还了。", ""), Procedure.CIVIL) == ()


def test_what_a_person_or_a_channel_said_stays_and_its_prompts_count() -> None:
    turns = hearing("那就原告说一下吧", "我要求还钱", "我没有钱")
    turns[0] = replace(turns[0], role="审判长", basis=RoleBasis.CHANNEL)
    turns[2] = replace(turns[2], role="被告", basis=RoleBasis.HAND)
    assert roles(turns) == ["", "原告", ""]


def test_an_old_suggestion_may_change() -> None:
    turns = hearing("请被告答辩。", "我还了。")
    turns[1] = replace(turns[1], role="原告", basis=RoleBasis.PROMPT)
    assert roles(turns) == ["审判长", "被告"]


def test_a_party_that_turns_to_the_court_is_not_the_court() -> None:
    turns = hearing("请原告陈述。", "请求合议庭依法支持我方的请求。")
    assert roles(turns) == ["审判长", "原告"]


def test_who_names_himself_is_believed() -> None:
    turns = hearing("我是原告的委托诉讼代理人，意见如下。", "公诉人认为事实清楚。")
    assert roles(turns)[0] == "原告代理人"
    assert roles(turns, Procedure.CRIMINAL)[1] == "公诉人"


def test_every_role_is_called_somehow_and_every_procedure_has_its_rules() -> None:
    assert all(role.calls for role in role_names())
    for procedure in Procedure:
        rules = prompt_rules(procedure)
        assert rules.presiding_role in {"审判长", "审判员"}
        assert {*rules.both_roles, *rules.others, *rules.second} <= set(rules.calls.values())


def test_an_agent_at_the_seat_of_a_party_is_suggested_to_be_one() -> None:
    turns = [
        replace(turn, role="原告", basis=RoleBasis.CHANNEL)
        for turn in hearing(
            "本代理人认为，利息应当支付。", "我当时在场。", "审判长，代理人补充两点。"
        )
    ]
    found = suggest_roles(turns, Procedure.CIVIL)
    assert [(one.turn, one.role) for one in found] == [("0", "原告代理人"), ("2", "原告代理人")]
    assert "坐在原告席" in found[0].because
    turns = [replace(turn, basis=RoleBasis.HAND) for turn in turns]
    assert suggest_roles(turns, Procedure.CIVIL) == ()
    again = [replace(turns[0], role="原告代理人", basis=RoleBasis.PROMPT)]
    assert roles(again) == ["原告代理人"], "a suggestion stays when it is asked for again"


LINES = st.sampled_from(
    [
        "现在开庭。",
        "请原告陈述。",
        "没有。",
        "被告，你说。",
        "双方是否同意调解？",
        "我还了。",
        "",
        "传证人。",
    ]
)


@given(st.lists(LINES, max_size=12), st.sampled_from(list(Procedure)))
def test_every_suggestion_has_its_reason(lines: list[str], procedure: Procedure) -> None:
    turns = hearing(*lines)
    ids = [turn.id for turn in turns]
    found = suggest_roles(turns, procedure)
    assert [one.turn for one in found] == sorted((one.turn for one in found), key=int)
    for one in found:
        assert one.because
        assert ids.index(one.rests_on) <= ids.index(one.turn)
        assert turns[ids.index(one.turn)].verbatim
