"""Days in captions and closing articles."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workbench.law import dates


def test_the_latest_event_is_the_version_and_the_start_is_no_event() -> None:
    caption = (
        "（2015年6月23日审判委员会第1655次会议通过，根据2020年12月23日审判委员会第1823次会议"
        "《关于修改〈某规定〉的决定》修正，该修正自2021年1月1日起施行）"
    )
    assert dates.of_caption(caption) == dates.StatedDates(date(2020, 12, 23), date(2021, 1, 1))


def test_a_start_before_the_last_amendment_belongs_to_an_older_version() -> None:
    caption = "2008年5月5日 通过\n2008年5月19日 施行\n2020年12月29日 修正"
    assert dates.of_caption(caption) == dates.StatedDates(date(2020, 12, 29), None)


@pytest.mark.parametrize(
    ("caption", "day"),
    [
        ("（一九八五年一月二十一日通过）", date(1985, 1, 21)),
        ("（二○○一年四月二十八日修订）", date(2001, 4, 28)),
        ("（二０００年七月八日修正）", date(2000, 7, 8)),
        ("（２００１年７月９日国务院令第３１０号公布）", date(2001, 7, 9)),
        ("（2019年2月30日通过）", None),
        ("第一次会议通过", None),
    ],
)
def test_writings_of_a_day(caption: str, day: date | None) -> None:
    assert dates.of_caption(caption).promulgated == day


@pytest.mark.parametrize(
    ("text", "promulgated", "start"),
    [
        ("本法自2024年7月1日起施行。", date(2023, 12, 29), date(2024, 7, 1)),
        ("本条例自公布之日起施行。", date(2020, 5, 1), date(2020, 5, 1)),
        ("本规定自2008年3月1日起施行。", date(2020, 12, 29), None),
        ("本办法自二○○○年十月一日起施行", None, date(2000, 10, 1)),
        ("自收到通知之日起十日内提出。", date(2020, 5, 1), None),
    ],
)
def test_starts(text: str, promulgated: date | None, start: date | None) -> None:
    assert dates.starts_in(text, promulgated) == start


def test_at_once_says_nothing_of_an_amended_version() -> None:
    day = date(2017, 3, 1)
    assert dates.starts_in("本条例自发布之日起施行。", day, amended=True) is None


@given(st.text(alphabet="第（）0123456789年月日一二〇○通过公布自起施行，。修正", max_size=80))
def test_no_caption_breaks_it(text: str) -> None:
    stated = dates.of_caption(text)
    if stated.promulgated and stated.effective:
        assert stated.effective >= stated.promulgated
    dates.starts_in(text, stated.promulgated)
