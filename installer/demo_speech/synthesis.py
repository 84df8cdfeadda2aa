"""Many utterances in many processes: shards of sound with their texts."""

import json
import random
from collections.abc import Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import asdict, dataclass
from multiprocessing import get_context
from pathlib import Path

import numpy as np

from installer.demo_speech.voice import Speaker, espeak

_SHARD = 400
_VARIANTS = ("", "m1", "m2", "m3", "m4", "f1", "f2", "f3")


@dataclass(frozen=True)
class Line:
    """One utterance to be made.

    Attributes:
        text: as the model is to write it.
        pinyin: as the voice reads it.
        speaker: who says it.
    """

    text: str
    pinyin: str
    speaker: Speaker


def any_speaker(draw: random.Random, known: Sequence[Speaker]) -> Speaker:
    """Return one of the demonstration's speakers, a little varied, or anybody of the same voice."""
    if draw.random() < 0.5:
        one = draw.choice(known)
        return Speaker(
            one.variant,
            one.speed + draw.randint(-12, 12),
            one.pitch + draw.randint(-4, 4),
            one.range,
        )
    return Speaker(
        draw.choice(_VARIANTS), draw.randint(165, 235), draw.randint(25, 72), draw.randint(35, 60)
    )


def write_lines(lines: Sequence[Line], path: Path) -> None:
    """Keep utterances to be made as one JSON object a line."""
    rows = (json.dumps(asdict(line), ensure_ascii=False) for line in lines)
    path.write_text("\n".join(rows) + "\n", "utf-8")


def read_lines(path: Path) -> list[Line]:
    """Read what :func:`write_lines` wrote."""
    rows = (json.loads(row) for row in path.read_text("utf-8").splitlines())
    return [Line(row["text"], row["pinyin"], Speaker(**row["speaker"])) for row in rows]


def make_shards(lines: Sequence[Line], folder: Path, processes: int) -> None:
    """Say every line; a shard appears in ``folder`` when it is complete."""
    folder.mkdir(parents=True, exist_ok=True)
    jobs = [(lines[at : at + _SHARD], folder / f"{at:07d}") for at in range(0, len(lines), _SHARD)]
    with ProcessPoolExecutor(processes, get_context("spawn")) as pool:
        for _ in pool.map(_shard, jobs):
            pass


def _shard(job: tuple[Sequence[Line], Path]) -> None:
    lines, path = job
    sounds = [
        np.clip(espeak().say(line.pinyin, line.speaker) * 32_767, -32_767, 32_767).astype(np.int16)
        for line in lines
    ]
    np.save(path.with_suffix(".npy"), np.concatenate(sounds))
    rows = [[line.text, len(sound)] for line, sound in zip(lines, sounds, strict=True)]
    unfinished = path.with_suffix(".part")
    unfinished.write_text(json.dumps(rows, ensure_ascii=False), "utf-8")
    unfinished.rename(path.with_suffix(".json"))
