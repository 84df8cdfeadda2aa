"""What is done to hundreds of turns leaves the window free, and meets no other edit halfway."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from tests.support.transcripts import sounding_hearing
from tests.ui.conftest import type_text
from tests.ui.hearing.conftest import show_page
from tests.ui.hearing.turns import EACH
from ui.bridge import Bridge
from ui.hearing_routes import hearing_key, record_key
from ui.pages.hearing import HearingPage
from ui.pages.hearing_record import HearingRecordPage
from ui.shell import Shell
from workbench.hearing.acts import PART
from workbench.hearing.model import Turn

COUNT = 5 * PART
CTRL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier


@pytest.fixture
def long(bridge: Bridge, qtbot: QtBot, tmp_path: Path) -> Iterator[HearingPage]:
    """Show a hearing of hundreds of turns."""
    case = bridge.workbench.papers.new_case("张三甲诉李四乙民间借贷")
    hearing = sounding_hearing(bridge.workbench, tmp_path, case.id, COUNT, COUNT * EACH)
    shown = show_page(bridge, hearing.id, qtbot)
    yield shown
    shown.close()


def stored(page: HearingPage) -> list[Turn]:
    return page._bridge.workbench.hearing.turns(page.session.hearing.id)


def busy(page: HearingPage) -> bool:
    return page.session.busy


def begin(page: HearingPage) -> None:
    """Begin to give all turns a role, by key."""
    page.view.go_to(COUNT - 1)
    page.view.extend(1 - COUNT)
    QTest.keyClick(page.view.editor, Qt.Key.Key_4, CTRL)


def test_the_window_goes_on_between_the_parts(long: HearingPage, qtbot: QtBot) -> None:
    begin(long)
    assert busy(long)
    first = {turn.role for turn in stored(long)}
    assert len(first) > 1
    qtbot.waitUntil(lambda: not long.session.busy)
    assert {turn.role for turn in stored(long)} == {"原告"}
    assert {turn.role for turn in long.session.turns} == {"原告"}
    QTest.keyClick(long.view.editor, Qt.Key.Key_Z, CTRL)
    qtbot.waitUntil(lambda: not long.session.busy)
    assert len({turn.role for turn in long.session.turns}) > 1
    assert long.session.turns == stored(long)


def test_the_current_turn_is_done_first(long: HearingPage) -> None:
    begin(long)
    assert busy(long)
    assert stored(long)[long.view.current_row].role == "原告"


def test_another_edit_waits_for_the_end(long: HearingPage) -> None:
    begin(long)
    assert busy(long)
    long.session.editing.settle()
    long.view.go_to(COUNT - 1)
    assert not busy(long)
    assert {turn.role for turn in stored(long)} == {"原告"}


def test_undo_in_the_middle_takes_all_of_it_back(long: HearingPage, qtbot: QtBot) -> None:
    before = stored(long)
    begin(long)
    QTest.keyClick(long.view.editor, Qt.Key.Key_Z, CTRL)
    qtbot.waitUntil(lambda: not long.session.busy)
    assert stored(long) == before


def test_closing_the_page_brings_it_to_its_end(long: HearingPage) -> None:
    begin(long)
    assert busy(long)
    long.close()
    assert {turn.role for turn in stored(long)} == {"原告"}


def test_the_cleaned_layer_is_looked_through_in_slices(long: HearingPage, qtbot: QtBot) -> None:
    long.show_layers(True)
    long.view.go_to_layer("cleaned")
    long.finder.ask(True)
    long.finder.field.setText("借款")
    places = sum(long.session.cleaned(turn).count("借款") for turn in long.session.turns)
    qtbot.waitUntil(lambda: long.finder.model.rowCount() == places)
    long.finder.put.setText("欠款")
    long.finder.replace.click()
    qtbot.waitUntil(lambda: not long.session.busy)
    assert sum(long.session.cleaned(turn).count("欠款") for turn in stored(long)) == places
    assert not any("欠款" in turn.verbatim for turn in stored(long))


def test_what_was_typed_is_kept_when_the_window_is_closed_at_once(
    heard: Bridge,
    open_shell: Callable[[Bridge], Shell],
    reopen: Callable[[Path], Bridge],
    qtbot: QtBot,
) -> None:
    shell = open_shell(heard)
    case = heard.workbench.papers.cases()[0]
    hearing = heard.workbench.hearing.hearings(case.id)[0].id
    folder = heard.workbench.workspace.folder
    page = shell.open_key(hearing_key(hearing))
    assert isinstance(page, HearingPage)
    qtbot.waitUntil(lambda: page.session.loaded)
    type_text(page.view.editor, "补充：")
    assert page.view.editor.pending
    shell.close()
    again = reopen(folder)
    assert again.workbench.hearing.turns(hearing)[0].verbatim.startswith("补充：")


def test_a_field_of_the_record_is_kept_when_the_window_is_closed_at_once(
    heard: Bridge,
    open_shell: Callable[[Bridge], Shell],
    reopen: Callable[[Path], Bridge],
    qtbot: QtBot,
) -> None:
    shell = open_shell(heard)
    case = heard.workbench.papers.cases()[0]
    hearing = heard.workbench.hearing.hearings(case.id)[0].id
    folder = heard.workbench.workspace.folder
    page = shell.open_key(record_key(hearing))
    assert isinstance(page, HearingRecordPage)
    qtbot.waitUntil(lambda: page.matters.now is not None, timeout=20_000)
    page.tabs.setCurrentIndex(1)
    key, line = next(iter(page.head.lines.items()))
    line.setFocus()
    line.selectAll()
    QTest.keyClicks(line, "No. 1")
    shell.close()
    again = reopen(folder)
    assert again.workbench.hearing.sheet(hearing, "record.head") == {key: "No. 1"}
