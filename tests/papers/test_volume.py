"""The volume: papers split, joined, turned; pages ordered and taken out."""

from collections.abc import Callable
from pathlib import Path

import pytest

from tests.support.volumes import pages_of, parts, state, texts, well_anchored
from workbench.kernel.advice import Action
from workbench.kernel.errors import UserError
from workbench.papers.model import Document, Outcome, Page, origin_of
from workbench.papers.splitting import Part
from workbench.workbench import Workbench


def test_kinds_are_proposed_for_the_parts(workbench: Workbench, stack: Document) -> None:
    found = parts(workbench, stack, (3, 4, 5))
    assert [(p.pages, p.category, p.volume) for p in found[:3]] == [
        ((1, 2), "起诉状", "正卷"),
        ((3,), "答辩状", "正卷"),
        ((4,), "借条", "正卷"),
    ]
    assert found[3].volume == "副卷"
    assert all(part.reason for part in found)
    workbench.switches.set("papers.catalogue", False)
    (first, *_) = parts(workbench, stack, (3,))
    assert (first.name, first.category, first.reason) == ("扫描件 第1—2页", "", "")


def test_a_stack_is_split_and_everything_follows(workbench: Workbench, stack: Document) -> None:
    before = texts(workbench, stack.id)
    value = next(v for v in workbench.papers.values(stack.case) if v.found.anchor.page == 2)
    workbench.decide_value(value.id, Action.ADOPT)
    made = workbench.papers.volume.split(stack.id, parts(workbench, stack, (2, 4)))
    assert [d.id for d in workbench.papers.documents(stack.case)] == [d.id for d in made]
    assert made[0].id == stack.id
    assert [texts(workbench, d.id) for d in made] == [before[:1], before[1:3], before[3:]]
    assert [pages_of(workbench, d.id) for d in made] == [[1], [2, 3], [4, 5]]
    assert [[p.number for p in workbench.papers.text(d.id).pages] for d in made] == [
        [1],
        [1, 2],
        [1, 2],
    ]
    assert well_anchored(workbench, stack.case)
    moved = workbench.papers.value(value.id)
    assert moved.usable
    assert (moved.found.anchor.document, moved.found.anchor.page) == (made[1].id, 1)
    hits = workbench.papers.search("答辩人", stack.case)
    assert {(h.document, h.page) for h in hits} == {(made[1].id, 2)}
    card = next(a for a in workbench.advice.of_case(stack.case) if a.subject == value.id)
    assert card.sources[0].label == f"{made[1].name} 第1页"
    assert card.sources[0].target == made[1].id
    assert not workbench.integrity()
    entry = workbench.journal.entries("papers.split")[0]
    assert (entry.subject, entry.detail) == (stack.case, {"name": "扫描件.pdf", "papers": 3})


def test_extracting_again_after_a_split_brings_nothing_up_twice(
    workbench: Workbench, stack: Document
) -> None:
    workbench.papers.volume.split(stack.id, parts(workbench, stack, (3, 4)))
    kept = sorted(v.found.value for v in workbench.papers.values(stack.case))
    first = workbench.papers.values(stack.case)[0]
    workbench.decide_value(first.id, Action.ADOPT)
    workbench.papers.extract(stack.case)
    workbench.jobs.wait_all()
    found = [v for v in workbench.papers.values(stack.case) if v.found.field == first.found.field]
    same = [v for v in found if v.found.anchor == first.found.anchor]
    assert len(same) == 1
    assert set(kept) & {v.found.value for v in workbench.papers.values(stack.case)}


def test_photos_are_joined_in_the_order_of_the_volume(workbench: Workbench, photos: str) -> None:
    papers = workbench.papers
    pictures = [d for d in papers.documents(photos) if d.kind == "image"]
    joined = papers.volume.join([d.id for d in reversed(pictures)], "租赁合同")
    assert (joined.name, joined.pages, joined.id) == ("租赁合同", 3, pictures[0].id)
    layer = papers.text(joined.id)
    hashes = [origin_of(joined, page).sha256 for page in layer.pages]
    assert hashes == [d.sha256 for d in pictures]
    assert joined.outcome is Outcome.NEEDS_OCR
    assert len(papers.documents(photos)) == 2
    assert not workbench.integrity()
    assert papers.sweep() == 0
    workbench.jobs.wait(papers.read_scans(photos).id)
    assert papers.document(joined.id).outcome is Outcome.READABLE
    assert all(page.origin for page in papers.text(joined.id).pages)


def test_joined_photos_are_known_when_imported_again(
    workbench: Workbench, photos: str, tmp_path: Path
) -> None:
    papers = workbench.papers
    pictures = [d.id for d in papers.documents(photos) if d.kind == "image"]
    papers.volume.join(pictures)
    job = workbench.jobs.wait(papers.import_files(photos, [tmp_path / "合同3.png"]).id)
    assert [line.outcome for line in papers.account(job.id)] == ["duplicate"]


@pytest.mark.parametrize("what", ["split", "join", "rotate"])
def test_text_files_have_no_pages_to_move(workbench: Workbench, photos: str, what: str) -> None:
    papers = workbench.papers
    text = next(d for d in papers.documents(photos) if d.kind == "text")
    other = next(d for d in papers.documents(photos) if d.kind == "image")
    calls: dict[str, Callable[[], object]] = {
        "split": lambda: papers.volume.split(text.id, [Part("甲", (1,)), Part("乙", (2,))]),
        "join": lambda: papers.volume.join([text.id, other.id]),
        "rotate": lambda: papers.volume.rotate([text.id], 90),
    }
    with pytest.raises(UserError, match=text.name) as refused:
        calls[what]()
    assert "PDF" in refused.value.advice


@pytest.mark.parametrize(
    "wrong",
    [
        [Part("甲", (1, 2)), Part("乙", (3, 4))],
        [Part("甲", (1, 2, 3)), Part("乙", (3, 4, 5))],
        [Part("甲", (1, 2, 3, 4, 5)), Part("乙", ())],
        [Part("甲", (1, 2, 3)), Part(" ", (4, 5))],
        [Part("甲", (1, 2, 3, 4, 5, 6))],
    ],
)
def test_no_page_is_lost_or_doubled(
    workbench: Workbench, stack: Document, wrong: list[Part]
) -> None:
    before = state(workbench, stack.case)
    with pytest.raises(UserError, match="没有拆分"):
        workbench.papers.volume.split(stack.id, wrong)
    assert state(workbench, stack.case) == before


def test_pages_are_ordered_and_taken_out(workbench: Workbench, stack: Document) -> None:
    papers = workbench.papers
    before = texts(workbench, stack.id)
    papers.volume.split(stack.id, [Part(stack.name, (2, 1, 5, 3, 4))])
    assert texts(workbench, stack.id) == [before[n - 1] for n in (2, 1, 5, 3, 4)]
    assert well_anchored(workbench, stack.case)
    kept, taken = papers.volume.take_out(stack.id, [3])
    assert (kept.pages, taken.name, taken.pages) == (4, "抽出的页", 1)
    assert texts(workbench, taken.id) == [before[4]]
    with pytest.raises(UserError, match="没有抽出"):
        papers.volume.take_out(stack.id, [1, 2, 3, 4])


def test_turning_makes_a_new_version_with_turned_places(
    workbench: Workbench, stack: Document
) -> None:
    papers = workbench.papers
    old = papers.text(stack.id)
    papers.volume.rotate([stack.id], 90, [2])
    now = papers.document(stack.id)
    assert now.layer == stack.layer + 1
    new = papers.text(stack.id)
    assert [page.text for page in new.pages] == [page.text for page in old.pages]
    assert [page.rotation for page in new.pages] == [0, 90, 0, 0, 0]
    a, b = old.pages[1], new.pages[1]
    assert (b.width, b.height) == (a.height, a.width)
    first, turned = a.segments[0].box, b.segments[0].box
    assert (turned.x0, turned.y0) == pytest.approx((1 - first.y1, first.x0), abs=1e-4)
    assert papers.text(stack.id, stack.layer) == old
    assert new.pages[0].segments == old.pages[0].segments
    hits = papers.search("判令被告", stack.case)
    assert [(h.page, h.anchor.layer) for h in hits] == [(2, now.layer)]


def test_a_page_that_waits_for_ocr_is_turned_for_the_engine(
    workbench: Workbench, photos: str
) -> None:
    papers = workbench.papers
    photo = next(d for d in papers.documents(photos) if d.kind == "image")
    papers.volume.rotate([photo.id], 90)
    page = papers.page(photo.id, 1)
    assert page is not None
    assert (page.rotation, page.needs_ocr) == (90, True)
    assert (page.width > page.height) is True
    workbench.jobs.wait(papers.read_scans(photos).id)
    read = papers.page(photo.id, 1)
    assert read is not None
    assert read.rotation == 180
    assert papers.document(photo.id).layer == 3


def test_warnings_follow_their_pages() -> None:
    from workbench.papers.page_warnings import moved

    told = {"a": ("第1、3—4页已损坏，未能读取。", "第 2 页识别失败：虚构。", "扩展名不符。")}
    assert moved(told, [("a", 3), ("a", 2)]) == (
        "第1页已损坏，未能读取。",
        "第 2 页识别失败：虚构。",
        "扩展名不符。",
    )
    assert moved(told, [("a", 5)]) == ("扩展名不符。",)


def test_pages_of_a_text_layer_keep_their_version_history(
    workbench: Workbench, stack: Document
) -> None:
    papers = workbench.papers
    papers.volume.rotate([stack.id], 180)
    first, second = papers.volume.split(stack.id, [Part("甲", (1, 2)), Part("乙", (3, 4, 5))])
    assert second.layer == 3
    older = papers.text(second.id, 2)
    assert [page.rotation for page in older.pages] == [0, 0, 0]
    assert [page.rotation for page in papers.text(second.id).pages] == [180] * 3
    assert [page.number for page in older.pages] == [1, 2, 3]
    assert papers.text(first.id, 2).pages != ()
    pages: tuple[Page, ...] = papers.text(first.id).pages
    assert len(pages) == 2
