"""Periods: counting, days off, what applies to which case, and what is missing."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workbench.papers.model import Case, Party
from workbench.papers.roles import roles_for, side_of
from workbench.procedure import calendar, words
from workbench.procedure.deadlines import Deadline, State, deadlines, soonest
from workbench.procedure.rules import rules

DAY = date.fromisoformat
CASE = Case(
    "1",
    "张三甲诉李四乙",
    number="（2026）京0105民初1号",
    procedure="简易程序",
    filed=date(2026, 4, 10),
    parties=(
        Party("张三甲", "原告", key="a"),
        Party("李四乙", "被告", key="b", served=date(2026, 4, 13)),
        Party("赵六丁", "委托诉讼代理人", agent_of="李四乙", key="c"),
    ),
)


def titled(case: Case, title: str) -> list[Deadline]:
    return [item for item in deadlines(case) if item.title == title]


@pytest.mark.parametrize(
    ("start", "days", "raw", "end"),
    [
        ("2025-09-17", 15, "2025-10-02", "2025-10-09"),
        ("2026-02-06", 10, "2026-02-16", "2026-02-24"),
        ("2025-09-13", 15, "2025-09-28", "2025-09-28"),
        ("2024-09-14", 15, "2024-09-29", "2024-09-29"),
        ("2026-04-13", 15, "2026-04-28", "2026-04-28"),
    ],
)
def test_an_end_on_a_day_off_moves_to_the_first_working_day(
    start: str, days: int, raw: str, end: str
) -> None:
    day = calendar.after(DAY(start), days)
    assert (day, calendar.next_working(day)) == (DAY(raw), DAY(end))


@pytest.mark.parametrize(
    ("start", "months", "end"),
    [
        ("2024-08-31", 6, "2025-02-28"),
        ("2023-08-31", 6, "2024-02-29"),
        ("2025-11-30", 3, "2026-02-28"),
        ("2025-12-15", 1, "2026-01-15"),
    ],
)
def test_a_month_without_the_day_ends_on_its_last(start: str, months: int, end: str) -> None:
    assert calendar.after(DAY(start), months=months) == DAY(end)


@given(st.dates(date(2000, 1, 1), date(2040, 1, 1)), st.integers(0, 40), st.integers(0, 400))
def test_counting_keeps_its_order(start: date, months: int, days: int) -> None:
    end = calendar.after(start, days, months)
    assert end >= start + timedelta(days=days)
    assert calendar.after(start + timedelta(days=1), days, months) >= end
    working = calendar.next_working(end)
    assert not calendar.is_off(working)
    assert all(calendar.is_off(end + timedelta(days=n)) for n in range((working - end).days))


def test_a_year_without_a_list_counts_by_weekends_and_says_so() -> None:
    served = replace(CASE.parties[1], served=date(2027, 9, 20))
    (answer,) = titled(replace(CASE, parties=(served,)), "答辩期")
    assert answer.day == date(2027, 10, 5)
    assert any("2027年放假安排未收录" in remark for remark in answer.remarks)


def test_each_defendant_has_a_period_and_agents_have_none() -> None:
    third = Party("王五丙", "被告", key="d")
    found = titled(replace(CASE, parties=(*CASE.parties, third)), "答辩期")
    assert [(d.subject, d.day, d.party) for d in found] == [
        ("被告李四乙", date(2026, 4, 28), "b"),
        ("被告王五丙", None, "d"),
    ]
    assert words.standing(found[1], date(2026, 4, 14)) == "缺少起诉状副本送达日期"


@pytest.mark.parametrize(
    ("number", "procedure", "end"),
    [
        ("（2026）京0105民初1号", "普通程序", "2026-10-10"),
        ("（2026）京0105民初1号", "简易程序", "2026-07-10"),
        ("（2026）京0105民初1号", "小额诉讼程序", "2026-06-10"),
        ("（2026）京01民终1号", "", "2026-07-10"),
        ("（2026）京0105刑初1号", "普通程序", "2026-06-10"),
        ("（2026）京0105刑初1号", "简易程序", "2026-04-30"),
        ("（2026）京0105刑初1号", "速裁程序", "2026-04-20"),
        ("（2026）京01刑终1号", "", "2026-06-10"),
        ("（2026）京0105行初1号", "普通程序", "2026-10-10"),
        ("（2026）京0105行初1号", "简易程序", "2026-05-25"),
        ("（2026）京01行终1号", "", "2026-07-10"),
    ],
)
def test_the_time_limit_for_trial_follows_domain_stage_and_procedure(
    number: str, procedure: str, end: str
) -> None:
    case = replace(CASE, number=number, procedure=procedure)
    (limit,) = [d for d in deadlines(case) if d.title.startswith("审理期限")]
    assert limit.day == DAY(end)
    assert limit.basis.startswith("《")


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"procedure": ""}, "procedure"),
        ({"number": "", "stage": ""}, "number"),
        ({"number": "", "cause": "民间借贷纠纷"}, "stage"),
        ({"filed": None}, "filed"),
    ],
)
def test_what_is_missing_is_named(change: dict[str, object], field: str) -> None:
    case = replace(CASE, **change)  # type: ignore[arg-type]
    assert field in {d.field for d in deadlines(case) if d.day is None}


def test_extension_and_days_that_do_not_count() -> None:
    (limit,) = titled(replace(CASE, excluded_days=30), "审理期限（简易程序）")
    assert limit.day == date(2026, 8, 9)
    (limit,) = titled(replace(CASE, extended_until=date(2026, 8, 10)), "审理期限（简易程序）")
    assert limit.day == date(2026, 8, 10)
    assert "2026年7月10日" in limit.remarks[0]


def test_judgment_ends_the_limit_and_begins_the_time_for_appeal() -> None:
    judged = replace(CASE.parties[0], judged=date(2026, 6, 1))
    case = replace(CASE, judgment=date(2026, 5, 28), parties=(judged, *CASE.parties[1:]))
    found = deadlines(case)
    assert {d.title for d in found} == {"审理期限（简易程序）", "上诉期"}
    (limit,) = titled(case, "审理期限（简易程序）")
    assert limit.state(date(2026, 12, 1)) is State.MET
    first, second = titled(case, "上诉期")
    assert (first.subject, first.day) == ("原告张三甲", date(2026, 6, 16))
    assert second.state(date(2026, 6, 2)) is State.MISSING
    late = replace(case, judgment=date(2026, 7, 11))
    (limit,) = titled(late, "审理期限（简易程序）")
    assert "超出期限" in words.standing(limit, date(2026, 12, 1))


@pytest.mark.parametrize(
    ("today", "state", "warning", "said"),
    [
        ("2026-06-09", State.RUNNING, 0, "还剩 31 日"),
        ("2026-06-10", State.NEAR, 30, "还剩 30 日"),
        ("2026-06-25", State.NEAR, 15, "还剩 15 日"),
        ("2026-07-03", State.NEAR, 7, "还剩 7 日"),
        ("2026-07-10", State.NEAR, 7, "今日届满"),
        ("2026-07-13", State.OVERDUE, 0, "已超 3 日"),
    ],
)
def test_warnings_come_30_15_and_7_days_before(
    today: str, state: State, warning: int, said: str
) -> None:
    (limit,) = titled(CASE, "审理期限（简易程序）")
    day = DAY(today)
    assert (limit.state(day), limit.warning(day)) == (state, warning)
    assert words.standing(limit, day) == said
    assert (soonest(deadlines(CASE), day) is not None) is (state is not State.RUNNING)


def test_a_period_of_a_party_that_is_over_is_no_alarm() -> None:
    (answer,) = titled(CASE, "答辩期")
    assert answer.state(date(2026, 6, 1)) is State.PASSED
    assert words.standing(answer, date(2026, 6, 1)) == "已届满"


def test_the_reckoning_is_told_in_words() -> None:
    served = replace(CASE.parties[1], served=date(2025, 9, 17))
    (answer,) = titled(replace(CASE, parties=(served,)), "答辩期")
    assert words.reckoning(answer, "手工填写") == (
        "自起诉状副本送达日期2025年9月17日（手工填写）起15日；末日2025年10月2日为休假日，顺延。"
    )


def test_every_rule_has_an_article_and_a_known_certainty() -> None:
    for rule in rules():
        assert "第" in rule.basis
        assert rule.mark in calendar.MARKS
        assert rule.start in {"filed", "evidence_until", "served", "judged"}
        assert not (rule.days and rule.months)
    assert len({rule.key for rule in rules()}) == len(rules())


@pytest.mark.parametrize(
    ("role", "side"),
    [
        ("原告", "left"),
        ("被告", "right"),
        ("原告（反诉被告）", "left"),
        ("第三人", "below"),
        ("委托诉讼代理人", "agent"),
        ("公诉机关", "left"),
        ("被告人", "right"),
    ],
)
def test_sides_of_roles(role: str, side: str) -> None:
    assert side_of(role) == side


def test_roles_are_those_of_the_procedure() -> None:
    assert "被告人" in roles_for("刑事", "一审")
    assert "上诉人" in roles_for("民事", "二审")
    assert roles_for("", "") == roles_for("民事", "一审")
