"""The bridge: problems in words, changes as signals, jobs taken in from a timer."""

from pathlib import Path

from pytestqt.qtbot import QtBot

from tests.ui.conftest import write_papers
from ui.bridge import Bridge
from workbench.kernel.changes import Changes
from workbench.kernel.errors import UserError
from workbench.kernel.job_table import JobState


def fail() -> None:
    raise UserError("没有做成。", "请再试。")


def test_a_user_error_becomes_a_message(bridge: Bridge, qtbot: QtBot) -> None:
    with qtbot.waitSignal(bridge.failed) as told:
        assert bridge.attempt(fail) is None
    assert told.args == ["没有做成。", "请再试。"]


def test_the_result_of_an_action_comes_back(bridge: Bridge) -> None:
    assert bridge.attempt(lambda: 7) == 7


def test_a_write_is_told_at_once(bridge: Bridge, qtbot: QtBot) -> None:
    with qtbot.waitSignal(bridge.changed) as told:
        case = bridge.workbench.papers.new_case("张三甲诉李四乙")
    changes = told.args[0]
    assert isinstance(changes, Changes)
    assert "cases" in changes.kinds
    assert changes.cases == {case.id}


def test_jobs_run_without_anyone_waiting(bridge: Bridge, qtbot: QtBot, tmp_path: Path) -> None:
    case = bridge.workbench.papers.new_case("张三甲诉李四乙")
    job = bridge.workbench.papers.import_files(case.id, write_papers(tmp_path / "in")[1:2])
    table = bridge.workbench.jobs.table
    qtbot.waitUntil(lambda: table.get(job.id).state is JobState.DONE, timeout=30000)
    assert [d.name for d in bridge.workbench.papers.documents(case.id)] == ["答辩状.txt"]


def test_closing_twice_is_harmless(bridge: Bridge) -> None:
    bridge.close()
    bridge.close()
    assert bridge.closed


def test_a_closed_bridge_tells_nothing_more(bridge: Bridge, qtbot: QtBot) -> None:
    changes = bridge.workbench.changes
    bridge.close()
    with qtbot.assertNotEmitted(bridge.changed):
        changes.publish(Changes.of("cases"))
