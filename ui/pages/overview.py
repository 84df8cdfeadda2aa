"""The overview of a case: parties, claims, days, periods, data, and what awaits a person."""

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QResizeEvent, QShowEvent
from PySide6.QtWidgets import QBoxLayout, QFrame, QLabel, QScrollArea, QVBoxLayout, QWidget

from ui import theme
from ui.bridge import Bridge
from ui.pages.overview_claims import ClaimsEditor
from ui.pages.overview_deadlines import DeadlinesSection
from ui.pages.overview_edits import CaseEdits
from ui.pages.overview_form import CaseForm
from ui.pages.overview_head import OverviewHead
from ui.pages.overview_parties import PartiesSection
from ui.pages.overview_timeline import TimelineSection
from ui.place import Place, number
from workbench.kernel.advice import Source, SourceKind
from workbench.kernel.anchor import Anchor
from workbench.kernel.changes import Changes
from workbench.procedure.deadlines import Deadline
from workbench.procedure.timeline import TYPED

TWO = 48
"""Width in characters from which there are two columns."""
WIDEST = 110
SETTLE_MS = 40
MARGIN = 6 * theme.RHYTHM
"""Room that stays above and below the field with the cursor."""
WATCHED = frozenset({"cases", "papers", "values", "switches"})
_OF_PARTY = ("served", "judged")


class OverviewPage(QScrollArea):
    """One case.

    Signals:
        review_wanted: the values that await confirmation are to be shown.
        read_wanted: the scans without text are to be recognised.
    """

    review_wanted = Signal()
    conflict_wanted = Signal()
    read_wanted = Signal()

    def __init__(self, bridge: Bridge, case_id: str) -> None:
        super().__init__()
        self._bridge = bridge
        self._id = case_id
        self._stale = False
        self.setProperty("helpTopic", "overview")
        self.setAccessibleName("案件概览")
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.edits = CaseEdits(bridge, case_id, self)
        self.head = OverviewHead(bridge)
        self.parties = PartiesSection(self.edits)
        self.claims = ClaimsEditor(self.edits)
        self.form = CaseForm(self.edits)
        self.fields = self.form.fields
        self.deadlines = DeadlinesSection()
        self.timeline = TimelineSection()
        self._periods = _section("期限", self.deadlines)
        self.setWidget(self._lay_out())
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._connect()
        self.refresh()

    @property
    def case(self) -> str:
        """Id of the case."""
        return self._id

    def place(self) -> Place:
        """Return how far it is scrolled, and what is typed and not saved; see :mod:`ui.place`."""
        typed = {name: field.draft for name, field in self.fields.items()}
        return {
            "scroll": self.verticalScrollBar().value(),
            "drafts": {name: text for name, text in typed.items() if text is not None},
            "party_drafts": self.parties.drafts(),
            "claim_drafts": self.claims.drafts(),
        }

    def go_to(self, place: Place) -> None:
        """Scroll there once there is something to scroll, and put back what was typed."""
        for name, text in _texts(place.get("drafts")).items():
            if name in self.fields:
                self.fields[name].put_draft(text)
        drafts = place.get("party_drafts")
        if isinstance(drafts, dict) and drafts:
            kept = {str(key): _texts(typed) for key, typed in drafts.items()}
            self.parties.form.put_drafts(kept)
            self.parties.open(next(iter(kept)))
        self.claims.put_drafts(_texts(place.get("claim_drafts")))
        QTimer.singleShot(0, self, lambda: self._scroll_to(int(number(place, "scroll"))))

    def refresh(self) -> None:
        """Read the case again; a field that is being typed in stays."""
        self._stale = False
        now = self._bridge.workbench.overview(self._id)
        self.head.show_case(now.case, now.waiting)
        self.parties.show_case(now.case, now.proposed)
        self.claims.show_claims(now.case.claims)
        self.form.show_case(now.case)
        self.timeline.show_events(now.events)
        self._periods.setVisible(now.deadlines is not None)

        def origin(item: Deadline) -> tuple[str, Anchor | None]:
            return now.origins.get(item.field, (TYPED, None))

        self.deadlines.show_deadlines(now.deadlines or (), origin)

    def show_field(self, name: str, party: str = "") -> None:
        """Put the cursor into a field of the case, or of a party."""
        if name in _OF_PARTY:
            self.parties.open(party, name)
        elif name in self.fields:
            self.fields[name].line.setFocus(Qt.FocusReason.OtherFocusReason)

    def showEvent(self, event: QShowEvent) -> None:
        """Read the case again if it changed while the page was out of sight."""
        super().showEvent(event)
        if self._stale and self._bridge.workbench.papers.desk.exists(self._id):
            self.refresh()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Use two columns where there is room."""
        super().resizeEvent(event)
        self._arrange()

    def changeEvent(self, event: QEvent) -> None:
        """Arrange anew when the size of the font changes."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange and hasattr(self, "_columns"):
            QTimer.singleShot(0, self, self._arrange)  # once the new font is everywhere

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Keep the field with the cursor in sight."""
        if event.type() == QEvent.Type.FocusIn and isinstance(watched, QWidget):
            # After the layout: the field may have been shown just now.
            QTimer.singleShot(SETTLE_MS, watched, lambda: self._bring_in_sight(watched))
        return super().eventFilter(watched, event)

    def _connect(self) -> None:
        self.head.review_wanted.connect(self.review_wanted)
        self.head.conflict_wanted.connect(self.conflict_wanted)
        self.head.read_wanted.connect(self.read_wanted)
        self.head.undo_wanted.connect(self.edits.undo)
        self.edits.moved.connect(lambda: self.head.show_undo(self.edits.words))
        self.parties.review_wanted.connect(self.review_wanted)
        for section in (self.deadlines, self.timeline):
            section.wanted.connect(self.show_field)
            section.source_wanted.connect(self._open)
        shortcuts = self._bridge.shortcuts
        shortcuts.bind("overview.undo", self, self.edits.undo)
        shortcuts.bind("overview.add_party", self, self.parties.add_party)
        shortcuts.bind("overview.add_claim", self, self.claims.add_claim)
        shortcuts.bind("overview.up", self, lambda: self._shift(-1))
        shortcuts.bind("overview.down", self, lambda: self._shift(1))
        for field in self.fields.values():
            field.line.installEventFilter(self)
        self.parties.form_made.connect(self._watch_form)
        self._bridge.changed.connect(self._on_changes)

    def _watch_form(self) -> None:
        for field in self.parties.form.fields.values():
            field.line.installEventFilter(self)

    def _shift(self, step: int) -> None:
        if not self.claims.shift(step):
            self.parties.shift(step)

    def _open(self, anchor: Anchor) -> None:
        source = Source(SourceKind.PAPER, "", anchor.document, anchor)
        if self._bridge.workbench.papers.has_document(anchor.document):
            self._bridge.open_source.emit(source)
        else:
            self._bridge.failed.emit("该材料已删除，无法打开出处。", "已确认的数据仍然保留。")

    def _lay_out(self) -> QWidget:
        self._columns = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._columns.setSpacing(4 * theme.RHYTHM)
        left = (
            _section("当事人", self.parties),
            _section("诉讼请求", self.claims),
            _section("案件信息", self.form),
        )
        right = (self._periods, _section("时间线", self.timeline))
        for sections, stretch in ((left, 3), (right, 2)):
            column = QVBoxLayout()
            column.setSpacing(2 * theme.RHYTHM)
            for section in sections:
                column.addWidget(section)
            column.addStretch(1)
            self._columns.addLayout(column, stretch)
        self._inner = QWidget()
        rows = QVBoxLayout(self._inner)
        rows.setContentsMargins(*[2 * theme.RHYTHM] * 4)
        rows.setSpacing(2 * theme.RHYTHM)
        rows.addWidget(self.head)
        rows.addLayout(self._columns)
        rows.addStretch(1)
        return self._inner

    def _arrange(self) -> None:
        em = self.fontMetrics().horizontalAdvance("国")
        wide = self.viewport().width() >= TWO * em
        direction = QBoxLayout.Direction
        self._columns.setDirection(direction.LeftToRight if wide else direction.TopToBottom)
        self._inner.setMaximumWidth(WIDEST * em)

    def _bring_in_sight(self, field: QWidget) -> None:
        if field.hasFocus():
            self.ensureWidgetVisible(field, 0, MARGIN)

    def _scroll_to(self, value: int) -> None:
        self.verticalScrollBar().setValue(value)

    def _on_changes(self, changes: Changes) -> None:
        wanted = WATCHED | {"jobs"} if self.head.coming else WATCHED
        if not changes.kinds & wanted or (changes.cases and self._id not in changes.cases):
            return
        if not self.isVisible():
            self._stale = True
        elif self._bridge.workbench.papers.desk.exists(self._id):
            self.refresh()


def _section(words: str, content: QWidget) -> QWidget:
    section = QWidget()
    column = QVBoxLayout(section)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(theme.RHYTHM)
    heading = QLabel(words)
    heading.setProperty("role", "heading")
    column.addWidget(heading)
    column.addWidget(content)
    return section


def _texts(drafts: object) -> dict[str, str]:
    if not isinstance(drafts, dict):
        return {}
    return {str(name): text for name, text in drafts.items() if isinstance(text, str)}
