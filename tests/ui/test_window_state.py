"""Layout, pages and places come back: after closing, after a crash, from nonsense."""

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from tests.ui.conftest import FiledCase, type_text
from ui import routes
from ui.bridge import Bridge
from ui.pages.overview import OverviewPage
from ui.pages.papers import PaperPage
from ui.place import Placed
from ui.routes import overview_key, paper_key
from ui.shell import Shell
from ui.window_state import STATE

CTRL = Qt.KeyboardModifier.ControlModifier


def crash(first: Shell, folder: Path, after: Path) -> Path:
    """Leave the folder as a kill would: copied while the window is still open."""
    first._state.look()
    first._state.look()  # at rest since the last look
    shutil.copytree(folder, after, ignore=shutil.ignore_patterns("*lock*"))
    return after


@pytest.fixture
def twice(
    open_shell: Callable[[Bridge], Shell], reopen: Callable[[Path], Bridge], tmp_path: Path
) -> Callable[[Shell], Shell]:
    """Return a function that crashes a window and opens the next one."""
    return lambda first: open_shell(reopen(crash(first, tmp_path / "ws", tmp_path / "after")))


def test_layout_and_pages_survive_a_crash(
    filed: FiledCase, open_shell: Callable[[Bridge], Shell], twice: Callable[[Shell], Shell]
) -> None:
    first = open_shell(filed.bridge)
    first.sidebar.set_open(False)
    first.resize(first.width(), 555)
    first.columns.moveSplitter(240, 1)
    paper = paper_key(filed.documents["借条.pdf"])
    first.open_key(paper)
    second = twice(first)
    assert second.height() == 555
    assert not second.sidebar.isVisible()
    assert second.column.width() == first.column.width() == 240
    assert second.tabs.current_key() == paper
    assert second.case == filed.id


def test_two_panes_and_the_one_in_use_survive(
    filed: FiledCase, open_shell: Callable[[Bridge], Shell], twice: Callable[[Shell], Shell]
) -> None:
    first = open_shell(filed.bridge)
    overview, paper = overview_key(filed.id), paper_key(filed.documents["借条.pdf"])
    first.open_key(overview)
    first.open_key(paper)
    QTest.keyClick(first, Qt.Key.Key_Backslash, CTRL)
    first.toggle_column()
    second = twice(first)
    left, right = second.panes.panes()
    assert (left.current_key(), right.current_key()) == (overview, paper)
    assert second.tabs is right
    assert left.open_keys() == [routes.CASES, overview]
    assert second.column.isHidden()


def test_the_place_in_a_paper_survives(
    filed: FiledCase,
    open_shell: Callable[[Bridge], Shell],
    twice: Callable[[Shell], Shell],
    qtbot: QtBot,
) -> None:
    first = open_shell(filed.bridge)
    page = first.open_key(paper_key(filed.documents["借条.pdf"]))
    assert isinstance(page, PaperPage)
    page.view.set_zoom(1.6)
    page.view.go_to_page(2)
    again = twice(first).tabs.currentWidget()
    assert isinstance(again, PaperPage)
    qtbot.waitUntil(lambda: again.view.current_page == 2)
    assert again.view.zoom == pytest.approx(1.6)


@pytest.mark.parametrize("key", ["settings:keys", "help:journal"])
def test_the_section_and_the_chapter_survive(
    filed: FiledCase,
    open_shell: Callable[[Bridge], Shell],
    twice: Callable[[Shell], Shell],
    key: str,
) -> None:
    first = open_shell(filed.bridge)
    first.opening.go(key)
    page = twice(first).tabs.currentWidget()
    assert isinstance(page, Placed)
    assert key.partition(":")[2] in page.place().values()


def test_what_is_typed_and_not_saved_survives(
    filed: FiledCase, open_shell: Callable[[Bridge], Shell], twice: Callable[[Shell], Shell]
) -> None:
    first = open_shell(filed.bridge)
    page = first.open_key(overview_key(filed.id))
    assert isinstance(page, OverviewPage)
    field = page.fields["court"]
    field.line.setFocus()
    type_text(field.line, "甲省乙市丙区人民法")
    second = twice(first)
    again = second.tabs.currentWidget()
    assert isinstance(again, OverviewPage)
    assert again.fields["court"].line.text() == "甲省乙市丙区人民法"
    assert "尚未保存" in again.fields["court"].problem.text()
    assert second.bridge.workbench.papers.case(filed.id).court == ""


def test_a_page_behind_others_is_made_when_it_comes_to_the_front(
    filed: FiledCase, open_shell: Callable[[Bridge], Shell], twice: Callable[[Shell], Shell]
) -> None:
    first = open_shell(filed.bridge)
    overview = overview_key(filed.id)
    for key in (overview, routes.JOURNAL, routes.HELP):
        first.open_key(key)
    second = twice(first)
    assert second.tabs.open_keys() == [routes.CASES, overview, routes.JOURNAL, routes.HELP]
    assert list(second.tabs.made_pages()) == [routes.HELP]
    second.tabs.setCurrentIndex(1)
    assert isinstance(second.tabs.currentWidget(), OverviewPage)
    assert second.tabs.open_keys()[1] == overview
    assert second.case == filed.id


def test_a_page_that_is_gone_is_left_out(
    filed: FiledCase,
    open_shell: Callable[[Bridge], Shell],
    reopen: Callable[[Path], Bridge],
    tmp_path: Path,
) -> None:
    first = open_shell(filed.bridge)
    for name in ("借条.pdf", "答辩状.txt"):
        first.open_key(paper_key(filed.documents[name]))
    after = reopen(crash(first, tmp_path / "ws", tmp_path / "after"))
    after.workbench.papers.volume.recycle([filed.documents["答辩状.txt"]])
    second = open_shell(after)
    assert second.tabs.open_keys() == [routes.CASES, paper_key(filed.documents["借条.pdf"])]


@pytest.mark.parametrize(
    "nonsense",
    [
        *("&&", 7, None, [1, "x"]),
        {"main": 3, "others": [None, {"panes": [{"keys": [1]}]}], "columns": [0, 0, 0]},
        {"main": {"geometry": "&", "panes": [{"keys": ["nowhere:1", "paper:gone"]}, 5]}},
        {"main": {"panes": {}, "split": "x", "used": 1}, "places": {"overview:1": 4, "x": {}}},
    ],
)
def test_a_layout_that_makes_no_sense_is_passed_over(
    bridge: Bridge, open_shell: Callable[[Bridge], Shell], nonsense: object
) -> None:
    bridge.workbench.settings.set(STATE, nonsense)
    shell = open_shell(bridge)
    assert shell.tabs.current_key() == routes.CASES
    assert shell.width() > 800
    assert shell.messages.texts() == []


def test_the_layout_of_the_first_version_is_taken_over(
    filed: FiledCase, open_shell: Callable[[Bridge], Shell]
) -> None:
    settings, overview = filed.bridge.workbench.settings, overview_key(filed.id)
    settings.set("window.pages", [routes.CASES, overview])
    settings.set("window.current", overview)
    settings.set("window.columns", [260, 700, 360])
    shell = open_shell(filed.bridge)
    assert shell.tabs.open_keys() == [routes.CASES, overview]
    assert shell.tabs.current_key() == overview
    assert shell.column.width() == pytest.approx(260, abs=12)


def test_what_was_typed_in_a_deleted_case_is_forgotten(
    case_shell: Shell, filed: FiledCase, monkeypatch: pytest.MonkeyPatch
) -> None:
    from ui import case_acts

    monkeypatch.setattr(case_acts, "confirm", lambda *_: True)
    page = case_shell.tabs.currentWidget()
    assert isinstance(page, OverviewPage)
    page.fields["court"].line.setFocus()
    type_text(page.fields["court"].line, "示例法院")
    case_shell._state.save()
    assert "示例法院" in str(filed.bridge.workbench.settings.get(STATE))
    case_shell.opening.acts.delete_case(filed.id)
    case_shell._state.save()
    assert "示例法院" not in str(filed.bridge.workbench.settings.get(STATE))
