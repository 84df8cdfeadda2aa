"""The list of cases, edits by hand with undo, and workspaces of before."""

import json
from pathlib import Path

import pytest

from tests.support.engines import FixedOcr
from workbench.kernel.advice import Action
from workbench.kernel.errors import UserError
from workbench.kernel.workspace import STORE_FILE, open_workspace
from workbench.papers.case_rows import CaseRow, in_order, matching
from workbench.papers.model import Party
from workbench.papers.values import CaseValue
from workbench.schema import MIGRATIONS
from workbench.workbench import Workbench


def titles(rows: list[CaseRow]) -> list[str]:
    return [row.title for row in rows]


@pytest.fixture
def three(workbench: Workbench) -> Workbench:
    papers = workbench.papers
    first = papers.new_case("甲案", number="（2025）京0105民初10号", cause="买卖合同纠纷")
    papers.new_case("乙案", number="（2025）京0105民初9号", court="示范市样例区人民法院")
    papers.new_case("丙案")
    papers.desk.add_party(first.id, Party("张三甲", "原告"))
    papers.desk.add_party(first.id, Party("赵六丁", "委托诉讼代理人", agent_of="张三甲"))
    return workbench


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("", ["甲案", "丙案", "乙案"]),
        ("张三甲", ["甲案"]),
        ("赵六丁 买卖", ["甲案"]),
        ("赵六丁 样例区", []),
        ("(2025)京0105", ["甲案", "乙案"]),
        ("一审", ["甲案", "乙案"]),
        ("样例区", ["乙案"]),
    ],
)
def test_every_word_must_match_somewhere(three: Workbench, query: str, found: list[str]) -> None:
    assert sorted(titles(matching(three.case_rows(), query))) == sorted(found)
    assert sorted(case.title for case in three.papers.cases(query)) == sorted(found)


def test_numbers_sort_as_numbers_and_empty_ones_last(three: Workbench) -> None:
    rows = three.case_rows()
    assert titles(in_order(rows, "number")) == ["乙案", "甲案", "丙案"]
    assert titles(in_order(rows, "number", descending=True)) == ["甲案", "乙案", "丙案"]


def test_rows_count_what_waits(workbench: Workbench, folder: Path) -> None:
    case = workbench.papers.new_case("计数").id
    workbench.jobs.wait(workbench.papers.import_files(case, [folder]).id)
    workbench.jobs.wait(workbench.papers.extract(case).id)
    (row,) = workbench.case_rows()
    pending = len(workbench.papers.values(case))
    assert (row.papers, row.unread, row.pending) == (4, 1, pending)
    workbench.switches.set("papers.extract", False, case)
    assert workbench.case_rows()[0].pending == 0
    workbench.papers.delete_case(case)
    assert workbench.case_rows() == []


def test_two_cases_of_one_number_are_told(three: Workbench) -> None:
    papers = three.papers
    number = "（2025）京0105民初9号"
    (third,) = [row for row in three.case_rows() if not row.number]
    papers.update_case(third.id, number=number)
    assert [case.title for case in papers.desk.twins(third.id, number)] == ["乙案"]
    assert {row.title for row in three.case_rows() if row.twin} == {"乙案", "丙案"}
    assert papers.desk.twins(third.id, "") == []


def confirmed(workbench: Workbench, folder: Path) -> tuple[str, dict[str, CaseValue]]:
    case = workbench.papers.new_case("撤销").id
    workbench.jobs.wait(workbench.papers.import_files(case, [folder]).id)
    workbench.jobs.wait(workbench.papers.extract(case).id)
    values = {v.found.field: v for v in workbench.papers.values(case) if "张三甲" in v.found.group}
    for value in values.values():
        workbench.decide_value(value.id, Action.ADOPT)
    return case, values


def test_undo_gives_back_what_stood_there_and_is_journaled(
    workbench: Workbench, folder: Path
) -> None:
    case, values = confirmed(workbench, folder)
    desk = workbench.papers.desk
    key = workbench.papers.case(case).parties[0].key
    before = desk.typed(case)
    assert desk.edit_party(case, key, address="改过的住址").parties[0].address == "改过的住址"
    # What happened in between stays.
    desk.update(case, court="示范市样例区人民法院")
    after = desk.put_back(case, before, ("parties", "order"))
    assert after.parties[0].address == values["party.address"].value
    assert after.court == "示范市样例区人民法院"
    events = [entry.event for entry in workbench.journal.entries()]
    assert events.count("case.update") == 3


def test_undo_of_an_emptied_field_lets_the_confirmed_value_back(
    workbench: Workbench, folder: Path
) -> None:
    case, _ = confirmed(workbench, folder)
    desk = workbench.papers.desk
    value = next(v for v in workbench.papers.values(case) if v.found.field == "claim.text")
    workbench.decide_value(value.id, Action.ADOPT)
    before = desk.typed(case)
    assert desk.update(case, claims=()).claims == ()
    assert desk.put_back(case, before, ("claims",)).claims == (value.value,)


def test_proposed_parties_are_those_that_nobody_confirmed(
    workbench: Workbench, folder: Path
) -> None:
    case, _ = confirmed(workbench, folder)
    desk = workbench.papers.desk
    proposed = desk.proposed_parties(case, workbench.visible_values(case))
    assert [party.name for party in proposed] == ["李四乙"]
    workbench.switches.set("papers.extract", False, case)
    assert desk.proposed_parties(case, workbench.visible_values(case)) == ()


def test_edits_of_who_is_gone_are_refused_in_words(workbench: Workbench) -> None:
    case = workbench.papers.new_case("拒绝").id
    desk = workbench.papers.desk
    with pytest.raises(UserError, match="不在本案"):
        desk.edit_party(case, "没有", phone="1")
    with pytest.raises(UserError, match="不能为空"):
        desk.add_party(case, Party(" ", "原告"))


OLD_CASE = {
    "id": "old1", "title": "旧案", "number": "（2020）京0105民初7号", "court": "", "cause": "",
    "procedure": "", "stage": "", "filed": None, "panel": [], "claims": [], "created": "",
    "updated": "",
    "parties": [{
        "name": "张三甲", "role": "原告", "kind": "natural", "sex": "", "birth": "1990-03-05",
        "ethnicity": "", "identity": "", "address": "旧址1号", "phone": "", "representative": "",
        "agent_of": "", "authority": "",
    }],
}  # fmt: skip
"""A case as it was stored before there were rows of cases and keys of parties."""


def test_a_workspace_of_before_opens_with_its_cases(tmp_path: Path) -> None:
    place = next(n for n, step in enumerate(MIGRATIONS) if step.name == "case_rows")
    workspace = open_workspace(tmp_path / "ws", None)
    store = workspace.open_store(STORE_FILE, MIGRATIONS[:place])
    data, then = json.dumps(OLD_CASE), "2025-01-02T09:00:00.000+08:00"
    with store.transaction():
        row = ("old1", OLD_CASE["title"], OLD_CASE["number"], data, data, then, then)
        store.execute("INSERT INTO cases VALUES (?,?,?,?,?,?,?)", row)
    store.close()
    workspace.close()
    again = Workbench.open(tmp_path / "ws", ocr=FixedOcr)
    (row_now,) = again.case_rows()
    assert (row_now.title, row_now.stage, row_now.year) == ("旧案", "一审", 2020)
    assert row_now.parties == "原告张三甲"
    edited = again.papers.desk.edit_party("old1", "张三甲", phone="13000000000")
    assert [(p.name, p.phone, p.address) for p in edited.parties] == [
        ("张三甲", "13000000000", "旧址1号")
    ]
    again.close()
