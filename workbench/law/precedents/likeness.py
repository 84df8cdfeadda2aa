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

_NOT_CJK = re.compile(r"[^\u3400-\u9fff\uf900-\ufaff0-9A-Za-z]+")
_MASKED = re.compile(r"[某×xX＊*]+|[甲乙丙丁戊己庚辛壬癸](?![方级类等])|[0-9]+")
_ORGANISATION = re.compile(
    r"^(?:原告|被告|上诉人|被上诉人|申请人|被申请人|第三人|申请执行人|被执行人|再审申请人)(?:（[^）]{1,40}）)?[：:]?"
    r"(?P<name>[^，。：:（）]{4,40}?(?:公司|银行|中心|局|政府|委员会|厂|社|所|医院|学校|集团|协会|支行|分行|合伙\）?))",
    re.MULTILINE,
)
_PIECE = 4
_LEAST = 40


def bare(text: str) -> str:
    """Return what is left of a text without blanks and marks."""
    return _NOT_CJK.sub("", text)


def digest(text: str) -> str:
    """Return 16 hex digits that are the same for texts that differ in blanks and marks only."""
    return hashlib.blake2b(bare(text).encode(), digest_size=8).hexdigest()


def sketch(text: str) -> int:
    """Return the simhash of a text, 64 bits; 0 for one too short to tell."""
    import numpy as np

    masked = _MASKED.sub("", bare(text))
    if len(masked) < _LEAST:
        return 0
    codes = np.frombuffer(masked.encode("utf-32-le"), dtype=np.uint32).astype(np.uint64)
    pieces = np.zeros(len(codes) - _PIECE + 1, dtype=np.uint64)
    for place in range(_PIECE):
        pieces = pieces * np.uint64(1_000_003) + codes[place : place + len(pieces)]
    pieces = _mixed(np.unique(pieces))
    # A quarter of the pieces tells as much as all, and is chosen alike in every copy.
    some = pieces[pieces % np.uint64(4) == 0] if len(pieces) > 1200 else pieces
    bits = np.unpackbits(_mixed(some).view(np.uint8).reshape(-1, 8), axis=1)
    ones = bits.sum(axis=0, dtype=np.int64)
    return int.from_bytes(np.packbits(ones * 2 > len(some)).tobytes(), "big")


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

    Civil: the reasons. Criminal: the facts, as the reasons of all cases of a charge are alike.
    """
    if precedent.kind is Kind.CRIMINAL:
        return sketch(precedent.part(Part.FACTS, Part.CLAIMS))
    return sketch(precedent.part(Part.REASONING))
