"""The room of records: what is filled in is kept and can be undone; files are written whole."""

import json
from dataclasses import replace
from pathlib import Path

import pytest

from tests.hearing.record.stored import stored_hearing
from tests.support.engines import FixedOcr
from tests.support.hearings import store_of
from workbench.hearing.model import DroppedText, Hearing, Layer
from workbench.hearing.passes import PassRepository
from workbench.hearing.record.blocks import plain
from workbench.hearing.record.compose import record_document
from workbench.hearing.record.digests import digests_of
from workbench.hearing.record.draft import Options
from workbench.hearing.record.exhibits import Cell, Exhibit
from workbench.hearing.record.head import Person
from workbench.hearing.record.opinions import Stance
from workbench.hearing.record.service import CONDUCT
from workbench.hearing.record.word import read_word
from workbench.hearing.record.writing import Form, Order
from workbench.kernel.errors import FeatureOffError, UserError
from workbench.workbench import Workbench


@pytest.fixture
def sitting(workbench: Workbench) -> Hearing:
    return stored_hearing(workbench)


@pytest.fixture
def machine(workbench: Workbench) -> Hearing:
    return stored_hearing(workbench, checked=False)


def head(workbench: Workbench, hearing: Hearing, key: str) -> str:
    rows = workbench.records.draft(hearing.id).head
    return next(row.value for row in rows if row.key == key)


def test_the_head_is_filled_from_the_case_and_typed_over(
    workbench: Workbench, sitting: Hearing
) -> None:
    records = workbench.records
    assert head(workbench, sitting, "number") == "（2026）示0101民初1号"
    changes = records.set_head(sitting.id, "place", "第一审判庭")
    assert changes.kinds == {"hearing"}
    assert changes.cases == {sitting.case}
    assert head(workbench, sitting, "place") == "第一审判庭"
    assert records.set_head(sitting.id, "place", "第一审判庭").kinds == frozenset()
    records.set_head(sitting.id, "place", None)
    assert head(workbench, sitting, "place") == ""


def test_every_change_can_be_undone_and_done_again_also_after_a_restart(
    tmp_path: Path,
) -> None:
    first = Workbench.open(tmp_path / "ws", ocr=FixedOcr)
    hearing = stored_hearing(first)
    first.records.set_head(hearing.id, "place", "第一审判庭")
    first.records.set_persons(hearing.id, [Person("原告", "张三甲", present="到庭")])
    first.close()
    again = Workbench.open(tmp_path / "ws", ocr=FixedOcr)
    records, edits = again.records, again.hearing.edit(hearing.id)
    assert records.steps(edits) == ("修改到庭人员", "")
    assert len(records.draft(hearing.id).persons) == 1
    assert records.undo(edits) == "修改到庭人员"
    assert len(records.draft(hearing.id).persons) == 2
    assert records.undo(edits) == "填写笔录首部"
    assert head(again, hearing, "place") == ""
    assert records.undo(edits) == ""
    assert records.redo(edits) == "填写笔录首部"
    assert head(again, hearing, "place") == "第一审判庭"
    records.set_head(hearing.id, "open", "公开")
    assert records.steps(edits) == ("填写笔录首部", "")
    again.close()


def test_a_request_to_correct_is_a_step_among_the_others(
    workbench: Workbench, sitting: Hearing
) -> None:
    records, edits = workbench.records, workbench.hearing.edit(sitting.id)
    records.set_head(sitting.id, "place", "第一审判庭")
    made = records.ask_amendment(sitting.id, "李四乙", "应为三万元", "被告")
    records.decide_amendment(made, granted=False)

    def asked() -> list[tuple[str, bool | None]]:
        return [(one.asked, one.granted) for one in records.material(sitting.id).amendments]

    assert asked() == [("应为三万元", False)]
    assert records.undo(edits) == "处理补正申请"
    assert asked() == [("应为三万元", None)]
    assert records.undo(edits) == "登记补正申请"
    assert asked() == []
    assert records.undo(edits) == "填写笔录首部"
    for _ in range(3):
        records.redo(edits)
    assert asked() == [("应为三万元", False)]
    assert head(workbench, sitting, "place") == "第一审判庭"
    decisions = [
        entry.detail["decision"] for entry in workbench.journal.entries("hearing.amendment")
    ]
    assert sorted(decisions) == sorted(["asked", "refused", "undone", "undone", "redone", "redone"])


def test_borders_move_stages_and_are_given_back(workbench: Workbench, sitting: Hearing) -> None:
    records = workbench.records
    turns = records.material(sitting.id).turns
    records.set_border(sitting.id, turns[25].id, "questions")
    found = {one.first_turn: one for one in records.material(sitting.id).stages}
    assert found[turns[25].id].moved
    records.set_border(sitting.id, turns[25].id, None)
    found = {one.first_turn: one for one in records.material(sitting.id).stages}
    assert turns[25].id not in found


def test_checked_turns_count_until_somebody_changes_them(
    workbench: Workbench, machine: Hearing
) -> None:
    records = workbench.records
    waiting = records.unchecked(machine.id)
    assert len(waiting) == 45
    records.check(machine.id, waiting[:40])
    assert records.unchecked(machine.id) == waiting[40:]
    records.check(machine.id, waiting[:1], checked=False)
    assert records.unchecked(machine.id) == [waiting[0], *waiting[40:]]
    editing = workbench.hearing.edit(machine.id)
    editing.set_role([waiting[1]], "被告")
    assert waiting[1] in records.unchecked(machine.id)


def test_exhibits_are_suggested_until_a_person_confirms_changes_or_removes_them(
    workbench: Workbench, sitting: Hearing
) -> None:
    records, edits = workbench.records, workbench.hearing.edit(sitting.id)
    first, second, third = records.material(sitting.id).exhibits
    assert records.draft(sitting.id).exhibits == ()
    records.confirm_exhibits(sitting.id, [first])
    assert [row.id for row in records.draft(sitting.id).exhibits] == [first.id]
    mine = Cell("被告", Stance.DISPUTED, text="不认可。", confirmed=True)
    own = Exhibit("原告:证据7", "原告", "证据7", "照片", cells=(mine,), confirmed=True)
    records.save_exhibits(sitting.id, [own])
    records.remove_exhibits(sitting.id, [third.id])
    rows = records.material(sitting.id).exhibits
    assert [row.id for row in rows] == [first.id, own.id, second.id]
    assert rows[1] == own
    assert records.undo(edits) == "移去证据"
    assert third.id in {row.id for row in records.material(sitting.id).exhibits}
    records.undo(edits)
    records.undo(edits)
    assert records.draft(sitting.id).exhibits == ()


def test_the_record_reads_back_as_it_was_written(
    workbench: Workbench, sitting: Hearing, tmp_path: Path
) -> None:
    records = workbench.records
    records.confirm_exhibits(sitting.id, records.material(sitting.id).exhibits)
    file = tmp_path / "笔录.docx"
    written = records.export(sitting.id, Order(Form.RECORD, file)).result()
    assert written.files == (file,)
    assert written.digests[0] == digests_of(file.read_bytes())
    expected = plain(record_document(records.draft(sitting.id)).blocks)
    assert read_word(file.read_bytes()) == expected
    assert file.stat().st_mode & 0o777 == 0o600
    (entry,) = workbench.journal.entries("hearing.export")
    assert entry.detail["form"] == "record"
    assert "张三甲" not in json.dumps(entry.detail, ensure_ascii=False)


def test_unchecked_machine_text_is_written_only_as_a_draft(
    workbench: Workbench, machine: Hearing, tmp_path: Path
) -> None:
    records = workbench.records
    order = Order(Form.RECORD, tmp_path / "笔录.docx")
    with pytest.raises(UserError, match="45 段机器转写的文字没有人核对"):
        records.export(machine.id, order)
    assert not order.file.exists()
    assert workbench.journal.entries("hearing.export") == []
    written = records.export(machine.id, replace(order, as_draft=True)).result()
    assert written.unchecked == 45
    # A turn that opens a stage in its middle bears the mark twice.
    assert read_word(order.file.read_bytes()).count("〔未核对〕") == 46


@pytest.mark.parametrize(
    ("name", "reason"),
    [("a.doc", "结尾不是"), ("没有/a.docx", "不存在"), ("there.docx", "已存在")],
)
def test_a_file_is_never_lost(
    workbench: Workbench, sitting: Hearing, tmp_path: Path, name: str, reason: str
) -> None:
    (tmp_path / "there.docx").write_text("旧", "utf-8")
    with pytest.raises(UserError, match=reason):
        workbench.records.export(sitting.id, Order(Form.RECORD, tmp_path / name))
    assert (tmp_path / "there.docx").read_text("utf-8") == "旧"


def test_the_signing_sheet_ties_recording_text_and_file_together(
    workbench: Workbench, sitting: Hearing, tmp_path: Path
) -> None:
    records = workbench.records
    record = tmp_path / "笔录.docx"
    records.export(sitting.id, Order(Form.RECORD, record)).result()
    sheet = tmp_path / "确认表.docx"
    written = records.export(sitting.id, Order(Form.SIGNING, sheet, naming=(record,))).result()
    beside = tmp_path / "确认表（笔录文字）.txt"
    assert written.files == (sheet, beside)
    text = read_word(sheet.read_bytes()).replace(" ", "")
    (recording,) = workbench.hearing.recordings(sitting.id)
    with workbench.hearing.open_recording(recording.id) as stream:
        sound = digests_of(stream)
    for found in (sound, digests_of(record.read_bytes()), digests_of(beside.read_bytes())):
        assert found.sha256 in text
        assert found.sm3 in text
    assert sound.sha256 == recording.sha256
    assert beside.read_text("utf-8") == read_word(record.read_bytes())


def test_text_and_data_and_subtitles(
    workbench: Workbench, machine: Hearing, tmp_path: Path
) -> None:
    records = workbench.records
    options = Options(Layer.VERBATIM)
    for form, name in ((Form.SRT, "a.srt"), (Form.JSON, "a.json")):
        records.export(machine.id, Order(form, tmp_path / name, options)).result()
    subtitles = (tmp_path / "a.srt").read_text("utf-8")
    assert subtitles.count("-->") == subtitles.count("〔未核对〕") == 45
    data = json.loads((tmp_path / "a.json").read_text("utf-8"))
    assert data["unchecked"] == 45
    with pytest.raises(UserError, match="没有人核对"):
        records.export(machine.id, Order(Form.TXT, tmp_path / "a.txt"))


def test_a_record_tells_of_places_where_nothing_was_written(
    workbench: Workbench, sitting: Hearing
) -> None:
    recording, store = workbench.hearing.recordings(sitting.id)[0], store_of(workbench)
    last = max(turn.end for turn in workbench.hearing.turns(sitting.id))
    silent = DroppedText(recording.id, 0, last + 1.0, last + 2.0, "", "没有转写出文字")
    echo = DroppedText(recording.id, 1, 1.0, 2.0, "没有异议。", "串音")
    with store.transaction():
        PassRepository(store).drop([silent, echo])
    assert workbench.records.draft(sitting.id).unwritten == 1
    workbench.hearing.listened(sitting.id, [silent])
    assert workbench.records.draft(sitting.id).unwritten == 0


def test_conduct_is_off_when_its_switch_is_off(workbench: Workbench, sitting: Hearing) -> None:
    assert workbench.records.conduct(sitting.id)
    workbench.switches.set(CONDUCT, False)
    with pytest.raises(FeatureOffError):
        workbench.records.conduct(sitting.id)


def spoken(workbench: Workbench) -> Hearing:
    return stored_hearing(workbench, "被告：嗯，那个，这个钱我已经还了三万元了。")


def body(workbench: Workbench, hearing: Hearing) -> str:
    (section,) = workbench.records.draft(hearing.id).sections
    return section.lines[0].text


def test_the_record_takes_the_cleaned_layer_and_a_change_can_be_taken_back(
    workbench: Workbench,
) -> None:
    hearing, records = spoken(workbench), workbench.records
    (turn,) = records.material(hearing.id).turns
    rewritten = records.rewritten(hearing.id, turn)
    assert rewritten.changes
    assert body(workbench, hearing) == rewritten.text
    editing, key = workbench.hearing.edit(hearing.id), rewritten.changes[0].key
    without = records.rewritten(hearing.id, editing.skip_change(turn.id, key))
    assert body(workbench, hearing) == without.text
    assert len(without.changes) < len(rewritten.changes)
    assert editing.undo() == "还原一处整理（00:00:00）"
    assert body(workbench, hearing) == rewritten.text
    editing.skip_change(turn.id, key)
    editing.skip_change(turn.id, key, skip=False)
    assert body(workbench, hearing) == rewritten.text


def test_where_cleaning_is_off_the_record_has_every_word(workbench: Workbench) -> None:
    hearing = spoken(workbench)
    workbench.switches.set("hearing.clean", False)
    assert body(workbench, hearing) == "嗯，那个，这个钱我已经还了三万元了。"


def test_a_note_on_a_finding_is_kept(workbench: Workbench, sitting: Hearing) -> None:
    workbench.records.note(sitting.id, "focus", "庭前会议已归纳")
    found = {one.id: one for one in workbench.records.conduct(sitting.id)}
    assert found["focus"].note == "庭前会议已归纳"


def test_templates_of_the_workspace_are_used_after_reading_them_anew(
    workbench: Workbench, sitting: Hearing
) -> None:
    folder = workbench.workspace.folder / "templates" / "hearing"
    folder.mkdir(parents=True)
    assert "开庭准备" in {one.title for one in workbench.records.draft(sitting.id).sections}
    text = '[[stage]]\nkey = "preparation"\ntitle = "庭前准备"\n'
    (folder / "civil.toml").write_text(text, "utf-8")
    assert workbench.records.reload().faulty == ()
    assert "庭前准备" in {one.title for one in workbench.records.draft(sitting.id).sections}


def test_a_hearing_that_is_gone_is_told(workbench: Workbench) -> None:
    with pytest.raises(UserError):
        workbench.records.draft("nothing")
