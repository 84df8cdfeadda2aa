"""Reads all that a record is made of out of the store, and finds stages and exhibits in it."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from workbench.hearing import left_out
from workbench.hearing.amendments import amendments_of
from workbench.hearing.cleaning import Cleaner
from workbench.hearing.live.interruptions import SHEET, from_sheet
from workbench.hearing.model import Procedure, Turn
from workbench.hearing.passes import PassRepository
from workbench.hearing.record.called import called, names_of
from workbench.hearing.record.draft import Material, as_said
from workbench.hearing.record.evidence_lists import listed_exhibits
from workbench.hearing.record.exhibits import Exhibit, suggest_exhibits, with_confirmed
from workbench.hearing.record.sheets import read_exhibits, read_typed
from workbench.hearing.record.shelf import Templates
from workbench.hearing.record.stages import Ear, find_stages, stage_of
from workbench.hearing.repository import HearingRepository, RecordingRepository
from workbench.hearing.turn_rows import TurnRepository
from workbench.kernel.store import Store
from workbench.papers.model import Case, ValueState
from workbench.papers.repository import CaseRepository, DocumentRepository
from workbench.papers.values import ValueRepository


@dataclass(frozen=True)
class Reading:
    """What reading goes by besides the store.

    Attributes:
        templates: of all procedures.
        ears: kept from one reading to the next, by procedure.
        waiting: values of the case that nobody confirmed may be used as suggestions (the feature
            that extracts them is on).
        cleaner: makes the cleaned layer; ``None``: the feature is off.
    """

    templates: Templates
    ears: dict[Procedure, Ear]
    waiting: bool
    cleaner: Cleaner | None = None

    def ear(self, procedure: Procedure) -> Ear:
        """Return the ear of a procedure."""
        template = self.templates.of(procedure)
        held = self.ears.get(procedure)
        if held is None or held.template != template:
            held = self.ears[procedure] = Ear(template)
        return held


def gather(store: Store, hearing_id: str, reading: Reading) -> Material:
    """Return all that the record of a hearing is made of.

    Args:
        store: of cases; reading only.
        hearing_id: the hearing.
        reading: templates and what was heard before.

    Raises:
        UserError: there is no such hearing.
    """
    hearing = HearingRepository(store).get(hearing_id)
    case = CaseRepository(store).get(hearing.case)
    ear = reading.ear(hearing.procedure)
    turns = tuple(TurnRepository(store).of_hearing(hearing_id))
    typed = read_typed(store, hearing_id)
    stages = find_stages(turns, ear.template, typed.borders, ear)
    recordings = tuple(RecordingRepository(store).of_hearing(hearing_id))
    live = HearingRepository(store).sheet(hearing_id, SHEET)
    material = Material(
        ear.template,
        hearing,
        case,
        recordings,
        turns,
        stages,
        (),
        tuple(amendments_of(store, hearing_id)),
        typed,
        reading.cleaner.of_case(case) if reading.cleaner else as_said,
        {one.id: from_sheet(live, one.id) for one in recordings if one.live},
        unwritten=_unwritten(store, hearing_id, turns),
    )
    return replace(material, exhibits=_exhibits(store, material, case, reading))


def _unwritten(store: Store, hearing_id: str, turns: Sequence[Turn]) -> int:
    seen = HearingRepository(store).sheet(hearing_id, left_out.SHEET)
    places = left_out.places(PassRepository(store).dropped(hearing_id), turns, seen)
    return sum(not place.said for place in places)


def _exhibits(
    store: Store, material: Material, case: Case, reading: Reading
) -> tuple[Exhibit, ...]:
    keys = stage_of(material.stages, material.turns)
    texts = {turn.id: _text(turn) for turn in material.turns}
    values = [
        value
        for value in ValueRepository(store).of_case(case.id)
        if value.usable or (reading.waiting and value.state is ValueState.PENDING)
    ]
    listed = listed_exhibits(values, DocumentRepository(store).of_case(case.id), case.parties)
    kept, removed = read_exhibits(store, material.hearing.id)
    named = called(material.turns, names_of(case.parties, material.typed.persons))
    found = suggest_exhibits(material.turns, keys, texts, listed, named)
    return with_confirmed(found, kept, removed)


def _text(turn: Turn) -> str:
    return turn.verbatim or turn.heard
