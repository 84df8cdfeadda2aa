from datetime import date

from tests.law.suggestion.shelf import CODE, CRIMES, OLD, PROCEDURE, SHELF
from workbench.law.knowledge.model import Nature, Place
from workbench.law.suggestion.causes import CauseGuesser
from workbench.law.suggestion.known import Known, Strengths, known_articles, named_articles
from workbench.law.suggestion.periods import Days

STRENGTHS = Strengths(main=0.8, usual=0.2, main_met=0.7, usual_met=0.4, common=0.5)
ON = date(2024, 5, 6)


def known(text: str, cause: str, facts: date | None = None) -> dict[Place, Known]:
    guesses = CauseGuesser(SHELF).guess(text, cause)
    days = Days(ON, facts)
    return {k.article.place: k for k in known_articles(SHELF, guesses, text, days, STRENGTHS)}


def test_main_articles_of_a_given_cause_with_requirement_and_words() -> None:
    found = known("对方写了借条", "民间借贷纠纷")
    assert set(found) == {Place(CODE, 667)}
    one = found[Place(CODE, 667)]
    assert one.strength == 0.8
    assert [t.sentence() for t in one.told] == ["要件“借贷合意”：事实提到“借条”"]


def test_a_condition_calls_for_its_article_and_an_exclusion_stops_it() -> None:
    assert Place(CODE, 688) not in known("借款", "民间借贷纠纷")
    told = known("借款时有担保人签字", "民间借贷纠纷")[Place(CODE, 688)]
    assert told.strength == 0.4
    assert (
        told.told[-1].sentence("卷宗“借条”第1页") == "条件：有保证人：卷宗“借条”第1页提到“担保人”"
    )
    assert Place(CODE, 688) not in known("有担保人，也有物的担保", "民间借贷纠纷")


def test_the_day_of_the_facts_decides_between_old_and_new_law() -> None:
    assert Place(OLD, 196) in known("借条", "民间借贷纠纷", date(2019, 3, 1))
    assert Place(CODE, 667) not in known("借条", "民间借贷纠纷", date(2019, 3, 1))
    assert Place(OLD, 196) not in known("借条", "民间借贷纠纷", date(2021, 1, 1))


def test_procedure_goes_by_the_day_of_the_step() -> None:
    found = known("被告未到庭", "民间借贷纠纷", date(2019, 3, 1))
    assert Place(PROCEDURE, 147) in found
    assert Place(CODE, 667) not in found


def test_articles_common_to_the_area_come_under_their_condition() -> None:
    found = known("被告未到庭", "民间借贷纠纷")
    assert found[Place(PROCEDURE, 147)].article.nature is Nature.PROCEDURAL
    assert found[Place(PROCEDURE, 147)].guess is None
    crime = known("作案后主动投案", "盗窃罪")
    assert crime[Place(CRIMES, 67)].strength == 0.35
    assert Place(CRIMES, 65) not in crime
    assert Place(PROCEDURE, 147) not in crime


def test_without_a_cause_knowledge_is_silent() -> None:
    assert known("今天天气很好", "") == {}


def test_a_charge_without_a_file_leads_to_the_article_that_has_its_name() -> None:
    subjects = ((Place(CRIMES, 205, 1), "虚开发票罪 假发票"), (Place(CRIMES, 264), "盗窃罪"))
    guesses = CauseGuesser(SHELF).guess("", "虚开发票罪；盗窃罪")
    found = [(k.article.place, k.strength) for k in named_articles(subjects, guesses, STRENGTHS)]
    assert found == [(Place(CRIMES, 205, 1), 0.8)]
