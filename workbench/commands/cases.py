"""``workbench case``: cases and the import of their papers."""

from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from workbench.commands import case_hearings, case_words
from workbench.commands.context import Context, as_json
from workbench.commands.hearing_work import FINDINGS, LEFT_OUT
from workbench.kernel.clock import today
from workbench.kernel.errors import UserError
from workbench.kernel.files import emptied_on_failure
from workbench.papers.case_rows import CaseRow
from workbench.papers.model import Case
from workbench.papers.taking_in import Described, originals

if TYPE_CHECKING:
    from workbench.workbench import Workbench

app = typer.Typer(help="案件：新建、列出、查看、导入材料。", no_args_is_help=True)
Json = Annotated[bool, typer.Option("--json", help="输出 JSON。")]


@app.command()
def new(
    ctx: typer.Context,
    title: Annotated[str, typer.Argument(help="案件名称，例如“张三诉李四民间借贷”。")],
    number: Annotated[str, typer.Option(help="案号。")] = "",
    court: Annotated[str, typer.Option(help="法院。")] = "",
    cause: Annotated[str, typer.Option(help="案由。")] = "",
    json: Json = False,
) -> None:
    """新建案件。"""
    shared = as_json(ctx, json)
    with shared.workbench() as workbench:
        normal = _number(number)
        case = workbench.papers.new_case(title, number=normal, court=court, cause=cause)
        shared.emit({"case": _row(case)}, f"已建立案件 {case.id}：{case.title}")


@app.command("list")
def list_cases(
    ctx: typer.Context,
    search: Annotated[str, typer.Argument(help="按案号、当事人、案由查找。")] = "",
    json: Json = False,
) -> None:
    """列出案件。"""
    shared = as_json(ctx, json)
    with shared.workbench(writing=False) as workbench:
        cases = workbench.papers.cases(search)
        rows = {row.id: row for row in workbench.case_rows()}
        text = "\n".join(case_words.line(rows[case.id]) for case in cases)
        data = [_row(case) | _counts(rows[case.id]) for case in cases]
        none = (
            "没有符合的案件。"
            if search.strip()
            else "还没有案件。用“workbench case new 名称”新建。"
        )
        shared.emit({"cases": data}, text or none)


@app.command()
def show(
    ctx: typer.Context,
    case: Annotated[str, typer.Argument(help="案件编号、案号或名称。")],
    json: Json = False,
) -> None:
    """查看一个案件及其材料。"""
    shared = as_json(ctx, json)
    with shared.workbench(writing=False) as workbench:
        found = workbench.papers.find_case(case)
        documents = workbench.papers.documents(found.id)
        values = workbench.visible_values(found.id)
        data = {
            "case": _row(found),
            "papers": [asdict(document) for document in documents],
            "values": [
                {
                    "id": value.id,
                    "field": value.found.field,
                    "group": value.found.group,
                    "value": value.value,
                    "state": value.state,
                    "note": value.found.note,
                    "document": value.found.anchor.document,
                    "page": value.found.anchor.page,
                }
                for value in values
            ],
            "deadlines": [
                case_words.deadline_data(item, today())
                for item in case_words.deadlines(workbench, found)
            ],
        }
        lines = case_words.summary(workbench, found)
        lines += [f"材料 {len(documents)} 件，提取数据 {len(values)} 项。"]
        shared.emit(data, "\n".join(lines))


@app.command("import")
def import_files(
    ctx: typer.Context,
    paths: Annotated[list[Path], typer.Argument(help="文件、文件夹或压缩包。")],
    case: Annotated[str, typer.Option(help="导入到哪个案件；不写则新建。")] = "",
    ocr: Annotated[bool, typer.Option("--ocr/--no-ocr", help="随后识别扫描件。")] = True,
    json: Json = False,
) -> None:
    """把文件、文件夹、压缩包导入案件；导出的案件连同其信息导入。有录音没能导入时以 1 结束。"""
    shared = as_json(ctx, json)
    with shared.workbench() as workbench:
        papers = workbench.papers
        for path in paths:
            if not path.exists():
                raise UserError(f"找不到“{path}”，没有导入。", "请检查路径。")
        given = case_hearings.parted(paths)
        target = papers.find_case(case) if case else _new_case(shared, workbench, paths, given)
        hearings = case_hearings.bring(shared, workbench, target, given.recordings, given.hearings)
        lines = _read_papers(shared, workbench, target.id, given.papers) if given.papers else []
        for taken_out in given.cases:
            lines += _take_papers_in(shared, workbench, target.id, taken_out)
        waiting = papers.unread(target.id)
        if waiting and ocr and workbench.switches.is_on("papers.ocr", target.id):
            shared.say(shared.follow(workbench, papers.read_scans(target.id)).message)
        documents = [asdict(d) for d in papers.documents(target.id)]
        _emit_import(shared, target, lines, documents, hearings)
    if any(line["outcome"] in LEFT_OUT for row in hearings for line in row["files"]):
        raise typer.Exit(FINDINGS)


def _new_case(
    shared: Context, workbench: "Workbench", paths: list[Path], given: case_hearings.Parted
) -> Case:
    """Make the case of an import; one that was taken out keeps what it said of itself."""
    papers = workbench.papers
    if not given.cases:
        return papers.new_case(paths[0].stem or "新案件")
    before = given.cases[0]
    number = before.case.number
    if number and any(one.number == number for one in papers.cases()):
        shared.say(f"本机已有案号为“{number}”的案件，现另建一件，请核对是否重复。")
    return papers.new_case(before.case.title, **before.fields)


def _take_papers_in(
    shared: Context, workbench: "Workbench", case: str, taken_out: Described
) -> list[dict[str, Any]]:
    files = originals(taken_out)
    if not files:
        return []
    lines = _read_papers(shared, workbench, case, files)
    new = [line["document"] for line in lines if line["outcome"] != "duplicate"]
    workbench.papers.put_as_before(case, taken_out, [key for key in new if key])
    return lines


def _read_papers(
    shared: Context, workbench: "Workbench", case: str, paths: list[Path]
) -> list[dict[str, Any]]:
    job = shared.follow(workbench, workbench.papers.import_files(case, paths))
    shared.say(job.message)
    return [asdict(line) for line in workbench.papers.account(job.id)]


def _emit_import(
    shared: Context,
    case: Case,
    lines: list[dict[str, Any]],
    documents: list[dict[str, Any]],
    hearings: list[dict[str, Any]],
) -> None:
    outcomes = {document["id"]: document for document in documents}
    text = [f"案件 {case.id}：{case.title}"]
    for line in lines:
        document = outcomes.get(line["document"])
        if document is not None and line["outcome"] != "duplicate":
            line |= {"outcome": str(document["outcome"]), "reason": document["reason"]}
        word = _WORDS.get(line["outcome"], line["outcome"])
        text.append(
            f"  {word}  {line['source']}" + (f"：{line['reason']}" if line["reason"] else "")
        )
    data = {"case": case.id, "files": lines, "papers": documents, "hearings": hearings}
    shared.emit(data, "\n".join(text))


_WORDS = {"readable": "可读", "needs_ocr": "待识别", "unreadable": "不可读", "duplicate": "重复"}


@app.command()
def delete(
    ctx: typer.Context,
    case: Annotated[str, typer.Argument(help="案件编号、案号或名称。")],
    yes: Annotated[bool, typer.Option("--yes", help="不再询问。")] = False,
    json: Json = False,
) -> None:
    """删除案件及其材料（不能恢复，除非有备份）。"""
    shared = as_json(ctx, json)
    with shared.workbench() as workbench:
        found = workbench.papers.find_case(case)
        if not yes and not typer.confirm(f"确定删除“{found.title}”及其全部材料吗？", err=True):
            raise UserError("没有删除。")
        workbench.papers.delete_case(found.id)
        shared.emit({"deleted": found.id}, f"已删除“{found.title}”。")


@app.command()
def export(
    ctx: typer.Context,
    case: Annotated[str, typer.Argument(help="案件编号、案号或名称。")],
    folder: Annotated[Path, typer.Argument(help="导出到的空文件夹。")],
    json: Json = False,
) -> None:
    """把一个案件的原件、文字和数据导出到文件夹（未加密，请妥善保管）。"""
    from workbench.hearing.taking_out import take_out
    from workbench.papers.export import export_case

    shared = as_json(ctx, json)
    with shared.workbench() as workbench:
        found = workbench.papers.find_case(case)
        # Journaled first: what leaves the workspace must not leave it unseen.
        workbench.journal.append("case.export", found.id, folder=folder.name)
        values = workbench.visible_values(found.id)
        with emptied_on_failure(folder):
            done = export_case(workbench.papers, found, values, folder)
            heard = take_out(workbench.hearing, found.id, folder)
        files, missing = done.files + heard.files, [*done.missing, *heard.missing]
        lines = [f"已导出 {files} 个文件到“{folder}”。导出的文件没有加密，请妥善保管。"]
        lines += [f"没有导出原件“{name}”：{reason}" for name, reason in missing]
        data = {"case": found.id, "folder": str(folder), "files": files}
        shared.emit(data | {"missing": missing}, "\n".join(lines))


def _number(number: str) -> str:
    if not number:
        return ""
    from workbench.reference.case_number import parse

    return parse(number).text


def _row(case: Case) -> dict[str, Any]:
    return asdict(case)


def _counts(row: CaseRow) -> dict[str, int]:
    return {"papers": row.papers, "unread": row.unread, "pending": row.pending}
