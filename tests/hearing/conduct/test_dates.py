"""Articles are cited as they were numbered on the day of the hearing."""

from dataclasses import replace
from datetime import date

import pytest

from tests.hearing.conduct.test_conduct import NOBODY, check
from tests.hearing.record import transcripts
from tests.hearing.record.materials import material
from tests.hearing.record.transcripts import recording
from workbench.hearing.conduct.dates import NOT_YET, as_numbered, day_of
from workbench.hearing.conduct.model import ConductFinding, rules
from workbench.hearing.model import Procedure
from workbench.kernel.finding import Status

CPL = "《中华人民共和国民事诉讼法》"
CRPL = "《中华人民共和国刑事诉讼法》"
SOUND = "《最高人民法院关于人民法院庭审录音录像的若干规定》"


@pytest.mark.parametrize(
    ("citation", "day", "expected"),
    [
        (f"{CPL}第一百四十条第二款", date(2026, 3, 5), f"{CPL}第一百四十条第二款"),
        (f"{CPL}第一百四十条第二款", date(2022, 1, 1), f"{CPL}第一百四十条第二款"),
        (f"{CPL}第一百四十条第二款", date(2021, 12, 31), f"{CPL}第一百三十七条第二款"),
        (f"{CPL}第四十七条", date(2019, 6, 1), f"{CPL}第四十四条"),
        (f"{CPL}第一百六十三条", date(2019, 6, 1), f"{CPL}第一百六十条"),
        (f"{CRPL}第一百九十八条第三款", date(2018, 10, 25), f"{CRPL}第一百九十三条第三款"),
        (f"{CRPL}第一百九十条第二款", date(2018, 10, 25), f"{CRPL}第一百八十五条"),
        (f"{CRPL}第二百二十四条", date(2018, 10, 25), ""),
        (
            "《最高人民法院关于适用〈中华人民共和国民事诉讼法〉的解释》第二百七十四条",
            date(2022, 4, 9),
            "《最高人民法院关于适用〈中华人民共和国民事诉讼法〉的解释》第二百七十六条",
        ),
        (f"{SOUND}第三条", date(2017, 2, 28), ""),
        (f"{SOUND}第三条", date(2017, 3, 1), f"{SOUND}第三条"),
        (f"{CPL}第一百四十条", date(2001, 1, 1), ""),
    ],
)
def test_an_article_has_the_number_of_the_day(citation: str, day: date, expected: str) -> None:
    found = as_numbered((citation,), day, rules().begun)
    assert found == ((expected,) if expected else ())
    assert as_numbered((citation,), None, rules().begun) == (citation,)


def on(began: str, script: str = transcripts.CIVIL, **more: object) -> dict[str, ConductFinding]:
    held = material(script, recordings=(recording(began=began),), case=NOBODY, **more)  # type: ignore[arg-type]
    return check(held)


def test_the_day_is_that_of_the_head_then_of_the_recording_then_of_the_case() -> None:
    held = material(case=replace(NOBODY, hearing=date(2020, 5, 6)))
    assert day_of(held) == date(2026, 3, 5)
    typed = replace(held.typed, head={"time": "2021年12月1日9时30分至11时"})
    assert day_of(replace(held, typed=typed)) == date(2021, 12, 1)
    assert day_of(replace(held, recordings=())) == date(2020, 5, 6)
    wrong = replace(held.typed, head={"time": "2021年13月41日"})
    assert day_of(replace(held, typed=wrong)) == date(2026, 3, 5)


def test_findings_of_an_old_hearing_cite_the_law_of_its_day() -> None:
    old = on("2019-06-03T09:30:00+08:00")
    assert old["recusal"].citations == (f"{CPL}第一百三十七条第二款", f"{CPL}第四十四条")
    assert old["stages:debate"].citations == (f"{CPL}第一百四十一条第一款",)
    assert old["panel"].citations == (f"{CPL}第三十九条",)
    new = on("2026-03-05T09:30:00+08:00")
    assert new["recusal"].citations == (f"{CPL}第一百四十条第二款", f"{CPL}第四十七条")


def test_a_rule_that_there_was_not_yet_is_not_asked() -> None:
    script, day = transcripts.CRIMINAL, "2017-06-05T09:30:00+08:00"
    held = material(script, Procedure.CRIMINAL, recordings=(recording(began=day),), case=NOBODY)
    found = check(held)
    assert not any(key.startswith("plea") for key in found)
    early = on("2016-06-06T09:30:00+08:00")
    assert "gaps" not in early
    assert early["end:1"].citations == ()
    assert NOT_YET in early["end:1"].remark


def test_one_judge_in_ordinary_procedure_came_with_the_revision_of_2021() -> None:
    script = "审判员：现在开庭，由审判员周七戊独任审理。"
    assert on("2021-12-01T09:30:00+08:00", script)["panel"].finding.status is Status.DIFFERS
    assert on("2022-01-04T09:30:00+08:00", script)["panel"].finding.status is Status.CONFIRMED


@pytest.mark.parametrize(
    ("court", "number", "count", "status"),
    [
        ("示例市示例区人民法院", "（2026）示0101刑初1号", 5, Status.DIFFERS),
        ("示例市中级人民法院", "（2026）示01刑终1号", 5, Status.CONFIRMED),
        ("示例省高级人民法院", "（2026）示刑初1号", 5, Status.CONFIRMED),
        ("示例市示例区人民法院", "（2026）示0101刑初1号", 7, Status.CONFIRMED),
    ],
)
def test_how_many_sit_in_a_criminal_panel_depends_on_court_and_instance(
    court: str, number: str, count: int, status: Status
) -> None:
    panel = ("审判长周七戊", *(f"审判员示例{sign}" for sign in "甲乙丙丁戊己"[: count - 1]))
    case = replace(NOBODY, court=court, number=number, panel=panel)
    held = material(transcripts.CRIMINAL, Procedure.CRIMINAL, case=case)
    assert check(held)["panel"].finding.status is status
