"""The conduct check: every rule over one hearing.

It states what the transcript shows and where, with the article that asks for it. What it does not
find may have been said all the same; what it finds may not suffice. Nothing is concluded.
"""

from collections.abc import Callable, Iterator, Mapping

from workbench.hearing.conduct.composition import composition
from workbench.hearing.conduct.course import exhibits, order, stages
from workbench.hearing.conduct.model import (
    ConductFinding,
    ConductRule,
    ConductRules,
    Kind,
    Sitting,
    rules,
)
from workbench.hearing.conduct.scene import Scene
from workbench.hearing.conduct.sound import gaps, hours
from workbench.hearing.conduct.spoken import applies, asked, told
from workbench.kernel.finding import Status

NOTHING = "没有转写文字，没有核对。"
_CHECKS: Mapping[Kind, Callable[[ConductRule, Scene], Iterator[ConductFinding]]] = {
    Kind.STAGES: stages,
    Kind.ORDER: order,
    Kind.TOLD: told,
    Kind.ASKED: asked,
    Kind.EXHIBITS: exhibits,
    Kind.GAPS: gaps,
    Kind.PANEL: composition,
    Kind.HOURS: hours,
}
_OF_THE_RECORDING = frozenset({Kind.GAPS, Kind.HOURS})


def conduct(sitting: Sitting, table: ConductRules | None = None) -> tuple[ConductFinding, ...]:
    """Return what the rules of the hearing's procedure find, in the order of the table.

    Args:
        sitting: the hearing.
        table: rules; ``None``: those that ship.
    """
    table = table or rules()
    scene = Scene(sitting, table)
    found: list[ConductFinding] = []
    silent = not any(scene.bare)
    for rule in table.rules:
        if sitting.material.hearing.procedure not in rule.procedures:
            continue
        if scene.day is not None and scene.day < rule.since:
            continue
        if silent and rule.kind not in _OF_THE_RECORDING:
            if not rule.when and not rule.when_roles:
                found.append(scene.answer(rule, "", Status.NOT_CHECKED, NOTHING))
        elif applies(rule, scene):
            found += _CHECKS[rule.kind](rule, scene)
    return tuple(found)


def needs_person(findings: tuple[ConductFinding, ...]) -> tuple[ConductFinding, ...]:
    """Return the findings that a person has to look at: all but those that agree."""
    return tuple(one for one in findings if one.finding.status is not Status.CONFIRMED)
