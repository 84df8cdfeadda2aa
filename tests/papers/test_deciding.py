"""What confirming, choosing, correcting and discarding a row does to its values."""

import pytest

from tests.papers.values import value
from workbench.kernel.advice import Action
from workbench.kernel.errors import UserError
from workbench.papers.confirmation import Row, sections_of
from workbench.papers.deciding import choose, confirm_all, correct, discard, restoring
from workbench.papers.model import ValueState
from workbench.papers.values import CaseValue

ADOPT, DISMISS = Action.ADOPT, Action.DISMISS


def birth(first: ValueState = ValueState.PENDING, second: ValueState = ValueState.PENDING) -> Row:
    (person,) = sections_of(
        [
            value("party.birth", "1988-07-15", "被告:李四乙", "d1", state=first),
            value("party.birth", "1988-07-16", "被告:李四乙", "d2", state=second),
            value("party.birth", "1988-07-16", "被告:李四乙", "d3", state=second),
        ]
    )
    return person.rows[0]


def actions(row: Row, place: int) -> list[Action | None]:
    return [decision.action for decision in choose(row, place)]


def test_choosing_a_reading_discards_the_others() -> None:
    assert actions(birth(), 0) == [ADOPT, DISMISS, DISMISS]
    assert actions(birth(), 1) == [ADOPT, ADOPT, DISMISS]


def test_choosing_again_turns_the_choice_round() -> None:
    row = birth(ValueState.CONFIRMED, ValueState.DISCARDED)
    assert actions(row, 1) == [ADOPT, ADOPT, DISMISS]
    assert actions(row, 0) == []


def test_typing_a_reading_is_choosing_it() -> None:
    assert correct(birth(), "1988年7月16日") == choose(birth(), 1)


def test_a_correction_takes_the_place_of_all_readings() -> None:
    found = correct(birth(), "1988年7月17日")
    assert [d.action for d in found] == [Action.EDIT, DISMISS, DISMISS]
    assert found[0].text == "1988年7月17日"
    with pytest.raises(UserError, match="不是有效日期"):
        correct(birth(), "1988年13月1日")


def test_discarding_leaves_out_what_is_discarded_already() -> None:
    row = birth(ValueState.DISCARDED)
    assert [d.action for d in discard(row, Action.WRONG, "看错人")] == [Action.WRONG] * 2


def test_a_whole_section_but_not_over_a_conflict() -> None:
    (plain,) = sections_of(
        [value("party.name", "李四乙", "被告:李四乙"), value("party.sex", "女", "被告:李四乙")]
    )
    assert [d.action for d in confirm_all(plain)] == [ADOPT, ADOPT]
    (odd,) = sections_of(list(birth().values))
    with pytest.raises(UserError, match="不一致"):
        confirm_all(odd)


@pytest.mark.parametrize(
    ("kept", "action", "text"),
    [
        (value("party.birth", "1988-07-15"), None, ""),
        (value("party.birth", "1988-07-15", state=ValueState.CONFIRMED), ADOPT, ""),
        (
            value("party.birth", "1988-07-15", state=ValueState.CORRECTED, corrected="1988-07-17"),
            Action.EDIT,
            "1988年7月17日",
        ),
        (value("party.birth", "1988-07-15", state=ValueState.DISCARDED), DISMISS, ""),
    ],
)
def test_what_was_can_be_brought_back(kept: CaseValue, action: Action | None, text: str) -> None:
    (decision,) = restoring([kept], frozenset())
    assert (decision.action, decision.text) == (action, text)
    (wrong,) = restoring([value("q", "甲", state=ValueState.DISCARDED)], frozenset(["d1/q//甲"]))
    assert wrong.action is Action.WRONG
