"""Turns of several channels side by side: echoes out, in order of time, overlaps marked."""

from collections.abc import Sequence
from dataclasses import replace

from workbench.hearing.cross_talk import suppress
from workbench.hearing.levels import Levels
from workbench.hearing.merging import merge
from workbench.hearing.model import DroppedText, Turn
from workbench.hearing.normalising.writing import WritingOptions, written

OVERLAP_S = 0.3
"""Seconds that two people must speak at the same time for it to be marked."""


def mixed(
    turns: Sequence[Turn], levels: Levels, writing: WritingOptions | None
) -> tuple[list[Turn], tuple[DroppedText, ...]]:
    """Return what was said as a conversation, written as courts do, and the echoes taken out.

    Args:
        turns: of all channels of one recording, as heard.
        levels: loudness of its channels.
        writing: marks and figures; ``None``: as the model wrote them.
    """
    left = suppress(turns, levels)
    merged = merge(left.turns)
    if writing is not None:
        merged = tuple(
            replace(turn, verbatim=written(turn.heard, writing, turn.words).text) for turn in merged
        )
    return list(merged), left.dropped


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
