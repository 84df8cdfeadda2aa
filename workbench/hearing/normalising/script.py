"""Simplified Chinese, whatever the model wrote."""

import re
from collections.abc import Sequence
from dataclasses import replace
from functools import cache
from typing import TYPE_CHECKING

from workbench.engines.protocols import Heard
from workbench.reference.rule_data import read_toml

if TYPE_CHECKING:
    from opencc import OpenCC

_TABLE = "hearing_script.toml"


def simplified(text: str, keep: Sequence[str] = ()) -> str:
    """Return a text in Simplified Chinese, as many characters as before.

    Args:
        text: Simplified, Traditional or mixed.
        keep: names of the case as they are written in its papers (张乾, 李昇): where they stand in
            the text, they stay, though their characters look Traditional.
    """
    converted = _converter().convert(text)
    if len(converted) != len(text):
        # A dictionary of words may shorten some; places of words must hold.
        converted = "".join(map(_one, text))
    converted = _particle(converted, traditional=converted != text)
    for name in keep:
        for match in re.finditer(re.escape(name), text) if name else ():
            converted = converted[: match.start()] + name + converted[match.end() :]
    return converted


def simplified_heard(heard: Heard, keep: Sequence[str] = ()) -> Heard:
    """Return a segment with its text and its words in Simplified Chinese.

    Words are converted within their sentence, since a character may depend on its neighbours.
    """
    joined = simplified("".join(word.text for word in heard.words), keep)
    words, at = [], 0
    for word in heard.words:
        words.append(replace(word, text=joined[at : at + len(word.text)]))
        at += len(word.text)
    return replace(heard, text=simplified(heard.text, keep), words=tuple(words))


def _one(character: str) -> str:
    converted = _converter().convert(character)
    return converted if len(converted) == 1 else character


def _particle(text: str, traditional: bool) -> str:
    """Write 着 for the particle that Traditional texts write 著."""
    if "著" not in text:
        return text
    table = read_toml(_TABLE)
    kept: set[int] = set()
    for word in table["zhu_words"]:
        kept.update(m.start() + word.index("著") for m in re.finditer(word, text))
    before = table["zhe_before"]
    return "".join(
        "着"
        if c == "著" and i not in kept and (traditional or (i and text[i - 1] in before))
        else c
        for i, c in enumerate(text)
    )


@cache
def _converter() -> "OpenCC":
    from opencc import OpenCC

    return OpenCC("t2s")
