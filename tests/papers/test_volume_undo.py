"""The volume: every change taken back and made again; the recycle list."""

from collections.abc import Callable
from pathlib import Path

import pytest

from tests.support.engines import FixedOcr
from tests.support.volumes import PAGES, parts, state, texts, write_pdf
from workbench.kernel.advice import Action
from workbench.kernel.errors import UserError
from workbench.papers.deciding import ValueDecision
from workbench.papers.model import Document, Outcome
from workbench.papers.spans import line_of
from workbench.papers.splitting import Part
from workbench.workbench import Workbench

CHANGES: dict[str, Callable[[Workbench, Document], object]] = {
    "split": lambda w, d: w.papers.volume.split(d.id, parts(w, d, (3, 4, 5))),
    "order of pages": lambda w, d: w.papers.volume.split(d.id, [Part("新", (5, 4, 3, 2, 1))]),
    "take out": lambda w, d: w.papers.volume.take_out(d.id, [2, 4]),
    "rename": lambda w, d: w.papers.volume.change([d.id], name="别名"),
    "retype": lambda w, d: w.papers.volume.change([d.id], category="其他"),
    "volume": lambda w, d: w.papers.volume.arrange(d.case, [(d.id, "副卷")]),
    "recycle": lambda w, d: w.papers.volume.recycle([d.id]),
}


@pytest.mark.parametrize("what", CHANGES)
def test_every_change_is_undone_and_done_again(
    workbench: Workbench, stack: Document, what: str
) -> None:
    volume = workbench.papers.volume
    first = workbench.papers.values(stack.case)[0]
    workbench.decide_value(first.id, Action.ADOPT)
    before = state(workbench, stack.case)
    CHANGES[what](workbench, stack)
    after = state(workbench, stack.case)
    assert after != before
    words = volume.undoable(stack.case)
    assert words
    assert volume.undo(stack.case) == words
    assert state(workbench, stack.case) == before
    assert volume.redoable(stack.case) == words
    assert volume.redo(stack.case) == words
    assert state(workbench, stack.case) == after
    volume.undo(stack.case)
    assert state(workbench, stack.case) == before
    assert volume.undoable(stack.case) == ""
    with pytest.raises(UserError, match="没有可以撤销"):
        volume.undo(stack.case)
    assert not workbench.integrity()


def test_changes_on_top_of_each_other_are_undone_in_turn(
    workbench: Workbench, stack: Document
) -> None:
    volume, case = workbench.papers.volume, stack.case
    states = [state(workbench, case)]
    a, b, c = volume.split(stack.id, parts(workbench, stack, (3, 4)))
    states.append(state(workbench, case))
    volume.join([a.id, c.id], "合并件")
    states.append(state(workbench, case))
    volume.split(a.id, [Part("甲", (4, 1)), Part("乙", (2, 3))])
    states.append(state(workbench, case))
    volume.change([b.id], volume="副卷", name="答辩")
    states.append(state(workbench, case))
    volume.recycle([b.id])
    for expected in reversed(states):
        volume.undo(case)
        assert state(workbench, case) == expected
    for expected in states[1:]:
        volume.redo(case)
        assert state(workbench, case) == expected
    volume.change([b.id], name="改名后不能再重做")
    assert volume.redoable(case) == ""


def test_undo_keeps_what_was_read_and_typed_meanwhile(workbench: Workbench, photos: str) -> None:
    papers = workbench.papers
    ids = [d.id for d in papers.documents(photos) if d.kind == "image"]
    papers.volume.join(ids)
    workbench.jobs.wait(papers.read_scans(photos).id)
    papers.volume.undo(photos)
    assert [d.id for d in papers.documents(photos) if d.kind == "image"] == ids
    for key in ids:
        assert papers.document(key).outcome is Outcome.READABLE
        assert texts(workbench, key)[0]


def test_undo_works_after_a_restart(tmp_path: Path) -> None:
    pdf = write_pdf(tmp_path / "扫描件.pdf", PAGES)
    first = Workbench.open(tmp_path / "other", ocr=FixedOcr)
    case = first.papers.new_case("示例案").id
    first.jobs.wait(first.papers.import_files(case, [pdf]).id)
    (stack,) = first.papers.documents(case)
    before = state(first, case)
    first.papers.volume.split(stack.id, parts(first, stack, (3, 4)))
    first.close()
    again = Workbench.open(tmp_path / "other", ocr=FixedOcr)
    try:
        assert again.papers.volume.undo(case) == "拆分“扫描件.pdf”"
        assert state(again, case) == before
    finally:
        again.close()


def test_a_failure_in_the_middle_changes_nothing(
    workbench: Workbench, stack: Document, monkeypatch: pytest.MonkeyPatch
) -> None:
    from workbench.papers import volume_steps

    before = state(workbench, stack.case)

    def fail(*_: object) -> None:
        raise UserError("磁盘空间不足。")

    monkeypatch.setattr(volume_steps, "follow", fail)
    with pytest.raises(UserError, match="磁盘"):
        workbench.papers.volume.split(stack.id, parts(workbench, stack, (3, 4)))
    assert state(workbench, stack.case) == before
    assert workbench.papers.volume.undoable(stack.case) == ""


def test_pages_stay_while_a_job_is_at_work_on_them(workbench: Workbench, photos: str) -> None:
    papers = workbench.papers
    ids = [d.id for d in papers.documents(photos) if d.kind == "image"]
    papers.read_scans(photos)
    with pytest.raises(UserError, match="正在识别文字"):
        papers.volume.join(ids)
    with pytest.raises(UserError, match="正在识别文字"):
        papers.volume.rotate(ids[:1], 90)
    papers.volume.change(ids[:1], name="可以改名")
    workbench.jobs.wait_all()
    papers.extract(photos)
    with pytest.raises(UserError, match="正在提取"):
        papers.volume.join(ids)
    workbench.jobs.wait_all()
    papers.volume.join(ids)
    papers.read_scans(photos, ids[:1])
    with pytest.raises(UserError, match="正在识别文字"):
        papers.volume.undo(photos)
    assert papers.document(ids[0]).pages == 3


def test_a_recycled_paper_is_out_of_sight_and_comes_back_whole(
    workbench: Workbench, stack: Document
) -> None:
    papers, case = workbench.papers, stack.case
    made = papers.volume.split(stack.id, parts(workbench, stack, (2, 3)))
    claim = made[1]
    decided = next(v for v in papers.values(case) if v.found.anchor.document == claim.id)
    workbench.decide_value(decided.id, Action.ADOPT)
    before = state(workbench, case)
    papers.volume.recycle([claim.id])
    assert claim.id not in {d.id for d in papers.documents(case)}
    assert [d.id for d in papers.volume.recycled(case)] == [claim.id]
    assert papers.search("判令被告", case) == []
    assert [v.id for v in papers.values(case) if v.found.anchor.document == claim.id] == [
        decided.id
    ]
    shown = {a.subject for a in workbench.advice.of_case(case) if not a.decision}
    assert shown <= {v.id for v in papers.values(case)}
    with pytest.raises(UserError, match="回收站"):
        papers.document(claim.id)
    workbench.papers.extract(case)
    workbench.jobs.wait_all()
    assert all(v.found.anchor.document != claim.id or v.usable for v in papers.values(case))
    papers.volume.undo(case)
    papers.volume.recycle([claim.id])
    papers.volume.restore([claim.id])
    assert papers.volume.undoable(case) == f"恢复“{claim.name}”"
    now = state(workbench, case)
    assert isinstance(now, tuple)
    assert isinstance(before, tuple)
    assert now[:3] == before[:3]
    assert papers.value(decided.id).usable


def test_a_purge_removes_what_nobody_else_needs(workbench: Workbench, photos: str) -> None:
    papers = workbench.papers
    ids = [d.id for d in papers.documents(photos) if d.kind == "image"]
    papers.volume.join(ids)
    one, two = papers.volume.split(ids[0], [Part("甲", (1, 2)), Part("乙", (3,))])
    assert len(list(workbench.workspace.vault.hashes())) == 4
    with pytest.raises(UserError, match="不在回收站"):
        papers.volume.purge([one.id])
    papers.volume.recycle([one.id])
    assert papers.sweep() == 0
    papers.volume.purge([one.id])
    assert len(list(workbench.workspace.vault.hashes())) == 2
    assert not workbench.integrity()
    assert papers.volume.undoable(photos) == ""
    assert papers.document(two.id).pages == 1
    names = [e.detail["name"] for e in workbench.journal.entries("papers.delete")]
    assert names == ["甲"]


def test_an_original_that_others_need_outlives_a_purge_and_that_is_said(
    workbench: Workbench, stack: Document
) -> None:
    papers = workbench.papers
    made = papers.volume.split(stack.id, parts(workbench, stack, (3, 4)))
    papers.volume.recycle([made[0].id])
    assert papers.volume.shared([made[0].id]) == [made[0].name]
    assert papers.volume.shared([d.id for d in made]) == []
    papers.volume.purge([made[0].id])
    assert list(workbench.workspace.vault.hashes()) == [stack.sha256]
    assert papers.search("原告", stack.case) == []
    papers.volume.recycle([made[1].id, made[2].id])
    papers.volume.purge([made[1].id, made[2].id])
    assert list(workbench.workspace.vault.hashes()) == []


def test_corrections_by_hand_go_along_and_can_still_be_taken_back(
    workbench: Workbench, stack: Document
) -> None:
    corrections = workbench.texts
    page = workbench.papers.page(stack.id, 4)
    assert page is not None
    fixed = corrections.correct_page(stack.id, page, page.text.replace("借条", "收条"))
    _, second = workbench.papers.volume.split(stack.id, [Part("甲", (1, 2)), Part("乙", (3, 4, 5))])
    moved = workbench.papers.page(second.id, 2)
    assert moved is not None
    assert moved.text == fixed.text
    assert corrections.versions(second.id)[-1].pages == (2,)
    assert corrections.undo(second.id) == 2
    back = workbench.papers.page(second.id, 2)
    assert back is not None
    assert back.text == page.text
    workbench.papers.volume.undo(stack.case)
    whole = workbench.papers.page(stack.id, 4)
    assert whole is not None
    assert whole.text == page.text


def test_private_notes_go_along_and_end_with_a_purge(workbench: Workbench, stack: Document) -> None:
    papers = workbench.papers
    workbench.notes.add(stack.id, 4, "虚构的批注")
    first, second = papers.volume.split(stack.id, [Part("甲", (1, 2)), Part("乙", (3, 4, 5))])
    assert [note.page for note in workbench.notes.of(second.id)] == [2]
    papers.volume.recycle([first.id])
    papers.volume.purge([first.id])
    assert [note.text for note in workbench.notes.of(second.id)] == ["虚构的批注"]
    papers.volume.recycle([second.id])
    papers.volume.purge([second.id])
    assert workbench._store.rows("SELECT * FROM private_notes") == []


def test_the_list_of_cases_counts_no_recycled_paper(workbench: Workbench, stack: Document) -> None:
    (before,) = workbench.papers.desk.rows()
    assert (before.papers, before.pending > 0) == (1, True)
    workbench.papers.volume.recycle([stack.id])
    (row,) = workbench.papers.desk.rows()
    assert (row.papers, row.unread, row.pending) == (0, 0, 0)
    workbench.papers.volume.undo(stack.case)
    assert workbench.papers.desk.rows() == [before]


def test_a_card_decided_by_an_undo_in_the_recycle_list_comes_back(
    workbench: Workbench, stack: Document
) -> None:
    case = stack.case
    value = workbench.papers.values(case)[0]
    workbench.papers.volume.recycle([stack.id])
    workbench.decide_value(value.id, Action.ADOPT)
    workbench.papers.volume.restore([stack.id])
    cards = {a.subject: a.decision for a in workbench.advice.of_case(case)}
    assert cards[value.id] is not None


def test_a_decision_taken_back_in_the_recycle_list_shows_no_card_of_it(
    workbench: Workbench, stack: Document
) -> None:
    case = stack.case
    value = workbench.papers.values(case)[0]
    done = workbench.decisions.decide_values(case, [ValueDecision(value.id, Action.ADOPT)])
    workbench.papers.volume.recycle([stack.id])
    workbench.decisions.decide_values(case, done.undo)
    assert value.id not in {a.subject for a in workbench.advice.of_case(case)}
    workbench.papers.volume.restore([stack.id])
    assert value.id in {a.subject for a in workbench.advice.of_case(case)}


def test_undoing_a_name_leaves_what_a_scan_turned_out_to_be(
    workbench: Workbench, tmp_path: Path
) -> None:
    from PIL import Image

    Image.new("L", (300, 400), 200).save(tmp_path / "1.png")
    papers = workbench.papers
    case = papers.new_case("照片案").id
    workbench.jobs.wait(papers.import_files(case, [tmp_path / "1.png"]).id)
    (first,) = papers.documents(case)
    papers.volume.change([first.id], name="2.png")
    before = papers.document(first.id)
    workbench.jobs.wait(papers.read_scans(case).id)
    read = papers.document(first.id)
    assert (read.category, read.position) != (before.category, before.position)
    papers.volume.undo(case)
    now = papers.document(first.id)
    assert (now.name, now.category, now.position) == (first.name, read.category, read.position)


def test_a_card_names_the_page_as_it_is_after_another_name_and_a_split(
    workbench: Workbench, stack: Document
) -> None:
    papers = workbench.papers
    papers.volume.change([stack.id], name="扫描一")
    made = papers.volume.split(stack.id, parts(workbench, stack, (2,)))
    labels = {
        source.label
        for item in workbench.advice.of_case(stack.case)
        for source in item.sources
        if source.target == made[1].id
    }
    assert labels == {f"{made[1].name} 第1页"}


def test_what_was_decided_is_not_asked_again_after_a_correction_before_it(
    workbench: Workbench, stack: Document
) -> None:
    papers, case = workbench.papers, stack.case
    on_first = [v for v in papers.values(case) if v.found.anchor.page == 1]
    decided = max(on_first, key=lambda value: value.found.anchor.start)
    workbench.decide_value(decided.id, Action.ADOPT)
    page = papers.page(stack.id, 1)
    assert page is not None
    workbench.texts.correct_line(stack.id, page, line_of(page, 0), "民事起诉状（更正）")
    workbench.jobs.wait(papers.extract(case).id)
    found = decided.found
    same = [
        v
        for v in papers.values(case)
        if (v.found.field, v.found.group, v.found.value, v.found.anchor.page)
        == (found.field, found.group, found.value, 1)
    ]
    assert [v.id for v in same] == [decided.id]
