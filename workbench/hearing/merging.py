"""Turns of all channels as one conversation: cut and joined at pauses, in order of time."""

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cache

from workbench.hearing.model import Turn
from workbench.hearing.turn_words import cut, joined
from workbench.reference.rule_data import read_toml

TABLE = "hearing_channels.toml"


@dataclass(frozen=True)
class MergeLimits:
    """Where one turn ends and the next begins; seconds (``resources/rules/hearing_channels.toml``).

    Attributes:
        pause: silence within a turn at which it is cut.
        reply: silence within a turn at which it is cut where another channel has a word in it.
        join: silence between two turns of a seat's channel up to which they are one.
        join_mixed: the same for a channel that all speak into, where the next may be another.
        longest: seconds of a turn that was joined.
        overlap: seconds that two turns speak at the same time, to be marked.
    """

    pause: float
    reply: float
    join: float
    join_mixed: float
    longest: float
    overlap: float


@cache
def merge_limits() -> MergeLimits:
    """Return the limits that the table holds."""
    return MergeLimits(**read_toml(TABLE)["merging"])


def merge(turns: Sequence[Turn], limits: MergeLimits | None = None) -> tuple[Turn, ...]:
    """Return turns as a conversation. What a person corrected is neither cut nor joined.

    No word is made up, lost or moved within its channel; doing it twice changes nothing more.

    Args:
        turns: of one or several recordings, in any order; recordings stay in the order in which
            they first come. Parts after a cut have ids of their own, made of the turn's
            (``id-1``, ``id-2`` …).
        limits: see there; those of the table by default.
    """
    limits = limits or merge_limits()
    recordings = list(dict.fromkeys(turn.recording for turn in turns))
    merged: list[Turn] = []
    for recording in recordings:
        own = _ordered([turn for turn in turns if turn.recording == recording])
        replies = _Replies(own)
        parts = _ordered([part for turn in own for part in _parts(turn, replies, limits)])
        own = _joined(parts, replies, limits)
        merged += _marked(own, limits)
    return tuple(_distinct(merged))


def _distinct(turns: Sequence[Turn]) -> list[Turn]:
    """Give an id of its own to a part whose name a part of an earlier cut has."""
    taken = {turn.id for turn in turns}
    seen: set[str] = set()
    named = []
    for turn in turns:
        name, number = turn.id, 1
        while name in seen or (name != turn.id and name in taken):
            number += 1
            name = f"{turn.id}-{number}"
        seen.add(name)
        named.append(turn if name == turn.id else replace(turn, id=name))
    return named


class _Replies:
    """When words are spoken on each channel; cutting and joining turns changes nothing in it."""

    def __init__(self, turns: Sequence[Turn]) -> None:
        self._middles: dict[int, list[float]] = {}
        for turn in turns:
            spans = turn.words or (turn,)
            own = self._middles.setdefault(turn.channel, [])
            own += [(span.start + span.end) / 2 for span in spans]
        for middles in self._middles.values():
            middles.sort()

    def between(self, channel: int, start: float, end: float) -> bool:
        """Tell whether another channel has a word between two seconds."""
        return any(
            bisect_left(middles, start) < bisect_right(middles, end)
            for other, middles in self._middles.items()
            if other != channel
        )


def _ordered(turns: Sequence[Turn]) -> list[Turn]:
    return sorted(turns, key=lambda turn: (turn.start, turn.end, turn.channel))


def _parts(turn: Turn, replies: _Replies, limits: MergeLimits) -> list[Turn]:
    """Cut a turn where it pauses for long, or where somebody else speaks in a pause."""
    if turn.corrected or len(turn.words) < 2:
        return [turn]
    places = []
    for number in range(1, len(turn.words)):
        start, end = turn.words[number - 1].end, turn.words[number].start
        long = end - start >= limits.pause
        if long or (end - start >= limits.reply and replies.between(turn.channel, start, end)):
            places.append(number)
    return cut(turn, places, "{id}-{n}") if places else [turn]


def _joined(turns: Sequence[Turn], replies: _Replies, limits: MergeLimits) -> list[Turn]:
    """Join turns of a channel that follow at once, with no word of anybody else's between."""
    done: list[Turn] = []
    last: dict[int, int] = {}
    for turn in turns:
        place = last.get(turn.channel)
        if place is not None and _are_one(done[place], turn, replies, limits):
            done[place] = joined(done[place], turn)
            continue
        last[turn.channel] = len(done)
        done.append(turn)
    return _ordered(done)


def _are_one(first: Turn, second: Turn, replies: _Replies, limits: MergeLimits) -> bool:
    gap = second.start - first.end
    most = limits.join if first.channel >= 0 else limits.join_mixed
    if first.corrected or second.corrected or not -limits.overlap <= gap <= most:
        return False
    if (first.role, first.engine) != (second.role, second.engine):
        return False
    if bool(first.words) != bool(second.words) or second.end - first.start > limits.longest:
        return False
    return not replies.between(first.channel, first.end, second.start)


def _marked(turns: Sequence[Turn], limits: MergeLimits) -> list[Turn]:
    marked = []
    starts = [turn.start for turn in turns]
    longest = max((turn.end - turn.start for turn in turns), default=0.0)
    for turn in turns:
        near = slice(bisect_left(starts, turn.start - longest), bisect_right(starts, turn.end))
        both = any(
            other.channel != turn.channel
            and min(turn.end, other.end) - max(turn.start, other.start) >= limits.overlap
            for other in turns[near]
        )
        marked.append(turn if turn.overlap == both else replace(turn, overlap=both))
    return marked
