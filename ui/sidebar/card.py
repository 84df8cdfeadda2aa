"""The card: the only widget that shows an Advice."""

from collections.abc import Sequence
from decimal import Decimal
from functools import cached_property

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QMouseEvent
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QFrame,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from ui import routes
from ui.bridge import Bridge
from ui.routes import precedent_key
from ui.sidebar.article_link import ArticleLink
from ui.sidebar.editor import Editor
from ui.sidebar.flow import FlowLayout
from ui.sidebar.text import LinkButton, button, column, marked, wrapped
from ui.sidebar.values import Reading, ValueFacts
from ui.widgets.cited_label import CitedLabel, law_in
from ui.widgets.icon_label import IconLabel
from ui.words import chinese_date, moment, parse_date
from workbench.kernel.advice import ACTION_WORDS, Action, Advice, Source, SourceKind

STATES = {
    Action.ADOPT: ("check", "good", "已采纳"),
    Action.EDIT: ("edit", "good", "编辑后已采纳"),
    Action.DISMISS: ("close", "muted", "未采纳"),
    Action.WRONG: ("warning", "warn", "已标记：该建议有误"),
}
"""Icon, colour and words of each decision."""
KEYS = {Action.ADOPT: "A", Action.EDIT: "E", Action.DISMISS: "D", Action.WRONG: "W"}
_ICONS = {SourceKind.PAPER: "paper", SourceKind.ARTICLE: "library", SourceKind.PRECEDENT: "case"}
_SHOWN_AT_FIRST = 160


class AdviceCard(QFrame):
    """One suggestion with its reasons and sources, and what a person may do with it.

    Keys: ↑ ↓ other cards, A adopt, E edit, D dismiss, W wrong, Enter opens the first source,
    Z takes the decision back.

    Signals:
        step: -1 or +1, to the card before or after.
        decided: the advice as decided (or reopened).
        again: what the run is to be made by instead (a cause of action).

    Attributes:
        decidable: whether a person decides on it; what only tells of a run is read.
    """

    step = Signal(int)
    decided = Signal(object)
    again = Signal(str)
    decidable = True

    def __init__(self, advice: Advice, bridge: Bridge, facts: ValueFacts | None = None) -> None:
        super().__init__()
        self._bridge = bridge
        self.advice = advice
        self.facts = facts or ValueFacts()
        self.setProperty("aiCard", True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAccessibleName(f"仅供参考：{advice.title}")
        self.setAccessibleDescription("".join((advice.body, *advice.reasons)))
        self._build()
        self._show_decision()

    # What a person does

    def decide(self, action: Action, text: str = "") -> None:
        """Record a decision; a problem is told and changes nothing."""
        workbench, key = self._bridge.workbench, self.advice.id
        self._take(self._bridge.attempt(lambda: workbench.decide(key, action, text)))

    def reopen(self) -> None:
        """Take the decision back."""
        self._take(self._bridge.attempt(lambda: self._bridge.workbench.reopen(self.advice.id)))

    def edit(self) -> None:
        """Open the editor; what was written before is still there."""
        self._close_editors()
        self.editor.open(self._worded())

    def explain(self) -> None:
        """Ask what is wrong; the answer may stay empty."""
        self._close_editors()
        self.note.open("")

    def open_source(self, place: int = 0) -> None:
        """Open one of the sources."""
        self._bridge.open_source.emit(self.advice.sources[place])

    def draft(self) -> str:
        """Return words that were written and not adopted; empty if there are none."""
        text = self.editor.text() if "editor" in self.__dict__ else ""
        return "" if self.advice.decision or text.strip() == self._worded() else text

    def take_draft(self, text: str) -> None:
        """Put words back that an earlier card of this suggestion held."""
        self.editor.field.setPlainText(text)

    # Events

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Answer the card's keys."""
        control = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        actions = {getattr(Qt.Key, f"Key_{key}"): action for action, key in KEYS.items()}
        if control:
            super().keyPressEvent(event)
        elif event.key() in (Qt.Key.Key_Up, Qt.Key.Key_Down):
            self.step.emit(-1 if event.key() == Qt.Key.Key_Up else 1)
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._press()
        elif event.key() == Qt.Key.Key_Z and self.advice.decision:
            self.reopen()
        elif event.key() in actions and self.decidable and not self.advice.decision:
            self.choose(actions[event.key()])
        else:
            super().keyPressEvent(event)

    def choose(self, action: Action) -> None:
        """Do what the button of an action does."""
        if action is Action.EDIT:
            self.edit()
        elif action is Action.WRONG:
            self.explain()
        else:
            self.decide(action)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Come into view with the focus."""
        super().focusInEvent(event)
        parent: QWidget | None = self.parentWidget()
        while parent is not None and not isinstance(parent, QScrollArea):
            parent = parent.parentWidget()
        if parent is not None:
            parent.ensureWidgetVisible(self, 0, 8)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Take the focus on a click anywhere in the card."""
        self.setFocus(Qt.FocusReason.MouseFocusReason)
        super().mousePressEvent(event)

    # Parts

    def _build(self) -> None:
        layout = column(self, spacing=6, margin=10)
        layout.addLayout(self._head())
        if self.advice.notes:
            layout.addWidget(wrapped(" · ".join(self.advice.notes), "small"))
        role = "value" if self.advice.kind in ("value", "cause") else ""
        self._body = CitedLabel(self._bridge, self.advice.case, role)
        if self.facts.in_words:
            self._body.setToolTip(f"大写：{self.facts.in_words}")
        layout.addWidget(self._body)
        self._more = LinkButton("展开全文", icon="")
        self._more.clicked.connect(lambda: self._show_body(whole=True))
        layout.addWidget(self._more)
        self._show_body(whole=False)
        self._picture(layout)
        self._warn(layout)
        self._why(layout)
        self._sources(layout)
        self._editors = column(spacing=6)
        layout.addLayout(self._editors)
        if extras := self._extras():
            layout.addWidget(_in_a_row(extras))
        layout.addWidget(self._actions())
        layout.addWidget(self._state())
        layout.addWidget(wrapped(_made(self.advice), "small"))

    # Most cards are decided without an editor, so that it is made when it is first asked for.

    @cached_property
    def editor(self) -> Editor:
        """The editor of the suggestion."""
        editor = Editor("改为：", "采纳改后的内容", one_line=self.advice.kind == "value")
        editor.submitted.connect(lambda text: self.decide(Action.EDIT, text))
        return self._add_editor(editor)

    @cached_property
    def note(self) -> Editor:
        """The editor of the note to "wrong"."""
        note = Editor("哪里有误（可不填）：", "提交", one_line=True)
        note.submitted.connect(lambda text: self.decide(Action.WRONG, text))
        return self._add_editor(note)

    def _add_editor(self, editor: Editor) -> Editor:
        editor.left.connect(lambda: self._leave(editor))
        editor.hide()
        self._editors.addWidget(editor)
        return editor

    def _close_editors(self) -> None:
        for name in ("editor", "note"):
            if name in self.__dict__:
                getattr(self, name).hide()

    def _head(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(8)
        title = wrapped(self.advice.title, "strong")
        mark = QLabel("仅供参考")
        mark.setProperty("role", "ai")
        row.addWidget(title, 1)
        row.addWidget(mark, 0, Qt.AlignmentFlag.AlignTop)
        return row

    def _show_body(self, whole: bool) -> None:
        text = self.advice.body
        cut = not whole and len(text) > _SHOWN_AT_FIRST + 20
        # An article's own words may say 本法; a value that was extracted cites nothing.
        within = law_in(self.advice.title) if self.advice.kind == "article" else ""
        self._body.set_text(text[:_SHOWN_AT_FIRST].rstrip() + "……" if cut else text, within)
        self._body.setAccessibleName("建议内容")
        self._more.setVisible(cut)

    def _warn(self, layout: QVBoxLayout) -> None:
        if self.facts.note:
            layout.addWidget(marked("warning", "warn", self.facts.note, "warn"))
        if self.facts.readings:
            layout.addWidget(marked("warning", "warn", self.facts.conflict, "warn"))
            box = QWidget()
            flow = FlowLayout(box, spacing=8)
            for reading in self.facts.readings:
                flow.addWidget(self._reading(reading))
            layout.addWidget(box)

    def _reading(self, reading: Reading) -> QWidget:
        box = QFrame()
        box.setProperty("surface", "reading")
        column_of = column(box, spacing=2, margin=6)
        words = QLabel(reading.shown)
        words.setTextFormat(Qt.TextFormat.PlainText)
        link = LinkButton(reading.source.label, "paper")
        link.setMaximumWidth(260)
        link.clicked.connect(lambda: self._bridge.open_source.emit(reading.source))
        column_of.addWidget(words)
        column_of.addWidget(link)
        return box

    def _why(self, layout: QVBoxLayout) -> None:
        reasons = [reason for reason in self.advice.reasons if reason != self.facts.note]
        if reasons:
            labels = [CitedLabel(self._bridge, self.advice.case, "muted") for _ in reasons]
            for label, reason in zip(labels, reasons, strict=True):
                label.set_text(reason)
            layout.addLayout(_named("为什么", labels))

    def _sources(self, layout: QVBoxLayout) -> None:
        self.links = [self._link(source) for source in self.advice.sources]
        self.links[0].setToolTip(f"{self.advice.sources[0].label}（Enter）")
        for place, link in enumerate(self.links):
            link.clicked.connect(lambda _=False, which=place: self.open_source(which))
        layout.addLayout(_named("来源", self.links))

    def _link(self, source: Source) -> LinkButton:
        if source.kind is SourceKind.ARTICLE:
            return ArticleLink(self._bridge, source, _ICONS[source.kind])
        link = LinkButton(source.label, _ICONS[source.kind])
        if source.kind is SourceKind.PRECEDENT:
            link.setEnabled(routes.known(precedent_key(source.target)))
        return link

    def _picture(self, layout: QVBoxLayout) -> None:
        """Show what a kind of advice shows besides words; most show nothing."""

    def _extras(self) -> list[QPushButton]:
        """Return what else can be done with a kind of advice."""
        return []

    def _actions(self) -> QWidget:
        self._action_row = QWidget()
        flow = FlowLayout(self._action_row, spacing=6)
        self.buttons = {}
        for action, words in ACTION_WORDS.items():
            item = button(words, tip=f"{words}（{KEYS[action]}）")
            item.setProperty("compact", True)
            item.clicked.connect(lambda _=False, which=action: self.choose(which))
            flow.addWidget(item)
            self.buttons[action] = item
        return self._action_row

    def _state(self) -> QWidget:
        self._state_row = QWidget()
        row = QHBoxLayout(self._state_row)
        row.setContentsMargins(0, 0, 0, 0)
        self._state_icon = IconLabel("check", "good")
        self.state = wrapped()
        self.undo = button("撤销", "undo", "撤销这一决定（Z）")
        self.undo.setProperty("compact", True)
        self.undo.clicked.connect(self.reopen)
        row.addWidget(self._state_icon, 0, Qt.AlignmentFlag.AlignTop)
        row.addWidget(self.state, 1)
        row.addWidget(self.undo, 0, Qt.AlignmentFlag.AlignTop)
        return self._state_row

    # State

    def _take(self, advice: Advice | None) -> None:
        if advice is not None:
            self.advice = advice
            self._show_decision()
            self.decided.emit(advice)

    def _show_decision(self) -> None:
        decision = self.advice.decision
        self._action_row.setVisible(decision is None and self.decidable)
        self._state_row.setVisible(decision is not None)
        if decision is None:
            return
        self._close_editors()
        name, colour, words = STATES[decision.action]
        self._state_icon.show_icon(name, colour)
        if decision.action is Action.EDIT:
            words += f"，改为“{_shown(decision.text, self.facts.type)}”"
        elif decision.action is Action.WRONG and decision.text:
            words += f"（{decision.text}）"
        self.state.setText(f"{words} · {moment(decision.time)}")

    def _leave(self, editor: Editor) -> None:
        editor.hide()
        self.setFocus(Qt.FocusReason.OtherFocusReason)

    def _press(self) -> None:
        focused = QApplication.focusWidget()
        if isinstance(focused, QAbstractButton) and self.isAncestorOf(focused):
            focused.click()
        else:
            self.open_source()

    def _worded(self) -> str:
        return self.advice.body.strip()


def _in_a_row(buttons: Sequence[QPushButton]) -> QWidget:
    row = QWidget()
    flow = FlowLayout(row, spacing=6)
    for item in buttons:
        flow.addWidget(item)
    return row


def _named(name: str, widgets: Sequence[QWidget]) -> QHBoxLayout:
    """Return widgets in a column with its name at the left."""
    row = QHBoxLayout()
    row.setSpacing(6)
    label = QLabel(name)
    label.setProperty("role", "small")
    label.setMinimumWidth(label.fontMetrics().horizontalAdvance("为什么") + 4)
    row.addWidget(label, 0, Qt.AlignmentFlag.AlignTop)
    inner = column(spacing=2)
    for widget in widgets:
        inner.addWidget(widget)
    row.addLayout(inner, 1)
    return row


def _shown(text: str, kind: str) -> str:
    if kind == "amount":
        return f"{Decimal(text):,.2f}元"
    return chinese_date(parse_date(text)) if kind == "date" else text


def _made(advice: Advice) -> str:
    provenance = advice.provenance
    parts = [provenance.engine, f"版本 {provenance.version[:16]}"]
    if provenance.library_date:
        of_cases = advice.sources[0].kind is SourceKind.PRECEDENT
        library = "案例库导入至" if of_cases else "法规库截至"
        parts.append(f"{library}{_shown(provenance.library_date, 'date')}")
    return " · ".join((*parts, f"{moment(provenance.time)}生成"))
