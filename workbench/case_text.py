"""What the papers of a case tell: facts and claims, cause, issues, and where words stand.

Pleadings tell of the case; summonses, powers and cards speak of procedure and persons, and count
only where there is nothing better. Names are read only to be taken out again.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise
from typing import Protocol

from workbench.kernel.advice import Source, SourceKind
from workbench.kernel.anchor import Anchor
from workbench.papers.layers import anchor_of, squash
from workbench.papers.model import Case, Document, Page, TextLayer, ValueState
from workbench.papers.values import CaseValue

MOST = 6000
"""Characters of the papers that are looked at; more adds time and finds nothing better."""
MOST_ISSUES = 6
REPORT = "类案检索报告"
"""A kind of paper that tells of other cases; taken for this one, a search would feed on itself."""
PLEADINGS = ("起诉状", "反诉状", "上诉状", "起诉书", "答辩状")
_ISSUES = re.compile(r"争议(?:的)?焦点[^：:。\n]{0,12}?(?:[：:]|为|是|在于|有)")
_NUMBERED = re.compile(
    r"(?:^|[\n；;。])\s*(?:[一二三四五六七八九十]、|[（(]?[\d一二三四五六]+[）).、．])"
)
_SHORTEST_ISSUE, _LONGEST_ISSUE = 4, 80
_AFTER = 400
_FULL = 0.85
"""Share of the widest line of a page from which a line is full."""
_SHORTEST_LINE = 12
_BROKEN = re.compile("[\u3400-\u9fff]{2}")


class ReadsCase(Protocol):
    """What is read of a case: the papers room, or its store read beside the window."""

    def case(self, case_id: str) -> Case:
        """Return a case."""

    def documents(self, case_id: str) -> list[Document]:
        """Return its papers in the order of the volume."""

    def text(self, document_id: str) -> TextLayer:
        """Return a paper's newest text."""


@dataclass(frozen=True)
class CaseText:
    """What is told of a case.

    Attributes:
        case: the case as composed of typed and confirmed data.
        pages: its readable pages with their papers, those that tell claims and facts first.
        facts: facts and claims, at most :data:`MOST` characters, without the ends of lines that
            break a sentence.
        cause: the case's cause, else the one that the papers name; may be empty.
        parties: names of the parties, to be taken out.
        issues: disputed issues that a paper sums up.
    """

    case: Case
    pages: tuple[tuple[Document, Page], ...]
    facts: str
    cause: str
    parties: tuple[str, ...]
    issues: tuple[str, ...]

    @cached_property
    def folded(self) -> tuple[tuple[str, list[int]], ...]:
        """The pages with words joined that lines break apart, see :func:`squash`."""
        return tuple(squash(page.text) for _, page in self.pages)

    def place(self, words: Sequence[str]) -> Source | None:
        """Return the first place where the papers say one of some words."""
        return next(self._places(words), None)

    def stands(self, word: str, source: Source) -> bool:
        """Say whether a word stands on the page of a source."""
        page = source.anchor.page if source.anchor else 0
        wanted = squash(word)[0]
        return any(
            wanted in text
            for (document, one), (text, _) in zip(self.pages, self.folded, strict=True)
            if document.id == source.target and one.number == page
        )

    def places(self, words: Sequence[str], most: int) -> tuple[Source, ...]:
        """Return the first place of each word, one a page."""
        found: dict[str, Source] = {}
        for word in words:
            for source in self._places([word]):
                found.setdefault(source.label, source)
                break
            if len(found) == most:
                break
        return tuple(found.values())

    def _places(self, words: Sequence[str]) -> Iterator[Source]:
        wanted = [folded for word in words if (folded := squash(word)[0])]
        for (document, page), (text, places) in zip(self.pages, self.folded, strict=True):
            for word in wanted:
                start = text.find(word)
                if start >= 0:
                    end = places[start + len(word) - 1] + 1
                    yield _source(
                        document, anchor_of(document.id, document.layer, page, places[start], end)
                    )


def case_text(papers: ReadsCase, case_id: str, values: Sequence[CaseValue]) -> CaseText:
    """Read what the papers of a case tell.

    Args:
        papers: reads the case.
        case_id: the case.
        values: extracted values that may be looked at.
    """
    case = papers.case(case_id)
    pages = _readable(papers, case_id)
    pleaded = [page.text for document, page in pages if document.category in PLEADINGS]
    facts = "\n".join(map(unbroken, pleaded or [page.text for _, page in pages]))[:MOST]
    names = [value.value for value in values if value.found.field.endswith(".name")]
    names += [party.name for party in case.parties]
    return CaseText(
        case,
        pages,
        facts,
        case.cause or _named_cause(values),
        tuple(dict.fromkeys(name for name in names if name)),
        issues_in("\n".join(page.text for _, page in pages)),
    )


def unbroken(text: str) -> str:
    """Join the lines of a page where a line that is full ends between Chinese characters.

    A page is set in lines of one width; a shorter one ends its paragraph and stays as it is.
    """
    lines = [line.strip() for line in text.split("\n")]
    full = _FULL * max(map(len, lines))
    made = lines[0]
    for line, following in pairwise(lines):
        broken = len(line) >= max(full, _SHORTEST_LINE) and _BROKEN.fullmatch(
            f"{line[-1:]}{following[:1]}"
        )
        made += following if broken else f"\n{following}"
    return made


def issues_in(text: str) -> tuple[str, ...]:
    """Return the disputed issues that a text sums up (争议焦点：一、……；二、……)."""
    found: dict[str, None] = {}
    for match in _ISSUES.finditer(text):
        after = text[match.end() : match.end() + _AFTER]
        marks = list(_NUMBERED.finditer(f"\n{after}"))
        if marks and marks[0].start() <= 2:
            # Each item ends at the first stop, the last one with its paragraph.
            parts = re.split(_NUMBERED, f"\n{after}")[1:]
        else:
            parts = [after]
        for part in parts:
            issue = re.split(r"[。；;\n]", part.strip(), maxsplit=1)[0].strip(" ，,：:")
            if _SHORTEST_ISSUE <= len(issue) <= _LONGEST_ISSUE:
                found.setdefault(issue)
    return tuple(found)[:MOST_ISSUES]


def _readable(papers: ReadsCase, case_id: str) -> tuple[tuple[Document, Page], ...]:
    order = sorted(
        (document for document in papers.documents(case_id) if document.category != REPORT),
        key=lambda d: PLEADINGS.index(d.category) if d.category in PLEADINGS else len(PLEADINGS),
    )
    return tuple(
        (document, page)
        for document in order
        for page in papers.text(document.id).pages
        if page.text.strip()
    )


def _named_cause(values: Sequence[CaseValue]) -> str:
    """Return the cause that the papers name, for ranking only; no document uses it."""
    named = [v for v in values if v.found.field == "cause.name"]
    causes = [v.value for v in named if v.state is not ValueState.DISCARDED]
    return causes[0] if causes else ""


def _source(document: Document, anchor: Anchor) -> Source:
    return Source(SourceKind.PAPER, f"{document.name} 第{anchor.page}页", document.id, anchor)
