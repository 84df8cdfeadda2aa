"""What was heard and does not stand in the transcript: spoken without a text, or taken out.

Rules take out echoes, loops and phrases over silence; where somebody spoke and the model wrote
nothing, that is kept as well. Both are places to listen to, until a person put a turn there or
listened and left it.
"""

from collections.abc import Collection, Iterable

from workbench.hearing.model import DroppedText, Turn
from workbench.hearing.profiles import MIXED
from workbench.hearing.uncertain import Uncertain

SHEET = "left_out"
"""Sheet of a hearing: keys of the places to which a person listened, and left them so."""


def key_of(one: DroppedText) -> str:
    """Return what a place is known by, as long as it is not heard again."""
    return f"{one.recording}:{one.channel}:{one.start:.2f}"


def places(
    dropped: Iterable[DroppedText], turns: Iterable[Turn], seen: Collection[str] = ()
) -> tuple[Uncertain, ...]:
    """Return the places that do not stand in the transcript and that nobody has dealt with.

    Args:
        dropped: what a transcription left out.
        turns: of the hearing; a place is dealt with where one of a person's own lies over it.
        seen: keys of places to which a person listened.
    """
    by_hand = dict[tuple[str, int], list[Turn]]()
    for turn in turns:
        if turn.corrected:
            by_hand.setdefault((turn.recording, turn.channel), []).append(turn)

    def done(one: DroppedText) -> bool:
        own = by_hand.get((one.recording, one.channel), [])
        mixed = by_hand.get((one.recording, MIXED), [])
        over = any(turn.start < one.end and one.start < turn.end for turn in (*own, *mixed))
        return over or key_of(one) in seen

    left = (one for one in dropped if not done(one))
    return tuple(Uncertain("", 0, 0, one.start, one.text, one.rule, one) for one in left)


def count_words(dropped: Iterable[DroppedText]) -> str:
    """Say in sentences how much was left out of a transcript; empty for nothing."""
    texts = [one.text for one in dropped]
    taken, silent = sum(map(bool, texts)), texts.count("")
    words = f"剔除凭空、重复或串音的语句 {taken} 处，可以在“存疑”中查看。" if taken else ""
    if silent:
        words += f"有人说话而没有转写出文字的 {silent} 处，列在“存疑”中，请听录音补入。"
    return words
