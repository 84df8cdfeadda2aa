"""Private notes: kept with the page, changed, undone; never in an export."""

from pathlib import Path

import pytest

from workbench.kernel.anchor import Box
from workbench.kernel.errors import UserError
from workbench.papers.export import export_case
from workbench.papers.model import Document
from workbench.workbench import Workbench

SECRET = "证人前后矛盾待核"


@pytest.fixture
def scan(workbench: Workbench, folder: Path) -> Document:
    """Return a scan of four pages."""
    case = workbench.papers.new_case("张三甲诉李四乙")
    workbench.jobs.wait(workbench.papers.import_files(case.id, [folder / "证据"]).id)
    return next(d for d in workbench.papers.documents(case.id) if d.name == "借条.tiff")


def test_notes_are_listed_by_page_and_place(workbench: Workbench, scan: Document) -> None:
    notes = workbench.notes
    notes.add(scan.id, 3)
    low = notes.add(scan.id, 2, "乙", "借款", 4, [Box(0.1, 0.7, 0.3, 0.8)])
    high = notes.add(scan.id, 2, "甲", "今借", 0, [Box(0.1, 0.2, 0.3, 0.3)])
    on_page = notes.add(scan.id, 2, SECRET)
    assert [n.id for n in notes.of(scan.id)][:3] == [on_page.id, high.id, low.id]
    assert notes.of(scan.id)[1] == high
    assert notes.of(scan.id)[3].page == 3


def test_a_note_is_changed_deleted_and_put_back(workbench: Workbench, scan: Document) -> None:
    note = workbench.notes.add(scan.id, 1, "旧")
    changed = workbench.notes.change(note, " 新 ")
    assert changed.text == "新"
    assert workbench.notes.of(scan.id) == [changed]
    workbench.notes.delete(changed)
    assert workbench.notes.of(scan.id) == []
    workbench.notes.put_back(scan.id, changed)
    assert workbench.notes.of(scan.id) == [changed]
    with pytest.raises(UserError, match="没有第 9 页"):
        workbench.notes.add(scan.id, 9)


def test_notes_are_in_no_export_and_no_journal(
    workbench: Workbench, scan: Document, tmp_path: Path
) -> None:
    workbench.notes.add(scan.id, 1, SECRET, "借条", 0)
    case = workbench.papers.case(scan.case)
    export_case(workbench.papers, case, workbench.papers.values(case.id), tmp_path / "out")
    data = b"".join(p.read_bytes() for p in (tmp_path / "out").rglob("*") if p.is_file())
    assert SECRET.encode() not in data
    assert all(SECRET not in line for line in workbench.journal.export())
    assert not workbench.papers.search(SECRET, scan.case)


def test_notes_go_with_their_case(workbench: Workbench, scan: Document) -> None:
    workbench.notes.add(scan.id, 1, SECRET)
    workbench.papers.delete_case(scan.case)
    assert not workbench._store.rows("SELECT 1 FROM private_notes")


def test_the_same_paper_in_another_case_has_notes_of_its_own(
    workbench: Workbench, scan: Document, folder: Path
) -> None:
    workbench.notes.add(scan.id, 1, SECRET)
    other = workbench.papers.new_case("另案")
    workbench.jobs.wait(workbench.papers.import_files(other.id, [folder / "证据"]).id)
    copy = next(d for d in workbench.papers.documents(other.id) if d.name == "借条.tiff")
    assert workbench.notes.of(copy.id) == []


def test_a_note_turns_with_its_page_and_follows_it_into_another_paper(
    workbench: Workbench, scan: Document
) -> None:
    workbench.notes.add(scan.id, 2, SECRET, "借款", 4, [Box(0.1, 0.2, 0.3, 0.25)])
    workbench.papers.volume.rotate([scan.id], 90, [2])
    (note,) = workbench.notes.of(scan.id)
    box = note.boxes[0]
    assert [round(v, 4) for v in (box.x0, box.y0, box.x1, box.y1)] == [0.75, 0.1, 0.8, 0.3]
    (taken,) = workbench.papers.volume.take_out(scan.id, [2])[-1:]
    places = {d.id: [n.page for n in workbench.notes.of(d.id)] for d in (scan, taken)}
    assert sorted(places.values()) == [[], [1]]
