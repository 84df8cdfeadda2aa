"""``workbench laws``."""

import json
from pathlib import Path

import pytest

from tests.commands.conftest import LAW, Run


@pytest.fixture
def library(run: Run, law_file: Path) -> Run:
    answer = run("laws", "import", str(law_file))
    assert answer.status == 0
    assert answer.data == {"laws": 1, "versions": 1, "articles": 2, "skipped": []}
    return run


def test_same_pack_twice_changes_nothing(library: Run, law_file: Path) -> None:
    assert library("laws", "import", str(law_file)).data["articles"] == 2


def test_what_is_left_out_is_named(run: Run, tmp_path: Path) -> None:
    (tmp_path / "pack").mkdir()
    (tmp_path / "pack" / "试验法.md").write_text(LAW, encoding="utf-8")
    (tmp_path / "pack" / "空.md").write_bytes(b"")
    data = run("laws", "import", str(tmp_path / "pack")).data
    assert data["articles"] == 2
    assert [row["file"] for row in data["skipped"]] == ["空.md"]


def test_show_at_a_day(library: Run) -> None:
    cited = "《中华人民共和国试验法》第二条"
    now = library("laws", "show", cited, "--on", "2024-03-01").data
    assert (now["status"], now["in_force"]) == ("confirmed", True)
    assert now["text"].startswith("禁止高利放贷")
    assert now["version"]["effective"] == "2021-01-01"
    before = library("laws", "show", cited, "--on", "2020-12-31").data
    assert before["status"] == "differs"
    assert not before["in_force"]
    assert library("laws", "show", "《中华人民共和国试验法》第九条").data["status"] == "not_found"
    assert library("laws", "show", "无").status == 2
    assert "不是日期" in library("laws", "show", cited, "--on", "昨天").said


def test_cite_gives_spans(library: Run) -> None:
    text = "依照《中华人民共和国试验法》第一条、第三条之规定。"
    rows = library("laws", "cite", "--text", text, "--on", "2024-01-01").data["citations"]
    assert [row["status"] for row in rows] == ["confirmed", "not_found"]
    for row in rows:
        assert text[row["start"] : row["end"]] == row["quoted"]


def test_search(library: Run) -> None:
    (row,) = library("laws", "search", "高利放贷").data["articles"]
    assert row["article"] == "第二条"
    assert library("laws", "search", "不存在的词").data["articles"] == []


def test_suggest_gives_reasons_and_batches_keep_the_order(library: Run, tmp_path: Path) -> None:
    facts = "被告借款后没有按照约定的期限返还借款。"
    first = library("laws", "suggest", "--text", facts, "--on", "2024-01-01").data["articles"][0]
    assert first["article"] == "第一条"
    assert first["reasons"]
    batch = tmp_path / "batch.jsonl"
    rows = [{"id": "b", "text": facts}, {"id": "a", "text": "利率过高", "on": "2024-01-01"}]
    batch.write_text("\n".join(json.dumps(row) for row in rows), encoding="utf-8")
    lines = library("laws", "suggest", "--batch", str(batch)).data["lines"].splitlines()
    answers = [json.loads(line) for line in lines]
    assert [answer["id"] for answer in answers] == ["b", "a"]
    assert set(answers[0]["articles"][0]) == {"law", "article", "score"}
    assert answers[1]["articles"][0]["article"] == "第二条"
    batch.write_text('{"id": 1}', encoding="utf-8")
    assert "第 1 行" in library("laws", "suggest", "--batch", str(batch)).said


def test_suggestion_off_is_a_sentence(library: Run) -> None:
    library("features", "off", "law.statutes")
    answer = library("laws", "suggest", "--text", "借款")
    assert answer.status == 2
    assert "已关闭" in answer.said
    assert library("laws", "search", "高利放贷").status == 0
