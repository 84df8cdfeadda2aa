"""The form: which values are the same field of the same person, and where papers differ."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.papers.values import value
from workbench.kernel.errors import UserError
from workbench.papers.confirmation import Row, Section, progress, require_plain, sections_of
from workbench.papers.model import ValueState
from workbench.papers.values import CaseValue

NAMES = {"d1": "民事起诉状.docx", "d2": "答辩状.txt", "d3": "身份证.png"}


def row(sections: tuple[Section, ...], field: str) -> Row:
    return next(row for part in sections for row in part.rows if row.field == field)


def test_papers_that_agree_are_one_row_with_their_sources() -> None:
    (person,) = sections_of(
        [
            value("party.identity", "110000198503020014", "原告:张三甲", "d1"),
            value("party.identity", "110000 19850302 0014", "身份证:张三甲", "d3"),
        ]
    )
    (only,) = person.rows
    assert [v.found.anchor.document for v in only.readings[0].sources] == ["d1", "d3"]
    assert not only.conflicting


def test_two_birth_dates_of_one_person_are_two_readings_of_one_row() -> None:
    sections = sections_of(
        [
            value("party.birth", "1988-07-15", "被告:李四乙", "d1", note="与号码不符。"),
            value("party.birth", "1988-07-16", "答辩人:李四乙", "d2"),
            value("party.birth", "1988-07-16", "身份证:李四乙", "d3"),
            value("party.birth", "1990-01-01", "第三人:王五丙", "d1"),
        ]
    )
    birth = row(sections, "party.birth")
    assert [(r.value, len(r.sources)) for r in birth.readings] == [
        ("1988-07-15", 1),
        ("1988-07-16", 2),
    ]
    assert birth.conflicting
    assert birth.doubtful
    assert [part.title for part in sections] == ["被告 李四乙", "第三人 王五丙"]


def test_what_a_person_may_have_several_of_is_a_row_each() -> None:
    (person,) = sections_of(
        [
            value("party.role", "被告", "被告:李四乙", "d1"),
            value("party.role", "乙方", "乙方:李四乙", "d2"),
            value("party.address", "甲路1号", "被告:李四乙", "d1"),
            value("party.address", "乙路2号", "乙方:李四乙", "d2"),
        ]
    )
    assert not any(row.conflicting for row in person.rows)
    assert [row.label for row in person.rows] == ["诉讼地位", "住所", "住所", "材料中的身份"]


def test_a_party_is_headed_by_its_role_before_the_court() -> None:
    (person,) = sections_of(
        [
            value("party.name", "张三甲", "委托人:张三甲", "d2"),
            value("party.name", "张三甲", "原告:张三甲", "d1"),
        ]
    )
    assert person.title == "原告 张三甲"


def test_what_is_numbered_or_said_of_a_paper_stays_with_it() -> None:
    sections = sections_of(
        [
            value("date.signed", "2026-04-08", "", "d1"),
            value("date.signed", "2026-04-08", "", "d2"),
            value("amount.paid", "1000.00", "流水:1", "d1"),
            value("amount.paid", "1000.00", "流水:1", "d2"),
            value("claim.text", "判令还款", "诉请:1", "d1"),
            value("claim.text", "判令还款", "诉请:1", "d2"),
        ],
        NAMES,
    )
    counts = {part.title: len(part.rows) for part in sections}
    assert counts == {"诉讼请求": 1, "日期": 2, "账户与流水": 2}
    labels = [row.label for part in sections for row in part.rows if part.key == "dates"]
    assert labels == ["落款日期（民事起诉状）", "落款日期（答辩状）"]


def test_a_discarded_reading_no_longer_conflicts() -> None:
    first = value("party.birth", "1988-07-15", "被告:李四乙", "d1", state=ValueState.DISCARDED)
    second = value("party.birth", "1988-07-16", "被告:李四乙", "d2", state=ValueState.CONFIRMED)
    birth = row(sections_of([first, second]), "party.birth")
    assert birth.settled
    assert birth.reading.value == "1988-07-16"


def test_two_confirmed_readings_are_still_to_be_settled() -> None:
    values = [
        value("party.birth", day, "被告:李四乙", paper, state=ValueState.CONFIRMED)
        for day, paper in (("1988-07-15", "d1"), ("1988-07-16", "d2"))
    ]
    assert not row(sections_of(values), "party.birth").settled


def test_a_correction_keeps_the_row_and_shows_what_was_typed() -> None:
    found = value("party.phone", "13000000001", "被告:李四乙")
    before = row(sections_of([found]), "party.phone")
    changed = value(
        "party.phone",
        "13000000001",
        "被告:李四乙",
        state=ValueState.CORRECTED,
        corrected="13000000002",
    )
    after = row(sections_of([changed]), "party.phone")
    assert after.key == before.key
    assert after.reading.shown == "13000000002"
    assert after.state is ValueState.CORRECTED


def test_a_group_with_a_note_is_not_confirmed_as_a_whole() -> None:
    (person,) = sections_of(
        [
            value("party.name", "李四乙", "被告:李四乙"),
            value("party.identity", "1", "被告:李四乙", note="校验不符。"),
        ]
    )
    with pytest.raises(UserError, match="公民身份号码"):
        require_plain(person)


def test_unknown_fields_and_values_without_a_person_have_a_place() -> None:
    sections = sections_of([value("no.such", "甲"), value("party.sex", "男"), value("x.y", "乙")])
    assert {part.title for part in sections} == {"其他"}
    assert progress(sections) == (0, 3)


PEOPLE = st.sampled_from(["原告:张三甲", "身份证:张三甲", "被告:李四乙", "诉请:1", "流水:2", ""])
FIELDS = st.sampled_from(
    ["party.birth", "party.phone", "claim.text", "amount.paid", "date.signed", "case.number", "q"]
)
STATES = st.sampled_from(list(ValueState))


@st.composite
def some_values(draw: st.DrawFn) -> list[CaseValue]:
    rows = draw(
        st.lists(
            st.tuples(FIELDS, st.sampled_from("甲乙丙"), PEOPLE, st.sampled_from("pqr"), STATES),
            unique_by=lambda row: row[:4],
            max_size=25,
        )
    )
    return [value(f, said, group, paper, state=state) for f, said, group, paper, state in rows]


@settings(deadline=None)
@given(some_values())
def test_every_value_stands_in_exactly_one_row(values: list[CaseValue]) -> None:
    sections = sections_of(values)
    placed = [v.id for part in sections for row in part.rows for v in row.values]
    assert sorted(placed) == sorted(v.id for v in values)
    done, total = progress(sections)
    assert 0 <= done <= total
    keys = [row.key for part in sections for row in part.rows]
    assert len(set(keys)) == len(keys)
