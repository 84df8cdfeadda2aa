"""Columns that give way where the page would be too narrow to read in, and come back."""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from tests.ui.conftest import FiledCase
from ui import theme
from ui.routes import paper_key
from ui.shell import Shell
from ui.widgets.columns import DEFAULT, LEFT, READABLE, RIGHT, Columns

CTRL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier


@pytest.fixture
def columns(qtbot: QtBot) -> Columns:
    """Return columns of which the outer ones are at least 100 pixels wide."""
    parts = [QWidget() for _ in range(3)]
    for part in parts:
        part.setMinimumWidth(100)
    made = Columns(*parts)
    qtbot.addWidget(made)
    made.set_widths([200, 400, 300])
    made.resize(2000, 300)
    made.show()
    return made


def page_width(columns: Columns, pages: int = 1) -> int:
    """Return the width that so many pages need to be read."""
    return pages * READABLE * columns.fontMetrics().horizontalAdvance("国")


def seen(columns: Columns) -> list[int]:
    """Return the places of the columns that are seen."""
    return [place for place in range(3) if columns.widget(place).isVisible()]


def test_the_right_column_gives_way_first_then_the_left_one(columns: Columns) -> None:
    needed = page_width(columns)
    assert seen(columns) == [0, 1, 2]
    columns.resize(needed + 150, 300)
    assert seen(columns) == [0, 1]
    columns.resize(needed + 50, 300)
    assert seen(columns) == [1]
    columns.resize(needed + 150, 300)
    assert seen(columns) == [0, 1]
    columns.resize(2000, 300)
    assert seen(columns) == [0, 1, 2]
    assert columns.sizes()[0] == 200
    assert columns.sizes()[2] == 300


def test_a_wide_column_becomes_narrow_before_one_gives_way(columns: Columns) -> None:
    columns.resize(page_width(columns) + 250, 300)
    left, middle, right = columns.sizes()
    assert (left, right) == (144, 100)  # handles take six
    assert middle == page_width(columns)
    columns.resize(2000, 300)
    assert columns.sizes()[0] == 200
    assert columns.sizes()[2] == 300
    assert columns.widths == [200, 400, 300]


def test_what_was_just_opened_is_seen_and_the_other_gives_way(columns: Columns) -> None:
    columns.resize(page_width(columns) + 150, 300)
    columns.show_column(RIGHT, True)
    assert seen(columns) == [1, 2]
    columns.resize(page_width(columns) + 20, 300)
    assert seen(columns) == [1, 2]
    columns.show_column(LEFT, True)
    assert seen(columns) == [0, 1]
    columns.resize(2000, 300)
    assert seen(columns) == [0, 1, 2]


def test_what_a_person_closed_does_not_come_back(columns: Columns) -> None:
    columns.show_column(RIGHT, False)
    columns.resize(page_width(columns), 300)
    assert seen(columns) == [1]
    columns.resize(2000, 300)
    assert seen(columns) == [0, 1]
    assert columns.wants(LEFT)
    assert not columns.wants(RIGHT)


def test_two_pages_side_by_side_need_more_room(columns: Columns) -> None:
    columns.resize(page_width(columns, 2) + 150, 300)
    assert seen(columns) == [0, 1, 2]
    columns.set_pages(2)
    assert seen(columns) == [0, 1]
    columns.set_pages(1)
    assert seen(columns) == [0, 1, 2]


def test_columns_grow_with_the_letters_where_the_window_is_large(
    large: None, columns: Columns
) -> None:
    columns.set_widths(list(DEFAULT))
    columns.resize(3840, 300)
    assert columns.sizes()[0] == 600
    assert columns.sizes()[2] == 614  # as much as is good for the middle
    columns.resize(1366, 300)
    assert columns.sizes()[0] == 300
    columns.resize(3840, 300)
    columns.moveSplitter(400, 1)
    columns.resize(3839, 300)
    assert columns.sizes()[0] == 400  # as drawn by hand


@pytest.fixture
def large(dressed: QApplication) -> Iterator[None]:
    """Make letters twice as large."""
    theme.apply(dressed, dark=False, scale=2.0)
    yield
    theme.apply(dressed, dark=False)


def test_at_200_percent_the_sidebar_gives_way_and_its_key_brings_it(
    large: None, case_shell: Shell
) -> None:
    case_shell.resize(1366, 768)
    column, sidebar, toolbar = case_shell.column, case_shell.sidebar, case_shell.toolbar
    assert (column.isVisible(), sidebar.isVisible()) == (True, False)
    assert (toolbar.left.isChecked(), toolbar.advice.isChecked()) == (True, False)
    assert sidebar.is_open()  # as soon as there is room
    QTest.keyClick(case_shell, Qt.Key.Key_A, CTRL | SHIFT)
    assert (column.isVisible(), sidebar.isVisible()) == (False, True)
    assert (toolbar.left.isChecked(), toolbar.advice.isChecked()) == (False, True)
    QTest.keyClick(case_shell, Qt.Key.Key_A, CTRL | SHIFT)
    assert (column.isVisible(), sidebar.isVisible()) == (True, False)
    assert not sidebar.is_open()  # closed by the person


def test_a_page_beside_another_keeps_room_to_be_read(case_shell: Shell, filed: FiledCase) -> None:
    case_shell.resize(1000, 768)
    assert case_shell.sidebar.isVisible()
    case_shell.open_key(paper_key(filed.documents["借条.pdf"]))
    QTest.keyClick(case_shell, Qt.Key.Key_Backslash, CTRL)
    assert case_shell.panes.is_split
    assert not case_shell.sidebar.isVisible()
    assert case_shell.column.isVisible()
    for key in case_shell.panes.panes()[0].open_keys():
        case_shell.panes.close_key(key)
    assert case_shell.sidebar.isVisible()
