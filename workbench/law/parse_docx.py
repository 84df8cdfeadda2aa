"""Official Word files of laws: paragraphs and tables in order, as lines."""

import io
from collections.abc import Iterator
from typing import Any

from workbench.law.headings import Line
from workbench.law.model import ParsedLaw, Skipped
from workbench.law.parse_text import Head, parse_lines

_WORD = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


def parse_docx(data: bytes, name: str, pack: str = "") -> ParsedLaw | Skipped:
    """Read one ``.docx``; its folders say what kind of text it is, its name may carry the day.

    Args:
        data: the file.
        name: path within the pack.
        pack: name of the pack.
    """
    lines = docx_lines(data)
    if lines is None:
        return Skipped(name, "Word 文件已损坏，无法打开。")
    return parse_lines(lines, name, Head(hint=name.rpartition("/")[0]), pack)


def docx_lines(data: bytes) -> list[Line] | None:
    """Return the lines of a Word file, without blank ones; ``None`` where it cannot be opened."""
    import docx

    try:
        document = docx.Document(io.BytesIO(data))
        body = document.element.body
    # python-docx lets zipfile, lxml and key errors of damaged packages through.
    except Exception:
        return None
    return [Line(text) for text in _texts(body) if text]


def _texts(body: Any) -> Iterator[str]:
    for element in body:
        if element.tag == f"{_WORD}p":
            # A manual line break separates lines of a title as a paragraph does.
            yield from (line.strip() for line in _words(element).splitlines())
        elif element.tag == f"{_WORD}tbl":
            for row in element.iter(f"{_WORD}tr"):
                cells = [
                    "".join(map(_words, cell.iter(f"{_WORD}p"))).strip()
                    for cell in row.iter(f"{_WORD}tc")
                ]
                yield "| " + " | ".join(cells) + " |"
        elif element.tag == f"{_WORD}sdt":
            for content in element.iter(f"{_WORD}sdtContent"):
                yield from _texts(content)


def _words(paragraph: Any) -> str:
    parts: list[str] = []
    for node in paragraph.iter():
        if node.tag == f"{_WORD}t":
            parts.append(node.text or "")
        elif node.tag in (f"{_WORD}br", f"{_WORD}cr"):
            parts.append("\n")
        elif node.tag == f"{_WORD}tab":
            parts.append(" ")
    return "".join(parts)
