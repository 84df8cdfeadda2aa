"""Originals by hash: encrypted at rest, written once, never changed.

Each original is one file named by the SHA-256 of its content, sealed in chunks (``sealing.py``). A
vault is a folder and a key and holds no handle, so a child process may open the same one.
"""

import contextlib
import hashlib
import io
import os
import secrets
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import IO

from workbench.kernel.errors import UserError
from workbench.kernel.files import cannot_write, sync_folder
from workbench.kernel.sealing import (
    CHUNK,
    HEAD,
    MAGIC,
    PREFIX,
    TAG,
    SealedFile,
    chunks,
    content_size,
    damaged,
    lookahead,
    seal,
    unreadable,
    unseal,
)

ORIGINALS = "原件库"


@dataclass(frozen=True)
class Stored:
    """What :meth:`Vault.put` stored: hash and size of the content, and whether it is new."""

    sha256: str
    size: int
    new: bool


@dataclass(frozen=True)
class Vault:
    """A folder of sealed originals.

    Attributes:
        folder: the folder, made on first use.
        key: 32 bytes.
    """

    folder: Path
    key: bytes

    def put(self, source: bytes | IO[bytes]) -> Stored:
        """Seal content into the vault; the same content twice is stored once.

        Raises:
            UserError: the disk is full or cannot be written; nothing was stored.
        """
        try:
            self.folder.mkdir(parents=True, exist_ok=True)
            temporary = self.folder / f".{secrets.token_hex(8)}.tmp"
            try:
                return self._write(source, temporary)
            finally:
                with contextlib.suppress(OSError):
                    temporary.unlink(missing_ok=True)
        except OSError as error:
            raise cannot_write(self.folder, error, ORIGINALS) from error

    def _write(self, source: bytes | IO[bytes], temporary: Path) -> Stored:
        digest, size = hashlib.sha256(), 0
        with temporary.open("xb") as out:
            prefix = secrets.token_bytes(PREFIX)
            out.write(MAGIC + prefix)
            pieces = lookahead(chunks(source))
            for number, (chunk, last) in enumerate(pieces):
                digest.update(chunk)
                size += len(chunk)
                out.write(seal(self.key, prefix, number, last, chunk))
            out.flush()
            os.fsync(out.fileno())
        target = self.path(digest.hexdigest())
        # A damaged original is replaced by the good copy that just came in.
        if target.exists() and self.verify(digest.hexdigest()):
            return Stored(digest.hexdigest(), size, new=False)
        target.parent.mkdir(exist_ok=True)
        temporary.chmod(0o400)
        temporary.replace(target)
        sync_folder(target.parent)
        return Stored(digest.hexdigest(), size, new=True)

    def path(self, sha256: str) -> Path:
        """Return where an original lies."""
        return self.folder / sha256[:2] / sha256

    def read(self, sha256: str) -> bytes:
        """Return an original's content, checked against its hash.

        Raises:
            UserError: it is missing or damaged.
        """
        content = bytes(self.load(sha256))
        if not self.is_content(content, sha256):
            raise damaged()
        return content

    def load(self, sha256: str) -> bytearray:
        """Return an original's content without waiting for its hash.

        Every chunk is authenticated as it is opened, so that no byte of it can have changed; that
        it is the content of this name, and not that of another original put in its place, only
        the hash tells. Check it with :meth:`is_content` while the content is already looked at.

        Raises:
            UserError: it is missing or damaged.
        """
        content, place = bytearray(self._size(sha256)), 0
        with memoryview(content) as view:
            for chunk in self._open(sha256):
                end = place + len(chunk)
                view[place:end] = chunk
                place = end
        return content

    def open(self, sha256: str) -> io.BufferedReader:
        """Open an original to read at any place, as a recording is; close it at the end.

        Every chunk is authenticated when it is touched; that it is the content of this name only
        :meth:`verify` tells. Reading raises :class:`UserError` where a chunk is damaged.

        Raises:
            UserError: it is missing or damaged.
        """
        try:
            file = self.path(sha256).open("rb")
        except FileNotFoundError as error:
            raise _gone() from error
        except OSError as error:
            raise unreadable(error) from error
        return io.BufferedReader(SealedFile(file, self.key), CHUNK)

    @staticmethod
    def is_content(content: bytes | bytearray, sha256: str) -> bool:
        """Say whether content has a hash."""
        return hashlib.sha256(content).hexdigest() == sha256

    def _size(self, sha256: str) -> int:
        """Return the size of an original's content, from that of its file."""
        try:
            return content_size(self.path(sha256).stat().st_size)
        except OSError:
            return 0  # reading it says in words what is wrong

    def verify(self, sha256: str) -> bool:
        """Say whether an original is there, whole and unchanged."""
        digest = hashlib.sha256()
        try:
            for chunk in self._open(sha256):
                digest.update(chunk)
        except UserError:
            return False
        return digest.hexdigest() == sha256

    def remove(self, sha256: str) -> None:
        """Delete an original for good; call it only when no paper refers to it."""
        path = self.path(sha256)
        with contextlib.suppress(FileNotFoundError):
            path.chmod(0o600)  # Windows deletes no read-only file
            path.unlink()

    def clean(self) -> None:
        """Delete what a killed process left half written."""
        for left in self.folder.glob(".*.tmp"):
            with contextlib.suppress(OSError):
                left.unlink()

    def hashes(self) -> Iterator[str]:
        """Yield the hash of every original, in order."""
        for path in sorted(self.folder.glob("??/*")):
            yield path.name

    def _open(self, sha256: str) -> Iterator[bytes]:
        from cryptography.exceptions import InvalidTag

        try:
            with self.path(sha256).open("rb") as file:
                head = file.read(HEAD)
                if head[: len(MAGIC)] != MAGIC:
                    raise damaged()
                sealed = lookahead(iter(lambda: file.read(CHUNK + TAG), b""))
                for number, (chunk, last) in enumerate(sealed):
                    yield unseal(self.key, head[len(MAGIC) :], number, last, chunk)
        except FileNotFoundError as error:
            raise _gone() from error
        except InvalidTag as error:
            raise damaged() from error
        except OSError as error:
            raise unreadable(error) from error


def _gone() -> UserError:
    return UserError("原件在工作区中缺失。", "请从备份恢复工作区。")
