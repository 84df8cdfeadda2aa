"""A case out of the workspace."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workbench.kernel.errors import UserError
from workbench.papers.export import export_case, safe_name
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
