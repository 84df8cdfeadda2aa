"""Time of a hearing: its recordings one after the other, with the gaps between them."""

from collections.abc import Sequence

from workbench.hearing.model import Recording


def offsets(recordings: Sequence[Recording]) -> dict[str, float]:
    """Return the second of the hearing at which each recording begins, by id.

    Args:
        recordings: in the order of the hearing.
    """
    found, at = {}, 0.0
    for recording in recordings:
        at += recording.gap
        found[recording.id] = at
        at += recording.seconds
    return found


def length(recordings: Sequence[Recording]) -> float:
    """Return how long a hearing is, in seconds, with its gaps."""
    return sum(recording.gap + recording.seconds for recording in recordings)
