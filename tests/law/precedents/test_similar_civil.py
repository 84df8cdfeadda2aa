"""Similar cases of civil facts, over an invented library of sixty judgments."""

from collections.abc import Iterator, Sequence
from datetime import date
from pathlib import Path

import pytest

from tests.law.precedents import civil_library as civil
from tests.law.precedents.build import packed
from tests.law.precedents.indexing import keep
from workbench.kernel.store import Store
from workbench.law.precedents.circumstances import Circumstances
from workbench.law.precedents.index_build import build_segment
from workbench.law.precedents.index_row import row_of
from workbench.law.precedents.model import CourtLevel, Kind, Origin
from workbench.law.precedents.repository import PrecedentRepository
from workbench.law.precedents.shelf import Shelf
from workbench.law.precedents.similar import Question, Similar, SimilarCases
from workbench.law.precedents.similar_outcome import Way
from workbench.law.precedents.similar_scope import Scope
from workbench.law.precedents.similar_tiers import Tier
from workbench.law.precedents.tables import PRECEDENT_MIGRATIONS

DAY = date(2024, 6, 1)
QUESTIONS = {
    "民间借贷纠纷": "王某向李某借款，写有借条，约定月利率，通过银行转账交付，到期后一直没有归还",
    "买卖合同纠纷": "公司向客户供应钢材，客户在送货单上签收后拖欠货款不付",
    "离婚纠纷": "夫妻婚后经常争吵，丈夫实施家庭暴力，妻子多次报警，现已分居",
    "机动车交通事故责任纠纷": "司机闯红灯撞伤骑电动车的人，交警认定负全责，伤者住院，构成伤残",
    "房屋租赁合同纠纷": "餐馆承租商铺后拖欠租金，出租人发函解除租赁合同，要求腾房",
    "劳动争议": "职工入职后单位一直未签订书面劳动合同，也没有缴纳社会保险，后来口头辞退",
    "物业服务合同纠纷": "业主长期不交物业费，物业公司书面催交仍不交纳",
    "建设工程施工合同纠纷": "施工人挂靠施工，工程竣工验收合格后发包人拖欠工程款，没有结算",
    "商品房预售合同纠纷": "购房人因开发商逾期交房，请求支付逾期交房违约金",
    "继承纠纷": "老人留有自书遗嘱把房产给大女儿，其他子女要求法定继承",
    "名誉权纠纷": "有人在微信群里辱骂邻居并发布照片，许多人看到",
    "相邻关系纠纷": "邻居在楼道安装空调外机，热风噪声影响通风采光",
}


def stocked(path: Path, items: Sequence[tuple[str, Origin]]) -> Store:
    """Make a library with its index."""
    store = Store.open(path, bytes(32), PRECEDENT_MIGRATIONS)
    shelf = Shelf(store)
    with store.transaction():
        for number, (text, origin) in enumerate(items):
            item = packed(text, f"a.jsonl#{number}", origin=origin)
            assert shelf.add(item), number
    library, table = PrecedentRepository(store), Circumstances.load()
    rows = [row_of(one, table) for one in library.texts(library.ids())]
    if rows:
        keep(store, build_segment(rows))
    return store


@pytest.fixture(scope="module")
def similar(tmp_path_factory: pytest.TempPathFactory) -> Iterator[SimilarCases]:
    items = [(text, Origin.JUDGMENT) for text in civil.library()]
    store = stocked(tmp_path_factory.mktemp("civil") / "precedents.db", items)
    yield SimilarCases(store)
    store.close()


def causes(found: Similar, first: int) -> list[str]:
    return [case.head.causes[0] for case in found.cases[:first]]


@pytest.mark.parametrize("cause", QUESTIONS)
def test_the_first_results_share_the_cause_though_it_is_not_told(
    similar: SimilarCases, cause: str
) -> None:
    found = similar.find(Question(QUESTIONS[cause]), on=DAY)
    alike = 2 if cause == "商品房预售合同纠纷" else 3
    assert causes(found, alike) == [cause] * alike
    assert found.searched == 58


@pytest.mark.parametrize("cause", QUESTIONS)
def test_contrary_outcomes_are_found_and_labelled(similar: SimilarCases, cause: str) -> None:
    found = similar.find(Question(QUESTIONS[cause], cause), on=DAY)
    own = {case.head.id: case for case in (*found.cases, *found.opposed)}
    of_cause = [case for case in own.values() if case.head.causes == (cause,)]
    assert {case.way for case in of_cause} == {Way.SUPPORTED, Way.REFUSED}
    first = found.cases[0].way
    assert all(case.contrary == (case.way is not first) for case in of_cause)
    assert next(case.head.causes for case in found.opposed) == (cause,)


def test_the_circumstances_that_decide_are_shared_and_named(similar: SimilarCases) -> None:
    found = similar.find(Question(QUESTIONS["民间借贷纠纷"], "民间借贷纠纷"), on=DAY)
    best = found.cases[0].elements
    assert {"借条或欠条", "银行转账交付", "利息约定"} <= set(best.circumstances)
    divorce = similar.find(Question(QUESTIONS["离婚纠纷"], "离婚纠纷"), on=DAY)
    assert {"家庭暴力", "分居"} <= set(divorce.cases[0].elements.circumstances)


def test_a_series_shows_once_with_its_count(similar: SimilarCases) -> None:
    found = similar.find(Question(QUESTIONS["商品房预售合同纠纷"]), on=DAY)
    of_series = [case for case in found.cases if case.head.series]
    assert len(of_series) == 1
    assert of_series[0].copies == 9


def test_filters(similar: SimilarCases) -> None:
    text = QUESTIONS["民间借贷纠纷"]

    def find(**narrowed: object) -> Similar:
        return similar.find(Question(text, scope=Scope(**narrowed)), on=DAY)  # type: ignore[arg-type]

    assert set(causes(find(cause="民间借贷纠纷"), 10)) == {"民间借贷纠纷"}
    assert find(cause="离婚纠纷").cases == ()  # none of them shares a word
    assert len(find(kind=Kind.CIVIL).cases) == 4
    assert find(kind=Kind.CRIMINAL).cases == ()
    assert find(level=CourtLevel.HIGH).cases == ()
    assert find(since=2024).cases == ()
    assert len(find(province="浙江省", until=2023).cases) == 4
    assert find(province="广东省").cases == ()


TIERS = (
    (civil.COURT, Origin.JUDGMENT, Tier.OWN),
    ("浙江省杭州市上城区人民法院", Origin.JUDGMENT, Tier.OTHER),
    (civil.CITY, Origin.JUDGMENT, Tier.OWN),
    (civil.HIGH, Origin.JUDGMENT, Tier.HIGH),
    ("广东省高级人民法院", Origin.JUDGMENT, Tier.OTHER),
    (civil.SUPREME, Origin.JUDGMENT, Tier.SUPREME),
    (civil.HIGH, Origin.TYPICAL, Tier.SUPREME),
    (civil.CITY, Origin.LIBRARY, Tier.SUPREME),
    (civil.HIGH, Origin.GUIDING, Tier.GUIDING),
)


def test_tiers_go_by_the_court_that_searches(tmp_path: Path) -> None:
    codes = {"浙江省杭州市上城区人民法院": "浙0102民初", "广东省高级人民法院": "粤民初"}
    items = []
    for number, (court, origin, _) in enumerate(TIERS):
        text = civil.judgment(700 + number, "民间借贷纠纷", True, court)
        if court in codes:
            text = text.replace("浙0106民初", codes[court])
        items.append((text, origin))
    store = stocked(tmp_path / "precedents.db", items)
    engine = SimilarCases(store)
    asked = Question(QUESTIONS["民间借贷纠纷"])
    found = engine.find(asked, court=civil.COURT, on=DAY)
    tiers = {case.head.id: case.tier for case in found.cases}
    assert [tiers[place] for place in range(1, 10)] == [tier for *_, tier in TIERS]
    # Without a court set, only what holds for every court is told.
    unset = {case.head.id: case.tier for case in engine.find(asked, on=DAY).cases}
    assert [unset[place] for place in (1, 4, 6, 9)] == [
        *(Tier.OTHER, Tier.OTHER, Tier.SUPREME, Tier.GUIDING)
    ]
    store.close()


def test_what_is_recent_comes_first(tmp_path: Path) -> None:
    items = [
        (civil.judgment(801, "相邻关系纠纷", True, year=2015), Origin.JUDGMENT),
        (civil.judgment(810, "相邻关系纠纷", True, year=2023), Origin.JUDGMENT),
    ]
    store = stocked(tmp_path / "precedents.db", items)
    found = SimilarCases(store).find(Question(QUESTIONS["相邻关系纠纷"]), on=DAY)
    assert [(case.head.id, case.recent) for case in found.cases] == [(2, True), (1, False)]
    store.close()


def test_a_library_of_one_and_of_none(tmp_path: Path) -> None:
    one = stocked(
        tmp_path / "one.db", [(civil.judgment(900, "民间借贷纠纷", True), Origin.JUDGMENT)]
    )
    found = SimilarCases(one).find(Question(QUESTIONS["民间借贷纠纷"]), on=DAY)
    assert [case.head.causes for case in found.cases] == [("民间借贷纠纷",)]
    assert found.opposed == ()
    assert SimilarCases(one).find(Question("完全无关"), on=DAY).cases == ()
    one.close()
    none = stocked(tmp_path / "none.db", [])
    nothing = SimilarCases(none).find(Question("借款"), on=DAY)
    assert (nothing.cases, nothing.opposed, nothing.searched) == ((), (), 0)
    none.close()
