"""The demonstration's hearing: its recording heard by the small model that comes with the program.

The model knows the synthetic voice of this recording only; see ``local_models/demo-speech``.
"""

import json
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

from workbench.engines.protocols import Missing
from workbench.hearing.model import Procedure, RoleBasis, Seat, SeatProfile
from workbench.hearing.record.draft import Options
from workbench.hearing.record.writing import Form, Order, usual_layer
from workbench.hearing.speech_engine import local_speech
from workbench.hearing.timeline import clock
from workbench.kernel.finding import Status
from workbench.papers.confirmation import sections_of
from workbench.papers.deciding import choose

if TYPE_CHECKING:
    from workbench.hearing.model import Turn
    from workbench.hearing.record.draft import Material
    from workbench.workbench import Workbench

MODEL = "demo-speech"
RECORD = "法庭笔录（演示）.docx"
SEATS = "示例法庭（演示）"
HEAD = "机器转写，未经核对的仅供参考；经核对、签名后才是法庭笔录。"
_HEAD_FIELDS = (
    *("case.number", "cause.name", "court.name", "date.hearing"),
    *("party.name", "party.role", "agent.name", "agent.role", "agent.of", "agent.authority"),
)
_OPEN = frozenset({Status.DIFFERS, Status.NOT_FOUND, Status.NOT_CHECKED})
Step = Callable[[str, Any], None]


@dataclass
class Heard:
    """What the demonstration's hearing gave.

    Attributes:
        hearing: its id.
        missing: why nothing was transcribed (Chinese); empty where it was.
        turns: what was said, with times, roles and how the roles came about.
        stages: with their titles and the seconds at which they begin.
        exhibits: what was offered, by whom, and who said something to it.
        conduct: findings of the conduct check that need a person, as sentences.
        confirmed: values of the case that the demonstration confirmed for the record's head.
        record: the record as Word, marked as a draft.
    """

    hearing: str
    missing: str = ""
    turns: list[dict[str, Any]] = field(default_factory=list)
    stages: list[dict[str, Any]] = field(default_factory=list)
    exhibits: list[dict[str, Any]] = field(default_factory=list)
    conduct: list[str] = field(default_factory=list)
    confirmed: int = 0
    record: Path | None = None


def hear(workbench: "Workbench", case: str, files: Path, folder: Path, step: Step) -> Heard:
    """Import the recording into a case, transcribe it, and write its record as a draft.

    Args:
        workbench: with the case.
        case: its id.
        files: folder with the recording and ``truth.json``, which names seats and procedure.
        folder: where the record is to lie.
        step: follows a job and tells of it.
    """
    told = json.loads((files / "truth.json").read_text(encoding="utf-8"))
    room = workbench.hearing
    hearing = room.create(case, Procedure(told["procedure"]))
    confirmed = _confirm_head(workbench, case)
    seats = tuple(Seat(one["channel"], one["name"], one["role"]) for one in told["seats"])
    profile = SeatProfile(SEATS, seats)
    room.save_profile(profile)
    room.seat(hearing.id, profile)
    step("导入庭审录音", room.import_files(hearing.id, [files / told["recording"]]))
    state = local_speech(MODEL).available()
    if isinstance(state, Missing):
        missing = f"{state.what}{state.where_to_put}"
        return Heard(hearing.id, missing, confirmed=confirmed)
    step("转写庭审", room.transcribe(hearing.id, MODEL))
    turns = [_turn(one) for one in room.turns(hearing.id)]
    heard = Heard(hearing.id, turns=turns, confirmed=confirmed)
    _record(workbench, heard, folder / RECORD)
    return heard


def _confirm_head(workbench: "Workbench", case: str) -> int:
    """Confirm what the head of the record is filled from, as a clerk does; return how much.

    Where papers differ a person has to choose; that stays open.
    """
    rows = (row for part in sections_of(workbench.papers.values(case)) for row in part.rows)
    sure = [row for row in rows if row.field in _HEAD_FIELDS and not row.conflicting]
    decisions = [decision for row in sure for decision in choose(row)]
    workbench.decisions.decide_values(case, decisions)
    return len(decisions)


def _record(workbench: "Workbench", heard: Heard, file: Path) -> None:
    """Note stages and open findings, and write the record."""
    material = workbench.records.material(heard.hearing)
    heard.stages = _stages(material)
    heard.exhibits = [
        {
            "label": one.label,
            "name": one.name,
            "by": one.by,
            "answered": [cell.party for cell in one.cells if cell.text],
        }
        for one in material.exhibits
    ]
    heard.conduct = [
        f"{one.title}：{one.finding.message}"
        for one in workbench.records.conduct(heard.hearing)
        if one.finding.status in _OPEN
    ]
    order = Order(Form.RECORD, file, Options(usual_layer(Form.RECORD)), as_draft=True)
    heard.record = workbench.records.export(heard.hearing, order).result().files[0]


def _stages(material: "Material") -> list[dict[str, Any]]:
    titles = {stage.key: stage.title for stage in material.template.stages}
    starts = {turn.id: turn.start for turn in material.turns}
    return [
        {"stage": one.stage, "title": titles[one.stage], "start": starts[one.first_turn]}
        for one in material.stages
    ]


def _turn(turn: "Turn") -> dict[str, Any]:
    return {
        "start": turn.start,
        "end": turn.end,
        "channel": turn.channel,
        "role": turn.role,
        "basis": str(turn.basis),
        "heard": turn.heard,
        "text": turn.verbatim,
    }


def lines(heard: Heard) -> list[str]:
    """Return what the demonstration prints of the hearing."""
    if heard.missing:
        return [f"  没有转写：{heard.missing}"]
    suggested = sum(turn["basis"] == RoleBasis.PROMPT for turn in heard.turns)
    rest = "其余仍待人核对"
    found = [
        f"  {HEAD}",
        f"  笔录首部所用的案号、案由、当事人等 {heard.confirmed} 项由演示代为核对，{rest}。",
        f"  发言 {len(heard.turns)} 段，其中 {suggested} 段的角色为建议，待确认。",
    ]
    begins = {stage["start"]: stage["title"] for stage in heard.stages}
    for turn in heard.turns:
        if turn["start"] in begins:
            found.append(f"  【{begins[turn['start']]}】")
        mark = "？" if turn["basis"] == RoleBasis.PROMPT else ""
        found.append(f"    {clock(turn['start'])}  {turn['role']}{mark}：{turn['text']}")
    if heard.exhibits:
        found.append("  举证、质证：")
    for one in heard.exhibits:
        answered = "、".join(one["answered"]) or "无人"
        found.append(f"    {one['by']} {one['label']} {one['name']}（{answered}质证）")
    if heard.conduct:
        found.append("  庭审规范核对，需要人看的：")
        found += [f"    {line}" for line in heard.conduct]
    return [*found, f"  法庭笔录（草稿）：{heard.record}"]
