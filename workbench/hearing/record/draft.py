"""The record as it stands: head, persons, stages with what was said, exhibits, amendments."""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace

from workbench.hearing.live.model import Interruption
from workbench.hearing.model import Amendment, Hearing, Layer, Recording, Turn
from workbench.hearing.record.checking import is_unchecked
from workbench.hearing.record.clock import offsets
from workbench.hearing.record.exhibits import Exhibit
from workbench.hearing.record.head import HeadRow, Person, head_rows, persons
from workbench.hearing.record.stages import StageFound
from workbench.hearing.record.template import Template
from workbench.hearing.record.within import parts_of
from workbench.papers.model import Case

_NUMBERED = re.compile(
    r"(?P<side>原告|被告人|被告|第三人|辩护人|被上诉人|上诉人)(?P<number>[一二三四五六七八九十\d]{1,3})(?P<rest>.*)"
)
Clean = Callable[[Turn], str]
"""Gives the cleaned layer of a turn for which no person wrote one."""


def as_said(turn: Turn) -> str:
    """Give the verbatim layer for the cleaned one, where nothing is cleaned by rules."""
    return turn.verbatim or turn.heard


@dataclass(frozen=True)
class Typed:
    """What people filled in beside the transcript.

    Attributes:
        head: texts by key of the field.
        persons: who takes part; ``None`` until a person touched the list.
        checked: digests of turns that a person marked as checked, by id.
        borders: begin of stages by id of the turn, see :func:`find_stages`.
        notes: what a person says to a finding of the conduct check, by its id.
    """

    head: Mapping[str, str] = field(default_factory=dict)
    persons: tuple[Person, ...] | None = None
    checked: Mapping[str, str] = field(default_factory=dict)
    borders: Mapping[str, str] = field(default_factory=dict)
    notes: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Material:
    """All that a record is made of, read from the store at one time.

    Attributes:
        template: of the procedure.
        hearing, case: the hearing and its case.
        recordings, turns: in the order of the hearing.
        stages: found or set.
        exhibits: suggested or confirmed.
        amendments: asked by who took part, in the order of time.
        typed: what people filled in.
        clean: makes the cleaned layer.
        interruptions: times in which nothing was recorded, by live recording.
        unwritten: number of places where somebody spoke, nothing was written, and nobody has
            listened since.
    """

    template: Template
    hearing: Hearing
    case: Case
    recordings: tuple[Recording, ...]
    turns: tuple[Turn, ...]
    stages: tuple[StageFound, ...] = ()
    exhibits: tuple[Exhibit, ...] = ()
    amendments: tuple[Amendment, ...] = ()
    typed: Typed = field(default_factory=Typed)
    clean: Clean = as_said
    interruptions: Mapping[str, tuple[Interruption, ...]] = field(default_factory=dict)
    unwritten: int = 0


@dataclass(frozen=True)
class Options:
    """How a record is written.

    Attributes:
        layer: text of the record; the cleaned layer unless a person wants every word.
        large: large print, for who cannot read small letters.
        exhibits: the table of exhibits goes behind the body.
        times: every paragraph bears its time in the recording.
    """

    layer: Layer = Layer.CLEANED
    large: bool = False
    exhibits: bool = True
    times: bool = False


@dataclass(frozen=True)
class Line:
    """A paragraph of the body: what one person said without a break.

    Attributes:
        speaker: short form (审); role: in full; empty where it is not known.
        text: of the chosen layer.
        turns: ids of the turns in it; of one that opens a stage in its middle, two lines have it.
        at: second of the hearing.
        unchecked: nobody has checked it yet.
    """

    speaker: str
    role: str
    text: str
    turns: tuple[str, ...]
    at: float
    unchecked: bool


@dataclass(frozen=True)
class Section:
    """A stage of the record; ``title`` is empty before the first stage."""

    stage: str
    title: str
    lines: tuple[Line, ...]


@dataclass(frozen=True)
class RecordDraft:
    """What the record says, before it becomes a document.

    Attributes:
        template: by which it is made.
        court: name of the court; may be empty.
        title: 法庭笔录（第1次）.
        head: fields; persons: who takes part.
        sections: the body.
        exhibits: what a person confirmed of them, behind the body where the options want it.
        amendments: with what was decided.
        unchecked: number of turns that nobody has checked.
        turns: number of turns with text.
        missing: labels of required fields that are empty.
        open_amendments: amendments on which nobody has decided.
        doubtful: suggested exhibits and opinions that nobody confirmed; they stay out.
        unwritten: places where somebody spoke and nothing was written, see :class:`Material`.
    """

    template: Template
    court: str
    title: str
    head: tuple[HeadRow, ...]
    persons: tuple[Person, ...]
    sections: tuple[Section, ...]
    exhibits: tuple[Exhibit, ...]
    amendments: tuple[Amendment, ...]
    unchecked: int
    turns: int
    missing: tuple[str, ...]
    open_amendments: int
    doubtful: int
    options: Options = field(default_factory=Options)
    unwritten: int = 0

    @property
    def is_draft(self) -> bool:
        """Whether it holds machine text that nobody has checked."""
        return bool(self.unchecked)


def draft(material: Material, options: Options) -> RecordDraft:
    """Compose the record.

    Args:
        material: what it is made of.
        options: layer, print, table.
    """
    template = material.template
    texts = {turn.id: text_of(turn, options.layer, material.clean) for turn in material.turns}
    spoken = [turn for turn in material.turns if texts[turn.id]]
    head = head_rows(
        *(template, material.case, material.hearing, material.recordings),
        *(material.typed.head, material.interruptions),
    )
    shown = confirmed_only(material.exhibits)
    return RecordDraft(
        template,
        material.case.court,
        f"{template.name}（第{material.hearing.ordinal}次）",
        head,
        persons(material.case, material.typed.persons),
        _sections(material, texts),
        shown if options.exhibits else (),
        material.amendments,
        sum(is_unchecked(turn, material.typed.checked) for turn in spoken),
        len(spoken),
        tuple(row.label for row in head if row.missing),
        sum(amendment.granted is None for amendment in material.amendments),
        sum(map(_doubtful, material.exhibits)),
        options,
        material.unwritten,
    )


def text_of(turn: Turn, layer: Layer, clean: Clean) -> str:
    """Return a turn's text of a layer, trimmed."""
    if layer is Layer.CLEANED:
        return (turn.cleaned or clean(turn)).strip()
    return (turn.verbatim or turn.heard).strip()


def short_of(role: str, template: Template, panel: bool) -> str:
    """Return how a speaker is written (审判长 → 审, 被告2代理人 → 被2代)."""
    if not role:
        return template.sentences["unknown"]
    if panel and role in template.in_panel:
        return template.in_panel[role]
    numbered = _NUMBERED.match(role)
    if role in template.shorts or numbered is None:
        return template.shorts.get(role, role)
    side = template.shorts.get(numbered["side"], numbered["side"])
    rest = "代" if "代理人" in numbered["rest"] else numbered["rest"]
    return f"{side}{numbered['number']}{rest}"


def _sections(material: Material, texts: Mapping[str, str]) -> tuple[Section, ...]:
    opened: dict[str, list[StageFound]] = {}
    for found in material.stages:
        opened.setdefault(found.first_turn, []).append(found)
    sections: list[tuple[str, list[tuple[Turn, str]]]] = []
    waiting = ""
    for turn in material.turns:
        begins = opened.get(turn.id, [])
        parts: Sequence[tuple[str | None, str]] = [(None, texts[turn.id])]
        if begins and texts[turn.id]:
            parts = parts_of(texts[turn.id], begins, bool(sections and sections[-1][0]))
        elif begins:
            # A turn that nobody hears opened it; what comes next stands under it.
            waiting = begins[-1].stage
        for key, text in parts:
            _put(sections, key or waiting, turn, text)
            waiting = waiting if not text else ""
    return tuple(
        Section(key, _title(material.template, key), _lines(material, said))
        for key, said in sections
    )


def _put(
    sections: list[tuple[str, list[tuple[Turn, str]]]], key: str, turn: Turn, text: str
) -> None:
    """Add words to the last section, or to a new one where a key says so."""
    if not text:
        return
    if key or not sections:
        sections.append((key, []))
    sections[-1][1].append((turn, text))


def _title(template: Template, key: str) -> str:
    stage = template.stage(key)
    return stage.title if stage else ""


def _lines(material: Material, said: Sequence[tuple[Turn, str]]) -> tuple[Line, ...]:
    template, starts = material.template, offsets(material.recordings)
    panel = any(turn.role == "审判长" for turn in material.turns)
    lines: list[Line] = []
    before: Turn | None = None
    for turn, text in said:
        unchecked = is_unchecked(turn, material.typed.checked)
        if before and _goes_on(lines[-1], before, turn, unchecked, text, template):
            last = lines[-1]
            lines[-1] = Line(
                *(last.speaker, last.role, last.text + text, (*last.turns, turn.id)),
                *(last.at, last.unchecked),
            )
        else:
            at = starts.get(turn.recording, 0.0) + turn.start
            speaker = short_of(turn.role, template, panel)
            lines.append(Line(speaker, turn.role, text, (turn.id,), at, unchecked))
        before = turn
    return tuple(lines)


def _goes_on(
    last: Line, before: Turn, turn: Turn, unchecked: bool, text: str, template: Template
) -> bool:
    """Say whether a turn goes on with the paragraph before: same speaker, no long silence."""
    return bool(
        turn.role
        and turn.role == before.role
        and turn.recording == before.recording
        and unchecked == last.unchecked
        and turn.start - before.end <= template.join_seconds
        and len(last.text) + len(text) <= template.join_characters
    )


def confirmed_only(exhibits: Sequence[Exhibit]) -> tuple[Exhibit, ...]:
    """Return the rows that a person confirmed, with the opinions that a person confirmed."""
    return tuple(
        replace(row, cells=tuple(cell for cell in row.cells if cell.confirmed))
        for row in exhibits
        if row.confirmed
    )


def _doubtful(exhibit: Exhibit) -> int:
    return (not exhibit.confirmed) + sum(not cell.confirmed for cell in exhibit.cells)
