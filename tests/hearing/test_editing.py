"""Edits of a transcript by hand: what each changes, and that it can be taken back."""

from pathlib import Path

import pytest

from tests.support.engines import FixedOcr
from tests.support.hearings import add_recording, invented_hearing
from workbench.hearing.editing import Editing
from workbench.hearing.model import Hearing, Layer, RoleBasis, Turn
from workbench.kernel.changes import Changes
from workbench.kernel.errors import UserError
from workbench.workbench import Workbench


@pytest.fixture
def editing(workbench: Workbench, hearing: Hearing) -> Editing:
    return workbench.hearing.edit(hearing.id)


@pytest.fixture
def turns(workbench: Workbench, hearing: Hearing) -> list[Turn]:
    return workbench.hearing.turns(hearing.id)


def texts(workbench: Workbench, hearing: Hearing) -> list[str]:
    return [turn.verbatim for turn in workbench.hearing.turns(hearing.id)]


def test_a_corrected_text_is_marked_and_what_was_heard_stays(
    workbench: Workbench, editing: Editing, turns: list[Turn]
) -> None:
    editing.set_text(turns[1].id, Layer.VERBATIM, "请求判令被告偿还借款20万元。")
    after = workbench.hearing.turn(turns[1].id)
    assert (after.verbatim, after.heard) == ("请求判令被告偿还借款20万元。", turns[1].heard)
    assert after.corrected
    assert "".join(w.text for w in after.words) == turns[1].heard
    spoken = workbench.hearing.spoken(after.id)
    assert "".join(word.text for word in spoken) == after.verbatim
    assert editing.undoable == "修改 00:00:05 的逐字文字"
    with pytest.raises(UserError, match="不能为空"):
        editing.set_text(turns[1].id, Layer.VERBATIM, "  ")


def test_typing_in_one_turn_is_one_step(
    workbench: Workbench, hearing: Hearing, editing: Editing, turns: list[Turn]
) -> None:
    before = texts(workbench, hearing)
    for text in ("现", "现在", "现在开始"):
        editing.set_text(turns[0].id, Layer.VERBATIM, text)
    editing.set_text(turns[1].id, Layer.VERBATIM, "甲")
    editing.set_text(turns[0].id, Layer.VERBATIM, "现在休庭")
    assert editing.undo() == "修改 00:00:00 的逐字文字"
    assert texts(workbench, hearing)[0] == "现在开始"
    editing.undo()
    editing.undo()
    assert texts(workbench, hearing) == before
    assert editing.undoable == ""
    with pytest.raises(UserError, match="没有可以撤销"):
        editing.undo()


def test_a_new_sitting_or_a_settled_one_begins_a_new_step(
    workbench: Workbench, hearing: Hearing, editing: Editing, turns: list[Turn]
) -> None:
    editing.set_text(turns[0].id, Layer.VERBATIM, "一")
    editing.settle()
    editing.set_text(turns[0].id, Layer.VERBATIM, "二")
    workbench.hearing.edit(hearing.id).set_text(turns[0].id, Layer.VERBATIM, "三")
    editing.undo()
    assert texts(workbench, hearing)[0] == "二"
    editing.undo()
    assert texts(workbench, hearing)[0] == "一"


def test_the_cleaned_layer_is_its_own(
    workbench: Workbench, editing: Editing, turns: list[Turn]
) -> None:
    editing.set_text(turns[3].id, Layer.CLEANED, "该款已偿还3万元。")
    after = workbench.hearing.turn(turns[3].id)
    assert (after.cleaned, after.verbatim) == ("该款已偿还3万元。", turns[3].verbatim)
    of_rules = workbench.hearing.cleaned_text(turns[3])
    editing.set_text(turns[3].id, Layer.CLEANED, of_rules)
    assert workbench.hearing.turn(turns[3].id).cleaned == ""


def test_roles_by_hand_and_suggestions_confirmed(
    workbench: Workbench, hearing: Hearing, editing: Editing, turns: list[Turn]
) -> None:
    editing.set_role([turns[0].id, turns[1].id], "审判员")
    assert editing.undoable == "把 2 段发言设为“审判员”"
    assert editing.confirm_roles([turn.id for turn in turns]) == 4
    after = workbench.hearing.turns(hearing.id)
    assert {turn.basis for turn in after} == {RoleBasis.HAND}
    assert [turn.role for turn in after[:2]] == ["审判员", "审判员"]
    assert not any(turn.corrected for turn in after)
    (entry,) = workbench.journal.entries("hearing.roles")
    assert entry.detail["turns"] == 4
    editing.undo()
    assert [t.basis for t in workbench.hearing.turns(hearing.id)].count(RoleBasis.PROMPT) == 4


def test_a_split_divides_text_words_and_time(
    workbench: Workbench, hearing: Hearing, editing: Editing, turns: list[Turn]
) -> None:
    one, two = editing.split(turns[0].id, 5)
    assert (one.verbatim, two.verbatim) == ("现在开庭，", "请原告陈述诉讼请求。")
    assert one.end == two.start == pytest.approx(5 * 4.0 / len(turns[0].verbatim), abs=0.002)
    held = [workbench.hearing.turn(turn.id) for turn in workbench.hearing.turns(hearing.id)[:2]]
    assert ["".join(w.text for w in turn.words) for turn in held] == [one.verbatim, two.verbatim]
    assert [turn.heard for turn in held] == [one.verbatim, two.verbatim]
    assert all(turn.corrected for turn in held)
    editing.split(two.id, 3, second=3.0)
    assert workbench.hearing.turns(hearing.id)[2].start == 3.0
    with pytest.raises(UserError, match="一侧没有文字"):
        editing.split(one.id, 0)


def test_a_split_of_a_corrected_text_finds_its_words(
    workbench: Workbench, editing: Editing, turns: list[Turn]
) -> None:
    editing.set_text(turns[1].id, Layer.VERBATIM, "我方请求法院判令被告偿还借款十万元。")
    one, two = editing.split(turns[1].id, 9)
    assert (one.verbatim, two.verbatim) == ("我方请求法院判令被", "告偿还借款十万元。")
    assert "".join(w.text for w in two.words) == "告偿还借款十万元。"
    assert two.heard == "告偿还借款十万元。"


def test_joined_turns_have_all_of_both(
    workbench: Workbench, hearing: Hearing, editing: Editing, turns: list[Turn]
) -> None:
    made = editing.join([turns[2].id, turns[1].id])
    assert made.id == turns[1].id
    assert (made.start, made.end) == (turns[1].start, turns[2].end)
    assert made.verbatim == turns[1].verbatim + turns[2].verbatim
    assert "".join(w.text for w in workbench.hearing.words(made.id)) == made.heard
    assert len(workbench.hearing.turns(hearing.id)) == len(turns) - 1
    editing.undo()
    assert workbench.hearing.turns(hearing.id) == turns
    assert "".join(w.text for w in workbench.hearing.words(turns[2].id)) == turns[2].heard


def test_what_cannot_be_joined_is_refused(
    workbench: Workbench, hearing: Hearing, editing: Editing, turns: list[Turn]
) -> None:
    with pytest.raises(UserError, match="至少需要两段"):
        editing.join([turns[0].id])
    with pytest.raises(UserError, match="不相邻"):
        editing.join([turns[0].id, turns[2].id])
    other = add_recording(workbench, hearing, "下午.wav")
    later = editing.insert(other.id, 1.0, 2.0, "继续开庭。")
    with pytest.raises(UserError, match="不在同一个录音"):
        editing.join([turns[-1].id, later.id])


def test_times_are_checked(workbench: Workbench, editing: Editing, turns: list[Turn]) -> None:
    editing.set_times(turns[0].id, 0.5, 3.5)
    assert workbench.hearing.turn(turns[0].id).start == 0.5
    with pytest.raises(UserError, match="晚于开始"):
        editing.set_times(turns[0].id, 3.0, 3.0)
    with pytest.raises(UserError, match="超出录音长度"):
        editing.set_times(turns[0].id, 3.0, 90.0)


def test_a_turn_is_put_in_and_taken_out(
    workbench: Workbench, hearing: Hearing, editing: Editing, turns: list[Turn]
) -> None:
    (recording,) = workbench.hearing.recordings(hearing.id)
    made = editing.insert(recording.id, 4.2, 4.8, "同意。", "被告")
    assert workbench.hearing.turns(hearing.id)[1].id == made.id
    assert made.engine == ""
    editing.delete([made.id, turns[0].id])
    assert [t.id for t in workbench.hearing.turns(hearing.id)] == [t.id for t in turns[1:]]
    editing.undo()
    assert workbench.hearing.turns(hearing.id)[1].verbatim == "同意。"
    assert workbench.hearing.words(turns[0].id)
    with pytest.raises(UserError, match="没有文字"):
        editing.insert(recording.id, 1.0, 2.0, " ")


def test_replacing_goes_through_all_turns_as_one_step(
    workbench: Workbench, hearing: Hearing, editing: Editing, turns: list[Turn]
) -> None:
    before = texts(workbench, hearing)
    assert editing.replace_all("原告", "张三甲", Layer.VERBATIM) == 2
    assert sum("张三甲" in text for text in texts(workbench, hearing)) == 2
    assert editing.undoable == "替换“原告”为“张三甲”（2 处）"
    assert editing.replace_all("没有这个词", "甲", Layer.VERBATIM) == 0
    editing.undo()
    assert texts(workbench, hearing) == before
    assert editing.replace_all("原告", "甲", Layer.VERBATIM, ids=[turns[0].id]) == 1
    with pytest.raises(UserError, match="没有填写"):
        editing.replace_all("", "甲", Layer.VERBATIM)
    editing.set_text(turns[0].id, Layer.VERBATIM, "嗯")
    with pytest.raises(UserError, match="没有文字，没有替换"):
        editing.replace_all("嗯", "", Layer.VERBATIM, ids=[turns[0].id])


def test_a_change_of_the_rules_is_taken_back_and_made_again(
    workbench: Workbench, editing: Editing, turns: list[Turn]
) -> None:
    editing.skip_change(turns[3].id, "abc")
    assert workbench.hearing.turn(turns[3].id).skipped == ("abc",)
    editing.skip_change(turns[3].id, "abc", skip=False)
    assert workbench.hearing.turn(turns[3].id).skipped == ()
    editing.undo()
    assert workbench.hearing.turn(turns[3].id).skipped == ("abc",)


def test_undo_and_redo_work_after_a_restart_and_a_new_edit_ends_redo(tmp_path: Path) -> None:
    opened = Workbench.open(tmp_path / "again", ocr=FixedOcr)
    hearing = invented_hearing(opened)
    turns = opened.hearing.turns(hearing.id)
    opened.hearing.edit(hearing.id).set_text(turns[0].id, Layer.VERBATIM, "甲")
    opened.hearing.edit(hearing.id).delete([turns[1].id])
    opened.close()
    opened = Workbench.open(tmp_path / "again", ocr=FixedOcr)
    editing = opened.hearing.edit(hearing.id)
    editing.undo()
    editing.undo()
    assert opened.hearing.turns(hearing.id) == turns
    assert editing.redoable == "修改 00:00:00 的逐字文字"
    editing.redo()
    assert opened.hearing.turns(hearing.id)[0].verbatim == "甲"
    editing.set_role([turns[2].id], "证人")
    assert editing.redoable == ""
    opened.close()


def test_every_edit_tells_that_the_hearing_changed(
    workbench: Workbench, hearing: Hearing, editing: Editing, turns: list[Turn]
) -> None:
    told: list[Changes] = []
    workbench.changes.subscribe(told.append)
    editing.set_text(turns[0].id, Layer.VERBATIM, "甲")
    editing.set_text(turns[0].id, Layer.VERBATIM, "甲")
    editing.undo()
    assert told == [Changes.of("hearing", case=hearing.case)] * 2


def test_corrections_asked_for_on_reading_are_recorded(
    workbench: Workbench, hearing: Hearing, turns: list[Turn]
) -> None:
    room = workbench.hearing.amendments
    asked = room.ask(hearing.id, "李四乙", "已还三万元应为三万五千元", "被告", turns[3].id)
    with pytest.raises(UserError, match="都要填写"):
        room.ask(hearing.id, "李四乙", "")
    room.decide(asked.id, False)
    (held,) = room.of_hearing(hearing.id)
    assert (held.name, held.granted, bool(held.decided)) == ("李四乙", False, True)
    room.decide(asked.id, None)
    assert room.of_hearing(hearing.id) == [asked]
    details = [str(entry.detail) for entry in workbench.journal.entries("hearing.amendment")]
    assert len(details) == 3
    assert not any("三万" in detail or "李四" in detail for detail in details)
