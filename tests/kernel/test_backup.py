"""Backup and restore: whole, checked, never over something else."""

import json
import zipfile
from pathlib import Path

import pytest

from tests.kernel.conftest import MIGRATIONS, Kernel
from workbench.kernel import backup, keys
from workbench.kernel.errors import UserError
from workbench.kernel.journal import Journal
from workbench.kernel.workspace import STORE_FILE, open_workspace


def make(kernel: Kernel, target: Path) -> backup.BackupReport:
    kernel.workspace.vault.put("原件内容".encode())
    kernel.journal.append("papers.import", "c1")
    return backup.create(kernel.workspace, (kernel.store,), target)


@pytest.mark.parametrize("passphrase", [None, "口令口令口令口令"])
def test_round_trip(kernel: Kernel, tmp_path: Path, passphrase: str | None) -> None:
    kernel.workspace.set_passphrase(passphrase)
    report = make(kernel, tmp_path / "b.zip")
    assert report.holds_key is (passphrase is None)
    assert (tmp_path / "b.zip").stat().st_mode & 0o077 == 0
    assert backup.verify(tmp_path / "b.zip") == report
    backup.restore(tmp_path / "b.zip", tmp_path / "again")
    restored = open_workspace(tmp_path / "again", passphrase)
    store = restored.open_store(STORE_FILE, MIGRATIONS)
    assert Journal(store).verify().rows == 1
    (sha256,) = restored.vault.hashes()
    assert restored.vault.read(sha256) == "原件内容".encode()
    if passphrase is None:
        assert (tmp_path / "again" / keys.KEY_FILE).stat().st_mode & 0o777 == 0o600
    store.close()
    restored.close()


def test_nothing_is_overwritten(kernel: Kernel, tmp_path: Path) -> None:
    make(kernel, tmp_path / "b.zip")
    with pytest.raises(UserError, match="已存在"):
        make(kernel, tmp_path / "b.zip")
    with pytest.raises(UserError, match="不是空文件夹"):
        backup.restore(tmp_path / "b.zip", kernel.workspace.folder)
    with pytest.raises(UserError, match="不能放在工作区"):
        make(kernel, kernel.workspace.folder / "inside.zip")
    assert not list(tmp_path.glob(".*.tmp*"))


def test_damage_is_named(kernel: Kernel, tmp_path: Path) -> None:
    make(kernel, tmp_path / "b.zip")
    with (
        zipfile.ZipFile(tmp_path / "b.zip") as good,
        zipfile.ZipFile(tmp_path / "bad.zip", "w") as bad,
    ):
        for name in good.namelist():
            content = good.read(name)
            bad.writestr(name, content[:-1] + b"?" if name == STORE_FILE else content)
    with pytest.raises(UserError, match=r"store\.db”已损坏"):
        backup.verify(tmp_path / "bad.zip")
    with pytest.raises(UserError):
        backup.restore(tmp_path / "bad.zip", tmp_path / "again")
    assert not (tmp_path / "again").exists()


@pytest.mark.parametrize("content", [b"", b"PK nothing", b"x" * 1000])
def test_something_else_is_no_backup(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "b.zip").write_bytes(content)
    with pytest.raises(UserError, match="不是本程序的备份文件"):
        backup.verify(tmp_path / "b.zip")


@pytest.mark.parametrize("name", ["../evil", "/evil", "C:/evil", "originals/../../evil", "a.exe"])
def test_path_out_of_the_folder_is_refused(tmp_path: Path, name: str) -> None:
    with zipfile.ZipFile(tmp_path / "b.zip", "w") as archive:
        archive.writestr(name, b"x")
        files = {name: {"sha256": "", "size": 1}}
        manifest = {"format": 1, "created": "", "files": files}
        archive.writestr(backup.MANIFEST, json.dumps(manifest))
    with pytest.raises(UserError, match="不是本程序的备份文件"):
        backup.restore(tmp_path / "b.zip", tmp_path / "out")
    assert not (tmp_path / "evil").exists()
