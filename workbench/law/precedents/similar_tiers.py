"""The four tiers of a search for similar cases, by the court that searches, and recency.

法发〔2020〕24号 art. 4: guiding cases first, then typical cases and effective judgments of the
Supreme People's Court, then reference cases and judgments of the high court of the province, then
judgments of the court above and of the court itself; except guiding cases, those of the last three
years come first. Entries of the 人民法院案例库 must be searched in every case (法〔2024〕92号); the
Supreme People's Court publishes them, and they stand in the second tier.
"""

from dataclasses import dataclass
from datetime import date
from enum import IntEnum

from workbench.law.precedents.model import CourtLevel, Origin, PrecedentHead
from workbench.reference.courts import Court, court_of_name

RECENT_YEARS = 3
SUPREME = "最高人民法院"
OLDER = 0.96
"""Factor of the likeness of what is older than that, or of unknown date."""


class Tier(IntEnum):
    """A tier; smaller comes first."""

    GUIDING = 1
    SUPREME = 2
    HIGH = 3
    OWN = 4
    OTHER = 5


WORDS = {
    Tier.GUIDING: "第一顺位：最高人民法院指导性案例（应当参照）",
    Tier.SUPREME: "第二顺位：最高人民法院典型案例、案例库参考案例及生效裁判",
    Tier.HIGH: "第三顺位：本省高级人民法院参考性案例及生效裁判",
    Tier.OWN: "第四顺位：上一级人民法院及本院生效裁判",
    Tier.OTHER: "四个顺位以外的裁判（供参考）",
}


def own_court(name: str) -> Court | None:
    """Return the court of the settings, ``None`` where it is unknown or not set."""
    return court_of_name(name) if name else None


@dataclass(frozen=True)
class Ladder:
    """The courts of the second to fourth tier, as a court sees them; empty where there is none.

    Attributes:
        supreme: the Supreme People's Court.
        high: the high court of the province.
        above: the court above, where that is neither of them.
        own: the court itself.
    """

    supreme: str
    high: str
    above: str
    own: str


def ladder(name: str) -> Ladder:
    """Return the courts above one by its name; of one that is not listed only itself is known."""
    own = court_of_name(name)
    if own is None:
        return Ladder(SUPREME, "", "", name)
    chain, at = [own], own
    while (above := court_of_name(at.superior)) and above not in chain:
        chain.append(above)
        at = above
    high = next((court.name for court in chain if court.level == CourtLevel.HIGH), "")
    superior = own.superior if own.superior not in (SUPREME, high) else ""
    return Ladder(SUPREME, high, superior, own.name)


def tier(head: PrecedentHead, own: Court | None) -> Tier:
    """Return the tier of a precedent, seen from a court; without one only the first two show."""
    if head.origin is Origin.GUIDING:
        return Tier.GUIDING
    if head.level is CourtLevel.SUPREME or head.origin in (Origin.LIBRARY, Origin.TYPICAL):
        return Tier.SUPREME
    if head.origin is Origin.OWN:
        return Tier.OWN
    if own is None or not head.court:
        return Tier.OTHER
    if head.level is CourtLevel.HIGH and head.province and head.province == own.province:
        return Tier.HIGH
    return Tier.OWN if head.court in (own.name, own.superior) else Tier.OTHER


def recent(head: PrecedentHead, today: date) -> bool:
    """Say whether a precedent was decided within the last three years; guiding cases always are."""
    if head.origin is Origin.GUIDING:
        return True
    if head.decided is None:
        return False
    since = today.replace(year=today.year - RECENT_YEARS, day=min(today.day, 28))
    return head.decided >= since
