"""HTML pages."""

from workbench.papers.model import Outcome
from workbench.papers.readers import read

PAGE = """<html><head><meta charset="{}"><title>t</title><style>p{{}}</style></head><body>
<h1>民事起诉状</h1><p>原告：张三甲<br>男</p><script>var a=1;</script><!-- c -->
<div style="display:none">看不见</div>
<table><tr><th>姓名</th><th>金额</th></tr><tr><td>李四乙</td><td>100元</td></tr></table></body></html>"""


def test_blocks_are_lines_and_rows_are_tabs() -> None:
    result = read(PAGE.format("utf-8").encode(), "a.html")
    assert result.pages[0].text.split("\n") == [
        "民事起诉状", "原告：张三甲", "男", "姓名\t金额", "李四乙\t100元",
    ]  # fmt: skip
    assert result.warnings == ("网页中有1处隐藏内容，未读取。",)


def test_declared_gb2312_means_gbk() -> None:
    result = read(PAGE.format("gb2312").replace("张三甲", "张镕甲").encode("gbk"), "a.htm")
    assert "张镕甲" in result.pages[0].text


def test_a_misnamed_error_page_is_readable_with_two_warnings() -> None:
    page = b"<!DOCTYPE HTML><html><body><noscript>Please enable JavaScript</noscript></body></html>"
    result = read(page, "解释.docx")
    assert result.outcome is Outcome.READABLE
    assert ".docx" in result.warnings[0]
    assert "报错页" in result.warnings[1]


def test_a_page_without_text_is_unreadable() -> None:
    result = read(b"<html><body><script>x</script></body></html>", "a.html")
    assert result.outcome is Outcome.UNREADABLE
    assert "没有文字" in result.reason


def test_deep_nesting_does_not_break() -> None:
    result = read(b"<html><body>" + b"<div>" * 5000 + b"a", "a.html")
    assert result.outcome in {Outcome.READABLE, Outcome.UNREADABLE}
