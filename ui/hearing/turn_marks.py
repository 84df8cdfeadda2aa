"""What is marked in the texts: uncertain words, and what the rules changed in the cleaned layer."""

from PySide6.QtCore import QObject

from ui.hearing.session import Session
from ui.hearing.turn_canvas import CLEANED
from ui.hearing.turn_text import UNSURE, TextMark
from ui.hearing.turn_view import TurnView
from workbench.hearing.model import Turn


class TurnMarks(QObject):
    """Tells the list what to mark.

    Args:
        session: the hearing.
        view: the list.
    """

    def __init__(self, session: Session, view: TurnView) -> None:
        super().__init__(view)
        self._session = session
        self._kept: dict[str, tuple[Turn, list[TextMark]]] = {}
        view.marks = self.of
        view.cleaned = session.cleaned

    def forget(self) -> None:
        """Look at every turn anew."""
        self._kept.clear()

    def of(self, turn: Turn, layer: str) -> list[TextMark]:
        """Return what is marked in a layer of a turn."""
        if layer == CLEANED:
            return []
        kept = self._kept.get(turn.id)
        if kept is None or kept[0] != turn:
            found = self._session.uncertain_in(turn)
            marks = [TextMark(one.start, one.end, UNSURE) for one in found if one.end > one.start]
            kept = (turn, marks)
            self._kept[turn.id] = kept
        return kept[1]
