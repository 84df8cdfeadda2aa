"""The libraries of sound are read before the first play, beside the window."""

import os
import sys
from pathlib import Path

import pytest

from ui.hearing.sound_ready import SoundReady, library_files, read_all
from ui.pages.hearing import HearingPage


@pytest.mark.skipif(sys.platform != "linux", reason="names of files as on Linux")
def test_the_libraries_that_are_loaded_are_those_that_are_read() -> None:
    names = [path.name for path in library_files()]
    for part in ("QtMultimedia", "libQt6Multimedia.so", "libavcodec", "mediaplugin"):
        assert any(part in name for name in names), part
    assert not any(name.endswith((".py", ".pyi")) for name in names)


def test_a_file_that_cannot_be_read_is_left_out(tmp_path: Path) -> None:
    (tmp_path / "a").write_bytes(os.urandom(3_000_000))
    assert read_all(lambda: [tmp_path / "missing", tmp_path / "a", tmp_path]) == 3_000_000


def test_they_are_read_once_and_nothing_waits_for_it(tmp_path: Path) -> None:
    asked: list[int] = []

    def files() -> list[Path]:
        asked.append(1)
        return []

    ready = SoundReady(files)
    first = ready.begin()
    assert ready.begin() is first
    assert first.result(9) == 0
    assert asked == [1]


def test_a_hearing_with_sound_gets_it_ready(page: HearingPage) -> None:
    assert page.sound.begin().result(30) > 1_000_000
