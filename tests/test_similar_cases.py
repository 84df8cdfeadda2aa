"""Similar cases of a case: from its papers to advice with sources."""

import shutil
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from tests.support import precedents
from tests.ui.conftest import COMPLAINT
from workbench.demo import demo_files
from workbench.index_keeper import IndexKeeper
from workbench.kernel.advice import Action, Advice, Provenance, Source, SourceKind
from workbench.kernel.errors import FeatureOffError, UserError
from workbench.law.precedents.model import Kind, Part
from workbench.law.precedents.reason_words import idle_words
from workbench.law.precedents.similar_outcome import Way
from workbench.law.precedents.similar_tiers import Tier
from workbench.similar_advice import as_advice, said, section_of, subject_of, tier_words
from workbench.similar_cases import SimilarFound, enough
from workbench.workbench import Workbench

FEATURE = "law.precedents"


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Make a workspace with a case and a small library of judgments, indexed."""
    return precedents.workspace_with_a_case(tmp_path_factory.mktemp("similar"))


@pytest.fixture
def workbench(folder: Path, tmp_path: Path) -> Iterator[Workbench]:
    shutil.copytree(folder, tmp_path / "ws")
    opened = Workbench.open(tmp_path / "ws")
    yield opened
    opened.close()


def case_of(workbench: Workbench) -> str:
    return workbench.papers.cases()[0].id


def find(workbench: Workbench) -> SimilarFound:
    found = workbench.similar.ask(case_of(workbench)).result(60)
    assert found is not None
    return found


def shown(workbench: Workbench) -> list[Advice]:
    return list(workbench.similar.show(case_of(workbench), find(workbench)))


def test_supporting_and_contrary_stand_apart_with_the_tier_of_each(workbench: Workbench) -> None:
    found = find(workbench)
    ways = {Way.SUPPORTED, Way.REFUSED}
    assert found.lead in ways
    assert {case.way for case in found.supporting} == {found.lead}
    assert {case.way for case in found.contrary} == ways - {found.lead}
    assert found.search.court == "北京市朝阳区人民法院"
    own = found.tiers[Tier.OWN]
    assert {case.head.court for case in own} == {found.search.court}
    assert list(found.tiers) == sorted(found.tiers)


def test_a_case_of_another_kind_of_procedure_is_not_looked_at(workbench: Workbench) -> None:
    found = find(workbench)
    assert found.search.question.scope.kind is Kind.CIVIL
    assert {case.head.kind for case in found.counted} == {Kind.CIVIL}
    assert found.searched == workbench.precedents.library.count()


def test_no_judgment_is_shown_twice(workbench: Workbench) -> None:
    ids = [case.head.id for case in find(workbench).cases]
    assert len(ids) == len(set(ids))


def test_the_spread_counts_the_results_of_what_is_similar(workbench: Workbench) -> None:
    found = find(workbench)
    assert found.spread.cases == len(found.counted) >= 5
    assert sum(band.number for band in found.spread.outcomes) == found.spread.cases
    assert found.spread.amounts is not None


def test_each_card_has_its_precedent_and_the_place_in_the_papers(workbench: Workbench) -> None:
    documents = {d.id for d in workbench.papers.documents(case_of(workbench))}
    cards = [item for item in shown(workbench) if item.kind == "precedent"]
    assert cards
    for item in cards:
        first, *places = item.sources
        assert first.kind is SourceKind.PRECEDENT
        stored = workbench.precedents.get(int(first.target))
        number = stored.head.library_number or stored.head.number
        assert number in item.title
        assert places
        for place in places:
            assert place.kind is SourceKind.PAPER
            assert place.target in documents
            assert place.anchor is not None
            assert place.anchor.quoted in stored.part(
                Part.FACTS, Part.CASE_FACTS, Part.CASE_REASONS
            )
        assert item.reasons[0].startswith("案由：")
        assert not any("%" in words for words in (item.body, *item.reasons, *item.notes))


def test_supporting_comes_first_and_contrary_has_a_head_of_its_own(workbench: Workbench) -> None:
    lead = find(workbench).lead
    sections = [item.section for item in shown(workbench)]
    assert list(dict.fromkeys(sections)) == ["", f"结果相同方向：{lead}", "结果相反方向"]


def test_advice_names_nobody_of_the_case(workbench: Workbench) -> None:
    names = ("李四乙", "甲省乙市", "汉族")
    library = "\n".join(precedents.texts())
    assert "李四乙" in library  # a lender of the library has the name of the defendant
    for item in shown(workbench):
        told = "".join((item.title, item.body, *item.notes, *item.reasons))
        assert not any(name in told for name in names)


def test_who_the_parties_are_changes_nothing(folder: Path, tmp_path: Path) -> None:
    results = []
    other = COMPLAINT.replace("张三甲", "欧阳某乙").replace("李四乙", "王五丙")
    other = (
        other.replace("，男，", "，女，").replace("汉族", "壮族").replace("甲省乙市", "丁省戊市")
    )
    for name, text in (("a", COMPLAINT), ("b", other)):
        shutil.copytree(folder, tmp_path / name)
        workbench = Workbench.open(tmp_path / name)
        case = workbench.papers.new_case("试验", number="（2025）京0105民初2号")
        paper = tmp_path / f"{name}起诉状.txt"
        paper.write_text(text, "utf-8")
        workbench.papers.import_files(case.id, [paper])
        workbench.jobs.wait_all()
        workbench.papers.extract(case.id)
        workbench.jobs.wait_all()
        found = workbench.similar.find(case.id).result(60)
        results.append([(one.head.id, round(one.likeness.score, 6)) for one in found.cases])
        workbench.close()
    assert results[0]
    assert results[0] == results[1]


def test_a_decision_survives_a_new_run(workbench: Workbench) -> None:
    first = next(item for item in shown(workbench) if item.kind == "precedent")
    workbench.decide(first.id, Action.DISMISS)
    again = shown(workbench)
    assert [item.subject for item in again].count(first.subject) == 1
    assert next(i for i in again if i.subject == first.subject).decision is not None
    (row,) = workbench.journal.entries("advice.decision")
    assert row.detail["feature"] == FEATURE


def test_the_section_and_the_notes_are_kept(workbench: Workbench) -> None:
    before = shown(workbench)
    after = workbench.advice.of_case(case_of(workbench), FEATURE)
    assert [(i.section, i.notes) for i in after] == [(i.section, i.notes) for i in before]
    entry = next(i for i in after if "2099-07-2-103-901" in i.title)
    assert entry.notes[0] == "人民法院案例库"
    assert entry.body.startswith("仅有借条而没有转账凭证")


def test_what_was_adopted_of_the_statutes_counts(workbench: Workbench) -> None:
    workbench.jobs.wait(workbench.import_laws([demo_files() / "laws"]).id)
    law = workbench.law.library.law("中华人民共和国民法典")
    assert law is not None
    version = workbench.law.library.versions(law)[-1].id
    case, made = case_of(workbench), Provenance("词语检索", "1")
    items = []
    for number in (675, 676):
        stored = workbench.law.library.article(version, number)
        assert stored is not None
        source = Source(SourceKind.ARTICLE, f"第{number}条", str(stored.id))
        words = stored.article.text
        items.append(
            Advice("law.statutes", case, "article", f"{number}", words, (), (source,), made)
        )
    workbench.advice.show("law.statutes", case, items)
    workbench.decide(workbench.advice.of_case(case, "law.statutes")[0].id, Action.ADOPT)
    assert find(workbench).search.question.articles == ("中华人民共和国民法典 675",)


def test_off_means_nothing_is_asked(workbench: Workbench) -> None:
    case = case_of(workbench)
    workbench.switches.set(FEATURE, False, case)
    with pytest.raises(FeatureOffError):
        workbench.similar.ask(case)


def test_switched_off_while_it_searches_nothing_is_shown(workbench: Workbench) -> None:
    case, found = case_of(workbench), find(workbench)
    workbench.switches.set(FEATURE, False)
    with pytest.raises(FeatureOffError):
        workbench.similar.show(case, found)


def test_a_case_without_papers_is_told(workbench: Workbench) -> None:
    case = workbench.papers.new_case("空")
    with pytest.raises(UserError, match="没有可读的材料"):
        workbench.similar.find(case.id).result(60)


def test_without_a_library_it_is_said_what_to_import(tmp_path: Path) -> None:
    workbench = Workbench.open(tmp_path / "ws")
    case = workbench.papers.new_case("空")
    assert workbench.similar.readiness().precedents == 0
    with pytest.raises(UserError, match="案例库是空的"):
        workbench.similar.find(case.id).result(60)
    workbench.close()


def test_without_an_index_it_is_said(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(IndexKeeper, "follow", lambda self: None)
    workbench = Workbench.open(tmp_path / "ws")
    job = workbench.import_precedents([precedents.write(tmp_path / "library")])
    workbench.jobs.wait(job.id)
    case = workbench.papers.new_case("空")
    ready = workbench.similar.readiness()
    assert (ready.precedents, ready.indexed, ready.outdated) == (14, False, True)
    with pytest.raises(UserError, match="索引"):
        workbench.similar.find(case.id).result(60)
    workbench.close()


def test_what_is_not_similar_is_not_shown(workbench: Workbench, tmp_path: Path) -> None:
    case = workbench.papers.new_case("试验", number="（2025）京0105民初3号")
    paper = tmp_path / "起诉状.txt"
    paper.write_text(
        "民事起诉状\n原告：张三甲\n被告：李四乙\n诉讼请求：判令被告停止侵害邻居通行权，拆除围墙。\n"
        "事实与理由：被告在公用巷道砌筑围墙，堵塞原告出入的唯一通道，影响采光和排水。\n",
        "utf-8",
    )
    workbench.papers.import_files(case.id, [paper])
    workbench.jobs.wait_all()
    found = workbench.similar.find(case.id).result(60)
    assert found.cases == ()
    assert as_advice(found) == []
    assert "没有找到与本案足够相近的案例" in said(found)
    assert "不等于不存在" in said(found)


def test_few_cases_give_no_spread_but_a_sentence(workbench: Workbench) -> None:
    from workbench.law.precedents.spread import spread

    found = find(workbench)
    few = replace(
        found,
        counted=found.counted[:3],
        spread=spread([case.head for case in found.counted[:3]]),
    )
    first = as_advice(few)[0]
    assert first.kind == "spread"
    assert first.body == "足够相近的案例只有 3 件，少于 5 件，不作结果分布。"
    assert len(first.sources) == 3


def test_heads_of_the_directions(workbench: Workbench) -> None:
    one = replace(find(workbench).supporting[0], way=Way.SUPPORTED)
    assert section_of(one, Way.SUPPORTED) == "结果相同方向：支持请求"
    assert section_of(replace(one, way=Way.REFUSED), Way.SUPPORTED) == "结果相反方向"
    assert section_of(replace(one, way=Way.LENIENT), Way.IMPRISONED) == "结果不同方向"
    for way in (Way.UNKNOWN, Way.UPHELD):
        assert section_of(replace(one, way=way), Way.SUPPORTED) == "结果未识别或不可比"


def test_tiers_are_named_as_the_court_that_searches_sees_them(workbench: Workbench) -> None:
    one = find(workbench).tiers[Tier.OWN][0]
    assert tier_words(one, "北京市朝阳区人民法院") == "本院裁判"
    above = replace(one, head=replace(one.head, court="北京市第三中级人民法院"))
    assert tier_words(above, "北京市朝阳区人民法院") == "上一级人民法院裁判"
    assert tier_words(replace(one, tier=Tier.GUIDING), "").endswith("应当参照")
    assert tier_words(replace(one, tier=Tier.OTHER), "") == "其他法院裁判 · 供参考"


def test_a_subject_is_the_number_and_not_the_row(workbench: Workbench) -> None:
    one = find(workbench).supporting[0].head
    assert subject_of(replace(one, id=999)) == subject_of(one)
    nameless = replace(one, number="", library_number="")
    assert subject_of(nameless) != subject_of(replace(nameless, decided=None))


def test_without_a_cause_that_fits_many_words_must_be_shared(workbench: Workbench) -> None:
    one = find(workbench).supporting[0]
    other = replace(one.elements, causes=(), words=("借条", "本金", "催要", "转账", "到期", "利息"))
    assert enough(replace(one, elements=other))
    assert not enough(replace(one, elements=replace(other, words=other.words[1:])))


def test_words_that_every_judgment_has_are_no_reasons(workbench: Workbench) -> None:
    found = find(workbench)
    assert found.told.words
    shown = {word for case in found.cases for word in case.elements.words}
    assert not (shown | set(found.told.words)) & idle_words()


def test_requirements_of_the_cause_are_named_before_mere_words(workbench: Workbench) -> None:
    workbench.papers.update_case(case_of(workbench), cause="民间借贷纠纷")
    reasons = find(workbench).supporting[0].reasons
    heads = [reason.partition("：")[0] for reason in reasons]
    assert heads.index("案由") < heads.index("要件") < heads.index("事实用语")


@pytest.mark.parametrize("by", ["number", "text"])
def test_what_was_decided_in_the_case_itself_is_left_out_and_said(
    workbench: Workbench, tmp_path: Path, by: str
) -> None:
    case = case_of(workbench)
    first = next(one.head for one in find(workbench).cases if one.head.number)
    if by == "number":
        workbench.papers.update_case(case, number=first.number)
        own = first.id
    else:
        names = "原告：李四乙，男。\n被告：张三甲，女。\n"
        lines = precedents.judgment(precedents.Loan(77, 90_000)).split("\n")
        told = "".join(COMPLAINT.split("\n")[3:7])
        file = tmp_path / "own.txt"
        text = "\n".join([*lines[:3], names.strip(), *lines[5:]])
        file.write_text(text.replace("经审理查明", f"{told}\n经审理查明"), encoding="utf-8")
        workbench.import_precedents([file])
        workbench.jobs.wait_all()
        workbench.index_precedents()
        workbench.jobs.wait_all()
        own = workbench.precedents.library.last_id()
    found = find(workbench)
    assert own in [head.id for head in found.own]
    assert own not in [one.head.id for one in (*found.cases, *found.counted)]
    spread = next(one for one in as_advice(found) if one.kind == "spread")
    assert any("本案自身的裁判" in note for note in spread.notes)
