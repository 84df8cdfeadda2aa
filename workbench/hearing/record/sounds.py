"""Which characters sound alike, as a machine that writes down speech confuses them.

The common characters of GB 2312 stand in the order of their sound; ``rules/sounds.csv`` names the
first one of each syllable. Sounds that many speakers do not tell apart count as one (zh and z, ing
and in, n and l).
"""

from bisect import bisect_right
from functools import cache

from workbench.reference.rule_data import read_csv

_FIRST, _LAST = bytes((0xB0, 0xA1)), bytes((0xD7, 0xF9))
_ALIKE = (("zh", "z"), ("ch", "c"), ("sh", "s"), ("n", "l"))
_ENDS = (("ing", "in"), ("eng", "en"), ("ang", "an"))


def alike(one: str, other: str) -> bool:
    """Say whether two characters sound alike; characters whose sound is not known do not."""
    sound = _sound(one)
    return bool(sound) and sound == _sound(other)


@cache
def _sound(letter: str) -> str:
    try:
        code = letter.encode("gb2312")
    except UnicodeEncodeError:
        return ""
    if not _FIRST <= code <= _LAST:
        return ""
    firsts, syllables = _table()
    return _levelled(syllables[bisect_right(firsts, code) - 1])


def _levelled(syllable: str) -> str:
    for begin, plain in _ALIKE:
        if syllable.startswith(begin):
            syllable = plain + syllable[len(begin) :]
            break
    for end, plain in _ENDS:
        if syllable.endswith(end):
            return syllable[: -len(end)] + plain
    return syllable


@cache
def _table() -> tuple[tuple[bytes, ...], tuple[str, ...]]:
    rows = read_csv("sounds.csv")
    firsts = tuple(row["first"].encode("gb2312") for row in rows)
    return firsts, tuple(row["syllable"] for row in rows)
