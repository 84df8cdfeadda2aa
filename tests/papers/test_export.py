"""A case out of the workspace."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workbench.kernel.errors import UserError
from workbench.papers.export import export_case, pdf_name, safe_name
from workbench.papers.model import Document
from workbench.papers.splitting import Part
from workbench.workbench import Workbench


@given(st.text(max_size=300))
def test_names_fit_every_file_system(name: str) -> None:
    safe = safe_name(name)
    assert 0 < len(safe.encode()) <= 180
    assert not set(safe) & set('\\/:*?"<>|\0')


def test_ending_of_a_long_name_is_kept() -> None:
    assert safe_name("很长的材料名称" * 40 + ".pdf").endswith(".pdf")


def test_one_damaged_original_does_not_stop_the_others(
    workbench: Workbench, folder: Path, tmp_path: Path
) -> None:
    papers = workbench.papers
    case = papers.new_case("导出")
    workbench.jobs.wait(papers.import_files(case.id, [folder]).id)
    bad = next(d for d in papers.documents(case.id) if d.name == "借条.tiff")
    sealed = workbench.workspace.vault.path(bad.sha256)
    sealed.chmod(0o600)
    sealed.write_bytes(b"?")
    done = export_case(papers, case, papers.values(case.id), tmp_path / "out")
    assert [name for name, _ in done.missing] == ["借条.tiff"]
    exported = [p for p in (tmp_path / "out").rglob("*") if p.is_file()]
    assert len(exported) == done.files
    assert all(p.stat().st_mode & 0o077 == 0 for p in exported)
    with pytest.raises(UserError, match="不是空文件夹"):
        export_case(papers, case, (), tmp_path / "out")


def words_of(path: Path) -> list[str]:
    """Return the text of each page of a PDF."""
    import pymupdf

    with pymupdf.open(path) as document:
        return [page.get_text() for page in document]


@pytest.mark.spawned
def test_a_part_of_a_split_scan_goes_out_without_the_other_parts(
    workbench: Workbench, stack: Document, tmp_path: Path
) -> None:
    papers = workbench.papers
    parts = [Part("起诉状", (2, 1)), Part("合议庭评议笔录", (5,), volume="副卷")]
    parts.append(Part("其余", (3, 4)))
    made = papers.volume.split(stack.id, parts)
    papers.volume.rotate([made[0].id], 90)
    papers.volume.recycle([made[2].id])
    done = export_case(papers, papers.case(stack.case), (), tmp_path / "out")
    assert done.missing == ()
    files = {p.relative_to(tmp_path / "out").as_posix() for p in (tmp_path / "out").rglob("*.*")}
    assert files == {
        "案件数据.json",
        "正卷/001 起诉状.pdf",
        "正卷/001 起诉状.pdf.文字.txt",
        "副卷/002 合议庭评议笔录.pdf",
        "副卷/002 合议庭评议笔录.pdf.文字.txt",
    }
    open_volume = words_of(tmp_path / "out" / "正卷" / "001 起诉状.pdf")
    assert ["判令" in open_volume[0], "张三甲" in open_volume[1]] == [True, True]
    assert "评议" not in "".join(open_volume)
    import pymupdf

    with pymupdf.open(tmp_path / "out" / "正卷" / "001 起诉状.pdf") as document:
        assert [page.rotation for page in document] == [90, 90]


def test_photos_that_were_joined_go_out_as_one_pdf(
    workbench: Workbench, photos: str, tmp_path: Path
) -> None:
    papers = workbench.papers
    ids = [d.id for d in papers.documents(photos) if d.kind == "image"]
    papers.volume.join(ids)
    export_case(papers, papers.case(photos), (), tmp_path / "out")
    (made,) = (tmp_path / "out" / "正卷").glob("*.pdf")
    assert len(words_of(made)) == 3
    papers.volume.undo(photos)
    assert [papers.copy(key).original for key in ids] == [True] * 3


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("扫描.tiff", "扫描.pdf"),
        ("借条", "借条.pdf"),
        ("第1.2条", "第1.2条.pdf"),
        ("a.PDF", "a.pdf"),
    ],
)
def test_a_paper_is_named_as_a_pdf(name: str, expected: str) -> None:
    assert pdf_name(name) == expected
