"""What is done to turns by key, button and menu; each is one step that can be undone."""

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QEvent, QObject
from PySide6.QtWidgets import QWidget

from ui.bridge import Bridge
from ui.hearing.player import Player
from ui.hearing.role_acts import RoleActs
from ui.hearing.session import Session, ShownChange
from ui.hearing.times_dialog import TimesDialog
from ui.hearing.turn_canvas import CLEANED, VERBATIM
from ui.hearing.turn_view import TurnView
from workbench.hearing.acts import Act
from workbench.hearing.model import DroppedText, Turn
from workbench.hearing.profiles import MIXED, role_at
from workbench.hearing.word_places import second_at

TYPING = (QEvent.Type.KeyPress, QEvent.Type.InputMethod, QEvent.Type.ContextMenu)
USUAL = 3.0
"""Seconds that a turn written by hand has at first."""
ENDS = "。！？；!?;\n"
"""Signs that end a sentence."""


class TurnActs(QObject):
    """Acts on the turns that are chosen in a list.

    Args:
        bridge: the open workbench.
        session: the hearing.
        view: the list.
        player: plays it.

    Attributes:
        roles: who speaks.
    """

    def __init__(self, bridge: Bridge, session: Session, view: TurnView, player: Player) -> None:
        super().__init__(view)
        self._bridge = bridge
        self._session = session
        self._view = view
        self._player = player
        self.roles = RoleActs(bridge, session, view)
        # What is typed or done in another turn must not meet the middle of an act.
        view.current_changed.connect(session.settle)
        view.editor.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Let an act come to its end before something is typed into a text that it changes."""
        if event.type() in TYPING:
            self._session.settle()
        return super().eventFilter(watched, event)

    def bind(self, page: QWidget) -> None:
        """Answer the keys of the transcript, and those of the page that concern turns."""
        bind = self._bridge.shortcuts.bind
        here: dict[str, Callable[[], object]] = {
            "transcript.play_sentence": self.play_sentence,
            "transcript.play_here": self.play_here,
            "transcript.to_played": self.to_played,
            "transcript.split": self.split,
            "transcript.join": self.join,
            "transcript.insert": self.insert,
            "transcript.delete": self.delete,
            "transcript.times": self.ask_times,
            "transcript.start_now": partial(self.time_now, True),
            "transcript.end_now": partial(self.time_now, False),
            "transcript.extend_up": partial(self._view.extend, -1),
            "transcript.extend_down": partial(self._view.extend, 1),
            "transcript.confirm_role": partial(self.roles.confirm, False),
            "transcript.layer": self.other_layer,
            "transcript.checked": self.check,
            "transcript.unchecked": self.uncheck,
            "transcript.revert_change": self.change_here,
        }
        for key, slot in here.items():
            bind(key, self._view, slot)
        for number in range(1, 10):
            bind(f"transcript.role_{number}", self._view, partial(self.roles.role_key, number))
        bind("hearing.play_turn", page, self.play_turn)
        bind("hearing.loop_turn", page, partial(self.play_turn, True))
        bind("hearing.confirm_roles", page, partial(self.roles.confirm, True))
        bind("hearing.undo", page, self.undo)
        bind("hearing.redo", page, self.redo)

    # Sound

    def play_turn(self, loop: bool = False) -> None:
        """Play the chosen turns, once or again and again."""
        chosen = self._view.chosen()
        if chosen:
            times = [self._session.timeline.times(turn) for turn in chosen]
            self._player.play_stretch(min(t[0] for t in times), max(t[1] for t in times), loop)

    def play_sentence(self) -> None:
        """Play the sentence in which the cursor is."""
        turn = self._view.current
        if turn is None:
            return
        text, at = turn.verbatim, self._place_in_verbatim(turn)
        start = max((text.rfind(sign, 0, at) for sign in ENDS), default=-1) + 1
        ends = [place for sign in ENDS if (place := text.find(sign, at)) >= 0]
        end = min(ends) + 1 if ends else len(text)
        self._player.play_stretch(self._second(turn, start), self._second(turn, end) + 0.1)

    def play_here(self) -> None:
        """Play from the word at the cursor on."""
        turn = self._view.current
        if turn is not None:
            self._player.seek(self._second(turn, self._place_in_verbatim(turn)))
            self._player.play_all()

    def to_played(self) -> None:
        """Put the cursor where the sound is."""
        row = self._view.row_before(self._player.position)
        if row >= 0:
            start, _end = self._session.word_at(self._view.turns[row], self._player.position)
            self._view.go_to(row, start if self._view.layer == VERBATIM else None)

    # Checked, stages

    def check(self) -> None:
        """Mark the chosen turns as compared with the recording, and go on to the next."""
        self._keep()
        chosen = self._view.chosen()
        if chosen and self._session.check(chosen):
            last = max(self._view.row_of(turn.id) for turn in chosen)
            self._view.go_to(min(last + 1, len(self._view.turns) - 1), 0)

    def uncheck(self) -> None:
        """Take the mark back from the chosen turns; what was corrected counts as checked."""
        self._keep()
        chosen = self._view.chosen()
        if chosen and self._session.check(chosen, checked=False):
            left = [turn for turn in chosen if turn.id not in self._session.unchecked]
            if left:
                words = f"{len(left)} 段由人更正或写成，仍算已核对；其余的已改回未核对。"
                self._bridge.notice.emit(words)

    def begin_stage(self, stage: str) -> None:
        """Let a stage of the record begin with the current turn; an empty one: none does."""
        turn, records = self._view.current, self._bridge.workbench.records
        if turn is None:
            return
        hearing = self._session.hearing.id
        if self._session.attempt(lambda: records.set_border(hearing, turn.id, stage)):
            words = "已设为阶段的起点" if stage else "本段不再开始阶段"
            self._bridge.notice.emit(f"{words}；可在“庭审笔录”的“庭审阶段”中查看和恢复。")

    # Cut and times

    def split(self) -> None:
        """Part the current turn at the cursor."""
        turn = self._view.current
        if turn is None:
            return
        self._keep()
        turn = self._view.current or turn
        place = self._place_in_verbatim(turn)
        words = self._session.words(turn)
        second = second_at(turn, turn.verbatim, place, words) if words else None
        editing, row = self._session.editing, self._view.current_row
        if self._session.attempt(lambda: editing.split(turn.id, place, second)):
            self._view.go_to(row + 1, 0)

    def join(self) -> None:
        """Make one turn of the chosen ones, or of the current one and the next."""
        chosen = self._view.chosen()
        row = self._view.current_row
        if len(chosen) == 1 and row + 1 < len(self._view.turns):
            chosen = [*chosen, self._view.turns[row + 1]]
        self._keep()
        ids = [turn.id for turn in chosen]
        if self._session.attempt(lambda: self._session.editing.join(ids)):
            self._view.go_to(self._view.row_of(ids[0]))

    def insert(self) -> None:
        """Write a turn that was not heard, at the place that is played."""
        second = self._player.position
        span = self._session.timeline.at(second)
        if span is None:
            self._bridge.failed.emit("此处没有录音，不能补入发言。", "请先移到录音范围内。")
            return
        start = max(0.0, second - span.start)
        self._insert(DroppedText(span.recording.id, MIXED, start, start + USUAL, "", ""))

    def fill(self, place: DroppedText) -> None:
        """Write the turn of a place where somebody spoke, or of which rules took the text out."""
        self._insert(place)

    def _insert(self, place: DroppedText) -> None:
        from ui.hearing.insert_dialog import InsertDialog

        session = self._session
        self._keep()
        second = session.timeline.second(place.recording, place.start)
        dialog = InsertDialog(session.roles, second, self._view.window())
        role = role_at(session.hearing.profile, place.channel)
        dialog.show_given(place.text, role, place.end - place.start)
        if dialog.exec() != InsertDialog.DialogCode.Accepted:
            return
        end = place.start + dialog.seconds()
        span = session.timeline.span(place.recording)
        end = min(span.recording.seconds, end) if span else end
        made: list[Turn] = []
        times = (place.recording, place.start, end)
        words = (dialog.text(), dialog.role(), place.channel)
        if session.attempt(lambda: made.append(session.editing.insert(*times, *words))):
            self._view.go_to(self._view.row_of(made[0].id), 0)

    def delete(self) -> None:
        """Take the chosen turns out of the transcript; the sound stays, and it can be undone."""
        self._keep()
        ids = self.roles.chosen()
        if ids:
            self._session.run(partial(self._session.editing.deleting, ids), self._tell_deleted)

    def time_now(self, start: bool) -> None:
        """Let the current turn begin or end where the sound is."""
        turn = self._view.current
        if turn is None:
            return
        begins, ends = self._session.timeline.times(turn)
        second = self._player.position
        self.set_times(*((second, ends) if start else (begins, second)))

    def ask_times(self) -> None:
        """Ask for the times of the current turn, to be typed."""
        turn, dialog = self._view.current, self.times_dialog()
        if turn is None or dialog is None:
            return
        done = dialog.exec() == TimesDialog.DialogCode.Accepted
        self._player.pause()
        times = dialog.times()
        if done and times is not None:
            self._set_times(turn, *times)

    def times_dialog(self) -> TimesDialog | None:
        """Return what asks for the times of the current turn."""
        turn = self._view.current
        if turn is None:
            return None
        self._keep()
        span = self._session.timeline.span(turn.recording)
        offset, check = span.start if span else 0.0, self._session.editing.check_times

        def checked(start: float, end: float) -> None:
            check(turn.recording, start - offset, end - offset)

        times = self._session.timeline.times(turn)
        dialog = TimesDialog(times, checked, self._view.window())
        dialog.heard.connect(self._player.play_stretch)
        return dialog

    def set_times(self, start: float, end: float) -> None:
        """Give the current turn other times, in seconds of the hearing."""
        turn = self._view.current
        if turn is not None:
            self._set_times(turn, start, end)

    def _set_times(self, turn: Turn, start: float, end: float) -> None:
        self._keep()
        span = self._session.timeline.span(turn.recording)
        offset = span.start if span else 0.0
        first, last = max(0.0, start - offset), end - offset
        set_times = self._session.editing.set_times
        if self._session.attempt(lambda: set_times(turn.id, first, last)):
            self._view.show_row(self._view.row_of(turn.id))
        else:
            self._session.changed.emit()  # the waveform shows the old times again

    # Layers, undo

    def other_layer(self) -> None:
        """Put the cursor into the other layer."""
        self._view.go_to_layer(VERBATIM if self._view.layer == CLEANED else CLEANED)

    def toggle_change(self, shown: ShownChange) -> None:
        """Take a change of the cleaned layer back, or let the rules make it again."""
        turn = self._view.current
        if turn is not None:
            self._keep()
            skip = self._session.editing.skip_change
            self._session.attempt(lambda: skip(turn.id, shown.change.key, not shown.back))

    def change_here(self) -> None:
        """Do so with the change at the cursor, or the next one after it in this turn."""
        turn = self._view.current
        if turn is None:
            return
        self._keep()
        at, cleaned = self._view.editor.textCursor().position(), self._view.layer == CLEANED
        changes = self._session.changes(self._view.current or turn)

        def end(one: ShownChange) -> int:
            return one.at + len(one.change.new) if cleaned else one.change.end

        found = next((one for one in changes if end(one) >= at), None)
        if found is None:
            self._bridge.notice.emit("本段光标之后没有可还原的整理。")
        else:
            self.toggle_change(found)

    def undo(self) -> None:
        """Take the last step back, and say which."""
        self._keep()
        self._walk("撤销", undo=True)

    def redo(self) -> None:
        """Make the step again that was undone last, and say which."""
        self._keep()
        self._walk("重做", undo=False)

    def _walk(self, verb: str, undo: bool) -> None:
        """Go one change back or on, in the transcript or in the record; say which."""
        records, editing = self._bridge.workbench.records, self._session.editing
        if not records.steps(editing)[0 if undo else 1]:
            self._bridge.notice.emit(f"没有可以{verb}的操作。")
            return

        def done(act: Act) -> None:
            self._bridge.notice.emit(f"已{verb}：{act.words}")
            if not act.touched:  # what changed is no text: marks, stages
                self._session.survey()

        step = records.undoing if undo else records.redoing
        self._session.run(partial(step, editing), done)

    # Inside

    def _keep(self) -> None:
        self._view.editor.keep()
        self._session.settle()

    def _tell_deleted(self, act: Act) -> None:
        self._bridge.notice.emit(f"已删除 {act.count} 段发言，录音不受影响；Ctrl+Z 可撤销。")

    def _place_in_verbatim(self, turn: Turn) -> int:
        """Return the character of the verbatim text at the cursor, also from the other layer."""
        place = self._view.editor.textCursor().position()
        if self._view.layer == VERBATIM:
            return place
        cleaned = self._session.cleaned(turn)
        return round(place / max(1, len(cleaned)) * len(turn.verbatim))

    def _second(self, turn: Turn, place: int) -> float:
        """Return the second of the hearing at a character of a turn's verbatim text."""
        words = self._session.words(turn)
        second = second_at(turn, turn.verbatim, place, words)
        return self._session.timeline.second(turn.recording, second)
