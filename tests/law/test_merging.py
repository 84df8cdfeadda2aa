"""When two files are one version, and what they make together."""

from collections.abc import Sequence
from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from tests.law.build import articles, law
from workbench.law.merging import Held, content_hash, is_same, likeness, united
from workbench.law.model import Article, ParsedLaw


def same(first: ParsedLaw, second: ParsedLaw) -> bool:
    held = Held(1, first.promulgated, first.effective, first.identifier)
    return is_same(held, lambda: first.articles, second)


LONG = {f"第{n}条": f"共同的文字{n}。" for n in "一二三四五六七八九十"}


def test_the_day_decides() -> None:
    old = law("某法", "2018-01-01", texts=LONG)
    assert same(old, law("某法", "2018-01-01", texts={"第一条": "别的。"}))
    assert not same(old, law("某法", "2023-12-29", texts=LONG))


def test_adopted_and_published_days_apart_with_the_same_words() -> None:
    old = law("某解释", "2020-12-23", texts=LONG)
    assert same(old, law("某解释", "2020-12-29", texts=LONG))
    assert not same(old, law("某解释", "2020-12-29", texts={"第一条": "别的。"}))


def test_two_identifiers_on_one_day_are_two_papers_unless_the_words_agree() -> None:
    first = law("某决定", "2020-01-01", identifier="a", texts=LONG)
    assert same(first, replace(first, identifier="b"))
    assert not same(first, law("某决定", "2020-01-01", identifier="b", texts={"第一条": "别的。"}))
    assert same(first, law("某决定", "2021-01-01", identifier="a"))


def test_without_a_day_the_start_or_the_words_decide() -> None:
    old = law("某条例", "2002-01-01", "2002-07-01", texts=LONG)
    assert same(old, law("某条例", "", "2002-07-01"))
    assert not same(old, law("某条例", "", "2003-07-01"))
    assert same(old, law("某条例", texts=LONG))


def test_the_fuller_text_is_completed_from_the_other() -> None:
    full = articles(第一条="甲。", 第三条="丙。", 第四条="丁。")
    other = articles(第一条="甲甲。", 第二条="乙。")
    together = united(full, other)
    assert [(a.label, a.text, a.position) for a in together] == [
        ("第一条", "甲。", 0), ("第二条", "乙。", 1), ("第三条", "丙。", 2), ("第四条", "丁。", 3),
    ]  # fmt: skip
    assert united((), articles(第1段="甲。")) == articles(第1段="甲。")
    assert united(articles(第1段="甲。"), articles(第1段="乙。")) == articles(第1段="甲。")


def test_books_of_a_code_join() -> None:
    books = [
        articles(第四百六十三条="合同。"),
        articles(第一条="总则。"),
        articles(第二百零五条="物权。"),
    ]
    joined: Sequence[Article] = ()
    for book in books:
        joined = united(joined, book)
    assert [a.number for a in joined] == [1, 205, 463]


def test_likeness_and_hash() -> None:
    assert likeness(articles(第一条="甲。"), articles(第一条="甲。", 第二条="乙。")) == 1.0
    assert likeness(articles(第一条="甲。"), ()) == 0.0
    one = law("某法", "2020-01-01")
    assert content_hash(one) == content_hash(replace(one, pack="乙包", source="别处.md"))
    assert content_hash(one) != content_hash(law("某法", "2020-01-02"))


NUMBERS = st.lists(st.integers(1, 30), unique=True, max_size=12)


@given(NUMBERS, NUMBERS)
def test_a_union_loses_no_number(first: list[int], second: list[int]) -> None:
    sides = [[Article(f"第{n}条", n, 0, "x", "", i) for i, n in enumerate(sorted(side))]
             for side in (first, second)]  # fmt: skip
    together = united(*sides)
    assert [a.number for a in together] == sorted({*first, *second})
    assert [a.position for a in together] == list(range(len(together)))
