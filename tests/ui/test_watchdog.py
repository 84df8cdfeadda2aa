"""The watchdog sees a stall, how long it was, and who made it; a calm loop shows none."""

import time

from PySide6.QtCore import QTimer
from pytestqt.qtbot import QtBot

from ui.watchdog import Latency, Stall, Watchdog


def hold_the_thread_up() -> None:
    """Block the event loop for a fifth of a second."""
    end = time.perf_counter() + 0.2
    while time.perf_counter() < end:
        pass


def held_up(found: Latency) -> list[Stall]:
    """Return the stalls of that function, the worst first."""
    return [stall for stall in found.stalls if "hold_the_thread_up" in stall.where]


def test_a_stall_is_measured_and_its_place_named(qtbot: QtBot) -> None:
    # Again and again: on a busy machine the loop may stand still of itself when it is looked at.
    timer = QTimer()
    timer.timeout.connect(hold_the_thread_up)
    with Watchdog() as dog:
        qtbot.waitUntil(lambda: dog.latency().beats > 3)
        timer.start(0)
        qtbot.waitUntil(lambda: bool(held_up(dog.latency())))
        timer.stop()
    found = dog.latency()
    stall = held_up(found)[0]
    assert 150 < stall.milliseconds <= found.worst < 2000
    assert "test_watchdog.py" in stall.where
    assert 20 < stall.busy <= stall.milliseconds + 20


def test_a_loop_that_runs_is_answered_at_once(qtbot: QtBot) -> None:
    with Watchdog(late=1.0) as dog:
        qtbot.waitUntil(lambda: dog.latency().beats > 20)
    found = dog.latency()
    assert found.stalls == ()
    assert found.p99 <= found.worst


def test_a_loop_that_stands_still_does_not_hold_the_end_up(qtbot: QtBot) -> None:
    with Watchdog() as dog:
        time.sleep(0.05)
    assert not dog._thread.is_alive()


def test_the_figures_are_said_in_one_line() -> None:
    figures = Latency(10, 62.4, 12.0, (Stall(62.4, "ui/x.py:3 f", 60.0),))
    told = "10 beats, worst 62 ms, p99 12.0 ms; worst: 60 ms computing at ui/x.py:3 f"
    assert figures.words() == told
