"""``workbench precedents index`` and ``suggest``: similar cases for the facts of a case."""

from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from workbench.commands.context import Context, as_json, read_text
from workbench.commands.laws import requests
from workbench.kernel.errors import UserError
from workbench.kernel.numerals import format_date
from workbench.law.precedents.model import Kind, Origin

if TYPE_CHECKING:
    from workbench.law.precedents.explain import Elements
    from workbench.law.precedents.similar import Question, Similar, SimilarCase, SimilarCases
    from workbench.workbench import Workbench

Json = Annotated[bool, typer.Option("--json", help="输出 JSON。")]
_ABSENT = "案例库中没有这一件，或尚未建立索引"


def make_index(ctx: typer.Context, json: Json = False) -> None:
    """更新类案索引；导入和删除后自动进行，中断后可再次运行。"""
    shared = as_json(ctx, json)
    with shared.workbench() as workbench:
        update_index(shared, workbench)
        shared.emit({"outdated": workbench.precedents.needs_index()}, "类案索引已是最新。")


def suggest(
    ctx: typer.Context,
    text: Annotated[str | None, typer.Option("--text", help="案件事实。")] = None,
    file: Annotated[Path | None, typer.Option("--file", help="事实所在的文件。")] = None,
    cause: Annotated[str, typer.Option(help="案由或罪名。")] = "",
    issue: Annotated[list[str] | None, typer.Option(help="争议焦点，可多次给出。")] = None,
    kind: Annotated[str, typer.Option(help="刑事、民事、行政、国家赔偿、执行。")] = "",
    origin: Annotated[str, typer.Option(help="来源。")] = "",
    province: Annotated[str, typer.Option(help="省、自治区、直辖市。")] = "",
    since: Annotated[int, typer.Option(help="裁判年份不早于。")] = 0,
    until: Annotated[int, typer.Option(help="裁判年份不晚于。")] = 0,
    top: Annotated[int, typer.Option(min=1, help="最多件数。")] = 10,
    batch: Annotated[Path | None, typer.Option(help="JSON Lines 文件，一行一个请求。")] = None,
    json: Json = False,
) -> None:
    """根据事实推荐类案（仅供参考）。"""
    from workbench.law.knowledge.shelf import knowledge_of
    from workbench.law.precedents.similar import Question
    from workbench.law.precedents.similar_scope import Scope

    shared = as_json(ctx, json)
    scope = Scope(
        kind_named(kind), "", None, province, "", origin_named(origin), since=since, until=until
    )
    with shared.workbench(writing=False) as workbench:
        similar = workbench.precedents.similar
        if batch is not None:
            rows = list(requests(batch))
            names = {str(name) for row in rows for name in row.get("among") or ()}
            ids = workbench.precedents.library.of_rows(list(names)) if names else {}
            for row in rows:
                asked = Question(row["text"], row.get("cause") or cause, scope=scope)
                shared.emit_line(_answer(similar, ids, row, asked, top))
            return
        known = knowledge_of(cause, workbench.knowledge.folder) if cause else None
        asked = Question(read_text(text, file), cause, tuple(issue or ()), scope=scope, known=known)
        own = next(iter(workbench.precedents.own_courts), "")
        found = similar.find(asked, top, own)
        shared.emit(_whole(found), _told(found))


def update_index(shared: Context, workbench: "Workbench") -> None:
    """Bring the index of similar cases up to date, if the feature is on."""
    job = workbench.index_precedents()
    if job is not None:
        shared.say(shared.follow(workbench, job).message)


def origin_named(words: str) -> Origin | None:
    """Read an origin; ``None`` for an empty one.

    Raises:
        UserError: there is no such origin.
    """
    try:
        return Origin(words) if words else None
    except ValueError as error:
        raise UserError(f"没有“{words}”这种来源。", f"可用：{'、'.join(Origin)}。") from error


def kind_named(words: str) -> Kind | None:
    """Read a kind of procedure; ``None`` for an empty one.

    Raises:
        UserError: there is no such kind.
    """
    try:
        return Kind(words) if words else None
    except ValueError as error:
        raise UserError(f"没有“{words}”这类案件。", f"可用：{'、'.join(Kind)}。") from error


def _answer(
    similar: "SimilarCases",
    ids: Mapping[str, int],
    row: Mapping[str, Any],
    asked: "Question",
    top: int,
) -> dict[str, Any]:
    """Return one answer of a batch; precedents are called as the request calls them."""
    if row.get("among") is None:
        found = similar.explained(asked, top=top)
        return {"id": row["id"], "precedents": [_brief(case, case.head.id) for case in found]}
    names = [str(name) for name in row["among"]]
    called: dict[int, str] = {}
    for name in names:
        if name in ids:
            called.setdefault(ids[name], name)
    cases = similar.explained(asked, list(called), len(called))
    listed = [_brief(case, called[case.head.id]) for case in cases]
    named = {entry["id"] for entry in listed}
    # A row that was merged with another one is as alike as that one; the rest is not there.
    scores = {ids[entry["id"]]: entry for entry in listed}
    for name in dict.fromkeys(names):
        if name not in named:
            twin = scores.get(ids.get(name, 0))
            absent = {"id": name, "title": "", "score": 0.0, "reasons": [_ABSENT]}
            listed.append({**twin, "id": name} if twin else absent)
    listed.sort(key=lambda entry: -entry["score"])
    return {"id": row["id"], "precedents": listed}


def _brief(case: "SimilarCase", identity: int | str) -> dict[str, Any]:
    return {
        "id": identity,
        "title": case.head.title,
        "score": round(case.likeness.score, 6),
        "reasons": list(case.reasons),
    }


def _whole(found: "Similar") -> dict[str, Any]:
    return {
        "searched": found.searched,
        "precedents": [_row(case) for case in found.cases],
        "contrary": [_row(case) for case in found.opposed],
    }


def _row(case: "SimilarCase") -> dict[str, Any]:
    return {
        **_brief(case, case.head.id),
        "number": case.head.number or case.head.library_number,
        "court": case.head.court,
        "decided": case.head.decided,
        "tier": int(case.tier),
        "recent": case.recent,
        "way": case.way,
        "contrary": case.contrary,
        "copies": case.copies,
        "elements": _elements(case.elements),
    }


def _elements(found: "Elements") -> dict[str, Any]:
    from workbench.law.precedents.explain import named

    return {
        "causes": list(found.causes),
        "requirements": {name: list(words) for name, words in found.requirements},
        "words": list(found.words),
        "circumstances": list(found.circumstances),
        "only_case": list(found.only_case),
        "only_precedent": list(found.only_precedent),
        "articles": [named(article) for article in found.articles],
        "issues": list(found.issues),
    }


def _told(found: "Similar") -> str:
    if not found.cases:
        return f"在 {found.searched:,} 件案例中没有找到相似的案件。"
    lines = ["以下内容由程序自动生成，仅供参考："]
    for case in found.cases:
        lines += _lines(case)
    if found.opposed:
        lines.append("结果与最相似的裁判不同的：")
        for case in found.opposed:
            lines += _lines(case)
    return "\n".join(lines)


def _lines(case: "SimilarCase") -> list[str]:
    from workbench.law.precedents.similar_tiers import WORDS

    head = case.head
    decided = format_date(head.decided) if head.decided else "日期不明"
    number = head.library_number or head.number or "无案号"
    copies = f"（另有同一系列 {case.copies} 件）" if case.copies else ""
    return [
        f"{head.id}  {number}  {head.court}  {decided}  {head.title}{copies}",
        f"    {WORDS[case.tier]}",
        *(f"    {reason}" for reason in case.reasons),
    ]
