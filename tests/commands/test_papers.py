"""``workbench case`` and ``workbench papers``."""

from pathlib import Path

import pytest

from tests.commands.conftest import Run
from tests.papers.conftest import COMPLAINT


@pytest.fixture
def papers(tmp_path: Path) -> Path:
    folder = tmp_path / "材料"
    folder.mkdir()
    (folder / "起诉状.txt").write_bytes(COMPLAINT.encode("gb18030"))
    (folder / "坏.pdf").write_bytes(b"%PDF-1.4 nothing")
    return folder


def test_from_folder_to_confirmed_data(run: Run, papers: Path, tmp_path: Path) -> None:
    answer = run("case", "import", str(papers))
    assert answer.status == 0
    outcomes = {Path(f["source"]).name: f["outcome"] for f in answer.data["files"]}
    assert outcomes == {"起诉状.txt": "readable", "坏.pdf": "unreadable"}
    case = answer.data["case"]
    (complaint,) = [p for p in answer.data["papers"] if p["name"] == "起诉状.txt"]
    assert complaint["category"] == "起诉状"
    assert run("papers", "text", complaint["id"]).data["layer"]["pages"][0]["text"]
    assert run("papers", "search", "偿还借款").data["hits"][0]["page"] == 1
    values = run("papers", "extract", case).data["values"]
    name = next(v for v in values if v["field"] == "party.name" and v["value"] == "张三甲")
    assert run("papers", "confirm", name["id"]).data["state"] == "confirmed"
    shown = run("case", "show", case).data
    assert [p["name"] for p in shown["case"]["parties"]] == ["张三甲"]
    assert run("case", "list", "张三甲").data["cases"][0]["id"] == case
    assert run("papers", "catalogue", case).data["papers"]
    exported = run("case", "export", case, str(tmp_path / "out"))
    assert exported.data["files"] >= 3
    assert any("起诉状" in p.name for p in (tmp_path / "out" / "正卷").iterdir())
    assert run("case", "delete", case, "--yes").status == 0
    assert run("case", "list").data["cases"] == []


def test_reading_without_a_case(run: Run, papers: Path) -> None:
    rows = {Path(r["file"]).name: r for r in run("papers", "read", str(papers)).data["files"]}
    good, bad = rows["起诉状.txt"], rows["坏.pdf"]
    assert {"file", "outcome", "reason", "kind", "pages", "warnings"} <= good.keys()
    assert good["outcome"] == "readable"
    assert good["pages"][0]["number"] == 1
    assert good["pages"][0]["source"] == "text"
    assert "诉讼请求" in good["pages"][0]["text"]
    assert bad["outcome"] == "unreadable"
    assert bad["reason"].endswith("。")


def test_a_case_number_is_kept_in_its_normal_form(run: Run) -> None:
    made = run("case", "new", "试验案", "--number", "(2026)京0105民初12号")
    assert made.data["case"]["number"] == "（2026）京0105民初12号"
    assert run("case", "show", "（2026）京0105民初12号").data["case"]["title"] == "试验案"


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("case", "new", "试验案", "--number", "2026民初"), "收案年度"),
        (("case", "show", "没有"), "没有编号"),
        (("case", "import", "/no/such/folder"), "找不到"),
        (("case", "new", " "), "名称为空"),
        (("papers", "text", "x"), "没有编号"),
        (("papers", "read", "/no/such"), "找不到"),
        (("papers", "confirm", "x"), "已不存在"),
        (("features", "off", "no.such"), "没有名为"),
        (("jobs", "cancel", "x"), "没有编号"),
        (("laws", "search", "借款"), "法规库中还没有法律"),
        (("measure", "nothing"), "没有名为"),
    ],
)
def test_what_cannot_be_done_is_a_sentence(run: Run, words: tuple[str, ...], said: str) -> None:
    answer = run(*words)
    assert answer.status == 2
    assert said in answer.said


@pytest.mark.parametrize(
    ("key", "words"),
    [
        ("papers.ocr", ("papers", "ocr")),
        ("papers.extract", ("papers", "extract")),
        ("papers.catalogue", ("papers", "catalogue")),
    ],
)
def test_a_feature_that_is_off_answers_with_a_sentence(
    run: Run, papers: Path, key: str, words: tuple[str, ...]
) -> None:
    case = run("case", "import", str(papers)).data["case"]
    run("features", "off", key)
    answer = run(*words, case)
    assert answer.status == 2
    assert "已关闭" in answer.said
    run("features", "on", key)
    assert run(*words, case).status == 0
