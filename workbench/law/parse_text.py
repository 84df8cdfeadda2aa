"""One law from its plain text: title, dates, number, level and the parts of its body."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from workbench.law import dates, parse_titles, structure
from workbench.law.headings import Line, lines_of
from workbench.law.leading import take_title
from workbench.law.model import Article, Level, ParsedLaw, Skipped

_ERROR_PAGE = re.compile(
    r"enable JavaScript|404 Not Found|403 Forbidden|502 Bad Gateway|Access Denied"
    "|Service Unavailable|页面不存在|您访问的页面|系统繁忙|访问被拒绝|请开启JavaScript",
    re.I,
)
_CAPTION = re.compile("通过|公布|发布|批准|修正|修订|施行|印发|会议")
_AMENDED = re.compile("修[正订改]")
_HEAD_LINES = 40


@dataclass(frozen=True)
class Head:
    """What is known of a text apart from its words; empty or ``None`` where unknown.

    Attributes:
        title: official title; taken from the text where empty.
        hint: the source's word for the kind of text, or its folders.
        promulgated, effective, ended: as the source states them.
        status, issuer, identifier: as the source states them.
    """

    title: str = ""
    hint: str = ""
    promulgated: date | None = None
    effective: date | None = None
    ended: date | None = None
    status: str = ""
    issuer: str = ""
    identifier: str = ""


def parse_text(
    text: str, name: str, head: Head | None = None, pack: str = ""
) -> ParsedLaw | Skipped:
    """Read one law from its text.

    Args:
        text: the whole text, lines as paragraphs; title and caption may stand first.
        name: path of the file within its pack.
        head: what the source says beside the text.
        pack: name of the pack.

    Returns:
        The law, or the reason why the file is none. A law without words but with a title and a
        date is returned without articles, so that the version is known to exist.
    """
    return parse_lines(lines_of(text), name, head or Head(), pack)


def parse_lines(lines: Sequence[Line], name: str, head: Head, pack: str) -> ParsedLaw | Skipped:
    """Like :func:`parse_text`, for lines that may be marked as headings by the source."""
    if is_error_page(lines):
        return Skipped(name, "文件内容是下载出错的网页，不是法律文本。")
    stem, day = parse_titles.file_title(_stem(name))
    cut = "~" in name.rpartition("/")[2]  # a name shortened by whoever stored the file
    lead = take_title(lines, head.title, stem, cut and not head.title)
    title = lead.title
    amending, answering = parse_titles.is_amending(title), parse_titles.is_answering(title)
    body = structure.split(lead.rest, amending, answering)
    body = replace(body, preamble="\n".join(filter(None, [*lead.before, body.preamble])))
    if not body.articles and not head.promulgated and not day:
        return Skipped(name, "没有读到正文，也没有日期，可能是空文件。")
    if not _is_legal(body, head, title):
        return Skipped(name, "没有条文、文号和日期，看不出是法律文本。")
    return _assemble(title, head, day, body, name, pack)


def is_error_page(lines: Sequence[Line]) -> bool:
    """Say whether the text is the error page of a web server (saved under a law's name)."""
    text = "\n".join(line.text for line in lines[:60])
    return bool(_ERROR_PAGE.search(text)) and not re.search(r"^第一条", text, re.M)


def _assemble(
    title: str, head: Head, day: date | None, body: structure.Body, name: str, pack: str
) -> ParsedLaw:
    caption = _caption(body.preamble)
    stated = dates.of_caption(caption)
    promulgated = head.promulgated or day or stated.promulgated or _signed(body.preamble)
    closing = _closing(body.articles)
    effective = (
        head.effective
        or stated.effective
        or dates.starts_in(closing, promulgated, amended=bool(_AMENDED.search(caption)))
    )
    if effective and promulgated is None:
        promulgated = dates.of_caption(closing).promulgated
    if title.endswith("宪法修正案") and promulgated:
        title = f"{title}（{promulgated.year}年）"  # five texts bear this title
    return ParsedLaw(
        title=title,
        level=parse_titles.level_of(title, head.hint, head.issuer),
        promulgated=promulgated,
        effective=effective,
        ended=head.ended,
        status=head.status,
        document_number=parse_titles.number_of(body.preamble.splitlines()[:_HEAD_LINES]),
        issuer=head.issuer,
        preamble=body.preamble,
        articles=body.articles,
        attachments=body.attachments,
        source=name,
        pack=pack,
        identifier=head.identifier,
    )


def _is_legal(body: structure.Body, head: Head, title: str) -> bool:
    """Leave out guides and articles that lie among laws: no head, no articles, no caption."""
    if head.promulgated or head.identifier or any(article.number for article in body.articles):
        return True
    stated = dates.of_caption(_caption(body.preamble)).promulgated
    known = parse_titles.level_of(title, head.hint, head.issuer) is not Level.OTHER
    return known or stated is not None


def _caption(preamble: str) -> str:
    """Return the words that tell of the text's life: a bracket under the title, or event lines."""
    lines = preamble.splitlines()[:_HEAD_LINES]
    for index, line in enumerate(lines):
        if line.startswith(("（", "(")):
            bracket = _bracket(lines[index:])
            if _CAPTION.search(bracket) and "年" in bracket:
                return bracket
    return "\n".join(line for line in lines if len(line) < 120 and _CAPTION.search(line))


def _signed(preamble: str) -> date | None:
    """Return the latest day that stands on a line of its own, or before a document number."""
    lines = (dates.plain(line) for line in preamble.splitlines()[:_HEAD_LINES])
    found = (dates.leading_day(line) for line in lines if len(line) < 40)
    return max(filter(None, found), default=None)


def _bracket(lines: Sequence[str]) -> str:
    """Join the lines of a bracket that is opened in the first of them."""
    joined = ""
    for line in lines[:12]:
        joined += line
        if line.endswith(("）", ")")):
            break
    return joined


def _closing(articles: Sequence[Article]) -> str:
    return "\n".join(article.text for article in articles[-3:])


def _stem(name: str) -> str:
    return re.sub(r"\.[A-Za-z0-9]{2,5}$", "", re.split(r"[/\\]", name)[-1])
