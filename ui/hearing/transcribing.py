"""Transcription and seats as a person asks for them on the page of a hearing."""

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from ui.bridge import Bridge
from ui.hearing.player import Player
from ui.hearing.session import Session
from ui.hearing.transcribe_dialog import ALL, CHOSEN, STRETCH, Asked, Extent, TranscribeDialog
from ui.hearing.turn_view import TurnView
from ui.hearing.waveform import Waveform
from workbench.engines.manifest import SPEECH, Model
from workbench.engines.shelf import Shelf

FEATURE = "hearing.transcribe"
KEPT_MODEL = "hearing.model"


class Transcribing(QObject):
    """Asks, and hands over to the room.

    Args:
        bridge: the open workbench.
        session: the hearing.
        view: which turns are chosen.
        player: plays channels.
        wave: which stretch is marked.
    """

    def __init__(
        self, bridge: Bridge, session: Session, view: TurnView, player: Player, wave: Waveform
    ) -> None:
        super().__init__(view)
        self._bridge = bridge
        self._session = session
        self._view = view
        self._player = player
        self._wave = wave

    @property
    def on(self) -> bool:
        """Whether the feature is on for this case."""
        return self._bridge.workbench.switches.is_on(FEATURE, self._session.hearing.case)

    def dialog(self) -> TranscribeDialog:
        """Return the dialog as it is now."""
        return self.dialog_of([one for one in Shelf().list() if one.kind == SPEECH and one.present])

    def dialog_of(self, models: Sequence[Model]) -> TranscribeDialog:
        """Return the dialog with a choice of these models."""
        folder = str(Shelf().folder)
        dialog = TranscribeDialog(models, folder, self._extent(), self._window())
        kept = self._bridge.workbench.settings.get(KEPT_MODEL)
        if isinstance(kept, str) and kept in [model.name for model in models]:
            dialog.model.setCurrentText(kept)
        return dialog

    def _extent(self) -> Extent:
        session, view = self._session, self._view
        machine = [turn for turn in session.turns if turn.engine and not turn.corrected]
        again = [turn for turn in view.chosen() if turn.engine and not turn.corrected]
        marked = self._wave.stretch
        return Extent(
            unheard=self._bridge.workbench.hearing.unheard(session.hearing.id),
            chosen=len(again),
            heard=len(machine),
            seconds=session.timeline.seconds,
            stretch=marked or self._around(),
            marked=marked is not None,
            reach=partial(self._bridge.workbench.hearing.reach, session.hearing.id),
        )

    def _around(self) -> tuple[float, float]:
        """Return the stretch that is offered where none was marked: that of the chosen turns."""
        times = [self._session.timeline.times(turn) for turn in self._view.chosen()]
        if not times:
            return 0.0, self._session.timeline.seconds
        return min(start for start, _ in times), max(end for _, end in times)

    def ask(self) -> None:
        """Ask what is to be transcribed, and begin."""
        self._view.editor.keep()
        dialog = self._bridge.attempt(self.dialog)
        if dialog is not None and dialog.exec() == TranscribeDialog.DialogCode.Accepted:
            self.begin(dialog.asked())

    def begin(self, asked: Asked) -> None:
        """Begin what was asked for."""
        room, hearing = self._bridge.workbench.hearing, self._session.hearing.id
        start = partial(room.transcribe, hearing, asked.model, asked.options)
        if asked.scope == ALL:
            start = partial(room.again_all, hearing, asked.model, asked.options)
        elif asked.scope == CHOSEN:
            ids = [turn.id for turn in self._view.chosen()]
            start = partial(room.again_turns, ids, asked.model, asked.options)
        elif asked.scope == STRETCH:
            start = partial(room.again_times, hearing, *asked.stretch, asked.model, asked.options)
        if self._bridge.attempt(start) is not None:
            self._bridge.workbench.settings.set(KEPT_MODEL, asked.model)

    def ask_seats(self) -> None:
        """Ask who sits at which channel."""
        from ui.hearing.seats_dialog import SeatsDialog

        session, room = self._session, self._bridge.workbench.hearing
        form = self._bridge.live.room.setup.form
        heard = form.channels if form is not None else 0
        channels = max((heard, *(s.recording.channels for s in session.timeline.spans)))
        if channels < 2:
            self._bridge.notice.emit("录音只有一个声道，不分席位；角色用数字键设置。")
            return
        dialog = SeatsDialog(
            channels,
            session.hearing.profile,
            room.profiles(),
            session.roles,
            self._player,
            self._window(),
        )
        if dialog.exec() != SeatsDialog.DialogCode.Accepted:
            return
        profile = dialog.profile()
        seats = profile if profile.seats else None
        if (
            session.attempt(lambda: room.seat(session.hearing.id, seats))
            and dialog.keep.isChecked()
        ):
            self._bridge.attempt(lambda: room.save_profile(profile))

    def ask_recordings(self) -> None:
        """Show the recordings: their order, gaps, and which are left out."""
        from ui.hearing.recordings_dialog import RecordingsDialog

        self._view.editor.keep()
        RecordingsDialog(self._bridge, self._session.hearing.id, self._window()).exec()
        self._session.reload()

    def _window(self) -> QWidget:
        return self._view.window()
