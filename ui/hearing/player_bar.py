"""The bar of the player: play, back, the place, speed, channel."""

from PySide6.QtCore import QSignalBlocker, Qt, Signal
from PySide6.QtWidgets import QComboBox, QFrame, QLabel, QPushButton, QToolButton, QWidget

from ui import icons
from ui.hearing.feed import ALL
from ui.hearing.player import BACK, STEP, Player
from ui.shortcuts import Shortcuts
from ui.sidebar.text import flow_in
from workbench.hearing.model import SeatProfile
from workbench.hearing.timeline import Timeline, clock

SPEEDS = (0.5, 0.6, 0.7, 0.8, 0.9, 1.0, 1.1, 1.2, 1.3, 1.5, 1.7, 2.0)


class PlayerBar(QFrame):
    """Buttons and boxes for a player.

    Signals:
        turn_wanted: the current turn is to be played; ``True``: again and again.
        zoomed: by how much closer the waveform is to be looked at; 0 for all of it.
        follow_changed: whether the list follows what is played.
    """

    turn_wanted = Signal(bool)
    zoomed = Signal(float)
    follow_changed = Signal(bool)

    def __init__(self, player: Player, shortcuts: Shortcuts, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("surface", "bar")
        self._player = player
        self._tip = shortcuts.tip
        self.play = self._button("play", "播放", "transcript.play")
        self.back = self._button("replay", f"后退 {BACK:.0f} 秒", "transcript.back")
        self.turn = self._button("speaker", "播放本段", "hearing.play_turn")
        self.loop = self._button("loop", "循环本段", "hearing.loop_turn")
        self.loop.setCheckable(True)
        self.place = QLabel()
        self.place.setTextFormat(Qt.TextFormat.PlainText)
        self.speed = self._box("播放速度（Ctrl+↑、Ctrl+↓）")
        self.channel = self._box("听哪一路声音")
        self.follow = QPushButton("跟随")
        self.follow.setProperty("compact", True)
        self.follow.setToolTip("跟随播放：列表随声音移动")
        self.follow.setAccessibleName("跟随播放：列表随声音移动")
        self.follow.setCheckable(True)
        self.follow.setChecked(True)
        self.far = self._button("zoom-out", "波形缩小", "")
        self.near = self._button("zoom-in", "波形放大", "")
        self.whole = self._button("fit-width", "波形显示全部", "")
        self._lay_out()
        for speed in SPEEDS:
            self.speed.addItem(f"{speed:g} 倍", speed)
        self._connect()
        self.show_sound(Timeline(), None)
        self.show_place(0.0)
        self._show_state()

    def show_sound(self, timeline: Timeline, profile: SeatProfile | None) -> None:
        """Offer the channels of the recordings, by the names of their seats."""
        count = max((span.recording.channels for span in timeline.spans), default=0)
        seats = {seat.channel: seat.name for seat in profile.seats} if profile else {}
        with QSignalBlocker(self.channel):
            self.channel.clear()
            self.channel.addItem("全部声道" if count > 1 else "声音", ALL)
            for channel in range(count if count > 1 else 0):
                self.channel.addItem(seats.get(channel) or f"声道 {channel + 1}", channel)
            self.channel.setCurrentIndex(max(0, self.channel.findData(self._player.channel)))
        self.channel.setVisible(count > 1)
        there = bool(timeline.spans)
        for part in (self.play, self.back, self.turn, self.loop, self.far, self.near, self.whole):
            part.setEnabled(there)
        self.show_place(self._player.position)

    def show_place(self, second: float) -> None:
        """Show where one is."""
        words = f"{clock(second)} / {clock(self._player.timeline.seconds)}"
        if words != self.place.text():
            self.place.setText(words)

    def faster(self, steps: int) -> None:
        """Play faster (or slower) by some steps of a tenth."""
        self._player.set_speed(self._player.speed + steps * STEP)

    # Inside

    def _lay_out(self) -> None:
        row = flow_in(self, ends=2)
        parts = (self.play, self.back, self.turn, self.loop, self.place, self.speed, self.channel)
        for part in (*parts, self.follow, self.far, self.near, self.whole):
            row.addWidget(part)
        self.place.setMinimumWidth(self.fontMetrics().horizontalAdvance("00:00:00 / 00:00:00  "))

    def _connect(self) -> None:
        player = self._player
        self.play.clicked.connect(player.toggle)
        self.back.clicked.connect(lambda: player.skip(-BACK))
        self.turn.clicked.connect(lambda: self.turn_wanted.emit(False))
        self.loop.clicked.connect(self._on_loop)
        self.speed.activated.connect(lambda: player.set_speed(self.speed.currentData()))
        self.channel.activated.connect(lambda: player.set_channel(self.channel.currentData()))
        self.follow.toggled.connect(self.follow_changed)
        self.far.clicked.connect(lambda: self.zoomed.emit(1 / 1.6))
        self.near.clicked.connect(lambda: self.zoomed.emit(1.6))
        self.whole.clicked.connect(lambda: self.zoomed.emit(0.0))
        player.changed.connect(self._show_state)
        player.moved.connect(self.show_place)

    def _on_loop(self) -> None:
        if self._player.looping:
            self._player.pause()
            self._player.seek(self._player.position)
        else:
            self.turn_wanted.emit(True)
        self._show_state()

    def _show_state(self) -> None:
        playing = self._player.playing
        words = "暂停" if playing else "播放"
        icons.put(self.play, "pause" if playing else "play")
        self.play.setToolTip(self._tip("transcript.play", words))
        self.play.setAccessibleName(words)
        self.loop.setChecked(self._player.looping)
        speed = self._player.speed
        place = self.speed.findData(speed)
        if place < 0:
            place = next((n for n, one in enumerate(SPEEDS) if one > speed), len(SPEEDS))
            self.speed.insertItem(place, f"{speed:g} 倍", speed)
        self.speed.setCurrentIndex(place)

    def _button(self, icon: str, words: str, command: str) -> QToolButton:
        button = QToolButton()
        icons.put(button, icon)
        button.setToolTip(self._tip(command, words) if command else words)
        button.setAccessibleName(words)
        button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        return button

    @staticmethod
    def _box(words: str) -> QComboBox:
        box = QComboBox()
        box.setAccessibleName(words)
        box.setToolTip(words)
        box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
        return box
