"""Trains the model for a number of minutes; ends by the clock, whatever the machine."""

import json
import math
import time
from collections.abc import Callable
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

import torch
from torch import Tensor
from torch.nn import functional as F  # noqa: N812 (PyTorch's own name for it)

from installer.demo_speech.alphabet import Alphabet
from installer.demo_speech.features import Features
from installer.demo_speech.network import Shape, Whisper
from installer.demo_speech.windows import IGNORED, Bank, Packer, Tokens, Window, sound_of

Evaluate = Callable[[Whisper], str]


@dataclass(frozen=True)
class Plan:
    """How to train.

    Attributes:
        minutes: in all.
        short: share of the time at most for windows of ``short_seconds``, before those of 30
            seconds; less where CTC's loss falls below ``enough`` sooner.
        enough: see ``short``.
        short_seconds: length of the short windows.
        short_batch, batch: windows a step.
        rate: learning rate at its highest.
        warm: steps until then.
        ctc: weight of CTC's loss with short windows and with long ones.
        every: seconds between two evaluations, each of which keeps the model.
    """

    minutes: float
    short: float = 0.4
    enough: float = 0.15
    short_seconds: float = 8.0
    short_batch: int = 160
    batch: int = 64
    rate: float = 1.5e-3
    warm: int = 400
    ctc: tuple[float, float] = (0.5, 0.15)
    every: float = 60.0


@dataclass(frozen=True)
class Batch:
    """Tensors of one step."""

    mels: Tensor
    read: Tensor
    said: Tensor
    found: Tensor
    found_lengths: Tensor


class Trainer:
    """Trains one model on one device."""

    def __init__(self, alphabet: Alphabet, shape: Shape, bank: Bank, plan: Plan, out: Path) -> None:
        self.alphabet, self.bank, self.plan, self.out = alphabet, bank, plan, out
        self.network = Whisper(shape).to(bank.device)
        self._features = Features(bank.device)
        self._optimiser = torch.optim.AdamW(
            self.network.parameters(), lr=plan.rate, betas=(0.9, 0.98), weight_decay=0.01
        )
        self._tokens = Tokens(alphabet, bank, 2)
        self._began, self.steps = time.monotonic(), 0

    def run(self, evaluate: Evaluate) -> None:
        """Train until the time is up; keeps the model at every evaluation and at the end."""
        plan, self._began = self.plan, time.monotonic()
        packers = [Packer(self.bank, seconds, 1) for seconds in (plan.short_seconds, 30.0)]
        shown = self._began
        losses: list[Tensor] = []
        long = False
        while (done := (time.monotonic() - self._began) / 60 / plan.minutes) < 1:
            size = plan.batch if long else plan.short_batch
            windows = [packers[long].window() for _ in range(size)]
            losses.append(self._step(windows, packers[long], done, plan.ctc[long]))
            if self.steps % 50 == 0:
                self.bank.take()
                ctc = float(torch.stack(losses[-50:])[:, 1].mean()) / plan.ctc[0]
                long = long or done >= plan.short or ctc < plan.enough
            if time.monotonic() - shown > plan.every:
                shown = time.monotonic()
                self._report(losses, done, evaluate)
                losses.clear()
        self._report(losses, 1.0, evaluate)

    def _step(self, windows: list[Window], packer: Packer, done: float, ctc: float) -> Tensor:
        self.steps += 1
        warm = min(1.0, self.steps / self.plan.warm)
        for group in self._optimiser.param_groups:
            group["lr"] = self.plan.rate * warm * (0.5 + 0.5 * math.cos(math.pi * done)) + 1e-6
        batch = self.batch(windows, packer.samples)
        self.network.train()
        losses = self._losses(batch, ctc)
        self._optimiser.zero_grad(set_to_none=True)
        losses.sum().backward()
        torch.nn.utils.clip_grad_norm_(self.network.parameters(), 1.0)
        self._optimiser.step()
        return losses.detach()

    def _losses(self, batch: Batch, weight: float) -> Tensor:
        kind = self.bank.device.partition(":")[0]
        with torch.autocast(kind, dtype=torch.bfloat16, enabled=kind == "cuda"):
            heard = self.network.encode(batch.mels)
            scores = self.network.decode(batch.read, heard)
            found = self.network.ctc(heard)
        said = F.cross_entropy(
            scores.flatten(0, 1).float(), batch.said.flatten(), ignore_index=IGNORED
        )
        frames = torch.full((len(batch.mels),), found.shape[1], device=found.device)
        ctc = F.ctc_loss(
            found.float().log_softmax(-1).transpose(0, 1),
            batch.found,
            frames,
            batch.found_lengths,
            zero_infinity=True,
        )
        return torch.stack([said, ctc * weight])

    def batch(self, windows: list[Window], samples: int) -> Batch:
        """Return the tensors of windows of ``samples`` at most."""
        device = self.bank.device
        mels = self._features(*sound_of(windows, self.bank, samples))
        pairs = [self._tokens.sequence(window) for window in windows]
        found = [self._tokens.characters(window) for window in windows]
        end = self.alphabet["<|endoftext|>"]
        return Batch(
            mels,
            _padded([read for read, _ in pairs], end).to(device),
            _padded([said for _, said in pairs], IGNORED).to(device),
            _padded(found, 0).to(device),
            torch.tensor([len(one) for one in found], device=device),
        )

    def _report(self, losses: list[Tensor], done: float, evaluate: Evaluate) -> None:
        mean = torch.stack(losses).mean(0).tolist() if losses else [0.0, 0.0]
        self.network.eval()
        with torch.no_grad():
            words = evaluate(self.network)
        passed = time.monotonic() - self._began
        print(
            f"{passed:6.1f}s step {self.steps} ({done:.0%}) said {mean[0]:.4f} ctc {mean[1]:.4f} "
            f"utterances {len(self.bank.texts)} | {words}",
            flush=True,
        )
        save(self.network, self.alphabet, self.out, {"seconds": passed, "steps": self.steps})


def save(network: Whisper, alphabet: Alphabet, path: Path, about: dict[str, Any]) -> None:
    """Keep a model in half precision, with all that is needed to convert it."""
    unfinished = path.with_suffix(".part")
    weights = {
        name: value.half().cpu() for name, value in network.state_dict().items() if name != "waves"
    }
    about = {**about, "shape": asdict(network.shape), "characters": alphabet.to_json()}
    torch.save({"weights": weights, "about": json.dumps(about)}, unfinished)
    unfinished.rename(path)


def load(path: Path) -> tuple[Whisper, Alphabet, dict[str, Any]]:
    """Read what :func:`save` kept."""
    kept = torch.load(path, map_location="cpu", weights_only=True)
    about = json.loads(kept["about"])
    network = Whisper(Shape(**about["shape"]))
    weights = {name: value.float() for name, value in kept["weights"].items()}
    network.load_state_dict(weights, strict=False)
    return network.eval(), Alphabet.from_json(about["characters"]), about


def adopt(network: Whisper, alphabet: Alphabet, path: Path) -> None:
    """Begin with a model that :func:`save` kept; its alphabet may be another one."""
    before, old, _ = load(path)
    weights = before.state_dict()
    own = network.state_dict()
    for name in ("embedding.weight", "ctc.weight", "ctc.bias"):
        rows, known = own[name].clone().cpu(), {token: i for i, token in enumerate(old.tokens)}
        for index, token in enumerate(alphabet.tokens[: len(rows)]):
            if token in known and known[token] < len(weights[name]):
                rows[index] = weights[name][known[token]]
        if name == "embedding.weight":
            rows[len(alphabet.tokens) :] = weights[name][len(old.tokens) :]
        weights[name] = rows
    network.load_state_dict(weights)


def _padded(rows: list[list[int]], value: int) -> Tensor:
    longest = max(1, *(len(row) for row in rows))
    return torch.tensor([row + [value] * (longest - len(row)) for row in rows])


def wait_for(bank: Bank, least: int, over: Callable[[], bool]) -> None:
    """Wait until there are ``least`` utterances to begin with, or no more will come."""
    while bank.take() < least and not over():
        time.sleep(0.5)
