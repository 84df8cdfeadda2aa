"""Similar cases over an invented library, from the import of texts to the reasons."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path
from random import Random

import pytest

from tests.law.precedents.build import packed
from tests.law.precedents.indexing import keep
from workbench.kernel.errors import UserError
from workbench.kernel.store import Store
from workbench.law.precedents.circumstances import Circumstances
from workbench.law.precedents.index_build import build_segment
from workbench.law.precedents.index_row import row_of
from workbench.law.precedents.model import Kind, Result
from workbench.law.precedents.repository import PrecedentRepository
from workbench.law.precedents.shelf import Shelf
from workbench.law.precedents.similar import Question, SimilarCases
from workbench.law.precedents.similar_outcome import Way
from workbench.law.precedents.similar_scope import Scope
from workbench.law.precedents.similar_tiers import Tier
from workbench.law.precedents.tables import PRECEDENT_MIGRATIONS

DAY = date(2024, 6, 1)
NAMES = (
    "张三甲",
    "欧阳示例",
    "买买提·示例",
    "李四",
    "高某某",
    "于九",
    "示例木",
    "王五丙",
    "阿不都",
)
PEOPLES = ("汉族", "回族", "维吾尔族", "藏族", "土家族")
HOMES = ("浙江省杭州市示例路1号", "上海市示例街2号", "示例县示例村三组", "新疆维吾尔自治区示例县")
THEFT = "深夜翻窗进入居民家中，窃得金项链和现金，随后逃离"
SOLD = "收购他人窃得的电缆，明知是赃物仍予以销赃"
FIGHT = "酒后因琐事与他人争执，持刀捅刺他人致其重伤"


def judgment(
    number: int,
    facts: str,
    charge: str,
    article: str,
    penalty: str = "有期徒刑一年",
    year: int = 2023,
    reasons: str = "",
) -> str:
    name = "张三" + "甲乙丙丁戊己庚辛壬癸"[number % 10]
    return f"""浙江省杭州市西湖区人民法院
刑事判决书
（{year}）浙0106刑初{90000 + number}号
公诉机关杭州市西湖区人民检察院。
被告人{name}，男，1990年1月1日生，汉族，住示例市示例路{number}号。
杭州市西湖区人民检察院指控被告人犯{charge}，向本院提起公诉。本院公开审理了本案。
现已审理终结。
经审理查明：{year}年3月{number % 27 + 1}日，被告人{facts}。
第{number}次笔录载明了经过。
上述事实，有证人证言、勘验笔录、被告人供述等证据证实，足以认定。
本院认为，被告人的行为已构成{charge}。{reasons}指控罪名成立。依照《中华人民共和国刑法》第{article}条、第六十七条第三款之规定，判决如下：
被告人犯{charge}，判处{penalty}，并处罚金人民币二千元。
如不服本判决，可在接到判决书的第二日起十日内，通过本院或者直接向浙江省杭州市中级人民法院提出上诉。
审判长　赵六丁
{year}年6月1日
书记员　钱七戊
"""


TEXTS = (
    *(judgment(n, THEFT + f"，共计{n}件", "盗窃罪", "二百六十四") for n in range(1, 6)),
    judgment(6, THEFT, "盗窃罪", "二百六十四", "有期徒刑六个月，缓刑一年"),
    judgment(7, THEFT, "盗窃罪", "二百六十四", year=2016),
    *(judgment(n, SOLD + f"，获利{n}百元", "掩饰、隐瞒犯罪所得罪", "三百一十二") for n in (11, 12)),
    *(judgment(n, FIGHT + f"，缝合{n}针", "故意伤害罪", "二百三十四") for n in (21, 22, 23)),
)


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    path: Path = tmp_path_factory.mktemp("similar") / "precedents.db"
    opened = Store.open(path, bytes(32), PRECEDENT_MIGRATIONS)
    shelf = Shelf(opened)
    with opened.transaction():
        for number, text in enumerate(TEXTS):
            assert shelf.add(packed(text, f"a.jsonl#{number}"))
        # The invented cases are as alike as those of a mass series; here they are single cases.
        opened.execute("UPDATE precedents SET series = 0")
    library = PrecedentRepository(opened)
    table = Circumstances.load()
    rows = [row_of(one, table) for one in library.texts(library.ids())]
    keep(opened, build_segment(rows))
    yield opened
    opened.close()


@pytest.fixture(scope="module")
def similar(store: Store) -> SimilarCases:
    return SimilarCases(store)


def ask_for(text: str, **more: object) -> Question:
    return Question(text, **more)  # type: ignore[arg-type]


def test_the_most_similar_come_with_reasons_for_each_element(similar: SimilarCases) -> None:
    found = similar.find(ask_for("被告人深夜翻窗进入居民家中窃得现金"), 3, on=DAY)
    best = found.cases[0]
    assert best.head.causes == ("盗窃罪",)
    assert "入户" in best.elements.circumstances
    assert best.elements.articles[0].place.article == 264
    told = "\n".join(best.reasons)
    for begin in (
        "案由：盗窃罪",
        "事实用语：同有",
        "情节：同有",
        "法条：引用《中华人民共和国刑法》第二百六十四条",
    ):
        assert begin in told
    assert found.searched == len(TEXTS)


def test_a_contrary_outcome_is_shown_even_from_far_down(similar: SimilarCases) -> None:
    found = similar.find(ask_for(THEFT), 2, on=DAY)
    assert found.cases[0].way is Way.IMPRISONED
    assert not found.cases[0].contrary
    (opposed,) = found.opposed
    assert opposed.way is Way.LENIENT
    assert opposed.contrary
    assert "（与最相似的裁判不同）" in opposed.reasons[-1]


def test_what_is_older_than_three_years_comes_later(similar: SimilarCases) -> None:
    found = similar.find(ask_for(THEFT), 10, on=DAY)
    old = [case for case in found.cases if not case.recent]
    assert [case.head.decided and case.head.decided.year for case in old] == [2016]
    thefts = [case for case in found.cases if case.head.causes == ("盗窃罪",)]
    assert thefts[-1] is old[0]


def test_the_court_that_searches_decides_the_tier(similar: SimilarCases) -> None:
    own = similar.find(ask_for(THEFT), 1, court="浙江省杭州市西湖区人民法院", on=DAY)
    other = similar.find(ask_for(THEFT), 1, court="上海市浦东新区人民法院", on=DAY)
    assert (own.cases[0].tier, other.cases[0].tier) == (Tier.OWN, Tier.OTHER)


@pytest.mark.parametrize(
    ("scope", "number"),
    [
        (Scope(kind=Kind.CIVIL), 0),
        (Scope(kind=Kind.CRIMINAL, cause="故意伤害罪"), 3),
        (Scope(until=2016), 1),
        (Scope(since=2017, cause="盗窃罪"), 6),
        (Scope(province="浙江省", cause="盗窃罪"), 7),
        (Scope(province="上海市"), 0),
        (Scope(result=Result.ACQUITTED), 0),
    ],
)
def test_the_search_is_narrowed(similar: SimilarCases, scope: Scope, number: int) -> None:
    text = f"{THEFT}。{SOLD}。{FIGHT}"
    assert len(similar.find(ask_for(text, scope=scope), 10, on=DAY).cases) == number


def test_an_issue_that_the_reasons_treat_is_named(tmp_path: Path) -> None:
    store = Store.open(tmp_path / "p.db", bytes(32), PRECEDENT_MIGRATIONS)
    reasons = "关于是否构成入户盗窃的争议，居民住宅属于户，应认定入户盗窃。"
    with store.transaction():
        Shelf(store).add(packed(judgment(1, THEFT, "盗窃罪", "二百六十四", reasons=reasons), "a"))
    library = PrecedentRepository(store)
    keep(store, build_segment(row_of(p, Circumstances.load()) for p in library.texts([1])))
    issues = ("是否构成入户盗窃", "是否成立正当防卫")
    (case,) = SimilarCases(store).find(ask_for(THEFT, issues=issues), on=DAY).cases
    assert case.elements.issues == ("是否构成入户盗窃",)
    store.close()


def test_who_the_parties_are_changes_nothing_in_200_cases(similar: SimilarCases) -> None:
    told = "被告人{0}，{2}，{3}，住{4}。{5}，{0}{6}，被害人{1}报警。到案后{0}如实供述。"
    draw = Random(7)
    for facts in (THEFT, SOLD, FIGHT, "入户盗窃后持刀威胁"):
        answers = set()
        for _ in range(50):
            names = draw.sample(NAMES, 2)
            person = (draw.choice("男女"), draw.choice(PEOPLES), draw.choice(HOMES))
            text = told.format(*names, *person, "2023年3月5日", facts)
            answers.add(similar.find(ask_for(text, parties=tuple(names)), on=DAY))
        assert len(answers) == 1


def test_neighbours_are_ids_with_their_likeness(similar: SimilarCases) -> None:
    near = similar.neighbours(FIGHT, 3)
    assert {identity for identity, _ in near} == {10, 11, 12}
    assert near[0][1] >= near[-1][1] > 0.5


def test_among_explains_what_is_given_and_nothing_else(similar: SimilarCases) -> None:
    cases = similar.explained(ask_for(SOLD), among=[1, 8, 10, 999])
    assert cases[0].head.id == 8
    assert sorted(case.head.id for case in cases) == [1, 8, 10]


def test_ten_judgments_of_a_series_show_as_one(tmp_path: Path) -> None:
    store = Store.open(tmp_path / "p.db", bytes(32), PRECEDENT_MIGRATIONS)
    shelf = Shelf(store)
    with store.transaction():
        for number in range(1, 11):
            shelf.add(packed(judgment(number, THEFT, "盗窃罪", "二百六十四"), f"a{number}"))
        shelf.add(packed(judgment(30, FIGHT, "故意伤害罪", "二百三十四"), "b"))
        store.execute("UPDATE precedents SET series = 1 WHERE id <= 10")
    library = PrecedentRepository(store)
    rows = [row_of(one, Circumstances.load()) for one in library.texts(library.ids())]
    keep(store, build_segment(rows))
    found = SimilarCases(store).find(ask_for(f"{THEFT}。{FIGHT}"), on=DAY)
    copies = {case.head.causes: case.copies for case in found.cases}
    assert len(found.cases) == 2
    assert copies == {("盗窃罪",): 9, ("故意伤害罪",): 0}
    store.close()


def test_without_an_index_it_says_what_to_do(tmp_path: Path) -> None:
    store = Store.open(tmp_path / "p.db", bytes(32), PRECEDENT_MIGRATIONS)
    with pytest.raises(UserError, match="索引"):
        SimilarCases(store).require_index()
    assert SimilarCases(store).find(ask_for(THEFT)).cases == ()
    store.close()


def test_a_row_is_found_by_the_id_that_it_was_imported_under(store: Store) -> None:
    library = PrecedentRepository(store)
    assert library.of_rows(["0", "11", "没有"]) == {"0": 1, "11": 12}
