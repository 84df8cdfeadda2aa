"""Transcription: turns stored as they come; cancelled, killed, resumed: none lost, none twice."""

import multiprocessing
import os
import re
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest

from tests.support.engines import FixedOcr
from tests.support.sounds import wav
from tests.support.spoken import RATE, Samples, number_speech, pause, says, sentence, talk
from workbench.hearing.model import (
    Hearing,
    Procedure,
    RoleBasis,
    Seat,
    SeatProfile,
)
from workbench.kernel.errors import FeatureOffError, UserError
from workbench.kernel.job_table import Job, JobState
from workbench.workbench import Workbench

TWO = SeatProfile("示例庭", (Seat(0, "审判席", "审判长"), Seat(1, "原告席", "原告")))


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


def recorded(
    room: Workbench, folder: Path, *sounds: Samples, profile: SeatProfile | None = None
) -> Hearing:
    """Make a hearing; each sound, shape (n,) or (channels, n), is a recording of it."""
    case = room.papers.new_case("张三甲诉李四乙")
    hearing = room.hearing.create(case.id, Procedure.CIVIL, profile)
    paths = []
    for number, sound in enumerate(sounds):
        paths.append(folder / f"庭审{number + 1}.wav")
        paths[-1].write_bytes(wav(np.atleast_2d(sound), RATE))
    room.jobs.wait(room.hearing.import_files(hearing.id, paths).id)
    assert len(room.hearing.recordings(hearing.id)) == len(sounds)
    return hearing


def heard(room: Workbench, hearing: Hearing) -> list[int]:
    """Return the numbers of the transcript, in its order."""
    turns = room.hearing.turns(hearing.id)
    return [int(n) for turn in turns for n in re.findall(r"\d+", turn.verbatim)]


def run(room: Workbench, job: Job) -> Job:
    done = room.jobs.wait(job.id)
    assert done.state is JobState.DONE, done.message
    return done


def test_every_stretch_becomes_a_turn_with_its_time_and_provenance(
    room: Workbench, tmp_path: Path
) -> None:
    numbers = list(range(1, 21))
    hearing = recorded(room, tmp_path, talk(numbers))
    assert room.hearing.unheard(hearing.id) > 50
    job = run(room, room.hearing.transcribe(hearing.id, "甲"))
    assert "20 段" in job.message
    assert "未经核对" in job.message
    turns = room.hearing.turns(hearing.id)
    assert heard(room, hearing) == numbers
    for place, turn in enumerate(turns):
        said = 1.2 + place * 2.8
        assert turn.start == pytest.approx(said, abs=0.3)
        assert turn.end == pytest.approx(said + 1.6, abs=0.3)
    assert turns[0].engine.startswith("数数 甲 1")
    assert not turns[0].corrected
    assert turns[0].heard == sentence(1)
    assert turns[0].verbatim == f"{sentence(1)}。"
    words = room.hearing.words(turns[0].id)
    assert "".join(word.text for word in words) == turns[0].heard
    assert all(turns[0].start <= w.start <= w.end <= turns[0].end for w in words)
    assert room.hearing.unheard(hearing.id) == 0
    assert run(room, room.hearing.transcribe(hearing.id, "甲"))
    assert heard(room, hearing) == numbers


def test_several_recordings_follow_each_other(room: Workbench, tmp_path: Path) -> None:
    hearing = recorded(room, tmp_path, talk([1, 2]), talk([3, 4]), talk([5]))
    run(room, room.hearing.transcribe(hearing.id, "甲"))
    assert heard(room, hearing) == [1, 2, 3, 4, 5]


def test_cancel_keeps_and_resume_goes_on(room: Workbench, tmp_path: Path) -> None:
    numbers = list(range(60))
    hearing = recorded(room, tmp_path, talk(numbers))
    job = room.hearing.transcribe(hearing.id, "甲")
    while not room.hearing.turns(hearing.id):
        room.jobs.poll(budget=0.0)
    room.jobs.cancel(job.id)
    some = heard(room, hearing)
    assert some == numbers[: len(some)]
    ids = [turn.id for turn in room.hearing.turns(hearing.id)]
    run(room, room.jobs.resume(job.id))
    assert heard(room, hearing) == numbers
    assert [turn.id for turn in room.hearing.turns(hearing.id)][: len(ids)] == ids


def test_a_process_that_dies_begins_again_where_it_was(
    room: Workbench, tmp_path: Path, log: Path
) -> None:
    numbers = list(range(40))
    hearing = recorded(room, tmp_path, talk(numbers))
    (log / "die").write_text("3")
    run(room, room.hearing.transcribe(hearing.id, "甲"))
    assert heard(room, hearing) == numbers
    assert not (log / "die").exists()


def test_a_place_that_kills_the_process_is_set_aside_and_said(
    room: Workbench, tmp_path: Path, log: Path
) -> None:
    numbers = list(range(100, 160))
    hearing = recorded(room, tmp_path, talk(numbers))
    (log / "deadly").write_text("125")
    run(room, room.hearing.transcribe(hearing.id, "甲"))
    turns = room.hearing.turns(hearing.id)
    (mark,) = [turn for turn in turns if turn.notes]
    assert mark.verbatim == "（此处未能转写，请听录音补写。）"
    assert mark.start < 1.2 + 25 * 2.8 < mark.end
    found = heard(room, hearing)
    assert len(set(found)) == len(found)
    lost = set(numbers) - set(found)
    # A stretch of half a minute is set aside; what lies across its edges may be cut.
    assert 125 in lost
    assert len(lost) <= 13
    assert found[-1] == 159


def test_a_model_that_does_not_load_fails_at_once(room: Workbench, tmp_path: Path) -> None:
    hearing = recorded(room, tmp_path, talk([1]))
    with pytest.raises(UserError, match="没有语音模型"):
        room.hearing.transcribe(hearing.id, "没有")
    empty = room.hearing.create(hearing.case, Procedure.CIVIL)
    with pytest.raises(UserError, match="还没有录音"):
        room.hearing.transcribe(empty.id, "甲")


def test_off_means_cancelled_and_what_came_is_kept(room: Workbench, tmp_path: Path) -> None:
    hearing = recorded(room, tmp_path, talk(list(range(40))))
    job = room.hearing.transcribe(hearing.id, "甲")
    assert room.hearing.transcribe(hearing.id, "甲").id == job.id
    with pytest.raises(UserError, match="正在转写"):
        room.hearing.transcribe(hearing.id, "另一")
    while not room.hearing.turns(hearing.id):
        room.jobs.poll(budget=0.0)
    room.switches.set("hearing.transcribe", False)
    assert room.jobs.table.get(job.id).state is JobState.CANCELLED
    assert room.hearing.turns(hearing.id)
    with pytest.raises(FeatureOffError):
        room.hearing.transcribe(hearing.id, "甲")


def test_silence_is_no_transcript(room: Workbench, tmp_path: Path) -> None:
    hearing = recorded(room, tmp_path, pause(90.0))
    job = room.jobs.wait(room.hearing.transcribe(hearing.id, "甲").id)
    assert job.state is JobState.FAILED
    assert "没有转写出文字" in job.message
    assert room.hearing.turns(hearing.id) == []


def test_channels_have_their_seats_and_overlaps_are_marked(room: Workbench, tmp_path: Path) -> None:
    judge = np.concatenate([talk([1, 2, 3], gap=2.0), pause(20.0)])
    plaintiff = np.concatenate([pause(6.4), says(7), pause(40.0)])[: judge.size]
    plaintiff = np.pad(plaintiff, (0, judge.size - plaintiff.size))
    deaf = talk([50, 51, 52])
    third = np.pad(deaf, (0, judge.size - deaf.size))
    hearing = recorded(
        room, tmp_path, np.stack([judge, plaintiff.astype(np.float32), third]), profile=TWO
    )
    run(room, room.hearing.transcribe(hearing.id, "甲"))
    turns = room.hearing.turns(hearing.id)
    assert heard(room, hearing) == [1, 2, 7, 3]
    assert [turn.role for turn in turns] == ["审判长", "审判长", "原告", "审判长"]
    assert {turn.basis for turn in turns} == {RoleBasis.CHANNEL}
    assert [turn.overlap for turn in turns] == [False, True, True, False]
    assert [turn.channel for turn in turns] == [0, 0, 1, 0]


def test_what_the_neighbours_microphone_hears_is_said_once(room: Workbench, tmp_path: Path) -> None:
    judge = np.concatenate([talk([1, 2], gap=2.0), pause(10.0)])
    plaintiff = np.concatenate([pause(10.0), talk([7, 8], gap=2.0)])
    size = max(judge.size, plaintiff.size)
    judge, plaintiff = (np.pad(one, (0, size - one.size)) for one in (judge, plaintiff))
    echo = 0.25 * np.roll(judge, RATE // 50)
    sound = np.stack([judge + 0.25 * np.roll(plaintiff, RATE // 50), plaintiff + echo])
    hearing = recorded(room, tmp_path, sound.astype(np.float32), profile=TWO)
    job = run(room, room.hearing.transcribe(hearing.id, "甲"))
    turns = room.hearing.turns(hearing.id)
    assert heard(room, hearing) == [1, 2, 7, 8]
    assert [turn.role for turn in turns] == ["审判长", "审判长", "原告", "原告"]
    dropped = room.hearing.dropped(hearing.id)
    assert len(dropped) == 4
    assert all("串音" in one.rule for one in dropped)
    assert "4 处" in job.message


def test_without_seats_all_channels_are_heard_together(room: Workbench, tmp_path: Path) -> None:
    one = np.concatenate([talk([1]), pause(6.0)])
    other = np.concatenate([pause(5.0), talk([2])])
    size = max(one.size, other.size)
    sound = np.stack([np.pad(one, (0, size - one.size)), np.pad(other, (0, size - other.size))])
    hearing = recorded(room, tmp_path, sound)
    run(room, room.hearing.transcribe(hearing.id, "甲"))
    assert heard(room, hearing) == [1, 2]
    assert {turn.channel for turn in room.hearing.turns(hearing.id)} == {-1}


def test_two_jobs_never_hear_one_hearing_at_once(room: Workbench, tmp_path: Path) -> None:
    numbers = list(range(60))
    hearing = recorded(room, tmp_path, talk(numbers))
    first = room.hearing.transcribe(hearing.id, "甲")
    while not room.hearing.turns(hearing.id):
        room.jobs.poll(budget=0.0)
    room.jobs.cancel(first.id)
    again = room.hearing.again_all(hearing.id, "另一")
    room.jobs.poll(budget=0.0)
    room.jobs.resume(first.id)
    room.jobs.wait_all()
    assert room.jobs.table.get(again.id).state is JobState.DONE
    refused = room.jobs.table.get(first.id)
    assert refused.state is JobState.FAILED
    assert "另一任务" in refused.message
    run(room, room.jobs.resume(first.id))
    assert heard(room, hearing) == numbers


def test_a_killed_process_of_the_model_costs_nothing(room: Workbench, tmp_path: Path) -> None:
    numbers = list(range(60))
    hearing = recorded(room, tmp_path, talk(numbers))
    job = room.hearing.transcribe(hearing.id, "甲")
    while not room.hearing.turns(hearing.id):
        room.jobs.poll(budget=0.0)
    for child in multiprocessing.active_children():
        os.kill(child.pid or 0, 9)
    run(room, job)
    assert heard(room, hearing) == numbers


def test_a_voltage_under_the_sound_costs_no_turn(room: Workbench, tmp_path: Path) -> None:
    sound = 0.3 * talk(list(range(8))) + np.float32(0.4)
    hearing = recorded(room, tmp_path, sound)
    run(room, room.hearing.transcribe(hearing.id, "甲"))
    assert heard(room, hearing) == list(range(8))


def test_a_voltage_under_a_neighbours_microphone_wins_no_words(
    room: Workbench, tmp_path: Path
) -> None:
    sound = talk(list(range(8)))
    shifted = np.stack([sound, 0.3 * sound + np.float32(0.1)])
    hearing = recorded(room, tmp_path, shifted, profile=TWO)
    run(room, room.hearing.transcribe(hearing.id, "甲"))
    assert heard(room, hearing) == list(range(8))
    assert {turn.channel for turn in room.hearing.turns(hearing.id)} == {0}
