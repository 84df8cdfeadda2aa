from collections.abc import Iterator, Mapping
from dataclasses import dataclass

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workbench.kernel.errors import UserError
from workbench.law.ranking import ArticleIndex, Cover, Hit
from workbench.law.ranking_segment import IndexRow
from workbench.law.ranking_terms import terms

ROWS = (
    IndexRow(11, 1, "甲法", "第一章 借款", "借款人应当按照约定的期限返还借款。"),
    IndexRow(12, 1, "甲法", "第一章 借款", "利息不得预先在本金中扣除，参照《乙法》。"),
    IndexRow(13, 1, "甲法", "第二章 租赁", "承租人应当按照约定的期限支付租金。"),
    IndexRow(21, 2, "乙法", "", "居住权人有权对他人的住宅享有占有、使用的权利。"),
)
ALL = {1: 1.0, 2: 1.0}


@dataclass(frozen=True)
class Rows:
    given: tuple[IndexRow, ...]

    def rows(self) -> Iterator[IndexRow]:
        return iter(self.given)


def index(*rows: IndexRow) -> ArticleIndex:
    return ArticleIndex.build(Rows(rows or ROWS))


def asked(
    made: ArticleIndex,
    text: str,
    top: int = 10,
    factors: Mapping[int, float] = ALL,
    extra: Mapping[int, float] | None = None,
    cover: Cover | None = None,
) -> list[int]:
    weights = dict.fromkeys(terms(text), 1.0)
    return [hit.article_id for hit in made.rank(weights, factors, top, extra or {}, cover)]


def test_the_article_with_the_words_comes_first_and_its_chapter_follows() -> None:
    assert asked(index(), "借款人没有返还借款")[:2] == [11, 12]


def test_a_word_that_no_dictionary_holds_is_found_by_its_pairs() -> None:
    assert asked(index(), "居住权") == [21]


def test_headings_and_titles_count() -> None:
    assert asked(index(), "租赁") == [13]
    assert asked(index(), "乙法")[0] in {12, 21}


def test_without_a_common_term_there_is_no_hit() -> None:
    assert asked(index(), "航天器") == []
    assert asked(ArticleIndex(), "借款") == []


def test_a_version_without_factor_is_left_out_and_a_factor_lifts() -> None:
    assert asked(index(), "占有租金", factors={1: 1.0}) == [13]
    made = index()
    low = made.rank({"租金": 1.0}, {1: 1.0}, 1)
    high = made.rank({"租金": 1.0}, {1: 2.0}, 1)
    assert made.rank({"租金": 1.0}, {1: 1.0}, 1) == low
    assert high[0].score == pytest.approx(2 * low[0].score)


def test_extra_brings_in_an_article_that_has_no_word() -> None:
    assert asked(index(), "租金", extra={21: 100.0})[0] == 21


def test_an_article_with_a_little_of_all_comes_before_one_with_much_of_a_part() -> None:
    import numpy as np

    made = index(
        IndexRow(1, 1, "", "", "租赁租赁租赁租赁租赁租赁"),
        IndexRow(2, 1, "", "", "租赁期内押金不予退还的情形由双方约定"),
        IndexRow(3, 1, "", "", "租赁"),
    )
    plain = Cover({"租赁": 1.0, "押金": 3.0}, {})
    hits = made.rank({"租赁": 1.0}, ALL, 9)
    covered = made.rank({"租赁": 1.0}, ALL, 9, {}, plain)
    gain = {h.article_id: h.score for h in covered}
    before = {h.article_id: h.score for h in hits}
    assert gain[2] / before[2] == pytest.approx(2.0, rel=1e-5)
    assert gain[1] / before[1] == pytest.approx(1.25, rel=1e-5)
    told = Cover({"租赁": 1.0, "押金": 3.0}, {"押金": np.array([3, 99])})
    elsewhere = {h.article_id: h.score for h in made.rank({"租赁": 1.0}, ALL, 9, {}, told)}
    assert elsewhere[3] / before[3] == pytest.approx(2.0, rel=1e-5)


def test_top_cuts_and_order_is_by_score() -> None:
    hits = index().rank({"约定": 1.0, "租金": 1.0}, ALL, 2)
    assert [hit.article_id for hit in hits] == [13, 11]
    assert hits[0].score > hits[1].score > 0


def test_rarer_terms_are_worth_more_and_unknown_ones_nothing() -> None:
    made = index()
    assert made.rarity("租金") > made.rarity("约定") > 0
    assert made.rarity("航天") == 0


def test_mentions_are_counted() -> None:
    assert index().mentions == {"乙法": 1}


def test_an_added_segment_ranks_as_one_index_would() -> None:
    grown = index(*ROWS[:3]).extended(ROWS[3:])
    whole = index()
    for text in ("借款人返还借款", "占有", "约定期限", "乙法"):
        weights = dict.fromkeys(terms(text), 1.0)
        expected, got = whole.rank(weights, ALL, 9), grown.rank(weights, ALL, 9)
        assert [hit.article_id for hit in got] == [hit.article_id for hit in expected]
        assert [hit.score for hit in got] == pytest.approx([hit.score for hit in expected])


def test_a_version_read_again_replaces_its_older_rows() -> None:
    grown = index().extended([IndexRow(31, 1, "甲法", "第一章 借款", "借款应当返还。")])
    assert asked(grown, "借款") == [31]
    assert grown.size == 2
    reopened = ArticleIndex.from_bytes(grown.to_bytes())
    assert asked(reopened, "借款") == [31]


def test_nothing_added_changes_nothing() -> None:
    made = index()
    assert made.extended([]) is made


@pytest.mark.parametrize("cut", [0, 5, 40, -1])
def test_damaged_bytes_are_refused_in_words(cut: int) -> None:
    data = index().to_bytes()
    with pytest.raises(UserError, match="索引已损坏"):
        ArticleIndex.from_bytes(data[:cut])


def test_foreign_bytes_are_refused_in_words() -> None:
    with pytest.raises(UserError, match="索引已损坏"):
        ArticleIndex.from_bytes(b"PK\x03\x04" + bytes(100))


def test_terms_are_pairs_long_words_and_plain_words() -> None:
    found = terms("未成年人 ＬＰＲ 2020")
    assert {"未成", "成年", "年人", "未成年人", "lpr", "2020"} <= set(found)
    assert all(len(term) > 1 for term in found)


WORDS = st.lists(st.sampled_from("借款利息租金占有权abc。，《》"), max_size=30).map("".join)


@given(st.lists(WORDS, min_size=1, max_size=8), WORDS)
def test_bytes_keep_the_ranking(texts: list[str], query: str) -> None:
    rows = [IndexRow(100 + i, i // 2, "甲法", f"第{i % 2}章", t) for i, t in enumerate(texts)]
    made = index(*rows)
    reopened = ArticleIndex.from_bytes(made.to_bytes())
    weights = dict.fromkeys(terms(query), 1.0)
    factors = dict.fromkeys(range(9), 1.0)
    hits: list[Hit] = made.rank(weights, factors, 5)
    assert reopened.rank(weights, factors, 5) == hits
    known = {term for t in texts for term in terms(t)} | set(terms("甲法"))
    assert bool(hits) == bool(weights.keys() & known)
