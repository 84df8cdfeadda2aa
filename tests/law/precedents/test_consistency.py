"""The self-check of the library of precedents."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.law.precedents.test_index_job import Library
from workbench.law.precedents.consistency import problems


@pytest.fixture
def library(tmp_path: Path) -> Iterator[Library]:
    made = Library(tmp_path / "precedents.db")
    made.add(1, 2, 3)
    made.update()
    yield made
    made.store.close()


def test_a_sound_library(library: Library) -> None:
    assert problems(library.store) == []
    library.remove(2)
    assert problems(library.store) == []  # the index is behind, and says so elsewhere
    library.update()
    assert problems(library.store) == []


DAMAGE = [
    ("DELETE FROM precedent_texts WHERE id = 2", "1 件案例没有正文"),
    ("UPDATE precedent_texts SET body = x'00' WHERE id = 2", "正文无法打开"),
    ("UPDATE precedent_texts SET dictionary = 9 WHERE id = 2", "压缩词典缺失"),
    ("DELETE FROM precedent_words WHERE rowid = 2", "1 件案例与标题检索的索引不一致"),
    ("UPDATE precedent_facets SET number = 9 WHERE facet = 'kind'", "1 项分类的件数不符"),
    ("UPDATE precedent_packs SET held = 7", "1 个案例包的件数不符"),
    ("INSERT INTO precedent_duplicates VALUES (1, 'x', 99, '', 0)", "1 条重复记录"),
    ("DELETE FROM precedent_blocks WHERE part = 0", "类案索引有一部分缺失"),
    ("DELETE FROM precedent_pages", "类案索引有一部分不完整"),
    ("DELETE FROM precedents WHERE id = 2", "类案索引与案例库相差 1 件"),
]


@pytest.mark.parametrize(("sql", "told"), DAMAGE)
def test_damage_is_told(library: Library, sql: str, told: str) -> None:
    with library.store.transaction():
        library.store.execute(sql)
    assert told in "；".join(problems(library.store))
