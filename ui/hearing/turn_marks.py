"""What is marked in the texts: uncertain words, and what the rules changed in the cleaned layer."""

from PySide6.QtCore import QObject

from ui.hearing.session import Session
from ui.hearing.turn_canvas import CLEANED
from ui.hearing.turn_text import CHANGED, GONE, UNSURE, TextMark
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
        self._view = view
        self._kept: dict[str, tuple[Turn, list[TextMark]]] = {}
        view.marks = self.of
        view.cleaned = session.cleaned

    def forget(self) -> None:
        """Look at every turn anew."""
        self._kept.clear()

    def of(self, turn: Turn, layer: str) -> list[TextMark]:
        """Return what is marked in a layer of a turn."""
        if layer == CLEANED:
            return self._in_cleaned(turn)
        kept = self._kept.get(turn.id)
        if kept is None or kept[0] != turn:
            found = self._session.uncertain_in(turn)
            marks = [TextMark(one.start, one.end, UNSURE) for one in found if one.end > one.start]
            kept = (turn, marks)
            self._kept[turn.id] = kept
        return [*kept[1], *self._taken_out(turn)] if self._view.both else kept[1]

    def _in_cleaned(self, turn: Turn) -> list[TextMark]:
        """Mark what the rules put into the cleaned layer."""
        return [
            TextMark(one.at, one.at + len(one.change.new), CHANGED)
            for one in self._session.changes(turn)
            if one.change.new and not one.back
        ]

    def _taken_out(self, turn: Turn) -> list[TextMark]:
        """Mark in the verbatim layer what the cleaned one says otherwise or not at all."""
        return [
            TextMark(one.change.start, one.change.end, GONE)
            for one in self._session.changes(turn)
            if not one.back
        ]
