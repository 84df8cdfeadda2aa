"""The cleaned layer of a turn: made of the verbatim one by rules, every change to be taken back.

Nothing that alters meaning is touched: negations, numbers, names, and words of doubt stay where
they are, in their order. The verbatim layer stays as it is.
"""

import re
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from workbench.hearing.rewriting import Edit, Rewritten, rewrite
from workbench.reference.rule_data import read_toml

_TABLE = "hearing_spoken.toml"
_MARKS = "，。？！；：、…,.?!;: "
_ROUNDS = 6


@dataclass(frozen=True)
class SpokenRule:
    """A rule: what is replaced by what.

    Attributes:
        key: stands in :attr:`~workbench.hearing.rewriting.Change.rule`.
        title: what kind of change it is, in words (Chinese).
        patterns: the group ``x``, or the whole, is replaced.
        new: what stands there afterwards.
    """

    key: str
    title: str
    patterns: tuple[re.Pattern[str], ...]
    new: str


@dataclass(frozen=True)
class SpokenRules:
    """The rules in their order, and what none of them may touch."""

    rules: tuple[SpokenRule, ...]
    never: re.Pattern[str]


@cache
def spoken_rules() -> SpokenRules:
    """Return the rules of the product."""
    data = read_toml(_TABLE)
    never = data["never"]
    words = sorted([*never["negations"], *never["hedges"]], key=len, reverse=True)
    return SpokenRules(
        rules=tuple(
            SpokenRule(row["key"], row["title"], tuple(map(_pattern, row["patterns"])), row["new"])
            for row in data["rule"]
        ),
        never=re.compile("|".join([*map(re.escape, words), f"[{never['numerals']}]"])),
    )


def rule_title(key: str) -> str:
    """Return what kind of change a rule makes, in words (Chinese); empty for an unknown key."""
    return next((rule.title for rule in spoken_rules().rules if rule.key == key), "")


def cleaned(
    verbatim: str,
    skip: Collection[str] = frozenset(),
    names: Sequence[str] = (),
    rules: SpokenRules | None = None,
) -> Rewritten:
    """Return the cleaned layer of a verbatim text with its changes.

    Args:
        verbatim: the text of a turn.
        skip: keys of changes that a person took back; they hold while what stands next to a
            change stays the same, whatever is edited elsewhere in the turn.
        names: names of the case; no change touches one.
        rules: those of the product by default.
    """
    rules = rules or spoken_rules()
    never = _never(rules, names)
    done = Rewritten(verbatim)
    for _ in range(_ROUNDS):
        before = done
        for rule in rules.rules:
            done = rewrite(done, _edits(done.text, rule, never), skip)
        if done == before:
            break
    # A turn that is nothing but 呃 was still something: silence would be another answer.
    return done if done.text.strip(_MARKS) else Rewritten(verbatim)


def _edits(text: str, rule: SpokenRule, never: re.Pattern[str]) -> Iterator[Edit]:
    kept = [match.span() for match in never.finditer(text)]
    for pattern in rule.patterns:
        group = "x" if "x" in pattern.groupindex else 0
        for match in pattern.finditer(text):
            start, end = match.span(group)
            if start < end and not any(start < stop and begin < end for begin, stop in kept):
                yield Edit(start, end, rule.new, rule.key)


def _never(rules: SpokenRules, names: Sequence[str]) -> re.Pattern[str]:
    own = [re.escape(name) for name in sorted(names, key=len, reverse=True) if name]
    return re.compile("|".join([*own, rules.never.pattern]))


def _pattern(text: str) -> re.Pattern[str]:
    return re.compile(text)
