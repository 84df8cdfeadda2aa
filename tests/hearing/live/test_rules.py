"""What is said of microphones, of the disk and of interruptions."""

import numpy as np

from workbench.hearing.live.interruptions import (
    from_sheet,
    interruption_words,
    interruptions,
    to_sheet,
)
from workbench.hearing.live.loudness import Loudness, remarks
from workbench.hearing.live.model import Event, Format, Interruption, Mark
from workbench.hearing.live.space import RESERVE, seconds_left, space_warning, space_words
from workbench.hearing.model import Seat, SeatProfile

PROFILE = SeatProfile("第一审判庭", (Seat(0, "审判长席"), Seat(2, "原告席")))
FORM = Format(48_000, 2)
NINE, TEN, ELEVEN = (f"2026-03-05T{hour}:00:00+08:00" for hour in ("09", "10", "11"))


def heard(
    *peaks: float, seconds: float = 1.0
) -> "np.ndarray[tuple[int, int], np.dtype[np.float32]]":
    return np.repeat(np.array(peaks, np.float32)[:, None], int(seconds * 100), axis=1)


def test_a_microphone_that_gives_nothing_is_named_with_its_seat() -> None:
    meter = Loudness(3, 100)
    for _ in range(30):
        meter.feed(heard(0.2, 0.1, 0.0))
    assert remarks(meter.look(), PROFILE) == ["3号话筒（原告席） 30 秒没有声音"]
    meter.feed(heard(0.2, 0.1, 0.3))
    assert remarks(meter.look(), PROFILE) == []


def test_too_loud_a_microphone_is_named_for_a_while() -> None:
    meter = Loudness(2, 100)
    meter.feed(heard(0.2, 1.0))
    assert remarks(meter.look(), None) == ["2号话筒 声音过大，已失真"]
    for _ in range(6):
        meter.feed(heard(0.2, 0.2))
    assert remarks(meter.look(), None) == []


def test_peaks_are_those_since_the_last_look() -> None:
    meter = Loudness(1, 100)
    meter.feed(heard(0.5))
    assert meter.look()[0].peak == 0.5
    meter.feed(heard(0.25))
    assert meter.look()[0].peak == 0.25


def test_the_disk_counts_twice_and_what_is_written_once_more() -> None:
    hour = 3600 * FORM.second
    assert seconds_left(RESERVE + 2 * hour, 0, FORM) == 3600
    assert seconds_left(RESERVE + 2 * hour, hour, FORM) == 1800
    assert seconds_left(0, hour, FORM) == 0


def test_a_disk_that_is_nearly_full_is_told_an_hour_before() -> None:
    hour = 3600 * FORM.second
    assert space_warning(RESERVE + 4 * hour, 0, FORM) == ""
    assert "约 30 分钟" in space_warning(RESERVE + hour, 0, FORM)
    assert "录音仍在继续" in space_warning(RESERVE, hour, FORM)
    assert space_warning(-1, 0, FORM) == ""
    assert space_words(2 * 3600 + 60) == "磁盘还可录约 2 小时 1 分"


def test_interruptions_have_begin_end_and_reason() -> None:
    marks = [
        Mark(Event.PAUSE, 4800, NINE, "休庭"),
        Mark(Event.GO_ON, 4800, TEN),
        Mark(Event.LATE, 9600, TEN, "声音中断约 5 秒"),
        Mark(Event.LOST, 48000, TEN, "话筒断开"),
        Mark(Event.END, 48000, ELEVEN),
    ]
    found = interruptions(marks, 4800)
    assert found == (
        Interruption(1.0, NINE, TEN, "休庭"),
        Interruption(2.0, TEN, TEN, "声音中断约 5 秒"),
        Interruption(10.0, TEN, "", "话筒断开"),
    )
    sheet = {"r1": to_sheet(NINE, marks, 4800, "示例话筒", recovered=False)}
    assert from_sheet(sheet, "r1") == found
    assert from_sheet(sheet, "r2") == ()
    assert sheet["r1"]["ended"] == ELEVEN


def test_an_interruption_is_told_in_a_line() -> None:
    said = interruption_words(Interruption(3130.0, NINE, TEN, "休庭"))
    assert said.startswith("录音至 00:52:10 处中断（")
    assert said.endswith("）：休庭")
    assert "没有恢复" in interruption_words(Interruption(1.0, NINE, "", "话筒断开"))


def test_a_pause_that_never_ended_is_one_too() -> None:
    assert interruptions([Mark(Event.PAUSE, 0, NINE)], 8000)[0].ended == ""
