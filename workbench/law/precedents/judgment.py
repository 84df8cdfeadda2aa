"""Reads a judgment, ruling or decision: its parts and what they say."""

import re
from collections.abc import Sequence

from workbench.law.citation.names import LawNames
from workbench.law.precedents.charges import canonical, charges_in, split
from workbench.law.precedents.header import Header, read_date, read_header
from workbench.law.precedents.model import (
    CitedArticle,
    Kind,
    Origin,
    Outcome,
    Part,
    Precedent,
    Section,
)
from workbench.law.precedents.outcome import read_outcome
from workbench.law.precedents.segments import segment
from workbench.reference.causes import causes as _causes_of
from workbench.reference.causes import find_cause

_BASIS = re.compile(r"(?:依照|依据|根据|按照|适用)[^。；]{0,40}[《〈]")
_ACCUSED = re.compile(r"指控[^。]{0,80}?犯(?P<names>[^。；：:]{2,60}?罪)(?:一案)?[，,。；]")
_OF_CASE = re.compile(r"(?:犯|涉嫌)(?P<names>[^。；：:，]{2,60}?罪)(?:一案|，于)")


def read_judgment(
    text: str, names: LawNames, title: str = "", origin: Origin = Origin.JUDGMENT
) -> Precedent:
    """Read a judgment.

    Args:
        text: normalised.
        names: laws that may be named without book marks.
        title: a title that came along; may be empty.
        origin: where it comes from.
    """
    sections = segment(text)
    header = read_header(text, sections, title)
    outcome = read_outcome(text, sections, header.kind, header.stage, header.document)
    causes = read_causes(text, sections, header, outcome)
    return Precedent(
        text,
        origin,
        header.kind,
        header.title or _made_title(header, causes),
        header.number,
        "",
        header.court,
        header.level,
        header.province,
        header.stage,
        header.document,
        read_date(text, sections),
        causes,
        sections,
        read_articles(text, sections, names),
        outcome,
    )


def read_articles(
    text: str, sections: Sequence[Section], names: LawNames
) -> tuple[CitedArticle, ...]:
    """Return the articles that the court's reasons cite, each once, in order.

    What stands after the last 依照 before the result is the basis of the decision.
    """
    from workbench.law.citation.find import find

    cited: dict[tuple[str, object], CitedArticle] = {}
    for section in sections:
        if section.part not in (Part.REASONING, Part.CASE_REASONS):
            continue
        words = text[section.start : section.end]
        basis = _basis_start(words, section.part)
        for citation in find(words, names):
            place = citation.pinpoint
            if place is None or not citation.law:
                continue
            law = names.full(citation.law) or citation.law
            article = CitedArticle(law, place, citation.start >= basis)
            known = cited.get((law, place))
            if known is None or (article.basis and not known.basis):
                cited[law, place] = article
    return tuple(cited.values())


def _basis_start(words: str, part: Part) -> int:
    """Return where the last sentence of the reasons begins to name the law that it applies."""
    if part is not Part.REASONING:
        return len(words) + 1
    starts = [match.start() for match in _BASIS.finditer(words)]
    sentence = max(words.rfind("。", 0, len(words) - 1), words.rfind("\n"))
    last = [start for start in starts if start > sentence]
    return (last or starts[-1:] or [len(words) + 1])[0]


def read_causes(
    text: str, sections: Sequence[Section], header: Header, outcome: Outcome
) -> tuple[str, ...]:
    """Return charges or causes of action: of the result, else of the opening, else of the title."""
    if header.kind is Kind.CRIMINAL:
        return _charges(text, sections, header, outcome)
    opening = _joined(text, sections, Part.PROCEDURE)
    if header.kind is Kind.ADMINISTRATIVE:
        return _administrative(f"{header.title}\n{opening[:600]}")
    for words in (opening[:600], header.title, _joined(text, sections, Part.HEADER)):
        mention = find_cause(words, anywhere=words is not opening)
        if mention is not None:
            return (mention.cause.name,)
    return ()


def _charges(
    text: str, sections: Sequence[Section], header: Header, outcome: Outcome
) -> tuple[str, ...]:
    given = dict.fromkeys(name for s in outcome.sentences for name in s.charges)
    if given:
        return tuple(given)
    words = text[outcome.start : outcome.end]
    if found := charges_in(words):
        return found
    opening = _joined(text, sections, Part.PROCEDURE, Part.CLAIMS)[:1500]
    for pattern in (_ACCUSED, _OF_CASE):
        if match := pattern.search(opening):
            return tuple(split(match["names"]))
    if accused := charges_in(opening):
        return accused
    return titled_charges(header.title)


def _administrative(words: str) -> tuple[str, ...]:
    """Return the act that is fought, by the longest of the table's names before 一案."""
    at = words.find("一案")
    near = words[max(0, at - 80) : at] if at >= 0 else words[:200]
    named = [c.name for c in _causes_of("administrative") if c.name in near]
    return (max(named, key=len),) if named else ()


def titled_charges(title: str) -> tuple[str, ...]:
    """Return the charge that a title ends with (某甲盗窃一案 → 盗窃罪); empty if it has none."""
    bare = re.sub(r"(?:一案|案)?(?:[一二再]审)?(?:刑事)?(?:判决书|裁定书)?$", "", title)
    for start in range(max(0, len(bare) - 30), len(bare) - 1):
        piece = bare[start:].removesuffix("罪")
        if (name := canonical(piece + "罪")) is not None:
            return (name,)
    return ()


def _joined(text: str, sections: Sequence[Section], *parts: Part) -> str:
    return "\n".join(text[s.start : s.end] for s in sections if s.part in parts)


def _made_title(header: Header, causes: Sequence[str]) -> str:
    made = f"{header.court}{header.document}" or "裁判文书"
    return f"{'、'.join(causes[:2])}案 {made}".strip() if causes else made
