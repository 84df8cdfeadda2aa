"""Groups of the sidebar that are out of sight: what a person wrote or asked for is kept."""

import pytest
from pytestqt.qtbot import QtBot
from shiboken6 import isValid

from tests.ui.advices import FEATURE, show_articles
from tests.ui.conftest import FiledCase
from ui.shell import Shell
from ui.sidebar.group import FeatureGroup
from ui.sidebar.panel import Sidebar
from workbench.kernel.job_table import JobState


@pytest.fixture
def sidebar(case_shell: Shell, filed: FiledCase, qtbot: QtBot) -> Sidebar:
    """Show the sidebar of the window for the test case, with statute advice."""
    show_articles(filed.bridge.workbench, filed.id, 3)
    group = group_of(case_shell.sidebar, FEATURE)
    group.refresh()
    qtbot.waitUntil(lambda: len(group.pending.cards()) == 3)
    return case_shell.sidebar


def group_of(sidebar: Sidebar, key: str) -> FeatureGroup:
    return next(group for group in sidebar.groups if group.feature.key == key)


def test_words_in_a_card_outlive_a_look_at_another_case(sidebar: Sidebar, filed: FiledCase) -> None:
    group = group_of(sidebar, FEATURE)
    first = group.pending.cards()[0]
    first.edit()
    first.editor.field.setPlainText("写了一半")
    other = filed.bridge.workbench.papers.new_case("王五丙诉赵六丁")
    sidebar.set_case(other.id)
    assert not group.isVisible()
    assert group not in sidebar.groups
    sidebar.set_case(filed.id)
    assert group_of(sidebar, FEATURE) is group
    assert group.isVisible()
    assert group.pending.cards()[0].draft() == "写了一半"


@pytest.mark.parametrize("end", ["off", "gone", "nothing written"])
def test_hidden_groups_do_not_outlive_their_reason(
    sidebar: Sidebar, filed: FiledCase, qtbot: QtBot, end: str
) -> None:
    workbench = filed.bridge.workbench
    group = group_of(sidebar, FEATURE)
    first = group.pending.cards()[0]
    first.edit()
    if end != "nothing written":
        first.editor.field.setPlainText("写了一半")
    sidebar.set_case(workbench.papers.new_case("王五丙诉赵六丁").id)
    if end == "off":
        workbench.switches.set(FEATURE, False)
    elif end == "gone":
        workbench.papers.delete_case(filed.id)
    qtbot.waitUntil(lambda: not isValid(group))


def test_an_answer_asked_for_arrives_while_another_case_is_shown(
    sidebar: Sidebar, filed: FiledCase, qtbot: QtBot
) -> None:
    group = group_of(sidebar, "papers.extract")
    group.generate()
    assert group.busy()
    sidebar.set_case(filed.bridge.workbench.papers.new_case("王五丙诉赵六丁").id)
    assert isValid(group)
    table = filed.bridge.workbench.jobs.table
    qtbot.waitUntil(lambda: table.all()[0].state is JobState.DONE, timeout=40000)
    qtbot.waitUntil(lambda: not isValid(group))
