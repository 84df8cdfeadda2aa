"""How precedents are cited."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.law.precedents import samples
from tests.law.precedents.build import packed
from workbench.kernel.store import Store
from workbench.law.precedents.quoting import citation, tier_word
from workbench.law.precedents.repository import PrecedentRepository
from workbench.law.precedents.shelf import Shelf
from workbench.law.precedents.tables import PRECEDENT_MIGRATIONS
from workbench.reference.courts import court_of_name


@pytest.fixture
def library(tmp_path: Path) -> Iterator[PrecedentRepository]:
    store = Store.open(tmp_path / "p.db", bytes(32), PRECEDENT_MIGRATIONS)
    shelf = Shelf(store)
    with store.transaction():
        for number, text in enumerate((samples.CIVIL_FIRST, samples.GUIDING, samples.LIBRARY)):
            assert shelf.add(packed(text, f"{number}.txt"))
    yield PrecedentRepository(store)
    store.close()


def test_each_kind_is_cited_as_a_paper_cites_it(library: PrecedentRepository) -> None:
    heads = library.heads([1, 2, 3])
    assert citation(heads[1]) == "深圳市福田区人民法院（2022）粤0304民初90017号民事判决书"
    assert citation(heads[2]) == "最高人民法院指导性案例990号"
    assert "入库编号2099-07-2-121-001" in citation(heads[3])


def test_tiers_are_told_from_where_one_sits(library: PrecedentRepository) -> None:
    heads = library.heads([1, 2, 3])
    assert tier_word(heads[2], None) == "指导性案例（应当参照）"
    assert tier_word(heads[3], None).startswith("人民法院案例库")
    assert tier_word(heads[1], None) == "供参考的裁判"
    own = court_of_name("广东省深圳市福田区人民法院")
    assert own is not None
    assert "第四顺位" in tier_word(heads[1], own)
