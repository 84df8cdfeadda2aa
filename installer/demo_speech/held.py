"""The recording of the held-out sentences, by which the model's card gets its figure."""

import json
from pathlib import Path

import numpy as np

from installer.demo_speech.hearing import encode, script, speaker
from installer.demo_speech.pinyin import spoken
from installer.demo_speech.sentences import held_out
from installer.demo_speech.voice import RATE, espeak

_PAUSE, _PEAK = 0.9, 0.7


def write(folder: Path) -> None:
    """Write the sentences one after the other, said by the demonstration's speakers in turn."""
    known = [speaker(one) for one in script()["speakers"].values()]
    silence = np.zeros(int(_PAUSE * RATE), np.float32)
    pieces, rows, clock = [silence], list[dict[str, object]](), len(silence)
    for at, text in enumerate(held_out()):
        sound = espeak().say(spoken(text), known[at % len(known)])
        pieces += [sound * np.float32(_PEAK / abs(sound).max()), silence]
        end = clock + len(sound)
        rows.append({"start": clock / RATE, "end": end / RATE, "text": text})
        clock = end + len(silence)
    folder.mkdir(parents=True, exist_ok=True)
    encode(np.concatenate(pieces)[None, :], folder / "held_out.opus")
    text = json.dumps({"sentences": rows}, ensure_ascii=False, indent=1)
    (folder / "held_out.json").write_text(text + "\n", "utf-8")
