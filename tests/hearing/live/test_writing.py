"""On the way to the disk: a full disk costs nothing as long as the memory lasts."""

import errno
from pathlib import Path

import pytest

from tests.support.live import place, written
from tests.support.microphones import USUAL, samples
from workbench.hearing.live import writing
from workbench.hearing.live.model import Event, Mark
from workbench.hearing.live.parts import MARK, SOUND, PartWriter
from workbench.hearing.live.rebuilding import WavStream
from workbench.hearing.live.writing import Writing

RATE = USUAL.rate


class Disk:
    """Refuses so many writes, then takes them."""

    def __init__(self, writer: PartWriter, refusals: int) -> None:
        self._put, self.refusals = writer._put, refusals

    def __call__(self, kind: str, content: bytes) -> None:
        if self.refusals:
            self.refusals -= 1
            raise OSError(errno.ENOSPC, "full")
        self._put(kind, content)


@pytest.fixture(autouse=True)
def impatient(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(writing, "AGAIN_SECONDS", 0.01)


def test_sound_before_a_mark_is_written_before_it(tmp_path: Path) -> None:
    where = place(tmp_path)
    busy = Writing(written(where), USUAL)
    busy.sound(samples(0, 100))
    busy.mark(Mark(Event.PAUSE, 100, "2026-03-05T10:00:00+08:00"))
    busy.sound(samples(100, 5 * RATE))
    assert busy.close()
    assert where.parts() == {0: MARK, 1: SOUND, 2: MARK, 3: SOUND, 4: SOUND, 5: SOUND}
    assert busy.sealed == busy.frames == 100 + 5 * RATE
    assert WavStream(where, USUAL).frames == 100 + 5 * RATE


def test_a_disk_that_was_full_for_a_while_costs_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    where = place(tmp_path)
    writer = written(where)
    disk = Disk(writer, 20)
    monkeypatch.setattr(writer, "_put", disk)
    busy = Writing(writer, USUAL)
    told = ""
    for second in range(6):
        busy.sound(samples(second * RATE, RATE))
    while disk.refusals:
        told = busy.trouble or told
    assert "磁盘已满" in told
    assert busy.close()
    assert busy.trouble == ""
    assert WavStream(where, USUAL).readall().endswith(samples(0, 6 * RATE))


def test_a_disk_that_stays_full_keeps_what_was_written_and_says_so(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    where = place(tmp_path)
    writer = written(where, samples(0, RATE))
    monkeypatch.setattr(writer, "_put", Disk(writer, 10**9))
    busy = Writing(writer, USUAL, held=4 * USUAL.second)
    second = 1
    while not busy.full:
        busy.sound(samples(second * RATE, RATE))
        second += 1
    assert "录音已停止" in busy.trouble
    assert "都在" in busy.trouble
    assert not busy.close()
    assert WavStream(where, USUAL).readall().endswith(samples(0, RATE))


def test_a_disk_that_is_cleared_while_a_recording_ends_costs_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    where = place(tmp_path)
    writer = written(where)
    monkeypatch.setattr(writer, "_put", Disk(writer, 10))
    busy = Writing(writer, USUAL)
    busy.sound(samples(0, 5 * RATE))
    assert busy.close()
    assert busy.trouble == ""
    assert WavStream(where, USUAL).readall().endswith(samples(0, 5 * RATE))


def test_what_never_came_to_the_disk_is_said_to_be_lost(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    where = place(tmp_path)
    writer = written(where, samples(0, RATE))
    monkeypatch.setattr(writer, "_put", Disk(writer, 10**9))
    busy = Writing(writer, USUAL)
    busy.sound(samples(RATE, 5 * RATE))
    assert not busy.close(0.05)
    assert "最后 5 秒的声音没有写入，已经丢失" in busy.trouble
    assert WavStream(where, USUAL).readall().endswith(samples(0, RATE))
