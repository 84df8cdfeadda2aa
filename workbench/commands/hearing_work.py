"""``workbench hearing import|list|show|transcribe|again``: from recordings to a transcript."""

import re
from collections import Counter
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from workbench.commands.context import Context, as_json
from workbench.commands.hearing_key import CaseKey, Json, Sitting, find_hearing
from workbench.hearing.model import PROCEDURE_WORDS, Layer, Procedure, Turn
from workbench.hearing.procedures import procedure_of
from workbench.hearing.speaking import Options
from workbench.hearing.speech_engine import HOW_TO_ADD, NO_MODEL, speech_models
from workbench.hearing.timeline import Timeline, clock
from workbench.kernel.errors import UserError
from workbench.kernel.job_table import Job

if TYPE_CHECKING:
    from workbench.hearing.model import Hearing, Recording
    from workbench.workbench import Workbench

Model = Annotated[str, typer.Option(help="语音模型名称（见 models list）；只有一个时不必填。")]
Plain = Annotated[bool, typer.Option("--plain", help="不加标点，不改写数字、金额和日期。")]
NoHotWords = Annotated[bool, typer.Option("--no-hot-words", help="不把当事人等名称告诉模型。")]
OUTCOMES = {
    "kept": "已导入",
    "damaged": "有损坏",
    "unreadable": "不可读",
    "duplicate": "重复",
    "reading": "未读完",
}

LEFT_OUT = ("unreadable", "reading")
"""Outcomes of files that are not in the hearing: a person has to look after them."""
FINDINGS = 1


def register(app: typer.Typer) -> None:
    """Add these commands to those of hearings."""
    app.command("import")(import_recordings)
    app.command("list")(list_hearings)
    app.command("show")(show)
    app.command("transcribe")(transcribe)
    app.command("again")(again)


def import_recordings(
    ctx: typer.Context,
    case: Annotated[str, typer.Argument(help="案件编号、案号或名称。")],
    files: Annotated[list[Path], typer.Argument(help="录音、录像文件或文件夹。")],
    new: Annotated[bool, typer.Option("--new", help="作为又一次庭审。")] = False,
    procedure: Annotated[
        Procedure | None, typer.Option(help="新建庭审的程序；不填则按案件的信息。")
    ] = None,
    sitting: Sitting = 0,
    json: Json = False,
) -> None:
    """把录音导入案件的庭审；没有庭审的新建一次。有文件没能导入时以 1 结束。"""
    shared = as_json(ctx, json)
    with shared.workbench() as workbench:
        room, found = workbench.hearing, workbench.papers.find_case(case)
        for path in files:
            if not path.exists():
                raise UserError(f"找不到“{path}”，没有导入。", "请检查路径。")
        fresh = new or not room.hearings(found.id)
        if fresh:
            fitting = procedure_of(found.number, found.procedure, found.cause)
            hearing = room.create(found.id, procedure or fitting)
        else:
            hearing = find_hearing(workbench, case, sitting)
        job = shared.follow(workbench, room.import_files(hearing.id, files))
        counts = _tell_import(shared, workbench, hearing, job)
    if any(counts[outcome] for outcome in LEFT_OUT):
        raise typer.Exit(FINDINGS)


def _tell_import(
    shared: Context, workbench: "Workbench", hearing: "Hearing", job: Job
) -> Counter[str]:
    """Say what became of each file; return how often there was each outcome."""
    lines = workbench.hearing.account(job.id)
    counts = Counter(line.outcome for line in lines)
    told = [f"第 {hearing.ordinal} 次庭审 {hearing.id}：{job.message}"]
    told += [
        f"  {OUTCOMES[line.outcome]}  {line.source}" + (f"：{line.reason}" * bool(line.reason))
        for line in lines
    ]
    data = {
        "case": hearing.case,
        "hearing": hearing.id,
        "files": [asdict(line) for line in lines],
        "outcomes": {outcome: counts[outcome] for outcome in OUTCOMES},
        "recordings": [asdict(one) for one in workbench.hearing.recordings(hearing.id)],
    }
    shared.emit(data, "\n".join(told))
    return counts


def list_hearings(
    ctx: typer.Context,
    case: Annotated[str, typer.Argument(help="案件编号、案号或名称。")],
    json: Json = False,
) -> None:
    """列出案件的庭审及其录音。"""
    shared = as_json(ctx, json)
    with shared.workbench(writing=False) as workbench:
        found = workbench.papers.find_case(case)
        rows, lines = [], []
        for hearing in workbench.hearing.hearings(found.id):
            row = _hearing_row(workbench, hearing)
            rows.append(row)
            lines.append(
                f"{hearing.id}  第 {hearing.ordinal} 次  {PROCEDURE_WORDS[hearing.procedure]}  "
                f"录音 {len(row['recordings'])} 个，{clock(row['seconds'])}  "
                f"发言 {row['turns']} 段，未转写 {clock(row['unheard'])}"
            )
        shared.emit({"case": found.id, "hearings": rows}, "\n".join(lines) or "本案还没有庭审。")


def show(
    ctx: typer.Context,
    case: CaseKey,
    sitting: Sitting = 0,
    layer: Annotated[Layer, typer.Option(help="逐字文字还是整理文字。")] = Layer.VERBATIM,
    words: Annotated[bool, typer.Option("--words", help="JSON 中带每个词的时间。")] = False,
    json: Json = False,
) -> None:
    """显示庭审的转写文字。"""
    shared = as_json(ctx, json)
    with shared.workbench(writing=False) as workbench:
        room, hearing = workbench.hearing, find_hearing(workbench, case, sitting)
        turns, timeline = room.turns(hearing.id), Timeline.of(room.recordings(hearing.id))
        spoken = room.words_of([turn.id for turn in turns]) if words else {}
        lines, rows = [], []
        for turn in turns:
            start, end = timeline.times(turn)
            text = turn.verbatim if layer is Layer.VERBATIM else room.cleaned_text(turn)
            lines.append(f"{clock(start)}  {turn.role or '？'}：{text}{_marks(turn)}")
            row = asdict(turn) | {"from": start, "to": end, "text": text}
            row["words"] = [asdict(word) for word in spoken.get(turn.id, ())]
            rows.append(row)
        dropped = room.dropped(hearing.id)
        data = _hearing_row(workbench, hearing) | {"turns": rows}
        data["dropped"] = [asdict(one) for one in dropped]
        head = "机器转写，未经核对的仅供参考；经核对、签名后才是法庭笔录。"
        shared.emit(data, "" if shared.json else "\n".join([head, *lines]))


def transcribe(
    ctx: typer.Context,
    case: CaseKey,
    model: Model = "",
    sitting: Sitting = 0,
    plain: Plain = False,
    no_hot_words: NoHotWords = False,
    json: Json = False,
) -> None:
    """转写还没有转写的录音；中断后再次运行会接着转写。"""
    shared = as_json(ctx, json)
    with shared.workbench() as workbench:
        room, hearing = workbench.hearing, find_hearing(workbench, case, sitting)
        workbench.switches.require("hearing.transcribe", hearing.case)
        options = Options(not no_hot_words, not plain, not plain)
        job = room.transcribe(hearing.id, model or _only_model(), options)
        job = shared.follow(workbench, job)
        data = _hearing_row(workbench, hearing) | {"job": job.id, "message": job.message}
        shared.emit(data, job.message)


def again(
    ctx: typer.Context,
    case: CaseKey,
    model: Model = "",
    turns: Annotated[
        list[str] | None, typer.Option("--turn", help="只重新转写这些发言，可多次给出。")
    ] = None,
    start: Annotated[str, typer.Option("--from", help="从庭审的何时起，如 00:10:00。")] = "",
    end: Annotated[str, typer.Option("--to", help="到庭审的何时止。")] = "",
    sitting: Sitting = 0,
    plain: Plain = False,
    json: Json = False,
) -> None:
    """用另一个模型重新转写；人工改过的发言不动，可以撤销。"""
    shared = as_json(ctx, json)
    with shared.workbench() as workbench:
        room, hearing = workbench.hearing, find_hearing(workbench, case, sitting)
        workbench.switches.require("hearing.transcribe", hearing.case)
        name, options = model or _only_model(), Options(True, not plain, not plain)
        if turns:
            job = room.again_turns(turns, name, options)
        elif start or end:
            timeline = Timeline.of(room.recordings(hearing.id))
            first = _seconds(start) if start else 0.0
            last = _seconds(end) if end else timeline.seconds
            span = timeline.at(first)
            if span is None or first >= last:
                raise UserError("起止时间不在庭审之内，没有重新转写。", "请检查 --from 和 --to。")
            begin, stop = first - span.start, min(last, span.end) - span.start
            job = room.again_stretch(span.recording.id, begin, stop, name, options)
        else:
            job = room.again_all(hearing.id, name, options)
        job = shared.follow(workbench, job)
        data = _hearing_row(workbench, hearing) | {"job": job.id, "message": job.message}
        shared.emit(data, job.message)


def _hearing_row(workbench: "Workbench", hearing: "Hearing") -> dict[str, Any]:
    room = workbench.hearing
    recordings = room.recordings(hearing.id)
    return {
        "hearing": hearing.id,
        "case": hearing.case,
        "ordinal": hearing.ordinal,
        "procedure": str(hearing.procedure),
        "profile": asdict(hearing.profile) if hearing.profile else None,
        "recordings": [_recording_row(recording) for recording in recordings],
        "seconds": Timeline.of(recordings).seconds,
        "turns": room.count(hearing.id),
        "unheard": room.unheard(hearing.id),
    }


def _recording_row(recording: "Recording") -> dict[str, Any]:
    return asdict(recording)


def _marks(turn: Turn) -> str:
    marks = [] if turn.corrected else ["未核对"]
    marks += ["与他人同时发言"] if turn.overlap else []
    return f"（{'，'.join([*marks, *turn.notes])}）" if marks or turn.notes else ""


def _only_model() -> str:
    """Return the only speech model that is there.

    Raises:
        UserError: there is none, or several.
    """
    names = speech_models()
    if not names:
        raise UserError(f"{NO_MODEL}没有转写。", HOW_TO_ADD)
    if len(names) > 1:
        raise UserError("本机有几个语音模型，请用 --model 指明。", f"有：{'、'.join(names)}。")
    return names[0]


def _seconds(text: str) -> float:
    parts = re.fullmatch(r"(?:(?:(\d+):)?(\d+):)?(\d+(?:\.\d+)?)", text.replace("：", ":"))
    if parts is None:
        raise UserError(f"“{text}”不是时间。", "请写成 00:10:00 或秒数。")
    hours, minutes, seconds = parts.groups()
    return int(hours or 0) * 3600 + int(minutes or 0) * 60 + float(seconds)
