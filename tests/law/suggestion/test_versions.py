from datetime import date

from tests.law.suggestion.library import Shelved, article, version
from workbench.law.citation.rules import load_rules
from workbench.law.knowledge.model import Place
from workbench.law.suggestion.periods import Days, Transitions
from workbench.law.suggestion.regime import Regime, earlier, earlier_laws
from workbench.law.suggestion.source import versions_of
from workbench.law.suggestion.subjects import Subjects

CODE, OLD = "中华人民共和国民法典", "中华人民共和国合同法"
PROCEDURE, LABOUR = "中华人民共和国民事诉讼法", "中华人民共和国劳动合同法"
LIBRARY = Shelved(
    (
        (version(1, CODE), (article(667, "借款合同"),)),
        (
            version(2, OLD, since=date(1999, 10, 1), ended=date(2021, 1, 1)),
            (article(196, "借款合同"),),
        ),
        (
            version(3, PROCEDURE, since=date(2017, 7, 1), ended=date(2022, 1, 1), law=3),
            (article(144, "缺席判决"), article(147, "其他")),
        ),
        (version(4, PROCEDURE, since=date(2022, 1, 1), law=3), (article(147, "缺席判决"),)),
        (
            version(5, LABOUR, since=date(2008, 1, 1), ended=date(2013, 7, 1), law=5),
            (article(30, "劳动报酬"),),
        ),
        (version(6, LABOUR, since=date(2013, 7, 1), law=5), (article(30, "劳动报酬"),)),
    )
)


def regime(on: date, facts: date | None = None) -> Regime:
    rules, transitions = load_rules(LIBRARY.titles()), Transitions.load()
    versions, days = versions_of(LIBRARY), Days(on, facts)
    held = earlier(earlier_laws(versions, rules, transitions), days)
    return Regime(LIBRARY, versions, days, rules, transitions, held, {})


def test_the_version_of_the_day_is_looked_at() -> None:
    assert {v.id for v in regime(date(2024, 1, 1)).current.values()} == {1, 4, 6}
    assert {v.id for v in regime(date(2019, 1, 1)).current.values()} == {2, 3, 6}


def test_replaced_law_stands_beside_for_facts_of_its_time_and_procedure_does_not() -> None:
    both = regime(date(2024, 1, 1), date(2019, 5, 1)).current
    assert {v.id for v in both.values()} == {1, 2, 4, 6}
    assert OLD not in regime(date(2024, 1, 1), date(2021, 1, 1)).current


def test_subjects_of_an_older_text_with_other_numbers_are_left_out() -> None:
    table = {PROCEDURE: {"147": "缺席"}, LABOUR: {"30": "工资"}}
    subjects = Subjects.merged({"a.toml": {"law": table}})
    assert regime(date(2024, 1, 1)).subject_ids(subjects).tolist() == [4000, 6000]
    assert regime(date(2012, 1, 1)).subject_ids(subjects).tolist() == [0, 5000]
    assert regime(date(2019, 1, 1)).subject_ids(subjects).tolist() == [0, 6000]
    assert regime(date(2019, 1, 1)).id_of(Place(PROCEDURE, 147)) == 3001
