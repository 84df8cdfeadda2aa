"""One hearing as its page sees it: turns, recordings, words, the cleaned layer, and its edits."""

from collections.abc import Callable, Sequence
from typing import BinaryIO

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QGuiApplication

from ui.answer import Answer
from ui.bridge import Bridge
from ui.soon import Soon
from workbench.hearing.model import Hearing, Layer, RoleBasis, Turn, Word
from workbench.hearing.roles import Roles, roles_of
from workbench.hearing.timeline import Timeline
from workbench.hearing.uncertain import Uncertain, uncertain
from workbench.hearing.word_places import WordPlace, place_at, word_places
from workbench.kernel.changes import Changes
from workbench.kernel.errors import UserError

RELOAD_MS = 30
LIST_MS = 300
"""After a change the list of uncertain places is made anew, a moment later."""
ROLES_SHEET = "roles"


class Session(QObject):
    """Follows the store; every edit goes through it.

    Signals:
        changed: turns or recordings are others.
        listed: the list of uncertain places is complete again.
    """

    changed = Signal()
    listed = Signal()

    def __init__(self, bridge: Bridge, hearing: str, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._bridge = bridge
        self._id = hearing
        self._room = bridge.workbench.hearing
        self.hearing: Hearing = self._room.hearing(hearing)
        self.editing = self._room.edit(hearing)
        self.turns: list[Turn] = []
        self.timeline = Timeline()
        self.roles: Roles = Roles(())
        self.uncertain: list[Uncertain] = []
        self._words: dict[str, tuple[Turn, tuple[Word, ...]]] = {}
        self._places: dict[str, tuple[Turn, tuple[WordPlace, ...]]] = {}
        self._hashes: dict[str, str] = {}
        self._vault = bridge.workbench.workspace.vault
        self._muted = False
        self._soon = Soon(self, bridge, RELOAD_MS, self.reload)
        self._listing: Answer[list[Uncertain] | None] = Answer(self, bridge, self._list)
        self._list_soon = Soon(self, bridge, LIST_MS, self._ask_list)
        bridge.changed.connect(self._on_changed)

    @property
    def unchecked(self) -> int:
        """Number of turns whose text nobody checked."""
        return sum(bool(turn.engine) and not turn.corrected for turn in self.turns)

    @property
    def suggested(self) -> list[Turn]:
        """The turns whose role is a suggestion."""
        return [turn for turn in self.turns if turn.role and turn.basis is RoleBasis.PROMPT]

    def reload(self) -> None:
        """Read hearing, recordings and turns again."""
        room = self._room
        try:
            self.hearing = room.hearing(self._id)
        except UserError:
            return  # it was deleted; its page closes
        self.timeline = Timeline.of(room.recordings(self._id))
        self._hashes = {s.recording.id: s.recording.sha256 for s in self.timeline.spans}
        self.turns = room.turns(self._id)
        own = room.sheet(self._id, ROLES_SHEET).get("keys", ())
        self.roles = roles_of(self.hearing.procedure, own)
        self._tell()

    def open_recording(self, recording: str) -> BinaryIO:
        """Open a recording by its id, in any thread: the store is not touched.

        Raises:
            UserError: its original is missing, or it is still being recorded.
        """
        sha256 = self._hashes.get(recording, "")
        if not sha256:
            raise UserError("录音还在进行，不能播放。", "请先结束录音。")
        return self._vault.open(sha256)

    def words(self, turn: Turn) -> tuple[Word, ...]:
        """Return the words that were heard in a turn."""
        known = self._words.get(turn.id)
        if known is not None and _same_sound(known[0], turn):
            return known[1]
        self._read_words([turn])
        return self._words[turn.id][1]

    def places(self, turn: Turn) -> tuple[WordPlace, ...]:
        """Return where the words stand in a turn's verbatim text."""
        known = self._places.get(turn.id)
        if known is None or known[0] != turn:
            known = (turn, word_places(self.words(turn), turn.verbatim))
            self._places[turn.id] = known
        return known[1]

    def word_at(self, turn: Turn, second: float) -> tuple[int, int]:
        """Return the characters of a turn that sound at a second of the hearing."""
        span = self.timeline.span(turn.recording)
        found = place_at(self.places(turn), second - (span.start if span else 0.0))
        return (found.start, found.end) if found else (0, 0)

    def uncertain_in(self, turn: Turn) -> tuple[Uncertain, ...]:
        """Return the uncertain places of a turn."""
        return uncertain(turn, turn.verbatim, self.words(turn))

    def cleaned(self, turn: Turn) -> str:
        """Return the cleaned layer of a turn."""
        return self._room.cleaned_text(turn)

    # Edits

    def keep_text(self, turn: str, layer: str, text: str) -> None:
        """Keep what was typed; where that cannot be, it goes to the clipboard, and that is said."""
        self._muted = True
        try:
            kept = self.editing.set_text(turn, Layer(layer), text)
        except UserError as error:
            QGuiApplication.clipboard().setText(text)
            more = f"{error.advice}刚才输入的文字已复制到剪贴板。"
            self._bridge.failed.emit(error.message, more)
            self._soon.ask()
            return
        finally:
            self._muted = False
        self.turns = [kept if one.id == turn else one for one in self.turns]
        self._tell()

    def attempt(self, action: Callable[[], object]) -> bool:
        """Do an edit; say whether it was done, and to the person why not."""
        done = False

        def run() -> None:
            nonlocal done
            action()
            done = True

        self._muted = True
        try:
            self._bridge.attempt(run)
        finally:
            self._muted = False
        if done:
            self.reload()
        return done

    # Inside

    def _on_changed(self, changes: Changes) -> None:
        here = not changes.cases or self.hearing.case in changes.cases
        if self._muted:
            return  # what is done here is read at once
        if changes.kinds & {"hearing", "switches"} and here:
            self._soon.ask()

    def _tell(self) -> None:
        self._list_soon.ask()
        self.changed.emit()

    def _read_words(self, turns: Sequence[Turn]) -> None:
        found = self._room.words_of([turn.id for turn in turns])
        for turn in turns:
            self._words[turn.id] = (turn, found.get(turn.id, ()))

    def _ask_list(self) -> None:
        self._listing.wait(self._bridge.workbench.hearing_beside.uncertain(self._id))

    def _list(self, found: list[Uncertain] | None) -> None:
        if found is not None:
            self.uncertain = found
            self.listed.emit()


def _same_sound(one: Turn, other: Turn) -> bool:
    """Say whether two states of a turn have the same words."""
    if one is other:
        return True
    fields = ("heard", "start", "end", "recording")
    return all(getattr(one, name) == getattr(other, name) for name in fields)
