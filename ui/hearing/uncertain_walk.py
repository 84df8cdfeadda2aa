"""Walks through the places of a transcript that a person should listen to."""

from bisect import bisect_right
from collections.abc import Callable, Sequence

from PySide6.QtCore import QObject, Qt

from ui.bridge import Bridge
from ui.hearing.jump_list import JumpList
from ui.hearing.player import Player
from ui.hearing.session import Session
from ui.hearing.turn_canvas import VERBATIM
from ui.hearing.turn_view import TurnView
from workbench.hearing.model import DroppedText
from workbench.hearing.uncertain import Uncertain

BEFORE_S = 0.5
"""Seconds before a place at which the sound begins."""
NONE = "没有存疑之处。没有列出的也可能有错，请以录音为准。"
Where = tuple[int, int, float]
"""Row of a turn, character of its text, second of the hearing for what lies behind the turn."""
NOWHERE: Where = (-2, 0, 0.0)
BEHIND = 1 << 30


class UncertainWalk(QObject):
    """Puts the cursor on a place, and the sound just before it.

    A place that no turn stands for is between the turns: the cursor goes to the turn before it.

    Args:
        bridge, session, view, player, jumps: parts of the page.
        insert: asks for the text of a place without a turn.
    """

    def __init__(
        self,
        bridge: Bridge,
        session: Session,
        view: TurnView,
        player: Player,
        jumps: JumpList,
        insert: Callable[[DroppedText], object],
    ) -> None:
        super().__init__(view)
        self._bridge, self._session = bridge, session
        self._view, self._player, self._jumps = view, player, jumps
        self._between = (NOWHERE, NOWHERE)
        self._due = 0
        jumps.chosen.connect(self.go_to)
        jumps.stepped.connect(self.step)
        jumps.fill_wanted.connect(insert)
        jumps.leave_wanted.connect(self.leave)

    def refresh(self) -> None:
        """Show the places of the session."""
        session = self._session
        recordings = {turn.id: turn.recording for turn in session.turns}
        roles = {turn.id: turn.role for turn in session.turns}
        places = (session.uncertain, session.taken_out)
        self._jumps.show_places(*places, session.timeline, recordings, roles)
        due, self._due = self._due, 0
        if due:
            self.step(due)

    def step(self, step: int) -> None:
        """Go to the next (+1) or previous (-1) place from the cursor, in the order."""
        places = self._session.uncertain
        if not self._session.surveyed:
            self._due = step  # once the places were looked for
            return
        if not places:
            self._bridge.notice.emit(NONE)
            return
        found = self._after(places, step)
        self._jumps.mark(found)
        self.go_to(places[found])

    def go_to(self, place: Uncertain) -> None:
        """Put the cursor on a place, and the sound just before it."""
        view = self._view
        view.editor.keep()
        if view.layer != VERBATIM:
            view.go_to_layer(VERBATIM)
        key = self._key(place)
        row = key[0]
        if place.left_out is not None:
            view.go_to(row, 0)
            self._between = (key, (row, 0, 0.0))
            self._seek(place.left_out.recording, place.second)
        elif row >= 0:
            view.go_to(row, place.start, place.end)
            self._seek(view.turns[row].recording, place.second)
        view.setFocus(Qt.FocusReason.OtherFocusReason)

    def leave(self, place: DroppedText) -> None:
        """Take a place off the list: a person listened, and nothing is to be written there."""
        room, hearing = self._bridge.workbench.hearing, self._session.hearing.id
        self._bridge.attempt(lambda: room.listened(hearing, [place]))

    # Inside

    def _after(self, places: Sequence[Uncertain], step: int) -> int:
        """Return the index of the next place from where one is, round the end."""
        here, keys = self._here(), [self._key(one) for one in places]
        if step > 0:
            return next((n for n, key in enumerate(keys) if key > here), 0)
        back = (n for n in range(len(keys) - 1, -1, -1) if keys[n] < here)
        return next(back, len(keys) - 1)

    def _here(self) -> Where:
        """Return where one is: at the cursor, or behind its turn if that is where one went."""
        cursor = (self._view.current_row, self._view.editor.textCursor().selectionStart(), 0.0)
        between, at = self._between
        return between if at == cursor else cursor

    def _key(self, place: Uncertain) -> Where:
        if place.left_out is None:
            return self._view.row_of(place.turn), place.start, 0.0
        timeline, turns = self._session.timeline, self._view.turns
        second = timeline.second(place.left_out.recording, place.second)
        row = bisect_right(turns, second, key=lambda turn: timeline.times(turn)[0])
        return max(0, row - 1), BEHIND, second

    def _seek(self, recording: str, second: float) -> None:
        second = self._session.timeline.second(recording, second)
        self._player.seek(max(0.0, second - BEFORE_S))
