"""The library in an encrypted store: adding twice, versions at a date, articles, search."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from tests.law.build import law
from workbench.kernel.store import Store
from workbench.law.index_job import LIBRARY_MIGRATIONS
from workbench.law.library import Library, Outcome, snippet
from workbench.law.model import Article, Level
from workbench.law.repository import Counts
from workbench.law.settling import Basis

OLD = {"第一条": "当事人应当遵循诚信原则。", "第二条": "违约方应当承担违约责任。"}
NEW = OLD | {"第三条": "损失赔偿额不得超过预见到的损失。", "第三条之一": "减损规则。"}


@pytest.fixture
def library(tmp_path: Path) -> Iterator[Library]:
    store = Store.open(tmp_path / "library.db", bytes(32), LIBRARY_MIGRATIONS)
    yield Library(store)
    store.close()


@pytest.fixture
def filled(library: Library) -> Library:
    library.add(law("中华人民共和国测试合同法", "1999-03-15", "1999-10-01", texts=OLD))
    library.add(law("中华人民共和国测试合同法", "2015-01-01", "2015-06-01", texts=NEW))
    code = {
        "第一条": "合同编。",
        "第二条": "本法自2021年1月1日起施行。《中华人民共和国测试合同法》同时废止。",
    }
    library.add(law("中华人民共和国测试典", "2020-05-28", "2021-01-01", texts=code))
    title, unit = "最高法院关于测试的解释", {"第1段": "一、诚信。"}
    library.add(law(title, "2009-04-24", "2009-05-13", level=Level.JUDICIAL, texts=unit))
    library.settle()
    return library


def law_id(library: Library, title: str) -> int:
    found = library.law(title)
    assert found is not None
    return found


def test_an_empty_library(library: Library) -> None:
    library.settle()
    assert library.counts() == Counts(0, 0, 0)
    assert (library.as_of(), library.titles(), library.search("合同")) == (None, {}, [])
    assert library.law("没有的法") is None
    assert library.articles(99) == []


def test_the_same_law_twice_changes_nothing(filled: Library) -> None:
    before = filled.counts()
    again = law("中华人民共和国测试合同法", "1999-03-15", "1999-10-01", texts=OLD, pack="乙包")
    assert filled.add(again) is Outcome.UNCHANGED
    assert filled.counts() == before == Counts(3, 4, 9)


def test_versions_at_a_date(filled: Library) -> None:
    contract = law_id(filled, "中华人民共和国测试合同法")
    first, second = filled.versions(contract)
    assert (first.ended, second.ended) == (date(2015, 6, 1), date(2021, 1, 1))
    assert filled.basis(second.id) == (Basis.FILE, Basis.REPEAL)
    assert filled.version_on(contract, date(1999, 9, 30)) is None
    assert filled.version_on(contract, date(2015, 5, 31)) == first
    assert filled.version_on(contract, date(2015, 6, 1)) == second
    assert filled.version_on(contract, date(2021, 1, 1)) is None
    assert filled.as_of() == date(2020, 5, 28)


def test_the_repealing_law_may_come_first(library: Library) -> None:
    code = {"第一条": "本法自2021年1月1日起施行，《测试旧法》同时废止。"}
    library.add(law("测试典", "2020-05-28", "2021-01-01", texts=code))
    library.settle()
    library.add(law("测试旧法", "1999-03-15", "1999-10-01"))
    library.settle()
    version = library.versions(law_id(library, "测试旧法"))[0]
    assert version.ended == date(2021, 1, 1)


def test_an_interpretation_marked_as_repealed_ends_with_the_law_that_it_names(
    filled: Library,
) -> None:
    title = "最高法院关于适用《中华人民共和国测试合同法》的解释"
    filled.add(law(title, "2009-04-24", "2009-05-13", status="已废止", level=Level.JUDICIAL))
    filled.settle()
    version = filled.versions(law_id(filled, title))[0]
    assert version.ended == date(2021, 1, 1)
    assert filled.basis(version.id)[1] is Basis.ASSUMED


def test_editions_merge(library: Library) -> None:
    title = "最高法院关于测试的规定"
    library.add(law(title, "2020-12-29", "2021-01-01", status="有效", texts={}))
    other = law(title, "2020-12-29", texts=NEW, pack="乙包", preamble="（题注）")
    assert library.add(other) is Outcome.MERGED
    assert library.add(other) is Outcome.UNCHANGED
    library.settle()
    (version,) = library.versions(law_id(library, title))
    assert (version.articles, version.status) == (4, "有效")
    assert version.effective == date(2021, 1, 1)
    assert [pack for pack, _ in library.sources(version.id)] == ["甲包", "乙包"]
    assert library.preamble(version.id) == "（题注）"
    assert library.search("减损规则")[0].article.version.id == version.id


def test_a_stated_day_takes_the_place_of_an_assumed_one(library: Library) -> None:
    library.add(law("测试条例", "2024-12-06"))
    library.settle()
    library.add(law("测试条例", "2024-12-06", "2025-01-20", pack="乙包"))
    library.settle()
    version = library.versions(law_id(library, "测试条例"))[0]
    assert version.effective == date(2025, 1, 20)
    assert library.basis(version.id)[0] is Basis.FILE


def test_the_start_of_an_amended_version_comes_from_its_amendment(library: Library) -> None:
    library.add(law("中华人民共和国测试刑法", "2020-12-26", "2021-03-01"))
    library.add(law("中华人民共和国测试刑法", "2023-12-29", texts=NEW))
    library.add(law("中华人民共和国测试刑法修正案（十二）", "2023-12-29", "2024-03-01"))
    library.settle()
    first, second = library.versions(law_id(library, "中华人民共和国测试刑法"))
    assert (second.effective, first.ended) == (date(2024, 3, 1), date(2024, 3, 1))
    assert library.basis(second.id)[0] is Basis.DECISION


def test_articles_and_neighbours(filled: Library) -> None:
    version = filled.versions(law_id(filled, "中华人民共和国测试合同法"))[1]
    inserted = filled.article(version.id, 3, 1)
    assert inserted is not None
    assert (inserted.article.label, inserted.version) == ("第三条之一", version)
    assert filled.article(version.id, 4) is None
    before, after = filled.neighbours(inserted)
    assert before is not None
    assert (before.article.label, after) == ("第三条", None)
    stored = filled.articles(version.id)
    assert [a.article.label for a in stored] == list(NEW)
    assert filled.by_id([stored[1].id, -1, stored[0].id]) == [stored[1], stored[0]]


def test_numbers_that_a_source_lost(library: Library) -> None:
    library.add(law("残缺法", "2020-01-01", texts={"第二条": "乙。", "第五条": "戊。"}))
    version = library.versions(law_id(library, "残缺法"))[0]
    assert library.missing(version.id) == [1, 3, 4]


def test_titles_are_known_after_an_addition(filled: Library) -> None:
    assert len(filled.titles()) == 3
    filled.add(law("新法", "2020-01-01"))
    assert "新法" in filled.titles()
    assert filled.law("《新 法》") == filled.titles()["新法"]


def found(library: Library, query: str, **options: object) -> list[tuple[str, str]]:
    hits = library.search(query, **options)  # type: ignore[arg-type]
    return [(hit.article.version.title, hit.article.article.label) for hit in hits]


CONTRACT = "中华人民共和国测试合同法"


def test_search_words_of_text_chapter_and_title(filled: Library) -> None:
    assert found(filled, "违约责任") == [(CONTRACT, "第二条")]
    assert found(filled, "合同法 预见") == [(CONTRACT, "第三条")]
    assert found(filled, "测试合同法第三条之一") == []
    assert found(filled, "测试合同法 第三条之一") == [(CONTRACT, "第三条之一")]
    assert found(filled, "约任") == found(filled, "，") == found(filled, '") OR (') == []
    assert len(found(filled, "测试", limit=3)) == 3
    assert found(filled, "测试", limit=0) == []


def test_search_gives_each_article_once_and_from_the_latest_version(filled: Library) -> None:
    (hit,) = filled.search("违约责任")
    assert hit.article.version.effective == date(2015, 6, 1)
    (old,) = filled.search("违约责任", on=date(2010, 1, 1))
    assert old.article.version.effective == date(1999, 10, 1)
    assert filled.search("违约责任", on=date(2022, 1, 1)) == []


def test_search_by_level(filled: Library) -> None:
    assert found(filled, "诚信", level=Level.JUDICIAL) == [("最高法院关于测试的解释", "第1段")]
    assert found(filled, "诚信", level=Level.LAW) == [(CONTRACT, "第一条")]


def test_replaced_articles_leave_the_index(library: Library) -> None:
    library.add(law("测试法", "2020-01-01", texts={"第一条": "独有的词语。"}))
    library.add(law("测试法", "2020-01-01", texts={"第一条": "别的。", "第二条": "乙。"}))
    assert library.search("独有的词语") == []
    assert len(library.search("别的")) == 1


def test_snippets() -> None:
    article = Article("第一条", 1, 0, "甲" * 60 + "违约责任" + "乙" * 100)
    cut = snippet(article, "违约责任")
    assert cut.startswith("…")
    assert cut.endswith("…")
    assert "违约责任" in cut
    assert len(cut) <= 82
    assert snippet(Article("第一条", 1, 0, "短\n文"), "没有") == "短 文"


def test_skipped_files_are_remembered_by_pack(library: Library) -> None:
    library.note_skipped("甲包", [("a.md", "空"), ("b.md", "错")])
    library.note_skipped("甲包", [("a.md", "空")])
    assert library.skipped() == [("甲包", "a.md", "空")]
