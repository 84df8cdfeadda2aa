"""Circumstances of cases: a table of what makes two cases alike, and where a text tells it.

``resources/rules/circumstances.toml`` is data that lawyers may extend.
"""

import re
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from typing import Self

from workbench.law.precedents.index_terms import key
from workbench.law.synonyms import read_rules

_DENIED = re.compile(r"(?:不|非|无|未|没有|不属于|不构成|不符合|不具有|不存在)$")
_BEFORE = 4
_FACTS, _REASONS, _BOTH = "facts", "reasons", "both"


@dataclass(frozen=True)
class Circumstance:
    """A circumstance that a text tells.

    Attributes:
        name: its name in the table.
        group: the group that it belongs to.
        word: the word that tells it.
        start: where the word stands in the text that it was found in.
    """

    name: str
    group: str
    word: str
    start: int


@dataclass(frozen=True)
class _Entry:
    name: str
    group: str
    words: tuple[str, ...]
    place: str
    kind: str


class Circumstances:
    """The table."""

    def __init__(self, entries: tuple[_Entry, ...], as_of: str) -> None:
        self._entries = entries
        self.as_of = as_of

    @property
    def version(self) -> str:
        """Changes whenever an entry does; an index made with another one is made anew."""
        return f"{key(repr(self._entries)):08x}"

    @classmethod
    def load(cls) -> Self:
        """Read ``circumstances.toml``."""
        table = read_rules("circumstances.toml")
        entries = tuple(
            _Entry(
                name,
                group["name"],
                tuple(entry["words"]),
                entry.get("in", _FACTS),
                group.get("kind", ""),
            )
            for group in table["group"]
            for name, entry in group["entry"].items()
        )
        return cls(entries, table["as_of"])

    def told(self, text: str) -> list[Circumstance]:
        """Return what the text of a pending case tells; it has no reasons yet."""
        told = (next(_found(entry, text), None) for entry in self._entries)
        return [circumstance for circumstance in told if circumstance]

    def found(self, facts: str, reasons: str) -> list[Circumstance]:
        """Return what a judgment tells in its facts or finds in its reasons.

        Those of other kinds of cases too: a fraud has its loans and pledges. They count for the
        likeness, and only reasons leave them out.
        """
        places = {_FACTS: (facts,), _REASONS: (reasons,), _BOTH: (reasons, facts)}
        told = (
            next((c for text in places[entry.place] for c in _found(entry, text)), None)
            for entry in self._entries
        )
        return [circumstance for circumstance in told if circumstance]

    def of_kind(self, names: Sequence[str], kind: str) -> list[str]:
        """Return those names that are looked for in cases of a kind."""
        there = {entry.name for entry in self._entries if entry.kind in ("", kind)}
        return [name for name in names if name in there]

    def named(self, keys: Collection[int]) -> list[str]:
        """Return the names that the index knows under numbers."""
        return [entry.name for entry in self._entries if key(entry.name) in keys]

    def in_text(self, name: str, text: str) -> Circumstance | None:
        """Return where a text tells a circumstance by name, ``None`` if it does not."""
        entry = next((e for e in self._entries if e.name == name), None)
        return next(_found(entry, text), None) if entry else None


def _found(entry: _Entry, text: str) -> Iterator[Circumstance]:
    """Yield for each word the first place where a text tells it without denying it."""
    for word in entry.words:
        start = text.find(word)
        while start >= 0:
            if not _DENIED.search(text[max(0, start - _BEFORE) : start]):
                yield Circumstance(entry.name, entry.group, word, start)
                break
            start = text.find(word, start + 1)
