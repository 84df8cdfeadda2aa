"""First half of the report: who searched, the pending case, method and scope."""

from collections.abc import Iterator

from workbench.kernel.numerals import format_date
from workbench.law.precedents.model import Origin
from workbench.law.precedents.report import ReportContent
from workbench.law.precedents.report_blocks import Block, Heading, Paragraph, Table
from workbench.law.precedents.report_words import (
    SHORT,
    TIERS,
    blank,
    cases,
    day,
    listed,
    table,
)
from workbench.law.precedents.similar_tiers import RECENT_YEARS, Tier

MOST_WORDS = 20
"""Keywords that are named; the weight of further ones is small."""
_LABELLED = (24, 76)


def opening(content: ReportContent) -> Iterator[Block]:
    """Return the title and the note of what the report is."""
    yield Heading(0, "类案检索报告")
    if content.material.pending.number:
        yield Paragraph(content.material.pending.number, centred=True)
    yield Paragraph(str(table()["note"]), "note")


def searching(content: ReportContent) -> Iterator[Block]:
    """Return who searched, when, where and why."""
    searcher, library = content.searcher, content.material.library
    time = content.material.time
    held = [f"{origin} {number:,} 件" for origin, number in library.origins.items() if number]
    yield Heading(1, "一、检索主体、时间和平台")
    rows = (
        ("检索人", searcher.name or blank()),
        ("检索法院", searcher.court or blank()),
        ("检索时间", f"{format_date(time.date())}{time.hour}时{time.minute:02}分"),
        ("检索平台", str(table()["platform"])),
        ("案例库日期", f"最近一次导入：{day(library.imported, '不明')}"),
        ("案例库内容", f"共 {library.total:,} 件：{listed(held, '无')}"),
    )
    yield Table(_LABELLED, rows, head=False)
    reasons = table()["reasons"]
    yield Paragraph(f"检索事由（{reasons['basis']}，由承办法官勾选）：")
    for words in reasons["rows"]:
        yield Paragraph(f"□ {words}")


def pending(content: ReportContent) -> Iterator[Block]:
    """Return the pending case and its disputed issues."""
    case = content.material.pending
    yield Heading(1, "二、待决案件和争议焦点")
    rows = (
        ("案号", case.number or blank()),
        ("案件", case.title or blank()),
        ("案由", case.cause or blank()),
    )
    yield Table(_LABELLED, rows, head=False)
    if not case.issues:
        yield Paragraph(f"争议焦点：材料中没有归纳争议焦点。{blank()}")
        return
    yield Paragraph("争议焦点：")
    for number, issue in enumerate(case.issues, 1):
        yield Paragraph(f"{number}.{issue}")


def method(content: ReportContent) -> Iterator[Block]:
    """Return what was looked for, and how."""
    material = content.material
    told, question = material.told, material.question
    more = f"等 {len(told.words)} 个" if len(told.words) > MOST_WORDS else ""
    yield Heading(1, "三、检索方法和范围")
    yield Heading(2, "（一）方法")
    rows = (
        ("关键词", listed(told.words[:MOST_WORDS], "无") + more),
        ("情节", listed(tuple(told.circumstances), "未识别")),
        ("案由", question.cause or "未填写，由用语最接近的裁判推定"),
        ("法条", listed(question.articles, "承办人未采纳法条；按相似裁判通常引用的法条比较")),
        ("争议焦点", "；".join(question.issues) or "无"),
    )
    yield Table(_LABELLED, rows, head=False)
    yield Paragraph(
        "关键词由程序从本案材料的事实和请求中取出，按能说明案件的程度排列；"
        "当事人的姓名、性别、民族、住址检索前已去掉，不影响结果。"
    )


def scope(content: ReportContent) -> Iterator[Block]:
    """Return what was found in each of the four tiers, and how the search was narrowed."""
    material, order = content.material, table()["order"]
    yield Heading(2, "（二）范围和顺位")
    yield Paragraph(f"{order['basis']}：{order['rule']}")
    rows = [("顺位", "库内件数", "检到", "类案")]
    for tier in Tier:
        found = material.tiers.get(tier, ())
        held = material.library.tiers.get(tier, 0)
        rows.append((TIERS[tier], f"{held:,}", f"{len(found)}", cases(content, found)))
    yield Table((46, 14, 10, 30), tuple(rows))
    yield Paragraph(_order_words(content))
    if not material.court:
        yield Paragraph(
            "没有设定检索法院，也不能由案号得知，第三、四顺位无从划分，相应裁判列入四个顺位以外。"
        )
    yield Heading(2, "（三）时间和筛选")
    since = material.day.replace(
        year=material.day.year - RECENT_YEARS, day=min(material.day.day, 28)
    )
    kind = f"只检索{material.question.scope.kind}案件。" if material.question.scope.kind else ""
    yield Paragraph(
        f"除指导性案例外，{format_date(since)}以后的裁判优先。{kind}"
        f"共查找 {material.searched:,} 件；案由相同且事实用语相近，"
        "或者案由不同而事实用语十分相近的，才作为类案列出；同一系列的案件只列一件。"
    )


def _order_words(content: ReportContent) -> str:
    order = table()["order"]
    ranked = [tier for tier in Tier if tier is not Tier.OTHER]
    first = next((tier for tier in ranked if content.material.tiers.get(tier)), None)
    if first is None:
        return f"{order['nothing']}{table()['not_found']}"
    if first is Tier.OWN:
        return f"本次自{SHORT[first]}检到类案。"
    return str(order["skippable"]).format(tier=SHORT[first])


def holdings(content: ReportContent) -> tuple[tuple[str, ...], ...]:
    """Return what of the 人民法院案例库 lies on this machine, as rows of a table."""
    library = content.material.library
    return (
        ("内容", "本机所存"),
        ("参考案例", f"{library.entries:,} 件"),
        ("指导性案例", f"{library.origins[Origin.GUIDING]:,} 件"),
        ("最近一次导入参考案例的日期", day(library.entries_imported, "没有导入过")),
        ("其中最大的入库编号", library.newest_entry or "无"),
    )
