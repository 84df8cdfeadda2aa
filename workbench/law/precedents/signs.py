"""Signs in the facts of a criminal case: what is told beside its words, each by a name.

Amounts, drugs, alcohol, how many accused, earlier punishments, surrender, confession, repayment,
and the articles and charges that the facts name. ``resources/rules/signs.toml`` says what is looked
for. Nothing tells who somebody is; names, home, sex and ethnic group are taken out before.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Self

from workbench.law.precedents.circumstances import Circumstances
from workbench.law.precedents.index_terms import key
from workbench.law.suggestion.charges import stated_charges
from workbench.law.synonyms import read_rules

_MONEY = re.compile(r"(\d[\d,，]*(?:\.\d+)?)余?(万|亿|千)?余?元")
_TIMES = {"": 1.0, "千": 1e3, "万": 1e4, "亿": 1e8}
_GRAMS = re.compile(r"(\d+(?:\.\d+)?)余?(?:克|g)")
_ALCOHOL = re.compile(r"(\d+(?:\.\d+)?)\s*(?:mg|毫克|MG|ＭＧ)")
_YEAR = re.compile(r"(?<!\d)(19[89]\d|20[0-4]\d)年")
_ARTICLE = re.compile(r"第[一二三四五六七八九十百零〇]{1,7}条")
_TOGETHER = re.compile(r"被告人 (?:[、，和及与] ?(?:被告人)? ?)*")
_JOINT = re.compile(r"[、，和及与]")
_KIND = "刑事"


class Signs:
    """The table.

    Args:
        words: words of each sign by its name.
        steps: from which numbers something counts, ascending, by what is counted.
        circumstances: they are signs too.
    """

    def __init__(
        self,
        words: Mapping[str, Sequence[str]],
        steps: Mapping[str, Sequence[float]],
        circumstances: Circumstances,
    ) -> None:
        self._words = words
        self._steps = steps
        self._circumstances = circumstances

    @classmethod
    def load(cls) -> Self:
        """Read ``signs.toml`` and ``circumstances.toml``."""
        table = read_rules("signs.toml")
        return cls(table["signs"], table["steps"], Circumstances.load())

    @property
    def version(self) -> int:
        """Changes whenever the table does; what was learnt with another one is learnt anew."""
        return key(repr((self._words, self._steps, self._circumstances.version))) & 0x7FFFFFFF

    def told(self, facts: str) -> set[str]:
        """Return the names of the signs that facts without personal words tell."""
        found = {f"数：{name}≥{step:g}" for name, step in self._counted(facts)}
        for name, words in self._words.items():
            often = sum(map(facts.count, words))
            found.update(f"有：{name}≥{step}" for step in self._steps["said"] if often >= step)
        told = [one.name for one in self._circumstances.told(facts)]
        found.update(f"情：{name}" for name in self._circumstances.of_kind(told, _KIND))
        found.update(f"罪：{charge}" for charge in stated_charges(facts))
        found.update(f"条：{article}" for article in _ARTICLE.findall(facts))
        return found

    def _counted(self, facts: str) -> Iterator[tuple[str, float]]:
        """Yield what is counted with each step that is reached."""
        money = [_yuan(match) for match in _MONEY.finditer(facts)]
        joint = (len(_JOINT.findall(match[0])) + 1 for match in _TOGETHER.finditer(facts))
        numbers = {
            "money": max(money, default=0.0),
            "grams": max(map(float, _GRAMS.findall(facts)), default=0.0),
            "alcohol": max(map(float, _ALCOHOL.findall(facts)), default=0.0),
            "length": len(facts),
            "accused": facts.count("被告人"),
            "year": max(map(int, _YEAR.findall(facts)), default=0),
            "together": max(joint, default=0),
            "amounts": len(money),
            "charges": len(stated_charges(facts)),
        }
        for name, number in numbers.items():
            yield from ((name, step) for step in self._steps[name] if number >= step)


def _yuan(match: re.Match[str]) -> float:
    digits = match[1].replace(",", "").replace("，", "")
    return float(digits) * _TIMES[match[2] or ""]
