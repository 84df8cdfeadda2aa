"""What reading a library needs: contents, list of laws, places typed, packs, search in a thread."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.law.build import law
from workbench.kernel.store import Store
from workbench.law import catalog, packs
from workbench.law.catalog import Standing
from workbench.law.citation.names import ShortName, law_names
from workbench.law.contents import holding, sections
from workbench.law.index_job import LIBRARY_MIGRATIONS
from workbench.law.library import Library
from workbench.law.lookup import Jump, read_jump, read_place
from workbench.law.model import Article, Level, Version
from workbench.law.searching import Filters, SearchThread, by_law, find
from workbench.law.settling import Basis
from workbench.law.word_index import steps_for

TODAY = date(2026, 3, 1)
TITLES = {"中华人民共和国民法典": 1, "中华人民共和国刑事诉讼法": 2}
NAMES = law_names(
    TITLES,
    [
        ShortName("民法典", "中华人民共和国民法典"),
        ShortName("刑诉法", "中华人民共和国刑事诉讼法"),
    ],
)


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    store = Store.open(tmp_path / "library.db", bytes(32), LIBRARY_MIGRATIONS)
    yield store
    store.close()


def article(number: int, chapter: str) -> Article:
    return Article(f"第{number}条", number, 0, "文字。", chapter, number - 1)


def version(effective: date | None, ended: date | None = None, status: str = "") -> Version:
    return Version(1, 1, "测试法", Level.LAW, effective, effective, ended, status)


# Contents


def test_headings_hold_their_articles() -> None:
    chapters = ("甲编 / 一章", "甲编 / 一章", "甲编 / 二章", "乙编", "")
    found = sections([article(n + 1, chapter) for n, chapter in enumerate(chapters)])
    assert [(s.level, s.words, s.first, s.articles) for s in found] == [
        (0, "甲编", 0, 3),
        (1, "一章", 0, 2),
        (1, "二章", 2, 1),
        (0, "乙编", 3, 1),
    ]
    assert found[0].span == "第1条—第3条"
    assert found[0].numbers == "1–3"
    assert found[2].numbers == "3"
    assert [holding(found, place) for place in range(5)] == [1, 1, 2, 3, None]


@given(st.lists(st.sampled_from(["", "甲", "甲 / 一", "甲 / 二", "乙", "乙 / 一"]), max_size=12))
def test_every_article_with_a_heading_is_held_by_one(chapters: list[str]) -> None:
    found = sections([article(n + 1, chapter) for n, chapter in enumerate(chapters)])
    for place, chapter in enumerate(chapters):
        row = holding(found, place)
        assert (found[row].words if row is not None else "") == chapter.split(" / ")[-1]


# List of laws


@pytest.mark.parametrize(
    ("effective", "ended", "basis", "status", "standing"),
    [
        ("2020-01-01", "", Basis.NONE, "", Standing.IN_FORCE),
        ("2026-07-01", "", Basis.NONE, "", Standing.COMING),
        ("2020-01-01", "2024-01-01", Basis.NEXT, "", Standing.AMENDED),
        ("2020-01-01", "2024-01-01", Basis.REPEAL, "", Standing.REPEALED),
        ("2020-01-01", "2024-01-01", Basis.FILE, "已修改", Standing.AMENDED),
        ("", "", Basis.NONE, "", Standing.UNKNOWN),
    ],
)
def test_standing(
    effective: str, ended: str, basis: Basis, status: str, standing: Standing
) -> None:
    start, end = (date.fromisoformat(day) if day else None for day in (effective, ended))
    assert catalog.standing_of(version(start, end, status), basis, TODAY) is standing


def test_groups_are_filtered_and_ordered_by_pinyin(store: Store) -> None:
    library = Library(store)
    for title in ("中华人民共和国种子法", "中华人民共和国保险法", "中华人民共和国民法典"):
        library.add(law(title, "2020-01-01", "2020-06-01"))
    library.add(law("某条例", "2020-01-01", "2020-06-01", level=Level.ADMINISTRATIVE))
    library.settle()
    listed = catalog.entries(library.listed(), TODAY)
    laws, rules = catalog.groups(listed)
    assert [catalog.short_title(e.version.title) for e in laws.entries] == [
        "保险法",
        "民法典",
        "种子法",
    ]
    assert rules.level is Level.ADMINISTRATIVE
    assert [len(g.entries) for g in catalog.groups(listed, "法 种")] == [1]
    assert catalog.groups(listed, "没有") == []


def test_days_in_words() -> None:
    assert catalog.force(version(date(2022, 1, 1), date(2024, 1, 1))) == (
        "自2022年1月1日至2023年12月31日有效"
    )
    assert catalog.force(version(date(2022, 1, 1))) == "自2022年1月1日起有效"
    assert catalog.bases(Basis.FILE, Basis.NONE) == ""
    assert "推定" in catalog.bases(Basis.ASSUMED, Basis.NEXT)


def test_missing_numbers_are_drawn_together() -> None:
    assert catalog.spans([1, 2, 3, 7, 9, 10]) == ["1–3", "7", "9–10"]
    assert catalog.spans([]) == []


def test_short_titles_keep_what_tells_laws_apart() -> None:
    long = "最高人民法院、最高人民检察院关于办理《中华人民共和国测试法》案件的解释"
    assert catalog.short_title(long) == "关于办理《测试法》案件的解释"
    assert catalog.short_title("最高人民法院公报") == "最高人民法院公报"


# Places typed


@pytest.mark.parametrize(
    ("typed", "place"),
    [
        ("577", (577, 0)),
        ("第577条", (577, 0)),
        ("五百七十七", (577, 0)),
        ("第一百二十条之一", (120, 1)),
        ("120之1", (120, 1)),
        ("　５７７ ", (577, 0)),
        ("", None),
        ("甲", None),
        ("第577", None),
        ("0", None),
    ],
)
def test_numbers_of_articles(typed: str, place: tuple[int, int] | None) -> None:
    assert read_place(typed) == place


@pytest.mark.parametrize(
    ("query", "jump"),
    [
        ("民法典 577", Jump("中华人民共和国民法典", None, 577)),
        ("民法典第五百七十七条", Jump("中华人民共和国民法典", None, 577)),
        ("《民法典》 第577条", Jump("中华人民共和国民法典", None, 577)),
        ("刑诉法 2012 第53条", Jump("中华人民共和国刑事诉讼法", 2012, 53)),
        ("刑诉法（2012年修正）53", Jump("中华人民共和国刑事诉讼法", 2012, 53)),
        ("刑诉法 2012", Jump("中华人民共和国刑事诉讼法", 2012)),
        ("民法典", Jump("中华人民共和国民法典")),
        ("借款 利息", None),
        ("合同 577", None),
        ("577", None),
        ("", None),
    ],
)
def test_places_in_laws(query: str, jump: Jump | None) -> None:
    assert read_jump(query, NAMES, TITLES) == jump


@given(st.text(alphabet="民法典刑诉第条之一二百十577 2012（）《》年", max_size=16))
def test_whatever_is_typed_is_read_or_not(query: str) -> None:
    jump = read_jump(query, NAMES, TITLES)
    assert jump is None or jump.law in TITLES


# Packs


def test_a_pack_is_recorded_with_what_it_left_out(store: Store) -> None:
    library, book = Library(store), packs.PackBook(store)
    library.add(law("测试法", "2020-01-01", "2020-06-01", pack="flk-2026-03"))
    library.note_skipped("flk-2026-03", [("甲.md", "文件是空的。")])
    (before,) = book.all()  # of a time before imports were recorded
    assert (before.imported, before.files, before.versions) == ("", 0, 1)
    book.note("flk-2026-03", 2)
    (record,) = book.all()
    assert record.imported
    assert (record.files, record.newest, record.stated) == (2, date(2020, 1, 1), "2026年3月")
    written = packs.as_text(record, lambda stamp: stamp[:4])
    assert "未导入文件：1 个" in written
    assert written.endswith("甲.md\t文件是空的。\n")


@pytest.mark.parametrize(
    ("name", "month"), [("laws202504", "2025年4月"), ("甲包", ""), ("v2026-13", "")]
)
def test_the_month_that_a_name_states(name: str, month: str) -> None:
    assert packs.stated_month(name) == month


# Search


def test_filters_narrow_a_search(store: Store) -> None:
    library = Library(store)
    texts = {"第一条": "借款应当返还。"}
    library.add(law("测试法", "2010-01-01", "2010-06-01", texts=texts))
    library.add(law("测试法", "2020-01-01", "2020-06-01", texts={"第一条": "借款应当按期返还。"}))
    library.add(law("测试解释", "2020-01-01", "2020-06-01", texts=texts, level=Level.JUDICIAL))
    library.settle()

    def titles(**narrow: object) -> list[tuple[str, int]]:
        filters = Filters(today=TODAY, **narrow)  # type: ignore[arg-type]
        found = find(store, "借款", filters, 10)
        days = [(h.article.version.title, h.article.version.effective) for h in found.hits]
        return sorted((title, day.year) for title, day in days if day)

    assert titles() == [("测试法", 2020), ("测试解释", 2020)]
    assert titles(on=date(2015, 1, 1)) == [("测试法", 2010)]
    assert titles(level=Level.JUDICIAL) == [("测试解释", 2020)]
    assert titles(standing=Standing.AMENDED) == [("测试法", 2010)]
    assert titles(standing=Standing.REPEALED) == []
    assert titles(law=library.law("测试法")) == [("测试法", 2020)]
    hits = find(store, "借款", Filters(), 10).hits
    assert [h.article.version.title for h in by_law(hits)] == ["测试法", "测试解释"]
    assert find(store, "借款", Filters(), 1).cut


def test_a_newer_search_comes_first_and_the_list_of_laws_is_left_alone(
    store: Store, tmp_path: Path
) -> None:
    Library(store).add(law("测试法", "2010-01-01", "2010-06-01"))
    thread = SearchThread(tmp_path / "library.db", bytes(32))
    listed = thread.listed(TODAY)
    answers = [thread.search("测试", Filters()) for _ in range(5)]
    assert len(listed.result()) == 1
    last = answers[-1].result()
    assert last is not None
    assert last.total == 1
    assert all(answer.done() for answer in answers)
    thread.close()


def test_a_large_law_is_found_when_its_words_are_in(store: Store) -> None:
    library = Library(store)
    texts = {f"第{n}条": f"虚构的第{n}种情形。" for n in range(1, 301)}
    library.add(law("测试大法", "2020-01-01", "2020-06-01", texts=texts))
    assert find(store, "情形", Filters(), 500).total == 0
    library.settle()
    assert find(store, "情形", Filters(), 500).total == 300
    library.settle()
    assert find(store, "情形", Filters(), 500).total == 300


def test_the_steps_of_a_large_law_are_known_beforehand(store: Store) -> None:
    library = Library(store)
    for number in (81, 160, 161, 80):
        texts = {f"第{n}条": f"虚构的第{n}种情形。" for n in range(1, number + 1)}
        library.add(law(f"测试法{number}", "2020-01-01", "2020-06-01", texts=texts))
    steps = library.settle_in_steps()
    for _ in range(sum(map(steps_for, (81, 160, 161, 80)))):
        next(steps)
    assert find(store, "情形", Filters(), 500).total == 81 + 160 + 161 + 80
