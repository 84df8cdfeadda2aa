"""When two files hold the same version of a law, and what the two make together.

Editions differ in what they leave out: one has a day but no words, another lacks a dozen articles.
"""

import hashlib
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from workbench.law.model import Article, ParsedLaw
from workbench.law.parse_titles import is_one_off, key_of

# A court adopts an interpretation days before it is published; editions name either day.
_NEAR = timedelta(days=60)
_ALIKE = 0.9


@dataclass(frozen=True)
class Held:
    """What must be known of a stored version to recognise it; articles are read when needed."""

    id: int
    promulgated: date | None
    effective: date | None
    identifier: str


def content_hash(law: ParsedLaw) -> str:
    """Return a hash of what a file says, whatever its name and pack."""
    said = hashlib.sha256()
    days = (law.promulgated, law.effective, law.ended)
    head = (law.title, law.level, *days, law.status, law.document_number, law.issuer)
    for part in (*head, law.identifier, law.preamble):
        said.update(f"{part}\x1f".encode())
    for a in law.articles:
        said.update(f"{a.label}\x1f{a.chapter}\x1f{a.text}\x1e".encode())
    for title, text in law.attachments:
        said.update(f"{title}\x1f{text}\x1d".encode())
    return said.hexdigest()


def is_same(held: Held, articles: Callable[[], Sequence[Article]], law: ParsedLaw) -> bool:
    """Say whether a law that was read is the stored version (titles being the same already).

    Args:
        held: the stored version.
        articles: reads its articles, which is done only where the days do not decide.
        law: the law that was read.
    """
    if held.identifier and law.identifier:
        if held.identifier == law.identifier:
            return True
        # One source, two identifiers: two papers, unless the words are the same.
        return held.promulgated == law.promulgated and likeness(articles(), law.articles) >= _ALIKE
    if held.promulgated and law.promulgated:
        if held.promulgated == law.promulgated:
            return True
        near = abs(held.promulgated - law.promulgated) <= _NEAR and not is_one_off(law.title)
        return near and likeness(articles(), law.articles) >= _ALIKE
    if held.effective and law.effective:
        return held.effective == law.effective
    return likeness(articles(), law.articles) >= _ALIKE


def likeness(first: Sequence[Article], second: Sequence[Article]) -> float:
    """Return the share of the shorter text's articles whose words stand in the other (0..1)."""
    ours, theirs = ({key_of(article.text) for article in side} for side in (first, second))
    if not ours or not theirs:
        return 0.0
    return len(ours & theirs) / min(len(ours), len(theirs))


def united(first: Sequence[Article], second: Sequence[Article]) -> tuple[Article, ...]:
    """Return the fuller of two texts of one version, completed with articles that it lacks."""
    numbered = [sum(1 for article in side if article.number) for side in (first, second)]
    if not any(numbered):
        return tuple(first or second)
    base, other = (second, first) if numbered[1] > numbered[0] else (first, second)
    known = {(article.number, article.insertion) for article in base}
    missing = [a for a in other if a.number and (a.number, a.insertion) not in known]
    if not missing:
        return tuple(base)
    together = sorted([*base, *missing], key=lambda a: (a.number, a.insertion))
    return tuple(replace(article, position=index) for index, article in enumerate(together))
