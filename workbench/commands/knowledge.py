"""``workbench laws knowledge``: what is known of causes, and whether its articles exist."""

from typing import Annotated

import typer

from workbench.commands.context import as_json
from workbench.kernel.finding import Status
from workbench.kernel.numerals import format_date
from workbench.law.knowledge.check import check as look_up
from workbench.law.knowledge.model import AREA_WORDS
from workbench.law.knowledge.shelf import FOLDER, Shelf

app = typer.Typer(help="要件知识：每个案由的要件、条文、证据和争点。", no_args_is_help=True)
Json = Annotated[bool, typer.Option("--json", help="输出 JSON。")]
FINDINGS = 1


@app.command("list")
def list_causes(ctx: typer.Context, json: Json = False) -> None:
    """列出有要件知识的案由和罪名。"""
    shared = as_json(ctx, json)
    with shared.workbench(writing=False) as workbench:
        shelf = Shelf.load(workbench.workspace.folder / FOLDER)
    rows = [
        {
            "cause": found.cause,
            "area": AREA_WORDS[found.area],
            "checked": found.checked,
            "requirements": len(found.requirements),
            "articles": len(found.articles),
            "source": found.source,
        }
        for found in shelf.causes
    ]
    faulty = [{"source": one.source, "reason": one.reason} for one in shelf.faulty]
    lines = [
        f"{row['area']}  {row['cause']}  要件 {row['requirements']} 项，条文 {row['articles']} 条"
        for row in rows
    ]
    lines += [f"没有读入：{one['reason']}" for one in faulty]
    shared.emit({"causes": rows, "faulty": faulty}, "\n".join(lines))


@app.command()
def check(
    ctx: typer.Context,
    causes: Annotated[list[str] | None, typer.Argument(help="只核对这些案由。")] = None,
    json: Json = False,
) -> None:
    """逐条核对要件知识所引的条文在法规库中是否存在；有未查到的，退出状态为 1。"""
    shared = as_json(ctx, json)
    with shared.workbench(writing=False) as workbench:
        workbench.law.require_library()
        shelf = Shelf.load(workbench.workspace.folder / FOLDER)
        chosen = [k for k in (*shelf.causes, *shelf.common) if not causes or k.cause in causes]
        checked = list(look_up(chosen, workbench.law.library))
    missing = [one for one in checked if one.status is not Status.CONFIRMED]
    rows = [
        {"source": m.source, "quoted": m.quoted, "day": m.day, "message": m.message}
        for m in missing
    ]
    lines = [f"{m.source}  {m.quoted}（{format_date(m.day)}）：{m.message}" for m in missing]
    lines.append(f"核对 {len(checked)} 处引用，{len(missing)} 处未查到。")
    faulty = [one.reason for one in shelf.faulty]
    data = {"checked": len(checked), "missing": rows, "faulty": faulty}
    shared.emit(data, "\n".join([*lines, *faulty]))
    if missing or faulty:
        raise typer.Exit(FINDINGS)
