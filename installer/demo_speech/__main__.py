"""The steps from nothing to the demonstration's model; README.md in local_models/demo-speech tells.

``lines`` here, ``train`` on any machine with PyTorch (better one with a GPU), ``convert`` and
``hearing`` here again; ``workbench measure demo_speech`` prints what came of it.
"""

import argparse
import os
import random
import threading
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from installer.demo_speech.sentences import Language, Writer, cut, held_out
from installer.demo_speech.synthesis import Line, any_speaker, make_shards, read_lines, write_lines

if TYPE_CHECKING:
    from installer.demo_speech.train import Plan

_ROOT = Path(__file__).resolve().parents[2]
_MODEL = _ROOT / "local_models" / "demo-speech"
_HELD_OUT = _ROOT / "tests" / "bench" / "held_out"
_HEARING = _ROOT / "resources" / "demo" / "hearing"
_UNSEEN, _UNSEEN_SEED, _EVALUATED = 120, 2, 56


def lines(folder: Path, count: int, seed: int) -> None:
    """Write what is to be said: sentences to train on, and three sets that are kept from it."""
    from installer.demo_speech.alphabet import UNKNOWN, Alphabet
    from installer.demo_speech.hearing import script, speaker
    from installer.demo_speech.pinyin import spoken

    folder.mkdir(parents=True, exist_ok=True)
    data, language = script(), Language()
    draw, writer = random.Random(seed), Writer(language, seed)  # noqa: S311
    known = [speaker(one) for one in data["speakers"].values()]
    spoken_there = [
        (text, speaker(data["speakers"][turn["speaker"]]))
        for turn in data["turns"]
        for text in cut(turn["text"])
    ]
    kept = [(text, known[at % len(known)]) for at, text in enumerate(held_out())]
    unseen = [
        (Writer(language, _UNSEEN_SEED + at).templated(), known[at % len(known)])
        for at in range(_UNSEEN)
    ]
    apart = {text for text, _ in (*spoken_there, *kept, *unseen)}
    for name, rows in (("hearing", spoken_there), ("held_out", kept), ("unseen", unseen)):
        write_lines([Line(text, spoken(text), who) for text, who in rows], folder / f"{name}.jsonl")
    made: dict[str, Line] = {}
    alphabet = Alphabet(tuple(language.alphabet))
    while len(made) < count:
        text = writer.sentence()
        if text in apart or (text in made and draw.random() < 0.9):
            continue
        if alphabet[UNKNOWN] in alphabet.encode(text):
            raise ValueError(f"a character outside the alphabet: {text}")
        made[f"{text}{len(made)}"] = Line(text, spoken(text), any_speaker(draw, known))
    write_lines(list(made.values()), folder / "lines.jsonl")
    (folder / "alphabet.json").write_text(alphabet.to_json(), "utf-8")


def train(folder: Path, out: Path, plan: "Plan", processes: int, start: Path | None = None) -> None:
    """Say the lines beside, train on what is there already, keep the model in ``out``.

    Args:
        folder: what :func:`lines` wrote.
        out: the trained model; written at every evaluation.
        plan: see there.
        processes: that say the lines.
        start: a trained model to begin with.
    """
    import torch

    from installer.demo_speech.alphabet import Alphabet
    from installer.demo_speech.network import Shape
    from installer.demo_speech.train import Trainer, adopt, wait_for
    from installer.demo_speech.windows import Bank

    device = "cuda" if torch.cuda.is_available() else "cpu"
    alphabet = Alphabet.from_json((folder / "alphabet.json").read_text("utf-8"))
    rows, shards = read_lines(folder / "lines.jsonl"), folder / "shards"
    saying = threading.Thread(target=make_shards, args=(rows, shards, processes), daemon=True)
    saying.start()
    bank = Bank(shards, device, len(rows) * 64_000)
    wait_for(bank, min(4_000, len(rows)), lambda: not saying.is_alive())
    if device == "cpu":
        plan = replace(plan, short_batch=16, batch=4)
    trainer = Trainer(alphabet, Shape(alphabet.size, alphabet.text), bank, plan, out)
    if start:
        adopt(trainer.network, alphabet, start)
    trainer.run(_evaluation(folder, alphabet, device))


def _evaluation(folder: Path, alphabet: object, device: str) -> Callable[..., str]:
    from installer.demo_speech.alphabet import Alphabet
    from installer.demo_speech.greedy import Listener
    from installer.demo_speech.voice import espeak

    assert isinstance(alphabet, Alphabet)
    listeners = {
        name: Listener(
            alphabet,
            device,
            [
                (espeak().say(line.pinyin, line.speaker), line.text)
                for line in read_lines(folder / f"{name}.jsonl")[:_EVALUATED]
            ],
            30.0,
        )
        for name in ("hearing", "held_out", "unseen")
    }
    return lambda network: " ".join(
        f"{name} {listener.error_rate(network):.3f}" for name, listener in listeners.items()
    )


def write_model(trained: Path, folder: Path) -> None:
    """Write the trained model as faster-whisper reads it."""
    from installer.demo_speech.convert import ALIGNMENT, convert
    from installer.demo_speech.manifest import write_manifest
    from installer.demo_speech.train import load

    network, alphabet, _ = load(trained)
    convert(network, alphabet, folder, alignment=ALIGNMENT)
    write_manifest(folder)


def write_hearing(folder: Path) -> None:
    """Write the recordings of the demonstration's hearing and of the held-out sentences."""
    from installer.demo_speech.hearing import make, write
    from installer.demo_speech.held import write as write_held_out

    write_held_out(_HELD_OUT)
    folder.mkdir(parents=True, exist_ok=True)
    write(make(), folder / "庭审录音（演示）.opus", folder / "truth.json")


def main() -> None:
    """Run one step."""
    parser = argparse.ArgumentParser(prog="python -m installer.demo_speech", description=__doc__)
    steps = parser.add_subparsers(dest="step", required=True)
    step = steps.add_parser("lines")
    step.add_argument("folder", type=Path)
    step.add_argument("--count", type=int, default=60_000)
    step.add_argument("--seed", type=int, default=1)
    step = steps.add_parser("train")
    step.add_argument("folder", type=Path)
    step.add_argument("--out", type=Path, required=True)
    step.add_argument("--minutes", type=float, default=6.0)
    step.add_argument("--rate", type=float, default=1.2e-3)
    step.add_argument("--short", type=float, default=0.4)
    step.add_argument("--processes", type=int, default=max(1, (os.cpu_count() or 2) - 2))
    step.add_argument("--start", type=Path)
    step = steps.add_parser("convert")
    step.add_argument("trained", type=Path)
    step.add_argument("--folder", type=Path, default=_MODEL)
    step = steps.add_parser("hearing")
    step.add_argument("--folder", type=Path, default=_HEARING)
    asked = parser.parse_args()
    if asked.step == "lines":
        lines(asked.folder, asked.count, asked.seed)
    elif asked.step == "train":
        from installer.demo_speech.train import Plan

        plan = Plan(asked.minutes, rate=asked.rate, short=asked.short)
        train(asked.folder, asked.out, plan, asked.processes, asked.start)
    elif asked.step == "convert":
        write_model(asked.trained, asked.folder)
    else:
        write_hearing(asked.folder)


if __name__ == "__main__":
    main()
