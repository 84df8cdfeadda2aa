"""Sentences to train on: templates of hearings, common grammar, and soups of words."""

import random
import re
import tomllib
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from installer.demo_speech.pinyin import syllables

_HERE = Path(__file__).parent
_SLOT = re.compile(r"\{(\w+)\}")
_HAN = re.compile(r"[\u4e00-\u9fff]+\Z")
_DIGITS = "零一二三四五六七八九"
_RIGHTS = "申请回避 提供证据 进行辩论 请求调解 提起上诉 委托代理人 查阅材料 申请执行 最后陈述"
_RATES = "月利率 年利率 利率 日利率"
_SPANS = "年 个月 天 周"
_PROCEDURES = "简易程序 普通程序 小额诉讼程序"
_AUTHORITIES = "特别授权 一般授权 代理权限为特别授权"
_ROADS = "模拟路 虚构街 演习巷 样本大道 示例路"
_CRIMES = "盗窃罪 诈骗罪 故意伤害罪 危险驾驶罪 寻衅滋事罪"
_FACTS = (
    "双方约定的金额和利率",
    "款项已经交付",
    "被告承认欠款",
    "原告多次催要",
    "被告没有按时还款",
    "货物存在质量问题",
    "双方存在劳动关系",
    "损失的数额",
    "被告同意承担责任",
    "原告受伤的经过",
    "双方的身份情况",
    "合同已经解除",
)
# Tags of jieba for names of persons, places, institutions and brands.
_NAMES = ("nr", "ns", "nt", "nz")
_KINDS = {"n": "n", "v": "v", "vn": "v", "a": "a", "d": "d", "t": "t", "s": "p"}
_ENDS = "。。。。？"
MARKS = "，。？、"


def number(value: int) -> str:
    """Return a number below ten thousand myriads as it is spoken: 三十万, 两千零五."""
    high, low = divmod(value, 10_000)
    if high:
        rest = f"{'零' if 0 < low < 1000 else ''}{_below(low)}" if low else ""
        return f"{'两' if high == 2 else _below(high)}万{rest}"
    return _below(low) or "零"


def _below(value: int) -> str:
    words, gap = "", False
    for unit, name in ((1000, "千"), (100, "百"), (10, "十"), (1, "")):
        digit, value = divmod(value, unit)
        if digit:
            first = "两" if digit == 2 and unit >= 1000 else _DIGITS[digit]
            words += ("零" if gap and words else "") + first + name
        gap = gap or not digit
        gap = False if digit else gap
    return words.removeprefix("一") if words.startswith("一十") else words


def year(value: int) -> str:
    """Return a year as it is spoken, digit by digit."""
    return "".join(_DIGITS[int(digit)] for digit in str(value))


@dataclass
class Language:
    """What language.toml holds, and the words of the dictionary that its characters allow.

    Args:
        common: how many common words of the dictionary may stand in a soup of words.
        characters: how many characters the model knows at most.
    """

    common: int = 9000
    characters: int = 1_780

    @cached_property
    def _data(self) -> dict[str, dict[str, str | list[str]]]:
        return tomllib.loads((_HERE / "language.toml").read_text("utf-8"))

    @cached_property
    def lists(self) -> dict[str, list[str]]:
        """The lists of words by name."""
        return {name: str(words).split() for name, words in self._data["words"].items()}

    @cached_property
    def templates(self) -> dict[str, list[str]]:
        """The templates by who speaks."""
        return {name: list(lines) for name, lines in self._data["templates"].items()}

    @cached_property
    def own_words(self) -> list[str]:
        """Every word of language.toml, once, in its order."""
        found: dict[str, None] = {}
        for name, words in self.lists.items():
            if name not in ("surname", "given"):
                found |= dict.fromkeys(words)
        return list(found)

    @cached_property
    def alphabet(self) -> list[str]:
        """The characters that the model writes: those of language.toml, then the commonest."""
        text = "".join(self.own_words) + "".join(self.lists["surname"] + self.lists["given"])
        text += "".join(line for lines in self.templates.values() for line in lines)
        text += "".join(self.patterns + self.people)
        slots = (_RIGHTS, _RATES, _SPANS, _PROCEDURES, _AUTHORITIES, _ROADS, _CRIMES)
        text += "".join((*_FACTS, *slots, _DIGITS, "十百千万亿元角分两年月日号点半百分之"))
        text += (_HERE / "held_out.toml").read_text("utf-8")
        text += (_HERE / "hearing.toml").read_text("utf-8").partition("[[turns]]")[2]
        needed = {character for character in text if _HAN.match(character)}
        for word, _, _ in self._dictionary:
            for character in word:
                if len(needed) < self.characters:
                    needed.add(character)
        return sorted(needed)

    @cached_property
    def patterns(self) -> list[str]:
        """Sentences of common grammar, whose slots are kinds of words."""
        return list(self._data["patterns"]["plain"])

    @cached_property
    def people(self) -> list[str]:
        """Who does something in the patterns."""
        return str(self._data["patterns"]["who"]).split()

    @cached_property
    def kinds(self) -> dict[str, tuple[list[str], list[float]]]:
        """Words of the soup by kind (see language.toml), with their weights."""
        words, _ = self.soup
        known, kinds = set(words), dict[str, tuple[list[str], list[float]]]()
        for word, often, tag in self._dictionary:
            kind = _KINDS.get(tag)
            if kind and word in known and (len(word) > 1 or kind in "vad"):
                found, weights = kinds.setdefault(kind, ([], []))
                found.append(word)
                weights.append(float(often) ** 0.6)
        return kinds

    @cached_property
    def _dictionary(self) -> list[tuple[str, int, str]]:
        """Words of jieba's dictionary (MIT), how often they occur, and their kind."""
        import jieba

        path = Path(jieba.__file__).parent / "dict.txt"
        rows = (line.split() for line in path.read_text("utf-8").splitlines())
        words = [
            (row[0], int(row[1]), row[2])
            for row in rows
            if _HAN.match(row[0]) and len(row[0]) < 5 and not row[2].startswith(_NAMES)
        ]
        return sorted(words, key=lambda word: -word[1])

    @cached_property
    def soup(self) -> tuple[list[str], list[float]]:
        """Words for soups with their weights; of words that sound alike only the first is kept."""
        known = set(self.alphabet)
        sounds: dict[str, str] = {}
        weights: list[float] = []
        own = [(word, 3000, "") for word in self.own_words if _HAN.match(word)]
        for word, often, _ in own + self._dictionary:
            if len(sounds) >= self.common or not set(word) <= known:
                continue
            sound = " ".join(syllables(word))
            if sound not in sounds:
                sounds[sound] = word
                weights.append(float(often) ** 0.4)
        return list(sounds.values()), weights


class Writer:
    """Writes sentences; the same seed writes the same ones.

    Args:
        language: words and patterns.
        seed: of the draw.
        shares: of sentences of a hearing, of common grammar, and of soups of words.
    """

    def __init__(
        self, language: Language, seed: int, shares: tuple[float, float, float] = (4, 4, 2)
    ) -> None:
        self._shares = shares
        self._language, self._random = language, random.Random(seed)  # noqa: S311

    def sentence(self) -> str:
        """Return one sentence of a hearing, of common grammar, or a soup of words."""
        kinds = (self.templated, self.patterned, self.mixed)
        return self._random.choices(kinds, self._shares)[0]()

    def patterned(self) -> str:
        """Return a sentence of common grammar with any words."""
        return self._filled(self._random.choice(self._language.patterns))

    def templated(self) -> str:
        """Return a sentence of a hearing."""
        kind = self._random.choices(("judge", "party", "criminal"), (10, 12, 1))[0]
        return self._filled(self._random.choice(self._language.templates[kind]))

    def mixed(self) -> str:
        """Return words in no order, parted into clauses."""
        clauses = self._random.choices((1, 2, 3), (6, 3, 1))[0]
        parts = [self._words(self._random.randint(1, 6)) for _ in range(clauses)]
        return self._random.choice("，，，、").join(parts) + self._random.choice(_ENDS)

    def _words(self, count: int) -> str:
        words, weights = self._language.soup
        found = self._random.choices(words, weights, k=count)
        if self._random.random() < 0.3:
            slot = self._random.choice(("person", "money", "date", "role", "cause", "exhibit"))
            found.insert(self._random.randrange(len(found) + 1), self._slot(slot))
        return "".join(found)

    def _filled(self, template: str) -> str:
        return _SLOT.sub(lambda match: self._slot(match[1]), template)

    def _slot(self, name: str) -> str:
        if name == "who":
            return self._random.choice(self._language.people)
        if name in self._language.kinds:
            return self._random.choices(*self._language.kinds[name])[0]
        if name in self._language.lists:
            return self._random.choice(self._language.lists[name])
        return str(getattr(self, f"_slot_{name}")())

    def _slot_person(self) -> str:
        return self._slot("surname") + self._slot("given")

    def _slot_date(self) -> str:
        draw = self._random.randint
        return f"{year(draw(2015, 2026))}年{number(draw(1, 12))}月{number(draw(1, 31))}日"

    def _slot_day(self) -> str:
        return f"{number(self._random.randint(1, 12))}月{number(self._random.randint(1, 31))}日"

    def _slot_hour(self) -> str:
        half = self._random.choice(("", "半", "十分", "二十分"))
        return f"{number(self._random.randint(1, 12))}点{half}"

    def _slot_money(self) -> str:
        digits = self._random.choice((1, 2, 2, 3, 4))
        value = self._random.randint(1, 10**digits - 1) * 10 ** self._random.randint(0, 5)
        return f"{number(min(value, 99_990_000))}元"

    def _slot_small(self) -> str:
        value = self._random.randint(1, 30)
        return "两" if value == 2 else number(value)

    def _slot_number(self) -> str:
        return number(self._random.randint(1, 300))

    def _slot_ordinal(self) -> str:
        return number(self._random.choice((1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 25, 38, 120, 667, 1043)))

    def _slot_rate(self) -> str:
        tail = self._random.choice(("", "", f"点{self._random.choice(_DIGITS[1:])}"))
        return f"百分之{number(self._random.randint(1, 36))}{tail}"

    def _slot_ratekind(self) -> str:
        return self._random.choice(_RATES.split())

    def _slot_span(self) -> str:
        value = self._random.randint(1, 24)
        unit = self._random.choice(_SPANS.split())
        return f"{'两' if value == 2 else number(value)}{unit}"

    def _slot_procedure(self) -> str:
        return self._random.choice(_PROCEDURES.split())

    def _slot_authority(self) -> str:
        return self._random.choice(_AUTHORITIES.split())

    def _slot_road(self) -> str:
        return self._random.choice(_ROADS.split())

    def _slot_right(self) -> str:
        return self._random.choice(_RIGHTS.split())

    def _slot_fact(self) -> str:
        return self._random.choice(_FACTS)

    def _slot_crime(self) -> str:
        return self._random.choice(_CRIMES.split())


def cut(text: str) -> list[str]:
    """Return the sentences of a text, each with its mark."""
    return re.findall("[^。？]+[。？]", text)


def held_out(name: str = "held_out") -> Sequence[str]:
    """Return the sentences of held_out.toml or fresh.toml, which nothing is trained on."""
    return tuple(tomllib.loads((_HERE / f"{name}.toml").read_text("utf-8"))["sentences"])
