"""Marks and rows from resolved citations."""

import json
from dataclasses import replace

import pytest

from tests.law.citation.sample import library, rules
from tests.law.citation.test_resolve import TODAY
from workbench.kernel.finding import Status
from workbench.law.citation.annotate import annotate, rows
from workbench.law.citation.find import find
from workbench.law.citation.resolve import resolve
from workbench.law.model import Resolution

TEXT = "依照《民法典》第五百七十七条、第一百八十八条第二、三款和《某某保护法》第一条之规定"


def resolved() -> list[Resolution]:
    known = rules()
    return [resolve(c, library(), TODAY, known) for c in find(TEXT, known.names)]


def test_marks_take_the_gravest_answer_of_shared_words() -> None:
    marks = annotate(TEXT, resolved())
    assert [(TEXT[m.start : m.end], m.status) for m in marks] == [
        ("《民法典》第五百七十七条", Status.CONFIRMED),
        ("第一百八十八条第二、三款", Status.DIFFERS),
        ("《某某保护法》第一条", Status.NOT_FOUND),
    ]
    assert [len(m.resolutions) for m in marks] == [1, 2, 1]
    assert marks[0].label == "《中华人民共和国民法典》第五百七十七条：相符"
    assert "无第三款" in marks[1].detail


def test_a_text_that_has_changed_is_refused() -> None:
    with pytest.raises(ValueError, match="not of this text"):
        annotate("另一份" + TEXT, resolved())


def test_rows_are_json() -> None:
    result = rows(resolved())
    assert json.loads(json.dumps(result, ensure_ascii=False)) == result
    assert list(result[0]) == [
        "start", "end", "quoted", "status", "law", "article", "in_force", "note",
    ]  # fmt: skip
    assert result[0]["status"] == "confirmed"
    assert result[-1]["law"] == "某某保护法"


def test_overlapping_marks_are_left_out() -> None:
    first = resolved()[0]
    inner = replace(first.citation, start=first.citation.end - 2, quoted=first.citation.quoted[-2:])
    marks = annotate(TEXT, [first, replace(first, citation=inner)])
    assert len(marks) == 1
