"""Exhibits and opinions on them, told from an invented transcript and a list of evidence."""

from dataclasses import replace

import pytest

from tests.hearing.record import transcripts
from tests.hearing.record.transcripts import turns_of
from workbench.hearing.model import Procedure
from workbench.hearing.record.exhibit_words import mentioned
from workbench.hearing.record.exhibits import (
    Cell,
    Exhibit,
    Listed,
    suggest_exhibits,
    with_confirmed,
)
from workbench.hearing.record.opinions import Said, Stance, said_of
from workbench.hearing.record.shelf import Templates
from workbench.hearing.record.stages import find_stages, stage_of

A, D, W, N = Stance.AGREED, Stance.DISPUTED, Stance.WITHHELD, Stance.UNSAID
TEMPLATES = Templates.load()


def exhibits_of(
    script: str, procedure: Procedure = Procedure.CIVIL, listed: tuple[Listed, ...] = ()
) -> dict[str, Exhibit]:
    turns = turns_of(script)
    stages = stage_of(find_stages(turns, TEMPLATES.of(procedure)), turns)
    found = suggest_exhibits(turns, stages, {turn.id: turn.verbatim for turn in turns}, listed)
    return {row.id: row for row in found}


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("三性均认可。", Said(A, A, A)),
        ("对三性没有异议，对证明目的有异议。", Said(A, A, A, D)),
        ("没有异议", Said(A, A, A)),
        ("有异议，是伪造的。", Said(D, N, N)),
        ("对真实性、合法性无异议，但对关联性有异议", Said(A, A, D)),
        ("真实性认可，合法性和关联性不予认可", Said(A, D, D)),
        ("对真实性认可但对证明目的不认可", Said(A, N, N, D)),
        ("真实性请法庭核实，与本案无关", Said(W, N, D)),
        ("不能证明借款已经交付", Said(N, N, N, D)),
        ("对真是性没有异议", Said(A)),
        ("虽然予以认可，但是合法性有异议", Said(N, D, N)),
        ("我没什么要说的", Said()),
        ("", Said()),
    ],
)
def test_stances_by_aspect(text: str, said: Said) -> None:
    assert said_of(text) == said


@pytest.mark.parametrize(
    ("text", "labels"),
    [
        ("证据一、证据二和证据3", ["证据1", "证据2", "证据3"]),
        ("第一组证据", ["第一组证据"]),
        ("证据一至三", ["证据1", "证据2", "证据3"]),
        ("第一至第三组证据", ["第一组证据", "第二组证据", "第三组证据"]),
        ("第2份证据", ["证据2"]),
        ("证据材料5", ["证据5"]),
        ("证据10万元", []),
        ("一至五年", []),
        ("这份证据", []),
    ],
)
def test_exhibits_are_named(text: str, labels: list[str]) -> None:
    assert [one.label for one in mentioned(text)] == labels


def test_a_civil_hearing_gives_the_table() -> None:
    rows = exhibits_of(transcripts.CIVIL)
    assert list(rows) == ["原告:证据1", "原告:证据2", "被告:证据1"]
    note = rows["原告:证据1"]
    assert (note.name, note.source, note.purpose) == ("借条一张", "被告", "双方存在借贷关系")
    assert note.turns == ("t0023",)
    (cell,) = note.cells
    assert (cell.party, cell.turns) == ("被告", ("t0025",))
    assert (cell.authenticity, cell.legality, cell.relevance, cell.purpose) == (A, A, A, A)
    (other,) = rows["原告:证据2"].cells
    assert (other.authenticity, other.legality, other.purpose) == (A, N, D)
    assert rows["被告:证据1"].cells[0].party == "原告"
    assert not any(row.confirmed or cell.confirmed for row in rows.values() for cell in row.cells)


def test_the_accused_and_the_defender_both_speak_to_each_exhibit() -> None:
    rows = exhibits_of(transcripts.CRIMINAL, Procedure.CRIMINAL)
    assert list(rows) == ["公诉人:第一组证据", "公诉人:第二组证据"]
    assert {cell.party for cell in rows["公诉人:第二组证据"].cells} == {"被告人", "辩护人"}
    second = rows["公诉人:第二组证据"].cell("辩护人")
    assert second is not None
    assert (second.authenticity, second.purpose) == (A, D)


def test_a_machine_text_without_punctuation_still_gives_opinions() -> None:
    rows = exhibits_of(transcripts.MESSY)
    first = rows["原告:证据1"].cell("被告")
    second = rows["原告:证据2"].cell("被告")
    assert first is not None
    assert second is not None
    assert first.authenticity is A
    assert second.authenticity is D


def test_the_list_of_evidence_fills_names_and_unoffered_ones_stay_without_turns() -> None:
    listed = (
        Listed("原告", 1, "借条（2024年）", "被告出具", "借款关系"),
        Listed("原告", 3, "催款短信"),
    )
    rows = exhibits_of(transcripts.CIVIL, listed=listed)
    assert rows["原告:证据1"].name == "借条（2024年）"
    assert rows["原告:证据1"].turns == ("t0023",)
    assert rows["原告:证据3"].turns == ()
    assert rows["原告:证据3"].listed


def test_an_exhibit_nobody_numbered_is_taken_up() -> None:
    script = """
审判长：现在进行举证质证，由原告举证。
原告：出示送货单一份。
审判长：被告质证。
被告：对真实性没有异议。
"""
    rows = exhibits_of(script)
    assert rows["原告:证据1"].cells[0].authenticity is A


def test_evidence_is_looked_for_in_its_stages_only() -> None:
    script = """
审判长：法庭调查结束，现在进行法庭辩论。
原告：我方出示过证据一：借条，足以证明借款。
被告：对证据一不认可。
"""
    assert exhibits_of(script) == {}


def test_what_a_person_confirmed_stands_whatever_is_suggested_later() -> None:
    suggested = list(exhibits_of(transcripts.CIVIL).values())
    mine = replace(
        suggested[0],
        name="借条原件",
        confirmed=True,
        cells=(Cell("被告", D, text="不是我签的。", confirmed=True),),
    )
    own = Exhibit("原告:证据9", "原告", "证据9", "照片", confirmed=True)
    rows = with_confirmed(suggested, [own, mine], removed=["被告:证据1"])
    assert [row.id for row in rows] == ["原告:证据9", "原告:证据1", "原告:证据2"]
    assert rows[1].name == "借条原件"
    assert rows[1].cells[0].authenticity is D


def test_a_confirmed_row_gets_new_suggestions_for_parties_nobody_confirmed() -> None:
    suggested = list(exhibits_of(transcripts.CRIMINAL, Procedure.CRIMINAL).values())
    mine = replace(suggested[0], confirmed=True, cells=(Cell("辩护人", D, confirmed=True),))
    (row, *_) = with_confirmed(suggested, [mine])
    assert [(cell.party, cell.confirmed) for cell in row.cells] == [
        ("辩护人", True),
        ("被告人", False),
    ]


TURN_BY_TURN = """
审判长：现在进行举证质证，由原告举证。
原告：出示证据一：借条。
审判长：继续。
原告：出示证据二：转账凭证。
审判长：被告质证。
被告：没有异议。
审判长：原告还有证据吗？
原告：出示证据三：录音。
被告：真实性不认可。
审判长：被告对证据二的证明目的有什么意见？
被告：有异议，是别的款项。
"""


def test_what_is_offered_turn_by_turn_is_answered_together_and_what_the_court_names_alone() -> None:
    rows = {row.label: row.cell("被告") for row in exhibits_of(TURN_BY_TURN).values()}
    first, second, third = rows["证据1"], rows["证据2"], rows["证据3"]
    assert first is not None
    assert second is not None
    assert third is not None
    assert (first.authenticity, first.text) == (Stance.AGREED, "没有异议。")
    assert second.text == "没有异议。有异议，是别的款项。"
    assert (third.authenticity, third.text) == (Stance.DISPUTED, "真实性不认可。")


def test_an_opinion_on_all_evidence_is_on_each_exhibit_of_the_other_side() -> None:
    offered = "".join(f"原告：出示证据{n}：第{n}份合同。\n被告：稍后质证。\n" for n in range(1, 31))
    script = f"审判长：现在进行举证质证，由原告举证。\n{offered}"
    script += "被告：我方出示证据一：收条。\n原告：不认可。\n"
    own = exhibits_of(script)
    assert len(own) == 31
    script = f"审判长：现在进行举证质证，由原告举证。\n{offered}审判长：被告质证。\n"
    rows = exhibits_of(script + "被告：对原告的全部证据真实性、合法性没有异议，关联性有异议。")
    cells = [row.cell("被告") for row in rows.values()]
    assert len(cells) == 30
    assert {(c.authenticity, c.relevance) for c in cells if c} == {(Stance.AGREED, Stance.DISPUTED)}
