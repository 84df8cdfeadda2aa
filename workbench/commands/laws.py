"""``workbench laws``: import, show, cite, search, suggest."""

import json as json_module
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from workbench.commands import knowledge
from workbench.commands.context import as_json, read_text
from workbench.kernel.clock import today
from workbench.kernel.errors import UserError
from workbench.kernel.finding import STATUS_WORDS
from workbench.kernel.numerals import parse_date
from workbench.law.knowledge.model import AREA_WORDS, Nature
from workbench.law.model import StoredArticle, Suggested

if TYPE_CHECKING:
    from workbench.law.suggestion.causes import Guess

app = typer.Typer(help="法规库：导入、查看、核对引用、检索、推荐。", no_args_is_help=True)
app.add_typer(knowledge.app, name="knowledge")
Json = Annotated[bool, typer.Option("--json", help="输出 JSON。")]
On = Annotated[str, typer.Option("--on", help="以哪一天的法律为准，例如 2024-03-01。")]
Text = Annotated[str | None, typer.Option("--text", help="直接给出文字。")]


@app.command("import")
def import_laws(
    ctx: typer.Context,
    paths: Annotated[list[Path], typer.Argument(help="法规文件、文件夹或压缩包。")],
    json: Json = False,
) -> None:
    """导入法规包；同一包再次导入不改变任何内容。"""
    shared = as_json(ctx, json)
    with shared.workbench() as workbench:
        job = shared.follow(workbench, workbench.import_laws(paths))
        index = workbench.index_laws()
        if index is not None:
            shared.say(shared.follow(workbench, index).message)
        counts = workbench.law.counts()
        from workbench.law.pack import pack_name

        packs = {pack_name(path) for path in paths}
        skipped = [
            {"file": file, "reason": reason}
            for pack, file, reason in workbench.law.library.skipped()
            if pack in packs
        ]
        data = {
            "laws": counts.laws,
            "versions": counts.versions,
            "articles": counts.articles,
            "skipped": skipped,
        }
        lines = [job.message, *(f"  未导入  {row['file']}：{row['reason']}" for row in skipped)]
        shared.emit(data, "\n".join(lines))


@app.command()
def show(
    ctx: typer.Context,
    citation: Annotated[str, typer.Argument(help="例如《中华人民共和国民法典》第五百七十七条。")],
    on: On = "",
    json: Json = False,
) -> None:
    """查看一条法律条文。"""
    shared = as_json(ctx, json)
    with shared.workbench(writing=False) as workbench:
        workbench.law.require_library()
        found = workbench.law.cite(citation, day(on) or today())
        if not found:
            raise UserError(
                f"没有认出“{citation}”中的法律条文。",
                "请写成《法律名称》第几条，例如《民法典》第五百七十七条。",
            )
        answer = found[0]
        version = answer.version
        data = {
            "status": answer.status,
            "law": answer.law or answer.citation.law,
            "article": answer.article,
            "version": None
            if version is None
            else {
                "promulgated": version.promulgated,
                "effective": version.effective,
                "ended": version.ended,
                "status": version.status,
                "document_number": version.document_number,
            },
            "in_force": answer.in_force,
            "text": answer.text,
            "note": answer.note,
        }
        head = f"《{data['law']}》{answer.article}（{STATUS_WORDS[answer.status]}）"
        shared.emit(data, "\n".join(filter(None, [head, answer.text, answer.note])))


@app.command()
def cite(
    ctx: typer.Context,
    file: Annotated[Path | None, typer.Argument(help="要核对的文件。")] = None,
    text: Text = None,
    on: On = "",
    facts: Annotated[str, typer.Option(help="事实发生的日期，与 --on 不同时填写。")] = "",
    json: Json = False,
) -> None:
    """找出并核对文字中引用的全部法条。"""
    from workbench.law.citation.annotate import rows

    shared = as_json(ctx, json)
    words = read_text(text, file)
    with shared.workbench(writing=False) as workbench:
        found = workbench.law.cite(words, day(on), day(facts))
        result = rows(found)
        lines = [
            f"{row['quoted']}  {STATUS_WORDS[answer.status]}  {row['note']}".rstrip()
            for row, answer in zip(result, found, strict=True)
        ]
        shared.emit({"citations": result}, "\n".join(lines) or "没有找到法条引用。")


@app.command()
def search(
    ctx: typer.Context,
    query: Annotated[str, typer.Argument(help="要查找的词语，空格分开。")],
    on: On = "",
    limit: Annotated[int, typer.Option(help="最多条数。")] = 20,
    json: Json = False,
) -> None:
    """检索法规库。"""
    shared = as_json(ctx, json)
    with shared.workbench(writing=False) as workbench:
        workbench.law.require_library()
        hits = workbench.law.search(query, day(on), limit=limit)
        rows = [{**_article(hit.article), "snippet": hit.snippet} for hit in hits]
        lines = [f"《{row['law']}》{row['article']}  {row['snippet']}" for row in rows]
        shared.emit({"articles": rows}, "\n".join(lines) or "没有找到。")


@app.command()
def suggest(
    ctx: typer.Context,
    text: Text = None,
    file: Annotated[Path | None, typer.Option("--file", help="事实所在的文件。")] = None,
    cause: Annotated[str, typer.Option(help="案由或罪名。")] = "",
    on: On = "",
    facts: Annotated[str, typer.Option(help="事实发生的日期；不填则取文字中最晚的日期。")] = "",
    top: Annotated[int, typer.Option(help="最多条数。")] = 20,
    batch: Annotated[Path | None, typer.Option(help="JSON Lines 文件，一行一个请求。")] = None,
    json: Json = False,
) -> None:
    """根据事实推荐法条（仅供参考），最相关的在前。"""
    shared = as_json(ctx, json)
    with shared.workbench(writing=False) as workbench:
        law = workbench.law
        if batch is not None:
            workbench.switches.require("law.statutes")
            law.require_library()
            for row in requests(batch):
                asked = day(str(row.get("on") or "")) or day(on) or today()
                told = day(str(row.get("facts") or "")) or day(facts)
                given = row.get("cause") or cause
                found = law.suggest(row["text"], given, asked, top, facts=told)
                brief = [{k: v for k, v in _row(item).items() if k in _BRIEF} for item in found]
                shared.emit_line({"id": row["id"], "articles": brief})
            return
        words = read_text(text, file)
        found = law.suggest(words, cause, day(on) or today(), top, facts=day(facts))
        guessed = [_guess(one) for one in law.causes(words, cause)]
        data = {"articles": _ordered(found), "causes": guessed}
        shared.emit(data, "\n".join(_told(found, guessed)))


@app.command()
def causes(
    ctx: typer.Context,
    text: Text = None,
    file: Annotated[Path | None, typer.Option("--file", help="事实所在的文件。")] = None,
    json: Json = False,
) -> None:
    """根据事实推测案由或罪名（仅供参考），写明依据的字样。"""
    shared = as_json(ctx, json)
    with shared.workbench(writing=False) as workbench:
        guessed = [_guess(one) for one in workbench.law.causes(read_text(text, file))]
        lines = ["以下内容由程序自动生成，仅供参考：", *map(_guess_line, guessed)]
        nothing = "没有足以推测案由的字样。"
        shared.emit({"causes": guessed}, "\n".join(lines) if guessed else nothing)


def _ordered(found: Sequence[Suggested]) -> list[dict[str, Any]]:
    """Return rows by rank; ``order`` is the place in the order of citation of a judgment."""
    from workbench.law.suggestion.order import in_citation_order

    order = {item.article.id: n for n, item in enumerate(in_citation_order(found), 1)}
    return [_row(item) | {"order": order[item.article.id]} for item in found]


def _told(found: Sequence[Suggested], guessed: Sequence[dict[str, Any]]) -> list[str]:
    lines = ["以下内容由程序自动生成，仅供参考："]
    if guessed and not guessed[0]["given"]:
        lines += ["推测的案由：", *map(_guess_line, guessed)]
    for nature in Nature:
        rows = [item for item in found if item.nature is nature]
        lines += [f"{nature}条文："] if rows else []
        for item in rows:
            lines.append(f"《{item.article.version.title}》{item.article.article.label}")
            lines += [f"    {why}" for why in item.reasons]
    return lines


def _guess(one: "Guess") -> dict[str, Any]:
    return {
        "cause": one.cause,
        "area": AREA_WORDS[one.area],
        "strength": round(one.strength, 3),
        "given": one.given,
        "named": one.named,
        "words": list(one.words),
        "similar": one.judgments,
        "agreeing": one.agreeing,
    }


def _guess_line(row: Mapping[str, Any]) -> str:
    why = ["材料写明"] if row["named"] else []
    why += ["、".join(f"“{word}”" for word in row["words"][:8])] if row["words"] else []
    why += [f"{row['similar']} 件相似判决中 {row['agreeing']} 件"] if row["agreeing"] else []
    return f"  {row['cause']}（{row['area']}）：{'；'.join(why)}"


_BRIEF = ("law", "article", "score")


def requests(file: Path) -> Iterator[dict[str, Any]]:
    """Yield the requests of a batch; each has ``id`` and ``text``.

    Raises:
        UserError: the file is missing or a line is not such a request.
    """
    try:
        lines = file.read_text(encoding="utf-8-sig").splitlines()
    except (OSError, UnicodeDecodeError) as error:
        raise UserError(f"无法读取“{file}”。", "请给出 UTF-8 编码的 JSON Lines 文件。") from error
    for number, line in enumerate(lines, 1):
        if not line.strip():
            continue
        try:
            row = json_module.loads(line)
            complete = isinstance(row["text"], str) and "id" in row
        except (ValueError, KeyError, TypeError):
            complete = False
        if not complete:
            raise UserError(
                f"“{file.name}”第 {number} 行不是含 id 和 text 的 JSON。", "请更正后重试。"
            )
        yield row


def day(text: str) -> date | None:
    """Read a day given in the command; ``None`` for an empty one.

    Raises:
        UserError: it is not a day.
    """
    if not text:
        return None
    try:
        return parse_date(text)
    except ValueError as error:
        raise UserError(f"“{text}”不是日期。", "请写成 2024-03-01 或 2024年3月1日。") from error


def _article(stored: StoredArticle) -> dict[str, Any]:
    version = stored.version
    return {
        "id": stored.id,
        "law": version.title,
        "article": stored.article.label,
        "chapter": stored.article.chapter,
        "effective": version.effective,
        "ended": version.ended,
        "in_force": version.in_force(today()),
        "text": stored.article.text,
    }


def _row(item: Suggested) -> dict[str, Any]:
    return _article(item.article) | {
        "score": round(item.score, 4),
        "reasons": list(item.reasons),
        "nature": item.nature,
        "cause": item.cause,
        "requirement": item.requirement,
        "sources": list(item.sources),
    }
