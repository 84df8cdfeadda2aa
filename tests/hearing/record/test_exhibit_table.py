"""Columns of the table of exhibits, and rows that a person adds."""

import pytest

from workbench.hearing.record.exhibit_table import (
    answering,
    free_id,
    may_answer,
    next_label,
    offering,
    problem_of,
)
from workbench.hearing.record.exhibits import Cell, Exhibit

CONTRACT = Exhibit("原告:证据1", "原告", "证据1", "借款合同")
CIVIL = ("原告", "委托诉讼代理人", "被告", "第三人")


def test_sides_that_said_nothing_have_an_empty_column() -> None:
    assert answering([CONTRACT], CIVIL) == ("被告", "第三人")


def test_a_person_called_by_name_stands_for_the_side() -> None:
    answered = Exhibit("原告:证据1", "原告", "证据1", cells=(Cell("被告李四乙"),))
    assert answering([answered], CIVIL) == ("被告李四乙", "第三人")


def test_both_sides_answer_where_both_offer() -> None:
    rows = [CONTRACT, Exhibit("被告:证据1", "被告", "证据1", cells=(Cell("原告"),))]
    assert answering(rows, CIVIL) == ("原告", "被告", "第三人")


def test_a_defender_answers_beside_the_accused() -> None:
    rows = [Exhibit("公诉人:证据1", "公诉人", "证据1")]
    assert answering(rows, ("公诉机关", "被告人", "辩护人")) == ("被告人", "辩护人")


@pytest.mark.parametrize(
    ("party", "may"), [("原告", False), ("原告张三甲", False), ("被告", True), ("", False)]
)
def test_nobody_challenges_his_own_evidence(party: str, may: bool) -> None:
    assert may_answer(CONTRACT, party) is may


def test_a_new_row_takes_the_next_number_of_its_side() -> None:
    assert next_label([CONTRACT, Exhibit("x", "原告", "证据7")], "原告") == "证据8"
    assert next_label([CONTRACT], "被告") == "证据1"


def test_evidence_may_be_the_courts_own() -> None:
    assert offering([CONTRACT], ("原告", "被告")) == ("原告", "被告", "法院调取")


def test_two_rows_of_a_side_have_different_numbers() -> None:
    twin = Exhibit("new", "原告", "证据1")
    assert "已经在表中" in problem_of(twin, [CONTRACT])
    assert not problem_of(CONTRACT, [])
    assert "出示" in problem_of(Exhibit("new", "", "证据2"), [CONTRACT])
    assert "编号" in problem_of(Exhibit("new", "原告", " "), [CONTRACT])


def test_a_number_that_is_free_again_makes_another_row() -> None:
    renamed = Exhibit("原告:证据1", "原告", "证据5")
    assert free_id([renamed], "原告", "证据1") == "原告:证据1:2"
    assert free_id([renamed], "原告", "证据2") == "原告:证据2"
