"""What lies in ``local_models``: models that a user has put there, with hashes and licences.

Each model is a folder of its own. ``manifest.toml`` at the top names the models that come with
the program or are known to it; beside each model added later lies its own ``manifest.toml``.
Nothing in here loads a model.
"""

import hashlib
import os
import re
import shutil
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path

from workbench.engines.foreign_speech import (
    is_foreign,
    refuse_foreign,
    refuse_no_speech,
    refuse_packed,
)
from workbench.engines.manifest import (
    KINDS,
    MANIFEST,
    SPEECH,
    Model,
    ModelFile,
    is_name,
    read_manifest,
    to_toml,
)
from workbench.engines.whisper_files import faults, languages
from workbench.kernel.errors import UserError
from workbench.kernel.files import write_atomically

_SUFFIXES = {".gguf": "language"}
_OTHER_FILES = (MANIFEST, "README.md")


Progress = Callable[[int, int], None]
"""Called with bytes done and bytes in all."""
_CHUNK = 4 << 20


def _silent(done: int, total: int) -> None:
    """Tell nobody how far it is."""


@dataclass
class _Counter:
    """Adds up the bytes that went by, and tells."""

    total: int
    tell: Progress
    done: int = 0

    def add(self, size: int) -> None:
        self.done += size
        self.tell(self.done, self.total)


def models_folder() -> Path:
    """Return ``$WORKBENCH_MODELS``, else ``local_models`` beside the program; it may not exist."""
    named = os.environ.get("WORKBENCH_MODELS")
    return Path(named) if named else Path(__file__).resolve().parents[2] / "local_models"


class Shelf:
    """The folder of models.

    Args:
        folder: :func:`models_folder` by default.
    """

    def __init__(self, folder: Path | None = None) -> None:
        self.folder = folder if folder is not None else models_folder()

    def list(self) -> tuple[Model, ...]:
        """Return the models named by any manifest, by name; look at ``present`` of each.

        Raises:
            UserError: a manifest cannot be read.
        """
        found = {
            model.name: replace(model, folder=self.folder / model.name)
            for model in read_manifest(self.folder / MANIFEST)
        }
        for manifest in sorted(self.folder.glob(f"[!.]*/{MANIFEST}")):
            for model in read_manifest(manifest):
                found[model.name] = replace(model, folder=manifest.parent)
        return tuple(found[name] for name in sorted(found))

    def get(self, name: str) -> Model:
        """Return a model by name.

        Raises:
            UserError: there is none of this name.
        """
        for model in self.list():
            if model.name == name:
                return model
        if name in self.strays():
            raise UserError(
                f"文件夹“{name}”已放入模型文件夹，但还没有登记，不能使用。",
                f"请执行：workbench models add {self.folder / name}",
            )
        raise UserError(
            f"模型文件夹中没有名为“{name}”的模型。", "请用“models list”查看已有的模型。"
        )

    def strays(self) -> tuple[str, ...]:
        """Return the names of folders that somebody put there and no manifest names.

        Raises:
            UserError: a manifest cannot be read.
        """
        known = {model.folder.name for model in self.list()}
        folders = (path for path in self.folder.glob("[!.]*") if path.is_dir())
        return tuple(sorted(one.name for one in folders if one.name not in known))

    def add(
        self,
        path: Path,
        name: str = "",
        kind: str = "",
        *,
        licence: str = "",
        memory_mib: int = 0,
        languages: tuple[str, ...] = (),
        progress: Progress = _silent,
    ) -> Model:
        """Copy a model (a folder or one file) into place and write down its hashes.

        The copy is made beside its final place and renamed when it is whole: a full disk or a
        power cut leaves no half model. A folder that lies on the shelf already stays there.

        Args:
            path: folder or file; a folder may bring a ``manifest.toml`` of its own.
            name: by default the manifest's, or that of the folder or file.
            kind: one of :data:`KINDS`; by default told from manifest or files.
            licence, memory_mib, languages: go before the manifest's.
            progress: told bytes done and in all.

        Raises:
            UserError: nothing there, unknown kind, a form that must be converted, no model of the
                kind, name taken, hashes that differ, disk full.
        """
        path = path.resolve()
        here = path.parent == self.folder.resolve() and path.name in self.strays()
        draft = self._draft(path, path.name if here else name, kind)
        draft = replace(
            draft,
            licence=licence or draft.licence,
            memory_mib=memory_mib or draft.memory_mib,
            languages=languages or draft.languages,
        )
        put = self._register if here else self._store
        return put(path, self._checked(path, draft, here), progress)

    def _draft(self, path: Path, name: str, kind: str) -> Model:
        """Return what is known of a model beforehand."""
        known = _brought(path) or self._known(name or path.name) or Model("", "", ())
        name = name or known.name or (path.stem if path.is_file() else path.name)
        return replace(known, name=name, kind=kind or known.kind or guess_kind(path))

    def _checked(self, path: Path, draft: Model, here: bool) -> Model:
        refuse_packed(path)
        refuse_foreign(path)
        self._check_new(path, draft.name, draft.kind, here)
        if draft.kind != SPEECH:
            return draft
        refuse_no_speech(path)
        return replace(draft, languages=draft.languages or languages(path))

    def _store(self, path: Path, draft: Model, progress: Progress) -> Model:
        """Copy the files and write the manifest; files that ``draft`` names must be the same."""
        with self._staging() as stage:
            files = _copy(path, stage, progress)
            _compare(draft.files, files)
            model = replace(
                draft,
                files=files,
                memory_mib=draft.memory_mib or _memory(files),
                folder=self.folder / draft.name,
            )
            (stage / MANIFEST).write_text(to_toml(model), encoding="utf-8")
            # A temporary folder is closed to other users of the machine; a model is for all.
            stage.chmod(0o755)
            stage.replace(model.folder)
        return model

    def _register(self, folder: Path, draft: Model, progress: Progress) -> Model:
        """Write the manifest of a folder that lies in its place already."""
        names = [one for one in _files(folder) if one != MANIFEST]
        counter = _Counter(sum((folder / one).stat().st_size for one in names), progress)
        files = tuple(
            ModelFile(one, _sha256(folder / one, counter), (folder / one).stat().st_size)
            for one in names
        )
        _compare(draft.files, files)
        memory = draft.memory_mib or _memory(files)
        model = replace(draft, files=files, memory_mib=memory, folder=folder)
        write_atomically(folder / MANIFEST, to_toml(model).encode())
        return model

    def verify(self, name: str, progress: Progress = _silent) -> tuple[str, ...]:
        """Compare a model's files with its manifest.

        Args:
            name: of the model.
            progress: told bytes done and in all.

        Returns:
            a Chinese sentence for each file that is missing, changed or unknown; none if all
            is well.

        Raises:
            UserError: there is no such model.
        """
        model = self.get(name)
        counter = _Counter(model.size, progress)
        problems = [line for file in model.files if (line := _problem(model, file, counter))]
        known = {file.path for file in model.files} | set(_OTHER_FILES)
        for path in _files(model.folder):
            if path not in known:
                problems.append(f"文件“{path}”不在清单中。")
        if model.kind == SPEECH and not problems:
            problems += faults(model.folder)
        return tuple(problems)

    def remove(self, name: str) -> None:
        """Delete a model's folder.

        Raises:
            UserError: there is no such model, nothing of it is there, or it cannot be deleted.
        """
        model = self.get(name)
        if not model.folder.is_dir():
            raise UserError(f"模型“{name}”的文件不在本机，没有可删除的内容。")
        # Renamed first: what is left after a failure is no longer taken for a model.
        grave = self.folder / f".removed-{name}"
        try:
            if grave.exists():
                shutil.rmtree(grave)
            model.folder.replace(grave)
            shutil.rmtree(grave)
        except OSError as error:
            raise UserError(
                f"模型“{name}”未能完全删除：{error.strerror}。", "请关闭正在使用它的程序后再试。"
            ) from error

    def _known(self, name: str) -> Model | None:
        return next((model for model in self.list() if model.name == name), None)

    def _check_new(self, path: Path, name: str, kind: str, here: bool) -> None:
        if not path.exists():
            raise UserError(f"找不到“{path}”，未添加模型。", "请检查路径后再试。")
        if not is_name(name):
            raise UserError(f"“{name}”不能作为模型的名称。", "请用不含斜杠、引号等符号的名称。")
        if kind not in KINDS:
            raise UserError(
                f"无法判断“{path.name}”是哪一种模型，未添加。",
                "请指明种类：speech（语音）、ocr（文字识别）或language（语言）。",
            )
        if (self.folder / name).exists() and not here:
            raise UserError(f"已有名为“{name}”的模型，原模型保持不变。", "请换一个名称或先删除它。")

    @contextmanager
    def _staging(self) -> Iterator[Path]:
        """Give a folder inside the shelf that is gone afterwards unless it was renamed."""
        stage: Path | None = None
        try:
            self.folder.mkdir(parents=True, exist_ok=True)
            stage = Path(tempfile.mkdtemp(prefix=".adding-", dir=self.folder))
            yield stage
        except OSError as error:
            raise UserError(
                f"模型未能复制到“{self.folder}”：{error.strerror or error}，没有留下不完整的文件。",
                "请检查磁盘空间和该文件夹的写入权限。",
            ) from error
        finally:
            if stage is not None:
                shutil.rmtree(stage, ignore_errors=True)


def _brought(path: Path) -> Model | None:
    models = read_manifest(path / MANIFEST) if path.is_dir() else []
    return models[0] if len(models) == 1 else None


def guess_kind(path: Path) -> str:
    """Return the kind that files look like; empty where they do not tell."""
    said = _brought(path)
    if said is not None:
        return said.kind
    if is_foreign(path):
        return SPEECH
    names = {path.name} if path.is_file() else {Path(file).name for file in _files(path)}
    kinds = {_SUFFIXES.get(Path(name).suffix.lower(), "") for name in names} - {""}
    # A faster-whisper folder: the converted weights beside their vocabulary.
    if "model.bin" in names and names & {"vocabulary.json", "vocabulary.txt", "tokenizer.json"}:
        kinds.add("speech")
    if any(re.search(r"_(det|rec)_.*\.onnx$", name) for name in names):
        kinds.add("ocr")
    return kinds.pop() if len(kinds) == 1 else ""


def _files(folder: Path) -> Iterator[str]:
    """Yield the paths of the files below a folder, sorted, with ``/``."""
    for path in sorted(folder.rglob("*")):
        if path.is_file():
            yield path.relative_to(folder).as_posix()


def _copy(source: Path, stage: Path, progress: Progress) -> tuple[ModelFile, ...]:
    """Copy a file or the files of a folder, and hash what arrived."""
    if source.is_file():
        pairs = [(source, stage / source.name)]
    else:
        pairs = [(source / name, stage / name) for name in _files(source) if name != MANIFEST]
    if not pairs:
        raise UserError(f"“{source.name}”中没有模型文件，未添加。", "请选择模型所在的文件夹。")
    counter = _Counter(2 * sum(old.stat().st_size for old, _ in pairs), progress)
    for old, new in pairs:
        new.parent.mkdir(parents=True, exist_ok=True)
        with old.open("rb") as reading, new.open("wb") as writing:
            while chunk := reading.read(_CHUNK):
                writing.write(chunk)
                counter.add(len(chunk))
    names = (new.relative_to(stage).as_posix() for _, new in pairs)
    return tuple(
        ModelFile(name, _sha256(stage / name, counter), (stage / name).stat().st_size)
        for name in names
    )


def _memory(files: tuple[ModelFile, ...]) -> int:
    """Estimate the main memory in MiB: the weights and a third more for the work on them."""
    return max(1, round(sum(file.size for file in files) * 4 / 3 / 2**20))


def _sha256(path: Path, counter: "_Counter") -> str:
    digest = hashlib.sha256()
    with path.open("rb") as stream:
        while chunk := stream.read(_CHUNK):
            digest.update(chunk)
            counter.add(len(chunk))
    return digest.hexdigest()


def _compare(wanted: tuple[ModelFile, ...], files: tuple[ModelFile, ...]) -> None:
    """Refuse a copy that differs from the manifest that came with it."""
    copied = {file.path: file for file in files}
    wrong = [file.path for file in wanted if copied.get(file.path) != file]
    if wrong:
        raise UserError(
            f"与所附清单不一致的文件：{'、'.join(wrong)}，未添加模型。",
            "请重新取得完整的模型文件。",
        )


def _problem(model: Model, file: ModelFile, counter: _Counter) -> str:
    path = model.folder / file.path
    if not path.is_file():
        return f"缺少文件“{file.path}”。"
    if path.stat().st_size != file.size:
        return f"文件“{file.path}”的大小为{path.stat().st_size}字节，清单为{file.size}字节。"
    if _sha256(path, counter) != file.sha256:
        return f"文件“{file.path}”的内容已变，SHA-256与清单不符。"
    return ""
