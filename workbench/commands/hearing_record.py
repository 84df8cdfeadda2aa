"""``workbench hearing export`` and ``hearing check``: the record of a hearing from a terminal."""

from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from workbench.commands.context import as_json
from workbench.commands.hearing_key import CaseKey, Json, Sitting, find_hearing
from workbench.hearing.conduct.model import ANSWER_WORDS
from workbench.hearing.model import Layer, Procedure
from workbench.hearing.record.draft import Options
from workbench.hearing.record.shelf import shipped_text
from workbench.hearing.record.writing import (
    FORM_WORDS,
    Form,
    Order,
    Written,
    file_name,
    usual_layer,
)
from workbench.hearing.timeline import clock
from workbench.kernel.finding import Status

if TYPE_CHECKING:
    from workbench.hearing.conduct.model import ConductFinding
    from workbench.hearing.model import Hearing

FINDINGS = 1
_NEED_PERSON = frozenset({Status.DIFFERS, Status.NOT_FOUND, Status.NOT_CHECKED})


def register(app: typer.Typer) -> None:
    """Add the commands of the record to those of hearings."""
    app.command("export")(export)
    app.command("check")(check)
    app.command("template")(template)


def export(
    ctx: typer.Context,
    case: CaseKey,
    form: Annotated[Form, typer.Option(help="导出什么。")] = Form.RECORD,
    out: Annotated[Path | None, typer.Option(help="文件；不填则在当前文件夹取名。")] = None,
    sitting: Sitting = 0,
    layer: Annotated[Layer | None, typer.Option(help="逐字文字还是整理文字。")] = None,
    draft: Annotated[bool, typer.Option("--draft", help="含未核对的机器转写也导出。")] = False,
    large: Annotated[bool, typer.Option("--large", help="大字。")] = False,
    times: Annotated[bool, typer.Option("--times", help="每段写明录音时间。")] = False,
    naming: Annotated[
        list[Path] | None, typer.Option("--with", help="写进确认表的笔录文件，可多次给出。")
    ] = None,
    replace: Annotated[bool, typer.Option("--replace", help="覆盖同名文件。")] = False,
    json: Json = False,
) -> None:
    """导出法庭笔录、校验值确认表、字幕、文本或数据。"""
    shared = as_json(ctx, json)
    with shared.workbench() as workbench:
        hearing = find_hearing(workbench, case, sitting)
        if out is None:
            out = Path.cwd() / file_name(workbench.records.material(hearing.id), form)
        options = Options(layer or usual_layer(form), large=large, times=times)
        order = Order(form, out, options, replace, draft, tuple(naming or ()))
        written = workbench.records.export(hearing.id, order).result()
        bad = [f"没有读入 {one.source}：{one.reason}" for one in workbench.records.templates.faulty]
    shared.emit(_data(hearing, form, written), "\n".join([_told(form, written), *bad]))


def check(ctx: typer.Context, case: CaseKey, sitting: Sitting = 0, json: Json = False) -> None:
    """庭审规范核对；有需要人看的，退出状态为 1。"""
    shared = as_json(ctx, json)
    with shared.workbench(writing=False) as workbench:
        hearing = find_hearing(workbench, case, sitting)
        found = workbench.records.conduct(hearing.id)
    open_ones = [one for one in found if one.finding.status in _NEED_PERSON]
    data = {"hearing": hearing.id, "findings": list(map(_row, found)), "open": len(open_ones)}
    lines = [_line(one) for one in found]
    lines.append(
        f"核对 {len(found)} 项，{len(open_ones)} 项需要人看。"
        "没有找到不等于没有进行，请对照录音；结果仅供参考。"
    )
    shared.emit(data, "\n".join(lines))
    if open_ones:
        raise typer.Exit(FINDINGS)


def template(
    ctx: typer.Context,
    procedure: Annotated[Procedure, typer.Argument(help="程序。")],
    json: Json = False,
) -> None:
    """显示程序自带的笔录模板，供复制到工作区的 templates/hearing 中修改；指出已有修改的错误。"""
    shared = as_json(ctx, json)
    with shared.workbench(writing=False) as workbench:
        templates = workbench.records.templates
    text = shipped_text(procedure)
    shared.emit({"text": text, "faulty": [asdict(one) for one in templates.faulty]}, text)
    for faulty in templates.faulty:
        shared.say(f"没有读入 {faulty.source}：{faulty.reason}")
    if templates.faulty:
        raise typer.Exit(FINDINGS)


def _data(hearing: "Hearing", form: Form, written: Written) -> dict[str, Any]:
    files = [
        {"file": str(file), "sha256": one.sha256, "sm3": one.sm3, "size": one.size}
        for file, one in zip(written.files, written.digests, strict=True)
    ]
    return {
        "hearing": hearing.id,
        "form": str(form),
        "files": files,
        "unchecked": written.unchecked,
        "missing": list(written.missing),
    }


def _told(form: Form, written: Written) -> str:
    lines = [f"{FORM_WORDS[form]}已写入“{file}”。" for file in written.files]
    if written.unchecked:
        lines.append(f"其中 {written.unchecked:,} 段机器转写未经核对，不得作为法庭笔录使用。")
    if written.missing and form is Form.RECORD:
        lines.append(f"笔录首部还没有填写：{'、'.join(written.missing)}。")
    return "\n".join(lines)


def _row(one: "ConductFinding") -> dict[str, Any]:
    return {
        "id": one.id,
        "rule": one.finding.rule,
        "title": one.title,
        "status": str(one.finding.status),
        "message": one.finding.message,
        "quoted": one.finding.quoted,
        "basis": list(one.citations),
        "turn": one.turn,
        "recording": one.recording,
        "second": one.second,
        "at": one.at,
        "note": one.note,
        "remark": one.remark,
    }


def _line(one: "ConductFinding") -> str:
    time = clock(one.at)
    # Most findings name the time of the words that they quote.
    when = f"{time} " if one.turn and time not in one.finding.message else ""
    note = f" 说明：{one.note}" if one.note else ""
    basis = f"（{'、'.join(one.citations)}）" if one.citations else ""
    return (
        f"{ANSWER_WORDS[one.finding.status]}  {one.title}：{when}{one.finding.message}{basis}{note}"
    )
