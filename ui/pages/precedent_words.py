"""How the window writes precedents: a line of facts, day and result, a place in the library."""

from ui.words import chinese_date
from workbench.law.precedents.model import CourtLevel, PrecedentHead
from workbench.law.precedents.outcome_words import outcome_words
from workbench.law.precedents.quoting import tier_word
from workbench.law.precedents.similar_tiers import Tier, tier
from workbench.reference.courts import LEVEL_WORDS, Court

LEVELS = {CourtLevel(number): words for number, words in LEVEL_WORDS.items()}


def facts(head: PrecedentHead) -> str:
    """Return number, day and court in a line; the court only where the title does not name it."""
    number = head.library_number or head.number
    court = "" if head.court in head.title else head.court
    return " · ".join(part for part in (number, _day(head), court) if part)


def named(head: PrecedentHead) -> str:
    """Return number and court in a line; the court only where the title does not name it."""
    number = head.library_number or head.number
    court = "" if head.court in head.title else head.court
    return " · ".join(part for part in (number, court) if part)


def bearing(head: PrecedentHead, own: Court | None) -> str:
    """Return day, tier (where it says more than nothing), result and causes in a line."""
    rank = "" if tier(head, own) is Tier.OTHER else tier_word(head, own)
    parts = (_day(head), rank, outcome_words(head.outcome), "、".join(head.causes))
    return " · ".join(part for part in parts if part)


def spoken(head: PrecedentHead, own: Court | None) -> str:
    """Return a row for screen readers and tooltips."""
    return f"{head.title}\n{named(head)}\n{bearing(head, own)}"


def _day(head: PrecedentHead) -> str:
    return chinese_date(head.decided) or "日期不明"


def held(head: PrecedentHead) -> str:
    """Return kind, stage, document, pack and file."""
    source = f"案例包：{head.pack} / {head.source}" if head.source else f"案例包：{head.pack}"
    stage = str(head.stage) if head.stage != "其他" else ""
    parts = (str(head.origin), str(head.kind), stage, head.document, source)
    return " · ".join(part for part in parts if part)
