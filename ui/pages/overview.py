"""The overview of a case: its data, parties, claims, and what awaits a person."""

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import (
    QCompleter,
    QFormLayout,
    QFrame,
    QLabel,
    QPushButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from ui import icons, theme
from ui.bridge import Bridge
from ui.pages.overview_parts import ClaimsList, PartiesTable
from ui.place import Place, number
from ui.widgets.fields import CheckedField
from ui.words import chinese_date, parse_date
from workbench.kernel.changes import Changes
from workbench.kernel.errors import UserError
from workbench.papers.model import Case, Outcome, ValueState

FORM_WIDTH = 900


class OverviewPage(QScrollArea):
    """One case.

    Signals:
        review_wanted: the values that await confirmation are to be shown.
        read_wanted: the scans without text are to be recognised.
    """

    review_wanted = Signal()
    read_wanted = Signal()

    def __init__(self, bridge: Bridge, case_id: str) -> None:
        super().__init__()
        self._bridge = bridge
        self._id = case_id
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.title = QLabel()
        self.title.setTextFormat(Qt.TextFormat.PlainText)
        self.title.setProperty("role", "title")
        self.title.setWordWrap(True)
        self.papers = QLabel()
        self.papers.setProperty("role", "muted")
        self.papers.setWordWrap(True)
        self.pending = _action("check", self.review_wanted.emit)
        self.unread = _action("text", self.read_wanted.emit)
        self.fields = self._make_fields()
        self.parties = PartiesTable()
        self.claims = ClaimsList()
        self.setWidget(self._lay_out())
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        bridge.changed.connect(self._on_changes)
        self.refresh()

    @property
    def case(self) -> str:
        """Id of the case."""
        return self._id

    def place(self) -> Place:
        """Return how far it is scrolled, and what is typed and not saved; see :mod:`ui.place`."""
        typed = {name: field.draft for name, field in self.fields.items()}
        drafts = {name: text for name, text in typed.items() if text is not None}
        return {"scroll": self.verticalScrollBar().value(), "drafts": drafts}

    def go_to(self, place: Place) -> None:
        """Scroll there once there is something to scroll, and put back what was typed."""
        drafts = place.get("drafts")
        for name, text in drafts.items() if isinstance(drafts, dict) else ():
            if name in self.fields and isinstance(text, str):
                self.fields[name].put_draft(text)
        QTimer.singleShot(0, self, lambda: self._scroll_to(int(number(place, "scroll"))))

    def _scroll_to(self, value: int) -> None:
        self.verticalScrollBar().setValue(value)

    def refresh(self) -> None:
        """Read the case again; a field that is being typed in stays."""
        papers = self._bridge.workbench.papers
        case = papers.case(self._id)
        self.title.setText(case.title)
        for name, text in _texts(case).items():
            self.fields[name].show_value(text)
        self.parties.show_parties(case.parties)
        self.claims.show_claims(case.claims)
        self._show_waiting()

    def _show_waiting(self) -> None:
        workbench = self._bridge.workbench
        documents = workbench.papers.documents(self._id)
        bad = sum(d.outcome is Outcome.UNREADABLE for d in documents)
        unread = sum(d.outcome is Outcome.NEEDS_OCR for d in documents)
        words = (
            f"卷宗 {len(documents)} 件"
            if documents
            else "还没有材料，把卷宗文件或文件夹拖到窗口里。"
        )
        self.papers.setText(words + (f"，其中 {bad} 件不可读（见卷宗目录中的原因）" if bad else ""))
        values = workbench.papers.values(self._id)
        pending = sum(value.state is ValueState.PENDING for value in values)
        on = workbench.switches.is_on("papers.extract", self._id)
        self.pending.setVisible(bool(pending) and on)
        self.pending.setText(f"有 {pending} 项提取的数据待核对，点击核对")
        can_read = workbench.switches.is_on("papers.ocr", self._id)
        self.unread.setVisible(bool(unread) and can_read)
        self.unread.setText(f"有 {unread} 件扫描材料待识别文字，点击识别")

    def _make_fields(self) -> dict[str, CheckedField]:
        rows: tuple[tuple[str, str, Callable[[str], str], str], ...] = (
            ("title", "案件名称", _title, "例如：张三诉李四民间借贷"),
            ("number", "案号", _number, "例如：（2026）京0105民初1号"),
            ("court", "法院", str, ""),
            ("cause", "案由", str, "输入几个字即可选择"),
            ("procedure", "程序", str, "例如：简易程序"),
            ("stage", "审级", str, "例如：一审"),
            ("filed", "立案日期", _day, "例如：2026年3月5日"),
            ("panel", "审判人员", _people, "多人用顿号隔开"),
        )
        fields = {}
        for name, label, normal, hint in rows:
            field = CheckedField(label, normal, hint)
            field.accepted.connect(lambda text, key=name: self._save(key, text))
            fields[name] = field
        fields["cause"].line.setCompleter(_causes(self))
        return fields

    def _save(self, name: str, text: str) -> None:
        content: Any = text
        if name == "filed":
            content = parse_date(text)
        elif name == "panel":
            content = tuple(text.split("、")) if text else ()
        papers = self._bridge.workbench.papers
        self._bridge.attempt(lambda: papers.update_case(self._id, **{name: content}))

    def _lay_out(self) -> QWidget:
        form = QFormLayout()
        form.setLabelAlignment(Qt.AlignmentFlag.AlignRight)
        form.setHorizontalSpacing(2 * theme.RHYTHM)
        form.setVerticalSpacing(theme.RHYTHM)
        for field in self.fields.values():
            label = QLabel(field.line.accessibleName())
            label.setProperty("role", "muted")
            label.setBuddy(field.line)
            form.addRow(label, field)
        inner = QWidget()
        inner.setMaximumWidth(FORM_WIDTH)
        column = QVBoxLayout(inner)
        column.setContentsMargins(*[3 * theme.RHYTHM] * 4)
        column.setSpacing(theme.RHYTHM)
        for widget in (self.title, self.papers, self.pending, self.unread):
            column.addWidget(widget)
        column.addSpacing(theme.RHYTHM)
        column.addWidget(_heading("案件信息"))
        column.addLayout(form)
        for words, part in (("当事人", self.parties), ("诉讼请求", self.claims)):
            column.addSpacing(theme.RHYTHM)
            column.addWidget(_heading(words))
            column.addWidget(part)
        column.addStretch()
        return inner

    def _on_changes(self, changes: Changes) -> None:
        watched = {"cases", "papers", "values", "switches"}
        if not changes.kinds & watched or (changes.cases and self._id not in changes.cases):
            return
        if self._bridge.workbench.papers.desk.exists(self._id):
            self.refresh()


def _texts(case: Case) -> dict[str, str]:
    return {
        "title": case.title,
        "number": case.number,
        "court": case.court,
        "cause": case.cause,
        "procedure": case.procedure,
        "stage": case.stage,
        "filed": chinese_date(case.filed),
        "panel": "、".join(case.panel),
    }


def _title(text: str) -> str:
    if not text:
        raise UserError("案件名称不能为空，没有保存。", "请填写名称。")
    return text


def _number(text: str) -> str:
    from workbench.papers.case_number import parse

    return parse(text).text if text else ""


def _day(text: str) -> str:
    return chinese_date(parse_date(text))


def _people(text: str) -> str:
    for mark in "，,;； ":
        text = text.replace(mark, "、")
    return "、".join(part for part in text.split("、") if part)


def _causes(parent: QWidget) -> QCompleter:
    from workbench.papers.causes import causes

    completer = QCompleter([cause.name for cause in causes() if cause.level > 1], parent)
    completer.setFilterMode(Qt.MatchFlag.MatchContains)
    completer.setMaxVisibleItems(12)
    return completer


def _action(icon: str, slot: Callable[[], None]) -> QPushButton:
    button = QPushButton()
    button.setProperty("flat", True)
    icons.put(button, icon)
    button.clicked.connect(slot)
    button.hide()
    return button


def _heading(words: str) -> QLabel:
    label = QLabel(words)
    label.setProperty("role", "heading")
    return label
