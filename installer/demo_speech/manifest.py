"""Writes the manifest of the finished model: its files with size and hash, and its card."""

import hashlib
from pathlib import Path

from workbench.engines.manifest import MANIFEST, SPEECH, Model, ModelFile, to_toml
from workbench.engines.whisper_files import own_files

NAME = "demo-speech"
_CARD = (
    "演示模型：只听得懂演示庭审所用的这一种合成语音（espeak-ng），用来展示和检验转写流程，"
    "不能用来转写真人说话。"
)
_LICENCE = "AGPL-3.0-or-later"
_MEMORY_MIB = 200


def write_manifest(folder: Path) -> None:
    """Write manifest.toml beside the model's files."""
    files = tuple(
        ModelFile(path.name, hashlib.sha256(path.read_bytes()).hexdigest(), path.stat().st_size)
        for path in sorted(own_files(folder))
    )
    model = Model(NAME, SPEECH, files, _LICENCE, _MEMORY_MIB, ("zh",), folder, card=_CARD)
    (folder / MANIFEST).write_text(to_toml(model), "utf-8")
