"""How well a model in training hears held-out sentences: greedy decoding, without tricks."""

from collections.abc import Sequence

import torch

from installer.demo_speech.alphabet import Alphabet
from installer.demo_speech.features import Features
from installer.demo_speech.network import Whisper
from installer.demo_speech.rates import error_rate
from installer.demo_speech.voice import RATE, Sound

_MOST = 60


class Listener:
    """Decodes a set of sounds, each in a window of its own.

    Args:
        alphabet: the tokens.
        device: see PyTorch.
        sounds: with what is said in each.
        seconds: of a window.
    """

    def __init__(
        self, alphabet: Alphabet, device: str, sounds: Sequence[tuple[Sound, str]], seconds: float
    ) -> None:
        self._alphabet, self._texts = alphabet, [text for _, text in sounds]
        lead, samples = RATE // 4, int(seconds * RATE)
        rows, lengths = torch.zeros(len(sounds), samples), []
        for row, (sound, _) in zip(rows, sounds, strict=True):
            row[lead : lead + len(sound)] = torch.from_numpy(sound)
            lengths.append((lead * 2 + len(sound)) // 160)
        frames = torch.tensor(lengths, device=device)
        louder = torch.zeros(len(sounds), device=device)
        self._mels = Features(device)(rows.to(device), frames, louder)

    def error_rate(self, network: Whisper) -> float:
        """Return the character error rate over all sounds, punctuation left out."""
        kind = self._mels.device.type
        with torch.autocast(kind, dtype=torch.bfloat16, enabled=kind == "cuda"):
            found = self._decoded(network)
        return error_rate(self._texts, found)

    def _decoded(self, network: Whisper) -> list[str]:
        alphabet = self._alphabet
        start = ["<|startoftranscript|>", "<|zh|>", "<|transcribe|>", "<|notimestamps|>"]
        row = [alphabet[token] for token in start]
        heard = network.encode(self._mels)
        tokens = torch.tensor([row] * len(heard), device=heard.device)
        end = alphabet["<|endoftext|>"]
        for _ in range(_MOST):
            best = network.decode(tokens, heard)[:, -1].argmax(-1)
            best = torch.where(tokens[:, -1] == end, end, best)
            tokens = torch.cat([tokens, best[:, None]], 1)
            if bool((best == end).all()):
                break
        return [alphabet.decode(found[len(row) :]) for found in tokens.tolist()]
