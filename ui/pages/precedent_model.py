"""Rows of the list of precedents: as many as the library has, read block by block beside it."""

from collections import OrderedDict
from collections.abc import Sequence
from concurrent.futures import Future
from functools import partial

from PySide6.QtCore import QAbstractListModel, QObject, Qt, QTimer

from ui.bridge import Bridge
from ui.pages.precedent_words import spoken
from ui.widgets.two_lines import Index
from workbench.law.precedents.listing import BLOCK, Spot, Wanted, spot
from workbench.law.precedents.model import PrecedentHead
from workbench.law.precedents.repository import Filters
from workbench.reference.courts import Court

KEPT = 40
"""Blocks that are kept; a screen shows a part of one."""
WAITING = 3
"""Blocks that may wait to be read; of more only the ones asked for last are still in sight."""
LOOK_MS = 10


class PrecedentModel(QAbstractListModel):
    """A list that is known only where it was looked at.

    Attributes:
        own: court by which tiers are told.
    """

    def __init__(self, bridge: Bridge, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._bridge = bridge
        self.own: Court | None = None
        self._filters, self._newest = Filters(), True
        self._total = 0
        self._blocks: OrderedDict[int, Sequence[PrecedentHead]] = OrderedDict()
        self._wanted: list[int] = []
        self._future: Future[list[PrecedentHead]] | None = None
        self._reading = -1
        self._timer = QTimer(self)
        self._timer.setInterval(LOOK_MS)
        self._timer.timeout.connect(self._look)

    @property
    def busy(self) -> bool:
        """Whether rows are being read."""
        return self._future is not None or bool(self._wanted)

    def show_list(self, filters: Filters, newest: bool, total: int) -> None:
        """Show a list of the library whose number of rows is known."""
        self.beginResetModel()
        self._filters, self._newest, self._total = filters, newest, total
        self._blocks.clear()
        self._wanted, self._future = [], None
        self.endResetModel()
        if total:
            self._want(0)

    def show_found(self, heads: Sequence[PrecedentHead]) -> None:
        """Show what a search gave."""
        self.beginResetModel()
        self._total = len(heads)
        self._wanted, self._future = [], None
        blocks = range(0, len(heads), BLOCK)
        self._blocks = OrderedDict((n // BLOCK, heads[n : n + BLOCK]) for n in blocks)
        self._newest = True
        self.endResetModel()

    def head(self, row: int) -> PrecedentHead | None:
        """Return a row, ``None`` while it is not read; it is asked for then."""
        number, place = divmod(row, BLOCK)
        block = self._blocks.get(number)
        if block is None:
            self._want(number)
            return None
        if len(self._blocks) > 1 and self._total > KEPT * BLOCK:
            self._blocks.move_to_end(number)
        return block[place] if place < len(block) else None

    def rowCount(self, parent: Index | None = None) -> int:
        """Return the number of rows."""
        return 0 if parent is not None and parent.isValid() else self._total

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Return what is shown of a row."""
        if role not in (
            Qt.ItemDataRole.DisplayRole,
            Qt.ItemDataRole.ToolTipRole,
            Qt.ItemDataRole.AccessibleTextRole,
        ):
            return None
        head = self.head(index.row())
        if head is None:
            return "正在读取……"
        return head.title if role == Qt.ItemDataRole.DisplayRole else spoken(head, self.own)

    def _want(self, number: int) -> None:
        if number == self._reading and self._future is not None:
            return
        self._wanted = [*[n for n in self._wanted if n != number][-(WAITING - 1) :], number]
        self._timer.start()

    def _look(self) -> None:
        if self._bridge.closed:
            self._timer.stop()
            return
        if self._future is not None and self._future.done():
            future, self._future = self._future, None
            self._take(self._bridge.attempt(future.result))
        if self._future is None and self._wanted:
            self._reading = self._wanted.pop()
            self._future = self._ask(self._reading)
        elif self._future is None:
            self._timer.stop()

    def _ask(self, number: int) -> "Future[list[PrecedentHead]]":
        wanted = Wanted(
            self._filters, self._newest, number * BLOCK, BLOCK, self._total, self._known()
        )
        return self._bridge.workbench.precedents.lists.rows(wanted)

    def _known(self) -> list[Spot]:
        ends = ((n, block) for n, block in self._blocks.items() if block)
        spots = []
        for number, block in ends:
            first = number * BLOCK
            spots += [spot(first, block[0]), spot(first + len(block) - 1, block[-1])]
        return spots

    def _take(self, heads: Sequence[PrecedentHead] | None) -> None:
        if heads is None:
            return
        number = self._reading
        self._blocks[number] = heads
        while len(self._blocks) > KEPT:
            self._blocks.popitem(last=False)
        first = number * BLOCK
        last = min(first + BLOCK, self._total) - 1
        # Told from the event loop, so that a view never hears of it while it draws.
        QTimer.singleShot(0, self, partial(self._tell, first, last))

    def _tell(self, first: int, last: int) -> None:
        if last < self._total:
            self.dataChanged.emit(self.index(first), self.index(last))
