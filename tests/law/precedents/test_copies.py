"""Copies of one judgment, and judgments that only look like copies."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.law.precedents import forms, samples
from tests.law.precedents.build import packed
from workbench.kernel.store import Store
from workbench.law.model import Skipped
from workbench.law.precedents.model import Origin
from workbench.law.precedents.repository import Filters, PrecedentRepository
from workbench.law.precedents.shelf import Shelf
from workbench.law.precedents.tables import PRECEDENT_MIGRATIONS

PART = "一、被告李四乙于本判决生效之日起十日内偿还原告张三甲借款80,000元；\n二、驳回其他诉讼请求。"
JUDGMENT = forms.civil(3, PART)
BARE = JUDGMENT.replace("（2023）粤0304民初3号\n", "")
PEOPLE = ("李四乙", "周九庚", "吴十辛", "郑一壬")


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    opened = Store.open(tmp_path / "precedents.db", bytes(32), PRECEDENT_MIGRATIONS)
    yield opened
    opened.close()


def kept(store: Store, *texts: str) -> list[int]:
    """Put texts on the shelf; return 0 for each that counts as a copy."""
    shelf = Shelf(store)
    with store.transaction():
        return [int(bool(shelf.add(packed(text, f"{n}.txt")))) for n, text in enumerate(texts)]


def masked(text: str) -> str:
    """Return a text as courts publish it."""
    for name in ("张三甲", *PEOPLE):
        text = text.replace(name, f"{name[0]}某")
    return text


def test_a_series_is_kept_though_only_party_and_sum_differ(store: Store) -> None:
    series = [
        BARE.replace("李四乙", name).replace("80,000", f"{n}1,250") for n, name in enumerate(PEOPLE)
    ]
    assert kept(store, *series) == [1, 1, 1, 1]


def test_a_series_without_sums_is_kept_by_its_parties(store: Store) -> None:
    bare = forms.ruling("16", "", "撤诉出于自愿。", "准许原告张三甲撤诉。")
    bare = bare.replace("（2023）粤0304民初16号\n", "")
    assert kept(store, *(bare.replace("李四乙", name) for name in PEOPLE)) == [1, 1, 1, 1]


@pytest.mark.parametrize("first", [JUDGMENT, BARE])
@pytest.mark.parametrize("second", [masked(JUDGMENT), masked(BARE)])
def test_a_masked_copy_is_one(store: Store, first: str, second: str) -> None:
    kept(store, first, second)
    assert PrecedentRepository(store).count() == 1
    assert len(PrecedentRepository(store).duplicates("试验包")) == 1


def test_text_that_ocr_spaced_out_is_a_copy(store: Store) -> None:
    spaced = "".join(c + " " if n % 9 == 0 else c for n, c in enumerate(JUDGMENT))
    assert kept(store, JUDGMENT, spaced) == [1, 0]


def test_rulings_under_the_number_of_a_judgment_are_no_copies(store: Store) -> None:
    again = forms.CORRECTION.replace("第二页第三行", "第五页第八行").replace("七月一日", "七月九日")
    same_day = forms.PRESERVATION.replace("民初23号之一", "民初3号").replace("三月三日", "七月一日")
    second = forms.PRESERVATION.replace("之一", "之二").replace("冻结", "解除冻结")
    appeal = forms.appeal(35, "驳回上诉，维持原判。")
    texts = (JUDGMENT, forms.CORRECTION, again, same_day, forms.PRESERVATION, second, appeal)
    assert kept(store, *texts) == [1] * 7


def test_several_rows_of_one_id_are_each_kept_or_told(store: Store) -> None:
    shelf, repository = Shelf(store), PrecedentRepository(store)
    other = JUDGMENT.replace("民初3号", "民初4号").replace("80,000", "70,000")
    with store.transaction():
        shelf.begin()
        for text in (JUDGMENT, other, JUDGMENT, other):
            shelf.add(packed(text, "a.jsonl#7"))
        shelf.skip("试验包", [Skipped("a.jsonl#8", "没有正文。")] * 3)
    assert repository.count() == 2
    assert [twin.file for twin in repository.duplicates("试验包")] == [
        *("a.jsonl#7", "a.jsonl#7（第2次）")
    ]
    assert len(repository.skipped("试验包")) == 3
    # The same import again tells the same.
    with store.transaction():
        shelf.begin()
        for text in (JUDGMENT, other, JUDGMENT, other):
            shelf.add(packed(text, "a.jsonl#7"))
    assert repository.count() == 2


def test_a_pack_that_goes_leaves_what_another_pack_brought_too(store: Store) -> None:
    shelf, repository = Shelf(store), PrecedentRepository(store)
    with store.transaction():
        shelf.add(packed(JUDGMENT, "a.txt", "甲包"))
        shelf.add(packed(samples.CRIMINAL, "b.txt", "甲包"))
        shelf.add(packed(JUDGMENT, "c.txt", "乙包"))
        while shelf.remove_some("甲包", 20):
            pass
        shelf.remove_some("甲包", 20)
    (head,) = repository.page(Filters(pack="乙包"))
    assert (head.source, head.number) == ("c.txt", "（2023）粤0304民初3号")
    assert [(pack.name, pack.held) for pack in repository.packs()] == [("乙包", 1)]
    assert repository.duplicates("乙包") == []
    assert repository.facet("pack") == [("乙包", 1)]


def test_a_number_finds_the_judgment_that_joins_it_with_others(store: Store) -> None:
    joined = JUDGMENT.replace("民初3号", "民初17、18、19号", 1)
    ranged = samples.CIVIL_SECOND.replace("民终90123号", "民终101-105号")
    assert kept(store, joined, ranged) == [1, 1]
    find = PrecedentRepository(store).by_number
    assert [head.number for head in find("（2023）粤0304民初18号")] == [
        "（2023）粤0304民初17、18、19号"
    ]
    assert find("（2023）粤0304民初1号") == []
    assert [head.stage for head in find("（2021）沪01民终104号")] == ["二审"]
    assert find("（2021）沪01民终106号") == []


def test_what_a_copy_says_of_its_origin_reaches_the_index(store: Store) -> None:
    from workbench.law.precedents.index_job import outdated
    from workbench.law.precedents.index_store import IndexRepository

    index, library = IndexRepository(store), PrecedentRepository(store)
    assert kept(store, JUDGMENT) == [1]
    with store.transaction():
        store.execute(
            "INSERT INTO precedent_segments SELECT 1, 1, max(id), max(id), ? FROM precedents",
            (_version(),),
        )
    assert not outdated(index, library)
    item = packed(JUDGMENT, "z.txt")
    from dataclasses import replace

    with store.transaction():
        Shelf(store).add(replace(item, precedent=replace(item.precedent, origin=Origin.OWN)))
    assert outdated(index, library)


def _version() -> str:
    from workbench.law.precedents.circumstances import Circumstances

    return Circumstances.load().version
