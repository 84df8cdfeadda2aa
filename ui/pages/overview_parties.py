"""The parties of a case: the picture, their data in words, the fields of the one that is open."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QAction, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHBoxLayout,
    QHeaderView,
    QMenu,
    QPushButton,
    QTableWidget,
    QTableWidgetItem,
    QVBoxLayout,
    QWidget,
)

from ui import icons, theme
from ui.pages.overview_edits import PARTIES, CaseEdits
from ui.pages.overview_party_form import PartyForm
from ui.widgets.relation import RelationPicture
from ui.words import chinese_date
from workbench.papers.case_facts import facts
from workbench.papers.model import Case, Party
from workbench.papers.roles import Side, agent_roles, roles_for, side_of

_KEY = Qt.ItemDataRole.UserRole
NEW, NEW_AGENT = "新当事人", "新代理人"
NOBODY = "还没有当事人。导入材料后提取并核对，核对过的会列在这里；也可以直接添加。"
UNCONFIRMED = "还没有核对过的当事人。图中虚线框内的人待核对，点击即可核对；也可以直接添加。"


class PartiesTable(QTableWidget):
    """The parties in the words of the head of a judgment; it grows with its rows."""

    def __init__(self) -> None:
        super().__init__(0, 2)
        self.setAccessibleName("当事人")
        self.horizontalHeader().hide()
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setTabKeyNavigation(False)
        self.setWordWrap(True)
        self.setShowGrid(False)
        self.verticalHeader().hide()
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        header = self.horizontalHeader()
        header.setSectionResizeMode(0, QHeaderView.ResizeMode.Fixed)
        header.setSectionResizeMode(1, QHeaderView.ResizeMode.Stretch)
        self._shown: tuple[tuple[Party, ...], str] | None = None

    def show_parties(self, parties: Sequence[Party], nobody: str = NOBODY) -> None:
        """Show parties; an empty table says where they come from, in the words of ``nobody``."""
        if self._shown == (tuple(parties), nobody):
            return
        self._shown = (tuple(parties), nobody)
        kept = self.current_key()
        self.clearSpans()
        self.setRowCount(max(1, len(parties)))
        for row, party in enumerate(parties):
            for place, text in enumerate((party.role or "身份未填", in_words(party))):
                item = QTableWidgetItem(text)
                item.setToolTip(text)
                item.setTextAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop)
                item.setData(_KEY, party.key or party.name)
                self.setItem(row, place, item)
            if kept and kept == (party.key or party.name):
                self.setCurrentCell(row, 1)
        if not parties:
            self.setItem(0, 0, QTableWidgetItem(nobody))
            self.setSpan(0, 0, 1, 2)
        self._fit_soon()

    def current_key(self) -> str:
        """Return the key of the party with the cursor; empty if none has it."""
        item = self.currentItem()
        return str(item.data(_KEY) or "") if item is not None else ""

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Wrap the words anew."""
        super().resizeEvent(event)
        self._fit()

    def _fit_soon(self) -> None:
        QTimer.singleShot(0, self, self._fit)

    def _fit(self) -> None:
        self.setColumnWidth(0, min(self.sizeHintForColumn(0) + 4, self.width() * 3 // 10))
        for row in range(self.rowCount()):
            self.setRowHeight(row, self.sizeHintForRow(row) + theme.RHYTHM)
        rows = sum(self.rowHeight(row) for row in range(self.rowCount()))
        if (height := rows + 4) != self.height():
            self.setFixedHeight(height)


class PartiesSection(QWidget):
    """Parties: look at them, choose one to edit, add, remove, bring back, move.

    Signals:
        review_wanted: a party that nobody has confirmed was chosen.
        form_made: the fields are there now; they are made when first needed.
    """

    review_wanted = Signal()
    form_made = Signal()

    def __init__(self, edits: CaseEdits) -> None:
        super().__init__()
        self._edits = edits
        self._case: Case | None = None
        self._form: PartyForm | None = None
        self.picture = RelationPicture()
        self.table = PartiesTable()
        self.add = _tool("添加当事人", "plus")
        self.add_agent = _tool("添加代理人", "person")
        self.back = QPushButton()
        self.back.setProperty("flat", True)
        icons.put(self.back, "undo")
        row = QHBoxLayout()
        row.setContentsMargins(0, 0, 0, 0)
        for widget in (self.add, self.add_agent, self.back):
            row.addWidget(widget)
        row.addStretch()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.RHYTHM)
        for part in (self.picture, self.table):
            column.addWidget(part)
        column.addLayout(row)
        self._connect()

    @property
    def form(self) -> PartyForm:
        """The fields of the party that is open."""
        if self._form is None:
            self._form = PartyForm(self._edits)
            self._form.hide()
            self._form.closed.connect(self.close_form)
            self._form.removed.connect(self._remove)
            self._form.moved.connect(self.shift)
            column = self.layout()
            if isinstance(column, QVBoxLayout):
                column.insertWidget(2, self._form)
            self.form_made.emit()
        return self._form

    @property
    def opened(self) -> Party | None:
        """The party that is open; ``None`` where none is."""
        form = self._form
        return form.party if form is not None and not form.isHidden() else None

    def drafts(self) -> dict[str, dict[str, str]]:
        """Return what is typed and not accepted, by party and field."""
        return self._form.drafts() if self._form is not None else {}

    def show_case(self, case: Case, proposed: Sequence[Party]) -> None:
        """Show the parties of a case, and those that wait for confirmation."""
        self._case = case
        self.picture.show_parties(case.parties, proposed)
        self.picture.setVisible(bool(case.parties or proposed))
        self.table.show_parties(case.parties, UNCONFIRMED if proposed else NOBODY)
        gone = self._edits.desk.removed_parties(case.id)
        self.back.setVisible(bool(gone))
        self.back.setText(f"已移除 {len(gone)} 人，可恢复…")
        self._follow(case)

    def open(self, key: str, field: str = "") -> None:
        """Open the fields of a party, at one of them."""
        party = self._find(key)
        if party is None or self._case is None:
            return
        self.form.show_party(party, self._case)
        self.form.show()
        self.picture.mark(key)
        wanted = self.form.fields.get(field or "name")
        if wanted is not None:
            wanted.line.setFocus(Qt.FocusReason.OtherFocusReason)

    def close_form(self) -> None:
        """Put the fields away; the cursor goes back to the list."""
        self.table.setFocus(Qt.FocusReason.OtherFocusReason)
        self.form.hide()
        self.picture.mark("")

    def add_party(self) -> None:
        """Add a party of the next side that has nobody, and open it."""
        roles = self._roles()
        sides = [side_of(p.role, p.agent_of) for p in self._parties()]
        role = roles[0] if Side.LEFT not in sides or len(roles) < 2 else roles[1]
        self._make(Party(self._free(NEW), role))

    def add_agent_of(self) -> None:
        """Add an agent of the party that is open, else of the first, and open it."""
        heads = [party for party in self._parties() if not party.agent_of]
        whom = self.opened if self.opened in heads else next(iter(heads), None)
        of = whom.name if whom else ""
        self._make(Party(self._free(NEW_AGENT), agent_roles()[0], agent_of=of))

    def shift(self, step: int) -> None:
        """Move the party that is open or has the cursor."""
        if key := self._current():
            desk, case = self._edits.desk, self._edits.case
            self._edits.run("移动当事人", PARTIES, lambda: desk.move_party(case, key, step))

    def _connect(self) -> None:
        self.picture.chosen.connect(self.open)
        self.picture.review_wanted.connect(self.review_wanted)
        self.table.activated.connect(lambda _: self.open(self.table.current_key()))
        self.table.clicked.connect(lambda _: self.open(self.table.current_key()))
        self.add.clicked.connect(self.add_party)
        self.add_agent.clicked.connect(self.add_agent_of)
        self.back.clicked.connect(self._offer_back)

    def _follow(self, case: Case) -> None:
        """Keep the open party open, or put the fields away where it is gone."""
        if self.opened is None:
            return
        party = self._find(self.opened.key)
        if party is None:
            self.close_form()
        else:
            self.form.show_party(party, case)

    def _make(self, party: Party) -> None:
        desk, case = self._edits.desk, self._edits.case
        made: list[str] = []
        if self._edits.run(
            f"添加{party.role}", PARTIES, lambda: made.append(desk.add_party(case, party)[1])
        ):
            self.open(made[0])
            self.form.fields["name"].line.selectAll()

    def _remove(self) -> None:
        if self.opened is None:
            return
        party, desk, case = self.opened, self._edits.desk, self._edits.case
        self._edits.run(f"移除{party.role}", PARTIES, lambda: desk.remove_party(case, party.key))

    def _offer_back(self) -> None:
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        for action in self.back_actions():
            action.setParent(menu)
            menu.addAction(action)
        menu.popup(self.back.mapToGlobal(self.back.rect().bottomLeft()))

    def back_actions(self) -> list[QAction]:
        """Return an action for each removed party that brings it back."""
        desk, case = self._edits.desk, self._edits.case
        actions = []
        for party in desk.removed_parties(case):
            action = QAction(f"恢复 {party.role}{party.name}", self)

            def bring(_checked: bool = False, key: str = party.key) -> None:
                self._edits.run("恢复当事人", PARTIES, lambda: desk.restore_party(case, key))

            action.triggered.connect(bring)
            actions.append(action)
        return actions

    def _current(self) -> str:
        return self.opened.key if self.opened else self.table.current_key()

    def _parties(self) -> tuple[Party, ...]:
        return self._case.parties if self._case else ()

    def _find(self, key: str) -> Party | None:
        found = (p for p in self._parties() if key and key in (p.key, p.key or p.name))
        return next(found, None)

    def _roles(self) -> tuple[str, ...]:
        kind = facts(self._case) if self._case else None
        return roles_for(kind.domain, kind.stage) if kind else roles_for("", "")

    def _free(self, name: str) -> str:
        names = {party.name for party in self._parties()}
        numbered = (f"{name}{number or ''}" for number in range(len(names) + 1))
        return next(one for one in numbered if one not in names)


def in_words(party: Party) -> str:
    """Return the data of a party as the head of a judgment writes it."""
    parts = [
        f"{party.name}（{party.note}）" if party.note else party.name,
        party.sex,
        f"{chinese_date(party.birth)}出生" if party.birth else "",
        party.ethnicity,
        f"{_number_word(party)}{party.identity}" if party.identity else "",
        f"住{party.address}" if party.address else "",
        f"法定代表人{party.representative}" if party.representative else "",
        f"电话{party.phone}" if party.phone else "",
        f"代理{party.agent_of}" if party.agent_of else "",
        party.authority,
        party.firm,
    ]
    return "，".join(part for part in parts if part)


def _number_word(party: Party) -> str:
    return "公民身份号码" if party.kind == "natural" else "统一社会信用代码"


def _tool(words: str, icon: str) -> QPushButton:
    button = QPushButton(words)
    button.setProperty("flat", True)
    icons.put(button, icon)
    return button
