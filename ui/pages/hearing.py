"""庭审: one hearing, its sound above, its transcript below, corrected while listening."""

from collections.abc import Callable
from functools import partial
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import (
    QCloseEvent,
    QHideEvent,
    QResizeEvent,
)
from PySide6.QtWidgets import QFileDialog, QFrame, QSplitter, QStackedWidget, QWidget

from ui.bridge import Bridge
from ui.hearing.endings import tell_end
from ui.hearing.head_bar import HeadBar
from ui.hearing.jump_list import JumpList
from ui.hearing.listening import Listening
from ui.hearing.live.panel import RECORDING, LivePanel
from ui.hearing.outlines import Outlines
from ui.hearing.player import Player
from ui.hearing.player_bar import PlayerBar
from ui.hearing.progress_strip import ProgressStrip
from ui.hearing.replace_bar import ReplaceBar
from ui.hearing.role_bar import RoleBar
from ui.hearing.searching import Searching
from ui.hearing.session import Session
from ui.hearing.sinks import Sink, open_sink
from ui.hearing.sound_ready import SoundReady
from ui.hearing.transcribing import Transcribing
from ui.hearing.turn_acts import TurnActs
from ui.hearing.turn_marks import TurnMarks
from ui.hearing.turn_menu import TurnMenu
from ui.hearing.turn_view import TurnView
from ui.hearing.uncertain_walk import UncertainWalk
from ui.hearing.waveform import Waveform
from ui.hearing.waveform_paint import stretch_words
from ui.place import Place, number, words
from ui.sidebar.text import column
from ui.widgets.empty import EmptyState
from ui.widgets.file_drop import FileDrop
from workbench.hearing.audio import decode

EMPTY = ("还没有录音", "把庭审录音（可以是几个文件）拖到这里，或按“导入录音”选择文件。")
WAITING = ("还没有转写", "按“转写”由本机的语音模型转成文字；也可以边听边用“补入一段发言”写下。")
READING = ("正在读取", "正在读取录音和发言。")
LOW = 24
"""Lines of height of the page below which the waveform gives way to the text."""
LOWEST = 17
"""Lines below which the bar of the player gives way while one searches; its keys still work."""
BUSY = ("正在处理录音", "转写出的发言会陆续出现在这里，可以先听录音。")


class HearingPage(QFrame):
    """A hearing.

    Args:
        bridge: the open workbench.
        hearing: id of the hearing.
        make_sink: opens the loudspeakers.

    Signals:
        record_wanted: the hearing record is wanted.
    """

    record_wanted = Signal()

    def __init__(
        self,
        bridge: Bridge,
        hearing: str,
        make_sink: Callable[[], Sink] = open_sink,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._bridge = bridge
        self.setAccessibleName("庭审转写")
        self.setProperty("helpTopic", "hearing")
        self.session = Session(bridge, hearing, self)
        self.player = Player(self.session.open_recording, decode, make_sink, self)
        self.sound = SoundReady()
        self.outlines = Outlines(bridge, self)
        self.head = HeadBar(bridge.shortcuts)
        self.progress = ProgressStrip(bridge, hearing)
        self.live = LivePanel(bridge, self.session)
        self.wave = Waveform()
        self.bar = PlayerBar(self.player, bridge.shortcuts)
        self.finder = ReplaceBar()
        self.view = TurnView()
        tip = bridge.shortcuts.tip
        self.jumps = JumpList(tip("hearing.next_uncertain"), tip("hearing.previous_uncertain"))
        self.roles = RoleBar(bridge.shortcuts)
        self.acts = TurnActs(bridge, self.session, self.view, self.player)
        self.menu = TurnMenu(bridge.shortcuts, self.session, self.view, self.acts)
        parts = (self.session, self.view, self.player, self.jumps)
        self.walk = UncertainWalk(bridge, *parts, self.acts.fill)
        self.transcribing = Transcribing(bridge, self.session, self.view, self.player, self.wave)
        self.marks = TurnMarks(self.session, self.view)
        self.listening = Listening(self.session, self.player, self.view, self.wave)
        self.searching = Searching(bridge, self.session, self.view, self.finder)
        self.empty = EmptyState("hearing", *EMPTY, [("import", "导入录音…", self.choose_files)])
        FileDrop(self, "松开鼠标：导入为本次庭审的录音", self.bring)
        self._lay_out()
        self._connect()
        self._bind()
        self.setFocusProxy(self.view)
        self._begin()

    # What a person does

    def choose_files(self) -> None:
        """Import recordings that the person chooses."""
        names, _ = QFileDialog.getOpenFileNames(self.window(), "选择庭审录音（可多选）")
        self.bring([Path(name) for name in names])

    def bring(self, paths: list[Path]) -> None:
        """Import recordings into this hearing; the room finds their order."""
        if paths and self._writable:
            room = self._bridge.workbench.hearing
            self._bridge.attempt(lambda: room.import_files(self.session.hearing.id, paths))
            self.progress.refresh()

    def show_uncertain(self, on: bool) -> None:
        """Show or hide the list of uncertain places."""
        self.jumps.setVisible(on)
        self.head.check("hearing.uncertain", on)

    def step_uncertain(self, step: int) -> None:
        """Go to the next (+1) or previous (-1) uncertain place from the cursor, in the order."""
        self.walk.step(step)

    def go_to_turn(self, turn: str) -> None:
        """Put the cursor into a turn, and the sound to its beginning."""
        if not self.session.loaded:
            self._later.append(partial(self.go_to_turn, turn))
            return
        row = self.view.row_of(turn)
        self.view.go_to(row, 0)
        if row >= 0:
            self.player.seek(self.view.times(row)[0])
        self.view.setFocus(Qt.FocusReason.OtherFocusReason)

    def show_layers(self, on: bool) -> None:
        """Show the cleaned layer beside the verbatim one, or not."""
        self.view.show_both(on)
        self.head.check("hearing.layers", on)

    # Place

    def place(self) -> Place:
        """Return the turn, the second, and what is shown."""
        turn = self.view.current
        if not self.session.loaded:
            return {}
        return {
            "turn": turn.id if turn is not None else "",
            "second": round(self.player.position, 2),
            "layers": self.view.both,
            "uncertain": not self.jumps.isHidden(),
            "speed": self.player.speed,
        }

    def go_to(self, place: Place) -> None:
        """Go where the page was."""
        if not self.session.loaded:
            self._later.append(partial(self.go_to, place))
            return
        self.show_layers(bool(place.get("layers")))
        self.show_uncertain(bool(place.get("uncertain")))
        self.player.set_speed(number(place, "speed", 1.0))
        self.player.seek(number(place, "second"))
        self.view.go_to(self.view.row_of(words(place, "turn")))

    # Qt

    def closeEvent(self, event: QCloseEvent) -> None:
        """Keep what was typed, and let the loudspeakers go."""
        self._keep()
        self.live.close_microphones()
        self.player.close()
        super().closeEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Give the text the room where there is little of it."""
        super().resizeEvent(event)
        self._fit()

    def hideEvent(self, event: QHideEvent) -> None:
        """Be silent when the page is put away or closed."""
        super().hideEvent(event)
        self.player.pause()

    # Putting together

    def _keep(self) -> None:
        """Bring what was typed and begun into the store."""
        self.view.editor.keep(anyway=True)
        self.session.settle()

    def _begin(self) -> None:
        """Show what there is, and read the rest."""
        self._writable = not self._bridge.workbench.workspace.read_only
        self.view.editor.setReadOnly(not self._writable)
        self.head.set_writable(self._writable)
        self._later: list[Callable[[], object]] = []
        self._show()
        self.session.load()

    def _lay_out(self) -> None:
        self.body = QStackedWidget()
        self.body.addWidget(self.empty)
        self.split = QSplitter()
        self.split.setChildrenCollapsible(False)
        self.split.addWidget(self.view)
        self.split.addWidget(self.jumps)
        self.split.setStretchFactor(0, 1)
        self.split.setSizes([700, 280])
        self.body.addWidget(self.split)
        self.jumps.hide()
        layout = column(self, spacing=0)
        parts = (self.head, self.live, self.progress, self.wave, self.bar, self.finder)
        for part in parts:
            layout.addWidget(part)
        layout.addWidget(self.body, 1)
        layout.addWidget(self.roles)

    def _connect(self) -> None:
        session, view = self.session, self.view
        session.changed.connect(self._show)
        session.listed.connect(self._show_uncertain)
        self.outlines.changed.connect(self._show_sound)
        view.edited.connect(session.keep_text)
        view.menu_wanted.connect(self.menu.show)
        self.wave.times_wanted.connect(self.acts.set_times)
        self.wave.stretch_changed.connect(self._tell_stretch)
        self.bar.turn_wanted.connect(self.acts.play_turn)
        self.bar.zoomed.connect(self.listening.zoom)
        self.bar.follow_changed.connect(self.listening.set_follow)
        self.roles.role_wanted.connect(self.acts.roles.set_role)
        self.roles.confirm_wanted.connect(self.acts.roles.confirm)
        self.roles.suggest_wanted.connect(self.acts.roles.suggest)
        self.roles.keys_wanted.connect(self._choose_keys)
        self.head.wanted.connect(lambda key: self._slots()[key]())
        self.player.failed.connect(self._bridge.failed)
        self.finder.shown.connect(self._fit)
        self.progress.ended.connect(partial(tell_end, self._bridge))
        self.progress.told.connect(self._show_empty)
        self.live.told.connect(self._show_empty)
        self.live.seats.clicked.connect(self.transcribing.ask_seats)
        self.player.mute.connect(self._bridge.notice)
        self._bridge.closing.connect(self._keep)

    def _slots(self) -> dict[str, Callable[[], object]]:
        return {
            "hearing.import": self.choose_files,
            **self.live.slots(),
            "hearing.transcribe": self.transcribing.ask,
            "hearing.seats": self.transcribing.ask_seats,
            "hearing.recordings": self.transcribing.ask_recordings,
            "hearing.undo": self.acts.undo,
            "hearing.redo": self.acts.redo,
            "hearing.find": partial(self.finder.ask, False),
            "hearing.replace": partial(self.finder.ask, True),
            "hearing.layers": lambda: self.show_layers(not self.view.both),
            "hearing.uncertain": lambda: self.show_uncertain(self.jumps.isHidden()),
            "hearing.record": self.record_wanted.emit,
            "hearing.next_uncertain": partial(self.step_uncertain, 1),
            "hearing.previous_uncertain": partial(self.step_uncertain, -1),
            "hearing.find_next": partial(self.finder.step, 1),
            "hearing.find_previous": partial(self.finder.step, -1),
        }

    def _bind(self) -> None:
        bind = self._bridge.shortcuts.bind
        done_by_acts = ("hearing.undo", "hearing.redo")
        for key, slot in self._slots().items():
            if key not in done_by_acts:
                bind(key, self, slot)
        self.acts.bind(self)
        self.listening.bind(self._bridge.shortcuts, self)

    # State

    def _fit(self) -> None:
        """Leave out what can be spared: waveform, then the roles while one searches."""
        lines = self.height() / max(1, self.fontMetrics().height())
        self.wave.setVisible(bool(self.session.timeline.spans) and lines >= LOW)
        searching = not self.finder.isHidden()
        crowded = searching and lines < LOWEST
        self.bar.setVisible(bool(self.session.timeline.spans) and not crowded)
        there = bool(self.session.turns) and self._writable
        self.roles.setVisible(there and not (searching and lines < LOW))
        self.finder.set_low(lines < LOW)
        self.roles.set_low(lines < LOW)

    def _show(self) -> None:
        session = self.session
        self.player.set_timeline(session.timeline)
        self.head.show_session(session)
        self.head.show_transcription(self.transcribing.on)
        self.roles.show_roles(session.roles)
        self.roles.show_suggestions(self.acts.roles.may_suggest)
        self.roles.show_suggested(len(session.suggested))
        self.view.show_roles(session.roles.keys)
        self.view.show_turns(session.turns, session.timeline)
        self.view.show_unchecked(session.unchecked)
        if session.timeline.spans:
            self.sound.begin()
        self.bar.show_sound(session.timeline, session.hearing.profile)
        self._show_sound()
        self.listening.refresh()
        self.searching.refresh()
        there = bool(session.turns)
        self.body.setCurrentIndex(1 if there else 0)
        self._fit()
        if not there:
            self._show_empty()
        later, self._later = (self._later, []) if session.loaded else ([], self._later)
        for act in later:
            act()

    def _show_empty(self) -> None:
        if self.session.turns:
            return
        if not self.session.loaded:
            self.empty.tell(*READING, steps=False)
            return
        job = self.progress.job
        busy = job is not None and not self.progress.isHidden() and not self.progress.bar.isHidden()
        if self.live.here:
            self.empty.tell(*RECORDING, steps=False)
        elif busy:
            self.empty.tell(*BUSY, steps=False)
        elif self.session.timeline.spans:
            self.empty.tell(*WAITING, steps=False)
        else:
            self.empty.tell(*EMPTY)

    def _show_sound(self) -> None:
        timeline = self.session.timeline
        self.wave.show_sound(timeline, self.outlines.of(timeline))

    def _show_uncertain(self) -> None:
        session = self.session
        self.head.show_session(session)
        self.marks.forget()
        self.view.show_unchecked(session.unchecked)
        self.head.show_uncertain(len(session.uncertain))
        self.walk.refresh()

    def _tell_stretch(self) -> None:
        """Say which stretch is marked where the waveform has given way to the text."""
        if self.wave.stretch is not None and not self.wave.isVisible():
            words = stretch_words(self.wave.stretch)
            self._bridge.notice.emit(f"已选定{words}；按“转写”可重新转写。")

    def _choose_keys(self) -> None:
        from ui.hearing.role_keys import RoleKeys

        dialog = RoleKeys(self.session.roles, self.window())
        room, hearing = self._bridge.workbench.hearing, self.session.hearing
        if dialog.exec() == RoleKeys.DialogCode.Accepted:
            keys = {"keys": list(dialog.keys())}
            self.session.attempt(lambda: room.save_sheet(hearing.id, "roles", keys))
