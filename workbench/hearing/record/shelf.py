"""Reads the templates of hearing records: those that ship, and a workspace's own.

A file of the workspace's folder stands in place of the shipped one of the same name key by key: a
stage that it names is changed, one with a new key is added, what it does not name stays.
"""

import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from importlib.resources import files
from pathlib import Path
from typing import Any

from workbench.hearing.model import Procedure
from workbench.hearing.record.template import Face, Field, Prompt, Stage, Template
from workbench.kernel.errors import UserError

FOLDER = "templates/hearing"
COMMON = "common.toml"
COURT = ("审判长", "审判员", "人民陪审员", "法官助理", "书记员")
_TOO_LARGE = 1_000_000
_KEYED = {"stage": "key", "field": "key"}
_KEYS = {
    "stage": {
        *("key", "title", "order", "required", "anywhere", "by", "answers", "sure", "opens"),
        *("prompts", "basis", "mark", "remove"),
    },
    "field": {"key", "label", "value", "hint", "required", "remove"},
}


@dataclass(frozen=True)
class FaultyTemplate:
    """A file of the workspace that could not be read, and why, in a Chinese sentence."""

    source: str
    reason: str


@dataclass(frozen=True)
class Templates:
    """The templates of all procedures, and what could not be read of the workspace's own."""

    found: Mapping[Procedure, Template]
    faulty: tuple[FaultyTemplate, ...] = ()

    @classmethod
    def load(cls, own: Path | None = None) -> "Templates":
        """Read the product's files and those of a folder, which need not exist.

        A faulty file of the folder is named in ``faulty``; the product's stays as it is.
        """
        layers: dict[str, tuple[str, dict[str, Any]]] = {}
        faulty: list[FaultyTemplate] = []
        for path in sorted(own.glob("*.toml")) if own is not None and own.is_dir() else ():
            try:
                layers[path.name] = (path.name, _checked(_own_text(path), path.name))
                _all(layers)
            except UserError as error:
                layers.pop(path.name, None)
                faulty.append(FaultyTemplate(path.name, f"{error.message}{error.advice}"))
        return cls(_all(layers), tuple(faulty))

    def of(self, procedure: Procedure) -> Template:
        """Return the template of a procedure."""
        return self.found[procedure]


def shipped_text(procedure: Procedure) -> str:
    """Return the file of a procedure as it ships, comments and all, to be copied and changed."""
    return _shipped(f"{procedure}.toml")


def _all(own: Mapping[str, tuple[str, dict[str, Any]]]) -> dict[Procedure, Template]:
    return {procedure: _template(procedure, own) for procedure in Procedure}


def _template(procedure: Procedure, own: Mapping[str, tuple[str, dict[str, Any]]]) -> Template:
    name = f"{procedure}.toml"
    chain = [name]
    while parent := tomllib.loads(_shipped(chain[0])).get("extends"):
        chain.insert(0, parent)
    data: dict[str, Any] = {}
    changed = []
    for file in (COMMON, *chain):
        data = _laid_over(data, tomllib.loads(_shipped(file)))
        if file in own:
            changed.append(file)
            data = _laid_over(data, own[file][1])
    data["procedure"] = str(procedure)
    source = changed[-1] if changed else ""
    try:
        return _made(data, source)
    except (KeyError, TypeError, ValueError, AttributeError) as error:
        raise UserError(
            f"笔录模板“{source or name}”有缺项或者格式有误（{error}），没有读入。",
            "请对照程序自带的模板修改。",
        ) from error


def _laid_over(under: Mapping[str, Any], over: Mapping[str, Any]) -> dict[str, Any]:
    """Return tables merged key by key; lists of stages and fields by the key of their entries."""
    merged = dict(under)
    for key, value in over.items():
        before = merged.get(key)
        if key in _KEYED and isinstance(before, list):
            merged[key] = _entries(before, value)
        elif isinstance(value, dict) and isinstance(before, dict):
            merged[key] = _laid_over(before, value)
        else:
            merged[key] = value
    return merged


def _entries(before: Sequence[dict[str, Any]], over: Sequence[dict[str, Any]]) -> list[Any]:
    named = {entry["key"]: dict(entry) for entry in before}
    for entry in over:
        named[entry["key"]] = named.get(entry["key"], {}) | entry
    return [entry for entry in named.values() if not entry.get("remove")]


def _made(data: Mapping[str, Any], source: str) -> Template:
    stages = sorted((_stage(entry) for entry in data["stage"]), key=lambda stage: stage.order)
    return Template(
        Procedure(data["procedure"]),
        data["title"],
        data["name"],
        data["as_of"],
        bool(data.get("free_order", False)),
        tuple(
            Field(
                entry["key"],
                entry["label"],
                entry.get("value", ""),
                entry.get("hint", ""),
                bool(entry.get("required", False)),
            )
            for entry in data["field"]
        ),
        tuple(stages),
        _words(data["shorts"]),
        _words(data["in_panel"]),
        _words(data["sentences"]),
        _texts(data["signing"]["steps"]),
        {name: int(value) for name, value in data["page"].items()},
        {name: Face(face["role"], float(face["size"])) for name, face in data["faces"].items()},
        {name: float(value) for name, value in data["large"].items()},
        float(data["join_seconds"]),
        int(data["join_characters"]),
        source,
    )


def _stage(entry: Mapping[str, Any]) -> Stage:
    prompts = tuple(Prompt(row["role"], row["text"]) for row in entry.get("prompts", ()))
    return Stage(
        entry["key"],
        entry["title"],
        int(entry["order"]),
        bool(entry["required"]),
        bool(entry.get("anywhere", False)),
        _texts(entry.get("by", COURT)),
        _texts(entry.get("answers", ())),
        _texts(entry.get("sure", ())),
        _texts(entry.get("opens", ())),
        prompts,
        _texts(entry.get("basis", ())),
        str(entry.get("mark", "")),
    )


def _texts(values: Sequence[str]) -> tuple[str, ...]:
    if isinstance(values, str) or not all(isinstance(value, str) for value in values):
        raise TypeError("应为方括号中的一列文字")
    return tuple(values)


def _words(table: Mapping[str, Any]) -> dict[str, str]:
    return {key: str(value) for key, value in table.items()}


def _checked(text: str, name: str) -> dict[str, Any]:
    """Read a file of the workspace and refuse what nobody would notice: names that mean nothing.

    Raises:
        UserError: it is no TOML, or says something that templates do not know.
    """
    known = {COMMON, *(f"{procedure}.toml" for procedure in Procedure)}
    if name not in known:
        names = "、".join(sorted(known))
        raise UserError(f"文件名“{name}”不是笔录模板的名称，没有读入。", f"可用：{names}。")
    try:
        data = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise UserError(
            f"笔录模板“{name}”格式有误，没有读入（{error}）。", "请检查引号、括号和等号。"
        ) from error
    for kind, allowed in _KEYS.items():
        for entry in data.get(kind, ()):
            if not isinstance(entry, dict) or "key" not in entry:
                raise UserError(f"笔录模板“{name}”的一个 {kind} 没有写 key，没有读入。")
            if unknown := sorted(entry.keys() - allowed):
                raise UserError(
                    f"笔录模板“{name}”的“{entry['key']}”中有不认识的项目“{unknown[0]}”，没有读入。",
                    f"可用的项目：{'、'.join(sorted(allowed))}。",
                )
    return data


def _own_text(path: Path) -> str:
    try:
        if path.stat().st_size > _TOO_LARGE:
            raise UserError(f"笔录模板“{path.name}”太大，没有读入。")
        return path.read_bytes().decode("utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        raise UserError(
            f"笔录模板“{path.name}”读不出来，没有读入。", "请存成 UTF-8 编码的文本文件。"
        ) from error


def _shipped(name: str) -> str:
    return files("resources").joinpath("templates", "hearing", name).read_text(encoding="utf-8")
