"""Files that are either there whole or not at all."""

import contextlib
import errno
import os
import secrets
import shutil
from collections.abc import Iterator
from pathlib import Path

from workbench.kernel.errors import UserError


def write_atomically(path: Path, content: bytes, mode: int = 0o644) -> None:
    """Write a file so that a crash leaves the old content or the new, never a part.

    Raises:
        UserError: the disk is full or the folder cannot be written; the old file is kept.
    """
    temporary = path.with_name(f".{path.name}.{secrets.token_hex(4)}.tmp")
    try:
        with os.fdopen(os.open(temporary, os.O_WRONLY | os.O_CREAT | os.O_EXCL, mode), "wb") as f:
            f.write(content)
            f.flush()
            os.fsync(f.fileno())
        temporary.replace(path)
        sync_folder(path.parent)
    except OSError as error:
        with contextlib.suppress(OSError):
            temporary.unlink(missing_ok=True)
        raise cannot_write(path, error) from error


def sync_folder(folder: Path) -> None:
    """Make a rename in a folder survive a power cut (POSIX; elsewhere it does nothing)."""
    if os.name != "posix":
        return
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


@contextlib.contextmanager
def emptied_on_failure(folder: Path) -> Iterator[None]:
    """Take away what was written into a new or empty folder if not all of it could be.

    A folder that holds something beforehand is left alone, whatever happens.
    """
    there = folder.exists()
    if there and any(folder.iterdir()):
        yield
        return
    try:
        yield
    except BaseException:
        for path in folder.iterdir() if folder.is_dir() else ():
            if path.is_dir():
                shutil.rmtree(path, ignore_errors=True)
            else:
                path.unlink(missing_ok=True)
        if not there:
            with contextlib.suppress(OSError):
                folder.rmdir()
        raise


def cannot_write(path: Path, error: OSError, name: str = "") -> UserError:
    """Say in words why a file could not be written.

    Args:
        path: the file.
        error: what the system said.
        name: what the file is called, where its own name means nothing to people.
    """
    if error.errno in (errno.ENOSPC, errno.EDQUOT):
        return UserError(
            f"磁盘空间不足，未能写入“{name or path.name}”；此前的内容完好。",
            "请清理磁盘空间后重试。",
        )
    if error.errno in (errno.EACCES, errno.EPERM, errno.EROFS):
        return UserError(
            f"没有权限写入“{path}”，没有保存任何修改。", "请换一个文件夹或请管理员授予权限。"
        )
    return UserError(f"未能写入“{path}”：{error.strerror}。", "请检查磁盘后重试。")
