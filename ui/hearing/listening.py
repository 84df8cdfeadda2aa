"""Keeps player, waveform and list together: what is heard is marked, what is clicked is heard."""

from functools import partial

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from ui.hearing.player import BACK, STEP, Player
from ui.hearing.session import Session
from ui.hearing.turn_view import TurnView
from ui.hearing.waveform import Waveform
from ui.shortcuts import Shortcuts


class Listening(QObject):
    """The three as one.

    Args:
        session: the hearing.
        player, view, wave: what is kept together.
    """

    def __init__(self, session: Session, player: Player, view: TurnView, wave: Waveform) -> None:
        super().__init__(view)
        self._session = session
        self._player = player
        self._view = view
        self._wave = wave
        self._follow = True
        self._row = -1
        player.moved.connect(self._on_moved)
        player.changed.connect(self._on_changed)
        wave.second_wanted.connect(player.seek)
        wave.stretch_wanted.connect(player.play_stretch)
        view.second_wanted.connect(player.seek)
        view.current_changed.connect(self.refresh)

    def bind(self, shortcuts: Shortcuts, page: QWidget) -> None:
        """Answer the keys of the player: those of the transcript in the list alone."""
        player = self._player
        shortcuts.bind("transcript.play", self._view, player.toggle)
        shortcuts.bind("transcript.back", self._view, partial(player.skip, -BACK))
        shortcuts.bind("transcript.faster", self._view, partial(self._faster, STEP))
        shortcuts.bind("transcript.slower", self._view, partial(self._faster, -STEP))
        shortcuts.bind("hearing.stretch_start", page, partial(self._wave.mark_edge, True))
        shortcuts.bind("hearing.stretch_end", page, partial(self._wave.mark_edge, False))
        shortcuts.bind("hearing.play", page, player.toggle)
        shortcuts.bind("hearing.back", page, partial(player.skip, -BACK))

    def set_follow(self, on: bool) -> None:
        """Let the list go along with the sound, or stay."""
        self._follow = on

    def zoom(self, factor: float) -> None:
        """Look closer at the waveform, or from farther away; 0 shows all of it."""
        if factor:
            self._wave.zoom(factor)
        else:
            self._wave.show_all()

    def refresh(self) -> None:
        """Mark the current turn in the waveform, and what is heard in the list."""
        turn = self._view.current
        self._wave.show_turn(self._session.timeline.times(turn) if turn is not None else None)
        self._view.show_played(self._player.position, self._session.word_at)

    # Inside

    def _faster(self, step: float) -> None:
        self._player.set_speed(self._player.speed + step)

    def _on_moved(self, second: float) -> None:
        self._wave.show_position(second)
        self._view.show_played(second, self._session.word_at)
        row = self._view.row_at(second)
        if row >= 0 and row != self._row:
            self._row = row
            if self._follow and not self._typing():
                self._view.show_row(row)

    def _on_changed(self) -> None:
        self._wave.show_channel(self._player.channel)

    def _typing(self) -> bool:
        """Whether something is being typed: then the list must not move away."""
        editor = self._view.editor
        return editor.pending or editor.composing
