"""What makes a folder a Whisper model in CTranslate2's form; nothing is loaded to tell."""

import json
import re
import struct
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

WEIGHTS = "model.bin"
NEEDED = (WEIGHTS, "config.json", "tokenizer.json")
VOCABULARIES = ("vocabulary.json", "vocabulary.txt")
FEATURES = "preprocessor_config.json"
# Without a file of its own the library takes the number that all models before large-v3 have.
_USUAL_MELS = 80
_WHISPER = "WhisperSpec"
_FIRST_LAYER = "encoder/conv1/weight"
_MOST_VARIABLES = 100_000
_MARK = re.compile(r"<\|([a-z]{2,3})\|>")


@dataclass(frozen=True)
class Weights:
    """What stands in a file of weights.

    Attributes:
        architecture: as CTranslate2 calls it; empty where the file is none of its own.
        mels: bands of the spectrum that the model takes; 0 where it does not say.
        whole: the file is as long as its parts say.
    """

    architecture: str
    mels: int = 0
    whole: bool = False


def own_files(folder: Path) -> list[Path]:
    """Return the files that belong to the model in a folder."""
    names = (*NEEDED, *VOCABULARIES, FEATURES)
    return [folder / name for name in names if (folder / name).is_file()]


def missing_files(folder: Path) -> tuple[str, ...]:
    """Return the names of files that a model needs and a folder lacks."""
    absent = [name for name in NEEDED if not (folder / name).is_file()]
    if not any((folder / name).is_file() for name in VOCABULARIES):
        absent.append(VOCABULARIES[0])
    unusual = WEIGHTS not in absent and read_weights(folder / WEIGHTS).mels not in (0, _USUAL_MELS)
    if unusual and not (folder / FEATURES).is_file():
        absent.append(FEATURES)
    return tuple(absent)


def faults(folder: Path) -> tuple[str, ...]:
    """Return a Chinese sentence for everything that keeps a folder from being a speech model."""
    if absent := missing_files(folder):
        return (f"缺少文件：{'、'.join(absent)}。",)
    found = []
    weights = read_weights(folder / WEIGHTS)
    if not weights.architecture:
        found.append(f"{WEIGHTS}不是CTranslate2格式的模型。")
    elif weights.architecture != _WHISPER:
        found.append(f"{WEIGHTS}不是Whisper语音模型（{weights.architecture}）。")
    elif not weights.whole:
        found.append(f"{WEIGHTS}不完整，可能没有复制完。")
    names = [path.name for path in own_files(folder) if path.suffix == ".json"]
    found += [f"{name}无法读取。" for name in names if _json(folder / name) is None]
    if not found and "zh" not in languages(folder):
        found.append("这个模型不识别中文（词表中没有中文标记）。")
    return tuple(found)


def languages(folder: Path) -> tuple[str, ...]:
    """Return the codes of the languages that a model's vocabulary names, in its order."""
    tokenizer = _json(folder / "tokenizer.json")
    added = tokenizer.get("added_tokens", []) if isinstance(tokenizer, dict) else []
    names = [str(token.get("content", "")) for token in added if isinstance(token, dict)]
    return tuple(match[1] for name in names if (match := _MARK.fullmatch(name)))


def read_weights(path: Path) -> Weights:
    """Walk through a file of weights without reading the numbers."""
    try:
        with path.open("rb") as file:
            return _walk(file, path.stat().st_size)
    except (OSError, struct.error, UnicodeDecodeError):
        return Weights("")


def _walk(file: BinaryIO, size: int) -> Weights:
    """Follow the layout: version, name, revision, then each variable with its shape and size."""
    _number(file, "<I")
    architecture = _name(file)
    if not architecture.endswith("Spec"):
        return Weights("")
    _number(file, "<I")
    count, mels = _number(file, "<I"), 0
    try:
        for _ in range(min(count, _MOST_VARIABLES)):
            name = _name(file)
            shape = [_number(file, "<I") for _ in range(_number(file, "<B"))]
            _number(file, "<B")
            if name == _FIRST_LAYER and len(shape) == 3:
                mels = shape[1]
            file.seek(_number(file, "<I"), 1)
        aliases = _number(file, "<I")
        for _ in range(2 * min(aliases, _MOST_VARIABLES)):
            _name(file)
    except (struct.error, UnicodeDecodeError):
        return Weights(architecture, mels)
    return Weights(architecture, mels, whole=file.tell() == size)


def _number(file: BinaryIO, form: str) -> int:
    return int(struct.unpack(form, file.read(struct.calcsize(form)))[0])


def _name(file: BinaryIO) -> str:
    return file.read(_number(file, "<H")).rstrip(b"\0").decode("ascii")


def _json(path: Path) -> object:
    try:
        return json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return None
