"""A model of Whisper's architecture in CTranslate2's form that recites; made on the spot.

Its decoder's blocks add nothing, so that each token leads to the one after it in the script,
whatever the sound. Everything around it (features, encoder, timestamps, alignment of words) is the
real thing.
"""

import itertools
import json
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

SCRIPT = (
    "<|0.00|>",
    *"现在开庭",
    "<|1.60|>",
    "<|2.00|>",
    *"由原告陈述诉讼请求",
    "<|4.40|>",
    "<|endoftext|>",
)
_MELS, _WIDTH, _HEADS, _LAYERS = 80, 64, 2, 2
_SHARPNESS = 6.0
_SPECIAL = (
    "<|endoftext|>",
    "<|startoftranscript|>",
    "<|zh|>",
    "<|translate|>",
    "<|transcribe|>",
    "<|startoflm|>",
    "<|startofprev|>",
    "<|nospeech|>",
    "<|notimestamps|>",
)


@dataclass(frozen=True)
class Words:
    """The vocabulary: characters, Whisper's own marks, times."""

    characters: tuple[str, ...]

    @property
    def plain(self) -> list[str]:
        """All but the times."""
        return ["<unk>", *self.characters, *_SPECIAL]

    @property
    def all(self) -> list[str]:
        """All tokens in order of their numbers."""
        return [*self.plain, *(f"<|{number * 0.02:.2f}|>" for number in range(1501))]


def make(folder: Path, script: Sequence[str] = SCRIPT, quantization: str = "int8") -> Path:
    """Write a model that recites ``script`` whatever it hears; return its folder."""
    folder.mkdir(parents=True, exist_ok=True)
    words = Words(tuple(sorted({one for one in script if len(one) == 1})))
    _save_weights(folder, words, script, quantization)
    _save_tokenizer(folder, words)
    _complete(folder, words)
    return folder


def _save_weights(folder: Path, words: Words, script: Sequence[str], quantization: str) -> None:
    from ctranslate2.specs import WhisperSpec

    spec = WhisperSpec(_LAYERS, _HEADS, _LAYERS, _HEADS)
    random = np.random.default_rng(5)
    numbers = {token: number for number, token in enumerate(words.all)}
    embeddings = _noise(random, len(numbers), _WIDTH)
    embeddings /= np.linalg.norm(embeddings, axis=1, keepdims=True)
    projection = np.zeros_like(embeddings)
    for before, after in itertools.pairwise(["<|transcribe|>", *script]):
        projection[numbers[after]] += _SHARPNESS * embeddings[numbers[before]]
    _fill_encoder(spec.encoder, random)
    _fill_decoder(spec.decoder, random)
    spec.decoder.embeddings.weight = embeddings
    spec.decoder.projection.weight = projection
    spec.register_vocabulary(words.all)
    spec.config.suppress_ids = []
    spec.config.suppress_ids_begin = [numbers["<|endoftext|>"]]
    spec.config.lang_ids = [numbers["<|zh|>"]]
    spec.config.alignment_heads = [[_LAYERS - 1, head] for head in range(_HEADS)]
    spec.validate()
    spec.optimize(quantization=quantization)
    spec.save(str(folder))


def _noise(random: np.random.Generator, *shape: int) -> Any:
    return random.normal(0, 0.05, shape).astype(np.float32)


def _norm(spec: Any) -> None:
    spec.gamma, spec.beta = np.ones(_WIDTH, np.float32), np.zeros(_WIDTH, np.float32)


def _linear(spec: Any, weight: Any) -> None:
    spec.weight, spec.bias = weight, np.zeros(weight.shape[0], np.float32)


def _fill_encoder(spec: Any, random: np.random.Generator) -> None:
    for conv, width in ((spec.conv1, _MELS), (spec.conv2, _WIDTH)):
        conv.weight, conv.bias = _noise(random, _WIDTH, width, 3), _noise(random, _WIDTH)
    spec.position_encodings.encodings = _noise(random, 1500, _WIDTH)
    _norm(spec.layer_norm)
    for layer in spec.layer:
        _fill_attention(layer.self_attention, random, silent=False)
        _fill_feed_forward(layer.ffn, random, silent=False)


def _fill_decoder(spec: Any, random: np.random.Generator) -> None:
    spec.position_encodings.encodings = np.zeros((448, _WIDTH), np.float32)
    _norm(spec.layer_norm)
    for layer in spec.layer:
        _fill_attention(layer.self_attention, random, silent=True)
        attention = layer.attention
        _norm(attention.layer_norm)
        _linear(attention.linear[0], _noise(random, _WIDTH, _WIDTH))
        _linear(attention.linear[1], _noise(random, 2 * _WIDTH, _WIDTH))
        _linear(attention.linear[2], np.zeros((_WIDTH, _WIDTH), np.float32))
        _fill_feed_forward(layer.ffn, random, silent=True)


def _fill_attention(spec: Any, random: np.random.Generator, *, silent: bool) -> None:
    _norm(spec.layer_norm)
    _linear(spec.linear[0], _noise(random, 3 * _WIDTH, _WIDTH))
    _linear(spec.linear[1], _noise(random, _WIDTH, _WIDTH) * (0 if silent else 1))


def _fill_feed_forward(spec: Any, random: np.random.Generator, *, silent: bool) -> None:
    _norm(spec.layer_norm)
    _linear(spec.linear_0, _noise(random, 4 * _WIDTH, _WIDTH))
    _linear(spec.linear_1, _noise(random, _WIDTH, 4 * _WIDTH) * (0 if silent else 1))


def _save_tokenizer(folder: Path, words: Words) -> None:
    from tokenizers import AddedToken, Regex, Tokenizer, decoders, models, pre_tokenizers

    numbers = {token: number for number, token in enumerate(words.plain)}
    tokenizer = Tokenizer(models.WordLevel(numbers, unk_token="<unk>"))
    tokenizer.pre_tokenizer = pre_tokenizers.Split(Regex("."), "isolated")
    tokenizer.decoder = decoders.Fuse()
    tokenizer.add_special_tokens([AddedToken(mark, special=True) for mark in _SPECIAL])
    tokenizer.save(str(folder / "tokenizer.json"))


def _complete(folder: Path, words: Words) -> None:
    # The library takes a model for multilingual by the empty string in its vocabulary.
    vocabulary = ["" if token == "<unk>" else token for token in words.all]
    (folder / "vocabulary.json").write_text(json.dumps(vocabulary), encoding="utf-8")
    features = {"feature_size": _MELS, "sampling_rate": 16_000, "hop_length": 160, "n_fft": 400}
    (folder / "preprocessor_config.json").write_text(
        json.dumps({**features, "chunk_length": 30}), encoding="utf-8"
    )
