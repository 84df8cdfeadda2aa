"""What the window needs from the system, and the words for what is missing."""

import shutil
import stat
import subprocess
import sys
from pathlib import Path

import pytest

from installer import system


def test_only_missing_libraries_are_asked_for() -> None:
    there = {name for name, _ in system.QT_LIBRARIES} - {"libEGL.so.1", "libxcb-cursor.so.0"}
    assert system.missing_packages(there.__contains__) == ["libegl1", "libxcb-cursor0"]
    assert system.missing_packages(lambda _: True) == []


def test_loader_is_asked_for_real() -> None:
    assert not system.loads("libthatnobodyhas.so.7")


def test_one_command_brings_all() -> None:
    command = system.command_for(["libegl1", "libgl1"])
    assert command == "sudo apt-get update && sudo apt-get install -y libegl1 libgl1"


@pytest.mark.skipif(shutil.which("bash") is None, reason="stand-in programs are shell scripts")
@pytest.mark.parametrize(("listed", "has_font"), [("Noto Sans CJK SC", True), ("", False)])
def test_font_list_is_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, listed: str, has_font: bool
) -> None:
    program = tmp_path / "fc-list"
    program.write_text(f"#!/usr/bin/env bash\necho '{listed}'\n", encoding="utf-8")
    program.chmod(program.stat().st_mode | stat.S_IXUSR)
    monkeypatch.setenv("PATH", str(tmp_path), prepend=":")
    assert system.has_chinese_font() is has_font


def test_without_rights_the_command_is_said(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def no_program(*args: object, **kwargs: object) -> subprocess.CompletedProcess[str]:
        raise AssertionError("nothing may be run")

    monkeypatch.setattr(sys, "platform", "linux")
    monkeypatch.setattr(system, "missing_packages", lambda: ["libegl1"])
    monkeypatch.setattr(system, "can_install", lambda: False)
    monkeypatch.setattr(subprocess, "run", no_program)
    system.prepare_window(with_font=False)
    assert "sudo apt-get update && sudo apt-get install -y libegl1" in capsys.readouterr().err


def test_nothing_is_said_when_nothing_is_missing(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(system, "missing_packages", list)
    system.prepare_window(with_font=False)
    assert capsys.readouterr().err == ""
