"""Names of laws: full titles, short names and abbreviations, whichever way they are written."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from difflib import get_close_matches

ISSUER = (
    r"(?:最高人民法院|最高人民检察院|最高法院|最高法|最高检察院|最高检|公安部|国家安全部|司法部|"
    r"全国人民代表大会常务委员会|全国人大常委会|国务院)"
)
"""Pattern of a body whose name stands before a title, in or out of its brackets."""

_ISSUERS = re.compile(rf"^(?:{ISSUER})+")
_NOISE = re.compile(r"[\s《》〈〉<>“”‘’\"'、,，·的]|中华人民共和国")
_SUFFIX = re.compile(
    r"（(?:(?P<year>(?:19|20)\d{2})年?(?:\d{1,2}月\d{1,2}日)?)?"
    r"(?:第[一二三四五六七八九十]+次)?(?P<word>修[正订改]|施行|公布|通过|版本?|文本)?(?:版|本)?）$"
)
_NUMBER = re.compile(r"（[^（）]{2,24}号）$")
_LOOSE_NUMBER = re.compile(r"(解释|规定)之?([一二三四五六七八九])$")
_WIDTH = str.maketrans("()<>﹤﹥＜＞", "（）〈〉〈〉〈〉")


def split_version(name: str) -> tuple[str, int | None]:
    """Split a version suffix off a name (公司法（2018年修正） → 公司法, 2018).

    Returns:
        The name without the suffix, and the year; ``None`` where none is said.
    """
    name = name.translate(_WIDTH).strip()
    match = _SUFFIX.search(name)
    if match is None or not (match["year"] or match["word"]):
        return name, None
    return name[: match.start()], int(match["year"]) if match["year"] else None


def key(name: str) -> str:
    """Reduce a name to what tells laws apart: no marks, 中华人民共和国, 的, version suffix."""
    name, _ = split_version(_NUMBER.sub("", _NOISE.sub("", name.translate(_WIDTH))))
    return _LOOSE_NUMBER.sub(r"\1（\2）", name)


def key_without_issuer(name: str) -> str:
    """Like :func:`key`, also without the issuing bodies before 关于 (最高人民法院关于… → 关于…)."""
    return _ISSUERS.sub("", key(name))


@dataclass(frozen=True)
class ShortName:
    """A short name and the law that it means, within a time where it has meant others too.

    Attributes:
        short: as written in papers.
        full: full title.
        since: first day of this meaning, else ``None``.
        until: first day on which it no longer holds, else ``None``.
    """

    short: str
    full: str
    since: date | None = None
    until: date | None = None

    def holds(self, on: date) -> bool:
        """Say whether the short name has this meaning on a day."""
        return (self.since is None or self.since <= on) and (self.until is None or on < self.until)


@dataclass(frozen=True)
class LawNames:
    """All names by which a law may be called; build one with :func:`law_names`.

    Attributes:
        by_key: for each :func:`key`, the meanings, official titles first.
        titles: for each key of a title, the spellings of it in the library.
        ended: for each key of a title, the day on which its short names passed to another law.
        lengths: for the last two characters of keys, the lengths that occur, longest first.
    """

    by_key: Mapping[str, tuple[ShortName, ...]]
    titles: Mapping[str, tuple[str, ...]]
    ended: Mapping[str, date]
    lengths: Mapping[str, tuple[int, ...]]

    def knows(self, name: str) -> bool:
        """Say whether the name is known, by whatever spelling."""
        return key(name) in self.by_key or key_without_issuer(name) in self.by_key

    def full(self, name: str, on: date | None = None) -> str | None:
        """Return the full title for a name; ``None`` if unknown or not to be told apart.

        Args:
            name: as written in a paper.
            on: the day for which a law is asked; without it the latest meaning is given.
        """
        meanings = self.by_key.get(key(name)) or self.by_key.get(key_without_issuer(name)) or ()
        if not any(m.since or m.until for m in meanings):
            titles = {m.full for m in meanings}
            return titles.pop() if len(titles) == 1 else None
        if on is not None:
            for meaning in meanings:
                if meaning.holds(on):
                    return meaning.full
        # Outside every stated time the latest meaning is the least surprising.
        return max(meanings, key=lambda m: m.since or date.min).full

    def spellings(self, title: str) -> tuple[str, ...]:
        """Return how the library spells this title; several packs may differ."""
        return self.titles.get(key(title), ())

    def until(self, title: str) -> date | None:
        """Return the first day on which a law no longer held, where its short names say so."""
        return self.ended.get(key(title))

    def similar(self, name: str) -> tuple[str, ...]:
        """Return up to two titles that a misspelt name may mean."""
        close = get_close_matches(key(name), self.titles, n=2, cutoff=0.86)
        return tuple(self.titles[match][0] for match in close)

    def ending_at(self, text: str, end: int) -> int | None:
        """Return where the longest known name begins that ends at ``end``, else ``None``."""
        for length in self.lengths.get(text[max(0, end - 2) : end], ()):
            if length <= end and text[end - length : end] in self.by_key:
                return end - length
        return None


def law_names(titles: Iterable[str], short: Iterable[ShortName]) -> LawNames:
    """Build the names from the titles of a library and from short names.

    A short name's full title is replaced by the library's own spelling of the same title.
    """
    spelt: dict[str, list[str]] = {}
    for title in titles:
        spelt.setdefault(key(title), []).append(title)
    own = {k: max(forms, key=len) for k, forms in spelt.items()}
    found: dict[str, list[ShortName]] = {k: [ShortName(t, t)] for k, t in own.items()}
    shortened = list(short)
    for name in shortened:
        full = own.get(key(name.full), name.full)
        found.setdefault(key(name.full), [ShortName(full, full)])
    for name in shortened:
        full = own.get(key(name.full), name.full)
        meanings = found.setdefault(key(name.short), [])
        if not any(m.full == full for m in meanings):
            meanings.append(ShortName(name.short, full, name.since, name.until))
    for known in [m[0] for m in found.values() if m[0].short == m[0].full]:
        bare = key_without_issuer(known.full)
        if bare != key(known.full):
            meanings = found.setdefault(bare, [])
            if not any(m.full == known.full for m in meanings):
                meanings.append(ShortName(bare, known.full))
    return LawNames(
        {k: tuple(v) for k, v in found.items()},
        {k: tuple(forms) for k, forms in spelt.items()},
        {key(name.full): name.until for name in shortened if name.until},
        _lengths(found),
    )


def _lengths(keys: Iterable[str]) -> dict[str, tuple[int, ...]]:
    found: dict[str, set[int]] = {}
    for name in keys:
        if len(name) > 1:
            found.setdefault(name[-2:], set()).add(len(name))
    return {tail: tuple(sorted(lengths, reverse=True)) for tail, lengths in found.items()}
