"""The recording of the held-out sentences, by which the model's card gets its figure."""

import json
from collections.abc import Sequence
from pathlib import Path

import numpy as np

from installer.demo_speech.hearing import encode, script, speaker
from installer.demo_speech.pinyin import spoken
from installer.demo_speech.sentences import held_out
from installer.demo_speech.voice import RATE, espeak

_PAUSE, _PEAK = 0.9, 0.7


def write(folder: Path) -> None:
    """Write both sets: held out while training, and written after it."""
    folder.mkdir(parents=True, exist_ok=True)
    for name in ("held_out", "fresh"):
        _write(name, held_out(name), folder)


def _write(name: str, sentences: Sequence[str], folder: Path) -> None:
    """Write sentences one after the other, said by the demonstration's speakers in turn."""
    known = [speaker(one) for one in script()["speakers"].values()]
    silence = np.zeros(int(_PAUSE * RATE), np.float32)
    pieces, rows, clock = [silence], list[dict[str, object]](), len(silence)
    for at, text in enumerate(sentences):
        sound = espeak().say(spoken(text), known[at % len(known)])
        pieces += [sound * np.float32(_PEAK / abs(sound).max()), silence]
        end = clock + len(sound)
        rows.append({"start": clock / RATE, "end": end / RATE, "text": text})
        clock = end + len(silence)
    encode(np.concatenate(pieces)[None, :], folder / f"{name}.opus")
    text = json.dumps({"sentences": rows}, ensure_ascii=False, indent=1)
    (folder / f"{name}.json").write_text(text + "\n", "utf-8")
