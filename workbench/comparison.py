"""A case and a precedent side by side: what they share and in what they differ, with the places.

The elements are those by which similar cases are explained; here each gets a number and the places
in both texts. It compares and never weighs.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum

from workbench.case_text import PLEADINGS, CaseText, ReadsCase, case_text
from workbench.kernel.errors import UserError
from workbench.kernel.numerals import format_integer
from workbench.law.precedents.circumstances import Circumstances
from workbench.law.precedents.explain import further, named
from workbench.law.precedents.index_terms import words
from workbench.law.precedents.model import CitedArticle, Part, StoredPrecedent
from workbench.law.precedents.repository import PrecedentRepository
from workbench.law.precedents.similar import SimilarCase, SimilarCases
from workbench.papers.layers import squash
from workbench.papers.model import Document, Page
from workbench.similar_cases import SimilarRequest, question_for

MOST_PLACES = 30
"""Places of one element in one text that are marked."""
_ENDS = ("纠纷", "罪")
_LAW = re.compile(r"《([^《》]+)》")
_SENTENCE = re.compile(r"[^。；\n]+")
_REASONS = (Part.CASE_REASONS, Part.REASONING, Part.GIST)


class Sort(StrEnum):
    """What kind of element it is."""

    CAUSE = "案由"
    REQUIREMENT = "要件"
    WORD = "事实用语"
    CIRCUMSTANCE = "情节"
    ISSUE = "争议焦点"
    ARTICLE = "引用法条"
    ONLY_CASE = "只在本案"
    ONLY_PRECEDENT = "只在该案"


@dataclass(frozen=True)
class CasePart:
    """A page of the case's papers that tells claims or facts."""

    document: Document
    page: Page

    @property
    def name(self) -> str:
        """The paper and its page in words."""
        return f"{self.document.name} 第{self.page.number}页"


@dataclass(frozen=True)
class Place:
    """Characters of a text; in the case's, of the page ``part``."""

    start: int
    end: int
    part: int = 0


@dataclass(frozen=True)
class Element:
    """What case and precedent share, or what only one of them has.

    Attributes:
        number: from 1, the same in both texts.
        sort, name: what it is.
        here: places in the case's pages.
        there: places in the precedent's text.
    """

    number: int
    sort: Sort
    name: str
    here: tuple[Place, ...]
    there: tuple[Place, ...]


@dataclass(frozen=True)
class Comparison:
    """A case and a precedent.

    Attributes:
        title: of the case.
        parts: its pages, those that tell claims and facts.
        precedent: with its text.
        similar: how alike they are, with the reasons in sentences.
        elements: shared ones first, then the differences.
    """

    title: str
    parts: tuple[CasePart, ...]
    precedent: StoredPrecedent
    similar: SimilarCase
    elements: tuple[Element, ...]


def compare(
    papers: ReadsCase,
    library: PrecedentRepository,
    engine: SimilarCases,
    request: SimilarRequest,
    precedent_id: int,
) -> Comparison:
    """Compare a case with a precedent. Whether it may be asked, the caller knows.

    Raises:
        UserError: the precedent is gone or not indexed, or nothing of the case can be read.
    """
    stored = library.get(precedent_id)
    if stored is None:
        raise UserError(
            "案例库中没有这一件，无法对照；它可能已被删除或被更完整的一份取代。",
            "请在案例库中重新查找。",
        )
    text = case_text(papers, request.case, request.values)
    if not text.facts.strip():
        raise UserError(
            "本案还没有可读的材料，无法对照。", "请先导入材料；扫描件需先完成文字识别。"
        )
    engine.require_index()
    found = engine.explained(question_for(text, request), [precedent_id])
    if not found:
        raise UserError(
            "这一件还没有编入类案索引，无法对照；正文可以照常阅读。", "请在案例库中更新类案索引。"
        )
    parts = parts_of(text)
    named_elements = _elements(parts, stored, found[0], engine.table)
    elements = tuple(Element(number, *rest) for number, rest in enumerate(named_elements, 1))
    return Comparison(text.case.title, parts, stored, found[0], elements)


def parts_of(text: CaseText) -> tuple[CasePart, ...]:
    """Return the pages that tell claims and facts; all readable ones where none pleads."""
    pleaded = [(d, p) for d, p in text.pages if d.category in PLEADINGS]
    return tuple(CasePart(document, page) for document, page in pleaded or text.pages)


_Rest = tuple[Sort, str, tuple[Place, ...], tuple[Place, ...]]


def _elements(
    parts: Sequence[CasePart], stored: StoredPrecedent, similar: SimilarCase, table: Circumstances
) -> Iterator[_Rest]:
    shared = similar.elements
    here, there = _Case(parts), _Text(stored.text)
    for cause in shared.causes:
        yield Sort.CAUSE, cause, here.find(_short(cause)), there.find(_short(cause))
    for name, said in shared.requirements:
        ours = tuple(place for word in said for place in here.find(word))
        theirs = tuple(place for word in said for place in there.find(word))
        yield Sort.REQUIREMENT, name, ours, theirs
    for name in shared.circumstances:
        yield (
            Sort.CIRCUMSTANCE,
            name,
            here.circumstance(name, table),
            there.circumstance(name, table),
        )
    for issue in shared.issues:
        yield Sort.ISSUE, issue, here.find(issue), _treating(issue, stored)
    for article in shared.articles:
        yield Sort.ARTICLE, named(article), here.articles(article), there.articles(article)
    for word in further(shared):
        yield Sort.WORD, word, here.find(word), there.find(word)
    for name in shared.only_case:
        yield Sort.ONLY_CASE, name, here.circumstance(name, table), ()
    for name in shared.only_precedent:
        yield Sort.ONLY_PRECEDENT, name, (), there.circumstance(name, table)


class _Text:
    """One text in which places are looked for; words may be broken by ends of lines."""

    def __init__(self, text: str, part: int = 0) -> None:
        self._text, self._part = text, part
        self._folded, self._places = squash(text)

    def find(self, wanted: str) -> tuple[Place, ...]:
        folded = squash(wanted)[0]
        if not folded:
            return ()
        found: list[Place] = []
        start = self._folded.find(folded)
        while start >= 0 and len(found) < MOST_PLACES:
            found.append(self._place(start, start + len(folded)))
            start = self._folded.find(folded, start + len(folded))
        return tuple(found)

    def circumstance(self, name: str, table: Circumstances) -> tuple[Place, ...]:
        told = table.in_text(name, self._folded)
        return (self._place(told.start, told.start + len(told.word)),) if told else ()

    def articles(self, article: CitedArticle) -> tuple[Place, ...]:
        """Return where an article of a law is named, the law before it."""
        found: list[Place] = []
        law = ""
        for match in re.finditer(rf"{_LAW.pattern}|{_numbers(article)}", self._folded):
            if match[1]:
                law = match[1]
            elif law and _same_law(law, article.law):
                found.append(self._place(match.start(), match.end()))
        return tuple(found[:MOST_PLACES])

    def _place(self, start: int, end: int) -> Place:
        return Place(self._places[start], self._places[end - 1] + 1, self._part)


class _Case:
    """The pages of a case."""

    def __init__(self, parts: Sequence[CasePart]) -> None:
        self._texts = [_Text(part.page.text, n) for n, part in enumerate(parts)]

    def find(self, wanted: str) -> tuple[Place, ...]:
        return tuple(p for text in self._texts for p in text.find(wanted))[:MOST_PLACES]

    def circumstance(self, name: str, table: Circumstances) -> tuple[Place, ...]:
        return tuple(p for text in self._texts for p in text.circumstance(name, table))

    def articles(self, article: CitedArticle) -> tuple[Place, ...]:
        return tuple(p for text in self._texts for p in text.articles(article))[:MOST_PLACES]


def _short(cause: str) -> str:
    """Return a cause without the word at its end that papers leave out."""
    for end in _ENDS:
        if cause.endswith(end) and len(cause) > len(end) + 1:
            return cause.removesuffix(end)
    return cause


def _numbers(article: CitedArticle) -> str:
    """Return a pattern of the article's number, in characters or figures."""
    place = article.place
    number = f"(?:{format_integer(place.article)}|{place.article})"
    if place.insertion:
        return f"第{number}条之(?:{format_integer(place.insertion)}|{place.insertion})"
    return f"(?:第{number}条|(?<=、){number}条)(?!之)"


def _same_law(said: str, law: str) -> bool:
    bare = law.removeprefix("中华人民共和国")
    return squash(said)[0] in (squash(law)[0], squash(bare)[0])


def _treating(issue: str, stored: StoredPrecedent) -> tuple[Place, ...]:
    """Return the sentence of the reasons that holds most words of an issue."""
    wanted = set(words(issue))
    best, most = None, 0
    for section in stored.sections:
        if section.part not in _REASONS:
            continue
        for match in _SENTENCE.finditer(stored.text, section.start, section.end):
            held = sum(word in match[0] for word in wanted)
            if held > most:
                best, most = match, held
    return (Place(best.start(), best.end()),) if best else ()
