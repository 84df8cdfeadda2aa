"""The recorder's process, without the process."""

from collections.abc import Callable, Iterator, Sequence
from datetime import datetime, timedelta, timezone
from multiprocessing import Pipe
from pathlib import Path
from types import SimpleNamespace

import pytest

from tests.support.live import place
from tests.support.microphones import MICROPHONE, USUAL, samples
from workbench.hearing.live import moments, recorder
from workbench.hearing.live.interruptions import interruptions
from workbench.hearing.live.messages import Ended, Opened
from workbench.hearing.live.microphones import Take
from workbench.hearing.live.model import Device, Event, Format, Head, Mark, State, Status
from workbench.hearing.live.recorder import ASLEEP, LOST, OFF_SPEED, Recorder
from workbench.kernel.errors import UserError

HEAD = Head("0123456789ab", "h1", "庭审录音.wav", "2026-03-05T09:00:00+08:00", "示例话筒", USUAL)


BEGAN = datetime(2026, 3, 5, 9, tzinfo=timezone(timedelta(hours=8)))


class Clock:
    """Stands still until it is moved on."""

    def __init__(self) -> None:
        self.now = 1000.0
        self.moved = timedelta()

    def wall(self) -> str:
        """Return the time of the day, as it was set."""
        passed = timedelta(seconds=self.now - 1000.0)
        return (BEGAN + passed + self.moved).isoformat(timespec="milliseconds")

    def __call__(self) -> float:
        return self.now


class Handed:
    """A microphone whose sound a test hands over."""

    def __init__(self) -> None:
        self.take: Take | None = None
        self.there = True
        self.refuses = False

    def devices(self) -> Sequence[Device]:
        return (MICROPHONE,) if self.there else ()

    def open(self, device: str, form: Format, take: Take) -> Format:
        if self.refuses:
            raise UserError("话筒打不开。", "请检查话筒。")
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
        self.slept = 0.0
        self.recorder = Recorder(self.theirs, self.microphone, lambda: self.slept)
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


def seconds_between(one: Mark, other: Mark) -> float:
    moments = [datetime.fromisoformat(mark.when) for mark in (one, other)]
    return (moments[1] - moments[0]).total_seconds()


@pytest.fixture
def desk(monkeypatch: pytest.MonkeyPatch) -> Iterator[Desk]:
    clock = Clock()
    # Its own clock only: threads wait by the true one.
    monkeypatch.setattr(recorder, "time", SimpleNamespace(monotonic=clock))
    monkeypatch.setattr(moments, "now", clock.wall)
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
    marks = list(where.marks())
    assert [mark.event for mark in marks] == [Event.LOST, Event.GO_ON, Event.END]
    # The interruption begins when the sound stopped, not when that was noticed.
    assert seconds_between(marks[0], marks[1]) == pytest.approx(45.0, abs=6.0)


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
    assert "中断约 4.5 秒" in gap.reason
    assert gap.frame / USUAL.rate == pytest.approx(60.0, abs=0.3)
    assert seconds_between(gap, end) == pytest.approx(64.5, abs=0.3)


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


@pytest.mark.parametrize("lost", [0.4, 1.0, 3.0])
def test_a_short_loss_is_noted_at_its_place_and_told(
    desk: Desk, tmp_path: Path, lost: float
) -> None:
    (tmp_path / "live").mkdir()
    where = place(tmp_path)
    desk.order("begin", where, HEAD)
    desk.hear(20.0)
    desk.hear(lost, part=0.0)
    desk.hear(20.0)
    assert "声音中断过 1 处" in desk.status().trouble
    desk.order("end")
    (gap, end) = where.marks()
    assert (gap.event, end.event) == (Event.LATE, Event.END)
    assert f"中断约 {lost:.1f} 秒" in gap.reason
    assert gap.frame / USUAL.rate == pytest.approx(20.0, abs=0.3)
    (one,) = interruptions(where.marks(), USUAL.rate)
    assert one.at == gap.frame / USUAL.rate


def test_what_a_busy_machine_takes_in_later_is_no_loss(desk: Desk, tmp_path: Path) -> None:
    (tmp_path / "live").mkdir()
    where = place(tmp_path)
    desk.order("begin", where, HEAD)
    for _ in range(20):
        desk.hear(7.0)
        desk.hear(3.0, part=0.0)
        desk.hear(0.2, part=16.0)  # the device had kept it
    assert "中断" not in desk.status().trouble
    desk.order("end")
    assert [mark.event for mark in where.marks()] == [Event.END]


@pytest.mark.parametrize("part", [1.0003, 0.9997])
def test_a_clock_that_is_a_little_off_is_no_loss(desk: Desk, tmp_path: Path, part: float) -> None:
    (tmp_path / "live").mkdir()
    where = place(tmp_path)
    desk.order("begin", where, HEAD)
    rate = USUAL.rate
    for second in range(3600):
        desk.clock.now += 1.0
        count = round((second + 1) * rate * part) - round(second * rate * part)
        assert desk.microphone.take is not None
        desk.microphone.take(samples(0, count))
        desk.recorder.tick()
    desk.order("end")
    assert [mark.event for mark in where.marks()] == [Event.END]


def test_many_small_losses_add_up_and_are_noted(desk: Desk, tmp_path: Path) -> None:
    (tmp_path / "live").mkdir()
    where = place(tmp_path)
    desk.order("begin", where, HEAD)
    desk.hear(10.0)
    for _ in range(10):
        desk.hear(10.0)
        desk.hear(0.1, part=0.0)
    desk.hear(10.0)
    desk.order("end")
    marks = [mark for mark in where.marks() if mark.event is Event.LATE]
    assert 2 <= len(marks) <= 4


def test_sound_of_another_rate_than_it_says_pauses_and_opens_the_device_anew(
    desk: Desk, tmp_path: Path
) -> None:
    (tmp_path / "live").mkdir()
    where = place(tmp_path)
    desk.order("begin", where, HEAD)
    desk.hear(10.0)
    for _ in range(40):
        desk.hear(1.0, part=44_100 / 48_000)
        if desk.status().state is State.PAUSED:
            break
    assert desk.status().reason == OFF_SPEED
    desk.hear(10.0)
    assert desk.status().state is State.RECORDING
    desk.order("end")
    lost, on, _ = (mark for mark in where.marks() if mark.event is not Event.LATE)
    assert (lost.event, on.event) == (Event.LOST, Event.GO_ON)
    assert "采样率" in lost.reason


def test_a_machine_that_slept_notes_from_when_to_when(desk: Desk, tmp_path: Path) -> None:
    (tmp_path / "live").mkdir()
    where = place(tmp_path)
    desk.order("begin", where, HEAD)
    desk.hear(10.0)
    desk.slept += 3600.0  # the clock that never jumps stands still in sleep
    desk.clock.moved = timedelta(hours=1)
    desk.recorder.tick()
    assert desk.status().reason == ASLEEP
    desk.hear(3.0)
    assert desk.status().state is State.RECORDING
    desk.order("end")
    marks = list(where.marks())
    assert [mark.event for mark in marks] == [Event.LOST, Event.GO_ON, Event.END]
    assert seconds_between(marks[0], marks[1]) == pytest.approx(3601.0, abs=2.0)
    assert marks[0].frame == 10 * USUAL.rate


def test_a_clock_that_is_set_anew_mixes_no_moments_up(desk: Desk, tmp_path: Path) -> None:
    (tmp_path / "live").mkdir()
    where = place(tmp_path)
    desk.order("begin", where, HEAD)
    desk.hear(5.0)
    assert desk.status().trouble == ""
    desk.clock.moved = timedelta(hours=-1)
    desk.order("pause", "休庭")
    desk.hear(10.0)
    assert "时钟" in desk.status().trouble
    desk.order("go_on")
    desk.hear(5.0)
    desk.order("end")
    pause, on, _ = where.marks()
    assert seconds_between(pause, on) == pytest.approx(10.4, abs=0.5)


def test_a_device_that_stays_away_is_told_once(desk: Desk, tmp_path: Path) -> None:
    (tmp_path / "live").mkdir()
    desk.order("begin", place(tmp_path), HEAD)
    desk.hear(5.0)
    desk.microphone.refuses = True
    desk.microphone.take = None
    desk.listen()
    for _ in range(60):
        desk.hear(1.0)
        desk.listen()
    assert desk.status().state is State.PAUSED
    assert not [one for one in desk.said if isinstance(one, Opened) and one.problem]
    desk.microphone.refuses = False
    desk.hear(8.0)
    assert desk.status().state is State.RECORDING
