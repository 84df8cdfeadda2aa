"""How a precedent is cited, and which cases its text cites that the library has."""

from collections.abc import Sequence
from dataclasses import dataclass

from workbench.law.precedents.model import Origin, PrecedentHead
from workbench.law.precedents.repository import PrecedentRepository
from workbench.law.precedents.similar_tiers import Tier, tier
from workbench.reference.case_number import find_all
from workbench.reference.courts import Court

TIERS = {
    Tier.GUIDING: "指导性案例（应当参照）",
    Tier.SUPREME: "最高人民法院发布或裁判（第二顺位）",
    Tier.HIGH: "本省高级人民法院裁判（第三顺位）",
    Tier.OWN: "上一级法院或本院裁判（第四顺位）",
    Tier.OTHER: "供参考的裁判",
}
"""Tiers of 法发〔2020〕24号 art. 4 in a few words."""


@dataclass(frozen=True)
class CaseLink:
    """A case number in a text, and the precedents of the library that have it."""

    start: int
    end: int
    number: str
    ids: tuple[int, ...]


def citation(head: PrecedentHead) -> str:
    """Return how a paper cites a precedent: court, number, document."""
    if head.origin is Origin.GUIDING:
        return f"最高人民法院{head.library_number or head.title}"
    if head.origin is Origin.LIBRARY and head.library_number:
        return f"人民法院案例库“{head.title}”（入库编号{head.library_number}）"
    if head.number:
        return f"{head.court}{head.number}{head.document}"
    return f"{head.court}“{head.title}”{head.document}" if head.court else head.title


def tier_word(head: PrecedentHead, own: Court | None) -> str:
    """Return a precedent's tier in a few words, seen from a court."""
    if head.origin is Origin.LIBRARY:
        return "人民法院案例库（应当检索，可以参考）"
    return TIERS[tier(head, own)]


def case_links(text: str, library: PrecedentRepository, own: Sequence[str] = ()) -> list[CaseLink]:
    """Return the case numbers of a text that the library has, but for some own ones."""
    links, known = [], {}
    for mention in find_all(text):
        number = mention.number.text
        if number in own:
            continue
        if number not in known:
            known[number] = tuple(head.id for head in library.by_number(number))
        if known[number]:
            links.append(CaseLink(mention.start, mention.end, number, known[number]))
    return links
