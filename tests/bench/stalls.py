"""Measures steps of a page: how long each took, and how long the event loop let others wait."""

import time
from collections.abc import Callable

from ui.watchdog import Latency, Watchdog

TARGET = 50
"""Milliseconds; longer stalls are listed, the five longest of a step."""


def during(
    turn: Callable[[], object], name: str, begin: Callable[[], object], done: Callable[[], bool]
) -> None:
    """Do a step and print how it went.

    Args:
        turn: lets the event loop go on.
        name: of the step.
        begin: begins it.
        done: says whether it is done.
    """
    with Watchdog() as dog:
        turn_for(turn, 0.05)
        start = time.perf_counter()
        begin()
        while not done():
            turn()
            time.sleep(0.001)
        seconds = time.perf_counter() - start
        turn_for(turn, 0.3)
        _tell(name, seconds, dog.latency())


def turn_for(turn: Callable[[], object], seconds: float) -> None:
    """Let the event loop go on for a while."""
    end = time.perf_counter() + seconds
    while time.perf_counter() < end:
        turn()
        time.sleep(0.001)


def _tell(name: str, seconds: float, latency: Latency) -> None:
    print(f"{name}: {seconds * 1000:.0f} ms; {latency.words()}", flush=True)
    for stall in latency.stalls[1:5]:
        if stall.milliseconds > TARGET:
            print(f"  {stall.milliseconds:.0f} ms at {stall.where}")
