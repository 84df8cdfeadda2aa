"""The transcript as subtitles (SRT): who spoke and what, at the recording's own times."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from workbench.hearing.model import Recording, Turn
from workbench.hearing.record.blocks import one_line
from workbench.hearing.record.clock import offsets

SHORTEST = 0.1
"""Seconds that a subtitle stands at least: players drop those without a length."""


def srt(turns: Sequence[Turn], texts: Mapping[str, str]) -> str:
    """Return the subtitles of one recording.

    Args:
        turns: of the recording, in order; times are those of its file.
        texts: by id of the turn; turns without text are left out.
    """
    entries: list[str] = []
    for turn in turns:
        text = one_line(texts.get(turn.id, ""))
        if text:
            who = f"{turn.role}：" if turn.role else ""
            end = max(turn.end, turn.start + SHORTEST)
            times = f"{_time(turn.start)} --> {_time(end)}"
            entries.append(f"{len(entries) + 1}\n{times}\n{who}{text}\n")
    return "\n".join(entries)


def one_srt(
    turns: Sequence[Turn], recordings: Sequence[Recording], texts: Mapping[str, str]
) -> str:
    """Return the subtitles of a whole hearing, at the times of the hearing with its gaps."""
    starts = offsets(recordings)
    moved = [
        replace(
            turn,
            start=turn.start + starts.get(turn.recording, 0.0),
            end=turn.end + starts.get(turn.recording, 0.0),
        )
        for turn in turns
    ]
    return srt(moved, texts)


def _time(seconds: float) -> str:
    whole = max(0, round(seconds * 1000))
    hours, rest = divmod(whole, 3_600_000)
    minutes, rest = divmod(rest, 60_000)
    return f"{hours:02d}:{minutes:02d}:{rest // 1000:02d},{rest % 1000:03d}"
