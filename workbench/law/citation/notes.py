"""What is to be said about a law's fate: replaced, renumbered, later versions, earlier facts."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from workbench.kernel.numerals import format_date, format_integer
from workbench.law.citation.check import Check, check
from workbench.law.citation.names import key
from workbench.law.citation.rules import Counterpart, Rules
from workbench.law.citation.view import LibraryView
from workbench.law.model import Pinpoint, Version

_MARKS = {"V": "按条文文字比对", "M-h": "据编者整理"}


@dataclass(frozen=True)
class Note:
    """A Chinese sentence and the (law, article) pairs that it points to."""

    text: str = ""
    see_also: tuple[tuple[str, str], ...] = ()

    def __add__(self, other: "Note") -> "Note":
        return Note(self.text + other.text, self.see_also + other.see_also)


def fate(title: str, pinpoint: Pinpoint | None, on: date | None, rules: Rules) -> Note:
    """Say what has become of a law or of the number of an article."""
    return _replaced(title, pinpoint, on, rules) + _renumbered(title, pinpoint, on, rules)


def _replaced(title: str, pinpoint: Pinpoint | None, on: date | None, rules: Rules) -> Note:
    rule = rules.replaced.get(key(title))
    if rule is None:
        return Note()
    found = rule.counterparts.get(pinpoint.article) if pinpoint else None
    if pinpoint and pinpoint.insertion:
        found = None
    tense = "自" if on is not None and on < rule.ended else "已于"
    start = "起" if tense == "自" else ""
    end = f"{tense}{rule.ended.isoformat()}{start}废止（{rule.basis}）"
    if not rule.by:
        return Note(f"《{rule.law}》{end}。")
    text = f"《{rule.law}》{end}，现为《{rule.by}》"
    if found:
        return Note(
            f"{text}（对应条文：{_articles(found)}，{_certainty(found)}）。",
            tuple((rule.by, f"第{format_integer(n)}条") for n in found.articles),
        )
    return Note(f"{text}。" + ("对应条文未收录，请检索。" if pinpoint else ""))


def _renumbered(title: str, pinpoint: Pinpoint | None, on: date | None, rules: Rules) -> Note:
    steps = rules.renumbered.get(key(title), ())
    if pinpoint is None or pinpoint.insertion or on is None:
        return Note()
    number, note = pinpoint.article, Note()
    ahead = [step for step in steps if on < step.effective]
    if not ahead or on < ahead[0].since:
        return note
    for step in ahead:
        found = step.numbers.get(number)
        if found is None:
            return note + Note(f"{step.label}后的对应条文未核对。")
        number = found.articles[0]
        if number != pinpoint.article:
            label = f"第{format_integer(number)}条"
            doubt = "" if found.mark == "V" else "（推定，须核对）"
            note += Note(f"{step.label}后为{label}{doubt}。", ((step.law, label),))
    return note


def changed_later(
    library: LibraryView,
    result: Check,
    ordered: Sequence[Version],
    pinpoint: Pinpoint,
    on: date | None,
) -> Note:
    """Say that a text which takes effect after the day has other words at the place."""
    later = [v for v in ordered if v.effective and on and v.effective > on]
    if not later or later[0].effective is None or not result.found:
        return Note()
    other = check(library, later[0], pinpoint, "")
    if other.text == result.text:
        return Note()
    change = "该处文字有变动" if other.found and not other.problem else "已无该处"
    return Note(f"自{format_date(later[0].effective)}起施行的文本{change}。")


def earlier_facts(title: str, on: date | None, facts: date | None, rules: Rules) -> Note:
    """Remind of the provisions on time where a law is cited for facts before it.

    Without a day of the facts only the law that begins with the provision's day can be judged:
    one that has earlier texts applies to earlier days by those.
    """
    rule = rules.time_effects.get(key(title))
    day = facts or (on if rule and rule.new else None)
    if rule is None or day is None or day >= rule.since:
        return Note()
    return Note(f"所涉日期{format_date(day)}早于{format_date(rule.since)}：{rule.note}")


def _articles(found: Counterpart) -> str:
    return "、".join(f"第{format_integer(n)}条" for n in found.articles)


def _certainty(found: Counterpart) -> str:
    return _MARKS.get(found.mark, "推定，须核对")
