"""Commands about the workspace itself: switches, models, jobs, journal, backup, passphrase."""

from dataclasses import asdict
from pathlib import Path
from typing import Annotated, Any

import typer

from workbench.commands.context import as_json, ask_passphrase
from workbench.kernel.errors import UserError
from workbench.kernel.features import ALL, Feature

Json = Annotated[bool, typer.Option("--json", help="输出 JSON。")]
CaseOption = Annotated[str, typer.Option(help="只对该案件。")]
Key = Annotated[str, typer.Argument(help="功能键，例如 law.statutes；不写则为全部功能。")]

features = typer.Typer(help="功能开关。", no_args_is_help=True)
jobs = typer.Typer(help="长任务：列出、取消、继续。", no_args_is_help=True)
journal = typer.Typer(help="日志：查看、校验、导出。", no_args_is_help=True)
backup = typer.Typer(help="备份：生成、恢复、校验。", no_args_is_help=True)
passphrase = typer.Typer(help="工作区口令：设置、修改、取消。", no_args_is_help=True)


@features.command("list")
def list_features(ctx: typer.Context, case: CaseOption = "", json: Json = False) -> None:
    """列出功能及其开关。"""
    from workbench.availability import missing

    shared = as_json(ctx, json)
    with shared.workbench(writing=False) as workbench:
        target = workbench.papers.find_case(case).id if case else ""
        rows = []
        for feature in workbench.features:
            reason = workbench.switches.why_off(feature.key, target)
            lack = missing(workbench, feature)
            rows.append(_row(feature) | {"on": not reason, "why_off": reason} | lack)
        lines = [
            f"{'开' if row['on'] else '关'}  {row['key']}  {row['title']}"
            + ("" if row["available"] else f"（{row['missing']}）")
            for row in rows
        ]
        shared.emit({"features": rows}, "\n".join(lines))


@features.command("show")
def show_feature(
    ctx: typer.Context,
    key: Annotated[str, typer.Argument(help="功能键。")],
    json: Json = False,
) -> None:
    """查看一项功能的能力与局限。"""
    shared = as_json(ctx, json)
    with shared.workbench(writing=False) as workbench:
        feature = workbench.features.get(key)
        reason = workbench.switches.why_off(key)
        lines = [feature.title, feature.does, f"依据：{feature.basis}", "局限："]
        lines += [f"  - {limit}" for limit in feature.limits]
        lines += [f"实测：{figure}" for figure in feature.figures]
        lines.append(reason or "已打开。")
        shared.emit({"feature": _row(feature) | {"on": not reason}}, "\n".join(lines))


@features.command()
def on(ctx: typer.Context, key: Key = ALL, case: CaseOption = "", json: Json = False) -> None:
    """打开一项功能（或全部）。"""
    _switch(ctx, key, case, json, True)


@features.command()
def off(ctx: typer.Context, key: Key = ALL, case: CaseOption = "", json: Json = False) -> None:
    """关闭一项功能（或全部）：不再运行，已有建议隐藏。"""
    _switch(ctx, key, case, json, False)


def _switch(ctx: typer.Context, key: str, case: str, json: bool, on: bool) -> None:
    shared = as_json(ctx, json)
    with shared.workbench() as workbench:
        target = workbench.papers.find_case(case).id if case else ""
        workbench.switches.set(key, on, target)
        name = "全部功能" if key == ALL else f"“{workbench.features.get(key).title}”"
        where = "在该案件中" if target else ""
        shared.emit(
            {"key": key, "on": on, "case": target}, f"{name}{where}已{'打开' if on else '关闭'}。"
        )


def _row(feature: Feature) -> dict[str, Any]:
    return asdict(feature)


@jobs.command("list")
def list_jobs(ctx: typer.Context, json: Json = False) -> None:
    """列出任务。"""
    from workbench.kernel.job_table import JOB_STATE_WORDS

    shared = as_json(ctx, json)
    with shared.workbench(writing=False) as workbench:
        rows = workbench.jobs.table.all()
        lines = [f"{j.id}  {JOB_STATE_WORDS[j.state]}  {j.title}  {j.message}" for j in rows]
        data = {"jobs": [{**asdict(job), "payload": None} for job in rows]}
        shared.emit(data, "\n".join(lines) or "没有任务。")


JobArgument = Annotated[str, typer.Argument(help="任务编号。")]


@jobs.command()
def cancel(ctx: typer.Context, job: JobArgument, json: Json = False) -> None:
    """取消任务，已完成的部分保留。"""
    shared = as_json(ctx, json)
    with shared.workbench() as workbench:
        ended = workbench.jobs.cancel(job)
        shared.emit({"job": ended.id, "state": ended.state}, ended.message or "已取消。")


@jobs.command()
def resume(
    ctx: typer.Context,
    job: Annotated[str, typer.Argument(help="任务编号；不写则继续全部中断的任务。")] = "",
    json: Json = False,
) -> None:
    """继续中断、失败或取消的任务。"""
    from workbench.kernel.job_table import JobState

    shared = as_json(ctx, json)
    with shared.workbench() as workbench:
        table = workbench.jobs.table
        chosen = [table.get(job)] if job else table.in_state(JobState.INTERRUPTED)
        done = []
        for item in chosen:
            workbench.jobs.resume(item.id)
        pending = {item.id for item in chosen} | {j.id for j in table.in_state(JobState.QUEUED)}
        for key in pending:
            done.append(shared.follow(workbench, table.get(key)))
        lines = [f"{item.title}：{item.message}" for item in done]
        data = {"jobs": [{"job": item.id, "state": item.state} for item in done]}
        shared.emit(data, "\n".join(lines) or "没有中断的任务。")


@journal.command("show")
def show_journal(
    ctx: typer.Context,
    event: Annotated[str, typer.Option(help="只看这类事件，例如 papers.")] = "",
    limit: Annotated[int, typer.Option(help="最多条数，0 为全部。")] = 50,
    json: Json = False,
) -> None:
    """查看日志，最新在前。"""
    shared = as_json(ctx, json)
    with shared.workbench(writing=False) as workbench:
        rows = workbench.journal.entries(event, limit=limit)
        lines = [f"{row.seq}  {row.time}  {row.event}  {row.subject}" for row in rows]
        shared.emit({"entries": [asdict(row) for row in rows]}, "\n".join(lines))


@journal.command("verify")
def verify_journal(ctx: typer.Context, json: Json = False) -> None:
    """校验日志的哈希链。"""
    shared = as_json(ctx, json)
    with shared.workbench(writing=False) as workbench:
        result = workbench.journal.verify()
        text = f"日志完整，共 {result.rows} 条，末条校验值 {result.head}。"
        if not result.whole:
            text = f"日志第 {result.first_broken} 条起不可信：{result.reason}。"
        shared.emit(asdict(result), text)
        if not result.whole:
            raise typer.Exit(1)


@journal.command("export")
def export_journal(
    ctx: typer.Context,
    file: Annotated[Path, typer.Argument(help="导出到的文件（JSON Lines）。")],
    json: Json = False,
) -> None:
    """导出日志。"""
    from workbench.kernel.files import write_atomically

    shared = as_json(ctx, json)
    if file.exists():
        raise UserError(f"文件“{file.name}”已存在，没有覆盖。", "请换一个文件名。")
    with shared.workbench(writing=False) as workbench:
        lines = list(workbench.journal.export())
        write_atomically(file, ("\n".join(lines) + "\n").encode(), mode=0o600)
        shared.emit({"file": str(file), "entries": len(lines)}, f"已导出 {len(lines)} 条日志。")


@backup.command("create")
def create_backup(
    ctx: typer.Context,
    file: Annotated[Path, typer.Argument(help="备份文件。")],
    json: Json = False,
) -> None:
    """把工作区备份为一个文件。"""
    shared = as_json(ctx, json)
    with shared.workbench() as workbench:
        report = workbench.back_up(file)
        text = f"已备份 {report.files} 个文件，共 {report.size / 1e6:.1f} MB。"
        if report.holds_key:
            text += "工作区没有设口令，备份中含有密钥，拿到备份的人可以打开，请妥善保管。"
        shared.emit({"file": str(file), **asdict(report)}, text)


@backup.command("verify")
def verify_backup(ctx: typer.Context, file: Path, json: Json = False) -> None:
    """校验备份文件。"""
    from workbench.kernel.backup import verify

    shared = as_json(ctx, json)
    report = verify(file)
    shared.emit(asdict(report), f"备份完好，共 {report.files} 个文件，生成于 {report.created}。")


@backup.command("restore")
def restore_backup(ctx: typer.Context, file: Path, folder: Path, json: Json = False) -> None:
    """把备份恢复到一个空文件夹。"""
    from workbench.kernel.backup import restore

    shared = as_json(ctx, json)
    report = restore(file, folder)
    shared.emit(
        {"folder": str(folder), **asdict(report)},
        f"已恢复到“{folder}”。用“workbench --workspace {folder} doctor”检查。",
    )


@passphrase.command("set")
def set_passphrase(ctx: typer.Context, json: Json = False) -> None:
    """设置或修改口令。"""
    shared = as_json(ctx, json)
    with shared.workbench() as workbench:
        first = ask_passphrase("新口令（至少 8 个字符）：")
        if first != ask_passphrase("再输入一次："):
            raise UserError("两次输入的口令不一致，没有修改。", "请重新设置。")
        workbench.set_passphrase(first)
        shared.emit({"passphrase": True}, "口令已设置。请牢记：忘记口令无法恢复数据。")


@passphrase.command("remove")
def remove_passphrase(ctx: typer.Context, json: Json = False) -> None:
    """取消口令，改用密钥文件。"""
    shared = as_json(ctx, json)
    with shared.workbench() as workbench:
        workbench.set_passphrase(None)
        shared.emit({"passphrase": False}, "已取消口令，工作区改用密钥文件 workspace.key 打开。")
