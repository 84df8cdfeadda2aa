"""From the facts of a case to the weighted terms of a search.

What a suggestion must not depend on is taken out first: the names of the parties, their sex, their
ethnic group and their home (人民法院在线运行规则 and the opinion on artificial intelligence in
courts ask for fairness; tests swap them). Then idle words go, legal words for everyday ones come
in, and of a long text only the most telling terms stay.
"""

import re
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from math import log

from workbench.kernel.search import fold
from workbench.law.ranking_terms import is_chinese, segment, terms
from workbench.law.suggestion.organisations import without_organisations
from workbench.law.suggestion.persons import NAME, known_surnames, names_in
from workbench.law.synonyms import Synonyms, Translation

SYNONYM = 0.3  # weight of a term that only a synonym brought in
MOST_TERMS = 90  # more terms of a long text add noise and time, not articles

_MASKED = r"某(?:某[甲乙丙丁戊己庚辛\d]?|[甲乙丙丁戊己庚辛\d])"
_PERSONAL = re.compile(
    r"(?<=[，,、；;（(\s])(?:男|女)性?(?=[，,、。；;）)\s])"
    r"|(?<=[，,、；;（(\s])[\u3400-\u9fff\U00020000-\U000323af]{1,6}族(?=[，,、。；;）)\s])"
    r"|(?:户籍(?:所在)?地|户口所在地|经常居住地|现?住址?|家住|籍贯|出生于|系)(?:为|：|:)?"
    r"[^，,。；;\n]{0,12}(?:省|市|区|县|乡|镇|村|路|街|号|室|人)+(?=[，,。；;）)\n])"
    r"|\d{4}年\d{1,2}月\d{1,2}日(?:出生|生)"
)


@dataclass(frozen=True)
class Query:
    """What is searched for.

    Attributes:
        weights: terms and their weights.
        told: those of them that stand in the text itself, not only in a translation.
        words: words of the facts that count, the rarest first, for the reasons.
        translations: everyday words of the facts and the legal words for them.
    """

    weights: Mapping[str, float]
    told: Mapping[str, float]
    words: tuple[str, ...]
    translations: tuple[Translation, ...]


def impersonal(text: str, parties: Sequence[str] = ()) -> str:
    """Return the text without names, sex, ethnic group, date of birth and home of the parties.

    Of the name of a company its kind stays.

    Args:
        text: facts, claims or a question.
        parties: names known from the case; further names are found behind 原告, 被告 and the like.
    """
    # First what is known: what is then found must not depend on who the known ones are.
    text = _without(text, {name for name in parties if len(name) > 1})
    text = without_organisations(text)
    surnames = known_surnames()
    text = re.sub(surnames.pattern + _MASKED, NAME, text)
    text = _without(text, names_in(text, surnames))
    return _PERSONAL.sub(" ", text).replace(NAME, " ")


def _without(text: str, names: set[str]) -> str:
    for name in sorted(names, key=lambda name: (-len(name), name)):
        text = text.replace(name, NAME)
    return text


def make_query(text: str, rarity: Callable[[str], float], synonyms: Synonyms) -> Query:
    """Return the query for an impersonal text.

    Args:
        text: see :func:`impersonal`.
        rarity: idf of a term, 0 if the library does not have it.
        synonyms: everyday words and legal words.
    """
    telling = synonyms.informative(text)
    translations = tuple(synonyms.translate(text))
    told = {term: 1 + log(count) for term, count in Counter(terms(telling)).items()}
    weights = dict(told)
    for translation in translations:
        for term in set(terms(" ".join(translation.legal))):
            weights[term] = max(weights.get(term, 0.0), SYNONYM)
    worth = {term: weight * rarity(term) for term, weight in weights.items()}
    kept = sorted((t for t in weights if worth[t]), key=lambda t: (-worth[t], t))[:MOST_TERMS]
    words = {w for w in segment(fold(telling)) if len(w) > 1 and is_chinese(w)}
    rare = {word: rarity(word) for word in words}
    return Query(
        weights={term: weights[term] for term in kept},
        told={term: told[term] for term in kept if term in told},
        words=tuple(sorted((w for w in words if rare[w]), key=lambda w: (-rare[w], w))),
        translations=translations,
    )
