from collections.abc import Mapping
from dataclasses import replace
from datetime import date

import pytest

from tests.law.suggestion.shelf import CODE, CRIMES, SHELF
from workbench.law.citation.rules import load_rules
from workbench.law.knowledge.model import Area, Place
from workbench.law.model import Level, Version
from workbench.law.suggestion.causes import CauseGuesser
from workbench.law.suggestion.neighbours import Neighbour
from workbench.law.suggestion.places import Places
from workbench.law.suggestion.votes import Ballot, Tally

ON = date(2024, 5, 6)
PROCEDURE = "中华人民共和国民事诉讼法"
CRIMINAL_PROCEDURE = "中华人民共和国刑事诉讼法"


def current(title: str, since: date) -> Version:
    return Version(1, 1, title, Level.LAW, since, since, None, "")


CURRENT = {
    CODE: current(CODE, date(2021, 1, 1)),
    CRIMES: current(CRIMES, date(2024, 3, 1)),
    PROCEDURE: current(PROCEDURE, date(2024, 1, 1)),
    CRIMINAL_PROCEDURE: current(CRIMINAL_PROCEDURE, date(2018, 10, 26)),
}
PLACES = Places(load_rules(CURRENT), CURRENT)
FACTS = "被告人撬锁进入住户家中窃取手机后销赃，" * 10
THEFT = Neighbour(
    1, 10.0, Area.CRIMINAL, ("盗窃罪",), date(2023, 1, 1), (Place(CRIMES, 264),), "撬锁"
)


def count(
    neighbours: list[Neighbour],
    facts: str = FACTS,
    conditions: Mapping[Place, tuple[str, ...]] | None = None,
    cause: str = "",
) -> Ballot:
    guesser = CauseGuesser(SHELF)
    guesses = guesser.guess(facts, cause)
    return Tally(PLACES, guesser).count(facts, neighbours, guesses, conditions or {}, ON)


def test_the_nearer_judgment_weighs_more_and_both_are_counted() -> None:
    other = replace(THEFT, precedent=2, similarity=5.0, articles=(Place(CRIMES, 263),))
    votes = count([THEFT, other]).votes
    assert votes[Place(CRIMES, 264)].share > 0.8
    assert (votes[Place(CRIMES, 264)].count, votes[Place(CRIMES, 264)].of) == (1, 2)
    assert sum(vote.share for vote in votes.values()) == pytest.approx(1)


def test_a_judgment_with_the_cause_of_the_facts_and_a_newer_one_weigh_more() -> None:
    other = replace(THEFT, precedent=2, causes=("故意伤害罪",), articles=(Place(CRIMES, 234),))
    votes = count([other, THEFT]).votes
    assert votes[Place(CRIMES, 264)].share > 2 * votes[Place(CRIMES, 234)].share
    older = replace(THEFT, precedent=2, decided=date(2003, 1, 1), articles=(Place(CRIMES, 69),))
    aged = count([older, THEFT]).votes
    assert aged[Place(CRIMES, 264)].share > 1.8 * aged[Place(CRIMES, 69)].share


def test_a_condition_is_asked_of_those_in_which_it_is_told_alike() -> None:
    repeat = Place(CRIMES, 65)
    once = [replace(THEFT, precedent=n) for n in range(8)]
    again = [
        replace(THEFT, precedent=10 + n, facts="系累犯", articles=(Place(CRIMES, 264), repeat))
        for n in range(2)
    ]
    words = {repeat: ("累犯",)}
    plain = count(once + again, conditions=words).votes[repeat].share
    told = count(once + again, FACTS + "系累犯", conditions=words).votes[repeat].share
    assert plain < 0.2 < told
    assert count(once + again).votes[repeat].share == pytest.approx(0.2)


def test_judgments_that_agree_on_nothing_and_short_words_are_not_relied_on() -> None:
    mixed = [
        replace(THEFT, precedent=n, causes=(cause,))
        for n, cause in enumerate(
            ("盗窃罪", "抢劫罪", "诈骗罪", "贪污罪", "受贿罪", "放火罪", "爆炸罪", "强奸罪",
             "侵占罪", "绑架罪", "投放危险物质罪")
        )
    ]  # fmt: skip
    assert count(mixed).reliable == 0
    assert count([THEFT]).reliable == 1
    assert count([THEFT], "偷手机").reliable < 0.1
    assert count([]).reliable == 0
    assert count([THEFT], "写了借条，借款多次催讨。" * 20).reliable <= 0.2


def test_citations_of_repealed_and_renumbered_law_vote_for_the_article_of_the_day() -> None:
    old = replace(
        THEFT,
        area=Area.CIVIL,
        decided=date(2019, 5, 1),
        articles=(
            Place("中华人民共和国合同法", 206),
            Place(PROCEDURE, 144),
        ),
    )
    votes = count([old, replace(old, precedent=2)]).votes
    assert Place(CODE, 675) in votes
    assert votes[Place(CODE, 675)].before == {"《合同法》第二百零六条": 2}
    assert Place(PROCEDURE, 147) in votes
    before = replace(old, decided=date(2017, 1, 1), articles=(Place(CRIMINAL_PROCEDURE, 225),))
    assert Place(CRIMINAL_PROCEDURE, 236) in count([before]).votes
    # Before 2013 the articles had other numbers still, and no table says where to.
    older = replace(before, decided=date(2010, 1, 1), articles=(Place(CRIMINAL_PROCEDURE, 189),))
    assert count([older]).votes == {}


def test_places_follow_names_dates_and_leave_out_what_is_unknown() -> None:
    day = date(2024, 2, 1)
    assert [m.place for m in PLACES.today(Place("民法典", 577), day)] == [Place(CODE, 577)]
    assert PLACES.today(Place("中华人民共和国合同法", 9999), day) == ()
    assert PLACES.today(Place("某某条例", 1), day) == ()
    assert [m.place for m in PLACES.today(Place(PROCEDURE, 67), day)] == [Place(PROCEDURE, 67)]
    inserted = PLACES.today(Place(CRIMES, 133, 1), date(2015, 1, 1))
    assert [m.place for m in inserted] == [Place(CRIMES, 133, 1)]
