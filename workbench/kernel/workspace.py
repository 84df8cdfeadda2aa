"""A workspace: one folder with keys, encrypted stores, originals, and one writer at a time."""

import json
import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

from workbench.kernel import keys, lock
from workbench.kernel.clock import now
from workbench.kernel.errors import UserError
from workbench.kernel.files import cannot_write, write_atomically
from workbench.kernel.migrations import Migration
from workbench.kernel.store import Store
from workbench.kernel.vault import Vault

INFO_FILE = "workspace.json"
STORE_FILE = "store.db"
LIBRARY_FILE = "library.db"
PRECEDENTS_FILE = "precedents.db"
ORIGINALS = "originals"
LIVE = "live"
"""Folder of what is recorded now, or was when the program was cut off."""
FORMAT = 1


@dataclass(frozen=True)
class Workspace:
    """An open workspace folder.

    Attributes:
        folder: the folder.
        key: its data key.
        writer: the writer's lock; ``None`` while another process holds it.
        created: the folder was made by this opening.
    """

    folder: Path
    key: keys.DataKey = field(repr=False)
    writer: lock.WriterLock | None
    created: bool = False

    @property
    def read_only(self) -> bool:
        """Whether another process writes this workspace."""
        return self.writer is None

    @property
    def why_read_only(self) -> str:
        """The sentence for the window, or an empty string."""
        if not self.read_only:
            return ""
        process = lock.holder(self.folder)
        who = f"（进程 {process}）" if process else ""
        return f"工作区正由另一个窗口或命令{who}使用，本窗口以只读方式打开。"

    @property
    def vault(self) -> Vault:
        """The originals."""
        return Vault(self.folder / ORIGINALS, self.key.derive("vault"))

    def open_store(self, name: str, migrations: Sequence[Migration]) -> Store:
        """Open one of the stores (:data:`STORE_FILE`, :data:`LIBRARY_FILE` …)."""
        return Store.open(self.folder / name, self.store_key(name), migrations, self.read_only)

    def store_key(self, name: str) -> bytes:
        """Return the key of a store, by the name of its file."""
        return self.key.derive(name.removesuffix(".db"))

    def set_passphrase(self, passphrase: str | None) -> None:
        """Set, change or (with ``None``) remove the passphrase.

        Raises:
            UserError: the passphrase is too short, or the folder is read only.
        """
        if self.read_only:
            raise UserError(self.why_read_only, "请先关闭另一个窗口，再修改口令。")
        if passphrase is not None and len(passphrase) < 8:
            raise UserError("口令少于 8 个字符，没有修改。", "请使用至少 8 个字符的口令。")
        keys.rewrap(self.folder, self.key, passphrase)

    @property
    def has_passphrase(self) -> bool:
        """Whether opening asks for a passphrase."""
        return keys.needs_passphrase(self.folder)

    def close(self) -> None:
        """Give the writer's lock back."""
        if self.writer is not None:
            self.writer.release()


def open_workspace(folder: Path, passphrase: str | None = None) -> Workspace:
    """Open a workspace folder, making it on first use.

    Raises:
        UserError: the folder cannot be made or written, belongs to something else or to a newer
            version, or the passphrase is missing or wrong.
    """
    try:
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        writer = lock.WriterLock.acquire(folder)
    except OSError as error:
        raise cannot_write(folder, error) from error
    try:
        created = _prepare(folder, passphrase, writer is not None)
        key = keys.unlock(folder, passphrase)
    except BaseException:
        if writer is not None:
            writer.release()
        raise
    return Workspace(folder, key, writer, created)


def needs_passphrase(folder: Path) -> bool:
    """Say whether opening the folder asks for a passphrase; a new folder does not."""
    return keys.exists(folder) and keys.needs_passphrase(folder)


def _prepare(folder: Path, passphrase: str | None, writing: bool) -> bool:
    info = folder / INFO_FILE
    if info.exists():
        try:
            version = int(json.loads(info.read_bytes())["format"])
        except (OSError, ValueError, KeyError, TypeError):
            version = FORMAT  # the marker is only a courtesy; keys and stores tell the truth
        if version > FORMAT:
            raise UserError("此工作区由更新版本的程序建立，本版本不能打开。", "请安装新版本。")
    if keys.exists(folder):
        return False
    if not writing:
        raise UserError("工作区正由另一个窗口建立。", "请稍后重试。")
    if (folder / STORE_FILE).exists():
        raise UserError(
            "工作区的密钥记录 keys.json 缺失，无法解密；其他文件未作任何改动。", "请从备份恢复。"
        )
    # A power cut during the first start may leave any of these; they are ours.
    ours = {lock.LOCK_FILE, INFO_FILE, keys.KEY_FILE}
    temporary = re.compile(r"\.(?:keys\.json|workspace\.(?:key|json))\..*\.tmp")
    names = {path.name for path in folder.iterdir()} - ours
    if any(not temporary.fullmatch(name) for name in names):
        raise UserError(
            f"文件夹“{folder}”中已有其他文件，没有在其中建立工作区。", "请选择一个空文件夹。"
        )
    content = json.dumps({"format": FORMAT, "created": now()}).encode()
    write_atomically(info, content)
    keys.create(folder, passphrase)
    return True
