"""Words that may stand as a reason for likeness: they tell something of the case.

The search weighs every word; a person is shown only those that say why. Left out are the words of
``resources/rules/reason_words.toml``, numbers, times, places, names and words without content by
their part of speech, and words that a large share of the library has. What the knowledge of the
cause looks for stands first, and is named however often the library tells it.
"""

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence

from workbench.kernel.search import fold
from workbench.law.knowledge.model import CauseKnowledge
from workbench.law.precedents.explain import Demand
from workbench.law.precedents.index_terms import key
from workbench.reference.rule_data import read_toml

USUAL = 1 / 6
"""A word of so large a share of all judgments says little; 借条 has 6.5 %, 没有 47 %."""
FEWEST = 100
"""Judgments below which shares of the library say nothing."""
_CONTENT = ("n", "nz", "vn", "v", "a", "an", "l", "i", "j", "b")
"""Parts of speech with content: nouns, verbs, adjectives, set phrases; not persons and places."""
_COUNTED = re.compile(
    r"第?[零〇一二三四五六七八九十百千万亿两几多数余]+"
    r"(?:[条款项章节年月日号份个名次元级发支张辆台把部天岁人间楼层套起笔户点分时周米克吨处组册页])?"
)
_PLACE = re.compile(r".{2,}[省市县区镇乡村]")


def telling_words(
    text: str,
    worths: Mapping[int, float],
    shares: Mapping[int, float],
    known: Sequence[str] = (),
) -> list[str]:
    """Return the words of a text that may be shown as reasons, the most telling first.

    Args:
        text: facts without personal words.
        worths: weights of words by their number in the index; others do not count.
        shares: shares of the library's judgments that have each of them; empty where the library
            is too small to tell.
        known: words that the knowledge of the cause looks for; they stand first.
    """
    idle = idle_words()
    found = [
        (word, any(word in one for one in known), sort)
        for word, sort in _tagged(text).items()
        if key(word) in worths and word not in idle
    ]
    kept = [
        (word, sought)
        for word, sought, sort in found
        if sought or (_tells(word, sort) and shares.get(key(word), 0.0) <= USUAL)
    ]
    kept.sort(key=lambda one: (not one[1], -worths[key(one[0])], one[0]))
    return [word for word, _ in kept]


def sought_words(known: CauseKnowledge | None) -> tuple[str, ...]:
    """Return the words that the knowledge of a cause looks for."""
    if known is None:
        return ()
    required = (word for part in known.requirements for word in part.words)
    disputed = (word for part in known.disputes for word in part.words)
    return tuple(dict.fromkeys((*known.telling, *known.deciding, *required, *disputed)))


def demands(known: CauseKnowledge | None, text: str) -> tuple[Demand, ...]:
    """Return the requirements of a cause that a text tells of."""
    idle = idle_words()
    found = []
    for requirement in known.requirements if known else ():
        words = [word for word in requirement.words if word not in idle]
        if said := [word for word in words if word in text]:
            found.append(Demand(requirement.name, words, said))
    return tuple(found)


def idle_words() -> frozenset[str]:
    """Return the words of the table."""
    groups = read_toml("reason_words.toml")["group"]
    return frozenset(word for group in groups for word in group["words"])


def _tells(word: str, sort: str) -> bool:
    return sort in _CONTENT and not _COUNTED.fullmatch(word) and not _PLACE.fullmatch(word)


def _tagged(text: str) -> dict[str, str]:
    """Return the words of a text with the part of speech that each has most often."""
    import rjieba

    seen: dict[str, Counter[str]] = {}
    tagged: Iterable[tuple[str, str]] = rjieba.tag(fold(text))
    for word, sort in tagged:
        seen.setdefault(word, Counter())[sort] += 1
    return {word: sorts.most_common(1)[0][0] for word, sorts in seen.items()}
