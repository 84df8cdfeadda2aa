"""Parts on the disk: none can be changed, swapped or dropped unnoticed."""

from pathlib import Path

import pytest

from tests.support.live import place, written
from tests.support.microphones import USUAL, samples
from workbench.hearing.live.model import Event, Mark
from workbench.hearing.live.parts import MARK, SOUND, Place

FIRST, SECOND = samples(0, 100), samples(100, 50)


def test_what_was_written_is_read_again(tmp_path: Path) -> None:
    where = place(tmp_path)
    writer = written(where, FIRST)
    writer.mark(Mark(Event.PAUSE, 100, "2026-03-05T10:00:00+08:00", "休庭"))
    writer.sound(SECOND)
    assert where.parts() == {0: MARK, 1: SOUND, 2: MARK, 3: SOUND}
    assert where.sound(1) == (0, FIRST)
    assert where.sound(3) == (100, SECOND)
    assert [mark.reason for mark in where.marks()] == ["休庭"]
    head = where.head()
    assert head is not None
    assert head.form == USUAL


def test_nothing_of_the_sound_lies_open(tmp_path: Path) -> None:
    where = place(tmp_path)
    written(where, b"\x11\x22" * 200)
    lying = b"".join(path.read_bytes() for path in where.folder.iterdir())
    assert b"\x11\x22" * 4 not in lying
    assert "示例话筒".encode() not in lying


def test_a_changed_part_is_none(tmp_path: Path) -> None:
    where = place(tmp_path)
    written(where, FIRST)
    path = where.path(1, SOUND)
    content = bytearray(path.read_bytes())
    content[60] ^= 1
    path.write_bytes(content)
    assert where.sound(1) is None


def test_swapped_parts_are_none(tmp_path: Path) -> None:
    where = place(tmp_path)
    written(where, FIRST, FIRST)
    one, two, aside = where.path(1, SOUND), where.path(2, SOUND), tmp_path / "aside"
    one.rename(aside)
    two.rename(one)
    aside.rename(two)
    assert where.sound(1) is None
    assert where.sound(2) is None


def test_a_part_of_another_recording_is_none(tmp_path: Path) -> None:
    where = place(tmp_path)
    written(where, FIRST)
    assert Place(where.folder, b"x" * 32).sound(1) is None


def test_a_part_that_the_disk_refused_is_written_the_next_time(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    where = place(tmp_path)
    writer = written(where)
    with monkeypatch.context() as broken:
        broken.setattr("workbench.hearing.live.parts.os.fsync", _refuse)
        with pytest.raises(OSError, match="full"):
            writer.sound(FIRST)
    assert writer.frames == 0
    writer.sound(FIRST)
    assert where.parts() == {0: MARK, 1: SOUND}
    assert where.sound(1) == (0, FIRST)


def test_a_removal_that_was_killed_leaves_no_recording(tmp_path: Path) -> None:
    where = place(tmp_path)
    written(where, FIRST)
    where.remove()
    assert list((tmp_path / "live").iterdir()) == []
    where.remove()


def _refuse(_file: int) -> None:
    raise OSError("full")
