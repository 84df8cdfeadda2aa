from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest

from tests.law.precedents.indexing import GAMBLING, ROBBERY, THEFT, indexed, open_store
from workbench.law.precedents.index import PrecedentIndex
from workbench.law.precedents.index_row import IndexRow
from workbench.law.precedents.index_telling import STEP, Telling
from workbench.law.precedents.index_terms import key, words
from workbench.law.precedents.ranking import Ranked, Ranking, ask


@pytest.fixture
def index(tmp_path: Path) -> Iterator[PrecedentIndex]:
    store = open_store(tmp_path)
    yield indexed(store)
    store.close()


def ids(index: PrecedentIndex, ranked: Ranked) -> list[int]:
    return [int(index.column("ids")[one.position]) for one in ranked.likenesses]


def test_the_nearest_vote_for_cause_and_articles(index: PrecedentIndex) -> None:
    ranked = Ranking(index).rank(ask(index, "翻窗进入商铺窃得手机"))
    assert ranked.votes.causes[key(THEFT)] > 0.9
    assert ranked.votes.articles[key("刑法 264")] > ranked.votes.articles.get(key("刑法 263"), 0)
    assert set(ids(index, ranked)[:6]) == {1, 2, 3, 4, 5, 6}


def test_a_known_cause_outweighs_the_words(index: PrecedentIndex) -> None:
    text = "被告人租用房屋，闯入便利店"
    guessed = Ranking(index).rank(ask(index, text))
    known = Ranking(index).rank(ask(index, text, causes=[GAMBLING]))
    assert ids(index, known)[0] in range(21, 27)
    assert ids(index, guessed) != ids(index, known)


def test_circumstances_part_judgments_that_are_alike_otherwise(tmp_path: Path) -> None:
    store = open_store(tmp_path)
    facts = "被告人窃得现金。"
    alike = [
        IndexRow(1, facts, (THEFT,), ("刑法 264",), ("扒窃",)),
        IndexRow(2, facts, (THEFT,), ("刑法 264",), ("入户",)),
        IndexRow(3, "被告人持刀劫取财物。", (ROBBERY,), ("刑法 263",), ()),
    ]
    made = indexed(store, alike)
    ranked = Ranking(made).rank(ask(made, facts, circumstances=["入户"]))
    assert ids(made, ranked)[0] == 2
    store.close()


def test_among_ranks_exactly_what_is_given(index: PrecedentIndex) -> None:
    places = index.positions([21, 11, 3])
    ranked = Ranking(index).rank(ask(index, "翻窗窃得香烟"), among=places)
    assert ids(index, ranked)[0] == 3
    assert sorted(ids(index, ranked)) == [3, 11, 21]


def test_what_is_not_allowed_is_not_ranked(index: PrecedentIndex) -> None:
    allowed = index.column("year") >= 2024
    ranked = Ranking(index).rank(ask(index, "翻窗窃得香烟，持刀威胁"), allowed)
    assert ids(index, ranked)
    assert set(ids(index, ranked)) <= {5, 6, 15, 16}


def test_a_text_without_known_words_finds_nothing(index: PrecedentIndex) -> None:
    assert Ranking(index).rank(ask(index, "航天器")).likenesses == ()
    assert Ranking(index).rank(ask(index, "")).likenesses == ()


def test_all_parts_lie_between_nothing_and_one(index: PrecedentIndex) -> None:
    ranked = Ranking(index).rank(ask(index, "翻窗窃得香烟", circumstances=["入户"]))
    for one in ranked.likenesses:
        for part in (one.words, one.cause, one.articles, one.circumstances, one.score):
            assert 0 <= part <= 1 + 1e-6


def test_the_same_question_gets_the_same_answer(index: PrecedentIndex) -> None:
    asked = ask(index, "持刀威胁店员")
    assert Ranking(index).rank(asked) == Ranking(index).rank(asked)


def test_a_word_of_one_cause_tells_more_than_a_word_of_all() -> None:
    cause_at = np.arange(101)
    causes = np.repeat([1, 2], 50)
    everywhere = np.arange(0, 100, 2)
    one_cause = np.arange(0, 50)
    docs = np.concatenate([everywhere, one_cause])
    telling = Telling(cause_at, causes).measure(np.array([0, 50, 100]), docs) / STEP
    assert telling[0] == 0
    assert telling[1] == pytest.approx(0.51, abs=0.02)  # ln 2, less what smoothing takes


def test_words_are_chinese_and_have_two_characters_at_least() -> None:
    assert set(words("他用 iPhone 打电话 110")) == {"打电话"}
