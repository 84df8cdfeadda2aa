"""Citations in a text edit: underlined with dots, shown under the mouse, opened by click or Enter.

Attach one to any :class:`QTextEdit`; call :meth:`TextCitations.set_text` after its text changed.
Underlines are put on the laid-out lines, not into the document, so that nothing is edited and a
long text is not laid out anew.
"""

from bisect import bisect_left
from collections.abc import Iterator
from functools import partial

from PySide6.QtCore import QEvent, QObject, QPoint, QPointF, Qt, QTimer
from PySide6.QtGui import QKeyEvent, QMouseEvent, QTextCursor
from PySide6.QtWidgets import QTextEdit

from ui.bridge import Bridge
from ui.widgets.citations import Cited, CitedText
from ui.widgets.underlining import Underlining
from workbench.law.precedents.cited import CitedCase

HOVER_MS = 300


class TextCitations(QObject):
    """The citations of a text edit.

    Args:
        edit: the edit; it need not be read only (then Ctrl and click opens).
        bridge: the open workbench.
        case_id: case whose day counts; empty for today.
    """

    def __init__(self, edit: QTextEdit, bridge: Bridge, case_id: str = "") -> None:
        super().__init__(edit)
        self._edit = edit
        self._rare: list[int] = []
        self._rare_places: list[int] = []
        self._pressed: QPoint | None = None
        self._hovered: Cited | None = None
        self.cited = CitedText(edit, bridge, case_id)
        self.cited.follow_cases()
        self.underlining = Underlining(edit, self._within)
        self.cited.found.connect(self._underline)
        self.cited.renewed.connect(self._underline_anew)
        self._waiting = QTimer(self)
        self._waiting.setSingleShot(True)
        self._waiting.setInterval(HOVER_MS)
        self._waiting.timeout.connect(self._show_hovered)
        edit.installEventFilter(self)
        edit.viewport().installEventFilter(self)
        edit.viewport().setMouseTracking(True)
        edit.verticalScrollBar().valueChanged.connect(self.cited.hide)
        self._keys = partial(bridge.shortcuts.words, "citation.next")
        bridge.shortcuts.bind("citation.next", edit, lambda: self.step(1))
        bridge.shortcuts.bind("citation.previous", edit, lambda: self.step(-1))

    def set_text(self, within: str = "") -> None:
        """Look for citations in what the edit holds now."""
        text = self._edit.toPlainText()
        # Qt counts characters beyond the first plane twice.
        self._rare = [n for n, character in enumerate(text) if character > "\uffff"]
        self._rare_places = [n + before for before, n in enumerate(self._rare)]
        self._hovered = None
        self.underlining.forget()
        self.cited.set_text(text, within)

    def step(self, step: int) -> None:
        """Go to the next citation (+1) or the one before (-1), and show its words."""
        here = self._index(self._edit.textCursor().selectionEnd() - (step > 0))
        if step < 0:
            here = self._index(self._edit.textCursor().selectionStart())
        citation = self.cited.beside(here, step)
        if citation is None:
            self.cited.hide()
            return
        cursor = self._cursor(citation)
        self._edit.setTextCursor(cursor)
        self._edit.ensureCursorVisible()
        self._show(citation)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Follow the mouse and answer Enter and Esc."""
        if isinstance(event, QMouseEvent) and watched is self._edit.viewport():
            return self._mouse(event)
        if event.type() in (QEvent.Type.Leave, QEvent.Type.FocusOut, QEvent.Type.Hide):
            self._hover(None)
            self.cited.hide()
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            return watched is self._edit and self._key(event)
        return False

    def _mouse(self, event: QMouseEvent) -> bool:
        citation = self._citation_at(event.position())
        if event.type() == QEvent.Type.MouseMove and not event.buttons():
            self._hover(citation)
        elif event.type() == QEvent.Type.MouseButtonPress:
            self._pressed = event.position().toPoint()
        elif event.type() == QEvent.Type.MouseButtonRelease:
            moved = (event.position().toPoint() - (self._pressed or QPoint())).manhattanLength()
            # A drag selects; in a text that can be edited a plain click puts the cursor there.
            wanted = (
                self._edit.isReadOnly() or event.modifiers() & Qt.KeyboardModifier.ControlModifier
            )
            left = event.button() == Qt.MouseButton.LeftButton
            if citation and left and wanted and moved < 4 and self._pressed is not None:
                self.cited.open(citation, self._below(citation))
        return False

    def _key(self, event: QKeyEvent) -> bool:
        if event.key() == Qt.Key.Key_Escape:
            return self.cited.hide()
        enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        if not (enter and self._edit.isReadOnly()):
            return False
        citation = self.cited.at(self._index(self._edit.textCursor().selectionStart()))
        if citation is not None:
            self.cited.open(citation, self._below(citation))
        return citation is not None

    def _hover(self, citation: Cited | None) -> None:
        if citation == self._hovered:
            return
        self._hovered = citation
        shape = Qt.CursorShape.PointingHandCursor if citation else Qt.CursorShape.IBeamCursor
        self._edit.viewport().setCursor(shape)
        if citation is None:
            self._waiting.stop()
            self.cited.hide()
        else:
            self._waiting.start()

    def _show_hovered(self) -> None:
        if self._hovered is not None:
            self._show(self._hovered)

    def _show(self, citation: Cited) -> None:
        self.cited.show(citation, self._below(citation))

    def _below(self, citation: Cited) -> QPoint:
        """Return the point of the screen below the beginning of a citation."""
        first = self._cursor(citation)
        first.setPosition(first.selectionStart())
        corner = self._edit.cursorRect(first).bottomLeft()
        return self._edit.viewport().mapToGlobal(corner)

    def _citation_at(self, point: QPointF) -> Cited | None:
        bars = QPointF(
            self._edit.horizontalScrollBar().value(), self._edit.verticalScrollBar().value()
        )
        layout = self._edit.document().documentLayout()
        place = layout.hitTest(point + bars, Qt.HitTestAccuracy.ExactHit)
        return self.cited.at(self._index(place)) if place >= 0 else None

    def _underline(self, found: tuple[Cited, ...]) -> None:
        self.underlining.refresh(map(self._span, found))
        self._describe()

    def _underline_anew(self) -> None:
        self.underlining.refresh(map(self._span, self.cited.citations), anew=True)
        self._describe()

    def _within(self, low: int, high: int) -> Iterator[tuple[int, int]]:
        return map(self._span, self.cited.within(self._index(low), self._index(high)))

    def _span(self, citation: Cited) -> tuple[int, int]:
        return self._place(citation.start), self._place(citation.end)

    def _describe(self) -> None:
        cases = sum(isinstance(one, CitedCase) for one in self.cited.citations)
        law = len(self.cited.citations) - cases
        kinds = ((law, "法条引用"), (cases, "案例援引"))
        counted = "、".join(f"{number}处{name}" for number, name in kinds if number)
        told = f"文中有{counted}，按{self._keys()}逐处查看，Enter打开" if counted else ""
        self._edit.setAccessibleDescription(told)

    def _cursor(self, citation: Cited) -> QTextCursor:
        cursor = QTextCursor(self._edit.document())
        cursor.setPosition(self._place(citation.start))
        cursor.setPosition(self._place(citation.end), QTextCursor.MoveMode.KeepAnchor)
        return cursor

    def _place(self, index: int) -> int:
        """Return Qt's position of a Python index."""
        return index + bisect_left(self._rare, index)

    def _index(self, place: int) -> int:
        """Return the Python index of Qt's position."""
        return place - bisect_left(self._rare_places, place)
