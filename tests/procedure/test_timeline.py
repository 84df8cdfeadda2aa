"""Days of a case: typed, confirmed, and to be confirmed; what is told once."""

from dataclasses import replace
from datetime import date

from workbench.kernel.anchor import Anchor
from workbench.papers.model import Case, Extracted, Party, ValueState
from workbench.papers.values import CaseValue
from workbench.procedure.timeline import TYPED, origin, timeline

NAMES = {"d1": "借条.pdf", "d2": "起诉状.docx"}
CASE = Case("1", "张三甲诉李四乙", filed=date(2025, 3, 1))


def value(field: str, day: str, paper: str = "d1", confirmed: bool = True) -> CaseValue:
    state = ValueState.CONFIRMED if confirmed else ValueState.PENDING
    found = Extracted(field, day, day, "", Anchor(paper, 1, 2, 0, 1, "x"), "r")
    return CaseValue(field + day + paper, "1", found, state)


def test_days_stand_in_order_with_their_sources() -> None:
    values = [value("date.due", "2024-01-09", "d2"), value("date.contract", "2023-01-10")]
    told = [(e.day.year, e.label, e.sources) for e in timeline(CASE, values, NAMES)]
    assert told == [
        (2023, "签订", ("借条.pdf 第2页",)),
        (2024, "到期", ("起诉状.docx 第2页",)),
        (2025, "立案", (TYPED,)),
    ]


def test_one_day_in_two_papers_is_told_once_and_confirmed_stands_above_pending() -> None:
    values = [
        value("date.contract", "2023-01-10", "d1", confirmed=False),
        value("date.contract", "2023-01-10", "d2"),
    ]
    (event, _) = timeline(CASE, values, NAMES)
    assert not event.pending
    assert event.sources == ("起诉状.docx 第2页", "借条.pdf 第2页")
    assert event.anchor is not None
    assert event.anchor.document == "d2"


def test_pending_days_are_marked_and_discarded_ones_gone() -> None:
    pending = value("date.due", "2024-01-09", confirmed=False)
    gone = replace(value("date.start", "2023-01-11"), state=ValueState.DISCARDED)
    events = timeline(CASE, [pending, gone], NAMES)
    assert [(e.label, e.pending) for e in events] == [("到期", True), ("立案", False)]


def test_a_typed_day_stands_in_place_of_the_confirmed_one() -> None:
    events = timeline(CASE, [value("date.filed", "2025-02-28")], NAMES)
    assert [(e.day, e.sources) for e in events] == [(date(2025, 3, 1), (TYPED,))]
    same = value("date.filed", "2025-03-01")
    (event,) = timeline(CASE, [same], NAMES)
    assert event.sources == ("借条.pdf 第2页",)
    assert origin(CASE, "filed", [same], NAMES)[0] == "借条.pdf 第2页"
    assert origin(CASE, "filed", [], NAMES) == (TYPED, None)


def test_service_on_each_party_is_told_with_its_name() -> None:
    party = Party("李四乙", "被告", key="b", served=date(2025, 3, 5))
    events = timeline(replace(CASE, parties=(party,)), [], NAMES)
    assert [(e.label, e.detail, e.party) for e in events][1] == (
        "起诉状副本送达",
        "被告李四乙",
        "b",
    )
