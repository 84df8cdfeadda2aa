"""Words that a speech model is to expect: the names of the case first, then its matter.

A prompt takes few tokens, and what stands in it may come back as an echo: only words that are
likely to be spoken, and that a model would not write right by itself.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from workbench.hearing.model import Procedure
from workbench.papers.model import Case
from workbench.reference.rule_data import read_toml

_TABLE = "hearing_hot_words.toml"
_TOKENS_OF_A_CHARACTER = 2
"""Whisper's tokenizer takes 1 to 3 for a Chinese character, 2 for four of five common ones."""


@dataclass(frozen=True)
class CaseNames:
    """What is likely to be spoken in a case, by kind; the most likely of a kind first.

    Attributes:
        people: parties, agents, witnesses, judges and clerks by name.
        organisations: companies, authorities, law firms by their full names.
        places: towns, villages, estates; not addresses.
        cause: cause of action or charge.
        terms: further words of the case (goods, contracts, accounts by name).
    """

    people: tuple[str, ...] = ()
    organisations: tuple[str, ...] = ()
    places: tuple[str, ...] = ()
    cause: str = ""
    terms: tuple[str, ...] = ()


def names_of(case: Case) -> CaseNames:
    """Return the names of a case as far as its data tells; nothing of identity or address."""
    parties = [party for party in case.parties if not party.removed]
    people = [party.name for party in parties if party.kind == "natural"]
    people += [party.representative for party in parties if party.representative]
    organisations = [party.name for party in parties if party.kind != "natural"]
    organisations += [party.firm for party in parties if party.firm]
    panel = [re.sub(r"^.*[:：\s]", "", member) for member in case.panel]
    return CaseNames(tuple(people + panel), tuple(organisations), cause=case.cause)


def hot_words(names: CaseNames, limit: int = 0, procedure: Procedure = Procedure.CIVIL) -> str:
    """Return the hot words, parted by blanks, the most useful first.

    Args:
        names: of the case.
        limit: most tokens that the model's prompt takes; 0: as the table says.
        procedure: whose terms fill what is left.
    """
    limit = limit or int(read_toml(_TABLE)["tokens"])
    chosen: list[str] = []
    spent = 0
    for word in _candidates(names, procedure):
        price = tokens_of(word) + 1
        if word in chosen or spent + price > limit:
            continue
        chosen.append(word)
        spent += price
    return " ".join(chosen)


def tokens_of(text: str) -> int:
    """Estimate, rather too high, how many tokens a text takes in Whisper's vocabulary."""
    return sum(_TOKENS_OF_A_CHARACTER if ord(c) > 0x2E80 else 1 for c in text)


def _candidates(names: CaseNames, procedure: Procedure) -> Iterator[str]:
    table = read_toml(_TABLE)
    for name in names.people:
        yield from _usable(name)
    for name in names.organisations:
        yield from _organisation(name, table["company_endings"])
    for place in names.places:
        if not any(mark in place for mark in table["address_marks"]):
            yield from _usable(place)
    yield from _usable(names.cause.removesuffix("纠纷"))
    for term in names.terms:
        yield from _usable(term)
    own = procedure.value if procedure.value in table["terms"] else Procedure.CIVIL.value
    yield from table["terms"]["all"] + table["terms"][own]


def _organisation(name: str, endings: list[str]) -> Iterator[str]:
    """Yield a name as it is spoken: a company without its legal form and its place."""
    whole = re.sub(r"[（(][^）)]*[）)]", "", name)
    short = whole
    for ending in sorted(endings, key=len, reverse=True):
        short = short.removesuffix(ending)
    if short != whole:
        short = re.sub(r"^(?:.{2,5}?[省市区县])+(?=.{4})", "", short)
    yield from _usable(short)


def _usable(word: str) -> Iterator[str]:
    """Yield a word that may be prompted: no numbers, no blanks, not too long."""
    word = re.sub(r"\s", "", word)
    longest = int(read_toml(_TABLE)["longest"])
    if 2 <= len(word) <= longest and not re.search(r"\d|[×*Ｘ]|某|[，。；：、,;:]", word):
        yield word
