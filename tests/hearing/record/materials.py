"""Material of invented hearings: a case, its recording, turns, stages, exhibits."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from tests.hearing.record import transcripts
from tests.hearing.record.transcripts import recording, turns_of
from workbench.hearing.model import Hearing, Procedure, Recording, Turn
from workbench.hearing.record.draft import Material, Typed
from workbench.hearing.record.exhibits import Exhibit, suggest_exhibits
from workbench.hearing.record.shelf import Templates
from workbench.hearing.record.stages import find_stages, stage_of
from workbench.papers.model import Case, Party

TEMPLATES = Templates.load()
PARTIES = (
    Party("张三甲", "原告"),
    Party(
        "王五丙", "委托诉讼代理人", agent_of="张三甲", authority="特别授权", firm="示例律师事务所"
    ),
    Party("李四乙", "被告"),
    Party("赵六丁", "委托诉讼代理人", agent_of="李四乙", authority="一般授权"),
)
CASE = Case(
    "c1",
    "张三甲诉李四乙民间借贷",
    "（2026）示0101民初1号",
    "示例市示例区人民法院",
    "民间借贷纠纷",
    panel=("审判长周七戊", "审判员吴八己", "人民陪审员郑九庚", "书记员钱十辛"),
    parties=PARTIES,
)


def confirmed(exhibits: tuple[Exhibit, ...]) -> tuple[Exhibit, ...]:
    return tuple(
        replace(row, confirmed=True, cells=tuple(replace(c, confirmed=True) for c in row.cells))
        for row in exhibits
    )


def material(
    script: str = transcripts.CIVIL,
    procedure: Procedure = Procedure.CIVIL,
    *,
    turns: list[Turn] | None = None,
    case: Case = CASE,
    recordings: tuple[Recording, ...] | None = None,
    borders: Mapping[str, str] | None = None,
    sure: bool = True,
    **typed: Any,
) -> Material:
    """Return a hearing's material; ``sure``: a person confirmed exhibits and corrected turns."""
    held = turns_of(script, checked=sure) if turns is None else turns
    template = TEMPLATES.of(procedure)
    stages = find_stages(held, template, borders)
    exhibits = suggest_exhibits(
        held, stage_of(stages, held), {turn.id: turn.verbatim for turn in held}
    )
    return Material(
        template,
        Hearing("h1", "c1", 1, procedure),
        case,
        (recording(),) if recordings is None else recordings,
        tuple(held),
        stages,
        confirmed(exhibits) if sure else exhibits,
        (),
        Typed(borders=borders or {}, **typed),
    )
