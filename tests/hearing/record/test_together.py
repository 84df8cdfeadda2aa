"""Transcript and record are undone as one: the last change of the hearing goes first."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.hearing.record.stored import stored_hearing
from workbench.hearing.editing import Editing
from workbench.hearing.model import Hearing, Layer
from workbench.workbench import Workbench


@pytest.fixture
def sitting(workbench: Workbench) -> Hearing:
    return stored_hearing(workbench, "审判长：现在开庭。\n原告：一。\n被告：二。")


def seen(workbench: Workbench, hearing: Hearing) -> tuple[object, ...]:
    held = workbench.records.material(hearing.id)
    return (
        tuple((turn.role, turn.verbatim) for turn in held.turns),
        dict(held.typed.head),
        dict(held.typed.checked),
        tuple((one.asked, one.granted) for one in held.amendments),
    )


def act(workbench: Workbench, editing: Editing, which: int, number: int) -> None:
    """Change something that no other act changes to the same."""
    records, room = workbench.records, editing.hearing
    turn = workbench.hearing.turns(room)[1]
    if which == 0:
        editing.set_text(turn.id, Layer.VERBATIM, f"一，第{number}次。")
        editing.settle()
    elif which == 1:
        editing.set_role([turn.id], f"原告{number}")
    elif which == 2:
        records.set_head(room, "place", f"第{number}审判庭")
    elif which == 3:
        records.ask_amendment(room, "李四乙", f"第{number}处", "被告")
    else:
        records.check(room, [turn.id], checked=number % 2 == 0)


@given(st.lists(st.integers(0, 4), min_size=1, max_size=6))
@settings(
    deadline=None,
    max_examples=12,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
def test_undoing_goes_back_the_way_that_was_come_and_redoing_forth(
    workbench: Workbench, acts: list[int]
) -> None:
    hearing = stored_hearing(workbench, "审判长：现在开庭。\n原告：一。\n被告：二。")
    editing, records = workbench.hearing.edit(hearing.id), workbench.records
    states = [seen(workbench, hearing)]
    for number, which in enumerate(acts, start=1):
        act(workbench, editing, which, number)
        if seen(workbench, hearing) != states[-1]:
            states.append(seen(workbench, hearing))
    for state in reversed(states[:-1]):
        assert records.undo(editing)
        assert seen(workbench, hearing) == state
    assert records.undo(editing) == ""
    # Another page's sitting walks the same way.
    other = workbench.hearing.edit(hearing.id)
    for state in states[1:]:
        assert records.redo(other)
        assert seen(workbench, hearing) == state
    assert records.redo(other) == ""


def test_what_was_undone_before_another_change_is_not_made_again(
    workbench: Workbench, sitting: Hearing
) -> None:
    editing, records = workbench.hearing.edit(sitting.id), workbench.records
    records.set_head(sitting.id, "place", "第一审判庭")
    assert records.undo(editing) == "填写笔录首部"
    assert records.steps(editing) == ("", "填写笔录首部")
    editing.set_role([workbench.hearing.turns(sitting.id)[1].id], "第三人")
    assert records.steps(editing)[1] == ""
    assert records.redo(editing) == ""
    assert records.undo(editing).startswith("把")


def test_text_typed_on_after_a_mark_is_undone_before_the_mark(
    workbench: Workbench, sitting: Hearing
) -> None:
    editing, records = workbench.hearing.edit(sitting.id), workbench.records
    turn = workbench.hearing.turns(sitting.id)[1].id
    editing.set_text(turn, Layer.VERBATIM, "一，改")
    records.check(sitting.id, [turn])
    editing.set_text(turn, Layer.VERBATIM, "一，改了。")
    assert records.steps(editing)[0].startswith("修改")
    records.undo(editing)
    assert records.steps(editing)[0].startswith("核对")
