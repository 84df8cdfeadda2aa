"""Whisper's architecture in PyTorch, small, with a head for CTC that only training needs."""

import math
from dataclasses import dataclass

import torch
from torch import Tensor, nn
from torch.nn import functional as F  # noqa: N812 (PyTorch's own name for it)

MELS, FRAMES, TEXT = 80, 1500, 448


@dataclass(frozen=True)
class Shape:
    """Sizes of a model.

    Attributes:
        tokens: number of tokens.
        characters: tokens that CTC tells apart; number 0 is its blank.
        width, heads: of every layer.
        encoder, decoder: number of layers.
        dropout: share of values left out in training.
    """

    tokens: int
    characters: int
    width: int = 192
    heads: int = 4
    encoder: int = 4
    decoder: int = 4
    dropout: float = 0.05


class Attention(nn.Module):
    """Attention of several heads; keys have no bias, as in Whisper."""

    def __init__(self, shape: Shape) -> None:
        super().__init__()
        self.heads = shape.heads
        self.query = nn.Linear(shape.width, shape.width)
        self.key = nn.Linear(shape.width, shape.width, bias=False)
        self.value = nn.Linear(shape.width, shape.width)
        self.out = nn.Linear(shape.width, shape.width)

    def forward(self, x: Tensor, other: Tensor | None = None, causal: bool = False) -> Tensor:
        """Attend from ``x`` (batch, n, width) to ``other``, or to itself."""
        source = x if other is None else other
        query, key, value = self.query(x), self.key(source), self.value(source)
        parts = (t.unflatten(-1, (self.heads, -1)).transpose(1, 2) for t in (query, key, value))
        found = F.scaled_dot_product_attention(*parts, is_causal=causal)
        return self.out(found.transpose(1, 2).flatten(2))


class Layer(nn.Module):
    """A layer with the normalisation before each part."""

    def __init__(self, shape: Shape, crossing: bool) -> None:
        super().__init__()
        width = shape.width
        self.attention, self.attention_norm = Attention(shape), nn.LayerNorm(width)
        self.cross = Attention(shape) if crossing else None
        self.cross_norm = nn.LayerNorm(width) if crossing else None
        self.inner, self.outer = nn.Linear(width, 4 * width), nn.Linear(4 * width, width)
        self.norm = nn.LayerNorm(width)
        self.drop = nn.Dropout(shape.dropout)

    def forward(self, x: Tensor, other: Tensor | None = None) -> Tensor:
        """Return the layer's answer to ``x``; with ``other`` it is one of the decoder's."""
        crossing = self.cross is not None
        x = x + self.drop(self.attention(self.attention_norm(x), causal=crossing))
        if self.cross is not None and self.cross_norm is not None:
            x = x + self.drop(self.cross(self.cross_norm(x), other))
        return x + self.drop(self.outer(F.gelu(self.inner(self.norm(x)))))


class Whisper(nn.Module):
    """Encoder and decoder; the projection to tokens is the embedding's, transposed."""

    def __init__(self, shape: Shape) -> None:
        super().__init__()
        width = shape.width
        self.shape = shape
        self.first = nn.Conv1d(MELS, width, 3, padding=1)
        self.second = nn.Conv1d(width, width, 3, stride=2, padding=1)
        self.register_buffer("waves", sinusoids(FRAMES, width))
        self.encoder = nn.ModuleList(Layer(shape, False) for _ in range(shape.encoder))
        self.encoder_norm = nn.LayerNorm(width)
        self.embedding = nn.Embedding(shape.tokens, width)
        self.places = nn.Parameter(torch.randn(TEXT, width) * 0.01)
        self.decoder = nn.ModuleList(Layer(shape, True) for _ in range(shape.decoder))
        self.decoder_norm = nn.LayerNorm(width)
        self.ctc = nn.Linear(width, shape.characters)
        nn.init.normal_(self.embedding.weight, std=0.02)

    def encode(self, mels: Tensor) -> Tensor:
        """Return (batch, frames / 2, width) for (batch, 80, frames)."""
        x = F.gelu(self.first(mels))
        x = F.gelu(self.second(x)).transpose(1, 2)
        x = x + self.get_buffer("waves")[: x.shape[1]]
        for layer in self.encoder:
            x = layer(x)
        return self.encoder_norm(x)

    def decode(self, tokens: Tensor, heard: Tensor) -> Tensor:
        """Return the scores of the next token at every place: (batch, n, tokens)."""
        x = self.embedding(tokens) + self.places[: tokens.shape[1]]
        for layer in self.decoder:
            x = layer(x, heard)
        return F.linear(self.decoder_norm(x), self.embedding.weight)


def sinusoids(length: int, width: int) -> Tensor:
    """Return Whisper's fixed places of the encoder: (length, width)."""
    rate = math.log(10_000) / (width // 2 - 1)
    steps = torch.exp(-rate * torch.arange(width // 2))
    angles = torch.arange(length)[:, None] * steps[None, :]
    return torch.cat([torch.sin(angles), torch.cos(angles)], dim=1)
