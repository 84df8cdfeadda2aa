"""Who was handed the floor by the words of the court, and for how long."""

import re
from dataclasses import dataclass

from workbench.hearing.model import Turn
from workbench.hearing.prompt_data import PromptRules


@dataclass(frozen=True)
class Floor:
    """Who was handed the floor.

    Attributes:
        roles: who is to speak, in this order.
        at: how many turns of theirs have passed.
        turns: how many turns it holds for at most.
        around: the roles come in turns, again and again.
        quote: the words of the prompt.
        rests_on: id of the turn with the prompt.
        offers: it was handed on to offer evidence; challenges: to challenge it.
    """

    roles: tuple[str, ...] = ()
    at: int = 0
    turns: int = 0
    around: bool = False
    quote: str = ""
    rests_on: str = ""
    offers: bool = False
    challenges: bool = False

    @property
    def role(self) -> str:
        """Who speaks next; empty where nobody was asked."""
        if not self.roles or self.at >= self.turns:
            return ""
        if self.around:
            return self.roles[self.at % len(self.roles)]
        return self.roles[min(self.at, len(self.roles) - 1)]

    @property
    def spent(self) -> bool:
        """Everybody who was asked has answered."""
        return bool(self.roles) and self.at >= self.turns


def handed_on(turn: Turn, text: str, asked: str, rules: PromptRules) -> Floor:
    """Return to whom a turn of the judge hands the floor."""
    match = next((m for pattern in rules.exchange if (m := pattern.search(text))), None)
    if match:
        both = (rules.calls[match["a"]], rules.calls[match["b"]])
        quote = quoted(match[0], rules)
        return Floor(both, 0, rules.exchange_turns, True, quote, turn.id)
    roles, last = _asked(text, asked, rules)
    if not roles:
        return Floor()
    speech = rules.long_asked if last.endswith(("？", "?")) else rules.long
    long = bool(speech.search(last)) and len(roles) == 1 and not rules.once.search(last)
    turns = rules.follow if long else len(roles)
    offers, challenges = (_last(pattern, last) for pattern in (rules.offering, rules.challenging))
    tells = (offers > challenges, challenges > offers)
    return Floor(roles, 0, turns, False, quoted(last, rules), turn.id, *tells)


def _asked(text: str, asked: str, rules: PromptRules) -> tuple[tuple[str, ...], str]:
    """Return who is to speak, and the words that tell it; nobody where none do."""
    roles, last = _last_address(text, rules)
    if roles:
        return roles, last
    if rules.asks_all and rules.group.search(text) and _any_of(rules.asks, text):
        return (*rules.both_roles, *rules.others), text
    # A question without an address goes to whom the judge asked before.
    again = re.search(r"[？?]$|^(那|你|具体|什么|为什么|后来)|吗[。？]?$", text)
    return ((asked,) if asked and again and "对方" not in text else ()), text


def _last(pattern: re.Pattern[str], text: str) -> int:
    """Return where a pattern is found last; -1 where it is not."""
    return max((match.start() for match in pattern.finditer(text)), default=-1)


def _last_address(text: str, rules: PromptRules) -> tuple[tuple[str, ...], str]:
    """Return whom the last sentence with an address calls, and that sentence."""
    for sentence in reversed(re.findall("[^。？！；]+[。？！；]?", text)):
        roles = addressed_in(sentence, rules)
        if roles:
            return roles, sentence
    return (), text


def addressed_in(sentence: str, rules: PromptRules) -> tuple[str, ...]:
    """Return whom a sentence calls upon, in the order in which they are to speak."""
    found: list[tuple[int, tuple[str, ...]]] = []
    for pattern in rules.address:
        for match in pattern.finditer(sentence):
            calls = rules.call.findall(match["role"])
            found.append((match.start("role"), tuple(rules.calls[call] for call in calls)))
    for pattern in rules.both:
        found += [(match.start(), rules.both_roles) for match in pattern.finditer(sentence)]
    for pattern in rules.each:
        everybody = (*rules.both_roles, *rules.others)
        found += [(match.start(), everybody) for match in pattern.finditer(sentence)]
    if not found:
        return ()
    # 被告对原告的证据发表意见: the first who is called is to speak.
    start, first = min(found, key=lambda item: (item[0], -len(item[1])))
    after = next((m for pattern in rules.follows if (m := pattern.search(sentence, start))), None)
    if after is None or len(first) > 1:
        return first
    calls = rules.call.findall(after["role"])
    return (*first, *(role for call in calls if (role := rules.calls[call]) not in first))


def _any_of(patterns: tuple[re.Pattern[str], ...], text: str) -> bool:
    return any(pattern.search(text) for pattern in patterns)


def quoted(text: str, rules: PromptRules) -> str:
    """Return words as a reason quotes them."""
    return text if len(text) <= rules.quote else text[: rules.quote] + "……"
