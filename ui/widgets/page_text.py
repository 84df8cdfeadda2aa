"""The text of one page, line by line: the current one, doubtful and checked ones, correction."""

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QPoint, QRect, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QKeyEvent,
    QMouseEvent,
    QTextBlock,
    QTextCharFormat,
    QTextCursor,
    QTextFormat,
)
from PySide6.QtWidgets import QPlainTextEdit, QTextEdit, QWidget

from ui import theme
from ui.widgets.text_view import TextView
from workbench.kernel.anchor import Anchor
from workbench.papers.model import Page
from workbench.papers.spans import Span, line_of


class LineEditor(QPlainTextEdit):
    """Lies over a line of the text; Enter keeps what is typed, Esc leaves without losing it.

    Signals:
        kept: the words are to be kept.
        left: the editor was left without keeping.
    """

    kept = Signal()
    left = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setTabChangesFocus(True)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.document().setDocumentMargin(1)

    def text(self) -> str:
        """Return what is typed; a line stays one line."""
        return " ".join(self.toPlainText().split("\n"))

    def begin(self, words: str) -> None:
        """Show words, with the cursor at their end."""
        self.setPlainText(words)
        self.moveCursor(QTextCursor.MoveOperation.End)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter keeps, Esc leaves."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.kept.emit()
        elif event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        else:
            super().keyPressEvent(event)


class PageText(TextView):
    """Shows one page of text and lets a person correct its lines in place.

    Signals:
        line_chosen: the :class:`Span` of the line that a person went to.
        corrected: a line's span and the words that it is to have.
        edit_refused: a person wanted to correct a text that cannot be.
    """

    line_chosen = Signal(object)
    corrected = Signal(object, str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._page: Page | None = None
        self._line: Span | None = None
        self._doubt = 0.0
        self._told = True
        self.editable = False
        self.drafts: dict[tuple[int, str], str] = {}
        self.editor = LineEditor(self.viewport())
        self.editor.setAccessibleName("校对本行")
        self.editor.hide()
        self.editor.kept.connect(self._keep)
        self.editor.left.connect(self.leave_line)
        self.cursorPositionChanged.connect(self._on_cursor)
        self.verticalScrollBar().valueChanged.connect(self._place_editor)

    @property
    def page(self) -> Page | None:
        """The page shown."""
        return self._page

    @property
    def line(self) -> Span | None:
        """The current line."""
        return self._line

    @property
    def editing(self) -> bool:
        """Whether a line is being corrected."""
        return not self.editor.isHidden()

    def show_text(self, page: Page, doubt: float) -> None:
        """Show a page; the current line is kept where it is the same page.

        Args:
            page: with its text.
            doubt: lines below this confidence are underlined with a wave.
        """
        same = self._page is not None and self._page.number == page.number
        scrolled, line = self.verticalScrollBar().value(), self._line
        self.leave_line()
        self._page, self._doubt, self._line = page, doubt, None
        self._told = False
        self.show_pages([page])
        if same and line is not None:
            self.go_to(min(line.start, len(page.text)), tell=False)
            self.verticalScrollBar().setValue(scrolled)
        self._told = True
        self._decorate()

    def go_to(self, offset: int, tell: bool = True) -> None:
        """Make the line of a place in the text the current one and bring it into sight."""
        if self._page is None:
            return
        line = line_of(self._page, offset)
        self._line = line
        cursor = self._cursor(self._anchor(line))
        if cursor is not None:
            told, self._told = self._told, False
            cursor.setPosition(cursor.selectionStart())
            self.setTextCursor(cursor)
            self.ensureCursorVisible()
            self._told = told
        self._decorate()
        if tell:
            self.line_chosen.emit(line)

    def edit_line(self) -> bool:
        """Open the editor over the current line; say whether it is open."""
        if self._page is None or not self.editable:
            return False
        if self._line is None:
            self.go_to(self._offset(self.textCursor()))
        line = self._line
        if line is None or (line.start == line.end and self._page.text):
            return False
        words = self._page.text[line.start : line.end]
        self.editor.begin(self.drafts.get((self._page.number, words), words))
        self._place_editor()
        self.editor.show()
        below = self.editor.geometry().bottom() + 4 - self.viewport().height()
        if below > 0:
            self.verticalScrollBar().setValue(self.verticalScrollBar().value() + below)
        self.editor.setFocus(Qt.FocusReason.OtherFocusReason)
        return True

    def leave_line(self) -> None:
        """Close the editor; other words than the line's are kept for the next time."""
        if not self.editing or self._page is None or self._line is None:
            return
        words = self._page.text[self._line.start : self._line.end]
        key = (self._page.number, words)
        if self.editor.text() != words:
            self.drafts[key] = self.editor.text()
        else:
            self.drafts.pop(key, None)
        if self.editor.hasFocus():
            self.setFocus(Qt.FocusReason.OtherFocusReason)
        self.editor.hide()
        self._decorate()

    def unsaved(self) -> dict[tuple[int, str], str]:
        """Return what was typed and not kept, by page and the line's words."""
        known = dict(self.drafts)
        if self.editing and self._page is not None and self._line is not None:
            words = self._page.text[self._line.start : self._line.end]
            if self.editor.text() != words:
                known[self._page.number, words] = self.editor.text()
        return known

    def done(self) -> None:
        """Close the editor after its words were kept."""
        if self._page is not None and self._line is not None:
            words = self._page.text[self._line.start : self._line.end]
            self.drafts.pop((self._page.number, words), None)
        self.setFocus(Qt.FocusReason.OtherFocusReason)
        self.editor.hide()

    def mark(self, anchors: Sequence[Anchor], chosen: Anchor | None) -> None:
        """Mark spans over what is said of the lines."""
        super().mark(anchors, chosen)
        if self._page is not None:
            self.setExtraSelections([*self._looks(), *self.extraSelections()])

    def _decorate(self) -> None:
        self.mark(self._marks, None) if self._chosen is None else self._remark()

    def _remark(self) -> None:
        """Mark again without scrolling to the chosen place."""
        chosen, bar = self._chosen, self.verticalScrollBar()
        place, cursor, told = bar.value(), self.textCursor(), self._told
        self._told = False
        self.mark(self._marks, chosen)
        self.setTextCursor(cursor)
        bar.setValue(place)
        self._told = told

    def _keep(self) -> None:
        if self._line is not None:
            self.corrected.emit(self._line, self.editor.text())

    def _on_cursor(self) -> None:
        if not self._told or self._page is None or self.editing:
            return
        line = line_of(self._page, self._offset(self.textCursor()))
        if line != self._line:
            self._line = line
            self._decorate()
            self.line_chosen.emit(line)

    def _offset(self, cursor: QTextCursor) -> int:
        """Return the place in the page's text; Qt counts rare characters twice."""
        if self._page is None:
            return 0
        place = cursor.position()
        text = self._page.text
        raw = text.encode("utf-16-le")[: 2 * place]
        return len(raw.decode("utf-16-le", "ignore"))

    def _anchor(self, span: Span) -> Anchor:
        return Anchor("", 0, span.page, span.start, span.end, "")

    def _looks(self) -> list[QTextEdit.ExtraSelection]:
        page = self._page
        if page is None:
            return []
        colours = theme.current()
        looks = []
        if self._line is not None:
            style = QTextCharFormat()
            style.setBackground(QColor(colours.soft))
            style.setProperty(QTextFormat.Property.FullWidthSelection, True)
            looks.append(self._look(Span(page.number, self._line.start, self._line.start), style))
        for segment in page.segments:
            span = Span(page.number, segment.start, segment.end)
            if segment.checked:
                looks.append(self._look(span, _underlined("DashUnderline", colours.good)))
            elif segment.confidence < self._doubt:
                looks.append(self._look(span, _underlined("WaveUnderline", colours.warn)))
        return [look for look in looks if look is not None]

    def _look(self, span: Span, style: QTextCharFormat) -> QTextEdit.ExtraSelection | None:
        cursor = self._cursor(self._anchor(span))
        if cursor is None:
            return None
        selection = QTextEdit.ExtraSelection()
        # The stubs do not know the fields of this class.
        selection.cursor = cursor  # type: ignore[attr-defined]
        selection.format = style  # type: ignore[attr-defined]
        return selection

    def _place_editor(self) -> None:
        if self._line is None:
            return
        cursor = self._cursor(self._anchor(self._line))
        if cursor is None:
            return
        cursor.setPosition(cursor.selectionStart())
        block: QTextBlock = cursor.block()
        top = self.cursorRect(cursor).top()
        height = round(self.document().documentLayout().blockBoundingRect(block).height())
        # Above the first line there is no room for the frame.
        least = 0 if not self.verticalScrollBar().value() else top - 6
        room = QRect(QPoint(0, max(least, top - 6)), self.viewport().size())
        room.setHeight(height + 2 * self.fontMetrics().height() // 2 + 4)
        self.editor.setGeometry(room)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """Correct the line under the mouse."""
        if self.editable and self._page is not None:
            self.go_to(self._offset(self.cursorForPosition(event.position().toPoint())))
            self.edit_line()
        else:
            super().mouseDoubleClickEvent(event)

    def event(self, event: QEvent) -> bool:
        """Keep the editor over its line when the size changes."""
        answer = super().event(event)
        if event.type() == QEvent.Type.Resize and self.editing:
            self._place_editor()
        return answer


def _underlined(name: str, colour: str) -> QTextCharFormat:
    style = QTextCharFormat()
    style.setUnderlineStyle(QTextCharFormat.UnderlineStyle[name])
    style.setUnderlineColor(QColor(colour))
    return style
