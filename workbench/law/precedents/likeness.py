"""What tells copies of a judgment apart from other judgments, and a mass series from single cases.

A digest says "the same text". A sketch (simhash of four-character pieces) of two texts differs in
few of its 64 bits where the texts do: names masked, headers left out, blanks and marks changed.
"""

import hashlib
import re
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from workbench.law.precedents.model import Kind, Part, Precedent

if TYPE_CHECKING:
    import numpy as np

_MASKS = "某×xX甲乙丙丁戊己庚辛壬癸"
"""Characters that stand for a name that was left out, and tell copies apart only."""
_ORGANISATION = re.compile(
    r"^(?:原告|被告|上诉人|被上诉人|申请人|被申请人|第三人|申请执行人|被执行人|再审申请人)(?:（[^）]{1,40}）)?[：:]?"
    r"(?P<name>[^，。：:（）]{4,40}?(?:公司|银行|中心|局|政府|委员会|厂|社|所|医院|学校|集团|协会|支行|分行|合伙\）?))",
    re.MULTILINE,
)
_PIECE = 4
_LEAST = 40
_MANY = 1200


def digest(text: str) -> str:
    """Return 16 hex digits that are the same for texts that differ in blanks and marks only."""
    return hashlib.blake2b(_bare(text).tobytes(), digest_size=8).hexdigest()


def sketch(text: str) -> int:
    """Return the simhash of a text, 64 bits; 0 for one too short to tell."""
    import numpy as np

    codes = _unmasked(_bare(text)).astype(np.uint64)
    if len(codes) < _LEAST:
        return 0
    pieces = np.zeros(len(codes) - _PIECE + 1, dtype=np.uint64)
    for place in range(_PIECE):
        pieces = pieces * np.uint64(1_000_003) + codes[place : place + len(pieces)]
    pieces = _mixed(pieces)
    # A quarter of the pieces tells as much as all, and is chosen alike in every copy.
    some = pieces[pieces % np.uint64(4) == 0] if len(pieces) > _MANY else pieces
    some = np.sort(some)
    some = some[np.concatenate(([True], some[1:] != some[:-1]))]
    bits = np.unpackbits(_mixed(some).view(np.uint8).reshape(-1, 8), axis=1)
    ones = bits.sum(axis=0, dtype=np.int64)
    return int.from_bytes(np.packbits(ones * 2 > len(some)).tobytes(), "big")


def _bare(text: str) -> "np.ndarray[Any, np.dtype[np.uint32]]":
    """Return the code points of a text without blanks and marks."""
    import numpy as np

    codes = np.frombuffer(text.encode("utf-32-le", "replace"), dtype=np.uint32)
    chinese = (codes >= 0x3400) & (codes <= 0x9FFF)
    lower = codes | 0x20
    letters = (lower >= ord("a")) & (lower <= ord("z"))
    return codes[chinese | letters | _digits(codes)]


def _unmasked(
    codes: "np.ndarray[Any, np.dtype[np.uint32]]",
) -> "np.ndarray[Any, np.dtype[np.uint32]]":
    keep = ~_digits(codes)
    for mask in _MASKS:
        keep &= codes != ord(mask)
    kept: np.ndarray[Any, np.dtype[np.uint32]] = codes[keep]
    return kept


def _digits(codes: "np.ndarray[Any, np.dtype[np.uint32]]") -> "np.ndarray[Any, np.dtype[np.bool_]]":
    return (codes >= ord("0")) & (codes <= ord("9"))


def _mixed(
    values: "np.ndarray[Any, np.dtype[np.uint64]]",
) -> "np.ndarray[Any, np.dtype[np.uint64]]":
    import numpy as np

    values = (values ^ (values >> np.uint64(33))) * np.uint64(0xFF51AFD7ED558CCD)
    values = (values ^ (values >> np.uint64(33))) * np.uint64(0xC4CEB9FE1A85EC53)
    return values ^ (values >> np.uint64(33))


def differing(one: int, other: int) -> int:
    """Return in how many bits two sketches differ."""
    return (one ^ other).bit_count()


def series_key(precedent: Precedent) -> str:
    """Return the key under which a precedent can belong to a mass series; empty for none.

    Same court, same cause, and for other than criminal cases the same organisation as a party:
    one developer and its buyers, one bank and its debtors.
    """
    if not precedent.court or not precedent.causes:
        return ""
    party = ""
    if precedent.kind is not Kind.CRIMINAL:
        named = _ORGANISATION.search(precedent.part(Part.PARTIES))
        if named is None:
            return ""
        party = named["name"]
    parts: Sequence[str] = (precedent.court, precedent.causes[0], party)
    return hashlib.blake2b("|".join(parts).encode(), digest_size=8).hexdigest()


def series_sketch(precedent: Precedent) -> int:
    """Return the sketch by which the cases of a series are alike; 0 for none.

    Civil: the reasons, with the facts where they are short. Criminal: the facts, as the reasons
    of all cases of a charge are alike.
    """
    if precedent.kind is Kind.CRIMINAL:
        return sketch(precedent.part(Part.FACTS, Part.CLAIMS))
    reasons = precedent.part(Part.REASONING)
    # Reasons of a few words, as in summary procedure, tell nothing without the facts.
    return sketch(reasons) or sketch(f"{precedent.part(Part.FACTS)}\n{reasons}")
