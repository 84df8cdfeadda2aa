"""The parts of a live recording on the disk: numbered, sealed, each there whole or not at all.

A part is a file ``00000012.sound`` or ``00000012.mark``: a nonce, then its content sealed by
AES-256-GCM with a key of this recording alone. Number and kind are authenticated, and a part of
sound names its first sample, so that none can be changed, swapped or dropped unnoticed; only what
comes last can be missing without a trace where a recording did not end in order.
"""

import contextlib
import json
import os
import secrets
import shutil
import struct
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from pathlib import Path

from workbench.hearing.live.model import Event, Format, Head, Mark, SampleKind
from workbench.kernel.files import sync_folder
from workbench.kernel.vault import Vault
from workbench.kernel.workspace import LIVE

SOUND, MARK = "sound", "mark"
GONE = ".gone-"
_NONCE, _TAG = 12, 16
_FIRST = struct.Struct(">Q")
OVERHEAD = _NONCE + _TAG + _FIRST.size
"""Bytes of a part of sound that are no sound."""


def live_folder(vault: Vault) -> Path:
    """Return the folder of a workspace in which live recordings grow."""
    return vault.folder.parent / LIVE


@dataclass(frozen=True)
class Place:
    """Where the parts of one recording lie.

    Attributes:
        folder: the folder.
        key: 32 bytes, of this recording alone.
    """

    folder: Path
    key: bytes

    @classmethod
    def of(cls, vault: Vault, recording: str) -> "Place":
        """Return the place of a recording of a workspace."""
        from cryptography.hazmat.primitives.hashes import SHA256
        from cryptography.hazmat.primitives.kdf.hkdf import HKDF

        key = HKDF(SHA256(), 32, None, f"live {recording}".encode()).derive(vault.key)
        return cls(live_folder(vault) / recording, key)

    def parts(self) -> dict[int, str]:
        """Return number → kind of the parts that are there, in order."""
        found = {}
        with contextlib.suppress(FileNotFoundError, NotADirectoryError):
            for path in self.folder.iterdir():
                kind = path.suffix.removeprefix(".")
                if path.stem.isdecimal() and kind in (SOUND, MARK):
                    found[int(path.stem)] = kind
        return dict(sorted(found.items()))

    def path(self, number: int, kind: str) -> Path:
        """Return the file of a part."""
        return self.folder / f"{number:08d}.{kind}"

    def read(self, number: int, kind: str) -> bytes | None:
        """Return a part's content; ``None`` where it is damaged, cannot be read or is not there."""
        from cryptography.exceptions import InvalidTag
        from cryptography.hazmat.primitives.ciphers.aead import AESGCM

        try:
            sealed = self.path(number, kind).read_bytes()
            return AESGCM(self.key).decrypt(sealed[:_NONCE], sealed[_NONCE:], _about(number, kind))
        except (OSError, InvalidTag, ValueError):
            return None

    def sound(self, number: int) -> tuple[int, bytes] | None:
        """Return first sample and samples of a part; ``None`` as for :meth:`read`."""
        content = self.read(number, SOUND)
        if content is None or len(content) < _FIRST.size:
            return None
        return int(_FIRST.unpack_from(content)[0]), content[_FIRST.size :]

    def sound_bytes(self, number: int) -> int:
        """Return how many bytes of samples a part has, by the size of its file."""
        return max(0, self.path(number, SOUND).stat().st_size - OVERHEAD)

    def marks(self) -> Iterator[Mark]:
        """Yield the marks in their order; damaged ones are left out."""
        for number, kind in self.parts().items():
            content = self.read(number, MARK) if kind == MARK and number else None
            if content is not None:
                row = json.loads(content)
                yield Mark(**{**row, "event": Event(row["event"])})

    def head(self) -> Head | None:
        """Return what the recording says of itself; ``None`` where that is damaged or missing."""
        content = self.read(0, MARK)
        if content is None:
            return None
        row = json.loads(content)
        form = row["form"]
        kept = Format(form["rate"], form["channels"], SampleKind(form["kind"]))
        return Head(**{**row, "form": kept})

    def remove(self) -> None:
        """Delete all parts; what is left of a killed removal is no recording any more."""
        aside = self.folder.with_name(f"{GONE}{self.folder.name}")
        with contextlib.suppress(OSError):
            self.folder.rename(aside)
        shutil.rmtree(aside, ignore_errors=True)


class PartWriter:
    """Writes the parts of a recording, each onto the disk before it returns.

    Args:
        place: where; its folder is made.
        head: what the recording is.

    Raises:
        OSError: the disk is full or cannot be written; the part was not written, and may be tried
            again.
    """

    def __init__(self, place: Place, head: Head) -> None:
        from cryptography.hazmat.primitives.ciphers.aead import AESGCM

        self._place, self._form = place, head.form
        self._cipher = AESGCM(place.key)
        self._next = 0
        self.frames = 0
        self.size = 0
        place.folder.mkdir(parents=True, mode=0o700)
        sync_folder(place.folder.parent.parent)
        sync_folder(place.folder.parent)
        self._put(MARK, json.dumps(asdict(head), ensure_ascii=False).encode())

    def sound(self, samples: bytes) -> None:
        """Write whole samples that follow those before."""
        self._put(SOUND, _FIRST.pack(self.frames) + samples)
        self.frames += len(samples) // self._form.frame
        self.size += len(samples)

    def mark(self, mark: Mark) -> None:
        """Write an event."""
        self._put(MARK, json.dumps(asdict(mark), ensure_ascii=False).encode())

    def _put(self, kind: str, content: bytes) -> None:
        nonce = secrets.token_bytes(_NONCE)
        sealed = nonce + self._cipher.encrypt(nonce, content, _about(self._next, kind))
        target = self._place.path(self._next, kind)
        temporary = target.with_suffix(".tmp")
        try:
            with temporary.open("wb") as file:
                file.write(sealed)
                file.flush()
                os.fsync(file.fileno())
            temporary.replace(target)
            sync_folder(target.parent)
        except OSError:
            with contextlib.suppress(OSError):
                temporary.unlink(missing_ok=True)
            raise
        self._next += 1


def _about(number: int, kind: str) -> bytes:
    return f"part {number} {kind}".encode()
