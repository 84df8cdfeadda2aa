"""Measures a hearing whose turns are known: ``python -m tests.bench.hearing_truth [--model NAME]``.

Clips of the development data are cut to where somebody speaks, dealt out to four seats and spliced
with pauses to 20 minutes and more; a quiet hiss lies under everything, and each microphone hears
its neighbours a hundred times weaker. Without ``--model`` the voice detection and the cutting of
turns are measured; with the name of a model of ``local_models`` the whole transcription is.

Printed: the error of where turns begin and end (median, 95th percentile), turns that were lost,
speech found where nobody speaks.
"""

import argparse
import statistics
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from tests.support.data import data_folder
from tests.support.sounds import Samples, wav
from workbench.engines.voice_activity import Stretch, VoiceActivity, VoiceOptions
from workbench.hearing.audio import Block, decode
from workbench.hearing.own_voice import Loudness

RATE = 16_000
SEATS = 4
LOUD_DB = -25.0
FRAME = 160


@dataclass(frozen=True)
class Truth:
    """A turn that was spliced in: seat, seconds."""

    seat: int
    start: float
    end: float


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--minutes", type=float, default=20.0)
    parser.add_argument("--leak", type=float, default=-40.0, help="cross-talk in decibels")
    parser.add_argument("--model", default="", help="name of a speech model in local_models")
    options = parser.parse_args()
    clips = _clips()
    if not clips:
        print("the development data is not on this machine")
        return
    sound, truths = splice(clips, options.minutes * 60, options.leak)
    print(
        f"{len(truths)} turns of {len(clips)} clips in {sound.shape[1] / RATE / 60:.1f} minutes,"
        f" {SEATS} channels, cross-talk {options.leak:.0f} dB"
    )
    begun = time.perf_counter()
    found = _turns_of_model(sound, options.model) if options.model else _stretches(sound)
    print(f"took {time.perf_counter() - begun:.1f} s")
    report(truths, found)


def _clips() -> list[Samples]:
    found = []
    for path in sorted((data_folder() / "audio").glob("*/*.*")):
        blocks = [item.samples[0] for item in decode(path) if isinstance(item, Block)]
        found.append(_spoken(np.concatenate(blocks)))
    return [clip for clip in found if clip.size > RATE]


def _spoken(clip: Samples) -> Samples:
    """Cut a clip to where it is loud, and bring all clips to one loudness."""
    frames = clip[: clip.size // FRAME * FRAME].reshape(-1, FRAME)
    level = 10 * np.log10(np.mean(np.square(frames), axis=1) + 1e-12)
    loud = np.flatnonzero(level > np.percentile(level, 95) + LOUD_DB)
    cut = clip[loud[0] * FRAME : (loud[-1] + 1) * FRAME]
    return np.asarray(0.06 * cut / np.sqrt(np.mean(np.square(cut))), np.float32)


def splice(clips: list[Samples], seconds: float, leak: float) -> tuple[Samples, list[Truth]]:
    """Return the sound of all seats, shape (seats, n), and what is said when."""
    random = np.random.default_rng(20)
    sound = random.normal(0, 3e-4, (SEATS, int(seconds * RATE) + 40 * RATE)).astype(np.float32)
    truths, now, last = [], 2.0, -1
    while now < seconds:
        number = int(random.integers(len(clips)))
        seat = number % SEATS  # a voice stays at its seat
        clip, start = clips[number], int(now * RATE)
        now += (0.0 if seat != last else 0.5) + clip.size / RATE
        weak = 10 ** (leak / 20)
        for other in range(SEATS):
            sound[other, start : start + clip.size] += clip * (1.0 if other == seat else weak)
        truths.append(Truth(seat, start / RATE, (start + clip.size) / RATE))
        now += float(random.uniform(0.8, 4.0)) if random.random() > 0.05 else 45.0
        last = seat
    return sound[:, : int((now + 1) * RATE)], truths


def _stretches(sound: Samples) -> list[list[Stretch]]:
    """Return the stretches of every seat that are not echoes of another."""
    loudness = Loudness()
    activities = [VoiceActivity() for _ in sound]
    found: list[list[Stretch]] = [[] for _ in sound]

    def keep(seat: int, stretches: list[Stretch]) -> None:
        found[seat] += [one for one in stretches if not loudness.is_echo(seat, *one)]

    for place in range(0, sound.shape[1], RATE):
        loudness.add(sound[:, place : place + RATE])
        for seat, activity in enumerate(activities):
            keep(seat, activity.feed(sound[seat, place : place + RATE]))
    for seat, activity in enumerate(activities):
        keep(seat, activity.finish())
    return found


def _turns_of_model(sound: Samples, model: str) -> list[list[Stretch]]:
    from workbench.engines.shelf import Shelf
    from workbench.hearing.one_file import transcribe_file
    from workbench.hearing.speech_engine import local_speech

    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "hearing.wav"
        path.write_bytes(wav(sound, RATE))
        one = Shelf().get(model).one_stretch_a_window
        made = transcribe_file(path, local_speech(model), one_stretch=one)
    print(f"{len(made.turns)} turns, {len(made.dropped)} texts dropped")
    return [
        [(turn.start, turn.end) for turn in made.turns if turn.channel == seat]
        for seat in range(SEATS)
    ]


def report(truths: list[Truth], found: list[list[Stretch]]) -> None:
    """Print how what was found differs from what was said."""
    options = VoiceOptions()
    errors: dict[str, list[float]] = {"begin": [], "end": []}
    lost, used, pieces = 0, set(), []
    for truth in truths:
        mine = [
            (seat, n)
            for seat in (truth.seat,)
            for n, (start, end) in enumerate(found[seat])
            if min(end, truth.end) - max(start, truth.start) > 0.05
        ]
        if not mine:
            lost += 1
            continue
        used |= set(mine)
        pieces.append(len(mine))
        errors["begin"].append(found[truth.seat][mine[0][1]][0] - truth.start)
        errors["end"].append(found[truth.seat][mine[-1][1]][1] - truth.end)
    for side, values in errors.items():
        sign, margin = (1, options.lead) if side == "begin" else (-1, options.margin)
        for name, shift in (("as stored", 0.0), ("without margin", margin)):
            off = [abs(value + sign * shift) for value in values]
            print(
                f"  {side:5} {name:14} median {statistics.median(off):.3f} s,"
                f" 95 % {float(np.percentile(off, 95)):.3f} s, worst {max(off):.3f} s"
            )
    invented = [
        found[seat][n][1] - found[seat][n][0]
        for seat in range(SEATS)
        for n in range(len(found[seat]))
        if (seat, n) not in used
    ]
    print(
        f"  lost turns {lost} of {len(truths)}; stretches a turn {statistics.mean(pieces):.2f};"
        f" stretches where nobody at the seat speaks {len(invented)} ({sum(invented):.1f} s)"
    )


if __name__ == "__main__":
    main()
