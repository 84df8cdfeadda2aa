"""Recording on the page of a hearing: listen first, begin, pause, end."""

from collections.abc import Callable

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QFrame, QWidget

from ui import icons
from ui.asking import confirm
from ui.bridge import Bridge
from ui.hearing.live.found_strip import FoundStrip
from ui.hearing.live.low_scroll import LowScroll
from ui.hearing.live.meters import Meters
from ui.hearing.live.notes import notes
from ui.hearing.live.pause_dialog import PauseDialog
from ui.hearing.live.setup_row import SetupRow
from ui.hearing.session import Session
from ui.hearing.transcribing import FEATURE, KEPT_MODEL
from ui.sidebar.flow import FlowLayout
from ui.sidebar.text import button, column, wrapped
from workbench.hearing.live.model import State
from workbench.hearing.speech_engine import speech_models
from workbench.kernel.job_table import JobState

SECOND_MS = 1000
READY = "话筒已打开，尚未录音。请各席位试音，确认音量后按“开始录音”。"
STARTING = "正在打开话筒…"
RECORDING = ("正在录音", "录音随时写入磁盘。选了模型同时转写时，发言会陆续出现在这里。")
ELSEWHERE = "另一次庭审正在录音，结束后才能在这里录音。"
END = "结束后不能在同一段录音中继续，可以另录一段。"


class LivePanel(QFrame):
    """Shown while a hearing is recorded, or about to be.

    Args:
        bridge: the open workbench.
        session: the hearing.

    Signals:
        told: it is shown or hidden, or the state is another.
    """

    told = Signal()

    def __init__(self, bridge: Bridge, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("surface", "message")
        self._bridge, self._session, self._feed = bridge, session, bridge.live
        self._wanted = False
        self._behind = -1.0
        self.state = wrapped(role="title")
        tip = bridge.shortcuts.tip
        self.begin = button("开始录音", "microphone", tip("hearing.live_begin"))
        icons.primary(self.begin)
        self.pause = button("暂停…", "pause", tip("hearing.live_pause"))
        self.go_on = button("继续录音", "play", tip("hearing.live_pause"))
        self.end = button("结束录音…", "stop", tip("hearing.live_end"))
        self.seats = button("席位…", "person", tip("hearing.seats"))
        self.leave = button("关闭", "close", "关闭话筒，不录音")
        self.setup = SetupRow(self._feed)
        self.meters = Meters()
        self.notes = wrapped(role="small")
        self.warnings = wrapped(role="strong")
        self.found = FoundStrip(bridge, session)
        self._lay_out()
        self._seconds = QTimer(self)
        self._seconds.setInterval(SECOND_MS)
        self._seconds.timeout.connect(self._look_behind)
        self._connect()
        self.refresh()

    def slots(self) -> dict[str, Callable[[], object]]:
        """Return what the commands do."""
        return {
            "hearing.live": self.open,
            "hearing.live_begin": self.start,
            "hearing.live_pause": self.pause_or_go_on,
            "hearing.live_end": self.stop,
        }

    @property
    def here(self) -> bool:
        """Whether this hearing is recorded now, pauses among it."""
        return self._feed.status.hearing == self._session.hearing.id

    def open(self) -> None:
        """Listen to the microphones, so that recording can begin."""
        if self._feed.recording and not self.here:
            self._bridge.failed.emit(ELSEWHERE, "点击状态栏的录音提示，可以回到那次庭审。")
            return
        self._bridge.attempt(self._feed.prepare)
        self._wanted = self._feed.status.state is not State.OFF
        workbench = self._bridge.workbench
        on = workbench.switches.is_on(FEATURE, self._session.hearing.case)
        kept = workbench.settings.get(KEPT_MODEL)
        models = list(speech_models()) if on else []
        self.setup.show_models(models, kept if isinstance(kept, str) else "")
        self.refresh()
        (self.begin if self.begin.isVisible() else self.pause).setFocus()

    def start(self) -> None:
        """Begin to record; open the microphones first where that was not done."""
        if not self._wanted and not self.here:
            self.open()
            return
        room, hearing = self._feed.room, self._session.hearing.id
        if self._bridge.attempt(lambda: room.begin(hearing)) is None:
            return
        if model := self.setup.chosen_model():
            hear = self._bridge.workbench.hearing.transcribe
            if self._bridge.attempt(lambda: hear(hearing, model)) is not None:
                self._bridge.workbench.settings.set(KEPT_MODEL, model)
        self._feed.look()
        self.pause.setFocus()

    def pause_or_go_on(self) -> None:
        """Pause, with a reason, or go on."""
        if not self.here:
            return
        if self._feed.status.state is State.PAUSED:
            self._feed.room.go_on()
        elif self._feed.status.state is State.RECORDING:
            dialog = PauseDialog(self.window())
            if dialog.exec() == PauseDialog.DialogCode.Accepted:
                self._feed.room.pause(dialog.words())

    def stop(self) -> None:
        """End the recording, after a question."""
        if self.here and confirm(self.window(), "结束录音", f"结束本次录音吗？{END}", "结束录音"):
            self._feed.room.end()
            self._feed.look()

    def close_microphones(self) -> None:
        """Let the microphones go, where nothing is recorded."""
        if self._wanted and not self._feed.recording:
            self._feed.leave()
        self._wanted = self._wanted and self._feed.recording
        self.refresh()

    def refresh(self) -> None:
        """Show how things stand."""
        status, here = self._feed.status, self.here
        self._wanted = self._wanted and status.state is not State.OFF
        shown = here or self._wanted
        changed = shown == self.box.isHidden()
        self.box.setVisible(shown)
        self.setVisible(shown or not self.found.isHidden())
        if shown:
            self._show_state()
        if changed:
            self.told.emit()

    # Inside

    def _show_state(self) -> None:
        status, here, setup = self._feed.status, self.here, self._feed.room.setup
        ready = status.state is State.LISTENING and setup.form is not None
        words = self._feed.words() if here else READY if ready else STARTING
        if not here and setup.problem:
            words = setup.problem
        if self.state.text() != words:
            self.state.setText(words)
        self.begin.setVisible(not here)
        self.begin.setEnabled(ready)
        self.leave.setVisible(not here)
        self.setup.setVisible(not here)
        self.seats.setVisible(setup.form is not None and setup.form.channels > 1)
        self.pause.setVisible(here and status.state is State.RECORDING)
        self.go_on.setVisible(here and status.state is State.PAUSED)
        self.end.setVisible(here)
        self.end.setEnabled(status.state is not State.ENDING)
        self.setup.refresh()
        self.meters.setVisible(bool(status.levels))
        self.meters.show_levels(status.levels, self._session.hearing.profile)
        told = notes(status, setup, self._session.hearing.profile, self._behind)
        self.notes.setText(told.plain)
        self.notes.setVisible(bool(told.plain))
        self.warnings.setText(told.warning)
        self.warnings.setVisible(bool(told.warning))

    def _look_behind(self) -> None:
        """Look how far the transcription is behind the recording."""
        self._behind = -1.0
        if not self.here or self._bridge.closed:
            return
        jobs = self._bridge.workbench.jobs.table.in_state(JobState.RUNNING)
        mine = [job for job in jobs if job.payload.get("hearing") == self._session.hearing.id]
        if any(job.kind == FEATURE for job in mine):
            read = self._bridge.workbench.hearing.read(self._feed.status.recording)
            behind = self._feed.status.seconds - min(read.values(), default=0.0)
            self._behind = max(0.0, behind)

    def _lay_out(self) -> None:
        layout = column(self, spacing=4, margin=6)
        layout.addWidget(self.found)
        self.box = QWidget()
        inner = column(self.box, spacing=4)
        inner.addWidget(self.state)
        tools = QWidget()
        row = FlowLayout(tools, spacing=6)
        for part in (self.begin, self.pause, self.go_on, self.end, self.seats, self.leave):
            row.addWidget(part)
        for below in (self.setup, self.meters, self.warnings, self.notes, tools):
            inner.addWidget(below)
        layout.addWidget(LowScroll(self.box, self))

    def _connect(self) -> None:
        self.begin.clicked.connect(self.start)
        self.pause.clicked.connect(self.pause_or_go_on)
        self.go_on.clicked.connect(self.pause_or_go_on)
        self.end.clicked.connect(self.stop)
        self.leave.clicked.connect(self.close_microphones)
        self.found.told.connect(self.refresh)
        self._feed.changed.connect(self.refresh)
        self._feed.turned.connect(self.told)
        self._feed.turned.connect(self.found.refresh)
        self._session.changed.connect(self.found.refresh)
        self._seconds.start()
