"""Hearings, their recordings and turns: order, recycle bin, and what goes for good."""

from dataclasses import replace
from pathlib import Path

import pytest

from tests.support.engines import FixedOcr
from tests.support.hearings import LINES, add_recording, add_turns, invented_hearing
from workbench.hearing.model import Hearing, Procedure, Seat, SeatProfile
from workbench.hearing.timeline import Timeline
from workbench.kernel.backup import restore
from workbench.kernel.changes import Changes
from workbench.kernel.errors import UserError
from workbench.workbench import Workbench

COURT = SeatProfile("第一审判庭", (Seat(1, "原告席", "原告"), Seat(0, "审判席", "审判长")))


def test_hearings_of_a_case_are_counted(workbench: Workbench, hearing: Hearing) -> None:
    second = workbench.hearing.create(hearing.case, Procedure.CRIMINAL)
    assert [h.ordinal for h in workbench.hearing.hearings(hearing.case)] == [1, 2]
    workbench.hearing.change(replace(second, ordinal=3, procedure=Procedure.SIMPLIFIED))
    again = workbench.hearing.hearing(second.id)
    assert (again.ordinal, again.procedure) == (3, Procedure.SIMPLIFIED)
    with pytest.raises(UserError, match="第 1 次"):
        workbench.hearing.change(replace(second, ordinal=0))


def test_a_write_tells_what_changed(workbench: Workbench, hearing: Hearing) -> None:
    told: list[Changes] = []
    workbench.changes.subscribe(told.append)
    (recording,) = workbench.hearing.recordings(hearing.id)
    workbench.hearing.set_gap(recording.id, 90.0)
    assert told == [Changes.of("hearing", case=hearing.case)]


def test_turns_come_in_the_order_of_the_hearing_and_follow_a_new_order_of_files(
    workbench: Workbench, hearing: Hearing
) -> None:
    (first,) = workbench.hearing.recordings(hearing.id)
    second = add_recording(workbench, hearing, "下午.wav", 30.0)
    later = add_turns(workbench, second, 2)
    ids = [turn.id for turn in workbench.hearing.turns(hearing.id)]
    assert ids[-2:] == [turn.id for turn in later]
    workbench.hearing.reorder(hearing.id, [second.id, first.id])
    assert [turn.id for turn in workbench.hearing.turns(hearing.id)] == ids[-2:] + ids[:-2]
    workbench.hearing.set_gap(first.id, 100.0)
    timeline = Timeline.of(workbench.hearing.recordings(hearing.id))
    assert [(span.recording.id, span.start) for span in timeline.spans] == [
        (second.id, 0.0),
        (first.id, 130.0),
    ]
    assert timeline.seconds == 190.0
    with pytest.raises(UserError, match="增减"):
        workbench.hearing.reorder(hearing.id, [first.id])


def test_a_recording_taken_out_comes_back_with_its_turns(
    workbench: Workbench, hearing: Hearing
) -> None:
    (recording,) = workbench.hearing.recordings(hearing.id)
    before = workbench.hearing.turns(hearing.id)
    workbench.hearing.remove(recording.id)
    assert workbench.hearing.recordings(hearing.id) == []
    assert workbench.hearing.turns(hearing.id) == []
    (kept,) = workbench.hearing.removed_recordings(hearing.id)
    workbench.hearing.put_back_recording(kept.id)
    assert workbench.hearing.turns(hearing.id) == before
    with pytest.raises(UserError, match="仍在庭审中"):
        workbench.hearing.purge_recording(recording.id)
    workbench.hearing.remove(recording.id)
    workbench.hearing.purge_recording(recording.id)
    assert workbench.hearing.removed_recordings(hearing.id) == []
    assert list(workbench.workspace.vault.hashes()) == []


def test_recycled_hearings_come_back_or_go_for_good(workbench: Workbench, hearing: Hearing) -> None:
    room = workbench.hearing
    with pytest.raises(UserError, match="不在回收站"):
        room.purge(hearing.id)
    room.recycle(hearing.id)
    assert room.hearings(hearing.case) == []
    room.put_back(hearing.id)
    assert len(room.turns(hearing.id)) == len(LINES)
    room.recycle(hearing.id)
    assert [h.id for h in room.recycled(hearing.case)] == [hearing.id]
    room.purge(hearing.id)
    assert room.recycled(hearing.case) == []
    assert list(workbench.workspace.vault.hashes()) == []
    with pytest.raises(UserError, match="没有编号"):
        room.hearing(hearing.id)


def test_a_recording_of_two_hearings_stays_until_both_are_gone(
    workbench: Workbench, hearing: Hearing
) -> None:
    other = workbench.hearing.create(hearing.case, Procedure.CIVIL)
    add_recording(workbench, other)
    workbench.hearing.recycle(hearing.id)
    workbench.hearing.purge(hearing.id)
    (kept,) = workbench.workspace.vault.hashes()
    assert workbench.hearing.recordings(other.id)[0].sha256 == kept
    assert workbench.papers.sweep() == 0
    workbench.papers.delete_case(hearing.case)
    assert list(workbench.workspace.vault.hashes()) == []


def test_a_lost_recording_is_told(workbench: Workbench, hearing: Hearing) -> None:
    (recording,) = workbench.hearing.recordings(hearing.id)
    assert workbench.integrity() == {}
    workbench.workspace.vault.remove(recording.sha256)
    assert list(workbench.integrity()) == [f"原件 {recording.sha256[:12]}"]
    with pytest.raises(UserError, match="缺失"):
        workbench.hearing.open_recording(recording.id)


def test_profiles_belong_to_the_workspace_and_hearings_keep_their_copy(
    workbench: Workbench, hearing: Hearing
) -> None:
    room = workbench.hearing
    room.save_profile(COURT)
    (held,) = room.profiles()
    assert [seat.channel for seat in held.seats] == [0, 1]
    room.seat(hearing.id, held)
    room.forget_profile(COURT.name)
    assert room.profiles() == []
    assert room.hearing(hearing.id).profile == held
    room.seat(hearing.id, None)
    assert room.hearing(hearing.id).profile is None


@pytest.mark.parametrize(
    ("profile", "words"),
    [
        (SeatProfile(" ", ()), "没有名称"),
        (SeatProfile("庭", (Seat(0, "甲"), Seat(0, "乙"))), "声道 1 设了两个席位"),
        (SeatProfile("庭", (Seat(16, "甲"),)), "1 至 16"),
    ],
)
def test_a_profile_that_cannot_be_is_refused(
    workbench: Workbench, profile: SeatProfile, words: str
) -> None:
    with pytest.raises(UserError, match=words):
        workbench.hearing.save_profile(profile)
    assert workbench.hearing.profiles() == []


def test_words_come_apart_from_turns(workbench: Workbench, hearing: Hearing) -> None:
    listed = workbench.hearing.turns(hearing.id)
    assert all(turn.words == () for turn in listed)
    words = workbench.hearing.words_of([turn.id for turn in listed])
    assert ["".join(w.text for w in words[turn.id]) for turn in listed] == [t for _, t in LINES]
    assert workbench.hearing.turn(listed[1].id).words == workbench.hearing.words(listed[1].id)


def test_sheets_are_kept(workbench: Workbench, hearing: Hearing) -> None:
    assert workbench.hearing.sheet(hearing.id, "header") == {}
    workbench.hearing.save_sheet(hearing.id, "header", {"地点": "第一审判庭"})
    workbench.hearing.save_sheet(hearing.id, "header", {"地点": "第二审判庭"})
    assert workbench.hearing.sheet(hearing.id, "header") == {"地点": "第二审判庭"}


def test_three_thousand_turns_are_listed_without_their_words_in_a_handful_of_queries(
    workbench: Workbench,
) -> None:
    hearing = invented_hearing(workbench, turns=3000)
    asked: list[str] = []
    connection = workbench._store.db.conn
    connection.set_trace_callback(asked.append)
    turns = workbench.hearing.turns(hearing.id)
    connection.set_trace_callback(None)
    assert len(turns) == 3000
    assert not any(turn.words for turn in turns)
    assert len(asked) <= 5


def test_all_is_there_after_a_restart(tmp_path: Path) -> None:
    opened = Workbench.open(tmp_path / "again", ocr=FixedOcr)
    hearing = invented_hearing(opened)
    before = opened.hearing.turns(hearing.id), opened.hearing.recordings(hearing.id)
    opened.close()
    opened = Workbench.open(tmp_path / "again", ocr=FixedOcr)
    assert (opened.hearing.turns(hearing.id), opened.hearing.recordings(hearing.id)) == before
    opened.close()


def test_a_backup_holds_recordings_and_turns(
    workbench: Workbench, hearing: Hearing, tmp_path: Path
) -> None:
    before = workbench.hearing.turns(hearing.id)
    (recording,) = workbench.hearing.recordings(hearing.id)
    with workbench.hearing.open_recording(recording.id) as stream:
        sound = stream.read()
    workbench.back_up(tmp_path / "备份.zip")
    restore(tmp_path / "备份.zip", tmp_path / "restored")
    again = Workbench.open(tmp_path / "restored", ocr=FixedOcr)
    assert again.hearing.turns(hearing.id) == before
    assert again.hearing.words(before[0].id) == workbench.hearing.words(before[0].id)
    with again.hearing.open_recording(recording.id) as stream:
        assert stream.read() == sound
    again.close()
