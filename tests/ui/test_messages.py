"""Messages: what makes room for what."""

from pytestqt.qtbot import QtBot

from ui.messages import MessageBar


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
