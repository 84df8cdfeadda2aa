"""What a party said of an exhibit: each aspect with its stance, by fixed words."""

import re
from dataclasses import dataclass
from enum import StrEnum

from workbench.hearing.record.exhibit_words import aspects, mentioned, stances, words


class Stance(StrEnum):
    """How a party stands to one aspect of an exhibit."""

    UNSAID = ""
    AGREED = "agreed"
    DISPUTED = "disputed"
    WITHHELD = "withheld"


STANCE_WORDS = {
    Stance.UNSAID: "未表示",
    Stance.AGREED: "无异议",
    Stance.DISPUTED: "有异议",
    Stance.WITHHELD: "未发表明确意见",
}
ASPECT_WORDS = {
    "authenticity": "真实性",
    "legality": "合法性",
    "relevance": "关联性",
    "purpose": "证明目的",
}
THREE = ("authenticity", "legality", "relevance")
_CUT = re.compile(r"[，。；;！？!?]|但是|不过|然而|但(?=对|证明|真实|合法|关联|不)")


@dataclass(frozen=True)
class Said:
    """Stances by aspect, as far as words were found; ``purpose`` beside the three."""

    authenticity: Stance = Stance.UNSAID
    legality: Stance = Stance.UNSAID
    relevance: Stance = Stance.UNSAID
    purpose: Stance = Stance.UNSAID

    @property
    def nothing(self) -> bool:
        """Whether no stance was found."""
        return not (self.authenticity or self.legality or self.relevance or self.purpose)


def said_of(text: str) -> Said:
    """Return the stances of an opinion.

    An aspect waits for the next stance: 对真实性、合法性没有异议，对关联性有异议. A stance
    without an aspect counts for all three, and so does one that names 三性.
    """
    found: dict[str, Stance] = {}
    waiting: list[str] = []
    general = Stance.UNSAID
    for clause in _CUT.split(text):
        named, stance = _aspects_in(clause), _stance_in(clause)
        waiting += [one for one in named if one not in waiting]
        if not stance:
            continue
        if waiting:
            found |= dict.fromkeys(waiting, stance)
            waiting = []
        elif not general:
            general = stance
    if general and not any(found.get(one) for one in THREE):
        found = dict.fromkeys(THREE, general) | found
    return Said(**found)


def parts_of(text: str) -> list[tuple[tuple[str, ...], str]]:
    """Cut an opinion where it turns to other exhibits.

    Returns:
        Labels with what is said of them; without labels what is said before any is named, or
        of all.
    """
    marks = mentioned(text)
    if not marks:
        return [((), text)]
    groups: list[tuple[list[str], int]] = []
    last = -1
    for mark in marks:
        begins = mark.start - (mark.start > 0 and text[mark.start - 1] == "对")
        # 证据一、证据二 are spoken of together: nothing but a joint stands between them.
        between = text[last : mark.start] if last >= 0 else ""
        if groups and (mark.start < last or not re.sub(r"[、和及以,，与对\s]", "", between)):
            groups[-1][0].append(mark.label)
        else:
            groups.append(([mark.label], begins))
        last = max(last, mark.end)
    parts: list[tuple[tuple[str, ...], str]] = []
    head = text[: groups[0][1]].strip("，。；、 ")
    if _stance_in(head):
        parts.append(((), head))
    for number, (labels, start) in enumerate(groups):
        end = groups[number + 1][1] if number + 1 < len(groups) else len(text)
        parts.append((tuple(labels), text[start:end].strip("，；、 ")))
    return parts


def speaks(text: str) -> bool:
    """Say whether a text holds words of a stance at all."""
    return any(name in text for names in stances().values() for name in names)


def _aspects_in(clause: str) -> list[str]:
    found = [key for key, names in aspects().items() if any(name in clause for name in names)]
    if any(name in clause for name in words("all")):
        found = [*THREE, *(key for key in found if key not in THREE)]
    return found


def _stance_in(clause: str) -> Stance:
    """Return the stance of a clause: by its last word, as 虽然认可…但不认可 ends in a denial."""
    best, where = Stance.UNSAID, -1
    named = [(name, key) for key, names in stances().items() for name in names]
    # Longer words first: 没有异议 holds 有异议, and 不予认可 holds 认可.
    for name, key in sorted(named, key=lambda one: -len(one[0])):
        place = clause.rfind(name)
        if place >= 0:
            clause = clause.replace(name, "□" * len(name))
            if place > where:
                best, where = Stance(key), place
    return best
