"""The results of the report and their comparison with the pending case, element by element."""

from collections.abc import Iterator, Sequence

from workbench.law.precedents.explain import further, named
from workbench.law.precedents.report import ReportContent, Result
from workbench.law.precedents.report_blocks import Block, Heading, Paragraph, Table
from workbench.law.precedents.report_words import (
    SHORT,
    TIERS,
    cases,
    day,
    direction,
    effect,
    listed,
    number_of,
    outcome,
    table,
)

BESIDE = 2
"""Precedents that stand beside the pending case in one table of an A4 page."""
MOST_WORDS = 8
_LABELLED = (22, 78)
_PARTS = ("（一）", "（二）", "（三）")


def results(content: ReportContent) -> Iterator[Block]:
    """Return the list of results, and each of them, supporting and contrary apart."""
    yield Heading(1, "四、检索结果")
    yield Paragraph(_counted(content))
    if not content.listed:
        return
    rows = [("序号", "编号或者案号", "法院", "裁判日期", "顺位", "结果")]
    for serial, one in enumerate(content.listed, 1):
        head = one.case.head
        rows.append(
            (
                str(serial),
                number_of(head),
                head.court or "不明",
                day(head.decided),
                SHORT[one.case.tier],
                outcome(head),
            )
        )
    yield Table((8, 24, 20, 15, 13, 20), tuple(rows), labels=False)
    for part, (words, group) in zip(_PARTS, _directions(content), strict=False):
        yield Heading(2, f"{part}{words}（{len(group)} 件）")
        for one in group:
            yield from _result(content, one)


def _counted(content: ReportContent) -> str:
    found, left = content.material.results, content.left_out
    if not found:
        return f"本次没有检到足够相近的类案。{table()['not_found']}"
    adopted = sum(one.adopted for one in content.listed)
    words = f"共检到 {len(found)} 件，列入 {len(content.listed)} 件"
    words += f"，其中承办法官在参考栏采纳 {adopted} 件。" if adopted else "。"
    if left:
        names = "；".join(number_of(one.case.head) for one in left)
        words += f"检到而由承办法官选择不列入的 {len(left)} 件：{names}。"
    opposed = sum(one.case.contrary for one in left)
    return words + (f"未列入的中有 {opposed} 件结果不同。" if opposed else "")


def _directions(content: ReportContent) -> list[tuple[str, list[Result]]]:
    """Group the listed results by the way they went: the same, another, not to be compared."""
    groups: dict[str, list[Result]] = {}
    for one in content.listed:
        groups.setdefault(direction(one, content.material.lead), []).append(one)
    order = (f"结果为“{content.material.lead}”的", "结果不同的", "结果未识别或者不可比的")
    return [(words, groups[words]) for words in order if words in groups]


def _result(content: ReportContent, one: Result) -> Iterator[Block]:
    case, head = one.case, one.case.head
    copies = f"；同一系列另有 {case.copies} 件" if case.copies else ""
    age = "" if case.recent else "（三年以前）"
    gist = f"{one.gist}（{one.gist_from}）" if one.gist else "未能从文书中读出，请看原文"
    rows = (
        ("编号或者案号", number_of(head)),
        ("法院、日期", f"{head.court or '法院不明'}，{day(head.decided)}{age}"),
        ("来源", f"{head.origin}{copies}"),
        ("顺位", TIERS[case.tier]),
        ("效力", effect(head, case.tier)),
        ("案由", listed(head.causes, "不明")),
        ("结果", outcome(head)),
        ("裁判要点", gist),
        ("相似之处", "\n".join(_alike(one)) or "无"),
        ("本案出处", listed(one.places, "未能定位")),
        ("案例出处", f"本机案例库第 {head.id} 号，案例包“{head.pack}”，{head.source}"),
        ("承办人意见", "已在参考栏采纳" if one.adopted else "未在参考栏处理"),
    )
    yield Heading(3, f"类案{content.serial(one.id)} {head.title}")
    yield Table(_LABELLED, rows, head=False)


def _alike(one: Result) -> Iterator[str]:
    """Return the reasons; the result stands in a row of its own."""
    return (reason for reason in one.case.reasons if not reason.startswith("结果："))


def comparison(content: ReportContent) -> Iterator[Block]:
    """Return the tables that set the pending case beside the listed results."""
    yield Heading(1, "五、与待决案件的比较")
    if not content.listed:
        yield Paragraph("没有列入的类案，不作比较。")
        return
    yield Paragraph("下列各项由程序比较得出，只说明相同和不同之处，不作评价。")
    for first in range(0, len(content.listed), BESIDE):
        group = content.listed[first : first + BESIDE]
        heads = tuple(f"类案{content.serial(one.id)}" for one in group)
        columns = [
            ("要素", "案由", "要件", "情节", "争议焦点", "法条", "事实用语", "结果"),
            _own(content),
        ]
        columns += [_beside(words, one) for words, one in zip(heads, group, strict=True)]
        widths = (13, *([87 // (len(group) + 1)] * (len(group) + 1)))
        yield Table(widths, tuple(zip(*columns, strict=True)))


def _own(content: ReportContent) -> tuple[str, ...]:
    material = content.material
    told, pending = material.told, material.pending
    return (
        "待决案件",
        pending.cause or "未填写",
        listed(tuple(demand.name for demand in told.requirements), "未识别"),
        listed(tuple(told.circumstances), "未识别"),
        "；".join(pending.issues) or "材料中没有归纳",
        listed(material.question.articles, "承办人未采纳法条"),
        listed(told.words[:MOST_WORDS], "无"),
        "待裁判",
    )


def _beside(words: str, one: Result) -> tuple[str, ...]:
    found, head = one.case.elements, one.case.head
    parts = (
        ("同有", found.circumstances),
        ("仅待决案件有", found.only_case),
        ("仅该案有", found.only_precedent),
    )
    return (
        words,
        listed(head.causes, "不明"),
        f"均述及：{listed(tuple(name for name, _ in found.requirements), '无')}",
        "；".join(f"{label}：{'、'.join(names)}" for label, names in parts if names) or "未识别",
        f"理由论及：{'；'.join(found.issues)}" if found.issues else "未见论及",
        listed(tuple(map(named, found.articles)), "无相似裁判通常引用的法条"),
        f"同有：{listed(further(found), '无')}",
        outcome(head),
    )


def sourced(content: ReportContent, group: Sequence[Result]) -> str:
    """Name the results of a group by their numbers."""
    return cases(content, [one.id for one in group])


def facts(content: ReportContent) -> Iterator[str]:
    """Return what can be counted of the results, each with the results that it stands on."""
    for words, group in _directions(content):
        yield f"{words} {len(group)} 件：{sourced(content, group)}。"
    guiding = [
        one for one in content.listed if effect(one.case.head, one.case.tier).startswith("应")
    ]
    if guiding:
        yield f"指导性案例 {len(guiding)} 件：{sourced(content, guiding)}。"
    older = [one for one in content.listed if not one.case.recent]
    if older:
        yield f"三年以前裁判或者日期不明的 {len(older)} 件：{sourced(content, older)}。"
    if content.material.spread:
        yield f"检到的相近裁判的结果分布（包括未列入的）：{content.material.spread}"
