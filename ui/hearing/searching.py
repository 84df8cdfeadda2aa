"""Find and replace in the layer where the cursor is, over all turns."""

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import QObject, Qt

from ui.bridge import Bridge
from ui.hearing.replace_bar import ReplaceBar
from ui.hearing.session import Session
from ui.hearing.turn_canvas import CLEANED, VERBATIM
from ui.hearing.turn_view import TurnView
from ui.slicing import Slicer
from workbench.hearing.acts import Act, in_parts
from workbench.hearing.finding import Hit, find
from workbench.hearing.model import Layer, Turn

SLICE = 20
"""Turns that are looked through between two looks at the clock."""


class Searching(QObject):
    """Joins the bar with the list.

    Args:
        bridge: the open workbench.
        session: the hearing.
        view, bar: what is joined.
    """

    def __init__(self, bridge: Bridge, session: Session, view: TurnView, bar: ReplaceBar) -> None:
        super().__init__(view)
        self._bridge = bridge
        self._session = session
        self._view = view
        self._bar = bar
        self._words = ""
        self._found: list[Hit] = []
        self._slicer = Slicer(self)
        bar.searched.connect(self.search)
        bar.chosen.connect(self.go_to)
        bar.replace_wanted.connect(self.replace_all)
        bar.closed.connect(self._leave)

    @property
    def layer(self) -> str:
        """The layer that is looked through."""
        return CLEANED if self._view.both and self._view.layer == CLEANED else VERBATIM

    def search(self, words: str) -> None:
        """Look for words."""
        self._words = words
        self._view.editor.keep()
        self.refresh()

    def refresh(self) -> None:
        """Look again: the text is another."""
        if self._bar.isHidden():
            return
        self._found = []
        if self.layer == CLEANED:
            # Texts that nobody looked at yet are cleaned first, which takes a while for all.
            self._slicer.start(in_parts(self._session.turns, SLICE), self._look, self._show)
        else:
            self._slicer.stop()
            self._look(self._session.turns)
            self._show()

    def go_to(self, hit: Hit) -> None:
        """Put a hit into sight, marked; the keyboard stays in the bar."""
        self._view.go_to(self._view.row_of(hit.turn), hit.start, hit.end)
        self._view.show_hit((hit.turn, self.layer, hit.start, hit.end))

    def replace_all(self, words: str, put: str) -> None:
        """Replace every hit, as one step that can be undone."""
        self.search(words)
        self._slicer.finish()
        self._session.settle()
        current = self._view.current
        ids = list(dict.fromkeys(hit.turn for hit in self._found))
        if current is not None and current.id in ids:
            # First of all: what is typed next must meet the new text.
            ids = list(dict.fromkeys([current.id, *ids]))
        act = partial(self._session.editing.replacing, words, put, Layer(self.layer), ids)
        self._session.run(act, self._tell_replaced)

    def _look(self, turns: Sequence[Turn]) -> None:
        text = self._session.cleaned if self.layer == CLEANED else _verbatim
        self._found += find(turns, self._words, text)

    def _show(self) -> None:
        self._bar.show_hits(self._found, len({hit.turn for hit in self._found}))

    def _tell_replaced(self, act: Act) -> None:
        self._bridge.notice.emit(f"已替换 {act.count} 处；Ctrl+Z 可撤销。")
        self._view.show_hit(None)

    def _leave(self) -> None:
        self._view.show_hit(None)
        self._view.setFocus(Qt.FocusReason.OtherFocusReason)


def _verbatim(turn: Turn) -> str:
    return turn.verbatim
