"""HTML pages as text: tables as rows of tabs, scripts and styles dropped."""

import re
from typing import Any

from workbench.kernel.errors import UserError
from workbench.papers.model import ReadResult
from workbench.papers.readers.decoding import decode
from workbench.papers.readers.results import DAMAGED, one_page, unreadable

_DROPPED = {"script", "style", "head", "template", "noscript", "svg", "object", "iframe", "math"}
_BLOCKS = {
    "p", "div", "li", "ul", "ol", "dl", "dt", "dd", "h1", "h2", "h3", "h4", "h5", "h6", "section",
    "article", "header", "footer", "blockquote", "pre", "form", "fieldset", "hr", "address",
    "center", "caption", "thead", "tbody", "tfoot", "table", "figure", "main", "nav", "aside",
}  # fmt: skip
_ERROR_PAGE = re.compile(
    r"enable JavaScript|Not Found|Forbidden|Bad Gateway|Internal Server Error|Service Unavailable"
    r"|Access Denied|\b(?:403|404|500|502|503)\b|页面不存在|访问被拒绝|无法访问|访问过于频繁"
    r"|安全验证|人机验证|系统错误|服务器错误|请先登录|会话已过期",
    re.IGNORECASE,
)
_META_CHARSET = re.compile(rb"<meta[^>]{0,200}charset\s*=\s*[\"']?([\w-]+)", re.IGNORECASE)
_HIDDEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)


def read_html(data: bytes) -> ReadResult:
    """Read an HTML page.

    Raises:
        UserError: it cannot be parsed.
    """
    text, hidden = html_text(_decode(data))
    warnings = []
    if hidden:
        warnings.append(f"网页中有{hidden}处隐藏内容，未读取。")
    whole = _decode(data)
    if len(text) < 600 and _ERROR_PAGE.search(text or whole[:20_000]):
        warnings.append("内容疑似网站的报错页或验证页，而不是文书正文，请核对来源后重新下载。")
    if not text and not _visible_noscript(whole):
        return unreadable("html", "网页中没有文字，内容可能要由脚本加载。", warnings)
    return one_page("html", text or _visible_noscript(whole), warnings)


def html_text(markup: str) -> tuple[str, int]:
    """Return the visible text of HTML and how many hidden elements were left out.

    Raises:
        UserError: the markup cannot be parsed.
    """
    body = _parse(markup)
    collector = _Collector()
    collector.walk(body)
    return collector.text(), collector.hidden


def _parse(markup: str) -> Any:
    from lxml import etree
    from lxml import html as lxml_html

    parser = lxml_html.HTMLParser(encoding="utf-8", no_network=True, huge_tree=False)
    try:
        return lxml_html.document_fromstring(markup.encode("utf-8", "replace"), parser=parser)
    except (etree.ParserError, etree.XMLSyntaxError, ValueError) as error:
        raise UserError(DAMAGED) from error


def _visible_noscript(markup: str) -> str:
    parts = [str(found.text_content()).strip() for found in _parse(markup).iter("noscript")]
    return "\n".join(part for part in parts if part)


def _decode(data: bytes) -> str:
    declared = _META_CHARSET.search(data[:4096])
    if declared:
        name = declared[1].decode("ascii").lower()
        # gb2312 on the web means GBK and beyond.
        name = "gb18030" if name in {"gb2312", "gbk", "gb_2312-80"} else name
        try:
            return data.decode(name)
        except (LookupError, UnicodeDecodeError):
            pass
    decoded = decode(data)
    if decoded is None:
        raise UserError("无法辨认网页的文字编码，未能读取，原件已原样保留。")
    return decoded.text


class _Collector:
    """Walks a tree and gathers lines; a table row is one line with its cells apart by tabs."""

    def __init__(self) -> None:
        self.hidden = 0
        self._parts: list[str] = []

    def walk(self, element: Any) -> None:
        tag = element.tag
        if not isinstance(tag, str) or tag in _DROPPED:
            return
        if _HIDDEN.search(element.get("style") or "") or element.get("hidden") is not None:
            self.hidden += 1
            return
        if tag == "br":
            self._parts.append("\n")
        elif tag == "tr":
            self._row(element)
        else:
            self._inside(element, block=tag in _BLOCKS, kept=tag == "pre")

    def _inside(self, element: Any, block: bool, kept: bool) -> None:
        if block:
            self._parts.append("\n")
        self._add(element.text, kept)
        for child in element:
            self.walk(child)
            self._add(child.tail, kept)
        if block:
            self._parts.append("\n")

    def _row(self, row: Any) -> None:
        cells = []
        for cell in row:
            if isinstance(cell.tag, str) and cell.tag in {"td", "th"}:
                inner = _Collector()
                inner._inside(cell, block=True, kept=False)
                self.hidden += inner.hidden
                cells.append(inner.text())
        filled = [cell for cell in cells if cell]
        # A layout table holds one long cell a row, whose lines are to be kept.
        line = filled[0] if len(filled) == 1 else "\t".join(c.replace("\n", " ") for c in cells)
        self._parts.append(f"\n{line.rstrip()}\n")

    def _add(self, text: str | None, kept: bool) -> None:
        if text:
            self._parts.append(text if kept else re.sub(r"[ \t\r\n\f]+", " ", text))

    def text(self) -> str:
        joined = "".join(self._parts).replace("\xa0", " ")
        lines = (re.sub(r" +", " ", line).strip(" ") for line in joined.split("\n"))
        return "\n".join(line for line in lines if line)
