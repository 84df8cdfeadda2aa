"""The data of one party as fields."""

from collections.abc import Callable, Sequence
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QGridLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from ui import icons, theme
from ui.pages.overview_edits import CaseEdits
from ui.sidebar.flow import FlowLayout
from ui.widgets.fields import CheckedField
from ui.words import chinese_date, parse_date
from workbench.kernel.errors import UserError
from workbench.papers import field_checks as checks
from workbench.papers.case_facts import facts
from workbench.papers.model import Case, Party
from workbench.papers.roles import Side, agent_roles, authorities, roles_for, side_of

KINDS = {
    "natural": "自然人",
    "legal": "法人",
    "other": "非法人组织",
    "business": "个体工商户",
    "state": "国家机关",
}
_DAYS = ("birth", "served", "judged")
_PERSON = ("sex", "birth", "ethnicity")
_BODY = ("representative",)
_AGENT = ("agent_of", "authority", "firm")
_PARTY = ("kind", "note", "served", "judged")
LABELS = {
    "role": "身份",
    "kind": "类型",
    "name": "姓名或名称",
    "sex": "性别",
    "birth": "出生日期",
    "ethnicity": "民族",
    "identity": "证件号码",
    "representative": "法定代表人",
    "address": "住址",
    "phone": "电话",
    "agent_of": "代理何人",
    "authority": "代理权限",
    "firm": "工作单位",
    "note": "其他身份",
    "served": "起诉状副本送达",
    "judged": "裁判文书送达",
}
HINTS = {
    "birth": "例如：1990年3月5日",
    "served": "例如：2026年4月13日",
    "judged": "例如：2026年6月1日",
    "note": "材料中的称谓，例如：担保人",
}
TWO = 40


class PartyForm(QFrame):
    """The fields of the party that is open; leaving a field stores it.

    Signals:
        closed: the form is to be put away.
        removed: the party is to be taken out.
        moved: the party is to go up (-1) or down (1).
    """

    closed = Signal()
    removed = Signal()
    moved = Signal(int)

    def __init__(self, edits: CaseEdits) -> None:
        super().__init__()
        self._edits = edits
        self.party: Party | None = None
        self._drafts: dict[str, dict[str, str]] = {}
        self.setProperty("surface", "reading")
        self.fields: dict[str, CheckedField] = {}
        self._labels: dict[str, QLabel] = {}
        self._layout_now: tuple[int, tuple[str, ...]] = (0, ())
        self.heading = QLabel()
        self.heading.setProperty("role", "strong")
        self.heading.setWordWrap(True)
        self.heading.setTextFormat(Qt.TextFormat.PlainText)
        column = QVBoxLayout(self)
        column.addWidget(self.heading)
        column.addWidget(self._buttons())
        self._grid = QGridLayout()
        self._grid.setHorizontalSpacing(theme.RHYTHM)
        self._grid.setVerticalSpacing(theme.RHYTHM)
        column.addLayout(self._grid)
        for name in LABELS:
            self._add(name)
        self.fields["kind"].offer(tuple(KINDS.values()))
        self.fields["sex"].offer(("男", "女"))
        self.fields["authority"].offer(authorities())

    def show_party(self, party: Party, case: Case) -> None:
        """Show a party of a case; a field that is being typed in stays."""
        other = self.party is None or self.party.key != party.key
        if other:
            self._keep_drafts()
        self.party = party
        self.heading.setText(f"{party.role}{party.name}")
        agent = side_of(party.role, party.agent_of) is Side.AGENT
        kind = facts(case)
        roles = roles_for(kind.domain, kind.stage)
        self.fields["role"].offer(agent_roles() if agent else (*roles, *agent_roles()))
        heads = [p.name for p in case.parties if not p.agent_of and p.key != party.key]
        self.fields["agent_of"].offer(heads)
        for name, text in texts(party).items():
            if other:
                self.fields[name].put_aside()
            self.fields[name].show_value(text)
        self._place(self._names(party, agent))
        for name, text in self._drafts.pop(party.key, {}).items() if other else ():
            self.fields[name].put_draft(text)

    def drafts(self) -> dict[str, dict[str, str]]:
        """Return what is typed and not accepted, by key of the party and name of the field."""
        self._keep_drafts()
        return dict(self._drafts)

    def put_drafts(self, drafts: dict[str, dict[str, str]]) -> None:
        """Keep what was typed and not accepted until its party is shown."""
        self._drafts.update(drafts)

    def _keep_drafts(self) -> None:
        if self.party is None:
            return
        typed = {name: field.draft for name, field in self.fields.items()}
        kept = {name: text for name, text in typed.items() if text is not None}
        self._drafts.pop(self.party.key, None)
        if kept:
            self._drafts[self.party.key] = kept

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Use two columns where there is room."""
        super().resizeEvent(event)
        if self.party is not None:
            self._place(self._layout_now[1])

    def _buttons(self) -> QWidget:
        bar = QWidget()
        row = FlowLayout(bar, theme.RHYTHM // 2)
        buttons: Sequence[tuple[str, str, Callable[[], None]]] = (
            ("up", "上移", lambda: self.moved.emit(-1)),
            ("down", "下移", lambda: self.moved.emit(1)),
            ("delete", "移除", self.removed.emit),
            ("close", "收起", self.closed.emit),
        )
        for icon, words, slot in buttons:
            button = QPushButton(words)
            button.setProperty("compact", True)
            icons.put(button, icon)
            button.clicked.connect(slot)
            row.addWidget(button)
        return bar

    def _names(self, party: Party, agent: bool) -> tuple[str, ...]:
        natural = party.kind in ("natural", "")
        left_out = {*_PARTY, *_BODY, *_PERSON} if agent else set(_AGENT)
        if not agent:
            left_out |= set(_BODY if natural else _PERSON)
        return tuple(name for name in LABELS if name not in left_out)

    def _add(self, name: str) -> None:
        normal: dict[str, Callable[[str], str]] = {
            "name": checks.name,
            "identity": checks.identity_number,
            "kind": _kind,
        }
        warn: dict[str, Callable[[str], str]] = {
            "identity": self._identity_warning,
            "birth": self._birth_warning,
            "phone": checks.phone_warning,
        }
        check = checks.day if name in _DAYS else normal.get(name, str)
        field = CheckedField(LABELS[name], check, HINTS.get(name, ""), warn.get(name))
        field.setParent(self)  # shown before it has its place, it would be a window of its own
        field.accepted.connect(lambda text, one=name: self._save(one, text))
        label = QLabel(LABELS[name], self)
        label.setProperty("role", "muted")
        label.setContentsMargins(0, 5, 0, 0)
        label.setBuddy(field.line)
        self.fields[name], self._labels[name] = field, label

    def _place(self, names: tuple[str, ...]) -> None:
        em = self.fontMetrics().horizontalAdvance("国")
        columns = 2 if self.width() >= TWO * em else 1
        if self._layout_now == (columns, names):
            return
        self._layout_now = (columns, names)
        for name in LABELS:
            shown = name in names
            self._labels[name].setVisible(shown)
            self.fields[name].setVisible(shown)
        before = None
        for number, name in enumerate(names):
            row, column = divmod(number, columns)
            align = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignTop
            self._grid.addWidget(self._labels[name], row, 2 * column, align)
            self._grid.addWidget(self.fields[name], row, 2 * column + 1, Qt.AlignmentFlag.AlignTop)
            if before is not None:
                self.setTabOrder(before.line, self.fields[name].line)
            before = self.fields[name]
        for column in range(2):
            self._grid.setColumnStretch(2 * column + 1, int(column < columns))

    def _save(self, name: str, text: str) -> None:
        if self.party is None:
            return
        key = self.party.key or self.party.name
        if not self._edits.party(f"改{LABELS[name]}", key, **{name: _content(name, text)}):
            self.fields[name].not_saved()

    def _identity_warning(self, text: str) -> str:
        return checks.identity_warning(self.party, text) if self.party else ""

    def _birth_warning(self, text: str) -> str:
        return checks.birth_warning(self.party)(text) if self.party else ""


def texts(party: Party) -> dict[str, str]:
    """Return the texts of the fields."""
    result = {name: getattr(party, name) for name in LABELS if name not in _DAYS}
    result["kind"] = KINDS.get(party.kind, "")
    return result | {name: chinese_date(getattr(party, name)) for name in _DAYS}


def _content(name: str, text: str) -> Any:
    if name in _DAYS:
        return parse_date(text)
    if name == "kind":
        return next((key for key, words in KINDS.items() if words == text), "natural")
    return text


def _kind(text: str) -> str:
    if text and text not in KINDS.values():
        raise UserError(
            f"“{text}”不是当事人类型，没有保存。", f"可选：{'、'.join(KINDS.values())}。"
        )
    return text or KINDS["natural"]
