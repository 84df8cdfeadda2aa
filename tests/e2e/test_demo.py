"""The demonstration, run as a user runs it, against the truth of its invented case."""

import json
import os
import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import docx
import pytest

from installer.demo_speech.rates import error_rate
from tests.support.data import ROOT

TRUTH: dict[str, Any] = json.loads(
    (ROOT / "resources" / "demo" / "expected.json").read_text(encoding="utf-8")
)

HEARING: dict[str, Any] = json.loads(
    (ROOT / "resources" / "demo" / "hearing" / "truth.json").read_text(encoding="utf-8")
)


@pytest.fixture(scope="module")
def report(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    """Run ``workbench demo`` once."""
    folder = tmp_path_factory.mktemp("demo") / "ws"
    environment = {k: v for k, v in os.environ.items() if k not in ("DISPLAY", "WAYLAND_DISPLAY")}
    words = ["demo", "--folder", str(folder), "--json"]
    done = subprocess.run(
        [sys.executable, "-m", "workbench", *words],
        capture_output=True,
        text=True,
        check=False,
        cwd=ROOT,
        env=environment,
    )
    assert done.returncode == 0, done.stderr
    answer: dict[str, Any] = json.loads(done.stdout)
    return answer


def file_of(report: dict[str, Any], value: dict[str, Any]) -> str:
    """Return the path within the case of the paper that a value stands in."""
    sources = {paper["id"]: paper["source"] for paper in report["papers"]}
    return str(sources[value["document"]]).removeprefix("case/")


def values(report: dict[str, Any], field: str) -> set[str]:
    return {value["value"] for value in report["values"] if value["field"] == field}


def test_every_paper_is_read_and_filed(report: dict[str, Any]) -> None:
    found = {p["source"].removeprefix("case/"): p for p in report["papers"]}
    assert found.keys() == {paper["file"] for paper in TRUTH["papers"]}
    for paper in TRUTH["papers"]:
        assert found[paper["file"]]["outcome"] == "readable"
        assert found[paper["file"]]["kind"] == paper["kind"]
        assert found[paper["file"]]["category"] == paper["category"]


def test_parties_and_agent(report: dict[str, Any]) -> None:
    complaint = [v for v in report["values"] if file_of(report, v).endswith("起诉状.docx")]
    for party in TRUTH["parties"]:
        group = f"{party['role']}:{party['name']}"
        said = {v["field"]: v["value"] for v in complaint if v["group"] == group}
        for field in ("name", "sex", "ethnicity", "identity", "address", "phone"):
            assert said[f"party.{field}"] == party[field], (group, field)
    (agent,) = TRUTH["agents"]
    assert agent["name"] in values(report, "agent.name")
    assert agent["firm"] in values(report, "agent.firm")
    assert agent["authority"] in values(report, "agent.authority")


def test_claims_cause_and_number(report: dict[str, Any]) -> None:
    assert {claim["text"] for claim in TRUTH["claims"]} <= values(report, "claim.text")
    assert TRUTH["case"]["cause"] in values(report, "cause.name")
    assert TRUTH["case"]["number"] in values(report, "case.number")
    assert TRUTH["case"]["court"] in values(report, "court.name")


def test_amounts_and_dates(report: dict[str, Any]) -> None:
    amounts = {
        float(v["value"])
        for v in report["values"]
        if v["field"].startswith(("amount.", "transfer.amount", "claim.amount"))
    }
    for key in ("agreed", "transferred"):
        assert float(TRUTH["amounts"][key]) in amounts, key
    for payment in TRUTH["amounts"]["payments"]:
        assert float(payment["amount"]) in amounts
    dates = {
        v["value"] for v in report["values"] if v["field"].startswith(("date.", "transfer.date"))
    }
    for key in ("contract", "due", "complaint", "power"):
        assert TRUTH["dates"][key] in dates, key


def test_the_conflict_between_papers_is_shown(report: dict[str, Any]) -> None:
    (wanted,) = TRUTH["conflicts"]
    found = [
        c
        for c in report["conflicts"]
        if c["field"] == wanted["field"] and c["subject"] == wanted["party"]
    ]
    assert len(found) == 1
    assert {v["value"] for v in found[0]["values"]} == {v["value"] for v in wanted["values"]}


def test_every_value_stands_where_its_anchor_says(report: dict[str, Any]) -> None:
    assert all(value["quoted"] for value in report["values"])


def test_articles_of_the_case_are_suggested_with_reasons(report: dict[str, Any]) -> None:
    found = {(a["law"], a["article"]) for a in report["articles"]}
    wanted = {(a["law"], a["article"]) for a in TRUTH["suggestions"]["articles"]}
    assert wanted <= found
    assert all(article["reasons"] for article in report["articles"])


def test_similar_cases_are_suggested_both_ways_with_sources(report: dict[str, Any]) -> None:
    wanted = TRUTH["precedents"]
    cards = [item for item in report["similar"] if item["kind"] == "precedent"]
    by_way = {True: set(wanted["supporting"]), False: set(wanted["contrary"])}
    for supporting, numbers in by_way.items():
        titles = [i["title"] for i in cards if i["section"].startswith("结果相同") == supporting]
        assert len(titles) == len(numbers)
        for number in numbers:
            assert any(number in title for title in titles), number
    assert all(item["reasons"] and item["sources"] for item in cards)
    assert any(item["kind"] == "spread" for item in report["similar"])


def test_the_report_of_the_search_names_the_library_and_nothing_else(
    report: dict[str, Any],
) -> None:
    wanted = TRUTH["precedents"]
    document = docx.Document(report["search_report"]["file"])
    cells = [c.text for table in document.tables for row in table.rows for c in row.cells]
    text = "\n".join([*(p.text for p in document.paragraphs), *cells])
    assert len(report["search_report"]["listed"]) == wanted["files"]
    numbers = {*wanted["supporting"], *wanted["contrary"]}
    for number in numbers:
        assert number in text
    known = {*numbers, TRUTH["case"]["number"]}
    # The decision on which an entry rests is named in the entry.
    held = {f"（{year}）京0000民初990{n}号" for year, n in ((2023, 1), (2025, 2))}
    cited = set(re.findall(r"（20\d\d）京0000民初\d+号", text))
    assert cited <= known | held
    for party in TRUTH["parties"]:
        assert party["identity"] not in text
    assert "应当参照" in text
    assert "未检索、也不能检索在线的人民法院案例库" in text


def test_pictures_of_the_window_are_written(report: dict[str, Any]) -> None:
    assert len(report["pictures"]) >= 3
    for picture in report["pictures"]:
        assert Path(picture).read_bytes().startswith(b"\x89PNG")


def test_the_hearing_is_heard_turn_by_turn(report: dict[str, Any]) -> None:
    heard, said = report["hearing"]["turns"], HEARING["turns"]
    assert [turn["role"] for turn in heard] == [turn["role"] for turn in said]
    assert max(abs(one["start"] - two["start"]) for one, two in zip(heard, said, strict=True)) < 0.5
    texts = [turn["text"] for turn in said], [turn["heard"] for turn in heard]
    assert error_rate(*texts) < 0.05


def test_the_stages_of_the_hearing_are_found(report: dict[str, Any]) -> None:
    begins = {stage["start"]: stage["stage"] for stage in report["hearing"]["stages"]}
    said, stage = [], ""
    for turn in report["hearing"]["turns"]:
        stage = begins.get(turn["start"], stage)
        said.append(stage)
    assert said == [turn["stage"] for turn in HEARING["turns"]]


def test_exhibits_and_who_answered_are_found(report: dict[str, Any]) -> None:
    found = [(one["by"], one["name"], one["answered"]) for one in report["hearing"]["exhibits"]]
    both = [party["name"] for party in TRUTH["parties"] if party["role"] == "被告"]
    for name in ("借款合同", "收条", "银行流水"):
        assert ("原告", name, [f"被告{party}" for party in both]) in found


def test_the_record_of_the_hearing_is_a_draft_of_what_was_heard(report: dict[str, Any]) -> None:
    document = docx.Document(report["hearing"]["record"])
    text = "\n".join(paragraph.text for paragraph in document.paragraphs)
    assert "法庭笔录" in text
    assert "不得作为法庭笔录使用" in text + "".join(
        paragraph.text for section in document.sections for paragraph in section.header.paragraphs
    )
    for words in ("坚持诉讼请求", "被告同意调解", "现在休庭"):
        assert words in text


def test_the_head_of_the_record_holds_what_was_confirmed(report: dict[str, Any]) -> None:
    record = docx.Document(report["hearing"]["record"])
    head = {row.cells[0].text: row.cells[1].text for row in record.tables[0].rows}
    assert head["案号"] == TRUTH["case"]["number"]
    assert head["案由"] == TRUTH["case"]["cause"]
    persons = {row.cells[1].text for row in record.tables[1].rows}
    assert {party["name"] for party in TRUTH["parties"]} <= persons
