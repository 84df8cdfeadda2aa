"""Confirmation: the extracted values of a case as a form, beside the page they stand on."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import QModelIndex, Qt, QTimer, Signal
from PySide6.QtGui import QResizeEvent, QShowEvent
from PySide6.QtWidgets import QSplitter, QStackedWidget, QVBoxLayout, QWidget

from ui.bridge import Bridge
from ui.pages.confirmation_bars import DoneStrip, FormBar, KeyHints
from ui.pages.confirmation_list import FormList
from ui.pages.confirmation_model import Entry, Filter, FormModel
from ui.pages.confirmation_source import Seen, SourcePair
from ui.pages.confirmation_states import States
from ui.place import Place, words
from ui.soon import Soon
from ui.widgets.drawing import Drawer
from workbench.kernel.advice import Action, Source, SourceKind
from workbench.kernel.anchor import Anchor
from workbench.kernel.changes import Changes
from workbench.kernel.errors import UserError
from workbench.papers.confirmation import Row
from workbench.papers.deciding import ValueDecision, choose, confirm_all, correct, discard

FILTER = "confirmation.filter"
"""Settings key: which rows are listed."""
SEEN_MS = 1500
"""What was open for a moment is recorded as seen so long after the first of it."""
LINES = 26
"""Height of the page in lines from which the keys are written below the form."""
WATCHED = frozenset({"values", "papers", "switches", "jobs", "cases"})


class ConfirmationPage(QWidget):
    """The form of a case, with its sources.

    Signals:
        overview_wanted: the case's overview is to be opened.
    """

    overview_wanted = Signal()

    def __init__(self, bridge: Bridge, drawer: Drawer, case_id: str) -> None:
        super().__init__()
        self._bridge, self._case = bridge, case_id
        self._undo: list[tuple[str, tuple[ValueDecision, ...]]] = []
        self._deciding = self._stale = False
        self.setProperty("helpTopic", "confirmation")
        self.model = FormModel(self)
        self.model.filter = _filter(bridge.workbench.settings.get(FILTER, ""))
        self.bar, self.hints = FormBar(bridge.shortcuts), KeyHints(bridge.shortcuts)
        self.list, self.sources = FormList(self.model), SourcePair(bridge, drawer)
        self.done = DoneStrip((self.overview_wanted.emit, lambda: self.choose(Filter.ALL)))
        self.states = States(bridge, case_id)
        self._looked: set[str] = set()
        self._seen = Soon(self, bridge, SEEN_MS, self._note_seen)
        # The page follows the hand: it is shown once the keys have come to rest.
        self._later = QTimer(self)
        self._later.setSingleShot(True)
        self._later.setInterval(0)
        self._later.timeout.connect(self._show_source)
        self._lay_out()
        self._connect()
        self.refresh()

    @property
    def case(self) -> str:
        """Id of the case."""
        return self._case

    @property
    def row(self) -> Row | None:
        """The row that is open."""
        entry = self.model.entry(self.list.place)
        return entry.row if entry else None

    # What is shown

    def refresh(self) -> None:
        """Show what the workbench holds now; the open row and what is typed in it stay."""
        self._stale = False
        workbench, key = self._bridge.workbench, self.row.key if self.row else ""
        if not self.states.closed():
            documents = workbench.papers.documents(self._case)
            self.sources.set_documents(documents)
            names = {document.id: document.name for document in documents}
            self.model.show_values(workbench.papers.values(self._case), names)
        else:
            self.model.show_values((), {})
        self.refresh_state()
        place = self.model.place_of(key) if key else -1
        self._open(place if place >= 0 else self.model.next_open(-1))

    def choose(self, chosen: Filter) -> None:
        """List other rows; the choice is remembered where something can be kept."""
        settings = self._bridge.workbench.settings
        if not self._bridge.workbench.workspace.read_only:
            self._bridge.attempt(lambda: settings.set(FILTER, str(chosen)))
        self.model.choose(chosen)
        self.bar.show_filter(chosen)
        self.refresh_state()
        self._open(self.model.step(-1, 1, only_open=False))
        self._take_focus()

    def show_conflict(self) -> None:
        """Open the first row on which papers differ and nobody has decided."""
        if self.model.first_conflict() < 0:
            self.choose(Filter.CONFLICT)
        if (place := self.model.first_conflict()) >= 0:
            self._open(place)
            self._take_focus()

    # What a person does

    def confirm(self) -> None:
        """Confirm the open row, or keep what was typed, and go on."""
        row, editor = self.row, self.list.editor
        if row is None:
            return
        if editor.field.choosing and editor.place < 0:
            editor.tell(f"各材料记载不一致，请按 1–{len(row.readings)} 选择，或键入正确的值。")
        elif editor.field.changed:
            text, place = editor.field.text, editor.place
            self._decide(lambda: correct(row, text, place))
        elif row.settled:
            self._go_on()
        else:
            self._decide(lambda: choose(row, editor.place))

    def choose_reading(self, place: int) -> None:
        """Confirm one of the readings and discard the others."""
        row = self.row
        if row is not None:
            self._decide(lambda: choose(row, place))

    def discard(self, action: Action) -> None:
        """Discard the open row, as not wanted or as wrong."""
        row = self.row
        if row is not None:
            self._decide(lambda: discard(row, action))

    def confirm_group(self) -> None:
        """Confirm what is open in the section of the open row."""
        entry = self.model.entry(self.list.place)
        if entry is not None:
            self._decide(lambda: confirm_all(entry.section))

    def take_back(self) -> None:
        """Undo the last decision of this page, of a whole group too."""
        if not self._undo:
            self._bridge.notice.emit("没有可撤销的核对。")
            return
        key, decisions = self._undo.pop()
        if self._write(decisions) is not None:
            self.refresh_state()
            place = self.model.place_of(key)
            self._open(place if place >= 0 else self.list.place)
            self._take_focus()

    def open_paper(self, anchor: Anchor | None = None) -> None:
        """Open the paper that the row comes from, at the place."""
        value = self.list.editor.looked_at
        anchor = anchor or (value.found.anchor if value else None)
        if anchor is not None:
            name = self.model.names.get(anchor.document, "材料")
            source = Source(SourceKind.PAPER, name, anchor.document, anchor)
            self._bridge.open_source.emit(source)

    def walk(self, step: int, only_open: bool = True) -> None:
        """Go to the next value; beyond the last one the keyboard leaves the form."""
        place = self.model.step(self.list.place, step, only_open)
        if place >= 0:
            self._open(place)
        elif only_open:
            self.focusNextPrevChild(step > 0)

    # Decisions

    def _decide(self, make: Callable[[], Sequence[ValueDecision]]) -> None:
        """Write decisions and go on; what is refused is said where it was typed."""
        entry = self.model.entry(self.list.place)
        try:
            decisions = tuple(make())
        except UserError as error:
            self.list.editor.tell(str(error))
            return
        undo = self._write(decisions)
        if undo is not None and entry is not None:
            self._undo.append((entry.key, undo))
            self._go_on()

    def _write(self, decisions: Sequence[ValueDecision]) -> tuple[ValueDecision, ...] | None:
        service, case = self._bridge.workbench.decisions, self._case
        self._deciding = True
        try:
            done = self._bridge.attempt(lambda: service.decide_values(case, decisions))
        finally:
            self._deciding = False
        if done is None:
            self.refresh()
            return None
        self.model.take(done.values)
        return done.undo

    def _go_on(self) -> None:
        self.refresh_state()
        place = self.model.next_open(self.list.place)
        if place >= 0:
            self._open(place)
        else:
            self._open(self.list.place)
            self._take_focus()

    # State

    def _open(self, place: int) -> None:
        read_only = self._bridge.workbench.workspace.read_only

        def look(entry: Entry) -> None:
            if entry.row is not None:
                self.list.editor.show_row(entry.row, self.model.names, read_only)

        self.list.open_place(place, look)
        self._later.start()

    def refresh_state(self) -> None:
        """Choose between the form, what hinders it, and the end of the work; say how far it is."""
        self.bar.tell(self.model, bool(self._undo))
        done, total = self.model.progress()
        if self.states.tell(bool(total)):
            self._stack.setCurrentWidget(self.states)
            return
        self._stack.setCurrentWidget(self._form)
        self.done.setVisible(done == total or not self.model.rowCount())
        self.list.setVisible(bool(self.model.rowCount()))
        self.sources.setVisible(bool(self.model.rowCount()))
        self.done.tell(*self._said(done, total), self.model.filter is not Filter.ALL)

    def _said(self, done: int, total: int) -> tuple[str, str]:
        if done == total:
            words = "核对过的数据已写入案件信息，未采纳的不会进入任何文书。可回到概览查看。"
            return f"{total} 项数据已全部核对", words
        heads = {Filter.CONFLICT: "没有待选择的不一致之处", Filter.DONE: "还没有已处理的数据"}
        head = heads.get(self.model.filter, "没有待核对的数据")
        return head, f"另有 {total - done} 项待核对，可显示全部。"

    def _take_focus(self) -> None:
        if self.isVisible():
            self.setFocus(Qt.FocusReason.OtherFocusReason)

    def _show_source(self) -> None:
        editor = self.list.editor
        row, value = self.row, editor.looked_at
        if row is None or value is None or self._bridge.closed:
            return
        self._looked.update(value.id for value in row.values)
        self._seen.ask()
        if not row.conflicting:
            self.sources.show_places([Seen(value.found.anchor)])
            return
        places = [0, 1] if editor.place <= 1 else [0, editor.place]
        readings = [(place, row.readings[place]) for place in places]
        self.sources.show_places(
            [Seen(r.standing[0].found.anchor, f"{n + 1}　{r.shown}") for n, r in readings]
        )

    def _note_seen(self) -> None:
        """Record the values that were open, each once."""
        looked, self._looked = self._looked, set()
        workbench = self._bridge.workbench
        if looked and not workbench.workspace.read_only:
            advice, case = workbench.advice, self._case
            self._bridge.attempt(lambda: advice.note_seen(case, about=looked))

    def _on_changed(self, changes: Changes) -> None:
        if self._deciding or (changes.cases and self._case not in changes.cases):
            return
        if changes.kinds & WATCHED:
            self._stale = True
            self._catch_up()

    def _catch_up(self) -> None:
        """Read again what changed, once somebody looks."""
        if self._stale and self.isVisible() and self.states.known():
            self.refresh()

    def setFocus(self, reason: Qt.FocusReason = Qt.FocusReason.OtherFocusReason) -> None:
        """Give the keyboard to the open row, or to what is to be done instead."""
        if self._stack.currentWidget() is self.states:
            self.states.take_focus(reason)
        elif self.list.place >= 0 and not (self.done.isVisibleTo(self) and self._finished()):
            self.list.editor.field.setFocus(reason)
        elif self.done.isVisibleTo(self):
            self.done.first().setFocus(reason)
        else:
            self.bar.filter.setFocus(reason)

    def _finished(self) -> bool:
        done, total = self.model.progress()
        return done == total

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Leave the line of keys out where the form needs the room; F1 has them too."""
        super().resizeEvent(event)
        self.hints.setVisible(self.height() > LINES * self.fontMetrics().height())

    def showEvent(self, event: QShowEvent) -> None:
        """Read again what changed while another page was in front."""
        super().showEvent(event)
        self._catch_up()
        self._later.start()

    # Its place, kept over a restart

    def place(self) -> Place:
        """Return the open row, and what is typed in it."""
        field = self.list.editor.field
        return {"row": self.row.key if self.row else "", "typed": field.text * field.changed}

    def go_to(self, place: Place) -> None:
        """Open the row that was open, with what was typed in it."""
        at = self.model.place_of(words(place, "row"))
        if at >= 0:
            self._open(at)
            if typed := words(place, "typed"):
                self.list.editor.field.setPlainText(typed)

    # Parts

    def _lay_out(self) -> None:
        left = QWidget()
        column = QVBoxLayout(left)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        for widget in (self.bar, self.done):
            column.addWidget(widget)
        column.addWidget(self.list, 1)
        column.addWidget(self.hints)
        self._form = QSplitter(Qt.Orientation.Horizontal)
        self._form.setChildrenCollapsible(False)
        self._form.addWidget(left)
        self._form.addWidget(self.sources)
        self._form.setSizes([480, 520])
        left.setMinimumWidth(260)
        self._stack = QStackedWidget()
        self._stack.addWidget(self._form)
        self._stack.addWidget(self.states)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(self._stack)

    def _connect(self) -> None:
        field, bind = self.list.editor.field, self._bridge.shortcuts.bind
        field.confirmed.connect(self.confirm)
        field.walked.connect(self.walk)
        field.stepped.connect(lambda step: self.walk(step, only_open=False))
        self.list.editor.chosen.connect(self.choose_reading)
        self.list.clicked.connect(self._on_clicked)
        self.bar.show_filter(self.model.filter)
        self.bar.chosen.connect(self.choose)
        self.bar.undo_wanted.connect(self.take_back)
        for pane in self.sources.panes:
            pane.open_wanted.connect(self.open_paper)
        self._bridge.changed.connect(self._on_changed)
        for key, slot in (
            ("discard", lambda: self.discard(Action.DISMISS)),
            ("wrong", lambda: self.discard(Action.WRONG)),
            ("confirm_group", self.confirm_group),
            ("undo", self.take_back),
            ("next_source", lambda: self._cycle(1)),
            ("previous_source", lambda: self._cycle(-1)),
            ("open_paper", self.open_paper),
            ("write", field.write),
            ("filter", lambda: self.bar.filter.setFocus(Qt.FocusReason.ShortcutFocusReason)),
        ):
            bind(f"confirmation.{key}", self, slot)

    def _on_clicked(self, index: QModelIndex) -> None:
        self._open(index.row())
        self._take_focus()

    def _cycle(self, step: int) -> None:
        self.list.editor.cycle(step)
        self._later.start()


def _filter(kept: object) -> Filter:
    return Filter(str(kept)) if str(kept) in set(Filter) else Filter.OPEN
