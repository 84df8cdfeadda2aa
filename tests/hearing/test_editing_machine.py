"""Any order of edits, over restarts: undone it is what it was, done again what it became."""

import shutil
import tempfile
from collections.abc import Iterator
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
from tests.support.hearings import add_recording, add_turns, invented_hearing
from workbench.hearing.model import Layer, Turn
from workbench.kernel.errors import UserError
from workbench.workbench import Workbench

PLACES = st.integers(0, 30)
TEXTS = st.text(alphabet="甲乙丙，。嗯", min_size=1, max_size=6)
LAYERS = st.sampled_from(list(Layer))


@pytest.fixture(scope="module")
def prepared() -> Iterator[Path]:
    """Make a workspace with a hearing of two recordings."""
    with tempfile.TemporaryDirectory() as folder:
        opened = Workbench.open(Path(folder) / "ws", ocr=FixedOcr)
        hearing = invented_hearing(opened)
        add_turns(opened, add_recording(opened, hearing, "下午.wav"), 3)
        opened.close()
        yield Path(folder) / "ws"


class EditingMachine(RuleBasedStateMachine):
    """Does to a transcript what a person might, in any order."""

    prepared: Path

    def __init__(self) -> None:
        super().__init__()
        self.place = Path(tempfile.mkdtemp())
        shutil.copytree(self.prepared, self.place / "ws")
        self.open()
        (case,) = self.wb.papers.cases()
        (self.hearing,) = (h.id for h in self.wb.hearing.hearings(case.id))
        self.editing = self.wb.hearing.edit(self.hearing)
        self.start = self.seen()

    def open(self) -> None:
        """Open the workspace."""
        self.wb = Workbench.open(self.place / "ws", ocr=FixedOcr)
        self.wb.write_beside(lambda error: None)

    def seen(self) -> list[Turn]:
        """Return all there is to see, words included."""
        turns = self.wb.hearing.turns(self.hearing)
        return [self.wb.hearing.turn(turn.id) for turn in turns]

    def turn(self, place: int) -> Turn:
        """Return a turn by a number that may be too large."""
        turns = self.wb.hearing.turns(self.hearing)
        return turns[place % len(turns)]

    def redo_all(self) -> None:
        """Do again whatever was undone."""
        while self.editing.redoable:
            self.editing.redo()

    def there_are_turns(self) -> bool:
        return bool(self.wb.hearing.turns(self.hearing))

    @precondition(there_are_turns)
    @rule(place=PLACES, layer=LAYERS, text=TEXTS)
    def type_text(self, place: int, layer: Layer, text: str) -> None:
        self.editing.set_text(self.turn(place).id, layer, text)

    @precondition(there_are_turns)
    @rule(place=PLACES, count=st.integers(1, 4), role=st.sampled_from(["", "原告", "证人"]))
    def set_role(self, place: int, count: int, role: str) -> None:
        ids = [self.turn(place + step).id for step in range(count)]
        self.editing.set_role(ids, role)

    @precondition(there_are_turns)
    @rule(place=PLACES)
    def confirm(self, place: int) -> None:
        self.editing.confirm_roles([self.turn(place).id])

    @precondition(there_are_turns)
    @rule(place=PLACES, at=st.integers(0, 20))
    def split(self, place: int, at: int) -> None:
        turn = self.wb.hearing.turn(self.turn(place).id)
        try:
            one, two = self.editing.split(turn.id, at)
        except UserError:
            return
        assert "".join((one.verbatim + two.verbatim).split()) == "".join(turn.verbatim.split())
        assert one.heard + two.heard == turn.heard
        assert turn.start <= one.end == two.start <= turn.end

    @precondition(there_are_turns)
    @rule(place=PLACES, count=st.integers(2, 3))
    def join(self, place: int, count: int) -> None:
        ids = [self.turn(place + step).id for step in range(count)]
        before = len(self.wb.hearing.turns(self.hearing))
        try:
            self.editing.join(ids)
        except UserError:
            return
        assert len(self.wb.hearing.turns(self.hearing)) == before - len(set(ids)) + 1

    @precondition(there_are_turns)
    @rule(place=PLACES, start=st.floats(0, 30), length=st.floats(0.1, 20))
    def set_times(self, place: int, start: float, length: float) -> None:
        self.editing.set_times(self.turn(place).id, start, start + length)

    @rule(start=st.floats(0, 50), text=TEXTS, first=st.booleans())
    def insert(self, start: float, text: str, first: bool) -> None:
        recordings = self.wb.hearing.recordings(self.hearing)
        self.editing.insert(recordings[0 if first else 1].id, start, start + 1, text, "原告")

    @precondition(there_are_turns)
    @rule(place=PLACES, count=st.integers(1, 3))
    def delete(self, place: int, count: int) -> None:
        self.editing.delete([self.turn(place + step).id for step in range(count)])

    @rule(find=st.sampled_from(["原告", "甲", "。"]), put=TEXTS, layer=LAYERS)
    def replace_all(self, find: str, put: str, layer: Layer) -> None:
        self.editing.replace_all(find, put, layer)

    @precondition(there_are_turns)
    @rule(place=PLACES, key=st.sampled_from("ab"), skip=st.booleans())
    def skip_change(self, place: int, key: str, skip: bool) -> None:
        self.editing.skip_change(self.turn(place).id, key, skip)

    @rule()
    def settle(self) -> None:
        self.editing.settle()

    @precondition(lambda self: self.editing.undoable)
    @rule()
    def undo_and_redo(self) -> None:
        before, words = self.seen(), self.editing.undoable
        assert self.editing.undo() == words
        assert self.editing.redo() == words
        assert self.seen() == before

    @precondition(lambda self: self.editing.undoable)
    @rule()
    def undo(self) -> None:
        self.editing.undo()

    @precondition(lambda self: self.editing.redoable)
    @rule()
    def redo(self) -> None:
        self.editing.redo()

    @rule()
    def restart(self) -> None:
        before, names = self.seen(), (self.editing.undoable, self.editing.redoable)
        self.wb.close()
        self.open()
        self.editing = self.wb.hearing.edit(self.hearing)
        assert self.seen() == before
        assert (self.editing.undoable, self.editing.redoable) == names

    @invariant()
    def times_and_texts_make_sense(self) -> None:
        for turn in self.wb.hearing.turns(self.hearing):
            assert turn.start < turn.end
            assert turn.verbatim.strip()

    def teardown(self) -> None:
        """Undo all, redo all."""
        try:
            self.redo_all()
            end = self.seen()
            while self.editing.undoable:
                self.editing.undo()
            assert self.seen() == self.start
            self.redo_all()
            assert self.seen() == end
        finally:
            self.wb.close()
            shutil.rmtree(self.place)


def test_any_edits_can_be_undone_and_redone(prepared: Path) -> None:
    EditingMachine.prepared = prepared
    run_state_machine_as_test(
        EditingMachine,
        settings=settings(
            max_examples=20,
            stateful_step_count=25,
            deadline=None,
            # To shrink what fails would take minutes; the steps are printed either way.
            phases=(Phase.explicit, Phase.reuse, Phase.generate),
            suppress_health_check=list(HealthCheck),
        ),
    )
