"""Fits the network that tells which articles courts cite."""

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterator

    import numpy as np

    Array = np.ndarray[Any, np.dtype[Any]]

# Chosen on judgments that no figure is measured with, see tests/bench/charges.py.
HIDDEN, AWAKE = 256, 0.5  # hidden units, and the part of them that takes part in a step
RATE, ROUNDS, BATCH = 0.005, 15, 128
STEPS = 300  # at least so many, so that few judgments are gone through more often
_DECAY = 1e-5
_FIRST, _SECOND = 0.09, 0.3  # spread of the weights at the beginning


@dataclass(frozen=True)
class Sparse:
    """Rows of which most entries are 0.

    Attributes:
        at: where each row begins, ``[n + 1]``.
        place, value: columns and values, one row's after another's.
        width: number of columns.
    """

    at: "Array"
    place: "Array"
    value: "Array"
    width: int

    def __len__(self) -> int:
        return len(self.at) - 1

    def dense(self, rows: "Array") -> "Array":
        """Return some rows, ``float32[rows, width]``."""
        import numpy as np

        many = self.at[rows + 1] - self.at[rows]
        owner = np.repeat(np.arange(len(rows)), many)
        offset = np.arange(len(owner)) + np.repeat(self.at[rows] - (np.cumsum(many) - many), many)
        found = np.zeros((len(rows), self.width), dtype=np.float32)
        found[owner, self.place[offset]] = self.value[offset]
        return found


@dataclass(frozen=True)
class Network:
    """The layers, see :class:`workbench.law.precedents.learnt.Learnt`."""

    first: "Array"
    first_bias: "Array"
    second: "Array"
    bias: "Array"

    def arrays(self) -> "tuple[Array, Array, Array, Array]":
        """Return all of them, which a step changes in place."""
        return self.first, self.first_bias, self.second, self.bias


class _Pace:
    """How an array of weights is changed: by the mean of its slopes over their spread (Adam)."""

    def __init__(self, weights: "Array") -> None:
        import numpy as np

        self._weights = weights
        self._mean, self._square = np.zeros_like(weights), np.zeros_like(weights)

    def step(self, slope: "Array", rate: float, step: int) -> None:
        """Change the weights in place."""
        import numpy as np

        self._mean += np.float32(0.1) * (slope - self._mean)
        self._square += np.float32(0.01) * (slope * slope - self._square)
        scale = np.sqrt(self._square / np.float32(1 - 0.99**step)) + np.float32(1e-7)
        self._weights -= np.float32(rate / (1 - 0.9**step)) * self._mean / scale


def fitted(shares: Sparse, cited: "Array") -> Network:
    """Fit by Adam in small batches; the same judgments give the same weights.

    A judgment that cites many articles counts less for each, so that those with few, where every
    one matters more, are not drowned.

    Args:
        shares: what each judgment's facts tell.
        cited: which articles each cites, ``float32[n, k]``.
    """
    import numpy as np

    chance = np.random.default_rng(0)
    worth = np.maximum(cited.sum(axis=1, keepdims=True), 1) ** -0.5
    worth = (worth / worth.mean()).astype(np.float32)
    network = _begun(shares.width, cited, worth, chance)
    pace = [_Pace(array) for array in network.arrays()]
    for step, (rows, rate) in enumerate(_batches(len(shares), chance), 1):
        awake = (chance.random((len(rows), HIDDEN), dtype=np.float32) < AWAKE) / np.float32(AWAKE)
        slopes = _slopes(network, shares.dense(rows), cited[rows], worth[rows], awake)
        for one, slope in zip(pace, slopes, strict=True):
            one.step(slope, rate, step)
    return network


def _begun(width: int, cited: "Array", worth: "Array", chance: "np.random.Generator") -> Network:
    import numpy as np

    part = np.clip((cited * worth).mean(axis=0), 1e-4, 1 - 1e-4)
    first = chance.standard_normal((width, HIDDEN), dtype=np.float32) * np.float32(_FIRST)
    second = chance.standard_normal((HIDDEN, cited.shape[1]), dtype=np.float32)
    return Network(
        first,
        np.zeros(HIDDEN, dtype=np.float32),
        second * np.float32(_SECOND / HIDDEN**0.5),
        np.log(part / (1 - part)).astype(np.float32),
    )


def _batches(count: int, chance: "np.random.Generator") -> "Iterator[tuple[Array, float]]":
    """Yield the rows of each batch and the rate of its step, which falls."""
    rounds = max(ROUNDS, -(-STEPS // -(-count // BATCH)))
    for turn in range(rounds):
        order = chance.permutation(count)
        for start in range(0, count, BATCH):
            yield order[start : start + BATCH], RATE * (1 - turn / rounds)


def _slopes(
    network: Network, shares: "Array", cited: "Array", worth: "Array", awake: "Array"
) -> "tuple[Array, ...]":
    import numpy as np

    before = shares @ network.first + network.first_bias
    awake = awake * (before > 0)
    hidden = before * awake
    odds = np.clip(hidden @ network.second + network.bias, -30, 30)
    off = worth * (1 / (1 + np.exp(-odds)) - cited) / np.float32(len(shares))
    back = (off @ network.second.T) * awake
    return (
        shares.T @ back + np.float32(_DECAY) * network.first,
        back.sum(axis=0),
        hidden.T @ off + np.float32(_DECAY) * network.second,
        off.sum(axis=0),
    )
