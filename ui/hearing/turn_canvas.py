"""A list of thousands of turns of which only those in sight are laid out and painted."""

from bisect import bisect_right
from collections.abc import Callable, Sequence

from PySide6.QtCore import QEvent, QRect, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractScrollArea, QWidget

from ui.hearing.turn_look import Cells, RowLook, RowPainter
from ui.hearing.turn_rows import PAD, Rows, guess
from ui.hearing.turn_text import HIT, PLAYED, LaidText, LaidTexts, TextMark
from workbench.hearing.model import Turn
from workbench.hearing.timeline import Timeline

VERBATIM, CLEANED = "verbatim", "cleaned"
"""The layers; their names are those of the attributes of a turn."""
Marks = Callable[[Turn, str], list[TextMark]]
"""Returns what is marked in a layer of a turn."""
Hit = tuple[str, str, int, int]
"""Id of a turn, layer, first and last character of what was found."""


class TurnCanvas(QAbstractScrollArea):
    """Turns one below the other.

    Attributes:
        both: whether the cleaned layer stands beside the verbatim one.
        cleaned: returns the cleaned text of a turn.
        marks: returns what is marked in a layer.
    """

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("readingFont", True)
        self.setProperty("turnList", True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOn)
        self.cleaned: Callable[[Turn], str] = lambda turn: turn.cleaned or turn.verbatim
        self.marks: Marks = lambda _turn, _layer: []
        self.both = False
        self._turns: list[Turn] = []
        self._places: dict[str, int] = {}
        self._timeline = Timeline()
        self._starts: list[float] = []
        self._ends: list[float] = []
        self._rows = Rows()
        self._texts = LaidTexts()
        self._numbers: dict[str, int] = {}
        self._current, self._anchor = -1, -1
        self._played, self._played_word = -1, (0, 0)
        self._hit: Hit | None = None
        self._unchecked: frozenset[str] = frozenset()
        self._measured: tuple[int, int, int] | None = None

    @property
    def turns(self) -> Sequence[Turn]:
        """The turns in order."""
        return self._turns

    def show_roles(self, roles: Sequence[str]) -> None:
        """Show beside each role the number key that gives it."""
        self._numbers = {role: number for number, role in enumerate(roles[:9], start=1)}
        self.viewport().update()

    def show_played(self, second: float, word: Callable[[Turn, float], tuple[int, int]]) -> None:
        """Mark the turn and the word that sound at a second of the hearing.

        Args:
            second: of the hearing.
            word: returns the characters of a turn's verbatim text at a second of the hearing.
        """
        row = self.row_at(second)
        at = word(self._turns[row], second) if row >= 0 else (0, 0)
        if (row, at) == (self._played, self._played_word):
            return
        before = self._played
        self._played, self._played_word = row, at
        for changed in {before, row}:
            self._redraw(changed)

    def show_unchecked(self, turns: frozenset[str]) -> None:
        """Say of these turns that nobody has checked them."""
        self._unchecked = turns
        self.refresh()

    def show_hit(self, hit: Hit | None) -> None:
        """Mark what was found; ``None`` marks nothing."""
        self._hit = hit
        self.viewport().update()

    def refresh(self) -> None:
        """Draw anew: what is marked or cleaned is another."""
        self._settle()

    # Where

    def row_of(self, turn: str) -> int:
        """Return the row of a turn, -1 where it is gone."""
        return self._places.get(turn, -1)

    def row_at(self, second: float) -> int:
        """Return the row that sounds at a second of the hearing, -1 in a pause."""
        row = bisect_right(self._starts, second) - 1
        for before in range(row, max(-1, row - 4), -1):  # overlapping turns end out of order
            if second < self._ends[before]:
                return before
        return -1

    def row_before(self, second: float) -> int:
        """Return the last row that begins at or before a second; the first if none does."""
        return max(0, bisect_right(self._starts, second) - 1) if self._turns else -1

    def times(self, row: int) -> tuple[float, float]:
        """Return beginning and end of a row in seconds of the hearing."""
        return self._starts[row], self._ends[row]

    def show_row(self, row: int) -> None:
        """Bring a row into sight, with what is around it."""
        if not 0 <= row < len(self._turns):
            return
        for _ in range(3):  # heights become true as rows come into sight
            top, high = self._rows.top(row), self._rows.height(row)
            bar, port = self.verticalScrollBar(), self.viewport().height()
            margin = min(port // 4, max(0, (port - high) // 2))
            if top - margin < bar.value():
                self._scroll_to(top - margin)
            elif top + high + margin > bar.value() + port:
                self._scroll_to(top + high + margin - port)
            if not self._settle():
                return

    def in_sight(self, row: int) -> bool:
        """Say whether a row is seen."""
        if row < 0:
            return False
        top = self._rows.top(row) - self.verticalScrollBar().value()
        return top + self._rows.height(row) > 0 and top < self.viewport().height()

    # Qt

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the rows in sight."""
        painter = QPainter(self.viewport())
        cells = self._cells()
        rows = RowPainter(painter, self.font(), cells)
        for row in self._rows_in(event.rect()):
            area = self._area(row)
            look = self._look(row)
            rows.ground(look, area)
            rows.head(look, area)
            for layer, x in self._layers(cells):
                if not self._holds(row, layer):
                    laid = self._laid(row, layer, cells)
                    rows.text(laid, x, area, self._all_marks(row, layer))
            if self.both:
                rows.divide(area)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Lay the text out for another width; what is in sight stays."""
        anchor = self._sight()
        super().resizeEvent(event)
        self._measure()
        row = self.row_of(anchor[0]) if anchor else -1
        if row >= 0 and anchor is not None:
            self._scroll_to(self._rows.top(row) + anchor[1])
        self._settle()

    def changeEvent(self, event: QEvent) -> None:
        """Follow letters that grow."""
        super().changeEvent(event)
        if event.type() in (QEvent.Type.FontChange, QEvent.Type.StyleChange):
            self._texts.clear()
            self._measured = None
            self._measure()
            self._settle()

    def scrollContentsBy(self, dx: int, dy: int) -> None:
        """Lay out what comes into sight."""
        del dx, dy
        self._settle()

    # What is shown

    def _put(self, turns: Sequence[Turn], timeline: Timeline) -> None:
        """Take other turns."""
        self._turns, self._timeline = list(turns), timeline
        self._places = {turn.id: place for place, turn in enumerate(self._turns)}
        offsets = {span.recording.id: span.start for span in timeline.spans}
        self._starts = [offsets.get(turn.recording, 0.0) + turn.start for turn in turns]
        self._ends = [offsets.get(turn.recording, 0.0) + turn.end for turn in turns]
        self._played, self._played_word = -1, (0, 0)
        self._measured = None
        self._measure()

    def _text(self, row: int, layer: str) -> str:
        turn = self._turns[row]
        return self.cleaned(turn) if layer == CLEANED else turn.verbatim

    def _layers(self, cells: Cells) -> list[tuple[str, int]]:
        found = [(VERBATIM, cells.text)]
        return [*found, (CLEANED, cells.other)] if self.both else found

    def _all_marks(self, row: int, layer: str) -> list[TextMark]:
        turn = self._turns[row]
        found = self.marks(turn, layer)
        if self._hit is not None and self._hit[:2] == (turn.id, layer):
            found = [*found, TextMark(self._hit[2], self._hit[3], HIT)]
        start, end = self._played_word
        if row == self._played and layer == VERBATIM and end > start:
            found = [*found, TextMark(start, end, PLAYED)]
        return found

    def _look(self, row: int) -> RowLook:
        turn = self._turns[row]
        first, last = sorted((self._current, self._anchor)) if self._anchor >= 0 else (-1, -1)
        return RowLook(
            turn,
            self._starts[row],
            self._numbers.get(turn.role, 0),
            current=row == self._current,
            chosen=first <= row <= last and first >= 0,
            played=row == self._played,
            unchecked=turn.id in self._unchecked,
        )

    # Geometry

    def _cells(self) -> Cells:
        em = self.fontMetrics().horizontalAdvance("国")
        return Cells.of(self.viewport().width(), em, self.both)

    def _least(self) -> int:
        return 2 * self.fontMetrics().height()

    def _measure(self) -> None:
        """Guess the height of every row; nothing where that was done for the same width."""
        metrics: QFontMetrics = self.fontMetrics()
        room = max(1, self._cells().width // max(1, metrics.horizontalAdvance("国")))
        line, least = metrics.height(), self._least()
        if self._measured != (room, line, least):
            self._measured = (room, line, least)
            lengths = [len(turn.verbatim) for turn in self._turns]
            self._rows.reset(guess(lengths, room, line, least))
        self._set_range()

    def _laid(self, row: int, layer: str, cells: Cells) -> LaidText:
        return self._texts.get(self._text(row, layer), self.font(), cells.width)

    def _true_height(self, row: int, cells: Cells) -> int:
        highs = [self._least()]
        for layer, _x in self._layers(cells):
            if self._holds(row, layer):
                highs.append(self._held_height())
            else:
                highs.append(self._laid(row, layer, cells).height)
        return max(highs) + 2 * PAD

    def _settle(self) -> bool:
        """Measure what is in sight, put the field in its place; say whether heights changed."""
        cells = self._cells()
        self._fit_editor(cells)
        changed = False
        for _ in range(3):
            sight = self._sight()
            rows = self._rows_in(self.viewport().rect())
            if not self._rows.set({row: self._true_height(row, cells) for row in rows}):
                break
            changed = True
            self._set_range()
            if sight is not None and (row := self.row_of(sight[0])) >= 0:
                self._scroll_to(self._rows.top(row) + sight[1])
        self._place_editor(cells)
        self.viewport().update()
        return changed

    def _rows_in(self, rect: QRect) -> range:
        if not self._turns:
            return range(0)
        above = self.verticalScrollBar().value()
        first, last = self._rows.at(rect.top() + above), self._rows.at(rect.bottom() + above)
        return range(first, last + 1)

    def _area(self, row: int) -> QRect:
        top = self._rows.top(row) - self.verticalScrollBar().value()
        return QRect(0, top, self.viewport().width(), self._rows.height(row))

    def _redraw(self, row: int) -> None:
        if 0 <= row < len(self._turns):
            self.viewport().update(self._area(row))

    def _sight(self) -> tuple[str, int] | None:
        """Return the turn at the upper edge, and by how much it is cut there."""
        if not self._turns or len(self._rows) != len(self._turns):
            return None
        above = self.verticalScrollBar().value()
        row = self._rows.at(above)
        return self._turns[row].id, above - self._rows.top(row)

    def _set_range(self) -> None:
        bar, port = self.verticalScrollBar(), self.viewport().height()
        bar.setPageStep(port)
        bar.setSingleStep(max(8, self.fontMetrics().height()))
        blocked = bar.blockSignals(True)
        bar.setRange(0, max(0, self._rows.total - port))
        bar.blockSignals(blocked)

    def _scroll_to(self, pixel: int) -> None:
        bar = self.verticalScrollBar()
        blocked = bar.blockSignals(True)
        bar.setValue(pixel)
        bar.blockSignals(blocked)

    # What a list with a field in it says otherwise

    def _holds(self, row: int, layer: str) -> bool:
        """Say whether a field stands in place of a painted text."""
        del row, layer
        return False

    def _held_height(self) -> int:
        """Return the pixels that the text in the field takes."""
        return 0

    def _fit_editor(self, cells: Cells) -> None:
        """Give the field the width of its cell."""

    def _place_editor(self, cells: Cells) -> None:
        """Put the field into its cell."""
