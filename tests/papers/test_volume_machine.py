"""Any order of splitting, joining, turning, correcting, recycling, undoing: all stays findable.

Each page of a small stack has a word of its own. Whatever is done, in whatever order and over
restarts, every page is there once, with its text, turn, note, corrections and values; and undoing
everything gives back the volume that was there at first.
"""

import shutil
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from hypothesis import HealthCheck, Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    invariant,
    precondition,
    rule,
    run_state_machine_as_test,
)

from tests.support.engines import FixedOcr
from tests.support.volumes import write_pdf
from workbench.kernel.advice import Action
from workbench.kernel.anchor import Box
from workbench.kernel.workspace import STORE_FILE
from workbench.papers.layers import anchor_of
from workbench.papers.model import Document, Page, origin_of
from workbench.papers.spans import line_of
from workbench.papers.splitting import Part
from workbench.papers.turning import turned_box
from workbench.schema import MIGRATIONS
from workbench.workbench import Workbench

FIRST = (
    ("民事起诉状", "独有词甲", "原告：张三甲，男，1985年3月2日出生，汉族。"),
    ("独有词乙", "诉讼请求：1.判令被告李四乙偿还借款100000元。"),
    ("答辩状", "独有词丙", "答辩人：李四乙，女，1990年11月5日出生，汉族。"),
)
SECOND = (
    ("借条", "独有词丁", "今借到张三甲人民币壹拾万元整（100000元）。"),
    ("庭审笔录", "独有词戊", "被告：李四乙，女，1990年11月6日出生，汉族。"),
)
OWN = ("独有词甲", "独有词乙", "独有词丙", "独有词丁", "独有词戊")
NOTED = Box(0.1, 0.2, 0.4, 0.25)
Key = tuple[str, int]
"""Hash of an original, and the page in it."""


@dataclass
class Expected:
    """What a page is to have, wherever it lies."""

    own: str
    texts: list[str]
    turn: int = 0
    notes: list[str] = field(default_factory=list)


@pytest.fixture(scope="module")
def prepared() -> Iterator[Path]:
    """Make a workspace with two stacks, their values, two of them decided."""
    with tempfile.TemporaryDirectory() as folder:
        opened = Workbench.open(Path(folder) / "ws", ocr=FixedOcr)
        case = opened.papers.new_case("张三甲诉李四乙")
        paths = [
            write_pdf(Path(folder) / "一.pdf", FIRST),
            write_pdf(Path(folder) / "二.pdf", SECOND),
        ]
        opened.papers.import_files(case.id, paths)
        opened.jobs.wait_all()
        opened.papers.extract(case.id)
        opened.jobs.wait_all()
        values = opened.papers.values(case.id)
        opened.decide_value(values[0].id, Action.ADOPT)
        opened.decide_value(values[-1].id, Action.DISMISS)
        opened.close()
        yield Path(folder) / "ws"


class VolumeMachine(RuleBasedStateMachine):
    """Does what a person might do with two stacks, in any order."""

    prepared: Path

    def __init__(self) -> None:
        super().__init__()
        self.place = Path(tempfile.mkdtemp())
        shutil.copytree(self.prepared, self.place / "ws")
        self.open()
        self.case = self.wb.papers.cases()[0].id
        self.pages: dict[Key, Expected] = {}
        for document, page in self.everything():
            own = next(word for word in OWN if word in page.text)
            self.pages[self.key(document, page)] = Expected(own, [page.text])
        self.values = {value: self.home_of(value) for value in self.all_values()}
        self.corrected: dict[tuple[object, ...], Key] = {}
        self.start = self.seen()

    def open(self) -> None:
        """Open the workspace, as after a restart."""
        self.wb = Workbench.open(self.place / "ws", ocr=FixedOcr)
        self.store = self.wb.workspace.open_store(STORE_FILE, MIGRATIONS)

    def close(self) -> None:
        """Close it."""
        self.store.close()
        self.wb.close()

    # What is there

    def documents(self) -> list[Document]:
        """Return all papers, recycled ones too."""
        volume = self.wb.papers.volume
        return [*self.wb.papers.documents(self.case), *volume.recycled(self.case)]

    def everything(self) -> list[tuple[Document, Page]]:
        """Return all pages with their papers."""
        return [
            (document, page)
            for document in self.documents()
            for page in self.wb.papers.text(document.id).pages
        ]

    def key(self, document: Document, page: Page) -> Key:
        """Return whose page it is."""
        origin = origin_of(document, page)
        return origin.sha256, origin.number

    def all_values(self) -> list[str]:
        """Return the ids of all values, also those of recycled papers."""
        rows = self.store.rows("SELECT id FROM case_values WHERE case_id = ?", (self.case,))
        return [row["id"] for row in rows]

    def home_of(self, value: str) -> tuple[Key, str]:
        """Return the page that a value's anchor leads to, and what it quotes."""
        anchor = self.wb.papers.value(value).found.anchor
        layer = self.wb.papers.text(anchor.document, anchor.layer)
        (page,) = [page for page in layer.pages if page.number == anchor.page]
        documents = {document.id: document for document in self.documents()}
        return self.key(documents[anchor.document], page), anchor.quoted

    def seen(self) -> object:
        """Return what undoing has to bring back; what a person decided is no part of it."""
        papers = self.wb.papers
        texts = [papers.text(document.id).pages for document in self.documents()]
        return (
            [
                (d.id, d.name, d.category, d.volume, d.position, d.sha256, d.size, d.warnings,
                 d.pages, d.outcome, d.reason, d.source)
                for d in papers.documents(self.case)
            ],
            [self.key(document, page) for document, page in self.everything()],
            [(page.number, page.rotation, page.width, page.height) for p in texts for page in p],
        )  # fmt: skip

    # What a person does

    def some(self, data: st.DataObject, least: int = 1) -> Document:
        found = [d for d in self.wb.papers.documents(self.case) if d.pages >= least]
        return data.draw(st.sampled_from(found))

    def has(self, least: int) -> bool:
        return any(d.pages >= least for d in self.wb.papers.documents(self.case))

    @precondition(lambda self: self.has(2))
    @rule(data=st.data())
    def split(self, data: st.DataObject) -> None:
        document = self.some(data, 2)
        order = data.draw(st.permutations(range(1, document.pages + 1)))
        cut = data.draw(st.integers(1, len(order)))
        runs = [run for run in (order[:cut], order[cut:]) if run]
        names = [f"件{number}" for number in range(len(runs))]
        parts = [Part(n, tuple(r), "", document.volume) for n, r in zip(names, runs, strict=True)]
        self.wb.papers.volume.split(document.id, parts)

    @rule(data=st.data())
    def join(self, data: st.DataObject) -> None:
        documents = self.wb.papers.documents(self.case)
        if len(documents) > 1:
            chosen = data.draw(st.permutations(documents))[:2]
            self.wb.papers.volume.join([d.id for d in chosen], "合并件")

    @precondition(lambda self: self.has(1))
    @rule(data=st.data(), degrees=st.sampled_from((90, 180, 270)))
    def turn(self, data: st.DataObject, degrees: int) -> None:
        document = self.some(data)
        number = data.draw(st.integers(1, document.pages))
        page = self.wb.papers.page(document.id, number)
        assert page is not None
        self.wb.papers.volume.rotate([document.id], degrees, [number])

    @precondition(lambda self: self.has(1))
    @rule(data=st.data(), name=st.sampled_from(("别名", "另名")))
    def rename(self, data: st.DataObject, name: str) -> None:
        self.wb.papers.volume.change([self.some(data).id], name=name)

    @precondition(lambda self: self.has(1))
    @rule(data=st.data())
    def recycle(self, data: st.DataObject) -> None:
        self.wb.papers.volume.recycle([self.some(data).id])

    @rule(data=st.data())
    def restore(self, data: st.DataObject) -> None:
        if gone := self.wb.papers.volume.recycled(self.case):
            self.wb.papers.volume.restore([data.draw(st.sampled_from(gone)).id])

    @rule()
    def undo(self) -> None:
        if self.wb.papers.volume.undoable(self.case):
            self.wb.papers.volume.undo(self.case)

    @rule()
    def redo(self) -> None:
        if self.wb.papers.volume.redoable(self.case):
            self.wb.papers.volume.redo(self.case)

    @precondition(lambda self: self.has(1))
    @rule(data=st.data(), word=st.sampled_from(("补", "改过的字", "")))
    def correct(self, data: st.DataObject, word: str) -> None:
        """Put a word in the place of the first two characters of a line."""
        document = self.some(data)
        page = self.wb.papers.page(document.id, data.draw(st.integers(1, document.pages)))
        assert page is not None
        line = line_of(page, data.draw(st.integers(0, len(page.text) - 1)))
        old = page.text[line.start : line.end]
        if any(own in old for own in OWN):
            return
        new = self.wb.texts.correct_line(document.id, page, line, word + old[2:])
        if new.text != page.text or new.segments != page.segments:
            self.pages[self.key(document, page)].texts.append(new.text)

    @precondition(lambda self: self.has(1))
    @rule(data=st.data())
    def undo_correction(self, data: st.DataObject) -> None:
        document = self.some(data)
        if number := self.wb.texts.undo(document.id):
            page = self.wb.papers.page(document.id, number)
            assert page is not None
            self.pages[self.key(document, page)].texts.pop()

    @precondition(lambda self: self.has(1))
    @rule(data=st.data())
    def note(self, data: st.DataObject) -> None:
        document = self.some(data)
        number = data.draw(st.integers(1, document.pages))
        page = self.wb.papers.page(document.id, number)
        assert page is not None
        boxes = (turned_box(NOTED, page.rotation),)
        made = self.wb.notes.add(document.id, number, "记", boxes=boxes)
        self.pages[self.key(document, page)].notes.append(made.id)

    @rule(data=st.data(), action=st.sampled_from((Action.ADOPT, Action.DISMISS, None)))
    def decide(self, data: st.DataObject, action: Action | None) -> None:
        if values := self.wb.papers.values(self.case):
            value = data.draw(st.sampled_from(values))
            self.wb.papers.decide_value(value.id, action)

    @rule()
    def restart(self) -> None:
        self.close()
        self.open()

    # What must hold

    @invariant()
    def every_page_is_there_once(self) -> None:
        found = [self.key(document, page) for document, page in self.everything()]
        assert sorted(found) == sorted(self.pages)
        for document in self.documents():
            numbers = [page.number for page in self.wb.papers.text(document.id).pages]
            assert numbers == list(range(1, document.pages + 1))

    @invariant()
    def every_page_has_its_text_and_notes(self) -> None:
        for document in self.documents():
            notes = self.wb.notes.of(document.id)
            for page in self.wb.papers.text(document.id).pages:
                expected = self.pages[self.key(document, page)]
                assert page.text == expected.texts[-1]
                mine = [note for note in notes if note.page == page.number]
                assert sorted(note.id for note in mine) == sorted(expected.notes)
                for note in mine:
                    box = turned_box(note.boxes[0], -page.rotation)
                    assert (round(box.x0, 6), round(box.y1, 6)) == (NOTED.x0, NOTED.y1)
                for segment in page.segments:
                    assert 0 <= segment.start < segment.end <= len(page.text)

    @invariant()
    def every_live_page_is_found_by_its_word(self) -> None:
        for document in self.wb.papers.documents(self.case):
            for page in self.wb.papers.text(document.id).pages:
                own = self.pages[self.key(document, page)].own
                hits = self.wb.papers.search(own, self.case)
                assert [(h.document, h.page) for h in hits] == [(document.id, page.number)]
                again = anchor_of(
                    document.id, document.layer, page, hits[0].anchor.start, hits[0].anchor.end
                )
                assert hits[0].anchor == again
        for document in self.wb.papers.volume.recycled(self.case):
            for page in self.wb.papers.text(document.id).pages:
                assert not self.wb.papers.search(self.pages[self.key(document, page)].own)

    @invariant()
    def every_value_leads_to_its_page(self) -> None:
        assert set(self.all_values()) == set(self.values)
        for value, home in self.values.items():
            assert self.home_of(value) == home

    @invariant()
    def every_correction_belongs_to_its_page(self) -> None:
        rows = self.store.rows("SELECT * FROM text_corrections")
        documents = {document.id: document for document in self.documents()}
        for row in rows:
            layer = self.wb.papers.text(row["document"], row["version"])
            (page,) = [page for page in layer.pages if page.number == row["page"]]
            key = self.key(documents[row["document"]], page)
            mark = (row["id"], row["made"], row["text"])
            assert self.corrected.setdefault(mark, key) == key

    @invariant()
    def every_version_has_all_pages(self) -> None:
        for document in self.documents():
            versions = self.wb.texts.versions(document.id)
            assert versions[-1].layer.version == document.layer
            for sitting in versions:
                assert self.wb.papers.text(document.id, sitting.layer.version).pages

    @invariant()
    def every_card_names_its_page(self) -> None:
        documents = {document.id: document for document in self.documents()}
        for item in self.wb.advice.of_case(self.case):
            for source in item.sources:
                assert source.anchor is not None
                assert source.target == source.anchor.document
                name = documents[source.target].name
                assert source.label == f"{name} 第{source.anchor.page}页"

    def teardown(self) -> None:
        """Undo everything; close what is open also where something failed."""
        try:
            while self.wb.papers.volume.undoable(self.case):
                self.wb.papers.volume.undo(self.case)
            assert self.seen() == self.start
            assert self.wb.journal.verify().whole
            assert not self.wb.integrity()
        finally:
            self.close()
            shutil.rmtree(self.place)


def test_nothing_gets_lost_in_any_order(prepared: Path) -> None:
    VolumeMachine.prepared = prepared
    run_state_machine_as_test(
        VolumeMachine,
        settings=settings(
            max_examples=25,
            stateful_step_count=20,
            deadline=None,
            # To shrink what fails would take minutes; the steps are printed either way.
            phases=(Phase.explicit, Phase.reuse, Phase.generate),
            suppress_health_check=list(HealthCheck),
        ),
    )
