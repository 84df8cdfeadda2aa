"""A rough hint of how hard a passphrase is to guess. A hint: it refuses nothing but shortness."""

import math
from dataclasses import dataclass
from enum import StrEnum

SHORTEST = 8
_WEAK, _FAIR = 40.0, 64.0
"""Bits below which a passphrase is called weak, and fair."""
_CHINESE = 2500  # characters that people use
_SYMBOLS = 33


class Strength(StrEnum):
    """How hard it is to guess."""

    NONE = "none"
    SHORT = "short"
    WEAK = "weak"
    FAIR = "fair"
    GOOD = "good"


@dataclass(frozen=True)
class Hint:
    """The estimate, and a sentence for the person."""

    strength: Strength
    words: str


def judge(text: str) -> Hint:
    """Estimate a passphrase from its length, kinds of characters, and runs as 1234 or aaaa.

    It knows no dictionary and no birthdays: the estimate is the most that can be said for it.
    """
    if not text:
        return Hint(Strength.NONE, "")
    if len(text) < SHORTEST:
        return Hint(Strength.SHORT, f"太短：还差 {SHORTEST - len(text)} 个字符。")
    bits = _telling(text) * math.log2(max(2, _alphabet(text)))
    if bits < _WEAK:
        words = "偏弱：容易被试出来。请加长，或连用几个不相关的词，不用生日、电话、连续数字。"
        return Hint(Strength.WEAK, words)
    if bits < _FAIR:
        return Hint(Strength.FAIR, "一般：再加几个字更好。")
    return Hint(Strength.GOOD, "较强。请确认不是生日、姓名、单位名称的组合。")


def _alphabet(text: str) -> int:
    kinds = (
        (10, any(c.isdigit() for c in text)),
        (26, any("a" <= c <= "z" for c in text)),
        (26, any("A" <= c <= "Z" for c in text)),
        (_CHINESE, any(ord(c) > 0x2E7F for c in text)),
        (_SYMBOLS, any(c.isascii() and not c.isalnum() for c in text)),
    )
    return sum(size for size, there in kinds if there)


def _telling(text: str) -> int:
    """Count the characters that do not simply go on as the two before them did."""
    codes = [ord(character) for character in text]
    pairs = zip(codes, codes[1:], codes[2:], strict=False)
    going_on = sum(b - a == c - b and abs(c - b) <= 1 for a, b, c in pairs)
    return min(len(text) - going_on, 2 * len(set(text)))
