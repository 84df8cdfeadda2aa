"""A window over a workspace that another window writes: it says so, follows, and writes nothing."""

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from tests.ui.conftest import FiledCase
from ui import bridge as bridge_module
from ui.bridge import Bridge
from ui.pages.papers import PaperPage
from ui.routes import paper_key
from ui.shell import Shell
from ui.sidebar import group as group_module
from workbench.kernel.changes import Changes
from workbench.kernel.errors import ReadOnlyError

LEFT = Qt.MouseButton.LeftButton


@pytest.fixture
def second(
    filed: FiledCase,
    open_shell: Callable[[Bridge], Shell],
    reopen: Callable[[Path], Bridge],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> Shell:
    """Show a second window over the workspace of the test case."""
    monkeypatch.setattr(bridge_module, "FOLLOW_MS", 50)
    monkeypatch.setattr(group_module, "SETTLE_MS", 1)
    window = open_shell(reopen(tmp_path / "ws"))
    assert window.bridge.workbench.workspace.read_only
    window.open_case(filed.id)
    return window


def test_it_says_so_where_others_see_the_last_save(second: Shell) -> None:
    second.bridge.changed.emit(Changes.of("cases"))
    assert second.status.saved.text() == "只读"
    assert second.bridge.workbench.workspace.why_read_only in second.status.saved.toolTip()


def test_it_follows_the_window_that_writes(second: Shell, filed: FiledCase, qtbot: QtBot) -> None:
    paper = filed.documents["答辩状.txt"]
    page = second.open_key(paper_key(paper))
    assert isinstance(page, PaperPage)
    papers = filed.bridge.workbench.papers
    papers.update_document(paper, name="答辩意见.txt")
    papers.update_case(filed.id, title="张三甲诉李四乙（改名）")
    qtbot.waitUntil(lambda: page.document.name == "答辩意见.txt")
    title = second.column.rooms.title
    qtbot.waitUntil(lambda: title.text() == "张三甲诉李四乙（改名）")
    assert second.tabs.tabText(second.tabs.currentIndex()) == "答辩意见.txt"


def test_following_leaves_what_did_not_change(second: Shell, qtbot: QtBot) -> None:
    tree = second.column.rooms.tree
    resets: list[object] = []
    tree.papers.modelReset.connect(lambda: resets.append(None))
    rounds: list[object] = []
    second.bridge.changed.connect(rounds.append)
    qtbot.waitUntil(lambda: len(rounds) > 6)
    assert resets == []


def test_a_name_that_cannot_be_kept_goes_back(
    second: Shell, filed: FiledCase, qtbot: QtBot
) -> None:
    tree = second.column.rooms.tree
    key = filed.documents["答辩状.txt"]
    tree.papers.setData(tree.papers.index_of(key), "别的名称.txt")

    def shown() -> str:
        return str(tree.papers.index_of(key).data())

    assert shown() == "别的名称.txt"

    qtbot.waitUntil(lambda: shown() == "答辩状.txt")


def test_no_copy_of_an_original_goes_unrecorded(
    second: Shell, filed: FiledCase, tmp_path: Path
) -> None:
    page = second.open_key(paper_key(filed.documents["答辩状.txt"]))
    assert isinstance(page, PaperPage)
    with pytest.raises(ReadOnlyError):
        page.output.save_original(tmp_path / "out.txt")
    assert not (tmp_path / "out.txt").exists()


def test_the_sidebar_closes_and_opens(second: Shell) -> None:
    assert second.sidebar.isVisible()
    QTest.mouseClick(second.sidebar.close_button, LEFT)
    assert not second.sidebar.isVisible()
    second.toggle_sidebar()
    assert second.sidebar.isVisible()


def test_nothing_starts_by_itself(second: Shell, filed: FiledCase, qtbot: QtBot) -> None:
    told: list[str] = []
    second.bridge.failed.connect(lambda message, _: told.append(message))
    filed.bridge.workbench.settings.set("sidebar.auto.papers.extract", True)
    job = filed.bridge.workbench.papers.extract(filed.id)
    filed.bridge.workbench.jobs.wait_all()
    rounds: list[object] = []
    second.bridge.changed.connect(rounds.append)
    qtbot.waitUntil(lambda: len(rounds) > 30)
    assert job.id in {j.id for j in second.bridge.workbench.jobs.table.all()}
    assert told == []
