"""Manifests of models: which files belong to a model, their hashes, licence and memory need.

An entry (``[[model]]``) of a ``manifest.toml`` holds ``name``, ``kind`` (``speech``, ``ocr`` or
``language``), ``licence``, ``memory_mib``, ``languages`` and ``files``: a list of tables with
``path`` (inside the model's folder, with ``/``), ``sha256`` and ``size`` in bytes. It may hold
``card``, and for a speech model ``one_stretch_a_window``; see :class:`Model`.
"""

import hashlib
import json
import re
import tomllib
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import Any

from workbench.kernel.errors import UserError

MANIFEST = "manifest.toml"
SPEECH = "speech"
KINDS = (SPEECH, "ocr", "language")

_NAME = re.compile(r"[^\\/:*?\"<>|\x00-\x1f.][^\\/:*?\"<>|\x00-\x1f]{0,99}")


@dataclass(frozen=True)
class ModelFile:
    """One file of a model: path inside its folder (with ``/``), SHA-256, size in bytes."""

    path: str
    sha256: str
    size: int


@dataclass(frozen=True)
class Model:
    """A model on the shelf.

    Attributes:
        name: also the name of its folder.
        kind: ``speech``, ``ocr`` or ``language``.
        files: every file that belongs to it.
        licence: as its makers state it; empty where nobody has said.
        memory_mib: main memory that running it needs; an estimate unless the entry says so.
        languages: codes as ``zh``; empty where unknown.
        folder: where it lies, or would lie.
        one_stretch_a_window: a speech model that hears one stretch of speech at a time only.
        card: what a user has to know before choosing it (Chinese); empty where nobody says.
    """

    name: str
    kind: str
    files: tuple[ModelFile, ...]
    licence: str = ""
    memory_mib: int = 0
    languages: tuple[str, ...] = ()
    folder: Path = Path()
    one_stretch_a_window: bool = False
    card: str = ""

    @property
    def size(self) -> int:
        """Bytes of all files together."""
        return sum(file.size for file in self.files)

    @property
    def present(self) -> bool:
        """Whether every file lies there at its size; hashes are :meth:`Shelf.verify`'s work."""
        places = ((self.folder / file.path, file.size) for file in self.files)
        return all(place.is_file() and place.stat().st_size == size for place, size in places)

    @property
    def sha256(self) -> str:
        """One hash over the manifest's hashes, for provenance."""
        lines = sorted(f"{file.sha256}  {file.path}\n" for file in self.files)
        return hashlib.sha256("".join(lines).encode()).hexdigest()


def is_name(name: str) -> bool:
    """Say whether a model can be called so: the name of one folder on every system."""
    return bool(_NAME.fullmatch(name)) and name == name.strip(" .")


def to_toml(model: Model) -> str:
    """Write a manifest of one model; a JSON string is also a TOML basic string."""
    lines = ["[[model]]"]
    for key in ("name", "kind", "licence"):
        lines.append(f"{key} = {json.dumps(getattr(model, key), ensure_ascii=False)}")
    lines.append(f"memory_mib = {model.memory_mib}")
    lines.append(f"languages = {json.dumps(list(model.languages), ensure_ascii=False)}")
    if model.one_stretch_a_window:
        lines.append("one_stretch_a_window = true")
    if model.card:
        lines.append(f"card = {json.dumps(model.card, ensure_ascii=False)}")
    for file in model.files:
        path = json.dumps(file.path, ensure_ascii=False)
        lines += ["", "[[model.files]]", f"path = {path}"]
        lines += [f'sha256 = "{file.sha256}"', f"size = {file.size}"]
    return "\n".join(lines) + "\n"


def read_manifest(path: Path) -> list[Model]:
    """Return the entries of a manifest, without their folders; none where there is no file.

    Raises:
        UserError: the manifest cannot be read.
    """
    if not path.is_file():
        return []
    try:
        data = tomllib.loads(path.read_text(encoding="utf-8"))
        return [_model(entry) for entry in data.get("model", [])]
    except (OSError, ValueError, KeyError, TypeError, AttributeError) as error:
        raise UserError(
            f"模型清单“{path}”无法读取，清单和模型均未改动。", "请更正清单，或重新添加该模型。"
        ) from error


def _model(entry: dict[str, Any]) -> Model:
    files = tuple(
        ModelFile(_inside(f["path"]), str(f["sha256"]).lower(), int(f["size"]))
        for f in entry["files"]
    )
    if entry["kind"] not in KINDS or not is_name(entry["name"]):
        raise ValueError("unknown kind or impossible name")
    return Model(
        entry["name"],
        entry["kind"],
        files,
        str(entry.get("licence", "")),
        int(entry.get("memory_mib", 0)),
        tuple(str(code) for code in entry.get("languages", ())),
        one_stretch_a_window=bool(entry.get("one_stretch_a_window", False)),
        card=str(entry.get("card", "")),
    )


def _inside(path: str) -> str:
    """Return a manifest's path if it stays inside the model's folder."""
    parts = PurePosixPath(path)
    if parts.is_absolute() or ".." in parts.parts or "\\" in path or ":" in path:
        raise ValueError(f"path leaves the folder: {path}")
    return str(parts)
