"""The library as it is written: copies, series, counts, removal."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from tests.law.precedents import samples
from tests.law.precedents.build import packed
from workbench.kernel.store import Store
from workbench.law.precedents.copies import Packed
from workbench.law.precedents.model import Kind, Origin, Part
from workbench.law.precedents.repository import Filters, PrecedentRepository
from workbench.law.precedents.shelf import Shelf
from workbench.law.precedents.tables import PRECEDENT_MIGRATIONS


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    opened = Store.open(tmp_path / "precedents.db", bytes(32), PRECEDENT_MIGRATIONS)
    yield opened
    opened.close()


def add(store: Store, *items: Packed) -> list[int]:
    """Put precedents on the shelf."""
    shelf = Shelf(store)
    with store.transaction():
        return [shelf.add(item) for item in items]


def test_what_was_stored_comes_back_whole(store: Store) -> None:
    item = packed(samples.CRIMINAL, "a.txt")
    (one,) = add(store, item)
    stored = PrecedentRepository(store).get(one)
    assert stored is not None
    head = stored.head
    assert head.outcome == item.precedent.outcome
    assert (head.number, head.decided) == (item.precedent.number, date(2014, 4, 29))
    assert stored.sections == item.precedent.sections
    assert stored.articles == item.precedent.articles
    assert stored.part(Part.RESULT).startswith("一、被告人戚六丑")


def test_the_same_file_again_changes_nothing(store: Store) -> None:
    item = packed(samples.CRIMINAL, "a.txt")
    add(store, item)
    repository = PrecedentRepository(store)
    before = repository.changes()
    assert add(store, item) == [0]
    assert repository.changes() == before
    assert repository.duplicates("试验包") == []


def test_the_same_text_under_another_name_is_a_duplicate(store: Store) -> None:
    (kept,) = add(store, packed(samples.CRIMINAL, "a.txt"))
    assert add(store, packed(samples.CRIMINAL.replace("\n", "\n\n"), "b.txt")) == [0]
    (twin,) = PrecedentRepository(store).duplicates("试验包")
    assert (twin.file, twin.of) == ("b.txt", kept)
    assert "相同" in twin.reason


def test_the_better_copy_is_kept(store: Store) -> None:
    masked = samples.CRIMINAL.replace("戚六丑", "戚某某").replace("谢七寅", "谢某某")
    (worse,) = add(store, packed(masked, "masked.txt"))
    (better,) = add(store, packed(samples.CRIMINAL, "whole.txt"))
    repository = PrecedentRepository(store)
    assert better > worse
    assert repository.get(worse) is None
    assert repository.count() == 1
    assert [(d.file, d.of) for d in repository.duplicates("试验包")] == [("masked.txt", better)]
    # In either order, and again, the same copy stays.
    assert add(store, packed(masked, "masked.txt"), packed(samples.CRIMINAL, "whole.txt")) == [0, 0]
    assert repository.ids() == [better]


def test_what_a_further_copy_says_of_its_origin_is_kept(store: Store) -> None:
    (one,) = add(store, packed(samples.CRIMINAL, "a.txt"))
    own = packed(samples.CRIMINAL, "b.txt")
    own = replace(own, precedent=replace(own.precedent, origin=Origin.OWN))
    repository = PrecedentRepository(store)
    for _ in range(2):
        assert add(store, own) == [0]
        assert repository.heads([one])[one].origin is Origin.OWN
        assert [h.id for h in repository.page(Filters(origin=Origin.OWN))] == [one]
        assert repository.facet("origin") == [("本院裁判", 1)]
    assert add(store, packed(samples.CRIMINAL, "c.txt")) == [0]
    assert repository.heads([one])[one].origin is Origin.OWN


def test_a_copy_without_its_header_is_found_by_day_and_likeness(store: Store) -> None:
    (whole,) = add(store, packed(samples.CRIMINAL, "whole.txt"))
    headless = samples.CRIMINAL.split("00915号\n")[1]
    assert add(store, packed(headless, "headless.txt")) == [0]
    assert PrecedentRepository(store).duplicates("试验包")[0].of == whole


def test_other_numbers_are_other_cases_however_alike(store: Store) -> None:
    fellow = samples.CIVIL_FIRST.replace("90017", "90018").replace("王五丙", "林九丁")
    third = samples.CIVIL_FIRST.replace("90017", "90019").replace("王五丙", "高一戊")
    first, second, last = add(
        store,
        packed(samples.CIVIL_FIRST, "a"),
        packed(fellow, "b"),
        packed(third, "c"),
    )
    repository = PrecedentRepository(store)
    assert repository.count() == 3
    numbers = {head.series for head in repository.heads([first, second, last]).values()}
    (series,) = numbers
    assert series
    assert repository.series(series) == [first, second, last]


def test_two_courts_may_share_an_old_number(store: Store) -> None:
    other = samples.CIVIL_FIRST.replace("（2022）粤0304民初90017号", "（2014）示刑初字第00915号")
    add(store, packed(samples.CRIMINAL, "a"), packed(other, "b"))
    assert PrecedentRepository(store).count() == 2


def test_lists_by_facets_days_and_words(store: Store) -> None:
    texts = (samples.CIVIL_FIRST, samples.CIVIL_SECOND, samples.CRIMINAL, samples.GUIDING)
    civil, second, criminal, guiding = add(
        store, *(packed(text, str(n)) for n, text in enumerate(texts))
    )
    page = PrecedentRepository(store).page

    def ids(filters: Filters) -> list[int]:
        return [head.id for head in page(filters)]

    assert ids(Filters()) == [guiding, civil, second, criminal]
    assert ids(Filters(kind=Kind.CRIMINAL)) == [criminal]
    assert ids(Filters(cause="民间借贷纠纷", kind=Kind.CIVIL)) == [civil]
    assert ids(Filters(cause="民间借贷纠纷", kind=Kind.CRIMINAL)) == []
    assert ids(Filters(since=date(2021, 1, 1), until=date(2022, 6, 30))) == [civil, second]
    assert ids(Filters(words="盗窃")) == [criminal]
    assert ids(Filters(words="浦东")) == []
    assert ids(Filters(words="民终90123")) == [second]
    assert ids(Filters(words="二中 民事", kind=Kind.CIVIL)) == []
    assert [head.id for head in page(Filters(), 2, 1)] == [civil, second]
    kept = PrecedentRepository(store).kept_count
    assert [kept(Filters()), kept(Filters(kind=Kind.CIVIL)), kept(Filters(cause="无"))] == [4, 3, 0]
    assert kept(Filters(kind=Kind.CIVIL, cause="民间借贷纠纷")) is None


def test_removal_leaves_no_trace_and_ids_are_never_used_again(store: Store) -> None:
    first, second = add(store, packed(samples.CIVIL_FIRST, "a"), packed(samples.CRIMINAL, "b"))
    shelf, repository = Shelf(store), PrecedentRepository(store)
    with store.transaction():
        assert shelf.remove([second]) == 1
        assert shelf.remove([second]) == 0
    assert repository.ids() == [first]
    assert repository.facet("kind") == [("民事", 1)]
    assert repository.page(Filters(words="盗窃")) == []
    assert repository.removed() == 1
    (again,) = add(store, packed(samples.CRIMINAL, "b"))
    assert again > second


def test_a_pack_goes_little_by_little(store: Store) -> None:
    texts = (samples.CIVIL_FIRST, samples.CIVIL_SECOND, samples.CRIMINAL)
    add(store, *(packed(text, str(n), "甲包") for n, text in enumerate(texts)))
    add(store, packed(samples.GUIDING, "g", "乙包"))
    shelf = Shelf(store)
    with store.transaction():
        assert [shelf.remove_some("甲包", 2) for _ in range(3)] == [2, 1, 0]
    repository = PrecedentRepository(store)
    assert [(pack.name, pack.held) for pack in repository.packs()] == [("乙包", 1)]
    assert repository.count() == 1


def test_an_edited_file_takes_the_place_of_what_it_was(store: Store) -> None:
    item = packed(samples.CIVIL_FIRST, "a.txt")
    (one,) = add(store, item)
    longer = samples.CIVIL_FIRST.replace("未作答辩。", "未作答辩，也未提交证据。")
    (two,) = add(store, packed(longer, "a.txt"))
    repository = PrecedentRepository(store)
    assert repository.ids() == [two] != [one]
    assert repository.duplicates("试验包") == []


def test_a_dictionary_is_used_for_what_follows(store: Store) -> None:
    from workbench.law.precedents.packing import Press, raw, trained

    item = packed(samples.CRIMINAL, "a")
    samples_of = [f"{n}{samples.CIVIL_FIRST}{n * 7}".encode() for n in range(300)]
    content = trained(samples_of)
    assert content is not None
    shelf = Shelf(store)
    whole = replace(item.precedent, text=samples.CRIMINAL)
    with store.transaction():
        shelf.add_dictionary(1, content)
        one = shelf.add(replace(item, body=Press(content)(raw(whole)), dictionary=1))
    stored = PrecedentRepository(store).get(one)
    assert stored is not None
    assert stored.text == samples.CRIMINAL
