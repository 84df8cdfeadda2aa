"""The last part of the report: the duty of 法〔2024〕92号, the analysis, the settings.

The analysis of use is the judge's (法发〔2020〕24号): facts that can be counted stand there with
their sources, every opinion is left blank.
"""

from collections.abc import Iterator

from workbench.law.precedents.report import IssueFound, ReportContent
from workbench.law.precedents.report_blocks import Block, Heading, NewPage, Paragraph, Table
from workbench.law.precedents.report_head import holdings
from workbench.law.precedents.report_results import facts
from workbench.law.precedents.report_words import blank, cases, number_of, table

_LABELLED = (34, 66)


def duty(content: ReportContent) -> Iterator[Block]:
    """Return what of the 人民法院案例库 was looked through, and where the rest is to be noted."""
    words = table()["duty"]
    yield Heading(1, "六、人民法院案例库检索情况")
    yield Paragraph(f"{words['basis']}：{words['rule']}")
    yield Heading(2, "（一）本机所存部分")
    yield Paragraph(str(words["offline"]))
    yield Table((46, 54), holdings(content))
    rows = [("争议焦点", f"检到的案例（每项至多 {words['most']} 件）")]
    rows += [(one.issue or "全案", _entries(content, one)) for one in content.material.duty]
    yield Table(_LABELLED, tuple(rows))
    yield Heading(2, "（二）在线检索")
    yield Paragraph(f"{words['online']}：")
    yield Table(_LABELLED, tuple((row, blank()) for row in words["rows"]), head=False)


def _entries(content: ReportContent, one: IssueFound) -> str:
    if not one.found:
        return f"本机所存部分未检到。{table()['not_found']}"
    found = [content.material.result(precedent) for precedent in one.found]
    return "\n".join(
        f"{number_of(result.case.head)} {result.case.head.title}"
        f"（{cases(content, [result.id]) if content.serial(result.id) else '未列入'}）"
        for result in found
        if result is not None
    )


def analysis(content: ReportContent) -> Iterator[Block]:
    """Return what can be counted, and the places where the judge writes."""
    yield Heading(1, "七、类案运用分析")
    yield Heading(2, "（一）检索所得（程序列出，可逐项查证）")
    found = list(facts(content))
    for number, words in enumerate(found, 1):
        yield Paragraph(f"{number}.{words}")
    if not found:
        yield Paragraph("没有列入的类案。")
    yield Heading(2, "（二）分析说明")
    for number, (words, hint) in enumerate(table()["analysis"]["rows"], 1):
        yield Heading(3, f"{number}.{words}")
        if hint:
            yield Paragraph(f"（{hint}）", "note")
        yield Paragraph(blank())
    yield Paragraph(f"承办法官：{blank()}")
    yield Paragraph(f"日期：{blank()}")


def appendix(content: ReportContent) -> Iterator[Block]:
    """Return the settings by which the search can be made again."""
    yield NewPage()
    yield Heading(1, "附：检索设置")
    yield Paragraph(
        "以同一案例库（校验值相同）、同一程序版本和下列设置再次检索同样的材料，所得相同。"
    )
    yield Table(_LABELLED, content.settings, head=False)
