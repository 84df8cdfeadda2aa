"""Who speaks, by the prompts of a hearing: suggestions, each with its reason, to be confirmed.

The presiding judge hands the floor on in set words (现在由原告陈述诉讼请求): the next turn is the
plaintiff's, until the judge speaks again. Nothing is guessed where no prompt tells.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from workbench.hearing.model import Procedure, RoleBasis, Turn
from workbench.hearing.prompt_data import PromptRules, prompt_rules


@dataclass(frozen=True)
class RoleSuggestion:
    """A role that a turn may have.

    Attributes:
        turn: id of the turn.
        role: as the record names it.
        because: the reason in words (Chinese).
        rests_on: id of the turn that the reason rests on; the turn itself where its own words
            tell.
    """

    turn: str
    role: str
    because: str
    rests_on: str


@dataclass(frozen=True)
class _Floor:
    """Who was handed the floor.

    Attributes:
        roles: who is to speak, in this order.
        at: how many turns of theirs have passed.
        turns: how many turns it holds for at most.
        around: the roles come in turns, again and again.
        quote: the words of the prompt.
        rests_on: id of the turn with the prompt.
    """

    roles: tuple[str, ...] = ()
    at: int = 0
    turns: int = 0
    around: bool = False
    quote: str = ""
    rests_on: str = ""

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


def suggest_roles(
    turns: Sequence[Turn], procedure: Procedure, rules: PromptRules | None = None
) -> tuple[RoleSuggestion, ...]:
    """Suggest who spoke the turns that have no role yet, or only a suggested one.

    Args:
        turns: of one hearing, in the order of the hearing. Roles that came from a channel, from a
            hand or from a voice are taken as they are, and prompts of those turns count; but who
            calls himself an agent (本代理人) at a party's seat is suggested to be one.
        procedure: of the hearing.
        rules: those of the product by default.
    """
    rules = _of_instance(turns, rules or prompt_rules(procedure))
    floor, asked = _Floor(), ""
    found: list[RoleSuggestion] = []
    for turn in turns:
        text = _said(turn)
        known = turn.role if turn.basis not in {RoleBasis.NONE, RoleBasis.PROMPT} else ""
        suggestion = (
            _agent_at_seat(turn, text, rules) if known else _suggestion(turn, text, floor, rules)
        )
        role = suggestion.role if suggestion else known
        if suggestion:
            found.append(suggestion)
        if role in {rules.presiding_role, "审判员", "人民陪审员"}:
            floor = _handed_on(turn, text, asked, rules)
            asked = floor.roles[-1] if floor.roles and not floor.around else asked
        elif role and role == floor.role:
            floor = replace(floor, at=floor.at + 1)
        elif role and role == f"{floor.role}代理人":
            # Who goes on is the agent too.
            roles = tuple(role if one == floor.role else one for one in floor.roles)
            floor = replace(floor, roles=roles, at=floor.at + 1)
        elif role != "书记员":
            floor = _Floor() if role or not text else floor
    return tuple(found)


def _of_instance(turns: Sequence[Turn], rules: PromptRules) -> PromptRules:
    """Return the rules with who 双方 and 各方 are in this hearing.

    In second instance they are 上诉人 and 被上诉人; 各方 takes in a third party that takes part.
    """

    def takes_part(role: str) -> bool:
        return any(turn.role.startswith(role) or role in _said(turn) for turn in turns)

    both = rules.both_roles
    if rules.second and takes_part(rules.second[-1]):
        both = rules.second
    return replace(
        rules, both_roles=both, others=tuple(role for role in rules.others if takes_part(role))
    )


def _agent_at_seat(turn: Turn, text: str, rules: PromptRules) -> RoleSuggestion | None:
    """Return that an agent speaks at the seat of a party."""
    told = _agent(text, turn.role, rules) if turn.basis is RoleBasis.CHANNEL else None
    if told is None or turn.role.endswith("代理人"):
        return None
    return RoleSuggestion(turn.id, told[0], f"坐在{turn.role}席，{told[1]}", turn.id)


def _agent(text: str, party: str, rules: PromptRules) -> tuple[str, str] | None:
    """Return role and reason of who calls himself agent, without saying whose."""
    role = party.removesuffix("代理人") + "代理人"
    match = next((m for pattern in rules.agent if (m := pattern.search(text))), None)
    if match is None or not party or role not in rules.calls.values():
        return None
    return role, f"自称代理人“{match[0]}”"


def _said(turn: Turn) -> str:
    return re.sub(r"\s", "", turn.verbatim or turn.heard)


def _suggestion(turn: Turn, text: str, floor: _Floor, rules: PromptRules) -> RoleSuggestion | None:
    """Return what a turn's own words tell, else who was handed the floor."""
    if not text:
        return None
    told = _by_own_words(text, floor, rules) or _agent(text, floor.role or turn.role, rules)
    if told:
        return RoleSuggestion(turn.id, *told, turn.id)
    if floor.spent and text.endswith(("？", "?")):
        return RoleSuggestion(turn.id, rules.presiding_role, "在回答之后接着提问", floor.rests_on)
    if floor.role:
        return RoleSuggestion(turn.id, floor.role, _because(floor), floor.rests_on)
    return None


def _by_own_words(text: str, floor: _Floor, rules: PromptRules) -> tuple[str, str] | None:
    """Return role and reason."""
    match = rules.clerk.search(text)
    if match and floor.role in {"", "书记员"}:
        return "书记员", f"含有书记员的用语“{match[0]}”"
    match = next((m for pattern in rules.own if (m := pattern.search(text))), None)
    if match:
        return rules.calls[match["role"]], f"自报身份“{match[0]}”"
    if rules.not_presiding.search(text):
        return None
    match = rules.presiding.search(text)
    if match and not _answers(text, match, floor):
        return rules.presiding_role, f"含有主持庭审的用语“{match[0]}”"
    called = _calls_on(text, floor, rules)
    return (rules.presiding_role, f"请{called}说话") if called else None


def _calls_on(text: str, floor: _Floor, rules: PromptRules) -> str:
    """Return whom a turn calls upon as only the judge does; empty: nobody."""
    for pattern in rules.calls_on:
        match = pattern.search(text)
        if match:
            return match["role"]
    speech = floor.around or floor.turns > len(floor.roles)
    for pattern in rules.calls_you:
        match = pattern.search(text)
        # Nobody calls himself: who is called and has the floor is asked by the judge.
        if match and (not speech or rules.calls.get(match["role"]) == floor.role != ""):
            return match["role"]
    addressed = () if floor.role else _addressed(text, rules)
    return addressed[0] if addressed and text[-1:] in "？。" else ""


def _answers(text: str, match: re.Match[str], floor: _Floor) -> bool:
    """Tell whether somebody who has the floor uses the words in passing or in an answer."""
    if not floor.role:
        return False
    # Within a long speech the words of the court stand somewhere in the middle.
    return match.start() > 20 or bool(re.match("(没有|无|不|同意|愿意|是的|对|听清|清楚)", text))


def _because(floor: _Floor) -> str:
    if floor.around:
        return f"“{floor.quote}”之后双方轮流发言"
    if floor.at and len(floor.roles) == 1:
        return f"“{floor.quote}”之后的接续发言"
    return f"在“{floor.quote}”之后发言"


def _handed_on(turn: Turn, text: str, asked: str, rules: PromptRules) -> _Floor:
    """Return to whom a turn of the judge hands the floor."""
    match = rules.exchange.search(text)
    if match:
        both = (rules.calls[match["a"]], rules.calls[match["b"]])
        quote = _quote(match[0], rules)
        return _Floor(both, 0, rules.exchange_turns, True, quote, turn.id)
    roles: tuple[str, ...]
    roles, last = _last_address(text, rules)
    if not roles:
        # A question without an address goes to whom the judge asked before.
        again = asked and re.search(r"[？?]$|^(那|你|具体|什么|为什么|后来)|吗[。？]?$", text)
        roles, last = ((asked,), text) if again else ((), text)
    if not roles:
        return _Floor()
    long = bool(rules.long.search(last)) and len(roles) == 1
    turns = rules.follow if long else len(roles)
    return _Floor(roles, 0, turns, False, _quote(last, rules), turn.id)


def _last_address(text: str, rules: PromptRules) -> tuple[tuple[str, ...], str]:
    """Return whom the last sentence with an address calls, and that sentence."""
    for sentence in reversed(re.findall("[^。？！；]+[。？！；]?", text)):
        roles = _addressed(sentence, rules)
        if roles:
            return roles, sentence
    return (), text


def _addressed(sentence: str, rules: PromptRules) -> tuple[str, ...]:
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
    # 被告对原告的证据发表意见: the first who is called is to speak.
    return min(found, key=lambda item: (item[0], -len(item[1])))[1] if found else ()


def _quote(text: str, rules: PromptRules) -> str:
    return text if len(text) <= rules.quote else text[: rules.quote] + "……"
