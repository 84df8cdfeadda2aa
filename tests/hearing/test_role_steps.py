"""Roles by prompts and by seats: suggested, undone, never over what a person set."""

import pytest

from tests.support.hearings import add_recording, add_turns, store_of
from workbench.hearing.model import Hearing, Procedure, RoleBasis, Seat, SeatProfile, Turn
from workbench.hearing.turn_rows import TurnRepository
from workbench.kernel.errors import FeatureOffError
from workbench.workbench import Workbench

SAID = (
    "现在开庭。",
    "现在由原告陈述诉讼请求和事实理由。",
    "请求判令被告偿还借款十万元。",
    "现在由被告答辩。",
    "我已经还了三万元。",
)


@pytest.fixture
def plain(workbench: Workbench) -> Hearing:
    """Make a hearing of which nobody has a role yet."""
    case = workbench.papers.new_case("张三甲诉李四乙")
    hearing = workbench.hearing.create(case.id, Procedure.CIVIL)
    recording = add_recording(workbench, hearing)
    store = store_of(workbench)
    with store.transaction():
        for number, text in enumerate(SAID):
            start = number * 5.0
            place = (recording.id, number % 2, start, start + 4.0)
            turn = Turn(f"t{number}", hearing.id, *place, text, verbatim=text, engine="试验")
            TurnRepository(store).add(turn)
    return hearing


def roles(workbench: Workbench, hearing: Hearing) -> list[str]:
    return [turn.role for turn in workbench.hearing.turns(hearing.id)]


def test_prompts_suggest_who_speaks_and_a_person_confirms(
    workbench: Workbench, plain: Hearing
) -> None:
    room = workbench.hearing
    assert room.suggest_roles(plain.id) >= 4
    found = room.turns(plain.id)
    assert (found[2].role, found[2].basis) == ("原告", RoleBasis.PROMPT)
    assert found[4].role == "被告"
    assert "原告" in workbench.hearing_beside.reason(plain.id, found[2].id).result(9)
    editing = room.edit(plain.id)
    editing.set_role([found[4].id], "第三人")
    assert room.suggest_roles(plain.id) == 0
    assert room.turns(plain.id)[4].role == "第三人"
    editing.undo()
    assert editing.undo().startswith("推测")
    assert set(roles(workbench, plain)) == {""}


def test_off_means_no_suggestion(workbench: Workbench, plain: Hearing) -> None:
    workbench.switches.set("hearing.roles", False)
    with pytest.raises(FeatureOffError):
        workbench.hearing.suggest_roles(plain.id)
    with pytest.raises(FeatureOffError):
        workbench.hearing.may_suggest(plain.id)
    assert set(roles(workbench, plain)) == {""}


def test_seats_give_their_roles_to_what_was_heard_there(
    workbench: Workbench, plain: Hearing
) -> None:
    room = workbench.hearing
    editing = room.edit(plain.id)
    editing.set_role(["t0"], "书记员")
    profile = SeatProfile("示例庭", (Seat(0, "审判席", "审判长"), Seat(1, "旁听席")))
    room.seat(plain.id, profile)
    assert roles(workbench, plain) == ["书记员", "", "审判长", "", "审判长"]
    assert room.turns(plain.id)[2].basis is RoleBasis.CHANNEL
    assert editing.undoable == "按席位设置 2 段的发言人"
    room.seat(plain.id, None)
    assert roles(workbench, plain) == ["书记员", "", "", "", ""]


def test_a_hearing_with_confirmed_roles_is_left_alone(
    workbench: Workbench, hearing: Hearing
) -> None:
    add_turns(workbench, add_recording(workbench, hearing, "下午.wav"), 2)
    editing = workbench.hearing.edit(hearing.id)
    before = roles(workbench, hearing)
    editing.confirm_roles([turn.id for turn in workbench.hearing.turns(hearing.id)])
    assert workbench.hearing.suggest_roles(hearing.id) == 0
    assert roles(workbench, hearing) == before
