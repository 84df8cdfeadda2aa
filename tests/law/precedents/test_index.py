from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest

from tests.law.precedents.indexing import indexed, keep, open_store, rows
from workbench.kernel.errors import UserError
from workbench.kernel.store import Store
from workbench.law.precedents import index_build, index_store
from workbench.law.precedents.index import PrecedentIndex
from workbench.law.precedents.index_build import build_segment, merge, without
from workbench.law.precedents.index_row import IndexRow
from workbench.law.precedents.index_segment import Segment
from workbench.law.precedents.index_store import IndexRepository
from workbench.law.precedents.index_terms import key
from workbench.law.precedents.ranking import ask

TEXT = "被告人翻窗进入商铺，窃得电缆一批后销赃。"


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    made = open_store(tmp_path)
    yield made
    made.close()


def shares(index: PrecedentIndex, text: str = TEXT) -> dict[int, float]:
    asked = ask(index, text)
    scores = index.scores(asked.words, asked.worths)
    return {
        int(index.column("ids")[place]): round(float(score), 4)
        for place, score in enumerate(scores)
        if score > 0
    }


def test_the_judgment_with_the_most_telling_words_shares_most(store: Store) -> None:
    found = shares(indexed(store))
    assert max(found, key=lambda identity: found[identity]) == 2
    assert min(found[identity] for identity in range(1, 7)) > found.get(11, 0.0)


def test_a_library_without_judgments_answers_with_nothing(store: Store) -> None:
    index = PrecedentIndex(IndexRepository(store))
    assert len(index) == 0
    assert shares(index) == {}


def test_many_segments_rank_like_one(tmp_path: Path) -> None:
    every = rows()
    (tmp_path / "one").mkdir()
    (tmp_path / "many").mkdir()
    one, many = open_store(tmp_path / "one"), open_store(tmp_path / "many")
    whole = shares(indexed(one, every))
    # Single judgments come in after a first portion, as in daily use.
    parts = shares(indexed(many, every[:15], *([row] for row in every[15:])))
    assert sorted(whole, key=lambda i: -whole[i])[:6] == sorted(parts, key=lambda i: -parts[i])[:6]
    assert parts.keys() == whole.keys()
    one.close()
    many.close()


def test_joined_segments_give_the_same_shares_as_before(store: Store) -> None:
    every = rows()
    before = shares(indexed(store, every[:9], every[9:14], every[14:]))
    repository = IndexRepository(store)
    notes = repository.segments()
    keep(store, merge([repository.built(n) for n in reversed(notes)]), [n.id for n in notes])
    index = PrecedentIndex(repository)
    assert len(index.segments) == 1
    # How a word tells of the cause is measured anew, over all judgments.
    assert shares(index).keys() == before.keys()
    assert list(index.column("ids")) == [row.id for row in every]
    assert index.positions([26, 1, 7]) == [17, 0, -1]


def test_a_judgment_taken_out_is_gone_and_the_others_stay(store: Store) -> None:
    index = indexed(store)
    repository = IndexRepository(store)
    (note,) = repository.segments()
    gone = np.isin(index.column("ids"), [2, 21])
    keep(store, without(repository.built(note), gone), [note.id])
    left = PrecedentIndex(repository)
    assert 2 not in shares(left)
    assert len(left) == 16
    segment, place = left.locate(left.positions([11])[0])
    assert segment.facet("article", place).tolist() == [key("刑法 263"), key("刑法 67")]


def test_words_of_the_judgments_cannot_be_read_in_the_blobs(store: Store) -> None:
    indexed(store)
    blobs = [row["content"] for row in store.rows("SELECT content FROM precedent_blocks")]
    blobs += [row["content"] for row in store.rows("SELECT content FROM precedent_pages")]
    assert all("电缆".encode() not in blob for blob in blobs)


def test_only_the_most_telling_words_of_a_judgment_are_kept(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(index_build, "KEPT", 4)
    built = build_segment(rows())
    assert np.bincount(built.docs).max() == 4
    keep(store, built)
    found = shares(PrecedentIndex(IndexRepository(store)), "赌博机")
    assert set(found) == set(range(21, 27))


def test_a_small_cache_reads_pages_again_and_answers_alike(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(index_store, "PAGE", 8)
    expected = shares(indexed(store))
    small = PrecedentIndex(IndexRepository(store), cache_bytes=1)
    assert shares(small) == expected
    assert shares(small) == expected


def test_a_damaged_segment_is_told_in_words() -> None:
    blocks = build_segment(rows()).segment.blocks()
    cut = blocks | {"facets": blocks["facets"][:100]}
    segment = Segment.from_blocks(lambda name: cut[name])
    with pytest.raises(UserError, match="索引已损坏"):
        segment.facet("cause", 0)
    with pytest.raises(UserError, match="索引已损坏"):
        Segment.from_blocks(lambda name: b"")


def test_what_a_broken_off_job_left_is_swept_away(store: Store) -> None:
    indexed(store)
    repository = IndexRepository(store)
    built = build_segment([IndexRow(99, "被告人孙八己盗伐林木。", ("盗伐林木罪",))])
    with store.transaction():
        repository.keep_block(repository.next(), "words", 0, built.segment.blocks()["words"])
        repository.sweep()
    assert len(store.rows("SELECT DISTINCT segment FROM precedent_blocks")) == 1
    assert len(PrecedentIndex(repository)) == 18


def test_facets_of_judgments_of_several_segments_come_in_the_order_asked(store: Store) -> None:
    facts = "被告人窃得电缆。"
    keep(store, build_segment([IndexRow(1, facts, ("甲罪", "乙罪")), IndexRow(2, facts)]))
    keep(
        store, build_segment([IndexRow(3, facts, ("丙罪",)), IndexRow(4, facts, ("丁罪", "甲罪"))])
    )
    owner, terms = PrecedentIndex(IndexRepository(store)).facets("cause", [3, 1, 0, 2, 3])
    wanted = [
        (0, "丁罪"),
        (0, "甲罪"),
        (2, "甲罪"),
        (2, "乙罪"),
        (3, "丙罪"),
        (4, "丁罪"),
        (4, "甲罪"),
    ]
    assert [(place, term) for place, term in zip(owner.tolist(), terms.tolist(), strict=True)] == [
        (place, key(cause)) for place, cause in wanted
    ]
    assert [len(part) for part in PrecedentIndex(IndexRepository(store)).facets("cause", [])] == [
        0,
        0,
    ]
