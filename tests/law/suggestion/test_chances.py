"""The order of the Criminal Law's articles by how likely a court is to cite them."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

import pytest

from tests.law.precedents.teaching import taught as by_hand
from tests.law.suggestion.library import LAWS, Shelved
from tests.law.suggestion.shelf import CODE, CRIMES, SHELF
from workbench.law.knowledge.model import Area, KeyArticle, Place, Rank
from workbench.law.model import Suggested, SuggestedBy
from workbench.law.precedents.index_terms import words
from workbench.law.precedents.learnt import LAW, Answer, Learnt
from workbench.law.precedents.learnt_facts import Facts
from workbench.law.ranking import ArticleIndex
from workbench.law.suggestion.chance_weights import ChanceWeights
from workbench.law.suggestion.known import Known
from workbench.law.suggestion.neighbours import Neighbour
from workbench.law.suggestion.source import LibraryRows
from workbench.law.suggestion.suggester import Request, Suggester, Tables
from workbench.law.suggestion.tables import Weights

ON = date(2024, 5, 6)
FACTS = "被告人撬锁进入住户家中窃取手机后销赃，被抓获后退赔。" * 12
LOAN = "被告写下借条借款，约定利息，多次催讨仍未还款。" * 15
THEFT = Neighbour(
    1, 10.0, Area.CRIMINAL, ("盗窃罪",), date(2023, 1, 1), (Place(CRIMES, 264),), "撬锁"
)


def taught(*odds: tuple[int, float]) -> Learnt:
    """Return what was learnt: 退赔 speaks for the articles with the given odds."""
    return by_hand({"退赔": dict(odds)})


class Library:
    """A library of judgments of one kind that taught something."""

    def __init__(self, learnt: Learnt | None, near: Neighbour = THEFT) -> None:
        self.known, self.near, self.asked = learnt, near, 0

    def nearest(self, facts: str, most: int) -> Sequence[Neighbour]:
        del facts
        return [replace(self.near, precedent=number) for number in range(min(most, 25))]

    def learnt(self, facts: str) -> Answer | None:
        self.asked += 1
        return self.known.ask(Facts(words(facts))) if self.known else None


def suggest(votes: Library, facts: str = FACTS, cause: str = "") -> list[Suggested]:
    shelved = Shelved(LAWS)
    index = ArticleIndex.build(LibraryRows(shelved))
    suggester = Suggester(index, shelved, Tables.load(SHELF), votes)
    return suggester.suggest(Request(facts, cause, ON))


def numbers(found: Sequence[Suggested]) -> list[int]:
    return [one.article.article.number for one in found if one.article.version.title == LAW]


def test_a_likely_general_article_stands_before_a_rare_one_behind_the_charge() -> None:
    found = numbers(suggest(Library(taught((67, 5.0), (65, 1.0), (234, -3.0), (264, 2.0)))))
    assert found[:3] == [264, 67, 65]
    turned = numbers(suggest(Library(taught((67, 1.0), (65, 5.0), (234, -3.0), (264, 2.0)))))
    assert turned[:3] == [264, 65, 67]


def test_the_words_that_speak_for_it_are_named() -> None:
    found = suggest(Library(taught((67, 5.0), (264, 2.0))))
    own = next(one for one in found if one.article.article.number == 67)
    assert "本库引用本条的刑事判决比其他判决更常提到“退赔”" in own.reasons
    assert SuggestedBy.VOTES in own.sources


def test_without_anything_learnt_the_order_is_that_of_the_sources() -> None:
    silent, taught_nothing = Library(None), suggest(Library(None))
    assert suggest(silent) == taught_nothing
    assert not any("更常提到" in reason for one in taught_nothing for reason in one.reasons)


def test_a_civil_case_is_not_ordered_by_what_criminal_judgments_teach() -> None:
    civil = replace(THEFT, area=Area.CIVIL, causes=("民间借贷纠纷",), articles=(Place(CODE, 667),))
    learnt = taught((264, 9.0), (67, 9.0))
    assert suggest(Library(learnt, civil), LOAN) == suggest(Library(None, civil), LOAN)
    assert suggest(Library(learnt), LOAN, "民间借贷纠纷")[0].article.version.title == CODE


def test_short_words_are_hardly_ordered_by_it() -> None:
    votes = Library(taught((234, 9.0), (264, 1.0)))
    assert numbers(suggest(votes, "窃取手机后退赔"))[0] == 264


def test_judgments_that_are_not_relied_on_are_not_asked() -> None:
    votes = Library(taught((234, 9.0)), replace(THEFT, causes=()))
    suggest(votes)
    assert votes.asked == 0


@pytest.mark.parametrize("rank", list(Rank))
def test_every_source_raises_the_chance_and_it_stays_between_0_and_1(rank: Rank) -> None:
    weights: ChanceWeights = Weights.load().chance
    article = KeyArticle(Place(LAW, 264), "", "盗窃罪", rank=rank)
    plain = weights.chance(-1.0, 0.0, None, False)
    for more in (
        weights.chance(0.0, 0.0, None, False),
        weights.chance(-1.0, 0.5, None, False),
        weights.chance(-1.0, 0.0, Known(article, 0.5, None, ()), False),
        weights.chance(-1.0, 0.0, Known(replace(article, when=("窃",)), 0.5, None, ()), False),
        weights.chance(-1.0, 0.0, None, True),
    ):
        assert 0 < plain < more < 1
    assert 0 < weights.chance(-99.0, 0.0, None, False) < weights.chance(99.0, 1.0, None, True) <= 1
