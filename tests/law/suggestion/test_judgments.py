"""What a library of judgments taught, as statute suggestion asks for it."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.law.precedents.teaching import taught
from workbench.kernel.store import Store
from workbench.law.precedents.learnt_store import LearntRepository
from workbench.law.precedents.tables import PRECEDENT_MIGRATIONS
from workbench.law.suggestion.judgments import JudgmentVotes

PERSONAL = ("汉族", "彝族", "四川省", "成都市", "四川", "农民", "小学文化", "男性")
TELLING = ("退赔", "社区", "农民工")


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    opened = Store.open(tmp_path / "precedents.db", bytes(32), PRECEDENT_MIGRATIONS)
    yield opened
    opened.close()


def teach(store: Store, weight: float = 2.0) -> None:
    """Keep that each of the words speaks for article 72."""
    learnt = taught({word: {72: weight} for word in (*PERSONAL, *TELLING)})
    with store.transaction():
        LearntRepository(store).keep(1000, 0, learnt.pack())


def odds(votes: JudgmentVotes, facts: str) -> float:
    answer = votes.learnt(facts)
    assert answer is not None
    return answer.odds[72, 0]


def test_what_persons_are_and_where_they_live_never_counts(store: Store) -> None:
    teach(store)
    votes = JudgmentVotes(store)
    for word in PERSONAL:
        assert odds(votes, f"{word}。") == 0
    for word in TELLING:
        assert odds(votes, f"{word}。") == pytest.approx(2.0, abs=0.02)


def test_what_is_learnt_meanwhile_is_heard_of(store: Store) -> None:
    votes = JudgmentVotes(store)
    assert votes.learnt("退赔。") is None
    teach(store)
    assert odds(votes, "退赔。") == pytest.approx(2.0, abs=0.02)
    teach(store, 5.0)
    assert odds(votes, "退赔。") == pytest.approx(5.0, abs=0.05)


def test_a_library_that_may_not_be_asked_says_nothing(store: Store) -> None:
    teach(store)
    assert JudgmentVotes(store, lambda: False).learnt("退赔。") is None
