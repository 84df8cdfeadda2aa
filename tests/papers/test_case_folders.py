"""One case or several: by the names of folders and files."""

from pathlib import Path

import pytest

from workbench.papers.case_folders import separate_cases


def make(folder: Path, *names: str) -> Path:
    for name in names:
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("内容", "utf-8")
    return folder


def test_a_folder_of_folders_with_a_complaint_each_is_several_cases(tmp_path: Path) -> None:
    top = make(tmp_path / "本周收案", "甲/民事起诉状.docx", "乙/材料/起诉状.pdf", ".DS_Store")
    assert [path.name for path in separate_cases([top])] == ["乙", "甲"]


def test_case_numbers_in_the_names_tell_too(tmp_path: Path) -> None:
    top = make(tmp_path / "收案", "（2026）京0105民初1号/a.pdf", "(2026)京0105民初2号 张三甲/b.pdf")
    assert len(separate_cases([top])) == 2


def test_several_folders_brought_at_once(tmp_path: Path) -> None:
    first = make(tmp_path / "甲", "起诉状.txt")
    second = make(tmp_path / "乙", "刑事起诉书.txt")
    assert separate_cases([first, second]) == [first, second]


@pytest.mark.parametrize(
    "names",
    [
        ("起诉材料/起诉状.docx", "证据/借条.jpg"),
        ("起诉状.docx", "甲/起诉状.docx", "乙/起诉状.docx"),
        ("甲/起诉状.docx",),
        ("正卷/001.pdf", "副卷/002.pdf"),
    ],
)
def test_papers_of_one_case_stay_together(tmp_path: Path, names: tuple[str, ...]) -> None:
    assert separate_cases([make(tmp_path / "卷宗", *names)]) == []


def test_files_are_one_case(tmp_path: Path) -> None:
    make(tmp_path, "起诉状.txt", "答辩状.txt")
    assert separate_cases([tmp_path / "起诉状.txt", tmp_path / "答辩状.txt"]) == []
    assert separate_cases([]) == []
