"""Facts as learning takes them: words and signs, nothing of who somebody is or where they live."""

import re
from collections.abc import Mapping, Set
from dataclasses import dataclass, field

from workbench.law.precedents.index_terms import words
from workbench.law.precedents.signs import Signs

MOST = 6000
"""Characters of the facts that are looked at."""
_PERSONAL = re.compile(
    "(?:族|省|市|县|(?<!社)区|镇|乡|村|州|旗|街道)$|^(?:男|女)性?$|文盲|文化|户籍|籍贯|务农|^农民$|无业|"
    "^(?:北京|天津|上海|重庆|河北|山西|内蒙古?|辽宁|吉林|黑龙江|江苏|浙江|安徽|福建|江西|山东|河南|湖北|湖南|"
    "广东|广西|海南|四川|贵州|云南|西藏|陕西|甘肃|青海|宁夏|新疆|台湾|香港|澳门)"
)
"""What persons are and where they live; no word for an article may be of it."""


@dataclass(frozen=True)
class Facts:
    """What facts tell.

    Attributes:
        words: how often each occurs.
        signs: names of the signs, see :mod:`workbench.law.precedents.signs`.
    """

    words: Mapping[str, int]
    signs: Set[str] = field(default_factory=frozenset)


def facts_of(text: str, signs: Signs) -> Facts:
    """Return what facts tell.

    Args:
        text: without names and other personal words (see ``impersonal``).
        signs: the table.
    """
    # Where names were taken out blanks are left, one or several.
    told = " ".join(text[:MOST].split())
    counted = words(told)
    return Facts({w: n for w, n in counted.items() if not _PERSONAL.search(w)}, signs.told(told))
