"""Parts of the journal as a person wants them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.kernel.conftest import Kernel
from workbench.kernel.journal_query import Query

MANY = 1 << 40


@pytest.fixture
def rows(kernel: Kernel) -> Kernel:
    """Write rows of several kinds."""
    append = kernel.journal.append
    append("papers.import", "c1", files=2)
    append("papers.ocr", "c1", job="j1")
    append("feature.switch", "law.statutes", on=False, case="c1")
    append("advice.shown", "c2", feature="law.statutes", advice=["a"])
    append("case.delete", "c2", papers=1)
    append("backup.create", "", target="100%_满.jwbackup")
    return kernel


@pytest.mark.parametrize(
    ("query", "numbers"),
    [
        (Query(), [6, 5, 4, 3, 2, 1]),
        (Query(event="papers."), [2, 1]),
        (Query(event="papers.ocr"), [2]),
        (Query(case="c1"), [3, 2, 1]),
        (Query(feature="law.statutes"), [4, 3]),
        (Query(words="j1"), [2]),
        (Query(words="100%_满"), [6]),
        (Query(words="%"), [6]),
        (Query(words="什么", events=("case.delete",), subjects=("c1",)), [5, 2, 1]),
        (Query(actor="nobody at all"), []),
        (Query(until="2000-01-01"), []),
        (Query(since="2000-01-01", event="case."), [5]),
        (Query(since="9999-01-01"), []),
    ],
)
def test_what_is_wanted_is_found(rows: Kernel, query: Query, numbers: list[int]) -> None:
    assert [entry.seq for entry in rows.journal.part(query, 0, MANY)] == numbers


def test_parts_make_the_whole(rows: Kernel) -> None:
    journal = rows.journal
    parts = [*journal.part(Query(), 3, 7), *journal.part(Query(), 0, 4)]
    assert [entry.seq for entry in parts] == [6, 5, 4, 3, 2, 1]
    assert journal.last() == 6


@given(words=st.text(max_size=20))
def test_no_words_break_the_query(words: str) -> None:
    where, given_ = Query(words=words, case=words, event=words).where()
    assert where.count("?") == len(given_)


def test_verification_in_steps_is_that_of_the_whole(rows: Kernel) -> None:
    steps = rows.journal.verify_in_steps(step=2)
    assert next(steps) == 2
    rows.journal.append("case.new", "c3")  # while it goes on
    seen = list(steps)
    assert seen == [4, 6, 7]
    assert rows.journal.verify().rows == 7
