"""Whether two texts are one judgment.

A number tells most. Where one of two texts has none, their likeness is not enough: the cases of a
mass series are as alike as copies are. So the parties and the sums of money must fit too.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from workbench.law.precedents.likeness import differing
from workbench.law.precedents.model import Part, Precedent, Section
from workbench.law.precedents.rows import day_number, outcome_of, unsigned

OTHER_DAY = 6
"""Bits of 64 up to which texts of two days under one number are one judgment, a date misread."""
RULING = 20
"""The same for two rulings of one day: a case may have several."""
NEAR = 14
"""Bits up to which texts may be copies where one bears no number; names masked in one of them."""
_RULINGS = ("裁定书", "决定书", "通知书")
_SUM = re.compile(r"\d[\d,，]*(?:\.\d+)?(?=\s*[万千百亿]?元)")
_SHARED = 0.7
_PARTY = re.compile(
    r"^(?:原审?|再审|附带民事诉讼|反诉|一审|二审|赔偿|申请)?(?:原告人?|被告人?|被告单位|上诉人|被上诉人|申请人|被申请人|"
    r"第三人|自诉人|申请执行人|被执行人|异议人|复议申请人|案外人|利害关系人|赔偿请求人|请求人)"
    r"(?:（[^）\n]{1,40}）)?[：:]?(?P<name>[^，。：:（）()\n]{2,40})",
    re.MULTILINE,
)
_MASKED = re.compile("[某×xX*＊]")


@dataclass(frozen=True)
class Marks:
    """What tells a case of a series from its fellows.

    Attributes:
        parties: names in the order of the header; empty where it was left out.
        sums: sums of money, as figures.
    """

    parties: tuple[str, ...] = ()
    sums: frozenset[str] = frozenset()

    @classmethod
    def of(cls, text: str, sections: Sequence[Section]) -> "Marks":
        """Read them from a judgment."""
        named = [text[s.start : s.end] for s in sections if s.part is Part.PARTIES]
        parties = [match["name"].strip() for part in named for match in _PARTY.finditer(part)]
        return cls(tuple(parties), sums_of(text))

    def fit(self, other: "Marks") -> bool:
        """Say whether both may be of one case; what one of them lacks says nothing."""
        if self.sums and other.sums:
            shared = len(self.sums & other.sums) / len(self.sums | other.sums)
            if shared < _SHARED:
                return False
        if len(self.parties) != len(other.parties):
            return True
        return all(map(_may_be, self.parties, other.parties))


def sums_of(text: str) -> frozenset[str]:
    """Return the sums of money of a text, as figures."""
    return frozenset(re.sub("[,，]", "", match[0]) for match in _SUM.finditer(text))


def _may_be(one: str, other: str) -> bool:
    """Say whether two names may be one, masked or not; a mask leaves the family name."""
    if one == other:
        return True
    if not (_MASKED.search(one) or _MASKED.search(other)):
        return False
    return one[0] == other[0] or bool(_MASKED.match(one) or _MASKED.match(other))


def is_same(precedent: Precedent, row: dict[str, Any]) -> bool:
    """Say whether number, document and court make two texts under one number one judgment."""
    if precedent.document and row["document"] and precedent.document != row["document"]:
        return False
    apart = differing(precedent.sketch, unsigned(row["sketch"]))
    if precedent.court and row["court"] and precedent.court != row["court"]:
        return apart <= OTHER_DAY
    if precedent.decided and row["decided"] and day_number(precedent.decided) != row["decided"]:
        return apart <= OTHER_DAY
    if not precedent.document.endswith(_RULINGS):
        return True
    other = outcome_of(row["outcome"]).results
    if precedent.outcome.results and other and precedent.outcome.results != other:
        return False
    return apart <= RULING


def may_be_near(precedent: Precedent, row: dict[str, Any]) -> bool:
    """Say whether a text of the same day may be a copy: no number or court against it."""
    numbered = precedent.number and row["number"] and precedent.number != row["number"]
    placed = precedent.court and row["court"] and precedent.court != row["court"]
    named = precedent.document and row["document"] and precedent.document != row["document"]
    if numbered or placed or named or not row["sketch"]:
        return False
    return differing(precedent.sketch, unsigned(row["sketch"])) <= NEAR
