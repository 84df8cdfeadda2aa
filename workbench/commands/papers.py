"""``workbench papers``: read files, show text, search, classify, extract."""

from dataclasses import asdict
from pathlib import Path
from typing import Annotated, Any

import typer

from workbench.commands.context import as_json
from workbench.kernel.errors import UserError
from workbench.papers.model import VALUE_STATE_WORDS

app = typer.Typer(help="卷宗材料：读取、查看、检索、归类、提取。", no_args_is_help=True)
Json = Annotated[bool, typer.Option("--json", help="输出 JSON。")]
CaseArgument = Annotated[str, typer.Argument(help="案件编号、案号或名称。")]


@app.command()
def read(
    ctx: typer.Context,
    files: Annotated[list[Path], typer.Argument(help="文件、文件夹或压缩包。")],
    ocr: Annotated[bool, typer.Option("--ocr", help="识别扫描页。")] = False,
    json: Json = False,
) -> None:
    """不建案件，直接读取文件。"""
    from workbench.papers.loose import read_loose

    shared = as_json(ctx, json)
    if ocr:
        with shared.workbench(writing=False) as workbench:
            workbench.switches.require("papers.ocr")
    rows = read_loose(files, ocr)
    lines = [f"{row['outcome']}  {row['file']}  {row['reason']}".rstrip() for row in rows]
    if not shared.json:
        lines += ["\n".join(page["text"] for page in row["pages"]) for row in rows]
    shared.emit({"files": rows}, "" if shared.json else "\n".join(lines))


@app.command("list")
def list_papers(ctx: typer.Context, case: CaseArgument, json: Json = False) -> None:
    """列出案件的材料。"""
    shared = as_json(ctx, json)
    with shared.workbench(writing=False) as workbench:
        found = workbench.papers.find_case(case)
        documents = workbench.papers.documents(found.id)
        lines = [
            f"{d.id}  {d.volume}  {d.category or '未归类'}  {d.pages}页  {d.name}"
            + (f"（{d.reason}）" if d.reason else "")
            for d in documents
        ]
        data = {"case": found.id, "papers": [asdict(d) for d in documents]}
        shared.emit(data, "\n".join(lines) or "本案还没有材料。")


@app.command()
def show(
    ctx: typer.Context,
    document: Annotated[str, typer.Argument(help="材料编号。")],
    json: Json = False,
) -> None:
    """查看一件材料的登记信息。"""
    shared = as_json(ctx, json)
    with shared.workbench(writing=False) as workbench:
        found = workbench.papers.document(document)
        lines = [f"{found.name}（{found.kind}，{found.pages}页，{found.category or '未归类'}）"]
        lines += [f"SHA-256：{found.sha256}", *found.warnings]
        shared.emit({"paper": asdict(found)}, "\n".join(lines))


@app.command()
def text(
    ctx: typer.Context,
    document: Annotated[str, typer.Argument(help="材料编号。")],
    version: Annotated[int, typer.Option(help="文字层版本，0 为最新。")] = 0,
    json: Json = False,
) -> None:
    """输出一件材料的文字。"""
    shared = as_json(ctx, json)
    with shared.workbench(writing=False) as workbench:
        layer = workbench.papers.text(document, version)
        body = "\n\n".join(f"〔第{page.number}页〕\n{page.text}" for page in layer.pages)
        shared.emit({"layer": asdict(layer)}, "" if shared.json else body)


@app.command()
def search(
    ctx: typer.Context,
    query: Annotated[str, typer.Argument(help="要查找的词语。")],
    case: Annotated[str, typer.Option(help="只在该案件中查找。")] = "",
    json: Json = False,
) -> None:
    """在材料文字中查找。"""
    shared = as_json(ctx, json)
    with shared.workbench(writing=False) as workbench:
        target = workbench.papers.find_case(case).id if case else ""
        hits = workbench.papers.search(query, target)
        lines = [f"{hit.name} 第{hit.page}页：…{hit.snippet}…" for hit in hits]
        shared.emit({"hits": [asdict(hit) for hit in hits]}, "\n".join(lines) or "没有找到。")


@app.command()
def catalogue(ctx: typer.Context, case: CaseArgument, json: Json = False) -> None:
    """列出材料归类的依据。"""
    from workbench.papers.catalogue import classify

    shared = as_json(ctx, json)
    with shared.workbench(writing=False) as workbench:
        found = workbench.papers.find_case(case)
        workbench.switches.require("papers.catalogue", found.id)
        rows: list[dict[str, Any]] = []
        for document in workbench.papers.documents(found.id):
            guess = classify(document.name, workbench.papers.text(document.id).pages)
            rows.append(
                {
                    "id": document.id,
                    "name": document.name,
                    "category": document.category,
                    "volume": document.volume,
                    "guess": guess.kind,
                    "reason": guess.reason,
                    "certainty": guess.certainty,
                }
            )
        lines = [f"{row['category'] or '未归类'}  {row['name']}  {row['reason']}" for row in rows]
        shared.emit({"case": found.id, "papers": rows}, "\n".join(lines) or "本案还没有材料。")


@app.command()
def ocr(ctx: typer.Context, case: CaseArgument, json: Json = False) -> None:
    """识别案件中尚未识别的扫描页。"""
    shared = as_json(ctx, json)
    with shared.workbench() as workbench:
        found = workbench.papers.find_case(case)
        job = shared.follow(workbench, workbench.papers.read_scans(found.id))
        shared.emit({"case": found.id, "job": job.id, "message": job.message}, job.message)


@app.command()
def extract(ctx: typer.Context, case: CaseArgument, json: Json = False) -> None:
    """从材料中提取案件信息，待人核对。"""
    shared = as_json(ctx, json)
    with shared.workbench() as workbench:
        found = workbench.papers.find_case(case)
        job = shared.follow(workbench, workbench.papers.extract(found.id))
        values = workbench.papers.values(found.id)
        rows = [
            {
                "id": value.id,
                "field": value.found.field,
                "group": value.found.group,
                "value": value.value,
                "shown": value.found.shown,
                "state": value.state,
                "note": value.found.note,
                "rule": value.found.rule,
                "anchor": value.found.anchor.to_json(),
            }
            for value in values
        ]
        lines = [
            f"[{VALUE_STATE_WORDS[v.state]}] {v.found.group} {v.found.field}：{v.found.shown}"
            for v in values
        ]
        shared.emit({"case": found.id, "values": rows}, "\n".join([job.message, *lines]))


@app.command()
def confirm(
    ctx: typer.Context,
    value: Annotated[str, typer.Argument(help="数据项编号（见 papers extract）。")],
    text: Annotated[str, typer.Option(help="改为这个值。")] = "",
    discard: Annotated[bool, typer.Option("--discard", help="弃用该项。")] = False,
    json: Json = False,
) -> None:
    """确认、更正或弃用一项提取的数据。"""
    from workbench.kernel.advice import Action

    shared = as_json(ctx, json)
    if text and discard:
        raise UserError("--text 与 --discard 不能同时使用。")
    action = Action.DISMISS if discard else Action.EDIT if text else Action.ADOPT
    with shared.workbench() as workbench:
        decided = workbench.decide_value(value, action, text)
        word = VALUE_STATE_WORDS[decided.state]
        shared.emit({"value": decided.id, "state": decided.state}, f"{word}：{decided.value}")
