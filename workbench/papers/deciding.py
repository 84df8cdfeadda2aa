"""What confirming, choosing, correcting and discarding a row means for each of its values."""

from collections.abc import Sequence
from dataclasses import dataclass

from workbench.kernel.advice import Action
from workbench.papers.confirmation import Reading, Row, Section, require_plain
from workbench.papers.correcting import corrected, displayed
from workbench.papers.extraction.conflicts import plain
from workbench.papers.model import ValueState
from workbench.papers.values import CaseValue

STATES = {
    Action.ADOPT: ValueState.CONFIRMED,
    Action.EDIT: ValueState.CORRECTED,
    Action.DISMISS: ValueState.DISCARDED,
    Action.WRONG: ValueState.DISCARDED,
}


@dataclass(frozen=True)
class ValueDecision:
    """A decision on one value: its id, what to do (``None``: pending again), text or note."""

    value: str
    action: Action | None
    text: str = ""


def choose(row: Row, place: int = -1) -> tuple[ValueDecision, ...]:
    """Confirm one reading and discard those that differ from it.

    Args:
        row: the row.
        place: index of the reading; -1 for the one that counts.
    """
    chosen = row.reading if place < 0 else row.readings[place]
    confirmed = [
        ValueDecision(value.id, Action.ADOPT) for value in chosen.standing if not value.usable
    ]
    return (*confirmed, *_others(row, chosen))


def correct(row: Row, text: str, place: int = -1) -> tuple[ValueDecision, ...]:
    """Put what a person typed in the place of what was found.

    What was typed may be one of the readings, however it is written; then that one is confirmed.

    Raises:
        UserError: the text is not what the field holds.
    """
    kept = corrected(row.field, text)
    for number, reading in enumerate(row.readings):
        if plain(text) == plain(reading.shown) or plain(kept) == plain(reading.value):
            return choose(row, number)
    chosen = row.reading if place < 0 else row.readings[place]
    edits = [ValueDecision(value.id, Action.EDIT, text) for value in chosen.standing]
    return (*edits, *_others(row, chosen))


def discard(row: Row, action: Action, note: str = "") -> tuple[ValueDecision, ...]:
    """Discard all that was found of a row (``DISMISS`` or ``WRONG``)."""
    return tuple(
        ValueDecision(value.id, action, note)
        for value in row.values
        if value.state is not ValueState.DISCARDED
    )


def confirm_all(section: Section) -> tuple[ValueDecision, ...]:
    """Confirm what is open in a section.

    Raises:
        UserError: something in it differs between papers, or has a note.
    """
    require_plain(section)
    return tuple(decision for row in section.open for decision in choose(row))


def restoring(values: Sequence[CaseValue], wrong: frozenset[str]) -> tuple[ValueDecision, ...]:
    """Return the decisions that bring values back to the state that they have now.

    Args:
        values: as they are.
        wrong: ids of those that were discarded as 该建议有误.
    """
    return tuple(_as_it_is(value, value.id in wrong) for value in values)


def _as_it_is(value: CaseValue, wrong: bool) -> ValueDecision:
    if value.state is ValueState.PENDING:
        return ValueDecision(value.id, None)
    if value.state is ValueState.CORRECTED:
        text = displayed(value.found.field, value.corrected)
        return ValueDecision(value.id, Action.EDIT, text)
    if value.state is ValueState.CONFIRMED:
        return ValueDecision(value.id, Action.ADOPT)
    return ValueDecision(value.id, Action.WRONG if wrong else Action.DISMISS)


def _others(row: Row, chosen: Reading) -> tuple[ValueDecision, ...]:
    return tuple(
        ValueDecision(value.id, Action.DISMISS)
        for reading in row.readings
        if reading is not chosen
        for value in reading.sources
        if value.state is not ValueState.DISCARDED
    )
