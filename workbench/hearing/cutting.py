"""Parting a turn in two, and making one of several: text, words and times of all layers."""

import secrets
from collections.abc import Sequence
from dataclasses import replace

from workbench.hearing.aligning import divide, moment_at, place_in, spoken
from workbench.hearing.model import Turn
from workbench.hearing.profiles import MIXED
from workbench.kernel.errors import UserError

SHORTEST = 0.05
"""Seconds that a turn lasts at least."""


def new_id() -> str:
    """Return an id for a turn."""
    return secrets.token_hex(8)


def split(turn: Turn, place: int, second: float | None = None) -> tuple[Turn, Turn]:
    """Part a turn in two; the first keeps its id.

    Args:
        turn: with its words.
        place: character of the verbatim text that begins the second turn.
        second: second of the recording at which it begins; ``None``: as the words say.

    Raises:
        UserError: one of the two would be empty.
    """
    text = turn.verbatim
    if not text[:place].strip() or not text[place:].strip():
        raise UserError("拆分处的一侧没有文字，没有拆分。", "请把光标放在两段话之间再拆分。")
    source = "".join(word.text for word in turn.words)
    cut = _within(turn, second if second is not None else _moment(turn, place))
    first, last = divide(turn.words, place_in(text, source, place))
    heard = place_in(text, turn.heard, place)
    clean = place_in(text, turn.cleaned, place) if turn.cleaned else 0
    one = replace(
        turn,
        end=cut,
        words=first,
        heard=turn.heard[:heard],
        verbatim=text[:place].rstrip(),
        cleaned=turn.cleaned[:clean].rstrip(),
        corrected=True,
    )
    two = replace(
        turn,
        id=new_id(),
        start=cut,
        words=last,
        heard=turn.heard[heard:],
        verbatim=text[place:].lstrip(),
        cleaned=turn.cleaned[clean:].lstrip(),
        corrected=True,
        notes=(),
    )
    return one, two


def join(turns: Sequence[Turn]) -> Turn:
    """Make one turn of several of one recording, in the order given; the first keeps its id.

    Args:
        turns: at least two, with their words.

    Raises:
        UserError: they are of several recordings.
    """
    first = turns[0]
    if len({turn.recording for turn in turns}) > 1:
        raise UserError("所选发言不在同一个录音里，没有合并。", "请只选同一录音中相邻的发言。")
    channels = {turn.channel for turn in turns}
    # A text of the rules for one turn cannot stand beside a person's for another.
    by_hand = any(turn.cleaned for turn in turns)
    return replace(
        first,
        channel=first.channel if len(channels) == 1 else MIXED,
        start=min(turn.start for turn in turns),
        end=max(turn.end for turn in turns),
        heard=_joined([turn.heard for turn in turns]),
        words=tuple(word for turn in turns for word in turn.words),
        verbatim=_joined([turn.verbatim for turn in turns]),
        cleaned=_joined([turn.cleaned or turn.verbatim for turn in turns]) if by_hand else "",
        corrected=True,
        overlap=any(turn.overlap for turn in turns),
        engine="；".join(dict.fromkeys(turn.engine for turn in turns if turn.engine)),
        notes=tuple(dict.fromkeys(note for turn in turns for note in turn.notes)),
        skipped=tuple(dict.fromkeys(key for turn in turns for key in turn.skipped)),
    )


def _joined(texts: Sequence[str]) -> str:
    whole = ""
    for text in texts:
        apart = bool(whole and text) and _latin(whole[-1]) and _latin(text[0])
        whole += (" " if apart else "") + text
    return whole


def _latin(sign: str) -> bool:
    return sign.isascii() and sign.isalnum()


def _moment(turn: Turn, place: int) -> float:
    found = moment_at(spoken(turn.verbatim, turn.words), place)
    if found is None:
        # Without words the share of the text is the best guess.
        found = turn.start + (turn.end - turn.start) * place / len(turn.verbatim)
    return found


def _within(turn: Turn, second: float) -> float:
    """Keep a cut inside the turn, so that both parts last a moment."""
    edge = min(SHORTEST, (turn.end - turn.start) / 2)
    return min(max(second, turn.start + edge), turn.end - edge)
