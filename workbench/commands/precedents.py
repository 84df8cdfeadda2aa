"""``workbench precedents``: import, list, show, check, remove, own courts; similar cases."""

from pathlib import Path
from typing import Annotated, Any

import typer

from workbench.commands.case_similar import of_case
from workbench.commands.context import as_json, read_text
from workbench.commands.laws import day
from workbench.commands.report import report
from workbench.commands.similar import kind_named, make_index, origin_named, suggest, update_index
from workbench.kernel.clock import today
from workbench.kernel.errors import UserError
from workbench.kernel.finding import STATUS_WORDS, Status
from workbench.kernel.numerals import format_amount, format_date
from workbench.law.precedents.model import (
    Outcome,
    PrecedentHead,
    Sentence,
    StoredPrecedent,
)

app = typer.Typer(help="案例库：导入、列出、查看、核对案号、删除。", no_args_is_help=True)
Json = Annotated[bool, typer.Option("--json", help="输出 JSON。")]
app.command("index")(make_index)
app.command()(suggest)
app.command("of-case")(of_case)
app.command()(report)


@app.command("import")
def import_precedents(
    ctx: typer.Context,
    paths: Annotated[list[Path], typer.Argument(help="文书文件、文件夹、压缩包或 JSON Lines。")],
    origin: Annotated[
        str, typer.Option(help="来源：指导性案例、人民法院案例库、典型案例、本院裁判、裁判文书。")
    ] = "",
    json: Json = False,
) -> None:
    """导入裁判文书和案例；同一内容再次导入不改变任何内容。"""
    from workbench.law.pack import pack_name

    shared = as_json(ctx, json)
    with shared.workbench() as workbench:
        job = shared.follow(workbench, workbench.import_precedents(paths, origin_named(origin)))
        update_index(shared, workbench)
        library = workbench.precedents.library
        packs = {pack_name(path) for path in paths}
        held = {pack.name: pack.held for pack in library.packs()}
        skipped = [
            {"file": file, "reason": reason}
            for pack in sorted(packs)
            for file, reason in library.skipped(pack)
        ]
        duplicates = [
            {"file": entry.file, "of": entry.of, "reason": entry.reason}
            for pack in sorted(packs)
            for entry in library.duplicates(pack)
        ]
        data = {
            "precedents": sum(held.get(pack, 0) for pack in packs),
            "total": library.count(),
            "duplicates": duplicates,
            "skipped": skipped,
        }
        lines = [job.message]
        lines += [f"  重复    {row['file']}：{row['reason']}" for row in duplicates]
        lines += [f"  未导入  {row['file']}：{row['reason']}" for row in skipped]
        shared.emit(data, "\n".join(lines))


@app.command("list")
def list_precedents(
    ctx: typer.Context,
    words: Annotated[str, typer.Argument(help="标题、法院、案由、案号中的文字，空格分开。")] = "",
    kind: Annotated[str, typer.Option(help="刑事、民事、行政、国家赔偿、执行。")] = "",
    origin: Annotated[str, typer.Option(help="来源。")] = "",
    court: Annotated[str, typer.Option(help="法院全称。")] = "",
    cause: Annotated[str, typer.Option(help="案由或罪名。")] = "",
    since: Annotated[str, typer.Option(help="裁判日期不早于。")] = "",
    until: Annotated[str, typer.Option(help="裁判日期不晚于。")] = "",
    limit: Annotated[int, typer.Option(help="最多件数。")] = 50,
    json: Json = False,
) -> None:
    """列出案例，新的在前。"""
    from workbench.law.precedents.repository import Filters

    shared = as_json(ctx, json)
    with shared.workbench(writing=False) as workbench:
        filters = Filters(
            words,
            origin_named(origin),
            kind_named(kind),
            court=court,
            cause=cause,
            since=day(since),
            until=day(until),
        )
        heads = workbench.precedents.page(filters, limit)
        total = workbench.precedents.library.count()
        lines = [_line(head) for head in heads]
        data = {"total": total, "precedents": [_row(head) for head in heads]}
        shared.emit(data, "\n".join(lines) or "没有符合条件的案例。")


@app.command()
def show(
    ctx: typer.Context,
    which: Annotated[str, typer.Argument(help="案例库编号、案号或入库编号。")],
    json: Json = False,
) -> None:
    """查看一件案例：读出的各项和全文。"""
    shared = as_json(ctx, json)
    with shared.workbench(writing=False) as workbench:
        room = workbench.precedents
        if which.isdecimal():
            stored = room.get(int(which))
        else:
            found = room.by_number(which)
            if not found:
                raise UserError(f"案例库中没有“{which}”。", "没有找到不等于不存在。")
            stored = room.get(found[0].id)
        shared.emit(_whole(stored), f"{_told(stored)}\n\n{stored.text}")


@app.command()
def check(
    ctx: typer.Context,
    file: Annotated[Path | None, typer.Argument(help="要核对的文件。")] = None,
    text: Annotated[str | None, typer.Option("--text", help="直接给出文字。")] = None,
    own: Annotated[list[str] | None, typer.Option(help="本案案号，不核对。")] = None,
    json: Json = False,
) -> None:
    """核对文字中援引的案号：库中有无、法院和文书种类是否相符、编号是否可疑。"""
    shared = as_json(ctx, json)
    words = read_text(text, file)
    with shared.workbench(writing=False) as workbench:
        cited = workbench.precedents.check(words, today(), own or ())
        rows = [
            {
                "number": case.number,
                "status": case.status,
                "message": case.message,
                "start": case.start,
                "end": case.end,
                "precedents": [head.id for head in case.found],
            }
            for case in cited
        ]
        lines = [f"{case.number}  {STATUS_WORDS[case.status]}  {case.message}" for case in cited]
        shared.emit({"cases": rows}, "\n".join(lines) or "没有找到案号。")
    if any(case.status is not Status.CONFIRMED for case in cited):
        raise typer.Exit(1)


@app.command()
def remove(
    ctx: typer.Context,
    number: Annotated[int | None, typer.Argument(help="案例库编号。")] = None,
    pack: Annotated[str, typer.Option(help="删除整个案例包。")] = "",
    json: Json = False,
) -> None:
    """从案例库删除一件或一包；原文件不受影响。"""
    shared = as_json(ctx, json)
    if (number is None) == (not pack):
        raise UserError("请给出一件的编号，或用 --pack 给出案例包，二者择一；没有删除。")
    with shared.workbench() as workbench:
        if number is not None:
            workbench.precedents.remove(number)
            message = f"案例 {number} 已删除。"
        else:
            message = shared.follow(workbench, workbench.remove_precedents(pack)).message
        update_index(shared, workbench)
        total = workbench.precedents.library.count()
        shared.emit({"total": total}, message)


@app.command("own-courts")
def own_courts(
    ctx: typer.Context,
    names: Annotated[
        list[str] | None, typer.Argument(help="法院全称；不填则显示现有设置。")
    ] = None,
    json: Json = False,
) -> None:
    """哪些法院的裁判按“本院裁判”入库。"""
    shared = as_json(ctx, json)
    with shared.workbench(writing=bool(names)) as workbench:
        if names:
            workbench.precedents.set_own_courts(names)
        held = list(workbench.precedents.own_courts)
        shared.emit({"courts": held}, "、".join(held) or "没有设置。")


def _line(head: PrecedentHead) -> str:
    decided = format_date(head.decided) if head.decided else "日期不明"
    number = head.library_number or head.number or "无案号"
    return f"{head.id}  {number}  {head.court}  {decided}  {'、'.join(head.causes)}  {head.title}"


def _row(head: PrecedentHead) -> dict[str, Any]:
    return {
        "id": head.id,
        "origin": head.origin,
        "kind": head.kind,
        "title": head.title,
        "number": head.number,
        "library_number": head.library_number,
        "court": head.court,
        "level": int(head.level),
        "province": head.province,
        "stage": head.stage,
        "document": head.document,
        "decided": head.decided,
        "causes": list(head.causes),
        "keywords": list(head.keywords),
        "gist": head.gist,
        "outcome": _outcome(head.outcome),
        "pack": head.pack,
        "source": head.source,
        "series": head.series,
    }


def _outcome(outcome: Outcome) -> dict[str, Any]:
    return {
        "results": list(outcome.results),
        "sentences": [
            {
                "defendant": s.defendant,
                "charges": list(s.charges),
                "penalty": s.penalty,
                "months": s.months,
                "suspended": s.suspended,
                "fine": s.fine,
            }
            for s in outcome.sentences
        ],
        "amount": outcome.amount,
    }


def _whole(stored: StoredPrecedent) -> dict[str, Any]:
    return {
        **_row(stored.head),
        "sections": [{"part": s.part, "start": s.start, "end": s.end} for s in stored.sections],
        "articles": [
            {
                "law": a.law,
                "article": a.place.article,
                "insertion": a.place.insertion,
                "paragraph": a.place.paragraph,
                "item": a.place.item,
                "basis": a.basis,
            }
            for a in stored.articles
        ],
        "text": stored.text,
    }


def _told(stored: StoredPrecedent) -> str:
    """Return what was read of a precedent, a line each."""
    head = stored.head
    rows = [
        ("标题", head.title),
        ("来源", head.origin),
        ("案号", head.number),
        ("编号", head.library_number),
        ("法院", head.court),
        ("类别", f"{head.kind} {head.stage} {head.document}"),
        ("日期", format_date(head.decided) if head.decided else ""),
        ("案由", "、".join(head.causes)),
        ("结果", "、".join(head.outcome.results)),
        *(("判处", _sentence(s)) for s in head.outcome.sentences),
        ("金额", format_amount(head.outcome.amount) if head.outcome.amount else ""),
        ("要旨", head.gist),
    ]
    return "\n".join(f"{name}：{value}" for name, value in rows if value)


def _sentence(sentence: Sentence) -> str:
    words = f"{sentence.defendant} {'、'.join(sentence.charges)} {sentence.penalty}"
    words += f" {sentence.months}个月" if sentence.months else ""
    words += f" 缓刑{sentence.suspended}个月" if sentence.suspended else ""
    return words + (f" 罚金{format_amount(sentence.fine)}" if sentence.fine else "")
