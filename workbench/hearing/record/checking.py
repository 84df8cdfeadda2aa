"""Which turns a person stands behind: machine text is none of the record until one does."""

from collections.abc import Mapping
from hashlib import sha256

from workbench.hearing.model import RoleBasis, Turn


def digest(turn: Turn) -> str:
    """Return a short digest of what a person checks: who spoke, and both layers."""
    said = "\n".join((turn.role, turn.verbatim, turn.cleaned))
    return sha256(said.encode()).hexdigest()[:16]


def is_unchecked(turn: Turn, checked: Mapping[str, str]) -> bool:
    """Say whether nobody has checked a turn's text, or its speaker is a guess nobody confirmed.

    Args:
        turn: of the transcript.
        checked: digests of turns that a person marked as checked, by id; one that differs was
            changed since.
    """
    if turn.id in checked and checked[turn.id] == digest(turn):
        return False
    guessed = turn.basis in (RoleBasis.PROMPT, RoleBasis.VOICE) and bool(turn.role)
    return guessed or (bool(turn.engine) and not turn.corrected)
