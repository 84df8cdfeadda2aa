"""A workspace folder: first use, one writer, passphrase, refusals."""

import subprocess
import sys
from pathlib import Path

import pytest

from tests.support.data import ROOT
from workbench.kernel import keys
from workbench.kernel.errors import UserError
from workbench.kernel.workspace import needs_passphrase, open_workspace


def test_first_use_makes_it_and_second_opens_it(tmp_path: Path) -> None:
    first = open_workspace(tmp_path / "ws")
    assert first.created
    assert not first.read_only
    first.close()
    second = open_workspace(tmp_path / "ws")
    assert not second.created
    assert second.key == first.key
    second.close()


def test_second_process_reads_only_and_says_why(tmp_path: Path) -> None:
    writer = open_workspace(tmp_path / "ws")
    code = (
        "import sys; from pathlib import Path\n"
        "from workbench.kernel.workspace import open_workspace\n"
        "w = open_workspace(Path(sys.argv[1])); print(w.read_only, w.why_read_only)"
    )
    command = [sys.executable, "-c", code, str(tmp_path / "ws")]
    said = subprocess.run(command, capture_output=True, text=True, check=True, cwd=ROOT).stdout
    assert said.startswith("True")
    assert "只读" in said
    writer.close()
    said = subprocess.run(command, capture_output=True, text=True, check=True, cwd=ROOT).stdout
    assert said.startswith("False")


def test_lock_goes_with_a_killed_process(tmp_path: Path) -> None:
    code = (
        "import os, sys; from pathlib import Path\n"
        "from workbench.kernel.workspace import open_workspace\n"
        "w = open_workspace(Path(sys.argv[1])); os.kill(os.getpid(), 9)"
    )
    command = [sys.executable, "-c", code, str(tmp_path / "ws")]
    assert subprocess.run(command, check=False, cwd=ROOT).returncode == -9
    workspace = open_workspace(tmp_path / "ws")
    assert not workspace.read_only
    workspace.close()


def test_passphrase(tmp_path: Path) -> None:
    workspace = open_workspace(tmp_path / "ws")
    with pytest.raises(UserError, match="少于 8"):
        workspace.set_passphrase("短")
    workspace.set_passphrase("足够长的口令一二三")
    assert workspace.has_passphrase
    workspace.close()
    assert needs_passphrase(tmp_path / "ws")
    with pytest.raises(UserError, match="口令不正确"):
        open_workspace(tmp_path / "ws", "别的口令别的口令")
    again = open_workspace(tmp_path / "ws", "足够长的口令一二三")
    again.set_passphrase(None)
    again.close()
    open_workspace(tmp_path / "ws").close()


def test_strangers_folder_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "照片.jpg").write_bytes(b"x")
    with pytest.raises(UserError, match="已有其他文件"):
        open_workspace(tmp_path)
    assert sorted(p.name for p in tmp_path.iterdir()) == ["writer.lock", "照片.jpg"]


def test_lost_keys_are_not_replaced(tmp_path: Path) -> None:
    workspace = open_workspace(tmp_path / "ws")
    workspace.open_store("store.db", ()).close()
    workspace.close()
    (tmp_path / "ws" / keys.KEYS_FILE).unlink()
    with pytest.raises(UserError, match="备份"):
        open_workspace(tmp_path / "ws")


def test_file_instead_of_folder(tmp_path: Path) -> None:
    (tmp_path / "f").write_text("x")
    with pytest.raises(UserError):
        open_workspace(tmp_path / "f")


def test_left_overs_of_a_broken_first_start_are_ours(tmp_path: Path) -> None:
    for name in (".keys.json.0a1b2c3d.tmp", ".workspace.key.0a1b2c3d.tmp", "workspace.key"):
        (tmp_path / name).write_bytes(b"x")
    workspace = open_workspace(tmp_path)
    assert workspace.created
    workspace.close()
    open_workspace(tmp_path).close()
