"""``workbench precedents suggest`` and ``index``."""

import json
from pathlib import Path

import pytest

from tests.commands.conftest import Run
from tests.law.precedents.test_similar import FIGHT, TEXTS, THEFT


@pytest.fixture
def pack(tmp_path: Path) -> Path:
    path = tmp_path / "裁判文书.jsonl"
    rows = [{"id": f"r{n}", "title": f"示例案件{n}", "text": text} for n, text in enumerate(TEXTS)]
    rows.append({"id": "twin", "title": "示例案件9", "text": TEXTS[9]})
    path.write_text("\n".join(json.dumps(row, ensure_ascii=False) for row in rows), "utf-8")
    return path


@pytest.fixture
def library(run: Run, pack: Path) -> Run:
    assert run("precedents", "import", str(pack)).data["total"] == len(TEXTS)
    return run


def test_the_import_makes_the_index_and_a_text_gets_similar_cases(library: Run) -> None:
    answer = library("precedents", "suggest", "--text", FIGHT, "--top", "2")
    assert answer.status == 0
    assert answer.data["searched"] == len(TEXTS)
    first = answer.data["precedents"][0]
    assert first["elements"]["causes"] == ["故意伤害罪"]
    assert first["number"].startswith("（2023）浙0106刑初")
    assert first["reasons"]


def test_a_batch_ranks_what_is_given_by_the_ids_of_the_import(library: Run, tmp_path: Path) -> None:
    batch = tmp_path / "batch.jsonl"
    rows = [
        {"id": "q1", "text": FIGHT, "among": ["r0", "r9", "gone", "twin"]},
        {"id": "q2", "text": THEFT},
    ]
    batch.write_text("\n".join(json.dumps(row, ensure_ascii=False) for row in rows), "utf-8")
    answer = library("precedents", "suggest", "--batch", str(batch))
    first, second = (json.loads(line) for line in answer.data["lines"].splitlines())
    assert [entry["id"] for entry in first["precedents"]] == ["r9", "twin", "r0", "gone"]
    assert first["precedents"][0]["title"] == "示例案件9"
    assert first["precedents"][-1]["score"] == 0
    assert second["id"] == "q2"
    assert len(second["precedents"]) > 5


def test_what_is_removed_is_not_suggested(library: Run) -> None:
    asked = ("precedents", "suggest", "--text", FIGHT, "--top", "1")
    first = library(*asked).data["precedents"][0]["id"]
    library("precedents", "remove", str(first))
    assert library("precedents", "index").data == {"outdated": False}
    after = library(*asked).data
    assert after["searched"] == len(TEXTS) - 1
    assert after["precedents"][0]["id"] != first


def test_a_switch_that_is_off_wins(library: Run) -> None:
    library("features", "off", "law.precedents")
    refused = library("precedents", "suggest", "--text", THEFT)
    assert refused.status == 2
    assert "关闭" in refused.said


def test_without_precedents_it_says_what_to_do(run: Run) -> None:
    refused = run("precedents", "suggest", "--text", THEFT)
    assert refused.status == 2
    assert "precedents import" in refused.said
