"""Measures the demonstration's speech model: ``workbench measure demo_speech``.

Two recordings of the same synthetic voice go through the product's whole path (decoding, voice
detection, windows, faster-whisper): the demonstration's hearing, and sentences that nothing was
trained on. The figures say how well the model knows this voice; they are no figure of accuracy for
people.
"""

import json
import statistics
import time
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from installer.demo_speech.rates import error_rate
from tests.support.data import ROOT
from workbench.engines.protocols import Heard, Speech, SpeechOptions
from workbench.engines.voice_activity import Stretch
from workbench.engines.whisper import FasterWhisper
from workbench.hearing.audio import Block, decode
from workbench.hearing.listening import Listening, Prepared
from workbench.hearing.windows import unpack

MODEL = ROOT / "local_models" / "demo-speech"
HEARING = ROOT / "resources" / "demo" / "hearing"
SETS = {
    "held_out": "held out of training, looked at while its sentences were made",
    "fresh": "written after training and not looked at before",
}
HELD_OUT = ROOT / "tests" / "bench" / "held_out"


@dataclass(frozen=True)
class Channel:
    """What was heard on a channel.

    Attributes:
        stretches: with speech in them, as the voice detection says.
        heard: in order of time.
    """

    stretches: tuple[Stretch, ...]
    heard: tuple[Heard, ...]

    @property
    def text(self) -> str:
        """Everything heard."""
        return "".join(segment.text for segment in self.heard)


def hear(recording: Path, speech: Speech, options: SpeechOptions | None = None) -> list[Channel]:
    """Return what is heard on each channel of a recording."""
    blocks = [item.samples for item in decode(recording) if isinstance(item, Block)]
    found = []
    for number in range(len(blocks[0])):
        listening = Listening()
        windows = [ready for block in blocks for ready in listening.feed(block[number])]
        windows += listening.finish()
        found.append(_channel(windows, speech, options or SpeechOptions()))
    return found


def _channel(windows: list[Prepared], speech: Speech, options: SpeechOptions) -> Channel:
    stretches, heard = list[Stretch](), list[Heard]()
    for ready in windows:
        stretches += [(piece.start, piece.end) for piece in ready.window.pieces]
        for segments in unpack(ready.window, list(speech.hear(ready.sound, options))):
            heard += segments
    return Channel(tuple(stretches), tuple(heard))


def truth() -> dict[str, Any]:
    """Return who says what, when, in the demonstration's hearing."""
    return dict(json.loads((HEARING / "truth.json").read_text("utf-8")))


def said(data: dict[str, Any], channel: int) -> str:
    """Return all that is said on a channel."""
    return "".join(turn["text"] for turn in data["turns"] if turn["channel"] == channel)


def heard_rate(data: dict[str, Any], channels: list[Channel]) -> float:
    """Return the character error rate over all channels."""
    texts = [said(data, number) for number in range(len(channels))]
    return error_rate(texts, [channel.text for channel in channels])


def starts(turns: list[dict[str, Any]], channels: list[Channel]) -> list[float]:
    """Return for each turn how far from its begin the nearest segment of its channel begins."""
    return [
        min(abs(segment.start - turn["start"]) for segment in channels[turn["channel"]].heard)
        for turn in turns
    ]


def main() -> None:
    """Measure and print."""
    speech = FasterWhisper(MODEL)
    data = truth()
    began = time.perf_counter()
    channels = hear(HEARING / data["recording"], speech)
    took = time.perf_counter() - began
    away = starts(data["turns"], channels)
    print(f"demonstration's hearing: {data['seconds']:.0f} s, 2 channels, heard in {took:.1f} s")
    print(f"  character error rate {heard_rate(data, channels):.1%}")
    print(
        f"  begin of a turn: median {statistics.median(away):.2f} s away, at most {max(away):.2f} s"
    )
    for name, what in SETS.items():
        sentences = json.loads((HELD_OUT / f"{name}.json").read_text("utf-8"))["sentences"]
        (alone,) = hear(HELD_OUT / f"{name}.opus", speech)
        held = error_rate(["".join(row["text"] for row in sentences)], [alone.text])
        print(f"{len(sentences)} sentences of the same voice, {what}:")
        print(f"  character error rate {held:.1%}")
    print("This is one synthetic voice. It says nothing about how well people are understood.")


if __name__ == "__main__":
    main()
