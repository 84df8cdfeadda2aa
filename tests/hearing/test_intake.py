"""Recordings come in: hashed, measured, in order; damaged, doubled, refused and broken off."""

import hashlib
import multiprocessing
import os
import signal
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest
from cryptography.hazmat.primitives import hashes

from tests.support.disks import FullDisk
from tests.support.engines import FixedOcr
from tests.support.hearings import store_of
from tests.support.sounds import tune, wav
from workbench.hearing.gathering import gathered
from workbench.hearing.importing import Begun
from workbench.hearing.intake import (
    DAMAGED,
    DOUBLED,
    KEPT,
    READING,
    REFUSED,
    RecordingIntake,
)
from workbench.hearing.model import Hearing, Procedure
from workbench.kernel.errors import UserError
from workbench.kernel.job_table import JobState
from workbench.workbench import Workbench

RATE = 16_000


@pytest.fixture
def empty(workbench: Workbench) -> Hearing:
    case = workbench.papers.new_case("张三甲诉李四乙")
    return workbench.hearing.create(case.id, Procedure.CIVIL)


def sound(folder: Path, name: str, seconds: float = 2.0, channels: int = 1) -> Path:
    path = folder / name
    path.write_bytes(wav(tune(seconds, RATE, channels), RATE))
    return path


def brought(workbench: Workbench, hearing: Hearing, *paths: Path) -> list[tuple[str, str]]:
    job = workbench.jobs.wait(workbench.hearing.import_files(hearing.id, paths).id)
    lines = workbench.hearing.account(job.id)
    return [(Path(line.source).name, line.outcome) for line in lines]


def test_a_recording_is_kept_hashed_and_measured(
    workbench: Workbench, empty: Hearing, tmp_path: Path
) -> None:
    path = sound(tmp_path, "庭审.wav", 3.0, channels=2)
    assert brought(workbench, empty, path) == [("庭审.wav", KEPT)]
    (held,) = workbench.hearing.recordings(empty.id)
    data, sm3 = path.read_bytes(), hashes.Hash(hashes.SM3())
    sm3.update(data)
    assert held.sha256 == hashlib.sha256(data).hexdigest()
    assert held.sm3 == sm3.finalize().hex()
    assert (held.size, held.channels, held.rate) == (len(data), 2, RATE)
    assert held.seconds == pytest.approx(3.0)
    with workbench.hearing.open_recording(held.id) as stream:
        assert stream.read() == data
    outline = workbench.hearing.peaks(held.id)
    assert outline is not None
    assert outline.low.shape == outline.high.shape == (2, 3 * outline.per_second)
    assert int(np.abs(outline.high).max()) > 20


def test_files_come_in_the_order_of_their_numbers(
    workbench: Workbench, empty: Hearing, tmp_path: Path
) -> None:
    folder = tmp_path / "录音"
    folder.mkdir()
    for number in (10, 2, 1):
        sound(folder, f"庭审{number}.wav", 0.5 + number / 10)
    sound(folder, "庭审.wav")
    (folder / "说明.txt").write_text("不是录音", "utf-8")
    brought(workbench, empty, folder)
    names = [recording.name for recording in workbench.hearing.recordings(empty.id)]
    assert names == ["庭审.wav", "庭审1.wav", "庭审2.wav", "庭审10.wav"]


def test_the_same_file_twice_is_kept_once(
    workbench: Workbench, empty: Hearing, tmp_path: Path
) -> None:
    first, second = sound(tmp_path, "一.wav"), sound(tmp_path, "一 副本.wav")
    lines = dict(brought(workbench, empty, first, second))
    assert sorted(lines.values()) == sorted([KEPT, DOUBLED])
    assert brought(workbench, empty, first) == [("一.wav", DOUBLED)]
    assert len(workbench.hearing.recordings(empty.id)) == 1


def test_what_is_no_sound_is_named_and_the_rest_goes_on(
    workbench: Workbench, empty: Hearing, tmp_path: Path
) -> None:
    rubbish = tmp_path / "a.wav"
    rubbish.write_bytes(b"%PDF-1.7 no sound" * 50)
    lines = brought(workbench, empty, rubbish, sound(tmp_path, "b.wav"))
    assert lines == [("a.wav", REFUSED), ("b.wav", KEPT)]
    assert len(list(workbench.workspace.vault.hashes())) == 1


def test_nothing_but_rubbish_fails_with_its_reason(
    workbench: Workbench, empty: Hearing, tmp_path: Path
) -> None:
    rubbish = tmp_path / "a.wav"
    rubbish.write_bytes(b"no sound")
    job = workbench.jobs.wait(workbench.hearing.import_files(empty.id, [rubbish]).id)
    assert job.state is JobState.FAILED
    assert "不可读 1 个" in job.message
    (tmp_path / "空").mkdir()
    job = workbench.jobs.wait(workbench.hearing.import_files(empty.id, [tmp_path / "空"]).id)
    assert "没有录音文件" in job.message
    with pytest.raises(UserError, match="找不到"):
        workbench.hearing.import_files(empty.id, [tmp_path / "没有.wav"])


def test_a_broken_off_file_is_kept_and_its_place_named(
    workbench: Workbench, empty: Hearing, tmp_path: Path
) -> None:
    from tests.support.sounds import recording

    data = bytearray(recording("flac", 8.0))
    middle = len(data) // 2
    data[middle : middle + 6000] = bytes(6000)
    path = tmp_path / "坏.flac"
    path.write_bytes(bytes(data))
    assert brought(workbench, empty, path) == [("坏.flac", DAMAGED)]
    (held,) = workbench.hearing.recordings(empty.id)
    assert held.damages
    assert 1.0 < held.damages[0].start < 7.0
    with workbench.hearing.open_recording(held.id) as stream:
        assert stream.read() == bytes(data)


def test_an_import_called_off_goes_on_where_it_was(tmp_path: Path) -> None:
    opened = Workbench.open(tmp_path / "again", ocr=FixedOcr)
    case = opened.papers.new_case("张三甲诉李四乙")
    hearing = opened.hearing.create(case.id, Procedure.CIVIL)
    paths = [sound(tmp_path, f"{n}.wav", 1.0 + n / 10) for n in range(24)]
    job = opened.hearing.import_files(hearing.id, paths)
    while len(opened.hearing.recordings(hearing.id)) < 2:
        opened.jobs.poll(budget=0.0)
    opened.jobs.cancel(job.id)
    if opened.jobs.table.get(job.id).state is JobState.DONE:
        opened.close()
        pytest.skip("the machine was so busy that the import ended before it could be called off")
    assert opened.jobs.table.get(job.id).state is JobState.CANCELLED
    opened.close()
    opened = Workbench.open(tmp_path / "again", ocr=FixedOcr)
    opened.jobs.wait(opened.jobs.resume(job.id).id)
    held = opened.hearing.recordings(hearing.id)
    assert [recording.name for recording in held] == [path.name for path in paths]
    assert all(opened.hearing.peaks(recording.id) is not None for recording in held)
    assert {line.outcome for line in opened.hearing.account(job.id)} == {KEPT}
    opened.close()


def test_a_killed_child_reads_on_where_it_was(
    workbench: Workbench, empty: Hearing, tmp_path: Path
) -> None:
    paths = [sound(tmp_path, f"{n}.wav", 1.0 + n / 10) for n in range(4)]
    job = workbench.hearing.import_files(empty.id, paths)
    while not workbench.hearing.recordings(empty.id):
        workbench.jobs.poll(budget=0.0)
    for child in multiprocessing.active_children():
        os.kill(child.pid or 0, signal.SIGKILL)
    assert workbench.jobs.wait(job.id).state is JobState.DONE
    held = workbench.hearing.recordings(empty.id)
    assert [recording.name for recording in held] == [path.name for path in paths]
    assert all(workbench.hearing.peaks(recording.id) is not None for recording in held)
    assert {line.outcome for line in workbench.hearing.account(job.id)} == {KEPT}


def test_a_file_that_kills_the_child_twice_is_set_aside(
    workbench: Workbench, empty: Hearing, tmp_path: Path
) -> None:
    job = workbench.hearing.import_files(empty.id, [sound(tmp_path, "一.wav")])
    store = store_of(workbench)
    intake = RecordingIntake(store, workbench.workspace.vault, workbench.journal)
    assert not intake.died(job, ""), "nothing was begun"
    with store.transaction():
        intake.store(job, Begun("一.wav"))
    assert intake.died(job, "")
    assert [line.outcome for line in intake.account(job.id)] == [READING]
    assert intake.died(job, "")
    assert [line.outcome for line in intake.account(job.id)] == [REFUSED]
    assert not intake.died(job, "")


def test_a_recording_that_kills_the_child_never_stops_later_imports(
    workbench: Workbench, empty: Hearing, tmp_path: Path
) -> None:
    # Long enough to be called off while it is measured.
    first = workbench.hearing.import_files(empty.id, [sound(tmp_path, "一.wav", 240.0)])
    while not workbench.hearing.recordings(empty.id):
        workbench.jobs.poll(budget=0.0)
    assert workbench.jobs.cancel(first.id).state is JobState.CANCELLED
    intake = RecordingIntake(store_of(workbench), workbench.workspace.vault, workbench.journal)
    second = workbench.hearing.import_files(empty.id, [sound(tmp_path, "二.wav", 3.0)])
    assert intake.died(second, "")
    assert intake.died(second, "")
    assert not intake.died(second, ""), "the recording is passed over now"
    assert workbench.jobs.wait(second.id).state is JobState.DONE
    held = workbench.hearing.recordings(empty.id)
    assert [recording.name for recording in held] == ["一.wav", "二.wav"]


KILLED = """
import os, sys
from pathlib import Path
from tests.support.engines import FixedOcr
from workbench.hearing.model import Procedure
from workbench.workbench import Workbench
if __name__ == "__main__":
    opened = Workbench.open(Path(sys.argv[1]), ocr=FixedOcr)
    case = opened.papers.new_case("张三甲诉李四乙")
    hearing = opened.hearing.create(case.id, Procedure.CIVIL)
    job = opened.hearing.import_files(hearing.id, [Path(one) for one in sys.argv[2:]])
    while len(opened.hearing.recordings(hearing.id)) < 2:
        opened.jobs.poll(budget=0.0)
    print(hearing.id, job.id, flush=True)
    os.kill(os.getpid(), 9)
"""


def test_a_power_cut_during_an_import_costs_and_doubles_nothing(tmp_path: Path) -> None:
    paths = [sound(tmp_path, f"{n}.wav", 1.0 + n / 10) for n in range(5)]
    script = tmp_path / "killed.py"
    script.write_text(KILLED, "utf-8")
    command = [sys.executable, str(script), str(tmp_path / "ws"), *map(str, paths)]
    root = str(Path(__file__).parents[2])
    done = subprocess.run(
        command,
        env=os.environ | {"PYTHONPATH": root},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == -signal.SIGKILL, done.stderr
    hearing, job = done.stdout.split()
    opened = Workbench.open(tmp_path / "ws", ocr=FixedOcr)
    before = {one.sha256 for one in opened.hearing.recordings(hearing)}
    assert len(before) >= 2
    if opened.jobs.table.get(job).state not in (JobState.QUEUED, JobState.RUNNING):
        opened.jobs.resume(job)
    assert opened.jobs.wait(job).state is JobState.DONE
    held = opened.hearing.recordings(hearing)
    assert [one.name for one in held] == [path.name for path in paths]
    assert before <= {one.sha256 for one in held}
    assert all(opened.hearing.peaks(one.id) is not None for one in held)
    assert len(list(opened.workspace.vault.hashes())) == len(paths)
    opened.close()


def test_what_one_import_left_unmeasured_the_next_one_measures(
    workbench: Workbench, empty: Hearing, tmp_path: Path
) -> None:
    path = sound(tmp_path, "一.wav")
    job = workbench.hearing.import_files(empty.id, [path])
    while not workbench.hearing.recordings(empty.id):
        workbench.jobs.poll(budget=0.0)
    workbench.jobs.cancel(job.id)
    brought(workbench, empty, path)
    (held,) = workbench.hearing.recordings(empty.id)
    assert workbench.hearing.peaks(held.id) is not None


def test_nothing_is_swept_away_while_a_recording_comes_in(
    workbench: Workbench, empty: Hearing, tmp_path: Path
) -> None:
    workbench.workspace.vault.put(b"half imported")
    workbench.hearing.import_files(empty.id, [sound(tmp_path, "一.wav")])
    assert workbench.papers.sweep() == 0
    workbench.jobs.wait_all()
    assert workbench.papers.sweep() == 1


def test_a_vault_that_cannot_be_written_stops_the_import_which_goes_on_later(
    workbench: Workbench, empty: Hearing, tmp_path: Path
) -> None:
    vault = workbench.workspace.vault.folder
    aside = vault.with_name("aside")
    if vault.exists():
        vault.rename(aside)
    vault.write_bytes(b"")  # as good as a full disk: nothing can be put there
    paths = [sound(tmp_path, "一.wav"), sound(tmp_path, "二.wav", 3.0)]
    job = workbench.jobs.wait(workbench.hearing.import_files(empty.id, paths).id)
    assert job.state is JobState.FAILED
    assert workbench.hearing.recordings(empty.id) == []
    vault.unlink()
    if aside.exists():
        aside.rename(vault)
    job = workbench.jobs.wait(workbench.jobs.resume(job.id).id)
    assert job.state is JobState.DONE, job.message
    assert len(workbench.hearing.recordings(empty.id)) == 2


@pytest.mark.parametrize("after", range(1, 7))
def test_a_full_disk_stops_an_import_in_words_and_it_goes_on_later(
    workbench: Workbench,
    empty: Hearing,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    after: int,
) -> None:
    paths = [sound(tmp_path, "一.wav"), sound(tmp_path, "二.wav", 3.0)]
    submitted = workbench.hearing.import_files(empty.id, paths)
    disk = FullDisk(store_of(workbench), monkeypatch, after)
    job = workbench.jobs.wait(submitted.id)
    assert job.state is JobState.FAILED
    assert "磁盘空间不足" in job.message
    disk.full = False
    job = workbench.jobs.wait(workbench.jobs.resume(job.id).id)
    assert job.state is JobState.DONE, job.message
    held = workbench.hearing.recordings(empty.id)
    assert [recording.name for recording in held] == ["一.wav", "二.wav"]
    assert all(workbench.hearing.peaks(recording.id) is not None for recording in held)


def test_a_recording_in_a_folder_is_found_by_its_beginning_too(tmp_path: Path) -> None:
    folder = tmp_path / "录音"
    folder.mkdir()
    for name in ("庭审录音", "庭审.dat", "庭审.txt"):
        sound(folder, name)
    (folder / "说明.txt").write_text("不是录音", "utf-8")
    (folder / "照片.heic").write_bytes(b"\0\0\0\x18ftypheic" + bytes(100))
    assert {one.path.name for one in gathered([folder])} == {"庭审录音", "庭审.dat", "庭审.txt"}


def test_gaps_between_recordings_come_from_their_clocks(tmp_path: Path) -> None:
    import av

    def made(name: str, when: str) -> Path:
        path = tmp_path / name
        with av.open(str(path), "w", format="ogg", options={}) as out:
            out.metadata["creation_time"] = when
            stream = out.add_stream("libopus", 48000)
            stream.codec_context.layout = "mono"
            frame = av.AudioFrame.from_ndarray(np.zeros((1, 48000 * 2), np.float32), "fltp", "mono")
            frame.sample_rate = 48000
            stream.codec_context.open()
            resampler = av.AudioResampler("s16", "mono", 48000, 960)
            for piece in [*resampler.resample(frame), *resampler.resample(None)]:
                out.mux(stream.encode(piece))
            out.mux(stream.encode(None))
        return path

    later = made("a.ogg", "2026-03-05T10:10:02")
    first = made("b.ogg", "2026-03-05T10:00:00")
    found = gathered([later, first])
    assert [one.path.name for one in found] == ["b.ogg", "a.ogg"]
    assert found[1].gap == pytest.approx(600.0, abs=0.1)
