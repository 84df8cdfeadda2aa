"""Random weights of the real sizes of Whisper, for both libraries: speed, nothing about quality.

Times and the end of text have no weight, so that every window gives as many tokens as are asked
for, whatever rounding does to the numbers.
"""

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

Arrays = dict[str, NDArray[np.float32]]

_EOT, _FIRST_TIME, _TOKENS = 50257, 50364, 51865
_LANGUAGES = 99
_SPREAD = 3.0


@dataclass(frozen=True)
class Size:
    """A published size: width, attention heads, layers of encoder and decoder."""

    name: str
    width: int
    heads: int
    layers: int


SIZES = {size.name: size for size in (Size("tiny", 384, 6, 4), Size("base", 512, 8, 6))}


def weights(size: Size) -> Arrays:
    """Return random weights under the names that openai-whisper gives them."""
    random = np.random.default_rng(11)
    made: Arrays = {}

    def noise(name: str, *shape: int, scale: float = 0.02) -> None:
        made[name] = random.normal(0, scale, shape).astype(np.float32)

    def linear(name: str, out: int, into: int, bias: bool = True) -> None:
        noise(f"{name}.weight", out, into)
        if bias:
            noise(f"{name}.bias", out)

    def norm(name: str) -> None:
        made[f"{name}.weight"] = np.ones(size.width, np.float32)
        made[f"{name}.bias"] = np.zeros(size.width, np.float32)

    for name, into in (("conv1", 80), ("conv2", size.width)):
        noise(f"encoder.{name}.weight", size.width, into, 3)
        noise(f"encoder.{name}.bias", size.width)
    noise("encoder.positional_embedding", 1500, size.width)
    noise("decoder.positional_embedding", 448, size.width)
    norm("encoder.ln_post")
    norm("decoder.ln")
    for side in ("encoder", "decoder"):
        for number in range(size.layers):
            block = f"{side}.blocks.{number}"
            for attention in ("attn", "cross_attn")[: 2 if side == "decoder" else 1]:
                norm(f"{block}.{attention}_ln")
                for part in ("query", "key", "value", "out"):
                    linear(f"{block}.{attention}.{part}", size.width, size.width, part != "key")
            norm(f"{block}.mlp_ln")
            linear(f"{block}.mlp.0", 4 * size.width, size.width)
            linear(f"{block}.mlp.2", size.width, 4 * size.width)
    noise("decoder.token_embedding.weight", _TOKENS, size.width, scale=_SPREAD / size.width**0.5)
    made["decoder.token_embedding.weight"][_EOT:] = 0.0
    return made


def save_for_ctranslate(folder: Path, size: Size, arrays: Arrays) -> Path:
    """Write the weights as faster-whisper takes them, 8 bits; return the folder."""
    from ctranslate2.specs import WhisperSpec

    spec = WhisperSpec(size.layers, size.heads, size.layers, size.heads)
    for side, part in (("encoder", spec.encoder), ("decoder", spec.decoder)):
        part.position_encodings.encodings = arrays[f"{side}.positional_embedding"]
        _set_norm(part.layer_norm, arrays, "encoder.ln_post" if side == "encoder" else "decoder.ln")
        for number, layer in enumerate(part.layer):
            _set_layer(layer, arrays, f"{side}.blocks.{number}", side == "decoder")
    for conv, name in ((spec.encoder.conv1, "conv1"), (spec.encoder.conv2, "conv2")):
        conv.weight = arrays[f"encoder.{name}.weight"]
        conv.bias = arrays[f"encoder.{name}.bias"]
    spec.decoder.embeddings.weight = arrays["decoder.token_embedding.weight"]
    spec.decoder.projection.weight = arrays["decoder.token_embedding.weight"]
    spec.register_vocabulary(vocabulary())
    spec.config.suppress_ids, spec.config.suppress_ids_begin = [], [_EOT]
    spec.config.lang_ids = list(range(_EOT + 2, _EOT + 2 + _LANGUAGES))
    spec.config.alignment_heads = [[size.layers - 1, head] for head in range(size.heads)]
    spec.validate()
    spec.optimize(quantization="int8")
    folder.mkdir(parents=True, exist_ok=True)
    spec.save(str(folder))
    _save_tokenizer(folder)
    return folder


def vocabulary() -> list[str]:
    """Return the tokens: invented ones for text, Whisper's own for the rest."""
    return [_token(number) for number in range(_TOKENS)]


def _token(number: int) -> str:
    marks = ("translate", "transcribe", "startoflm", "startofprev", "nospeech", "notimestamps")
    if number == 0:
        return ""  # the library takes a model for multilingual by it
    if number < _EOT:
        return chr(0x4E00 + number % 20_000) + ("" if number < 20_000 else str(number // 20_000))
    if number >= _FIRST_TIME:
        return f"<|{(number - _FIRST_TIME) * 0.02:.2f}|>"
    place = number - _EOT
    if place < 2:
        return ("<|endoftext|>", "<|startoftranscript|>")[place]
    if place < 2 + _LANGUAGES:
        return {0: "<|en|>", 1: "<|zh|>"}.get(place - 2, f"<|l{place}|>")
    return f"<|{marks[place - 2 - _LANGUAGES]}|>"


def _save_tokenizer(folder: Path) -> None:
    from tokenizers import AddedToken, Regex, Tokenizer, decoders, models, pre_tokenizers

    tokens = vocabulary()
    numbers = {token: number for number, token in enumerate(tokens[:_FIRST_TIME])}
    tokenizer = Tokenizer(models.WordLevel(numbers, unk_token=""))
    tokenizer.pre_tokenizer = pre_tokenizers.Split(Regex("."), "isolated")
    tokenizer.decoder = decoders.Fuse()
    marks = [AddedToken(mark, special=True) for mark in tokens[_EOT:_FIRST_TIME]]
    tokenizer.add_special_tokens(marks)
    tokenizer.save(str(folder / "tokenizer.json"))
    (folder / "vocabulary.json").write_text(json.dumps(tokens), encoding="utf-8")


def _set_norm(spec: Any, arrays: Arrays, name: str) -> None:
    spec.gamma, spec.beta = arrays[f"{name}.weight"], arrays[f"{name}.bias"]


def _set_linear(spec: Any, arrays: Arrays, *names: str) -> None:
    spec.weight = np.concatenate([arrays[f"{name}.weight"] for name in names])
    zeros = [np.zeros(arrays[f"{name}.weight"].shape[0], np.float32) for name in names]
    biases = [arrays.get(f"{n}.bias", zero) for n, zero in zip(names, zeros, strict=True)]
    spec.bias = np.concatenate(biases)


def _set_layer(layer: Any, arrays: Arrays, block: str, decoder: bool) -> None:
    own = layer.self_attention
    _set_norm(own.layer_norm, arrays, f"{block}.attn_ln")
    _set_linear(own.linear[0], arrays, *(f"{block}.attn.{n}" for n in ("query", "key", "value")))
    _set_linear(own.linear[1], arrays, f"{block}.attn.out")
    if decoder:
        other = layer.attention
        _set_norm(other.layer_norm, arrays, f"{block}.cross_attn_ln")
        _set_linear(other.linear[0], arrays, f"{block}.cross_attn.query")
        _set_linear(other.linear[1], arrays, *(f"{block}.cross_attn.{n}" for n in ("key", "value")))
        _set_linear(other.linear[2], arrays, f"{block}.cross_attn.out")
    _set_norm(layer.ffn.layer_norm, arrays, f"{block}.mlp_ln")
    _set_linear(layer.ffn.linear_0, arrays, f"{block}.mlp.0")
    _set_linear(layer.ffn.linear_1, arrays, f"{block}.mlp.2")
