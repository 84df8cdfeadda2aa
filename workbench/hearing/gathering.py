"""Which files a person brings as the recordings of a hearing, and in what order.

Files that say when they were begun come in the order of time, with the gaps between them; otherwise
by name, numbers by their value.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from workbench.kernel.errors import UserError

if TYPE_CHECKING:
    from workbench.hearing.audio import Probe

SUFFIXES = frozenset(
    (
        *(".wav", ".mp3", ".m4a", ".aac", ".flac", ".ogg", ".oga", ".opus", ".amr", ".awb"),
        *(".wma", ".mp4", ".m4v", ".mkv", ".mov", ".avi", ".webm", ".ts", ".mpg", ".mpeg"),
        *(".mka", ".3gp", ".w64", ".caf", ".aif", ".aiff", ".ac3", ".ape", ".wv", ".asf"),
        *(".wmv", ".flv", ".mp2", ".au", ".snd", ".dav", ".mxf", ".m4b", ".3g2", ".vob"),
        *(".mts", ".m2ts", ".adts", ".rf64"),
    )
)
"""Endings by which files of a folder are taken for recordings; a file chosen itself is tried."""
_HEADS = (
    *((0, b"ID3"), (0, b"fLaC"), (0, b"OggS"), (0, b"#!AMR"), (0, b".snd"), (0, b"caff")),
    *((0, b"\x1aE\xdf\xa3"), (0, b"0&\xb2u\x8ef\xcf\x11"), (8, b"WAVE"), (8, b"AVI ")),
    *((8, b"AIFF"), (4, b"ftypM4A"), (4, b"ftypmp4"), (4, b"ftypiso"), (4, b"ftyp3gp")),
    *((4, b"ftypqt  "), (0, b"DHAV")),
)
"""What recordings begin with, and at which byte: files of a folder whose ending is wrong."""
LONGEST_GAP = 12 * 3600.0
"""Seconds between two recordings above which a clock was wrong or it was another day."""


@dataclass(frozen=True)
class Found:
    """A file, what it says of itself, and the gap before it; ``probe`` is ``None`` on a problem."""

    path: Path
    probe: "Probe | None"
    problem: str = ""
    gap: float = 0.0


def is_recording(path: Path) -> bool:
    """Say whether a file is a recording by its ending."""
    return path.suffix.lower() in SUFFIXES


def gathered(paths: Sequence[Path]) -> list[Found]:
    """Return the files in the order of the hearing; those of folders by their endings."""
    files = dict.fromkeys(file for path in paths for file in _files(path))
    found = [_looked_at(path) for path in files]
    begun = [_begun(one) for one in found]
    if all(begun) and len(set(begun)) == len(begun):
        found.sort(key=lambda one: _begun(one) or "")
    else:
        found.sort(key=lambda one: _natural(one.path.name))
    return _with_gaps(found)


def _files(path: Path) -> Iterator[Path]:
    if path.is_dir():
        inside = sorted(path.rglob("*"), key=lambda file: _natural(str(file)))
        files = (file for file in inside if file.is_file())
        yield from (file for file in files if is_recording(file) or _begins_like_one(file))
    else:
        yield path


def _begins_like_one(file: Path) -> bool:
    try:
        with file.open("rb") as stream:
            head = stream.read(16)
    except OSError:
        return False
    return any(head[place : place + len(mark)] == mark for place, mark in _HEADS)


def _looked_at(path: Path) -> Found:
    from workbench.hearing.audio import probe

    try:
        return Found(path, probe(path))
    except UserError as error:
        return Found(path, None, str(error))
    except OSError as error:
        return Found(path, None, f"文件无法读取（{error.strerror}）。")


def _begun(found: Found) -> str:
    return found.probe.began if found.probe else ""


def _with_gaps(found: Sequence[Found]) -> list[Found]:
    made: list[Found] = []
    for one in found:
        gap = _gap(made[-1], one) if made else 0.0
        made.append(replace(one, gap=gap))
    return made


def _gap(before: Found, after: Found) -> float:
    if before.probe is None or after.probe is None:
        return 0.0
    try:
        first = datetime.fromisoformat(before.probe.began)
        second = datetime.fromisoformat(after.probe.began)
        gap = (second - first).total_seconds() - before.probe.seconds
    except (ValueError, TypeError):
        return 0.0
    return gap if 0.0 < gap <= LONGEST_GAP else 0.0


def _natural(name: str) -> tuple[tuple[tuple[int, str], ...], ...]:
    """Order numbers by their value, and what goes on behind what ends: 庭审.wav, 庭审2.wav."""
    stem, dot, ending = name.lower().rpartition(".")
    parts = re.findall(r"\d+|\D+", stem if dot else ending)
    ordered = tuple((int(part), "") if part.isdecimal() else (0, part) for part in parts)
    return ordered, ((0, ending),)
