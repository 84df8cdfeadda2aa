"""Messages: what makes room for what."""

import pytest
from PySide6.QtWidgets import QLabel, QWidget
from pytestqt.qtbot import QtBot

from ui.messages import MOST, MessageBar


def bar_with(qtbot: QtBot, *messages: str) -> MessageBar:
    """Show messages in turn; those that begin with ! are problems."""
    bar = MessageBar()
    qtbot.addWidget(bar)
    for message in messages:
        if message.startswith("!"):
            bar.problem(message, "")
        else:
            bar.notice(message)
    return bar


def test_notices_never_push_out_problems(qtbot: QtBot) -> None:
    bar = bar_with(qtbot, "!1", "a", "b", "c", "d")
    assert bar.texts() == ["!1", "c", "d"]


def test_a_notice_among_problems_is_shown_all_the_same(qtbot: QtBot) -> None:
    bar = bar_with(qtbot, "!1", "!2", "!3", "a", "b")
    assert bar.texts() == ["!1", "!2", "!3", "b"]


def test_a_problem_pushes_out_notices_first_and_then_older_problems(qtbot: QtBot) -> None:
    bar = bar_with(qtbot, "!1", "a", "!2", "!3")
    assert bar.texts() == ["!1", "!2", "!3"]
    bar.problem("!4", "")
    assert bar.texts() == ["!2", "!3", "!4"]


@pytest.mark.parametrize(("lines", "shown"), [(36, 2), (60, 3)])
def test_the_lower_the_window_the_fewer_messages(qtbot: QtBot, lines: int, shown: int) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    bar = MessageBar(window)
    window.resize(800, lines * window.fontMetrics().height())
    for number in range(4):
        bar.problem(f"第 {number} 个问题。", "")
    assert len(bar.texts()) == shown


def test_large_letters_leave_room_for_the_work(qtbot: QtBot) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    bar = MessageBar(window)
    window.resize(800, 10 * window.fontMetrics().height())
    for number in range(3):
        bar.problem(f"第 {number} 个问题。", "")
    assert bar.texts() == ["第 2 个问题。"]
    assert "2 条较早" in bar.more.text()


def test_the_same_message_again_counts_up(qtbot: QtBot) -> None:
    bar = MessageBar()
    qtbot.addWidget(bar)
    for _ in range(3):
        bar.problem("磁盘已满，没有保存。", "请清理磁盘后重试。")
    assert bar.texts() == ["磁盘已满，没有保存。请清理磁盘后重试。"]
    labels = [label.text() for label in bar.findChildren(QLabel) if "磁盘" in label.text()]
    assert labels[-1].endswith("（共 3 次）")


def test_what_made_room_is_counted_and_leads_to_the_list(qtbot: QtBot) -> None:
    bar = MessageBar()
    qtbot.addWidget(bar)
    for number in range(MOST + 2):
        bar.problem(f"第 {number} 个问题。", "")
    assert bar.more.text().startswith("另有 2 条较早的消息")
    with qtbot.waitSignal(bar.history_wanted):
        bar.more.click()
    while bar.close_newest():
        pass
    assert bar.more.isHidden()
    assert bar.isHidden()
