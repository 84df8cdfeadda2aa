"""The record as it stands: head, persons, body, what is unchecked, what stays out."""

import time
from dataclasses import replace

import pytest

from tests.hearing.record import transcripts
from tests.hearing.record.materials import CASE, PARTIES, material
from tests.hearing.record.transcripts import recording, turns_of
from workbench.hearing.model import Amendment, Layer, Procedure, RoleBasis, Turn
from workbench.hearing.record.blocks import plain
from workbench.hearing.record.checking import digest
from workbench.hearing.record.compose import record_document
from workbench.hearing.record.draft import Line, Material, Options, RecordDraft, draft
from workbench.hearing.record.head import Person
from workbench.papers.model import Party


def made(held: Material, **options: object) -> RecordDraft:
    chosen = Options(**options)  # type: ignore[arg-type]
    cleaning = replace(held, clean=lambda turn: turn.verbatim.replace("嗯", ""))
    return draft(cleaning, chosen)


def lines(one: RecordDraft) -> list[Line]:
    return [line for section in one.sections for line in section.lines]


def value(one: RecordDraft, key: str) -> str:
    return next(row.value for row in one.head if row.key == key)


def test_the_head_comes_from_case_and_recordings_and_says_what_is_missing() -> None:
    one = made(material())
    assert one.title == "法庭笔录（第1次）"
    assert value(one, "time") == "2026年3月5日9时30分至9时40分"
    assert value(one, "number") == "（2026）示0101民初1号"
    assert value(one, "panel") == "审判长周七戊，审判员吴八己，人民陪审员郑九庚"
    assert value(one, "clerk") == "钱十辛"
    assert one.missing == ("地点", "是否公开审理")


def test_what_a_person_typed_stands_above_the_case_also_when_emptied() -> None:
    one = made(material(head={"place": "第二审判庭", "cause": "", "open": "公开"}))
    assert value(one, "place") == "第二审判庭"
    assert value(one, "cause") == ""
    assert one.missing == ("案由",)


def test_the_time_is_that_of_the_case_where_no_recording_says_it() -> None:
    silent = recording(began="")
    from datetime import date

    case = replace(CASE, hearing=date(2026, 3, 5))
    assert value(made(material(case=case, recordings=(silent,))), "time") == "2026年3月5日"
    assert "时间" in made(material(recordings=(silent,))).missing


def test_a_hearing_of_two_days_has_the_time_of_each() -> None:
    second = recording("r2", 1, gap=3600.0, began="2026-03-06T14:00:00+08:00")
    third = recording("r3", 2, gap=60.0, began="2026-03-06T15:00:00+08:00")
    one = made(material(recordings=(recording(), second, third)))
    assert value(one, "time") == ("2026年3月5日9时30分至9时40分；2026年3月6日14时00分至15时10分")


def test_universal_time_of_a_file_is_told_by_the_clock_on_the_wall(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("TZ", "Asia/Shanghai")
    time.tzset()
    try:
        one = made(material(recordings=(recording(began="2026-03-05T01:30:00+00:00"),)))
    finally:
        monkeypatch.undo()
        time.tzset()
    assert value(one, "time") == "2026年3月5日9时30分至9时40分"


def test_agents_stand_behind_their_party() -> None:
    shuffled = replace(CASE, parties=(PARTIES[2], PARTIES[1], PARTIES[3], PARTIES[0]))
    names = [person.name for person in made(material(case=shuffled)).persons]
    assert names == ["李四乙", "赵六丁", "张三甲", "王五丙"]


def test_the_body_stands_under_its_stages_with_short_forms() -> None:
    one = made(material())
    assert [section.title for section in one.sections][:3] == [
        "开庭准备",
        "宣布开庭",
        "核对当事人身份和代理权限",
    ]
    identity = one.sections[2].lines
    assert [line.speaker for line in identity[:3]] == ["审", "原代", "被代"]
    assert len({line.turns for line in lines(one)}) == 45


def test_in_second_instance_nobody_is_called_by_the_names_of_the_first() -> None:
    one = made(material(transcripts.APPEAL))
    speakers = {line.speaker for line in lines(one)}
    assert speakers == {"书", "审", "上", "上代", "被上代", "三"}
    text = plain(record_document(one).blocks)
    assert "上诉人证据1　退货单一张；证明目的：货物已经退回\n被上诉人\t有异议" in text


def test_in_a_panel_the_other_judges_are_told_from_the_presiding_one() -> None:
    script = "审判长：现在开庭，依法公开开庭。\n审判员：补充问一个问题。\n？：谁在说话"
    speakers = [line.speaker for line in lines(made(material(script)))]
    assert speakers == ["审", "审判员", "（发言人待定）"]
    alone = "审判员：现在开庭，依法公开开庭。"
    assert [line.speaker for line in lines(made(material(alone)))] == ["审"]


def test_turns_of_one_speaker_become_one_paragraph_until_a_long_silence() -> None:
    script = "原告：第一句。\n原告：第二句。\n被告：插话。\n原告：第三句。"
    turns = turns_of(script)
    turns.append(replace(turns[3], id="t9", start=500.0, end=501.0, verbatim="很久以后。"))
    shown = [(line.text, line.turns) for line in lines(made(material(turns=turns)))]
    assert shown == [
        ("第一句。第二句。", ("t0000", "t0001")),
        ("插话。", ("t0002",)),
        ("第三句。", ("t0003",)),
        ("很久以后。", ("t9",)),
    ]


def test_the_cleaned_layer_is_the_text_unless_every_word_is_wanted() -> None:
    (turn,) = turns_of("原告：嗯我还钱了嗯")
    held = material(turns=[turn])
    assert lines(made(held))[0].text == "我还钱了"
    assert lines(made(held, layer=Layer.VERBATIM))[0].text == "嗯我还钱了嗯"
    by_hand = material(turns=[replace(turn, cleaned="我已还款。")])
    assert lines(made(by_hand))[0].text == "我已还款。"


def machine(turn: Turn, **changes: object) -> Turn:
    return replace(turn, corrected=False, **changes)  # type: ignore[arg-type]


def test_machine_text_is_unchecked_until_a_person_corrects_or_checks_it() -> None:
    first, second, third = turns_of("原告：一。\n被告：二。\n审判长：三。")
    turns = [machine(first), machine(second), third]
    one = made(material(turns=turns))
    assert (one.unchecked, one.turns, one.is_draft) == (2, 3, True)
    checked = {first.id: digest(turns[0]), second.id: digest(turns[1])}
    assert made(material(turns=turns, checked=checked)).unchecked == 0
    changed = [replace(turns[0], verbatim="一改了。"), *turns[1:]]
    assert made(material(turns=changed, checked=checked)).unchecked == 1


def test_a_guessed_speaker_is_unchecked_though_the_text_was_corrected() -> None:
    (turn,) = turns_of("原告：一。")
    guessed = replace(turn, basis=RoleBasis.PROMPT)
    assert made(material(turns=[guessed])).unchecked == 1


def test_unconfirmed_exhibits_and_opinions_stay_out_of_the_record() -> None:
    held = material(sure=False)
    one = made(held)
    assert one.exhibits == ()
    assert one.doubtful == 6
    some = replace(held.exhibits[0], confirmed=True)
    one = made(replace(held, exhibits=(some, *held.exhibits[1:])))
    assert [row.id for row in one.exhibits] == ["原告:证据1"]
    assert one.exhibits[0].cells == ()
    assert made(material(), exhibits=False).exhibits == ()


def test_the_document_says_what_is_unchecked_on_each_page_and_in_each_paragraph() -> None:
    document = record_document(made(material(sure=False)))
    text = plain(document.blocks)
    assert "草稿" in document.head
    assert "未核对 45 段" in document.head
    assert text.count("〔未核对〕") == 46, "a turn that opens a stage in its middle bears it twice"
    clean = record_document(made(material()))
    assert clean.head == ""
    assert "〔未核对〕" not in plain(clean.blocks)


@pytest.mark.parametrize("sure", [True, False])
def test_the_record_always_says_when_machine_text_becomes_the_record(sure: bool) -> None:
    text = plain(record_document(made(material(sure=sure))).blocks)
    assert "核对并签字后，才作为法庭笔录管理和使用" in text
    assert "《最高人民法院关于人民法院庭审录音录像的若干规定》第六条" in text


def test_signature_places_follow_who_came() -> None:
    everybody = record_document(made(material()))
    assert everybody.foot == (
        "原告（代理人）签名：________________　　被告（代理人）签名：________________",
    )
    came = [
        Person("原告", "张三甲", present="到庭"),
        Person("被告", "李四乙", present="未到庭"),
        Person("第三人", "孙某样", present="到庭"),
        Person("证人", "周示例", present="到庭"),
    ]
    document = record_document(made(material(persons=tuple(came))))
    assert document.foot == (
        "原告签名：________________　　第三人签名：________________",
        "证人签名：________________",
    )
    text = plain(document.blocks)
    rows = [line.split("\t")[0] for line in text.splitlines() if "年　月" in line]
    assert rows == [
        *("原告张三甲", "第三人孙某样", "证人周示例"),
        *("审判长周七戊", "审判员吴八己", "人民陪审员郑九庚", "书记员钱十辛"),
    ]


def test_parties_of_one_side_sign_under_their_names_while_the_foot_has_room() -> None:
    three = tuple(Person("被告", name) for name in ("李四乙", "王五丙", "赵六丁"))
    agent = Person("委托诉讼代理人", "周七戊", of="王五丙", present="")
    foot = record_document(made(material(persons=(Person("原告", "张三甲"), *three, agent)))).foot
    assert "".join(foot).count("签名：") == 4
    assert "被告王五丙（代理人）签名" in "".join(foot)
    many = tuple(Person("被告", f"示例{number}") for number in range(12))
    foot = record_document(made(material(persons=(Person("原告", "张三甲"), *many)))).foot
    assert foot == ("原告签名：________________　　被告签名：________________",)


NAME = "示例省示例市示例区示例路第{}号建筑安装工程有限责任公司"


@pytest.mark.parametrize("count", [1, 3, 9])
def test_no_place_for_a_signature_is_broken_by_long_names(count: int) -> None:
    long = tuple(Person("原告", NAME.format(number)) for number in range(1, count + 1))
    agents = tuple(Person("委托诉讼代理人", "王五丙", of=one.name) for one in long)
    foot = record_document(made(material(persons=(*long, *agents)))).foot
    assert len(foot) <= 5
    for line in foot:
        assert sum(0.5 if sign.isascii() else 1.0 for sign in line) <= 42
        assert line.endswith("签名：________________")
    if count == 3:
        assert [f"第{number}号建筑" in line for number, line in enumerate(foot, 1)] == [True] * 3


def test_accused_and_defender_sign_each_for_himself() -> None:
    persons = (Person("被告人", "孙某样"), Person("辩护人", "卫示例", of="孙某样"))
    held = material(transcripts.CRIMINAL, Procedure.CRIMINAL, persons=persons)
    assert record_document(made(held)).foot == (
        "被告人签名：________________　　辩护人签名：________________",
    )


def signing_rows(held: Material) -> list[str]:
    text = plain(record_document(made(held)).blocks)
    return [line.split("\t")[0] for line in text.splitlines() if "年　月" in line]


def test_a_witness_who_spoke_signs_though_nobody_listed_him() -> None:
    script = transcripts.CIVIL + "证人：我看见他借了钱。"
    assert "证人" in signing_rows(material(script))
    assert "证人" not in signing_rows(material())


def test_where_nobody_is_listed_those_who_spoke_sign() -> None:
    held = material(case=replace(CASE, parties=(), panel=()))
    assert signing_rows(held) == ["原告代理人", "被告代理人", "审判人员", "书记员"]
    assert "原告签名" in record_document(made(held)).foot[0]


def test_each_judge_has_a_line_to_sign() -> None:
    held = material(head={"panel": "审判长：周七戊、审判员：吴八己、郑九庚", "clerk": "钱十辛"})
    assert signing_rows(held)[-4:] == [
        "审判长周七戊",
        "审判员吴八己",
        "审判员郑九庚",
        "书记员钱十辛",
    ]
    held = material(head={"panel": "审判员周七戊（独任）", "clerk": ""})
    assert signing_rows(held)[-2:] == ["审判员周七戊", "书记员"]


def test_an_agent_is_named_by_his_party_where_that_is_not_told_by_the_place() -> None:
    plaintiff, agent = Person("原告", "张三甲"), Person("委托诉讼代理人", "王五丙", of="张三甲")
    defendant = Person("被告", "李四乙")
    text = plain(record_document(made(material(persons=(plaintiff, agent, defendant)))).blocks)
    assert "\n委托诉讼代理人\t王五丙" in text
    text = plain(record_document(made(material(persons=(plaintiff, defendant, agent)))).blocks)
    assert "\n（张三甲的）委托诉讼代理人\t王五丙" in text


def test_the_table_of_exhibits_says_whence_and_for_what() -> None:
    text = plain(record_document(made(material())).blocks)
    assert "原告证据1　借条一张；来源：被告；证明目的：双方存在借贷关系\n被告\t无异议" in text


@pytest.mark.parametrize(
    ("procedure", "label"),
    [(Procedure.CRIMINAL, "公诉机关、公诉人"), (Procedure.ADMINISTRATIVE, "出庭应诉负责人")],
)
def test_the_head_asks_for_who_stands_for_the_state(procedure: Procedure, label: str) -> None:
    assert label in made(material(procedure=procedure)).missing
    party = Party("示例县人民检察院", "公诉机关"), Party("何示例", "行政机关负责人")
    held = material(procedure=procedure, case=replace(CASE, parties=party))
    assert label not in made(held).missing


def test_an_agent_who_comes_alone_signs_for_the_party() -> None:
    came = (
        Person("原告", "张三甲", present="未到庭"),
        Person("委托诉讼代理人", "王五丙", of="张三甲", present="到庭"),
    )
    assert record_document(made(material(persons=came))).foot == (
        "原告（代理人）签名：________________",
    )


def test_amendments_stand_in_the_record_with_name_time_and_what_became_of_them() -> None:
    asked = Amendment(
        "a1", "h1", "t1", "李四乙", "被告", "“两万”应为“三万”", "2026-03-05T11:20:00+08:00"
    )
    held = replace(
        material(),
        amendments=(
            replace(asked, granted=True, decided="2026-03-05T11:25:00+08:00"),
            replace(asked, id="a2", granted=False),
            replace(asked, id="a3"),
        ),
    )
    one = made(held)
    text = plain(record_document(one).blocks)
    assert one.open_amendments == 1
    assert (
        "2026年3月5日11时20分\t被告李四乙\t“两万”应为“三万”\t2026年3月5日11时25分，已补正\t\n"
    ) in text
    assert "不予补正，申请记录在案" in text
    assert "尚未处理" in text
    assert "申请人签名" in text


@pytest.mark.parametrize(
    ("script", "procedure"),
    [
        (transcripts.SIMPLIFIED, Procedure.SIMPLIFIED),
        (transcripts.SIMPLIFIED, Procedure.SMALL_CLAIMS),
        (transcripts.CRIMINAL, Procedure.CRIMINAL),
        (transcripts.ADMINISTRATIVE, Procedure.ADMINISTRATIVE),
    ],
)
def test_every_word_of_every_procedure_is_in_the_record(script: str, procedure: Procedure) -> None:
    held = material(script, procedure)
    one = made(held, layer=Layer.VERBATIM)
    said = "".join(line.text for line in lines(one))
    assert said == "".join(turn.verbatim for turn in held.turns)
    text = plain(record_document(one).blocks)
    assert all(line.text in text for line in lines(one))


def test_times_are_those_of_the_hearing_where_they_are_wanted() -> None:
    text = plain(record_document(made(material(), times=True)).blocks)
    assert "〔00:00:12〕审：现在核对当事人身份。" in text
