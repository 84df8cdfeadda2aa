"""The status bar: the most important parts stay readable at every size of window and font."""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QToolButton
from pytestqt.qtbot import QtBot

from ui import theme
from ui.shell import Shell

ICON = Qt.ToolButtonStyle.ToolButtonIconOnly


def parts(shell: Shell) -> list[QToolButton]:
    status = shell.status
    return [
        *(status.offline, status.jobs, status.messages, status.saved, status.keys, status.library)
    ]


@pytest.fixture
def scale(qapp: QApplication) -> Iterator[QApplication]:
    """Give the font its size back after a test."""
    yield qapp
    theme.apply(qapp, dark=False)


@pytest.mark.parametrize(("width", "size"), [(1366, 1.0), (1366, 1.5), (1366, 2.0), (900, 1.0)])
def test_no_part_is_cut_off(
    shell: Shell, scale: QApplication, qtbot: QtBot, width: int, size: float
) -> None:
    theme.apply(scale, dark=False, scale=size)
    shell.resize(width, 768)
    shell.status._say(shell.status.jobs, "导入 一件名称很长很长很长很长的卷宗文件夹 · 3/12", "")
    qtbot.waitUntil(lambda: not shell.status._soon_fit.isActive())
    QApplication.processEvents()
    assert shell.width() == width
    for part in parts(shell):
        assert part.isVisible()
        assert part.geometry().right() <= shell.status.width()
        assert part.width() >= part.sizeHint().width() or part is shell.status.jobs
    assert shell.status.offline.toolButtonStyle() != ICON
    assert "3/12" in shell.status.jobs.text() or "…" in shell.status.jobs.text()


def test_words_come_back_with_the_room(shell: Shell, scale: QApplication, qtbot: QtBot) -> None:
    theme.apply(scale, dark=False, scale=1.8)
    shell.resize(1100, 600)
    qtbot.waitUntil(lambda: shell.status.library.toolButtonStyle() == ICON)
    theme.apply(scale, dark=False)
    shell.resize(1366, 768)
    qtbot.waitUntil(lambda: shell.status.library.toolButtonStyle() != ICON)
    assert all(part.toolButtonStyle() != ICON for part in parts(shell))


def test_a_part_without_words_still_has_a_name(
    shell: Shell, scale: QApplication, qtbot: QtBot
) -> None:
    theme.apply(scale, dark=False, scale=1.8)
    shell.resize(1100, 600)
    qtbot.waitUntil(lambda: shell.status.library.toolButtonStyle() == ICON)
    for part in parts(shell):
        assert part.accessibleName()
        assert part.toolTip()
        assert part.focusPolicy() & Qt.FocusPolicy.TabFocus
