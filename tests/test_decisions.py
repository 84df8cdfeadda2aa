"""Sets of decisions: one transaction, one announcement, a whole journal, and back again."""

from pathlib import Path

import pytest

from tests.papers.conftest import COMPLAINT
from workbench.kernel.advice import Action
from workbench.kernel.changes import Changes
from workbench.kernel.errors import FeatureOffError, UserError
from workbench.papers.deciding import ValueDecision
from workbench.papers.model import ValueState
from workbench.workbench import Workbench


@pytest.fixture
def workbench(tmp_path: Path) -> Workbench:
    paper = tmp_path / "起诉状.txt"
    paper.write_text(COMPLAINT, "utf-8")
    opened = Workbench.open(tmp_path / "ws")
    case = opened.papers.new_case("张三甲诉李四乙")
    opened.jobs.wait(opened.papers.import_files(case.id, [paper]).id)
    opened.jobs.wait(opened.papers.extract(case.id).id)
    return opened


def test_many_values_at_once(workbench: Workbench) -> None:
    (case,) = workbench.papers.cases()
    values = workbench.papers.values(case.id)
    heard: list[Changes] = []
    workbench.changes.subscribe(heard.append)
    before = len(workbench.journal.entries())
    done = workbench.decisions.decide_values(
        case.id, [ValueDecision(v.id, Action.ADOPT) for v in values]
    )
    assert all(v.state is ValueState.CONFIRMED for v in workbench.papers.values(case.id))
    assert all(a.decision for a in workbench.advice.of_case(case.id))
    assert [c.kinds for c in heard] == [frozenset({"values", "cases", "advice", "journal"})]
    # One row of the journal for each value and one for its card.
    assert len(workbench.journal.entries()) - before == 2 * len(values)
    assert workbench.papers.case(case.id).parties[0].name == "张三甲"
    workbench.decisions.decide_values(case.id, done.undo)
    assert all(v.state is ValueState.PENDING for v in workbench.papers.values(case.id))
    assert not any(a.decision for a in workbench.advice.of_case(case.id))
    assert workbench.papers.case(case.id).parties == ()
    assert workbench.journal.verify().whole
    workbench.close()


def test_a_refused_correction_writes_nothing(workbench: Workbench) -> None:
    (case,) = workbench.papers.cases()
    values = workbench.papers.values(case.id)
    birth = next(v for v in values if v.found.field == "party.birth")
    other = next(v for v in values if v.found.field == "party.name")
    rows = len(workbench.journal.entries())
    with pytest.raises(UserError, match="不是有效日期"):
        workbench.decisions.decide_values(
            case.id,
            [
                ValueDecision(other.id, Action.ADOPT),
                ValueDecision(birth.id, Action.EDIT, "某日"),
            ],
        )
    assert workbench.papers.values(case.id) == values
    assert len(workbench.journal.entries()) == rows
    workbench.close()


def test_wrong_and_corrected_come_back_as_they_were(workbench: Workbench) -> None:
    (case,) = workbench.papers.cases()
    birth = next(v for v in workbench.papers.values(case.id) if v.found.field == "party.birth")

    def decide(action: Action | None, text: str = "") -> tuple[ValueDecision, ...]:
        decisions = [ValueDecision(birth.id, action, text)]
        return workbench.decisions.decide_values(case.id, decisions).undo

    decide(Action.EDIT, "1985年3月3日")
    undo = decide(Action.WRONG, "看错人")
    (again,) = workbench.decisions.decide_values(case.id, undo).undo
    assert again.action is Action.WRONG
    kept = workbench.papers.value(birth.id)
    assert (kept.state, kept.corrected) == (ValueState.CORRECTED, "1985-03-03")
    workbench.close()


def test_off_and_gone_are_said(workbench: Workbench) -> None:
    (case,) = workbench.papers.cases()
    with pytest.raises(UserError, match="已不存在"):
        workbench.decisions.decide_values(case.id, [ValueDecision("none", Action.ADOPT)])
    value = workbench.papers.values(case.id)[0]
    workbench.switches.set("papers.extract", False, case.id)
    with pytest.raises(FeatureOffError):
        workbench.decisions.decide_values(case.id, [ValueDecision(value.id, Action.ADOPT)])
    workbench.close()
