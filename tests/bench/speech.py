"""Measures the speed of speech recognition: ``python -m tests.bench.speech [--other PYTHON]``.

openai-whisper, faster-whisper called alone, and our whole path (decoding, voice detection, windows,
words brought back) hear the same sound with the same random weights of the sizes tiny and base, in
one run, with as many threads each. Figures are of speed alone.

openai-whisper is no part of the product; it lives in an environment of its own:

    python3.11 -m venv other && other/bin/pip install torch openai-whisper
    workbench measure speech --other other/bin/python

Without ``--other`` only the two others are compared. All three decode with 5 beams, without a
second try, and give ``--tokens`` tokens a pass, because random weights never end by themselves.
With times of words a pass of random weights ends at a random word, and the rest of the window is
heard in another pass: there only seconds a pass can be compared, and openai-whisper, which makes
passes without end of it, stays out. ``--model demo-speech`` takes a trained model of the shelf
instead, on the demonstration's recording: it ends by itself, so that times of words can be compared
as they are.
"""

import argparse
import json
import statistics
import subprocess
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np

from tests.bench.speech_weights import SIZES, Size, save_for_ctranslate, weights
from tests.support.data import data_folder
from tests.support.sounds import Samples, babble, wav
from workbench.engines.protocols import SPEECH_RATE, SpeechOptions
from workbench.engines.shelf import Shelf
from workbench.engines.whisper import BEAM, FasterWhisper, usable_threads
from workbench.hearing.audio import Block, decode
from workbench.hearing.listening import Listening
from workbench.hearing.windows import unpack

CLOCKS = ("seconds", "cpu")
RECORDING = (
    Path(__file__).parents[2].joinpath("resources", "demo", "hearing", "庭审录音（演示）.opus")
)


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--other", default="", help="a Python that has torch and openai-whisper")
    parser.add_argument("--seconds", type=int, default=120)
    parser.add_argument("--tokens", type=int, default=100, help="tokens a window")
    parser.add_argument("--sizes", default="tiny,base")
    parser.add_argument("--threads", type=int, default=usable_threads())
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--model", default="", help="a trained model of the shelf, by its name")
    options = parser.parse_args()
    if options.model:
        _measure_trained(options)
        return
    sound, what = speech(options.seconds)
    print(f"sound: {sound.size / SPEECH_RATE:.0f} s of {what}; {options.threads} thread(s)")
    with tempfile.TemporaryDirectory() as folder:
        for name in options.sizes.split(","):
            _measure(SIZES[name], sound, Path(folder), options)


def speech(seconds: int) -> tuple[Samples, str]:
    """Return sound of a length with hardly a pause, and what it is."""
    clips = sorted((data_folder() / "audio").glob("*/*.wav"))
    kept = [clip for path in clips if (clip := _read(path)).size < 20 * SPEECH_RATE]
    what = f"{len(kept)} clips of the development data"
    if not kept:
        kept, what = [babble(6.0, seed=number)[0] for number in range(10)], "humming of our own"
    rounds = -(-seconds * SPEECH_RATE // sum(clip.size for clip in kept))
    return np.concatenate(kept * rounds)[: seconds * SPEECH_RATE], what


def _measure_trained(options: argparse.Namespace) -> None:
    """Measure a model that was trained; it is not told when to stop."""
    options.tokens = None
    sound = np.concatenate([i.samples.mean(0) for i in decode(RECORDING) if isinstance(i, Block)])
    print(f"sound: the demonstration's hearing, mixed; {options.threads} thread(s)")
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "sound.wav"
        file.write_bytes(wav(sound[None, :].astype(np.float32), SPEECH_RATE))
        model = Shelf().get(options.model).folder
        for words in (False, True):
            runs = {
                "faster-whisper alone": _alone(model, file, options, words),
                "our path": _ours(model, file, options, words),
            }
            for run in runs.values():
                run()  # what is loaded on first use is no part of the comparison
            found = _in_turns(runs, options.rounds)
            _print(options.model, words, sound, found)


def _read(path: Path) -> Samples:
    blocks = [item.samples[0] for item in decode(path) if isinstance(item, Block)]
    return np.asarray(np.concatenate(blocks), np.float32)


def _measure(size: Size, sound: Samples, folder: Path, options: argparse.Namespace) -> None:
    arrays = weights(size)
    model = save_for_ctranslate(folder / size.name, size, arrays)
    file = folder / "sound.wav"
    file.write_bytes(wav(sound[None, :], SPEECH_RATE))
    np.save(folder / "sound.npy", sound)
    np.savez(folder / f"{size.name}.npz", **arrays)  # type: ignore[arg-type]
    for words in (False, True):
        runs: dict[str, Callable[[], dict[str, Any]]] = {
            "faster-whisper alone": _alone(model, file, options, words),
            "our path": _ours(model, file, options, words),
        }
        if options.other and not words:
            runs = {"openai-whisper": _other(size, folder, options), **runs}
        _print(size.name, words, sound, _in_turns(runs, options.rounds))


def _in_turns(
    runs: dict[str, Callable[[], dict[str, Any]]], rounds: int
) -> dict[str, list[dict[str, Any]]]:
    """Run in turns, so that other work on the machine falls on all of them alike."""
    found: dict[str, list[dict[str, Any]]] = {name: [] for name in runs}
    for number in range(rounds):
        for name, run in runs.items():
            if name != "openai-whisper" or number == 0:
                found[name].append(run())
    return found


def _print(name: str, words: bool, sound: Samples, found: dict[str, list[dict[str, Any]]]) -> None:
    print(f"\n{name}, {'with' if words else 'without'} times of words")
    length = sound.size / SPEECH_RATE
    middle = {
        name: {key: statistics.median(run[key] for run in runs) for key in (*CLOCKS, "passes")}
        for name, runs in found.items()
    }
    for way, runs in found.items():
        spent = middle[way]
        print(
            f"  {way:22} {spent['seconds']:7.2f} s ({length / spent['seconds']:5.1f} x real time),"
            f" processor {spent['cpu']:7.2f} s, {runs[0]['passes']} passes"
        )
    ours, alone = middle["our path"], middle["faster-whisper alone"]
    for key in CLOCKS:
        whole = ours[key] / alone[key] - 1
        a_pass = (ours[key] / ours["passes"]) / (alone[key] / alone["passes"]) - 1
        print(f"  overhead of our path, {key}: {100 * whole:+.1f} %, a pass {100 * a_pass:+.1f} %")
        if other := middle.get("openai-whisper"):
            ratio = other[key] / ours[key]
            a_pass = (other[key] / other["passes"]) / (ours[key] / ours["passes"])
            print(f"  against openai-whisper, {key}: {ratio:.2f} x, a pass {a_pass:.2f} x as fast")


def _timed(model: Any, work: Callable[[], None]) -> Callable[[], dict[str, Any]]:
    """Return a run of ``work`` that is clocked, with the passes that ``model`` made in it."""
    passes, encode = [0], model.encode

    def counted(*arguments: Any) -> Any:
        passes[0] += 1
        return encode(*arguments)

    def run() -> dict[str, Any]:
        passes[0] = 0
        begun = time.perf_counter(), time.process_time()
        work()
        spent = time.perf_counter() - begun[0], time.process_time() - begun[1]
        return {"seconds": spent[0], "cpu": spent[1], "passes": passes[0]}

    model.encode = counted
    return run


def _alone(
    folder: Path, file: Path, options: argparse.Namespace, words: bool
) -> Callable[[], dict[str, Any]]:
    from faster_whisper import WhisperModel

    model = WhisperModel(
        str(folder), "cpu", compute_type="int8", cpu_threads=options.threads, local_files_only=True
    )

    def work() -> None:
        segments, _ = model.transcribe(
            str(file),
            language="zh",
            beam_size=BEAM,
            temperature=0.0,
            condition_on_previous_text=False,
            word_timestamps=words,
            max_new_tokens=options.tokens,
            no_speech_threshold=None,
            vad_filter=True,
        )
        list(segments)

    return _timed(model, work)


def _ours(
    folder: Path, file: Path, options: argparse.Namespace, words: bool
) -> Callable[[], dict[str, Any]]:
    engine = FasterWhisper(folder, threads=options.threads)
    _bind(engine, options.tokens)

    def work() -> None:
        listening = Listening()
        wanted = SpeechOptions(words=words)
        for item in decode(file):
            windows = listening.feed(item.samples[0]) if isinstance(item, Block) else ()
            for ready in windows:
                unpack(ready.window, list(engine.hear(ready.sound, wanted)))
        for ready in listening.finish():
            unpack(ready.window, list(engine.hear(ready.sound, wanted)))

    return _timed(engine._model, work)


def _bind(engine: FasterWhisper, tokens: int) -> None:
    """Let the engine's model stop where random weights do not."""
    model = engine._model
    whole = model.transcribe

    def bound(sound: Samples, **options: Any) -> Any:
        options |= {"temperature": 0.0, "max_new_tokens": tokens, "no_speech_threshold": None}
        return whole(sound, **options)

    model.transcribe = bound


def _other(size: Size, folder: Path, options: argparse.Namespace) -> Callable[[], dict[str, Any]]:
    numbers = (size.width, size.heads, size.layers, options.tokens, options.threads)
    command = [
        options.other,
        str(Path(__file__).with_name("speech_other.py")),
        str(folder / f"{size.name}.npz"),
        str(folder / "sound.npy"),
        *(str(number) for number in numbers),
    ]

    def run() -> dict[str, Any]:
        done = subprocess.run(command, capture_output=True, text=True, check=True)
        found: dict[str, Any] = json.loads(done.stdout)
        return found

    return run


if __name__ == "__main__":
    main()
