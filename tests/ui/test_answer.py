"""What is worked out beside the window reaches it once, or its refusal does."""

from concurrent.futures import Future

from PySide6.QtCore import QObject, QTimer
from pytestqt.qtbot import QtBot

from ui.answer import LOOK_MS, Answer
from ui.bridge import Bridge
from workbench.kernel.errors import UserError

LONG = 4 * LOOK_MS
"""Long enough for an answer that must not come to have come."""


def done(result: str) -> "Future[str]":
    future: Future[str] = Future()
    future.set_result(result)
    return future


def refused(message: str) -> "Future[str]":
    future: Future[str] = Future()
    future.set_exception(UserError(message, "请重试。"))
    return future


def pause(qtbot: QtBot) -> None:
    timer = QTimer(singleShot=True, interval=LONG)
    with qtbot.waitSignal(timer.timeout):
        timer.start()


def test_the_result_is_handed_on_once_it_is_there(qtbot: QtBot, bridge: Bridge) -> None:
    taken: list[str] = []
    answer = Answer(bridge, bridge, taken.append)
    future: Future[str] = Future()
    answer.wait(future)
    assert answer.awaited
    future.set_result("甲")
    qtbot.waitUntil(lambda: taken == ["甲"])
    assert not answer.awaited


def test_a_newer_one_takes_the_place_of_the_one_before(qtbot: QtBot, bridge: Bridge) -> None:
    taken: list[str] = []
    answer = Answer(bridge, bridge, taken.append)
    answer.wait(done("旧"))
    answer.wait(done("新"))
    qtbot.waitUntil(lambda: not answer.awaited)
    pause(qtbot)
    assert taken == ["新"]


def test_what_is_forgotten_never_comes(qtbot: QtBot, bridge: Bridge) -> None:
    taken: list[str] = []
    answer = Answer(bridge, bridge, taken.append)
    answer.wait(done("甲"))
    answer.forget()
    pause(qtbot)
    assert taken == []


def test_a_refusal_is_said_by_the_window(qtbot: QtBot, bridge: Bridge) -> None:
    answer: Answer[str] = Answer(bridge, bridge, lambda _: None)
    with qtbot.waitSignal(bridge.failed) as said:
        answer.wait(refused("读不出来。"))
    assert said.args == ["读不出来。", "请重试。"]


def test_a_refusal_goes_where_it_is_wanted_also_that_of_taking(
    qtbot: QtBot, bridge: Bridge
) -> None:
    def take(words: str) -> None:
        raise UserError(words)

    told: list[str] = []
    answer = Answer(bridge, bridge, take, lambda error: told.append(error.message))
    answer.wait(refused("甲"))
    qtbot.waitUntil(lambda: told == ["甲"])
    answer.wait(done("乙"))
    qtbot.waitUntil(lambda: told == ["甲", "乙"])


def test_nothing_comes_after_the_window_was_closed(qtbot: QtBot, bridge: Bridge) -> None:
    taken: list[str] = []
    owner = QObject()
    answer = Answer(owner, bridge, taken.append)
    answer.wait(done("甲"))
    bridge.close()
    pause(qtbot)
    assert taken == []
