"""What measurements of hearings share: long recordings that say numbers, their transcripts."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import av
import numpy as np

from tests.support.engines import FixedOcr
from tests.support.spoken import RATE, STEPS, Samples, number_speech, pause, says
from workbench.engines.protocols import Speech
from workbench.hearing.model import Procedure, Seat, SeatProfile
from workbench.hearing.speech_engine import local_speech
from workbench.kernel.job_table import JobState
from workbench.workbench import Workbench

LAYOUTS = {1: "mono", 2: "stereo", 4: "quad", 6: "5.1", 8: "7.1"}
GAP, LENGTH = 1.2, 1.6
"""Seconds of a pause, and of a number."""


NUMBERS = "数数"
"""Name of the engine that hears numbers, as of a model."""


def speech(model: str) -> Speech:
    """Make the engine that hears numbers, or that of a true model."""
    return number_speech(model) if model == NUMBERS else local_speech(model)


def opened(folder: Path) -> Workbench:
    """Open a workspace that hears with :func:`speech`."""
    return Workbench.open(folder, ocr=FixedOcr, speech=speech)


@dataclass(frozen=True)
class Pace:
    """Seconds of a pause, and of a number."""

    gap: float = GAP
    length: float = LENGTH

    @classmethod
    def of(cls, seconds: float) -> "Pace":
        """Return a pace at which the numbers that can be told apart last for a time."""
        least = seconds / STEPS**2
        return cls() if least < GAP + LENGTH else cls(least / 3, least * 2 / 3 + 0.1)


def numbers_for(seconds: float, gap: float = GAP, length: float = LENGTH) -> range:
    """Return the numbers that are said in a time."""
    return range(int((seconds - gap) / (gap + length)))


def conversation(
    numbers: range, channels: int, gap: float = GAP, length: float = LENGTH
) -> Iterator[Samples]:
    """Yield sound, shape (channels, n): each number is said on one channel after the other.

    The other channels hear faint noise, as open microphones do.
    """
    silent = pause(gap)
    size = round((gap + length) * RATE) + RATE
    noise = np.random.default_rng(1).normal(scale=1e-4, size=(channels, size)).astype(np.float32)
    for number in numbers:
        said = np.concatenate([silent, says(number, length)])
        sound = np.roll(noise[:, : said.size], number, axis=0)
        sound[number % channels] += said
        yield sound
    yield np.zeros((channels, silent.size), np.float32)


def write_flac(path: Path, sounds: Iterator[Samples], channels: int) -> None:
    """Write sound to a FLAC file as it comes; nothing is kept in memory."""
    layout = LAYOUTS[channels]
    with av.open(str(path), "w", format="flac") as out:
        stream = out.add_stream("flac", RATE)
        stream.codec_context.layout = layout
        stream.codec_context.format = "s16"
        stream.codec_context.open()
        resampler = av.AudioResampler("s16", layout, RATE, stream.codec_context.frame_size or 4096)
        at = 0
        for sound in sounds:
            packed = (np.clip(sound, -1, 1).T * 32767).astype(np.int16).reshape(1, -1)
            frame = av.AudioFrame.from_ndarray(np.ascontiguousarray(packed), "s16", layout)
            frame.sample_rate, frame.pts = RATE, at
            at += sound.shape[1]
            for piece in resampler.resample(frame):
                out.mux(stream.encode(piece))
        for piece in resampler.resample(None):
            out.mux(stream.encode(piece))
        out.mux(stream.encode(None))


def imported(workbench: Workbench, path: Path, channels: int) -> str:
    """Make a case with a hearing of one recording, and return the hearing's id."""
    seats = tuple(Seat(n, f"席位{n + 1}", f"角色{n + 1}") for n in range(channels))
    profile = SeatProfile("示例庭", seats) if channels > 1 else None
    case = workbench.papers.new_case("张三甲诉李四乙")
    hearing = workbench.hearing.create(case.id, Procedure.CIVIL, profile)
    job = workbench.jobs.wait(workbench.hearing.import_files(hearing.id, [path]).id)
    if job.state is not JobState.DONE:
        raise SystemExit(job.message)
    return hearing.id


def heard(workbench: Workbench, hearing: str) -> list[tuple[str, int]]:
    """Return id and number of every turn, in the order of the transcript."""
    turns = workbench.hearing.turns(hearing)
    return [(turn.id, int(n)) for turn in turns for n in re.findall(r"\d+", turn.verbatim)]
