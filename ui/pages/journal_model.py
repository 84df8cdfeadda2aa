"""Rows of the journal in words, read in parts: the newest first, older ones when asked for."""

from collections.abc import Generator
from datetime import datetime

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt

from ui.pages.journal_words import detail_words, event_words
from workbench.kernel.errors import UserError
from workbench.kernel.features import ALL
from workbench.kernel.journal import Entry
from workbench.kernel.journal_query import Query
from workbench.workbench import Workbench

COLUMNS = ("序号", "时间", "事件", "对象", "内容", "操作人")
TIME = COLUMNS.index("时间")
SPAN = 500
"""Rows looked at without a pause."""
PAGE = 300
"""Rows shown before a person asks for more."""
_Index = QModelIndex | QPersistentModelIndex


class Titles:
    """Names of what rows are about, each looked up once."""

    def __init__(self, workbench: Workbench) -> None:
        self._workbench = workbench
        self._known = {ALL: "全部智能功能"}
        self._known |= {feature.key: feature.title for feature in workbench.features}

    def __getitem__(self, key: str) -> str:
        """Return a name; empty for what is gone."""
        if key not in self._known:
            self._known[key] = self._look(key)
        return self._known[key]

    def get(self, key: str, default: str = "") -> str:
        """Return a name, or ``default``."""
        return self[key] or default

    def _look(self, key: str) -> str:
        try:
            case = self._workbench.papers.case(key)
        except UserError:
            pass
        else:
            return case.number or case.title
        try:
            return self._workbench.papers.document(key).name
        except UserError:
            pass
        try:
            return self._workbench.jobs.table.get(key).title
        except UserError:
            return ""


class JournalModel(QAbstractTableModel):
    """What was read so far, as the query of the person wants it."""

    def __init__(self, workbench: Workbench) -> None:
        super().__init__()
        self._workbench = workbench
        self.entries: list[Entry] = []
        self.query = Query()
        self.oldest = 0
        self.newest = 0
        self._titles = Titles(workbench)

    def begin(self, query: Query) -> None:
        """Forget what was read; the next :meth:`read` begins at the newest row."""
        self.beginResetModel()
        self.entries, self.query = [], query
        self._titles = Titles(self._workbench)
        self.newest = self._workbench.journal.last()
        self.oldest = self.newest + 1
        self.endResetModel()

    @property
    def whole(self) -> bool:
        """Whether the journal was read to its first row."""
        return self.oldest <= 1

    def read(self, page: int = PAGE) -> Generator[int, None, None]:
        """Read on towards the first row until ``page`` more rows are found; yield how many are."""
        target = len(self.entries) + page
        while not self.whole and len(self.entries) < target:
            above = max(0, self.oldest - 1 - SPAN)
            found = self._workbench.journal.part(self.query, above, self.oldest)
            self.oldest = above + 1
            self._put(len(self.entries), found)
            yield len(self.entries)

    def catch_up(self) -> None:
        """Put the rows that were appended since on top."""
        last = self._workbench.journal.last()
        if last > self.newest:
            found = self._workbench.journal.part(self.query, self.newest, last + 1)
            self.newest = last
            self._put(0, found)

    def titles(self) -> Titles:
        """Return the names of what rows are about."""
        return self._titles

    def rowCount(self, parent: _Index | None = None) -> int:
        """Return the number of rows."""
        return 0 if parent is not None and parent.isValid() else len(self.entries)

    def columnCount(self, parent: _Index | None = None) -> int:
        """Return the number of columns."""
        return 0 if parent is not None and parent.isValid() else len(COLUMNS)

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Return the words of a cell."""
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole):
            words = row_words(self.entries[index.row()], self._titles)[index.column()]
            whole = index.column() != TIME or role == Qt.ItemDataRole.ToolTipRole
            return words if whole else words.rpartition(":")[0]  # seconds only where asked for
        return None

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> object:
        """Return the heading of a column."""
        if role == Qt.ItemDataRole.DisplayRole and orientation is Qt.Orientation.Horizontal:
            return COLUMNS[section]
        return None

    def _put(self, place: int, found: list[Entry]) -> None:
        if found:
            self.beginInsertRows(QModelIndex(), place, place + len(found) - 1)
            self.entries[place:place] = found
            self.endInsertRows()


def row_words(entry: Entry, titles: Titles) -> tuple[str, ...]:
    """Return the cells of a row: number, time, event, subject, detail, actor."""
    time = datetime.fromisoformat(entry.time)
    stamp = f"{time.year}年{time.month}月{time.day}日 {time:%H:%M:%S}"
    subject = titles[entry.subject] if entry.subject else ""
    if not subject and entry.detail.get("case"):
        subject = titles[str(entry.detail["case"])]
    if not subject and entry.subject:
        subject = f"已不存在（编号 {entry.subject[:12]}）"
    words = event_words(entry.event)
    return (str(entry.seq), stamp, words, subject, detail_words(entry, titles), entry.actor)
