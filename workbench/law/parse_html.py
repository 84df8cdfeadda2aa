"""The words of a saved web page, one line for each block."""

from typing import Any

_SILENT = frozenset({"script", "style", "title", "template"})
_BLOCKS = frozenset(
    {"p", "br", "div", "li", "tr", "td", "h1", "h2", "h3", "h4", "h5", "h6", "section", "article"}
)


def html_text(source: str) -> str:
    """Return the words of a page; scripts, styles and comments left out; empty for no page.

    ``noscript`` is kept: the error pages of some servers hold nothing else.
    """
    from lxml import etree

    parser = etree.HTMLParser(encoding="utf-8", no_network=True, remove_comments=True)
    try:
        root: Any = etree.fromstring(source.encode(errors="replace"), parser)
    except (etree.ParseError, ValueError):
        return ""
    parts: list[str] = []
    if root is not None:
        _collect(root, parts)
    return "".join(parts)


def _collect(root: Any, parts: list[str]) -> None:
    from lxml import etree

    for event, node in etree.iterwalk(root, events=("start", "end")):
        silent = node.tag in _SILENT
        if event == "start" and not silent:
            parts.append("\n" if node.tag in _BLOCKS else "")
            parts.append(_inline(node.text))
        elif event == "end":
            parts.append("\n" if node.tag in _BLOCKS else "")
            parts.append(_inline(node.tail))


def _inline(text: str | None) -> str:
    # Line breaks of the source are white space, not lines of the page.
    return (text or "").replace("\r", " ").replace("\n", " ")
