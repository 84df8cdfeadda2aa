"""Turns with words, as a speech model would give them, for the rules on transcripts."""

from workbench.hearing.model import Turn, Word


def spoken_turn(
    text: str,
    start: float = 0.0,
    channel: int = 0,
    each: float = 0.2,
    ident: str = "",
    pauses: dict[int, float] | None = None,
) -> Turn:
    """Return a turn with a word a character.

    Args:
        text: what is said.
        start: second at which it begins.
        channel: where.
        each: seconds of a character.
        ident: id; made of channel and start if empty.
        pauses: seconds of silence before a character, by its number.
    """
    words, now = [], start
    for number, character in enumerate(text):
        now += (pauses or {}).get(number, 0.0)
        words.append(Word(now, now + each, character, 0.9))
        now += each
    name = ident or f"{channel}@{start}"
    return Turn(name, "h", "r", channel, start, now, text, tuple(words), verbatim=text)


def words_of(turns: list[Turn] | tuple[Turn, ...], channel: int) -> str:
    """Return what is said on a channel, in the order of the turns."""
    return "".join(w.text for turn in turns if turn.channel == channel for w in turn.words)
