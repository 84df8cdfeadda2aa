"""``workbench precedents report``: the report of a search for similar cases as a Word file."""

from collections.abc import Sequence
from itertools import count
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from workbench.commands.context import Context, as_json
from workbench.kernel.errors import UserError

if TYPE_CHECKING:
    from workbench.law.precedents.report import ReportMaterial, Result
    from workbench.report_room import Written
    from workbench.workbench import Workbench

Json = Annotated[bool, typer.Option("--json", help="输出 JSON。")]


def report(
    ctx: typer.Context,
    case: Annotated[str, typer.Argument(help="案件：编号、案号或名称。")],
    out: Annotated[Path | None, typer.Option(help="Word 文件；不填则在当前文件夹取名。")] = None,
    searcher: Annotated[str, typer.Option(help="检索人；不填则沿用上次的。")] = "",
    court: Annotated[str, typer.Option(help="检索法院全称；不填则按案件和设置。")] = "",
    issue: Annotated[list[str] | None, typer.Option(help="争议焦点，可多次给出。")] = None,
    precedent: Annotated[
        list[int] | None, typer.Option(help="列入的案例库编号，可多次给出。")
    ] = None,
    everything: Annotated[bool, typer.Option("--all", help="检到的全部列入。")] = False,
    into_case: Annotated[bool, typer.Option("--into-case", help="同时存入本案副卷。")] = False,
    replace: Annotated[bool, typer.Option("--replace", help="覆盖同名文件。")] = False,
    json: Json = False,
) -> None:
    """生成类案检索报告（Word）；不选择的，列入在参考栏采纳的案例，没有采纳的全部列入。"""
    from workbench.similar_report import ReportRequest, file_name

    shared = as_json(ctx, json)
    if everything and precedent:
        raise UserError("--all 与 --precedent 只能选一项；没有生成报告。")
    with shared.workbench() as workbench:
        found = workbench.papers.find_case(case)
        room = workbench.reports
        material = room.gather(found.id, issue or (), court).result()
        chosen = _chosen(material, precedent or (), everything)
        who = searcher or room.searcher
        file = out or _free(Path.cwd(), file_name(material))
        request = ReportRequest(who, chosen)
        written = room.write(found.id, material, request, file, replace).result()
        paper = _filed(shared, workbench, written) if into_case else ""
        shared.emit(_data(material, written, paper), _told(material, written, paper))


def _chosen(
    material: "ReportMaterial", precedents: Sequence[int], everything: bool
) -> tuple[int, ...] | None:
    """Return the ids that a person chose, ``None`` where nobody did.

    Raises:
        UserError: one of them was not found in the search.
    """
    if everything:
        return material.ids()
    unknown = [number for number in precedents if material.result(number) is None]
    if unknown:
        listed = "、".join(str(number) for number in material.ids()) or "无"
        raise UserError(
            f"案例 {unknown[0]} 不在检索结果中，没有生成报告。", f"检到的编号：{listed}。"
        )
    return tuple(precedents) or None


def _free(folder: Path, name: str) -> Path:
    """Return a file that is not there yet."""
    first = folder / name
    others = (first.with_stem(f"{first.stem}（{number}）") for number in count(2))
    return first if not first.exists() else next(one for one in others if not one.exists())


def _filed(shared: Context, workbench: "Workbench", written: "Written") -> str:
    """Import the report into the internal volume of its case; return the id of the paper."""
    job = workbench.papers.import_files(written.case, [written.file])
    shared.follow(workbench, job)
    return next(line.document for line in workbench.papers.account(job.id))


def _data(material: "ReportMaterial", written: "Written", paper: str) -> dict[str, Any]:
    return {
        "file": str(written.file),
        "case": written.case,
        "searched": material.searched,
        "library": {"total": material.library.total, "digest": material.library.digest},
        "listed": list(written.listed),
        "precedents": [_row(one, one.id in written.listed) for one in material.results],
        "tiers": {str(int(tier)): list(ids) for tier, ids in material.tiers.items()},
        "duty": [{"issue": one.issue, "precedents": list(one.found)} for one in material.duty],
        "paper": paper,
    }


def _row(result: "Result", listed: bool) -> dict[str, Any]:
    head = result.case.head
    return {
        "id": result.id,
        "number": head.library_number or head.number,
        "title": head.title,
        "tier": int(result.case.tier),
        "way": result.case.way,
        "contrary": result.case.contrary,
        "adopted": result.adopted,
        "listed": listed,
    }


def _told(material: "ReportMaterial", written: "Written", paper: str) -> str:
    opposed = sum(one.case.contrary for one in material.results if one.id in written.listed)
    lines = [
        (
            f"类案检索报告已写入“{written.file}”：检到 {len(material.results)} 件，"
            f"列入 {len(written.listed)} 件，其中结果不同的 {opposed} 件。"
        ),
        (
            "报告仅供参考；标有〔由承办法官填写〕之处请填写，"
            "并另行检索在线的人民法院案例库（本机不连接网络）。"
        ),
    ]
    return "\n".join([*lines, *(["已存入本案副卷。"] if paper else [])])
