"""The report of a search for similar cases of a case, from its papers to the file on the disk."""

import os
import shutil
from collections.abc import Iterator
from pathlib import Path

import docx
import pytest

from tests.support import precedents
from tests.ui.conftest import write_papers
from workbench.kernel.advice import Action
from workbench.kernel.errors import FeatureOffError, UserError
from workbench.law.precedents.model import Origin
from workbench.law.precedents.report import ReportMaterial
from workbench.law.precedents.report_facts import held_by_tier
from workbench.law.precedents.similar_scope import Scope
from workbench.law.precedents.similar_tiers import Tier, own_court, tier
from workbench.report_room import Written
from workbench.similar_report import ReportRequest, file_name
from workbench.workbench import Workbench

FEATURE = "law.precedents"
ISSUE = "大额现金交付的举证"


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Make a workspace with a case and a small library of judgments, indexed."""
    return precedents.workspace_with_a_case(tmp_path_factory.mktemp("report"))


@pytest.fixture
def workbench(folder: Path, tmp_path: Path) -> Iterator[Workbench]:
    shutil.copytree(folder, tmp_path / "ws")
    opened = Workbench.open(tmp_path / "ws")
    yield opened
    opened.close()


def case_of(workbench: Workbench) -> str:
    return workbench.papers.cases()[0].id


def gathered(workbench: Workbench, *issues: str) -> ReportMaterial:
    return workbench.reports.gather(case_of(workbench), issues).result(60)


def write(
    workbench: Workbench, file: Path, request: ReportRequest | None = None, replacing: bool = False
) -> Written:
    found = gathered(workbench)
    asked = request or ReportRequest("示例法官")
    return workbench.reports.write(case_of(workbench), found, asked, file, replacing).result(60)


def text_of(file: Path) -> str:
    document = docx.Document(str(file))
    cells = [cell.text for table in document.tables for row in table.rows for cell in row.cells]
    return "\n".join([*(paragraph.text for paragraph in document.paragraphs), *cells])


def test_the_file_has_every_result_and_only_cases_of_the_library(
    workbench: Workbench, tmp_path: Path
) -> None:
    found = gathered(workbench)
    written = write(workbench, tmp_path / "报告.docx")
    text = text_of(written.file)
    assert written.listed == found.ids()
    for one in found.results:
        stored = workbench.precedents.get(one.id).head
        assert (stored.library_number or stored.number) in text
    own = workbench.papers.cases()[0].number
    cited = workbench.precedents.check(text, found.day, (own,))
    assert cited
    assert all(case.found for case in cited)


def test_each_gist_is_the_precedents_own_words(workbench: Workbench) -> None:
    for one in gathered(workbench).results:
        stored = workbench.precedents.get(one.id)
        assert one.gist
        for part in one.gist.split("……"):
            assert part in stored.text or part in stored.head.gist


def test_every_tier_is_searched_by_itself(workbench: Workbench) -> None:
    found = gathered(workbench)
    assert found.tiers[Tier.SUPREME]
    for of_tier, ids in found.tiers.items():
        for number in ids:
            head = workbench.precedents.get(number).head
            assert tier(head, own_court(found.court)) is of_tier


def test_the_library_is_counted_by_tier_as_each_precedent_is_told(workbench: Workbench) -> None:
    room = workbench.precedents
    for name in ("", "北京市朝阳区人民法院", "浙江省杭州市西湖区人民法院"):
        own = own_court(name)
        counted = held_by_tier(room.similar.index, Scope(), own)
        heads = room.library.heads(room.library.ids()).values()
        told = [tier(head, own) for head in heads]
        assert counted == {one: told.count(one) for one in Tier}


def test_the_duty_is_answered_per_issue_with_entries_of_the_library(workbench: Workbench) -> None:
    whole, *issues = gathered(workbench, ISSUE).duty
    assert whole.issue == ""
    assert ISSUE in [one.issue for one in issues]
    for one in (whole, *issues):
        assert len(one.found) <= 2
        for number in one.found:
            origin = workbench.precedents.get(number).head.origin
            assert origin in (Origin.LIBRARY, Origin.GUIDING)
    assert whole.found


def test_the_court_that_is_named_tells_the_tiers(workbench: Workbench) -> None:
    case = case_of(workbench)
    other = workbench.reports.gather(case, court="杭州市西湖区人民法院").result(60)
    assert other.court == "杭州市西湖区人民法院"
    assert set(other.tiers[Tier.OWN]).isdisjoint(gathered(workbench).tiers[Tier.OWN])
    with pytest.raises(UserError, match="不是法院名称"):
        workbench.reports.gather(case, court="示例公司")


def test_what_was_adopted_goes_in_by_default(workbench: Workbench, tmp_path: Path) -> None:
    case = case_of(workbench)
    answer = workbench.similar.ask(case).result(60)
    assert answer is not None
    cards = [item for item in workbench.similar.show(case, answer) if item.kind == "precedent"]
    workbench.decide(cards[1].id, Action.ADOPT)
    workbench.decide(cards[0].id, Action.DISMISS)
    written = write(workbench, tmp_path / "报告.docx")
    assert written.listed == (int(cards[1].sources[0].target),)
    found = gathered(workbench)
    everything = ReportRequest(chosen=found.ids())
    assert write(workbench, tmp_path / "全部.docx", everything).listed == found.ids()


def test_the_same_library_gives_the_same_check_value_in_any_workspace(
    workbench: Workbench, tmp_path: Path
) -> None:
    first = gathered(workbench).library.digest
    other = Workbench.open(tmp_path / "other")
    try:
        case = other.papers.new_case("另案", number="（2025）京0105民初2号")
        other.papers.import_files(case.id, write_papers(tmp_path / "more"))
        other.import_precedents([precedents.write(tmp_path / "again")])
        other.jobs.wait_all()
        other.index_precedents()
        other.jobs.wait_all()
        assert other.reports.gather(case.id).result(60).library.digest == first
        number = other.precedents.library.ids()[-1]
        other.precedents.remove(number)
        other.index_precedents()
        other.jobs.wait_all()
        assert other.reports.gather(case.id).result(60).library.digest != first
    finally:
        other.close()


def test_a_file_that_is_there_is_kept_unless_it_may_be_replaced(
    workbench: Workbench, tmp_path: Path
) -> None:
    file = tmp_path / "报告.docx"
    file.write_bytes(b"mine")
    with pytest.raises(UserError, match="已存在，没有覆盖"):
        write(workbench, file)
    assert file.read_bytes() == b"mine"
    write(workbench, file, replacing=True)
    assert "类案检索报告" in text_of(file)
    assert file.stat().st_mode & 0o777 == 0o600


@pytest.mark.parametrize(("name", "words"), [("缺/报告.docx", "不存在"), ("报告.txt", "Word")])
def test_where_it_cannot_be_written_is_said_in_chinese(
    workbench: Workbench, tmp_path: Path, name: str, words: str
) -> None:
    with pytest.raises(UserError, match=words):
        write(workbench, tmp_path / name)
    assert not (tmp_path / name).exists()


@pytest.mark.parametrize(("number", "words"), [(13, "没有权限"), (28, "磁盘空间不足")])
def test_a_locked_folder_or_a_full_disk_leaves_no_half_file(
    workbench: Workbench,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    number: int,
    words: str,
) -> None:
    def refuse(_: int) -> None:
        raise OSError(number, "refused")

    target = tmp_path / "out"
    target.mkdir()
    monkeypatch.setattr(os, "fsync", refuse)
    with pytest.raises(UserError, match=words):
        write(workbench, target / "报告.docx")
    assert list(target.iterdir()) == []


def test_it_is_journaled_and_the_name_remembered(workbench: Workbench, tmp_path: Path) -> None:
    assert workbench.reports.searcher == ""
    written = write(workbench, tmp_path / "报告.docx")
    (entry,) = workbench.journal.entries("precedents.report")
    assert entry.subject == case_of(workbench)
    assert entry.detail["file"] == "报告.docx"
    assert entry.detail["listed"] == list(written.listed)
    assert workbench.reports.searcher == "示例法官"
    assert workbench.journal.verify().whole


def test_in_the_volume_it_is_internal_and_a_later_search_does_not_feed_on_it(
    workbench: Workbench, tmp_path: Path
) -> None:
    case = case_of(workbench)
    before = gathered(workbench, ISSUE)
    file = tmp_path / "报告.docx"
    workbench.reports.write(case, before, ReportRequest(), file).result(60)
    workbench.papers.import_files(case, [file])
    workbench.jobs.wait_all()
    paper = next(d for d in workbench.papers.documents(case) if d.name.startswith("报告"))
    assert (paper.category, paper.volume) == ("类案检索报告", "副卷")
    after = gathered(workbench, ISSUE)
    assert after.question == before.question
    assert after.ids() == before.ids()


def test_what_was_decided_in_the_case_itself_is_no_similar_case(workbench: Workbench) -> None:
    first = next(one for one in gathered(workbench).results if one.case.head.number)
    assert first.id in gathered(workbench).ids()
    workbench.papers.update_case(case_of(workbench), number=first.case.head.number)
    found = gathered(workbench)
    assert first.id not in found.ids()
    assert all(first.id not in ids for ids in found.tiers.values())
    assert all(first.id not in one.found for one in found.duty)


def test_a_switch_that_is_off_wins(workbench: Workbench, tmp_path: Path) -> None:
    found = gathered(workbench)
    workbench.switches.set(FEATURE, False, case_of(workbench))
    with pytest.raises(FeatureOffError):
        workbench.reports.gather(case_of(workbench))
    with pytest.raises(FeatureOffError):
        workbench.reports.write(case_of(workbench), found, ReportRequest(), tmp_path / "a.docx")


def test_the_name_of_the_file_is_one_that_every_system_allows(workbench: Workbench) -> None:
    found = gathered(workbench)
    assert file_name(found) == "类案检索报告 （2025）京0105民初1号.docx"
