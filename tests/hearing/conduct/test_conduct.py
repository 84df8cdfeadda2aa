"""The conduct check over invented hearings: what it confirms, and what it misses when left out."""

from collections.abc import Sequence
from dataclasses import replace

import pytest

from tests.hearing.record import transcripts
from tests.hearing.record.materials import CASE, material
from tests.hearing.record.transcripts import recording, turns_of
from workbench.hearing.conduct.check import conduct, needs_person
from workbench.hearing.conduct.model import ConductFinding, Sitting, rules
from workbench.hearing.model import Damage, Procedure, RoleBasis
from workbench.hearing.record.draft import Material
from workbench.hearing.record.exhibits import Cell, Exhibit
from workbench.hearing.record.head import Person
from workbench.hearing.record.opinions import Stance
from workbench.kernel.finding import Status
from workbench.law.citation.find import find
from workbench.law.citation.rules import load_rules
from workbench.papers.model import Party

OK, NO, ASK, DIFF = Status.CONFIRMED, Status.NOT_FOUND, Status.NOT_CHECKED, Status.DIFFERS
NOBODY = replace(CASE, parties=(), panel=())


def check(held: Material) -> dict[str, ConductFinding]:
    found = conduct(Sitting(held))
    assert len({one.id for one in found}) == len(found), "ids must tell findings apart"
    return {one.id: one for one in found}


def of(script: str, procedure: Procedure = Procedure.CIVIL, **more: object) -> dict[str, Status]:
    more.setdefault("case", NOBODY)
    held = material(script, procedure, **more)  # type: ignore[arg-type]
    return {key: one.finding.status for key, one in check(held).items()}


def without(script: str, *words: str) -> str:
    lines = script.strip().splitlines()
    kept = [line for line in lines if not any(word in line for word in words)]
    assert len(kept) < len(lines), "the words must stand in the script"
    return "\n".join(kept)


@pytest.mark.parametrize(
    ("script", "procedure"),
    [
        (transcripts.CIVIL, Procedure.CIVIL),
        (transcripts.SIMPLIFIED, Procedure.SIMPLIFIED),
        (transcripts.CRIMINAL, Procedure.CRIMINAL),
        (transcripts.ADMINISTRATIVE, Procedure.ADMINISTRATIVE),
        (transcripts.APPEAL, Procedure.CIVIL),
    ],
)
def test_a_hearing_with_everything_in_it_leaves_nothing_open(
    script: str, procedure: Procedure
) -> None:
    found = conduct(Sitting(material(script, procedure, case=NOBODY)))
    assert [(one.id, one.finding.message) for one in needs_person(found)] == []
    assert len(found) > 20


def test_in_second_instance_the_parties_are_asked_under_their_own_names() -> None:
    found = of(without(transcripts.APPEAL, "第三人：清楚", "被上诉人代理人：请求维持"))
    missing = {key for key, status in found.items() if status is NO}
    assert missing == {"recusal:第三人", "last:被上诉人"}


def test_a_finding_names_its_article_its_place_and_the_words() -> None:
    one = check(material(case=NOBODY))["recusal:被告"]
    assert one.citations[0] == "《中华人民共和国民事诉讼法》第一百四十条第二款"
    assert (one.turn, one.recording, one.second, one.at) == ("t0014", "r1", 84.0, 84.0)
    assert one.finding.quoted == "不申请。"
    assert "00:01:24" in one.finding.message


def test_places_in_a_second_recording_count_the_gap() -> None:
    turns = turns_of(transcripts.CIVIL)
    turns = [*turns[:10], *(replace(t, recording="r2", start=t.start - 60) for t in turns[10:])]
    recordings = (recording(), recording("r2", 1, gap=100.0))
    one = check(material(turns=turns, recordings=recordings, case=NOBODY))["recusal:被告"]
    assert (one.recording, one.second, one.at) == ("r2", 24.0, 724.0)


@pytest.mark.parametrize(
    ("procedure", "script", "left_out", "missing"),
    [
        ("civil", transcripts.CIVIL, ["被告是否申请回避", "不申请。"], {"recusal:被告"}),
        ("civil", transcripts.CIVIL, ["被告的最后意见", "请求依法判决"], {"last:被告"}),
        (
            "civil",
            transcripts.CIVIL,
            ["争议焦点", "没有异议，没有补充"],
            {"stages:focus", "focus"},
        ),
        ("civil", transcripts.CIVIL, ["三性均不认可"], {"exhibits:被告:证据1:原告"}),
        ("civil", transcripts.CIVIL, ["阅读笔录"], {"stages:signing", "signing:1"}),
        ("civil", transcripts.CIVIL, ["现在休庭"], {"stages:closing", "end:1"}),
        ("simplified", transcripts.SIMPLIFIED, ["坚持答辩意见"], {"last.simplified:被告"}),
        (
            "criminal",
            transcripts.CRIMINAL,
            ["作最后陈述", "我知错了"],
            {"stages:last", "last.criminal"},
        ),
        ("criminal", transcripts.CRIMINAL, ["我知错了"], {"last.criminal:被告人"}),
        (
            "criminal",
            transcripts.CRIMINAL,
            ["三性均认可"],
            {"exhibits.criminal:公诉人:第一组证据:辩护人"},
        ),
        ("criminal", transcripts.CRIMINAL, ["具结书"], {"plea:1", "plea:2", "plea:3", "plea:4"}),
        (
            "administrative",
            transcripts.ADMINISTRATIVE,
            ["负责人", "出庭应诉"],
            {"official:1", "stages:identity"},
        ),
    ],
)
def test_what_is_left_out_is_what_is_not_found(
    procedure: str, script: str, left_out: Sequence[str], missing: set[str]
) -> None:
    found = of(without(script, *left_out), Procedure(procedure))
    assert {key for key, status in found.items() if status is NO} == missing


def test_the_right_to_speak_last_told_at_the_beginning_is_no_last_statement() -> None:
    found = of(without(transcripts.CRIMINAL, "作最后陈述", "我知错了"), Procedure.CRIMINAL)
    assert found["rights.criminal:4"] is OK
    assert found["last.criminal"] is NO


def test_a_last_statement_told_of_early_in_a_turn_of_its_own_is_none() -> None:
    script = without(transcripts.CRIMINAL, "作最后陈述", "我知错了")
    head, tail = script.split("公诉人：起诉书指控", 1)
    told = "审判长：你可以在法庭辩论终结后作最后陈述，听清了吗？\n被告人：听清了。\n"
    found = of(f"{head}{told}公诉人：起诉书指控{tail}", Procedure.CRIMINAL)
    assert found["last.criminal"] is NO
    assert found["stages:last"] is not OK


def test_plea_is_looked_for_only_where_somebody_speaks_of_it() -> None:
    script = without(transcripts.CRIMINAL, "具结书", "认罪认罚")
    assert not any(key.startswith("plea") for key in of(script, Procedure.CRIMINAL))


def test_stages_against_the_order_are_named_with_their_words() -> None:
    script = """
审判长：现在进行法庭调查，由原告陈述诉讼请求。
审判长：现在进行举证质证，由原告举证。
审判长：法庭调查结束，现在进行法庭辩论。
审判长：恢复法庭调查。
审判长：继续进行法庭辩论。
审判长：法庭辩论终结，各方发表最后意见。
"""
    one = check(material(script, case=NOBODY))["order:1"]
    assert one.finding.status is DIFF
    assert "00:00:18" in one.finding.message
    assert "恢复法庭调查" in one.finding.message
    assert "order" not in {k for k in of(script, Procedure.SIMPLIFIED) if k.startswith("order")}


def test_a_side_that_did_not_come_is_not_checked_and_not_blamed() -> None:
    script = without(transcripts.CIVIL, "被告代理人：")
    script += "审判长：被告李四乙经传票传唤未到庭，依法缺席审理。"
    found = of(script, case=replace(CASE, panel=()))
    assert found["recusal:被告"] is ASK
    assert found["last:被告"] is ASK
    assert found["exhibits:原告:证据1:被告"] is ASK
    typed = (Person("原告", "张三甲", present="到庭"), Person("被告", "李四乙", present="未到庭"))
    found = of(without(transcripts.CIVIL, "被告代理人："), case=CASE, persons=typed)
    assert found["last:被告"] is ASK


def test_a_side_of_the_case_that_never_speaks_is_missed() -> None:
    parties = (*CASE.parties, Party("孙某样", "第三人"))
    found = of(transcripts.CIVIL, case=replace(CASE, parties=parties, panel=()))
    assert found["recusal:第三人"] is NO
    assert found["last:第三人"] is NO
    assert found["exhibits:原告:证据1:第三人"] is NO


def test_what_the_court_collected_is_to_be_challenged_by_every_side() -> None:
    held = material(case=NOBODY)
    opinion = Cell("原告", Stance.AGREED, text="没有异议。", confirmed=True)
    own = Exhibit(
        "法院调取:证据1", "法院调取", "证据1", "银行流水", cells=(opinion,), confirmed=True
    )
    found = check(replace(held, exhibits=(*held.exhibits, own)))
    assert found["exhibits:法院调取:证据1:原告"].finding.status is OK
    assert found["exhibits:法院调取:证据1:被告"].finding.status is NO


def test_two_defendants_that_are_not_told_apart_are_for_a_person_to_look_at() -> None:
    parties = (*CASE.parties, Party("孙某样", "被告"))
    found = check(material(case=replace(CASE, parties=parties, panel=())))
    assert found["last:被告"].finding.status is ASK
    assert "2人" in found["last:被告"].finding.message


def test_without_speakers_nothing_is_said_of_who_answered() -> None:
    turns = [replace(turn, role="") for turn in turns_of(transcripts.CIVIL)]
    found = check(material(turns=turns, case=NOBODY))
    assert found["recusal"].finding.status is OK
    assert found["recusal:sides"].finding.status is ASK
    assert found["exhibits"].finding.status is ASK


def test_an_answer_of_a_guessed_speaker_is_for_a_person_to_confirm() -> None:
    turns = [
        replace(turn, basis=RoleBasis.PROMPT) if turn.role == "被告代理人" else turn
        for turn in turns_of(transcripts.CIVIL)
    ]
    held = material(turns=turns, case=replace(CASE, panel=()))
    held = replace(held, exhibits=material(sure=False).exhibits)
    found = check(held)
    assert found["recusal:被告"].finding.status is ASK
    assert "推测" in found["recusal:被告"].finding.message
    assert found["exhibits:原告:证据1:被告"].finding.status is ASK
    assert found["recusal:原告"].finding.status is OK


def test_no_transcript_is_not_checked_rather_than_not_found() -> None:
    found = check(material(turns=[], case=NOBODY))
    statuses = {one.finding.status for key, one in found.items() if key not in ("gaps", "hours")}
    assert statuses == {ASK}


@pytest.mark.parametrize(
    ("before", "after", "status"),
    [
        ("审判长：现在休庭十分钟。", "审判长：现在继续开庭。", OK),
        ("原告：我方说完了。", "审判长：设备故障已经排除。", OK),
        ("原告：我方说完了。", "被告：我方开始答辩。", NO),
    ],
)
def test_a_gap_between_recordings_wants_a_word_around_it(
    before: str, after: str, status: Status
) -> None:
    turns = [*turns_of(before), *(replace(t, id="x") for t in turns_of(after, recording="r2"))]
    recordings = (recording(), recording("r2", 1, gap=600.0))
    held = material(turns=turns, recordings=recordings, case=NOBODY)
    one = check(held)["gaps:r2:0"]
    assert one.finding.status is status
    assert "10分0秒" in one.finding.message
    told = replace(held, typed=replace(held.typed, notes={"gaps:r2:0": "更换存储卡"}))
    assert check(told)["gaps:r2:0"].finding.status is OK
    assert "更换存储卡" in check(told)["gaps:r2:0"].finding.message


def test_a_damaged_place_is_named_with_its_time() -> None:
    damaged = recording(damages=(Damage(90.0, 95.0, "数据损坏"),))
    one = check(material(recordings=(damaged,), case=NOBODY))["gaps:r1:90"]
    assert one.finding.status is NO
    assert "00:01:30 至 00:01:35 不能读出（数据损坏）" in one.finding.message
    assert (one.recording, one.second) == ("r1", 90.0)


def test_what_a_person_said_to_a_finding_goes_with_it() -> None:
    script = without(transcripts.CIVIL, "争议焦点", "没有异议，没有补充")
    held = material(script, case=NOBODY, notes={"focus": "庭前会议已归纳"})
    one = check(held)["focus"]
    assert (one.finding.status, one.note) == (NO, "庭前会议已归纳")
    assert "庭前会议" in one.remark


def test_what_a_later_hearing_lacks_may_stand_in_an_earlier_record() -> None:
    held = material("审判长：现在继续开庭。\n原告：好。", case=NOBODY)
    assert check(held)["recusal"].finding.status is NO
    later = check(replace(held, hearing=replace(held.hearing, ordinal=2)))
    assert later["recusal"].finding.status is ASK
    assert "此前的笔录" in later["recusal"].finding.message
    assert later["stages:signing"].finding.status is NO, "each hearing has a record to sign"


def test_a_judgment_pronounced_in_court_wants_the_right_of_appeal() -> None:
    script = transcripts.CIVIL + "审判长：判决如下，一、准予离婚。"
    found = of(script)
    assert found["appeal:1"] is NO
    assert found["divorce:1"] is NO
    script += "如不服本判决可以提起上诉，判决生效前不得另行结婚。"
    found = of(script)
    assert (found["appeal:1"], found["divorce:1"]) == (OK, OK)


def test_a_witness_is_to_be_told_of_the_truth() -> None:
    script = transcripts.CIVIL + "证人：我看见他借了钱。"
    found = of(script)
    assert (found["witness:1"], found["witness:2"]) == (NO, NO)


def test_a_badly_written_transcript_is_not_confirmed_by_likeness_alone() -> None:
    found = of(transcripts.MESSY)
    assert found["stages:closing"] is OK
    assert found["focus:被告"] is NO
    assert found["panel"] is OK
    opened = "审判长：现在宣布法庭纪律。\n审判长：现在开庭，担任审判长的是周七戊。"
    assert of(opened)["end:1"] is NO
    assert "独任" not in check(material(opened, case=NOBODY))["panel"].finding.message


def test_a_speaking_last_in_debate_is_no_right_told() -> None:
    told = "被告人享有下列诉讼权利：申请回避，提出证据，自行辩护，最后陈述。"
    assert told in transcripts.CRIMINAL
    found = of(transcripts.CRIMINAL.replace(told, ""), Procedure.CRIMINAL)
    assert [found[f"rights.criminal:{n}"] for n in (2, 3, 4)] == [NO, NO, NO]
    in_writing = "被告人的诉讼权利在送达起诉书时已书面告知，是否清楚？"
    found = of(transcripts.CRIMINAL.replace(told, in_writing), Procedure.CRIMINAL)
    assert [found[f"rights.criminal:{n}"] for n in (2, 3, 4)] == [ASK, ASK, ASK]


def test_every_rule_has_an_article_that_is_a_citation() -> None:
    names = load_rules(()).names
    table = rules()
    cited = [*(rule.basis for rule in table.rules), *(law.basis for law in table.panels.values())]
    for basis in {text for texts in cited for text in texts}:
        (found,) = find(basis, names)
        assert (found.start, found.end) == (0, len(basis)), basis
    without_basis = {rule.key for rule in table.rules if not rule.basis}
    assert without_basis == {"stages", "panel", "hours"}
    assert {rule.mark for rule in table.rules if rule.key == "hours"} == {"M-l"}


def test_findings_state_and_never_judge() -> None:
    words = ("违法", "错误", "无效", "不合格", "应予")
    for script in (transcripts.MESSY, without(transcripts.CIVIL, "回避", "最后")):
        for one in conduct(Sitting(material(script))):
            assert not any(word in one.finding.message for word in words), one.finding.message


def test_where_nobody_is_known_no_answer_is_taken_for_looked_at() -> None:
    turns = [
        replace(turn, basis=RoleBasis.PROMPT) if turn.role else turn
        for turn in turns_of(transcripts.CIVIL)
    ]
    found = check(material(turns=turns, case=NOBODY))
    for key in ("recusal:sides", "last:sides", "exhibits"):
        assert found[key].finding.status is ASK
        assert "没有登记当事人" in found[key].finding.message
