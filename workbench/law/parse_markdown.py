"""Laws as markdown, with the heads of the editions in circulation.

One edition puts ``- **公布日期**: 2023-12-29`` and the like under ``## 元数据`` and the text under
``## 正文``; another puts lines ``2018年10月26日 …修正`` before ``<!-- INFO END -->`` and the day of
the version into the file's name. Markdown without either is read as text with marked headings.
"""

import re
from collections.abc import Iterator

from workbench.law import dates, parse_titles
from workbench.law.headings import Line
from workbench.law.model import ParsedLaw, Skipped
from workbench.law.parse_text import Head, parse_lines

_FIELD = re.compile(r"^-\s*\*\*(.+?)\*\*\s*[:：]\s*(.*)$", re.M)
_BODY = re.compile(r"^##\s*正文\s*$", re.M)
_INFO_END = re.compile(r"<!--\s*INFO END\s*-->")
_COMMENT = re.compile(r"<!--.*?-->", re.S)
_TITLE = re.compile(r"^#\s+(.+)$", re.M)
_RULE = re.compile(r"^\s*(?:-{3,}|\*{3,}|\|[\s:|-]+\|)\s*$")
_UNKNOWN = frozenset({"", "none", "null", "未知", "-"})


def parse_markdown(text: str, name: str, pack: str = "") -> ParsedLaw | Skipped:
    """Read one markdown file.

    Args:
        text: the whole file.
        name: path within the pack; its folders say what kind of text it is.
        pack: name of the pack.
    """
    base = name.rsplit("/", 1)[-1].casefold()
    if base in {"_index.md", "index.md", "readme.md", "summary.md"}:
        return Skipped(name, "目录页或说明页，不含法律文本。")
    if "案例" in name.split("/")[:-1]:
        return Skipped(name, "案例材料，不是法律文本。")
    marker = _BODY.search(text)
    if marker:
        return _with_fields(text[: marker.start()], text[marker.end() :], name, pack)
    marker = _INFO_END.search(text)
    if marker:
        return _with_events(text[: marker.start()], text[marker.end() :], name, pack)
    title = _TITLE.search(text)
    head = Head(title=title[1] if title else "", hint=_folders(name))
    return parse_lines(list(_lines(text)), name, head, pack)


def _with_fields(head: str, body: str, name: str, pack: str) -> ParsedLaw | Skipped:
    fields = {
        key.strip(): value.strip()
        for key, value in _FIELD.findall(head)
        if value.strip().casefold() not in _UNKNOWN
    }
    written = _TITLE.search(head)
    title, void = parse_titles.title_of(written[1] if written else "")
    known = Head(
        title=title,
        hint=f"{_folders(name)}/{fields.get('法律类型', '')}",
        promulgated=dates.day(fields.get("公布日期", "")),
        effective=dates.day(fields.get("生效日期", "") or fields.get("施行日期", "")),
        ended=dates.day(fields.get("失效日期", "")),
        status=void or fields.get("时效性", ""),
        issuer=fields.get("制定机关", ""),
        identifier=fields.get("唯一标识", ""),
    )
    return parse_lines(list(_lines(body)), name, known, pack)


def _with_events(head: str, body: str, name: str, pack: str) -> ParsedLaw | Skipped:
    titles = _TITLE.findall(head)
    title, void = parse_titles.title_of(titles[0] if titles else "")
    stated = dates.of_caption(_TITLE.sub("", head))
    day = parse_titles.file_title(re.sub(r"\.\w+$", "", name.rsplit("/", 1)[-1]))[1]
    events = [line.strip() for line in _TITLE.sub("", head).splitlines() if line.strip()]
    known = Head(
        title=title,
        hint=_folders(name),
        promulgated=day or stated.promulgated,
        effective=stated.effective,
        status=void,
    )
    # A code that is split into one file per book names the book in a second title.
    books = [Line(book.strip(), marked=True) for book in titles[1:]]
    lines = [*map(Line, events), *books, *_lines(body)]
    return parse_lines(lines, name, known, pack)


def _folders(name: str) -> str:
    return name.rpartition("/")[0]


def _lines(text: str) -> Iterator[Line]:
    for raw in _COMMENT.sub("", text).splitlines():
        line = raw.strip().strip("\ufeff\u200b")
        if not line or _RULE.match(line):
            continue
        marked = re.match(r"#{1,6}\s*", line)
        words = line[marked.end() :] if marked else line
        words = re.sub(r"\*\*(.+?)\*\*", r"\1", words).strip()
        if words:
            yield Line(words, marked=marked is not None)
