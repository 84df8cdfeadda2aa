"""Pages that come from originals other than the paper's own: stored, drawn, read, kept."""

import json
from dataclasses import asdict
from pathlib import Path

from tests.support.engines import FixedOcr
from workbench.kernel.workspace import STORE_FILE, open_workspace
from workbench.papers.layers import LayerRepository
from workbench.papers.model import Case, Origin, Page, origin_of
from workbench.papers.ocr import OcrKind
from workbench.schema import MIGRATIONS
from workbench.workbench import Workbench


def test_a_page_knows_the_original_that_it_comes_from(workbench: Workbench, folder: Path) -> None:
    case = workbench.papers.new_case("示例").id
    workbench.jobs.wait(workbench.papers.import_files(case, [folder / "证据"]).id)
    scan = next(d for d in workbench.papers.documents(case) if d.kind == "image")
    layers = LayerRepository(workbench._store)
    other = Origin("ab" * 32, "pdf", 9)
    with workbench._store.transaction():
        layers.put(scan.id, scan.layer, [Page(2, "", needs_ocr=True, origin=other)])
    own, moved = workbench.papers.page(scan.id, 1), workbench.papers.page(scan.id, 2)
    assert own is not None
    assert moved is not None
    assert origin_of(scan, own) == Origin(scan.sha256, "image", 1)
    assert origin_of(scan, moved) == other
    assert layers.originals(scan) == [scan.sha256, other.sha256]
    assert workbench.papers.originals_used() >= {scan.sha256, other.sha256}
    assert set(workbench.integrity()) == {f"原件 {other.sha256[:12]}"}


def test_ocr_reads_a_page_where_it_comes_from_and_keeps_its_origin(
    workbench: Workbench, folder: Path
) -> None:
    case = workbench.papers.new_case("示例").id
    workbench.jobs.wait(workbench.papers.import_files(case, [folder / "证据"]).id)
    scan = next(d for d in workbench.papers.documents(case) if d.kind == "image")
    third = Origin(scan.sha256, "image", 3)
    layers = LayerRepository(workbench._store)
    with workbench._store.transaction():
        layers.put(scan.id, scan.layer, [Page(1, "", needs_ocr=True, rotation=90, origin=third)])
    job = workbench.papers.read_scans(case)
    kind = OcrKind(
        workbench._store,
        workbench.workspace.vault,
        workbench.journal,
        workbench.switches,
        FixedOcr,
    )
    work = kind.work(job)
    assert work is not None
    ((_, pages),) = work.arguments["documents"]
    assert pages[0] == (1, third, 90)
    assert pages[1] == (2, Origin(scan.sha256, "image", 2), 0)
    workbench.jobs.wait(job.id)
    read = workbench.papers.page(scan.id, 1)
    assert read is not None
    assert (read.source, read.origin) == ("ocr", third)
    assert read.rotation == 180  # turned by a person, and by the engine on top of that


def test_a_store_of_before_opens_with_its_papers(tmp_path: Path) -> None:
    workspace = open_workspace(tmp_path / "ws", None)
    old = workspace.open_store(STORE_FILE, MIGRATIONS[:6])
    with old.transaction():
        data = json.dumps(asdict(Case("c", "示例案")))
        old.execute("INSERT INTO cases VALUES ('c','示例案','',?,?,'','')", (data, data))
        row = ("d", "c", "件", "件", "aa", 1, "pdf", "readable", "", "[]", "", "正卷", 0, 1, 1, "")
        old.execute(f"INSERT INTO documents VALUES ({','.join('?' * 16)})", row)
        old.execute("INSERT INTO layers VALUES ('d',1,'reader','',1)")
        old.execute(
            "INSERT INTO pages (document, version, number, text, source, needs_ocr, rotation, "
            "width, height, segments) VALUES ('d',1,1,'原文','text',0,0,1,1,'[]')"
        )
    old.close()
    workspace.close()
    workbench = Workbench.open(tmp_path / "ws", ocr=FixedOcr)
    (paper,) = workbench.papers.documents("c")
    page = workbench.papers.page("d", 1)
    assert page is not None
    assert (page.text, origin_of(paper, page)) == ("原文", Origin("aa", "pdf", 1))
    workbench.close()
