"""How the court sat, as announced and as in the head; the hours of the hearing."""

from dataclasses import replace
from datetime import date

import pytest

from tests.hearing.conduct.test_conduct import ASK, DIFF, NO, NOBODY, OK, check, of
from tests.hearing.record.materials import material
from tests.hearing.record.transcripts import recording
from workbench.hearing.conduct.check import conduct
from workbench.hearing.conduct.composition import judges_of
from workbench.hearing.conduct.model import Sitting
from workbench.hearing.model import Procedure
from workbench.kernel.finding import Status


@pytest.mark.parametrize(
    ("procedure", "announced", "panel", "case_procedure", "status"),
    [
        ("civil", "组成合议庭", ("审判长甲某、审判员乙某、人民陪审员丙某",), "", OK),
        ("civil", "由审判员甲某独任审理", ("审判员甲某",), "", OK),
        ("civil", "组成合议庭", ("审判员甲某",), "", DIFF),
        ("civil", "由审判员甲某独任审理", ("审判长甲某", "审判员乙某", "审判员丙某"), "", DIFF),
        ("civil", "组成合议庭", ("审判长甲某", "审判员乙某"), "", DIFF),
        ("civil", "核对身份", (), "", NO),
        ("simplified", "由审判员甲某独任审理", ("审判员甲某",), "", OK),
        ("simplified", "组成合议庭", (), "", DIFF),
        ("small_claims", "核对身份", ("审判长甲某", "审判员乙某", "审判员丙某"), "", DIFF),
        ("criminal", "组成合议庭", ("审判长甲某、审判员乙某、人民陪审员丙某",), "", OK),
        ("criminal", "由审判员甲某独任审判", ("审判员甲某",), "简易程序", OK),
        ("criminal", "由审判员甲某独任审判", ("审判员甲某",), "普通程序", DIFF),
        (
            "criminal",
            "组成合议庭",
            ("审判长甲", "审判员乙", "审判员丙", "审判员丁", "审判员戊"),
            "",
            DIFF,
        ),
        ("administrative", "由审判员甲某独任审理", (), "", DIFF),
        ("administrative", "由审判员甲某独任审理", (), "简易程序", OK),
    ],
)
def test_the_composition_agrees_with_what_was_announced_and_with_the_procedure(
    procedure: str, announced: str, panel: tuple[str, ...], case_procedure: str, status: Status
) -> None:
    case = replace(NOBODY, panel=panel, procedure=case_procedure)
    found = of(f"审判长：本案{announced}。", Procedure(procedure), case=case)
    assert found["panel"] is status


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("", 0),
        ("审判长周七戊，审判员吴八己，人民陪审员郑九庚", 3),
        ("审判长：周七戊、审判员：吴八己、郑九庚", 3),
        ("审判员周七戊（独任）", 1),
        ("审判长周七戊，人民陪审员甲某、乙某；书记员钱十辛", 3),
        ("周七戊", 0),
    ],
)
def test_judges_are_counted_from_the_head(text: str, count: int) -> None:
    assert judges_of(text) == count


@pytest.mark.parametrize(
    ("began", "status"),
    [
        ("2026-03-05T09:30:00+08:00", OK),
        ("2026-03-05T19:05:00+08:00", DIFF),
        ("2026-03-05T17:55:00+08:00", DIFF),
        ("", ASK),
    ],
)
def test_hours_are_stated_not_judged(began: str, status: Status) -> None:
    one = check(material(recordings=(recording(began=began),), case=NOBODY))["hours"]
    assert one.finding.status is status
    assert one.citations == ()


def test_a_day_of_rest_is_stated() -> None:
    sitting = Sitting(material(case=NOBODY), lambda day: day == date(2026, 3, 5))
    assert any(one.id == "hours:day" for one in conduct(sitting))


def test_days_of_one_hearing_are_looked_at_each_by_itself() -> None:
    days = (recording(), recording("r2", 1, gap=3600.0, began="2026-03-06T14:00:00+08:00"))
    held = material(recordings=days, case=NOBODY)
    assert check(held)["hours"].finding.status is OK
    sitting = Sitting(held, lambda day: day == date(2026, 3, 6))
    (found,) = [one for one in conduct(sitting) if one.id.startswith("hours:day")]
    assert "2026年3月6日" in found.finding.message
    assert "2026年3月5日" not in found.finding.message
