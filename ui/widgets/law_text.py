"""A law to read from end to end: words searched for are marked, citations can be followed.

Words can be selected over several articles and copied.
"""

from collections.abc import Sequence
from typing import Protocol

from PySide6.QtCore import QEvent, QPoint, QPointF, QRectF, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QContextMenuEvent,
    QFocusEvent,
    QHideEvent,
    QKeyEvent,
    QMouseEvent,
    QTextCharFormat,
    QTextLayout,
)
from PySide6.QtWidgets import QApplication, QMenu, QWidget

from ui import theme
from ui.widgets.passage_column import PassageColumn
from ui.widgets.passages import Passage, span
from workbench.kernel.search import fold


class Linked(Protocol):
    """A place in the whole text that can be opened, as a citation."""

    @property
    def start(self) -> int:
        """Its first character."""

    @property
    def end(self) -> int:
        """The character behind it."""


_Spot = tuple[int, int]
"""Row, and place in its shown text."""


class LawText(PassageColumn):
    """The text of a version.

    Signals:
        pointed: what was linked under the mouse, or ``None``.
        followed: what was linked that was clicked, or answered Enter.
        escaped: Esc was pressed.
    """

    pointed = Signal(object)
    followed = Signal(object)
    escaped = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("readingFont", True)
        self._citations: dict[int, list[Linked]] = {}
        self._words: tuple[str, ...] = ()
        self._anchor: _Spot | None = None
        self._caret: _Spot | None = None
        self._pressed: QPoint | None = None
        self._under: Linked | None = None
        self.viewport().setMouseTracking(True)
        self.viewport().setCursor(Qt.CursorShape.IBeamCursor)

    def show_passages(self, passages: Sequence[Passage]) -> None:
        """Show other passages from their beginning."""
        self._anchor = self._caret = None
        self._citations = {}
        super().show_passages(passages)

    def add_citations(self, found: Sequence[Linked]) -> None:
        """Underline citations; their places count in :meth:`whole_text`."""
        for citation in found:
            self._citations.setdefault(self.row_of(citation.start), []).append(citation)
        self.viewport().update()

    def set_citations(self, found: Sequence[Linked]) -> None:
        """Underline these citations and no others."""
        self._citations = {}
        self.add_citations(found)

    def mark_words(self, words: Sequence[str]) -> None:
        """Mark words of a search (folded) wherever they stand."""
        self._words = tuple(words)
        self.viewport().update()

    def selected_text(self) -> str:
        """Return the selected words; empty if there are none."""
        found = self._selection()
        if found is None:
            return ""
        (first, start), (last, end) = found
        if first == last:
            return _plain(self.passages[first].shown[start:end])
        parts = [self.passages[first].shown[start:]]
        parts += [self.passages[row].shown for row in range(first + 1, last)]
        parts.append(self.passages[last].shown[:end])
        return _plain("\n".join(parts))

    def citation_rect(self, citation: Linked) -> QRectF:
        """Return where the first character of a citation stands, in the viewport."""
        row = self.row_of(citation.start)
        place = self.passages[row].shown_at(citation.start - self.starts[row])
        y = self._heights.top(row) + self._top_margin() - self.verticalScrollBar().value()
        return self._laid(row).corner(place).translated(self._left(), y)

    def go_to_citation(self, citation: Linked) -> None:
        """Bring a citation into view and select its words."""
        row = self.row_of(citation.start)
        rect = self.citation_rect(citation)
        if not 0 <= rect.top() < self.viewport().height() - 2 * rect.height():
            self.go_to(row)
        self.choose(row)
        passage, begin = self.passages[row], self.starts[row]
        self._anchor = (row, passage.shown_at(citation.start - begin))
        self._caret = (row, passage.shown_at(citation.end - begin))
        self.viewport().update()

    def caret_index(self) -> int:
        """Return the place in :meth:`whole_text` from which a step to a citation starts."""
        row, place = self._anchor or (max(self.current, 0), 0)
        if not self.passages:
            return 0
        return self.starts[row] + self.passages[row].text_at(place)

    # Drawing

    def _ranges(self, row: int, colours: theme.Colours) -> list[QTextLayout.FormatRange]:
        passage = self.passages[row]
        found: list[QTextLayout.FormatRange] = []

        def add(start: int, end: int, look: QTextCharFormat) -> None:
            low = passage.to_qt(start)
            found.append(span(low, passage.to_qt(end) - low, look))

        for citation in self._citations.get(row, ()):
            begin = self.starts[row]
            ends = (
                passage.shown_at(citation.start - begin),
                passage.shown_at(citation.end - begin),
            )
            add(*ends, _cited(colours))
        for start, end in self._found_words(passage):
            add(start, end, _marked(colours))
        if (selection := self._selection()) is not None:
            (first, start), (last, end) = selection
            if first <= row <= last:
                low = start if row == first else 0
                high = end if row == last else len(passage.shown)
                add(low, high, _selected(colours))
        return found

    def _found_words(self, passage: Passage) -> list[tuple[int, int]]:
        if not self._words:
            return []
        folded, found = fold(passage.shown), []
        if len(folded) != len(passage.shown):
            return []  # a character whose small form is longer; its places would be off
        for word in self._words:
            place = folded.find(word)
            while place >= 0:
                found.append((place, place + len(word)))
                place = folded.find(word, place + len(word))
        return found

    # Mouse and keys

    def _spot(self, point: QPointF) -> _Spot:
        y = point.y() + self.verticalScrollBar().value() - self._top_margin()
        row = self._heights.at(y)
        inner = QPointF(point.x() - self._left(), y - self._heights.top(row))
        return row, self._laid(row).position_at(inner)

    def _citation_at(self, point: QPointF) -> Linked | None:
        if not self.passages:
            return None
        y = point.y() + self.verticalScrollBar().value() - self._top_margin()
        row = self._heights.at(y)
        if row not in self._citations:
            return None
        inner = QPointF(point.x() - self._left(), y - self._heights.top(row))
        place = self._laid(row).under(inner)
        if place is None:
            return None
        index = self.starts[row] + self.passages[row].text_at(place)
        return next((c for c in self._citations[row] if c.start <= index < c.end), None)

    def _selection(self) -> tuple[_Spot, _Spot] | None:
        if self._anchor is None or self._caret is None or self._anchor == self._caret:
            return None
        return min(self._anchor, self._caret), max(self._anchor, self._caret)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Choose a passage and begin a selection."""
        if event.button() != Qt.MouseButton.LeftButton or not self.passages:
            return
        self._pressed = event.position().toPoint()
        spot = self._spot(event.position())
        if not event.modifiers() & Qt.KeyboardModifier.ShiftModifier or self._anchor is None:
            self._anchor = spot
        self._caret = spot
        self.choose(spot[0])
        self.viewport().update()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Go on selecting, or point at a citation."""
        if event.buttons() & Qt.MouseButton.LeftButton and self._anchor is not None:
            self._caret = self._spot(event.position())
            beyond = event.position().y()
            if not 0 <= beyond < self.viewport().height():
                bar = self.verticalScrollBar()
                bar.setValue(bar.value() + bar.singleStep() * (1 if beyond > 0 else -1))
            self.viewport().update()
        elif not event.buttons():
            self._point(self._citation_at(event.position()))

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Follow a citation that was clicked, not dragged over."""
        if event.button() != Qt.MouseButton.LeftButton or self._pressed is None:
            return
        moved = (event.position().toPoint() - self._pressed).manhattanLength()
        self._pressed = None
        citation = self._citation_at(event.position())
        if citation is not None and moved < 4:
            self.followed.emit(citation)

    def leaveEvent(self, event: QEvent) -> None:
        """Point at nothing any more."""
        super().leaveEvent(event)
        self._point(None)

    def hideEvent(self, event: QHideEvent) -> None:
        """What was shown over the text goes with it."""
        super().hideEvent(event)
        self.escaped.emit()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """What the keyboard showed goes with the focus."""
        super().focusOutEvent(event)
        self.escaped.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Scroll; Enter follows the selected citation; Ctrl+C copies, Ctrl+A selects."""
        bar, key = self.verticalScrollBar(), event.key()
        control = event.modifiers() & Qt.KeyboardModifier.ControlModifier
        if control and key == Qt.Key.Key_C:
            self.copy()
        elif control and key == Qt.Key.Key_A and self.current >= 0:
            self._anchor = (self.current, 0)
            self._caret = (self.current, len(self.passages[self.current].shown))
            self.viewport().update()
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._follow_selected()
        elif key == Qt.Key.Key_Escape:
            self.escaped.emit()
        elif key == Qt.Key.Key_Home:
            bar.setValue(0)
        elif key == Qt.Key.Key_End:
            bar.setValue(bar.maximum())
        else:
            super().keyPressEvent(event)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """Offer to copy what is selected."""
        menu = QMenu(self)
        action = menu.addAction("复制选中的文字（Ctrl+C）")
        action.setEnabled(bool(self.selected_text()))
        action.triggered.connect(self.copy)
        menu.exec(event.globalPos())

    def copy(self) -> None:
        """Put the selected words on the clipboard, if any."""
        if words := self.selected_text():
            QApplication.clipboard().setText(words)

    def _follow_selected(self) -> None:
        index = self.caret_index()
        row = self.row_of(index)
        for citation in self._citations.get(row, ()):
            if citation.start <= index < citation.end:
                self.followed.emit(citation)
                return

    def _point(self, citation: Linked | None) -> None:
        if citation != self._under:
            self._under = citation
            shape = Qt.CursorShape.PointingHandCursor if citation else Qt.CursorShape.IBeamCursor
            self.viewport().setCursor(shape)
            self.pointed.emit(citation)

    def _on_scrolled(self) -> None:
        self._point(None)
        super()._on_scrolled()


def _plain(shown: str) -> str:
    return shown.replace("\u2028\u3000\u3000", "\n").replace("\u2028", "\n")


def _cited(colours: theme.Colours) -> QTextCharFormat:
    look = QTextCharFormat()
    look.setUnderlineStyle(QTextCharFormat.UnderlineStyle.DotLine)
    look.setUnderlineColor(QColor(colours.accent))
    return look


def _marked(colours: theme.Colours) -> QTextCharFormat:
    look = QTextCharFormat()
    look.setBackground(QColor(colours.mark))
    look.setFontUnderline(True)
    return look


def _selected(colours: theme.Colours) -> QTextCharFormat:
    look = QTextCharFormat()
    look.setBackground(QColor(colours.accent))
    look.setForeground(QColor(colours.on_accent))
    return look
