"""How a precedent is cited."""

from workbench.law.precedents.model import Origin, PrecedentHead
from workbench.law.precedents.similar_tiers import Tier, tier
from workbench.reference.courts import Court

TIERS = {
    Tier.GUIDING: "指导性案例（应当参照）",
    Tier.SUPREME: "最高人民法院发布或裁判（第二顺位）",
    Tier.HIGH: "本省高级人民法院裁判（第三顺位）",
    Tier.OWN: "上一级法院或本院裁判（第四顺位）",
    Tier.OTHER: "供参考的裁判",
}
"""Tiers of 法发〔2020〕24号 art. 4 in a few words."""


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
