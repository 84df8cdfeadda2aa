"""``workbench precedents of-case``: similar cases of a case, as the window shows them."""

from collections.abc import Sequence
from typing import Annotated, Any

import typer

from workbench.commands.context import as_json
from workbench.kernel.advice import Advice

Json = Annotated[bool, typer.Option("--json", help="输出 JSON。")]


def of_case(
    ctx: typer.Context,
    case: Annotated[str, typer.Argument(help="案件：编号、案号或名称。")],
    json: Json = False,
) -> None:
    """按本案材料推荐类案，结果相同和相反的分列，并统计结果分布（仅供参考）；存为本案的参考建议。"""
    from workbench.similar_advice import PRECEDENT, said

    shared = as_json(ctx, json)
    with shared.workbench() as workbench:
        found_case = workbench.papers.find_case(case)
        found = workbench.similar.find(found_case.id).result()
        items = workbench.similar.show(found_case.id, found)
        data = {
            "case": found_case.id,
            "searched": found.searched,
            "similar": [_row(item) for item in items if item.kind == PRECEDENT],
            "spread": {
                "cases": found.spread.cases,
                "outcomes": {band.words: band.number for band in found.spread.outcomes},
            },
        }
        shared.emit(data, said(found) or _told(items))


def _row(item: Advice) -> dict[str, Any]:
    return {
        "precedent": int(item.sources[0].target),
        "title": item.title,
        "section": item.section,
        "notes": list(item.notes),
        "body": item.body,
        "reasons": list(item.reasons),
        "decision": item.decision.action if item.decision else "",
    }


def _told(items: Sequence[Advice]) -> str:
    lines = ["以下内容由程序自动生成，仅供参考："]
    section = ""
    for item in items:
        if item.section != section:
            section = item.section
            lines.append(f"【{section}】")
        lines += [item.title, f"    {item.body}"]
        lines += [f"    {line}" for line in (" · ".join(item.notes), *item.reasons) if line]
    return "\n".join(lines)
