"""Learning which words and signs speak for which article, and what is kept of it."""

from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest

from workbench.kernel.errors import UserError
from workbench.kernel.store import Store
from workbench.law.precedents.index_terms import key, words
from workbench.law.precedents.learning import FEWEST, Sample, learn
from workbench.law.precedents.learnt import LAW, Learnt
from workbench.law.precedents.learnt_facts import Facts
from workbench.law.precedents.learnt_store import PART, LearntRepository
from workbench.law.precedents.tables import PRECEDENT_MIGRATIONS

THEFT, INJURY = "被告人撬锁进入住户窃取手机后销赃。", "被告人持刀殴打被害人致其轻伤。"
SURRENDER = "案发后主动投案如实供述。"
RULES = 77


def told(text: str, *signs: str) -> Facts:
    return Facts(words(text), frozenset(signs))


def sample(number: int) -> Sample:
    """Every second one a theft, every third surrendered (67), every fifth with much money (52)."""
    theft, surrendered, much = number % 2 == 0, number % 3 == 0, number % 5 == 0
    facts = told((THEFT if theft else INJURY) + SURRENDER * surrendered, *["多"] * much)
    cited = [264 if theft else 234, *[67] * surrendered, *[52] * much]
    return Sample(facts, (*(key(f"{LAW} {one}") for one in cited), key("某某条例 264")))


@pytest.fixture(scope="module")
def learnt() -> Learnt:
    found = learn(map(sample, range(1, 650)))
    assert found is not None
    return found


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    opened = Store.open(tmp_path / "precedents.db", bytes(32), PRECEDENT_MIGRATIONS)
    yield opened
    opened.close()


def test_words_speak_for_the_articles_of_the_judgments_that_have_them(learnt: Learnt) -> None:
    assert set(learnt.places) == {(264, 0), (234, 0), (67, 0), (52, 0)}
    theft = learnt.ask(told(THEFT))
    assert theft.odds[264, 0] > 1 > -1 > theft.odds[234, 0]
    surrendered = learnt.ask(told(THEFT + SURRENDER))
    assert surrendered.odds[67, 0] > 1 > -1 > theft.odds[67, 0]


def test_signs_speak_for_articles_as_words_do(learnt: Learnt) -> None:
    assert learnt.ask(told(THEFT, "多")).odds[52, 0] > 1 > -1 > learnt.ask(told(THEFT)).odds[52, 0]
    assert learnt.ask(told(THEFT, "从未见过")).odds == learnt.ask(told(THEFT)).odds


def test_the_words_that_are_named_are_told_and_typical(learnt: Learnt) -> None:
    answer = learnt.ask(told(THEFT + SURRENDER, "多"))
    assert answer.words(67, 0)
    assert set(answer.words(67, 0)) <= set(words(SURRENDER))
    assert set(answer.words(264, 0)) <= set(words(THEFT))
    # 被告人 stands in all judgments and is typical of none; a sign is no word.
    assert learnt.ask(told("被告人。")).words(264, 0) == ()
    assert answer.words(52, 0) == ()
    assert answer.words(347, 0) == ()


def test_facts_that_tell_nothing_known_get_one_answer(learnt: Learnt) -> None:
    assert learnt.ask(told("天气晴朗。")).odds == learnt.ask(Facts({})).odds


def test_the_same_judgments_teach_the_same(learnt: Learnt) -> None:
    again = learn(map(sample, range(1, 650)))
    assert again is not None
    assert again.pack() == learnt.pack()


def test_too_few_judgments_teach_nothing() -> None:
    assert learn(map(sample, range(1, FEWEST))) is None
    assert learn([]) is None
    foreign = Sample(told(THEFT), (key("某某条例 264"),))
    assert learn([foreign] * FEWEST) is None


def test_what_was_learnt_is_kept_nearly_as_it_is(store: Store, learnt: Learnt) -> None:
    repository = LearntRepository(store)
    assert repository.load() is None
    with store.transaction():
        repository.keep(650, RULES, learnt.pack())
    assert repository.serial() == 1
    loaded = repository.load()
    assert loaded is not None
    assert loaded.places == learnt.places
    assert np.array_equal(loaded.typical, learnt.typical)
    facts = told(THEFT + SURRENDER, "多")
    before, after = learnt.ask(facts).odds, loaded.ask(facts).odds
    assert list(after.values()) == pytest.approx(list(before.values()), abs=0.05)
    with store.transaction():
        repository.keep(650, RULES, b"")
    assert repository.load() is None


def test_what_an_earlier_version_kept_is_not_read(store: Store, learnt: Learnt) -> None:
    repository = LearntRepository(store)
    with store.transaction():
        repository.keep(650, RULES, learnt.pack())
    store.execute("UPDATE precedent_learnt SET rules = 1")
    assert repository.load() is None
    assert repository.stale(650, RULES)


def test_parts_are_put_together_in_order_and_damage_is_told(store: Store) -> None:
    repository = LearntRepository(store)
    with store.transaction():
        repository.keep(650, RULES, bytes(PART) + b"1")
    rows = store.rows("SELECT content FROM precedent_learnt_parts ORDER BY part")
    assert [len(row["content"]) for row in rows] == [PART, 1]
    with pytest.raises(UserError):
        repository.load()


def test_a_library_is_learnt_anew_when_it_or_the_table_of_signs_changed(store: Store) -> None:
    repository = LearntRepository(store)
    assert not repository.stale(FEWEST - 1, RULES)
    assert repository.stale(FEWEST, RULES)
    with store.transaction():
        repository.keep(10_000, RULES, b"")
    assert not repository.stale(10_900, RULES)
    assert repository.stale(11_000, RULES)
    assert repository.stale(9_000, RULES)
    assert repository.stale(10_000, RULES + 1)
