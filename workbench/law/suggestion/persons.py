"""Names of persons in facts, so that they can be taken out before anything is searched for.

A name stands behind a role (被告人, 原告, 证人 …), also several in a row, or before a note on the
person (另案处理). How long it is, is judged from all places where its surname and first character
stand together: punctuation behind it, whether the third character begins a word, and what the word
segmenter takes for a name. Surnames are data (``resources/rules/surnames.toml``).
"""

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import cache, cached_property

from workbench.law.synonyms import read_rules

_ROLE = re.compile(
    r"(?:原告人?|被告人?|第三人|被?上诉人|被?申请人|被害人|委托诉讼代理人|法定代理人|辩护人|证人|案外人|"
    r"再审申请人|反诉原告|反诉被告|同案犯|同案人|伙同|受害人|死者|伤者|债务人|借款人|出借人|保证人|担保人)"
    r"(?:（[^（）]{2,20}）)?[：:\s]*(?=[\u4e00-\u9fff])"
)
_NEXT = re.compile(r"(?:[、，,]|[和及与](?:被告人?|原告|同案犯)?)\s*(?=[\u4e00-\u9fff])")
_END = re.compile(r"[^\u4e00-\u9fff]|$")
_WORDS_OF_ONE = frozenset(
    "在因与对将到至以为的某又还持于从向称和及诉系是有无不已曾并均未经受被让使用给把等之其时后前即便先再去来"
    "自驾骑乘拿说叫打应可也都共分偿借欠犯见取接家窜随"
    "买卖偷抢骗喝吃开停坐走跑站看听问答送收放带领抱拉推踢砍捅刺抓躲进出上下回住租签写做找把"
    "就各要处遂归耍盗亦退缴得则所两二三四五六七八九十人"
)
_WINDOW = 8
NAME = "\ue000"
"""Stands where a name was, so that what comes behind is not taken for one."""
_SEEN = 3  # what punctuation behind a name says, against the guess at a word
_MANY = 3  # so many different characters behind two: the name has two


@dataclass(frozen=True)
class Surnames:
    """The surnames that are known.

    Attributes:
        single: those of one character.
        compound: longer ones.
        words: ordinary words that begin with one of them.
    """

    single: frozenset[str]
    compound: frozenset[str]
    words: frozenset[str]

    @classmethod
    def load(cls) -> "Surnames":
        """Read ``surnames.toml``."""
        table = read_rules("surnames.toml")
        single = frozenset("".join(table["single"].split()))
        return cls(single, frozenset(table["compound"]), frozenset(table["words"].split()))

    def at(self, text: str, place: int) -> int:
        """Return the length of the surname at a place, 0 if there is none."""
        for length in (3, 2):
            if text[place : place + length] in self.compound:
                return length
        return 1 if text[place : place + 1] in self.single else 0

    @cached_property
    def pattern(self) -> str:
        """A regular expression for a surname."""
        longest_first = sorted(self.compound, key=lambda surname: (-len(surname), surname))
        return f"(?:[{''.join(sorted(self.single))}]|{'|'.join(longest_first)})"


@cache
def known_surnames() -> Surnames:
    """Return the surnames of the data file, which does not change while the program runs."""
    return Surnames.load()


@dataclass
class _Evidence:
    """What the places of a surname and one character say of the length of the name.

    Attributes:
        short: how much says that the name ends there.
        closed: whether punctuation stands behind it somewhere.
        long: the same, by the character that would belong to the name too.
        against: how much says that this character does not belong to it.
        seen: how often each character follows.
    """

    short: int = 0
    closed: bool = False
    long: Counter[str] = field(default_factory=Counter)
    against: Counter[str] = field(default_factory=Counter)
    seen: Counter[str] = field(default_factory=Counter)

    def look(self, text: str, place: int, length: int) -> None:
        """Take one place of a name of at least ``length`` characters into account."""
        behind = place + length
        if _END.match(text, behind):
            self.short, self.closed = self.short + _SEEN, True
            return
        third = text[behind]
        self.seen[third] += 1
        if third in _WORDS_OF_ONE or len(_word(text[behind : behind + _WINDOW])) > 1:
            self.against[third] += 1
        elif _END.match(text, behind + 1):
            self.long[third] += _SEEN
        else:
            self.long[third] += 1  # most names have two characters behind the surname
        guessed = _word(text[place : behind + _WINDOW], names=True)
        if len(guessed) == length + 1:
            self.long[third] += 1

    def thirds(self) -> set[str]:
        """Return the characters that belong to the name."""
        many = len(self.seen) >= _MANY
        return {
            third
            for third, weight in self.long.items()
            if weight > self.against[third]
            and not (many and self.seen[third] == 1)
            and (weight >= _SEEN or not self.closed)
        } | self._always()

    def _always(self) -> set[str]:
        """Return the character that follows wherever the two stand, if there is one."""
        if self.closed or len(self.seen) != 1:
            return set()
        (third, times), *_ = self.seen.items()
        enough = _MANY if third not in _WORDS_OF_ONE else 2 * _MANY
        return {third} if times >= enough else set()

    def is_short(self, thirds: set[str]) -> bool:
        """Say whether there is a name without a third character."""
        rest = sum(times for third, times in self.seen.items() if third not in thirds)
        return self.closed or rest > 0


def names_in(text: str, surnames: Surnames) -> set[str]:
    """Return the names of persons that a text shows to be such."""
    names = set(_noted(text, surnames))
    masked = re.findall(surnames.pattern + "某", text)
    for begun in {*_begun(text, surnames), *_guessed(text, surnames), *masked}:
        evidence = _Evidence()
        for place in re.finditer(re.escape(begun), text):
            evidence.look(text, place.start(), len(begun))
        thirds = evidence.thirds()
        names |= {begun + third for third in thirds}
        if evidence.is_short(thirds):
            names.add(begun)
    return {name for name in names if _whole(name)}


def _begun(text: str, surnames: Surnames) -> Iterator[str]:
    """Yield surname and first character of what stands behind a role, and behind those in a row."""
    for role in _ROLE.finditer(text):
        place = role.end()
        while surname := surnames.at(text, place) or _odd(text, place):
            length = surname + 1
            if _word(text[place : place + _WINDOW]) in surnames.words:
                break
            yield text[place : place + length]
            following = _following(text, place + length)
            if following is None:
                break
            place = following


def _odd(text: str, place: int) -> int:
    """Return 1 where the segmenter takes for a name what begins with no known surname."""
    window = text[place : place + _WINDOW]
    if text[place : place + 1] in _WORDS_OF_ONE or len(_word(window)) != 1:
        return 0
    guessed = _word(window, names=True)
    closed = _END.match(text, place + len(guessed)) is not None
    return int(len(guessed) in (2, 3) and (closed or text.count(guessed) > 1))


def _guessed(text: str, surnames: Surnames) -> Iterator[str]:
    """Yield surname and first character of what the segmenter takes for a name more than once."""
    import rjieba

    known = set(rjieba.cut(text, False))
    found = Counter(
        word for word in rjieba.cut(text, True) if len(word) in (2, 3) and word not in known
    )
    for word, times in found.items():
        surname = surnames.at(word, 0)
        plain = word[0] not in _WORDS_OF_ONE
        if times > 1 and plain and 0 < surname < len(word) and _whole(word):
            yield word[: surname + 1]


def _following(text: str, place: int) -> int | None:
    """Return where the next name of a row begins, behind a name that ends here or one further."""
    found = _NEXT.match(text, place) or _NEXT.match(text, place + 1)
    return found.end() if found else None


def _noted(text: str, surnames: Surnames) -> Iterable[str]:
    note = "(?=（(?:均|已|在逃|另案|另处|身份|不起诉|男|女|系))"
    return re.findall(rf"{surnames.pattern}[\u4e00-\u9fff]{{1,2}}{note}", text)


def _word(text: str, names: bool = False) -> str:
    """Return the word with which a text begins; with ``names`` also what looks like a name."""
    import rjieba

    found: list[str] = rjieba.cut(text, names)
    return found[0] if found else ""


def _whole(name: str) -> bool:
    return len(name) > 1 and all("\u4e00" <= character <= "\u9fff" for character in name)
