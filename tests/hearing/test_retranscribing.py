"""Hearing again: what people corrected or deleted stays so; killed, cancelled, resumed."""

from collections.abc import Callable, Iterator
from pathlib import Path

import numpy as np
import pytest

from tests.hearing.test_transcribing import TWO, heard, recorded, run
from tests.support.disks import FullDisk
from tests.support.engines import FixedOcr
from tests.support.hearings import store_of
from tests.support.spoken import number_speech, pause, talk
from workbench.hearing.editing import Editing
from workbench.hearing.model import Hearing, Layer, RoleBasis, Turn
from workbench.kernel.errors import UserError
from workbench.kernel.job_table import Job, JobState
from workbench.workbench import Workbench


@pytest.fixture(autouse=True)
def log(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    folder = tmp_path / "log"
    folder.mkdir()
    monkeypatch.setenv("SPOKEN_LOG", str(folder))
    return folder


@pytest.fixture
def room(tmp_path: Path) -> Iterator[Workbench]:
    opened = Workbench.open(tmp_path / "ws", ocr=FixedOcr, speech=number_speech)
    yield opened
    opened.close()


def transcribed(
    room: Workbench, folder: Path, numbers: list[int]
) -> tuple[Hearing, Editing, list[Turn]]:
    hearing = recorded(room, folder, talk(numbers))
    run(room, room.hearing.transcribe(hearing.id, "甲"))
    return hearing, room.hearing.edit(hearing.id), room.hearing.turns(hearing.id)


def test_heard_again_by_another_model_what_people_corrected_stays(
    room: Workbench, tmp_path: Path
) -> None:
    numbers = list(range(30))
    hearing, editing, turns = transcribed(room, tmp_path, numbers)
    editing.set_text(turns[4].id, Layer.VERBATIM, "人工改过的4")
    editing.set_role([turns[6].id], "证人")
    before = room.hearing.turns(hearing.id)
    run(room, room.hearing.again_all(hearing.id, "另一"))
    after = room.hearing.turns(hearing.id)
    assert heard(room, hearing) == numbers
    assert after[4] == before[4]
    others = [turn for place, turn in enumerate(after) if place != 4]
    assert all(turn.verbatim.startswith("再听") for turn in others)
    assert all(turn.engine.startswith("数数 另一") for turn in others)
    assert (after[6].role, after[6].basis) == ("证人", RoleBasis.HAND)
    assert editing.undoable == "重新转写（另一）"
    editing.undo()
    assert room.hearing.turns(hearing.id) == before
    editing.redo()
    assert room.hearing.turns(hearing.id) == after
    assert room.hearing.unheard(hearing.id) == 0


def test_a_stretch_that_cuts_turns_hears_them_as_a_whole(room: Workbench, tmp_path: Path) -> None:
    numbers = list(range(9))
    hearing, editing, turns = transcribed(room, tmp_path, numbers)
    editing.set_text(turns[4].id, Layer.VERBATIM, "人工改过的4")
    begin, stop = turns[3].start + 0.8, turns[5].start + 0.8
    reach = room.hearing.reach(hearing.id, begin, stop)
    assert (reach.start, reach.end) == (turns[3].start, turns[5].end)
    assert (reach.replaced, reach.kept) == (2, 1)
    run(room, room.hearing.again_times(hearing.id, begin, stop, "另一"))
    after = room.hearing.turns(hearing.id)
    assert heard(room, hearing) == numbers
    assert [n for n, one in enumerate(after) if one.verbatim.startswith("再听")] == [3, 5]
    assert after[4].verbatim == "人工改过的4"


def test_a_stretch_that_nobody_read_yet_is_left_to_the_transcription(
    room: Workbench, tmp_path: Path
) -> None:
    hearing = recorded(room, tmp_path, talk([1, 2]))
    assert room.hearing.reach(hearing.id, 0.0, 5.0).replaced == 0
    with pytest.raises(UserError, match="没有可以重新转写"):
        room.hearing.again_times(hearing.id, 0.0, 5.0, "另一")


def test_some_turns_or_a_stretch_are_heard_again(room: Workbench, tmp_path: Path) -> None:
    numbers = list(range(12))
    hearing, editing, turns = transcribed(room, tmp_path, numbers)
    run(room, room.hearing.again_turns([turns[2].id, turns[3].id, turns[9].id], "另一"))
    changed = [turn.verbatim.startswith("再听") for turn in room.hearing.turns(hearing.id)]
    assert [place for place, new in enumerate(changed) if new] == [2, 3, 9]
    assert heard(room, hearing) == numbers
    editing.undo()
    assert room.hearing.turns(hearing.id) == turns
    (recording,) = room.hearing.recordings(hearing.id)
    start, end = turns[5].start - 0.1, turns[7].end + 0.1
    run(room, room.hearing.again_stretch(recording.id, start, end, "另一"))
    changed = [turn.verbatim.startswith("再听") for turn in room.hearing.turns(hearing.id)]
    assert [place for place, new in enumerate(changed) if new] == [5, 6, 7]
    assert heard(room, hearing) == numbers
    editing.set_text(turns[0].id, Layer.VERBATIM, "改过")
    with pytest.raises(UserError, match="没有可以重新转写"):
        room.hearing.again_turns([turns[0].id], "另一")


def test_hearing_again_is_cancelled_and_resumed(room: Workbench, tmp_path: Path) -> None:
    numbers = list(range(60))
    hearing, editing, turns = transcribed(room, tmp_path, numbers)
    job = room.hearing.again_all(hearing.id, "另一")
    while room.hearing.turns(hearing.id) == turns:
        room.jobs.poll(budget=0.0)
    room.jobs.cancel(job.id)
    assert heard(room, hearing) == numbers
    run(room, room.jobs.resume(job.id))
    assert heard(room, hearing) == numbers
    assert all(t.verbatim.startswith("再听") for t in room.hearing.turns(hearing.id))
    editing.undo()
    assert room.hearing.turns(hearing.id) == turns


def test_seats_laid_out_later_count_when_all_is_heard_again(
    room: Workbench, tmp_path: Path
) -> None:
    one = np.concatenate([talk([1]), pause(6.0)])
    other = np.concatenate([pause(5.0), talk([2])])
    size = max(one.size, other.size)
    sound = np.stack([np.pad(one, (0, size - one.size)), np.pad(other, (0, size - other.size))])
    hearing = recorded(room, tmp_path, sound)
    run(room, room.hearing.transcribe(hearing.id, "甲"))
    room.hearing.seat(hearing.id, TWO)
    assert room.hearing.unheard(hearing.id) == 0
    run(room, room.hearing.again_all(hearing.id, "另一"))
    turns = room.hearing.turns(hearing.id)
    assert heard(room, hearing) == [1, 2]
    assert [(turn.channel, turn.role) for turn in turns] == [(0, "审判长"), (1, "原告")]
    assert room.hearing.unheard(hearing.id) == 0


def test_what_a_person_deleted_does_not_come_back(room: Workbench, tmp_path: Path) -> None:
    hearing, editing, turns = transcribed(room, tmp_path, list(range(12)))
    editing.delete([turns[3].id])
    editing.delete([turns[7].id, turns[8].id])
    left = [n for n in range(12) if n not in (3, 7, 8)]
    run(room, room.hearing.again_all(hearing.id, "另一"))
    assert heard(room, hearing) == left
    held = room.hearing.turns(hearing.id)
    run(room, room.hearing.again_turns([held[2].id, held[3].id], "甲"))
    assert heard(room, hearing) == left
    (recording,) = room.hearing.recordings(hearing.id)
    run(room, room.hearing.again_stretch(recording.id, turns[2].start, turns[9].end, "甲"))
    assert heard(room, hearing) == left


def test_a_deletion_that_was_taken_back_hinders_nothing(room: Workbench, tmp_path: Path) -> None:
    hearing, editing, turns = transcribed(room, tmp_path, list(range(8)))
    editing.delete([turns[3].id])
    editing.undo()
    run(room, room.hearing.again_all(hearing.id, "另一"))
    assert heard(room, hearing) == list(range(8))
    assert all(t.verbatim.startswith("再听") for t in room.hearing.turns(hearing.id))


def test_a_stretch_that_was_emptied_is_heard_again_when_asked_for(
    room: Workbench, tmp_path: Path
) -> None:
    hearing, editing, turns = transcribed(room, tmp_path, list(range(8)))
    editing.delete([turns[3].id])
    (recording,) = room.hearing.recordings(hearing.id)
    start, end = turns[3].start - 0.2, turns[3].end + 0.2
    run(room, room.hearing.again_stretch(recording.id, start, end, "另一"))
    assert heard(room, hearing) == list(range(8))


def test_a_killed_process_of_hearing_again_costs_nothing(
    room: Workbench, tmp_path: Path, log: Path
) -> None:
    numbers = list(range(40))
    hearing, editing, turns = transcribed(room, tmp_path, numbers)
    calls = int((log / "calls").read_text())
    (log / "die").write_text(str(calls + 1))  # before anything was handed over
    run(room, room.hearing.again_all(hearing.id, "另一"))
    assert heard(room, hearing) == numbers
    assert all(t.verbatim.startswith("再听") for t in room.hearing.turns(hearing.id))
    editing.undo()
    assert room.hearing.turns(hearing.id) == turns


def test_what_kills_hearing_again_keeps_its_old_text(
    room: Workbench, tmp_path: Path, log: Path
) -> None:
    numbers = list(range(100, 160))
    hearing, _, _ = transcribed(room, tmp_path, numbers)
    (log / "deadly").write_text("125")
    done = run(room, room.hearing.again_all(hearing.id, "另一"))
    assert "保留原来的文字" in done.message
    assert heard(room, hearing) == numbers
    held = {t.verbatim for t in room.hearing.turns(hearing.id)}
    old = [text for text in held if not text.startswith("再听")]
    assert any("第125号" in text for text in old)
    assert len(old) < 20


def test_a_model_that_dies_everywhere_ends_hearing_again_and_changes_nothing(
    room: Workbench, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    hearing, _, turns = transcribed(room, tmp_path, list(range(60)))
    monkeypatch.setenv("SPOKEN_DEADLY", "1")
    job = room.jobs.wait(room.hearing.again_all(hearing.id, "另一").id)
    assert job.state is JobState.FAILED
    assert room.hearing.turns(hearing.id) == turns
    monkeypatch.delenv("SPOKEN_DEADLY")
    run(room, room.jobs.resume(job.id))
    assert all(t.verbatim.startswith("再听") for t in room.hearing.turns(hearing.id))


@pytest.mark.parametrize("after", [2, 4, 9])
def test_a_full_disk_stops_hearing_in_words_and_nothing_is_lost_or_doubled(
    room: Workbench, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, after: int
) -> None:
    numbers = list(range(60))
    hearing = recorded(room, tmp_path, talk(numbers))
    begin: list[Callable[[str, str], Job]] = [room.hearing.transcribe, room.hearing.again_all]
    for one, model in zip(begin, ("甲", "另一"), strict=True):
        submitted = one(hearing.id, model)
        with monkeypatch.context() as context:
            disk = FullDisk(store_of(room), context, after)
            job = room.jobs.wait(submitted.id)
            assert job.state is JobState.FAILED
            assert "磁盘空间不足" in job.message
            some = heard(room, hearing)
            assert some == numbers[: len(some)]
            disk.full = False
        run(room, room.jobs.resume(job.id))
        assert heard(room, hearing) == numbers
    assert all(t.verbatim.startswith("再听") for t in room.hearing.turns(hearing.id))
