"""The papers room: import, OCR, extraction, decisions, search, deletion."""

import os
from pathlib import Path

import pytest

from tests.papers.conftest import COMPLAINT
from tests.support.engines import WORDS, DeadOcr, DyingOcr, MissingOcr, TrippingOcr
from workbench.kernel.advice import Action
from workbench.kernel.errors import FeatureOffError, UserError
from workbench.kernel.job_table import Job, JobState
from workbench.papers.model import Document, Outcome, ValueState
from workbench.workbench import Workbench


def imported(workbench: Workbench, folder: Path) -> tuple[str, Job]:
    case = workbench.papers.new_case("张三甲诉李四乙")
    return case.id, workbench.jobs.wait(workbench.papers.import_files(case.id, [folder]).id)


def named(workbench: Workbench, case: str, name: str) -> Document:
    return next(d for d in workbench.papers.documents(case) if d.name == name)


def test_every_file_has_an_end(workbench: Workbench, folder: Path) -> None:
    case, job = imported(workbench, folder)
    assert job.state is JobState.DONE
    lines = {Path(line.source).name: line for line in workbench.papers.account(job.id)}
    copies = [lines.pop("起诉状.txt"), lines.pop("起诉状副本.txt")]
    assert sorted(line.outcome for line in copies) == ["duplicate", "readable"]
    assert {name: line.outcome for name, line in lines.items()} == {
        "借条.tiff": "needs_ocr",
        "损坏.pdf": "unreadable",
        "空白.docx": "unreadable",
    }
    assert all(line.reason.endswith("。") for line in lines.values())
    documents = workbench.papers.documents(case)
    assert len(documents) == 4
    for document in documents:
        assert workbench.papers.original(document.id) is not None
    assert not workbench.integrity()


def test_originals_come_back_byte_for_byte(workbench: Workbench, folder: Path) -> None:
    case, _ = imported(workbench, folder)
    scan = named(workbench, case, "借条.tiff")
    assert workbench.papers.original(scan.id) == (folder / "证据" / "借条.tiff").read_bytes()


def test_same_folder_again_adds_nothing(workbench: Workbench, folder: Path) -> None:
    case, _ = imported(workbench, folder)
    before = workbench.papers.documents(case)
    job = workbench.jobs.wait(workbench.papers.import_files(case, [folder]).id)
    assert {line.outcome for line in workbench.papers.account(job.id)} == {"duplicate"}
    assert workbench.papers.documents(case) == before


def test_empty_folder_and_missing_path_are_told(workbench: Workbench, tmp_path: Path) -> None:
    (tmp_path / "空").mkdir()
    case, job = imported(workbench, tmp_path / "空")
    (line,) = workbench.papers.account(job.id)
    assert "空" in line.reason
    assert workbench.papers.documents(case) == []
    with pytest.raises(UserError, match="找不到"):
        imported(workbench, tmp_path / "没有")


def test_scan_is_read_into_a_new_layer(workbench: Workbench, folder: Path) -> None:
    case, _ = imported(workbench, folder)
    scan = named(workbench, case, "借条.tiff")
    assert [d.id for d in workbench.papers.unread(case)] == [scan.id]
    workbench.jobs.wait(workbench.papers.read_scans(case).id)
    scan = named(workbench, case, "借条.tiff")
    assert (scan.outcome, scan.layer, scan.pages) == (Outcome.READABLE, 2, 4)
    layer = workbench.papers.text(scan.id)
    assert layer.complete
    assert layer.engine == "固定识别"
    assert [page.text for page in layer.pages] == [WORDS] * 4
    assert {page.rotation for page in layer.pages} == {90}
    assert not any(page.text for page in workbench.papers.text(scan.id, 1).pages)
    assert workbench.papers.unread(case) == []


def test_a_page_that_kills_the_engine_is_set_aside_and_may_be_tried_again(
    tmp_path: Path, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    log = tmp_path / "pages"
    monkeypatch.setitem(os.environ, "DYING_OCR", str(log))
    workbench = Workbench.open(tmp_path / "ws", ocr=DyingOcr)
    case, _ = imported(workbench, folder)
    job = workbench.jobs.wait(workbench.papers.read_scans(case).id)
    assert job.state is JobState.DONE
    scan = named(workbench, case, "借条.tiff")
    texts = [page.text for page in workbench.papers.text(scan.id).pages]
    assert texts == [WORDS, WORDS, "", WORDS]
    assert any("第 3 页识别失败" in warning for warning in scan.warnings)
    assert len(log.read_text()) == 4
    workbench.jobs.wait(workbench.papers.read_scans(case, [scan.id]).id)
    scan = named(workbench, case, "借条.tiff")
    assert [page.text for page in workbench.papers.text(scan.id).pages] == [WORDS] * 4
    assert not any("失败" in warning for warning in scan.warnings)
    workbench.close()


def test_an_engine_that_never_starts_fails_in_words(tmp_path: Path, folder: Path) -> None:
    workbench = Workbench.open(tmp_path / "ws", ocr=DeadOcr)
    case, _ = imported(workbench, folder)
    job = workbench.jobs.wait(workbench.papers.read_scans(case).id)
    assert job.state is JobState.FAILED
    assert "意外结束" in job.message
    workbench.close()


def test_a_page_that_the_engine_trips_over_does_not_stop_the_rest(
    tmp_path: Path, folder: Path
) -> None:
    workbench = Workbench.open(tmp_path / "ws", ocr=TrippingOcr)
    case, _ = imported(workbench, folder)
    assert workbench.jobs.wait(workbench.papers.read_scans(case).id).state is JobState.DONE
    scan = named(workbench, case, "借条.tiff")
    assert scan.outcome is Outcome.UNREADABLE
    assert len([w for w in scan.warnings if "ZeroDivisionError" in w]) == 4
    workbench.close()


def test_a_half_read_paper_is_read_again_by_the_next_import(
    workbench: Workbench, folder: Path
) -> None:
    case = workbench.papers.new_case("中断").id
    job = workbench.papers.import_files(case, [folder])
    while not workbench.papers.documents(case):
        workbench.jobs.poll(0)
    workbench.jobs.cancel(job.id)
    again = workbench.jobs.wait(workbench.papers.import_files(case, [folder]).id)
    documents = workbench.papers.documents(case)
    assert len(documents) == 4
    assert not any("中断" in document.reason for document in documents)
    assert "duplicate" in {line.outcome for line in workbench.papers.account(again.id)}


def test_files_of_one_name_are_all_read_and_attachments_of_a_mail_too(
    workbench: Workbench, tmp_path: Path
) -> None:
    from email.message import EmailMessage

    mail = EmailMessage()
    mail["Subject"] = "证据"
    mail.set_content("附件是证据。")
    for number in range(3):
        content = f"第{number}份附件的文字内容。".encode()
        mail.add_attachment(content, maintype="text", subtype="plain", filename="证据.txt")
    paths = [tmp_path / "甲" / "起诉状.txt", tmp_path / "乙" / "起诉状.txt", tmp_path / "信.eml"]
    for number, path in enumerate(paths[:2]):
        path.parent.mkdir()
        path.write_text(f"第{number}份起诉状的文字内容。", encoding="utf-8")
    paths[2].write_bytes(bytes(mail))
    case = workbench.papers.new_case("同名").id
    job = workbench.jobs.wait(workbench.papers.import_files(case, paths).id)
    assert job.state is JobState.DONE
    assert len(workbench.papers.account(job.id)) == 6
    texts = [workbench.papers.text(d.id).pages[0].text for d in workbench.papers.documents(case)]
    for words in ("第0份起诉状", "第1份起诉状", "第0份附件", "第1份附件", "第2份附件"):
        assert any(words in text for text in texts), words


@pytest.mark.parametrize(
    ("query", "count"), [("100万", 1), ("１００万", 1), ("abc", 1), ("，", 0), ("   ", 0), ('"', 0)]
)
def test_search_sees_through_width_and_case_and_survives_marks(
    workbench: Workbench, tmp_path: Path, query: str, count: int
) -> None:
    path = tmp_path / "合同.txt"
    path.write_text("借款金额为１００万元，ＡＢＣ公司。", encoding="utf-8")
    case = workbench.papers.new_case("全角").id
    workbench.jobs.wait(workbench.papers.import_files(case, [path]).id)
    assert len(workbench.papers.search(query, case)) == count


def test_missing_model_says_where_to_put_it(tmp_path: Path, folder: Path) -> None:
    workbench = Workbench.open(tmp_path / "ws", ocr=MissingOcr)
    case, _ = imported(workbench, folder)
    with pytest.raises(UserError, match="local_models"):
        workbench.papers.read_scans(case)
    workbench.close()


@pytest.mark.parametrize("query", ["借款", "张三甲", "偿还借款100,000元", "款"])
def test_search_finds_page_and_span(workbench: Workbench, folder: Path, query: str) -> None:
    case, _ = imported(workbench, folder)
    hits = workbench.papers.search(query, case)
    assert hits
    for hit in hits:
        page = workbench.papers.page(hit.document, hit.page)
        assert page is not None
        assert page.text[hit.anchor.start : hit.anchor.end] == query
    assert workbench.papers.search(query) == hits
    other = workbench.papers.new_case("别的案件")
    assert workbench.papers.search(query, other.id) == []


def test_search_sees_words_across_lines_and_boxes_of_scans(
    workbench: Workbench, folder: Path
) -> None:
    case, _ = imported(workbench, folder)
    workbench.jobs.wait(workbench.papers.read_scans(case).id)
    (first, *_) = workbench.papers.search("人民币", case)
    (box,) = first.anchor.boxes
    assert box.x0 == pytest.approx(0.1 + 0.5 * WORDS.index("人民币") / len(WORDS))
    assert workbench.papers.search("起诉状 原告", case)


def extracted(workbench: Workbench, folder: Path) -> str:
    case, _ = imported(workbench, folder)
    job = workbench.jobs.wait(workbench.papers.extract(case).id)
    assert job.state is JobState.DONE, job.message
    return case


def test_nothing_unconfirmed_enters_the_case(workbench: Workbench, folder: Path) -> None:
    case = extracted(workbench, folder)
    assert all(v.state is ValueState.PENDING for v in workbench.papers.values(case))
    assert workbench.papers.case(case).parties == ()
    advice = workbench.advice.of_case(case, "papers.extract")
    assert len(advice) == len(workbench.papers.values(case))
    birth = next(a for a in advice if "出生" in a.title and "张三甲" in a.title)
    name = next(v for v in workbench.papers.values(case) if v.value == "张三甲")
    workbench.decide_value(name.id, Action.ADOPT)
    workbench.decide(birth.id, Action.EDIT, "1985-03-03")
    (party,) = workbench.papers.case(case).parties
    assert party.name == "张三甲"
    assert str(party.birth) == "1985-03-03"
    assert workbench.papers.cases("张三甲")[0].id == case
    workbench.reopen(birth.id)
    (party,) = workbench.papers.case(case).parties
    assert party.birth is None


def test_extracting_again_keeps_decisions(workbench: Workbench, folder: Path) -> None:
    case = extracted(workbench, folder)
    first = workbench.papers.values(case)[0]
    workbench.decide_value(first.id, Action.DISMISS)
    workbench.jobs.wait(workbench.papers.extract(case).id)
    again = workbench.papers.values(case)
    assert {v.found for v in again} == {v.found for v in again}
    assert [v.state for v in again if v.id == first.id] == [ValueState.DISCARDED]
    assert sum(v.found == first.found for v in again) == 1


def test_anchors_quote_the_page(workbench: Workbench, folder: Path) -> None:
    case = extracted(workbench, folder)
    for value in workbench.papers.values(case):
        anchor = value.found.anchor
        page = workbench.papers.page(anchor.document, anchor.page)
        assert page is not None
        assert page.text[anchor.start : anchor.end] == anchor.quoted


@pytest.mark.parametrize("key", ["papers.ocr", "papers.extract"])
def test_off_is_off(workbench: Workbench, folder: Path, key: str) -> None:
    case = extracted(workbench, folder)
    workbench.switches.set(key, False, case)
    run = workbench.papers.read_scans if key == "papers.ocr" else workbench.papers.extract
    with pytest.raises(FeatureOffError, match="关闭"):
        run(case)
    assert (workbench.advice.of_case(case, "papers.extract") == []) is (key == "papers.extract")


def test_catalogue_off_leaves_the_kind_open(workbench: Workbench, folder: Path) -> None:
    workbench.switches.set("papers.catalogue", False)
    case, _ = imported(workbench, folder)
    assert {d.category for d in workbench.papers.documents(case)} == {""}


def test_deleting_a_case_removes_originals_nobody_else_has(
    workbench: Workbench, folder: Path
) -> None:
    first, _ = imported(workbench, folder)
    second = workbench.papers.new_case("另一案").id
    workbench.jobs.wait(workbench.papers.import_files(second, [folder / "起诉状.txt"]).id)
    workbench.papers.delete_case(first)
    assert [d.name for d in workbench.papers.documents(second)] == ["起诉状.txt"]
    (kept,) = workbench.workspace.vault.hashes()
    assert workbench.workspace.vault.read(kept) == COMPLAINT.encode("gb18030")
    assert workbench.papers.search("借款", first) == []
    with pytest.raises(UserError, match="没有编号"):
        workbench.papers.case(first)


def test_typed_data_stand_above_confirmed_values(workbench: Workbench, folder: Path) -> None:
    case = extracted(workbench, folder)
    workbench.papers.update_case(case, cause="买卖合同纠纷")
    for value in workbench.papers.values(case):
        workbench.decide_value(value.id, Action.ADOPT)
    seen = workbench.papers.case(case)
    assert seen.cause == "买卖合同纠纷"
    assert [p.name for p in seen.parties if p.role == "被告"] == ["李四乙"]
    assert len(seen.claims) == 2


def test_renaming_is_kept(workbench: Workbench, folder: Path) -> None:
    case, _ = imported(workbench, folder)
    scan = named(workbench, case, "借条.tiff")
    workbench.papers.update_document(scan.id, name="被告借条", category="借条")
    assert named(workbench, case, "被告借条").category == "借条"


def test_deleting_a_paper_takes_its_undecided_cards_along(
    workbench: Workbench, folder: Path
) -> None:
    case = extracted(workbench, folder)
    first = workbench.advice.of_case(case, "papers.extract")[0]
    workbench.decide(first.id, Action.ADOPT)
    for document in workbench.papers.documents(case):
        workbench.papers.volume.recycle([document.id])
        workbench.papers.volume.purge([document.id])
    assert [a.id for a in workbench.advice.of_case(case)] == [first.id]
    assert workbench.papers.value(first.subject).usable


def test_a_paper_deleted_during_ocr_does_not_stop_the_rest(
    workbench: Workbench, folder: Path
) -> None:
    case, _ = imported(workbench, folder)
    job = workbench.papers.read_scans(case)
    scan = named(workbench, case, "借条.tiff")
    while not any(page.text for page in workbench.papers.text(scan.id).pages):
        workbench.jobs.poll()
        scan = named(workbench, case, "借条.tiff")
    workbench.papers.volume.recycle([scan.id])
    workbench.papers.volume.purge([scan.id])
    assert workbench.jobs.wait(job.id).state is JobState.DONE


def test_deleting_a_case_stops_its_jobs_and_leaves_no_original(
    workbench: Workbench, folder: Path
) -> None:
    case = workbench.papers.new_case("将被删除").id
    job = workbench.papers.import_files(case, [folder])
    while not workbench.papers.documents(case):
        workbench.jobs.poll()
    workbench.papers.delete_case(case)
    assert not workbench.jobs.poll()
    assert list(workbench.workspace.vault.hashes()) == []
    with pytest.raises(UserError, match="没有编号"):
        workbench.jobs.table.get(job.id)
    assert workbench.papers.account(job.id) == []


def test_a_refused_correction_changes_and_announces_nothing(
    workbench: Workbench, folder: Path
) -> None:
    case = extracted(workbench, folder)
    birth = next(a for a in workbench.advice.of_case(case) if "出生" in a.title)
    seen: list[bool] = []
    workbench.changes.subscribe(
        lambda _: seen.append(workbench.advice.get(birth.id).decision is not None)
    )
    with pytest.raises(UserError, match="不是有效日期"):
        workbench.decide(birth.id, Action.EDIT, "昨天")
    assert not any(seen)
    assert workbench.advice.get(birth.id).decision is None


def test_values_of_a_feature_that_is_off_are_not_given_out(
    workbench: Workbench, folder: Path
) -> None:
    case = extracted(workbench, folder)
    first = workbench.papers.values(case)[0]
    workbench.decide_value(first.id, Action.ADOPT)
    workbench.switches.set("papers.extract", False, case)
    assert [v.id for v in workbench.visible_values(case)] == [first.id]
