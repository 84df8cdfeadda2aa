"""The transcript: thousands of turns, each edited in its place."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import QPoint, QRect, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QContextMenuEvent,
    QFocusEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
)
from PySide6.QtWidgets import QWidget

from ui import theme
from ui.hearing.turn_canvas import CLEANED, VERBATIM, Hit, TurnCanvas
from ui.hearing.turn_editor import TurnEditor
from ui.hearing.turn_look import Cells, spoken
from ui.hearing.turn_rows import PAD
from workbench.hearing.model import Turn
from workbench.hearing.timeline import Timeline


class TurnView(TurnCanvas):
    """Turns, with a field in the one where the cursor is.

    Signals:
        edited: id of a turn, layer, its text as it is to be kept.
        current_changed: id of the turn in which the cursor is.
        chosen_changed: the stretch is another.
        second_wanted: second of the hearing to go to.
        menu_wanted: point of the screen.

    Attributes:
        editor: the field in the current turn.
    """

    edited = Signal(str, str, str)
    current_changed = Signal(str)
    chosen_changed = Signal()
    second_wanted = Signal(float)
    menu_wanted = Signal(QPoint)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._layer = VERBATIM
        self.editor = TurnEditor(self.viewport())
        self.editor.hide()
        self.setFocusProxy(self.editor)
        self._connect()

    # What is shown

    @property
    def current(self) -> Turn | None:
        """The turn in which the cursor is."""
        return self._turns[self._current] if 0 <= self._current < len(self._turns) else None

    @property
    def current_row(self) -> int:
        """Row of the cursor, -1 for none."""
        return self._current

    @property
    def layer(self) -> str:
        """The layer in which the cursor is."""
        return self._layer

    def chosen(self) -> list[Turn]:
        """Return the stretch of turns that is chosen; the current one alone if none is."""
        if self._current < 0:
            return []
        other = self._anchor if self._anchor >= 0 else self._current
        first, last = sorted((self._current, other))
        return self._turns[first : last + 1]

    def show_turns(self, turns: Sequence[Turn], timeline: Timeline) -> None:
        """Show the turns as they are now; cursor and place in the list stay with their turn."""
        here, anchor, row = self.current, self._sight(), self._current
        held = self._turns[self._anchor].id if 0 <= self._anchor < len(self._turns) else ""
        self._put(turns, timeline)
        self._anchor = self._places.get(held, -1)
        known = self._places.get(here.id, -1) if here is not None else -1
        same = known >= 0
        self._put_current(known if same else min(max(row, 0), len(turns) - 1), quiet=same)
        if anchor is not None and anchor[0] in self._places:
            self._scroll_to(self._rows.top(self._places[anchor[0]]) + anchor[1])
        self._settle()

    def show_both(self, on: bool) -> None:
        """Show the cleaned layer beside the verbatim one, or the verbatim one alone."""
        if on != self.both:
            self.editor.keep()
            self.both = on
            self._layer = VERBATIM
            self._measure()
            self._put_current(self._current, quiet=True)
            self._settle()
            self.show_row(self._current)

    def show_played(self, second: float, word: Callable[[Turn, float], tuple[int, int]]) -> None:
        """Mark turn and word that sound, also in the field."""
        before = (self._played, self._played_word)
        super().show_played(second, word)
        if before != (self._played, self._played_word) and self._current in (
            before[0],
            self._played,
        ):
            self._mark_editor()

    def show_hit(self, hit: Hit | None) -> None:
        """Mark what was found, also in the field."""
        super().show_hit(hit)
        self._mark_editor()

    def refresh(self) -> None:
        """Draw anew: what is marked or cleaned is another."""
        if 0 <= self._current < len(self._turns):
            self._put_current(self._current, quiet=True)
        super().refresh()

    # Where

    def go_to(self, row: int, place: int | None = None, to: int | None = None) -> None:
        """Put the cursor into a row, at a character of its text."""
        if not 0 <= row < len(self._turns):
            return
        self._anchor = -1
        self._put_current(row)
        if place is not None:
            self.editor.put_cursor(place, to)
        self.show_row(row)
        self.chosen_changed.emit()

    def go_to_layer(self, layer: str) -> None:
        """Put the cursor into the other layer of the current turn."""
        if layer == CLEANED and not self.both:
            self.show_both(True)
        self.editor.keep()
        self._layer = layer
        self._put_current(self._current, quiet=True)
        self.editor.setFocus(Qt.FocusReason.OtherFocusReason)

    def extend(self, step: int) -> None:
        """Choose one turn more (or less) with the current one: a stretch."""
        row = self._current + step
        if 0 <= row < len(self._turns):
            anchor = self._anchor if self._anchor >= 0 else self._current
            self._put_current(row)
            self._anchor = anchor
            self.show_row(row)
            self.viewport().update()
            self.chosen_changed.emit()

    # Qt

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Put the cursor where the mouse is; on the time, go there in the sound."""
        if event.button() != Qt.MouseButton.LeftButton:
            return
        at = event.position().toPoint()
        row = self._rows.at(at.y() + self.verticalScrollBar().value())
        if row < 0 or not self._area(row).contains(at):
            return
        if event.modifiers() & Qt.KeyboardModifier.ShiftModifier and self._current >= 0:
            self.extend(row - self._current)
            return
        self._click(row, at)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Take the end of a click."""
        event.accept()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the rows, and a frame around the field that has the keyboard."""
        super().paintEvent(event)
        if self.editor.isVisible() and self.editor.hasFocus():
            painter = QPainter(self.viewport())
            painter.setPen(QPen(QColor(theme.current().accent), 1))
            painter.drawRect(self.editor.geometry().adjusted(-5, -4, 4, 3))

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """Ask for the menu of what can be done to the turn under the mouse."""
        row = self._rows.at(event.pos().y() + self.verticalScrollBar().value())
        if row >= 0 and self._turns[row] not in self.chosen():
            self.go_to(row)
        self.menu_wanted.emit(event.globalPos())

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Hand the keyboard to the field."""
        super().focusInEvent(event)
        self.editor.setFocus(event.reason())

    # Inside

    def _connect(self) -> None:
        self.editor.kept.connect(self.edited)
        self.editor.stepped.connect(self._step)
        self.editor.jumped.connect(lambda end: self.go_to(len(self._turns) - 1 if end > 0 else 0))
        self.editor.scrolled.connect(self._page)
        self.editor.grown.connect(self._settle)
        self.editor.left.connect(self.viewport().update)

    def _click(self, row: int, at: QPoint) -> None:
        cells, area = self._cells(), self._area(row)
        x, y = at.x() - area.left(), at.y() - area.top() - PAD
        layer = CLEANED if self.both and x >= cells.other else VERBATIM
        self.editor.keep()
        place = None
        if x >= cells.text:
            left = cells.other if layer == CLEANED else cells.text
            place = self._laid(row, layer, cells).place(x - left, y)
            self._layer = layer
        self._anchor = -1
        self._put_current(row)
        if place is not None:
            self.editor.put_cursor(place)
        else:
            self.second_wanted.emit(self._starts[row])
        self.editor.setFocus(Qt.FocusReason.MouseFocusReason)
        self.viewport().update()
        self.chosen_changed.emit()

    def _step(self, step: int) -> None:
        row = self._current + step
        if 0 <= row < len(self._turns):
            self.go_to(row, 0 if step > 0 else len(self._text(row, self._layer)))

    def _page(self, step: int) -> None:
        bar, port = self.verticalScrollBar(), self.viewport().height()
        bar.setValue(bar.value() + step * (port - 40))
        middle = self._rows.at(bar.value() + port // 2)
        if middle >= 0:
            self._anchor = -1
            self._put_current(middle)
            self._settle()
            self.chosen_changed.emit()

    def _put_current(self, row: int, quiet: bool = False) -> None:
        """Put the field into a row; ``quiet`` where it is the same turn as before."""
        if not quiet:
            self.editor.keep()  # the list may be shown anew meanwhile
        self._current = min(row, len(self._turns) - 1)
        if self._current < 0:
            self.editor.hide()
            return
        turn = self._turns[self._current]
        self.editor.show_text(turn.id, self._layer, self._text(self._current, self._layer))
        self.editor.setAccessibleName(self._spoken(self._current))
        self.editor.show()
        self._mark_editor()
        self._settle()
        if not quiet:
            self.current_changed.emit(turn.id)

    def _spoken(self, row: int) -> str:
        layer = "整理稿" if self._layer == CLEANED else "逐字稿"
        return f"{spoken(self._look(row), row, len(self._turns))}，{layer}"

    def _mark_editor(self) -> None:
        if self.current is not None and not self.editor.composing:
            self.editor.mark(self._all_marks(self._current, self._layer))

    # Hooks of the canvas

    def _holds(self, row: int, layer: str) -> bool:
        return (row, layer) == (self._current, self._layer) and not self.editor.isHidden()

    def _held_height(self) -> int:
        return self.editor.text_height()

    def _fit_editor(self, cells: Cells) -> None:
        if self.editor.width() != cells.width:
            self.editor.resize(cells.width, self.editor.height())

    def _place_editor(self, cells: Cells) -> None:
        if self.editor.isHidden() or self._current < 0:
            return
        x = cells.other if self._layer == CLEANED else cells.text
        area = self._area(self._current)
        place = QRect(area.left() + x, area.top() + PAD, cells.width, self.editor.text_height() + 2)
        if self.editor.geometry() != place:
            self.editor.setGeometry(place)
