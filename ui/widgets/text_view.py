"""A reading view of text: lines of 28 to 34 characters, places marked, nothing editable."""

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtGui import (
    QColor,
    QFontMetricsF,
    QResizeEvent,
    QTextBlockFormat,
    QTextCharFormat,
    QTextCursor,
)
from PySide6.QtWidgets import QTextEdit, QWidget

from ui import theme
from ui.bridge import Bridge
from ui.widgets.text_citations import TextCitations
from workbench.kernel.anchor import Anchor
from workbench.papers.model import Page

CHARACTERS = 34
MARGIN = 20


class TextView(QTextEdit):
    """Shows pages of text and marks spans in them."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setReadOnly(True)
        self.setAccessibleName("文字内容")
        self.setProperty("readingFont", True)
        self.setAcceptDrops(False)
        self.setFrameShape(QTextEdit.Shape.NoFrame)
        self.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse
            | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )
        self._starts: dict[int, int] = {}
        self._texts: dict[int, str] = {}
        self._marks: list[Anchor] = []
        self._chosen: Anchor | None = None
        self._citations: TextCitations | None = None

    def follow_citations(self, bridge: Bridge, case_id: str = "") -> None:
        """Let a person open what the text cites; the law is shown as of the case's day."""
        self._citations = TextCitations(self, bridge, case_id)
        self._citations.set_text()

    def show_pages(self, pages: Sequence[Page]) -> None:
        """Show pages one below the other; several are headed by their numbers."""
        parts, place = [], 0
        self._starts = {}
        for page in pages:
            head = f"—— 第 {page.number} 页 ——\n" if len(pages) > 1 else ""
            self._starts[page.number] = place + len(head)
            parts.append(head + page.text)
            place += _qt_length(head + page.text) + 1
        self.setPlainText("\n".join(parts))
        cursor = self.textCursor()
        cursor.select(QTextCursor.SelectionType.Document)
        spaced = QTextBlockFormat()
        spaced.setLineHeight(150, QTextBlockFormat.LineHeightTypes.ProportionalHeight.value)
        cursor.mergeBlockFormat(spaced)
        self.moveCursor(QTextCursor.MoveOperation.Start)
        self._texts = {page.number: page.text for page in pages}
        self.mark([], None)
        if self._citations is not None:
            self._citations.set_text()

    def mark(self, anchors: Sequence[Anchor], chosen: Anchor | None) -> None:
        """Mark spans, one of them chosen, and bring that one into view."""
        self._marks, self._chosen = list(anchors), chosen
        colours = theme.current()
        selections = [
            selection
            for anchor in (*anchors, *([chosen] if chosen else []))
            if (selection := self._selection(anchor, colours, anchor == chosen)) is not None
        ]
        self.setExtraSelections(selections)
        if chosen is not None and (cursor := self._cursor(chosen)) is not None:
            self._reveal(cursor)

    def marked_text(self) -> str:
        """Return the words of the chosen place as they stand in the view; empty if none."""
        cursor = self._cursor(self._chosen) if self._chosen is not None else None
        return cursor.selectedText().replace("\u2029", "\n") if cursor is not None else ""

    def _cursor(self, anchor: Anchor) -> QTextCursor | None:
        if anchor.page not in self._starts:
            return None
        text, start = self._texts[anchor.page], self._starts[anchor.page]
        cursor = self.textCursor()
        cursor.setPosition(start + _qt_length(text[: anchor.start]))
        end = start + _qt_length(text[: anchor.end])
        cursor.setPosition(end, QTextCursor.MoveMode.KeepAnchor)
        return cursor

    def _selection(
        self, anchor: Anchor, colours: theme.Colours, chosen: bool
    ) -> QTextEdit.ExtraSelection | None:
        cursor = self._cursor(anchor)
        if cursor is None:
            return None
        style = QTextCharFormat()
        style.setBackground(QColor(colours.mark if chosen else colours.soft))
        if chosen:
            style.setUnderlineStyle(QTextCharFormat.UnderlineStyle.SingleUnderline)
            style.setUnderlineColor(QColor(colours.accent))
        selection = QTextEdit.ExtraSelection()
        # The stubs do not know the fields of this class.
        selection.cursor = cursor  # type: ignore[attr-defined]
        selection.format = style  # type: ignore[attr-defined]
        return selection

    def _reveal(self, cursor: QTextCursor) -> None:
        first = QTextCursor(cursor)
        first.setPosition(cursor.selectionStart())
        self.setTextCursor(first)
        top = self.cursorRect(first).top()
        bar = self.verticalScrollBar()
        bar.setValue(bar.value() + top - self.viewport().height() // 3)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep lines at reading length, in the middle."""
        super().resizeEvent(event)
        line = QFontMetricsF(self.font()).horizontalAdvance("国") * (CHARACTERS + 1)
        room = self.width() - self.verticalScrollBar().sizeHint().width()
        side = max(MARGIN, round((room - line) / 2))
        self.setViewportMargins(side, MARGIN // 2, side, 0)
        # A hidden view is told of its new width only when it is shown, after the text was laid out.
        self.document().setTextWidth(self.viewport().width())


def _qt_length(text: str) -> int:
    """Return the length that Qt counts: UTF-16 units, so that rare characters count twice."""
    return len(text) + sum(character > "\uffff" for character in text)
