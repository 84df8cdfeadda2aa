"""The transcript made ready for looking: bare texts, who speaks, who takes part, where."""

import re
from collections.abc import Iterable, Sequence
from datetime import date
from functools import cached_property

from workbench.hearing.conduct.dates import NOT_YET, as_numbered, day_of
from workbench.hearing.conduct.doubts import Doubts
from workbench.hearing.conduct.model import ConductFinding, ConductRule, ConductRules, Sitting
from workbench.hearing.model import RoleBasis, Turn
from workbench.hearing.record.called import Names, called, names_of
from workbench.hearing.record.clock import offsets
from workbench.hearing.record.phrases import Heard, bare, find
from workbench.hearing.record.sides import FIRST, is_court, side_of
from workbench.hearing.record.stages import stage_of
from workbench.hearing.timeline import clock
from workbench.kernel.finding import Finding, Status

QUOTED = 24
"""Characters of the transcript that a finding quotes on either side."""


class Scene:
    """One hearing, looked at by all rules.

    Attributes:
        turns: in order; bare: their texts without punctuation.
        rules: the shared numbers.
    """

    def __init__(self, sitting: Sitting, rules: ConductRules) -> None:
        self.sitting = sitting
        self.material = sitting.material
        self.rules = rules
        self.turns = sitting.material.turns
        self.bare = [bare(turn.verbatim or turn.heard) for turn in self.turns]
        self._starts = offsets(sitting.material.recordings)

    @cached_property
    def day(self) -> date | None:
        """Day of the hearing; ``None`` where nothing tells it."""
        return day_of(self.material)

    @cached_property
    def doubts(self) -> Doubts:
        """Why what is not found need not be lacking."""
        return Doubts(self)

    @cached_property
    def stages(self) -> dict[str, str]:
        """Key of the stage of every turn by id."""
        return stage_of(self.material.stages, self.turns)

    @cached_property
    def places(self) -> dict[str, int]:
        """Number of every turn by id."""
        return {turn.id: place for place, turn in enumerate(self.turns)}

    def place(self, turn: str) -> int:
        """Return the number of a turn."""
        return self.places[turn]

    @cached_property
    def ordered(self) -> dict[str, str]:
        """Key of the stage of every turn by id, without stages that stand out of their order."""
        sure = [found for found in self.material.stages if found.in_order]
        return stage_of(sure, self.turns)

    @cached_property
    def roles_unknown(self) -> bool:
        """Whether so few speakers are known that nothing can be said of who was asked."""
        spoken = [turn for turn, text in zip(self.turns, self.bare, strict=True) if text]
        unknown = sum(not turn.role for turn in spoken)
        return not spoken or unknown > self.rules.unknown_share * len(spoken)

    def courts(self, turn: Turn) -> bool:
        """Say whether the court may have spoken: its role, or nobody's, or a guess."""
        return not turn.role or is_court(turn.role) or turn.basis is RoleBasis.PROMPT

    def guessed(self, place: int) -> bool:
        """Say whether a turn's speaker is a guess that nobody confirmed."""
        return self.turns[place].basis in (RoleBasis.PROMPT, RoleBasis.VOICE)

    def find(
        self, words: Sequence[str], places: Iterable[int] | None = None, anyone: bool = False
    ) -> tuple[int, Heard] | None:
        """Return the first turn that says one of some words, and which; the court's turns only.

        Args:
            words: fixed phrases.
            places: numbers of turns to look at; ``None``: all.
            anyone: whoever speaks.
        """
        for place in range(len(self.turns)) if places is None else places:
            if anyone or self.courts(self.turns[place]):
                heard = find(self.bare[place], words)
                if heard:
                    return place, min(heard, key=lambda one: one.share)
        return None

    def find_all(self, words: Sequence[str]) -> list[int]:
        """Return the numbers of all turns in which the court says one of some words."""
        return [
            place
            for place, turn in enumerate(self.turns)
            if self.courts(turn) and find(self.bare[place], words)
        ]

    @cached_property
    def sides(self) -> dict[str, int]:
        """Sides that take part, with how many parties of the case stand on each (0: unknown)."""
        found: dict[str, int] = {}
        for person in self.material.typed.persons or ():
            if not person.of and (side := side_of(person.role)):
                found[side] = found.get(side, 0) + 1
        if not found:
            for party in self.material.case.parties:
                side = "" if party.agent_of else side_of(party.role)
                if side:
                    found[side] = found.get(side, 0) + 1
        for turn in self.turns:
            side = side_of(turn.role)
            if side and turn.basis is not RoleBasis.PROMPT:
                found.setdefault(side, 0)
        return found

    @cached_property
    def names(self) -> Names:
        """Names on each side on which several stand."""
        return names_of(self.material.case.parties, self.material.typed.persons)

    @cached_property
    def called(self) -> dict[str, str]:
        """Name of who was called by the court before a turn, by id of the turn."""
        return called(self.turns, self.names)

    def asked_sides(self, wanted: Sequence[str]) -> list[str]:
        """Return the sides that take part among those that a rule asks for, numbered ones too."""
        numbered = {side.rstrip("一二三四五六七八九十0123456789") for side in self.sides}
        several = {
            plain
            for plain in numbered
            if any(side != plain and side.startswith(plain) for side in self.sides)
        }
        return [
            side
            for side in self.sides
            for plain in [side.rstrip("一二三四五六七八九十0123456789")]
            # 被告 as such is nobody where 被告1 and 被告2 speak for themselves.
            if FIRST.get(plain, plain) in wanted and side not in several
        ]

    def is_away(self, name: str) -> bool:
        """Say whether somebody wrote that a person did not come."""
        typed = self.material.typed.persons or ()
        written = any(person.name == name and person.present == "未到庭" for person in typed)
        return written or self._said_absent(name)

    def is_absent(self, side: str) -> bool:
        """Say whether somebody wrote, or the court said, that a side did not come."""
        if any(side_of(turn.role) == side for turn in self.turns):
            # Whoever spoke was there, himself or by an agent.
            return False
        typed = self.material.typed.persons or ()
        mine = [p for p in typed if side_of(p.role) == side and not p.of]
        names = {person.name for person in mine}
        came = any(person.present == "到庭" for person in typed if person.of in names)
        if mine and not came and all(person.present == "未到庭" for person in mine):
            return True
        return self._said_absent(side)

    def _said_absent(self, who: str) -> bool:
        """Say whether the court said in one sentence that somebody did not come."""
        return any(
            who in sentence and any(word in sentence for word in self.rules.absent)
            for turn in self.turns
            if self.courts(turn)
            for sentence in re.split("[。；;！？]", turn.verbatim or turn.heard)
        )

    def answer(
        self,
        rule: ConductRule,
        part: str,
        status: Status,
        message: str,
        place: int | None = None,
        basis: Sequence[str] | None = None,
        quoted: str = "",
    ) -> ConductFinding:
        """Return a finding, with its place in the recording where there is one.

        Args:
            rule: that looked.
            part: what of the rule, for the id; may be empty.
            status, message: the answer.
            place: number of the turn.
            basis: citations; those of the rule where there are none.
            quoted: words of the transcript.
        """
        key = f"{rule.key}:{part}" if part else rule.key
        if status is Status.NOT_FOUND and (doubt := self.doubts.of(rule, part)):
            # Nobody is to be blamed where there is a reason for doubt.
            status, message = Status.NOT_CHECKED, f"{message}{doubt}"
        wanted = rule.basis if basis is None else basis
        cited = as_numbered(wanted, self.day, self.rules.begun)
        finding = Finding(rule.key, status, message, "、".join(cited), quoted)
        note = self.material.typed.notes.get(key, "")
        remark = rule.note + (NOT_YET if len(cited) < len(wanted) else "")
        if place is None:
            return ConductFinding(key, rule.title, finding, note=note, remark=remark)
        turn = self.turns[place]
        at = self._starts.get(turn.recording, 0.0) + turn.start
        return ConductFinding(
            *(key, rule.title, finding, turn.id, turn.recording, turn.start, at),
            *(note, remark),
        )

    def when(self, place: int) -> str:
        """Return the time of a turn in the hearing (00:03:12)."""
        turn = self.turns[place]
        return clock(self._starts.get(turn.recording, 0.0) + turn.start)

    def quote(self, place: int, words: str = "") -> str:
        """Return a turn's words, around some of them where it is long."""
        text = (self.turns[place].verbatim or self.turns[place].heard).strip()
        if len(text) <= 2 * QUOTED:
            return text
        middle = max(0, text.find(words)) if words else 0
        start = max(0, middle - QUOTED)
        end = min(len(text), middle + len(words) + QUOTED)
        return ("…" if start else "") + text[start:end] + ("…" if end < len(text) else "")
