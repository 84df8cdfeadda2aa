"""Corrections by hand: versions, undo, return, search, and OCR at the same time."""

from pathlib import Path

import pytest

from tests.support.engines import WORDS
from workbench.kernel.errors import UserError
from workbench.kernel.workspace import STORE_FILE
from workbench.papers.model import Document, Outcome, Page
from workbench.papers.ocr import PageRead
from workbench.papers.repository import READING
from workbench.papers.spans import Span, line_of
from workbench.papers.text_corrections import BY_HAND
from workbench.schema import MIGRATIONS
from workbench.workbench import Workbench


@pytest.fixture
def scan(workbench: Workbench, folder: Path) -> Document:
    """Return a scan of four pages, imported and not yet read."""
    case = workbench.papers.new_case("张三甲诉李四乙")
    workbench.jobs.wait(workbench.papers.import_files(case.id, [folder / "证据"]).id)
    return next(d for d in workbench.papers.documents(case.id) if d.name == "借条.tiff")


@pytest.fixture
def read(workbench: Workbench, scan: Document) -> Document:
    """Return the scan once it was read."""
    workbench.jobs.wait(workbench.papers.read_scans(scan.case).id)
    return workbench.papers.document(scan.id)


def page_of(workbench: Workbench, document: str, number: int = 1) -> Page:
    page = workbench.papers.page(document, number)
    assert page is not None
    return page


def first_line(page: Page) -> Span:
    return line_of(page, 0)


def test_a_correction_is_a_new_version_and_the_old_one_stays(
    workbench: Workbench, read: Document
) -> None:
    seen = page_of(workbench, read.id)
    after = workbench.texts.correct_line(read.id, seen, first_line(seen), "今借到人民币叁万元整")
    now = workbench.papers.document(read.id)
    assert now.layer == read.layer + 1
    assert page_of(workbench, read.id) == after
    assert after.text.startswith("今借到人民币叁万元整")
    assert after.segments[0].box == seen.segments[0].box
    assert after.segments[0].checked
    old = workbench.texts.page(read.id, read.layer, 1)
    assert old == seen
    newest = workbench.texts.versions(read.id)[-1]
    assert (newest.layer.engine, newest.pages) == (BY_HAND, (1,))
    assert newest.actor == workbench.journal.actor
    assert workbench.papers.original(read.id)
    entry = workbench.journal.entries("papers.correct")[0]
    assert (entry.subject, entry.detail["pages"]) == (read.id, [1])
    assert "叁万" not in str(entry.detail)


def test_search_finds_the_new_words_and_no_longer_the_old(
    workbench: Workbench, read: Document
) -> None:
    seen = page_of(workbench, read.id, 2)
    workbench.texts.correct_page(read.id, seen, "完全另外的内容")
    assert [hit.page for hit in workbench.papers.search("另外的内容", read.case)] == [2]
    pages = {hit.page for hit in workbench.papers.search(WORDS[:4], read.case)}
    assert pages == {1, 3, 4}


def test_one_sitting_is_one_version(workbench: Workbench, read: Document) -> None:
    for number in (1, 2, 3):
        seen = page_of(workbench, read.id, number)
        workbench.texts.correct_line(read.id, seen, first_line(seen), f"改正{number}")
    assert workbench.papers.document(read.id).layer == read.layer + 1
    assert workbench.texts.versions(read.id)[-1].pages == (1, 2, 3)


def test_corrections_are_taken_back_one_by_one(workbench: Workbench, read: Document) -> None:
    before = page_of(workbench, read.id)
    one = workbench.texts.correct_line(read.id, before, first_line(before), "一改")
    workbench.texts.correct_line(read.id, one, first_line(one), "二改")
    assert workbench.texts.undo(read.id) == 1
    assert page_of(workbench, read.id) == one
    assert workbench.texts.undo(read.id) == 1
    assert page_of(workbench, read.id) == before
    assert workbench.texts.undo(read.id) == 0


def test_an_older_version_can_be_returned_to(workbench: Workbench, read: Document) -> None:
    before = page_of(workbench, read.id)
    workbench.texts.correct_page(read.id, before, "改坏了")
    assert workbench.texts.restore(read.id, read.layer) == 1
    assert page_of(workbench, read.id) == before
    assert len(workbench.texts.versions(read.id)) == 4
    assert workbench.texts.page(read.id, read.layer + 1, 1) is not None
    assert not workbench.papers.search("改坏了", read.case)
    assert len(workbench.papers.search(WORDS[:4], read.case)) >= 4


def test_a_version_without_text_is_not_returned_to(workbench: Workbench, read: Document) -> None:
    with pytest.raises(UserError, match="没有识别文字的页"):
        workbench.texts.restore(read.id, 1)
    assert workbench.papers.document(read.id).layer == read.layer


def test_what_changed_meanwhile_is_not_overwritten(workbench: Workbench, read: Document) -> None:
    seen = page_of(workbench, read.id)
    other = workbench.texts.correct_line(read.id, seen, first_line(seen), "别处先改了")
    with pytest.raises(UserError, match="刚被更新"):
        workbench.texts.correct_line(read.id, seen, first_line(seen), "后改的")
    assert page_of(workbench, read.id) == other


def test_a_page_typed_while_it_is_being_read_stays(workbench: Workbench, scan: Document) -> None:
    seen = page_of(workbench, scan.id, 2)
    workbench.texts.correct_page(scan.id, seen, "手工录入的第二页")
    workbench.jobs.wait(workbench.papers.read_scans(scan.case).id)
    texts = [page_of(workbench, scan.id, number).text for number in (1, 2, 3, 4)]
    assert texts == [WORDS, "手工录入的第二页", WORDS, WORDS]
    late = PageRead(scan.id, 2, None, "迟到")
    kind = workbench.jobs._kinds["papers.ocr"]
    job = workbench.jobs.table.of_case(scan.case)[-1]
    with workbench._store.transaction():
        kind.store(job, late)
    assert page_of(workbench, scan.id, 2).text == "手工录入的第二页"
    assert not any("迟到" in w for w in workbench.papers.document(scan.id).warnings)


def test_a_paper_typed_by_hand_to_its_end_can_be_read(workbench: Workbench, scan: Document) -> None:
    for number in (1, 2, 3, 4):
        workbench.texts.correct_page(scan.id, page_of(workbench, scan.id, number), f"第{number}张")
    assert workbench.papers.document(scan.id).outcome is Outcome.READABLE
    assert workbench.papers.unread(scan.case) == []


def test_a_line_confirmed_as_it_is_is_marked(workbench: Workbench, read: Document) -> None:
    seen = page_of(workbench, read.id)
    line = first_line(seen)
    after = workbench.texts.correct_line(read.id, seen, line, seen.text[line.start : line.end])
    assert after.text == seen.text
    assert after.segments[0].checked
    assert page_of(workbench, read.id).segments[0].confidence == 1.0


def test_frames_are_the_pages_without_their_text(workbench: Workbench, read: Document) -> None:
    frames = workbench.texts.frames(read.id)
    assert frames.version == read.layer
    assert [page.number for page in frames.pages] == [1, 2, 3, 4]
    full = workbench.papers.text(read.id).pages
    assert [(p.width, p.height, p.rotation, p.needs_ocr) for p in frames.pages] == [
        (p.width, p.height, p.rotation, p.needs_ocr) for p in full
    ]
    assert not any(page.text or page.segments for page in frames.pages)
    assert workbench.texts.texts(read.id, read.layer, 2, 3) == [(2, WORDS), (3, WORDS)]


def test_a_paper_that_is_still_coming_in_is_neither_corrected_nor_read(
    workbench: Workbench, scan: Document
) -> None:
    store = workbench.workspace.open_store(STORE_FILE, MIGRATIONS)

    def being_read(outcome: str) -> None:
        with store.transaction():
            store.execute("UPDATE intake SET outcome = ? WHERE document = ?", (outcome, scan.id))

    being_read(READING)
    seen = page_of(workbench, scan.id)
    with pytest.raises(UserError, match="尚未导入完成"):
        workbench.texts.correct_page(scan.id, seen, "手输的文字")
    assert workbench.papers.unread(scan.case) == []
    workbench.jobs.wait(workbench.papers.read_scans(scan.case, [scan.id]).id)
    assert workbench.papers.document(scan.id).layer == 1, "pages to come are put into this version"
    being_read("needs_ocr")
    store.close()
    workbench.jobs.wait(workbench.papers.read_scans(scan.case).id)
    assert workbench.papers.document(scan.id).outcome is Outcome.READABLE
