"""Lists: any block from any known row is what the whole list has there."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.law.precedents.invented import many
from workbench.kernel.store import Store
from workbench.law.precedents.listing import Spot, Wanted, count, found_by_name, read, spot
from workbench.law.precedents.model import Kind, Origin, PrecedentHead, Result, Stage
from workbench.law.precedents.repository import Filters, PrecedentRepository
from workbench.law.precedents.rows import day_number
from workbench.law.precedents.shelf import Shelf
from workbench.law.precedents.tables import FACETS_SQL, PRECEDENT_MIGRATIONS

NUMBER = 90
FILTERS = (
    Filters(),
    Filters(kind=Kind.CRIMINAL),
    Filters(kind=Kind.CIVIL, stage=Stage.FIRST),
    Filters(origin=Origin.OWN, since=date(2015, 3, 1), until=date(2015, 9, 1)),
    Filters(kind=Kind.ENFORCEMENT),
)


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    path = tmp_path_factory.mktemp("listing") / "precedents.db"
    opened = Store.open(path, bytes(32), PRECEDENT_MIGRATIONS)
    shelf = Shelf(opened)
    with opened.transaction():
        for item in many(NUMBER):
            assert shelf.add(item)
    yield opened
    opened.close()


def whole(store: Store, filters: Filters, newest: bool) -> list[PrecedentHead]:
    """Return the list as the plain repository gives it."""
    found = PrecedentRepository(store).page(filters, 1000)
    return found if newest else found[::-1]


@pytest.mark.parametrize("filters", FILTERS)
def test_counts_are_those_of_the_whole_list(store: Store, filters: Filters) -> None:
    assert count(store, filters) == len(whole(store, filters, newest=True))


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=150)
@given(
    filters=st.sampled_from(FILTERS),
    newest=st.booleans(),
    first=st.integers(0, NUMBER),
    rows=st.integers(1, 30),
    known=st.sets(st.integers(0, NUMBER - 1), max_size=4),
)
def test_a_block_is_the_same_from_wherever_it_is_read(
    store: Store, filters: Filters, newest: bool, first: int, rows: int, known: set[int]
) -> None:
    every = whole(store, filters, newest)
    spots = [spot(row, every[row]) for row in known if row < len(every)]
    wanted = Wanted(filters, newest, min(first, len(every)), rows, len(every), spots)
    assert read(store, wanted) == every[wanted.first : wanted.first + rows]


def test_a_known_row_counts_and_not_only_the_number_of_rows(store: Store) -> None:
    every = whole(store, Filters(), newest=True)
    tenth = every[10]
    told = Spot(4, day_number(tenth.decided), tenth.id)
    assert read(store, Wanted(Filters(), True, 5, 3, len(every), [told])) == every[11:14]


def test_stage_and_result_narrow_lists_and_words(store: Store) -> None:
    second = Filters(stage=Stage.SECOND)
    assert {head.stage for head in whole(store, second, newest=True)} == {Stage.SECOND}
    partly = Filters(result=Result.CONVICTED)
    heads = whole(store, partly, newest=True)
    assert heads
    assert all(Result.CONVICTED in head.outcome.results for head in heads)
    named = Filters("示例当事人12", stage=Stage.SECOND)
    assert [head.title for head in found_by_name(store, named)] == [
        "示例当事人12与虚构当事人12纠纷案"
    ]


def test_a_library_of_before_can_be_narrowed_too(tmp_path: Path) -> None:
    old = Store.open(tmp_path / "p.db", bytes(32), PRECEDENT_MIGRATIONS[:2])
    shelf = Shelf(old)
    with old.transaction():
        ids = [shelf.add(item) for item in many(12)]
        # As a version wrote it that knew no stages and results.
        old.execute(
            "DELETE FROM precedent_places WHERE facet IN "
            "(SELECT id FROM precedent_facets WHERE facet IN ('stage', 'result'))"
        )
        old.execute("DELETE FROM precedent_facets WHERE facet IN ('stage', 'result')")
    old.close()
    opened = Store.open(tmp_path / "p.db", bytes(32), PRECEDENT_MIGRATIONS)
    library = PrecedentRepository(opened)
    assert dict(library.facet("stage")) == {"一审": 9, "二审": 3}
    convicted = Filters(result=Result.CONVICTED)
    assert count(opened, convicted) == len(library.page(convicted)) == 4
    with opened.transaction():
        Shelf(opened).remove(ids)
    assert library.facet("stage") == []
    opened.close()
    assert FACETS_SQL
