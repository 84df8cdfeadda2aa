"""``workbench hearing recover``: recordings that a crash or a power cut left behind."""

from typing import Annotated

import typer

from workbench.commands.context import as_json
from workbench.commands.hearing_key import Json
from workbench.hearing.timeline import clock

Keep = Annotated[bool, typer.Option("--keep", help="把找到的片段保存为完整的录音。")]

FINDINGS = 1
"""Exit status where a person has to decide."""


def register(app: typer.Typer) -> None:
    """Add this command to those of hearings."""
    app.command("recover")(recover)


def recover(ctx: typer.Context, keep: Keep = False, json: Json = False) -> None:
    """列出没有正常结束的现场录音；加 --keep 保存为完整的录音。"""
    shared = as_json(ctx, json)
    with shared.workbench(writing=keep) as workbench:
        room = workbench.hearing
        rows, lines = [], []
        for found in room.live.found():
            hearing = room.hearing(found.recording.hearing)
            title = workbench.papers.case(hearing.case).title
            row = {
                "recording": found.recording.id,
                "case": hearing.case,
                "hearing": hearing.id,
                "seconds": round(found.seconds, 1),
            }
            said = f"{title} 第{hearing.ordinal}次庭审：找到 {clock(found.seconds)}"
            if keep and (job := room.live.keep(found.recording.id)) is not None:
                job = shared.follow(workbench, job)
                row["message"] = job.message
                said += f"。{job.message}"
            rows.append(row)
            lines.append(said)
        if keep:
            room.live.tidy()
        told = "\n".join(lines) or "没有未正常结束的录音。"
        shared.emit({"found": rows}, told)
    if rows and not keep:
        raise typer.Exit(FINDINGS)
