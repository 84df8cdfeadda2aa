"""Acts in parts: one at a time, nothing between their parts, whole before the window closes."""

from collections.abc import Iterator

import pytest
from pytestqt.qtbot import QtBot

from ui.acting import Acting
from ui.bridge import Bridge
from workbench.kernel.errors import UserError


def parts(log: list[str], name: str, count: int = 3, fails: bool = False) -> Iterator[None]:
    for number in range(count):
        log.append(f"{name}{number}")
        yield
    if fails:
        raise UserError("磁盘已满。", "请清理。")


@pytest.fixture
def log() -> list[str]:
    return []


@pytest.fixture
def acting(bridge: Bridge) -> Acting:
    """Return the window's, with the time of one part in each slice."""
    bridge.acting._slicer._budget = -1.0
    return bridge.acting


def test_an_act_waits_for_the_one_before_it(acting: Acting, log: list[str]) -> None:
    acting.start(parts(log, "a"), lambda: log.append("a done"))
    acting.start(parts(log, "b"), lambda: log.append("b done"))
    assert log[:5] == ["a0", "a1", "a2", "a done", "b0"]


def test_what_a_person_does_meanwhile_waits_for_its_end(
    bridge: Bridge, acting: Acting, log: list[str]
) -> None:
    acting.start(parts(log, "a"), lambda: log.append("done"))
    assert acting.busy
    bridge.attempt(lambda: log.append("mine"))
    assert log == ["a0", "a1", "a2", "done", "mine"]


def test_no_job_hands_anything_over_between_parts(
    bridge: Bridge, acting: Acting, monkeypatch: pytest.MonkeyPatch
) -> None:
    seen: list[bool] = []

    def poll() -> bool:
        seen.append(acting.busy)
        return False

    monkeypatch.setattr(bridge.workbench.jobs, "poll", poll)
    acting.start(parts([], "a"), lambda: None)
    bridge._poll()
    assert seen == []
    acting.settle()
    bridge._poll()
    assert seen == [False]


def test_an_act_that_cannot_go_on_is_told_and_not_called_done(
    bridge: Bridge, acting: Acting, log: list[str], qtbot: QtBot
) -> None:
    bridge.failed.connect(lambda message, _advice: log.append(message))
    acting.start(parts(log, "a", 1, True), lambda: log.append("done"), lambda: log.append("end"))
    acting.settle()
    assert log == ["a0", "磁盘已满。", "end"]
    assert not acting.busy


def test_a_part_that_asks_for_the_end_does_not_wait_for_itself(
    bridge: Bridge, acting: Acting, log: list[str]
) -> None:
    def asking() -> Iterator[None]:
        bridge.attempt(lambda: log.append("inside"))
        yield

    acting.start(asking(), lambda: log.append("done"))
    acting.settle()
    assert log == ["inside", "done"]


def test_closing_the_window_brings_it_to_its_end(
    bridge: Bridge, acting: Acting, log: list[str]
) -> None:
    acting.start(parts(log, "a"), lambda: log.append("done"))
    bridge.close()
    assert log == ["a0", "a1", "a2", "done"]
