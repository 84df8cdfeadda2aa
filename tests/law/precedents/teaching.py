"""What judgments taught, made by hand."""

from collections.abc import Mapping

import numpy as np

from workbench.law.precedents.index_terms import key
from workbench.law.precedents.learnt import LAW, WORDS_WEIGH, Learnt


def taught(told: Mapping[str, Mapping[int, float]]) -> Learnt:
    """Return what gives each word, where it is told alone, its odds of articles by number."""
    inputs = sorted(told, key=key)
    articles = sorted({n for odds in told.values() for n in odds}, key=lambda n: key(f"{LAW} {n}"))
    odds = [[told[word].get(number, 0.0) for number in articles] for word in inputs]
    return Learnt(
        np.array([key(word) for word in inputs], dtype=np.uint32),
        np.ones(len(inputs), dtype=np.float32),
        np.array([key(f"{LAW} {number}") for number in articles], dtype=np.uint32),
        np.eye(len(inputs), dtype=np.float32) / np.float32(WORDS_WEIGH),
        np.zeros(len(inputs), dtype=np.float32),
        np.array(odds, dtype=np.float32),
        np.zeros(len(articles), dtype=np.float32),
        np.ones((len(inputs), len(articles)), dtype=bool),
    )
