"""The recorder's process, without the process."""

from collections.abc import Callable, Iterator, Sequence
from multiprocessing import Pipe
from pathlib import Path
from types import SimpleNamespace

import pytest

from tests.support.live import place
from tests.support.microphones import MICROPHONE, USUAL, samples
from workbench.hearing.live import recorder
from workbench.hearing.live.messages import Ended
from workbench.hearing.live.microphones import Take
from workbench.hearing.live.model import Device, Event, Format, Head, State, Status
from workbench.hearing.live.recorder import LOST, Recorder

HEAD = Head("0123456789ab", "h1", "庭审录音.wav", "2026-03-05T09:00:00+08:00", "示例话筒", USUAL)


class Clock:
    """Stands still until it is moved on."""

    def __init__(self) -> None:
        self.now = 1000.0

    def __call__(self) -> float:
        return self.now


class Handed:
    """A microphone whose sound a test hands over."""

    def __init__(self) -> None:
        self.take: Take | None = None
        self.there = True

    def devices(self) -> Sequence[Device]:
        return (MICROPHONE,) if self.there else ()

    def open(self, device: str, form: Format, take: Take) -> Format:
        self.take = take
        return form

    def working(self) -> bool:
        return self.there and self.take is not None

    def close(self) -> None:
        self.take = None

    def run(self, tick: Callable[[], bool]) -> None:
        """Never: a test ticks."""


class Desk:
    """A recorder with its window's end of the connection, and a clock."""

    def __init__(self, clock: Clock) -> None:
        self.clock = clock
        self.window, self.theirs = Pipe()
        self.microphone = Handed()
        self.recorder = Recorder(self.theirs, self.microphone)
        self.said: list[object] = []
        self.sent = 0

    def order(self, *words: object) -> None:
        self.window.send(words)
        self.recorder.tick()

    def hear(self, seconds: float, part: float = 1.0) -> None:
        """Let time pass in tenths; the microphone gives so much of what is due."""
        for _ in range(round(seconds * 10)):
            self.clock.now += 0.1
            count = round(0.1 * part * USUAL.rate)
            if self.microphone.take is not None and count:
                self.microphone.take(samples(self.sent, count))
                self.sent += count
            self.recorder.tick()

    def listen(self, answer: bool = True) -> Status:
        """Return the newest status."""
        found = Status()
        while self.window.poll():
            said = self.window.recv()
            self.said.append(said)
            if isinstance(said, Status):
                found = said
                if answer:
                    self.window.send(("seen",))
        return found

    def status(self) -> Status:
        self.listen()
        self.hear(0.2)
        return self.listen()


@pytest.fixture
def desk(monkeypatch: pytest.MonkeyPatch) -> Iterator[Desk]:
    clock = Clock()
    # Its own clock only: threads wait by the true one.
    monkeypatch.setattr(recorder, "time", SimpleNamespace(monotonic=clock))
    made = Desk(clock)
    made.order("open", MICROPHONE.id, USUAL)
    yield made
    made.recorder.leave()
    made.window.close()
    made.theirs.close()


def test_a_window_that_stands_still_is_not_sent_more_than_it_takes_in(
    desk: Desk, tmp_path: Path
) -> None:
    (tmp_path / "live").mkdir()
    desk.order("begin", place(tmp_path), HEAD)
    desk.hear(600.0)
    desk.listen(answer=False)
    # One before the recording began or right after it, and no more for ten minutes.
    assert len([one for one in desk.said if isinstance(one, Status)]) == 1
    desk.window.send(("seen",))
    assert desk.status().seconds > 600


def test_a_device_that_starves_counts_as_gone_and_goes_on_once_it_gives_sound(
    desk: Desk, tmp_path: Path
) -> None:
    (tmp_path / "live").mkdir()
    where = place(tmp_path)
    desk.order("begin", where, HEAD)
    desk.hear(10.0)
    desk.hear(9.0, part=0.02)  # what a sound server trickles in place of a device that is gone
    status = desk.status()
    assert (status.state, status.reason) == (State.PAUSED, LOST)
    desk.hear(30.0, part=0.002)
    assert desk.status().state is State.PAUSED
    desk.hear(6.0)
    assert desk.status().state is State.RECORDING
    desk.order("end")
    desk.listen()
    assert any(isinstance(one, Ended) and one.whole for one in desk.said)
    # Where much was heard before, a gap is noted first, then that the device is gone.
    wanted = [Event.LATE, Event.LOST, Event.GO_ON, Event.END]
    assert [mark.event for mark in where.marks()] == wanted


def test_a_gap_in_the_sound_is_noted_once(desk: Desk, tmp_path: Path) -> None:
    (tmp_path / "live").mkdir()
    where = place(tmp_path)
    desk.order("begin", where, HEAD)
    desk.hear(60.0)
    desk.hear(4.5, part=0.0)
    desk.hear(60.0)
    desk.order("end")
    (gap, end) = where.marks()
    assert (gap.event, end.event) == (Event.LATE, Event.END)
    assert "中断约 4 秒" in gap.reason


def test_the_end_of_the_window_ends_the_recording_with_all_that_was_heard(
    desk: Desk, tmp_path: Path
) -> None:
    (tmp_path / "live").mkdir()
    where = place(tmp_path)
    desk.order("begin", where, HEAD)
    desk.hear(3.0)
    desk.window.close()
    assert not desk.recorder.tick()
    desk.recorder.leave()
    (mark,) = where.marks()
    assert mark.event is Event.CUT
    assert mark.frame == desk.sent


def test_a_silent_device_is_said_before_anything_is_recorded(desk: Desk) -> None:
    desk.hear(1.0)
    assert desk.status().trouble == ""
    desk.hear(8.0, part=0.0)
    desk.microphone.take = None
    assert "没有送来声音" in desk.status().trouble
