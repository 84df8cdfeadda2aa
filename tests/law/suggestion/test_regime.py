from datetime import date

from tests.law.suggestion.library import Shelved, article, version
from workbench.law.citation.rules import load_rules
from workbench.law.knowledge.model import Place
from workbench.law.suggestion.periods import Days, Transitions
from workbench.law.suggestion.regime import Regime
from workbench.law.suggestion.source import versions_of

LAW = "中华人民共和国公司法"
CHANGED = date(2024, 7, 1)
SHELF = Shelved(
    (
        (
            version(1, LAW, since=date(2018, 10, 26), ended=CHANGED, law=1),
            (article(20, "公司股东滥用公司法人独立地位的，承担连带责任。"),),
        ),
        (
            version(2, LAW, since=CHANGED, law=1),
            (
                article(20, "公司从事经营活动，应当承担社会责任。"),
                article(23, "公司股东滥用公司法人独立地位的，承担连带责任。"),
            ),
        ),
    )
)


def regime() -> Regime:
    rules = load_rules(SHELF.titles())
    days = Days(date(2026, 3, 1), date(2023, 3, 1))
    return Regime(SHELF, versions_of(SHELF), days, rules, Transitions.load(), (), {})


def test_a_number_of_an_earlier_version_is_looked_up_in_that_version() -> None:
    state = regime()
    assert state.id_of(Place(LAW, 20)) == 2000
    assert state.id_of(Place(LAW, 20), date(2024, 6, 30)) == 1000
    assert state.id_of(Place(LAW, 23), date(2024, 6, 30)) == 0
    assert state.id_of(Place(LAW, 23), date(2030, 1, 1)) == 2001


def test_without_the_version_of_that_day_no_article_stands_in_for_it() -> None:
    assert regime().id_of(Place(LAW, 20), date(2010, 1, 1)) == 0
