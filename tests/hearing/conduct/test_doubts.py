"""Hearings that end early, go on later or need less: nobody is blamed, and what lacks is named."""

from dataclasses import replace

import pytest

from tests.hearing.conduct.test_conduct import ASK, DIFF, NO, NOBODY, OK, check, of, without
from tests.hearing.record import transcripts
from tests.hearing.record.materials import CASE, material
from tests.hearing.record.transcripts import recording
from workbench.hearing.live.interruptions import PAUSED
from workbench.hearing.live.model import Interruption
from workbench.hearing.model import Procedure
from workbench.kernel.finding import Status

HEAD, TAIL = transcripts.CIVIL.split("审判长：现在进行举证质证")
SIGN = "现在休庭。请各方阅读笔录后签名。"
LATER = ("stages:evidence", "stages:debate", "stages:last", "exhibits", "last")


def open_in(script: str, procedure: Procedure = Procedure.CIVIL) -> set[str]:
    """Return what is called lacking or not to agree."""
    return {key for key, status in of(script, procedure).items() if status in (NO, DIFF)}


@pytest.mark.parametrize(
    ("said", "words"),
    [
        ("原告申请撤诉，不违反法律规定，本庭口头裁定准许原告撤诉。", "撤诉"),
        ("经法庭主持，双方自愿达成如下调解协议：被告分期付款。", "调解协议"),
        ("因需要鉴定，本案延期审理，下次开庭时间另行通知。", "另行开庭"),
    ],
)
def test_what_comes_after_an_early_end_is_not_checked(said: str, words: str) -> None:
    found = check(material(f"{HEAD}审判长：{said}{SIGN}", case=NOBODY))
    assert {key for key, one in found.items() if one.finding.status in (NO, DIFF)} == set()
    assert {found[key].finding.status for key in LATER} == {ASK}
    assert words in found["last"].finding.message
    assert "00:02:12" in found["last"].finding.message


def test_what_should_have_come_before_an_early_end_is_named() -> None:
    script = without(HEAD, "被告是否申请回避", "不申请。")
    assert open_in(f"{script}\n审判长：准许原告撤诉。{SIGN}") == {"recusal:被告"}
    lacking = {"stages:closing", "stages:signing", "end:1", "signing:1"}
    assert open_in(f"{HEAD}审判长：准许原告撤诉。") == lacking


@pytest.mark.parametrize(
    "said", ["双方没有达成调解协议。", "如达成调解协议可以撤诉。", "不准许原告撤诉，继续审理。"]
)
def test_an_end_that_did_not_come_excuses_nothing(said: str) -> None:
    assert {"stages:debate", "last"} <= open_in(f"{HEAD}审判长：{said}{SIGN}")


def test_a_hearing_that_goes_on_is_checked_as_one() -> None:
    broken = f"{HEAD}审判长：本案延期审理，下次开庭时间另行通知。{SIGN}\n审判长：现在继续开庭。\n"
    assert open_in(f"{broken}审判长：现在进行举证质证{TAIL}") == set()
    script = f"{broken}审判长：现在进行举证质证{without(TAIL, '最后意见', '坚持', '依法判决')}"
    assert {"last"} <= open_in(script)


def test_what_was_told_in_writing_is_for_a_person_to_look_up() -> None:
    script = without(transcripts.CIVIL, "是否申请回避", "不申请").replace(
        "权利和义务是否清楚？", "权利义务告知书已经收到，均书面表示不申请回避，是否属实？"
    )
    one = check(material(script, case=NOBODY))["recusal"]
    assert one.finding.status is ASK
    assert "告知书" in one.finding.message or "书面" in one.finding.message
    asked = without(transcripts.CIVIL, "被告是否申请回避", "不申请。").replace(
        "权利和义务是否清楚？", "权利义务已书面告知，是否清楚？"
    )
    assert of(asked)["recusal:被告"] is NO, "a side that was passed over when asking is named"


def test_who_answered_in_other_words_is_not_said_to_be_silent() -> None:
    script = transcripts.CIVIL.replace("被告代理人：不申请。", "被告代理人：我们都了解了。")
    one = check(material(script, case=NOBODY))["recusal:被告"]
    assert (one.finding.status, one.finding.quoted) == (ASK, "我们都了解了。")
    opinion = next(line for line in script.splitlines() if "对证据一的真实性" in line)
    script = script.replace(opinion, "被告代理人：这两份看过了，字是我签的。")
    found = check(material(script, case=NOBODY))
    one = found["exhibits:原告:证据1:被告"]
    assert (one.finding.status, one.finding.quoted) == (ASK, "这两份看过了，字是我签的。")


def test_a_lighter_procedure_need_not_have_all_stages() -> None:
    script = without(transcripts.SIMPLIFIED, "最后意见", "坚持")
    assert open_in(script, Procedure.SIMPLIFIED) == set()
    quick = """
书记员：现在宣读法庭规则。报告审判长，开庭前的准备工作已经就绪。
审判长：现在开庭，传被告人孙某样到庭。本案适用速裁程序，由审判员周七戊独任审判，书记员钱十辛担任记录。
审判长：被告人享有下列诉讼权利：申请回避，提出证据，自行辩护，最后陈述。被告人是否申请回避？
被告人：不申请。
审判长：辩护人是否申请回避？
辩护人：不申请。
审判长：认罪认罚的法律规定是否清楚，具结书是否自愿签署，内容是否真实，辩护人在场吗？
被告人：清楚，自愿，真实，在场。
审判长：现在由公诉人宣读起诉书。
公诉人：被告人孙某样盗窃。
审判长：被告人对起诉书指控有无异议？
被告人：没有。
审判长：被告人作最后陈述。
被告人：我知错了。
审判长：现在休庭。请被告人、辩护人阅读笔录后签名。
"""
    assert open_in(quick, Procedure.CRIMINAL) == set()
    without_last = without(quick, "作最后陈述", "我知错了")
    assert {"stages:last", "last.criminal"} <= open_in(without_last, Procedure.CRIMINAL)
    assert "stages:debate" in open_in(quick.replace("速裁程序", "普通程序"), Procedure.CRIMINAL)


def test_a_closed_hearing_wants_its_reason() -> None:
    closed = transcripts.CIVIL.replace("今天公开开庭", "今天不公开开庭")
    assert open_in(closed) == {"closed.civil:1"}
    told = closed.replace(
        "民间借贷纠纷一案", "民间借贷纠纷一案，因涉及商业秘密，当事人申请不公开审理"
    )
    assert open_in(told) == set()


def test_a_defendant_who_did_not_come_is_told_from_one_who_did() -> None:
    said = "被告李四乙经传票传唤无正当理由拒不到庭，依法缺席审理。"
    script = without(transcripts.CIVIL, "被告代理人：").replace(
        "现在核对当事人身份。", f"{said}现在核对当事人身份。"
    )
    found = of(script, case=replace(CASE, panel=()))
    assert {key for key, status in found.items() if status in (NO, DIFF)} == set()
    assert found["recusal:被告"] is found["last:被告"] is ASK


@pytest.mark.parametrize(("reason", "status"), [("休庭十分钟", OK), (PAUSED, NO)])
def test_a_pause_of_a_live_recording_wants_its_reason(reason: str, status: Status) -> None:
    gap = Interruption(90.0, "2026-03-05T09:31:30+08:00", "2026-03-05T09:41:30+08:00", reason)
    held = material(recordings=(recording(live=True),), case=NOBODY)
    one = check(replace(held, interruptions={"r1": (gap,)}))["gaps:r1:live1"]
    assert one.finding.status is status
    assert "00:01:30" in one.finding.message
