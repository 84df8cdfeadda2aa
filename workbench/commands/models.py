"""``workbench models``: what lies in the folder of local models."""

from pathlib import Path
from typing import Annotated, Any

import typer

from workbench.commands.context import as_json
from workbench.engines.manifest import Model
from workbench.engines.shelf import Shelf

app = typer.Typer(help="本机模型：列出、添加、校验、移除。", no_args_is_help=True)
Json = Annotated[bool, typer.Option("--json", help="输出 JSON。")]
Name = Annotated[str, typer.Argument(help="模型名称。")]


@app.command("list")
def list_models(ctx: typer.Context, json: Json = False) -> None:
    """列出本机模型。"""
    shared = as_json(ctx, json)
    shelf = Shelf()
    rows = [_row(model) for model in shelf.list()]
    lines = [
        f"{row['name']}  {row['kind']}  {row['size'] / 1e6:.1f} MB  "
        + ("已就位" if row["present"] else f"缺失，应放在 {row['folder']}")
        for row in rows
    ]
    strays = shelf.strays()
    lines += [f"{one}  未登记，不能使用；请执行 models add {shelf.folder / one}" for one in strays]
    empty = f"没有模型。模型文件夹：{shelf.folder}"
    data = {"folder": str(shelf.folder), "models": rows, "unregistered": list(strays)}
    shared.emit(data, "\n".join(lines) or empty)


@app.command()
def add(
    ctx: typer.Context,
    path: Annotated[Path, typer.Argument(help="模型文件或文件夹。")],
    name: Annotated[str, typer.Option(help="名称；不写则用文件名。")] = "",
    kind: Annotated[str, typer.Option(help="种类：speech、ocr 或 language。")] = "",
    json: Json = False,
) -> None:
    """把模型复制到模型文件夹并登记校验值。"""
    shared = as_json(ctx, json)
    model = Shelf().add(path, name, kind)
    shared.emit({"model": _row(model)}, f"已添加模型“{model.name}”：{_described(model)}。")


@app.command()
def verify(ctx: typer.Context, name: Name, json: Json = False) -> None:
    """按登记的校验值检查模型文件。"""
    shared = as_json(ctx, json)
    shelf = Shelf()
    problems = shelf.verify(name)
    model = shelf.get(name)
    text = "\n".join(problems) or f"模型“{name}”完好：{_described(model)}。"
    found = {"name": name, "good": not problems, "problems": list(problems), "model": _row(model)}
    shared.emit(found, text)
    if problems:
        raise typer.Exit(1)


@app.command()
def remove(ctx: typer.Context, name: Name, json: Json = False) -> None:
    """删除模型文件。"""
    shared = as_json(ctx, json)
    Shelf().remove(name)
    shared.emit({"removed": name}, f"已删除模型“{name}”。")


_KINDS = {"speech": "语音识别", "ocr": "文字识别", "language": "语言模型"}


def _described(model: Model) -> str:
    """Say in words what a model is."""
    codes = model.languages
    parts = [
        _KINDS[model.kind],
        f"{model.size / 1e6:.1f} MB",
        f"SHA-256 {model.sha256}",
        f"约需内存{model.memory_mib} MiB",
    ]
    if codes:
        named = "、".join(codes[:5]) + (f"等{len(codes)}种" if len(codes) > 5 else "")
        parts.append(f"语言：{named}" + ("，含中文" if "zh" in codes[5:] else ""))
    if model.card:
        parts.append(model.card.rstrip("。"))
    return "，".join(parts)


def _row(model: Model) -> dict[str, Any]:
    return {
        "name": model.name,
        "kind": model.kind,
        "size": model.size,
        "sha256": model.sha256,
        "licence": model.licence,
        "memory_mib": model.memory_mib,
        "languages": list(model.languages),
        "one_stretch_a_window": model.one_stretch_a_window,
        "card": model.card,
        "present": model.present,
        "folder": str(model.folder),
    }
