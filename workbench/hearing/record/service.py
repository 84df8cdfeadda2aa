"""The room of hearing records: what window and terminal ask of a record.

Reading a hearing of hours and writing Word takes a second or more: a window asks
:meth:`RecordRoom.beside`, a terminal calls directly.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import Future
from dataclasses import asdict, dataclass, replace
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any, BinaryIO, TypeVar

from workbench.hearing.acts import Act
from workbench.hearing.amendments import Amendments
from workbench.hearing.cleaning import FEATURE as CLEAN
from workbench.hearing.cleaning import Cleaner, names_of
from workbench.hearing.editing import Editing
from workbench.hearing.model import Amendment, Procedure, Turn
from workbench.hearing.record.checking import digest, is_unchecked
from workbench.hearing.record.draft import Material, Options, RecordDraft, draft
from workbench.hearing.record.exhibits import Exhibit
from workbench.hearing.record.gathering import Reading, gather
from workbench.hearing.record.head import Person
from workbench.hearing.record.sheets import (
    AMENDMENTS,
    BORDERS,
    CHECKED,
    EXHIBITS,
    HEAD,
    NOTES,
    PERSONS,
    ROW,
    Sheets,
    exhibit_json,
    read_exhibits,
    read_typed,
)
from workbench.hearing.record.shelf import Templates
from workbench.hearing.record.stages import Ear
from workbench.hearing.record.together import Together
from workbench.hearing.repository import HearingRepository, RecordingRepository
from workbench.hearing.rewriting import Rewritten
from workbench.hearing.turn_rows import TurnRepository
from workbench.kernel.beside import ReadThread
from workbench.kernel.changes import ChangeBus, Changes
from workbench.kernel.clock import now
from workbench.kernel.features import Switches
from workbench.kernel.journal import Journal
from workbench.kernel.store import Store
from workbench.papers.repository import CaseRepository

if TYPE_CHECKING:
    from workbench.hearing.conduct.model import ConductFinding
    from workbench.hearing.record.writing import Order, Written

T = TypeVar("T")
EXTRACTION = "papers.extract"
CONDUCT = "hearing.conduct"


@dataclass(frozen=True)
class Ground:
    """What the room stands on.

    Attributes:
        store: of cases; opened: the same, for reading only, in another thread.
        journal, changes, switches: the kernel's.
        templates: folder of the workspace's own templates; need not exist.
        original: opens an original by its SHA-256, in any thread.
        is_off: says whether a day is one of rest.
    """

    store: Store
    opened: Callable[[], Store]
    journal: Journal
    changes: ChangeBus
    switches: Switches
    templates: Path
    original: Callable[[str], BinaryIO]
    is_off: Callable[[date], bool]


class RecordRoom:
    """Records of hearings. Every method that writes says what changed and can be undone."""

    def __init__(self, ground: Ground) -> None:
        self._ground = ground
        self._store = ground.store
        self._sheets = Sheets(ground.store)
        self._hearings = HearingRepository(ground.store)
        self._amendments = Amendments(ground.store, ground.journal, ground.changes)
        self._templates: Templates | None = None
        self._cleaner = Cleaner()
        self._ears: dict[Procedure, Ear] = {}
        self._thread: ReadThread | None = None

    # Reading

    @property
    def templates(self) -> Templates:
        """The templates of all procedures, the workspace's own laid over them."""
        if self._templates is None:
            self._templates = Templates.load(self._ground.templates)
        return self._templates

    def reload(self) -> Templates:
        """Read the templates anew, after somebody edited them."""
        self._templates = None
        return self.templates

    def material(self, hearing_id: str) -> Material:
        """Return all that the record is made of; up to half a second for a hearing of hours.

        Raises:
            UserError: there is no such hearing.
        """
        return gather(self._store, hearing_id, self._read(hearing_id))

    def draft(self, hearing_id: str, options: Options | None = None) -> RecordDraft:
        """Return the record as it stands."""
        return draft(self.material(hearing_id), options or Options())

    def conduct(self, hearing_id: str) -> "tuple[ConductFinding, ...]":
        """Return what the conduct check finds.

        Raises:
            FeatureOffError: the feature is off.
        """
        self._ground.switches.require(CONDUCT, self._hearings.get(hearing_id).case)
        return self.conduct_of(self.material(hearing_id))

    def conduct_of(self, material: Material) -> "tuple[ConductFinding, ...]":
        """Return what the conduct check finds in what was gathered; asks no switch."""
        # The window starts without the check and the documents.
        from workbench.hearing.conduct.check import conduct
        from workbench.hearing.conduct.model import Sitting

        ear = Reading(self.templates, self._ears, False).ear(material.hearing.procedure)
        return conduct(Sitting(material, self._ground.is_off, ear))

    def beside(self, hearing_id: str, work: Callable[[Material], T]) -> "Future[T]":
        """Gather a hearing in another thread and work on it there.

        Args:
            hearing_id: the hearing.
            work: gets the material; must not touch the store.
        """
        reading = self._read(hearing_id)
        if self._thread is None:
            self._thread = ReadThread(self._ground.opened, "hearing-record")
        return self._thread.do(lambda store: work(gather(store, hearing_id, reading)))

    def draft_of(self, material: Material, options: Options) -> RecordDraft:
        """Return the record of what was gathered."""
        return draft(material, options)

    def unchecked(self, hearing_id: str) -> list[str]:
        """Return the ids of the turns that nobody has checked, in order."""
        checked = read_typed(self._store, hearing_id).checked
        turns = TurnRepository(self._store).of_hearing(hearing_id)
        return [
            turn.id
            for turn in turns
            if (turn.verbatim or turn.heard).strip() and is_unchecked(turn, checked)
        ]

    def close(self) -> None:
        """End the thread beside the window."""
        if self._thread is not None:
            self._thread.close()

    # Filling in

    def set_head(self, hearing_id: str, key: str, value: str | None) -> Changes:
        """Type a field of the head; ``None`` gives it back to what case and recordings say."""
        return self._change(hearing_id, HEAD, {key: value}, "填写笔录首部")

    def set_persons(self, hearing_id: str, persons: Sequence[Person] | None) -> Changes:
        """Set who takes part; ``None`` gives the list back to the case."""
        rows = None if persons is None else [asdict(person) for person in persons]
        return self._change(hearing_id, PERSONS, {"list": rows}, "修改到庭人员")

    def set_border(self, hearing_id: str, turn: str, stage: str | None) -> Changes:
        """Let a stage begin with a turn; an empty one: none begins there; ``None``: as found."""
        return self._change(hearing_id, BORDERS, {turn: stage}, "调整庭审阶段")

    def check(self, hearing_id: str, turns: Iterable[str], checked: bool = True) -> Changes:
        """Mark turns as compared with the recording, or take the mark back.

        What is changed in a turn afterwards has to be checked again.
        """
        found = TurnRepository(self._store).some(list(turns))
        return self.check_seen(hearing_id, found, checked)

    def check_seen(self, hearing_id: str, turns: Iterable[Turn], checked: bool = True) -> Changes:
        """Do so with turns as a person sees them; nothing of them is read."""
        marks = {turn.id: digest(turn) if checked else None for turn in turns}
        return self._change(hearing_id, CHECKED, marks, f"核对 {len(marks):,} 段")

    def note(self, hearing_id: str, finding: str, words: str) -> Changes:
        """Say something to a finding of the conduct check; nothing takes it back."""
        return self._change(hearing_id, NOTES, {finding: words.strip() or None}, "填写说明")

    def ask_amendment(self, hearing_id: str, name: str, asked: str, role: str = "") -> Amendment:
        """Record what somebody asks to be corrected in the record, as a step that can be undone.

        Raises:
            UserError: name or request is empty.
        """
        made = self._amendments.ask(hearing_id, name, asked, role)
        self._sheets.remember(hearing_id, None, made, "登记补正申请")
        return made

    def decide_amendment(self, before: Amendment, granted: bool | None) -> Amendment:
        """Record whether the record was corrected, as a step; ``None`` takes the decision back.

        Raises:
            UserError: there is no such request.
        """
        rows = self._amendments.of_hearing(before.hearing)
        stored = next((row for row in rows if row.id == before.id), before)
        after = self._amendments.decide(before.id, granted)
        self._sheets.remember(before.hearing, stored, after, "处理补正申请")
        return after

    # Cleaned layer

    def rewritten(self, hearing_id: str, turn: Turn) -> Rewritten:
        """Return a turn's text as the rules clean it, with every change, to show and take back."""
        case = CaseRepository(self._store).get(self._hearings.get(hearing_id).case)
        return self._cleaner.rewritten(turn, turn.skipped, names_of(case))

    # Exhibits

    def save_exhibits(self, hearing_id: str, rows: Sequence[Exhibit]) -> Changes:
        """Confirm rows as a person left them, with their opinions; new ones go to the end.

        A row and a cell count as confirmed where they say so.
        """
        kept, removed = read_exhibits(self._store, hearing_id)
        by_id = {row.id: row for row in kept} | {row.id: row for row in rows}
        gone = sorted(removed - {row.id for row in rows})
        return self._save_exhibits(hearing_id, list(by_id.values()), gone, "确认证据和质证意见")

    def confirm_exhibits(self, hearing_id: str, rows: Sequence[Exhibit]) -> Changes:
        """Confirm rows and all their opinions as they are shown."""
        sure = [
            replace(row, confirmed=True, cells=tuple(replace(c, confirmed=True) for c in row.cells))
            for row in rows
        ]
        return self.save_exhibits(hearing_id, sure)

    def remove_exhibits(self, hearing_id: str, ids: Iterable[str]) -> Changes:
        """Take rows out; suggestions for them do not come back."""
        kept, removed = read_exhibits(self._store, hearing_id)
        gone = set(ids)
        rows = [row for row in kept if row.id not in gone]
        return self._save_exhibits(hearing_id, rows, sorted(removed | gone), "移去证据")

    # Steps

    def steps(self, editing: Editing) -> tuple[str, str]:
        """Return the words of what can be undone, and of what can be done again; may be empty."""
        both = Together(editing, self._sheets)
        last, after = both.last(), both.next()
        return last.words if last else "", after.words if after else ""

    def undoing(self, editing: Editing) -> Act:
        """Return the act that undoes the last change of a hearing, in its transcript or record.

        Raises:
            UserError: on acting, there is nothing to undo.
        """
        last = Together(editing, self._sheets).last()
        if last is None or last.spoken:
            return editing.undoing()
        return self._stepping(editing.hearing, last.words, back=True)

    def redoing(self, editing: Editing) -> Act:
        """Return the act that makes the change again that was undone last, in either.

        Raises:
            UserError: on acting, there is nothing to do again.
        """
        after = Together(editing, self._sheets).next()
        if after is None or after.spoken:
            return editing.redoing()
        return self._stepping(editing.hearing, after.words, back=False)

    def undo(self, editing: Editing) -> str:
        """Undo at once; return what was undone in words, nothing where there is nothing."""
        return self._at_once(editing, self.undoing(editing)) if self.steps(editing)[0] else ""

    def redo(self, editing: Editing) -> str:
        """Do again at once; see :meth:`undo`."""
        return self._at_once(editing, self.redoing(editing)) if self.steps(editing)[1] else ""

    # Writing out

    def export(self, hearing_id: str, order: "Order") -> "Future[Written]":
        """Begin to write a hearing out; the journal comes first, so that none goes unrecorded.

        Raises:
            UserError: it cannot be written there, or holds unchecked text and is no draft; the
                answer may raise it too.
        """
        from workbench.hearing.record.writing import OPEN, check_order, write

        unchecked = 0 if order.form in OPEN else len(self.unchecked(hearing_id))
        recordings = RecordingRepository(self._store).of_hearing(hearing_id)
        check_order(order, unchecked, recordings)
        case = self._hearings.get(hearing_id).case
        self._ground.journal.append(
            "hearing.export",
            case,
            hearing=hearing_id,
            form=str(order.form),
            file=order.file.name,
            unchecked=unchecked,
        )
        self._ground.changes.publish(Changes.of("journal", case=case))
        opened = self._ground.original
        time = datetime.fromisoformat(now())
        return self.beside(hearing_id, lambda held: write(held, order, time, opened))

    def _read(self, hearing_id: str) -> Reading:
        case = self._hearings.get(hearing_id).case
        waiting = self._ground.switches.is_on(EXTRACTION, case)
        cleaner = self._cleaner if self._ground.switches.is_on(CLEAN, case) else None
        return Reading(self.templates, self._ears, waiting, cleaner)

    def _change(self, hearing_id: str, sheet: str, changes: dict[str, Any], words: str) -> Changes:
        case = self._hearings.get(hearing_id).case
        if not self._sheets.change(hearing_id, sheet, changes, words):
            return Changes.of()
        return self._ground.changes.publish(Changes.of("hearing", case=case))

    def _save_exhibits(
        self, hearing_id: str, rows: Sequence[Exhibit], removed: Sequence[str], words: str
    ) -> Changes:
        data: dict[str, Any] = {f"{ROW}{row.id}": exhibit_json(row) for row in rows}
        for key in self._sheets.read(hearing_id, EXHIBITS):
            if key.startswith(ROW):
                data.setdefault(key, None)
        data |= {"order": [row.id for row in rows], "removed": list(removed)}
        return self._change(hearing_id, EXHIBITS, data, words)

    @staticmethod
    def _at_once(editing: Editing, act: Act) -> str:
        act.at_once()
        editing.touched = act.touched
        return act.words

    def _stepping(self, hearing_id: str, words: str, back: bool) -> Act:
        case = self._hearings.get(hearing_id).case

        def parts(act: Act) -> Iterator[None]:
            act.words = words
            name = self._sheets.step(hearing_id, back)
            act.count += 1
            if name == AMENDMENTS:
                decision = "undone" if back else "redone"
                self._ground.journal.append(
                    "hearing.amendment", case, hearing=hearing_id, decision=decision
                )
            yield from ()

        def tell() -> None:
            self._ground.changes.publish(Changes.of("hearing", case=case))

        return Act(parts, tell, self._store.transaction)
