"""Cross-talk and the conversation of four channels, on an invented hearing of known turns.

``python -m tests.bench.hearing_channels [--turns N]``: four seats take turns; a voice also lands
on every other channel three times in ten, 26 decibels quieter and a tenth of it misheard. Prints
as JSON how many own turns stay whole, what of a neighbour's is left, and the time of each rule.
"""

import argparse
import json
import random
import time
from bisect import bisect_right

from tests.hearing.talking import spoken_turn
from workbench.hearing.cross_talk import suppress
from workbench.hearing.levels import Levels
from workbench.hearing.merging import merge
from workbench.hearing.model import Procedure, Turn
from workbench.hearing.normalising import written
from workbench.hearing.prompts import suggest_roles
from workbench.hearing.spoken import cleaned

_CHANNELS = 4
_WORDS = (
    "我认为这个合同是有效的被告应当归还借款本金和利息原告提交证据证明对方没有履行义务请法庭依法判决"
)


def main() -> None:
    """Print the figures as JSON."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--turns", type=int, default=3000)
    turns = invented(parser.parse_args().turns)
    own = {turn.id: turn.heard for turn in turns if turn.id.endswith("own")}
    seconds: dict[str, float] = {}
    begun = time.perf_counter()
    left = suppress(turns, levels_of_speakers(turns)).turns
    seconds["suppress"] = time.perf_counter() - begun
    merged = merge(left)
    seconds["merge"] = time.perf_counter() - begun - sum(seconds.values())
    for turn in merged:
        written(turn.heard, words=turn.words)
    seconds["written"] = time.perf_counter() - begun - sum(seconds.values())
    for turn in merged:
        cleaned(turn.heard)
    seconds["cleaned"] = time.perf_counter() - begun - sum(seconds.values())
    suggest_roles(merged, Procedure.CIVIL)
    seconds["roles"] = time.perf_counter() - begun - sum(seconds.values())
    stayed = {turn.id: turn.heard for turn in left}
    foreign = [text for name, text in stayed.items() if name not in own]
    figures = {
        "turns": len(turns),
        "own": len(own),
        "own_whole": sum(stayed.get(name) == text for name, text in own.items()),
        "echoes": len(turns) - len(own),
        "echoes_left": len(foreign),
        "characters_of_echoes_left": sum(map(len, foreign)),
        "seconds": {name: round(value, 2) for name, value in seconds.items()},
    }
    print(json.dumps(figures, ensure_ascii=False, indent=1))


def invented(count: int) -> list[Turn]:
    """Return turns of a hearing with their echoes on other channels."""
    chance = random.Random(1)
    turns, now = [], 0.0
    for number in range(count):
        text = "".join(chance.choice(_WORDS) for _ in range(chance.randint(4, 60)))
        for channel in range(_CHANNELS):
            if channel == number % _CHANNELS:
                turns.append(spoken_turn(text, now, channel, ident=f"{number}.own"))
            elif chance.random() < 0.3:
                heard = "".join(chance.choice(_WORDS) if chance.random() < 0.1 else c for c in text)
                late = now + chance.uniform(0, 0.1)
                turns.append(spoken_turn(heard, late, channel, ident=f"{number}.{channel}"))
        now += len(text) * 0.2 + chance.uniform(0.3, 2)
    return turns


def levels_of_speakers(turns: list[Turn]) -> Levels:
    """Return levels: loud on the channel of who speaks, 26 decibels less on the others."""
    speakers = [(turn.start, turn.channel) for turn in turns if turn.id.endswith("own")]
    starts = [start for start, _ in speakers]

    def level(channel: int, start: float, end: float) -> float:
        speaker = speakers[max(0, bisect_right(starts, (start + end) / 2) - 1)][1]
        return 0.4 if channel == speaker else 0.02

    return level


if __name__ == "__main__":
    main()
