"""The hearing as JSON for other programs. Keys are stable: more may come, none changes its meaning.

``format`` is ``hearing-record``, ``version`` is 1. Times in seconds: ``start``, ``end`` of a turn
are those of its recording, ``at`` is that of the hearing (its recordings one after the other, with
gaps).
"""

from collections.abc import Mapping
from dataclasses import asdict
from typing import Any

from workbench.hearing.model import Layer, Recording, Turn
from workbench.hearing.record.checking import is_unchecked
from workbench.hearing.record.clock import offsets
from workbench.hearing.record.draft import Material, RecordDraft, text_of
from workbench.hearing.record.exhibits import Exhibit
from workbench.hearing.record.stages import stage_of

FORMAT, VERSION = "hearing-record", 1


def as_data(material: Material, draft: RecordDraft) -> dict[str, Any]:
    """Return everything known of a hearing, JSON-ready.

    Suggestions nobody confirmed are in it, marked (``checked``, ``confirmed``).
    """
    hearing, case = material.hearing, material.case
    starts, keys = offsets(material.recordings), stage_of(material.stages, material.turns)
    return {
        "format": FORMAT,
        "version": VERSION,
        "hearing": {
            "id": hearing.id,
            "ordinal": hearing.ordinal,
            "procedure": str(hearing.procedure),
        },
        "case": {
            "number": case.number,
            "title": case.title,
            "cause": case.cause,
            "court": case.court,
        },
        "head": {row.key: row.value for row in draft.head},
        "persons": [asdict(person) for person in draft.persons],
        "recordings": [
            _recording(one, starts)
            | {"interruptions": [asdict(gap) for gap in material.interruptions.get(one.id, ())]}
            for one in material.recordings
        ],
        "stages": _stages(material),
        "turns": [_turn(turn, material, starts, keys) for turn in material.turns],
        "exhibits": [_exhibit(exhibit) for exhibit in material.exhibits],
        "amendments": [asdict(one) for one in material.amendments],
        "unchecked": draft.unchecked,
        "unwritten": draft.unwritten,
    }


def _recording(one: Recording, starts: Mapping[str, float]) -> dict[str, Any]:
    return {
        "id": one.id,
        "name": one.name,
        "sha256": one.sha256,
        "sm3": one.sm3,
        "size": one.size,
        "seconds": one.seconds,
        "gap": one.gap,
        "began": one.began,
        "at": starts[one.id],
        "damages": [asdict(damage) for damage in one.damages],
    }


def _stages(material: Material) -> list[dict[str, Any]]:
    starts = offsets(material.recordings)
    turns = {turn.id: turn for turn in material.turns}
    rows = []
    for found in material.stages:
        stage = material.template.stage(found.stage)
        first, last = turns[found.first_turn], turns[found.last_turn]
        rows.append(
            {
                "key": found.stage,
                "title": stage.title if stage else found.stage,
                "first_turn": found.first_turn,
                "last_turn": found.last_turn,
                "at": starts.get(first.recording, 0.0) + first.start,
                "until": starts.get(last.recording, 0.0) + last.end,
                "because": list(found.because),
                "in_order": found.in_order,
                "moved": found.moved,
            }
        )
    return rows


def _turn(
    turn: Turn,
    material: Material,
    starts: Mapping[str, float],
    keys: Mapping[str, str],
) -> dict[str, Any]:
    return {
        "id": turn.id,
        "recording": turn.recording,
        "channel": turn.channel,
        "start": turn.start,
        "end": turn.end,
        "at": starts.get(turn.recording, 0.0) + turn.start,
        "role": turn.role,
        "role_basis": str(turn.basis),
        "stage": keys[turn.id],
        "heard": turn.heard,
        "verbatim": turn.verbatim,
        "cleaned": text_of(turn, Layer.CLEANED, material.clean),
        "corrected": turn.corrected,
        "overlap": turn.overlap,
        "checked": not is_unchecked(turn, material.typed.checked),
        "engine": turn.engine,
    }


def _exhibit(exhibit: Exhibit) -> dict[str, Any]:
    data = asdict(exhibit)
    data["opinions"] = [
        {
            "party": cell["party"],
            "authenticity": str(cell["authenticity"]),
            "legality": str(cell["legality"]),
            "relevance": str(cell["relevance"]),
            "purpose": str(cell["purpose"]),
            "text": cell["text"],
            "turns": list(cell["turns"]),
            "confirmed": cell["confirmed"],
        }
        for cell in data.pop("cells")
    ]
    data["turns"] = list(exhibit.turns)
    return data
