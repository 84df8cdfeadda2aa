"""Says what the library holds for a citation at a date.

Four answers, never "wrong": the place exists and reads so; it exists but something differs; the
library has no such thing; it was not checked.
"""

from dataclasses import dataclass, replace
from datetime import date

from workbench.kernel.finding import Status
from workbench.kernel.numerals import format_date
from workbench.law.citation.check import Check, check
from workbench.law.citation.names import key, split_version
from workbench.law.citation.notes import Note, changed_later, earlier_facts, fate
from workbench.law.citation.pinpoint import format_pinpoint
from workbench.law.citation.rules import Revised, Rules, load_rules
from workbench.law.citation.timeline import Choice, choose, first_day, predates, timeline
from workbench.law.citation.view import LibraryView
from workbench.law.model import Citation, Pinpoint, Resolution, Version


@dataclass(frozen=True)
class _Days:
    """The days that a check goes by; see :func:`resolve`."""

    on: date | None
    facts: date | None
    library: date | None


@dataclass(frozen=True)
class _Law:
    """A law found in the library.

    Attributes:
        title: full title.
        ordered: its versions by time.
        choice: the version that applies.
        unseen: revisions between the version and the day that the library has no text of.
    """

    title: str
    ordered: tuple[Version, ...]
    choice: Choice
    unseen: tuple[Revised, ...]


def resolve(
    citation: Citation,
    library: LibraryView,
    on: date | None,
    rules: Rules | None = None,
    *,
    facts: date | None = None,
    library_date: date | None = None,
) -> Resolution:
    """Resolve one citation.

    Args:
        citation: from :func:`workbench.law.citation.find.find`.
        library: the statutes.
        on: day for which the law is asked; ``None`` if it is not known.
        rules: from ``load_rules(library.titles())``; read anew if left out, so pass it for many.
        facts: day of the facts where it is another than ``on``.
        library_date: day to which the library goes, for the sentence on what was not found.
    """
    known = rules or load_rules(library.titles())
    days = _Days(on, facts, library_date)
    if not citation.law:
        note = "文中未写明或不能确定所引法律，未核对。"
        return Resolution(citation, Status.NOT_CHECKED, note=note)
    law = _law(citation, library, known, days)
    if law is None:
        return _unknown(citation, known, days)
    if citation.pinpoint is None:
        return _named_only(citation, law, known, days)
    return _at_place(citation, citation.pinpoint, library, law, known, days)


def _law(citation: Citation, library: LibraryView, rules: Rules, days: _Days) -> _Law | None:
    name, year = split_version(citation.law)
    title = rules.names.full(name, days.on or days.facts)
    if title is None:
        return None
    titles = library.titles()
    versions = [
        version
        for spelling in rules.names.spellings(title)
        if spelling in titles
        for version in library.versions(titles[spelling])
    ]
    ordered = timeline(versions, _ended(title, rules))
    choice = choose(ordered, days.on, year)
    if choice is None:
        return None
    effect = rules.time_effects.get(key(title))
    if predates(choice, days.on) and not (effect and effect.new):
        choice = _maybe_older(choice, library)
    unseen = _unseen(rules.revised.get(key(title), ()), ordered, choice.version, days.on)
    return _Law(title, ordered, choice, unseen)


def _ended(title: str, rules: Rules) -> date | None:
    """Return the day a law ended, from the replaced laws or from what its short names meant."""
    replaced = rules.replaced.get(key(title))
    return replaced.ended if replaced else rules.names.until(title)


def _maybe_older(choice: Choice, library: LibraryView) -> Choice:
    """Take back "not yet in force" where the law is older than the library's first text of it.

    A law amended by decision keeps its first day of force in its last article.
    """
    start = choice.version.effective
    for stored in reversed(library.articles(choice.version.id)[-3:]):
        stated = first_day(stored.article.text)
        if stated and start and stated < start:
            note = f"本库最早的文本自{format_date(start)}起施行，此前的文本未收录，未核对。"
            return replace(choice, known=False, note=note)
    return choice


def _unseen(
    revisions: tuple[Revised, ...], ordered: tuple[Version, ...], version: Version, on: date | None
) -> tuple[Revised, ...]:
    start = version.effective
    if start is None or on is None:
        return ()
    held = {v.effective for v in ordered}
    return tuple(r for r in revisions if start < r.day <= on and r.day not in held)


def _base(citation: Citation, law: _Law, note: Note) -> Resolution:
    return Resolution(
        citation,
        Status.NOT_CHECKED,
        law=law.title,
        article=format_pinpoint(citation.pinpoint) if citation.pinpoint else "",
        version=law.choice.version,
        in_force=law.choice.in_force,
        note=note.text,
        see_also=note.see_also,
    )


def _force(law: _Law, rules: Rules) -> str:
    """Return the sentence on force, unless the one on the law's repeal says the same."""
    ended = law.choice.known and not law.choice.in_force and law.choice.version.ended
    replaced = rules.replaced.get(key(law.title))
    return "" if replaced and ended == replaced.ended else law.choice.note


def _named_only(citation: Citation, law: _Law, rules: Rules, days: _Days) -> Resolution:
    note = Note("文中只写法律名称，未引条文，未核对。" + _force(law, rules))
    note += fate(law.title, None, days.on, rules)
    note += earlier_facts(law.title, days.on, days.facts, rules)
    return _base(citation, law, note)


def _unknown(citation: Citation, rules: Rules, days: _Days) -> Resolution:
    name, _ = split_version(citation.law)
    title = rules.names.full(name, days.on)
    until = f"（法规库资料截至{format_date(days.library)}）" if days.library else ""
    note = Note(f"本库未查到《{(title or name).strip('《》')}》{until}，不等于不存在。")
    near = rules.names.similar(name) if title is None else ()
    if near:
        note += Note("库中有名称相近的" + "、".join(f"《{n}》" for n in near) + "。")
    if title:
        note += fate(title, citation.pinpoint, days.on, rules)
    article = format_pinpoint(citation.pinpoint) if citation.pinpoint else ""
    return Resolution(
        citation, Status.NOT_FOUND, article=article, note=note.text, see_also=note.see_also
    )


def _at_place(
    citation: Citation,
    pinpoint: Pinpoint,
    library: LibraryView,
    law: _Law,
    rules: Rules,
    days: _Days,
) -> Resolution:
    result = check(library, law.choice.version, pinpoint, citation.quotation)
    unseen = [r for r in law.unseen if r.touches(pinpoint.article)]
    if unseen:
        result, status, said = _across_gap(result, unseen, citation, library, law)
    else:
        status, said = _status(result, law.choice), ""
    if days.on is None and result.found:
        said += "未提供适用日期，效力未核对。"
    note = Note(result.problem + result.remark + said + _force(law, rules))
    note += fate(law.title, pinpoint, days.on, rules)
    if law.choice.in_force and key(law.title) not in rules.renumbered and not unseen:
        note += changed_later(library, result, law.ordered, pinpoint, days.on)
    note += earlier_facts(law.title, days.on, days.facts, rules)
    base = _base(citation, law, note)
    return replace(base, status=status, text=result.text, version=result.version)


def _status(result: Check, choice: Choice) -> Status:
    if not result.found:
        return Status.NOT_CHECKED if result.empty else Status.NOT_FOUND
    if result.problem or (choice.known and not choice.in_force):
        return Status.DIFFERS
    return Status.CONFIRMED if choice.known else Status.NOT_CHECKED


def _across_gap(
    result: Check, unseen: list[Revised], citation: Citation, library: LibraryView, law: _Law
) -> tuple[Check, Status, str]:
    """Judge a place on a day whose text the library lacks, by the texts before and after it."""
    pinpoint, start = citation.pinpoint, result.version.effective
    later = [v for v in law.ordered if v.effective and start and v.effective > start]
    other = check(library, later[0], pinpoint, citation.quotation) if later and pinpoint else None
    labels = "、".join(r.label for r in unseen)
    lacking = f"本库未收录{labels}施行后、该日适用的文本"
    if other and not other.problem and not result.problem and other.text == result.text:
        return result, Status.CONFIRMED, f"{lacking}，前后两个文本该处相同。"
    if other and not other.problem and result.problem:
        start_words = format_date(later[0].effective) if later[0].effective else ""
        return other, Status.NOT_CHECKED, f"{lacking}；所引见于{start_words}起施行的文本，未核对。"
    if other and other.problem and result.problem:
        return result, _status(result, law.choice), f"{lacking}，前后文本均如此。"
    return result, Status.NOT_CHECKED, f"{lacking}，未核对。"
