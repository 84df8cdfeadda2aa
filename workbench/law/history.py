"""What an article has been and has become: its words in every version, its number followed.

A revision may give an article another number; a code may take the place of a law. Tables of
``resources/rules`` say so where they know it. Where they are silent, an article of the same
number counts if its words are alike, else one whose words are; that is a guess and is called so.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from workbench.kernel.numerals import format_date, format_integer
from workbench.law.citation.names import key
from workbench.law.citation.rules import Counterpart, Replaced, Rules
from workbench.law.citation.view import LibraryView
from workbench.law.diff import likeness
from workbench.law.model import StoredArticle, Version

_SAME_NUMBER = 0.35
"""An article of the same number whose words are less alike is another article."""
_GUESS = 0.6
_GUESSED = "（按文字相近推定，须核对）"


@dataclass(frozen=True)
class Stage:
    """An article in one version.

    Attributes:
        version: the version.
        article: the article there; ``None`` where it has none that is known.
        said: Chinese sentence on how it was found, or that it was not; empty for the same number.
    """

    version: Version
    article: StoredArticle | None
    said: str = ""


@dataclass(frozen=True)
class _Found:
    article: StoredArticle | None
    said: str = ""


def history(library: LibraryView, rules: Rules, stored: StoredArticle) -> tuple[Stage, ...]:
    """Return an article through all versions in the order of effect, its own among them.

    Laws that it came from or went into stand before and after the versions of its own law.
    """
    own = sorted(library.versions(stored.version.law_id), key=_start)
    place = next((n for n, v in enumerate(own) if v.id == stored.version.id), None)
    if place is None or not stored.article.number:
        return (Stage(stored.version, stored),)
    stages = [Stage(stored.version, stored)]
    for version in own[place + 1 :]:
        stages.append(_stage(library, rules, stages[-1], version, stored))
    for version in reversed(own[:place]):
        stages.insert(0, _stage(library, rules, stages[0], version, stored))
    return (
        *_predecessors(library, rules, stages[0]),
        *stages,
        *_successors(library, rules, stages[-1]),
    )


def _stage(
    library: LibraryView, rules: Rules, near: Stage, version: Version, asked: StoredArticle
) -> Stage:
    held = near.article or asked
    found = _followed(library, rules, held, near.version, version)
    return Stage(version, found.article, found.said)


def _followed(
    library: LibraryView, rules: Rules, held: StoredArticle, here: Version, there: Version
) -> _Found:
    number, insertion = held.article.number, held.article.insertion
    mapped = _by_table(rules, here, there, number) if not insertion else None
    if mapped is not None:
        target, label, mark = mapped
        article = library.article(there.id, target)
        if article is None:
            said = f"依{label}条文对照，本版应为第{format_integer(target)}条，本库的文本缺这一条。"
            return _Found(None, said)
        doubt = "" if mark == "V" else "（对照表推定，须核对）"
        changed = f"依{label}条文对照，本版为第{format_integer(target)}条{doubt}。"
        return _Found(article, changed if target != number or doubt else "")
    same = library.article(there.id, number, insertion)
    if same and likeness(same.article.text, held.article.text) >= _SAME_NUMBER:
        return _Found(same)
    guess = _alike(library.articles(there.id), held.article.text)
    if guess is not None:
        return _Found(guess, f"本版为{guess.article.label}{_GUESSED}。")
    if same is not None:
        return _Found(same, "本版同一条号的文字相差很大，可能不是同一条，须核对。")
    return _Found(None, f"本版没有{held.article.label}，也没有文字相近的条文。")


def _by_table(
    rules: Rules, here: Version, there: Version, number: int
) -> tuple[int, str, str] | None:
    """Return (number, label of the revision, mark) by the tables, if they know it."""
    first, last = sorted((_start(here), _start(there)))
    steps = [s for s in rules.renumbered.get(key(here.title), ()) if first < s.effective <= last]
    if not steps or first < steps[0].since:
        return None
    backwards = _start(there) < _start(here)
    marks: list[str] = []
    for step in reversed(steps) if backwards else steps:
        table = _inverse(step.numbers) if backwards else step.numbers
        found = table.get(number)
        if found is None:
            return None
        number = found.articles[0]
        marks.append(found.mark)
    return number, steps[-1].label, "V" if set(marks) == {"V"} else "M-m"


def _inverse(numbers: Mapping[int, Counterpart]) -> dict[int, Counterpart]:
    return {new: Counterpart((old,), c.mark) for old, c in numbers.items() for new in c.articles}


def _alike(articles: Sequence[StoredArticle], text: str) -> StoredArticle | None:
    """Return the article with the most alike words, if they are alike enough."""
    wanted = _pairs(text)
    best, most = None, _GUESS
    for stored in articles:
        theirs = _pairs(stored.article.text)
        shared = len(wanted & theirs) / max(len(wanted | theirs), 1)
        if shared >= most:
            best, most = stored, shared
    return best


def _pairs(text: str) -> set[str]:
    return set(map(str.__add__, text, text[1:]))


def _predecessors(library: LibraryView, rules: Rules, first: Stage) -> Iterator[Stage]:
    if first.article is None or first.article.article.insertion:
        return
    number = first.article.article.number
    for rule in _replaced_by(rules, first.version.title):
        olds = [n for n, found in rule.counterparts.items() if number in found.articles]
        version = _last(library, rules, rule.law, rule.ended) if olds else None
        for old in olds if version else ():
            article = library.article(version.id, old) if version else None
            if version and article:
                said = (
                    f"{format_date(rule.ended)}起由本法代替{_certainty(rule.counterparts[old])}。"
                )
                yield Stage(version, article, said)


def _successors(library: LibraryView, rules: Rules, last: Stage) -> Iterator[Stage]:
    rule = rules.replaced.get(key(last.version.title))
    if rule is None or last.article is None or last.article.article.insertion:
        return
    found = rule.counterparts.get(last.article.article.number)
    version = _first(library, rules, rule.by, rule.ended) if found else None
    for number in found.articles if found and version else ():
        article = library.article(version.id, number) if version else None
        if version and article and found:
            yield Stage(version, article, f"代替前法的条文{_certainty(found)}。")


def _replaced_by(rules: Rules, title: str) -> list[Replaced]:
    own = key(title)
    return [rule for rule in rules.replaced.values() if rule.by and key(rule.by) == own]


def _versions(library: LibraryView, rules: Rules, title: str) -> list[Version]:
    titles = library.titles()
    spelt = [titles[form] for form in rules.names.spellings(title) if form in titles]
    return sorted((v for law in spelt for v in library.versions(law)), key=_start)


def _last(library: LibraryView, rules: Rules, title: str, ended: date) -> Version | None:
    before = [v for v in _versions(library, rules, title) if _start(v) < ended]
    return before[-1] if before else None


def _first(library: LibraryView, rules: Rules, title: str, since: date) -> Version | None:
    held = _versions(library, rules, title)
    started = [v for v in held if _start(v) >= since]
    return next(iter(started or held), None)


def _certainty(found: Counterpart) -> str:
    return "" if found.mark == "V" else "（对应关系系推定，须核对）"


def _start(version: Version) -> date:
    return version.effective or version.promulgated or date.max
