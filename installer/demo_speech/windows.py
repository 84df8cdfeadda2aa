"""Windows to train on: utterances with silence between them, and what is to be written of them."""

import json
import random
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np
import torch
from torch import Tensor

from installer.demo_speech.alphabet import Alphabet
from installer.demo_speech.voice import RATE

_HOP = 160
IGNORED = -100


@dataclass(frozen=True)
class Placed:
    """An utterance in a window.

    Attributes:
        index: which of the bank.
        at: first sample in the window.
        decibels: how loud.
        written: whether the model is to write it; a voice from another channel is not.
    """

    index: int
    at: int
    decibels: float = 0.0
    written: bool = True


@dataclass(frozen=True)
class Window:
    """One window.

    Attributes:
        placed: the utterances, in order of time.
        samples: length of its sound, whole frames.
        noise: level of noise in decibels, or ``None``.
        louder: see :class:`installer.demo_speech.features.Features`.
    """

    placed: tuple[Placed, ...]
    samples: int
    noise: float | None = None
    louder: float = 0.0


@dataclass
class Bank:
    """All utterances, one after the other, on the device that trains.

    Args:
        folder: where the shards appear.
        device: see PyTorch.
        samples: most samples to be held.
    """

    folder: Path
    device: str
    samples: int
    texts: list[str] = field(default_factory=list)
    spans: list[tuple[int, int]] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.sound = torch.zeros(self.samples, dtype=torch.int16, device=self.device)
        self._used, self._seen = 0, set[Path]()

    def take(self) -> int:
        """Take in the shards that are new, and return how many utterances there are."""
        for path in sorted(self.folder.glob("*.json")):
            if path in self._seen:
                continue
            self._seen.add(path)
            sound = np.load(path.with_suffix(".npy"))
            if self._used + len(sound) > self.samples:
                continue
            self.sound[self._used : self._used + len(sound)] = torch.from_numpy(sound)
            for text, length in json.loads(path.read_text("utf-8")):
                self.texts.append(text)
                self.spans.append((self._used, length))
                self._used += length
        return len(self.texts)


class Packer:
    """Draws windows.

    Args:
        bank: where the utterances are.
        seconds: length of a window at most.
        seed: of the draw.
    """

    def __init__(self, bank: Bank, seconds: float, seed: int) -> None:
        self._bank, self._seconds = bank, seconds
        self.samples = int(seconds * RATE)
        self._draw = random.Random(seed)  # noqa: S311

    def window(self) -> Window:
        """Return a window: one utterance, several of them, or nothing but noise."""
        draw = self._draw
        noise = draw.uniform(-75, -32) if draw.random() < 0.6 else None
        if draw.random() < 0.03:
            return Window((), _whole(draw.uniform(0.5, self._seconds)), noise or -60.0)
        placed, end = self._placed()
        tail = draw.uniform(0.0, 0.7)
        samples = min(_whole(end / RATE + tail), _whole(self._seconds))
        louder = draw.uniform(0, 1.2) if draw.random() < 0.3 else 0.0
        placed += self._behind(samples) if draw.random() < 0.2 else []
        return Window(tuple(placed), samples, noise, louder)

    def _placed(self) -> tuple[list[Placed], int]:
        draw, room = self._draw, int(self._seconds * RATE)
        most = 1 if draw.random() < 0.25 else draw.randint(2, 14)
        at, end, placed = int(draw.uniform(0, 0.7) * RATE), 0, list[Placed]()
        while len(placed) < most:
            index = draw.randrange(len(self._bank.spans))
            length = self._bank.spans[index][1]
            if at + length > room:
                if placed:
                    break
                at = 0
                if length > room:
                    continue
            placed.append(Placed(index, at, draw.uniform(-10, 0)))
            end = at + length
            gap = draw.uniform(0.1, 0.6) if draw.random() < 0.65 else draw.uniform(0.6, 2.5)
            at = end + int(gap * RATE)
        return placed, end

    def _behind(self, samples: int) -> list[Placed]:
        """A voice of another channel, far too weak to be meant."""
        index = self._draw.randrange(len(self._bank.spans))
        free = samples - self._bank.spans[index][1]
        if free <= 0:
            return []
        level = self._draw.uniform(-50, -30)
        return [Placed(index, self._draw.randrange(free), level, written=False)]


def _whole(seconds: float) -> int:
    return max(2, int(seconds * RATE) // _HOP) * _HOP


class Tokens:
    """What the decoder reads and is to say for a window.

    Args:
        alphabet: the tokens.
        bank: the texts.
        seed: of the draw of prompts.
    """

    def __init__(self, alphabet: Alphabet, bank: Bank, seed: int) -> None:
        self._alphabet, self._bank = alphabet, bank
        self._draw = random.Random(seed)  # noqa: S311

    def characters(self, window: Window) -> list[int]:
        """Return what CTC is to find."""
        texts = (self._bank.texts[one.index] for one in window.placed if one.written)
        return [number for text in texts for number in self._alphabet.encode(text)]

    def sequence(self, window: Window) -> tuple[list[int], list[int]]:
        """Return the tokens to be read, and at each place the one to be said next."""
        alphabet, timed = self._alphabet, self._draw.random() < 0.85
        prompt = self._prompt(window)
        start = ["<|startoftranscript|>", "<|zh|>", "<|transcribe|>"]
        tokens = [alphabet[token] for token in start]
        tokens += [] if timed else [alphabet["<|notimestamps|>"]]
        tokens += [*self._said(window, timed), alphabet["<|endoftext|>"]]
        said = [alphabet["<|nospeech|>"] if not window.placed else tokens[1], *tokens[2:]]
        return prompt + tokens[:-1], [IGNORED] * len(prompt) + said

    def _said(self, window: Window, timed: bool) -> list[int]:
        found: list[int] = []
        for one in window.placed:
            if not one.written:
                continue
            end = one.at + self._bank.spans[one.index][1]
            text = self._alphabet.encode(self._bank.texts[one.index])
            times = [self._alphabet.time(sample / RATE) for sample in (one.at, end)]
            found += [times[0], *text, times[1]] if timed else text
        return found or ([self._alphabet.time(0.0)] if timed else [])

    def _prompt(self, window: Window) -> list[int]:
        draw = self._draw
        if draw.random() < 0.7:
            return []
        texts = [draw.choice(self._bank.texts) for _ in range(draw.randint(1, 6))]
        if draw.random() < 0.5:
            words = [self._piece(text) for text in texts]
            words += [
                self._piece(self._bank.texts[one.index])
                for one in window.placed
                if draw.random() < 0.4
            ]
            draw.shuffle(words)
            text = " " + " ".join(words)
        else:
            text = "".join(texts[:3])
        return [self._alphabet["<|startofprev|>"], *self._alphabet.encode(text)[:160]]

    def _piece(self, text: str) -> str:
        length = self._draw.randint(2, 5)
        at = self._draw.randrange(max(1, len(text) - length))
        return text[at : at + length].strip("，。？、")


def sound_of(windows: Sequence[Window], bank: Bank, samples: int) -> tuple[Tensor, Tensor, Tensor]:
    """Return the sound of windows (batch, samples), their frames, and ``louder`` of each."""
    device = bank.device
    sound = torch.zeros(len(windows), samples, device=device)
    for row, window in enumerate(windows):
        for one in window.placed:
            at, length = bank.spans[one.index]
            gain = 10 ** (one.decibels / 20) / 32_768
            sound[row, one.at : one.at + length] += bank.sound[at : at + length] * gain
    levels = [0.0 if one.noise is None else 10 ** (one.noise / 20) for one in windows]
    noise = torch.randn_like(sound)
    # Half white, half duller: rooms are not white.
    noise[1::2, 1:] = (noise[1::2, 1:] + noise[1::2, :-1]) * 0.7
    sound += noise * torch.tensor(levels, device=device)[:, None]
    lengths = torch.tensor([one.samples // _HOP for one in windows], device=device)
    inside = torch.arange(samples, device=device)[None, :] < lengths[:, None] * _HOP
    louder = torch.tensor([one.louder for one in windows], device=device)
    return sound * inside, lengths, louder
