from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from tests.law.build import law
from workbench.kernel.finding import Status
from workbench.kernel.store import Store
from workbench.law.index_job import LIBRARY_MIGRATIONS
from workbench.law.knowledge.check import check
from workbench.law.knowledge.read import read_knowledge
from workbench.law.library import Library

HEAD = '"案由" = "示例纠纷"\n"领域" = "民事"\n"核对日期" = 2026-03-31\n"依据" = "示例"\n'


@pytest.fixture
def library(tmp_path: Path) -> Iterator[Library]:
    store = Store.open(tmp_path / "library.db", bytes(32), LIBRARY_MIGRATIONS)
    library = Library(store)
    library.add(law("示例旧法", "2000-01-01", "2000-01-01", "2021-01-01"))
    library.add(law("示例新法", "2020-06-01", "2021-01-01"))
    library.settle()
    yield library
    store.close()


def article(quoted: str, more: str = "") -> str:
    return f'[["条文"]]\n"引用" = "{quoted}"\n"用途" = "示例"\n{more}\n'


@pytest.mark.parametrize(
    ("quoted", "more", "said"),
    [
        ("《示例新法》第一条", "", ""),
        ("《示例新法》第九条", "", "没有第九条"),
        ("《没有的法》第一条", "", "法规库没有《没有的法》"),
        ("《示例旧法》第一条", "", "法规库没有2026年3月31日有效的《示例旧法》"),
        ("《示例旧法》第一条", '"至" = 2020-12-31', ""),
    ],
)
def test_each_cited_article_is_looked_up_at_its_day(
    library: Library, quoted: str, more: str, said: str
) -> None:
    known = read_knowledge(HEAD + article(quoted, more), "甲.toml")
    (checked,) = check([known], library)
    assert checked.status is (Status.NOT_FOUND if said else Status.CONFIRMED)
    assert said in checked.message
    assert checked.day == (date(2020, 12, 31) if "至" in more else date(2026, 3, 31))
