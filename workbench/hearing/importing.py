"""Recordings come in: the child's side of :mod:`workbench.hearing.intake`.

A recording of hours is never in memory: it streams into the vault, hashed on the way, and its sound
streams past once for its outline, its true length and its damaged places.
"""

import zlib
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import IO, TYPE_CHECKING, Any

from workbench.hearing.gathering import Found, gathered
from workbench.hearing.model import Damage
from workbench.kernel.child import Report
from workbench.kernel.errors import UserError
from workbench.kernel.vault import Vault

if TYPE_CHECKING:
    from workbench.hearing.audio import Peaks, Probe

PER_SECOND = 50
"""Columns of the waveform a second."""


@dataclass(frozen=True)
class Begun:
    """The child is about to look at a file."""

    source: str


@dataclass(frozen=True)
class Refused:
    """A file was not kept, and why."""

    source: str
    reason: str


@dataclass(frozen=True)
class Doubled:
    """A file is in the hearing already, under a name."""

    source: str
    name: str


@dataclass(frozen=True)
class Sealed:
    """A file is in the vault.

    Attributes:
        source: the file; name: what it is called.
        sha256, sm3: hex digests; size: bytes.
        probe: what it says of itself.
        gap: seconds since the recording before it ended, where both say when they were made.
    """

    source: str
    name: str
    sha256: str
    sm3: str
    size: int
    probe: "Probe"
    gap: float


@dataclass(frozen=True)
class Outlined:
    """A sealed recording was read to its end.

    Attributes:
        sha256: of the recording.
        seconds: what can be read; damages: what cannot.
        per_second, channels: of the outline; data: it, packed by :func:`packed`.
    """

    sha256: str
    seconds: float
    damages: tuple[Damage, ...]
    per_second: int
    channels: int
    data: bytes


class SourceError(UserError):
    """A file that is brought in cannot be read."""


class Metered:
    """A file that is read once: hashed by SM3 and counted on the way.

    Raises:
        SourceError: reading fails, as when a stick is pulled out.
    """

    def __init__(self, file: IO[bytes], size: int, report: Report, words: str) -> None:
        from cryptography.hazmat.primitives import hashes

        self._file, self._size = file, size
        self._report, self._words = report, words
        self._sm3 = hashes.Hash(hashes.SM3())
        self._read = 0

    def read(self, count: int = -1) -> bytes:
        """Return the next bytes."""
        try:
            piece = self._file.read(count)
        except OSError as error:
            raise SourceError(
                f"读取时出错（{error.strerror}），没有保存。", "请检查存储设备后重新导入。"
            ) from error
        self._sm3.update(piece)
        self._read += len(piece)
        done, total = self._read >> 20, self._size >> 20
        self._report.progress(done, total, f"{self._words}：{done} / {total} MB")
        return piece

    def digest(self) -> str:
        """Return the SM3 of all that was read, in hex."""
        return self._sm3.finalize().hex()


def import_recordings(report: Report, arguments: dict[str, Any]) -> None:
    """Child's work: bring recordings into the vault and measure them.

    Args:
        report: where results go.
        arguments: ``paths`` (files and folders), ``vault`` (folder), ``key``, ``done`` (files to
            pass over), ``known`` (hash → name of those in the hearing), ``unmeasured`` (hash →
            name of those that only want their outline).
    """
    vault = Vault(Path(arguments["vault"]), arguments["key"])
    for sha256, name in arguments["unmeasured"].items():
        _outline(report, vault, name, sha256)
    known, passed = dict(arguments["known"]), set(arguments["done"])
    for found in gathered([Path(path) for path in arguments["paths"]]):
        if str(found.path) not in passed:
            _bring(report, vault, found, known)


def _bring(report: Report, vault: Vault, found: Found, known: dict[str, str]) -> None:
    source, name = str(found.path), found.path.name
    report.partial(Begun(source))
    if found.probe is None:
        report.partial(Refused(source, found.problem))
        return
    try:
        with found.path.open("rb") as file:
            size = found.path.stat().st_size
            metered = Metered(file, size, report, f"正在保存“{name}”")
            stored = vault.put(metered)  # type: ignore[arg-type]  # it only reads
    except SourceError as error:
        report.partial(Refused(source, str(error)))
        return
    except FileNotFoundError:
        report.partial(Refused(source, "文件已不在原处，没有保存。"))
        return
    if stored.sha256 in known:
        report.partial(Doubled(source, known[stored.sha256]))
        return
    known[stored.sha256] = name
    sm3 = metered.digest()
    report.partial(Sealed(source, name, stored.sha256, sm3, stored.size, found.probe, found.gap))
    _outline(report, vault, name, stored.sha256)


def _outline(report: Report, vault: Vault, name: str, sha256: str) -> None:
    from workbench.hearing.audio import peaks

    def tell(second: float) -> None:
        report.progress(0, 0, f"正在读取“{name}”的声音：{int(second) // 60} 分钟")

    with vault.open(sha256) as stream:
        found = peaks(stream, PER_SECOND, tell)
    report.partial(
        Outlined(
            sha256,
            found.seconds,
            found.damages,
            found.per_second,
            found.low.shape[0],
            packed(found),
        )
    )


def packed(found: "Peaks") -> bytes:
    """Return an outline as bytes, the low values before the high ones, channel by channel."""
    return zlib.compress(found.low.tobytes() + found.high.tobytes(), 1)


def no_outline() -> bytes:
    """Return the outline of a recording of which none could be made."""
    return zlib.compress(b"", 1)


def unpacked(
    data: bytes, per_second: int, channels: int, seconds: float, damages: Sequence[Damage]
) -> "Peaks":
    """Return the outline that :func:`packed` made."""
    import numpy as np

    from workbench.hearing.audio import Peaks

    flat = np.frombuffer(zlib.decompress(data), dtype=np.int8)
    values = flat.reshape(2, channels, len(flat) // (2 * channels))
    return Peaks(per_second, values[0], values[1], seconds, tuple(damages))
