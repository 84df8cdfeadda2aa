"""Backup: one file out, one file in, every part checked by its SHA-256.

What is inside stays encrypted as it lies in the workspace. Without a passphrase the key file goes
along, so such a backup opens wherever it is restored; the caller says so to the user.
"""

import contextlib
import hashlib
import json
import os
import re
import secrets
import shutil
import zipfile
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from workbench.kernel import keys
from workbench.kernel.clock import now
from workbench.kernel.errors import UserError
from workbench.kernel.files import cannot_write, sync_folder
from workbench.kernel.store import Store
from workbench.kernel.workspace import INFO_FILE, LIVE, ORIGINALS, Workspace

MANIFEST = "manifest.json"
_ALLOWED = re.compile(
    r"[a-z]+\.(?:json|key|db)|originals/[0-9a-f]{2}/[0-9a-f]{64}"
    r"|live/[0-9a-f]+/[0-9]{8}\.(?:sound|mark)"
)
FORMAT = 1
_CHUNK = 1 << 20


@dataclass(frozen=True)
class BackupReport:
    """What a backup holds: number of files, bytes, when it was made, whether a key is inside."""

    files: int
    size: int
    created: str
    holds_key: bool


Progress = Callable[[int, int], None]
"""Called with bytes done and bytes in all."""
Snapshot = Callable[[Path], None]
"""Writes a consistent copy of a store to a new file."""


def _silent(done: int, total: int) -> None:
    """Tell nobody how far it is."""


def create(workspace: Workspace, stores: tuple[Store, ...], target: Path) -> BackupReport:
    """Write a workspace into one file.

    Args:
        workspace: open for writing, so that nobody else changes it meanwhile.
        stores: its open stores.
        target: the file; must not exist.

    Raises:
        UserError: the target exists or cannot be written; nothing is left behind.
    """
    check_target(workspace, target)
    return pack(workspace.folder, {s.path.name: s.snapshot for s in stores}, target)


def check_target(workspace: Workspace, target: Path) -> None:
    """Let the caller go on only if a backup can be written there.

    Raises:
        UserError: the workspace is read only, the file exists, or it lies in the workspace.
    """
    if workspace.read_only:
        raise UserError(workspace.why_read_only, "请在正在使用工作区的窗口中备份。")
    if target.exists():
        raise UserError(f"文件“{target.name}”已存在，没有覆盖。", "请换一个文件名。")
    if workspace.folder.resolve() in target.resolve().parents:
        raise UserError("备份文件不能放在工作区文件夹里。", "请保存到其他位置，最好是另一块磁盘。")


def pack(
    folder: Path,
    stores: Mapping[str, Snapshot],
    target: Path,
    progress: Progress = _silent,
    tag: str = "",
) -> BackupReport:
    """Write a workspace's folder into one file.

    Args:
        folder: the workspace.
        stores: how to copy each store, by the name of its file.
        target: the file.
        progress: told now and then.
        tag: makes the names of temporary files; what an earlier try with the same tag left goes.

    Raises:
        UserError: it cannot be written; nothing is left behind.
    """
    temporary = target.with_name(f".{target.name}.{tag or secrets.token_hex(4)}.tmp")
    snapshots = {name: temporary.with_suffix(f".{name}") for name in stores}
    try:
        _forget(temporary, *snapshots.values())
        for name, take in stores.items():
            take(snapshots[name])
        report = _write(dict(_parts(folder)) | snapshots, temporary, progress)
        temporary.replace(target)
        sync_folder(target.parent)
    except FileNotFoundError as error:
        if not target.parent.is_dir():
            raise cannot_write(target, error) from error
        raise UserError(
            "备份期间有材料被删除，没有生成备份；工作区未受影响。", "请重新生成备份。"
        ) from error
    except OSError as error:
        raise cannot_write(target, error) from error
    finally:
        _forget(temporary, *snapshots.values())
    return report


def _forget(*paths: Path) -> None:
    for left in paths:
        with contextlib.suppress(OSError):
            left.unlink(missing_ok=True)


def verify(backup: Path, progress: Progress = _silent) -> BackupReport:
    """Check every file of a backup against its hash.

    Raises:
        UserError: it is no backup, incomplete or damaged; the sentence names the first bad part.
    """
    with _opened(backup) as (archive, manifest):
        names = set(archive.namelist()) - {MANIFEST}
        if names != set(manifest["files"]):
            raise UserError("备份文件内容不完整，有文件缺失或多出。", "请使用另一份备份。")
        done, total = 0, _report(manifest).size
        for name, expected in manifest["files"].items():
            digest = hashlib.sha256()
            with archive.open(name) as part:
                while chunk := part.read(_CHUNK):
                    digest.update(chunk)
                    done += len(chunk)
                    progress(done, total)
            if digest.hexdigest() != expected["sha256"]:
                raise UserError(f"备份中的“{name}”已损坏。", "请使用另一份备份。")
        return _report(manifest)


def restore(backup: Path, folder: Path, progress: Progress = _silent) -> BackupReport:
    """Unpack a backup into a new folder; it appears there whole or not at all.

    Raises:
        UserError: the folder is not empty, or the backup is damaged; nothing was changed.
    """
    folder = folder.absolute()
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        raise UserError(f"“{folder}”不是空文件夹，没有恢复。", "请选择一个新的或空的文件夹。")
    report = verify(backup, lambda done, total: progress(done, 2 * total))
    temporary = folder.with_name(f".{folder.name}.{secrets.token_hex(4)}.tmp")
    try:
        temporary.mkdir(parents=True, mode=0o700)
        with _opened(backup) as (archive, manifest):
            done = report.size
            for name, entry in manifest["files"].items():
                _extract(archive, name, temporary)
                done += int(entry["size"])
                progress(done, 2 * report.size)
        if folder.exists():
            folder.rmdir()
        temporary.replace(folder)
        sync_folder(folder.parent)
    except OSError as error:
        raise cannot_write(folder, error) from error
    finally:
        shutil.rmtree(temporary, ignore_errors=True)
    return report


def _write(parts: dict[str, Path], temporary: Path, progress: Progress) -> BackupReport:
    files: dict[str, Any] = {}
    done, total = 0, sum(path.stat().st_size for path in parts.values())
    # The key may be inside: nobody else on this machine may read it, not even for a moment.
    flags = os.O_RDWR | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0)
    with os.fdopen(os.open(temporary, flags, 0o600), "w+b") as raw:
        # Stored, not deflated: what is encrypted does not shrink.
        with zipfile.ZipFile(raw, "w", zipfile.ZIP_STORED) as archive:
            for name, path in parts.items():
                digest, size = hashlib.sha256(), 0
                with path.open("rb") as source, archive.open(name, "w", force_zip64=True) as part:
                    while chunk := source.read(_CHUNK):
                        digest.update(chunk)
                        size += len(chunk)
                        part.write(chunk)
                        progress(done + size, total)
                done += size
                files[name] = {"sha256": digest.hexdigest(), "size": size}
            manifest = {"format": FORMAT, "created": now(), "files": files}
            archive.writestr(MANIFEST, json.dumps(manifest, indent=1))
        # "Done" is said only once a pulled USB stick can no longer take it back.
        raw.flush()
        os.fsync(raw.fileno())
    return _report(manifest)


def _parts(folder: Path) -> Iterator[tuple[str, Path]]:
    """Yield name and place of what is copied as it lies; the stores come as snapshots."""
    for name in (INFO_FILE, keys.KEYS_FILE, keys.KEY_FILE):
        if (folder / name).exists():
            yield name, folder / name
    growing = (folder / LIVE).glob("[0-9a-f]*/*")
    parts = (path for path in growing if path.suffix in (".sound", ".mark"))
    for path in (*sorted((folder / ORIGINALS).glob("??/*")), *sorted(parts)):
        yield path.relative_to(folder).as_posix(), path


def _report(manifest: dict[str, Any]) -> BackupReport:
    files = manifest["files"]
    size = sum(int(entry["size"]) for entry in files.values())
    return BackupReport(len(files), size, str(manifest["created"]), keys.KEY_FILE in files)


@contextlib.contextmanager
def _opened(backup: Path) -> Iterator[tuple[zipfile.ZipFile, dict[str, Any]]]:
    wrong = UserError(f"“{backup.name}”不是本程序的备份文件，或已损坏。", "请使用另一份备份。")
    try:
        with zipfile.ZipFile(backup) as archive:
            manifest = json.loads(archive.read(MANIFEST))
            if manifest["format"] > FORMAT:
                raise UserError("该备份由更新版本的程序生成，本版本不能恢复。", "请安装新版本。")
            if not all(_ALLOWED.fullmatch(name) for name in manifest["files"]):
                raise wrong
            yield archive, manifest
    except (zipfile.BadZipFile, KeyError, ValueError, TypeError, EOFError) as error:
        raise wrong from error
    except OSError as error:
        raise UserError(
            f"读取备份“{backup.name}”失败：{error.strerror}。", "请检查文件。"
        ) from error


def _extract(archive: zipfile.ZipFile, name: str, folder: Path) -> None:
    target = folder / name
    target.parent.mkdir(parents=True, exist_ok=True)
    with archive.open(name) as part, target.open("wb") as out:
        shutil.copyfileobj(part, out, _CHUNK)
        out.flush()
        os.fsync(out.fileno())
    secret = name in (keys.KEY_FILE, keys.KEYS_FILE)
    target.chmod(0o600 if secret or "/" not in name else 0o400)
