"""One feature's group in the sidebar: its head, what waits for a person, what was decided."""

from collections.abc import Mapping

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QApplication, QHBoxLayout, QToolButton, QWidget

from ui import icons
from ui.bridge import Bridge
from ui.sidebar.card import STATES, AdviceCard
from ui.sidebar.cards import CardList
from ui.sidebar.generate import (
    EXTRACT,
    PRECEDENTS,
    Started,
    generate,
    index_precedents,
    reading,
    running,
    take,
)
from ui.sidebar.head import GroupHead
from ui.sidebar.kinds import TELLING
from ui.sidebar.precedent_tools import PrecedentTools
from ui.sidebar.sections import SectionedCards
from ui.sidebar.text import button, column, wrapped
from ui.sidebar.values import ValueFacts, facts_of
from ui.soon import Soon
from workbench.availability import missing
from workbench.kernel.advice import Advice
from workbench.kernel.changes import Changes
from workbench.kernel.features import Feature
from workbench.kernel.job_table import JobState

ANSWER_MS = 20
SETTLE_MS = 1200
"""Papers must have been quiet for so long before a run starts by itself."""

SHOWN = frozenset({"advice", "values", "library", "precedents", "jobs", "switches"})
"""Changes after which the group may look otherwise."""
CALM_MS = 250
"""Advice that changed elsewhere is shown so long after the first change."""


class FeatureGroup(QWidget):
    """The group of a feature that is on, for one case.

    Signals:
        beyond: -1 or +1, when the arrows lead out of the group.
        review_wanted: the form in which values are confirmed is to be opened.
    """

    beyond = Signal(int)
    review_wanted = Signal()

    def __init__(self, bridge: Bridge, feature: Feature, case: str) -> None:
        super().__init__()
        self._bridge, self.feature, self.case = bridge, feature, case
        self._started = Started()
        self._asked = self._prepared = False
        self._said = ""
        self._focus_next: int | None = None
        self.setAccessibleName(feature.sidebar)
        layout = column(self, spacing=8)
        self.head = GroupHead(feature)
        layout.addWidget(self.head)
        layout.addLayout(self._undo_row())
        self.pending = SectionedCards(bridge, unfolded=feature.key != EXTRACT)
        self.decided = CardList(bridge)
        self.body = QWidget()
        inner = column(self.body, spacing=8)
        inner.addLayout(self._review_row())
        self.tools = PrecedentTools(bridge, case) if feature.key == PRECEDENTS else None
        if self.tools is not None:
            self.tools.index_wanted.connect(self._index)
            inner.addWidget(self.tools)
        inner.addWidget(self.pending)
        inner.addWidget(self._fold())
        inner.addWidget(self.decided)
        layout.addWidget(self.body)
        self.decided.hide()
        self._connect()
        self.set_folded(bool(bridge.workbench.settings.get(self._folded_key(), False)))
        self.refresh()

    def refresh(self) -> None:
        """Show what the workbench holds now."""
        items = self._bridge.workbench.advice.of_case(self.case, self.feature.key)
        facts = self._facts(items)
        pending = [item for item in items if item.decision is None]
        decided = [item for item in items if item.decision is not None]
        self.pending.set_items(pending, facts)
        self.review.setVisible(self.feature.key == EXTRACT and bool(items))
        self.fold.setVisible(bool(decided))
        self.fold.setText(f"已处理 {len(decided)}")
        self.decided.setVisible(bool(decided) and self.fold.isChecked())
        if self.decided.isVisibleTo(self):
            self.decided.set_items(decided, facts)
        if self._last and self._last not in {item.id for item in decided}:
            self._show_undo(None)
        self.head.show_count(sum(item.kind not in TELLING for item in pending))
        self._show_state(bool(pending), bool(decided))
        self._move_focus()

    def react(self, changes: Changes) -> None:
        """Answer a change that concerns the case."""
        if changes.kinds & {"library", "precedents"}:
            self._prepared = False
            if self.tools is not None:
                self.tools.forget()
        if changes.kinds & SHOWN:
            self._follow_job()
            # What was decided here is answered at once; what comes from elsewhere may wait a bit,
            # so that it does not hold up who decides value after value in the form.
            focus = QApplication.focusWidget()
            here = focus is not None and self.isAncestorOf(focus)
            (self._later if here or "jobs" in changes.kinds else self._calm).ask()
        writable = not self._bridge.workbench.workspace.read_only
        if "papers" in changes.kinds and writable and self._automatic():
            self._quiet.start()

    def focus(self, step: int) -> bool:
        """Take the focus from the neighbour: at the first card (+1) or the last (-1)."""
        return self.body.isVisibleTo(self) and self.pending.focus(0 if step > 0 else -1)

    def cards_in_sight(self) -> list[AdviceCard]:
        """Return the cards of which something can be seen now."""
        cards = [*self.pending.cards(), *self.decided.cards()]
        return [card for card in cards if card.isVisible() and not card.visibleRegion().isEmpty()]

    def generate(self, prepared: bool = False, cause: str = "") -> None:
        """Run the feature, as a person asked.

        Args:
            prepared: what it needs was just built, so that nothing has to be built first.
            cause: cause of action that the person chose for this run.
        """
        self._asked, self._said = True, ""
        workbench, key = self._bridge.workbench, self.feature.key
        known = prepared or self._prepared  # asking a large library what it lacks takes a moment
        started = self._bridge.attempt(lambda: generate(workbench, key, self.case, known, cause))
        self._prepared = started is not None and started.job is None
        self._started = started or Started()
        if started is None:
            self._asked = False
        elif started.answer is not None:
            self._answers.start()
        self.refresh()

    def busy(self) -> bool:
        """Say whether a person's words or an answer asked for would be lost with this group."""
        return self.pending.drafts() or self._started != Started()

    def set_folded(self, folded: bool) -> None:
        """Show only the group's title, or all of it; the choice is remembered."""
        self.head.show_folded(folded)
        self.body.setVisible(not folded)
        settings = self._bridge.workbench.settings
        if settings.get(self._folded_key(), False) != folded:
            settings.set(self._folded_key(), folded)

    def _folded_key(self) -> str:
        return f"sidebar.folded.{self.feature.key}"

    def switch_off(self, here: bool) -> None:
        """Switch the feature off in this case or everywhere; the group then goes."""
        case = self.case if here else ""
        switches = self._bridge.workbench.switches
        if self._bridge.attempt(lambda: switches.set(self.feature.key, False, case)):
            where = "在本案" if here else ""
            words = f"“{self.feature.title}”{where}已关闭，可在“设置 → 功能开关”中重新打开。"
            self._bridge.notice.emit(words)

    # Parts

    def _connect(self) -> None:
        self._later = Soon(self, self._bridge, 0, self.refresh)
        self._calm = Soon(self, self._bridge, CALM_MS, self.refresh)
        self._quiet = QTimer(self)
        self._quiet.setSingleShot(True)
        self._quiet.setInterval(SETTLE_MS)
        self._quiet.timeout.connect(self._run_by_itself)
        self._answers = QTimer(self)
        self._answers.setInterval(ANSWER_MS)
        self._answers.timeout.connect(self._follow_answer)
        back = QShortcut(QKeySequence.StandardKey.Undo, self)
        back.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        back.activated.connect(self.take_back)
        self.head.generate.connect(self.generate)
        self.pending.again.connect(lambda cause: self.generate(cause=cause))
        self.head.cancel.connect(self._cancel)
        self.head.off.connect(self.switch_off)
        self.head.folded.connect(self.set_folded)
        self.head.auto.setChecked(self._automatic())
        self.head.automatic.connect(self._set_automatic)
        self.pending.decided.connect(self._on_decided)
        self.decided.decided.connect(lambda _: self._show_undo(None))
        self.pending.beyond.connect(self.beyond)
        self.decided.beyond.connect(self.beyond)

    def _review_row(self) -> QHBoxLayout:
        self.review = button("打开核对页", tip="在表格中逐项核对，原文在旁边")
        icons.primary(self.review)
        self.review.clicked.connect(self.review_wanted)
        row = QHBoxLayout()
        row.setContentsMargins(8, 0, 8, 0)
        row.addWidget(self.review)
        row.addStretch(1)
        return row

    def _fold(self) -> QToolButton:
        self.fold = QToolButton()
        self.fold.setCheckable(True)
        self.fold.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        self.fold.setToolTip("展开或收起已处理的建议")
        self.fold.setAccessibleName(f"{self.feature.sidebar}：已处理的建议")
        icons.put(self.fold, "down")
        self.fold.toggled.connect(lambda _: self.refresh())
        return self.fold

    def _undo_row(self) -> QHBoxLayout:
        self._last = ""
        self.done_words = wrapped(role="small")
        self.undo = button("撤销", "undo", "撤销刚才的决定（Ctrl+Z）")
        self.undo.setProperty("compact", True)
        self.undo.clicked.connect(self.take_back)
        row = QHBoxLayout()
        row.setContentsMargins(8, 0, 8, 0)
        row.addWidget(self.done_words, 1)
        row.addWidget(self.undo)
        self._show_undo(None)
        return row

    # Decisions

    def _on_decided(self, item: Advice) -> None:
        places = [card.advice.id for card in self.pending.cards()]
        self._focus_next = places.index(item.id) if item.id in places else 0
        self._show_undo(item)

    def _show_undo(self, item: Advice | None) -> None:
        shown = item is not None and item.decision is not None
        self._last = item.id if item is not None and shown else ""
        if item is not None and item.decision is not None:
            self.done_words.setText(f"{item.title}：{STATES[item.decision.action][2]}")
        self.done_words.setVisible(shown)
        self.undo.setVisible(shown)

    def take_back(self) -> None:
        """Undo the last decision of this group."""
        if key := self._last:
            self._show_undo(None)
            self._bridge.attempt(lambda: self._bridge.workbench.reopen(key))

    def _move_focus(self) -> None:
        place, self._focus_next = self._focus_next, None
        if place is not None and not self.pending.focus(place):
            self.fold.setFocus(Qt.FocusReason.OtherFocusReason)

    # Runs

    def _follow_job(self) -> None:
        started = self._started
        if started.job is None:
            return
        job = self._bridge.workbench.jobs.table.get(started.job.id)
        if job.state in (JobState.QUEUED, JobState.RUNNING):
            return
        self._started = Started()
        if job.state is JobState.DONE and started.again:
            self.generate(prepared=True)
        elif job.state is JobState.FAILED:
            self._bridge.failed.emit(job.message, "")

    def _follow_answer(self) -> None:
        answer = self._started.answer
        if self._bridge.closed or answer is None:
            self._answers.stop()
        elif answer.done():
            self._answers.stop()
            self._started = Started()
            workbench, key = self._bridge.workbench, self.feature.key
            said = self._bridge.attempt(lambda: take(workbench, key, self.case, answer))
            self._said = said or ""
            self._later.ask()  # storing and drawing in one go would hold the window up

    def _index(self) -> None:
        """Build the index alone; cards stay as they are."""
        workbench = self._bridge.workbench
        self._bridge.attempt(lambda: index_precedents(workbench))
        self.refresh()

    def _cancel(self) -> None:
        workbench = self._bridge.workbench
        self._started = Started()
        self.refresh()
        if job := running(workbench, self.feature.key, self.case):
            self._bridge.attempt(lambda: workbench.jobs.cancel(job.id))

    def _run_by_itself(self) -> None:
        if self._bridge.closed:
            return
        workbench = self._bridge.workbench
        lacks = missing(workbench, self.feature)["missing"]
        if not self._automatic() or lacks:
            return
        busy = reading(workbench, self.case) or running(workbench, self.feature.key, self.case)
        # Words that somebody is writing in a card are worth more than a fresh run.
        if busy or self.pending.drafts():
            self._quiet.start()
        else:
            self.generate()

    def _automatic(self) -> bool:
        return bool(self._bridge.workbench.settings.get(f"sidebar.auto.{self.feature.key}", False))

    def _set_automatic(self, on: bool) -> None:
        self._bridge.workbench.settings.set(f"sidebar.auto.{self.feature.key}", on)

    # State

    def _facts(self, items: list[Advice]) -> Mapping[str, ValueFacts]:
        if not any(item.kind == "value" for item in items):
            return {}
        return facts_of(self._bridge.workbench.papers, self.case)

    def _show_state(self, pending: bool, decided: bool) -> None:
        workbench = self._bridge.workbench
        job = running(workbench, self.feature.key, self.case)
        lack = str(missing(workbench, self.feature)["missing"])
        if not lack and workbench.workspace.read_only:
            lack = workbench.workspace.why_read_only
        self.head.allow(lack)
        waits = self._started.answer is not None
        self.head.show_job(job, waits)
        if self.tools is not None:
            self.tools.show_state(bool(job) or waits, pending or decided)
        words = lack
        if not words and not job and not waits and not pending:
            words = self._nothing(decided)
        self.head.show_state(words)

    def _nothing(self, decided: bool) -> str:
        if self._said:
            return self._said
        if decided:
            return "没有待核对的建议。"
        if self._asked:
            return "本次没有找到可以列出的内容；材料补充后可再次生成。"
        return f"还没有建议。点“生成”：{self.feature.does}"
