"""The cases as a model: searched, filtered and sorted; shared by the table and the left column."""

from dataclasses import dataclass

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt, Signal
from PySide6.QtWidgets import QAbstractItemView

from ui import icons
from ui.case_feed import CaseFeed
from ui.widgets.two_lines import MORE
from ui.words import moment
from workbench.papers.case_rows import CaseRow, in_order, matching

HEADINGS = {
    "number": "案号",
    "title": "案件名称",
    "cause": "案由",
    "parties": "当事人",
    "stage": "审级",
    "papers": "材料",
    "waiting": "待办",
    "updated": "最近修改",
}
"""Columns by the name that rows are sorted by."""
COLUMNS = tuple(HEADINGS)
TITLE = COLUMNS.index("title")
ID = Qt.ItemDataRole.UserRole
UNNUMBERED = "未编案号"
PENDING, UNREAD = "待核对", "待识别"
Index = QModelIndex | QPersistentModelIndex


@dataclass(frozen=True)
class Filter:
    """What of the cases is shown, and in what order.

    Attributes:
        query: words that must all occur.
        stage, year: of the case; empty and 0 for all.
        waits: 待核对 or 待识别; empty for all.
        order: one of :data:`COLUMNS`.
    """

    query: str = ""
    stage: str = ""
    waits: str = ""
    year: int = 0
    order: str = "updated"
    descending: bool = True

    @property
    def narrows(self) -> bool:
        """Whether cases may be left out."""
        return bool(self.query.strip() or self.stage or self.waits or self.year)


class CaseModel(QAbstractTableModel):
    """Rows of cases under a filter.

    Signals:
        renamed: id of a case and its new name, as typed into the list.
    """

    renamed = Signal(str, str)

    def __init__(self, feed: CaseFeed) -> None:
        super().__init__(feed)
        self._feed = feed
        self._rows: list[CaseRow] = []
        self.filter = Filter()
        feed.changed.connect(self.refresh)
        self.refresh()

    def show(self, chosen: Filter) -> None:
        """Show the cases under another filter."""
        self.filter = chosen
        self.refresh()

    def refresh(self) -> None:
        """Take the rows anew; nothing moves where they are the same."""
        chosen = self.filter
        found = matching(self._feed.rows(), chosen.query)
        found = [row for row in found if _passes(row, chosen)]
        found = in_order(found, chosen.order, chosen.descending)
        if [row.id for row in found] != [row.id for row in self._rows]:
            self.beginResetModel()
            self._rows = found
            self.endResetModel()
        elif found != self._rows:
            self._rows = found
            last = self.index(len(found) - 1, len(COLUMNS) - 1)
            self.dataChanged.emit(self.index(0, 0), last)

    def row(self, place: int) -> CaseRow:
        """Return the case of a row."""
        return self._rows[place]

    def place(self, case_id: str) -> int:
        """Return the row of a case; -1 where it is not shown."""
        return next((i for i, row in enumerate(self._rows) if row.id == case_id), -1)

    def rowCount(self, parent: Index | None = None) -> int:
        """Return how many cases are shown."""
        return 0 if parent is not None and parent.isValid() else len(self._rows)

    def columnCount(self, parent: Index | None = None) -> int:
        """Return how many columns there are."""
        return 0 if parent is not None and parent.isValid() else len(COLUMNS)

    def flags(self, index: Index) -> Qt.ItemFlag:
        """Let the name be edited."""
        flags = super().flags(index)
        return flags | Qt.ItemFlag.ItemIsEditable if index.column() == TITLE else flags

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Return what a cell shows."""
        if not index.isValid():
            return None
        row, column = self._rows[index.row()], COLUMNS[index.column()]
        what = Qt.ItemDataRole
        said: object = None
        if role in (what.DisplayRole, what.EditRole):
            said = text_of(row, column)
        elif role == ID:
            said = row.id
        elif role == MORE and column == "title":
            said = second_line(row)
        elif role in (what.ToolTipRole, what.AccessibleDescriptionRole):
            said = tip(row)
        elif role == what.DecorationRole and column == "number" and row.twin:
            said = icons.icon("warning")
        return said

    def setData(self, index: Index, value: object, role: int = Qt.ItemDataRole.EditRole) -> bool:
        """Ask for another name; it shows once it is stored."""
        row, name = self._rows[index.row()], str(value).strip()
        if role != Qt.ItemDataRole.EditRole or not name or name == row.title:
            return False
        self.renamed.emit(row.id, name)
        return True

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> object:
        """Return the heading of a column."""
        if role == Qt.ItemDataRole.DisplayRole and orientation is Qt.Orientation.Horizontal:
            return HEADINGS[COLUMNS[section]]
        return None


def keep_current(view: QAbstractItemView, model: CaseModel) -> None:
    """Keep the cursor of a view on its case when the rows change."""
    kept: list[str] = [""]

    def before() -> None:
        kept[0] = current_id(view)

    def after() -> None:
        place = model.place(kept[0])
        if place >= 0:
            view.setCurrentIndex(model.index(place, TITLE))

    model.modelAboutToBeReset.connect(before)
    model.modelReset.connect(after)


def current_id(view: QAbstractItemView) -> str:
    """Return the id of the case with the cursor; empty if none has it."""
    index = view.currentIndex()
    return str(index.data(ID)) if index.isValid() else ""


def text_of(row: CaseRow, column: str) -> str:
    """Return the words of a cell."""
    if column == "papers":
        return f"{row.papers} 件"
    if column == "waiting":
        return waiting(row)
    if column == "updated":
        return moment(row.updated)
    if column == "number":
        return row.number or UNNUMBERED
    return str(getattr(row, column))


def waiting(row: CaseRow) -> str:
    """Say what of a case waits for a person; empty if nothing does."""
    parts = [f"{PENDING} {row.pending}" if row.pending else ""]
    parts.append(f"{UNREAD} {row.unread}" if row.unread else "")
    return "，".join(part for part in parts if part)


def second_line(row: CaseRow) -> str:
    """Return the paler line under the name of a case."""
    number = row.number or UNNUMBERED
    parts = [f"{number}（案号重复）" if row.twin else number, waiting(row)]
    return " · ".join(part for part in parts if part)


def tip(row: CaseRow) -> str:
    """Return what a tooltip says of a case."""
    twin = "注意：另有案件使用同一案号。" if row.twin else ""
    kind = " · ".join(part for part in (row.cause, row.stage, row.procedure) if part)
    parts = (row.title, row.number or UNNUMBERED, row.court, kind, row.parties, waiting(row), twin)
    return "\n".join(part for part in parts if part)


def _passes(row: CaseRow, chosen: Filter) -> bool:
    waits = {"": True, PENDING: bool(row.pending), UNREAD: bool(row.unread)}
    return (
        chosen.stage in ("", row.stage)
        and chosen.year in (0, row.year)
        and waits.get(chosen.waits, True)
    )
