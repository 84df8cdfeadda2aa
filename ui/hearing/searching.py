"""Find and replace in the layer where the cursor is, over all turns."""

from PySide6.QtCore import QObject, Qt

from ui.bridge import Bridge
from ui.hearing.replace_bar import ReplaceBar
from ui.hearing.session import Session
from ui.hearing.turn_canvas import CLEANED, VERBATIM
from ui.hearing.turn_view import TurnView
from workbench.hearing.finding import Hit, find
from workbench.hearing.model import Layer


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
        layer = self.layer
        text = self._session.cleaned if layer == CLEANED else (lambda turn: turn.verbatim)
        hits = find(self._session.turns, self._words, text)
        self._bar.show_hits(hits, len({hit.turn for hit in hits}))

    def go_to(self, hit: Hit) -> None:
        """Put a hit into sight, marked; the keyboard stays in the bar."""
        self._view.go_to(self._view.row_of(hit.turn), hit.start, hit.end)
        self._view.show_hit((hit.turn, self.layer, hit.start, hit.end))

    def replace_all(self, words: str, put: str) -> None:
        """Replace every hit, as one step that can be undone."""
        self._view.editor.keep()
        editing, layer = self._session.editing, Layer(self.layer)
        done: list[int] = []
        if self._session.attempt(lambda: done.append(editing.replace_all(words, put, layer))):
            self._bridge.notice.emit(f"已替换 {done[0]} 处；Ctrl+Z 可撤销。")
            self._view.show_hit(None)

    def _leave(self) -> None:
        self._view.show_hit(None)
        self._view.setFocus(Qt.FocusReason.OtherFocusReason)
