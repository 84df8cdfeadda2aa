"""Live recording as the window asks for it: one at a time, in a process of its own."""

import secrets
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from workbench.hearing.base import Base
from workbench.hearing.live.interruptions import SHEET, from_sheet
from workbench.hearing.live.keeping import KIND
from workbench.hearing.live.link import RecorderLink
from workbench.hearing.live.lost import Found, Lost, recording_of
from workbench.hearing.live.messages import Devices, Ended, Opened, Refused
from workbench.hearing.live.microphones import MicrophoneMaker
from workbench.hearing.live.model import Device, Format, Head, Interruption, State, Status
from workbench.hearing.live.parts import Place
from workbench.hearing.live.recorder import BY_ITSELF
from workbench.hearing.model import Hearing, Recording
from workbench.hearing.repository import HearingRepository, RecordingRepository
from workbench.kernel.changes import Changes
from workbench.kernel.clock import now
from workbench.kernel.errors import UserError
from workbench.kernel.job_table import Job, JobState

SAVE_SECONDS = 10.0
"""Seconds between two notes in the store of how long the recording is by now."""
END_SECONDS = 40.0
RECONNECT = "请接回话筒，接好后自动继续；或结束录音，换一个话筒另录一段。"
DIED = "录音程序意外停止，录音已中断；已写入磁盘的部分都在。"


@dataclass(frozen=True)
class Setup:
    """What can be recorded from, and what is listened to.

    Attributes:
        devices: there are; ``None`` while it is not known.
        device, form: what is open; empty and ``None`` for nothing.
        problem, advice: why nothing can be recorded (Chinese).
    """

    devices: tuple[Device, ...] | None = None
    device: str = ""
    form: Format | None = None
    problem: str = ""
    advice: str = ""


class LiveRoom:
    """Begins, pauses and ends recordings, and finds those that a crash left behind.

    Writes of the store happen in the thread that owns it; :meth:`poll` is called from there.

    Args:
        base: of the hearing room.

    Attributes:
        setup: what can be recorded from.
        status: how the recording stands.
    """

    def __init__(self, base: Base) -> None:
        self._base = base
        self._store, self._vault, self._jobs = base.store, base.vault, base.jobs
        self._hearings = HearingRepository(base.store)
        self._recordings = RecordingRepository(base.store)
        self._lost = Lost(base.store, base.vault, base.jobs)
        self._link: RecorderLink | None = None
        self._began = ""
        self._saved = 0.0
        self._problems: list[tuple[str, str]] = []
        self._store_words = ""
        self.setup = Setup()
        self.status = Status()

    @property
    def recording(self) -> str:
        """Id of what is recorded now; empty for nothing."""
        return self.status.recording

    @property
    def began(self) -> str:
        """When the recording under way was begun (ISO 8601)."""
        return self._began

    # Before a recording

    def prepare(self, make: MicrophoneMaker) -> None:
        """Start the recorder, so that devices are known and can be listened to.

        Raises:
            UserError: another window writes the workspace.
        """
        if self._store.read_only:
            raise UserError(
                "工作区正由另一个窗口使用，本窗口不能录音。", "请在正在使用工作区的窗口中录音。"
            )
        if self._link is None:
            self.setup = Setup()
            self.status = Status(State.STARTING)
            self._link = RecorderLink(make)

    def look_again(self) -> None:
        """Look for devices again."""
        self._order("devices")

    def listen(self, device: str, form: Format) -> None:
        """Listen to a device, without recording; while one records, in place of a lost one."""
        self._order("open", device, form)

    def leave(self) -> None:
        """Let the devices go; nothing is recorded.

        Raises:
            UserError: a recording is under way.
        """
        if self.recording:
            raise UserError("正在录音，没有关闭话筒。", "请先结束录音。")
        self._drop_link()

    # Recording

    def begin(self, hearing_id: str) -> Recording:
        """Begin to record a hearing with the device that is listened to.

        Raises:
            UserError: one is under way already, no device is open, or the hearing is gone.
        """
        hearing = self._hearings.get(hearing_id)
        if self.recording:
            raise UserError("已有一段录音正在进行，没有另外开始。", "请先结束正在进行的录音。")
        form = self.setup.form
        if self._link is None or form is None or self.status.state is not State.LISTENING:
            raise UserError("话筒还没有打开，没有开始录音。", "请先选择话筒并确认有声音。")
        head = self._add(hearing, form)
        # What names the recording is on the disk before its first part is.
        if not self._store.flush():
            self._forget(head.recording)
            raise UserError("磁盘没有确认写入，没有开始录音。", "请检查磁盘空间和磁盘状态。")
        self._began, self._saved, self._store_words = head.began, time.monotonic(), ""
        self.status = replace(
            self.status, state=State.RECORDING, recording=head.recording, hearing=hearing.id
        )
        self._order("begin", Place.of(self._vault, head.recording), head)
        self._tell(hearing.case)
        return self._recordings.get(head.recording)

    def pause(self, reason: str) -> None:
        """Record nothing for a while (休庭 …)."""
        if self.status.state is State.RECORDING:
            self._order("pause", reason)
            self._note("hearing.live.pause", reason=reason)

    def go_on(self) -> None:
        """Record on."""
        if self.status.state is State.PAUSED:
            self._order("go_on")
            if (
                self.status.reason not in BY_ITSELF
            ):  # whether that device is back is still to be seen
                self._note("hearing.live.go_on")

    def end(self) -> None:
        """End the recording; what is left comes to the disk, then it is made complete."""
        if self.recording:
            self._order("end")
            self.status = replace(self.status, state=State.ENDING)

    def poll(self) -> list[tuple[str, str]]:
        """Take in what the recorder says; return problems: message and advice."""
        if self._link is not None:
            for message in self._link.messages():
                self._take(message)
            if self._link.gone:
                self._died()
            elif self.recording and time.monotonic() - self._saved > SAVE_SECONDS:
                self._save_length()
        found, self._problems = self._problems, []
        return found

    def close(self) -> None:
        """End what is recorded, in order, and the recorder."""
        if self._link is None:
            return
        if self.recording:
            self.end()
            end = time.monotonic() + END_SECONDS
            while self.recording and not self._link.gone and time.monotonic() < end:
                for message in self._link.messages(0.1):
                    self._take(message)
        self._drop_link()

    # After it

    def found(self) -> list[Found]:
        """Return recordings that a crash or a power cut left behind, with how long they are."""
        return self._lost.found(self.recording)

    def keep(self, recording_id: str) -> Job | None:
        """Queue what makes a recording that has ended complete; ``None`` where it is queued.

        Raises:
            UserError: it is still recorded, or gone.
        """
        if recording_id == self.recording:
            raise UserError("录音还在进行，没有保存为完整录音。", "请先结束录音。")
        recording = self._recordings.get(recording_id)
        open_jobs = self._jobs.table.in_state(JobState.QUEUED, JobState.RUNNING)
        if any(j.kind == KIND and j.payload["recording"] == recording_id for j in open_jobs):
            return None
        case = self._hearings.get(recording.hearing).case
        payload = {"hearing": recording.hearing, "recording": recording_id}
        return self._jobs.submit(KIND, f"保存录音 {recording.name}", payload, case)

    def tidy(self) -> None:
        """Delete the parts of recordings that the vault holds; see :class:`Lost`."""
        if not self._store.read_only:
            self._lost.tidy(self.recording)

    def forget(self, ids: Sequence[str]) -> None:
        """Delete the parts of recordings that were deleted for good."""
        for one in ids:
            Place.of(self._vault, one).remove()

    def interruptions(self, recording: Recording) -> tuple[Interruption, ...]:
        """Return the times in which nothing was recorded during a live recording."""
        return from_sheet(self._hearings.sheet(recording.hearing, SHEET), recording.id)

    # Inside

    def _add(self, hearing: Hearing, form: Format) -> Head:
        moment = now()
        day = datetime.fromisoformat(moment).astimezone()
        moment = day.isoformat(timespec="seconds")
        name = f"庭审录音 {day.year}年{day.month}月{day.day}日 {day:%H时%M分%S秒}.wav"
        head = Head(secrets.token_hex(6), hearing.id, name, moment, self._device_name(), form)
        recording = recording_of(head, self._gap(hearing.id, datetime.fromisoformat(moment)))
        with self._store.transaction():
            self._recordings.add(recording)
            self._base.journal.append(
                "hearing.live.begin", hearing.case, hearing=hearing.id, recording=recording.id
            )
        return head

    def _gap(self, hearing: str, moment: datetime) -> float:
        """Return the seconds since the recording before ended, where that is known."""
        before = self._recordings.of_hearing(hearing)
        ended = self._hearings.sheet(hearing, SHEET).get(before[-1].id, {}) if before else {}
        try:
            gap = (moment - datetime.fromisoformat(ended["ended"])).total_seconds()
        except (KeyError, ValueError, TypeError):
            return 0.0
        return gap if 0.0 < gap < 12 * 3600 else 0.0

    def _take(self, message: object) -> None:
        match message:
            case Status():
                self._take_status(message)
            case Devices():
                self.setup = replace(
                    self.setup,
                    devices=message.found,
                    problem=message.problem,
                    advice=message.advice,
                )
            case Opened() if message.problem:
                self.setup = replace(self.setup, problem=message.problem, advice=message.advice)
                self._problems.append((message.problem, message.advice))
            case Opened():
                self.setup = replace(
                    self.setup, device=message.device, form=message.form, problem="", advice=""
                )
            case Refused():
                self._refused(message)
            case Ended():
                self._ended(message)

    def _take_status(self, status: Status) -> None:
        if status.recording != self.recording:
            return  # on its way when a recording was begun or ended
        before = self.status
        if before.state is State.ENDING:
            status = replace(status, state=State.ENDING)
        self.status = status
        if not status.recording or status.state is before.state:
            return
        if status.state is State.PAUSED and status.reason in BY_ITSELF:
            self._problems.append((f"{status.reason}，录音已暂停；已录的部分都在。", RECONNECT))
            self._note("hearing.live.lost", reason=status.reason)
        elif status.state is State.RECORDING and before.reason in BY_ITSELF:
            self._note("hearing.live.go_on")
        self._save_length()

    def _refused(self, message: Refused) -> None:
        self._problems.append((message.message, message.advice))
        recording = self.recording
        if recording and not Place.of(self._vault, recording).parts():
            case = self._case()
            self._forget(recording)
            self.status = Status(State.LISTENING)
            self._tell(case)

    def _forget(self, recording: str) -> None:
        """Take back a recording of which there is no sound."""
        with self._store.transaction():
            self._recordings.delete(recording)
        Place.of(self._vault, recording).remove()

    def _ended(self, message: Ended) -> None:
        case = self._case()
        self._save_length()
        self._note("hearing.live.end", whole=message.whole)
        self.status = Status(State.LISTENING)
        if message.cut or not message.whole:
            words = message.trouble or f"录音已中断：{message.cut}。"
            self._problems.append((words, "已写入磁盘的部分正在保存为完整录音。"))
        self._written(lambda: self.keep(message.recording))
        self._tell(case)

    def _written(self, write: Callable[[], object]) -> None:
        """Write to the store; where it refuses, that is told, once: the sound goes on."""
        try:
            write()
            self._store_words = ""
        except UserError as error:
            if error.message != self._store_words:
                self._problems.append((error.message, error.advice))
            self._store_words = error.message

    def _died(self) -> None:
        recording = self.recording
        self._drop_link()
        if recording:
            self._problems.append((DIED, "请重新开始录音，并在本次庭审中保存中断的那一段。"))
            self._tell("")

    def _drop_link(self) -> None:
        link, self._link = self._link, None
        if link is not None:
            link.close()
        self.status, self.setup = Status(), Setup()

    def _save_length(self) -> None:
        self._saved = time.monotonic()
        if not self._recordings.exists(self.recording):
            return
        recording = self._recordings.get(self.recording)

        def save() -> None:
            with self._store.transaction():
                self._recordings.save(replace(recording, seconds=self.status.seconds))

        self._written(save)
        self._tell(self._case())

    def _note(self, event: str, **details: object) -> None:
        case, second = self._case(), round(self.status.seconds, 1)

        def note() -> None:
            with self._store.transaction():
                self._base.journal.append(
                    event, case, recording=self.recording, second=second, **details
                )

        self._written(note)
        self._base.changes.publish(Changes.of("journal", case=case))

    def _case(self) -> str:
        hearing = self.status.hearing
        return self._hearings.get(hearing).case if self._hearings.exists(hearing) else ""

    def _device_name(self) -> str:
        found = self.setup.devices or ()
        return next((one.name for one in found if one.id == self.setup.device), "")

    def _order(self, *words: object) -> None:
        if self._link is not None:
            self._link.order(*words)

    def _tell(self, case: str) -> None:
        self._base.changes.publish(Changes.of("hearing", "journal", case=case))
