"""Makes the recording of the demonstration's hearing, and the truth about it."""

import json
import tomllib
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from installer.demo_speech.pinyin import spoken
from installer.demo_speech.sentences import cut
from installer.demo_speech.voice import RATE, Sound, Speaker, espeak

_HERE = Path(__file__).parent
_PEAK = 0.7
_SEED = 20260520
_BITS, _BLOCK = 32_000, 4096


@dataclass(frozen=True)
class Sentence:
    """A sentence with its place in the recording, in seconds."""

    start: float
    end: float
    text: str


@dataclass(frozen=True)
class Said:
    """A turn with its place in the recording, in seconds."""

    start: float
    end: float
    channel: int
    role: str
    person: str
    stage: str
    text: str
    sentences: tuple[Sentence, ...]


@dataclass(frozen=True)
class Made:
    """The hearing.

    Attributes:
        sound: shape (channels, samples), -1..1, 16 kHz.
        turns: in order.
        script: what hearing.toml says besides its turns.
    """

    sound: NDArray[np.float32]
    turns: tuple[Said, ...]
    script: dict[str, Any]


def script() -> dict[str, Any]:
    """Return hearing.toml."""
    return tomllib.loads((_HERE / "hearing.toml").read_text("utf-8"))


def speaker(data: dict[str, Any]) -> Speaker:
    """Return how somebody of the script sounds."""
    return Speaker(data["variant"], data["speed"], data["pitch"], data["range"])


def make() -> Made:
    """Say every turn in its place; the same script gives the same sound."""
    data = script()
    clock = float(data["lead"])
    placed: list[tuple[int, int, Sound]] = []
    turns: list[Said] = []
    pauses, gaps = _between(data["between_sentences"]), _between(data["between_turns"])
    for turn in data["turns"]:
        who = data["speakers"][turn["speaker"]]
        if turns:
            same = turns[-1].channel == who["channel"]
            clock = turns[-1].end + (data["between_same"] if same else next(gaps))
        sentences: list[Sentence] = []
        for text in cut(turn["text"]):
            sound = espeak().say(spoken(text), speaker(who))
            clock = (sentences[-1].end + next(pauses)) if sentences else clock
            clock = round(clock, 3)
            placed.append((who["channel"], round(clock * RATE), sound * (_PEAK / abs(sound).max())))
            sentences.append(Sentence(clock, round(clock + len(sound) / RATE, 3), text))
        start, end = sentences[0].start, sentences[-1].end
        turns.append(
            Said(
                start,
                end,
                who["channel"],
                who["role"],
                who["person"],
                turn["stage"],
                turn["text"],
                tuple(sentences),
            )
        )
    seconds = turns[-1].end + float(data["tail"])
    return Made(_mixed(placed, seconds, data), tuple(turns), data)


def _between(span: list[float]) -> Iterator[float]:
    """Yield lengths of pauses within a span, in a fixed order."""
    step = 0
    while True:
        yield span[0] + (span[1] - span[0]) * (step * 0.618 % 1)
        step += 1


def _mixed(
    placed: list[tuple[int, int, Sound]], seconds: float, data: dict[str, Any]
) -> NDArray[np.float32]:
    channels = len(data["seats"])
    own = np.zeros((channels, round(seconds * RATE)), np.float32)
    for channel, at, sound in placed:
        own[channel, at : at + len(sound)] += sound
    total = own.sum(0, keepdims=True)
    heard = own + (total - own) * np.float32(10 ** (data["cross_talk"] / 20))
    noise = np.random.default_rng(_SEED).standard_normal(own.shape).astype(np.float32)
    mixed = heard + noise * np.float32(_PEAK * 10 ** (data["noise"] / 20))
    return np.clip(mixed, -1, 1).astype(np.float32)


def write(made: Made, sound: Path, truth: Path) -> None:
    """Write the recording (opus) and the truth (JSON)."""
    encode(made.sound, sound)
    data = {
        "note": "演示庭审的录音由脚本合成，人物与案情均为虚构；时间为录音中的秒数。",
        "recording": sound.name,
        "title": made.script["title"],
        "procedure": made.script["procedure"],
        "began": made.script["began"],
        "seconds": round(made.sound.shape[1] / RATE, 3),
        "seats": made.script["seats"],
        "turns": [asdict(turn) for turn in made.turns],
    }
    truth.write_text(json.dumps(data, ensure_ascii=False, indent=1) + "\n", "utf-8")


def encode(sound: NDArray[np.float32], path: Path) -> None:
    """Write sound, shape (1 or 2 channels, samples), 16 kHz, as opus."""
    import av

    layout = "stereo" if len(sound) == 2 else "mono"
    with av.open(str(path), "w", format="ogg") as container:
        stream = container.add_stream("libopus", rate=RATE)
        stream.layout, stream.bit_rate = layout, _BITS * len(sound)
        samples = np.round(sound * 32_767).astype(np.int16)
        for at in range(0, samples.shape[1], _BLOCK):
            block = np.ascontiguousarray(samples[:, at : at + _BLOCK].T).reshape(1, -1)
            frame = av.AudioFrame.from_ndarray(block, format="s16", layout=layout)
            frame.sample_rate, frame.pts = RATE, at
            container.mux(stream.encode(frame))
        container.mux(stream.encode(None))
