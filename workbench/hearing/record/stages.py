"""Finds the stages of a hearing in its transcript: which turns, and the words that led to it.

A stage is told by what the court says at its beginning. Among all such places those are taken that
together speak most for the usual order; what remains and is beyond doubt is a return, or out of
order. One turn may open several stages in one breath. A machine's wrong characters and unconfirmed
roles are borne; nothing here is certain, and a person moves the borders.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from workbench.hearing.model import RoleBasis, Turn
from workbench.hearing.record.phrases import Heard, bare, find, without_doubles
from workbench.hearing.record.sides import is_court, side_of
from workbench.hearing.record.template import Stage, Template

SURE = 4.0
OPENS = 2.0
UNKNOWN_SPEAKER = 0.6
ERROR = 0.75
"""Weights: of words that alone tell a stage, of those that do not; what is taken off where nobody
knows who spoke, and for every wrong character."""
ALONE = 2.2
"""What a place must weigh to stand against the usual order."""
_SET = 1000.0
"""What a place weighs that a person set."""
_REMEMBERED = 30_000
"""Texts that an ear remembers at most."""
_LONG = 220
"""Characters of a turn beyond which the court reads out rather than leads: only beginning and end
count."""


@dataclass(frozen=True)
class StageFound:
    """A stretch of turns that is one stage.

    Attributes:
        stage: its key.
        first_turn, last_turn: ids; stages that one turn opens have it in common.
        because: the words that led to it; empty where a person set it.
        in_order: it stands where it usually does.
        moved: a person set its beginning.
        weight: how much speaks for it; no probability.
    """

    stage: str
    first_turn: str
    last_turn: str
    because: tuple[str, ...]
    in_order: bool = True
    moved: bool = False
    weight: float = 0.0


@dataclass(frozen=True)
class _Opening:
    """A turn that may begin a stage, with the words that tell it in their order."""

    turn: int
    stage: int
    weight: float
    because: tuple[str, ...]


def find_stages(
    turns: Sequence[Turn],
    template: Template,
    borders: Mapping[str, str] | None = None,
    ear: "Ear | None" = None,
) -> tuple[StageFound, ...]:
    """Return the stages of a hearing in the order of its turns.

    Args:
        turns: in the order of the hearing.
        template: of its procedure.
        borders: what a person set: id of the turn with which a stage begins → key of the stage;
            an empty key says that no stage begins there; several keys parted by blanks say which
            of the stages that are found in the turn begin there, see :func:`without`.
        ear: of the template; one that is kept makes the next time fast.

    Turns before the first stage belong to none.
    """
    borders = borders or {}
    stages = template.stages
    openings = _openings(turns, ear or Ear(template), borders)
    kept = _in_order(openings, stages)
    chosen = [opening for opening in openings if opening in kept or _stands(opening, stages)]
    return _spans(turns, stages, chosen, kept, borders)


def said_at(turns: Sequence[Turn], ear: "Ear") -> dict[str, tuple[tuple[str, str], ...]]:
    """Return where words of each stage fall, whichever stage the turn was counted to.

    One turn often opens several stages at once (宣布开庭、告知权利、询问回避 in one breath).

    Returns:
        Key of the stage → ids of turns with the words heard there.
    """
    said: dict[str, list[tuple[str, str]]] = {}
    for opening in _openings(turns, ear, {}):
        if opening.weight >= ALONE * UNKNOWN_SPEAKER / 2:
            key = ear.stages[opening.stage].key
            said.setdefault(key, []).append((turns[opening.turn].id, "、".join(opening.because)))
    return {key: tuple(places) for key, places in said.items()}


def stage_of(found: Sequence[StageFound], turns: Sequence[Turn]) -> dict[str, str]:
    """Return the key of the stage of every turn by its id; empty before the first stage."""
    begins = {one.first_turn: one.stage for one in found}
    now, keys = "", {}
    for turn in turns:
        now = begins.get(turn.id, now)
        keys[turn.id] = now
    return keys


def _openings(turns: Sequence[Turn], ear: "Ear", borders: Mapping[str, str]) -> list[_Opening]:
    places = {stage.key: number for number, stage in enumerate(ear.stages)}
    found = []
    for number, turn in enumerate(turns):
        keys = borders[turn.id].split() if turn.id in borders else []
        if turn.id not in borders:
            found += _heard(number, turn, ear)
        elif len(keys) == 1 and keys[0] in places:
            found.append(_Opening(number, places[keys[0]], _SET, ()))
        elif keys:
            wanted = {places[key] for key in keys if key in places}
            heard = [one for one in _heard(number, turn, ear) if one.stage in wanted]
            found += [replace(one, weight=_SET) for one in heard]
    return found


def without(found: Sequence[StageFound], one: StageFound) -> str:
    """Return the border that takes one stage from the turn in which it was found to begin."""
    return " ".join(
        other.stage
        for other in found
        if other.first_turn == one.first_turn and other.stage != one.stage
    )


class Ear:
    """Hears the words of a template's stages in texts, and remembers what it heard in each.

    Attributes:
        template: whose words; stages: its stages.
    """

    def __init__(self, template: Template) -> None:
        self.template = template
        self.stages = template.stages
        self._known: dict[str, list[tuple[list[Heard], list[Heard]]]] = {}

    def hear(self, said: str) -> list[tuple[list[Heard], list[Heard]]]:
        """Return for each stage which of its words, sure and other ones, a turn's text holds."""
        known = self._known.get(said)
        if known is None:
            text = bare(said)
            if len(text) > _LONG:
                text = text[: _LONG // 2] + text[-_LONG // 2 :]
            known = [(find(text, stage.sure), find(text, stage.opens)) for stage in self.stages]
            if len(self._known) >= _REMEMBERED:
                self._known.clear()
            self._known[said] = known
        return known


def _heard(number: int, turn: Turn, ear: Ear) -> list[_Opening]:
    """Return the stages that a turn may begin, the one it ends with last."""
    heard = [
        pair if _speaker(turn, stage) else ([], [])
        for stage, pair in zip(ear.stages, ear.hear(turn.verbatim or turn.heard), strict=True)
    ]
    every = [one for pair in heard for found in pair for one in found]
    if not every:
        return []
    good = set(without_doubles(every))
    openings: list[tuple[int, _Opening]] = []
    for place, (alone, opens) in enumerate(heard):
        sure = [one for one in alone if one in good]
        # Words that lie within longer ones that were found are not counted twice.
        more = [one for one in opens if one in good and not _within(one, sure)]
        if sure or more:
            weight = _speaker(turn, ear.stages[place]) * _weight(sure, more)
            told = sorted((*sure, *more), key=lambda one: one.start)
            words = tuple(dict.fromkeys(one.words for one in told))
            openings.append((told[0].start, _Opening(number, place, weight, words)))
    return [opening for _, opening in sorted(openings, key=lambda one: one[0])]


def _within(one: Heard, others: Sequence[Heard]) -> bool:
    return any(other.start <= one.start and one.end <= other.end for other in others)


def _weight(sure: Sequence[Heard], more: Sequence[Heard]) -> float:
    weighed = [SURE * ERROR**one.errors for one in sure]
    weighed += [OPENS * ERROR**one.errors for one in more]
    best = max(weighed)
    return best + 0.25 * (sum(weighed) - best)


def _speaker(turn: Turn, stage: Stage) -> float:
    """Return how far a turn's speaker may open a stage: 1 for sure, 0 not at all."""
    if not turn.role or turn.basis is RoleBasis.PROMPT:
        # A suggestion that nobody confirmed speaks neither for nor against.
        return UNKNOWN_SPEAKER
    if turn.role in stage.by:
        return 1.0
    # Whose channel is shared, or who was mixed up within the court, still speaks for the court.
    return 0.5 if is_court(turn.role) and not side_of(turn.role) else 0.0


def _in_order(openings: Sequence[_Opening], stages: Sequence[Stage]) -> set[_Opening]:
    """Return the openings that together weigh most and keep the order of the stages."""
    ranked = [opening for opening in openings if not stages[opening.stage].anywhere]
    best: list[tuple[float, int]] = []
    for place, opening in enumerate(ranked):
        order = stages[opening.stage].order
        before = [
            (best[other][0], other)
            for other in range(place)
            if stages[ranked[other].stage].order <= order
        ]
        weight, other = max(before, default=(0.0, -1))
        best.append((weight + opening.weight, other))
    kept = {one for one in openings if stages[one.stage].anywhere and one.weight >= ALONE}
    place = max(range(len(best)), key=lambda n: best[n][0], default=-1)
    while place >= 0:
        kept.add(ranked[place])
        place = best[place][1]
    return kept


def _stands(opening: _Opening, stages: Sequence[Stage]) -> bool:
    """Say whether a place that is against the order is beyond doubt all the same."""
    sure = any(find(word, stages[opening.stage].sure) for word in opening.because)
    return opening.weight >= ALONE and (sure or not opening.because)


def _spans(
    turns: Sequence[Turn],
    stages: Sequence[Stage],
    chosen: Sequence[_Opening],
    kept: set[_Opening],
    borders: Mapping[str, str],
) -> tuple[StageFound, ...]:
    begun: list[tuple[int, StageFound]] = []
    for opening in _of_turns(chosen, kept, stages):
        key, turn = stages[opening.stage].key, turns[opening.turn]
        if begun and begun[-1][1].stage == key and turn.id not in borders:
            last = begun[-1][1]
            because = tuple(dict.fromkeys((*last.because, *opening.because)))
            begun[-1] = (
                begun[-1][0],
                replace(last, because=because, weight=last.weight + opening.weight),
            )
            continue
        moved = turn.id in borders
        in_order = opening in kept or moved
        span = StageFound(key, turn.id, "", opening.because, in_order, moved, opening.weight)
        begun.append((opening.turn, span))
    starts = [start for start, _ in begun]
    ends = [max(one, after - 1) for one, after in pairwise(starts)] + [len(turns) - 1] * bool(begun)
    return tuple(
        replace(span, last_turn=turns[end].id) for (_, span), end in zip(begun, ends, strict=True)
    )


def _of_turns(
    chosen: Sequence[_Opening], kept: set[_Opening], stages: Sequence[Stage]
) -> list[_Opening]:
    """Return the openings of each turn: the last one, and before it what is beyond doubt.

    调查结束，现在辩论 begins the debate alone; 现在开庭……是否申请回避 opens two stages.
    """
    by_turn: dict[int, list[_Opening]] = {}
    for opening in chosen:
        by_turn.setdefault(opening.turn, []).append(opening)
    found = []
    for turn in sorted(by_turn):
        own = by_turn[turn]
        best = max(own, key=lambda one: _rank(one, kept))
        before = [one for one in own[: own.index(best)] if one in kept and _is_sure(one, stages)]
        found += [*before, best]
    return found


def _rank(opening: _Opening, kept: set[_Opening]) -> tuple[bool, bool, int]:
    return opening in kept, opening.weight >= SURE * UNKNOWN_SPEAKER, opening.stage


def _is_sure(opening: _Opening, stages: Sequence[Stage]) -> bool:
    """Say whether a stage's words tell it beside another's in the same turn."""
    if opening.weight >= _SET or len(opening.because) > 1:
        return True
    return any(find(word, stages[opening.stage].sure) for word in opening.because)
