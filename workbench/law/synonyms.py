"""Words of everyday life and the words of the law for them (``resources/rules/``)."""

import re
import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from importlib.resources import files
from typing import Any, Self

from workbench.kernel.search import fold


def read_rules(name: str) -> dict[str, Any]:
    """Return the table ``resources/rules/<name>``.

    Raises:
        FileNotFoundError: the installation lacks the table.
    """
    text = files("resources").joinpath("rules", name).read_text(encoding="utf-8")
    return tomllib.loads(text)


def read_rule_folder(name: str) -> dict[str, dict[str, Any]]:
    """Return the tables in ``resources/rules/<name>/`` by name of the file, in their order.

    Raises:
        FileNotFoundError: the installation lacks the folder.
    """
    found = files("resources").joinpath("rules", name).iterdir()
    names = sorted(file.name for file in found if file.name.endswith(".toml"))
    return {file: read_rules(f"{name}/{file}") for file in names}


@dataclass(frozen=True)
class Translation:
    """A word found in the facts and the legal words for it."""

    said: str
    legal: tuple[str, ...]


@dataclass(frozen=True)
class Synonyms:
    """The table of synonyms.

    Attributes:
        legal: everyday word → legal words.
        neutral: words that are not searched for themselves, because only the legal word may count
            (丈夫 and 妻子 are both 配偶: a suggestion must not depend on the sex of a party).
        idle: words of asking and telling that say nothing about the matter.
    """

    legal: Mapping[str, tuple[str, ...]]
    neutral: frozenset[str]
    idle: Sequence[str]

    @classmethod
    def load(cls) -> Self:
        """Read ``legal_synonyms.toml``."""
        table = read_rules("legal_synonyms.toml")
        legal: dict[str, tuple[str, ...]] = {}
        for entry in table["entry"]:
            for said in entry["lay"]:
                words = (*legal.get(fold(said), ()), *entry["legal"])
                legal[fold(said)] = tuple(dict.fromkeys(words))
        return cls(legal, frozenset(table["neutral"]), tuple(table["idle"]))

    def translate(self, text: str) -> list[Translation]:
        """Return the everyday words of a text with their legal words, in order, each once."""
        found = dict.fromkeys(self._everyday.findall(fold(text)))
        return [Translation(said, self.legal[said]) for said in found]

    def informative(self, text: str) -> str:
        """Return the text with idle and neutral words blanked out."""
        return self._silent.sub(" ", fold(text))

    @cached_property
    def _everyday(self) -> re.Pattern[str]:
        return _any_of(self.legal)

    @cached_property
    def _silent(self) -> re.Pattern[str]:
        return _any_of((*self.neutral, *self.idle))


def _any_of(words: Mapping[str, Any] | Sequence[str]) -> re.Pattern[str]:
    longest_first = sorted(words, key=lambda word: (-len(word), word))
    return re.compile("|".join(map(re.escape, longest_first)) or r"(?!)")
