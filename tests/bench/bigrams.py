"""The plain baseline of the measurements: BM25 over pairs of characters, k1 = 1.2, b = .75."""

import re
from collections import Counter
from collections.abc import Sequence
from itertools import pairwise

import numpy as np


class Bigrams:
    """An index of texts, given with their ids."""

    def __init__(self, texts: Sequence[tuple[int, str]]) -> None:
        self._ids = [identity for identity, _ in texts]
        counts = [_pairs(text) for _, text in texts]
        lengths = np.array([count.total() for count in counts], np.float32)
        norm = 1.2 * (0.25 + 0.75 * lengths / max(float(lengths.mean()), 1.0))
        held: dict[str, tuple[list[int], list[int]]] = {}
        for number, count in enumerate(counts):
            for pair, often in count.items():
                at, frequency = held.setdefault(pair, ([], []))
                at.append(number)
                frequency.append(often)
        self._postings = {}
        for pair, (at, frequency) in held.items():
            where, often_there = np.array(at), np.array(frequency, np.float32)
            rare = np.log(1 + (len(texts) - len(at) + 0.5) / (len(at) + 0.5))
            self._postings[pair] = (where, rare * often_there * 2.2 / (often_there + norm[where]))

    def rank(self, text: str, top: int) -> Sequence[int]:
        """Return the ids of the best texts."""
        scores = np.zeros(len(self._ids), np.float32)
        for pair, often in _pairs(text).items():
            if pair in self._postings:
                where, weight = self._postings[pair]
                scores[where] += often * weight
        best = np.argsort(-scores, kind="stable")[:top]
        return [self._ids[place] for place in best if scores[place] > 0]


def _pairs(text: str) -> Counter[str]:
    runs = re.findall(r"[\u4e00-\u9fff]+", text)
    return Counter(a + b for run in runs for a, b in pairwise(run))
