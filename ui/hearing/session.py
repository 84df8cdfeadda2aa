"""One hearing as its page sees it: turns, recordings, words, the cleaned layer, and its edits."""

from collections.abc import Callable, Collection, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from typing import BinaryIO

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QGuiApplication

from ui.answer import Answer
from ui.bridge import Bridge
from ui.soon import Soon
from workbench.hearing.acts import Act
from workbench.hearing.beside import State, Survey
from workbench.hearing.model import Hearing, Layer, Recording, RoleBasis, Turn, Word
from workbench.hearing.record.checking import is_unchecked
from workbench.hearing.rewriting import Change
from workbench.hearing.roles import Roles, roles_of
from workbench.hearing.spoken import rule_title
from workbench.hearing.timeline import Timeline
from workbench.hearing.uncertain import Uncertain, uncertain
from workbench.hearing.word_places import WordPlace, place_at, word_places
from workbench.kernel.changes import Changes
from workbench.kernel.errors import UserError

RELOAD_MS = 30
LIST_MS = 300
"""After a change the places to listen to are looked for anew, a moment later."""
ROLES_SHEET = "roles"


@dataclass(frozen=True)
class ShownChange:
    """A change of the cleaned layer.

    Attributes:
        change: as the rules make it.
        at: character of the cleaned text at which it stands.
        back: a person took it back.
    """

    change: Change
    at: int
    back: bool

    @property
    def words(self) -> str:
        """What becomes of what, by which rule."""
        old, new = self.change.old or "（无）", self.change.new or "（删去）"
        return f"{old} → {new}（{rule_title(self.change.rule)}）"


class Session(QObject):
    """Follows the store; every edit goes through it.

    What is edited here is read again turn by turn; what others write (a transcription under way)
    is read beside the window.

    Signals:
        changed: turns or recordings are others.
        listed: what there is to be listened to was looked for again.

    Attributes:
        hearing, turns, timeline, roles: as they are now.
        editing: this sitting's edits.
        uncertain: places to listen to.
        taken_out: places of which rules took the text out.
        loaded: whether turns and recordings were read at all.
        surveyed: whether the uncertain places were looked for at all.
        unchecked: ids of turns that nobody has checked.
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
        self._cleaner = self._room.cleaner(hearing)
        self.turns: list[Turn] = []
        self.timeline = Timeline()
        self.roles: Roles = Roles(())
        self.uncertain: Sequence[Uncertain] = ()
        self.taken_out: Sequence[Uncertain] = ()
        self.unchecked: frozenset[str] = frozenset()
        self.surveyed = False
        self._words: dict[str, tuple[Turn, tuple[Word, ...]]] = {}
        self._places: dict[str, tuple[Turn, tuple[WordPlace, ...]]] = {}
        self._hashes: dict[str, str] = {}
        self._vault = bridge.workbench.workspace.vault
        self._muted = False
        self.loaded = False
        self._soon = Soon(self, bridge, RELOAD_MS, self._ask_state)
        self._reading: Answer[State | None] = Answer(self, bridge, self._take_state)
        self._surveying: Answer[Survey | None] = Answer(self, bridge, self._take_survey)
        self._survey_soon = Soon(self, bridge, LIST_MS, self._ask_survey)
        self._staged: dict[str, Turn | None] = {}
        bridge.changed.connect(self._on_changed)

    @property
    def suggested(self) -> list[Turn]:
        """The turns whose role is a suggestion."""
        return [turn for turn in self.turns if turn.role and turn.basis is RoleBasis.PROMPT]

    def load(self) -> None:
        """Read hearing, recordings and turns for the first time, beside the window."""
        self._read_hearing()
        self._ask_state()

    def reload(self) -> None:
        """Read the hearing at once, and recordings and turns beside the window."""
        self._read_hearing()
        self.changed.emit()
        self._ask_state()

    def open_recording(self, recording: str) -> BinaryIO:
        """Open a recording by its id, in any thread: the store is not touched.

        Raises:
            UserError: its original is missing, or it is still being recorded.
        """
        sha256 = self._hashes.get(recording, "")
        if not sha256:
            raise UserError("录音还在进行，不能播放。", "请先结束录音。")
        return self._vault.open(sha256)

    def stages(self) -> list[tuple[str, str]]:
        """Return key and title of the stages of this procedure, in their usual order."""
        templates = self._bridge.workbench.records.templates
        return [(one.key, one.title) for one in templates.of(self.hearing.procedure).stages]

    # Words

    def words(self, turn: Turn) -> tuple[Word, ...]:
        """Return the words that were heard in a turn."""
        known = self._words.get(turn.id)
        if known is None or not _same_sound(known[0], turn):
            known = (turn, self._room.words(turn.id))
            self._words[turn.id] = known
        return known[1]

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
        """Return the uncertain places of a turn; none of one that somebody checked."""
        if turn.id not in self.unchecked:
            return ()
        return uncertain(turn, turn.verbatim, self.words(turn))

    def cleaned(self, turn: Turn) -> str:
        """Return the cleaned layer of a turn."""
        return self._cleaner(turn)

    def changes(self, turn: Turn) -> list[ShownChange]:
        """Return what the rules change in a turn, and what of it was taken back, in order.

        None where a person wrote the cleaned layer.
        """
        if turn.cleaned:
            return []
        made = self._cleaner.rewritten(turn)
        left = {change.key for change in made.changes}
        every = self._cleaner.every(turn).changes
        back = [one for one in every if one.key in turn.skipped and one.key not in left]
        found = [ShownChange(change, made.place(change.start), False) for change in made.changes]
        found += [ShownChange(change, made.place(change.start), True) for change in back]
        return sorted(found, key=lambda one: one.change.start)

    # Edits

    def keep_text(self, turn: str, layer: str, text: str) -> None:
        """Keep what was typed; where that cannot be, it goes to the clipboard, and that is said."""
        if self._bridge.closed:
            return  # it was kept before that
        try:
            self._quietly(lambda: self.editing.set_text(turn, Layer(layer), text))
        except UserError as error:
            QGuiApplication.clipboard().setText(text)
            more = f"{error.advice}刚才输入的文字已复制到剪贴板。"
            self._bridge.failed.emit(error.message, more)
            self._soon.ask()
            return
        self._read_touched()

    def attempt(self, action: Callable[[], object]) -> bool:
        """Do something to the hearing; say whether it was done, and to the person why not."""
        done = False

        def run() -> None:
            nonlocal done
            action()
            done = True

        self._bridge.attempt(lambda: self._quietly(run))
        if done and self.editing.touched:
            self._read_touched()
        elif done:
            self.reload()
        return done

    def run(self, begin: Callable[[], Act], done: Callable[[Act], object]) -> None:
        """Do something to many turns, part by part beside the window's own work.

        What else is edited or gone to meanwhile waits for its end, see :meth:`settle`.

        Args:
            begin: returns the act.
            done: is called with it once it is shown.
        """
        self.settle()
        act = self._bridge.attempt(begin)
        if act is None:
            return
        self._bridge.acting.start(self._parts(act), partial(done, act), self._show_staged)

    @property
    def busy(self) -> bool:
        """Whether something is still being done to many turns."""
        return self._bridge.acting.busy

    def settle(self) -> None:
        """Bring to its end what is being done to many turns: nothing may contradict it."""
        self._bridge.acting.settle()

    def check(self, turns: Sequence[Turn], checked: bool = True) -> bool:
        """Mark turns, as they are seen, as compared with the recording, or take the mark back."""
        records = self._bridge.workbench.records
        action = partial(self._quietly, partial(records.check_seen, self._id, turns, checked))
        if self._bridge.attempt(lambda: [action()]) is None:
            return False
        touched = frozenset(turn.id for turn in turns)
        if checked:
            self.unchecked -= touched
            self.uncertain = [one for one in self.uncertain if one.turn not in touched]
        else:
            self.unchecked |= {turn.id for turn in turns if is_unchecked(turn, {})}
        self.listed.emit()
        self._survey_soon.ask()
        return True

    def survey(self) -> None:
        """Look anew, beside the window, for what is checked and what is uncertain."""
        self.changed.emit()
        self._ask_survey()

    def steps(self) -> tuple[str, str]:
        """Return the words of what can be undone, and of what can be done again."""
        return self._bridge.workbench.records.steps(self.editing)

    # Inside

    def _parts(self, act: Act) -> Iterator[None]:
        """Do an act part by part, and read what each part touched."""
        parts = iter(act)
        more = True
        while more:
            self.editing.touched = frozenset()
            try:
                with self._mute():
                    more = next(parts, parts) is None
            finally:
                self._stage(self.editing.touched)
            if more:
                yield

    def _stage(self, ids: Collection[str]) -> None:
        """Read turns that were touched; they are shown once all is done."""
        self._staged |= dict.fromkeys(ids)
        self._staged |= {turn.id: turn for turn in self._room.present(ids)}

    def _show_staged(self) -> None:
        if self._staged and not self._bridge.closed:
            self._put_staged()

    def _put_staged(self) -> None:
        if self._reading.awaited:  # it may have begun before what was done here
            self._reading.forget()
            self._soon.ask()
        staged, self._staged = self._staged, {}
        rest = [turn for turn in self.turns if turn.id not in staged]
        new = [turn for turn in staged.values() if turn is not None]
        self._put([span.recording for span in self.timeline.spans], [*rest, *new])

    @contextmanager
    def _mute(self) -> Iterator[None]:
        """Overhear changes that are read again here at once."""
        self._muted = True
        try:
            yield
        finally:
            self._muted = False

    def _quietly(self, action: Callable[[], object]) -> None:
        """Do what is read again here at once, without reading it beside the window too."""
        self.settle()
        self.editing.touched = frozenset()
        with self._mute():
            action()

    def _read_touched(self) -> None:
        """Read again what the last edit touched."""
        self._stage(self.editing.touched)
        self._put_staged()

    def _put(self, recordings: Sequence[Recording], turns: Sequence[Turn]) -> None:
        self.timeline = Timeline.of(recordings)
        self._hashes = {one.id: one.sha256 for one in recordings}
        starts = {span.recording.id: span.start for span in self.timeline.spans}
        before = {turn.id: turn for turn in self.turns}
        self.turns = sorted(
            (turn for turn in turns if turn.recording in starts),
            key=lambda t: (starts[t.recording], t.start, t.end, t.channel, t.id),
        )
        self.unchecked = frozenset(t.id for t in self.turns if self._open(t, before.get(t.id)))
        self.loaded = True
        self._survey_soon.ask()
        self.changed.emit()

    def _open(self, turn: Turn, before: Turn | None) -> bool:
        """Say whether nobody checked a turn, as far as is known before it was looked for."""
        if turn is before or turn == before:  # most are the very same, and comparing takes time
            return turn.id in self.unchecked
        return is_unchecked(turn, {})

    def _read_hearing(self) -> None:
        try:
            self.hearing = self._room.hearing(self._id)
        except UserError:
            return  # it was deleted; its page closes
        self._cleaner = self._room.cleaner(self._id)
        own = self._room.sheet(self._id, ROLES_SHEET).get("keys", ())
        self.roles = roles_of(self.hearing.procedure, own)

    def _ask_state(self) -> None:
        self._reading.wait(self._bridge.workbench.hearing_beside.read(self._id))

    def _take_state(self, state: State | None) -> None:
        if state is not None:
            self._read_hearing()
            self._put(state.recordings, state.turns)

    def _ask_survey(self) -> None:
        self._surveying.wait(self._bridge.workbench.hearing_beside.survey(self._id))

    def _take_survey(self, survey: Survey | None) -> None:
        if survey is not None:
            self.surveyed = True
            self.uncertain, self.unchecked = survey.uncertain, survey.unchecked
            self.taken_out = survey.taken_out
            self.listed.emit()

    def _on_changed(self, changes: Changes) -> None:
        here = not changes.cases or self.hearing.case in changes.cases
        if changes.kinds & {"hearing", "switches"} and here and not self._muted:
            self._soon.ask()


def _same_sound(one: Turn, other: Turn) -> bool:
    """Say whether two states of a turn have the same words."""
    if one is other:
        return True
    fields = ("heard", "start", "end", "recording")
    return all(getattr(one, name) == getattr(other, name) for name in fields)
