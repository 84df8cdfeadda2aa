"""What is said of a judicial interpretation for facts before it came into force."""

from dataclasses import replace
from datetime import date

from workbench.law.citation.rules import load_rules
from workbench.law.model import Level, Version
from workbench.law.suggestion.interpretations import FormerInterpretations
from workbench.law.suggestion.periods import Days

LOANS = "最高人民法院关于审理民间借贷案件适用法律若干问题的规定"
THEFT = "最高人民法院、最高人民检察院关于办理示例刑事案件适用法律若干问题的解释"
LABOUR = "最高人民法院关于审理劳动争议案件适用法律问题的解释（一）"
PROCEDURE = "最高人民法院关于适用《中华人民共和国民事诉讼法》的解释"
FACTS = Days(date(2024, 5, 6), date(2018, 3, 1))


def version(number: int, title: str, since: date, ended: date | None = None) -> Version:
    return Version(number, number, title, Level.JUDICIAL, since, since, ended, "")


def pair(number: int, title: str) -> tuple[Version, Version]:
    old = version(number, title, date(2015, 9, 1), date(2021, 1, 1))
    return old, version(number + 1, title, date(2021, 1, 1))


OLD_LOANS, LOANS_NOW = pair(1, LOANS)
_, THEFT_NOW = THEFTS = pair(3, THEFT)
_, PROCEDURE_NOW = PROCEDURES = pair(5, PROCEDURE)
LABOUR_NOW = version(7, LABOUR, date(2021, 1, 1))
EVERY = (OLD_LOANS, LOANS_NOW, *THEFTS, *PROCEDURES, LABOUR_NOW)
FORMER = FormerInterpretations.of(EVERY, load_rules())


def test_the_text_of_the_time_is_named() -> None:
    said = FORMER.note(LOANS_NOW, FACTS)
    assert "当时施行的是本解释2015年9月1日起施行的文本" in said
    assert "须核对" in said


def test_in_criminal_cases_the_text_of_the_time_holds_unless_the_new_one_is_more_lenient() -> None:
    said = FORMER.note(THEFT_NOW, FACTS)
    assert "依照行为时的司法解释办理" in said
    assert "刑事司法解释时间效力" in said


def test_interpretations_that_another_one_replaced_are_named() -> None:
    assert "劳动争议案件适用法律若干问题的解释" in FORMER.note(LABOUR_NOW, FACTS)


def test_nothing_is_said_of_procedure_of_laws_of_the_text_of_the_time_and_without_a_day() -> None:
    assert FORMER.note(PROCEDURE_NOW, FACTS) == ""
    assert FORMER.note(OLD_LOANS, FACTS) == ""
    assert FORMER.note(LOANS_NOW, Days(FACTS.on)) == ""
    assert FORMER.note(LOANS_NOW, replace(FACTS, facts=date(2022, 1, 1))) == ""
    assert FORMER.note(replace(LOANS_NOW, level=Level.LAW), FACTS) == ""
    first = version(9, "最高人民法院关于示例问题的解释", date(2021, 1, 1))
    assert FORMER.note(first, FACTS) == ""
