"""What is done to hundreds of turns: in parts that are stored as they come, undone as one."""

from collections.abc import Callable
from pathlib import Path

import pytest

from tests.support.engines import FixedOcr
from tests.support.hearings import invented_hearing
from workbench.hearing.acts import PART, Act
from workbench.hearing.editing import Editing
from workbench.hearing.model import Hearing, Layer, RoleBasis
from workbench.kernel.errors import UserError
from workbench.workbench import Workbench

COUNT = 3 * PART + 7


@pytest.fixture
def many(workbench: Workbench) -> Hearing:
    """Make a hearing of some hundred turns."""
    return invented_hearing(workbench, COUNT)


def ids(workbench: Workbench, hearing: Hearing) -> list[str]:
    return [turn.id for turn in workbench.hearing.turns(hearing.id)]


ACTS: dict[str, Callable[[Editing, list[str]], Act]] = {
    "role": lambda editing, all_ids: editing.giving_role(all_ids, "被告"),
    "confirm": lambda editing, all_ids: editing.confirming(all_ids),
    "delete": lambda editing, all_ids: editing.deleting(all_ids),
    "replace": lambda editing, _ids: editing.replacing("告", "告知", Layer.VERBATIM),
    "suggest": lambda editing, all_ids: editing.suggesting(dict.fromkeys(all_ids, "证人")),
}


@pytest.mark.parametrize("name", ACTS)
def test_an_act_of_many_parts_is_undone_and_done_again_as_one(
    workbench: Workbench, many: Hearing, name: str
) -> None:
    before = workbench.hearing.turns(many.id)
    editing = workbench.hearing.edit(many.id)
    act = ACTS[name](editing, [turn.id for turn in before])
    assert len(list(act)) > 1
    after = workbench.hearing.turns(many.id)
    changed = {turn.id for turn in before if turn not in after}
    assert act.touched == changed != set()
    assert editing.undo() == act.words
    assert workbench.hearing.turns(many.id) == before
    assert editing.undoable == ""
    assert editing.redo() == act.words
    assert workbench.hearing.turns(many.id) == after
    assert editing.redoable == ""


def test_a_program_killed_in_the_middle_keeps_what_was_done_and_undoes_it(
    workbench: Workbench, many: Hearing, tmp_path: Path
) -> None:
    before = workbench.hearing.turns(many.id)
    editing = workbench.hearing.edit(many.id)
    editing.set_text(before[0].id, Layer.VERBATIM, "甲")
    parts = iter(editing.giving_role([turn.id for turn in before], "证人"))
    next(parts)
    next(parts)
    workbench.close()
    with_rest = Workbench.open(tmp_path / "ws", ocr=FixedOcr)
    try:
        roles = [turn.role for turn in with_rest.hearing.turns(many.id)]
        assert roles.count("证人") == 2 * PART
        with_rest.hearing.edit(many.id).undo()
        left = with_rest.hearing.turns(many.id)
        assert left[1:] == before[1:]
        assert left[0].verbatim == "甲"
    finally:
        with_rest.close()


def test_two_acts_alike_are_undone_one_after_the_other(workbench: Workbench, many: Hearing) -> None:
    editing, every = workbench.hearing.edit(many.id), ids(workbench, many)
    editing.set_role(every, "证人")
    editing.set_role(every, "被告")
    editing.undo()
    assert {turn.role for turn in workbench.hearing.turns(many.id)} == {"证人"}


def test_nothing_is_replaced_where_a_turn_would_lose_all_its_text(
    workbench: Workbench, many: Hearing
) -> None:
    editing, every = workbench.hearing.edit(many.id), ids(workbench, many)
    editing.set_text(every[-1], Layer.VERBATIM, "告")
    before = workbench.hearing.turns(many.id)
    with pytest.raises(UserError, match="没有替换"):
        list(editing.replacing("告", "", Layer.VERBATIM))
    assert workbench.hearing.turns(many.id) == before


def test_what_a_person_settles_meanwhile_is_not_suggested_otherwise(
    workbench: Workbench, many: Hearing
) -> None:
    editing, every = workbench.hearing.edit(many.id), ids(workbench, many)
    parts = iter(editing.suggesting(dict.fromkeys(every, "证人")))
    next(parts)
    workbench.hearing.edit(many.id).set_role(every[-1:], "第三人")
    list(parts)
    last = workbench.hearing.turns(many.id)[-1]
    assert (last.role, last.basis) == ("第三人", RoleBasis.HAND)


def test_turns_are_joined_only_side_by_side(workbench: Workbench, many: Hearing) -> None:
    editing, every = workbench.hearing.edit(many.id), ids(workbench, many)
    with pytest.raises(UserError, match="不相邻"):
        editing.join([every[0], every[2]])
    made = editing.join(every[10:13])
    assert ids(workbench, many) == [*every[:11], *every[13:]]
    assert made.id == every[10]
