"""An invented hearing in a workspace, out of a script."""

from dataclasses import replace

from tests.hearing.record import transcripts
from tests.support.hearings import add_recording, store_of
from workbench.hearing.model import Hearing, Procedure, Turn
from workbench.hearing.turn_rows import TurnRepository
from workbench.papers.model import Party
from workbench.workbench import Workbench


def stored_hearing(
    workbench: Workbench,
    script: str = transcripts.CIVIL,
    procedure: Procedure = Procedure.CIVIL,
    checked: bool = True,
) -> Hearing:
    """Make a case with a hearing whose turns are those of a script."""
    case = workbench.papers.new_case(
        "张三甲诉李四乙民间借贷",
        number="（2026）示0101民初1号",
        court="示例市示例区人民法院",
        parties=(Party("张三甲", "原告"), Party("李四乙", "被告")),
    )
    hearing = workbench.hearing.create(case.id, procedure)
    recording = add_recording(workbench, hearing, seconds=600.0)
    put(workbench, transcripts.turns_of(script, recording.id, checked=checked), hearing.id)
    return hearing


def put(workbench: Workbench, turns: list[Turn], hearing: str) -> None:
    """Store turns under ids of their own."""
    store = store_of(workbench)
    rows = TurnRepository(store)
    with store.transaction():
        for turn in turns:
            rows.add(replace(turn, id=f"{turn.recording}{turn.id}", hearing=hearing))
