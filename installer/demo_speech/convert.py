"""Writes the trained model as a folder that CTranslate2 and faster-whisper read."""

import itertools
import json
import shutil
import tempfile
from pathlib import Path
from typing import Any

import numpy as np
from torch import Tensor, nn

from installer.demo_speech.alphabet import SPECIAL, STEP, TIMES, UNKNOWN, Alphabet
from installer.demo_speech.network import Attention, Layer, Whisper

_PREPROCESSOR = {
    "feature_size": 80,
    "sampling_rate": 16_000,
    "hop_length": 160,
    "chunk_length": 30,
    "n_fft": 400,
}
# Layers and heads of the decoder that tell best when a character is said, as measured.
ALIGNMENT = [(1, 0), (2, 1), (2, 3)]


def convert(
    network: Whisper,
    alphabet: Alphabet,
    folder: Path,
    quantization: str = "int8_float16",
    alignment: list[tuple[int, int]] | None = None,
) -> None:
    """Write model.bin, config.json, vocabulary.json, tokenizer.json, preprocessor_config.json.

    Args:
        network: in evaluation.
        alphabet: its tokens.
        folder: made or written over, file by file.
        quantization: as CTranslate2 calls it.
        alignment: layers and heads of the decoder that tell the times of words; all heads of the
            later half of the layers where nothing is said.
    """
    with tempfile.TemporaryDirectory() as scratch:
        made = Path(scratch) / "model"
        _specification(network, alphabet, quantization, made)
        config = json.loads((made / "config.json").read_text("utf-8"))
        config |= _config(network, alphabet, alignment)
        _write(made / "config.json", config)
        tokens = json.loads((made / "vocabulary.json").read_text("utf-8"))
        # CTranslate2 takes a vocabulary for multilingual only if it holds the empty text.
        _write(made / "vocabulary.json", ["" if token == UNKNOWN else token for token in tokens])
        _write(made / "tokenizer.json", alphabet.tokenizer())
        _write(made / "preprocessor_config.json", _PREPROCESSOR)
        folder.mkdir(parents=True, exist_ok=True)
        for path in made.iterdir():
            shutil.copyfile(path, folder / path.name)


def _config(
    network: Whisper, alphabet: Alphabet, alignment: list[tuple[int, int]] | None
) -> dict[str, Any]:
    layers, heads = network.shape.decoder, network.shape.heads
    default = list(itertools.product(range(layers // 2, layers), range(heads)))
    silent = [token for token in SPECIAL if token not in ("<|endoftext|>", "<|notimestamps|>")]
    return {
        "alignment_heads": alignment or default,
        "lang_ids": [alphabet["<|zh|>"]],
        "suppress_ids": [alphabet[token] for token in (UNKNOWN, " ", "-", *silent)],
        "suppress_ids_begin": [alphabet["<|endoftext|>"]],
    }


def _specification(network: Whisper, alphabet: Alphabet, quantization: str, folder: Path) -> None:
    from ctranslate2.specs import WhisperSpec

    shape = network.shape
    spec = WhisperSpec(shape.encoder, shape.heads, shape.decoder, shape.heads)
    _convolution(spec.encoder.conv1, network.first)
    _convolution(spec.encoder.conv2, network.second)
    spec.encoder.position_encodings.encodings = _array(network.get_buffer("waves"))
    _norm(spec.encoder.layer_norm, network.encoder_norm)
    for part, layer in zip(spec.encoder.layer, network.encoder, strict=True):
        _layer(part, layer)
    spec.decoder.embeddings.weight = _array(network.embedding.weight)
    spec.decoder.projection.weight = _array(network.embedding.weight)
    spec.decoder.position_encodings.encodings = _array(network.places)
    _norm(spec.decoder.layer_norm, network.decoder_norm)
    for part, layer in zip(spec.decoder.layer, network.decoder, strict=True):
        _layer(part, layer)
    spec.register_vocabulary(alphabet.tokens + [f"<|{i * STEP:.2f}|>" for i in range(TIMES)])
    spec.validate()
    spec.optimize(quantization=quantization)
    folder.mkdir()
    spec.save(str(folder))


def _layer(part: Any, layer: nn.Module) -> None:
    assert isinstance(layer, Layer)
    one = layer.attention
    joined = part.self_attention.linear[0]
    joined.weight = _stacked(one.query.weight, one.key.weight, one.value.weight)
    joined.bias = _stacked(one.query.bias, one.query.bias.detach() * 0, one.value.bias)
    _out(part.self_attention, one, layer.attention_norm, 1)
    if layer.cross is not None and layer.cross_norm is not None:
        two = layer.cross
        _linear(part.attention.linear[0], two.query)
        part.attention.linear[1].weight = _stacked(two.key.weight, two.value.weight)
        part.attention.linear[1].bias = _stacked(two.value.bias.detach() * 0, two.value.bias)
        _out(part.attention, two, layer.cross_norm, 2)
    _norm(part.ffn.layer_norm, layer.norm)
    _linear(part.ffn.linear_0, layer.inner)
    _linear(part.ffn.linear_1, layer.outer)


def _out(part: Any, attention: Attention, norm: nn.LayerNorm, place: int) -> None:
    _linear(part.linear[place], attention.out)
    _norm(part.layer_norm, norm)


def _convolution(part: Any, layer: nn.Conv1d) -> None:
    assert layer.bias is not None
    part.weight, part.bias = _array(layer.weight), _array(layer.bias)


def _linear(part: Any, layer: nn.Linear) -> None:
    part.weight, part.bias = _array(layer.weight), _array(layer.bias)


def _norm(part: Any, layer: nn.LayerNorm) -> None:
    part.gamma, part.beta = _array(layer.weight), _array(layer.bias)


def _stacked(*parts: Tensor) -> Any:
    return np.concatenate([_array(part) for part in parts])


def _array(value: Tensor) -> Any:
    return np.ascontiguousarray(value.detach().float().cpu().numpy())


def _write(path: Path, data: Any) -> None:
    path.write_text(json.dumps(data, ensure_ascii=False, indent=1) + "\n", "utf-8")
