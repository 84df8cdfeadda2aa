"""Who speaks, by the prompts of a hearing: suggestions, each with its reason, to be confirmed.

The presiding judge hands the floor on in set words (现在由原告陈述诉讼请求): the next turn is the
plaintiff's, until the judge speaks again. Nothing is guessed where no prompt tells.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from workbench.hearing.floors import Floor, addressed_in, handed_on
from workbench.hearing.model import Procedure, RoleBasis, Turn
from workbench.hearing.prompt_data import PromptRules, prompt_rules

_SHORT = 14
"""Characters of a turn that may be a call to speak and nothing else."""
_HANDS = re.compile("请|由|下面|现在|接下来")


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
    floor, asked = Floor(), ""
    found: list[RoleSuggestion] = []
    for turn in turns:
        text = _said(turn)
        other = _is_another(floor, text, rules)
        floor = Floor() if other else floor
        known = turn.role if turn.basis not in {RoleBasis.NONE, RoleBasis.PROMPT} else ""
        suggestion = None
        if known:
            suggestion = _agent_at_seat(turn, text, rules)
        elif not other:
            suggestion = _suggestion(turn, text, floor, rules)
        role = suggestion.role if suggestion else known
        if suggestion:
            found.append(suggestion)
        if role in {rules.presiding_role, "审判员", "人民陪审员"}:
            floor = handed_on(turn, text, asked, rules)
            asked = floor.roles[-1] if floor.roles and not floor.around else asked
        elif role and role == floor.role:
            floor = replace(floor, at=floor.at + 1)
        elif role and role == f"{floor.role}代理人":
            # Who goes on is the agent too.
            roles = tuple(role if one == floor.role else one for one in floor.roles)
            floor = replace(floor, roles=roles, at=floor.at + 1)
        elif role != "书记员":
            floor = Floor() if role or not text else floor
    return tuple(found)


def _is_another(floor: Floor, text: str, rules: PromptRules) -> bool:
    """Say whether who speaks is plainly not the one who has the floor.

    Who challenges evidence is not who offers it, nor the other way round; which of the others it
    is, nothing tells.
    """
    other = rules.reply if floor.offers else rules.offers if floor.challenges else ()
    return any(pattern.search(text) for pattern in other)


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


def _suggestion(turn: Turn, text: str, floor: Floor, rules: PromptRules) -> RoleSuggestion | None:
    """Return what a turn's own words tell, else who was handed the floor."""
    if not text:
        return None
    told = _by_own_words(text, floor, rules) or _agent(text, floor.role or turn.role, rules)
    if told:
        return RoleSuggestion(turn.id, *told, turn.id)
    if text.endswith(("？", "?")) and (floor.spent or _asks_back(floor, rules)):
        return RoleSuggestion(turn.id, rules.presiding_role, "在回答之后接着提问", floor.rests_on)
    if floor.role:
        return RoleSuggestion(turn.id, floor.role, _because(floor), floor.rests_on)
    return None


def _asks_back(floor: Floor, rules: PromptRules) -> bool:
    """Say whether a question within a long answer is more likely the judge's."""
    return floor.at > 0 and not floor.around and not rules.rhetoric.search(floor.quote)


def _by_own_words(text: str, floor: Floor, rules: PromptRules) -> tuple[str, str] | None:
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
    if match and not _answers(text, match, floor, rules):
        return rules.presiding_role, f"含有主持庭审的用语“{match[0]}”"
    called = _calls_on(text, floor, rules)
    return (rules.presiding_role, f"请{called}说话") if called else None


def _calls_on(text: str, floor: Floor, rules: PromptRules) -> str:
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
    if floor.role or not (text[-1:] in "？?" or len(text) <= _SHORT or _HANDS.search(text)):
        return ""
    addressed = addressed_in(text, rules)
    return addressed[0] if addressed and text[-1:] in "？?。" else ""


def _answers(text: str, match: re.Match[str], floor: Floor, rules: PromptRules) -> bool:
    """Tell whether somebody who has the floor uses the words in passing or in an answer."""
    if not floor.role:
        return False
    if rules.sure.search(text):
        return False
    # Within a long speech the words of the court stand somewhere in the middle.
    return match.start() > 20 or bool(re.match("(没有|无|不|同意|愿意|是的|对|听清|清楚)", text))


def _because(floor: Floor) -> str:
    if floor.around:
        return f"“{floor.quote}”之后双方轮流发言"
    if floor.at and len(floor.roles) == 1:
        return f"“{floor.quote}”之后的接续发言"
    return f"在“{floor.quote}”之后发言"
