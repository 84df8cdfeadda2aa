"""Whisper models in other forms: told from their files, and how to convert each.

The conversion needs PyTorch and is done once, on a machine that may have it; this program only ever
sees the result.
"""

import json
import re
from pathlib import Path

from workbench.engines.whisper_files import faults
from workbench.kernel.errors import UserError

_PUBLISHED = re.compile(
    r"(tiny|base|small|medium|large-v3-turbo|large-v[123]|large|turbo)(\.en)?(?=$|[-_.])"
)
_MADE = re.compile(r"--output_dir (\S+)")
_GGML = b"lmgg"
_HEAD = 4096
_PACKED = (".zip", ".rar", ".7z", ".tar", ".tgz", ".gz", ".bz2", ".xz", ".zst")
_WEIGHTS = (".safetensors", ".pt", ".pth")
_HF_WEIGHTS = ("model.safetensors", "pytorch_model.bin", "model.safetensors.index.json")
_INSTALL = "pip install ctranslate2 transformers torch"


def is_foreign(path: Path) -> bool:
    """Say whether a file or folder is a Whisper model that must be converted first."""
    return bool(_form(path)[0])


def refuse_foreign(path: Path) -> None:
    """Let only models go on that need no conversion.

    Args:
        path: the file or folder that somebody wants to add.

    Raises:
        UserError: it is a Whisper model in another form; the advice holds the commands.
    """
    form, command = _form(path)
    if form:
        raise UserError(
            f"“{path.name}”是{form}，本程序使用CTranslate2格式的语音模型，未添加。",
            f"请在可以联网的电脑上转换，依次执行：\n{_steps(command, _MADE.findall(command)[-1])}",
        )


def refuse_packed(path: Path) -> None:
    """Let only models go on that are unpacked.

    Raises:
        UserError: it is an archive.
    """
    if path.is_file() and path.name.lower().endswith(_PACKED):
        raise UserError(
            f"“{path.name}”是压缩包，未添加模型。", "请先解压，再选择解压得到的模型文件夹。"
        )


def refuse_no_speech(path: Path) -> None:
    """Let only a folder go on that is a whole speech model.

    Raises:
        UserError: it is none, and how to get one.
    """
    if not path.is_dir():
        raise UserError(
            f"“{path.name}”是一个文件，语音模型是一个文件夹，未添加。",
            "请选择含有model.bin、config.json、tokenizer.json和词表的文件夹。" + how_to_make(),
        )
    if wrong := faults(path):
        inside = [found.parent.relative_to(path) for found in sorted(path.rglob("model.bin"))]
        if inside and inside[0] != Path():
            raise UserError(
                f"“{path.name}”本身不是语音模型，未添加；模型在其中的“{inside[0]}”。",
                f"请选择里面的文件夹：workbench models add {path / inside[0]}",
            )
        raise UserError(
            f"“{path.name}”不能作为语音模型，未添加：{''.join(wrong)}",
            "请重新取得完整的模型文件夹；转换时要带上tokenizer.json和preprocessor_config.json。"
            + how_to_make(),
        )


def how_to_make() -> str:
    """Say how a speech model is made on a connected machine, for those that have none."""
    command = _converter("openai/whisper-small", "small")
    return f"可在可以联网的电脑上取得，依次执行：\n{_steps(command, 'small-ct2')}"


def _steps(command: str, name: str) -> str:
    return (
        f"  {_INSTALL}\n"
        f"{command}\n"
        f"然后把得到的文件夹“{name}”复制到本机，执行：\n"
        f"  workbench models add {name} --kind speech"
    )


def _form(path: Path) -> tuple[str, str]:
    """Return what a model is called and the command that converts it; empty: nothing foreign."""
    if path.is_dir():
        return _form_of_folder(path)
    if not path.is_file():
        return "", ""
    suffix = path.suffix.lower()
    with path.open("rb") as file:
        head = file.read(_HEAD)
    in_gguf = head.startswith(b"GGUF") and b"whisper" in head
    if path.name.lower().startswith("ggml") or head.startswith(_GGML) or in_gguf:
        return "whisper.cpp的ggml模型（不能直接转换，须从原始模型转换）", _from_hub(path)
    if suffix in (".pt", ".pth"):
        return "openai-whisper的.pt模型", _from_checkpoint(path)
    if suffix == ".safetensors":
        return "Hugging Face模型中的一个文件（转换时需要整个文件夹）", _from_folder(path)
    return "", ""


def _form_of_folder(folder: Path) -> tuple[str, str]:
    names = {child.name for child in folder.iterdir()}
    if names & set(_HF_WEIGHTS) and _is_whisper(folder / "config.json"):
        return "Hugging Face格式的Whisper模型", _from_folder(folder / "config.json")
    alone = [folder / name for name in sorted(names) if _is_single(folder / name)]
    return _form(alone[0]) if len(alone) == 1 and "model.bin" not in names else ("", "")


def _is_single(path: Path) -> bool:
    lower = path.name.lower()
    named = lower.startswith("ggml") and lower.endswith((".bin", ".gguf"))
    return path.suffix.lower() in _WEIGHTS or named


def _is_whisper(config: Path) -> bool:
    try:
        found = json.loads(config.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return False
    return isinstance(found, dict) and found.get("model_type") == "whisper"


def _converter(model: str, name: str) -> str:
    return (
        f"  ct2-transformers-converter --model {model} --output_dir {name}-ct2 "
        "--copy_files tokenizer.json preprocessor_config.json --quantization int8"
    )


def _from_hub(path: Path) -> str:
    return _converter(f"openai/whisper-{_published(path) or 'small'}", _short(path))


def _from_checkpoint(path: Path) -> str:
    if _published(path):
        return _from_hub(path)
    name = _short(path)
    return (
        "  python -m transformers.models.whisper.convert_openai_to_hf "
        f"--checkpoint_path {path.name} --pytorch_dump_folder_path {name} "
        "--convert_preprocessor True\n" + _converter(name, name)
    )


def _from_folder(path: Path) -> str:
    folder = path.parent.name
    return _converter(folder, _short(path))


def _published(path: Path) -> str:
    """Return the name of the published model that a file is named after; empty: none."""
    match = _PUBLISHED.match(_short(path).removeprefix("whisper-"))
    if match is None:
        return ""
    name = {"turbo": "large-v3-turbo", "large": "large-v3"}.get(match[1], match[1])
    return name + (match[2] or "")


def _short(path: Path) -> str:
    """Return a name for the converted model."""
    if path.is_dir():
        return path.name
    if path.name == "config.json" or path.suffix.lower() == ".safetensors":
        return path.parent.name
    return path.stem.removeprefix("ggml-").removeprefix("ggml_")
