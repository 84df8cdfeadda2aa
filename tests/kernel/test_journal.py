"""The audit journal: appended, chained, never rewritten."""

import json

import pytest

from tests.kernel.conftest import Kernel
from workbench.kernel.journal import Journal


def test_rows_are_chained_and_newest_first(kernel: Kernel) -> None:
    first = kernel.journal.append("papers.import", "c1", files=3)
    second = kernel.journal.append("case.new", "c2")
    assert second.previous == first.hash
    assert [entry.seq for entry in kernel.journal.entries()] == [2, 1]
    assert kernel.journal.entries("papers.")[0].detail == {"files": 3}
    result = kernel.journal.verify()
    assert (result.whole, result.rows, result.head) == (True, 2, second.hash)


def test_rows_cannot_be_changed_or_deleted(kernel: Kernel) -> None:
    kernel.journal.append("a")
    for sql in ("UPDATE journal SET actor = 'x'", "DELETE FROM journal"):
        with pytest.raises(Exception, match="append-only"):
            kernel.store.execute(sql)


@pytest.mark.parametrize(
    ("sql", "broken", "reason"),
    [
        ("UPDATE journal SET detail = '{}' WHERE seq = 2", 2, "不符"),
        ("DELETE FROM journal WHERE seq = 2", 3, "序号"),
        ("UPDATE journal SET previous = hash WHERE seq = 3", 3, "不衔接"),
    ],
)
def test_tampering_names_the_first_broken_row(
    kernel: Kernel, sql: str, broken: int, reason: str
) -> None:
    for number in range(4):
        kernel.journal.append("a.b", detail_number=number)
    kernel.store.execute("DROP TRIGGER journal_no_update")
    kernel.store.execute("DROP TRIGGER journal_no_delete")
    kernel.store.execute(sql)
    result = kernel.journal.verify()
    assert not result.whole
    assert result.first_broken == broken
    assert reason in result.reason


def test_row_goes_with_the_write_it_records(kernel: Kernel) -> None:
    def write_and_fail() -> None:
        with kernel.store.transaction():
            kernel.journal.append("a.b")
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        write_and_fail()
    assert kernel.journal.verify().rows == 0


def test_export_is_oldest_first_json_lines(kernel: Kernel) -> None:
    Journal(kernel.store, "甲").append("a.b", "主题", note="说明")
    kernel.journal.append("c.d")
    rows = [json.loads(line) for line in kernel.journal.export()]
    assert [row["event"] for row in rows] == ["a.b", "c.d"]
    assert rows[0]["detail"] == {"note": "说明"}
