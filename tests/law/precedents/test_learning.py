"""Learning which words speak for which article, and what is kept of it."""

from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest

from workbench.kernel.errors import UserError
from workbench.kernel.store import Store
from workbench.law.precedents.index_build import build_segment
from workbench.law.precedents.index_row import IndexRow
from workbench.law.precedents.index_segment import Built
from workbench.law.precedents.index_terms import words
from workbench.law.precedents.learning import FEWEST, learn
from workbench.law.precedents.learnt import LAW, Learnt
from workbench.law.precedents.learnt_store import PART, LearntRepository
from workbench.law.precedents.tables import PRECEDENT_MIGRATIONS

THEFT, INJURY = "被告人撬锁进入住户窃取手机后销赃。", "被告人持刀殴打被害人致其轻伤。"
SURRENDER = "案发后主动投案如实供述。"


def row(number: int, kind: str = "刑事") -> IndexRow:
    """Every second one a theft, every third one with a surrender, which is article 67."""
    theft, surrendered = number % 2 == 0, number % 3 == 0
    facts = (THEFT if theft else INJURY) + SURRENDER * surrendered
    articles = [f"{LAW} {264 if theft else 234}", "某某条例 264"]
    if surrendered:
        articles.append(f"{LAW} 67")
    return IndexRow(
        number, facts, ("盗窃罪" if theft else "故意伤害罪",), tuple(articles), kind=kind
    )


def built(first: int, last: int, kind: str = "刑事") -> Built:
    return build_segment(row(number, kind) for number in range(first, last))


@pytest.fixture(scope="module")
def learnt() -> Learnt:
    found = learn([built(1, 300), built(300, 650)])
    assert found is not None
    return found


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    opened = Store.open(tmp_path / "precedents.db", bytes(32), PRECEDENT_MIGRATIONS)
    yield opened
    opened.close()


def test_words_speak_for_the_articles_of_the_judgments_that_have_them(learnt: Learnt) -> None:
    assert set(learnt.places) == {(264, 0), (234, 0), (67, 0)}
    theft = learnt.ask(words("窃取他人手机后销赃。"))
    assert theft.odds[264, 0] > 1 > -1 > theft.odds[234, 0]
    told = learnt.ask(words(f"窃取他人手机后销赃。{SURRENDER}"))
    assert told.odds[67, 0] > 1 > -1 > theft.odds[67, 0]


def test_the_words_that_are_named_are_told_and_typical(learnt: Learnt) -> None:
    answer = learnt.ask(words(f"窃取手机。{SURRENDER}"))
    assert answer.words(67, 0)
    assert set(answer.words(67, 0)) <= set(words(SURRENDER))
    assert set(answer.words(264, 0)) <= set(words("窃取手机。"))
    # 被告人 stands in all judgments and is typical of none.
    assert learnt.ask(words("被告人。")).words(264, 0) == ()
    assert answer.words(347, 0) == ()


def test_facts_without_a_known_word_have_the_odds_of_all(learnt: Learnt) -> None:
    answer = learnt.ask(words("天气晴朗。"))
    assert answer.odds[67, 0] == pytest.approx(float(learnt.bias[learnt.places.index((67, 0))]))
    assert learnt.ask({}).odds == answer.odds


def test_the_same_judgments_teach_the_same(learnt: Learnt) -> None:
    again = learn([built(1, 300), built(300, 650)])
    assert again is not None
    assert np.array_equal(again.weights, learnt.weights)


def test_too_few_criminal_judgments_teach_nothing() -> None:
    assert learn([built(1, FEWEST)]) is None
    assert learn([built(1, 400), built(400, 900, "民事")]) is None
    assert learn([]) is None


def test_what_was_learnt_is_kept_nearly_as_it_is(store: Store, learnt: Learnt) -> None:
    repository = LearntRepository(store)
    assert repository.load() is None
    with store.transaction():
        repository.keep(650, learnt.pack())
    assert repository.serial() == 1
    loaded = repository.load()
    assert loaded is not None
    assert loaded.places == learnt.places
    assert np.array_equal(loaded.typical, learnt.typical)
    step = np.abs(learnt.weights).max(axis=0) / 127
    assert (np.abs(loaded.weights - learnt.weights) <= step * 0.51).all()
    with store.transaction():
        repository.keep(650, b"")
    assert repository.load() is None


def test_parts_are_put_together_in_order_and_damage_is_told(store: Store) -> None:
    repository = LearntRepository(store)
    with store.transaction():
        repository.keep(650, bytes(PART) + b"1")
    rows = store.rows("SELECT content FROM precedent_learnt_parts ORDER BY part")
    assert [len(row["content"]) for row in rows] == [PART, 1]
    with pytest.raises(UserError):
        repository.load()


def test_a_library_is_learnt_anew_when_it_changed_by_a_tenth(store: Store) -> None:
    repository = LearntRepository(store)
    assert not repository.stale(FEWEST - 1)
    assert repository.stale(FEWEST)
    with store.transaction():
        repository.keep(10_000, b"")
    assert not repository.stale(10_900)
    assert repository.stale(11_000)
    assert repository.stale(9_000)
