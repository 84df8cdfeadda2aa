"""A hearing is recorded: begun, paused, ended, cut off, found again."""

import io
import os
import signal
from pathlib import Path

import pytest

from tests.support.disks import FullDisk
from tests.support.engines import FixedOcr
from tests.support.hearings import store_of
from tests.support.live import Driver
from tests.support.microphones import USUAL, samples
from workbench.hearing.audio import probe
from workbench.hearing.live import recorder
from workbench.hearing.live.interruptions import SHEET
from workbench.hearing.live.microphones import MicrophoneMaker
from workbench.hearing.live.model import State
from workbench.hearing.live.parts import live_folder
from workbench.hearing.live.rebuilding import wav_head
from workbench.hearing.model import Hearing, Procedure, Recording
from workbench.hearing.repository import RecordingRepository
from workbench.kernel.backup import restore
from workbench.kernel.errors import UserError
from workbench.kernel.job_table import JobState
from workbench.workbench import Workbench


@pytest.fixture
def log(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Say to the microphones what happens to them."""
    monkeypatch.setenv("MICROPHONE_LOG", str(tmp_path))
    return tmp_path


@pytest.fixture
def sitting(workbench: Workbench) -> Hearing:
    case = workbench.papers.new_case("张三甲诉李四乙民间借贷")
    return workbench.hearing.create(case.id, Procedure.CIVIL)


@pytest.fixture
def driver(workbench: Workbench) -> Driver:
    return Driver(workbench.hearing.live)


def only(workbench: Workbench, hearing: Hearing) -> Recording:
    (recording,) = workbench.hearing.recordings(hearing.id)
    return recording


def sound(workbench: Workbench, recording: Recording) -> bytes:
    with workbench.hearing.open_recording(recording.id) as stream:
        content = stream.read()
    return content[len(wav_head(USUAL, 0)) :]


def events(workbench: Workbench) -> list[str]:
    rows = workbench.journal.entries()
    return [row.event for row in rows if row.event.startswith("hearing.live")]


@pytest.mark.spawned
def test_a_recording_becomes_a_file_with_its_hashes(
    workbench: Workbench, sitting: Hearing, driver: Driver
) -> None:
    recording = driver.record(sitting.id, 2.0)
    assert not recording.complete
    driver.live.pause("休庭")
    driver.until(lambda: driver.live.status.state is State.PAUSED)
    driver.live.go_on()
    driver.until(lambda: driver.live.status.state is State.RECORDING)
    driver.end()
    workbench.jobs.wait_all()
    kept = only(workbench, sitting)
    assert kept.id == recording.id
    assert kept.live
    assert kept.complete
    assert kept.sm3
    assert workbench.workspace.vault.verify(kept.sha256)
    # Recording begins somewhere in the device's sound and misses a stretch while it pauses.
    made = sound(workbench, kept)
    assert len(made) == round(kept.seconds * USUAL.rate) * USUAL.frame
    assert made[: 2 * USUAL.second] in samples(0, 200 * USUAL.rate)
    assert probe(io.BytesIO(workbench.workspace.vault.read(kept.sha256))).channels == 2
    assert workbench.hearing.peaks(kept.id) is not None
    (one,) = driver.live.interruptions(kept)
    assert one.reason == "休庭"
    assert one.ended
    assert workbench.records.material(sitting.id).interruptions == {kept.id: (one,)}
    assert not workbench.hearing.sheet(sitting.id, SHEET)[kept.id]["recovered"]
    wanted = ["begin", "pause", "go_on", "end", "kept"]
    assert sorted(events(workbench)) == sorted(f"hearing.live.{word}" for word in wanted)
    assert not driver.problems


def test_the_parts_go_once_the_vault_holds_the_file(
    workbench: Workbench, sitting: Hearing, driver: Driver, monkeypatch: pytest.MonkeyPatch
) -> None:
    driver.record(sitting.id, 2.0)
    driver.end()
    folder = live_folder(workbench.workspace.vault)
    driver.live.tidy()
    assert list(folder.iterdir())
    workbench.jobs.wait_all()
    monkeypatch.setattr("workbench.hearing.live.lost.threading.Thread", _AtOnce)
    driver.live.tidy()
    assert not list(folder.iterdir())


def test_only_one_recording_at_a_time(
    workbench: Workbench, sitting: Hearing, driver: Driver
) -> None:
    driver.record(sitting.id, 0.0)
    other = workbench.hearing.create(sitting.case, Procedure.CIVIL)
    with pytest.raises(UserError, match="已有一段录音"):
        driver.live.begin(other.id)
    with pytest.raises(UserError, match="正在录音"):
        driver.live.leave()
    with pytest.raises(UserError, match="正在录音"):
        workbench.hearing.recycle(sitting.id)
    assert len(workbench.hearing.recordings(sitting.id)) == 1
    assert workbench.hearing.recordings(other.id) == []


def test_nothing_is_recorded_without_a_device(
    workbench: Workbench, sitting: Hearing, driver: Driver, log: Path
) -> None:
    (log / "unplugged").touch()
    driver.live.prepare(_made_up())
    driver.until(lambda: driver.live.setup.problem)
    assert driver.live.setup.advice
    with pytest.raises(UserError, match="话筒还没有打开"):
        driver.live.begin(sitting.id)
    assert workbench.hearing.recordings(sitting.id) == []


def test_a_second_window_records_nothing(workbench: Workbench, driver: Driver) -> None:
    second = Workbench.open(workbench.workspace.folder, ocr=FixedOcr)
    try:
        with pytest.raises(UserError, match="另一个窗口"):
            second.hearing.live.prepare(_made_up())
    finally:
        second.close()


def test_an_unplugged_microphone_pauses_and_goes_on_by_itself(
    workbench: Workbench, sitting: Hearing, driver: Driver, log: Path
) -> None:
    driver.record(sitting.id, 0.0)
    (log / "unplugged").touch()
    driver.until(lambda: driver.live.status.state is State.PAUSED)
    assert any("话筒断开" in told for told in driver.problems)
    (log / "unplugged").unlink()
    driver.until(lambda: driver.live.status.state is State.RECORDING)
    driver.end()
    workbench.jobs.wait_all()
    (one,) = driver.live.interruptions(only(workbench, sitting))
    assert one.reason == "话筒断开"
    assert one.ended


def test_a_deaf_microphone_counts_as_gone(sitting: Hearing, driver: Driver, log: Path) -> None:
    driver.record(sitting.id, 0.0)
    (log / "deaf").touch()
    driver.until(lambda: driver.live.status.state is State.PAUSED)
    assert driver.live.status.reason == "话筒断开"


def test_a_killed_recorder_loses_less_than_five_seconds(
    workbench: Workbench, sitting: Hearing, driver: Driver
) -> None:
    recording = driver.record(sitting.id, 2.0)
    link = driver.live._link
    assert link is not None
    os.kill(link.pid, signal.SIGKILL)
    driver.until(lambda: driver.live.status.state is State.OFF)
    assert any("意外停止" in told for told in driver.problems)
    (found,) = driver.live.found()
    assert found.recording.id == recording.id
    assert found.seconds >= 2.0
    driver.live.keep(recording.id)
    assert driver.live.keep(recording.id) is None
    workbench.jobs.wait_all()
    assert driver.live.found() == []
    kept = only(workbench, sitting)
    assert kept.complete
    assert kept.seconds == found.seconds
    assert sound(workbench, kept) in samples(0, 200 * USUAL.rate)
    assert "hearing.live.recovered" in events(workbench)
    assert workbench.hearing.sheet(sitting.id, SHEET)[kept.id]["recovered"]


def test_closing_ends_in_order_and_the_next_start_completes(
    workbench: Workbench, sitting: Hearing, driver: Driver
) -> None:
    driver.record(sitting.id, 0.0)
    workbench.close()
    again = Workbench.open(workbench.workspace.folder, ocr=FixedOcr)
    try:
        assert [job.state for job in again.jobs.table.all()] == [JobState.QUEUED]
        assert again.hearing.live.found() == []
        again.jobs.wait_all()
        assert only(again, sitting).complete
        assert not again.hearing.sheet(sitting.id, SHEET)[only(again, sitting).id]["recovered"]
    finally:
        again.close()


def test_a_recording_that_could_not_be_made_complete_is_offered_again(
    workbench: Workbench, sitting: Hearing, driver: Driver
) -> None:
    recording = driver.record(sitting.id, 2.0)
    originals = workbench.workspace.vault.folder
    originals.touch()  # nothing can be put there
    driver.end()
    workbench.jobs.wait_all()
    assert [job.state for job in workbench.jobs.table.all()] == [JobState.FAILED]
    (found,) = driver.live.found()
    assert found.ended
    originals.unlink()
    driver.live.keep(recording.id)
    workbench.jobs.wait_all()
    assert only(workbench, sitting).complete
    assert driver.live.found() == []


def test_a_recording_without_any_sound_is_forgotten(
    workbench: Workbench, sitting: Hearing, driver: Driver
) -> None:
    driver.listen()
    driver.live.begin(sitting.id)
    link = driver.live._link
    assert link is not None
    os.kill(link.pid, signal.SIGKILL)
    driver.until(lambda: driver.live.status.state is State.OFF)
    assert driver.live.found() == []
    assert workbench.hearing.recordings(sitting.id) == []


def test_a_disk_that_cannot_be_written_begins_no_recording(
    workbench: Workbench, sitting: Hearing, driver: Driver
) -> None:
    folder = live_folder(workbench.workspace.vault)
    folder.touch()  # no folder can be made here
    driver.listen()
    driver.live.begin(sitting.id)
    driver.until(lambda: driver.problems)
    assert workbench.hearing.recordings(sitting.id) == []
    assert driver.live.status.state is State.LISTENING


def test_the_recorder_ends_in_order_when_it_is_asked_to_go(
    workbench: Workbench, sitting: Hearing, driver: Driver
) -> None:
    recording = driver.record(sitting.id, 0.0)
    link = driver.live._link
    assert link is not None
    os.kill(link.pid, signal.SIGTERM)
    driver.until(lambda: driver.live.status.state is State.OFF)
    # It waited for the window, then kept all.
    assert any("中断" in told for told in driver.problems)
    workbench.jobs.wait_all()
    kept = only(workbench, sitting)
    assert kept.id == recording.id
    assert kept.complete
    assert kept.seconds > recorder.LEAVE_SECONDS - 1


def test_a_backup_takes_what_is_recorded_along(
    workbench: Workbench, sitting: Hearing, driver: Driver, tmp_path: Path
) -> None:
    recording = driver.record(sitting.id, 2.0)
    workbench.back_up(tmp_path / "backup.jwb")
    driver.end()
    restore(tmp_path / "backup.jwb", tmp_path / "restored")
    restored = Workbench.open(tmp_path / "restored", ocr=FixedOcr)
    try:
        (found,) = restored.hearing.live.found()
        assert found.recording.id == recording.id
        restored.hearing.live.keep(recording.id)
        restored.jobs.wait_all()
        assert only(restored, sitting).seconds == found.seconds >= 2.0
    finally:
        restored.close()


def test_parts_that_no_recording_names_are_found_again(
    workbench: Workbench, sitting: Hearing, driver: Driver
) -> None:
    recording = driver.record(sitting.id, 2.0)
    link = driver.live._link
    assert link is not None
    os.kill(link.pid, signal.SIGKILL)
    driver.until(lambda: driver.live.status.state is State.OFF)
    store = store_of(workbench)
    with store.transaction():
        RecordingRepository(store).delete(recording.id)
    driver.live.tidy()
    assert [one.recording.id for one in driver.live.found()] == [recording.id]


def test_a_store_on_a_full_disk_ends_no_recording_and_loses_none(
    workbench: Workbench, sitting: Hearing, driver: Driver, monkeypatch: pytest.MonkeyPatch
) -> None:
    recording = driver.record(sitting.id, 2.0)
    with monkeypatch.context() as full:
        FullDisk(store_of(workbench), full, 0)
        driver.live.pause("休庭")
        driver.until(lambda: driver.live.status.state is State.PAUSED)
        driver.live.go_on()
        driver.until(lambda: driver.live.status.state is State.RECORDING)
        driver.end()
    assert driver.live.status.state is State.LISTENING
    assert len(driver.problems) == len(set(driver.problems)) == 1
    assert "磁盘空间不足" in driver.problems[0]
    (found,) = driver.live.found()
    assert found.recording.id == recording.id
    driver.live.keep(recording.id)
    workbench.jobs.wait_all()
    kept = only(workbench, sitting)
    assert kept.complete
    assert [one.reason for one in driver.live.interruptions(kept)] == ["休庭"]


class _AtOnce:
    """A thread that does not run beside."""

    def __init__(self, target: "object", **_more: object) -> None:
        self._target = target

    def start(self) -> None:
        assert callable(self._target)
        self._target()


def _made_up() -> MicrophoneMaker:
    from tests.support.microphones import made_up_microphones

    return made_up_microphones
