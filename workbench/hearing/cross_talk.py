"""Cross-talk: a microphone hears its neighbour too, and the same words stand on two channels.

They are kept where they are louder. Words are compared, not turns: of a turn that holds both its
own words and a neighbour's, its own stay.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from workbench.hearing.levels import Levels, decibels
from workbench.hearing.model import DroppedText, Turn
from workbench.hearing.sameness import Run, Spot, runs, spots
from workbench.hearing.turn_words import without_words
from workbench.reference.rule_data import read_toml

TABLE = "hearing_channels.toml"
REASON = "与另一声道串音重复，保留声音较大的一路"


@dataclass(frozen=True)
class CrossTalkLimits:
    """When words count as the same (``resources/rules/hearing_channels.toml``).

    Attributes:
        apart: most seconds between the same words on two channels.
        gap: most characters in a row that were recognised differently.
        likeness: least share of characters that are the same.
        fewest: characters that make a sameness by themselves; fewer must be a whole turn.
        margin: decibels by which such a short turn must be quieter.
        residue: decibels by which what is left of an echo must be quieter to go with it.
    """

    apart: float
    gap: int
    likeness: float
    fewest: int
    margin: float
    residue: float


@cache
def cross_talk_limits() -> CrossTalkLimits:
    """Return the limits that the table holds."""
    return CrossTalkLimits(**read_toml(TABLE)["cross_talk"])


@dataclass(frozen=True)
class Suppressed:
    """The turns that are left, in the order they came in, and what was taken out."""

    turns: tuple[Turn, ...]
    dropped: tuple[DroppedText, ...]


@dataclass(frozen=True)
class _Side:
    turn: int
    start: int
    end: int


@dataclass(frozen=True)
class _Echo:
    """Which characters of which turn repeat which of a louder one."""

    louder: _Side
    quieter: _Side
    level: float


def suppress(
    turns: Sequence[Turn], levels: Levels, limits: CrossTalkLimits | None = None
) -> Suppressed:
    """Take words out that another channel of the same recording has louder.

    Before punctuation and numbers are written: what is compared is ``heard`` with its words, and
    ``verbatim`` of a turn that changes becomes its new ``heard``. Turns that a person corrected
    stay whole, and count as the louder side.

    Args:
        turns: of one hearing, in any order; those of channel -1 stay as they are.
        levels: loudness of the channels of these turns' recording.
        limits: see there; those of the table by default.
    """
    limits = limits or cross_talk_limits()
    left, dropped = list(turns), list[DroppedText]()
    while True:
        gone = _gone(left, levels, limits)
        if not gone:
            return Suppressed(tuple(left), tuple(sorted(dropped, key=lambda one: one.start)))
        after: list[Turn] = []
        for number, turn in enumerate(left):
            kept, out = without_words(turn, gone.get(number, set()))
            after += [kept] if kept else []
            dropped += [_dropped(turn, text, start, end) for start, end, text in out]
        left = after


def _dropped(turn: Turn, text: str, start: float, end: float) -> DroppedText:
    return DroppedText(turn.recording, turn.channel, start, end, text, REASON)


def _gone(turns: Sequence[Turn], levels: Levels, limits: CrossTalkLimits) -> dict[int, set[int]]:
    """Return the numbers of the words to be taken out, by number of the turn.

    The loudest decide first. What a quieter turn lost to a louder one stays with the louder one
    for good, so that no words go on all channels.
    """
    characters = [spots(turn) for turn in turns]
    echoes = sorted(_echoes(turns, characters, levels, limits), key=lambda e: -e.level)
    out: list[set[int]] = [set() for _ in turns]
    safe: list[set[int]] = [set() for _ in turns]
    for echo in echoes:
        louder, quieter = echo.louder, echo.quieter
        going = set(range(quieter.start, quieter.end)) - safe[quieter.turn]
        out[quieter.turn] |= going
        safe[louder.turn] |= set(range(louder.start, louder.end)) - out[louder.turn]
        if going:
            rest = _residue(turns, characters, echo, out[quieter.turn], levels, limits)
            out[quieter.turn] |= rest - safe[quieter.turn]
    return {
        number: words
        for number, gone in enumerate(out)
        if not turns[number].corrected and (words := _words(characters[number], gone))
    }


def _words(characters: Sequence[Spot], gone: set[int]) -> set[int]:
    """Return the words of which at least half is gone."""
    size: dict[int, int] = {}
    lost: dict[int, int] = {}
    for i, spot in enumerate(characters):
        size[spot.word] = size.get(spot.word, 0) + 1
        lost[spot.word] = lost.get(spot.word, 0) + (i in gone)
    return {word for word, count in lost.items() if count and 2 * count >= size[word]}


def _pairs(turns: Sequence[Turn], apart: float) -> Iterator[tuple[int, int]]:
    """Yield turns of two channels that are spoken at the same time."""
    order = sorted(
        (i for i, turn in enumerate(turns) if turn.channel >= 0), key=lambda i: turns[i].start
    )
    for place, i in enumerate(order):
        for j in order[place + 1 :]:
            if turns[j].start > turns[i].end + apart:
                break
            same = turns[i].recording == turns[j].recording
            if same and turns[i].channel != turns[j].channel:
                yield i, j


def _echoes(
    turns: Sequence[Turn],
    characters: Sequence[list[Spot]],
    levels: Levels,
    limits: CrossTalkLimits,
) -> Iterator[_Echo]:
    for i, j in _pairs(turns, limits.apart):
        if turns[i].corrected and turns[j].corrected:
            continue
        first, second = characters[i], characters[j]
        for run in runs(first, second, limits.apart, limits.gap):
            if run.likeness < limits.likeness:
                continue
            echo = _echo(turns, (i, j), (first, second), run, levels)
            if _counts(run, echo, characters[echo.quieter.turn], turns, levels, limits):
                yield echo


def _echo(
    turns: Sequence[Turn],
    pair: tuple[int, int],
    characters: tuple[list[Spot], list[Spot]],
    run: Run,
    levels: Levels,
) -> _Echo:
    first = _Side(pair[0], run.first, run.first_end)
    second = _Side(pair[1], run.second, run.second_end)
    start, end = _span(characters, run)
    loud, other = (levels(turns[number].channel, start, end) for number in pair)
    swap = (turns[pair[1]].corrected, other, -turns[pair[1]].channel) > (
        turns[pair[0]].corrected,
        loud,
        -turns[pair[0]].channel,
    )
    return _Echo(second, first, other) if swap else _Echo(first, second, loud)


def _span(characters: tuple[list[Spot], list[Spot]], run: Run) -> tuple[float, float]:
    first, second = characters
    return (
        min(first[run.first].start, second[run.second].start),
        max(first[run.first_end - 1].end, second[run.second_end - 1].end),
    )


def _counts(
    run: Run,
    echo: _Echo,
    quieter: Sequence[Spot],
    turns: Sequence[Turn],
    levels: Levels,
    limits: CrossTalkLimits,
) -> bool:
    """Tell cross-talk from two people who say the same short word at once."""
    if run.matched >= limits.fewest:
        return True
    whole = echo.quieter.start == 0 and echo.quieter.end == len(quieter)
    start, end = quieter[echo.quieter.start].start, quieter[echo.quieter.end - 1].end
    own = levels(turns[echo.quieter.turn].channel, start, end)
    other = levels(turns[echo.louder.turn].channel, start, end)
    return whole and decibels(other, own) >= limits.margin


def _residue(
    turns: Sequence[Turn],
    characters: Sequence[list[Spot]],
    echo: _Echo,
    gone: set[int],
    levels: Levels,
    limits: CrossTalkLimits,
) -> set[int]:
    """Return what is left around an echo that a neighbour speaks over, and was misheard.

    Only in a turn that is an echo for its greater part, and only what is clearly quieter there.
    """
    own = characters[echo.quieter.turn]
    if 2 * len(gone) <= len(own):
        return set()
    loud, quiet = turns[echo.louder.turn].channel, turns[echo.quieter.turn].channel
    spoken = characters[echo.louder.turn]
    rest = set()
    for i, spot in enumerate(own):
        if i in gone or not _spoken_over(spoken, spot):
            continue
        difference = decibels(
            levels(loud, spot.start, spot.end), levels(quiet, spot.start, spot.end)
        )
        if difference >= limits.residue:
            rest.add(i)
    return rest


def _spoken_over(characters: Iterable[Spot], spot: Spot) -> bool:
    return any(other.start < spot.middle < other.end for other in characters)
