"""``workbench papers`` on the volume: split, join, rotate, recycle, restore, undo, redo.

The commands are those of the window; each can be undone, here and there.
"""

from dataclasses import asdict, replace
from typing import Annotated

import typer

from workbench.commands.context import as_json
from workbench.commands.papers import CaseArgument, Json, app
from workbench.kernel.errors import UserError
from workbench.papers.model import Document

Papers = Annotated[list[str], typer.Argument(help="材料编号（见 papers list）。")]
Paper = Annotated[str, typer.Argument(help="材料编号（见 papers list）。")]


@app.command()
def split(
    ctx: typer.Context,
    document: Paper,
    at: Annotated[str, typer.Option(help="从哪些页起另成一件，如 3,7,12。")] = "",
    suggest: Annotated[bool, typer.Option("--suggest", help="按各页开头的标题分割。")] = False,
    names: Annotated[str, typer.Option(help="各件的名称，用分号隔开。")] = "",
    json: Json = False,
) -> None:
    """把一件材料的页拆成几件；原件不变。"""
    shared = as_json(ctx, json)
    if bool(at) == suggest:
        raise UserError("请用 --at 指明分割处，或用 --suggest 按标题分割，二者选一。")
    with shared.workbench() as workbench:
        plan = workbench.papers.volume.plan(document)
        if suggest:
            workbench.switches.require("papers.catalogue", workbench.papers.document(document).case)
            list(plan.suggest())
        else:
            plan.cuts = set(_numbers(at))
            if unknown := plan.cuts - set(plan.order[1:]):
                raise UserError(f"不能从第 {min(unknown)} 页起另成一件。", "请检查页码。")
        parts = plan.parts()
        if len(parts) < 2:
            raise UserError("没有可以分割的地方，没有拆分。", "请用 --at 指明页码。")
        given = [name.strip() for name in names.split(";")] if names else []
        parts = tuple(
            replace(part, name=given[place]) if place < len(given) and given[place] else part
            for place, part in enumerate(parts)
        )
        made = workbench.papers.volume.split(document, parts)
        shared.emit({"papers": [asdict(d) for d in made]}, _lines(made))


@app.command()
def join(
    ctx: typer.Context,
    documents: Papers,
    name: Annotated[str, typer.Option(help="合并后的名称；不填用第一件的。")] = "",
    json: Json = False,
) -> None:
    """把几件材料按卷内顺序合成一件；原件不变。"""
    shared = as_json(ctx, json)
    with shared.workbench() as workbench:
        made = workbench.papers.volume.join(documents, name)
        shared.emit({"paper": asdict(made)}, _lines([made]))


@app.command()
def rotate(
    ctx: typer.Context,
    documents: Papers,
    degrees: Annotated[int, typer.Option(help="顺时针度数：90、180、270。")] = 90,
    pages: Annotated[str, typer.Option(help="只转这些页，如 2,3；不填转整件。")] = "",
    json: Json = False,
) -> None:
    """旋转材料的页；文字的位置一起转，原件不变。"""
    shared = as_json(ctx, json)
    with shared.workbench() as workbench:
        workbench.papers.volume.rotate(documents, degrees, _numbers(pages))
        made = [workbench.papers.document(key) for key in documents]
        shared.emit({"papers": [asdict(d) for d in made]}, _lines(made))


@app.command()
def recycle(ctx: typer.Context, documents: Papers, json: Json = False) -> None:
    """把材料移入本案的回收站。"""
    shared = as_json(ctx, json)
    with shared.workbench() as workbench:
        workbench.papers.volume.recycle(documents)
        words = f"已移入回收站 {len(documents)} 件。"
        shared.emit({"recycled": documents}, words)


@app.command()
def recycled(ctx: typer.Context, case: CaseArgument, json: Json = False) -> None:
    """列出本案回收站中的材料。"""
    shared = as_json(ctx, json)
    with shared.workbench(writing=False) as workbench:
        found = workbench.papers.find_case(case)
        held = workbench.papers.volume.recycled(found.id)
        data = {"case": found.id, "papers": [asdict(d) for d in held]}
        shared.emit(data, _lines(held) or "回收站是空的。")


@app.command()
def restore(ctx: typer.Context, documents: Papers, json: Json = False) -> None:
    """从回收站恢复材料，连同文字和已作的核对。"""
    shared = as_json(ctx, json)
    with shared.workbench() as workbench:
        workbench.papers.volume.restore(documents)
        made = [workbench.papers.document(key) for key in documents]
        shared.emit({"papers": [asdict(d) for d in made]}, _lines(made))


@app.command()
def purge(
    ctx: typer.Context,
    documents: Papers,
    yes: Annotated[bool, typer.Option("--yes", help="确认彻底删除。")] = False,
    json: Json = False,
) -> None:
    """彻底删除回收站中的材料，不能恢复。"""
    shared = as_json(ctx, json)
    if not yes:
        raise UserError(
            "彻底删除后不能恢复，也不能再撤销此前对本案卷宗的操作；没有删除。",
            "确认请加 --yes。",
        )
    with shared.workbench() as workbench:
        workbench.papers.volume.purge(documents)
        shared.emit({"purged": documents}, f"已彻底删除 {len(documents)} 件。")


@app.command()
def undo(ctx: typer.Context, case: CaseArgument, json: Json = False) -> None:
    """撤销对本案卷宗的上一步操作。"""
    shared = as_json(ctx, json)
    with shared.workbench() as workbench:
        found = workbench.papers.find_case(case)
        words = workbench.papers.volume.undo(found.id)
        shared.emit({"case": found.id, "undone": words}, f"已撤销：{words}。")


@app.command()
def redo(ctx: typer.Context, case: CaseArgument, json: Json = False) -> None:
    """重做刚撤销的卷宗操作。"""
    shared = as_json(ctx, json)
    with shared.workbench() as workbench:
        found = workbench.papers.find_case(case)
        words = workbench.papers.volume.redo(found.id)
        shared.emit({"case": found.id, "redone": words}, f"已重做：{words}。")


def _numbers(text: str) -> list[int]:
    parts = [part.strip() for part in text.replace("，", ",").split(",") if part.strip()]
    if wrong := [part for part in parts if not part.isdecimal()]:
        raise UserError(f"“{wrong[0]}”不是页码。", "请写成 3,7,12。")
    return [int(part) for part in parts]


def _lines(documents: list[Document]) -> str:
    return "\n".join(
        f"{d.id}  {d.volume}  {d.category or '未归类'}  {d.pages}页  {d.name}" for d in documents
    )


__all__ = ["app"]
