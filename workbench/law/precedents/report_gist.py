"""裁判要点 of a precedent for the report: its own words, never words about it.

An entry of a library has its 裁判要旨. Of a judgment those sentences of the reasons are taken over
unchanged that hold most of what it shares with the case; what was left out between them is marked.
"""

import re
from collections.abc import Sequence

MOST = 3
"""Sentences that are taken over."""
LONGEST = 420
"""Characters at most."""
_SENTENCE = re.compile(r"[^。！？\n]+[。！？]?")
_CEREMONY = re.compile(r"(?:依照|根据|依据|综上)[^。]{0,200}(?:规定|判决如下|裁定如下)")


def gist(own: str, reasons: str, words: Sequence[str]) -> tuple[str, str]:
    """Return the gist, and in words where it comes from; both empty where there is none.

    Args:
        own: 裁判要旨 of an entry; empty for a judgment.
        reasons: its reasons.
        words: what it shares with the case.
    """
    if own.strip():
        return _short(own.strip()), "裁判要旨"
    sentences = [found[0].strip() for found in _SENTENCE.finditer(reasons)]
    worth = [sum(word in one for word in words) for one in sentences]
    places = [n for n, one in enumerate(sentences) if one and not _CEREMONY.search(one)]
    if not places:
        return "", ""
    best = sorted(places, key=lambda n: (-worth[n], n))[:MOST]
    chosen = sorted(n for n in best if worth[n] or n == best[0])
    parts = [sentences[n] for n in chosen]
    joined = parts[0]
    for before, after, words_ in zip(chosen, chosen[1:], parts[1:], strict=False):
        joined += words_ if after == before + 1 else f"……{words_}"
    return _short(joined), "理由部分原文摘录"


def _short(text: str) -> str:
    return text if len(text) <= LONGEST else f"{text[:LONGEST]}……"
