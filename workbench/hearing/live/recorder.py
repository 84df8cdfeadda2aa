"""The recorder's process: listens to the microphones, and writes what is to be kept.

A process of its own, so that neither a busy window nor its end holds the sound up. It ends by
itself when the window is gone, with all that was heard until then on the disk.
"""

import time
from collections.abc import Callable, Sequence
from dataclasses import replace
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Any

from workbench.hearing.live.loudness import Loudness
from workbench.hearing.live.messages import Devices, Ended, Opened, Refused
from workbench.hearing.live.microphones import MicrophoneMaker, Microphones
from workbench.hearing.live.model import Device, Event, Format, Head, Mark, State, Status
from workbench.hearing.live.moments import Moments, slept
from workbench.hearing.live.pace import Gone, OffSpeed, Pace
from workbench.hearing.live.parts import PartWriter, Place
from workbench.hearing.live.space import free_bytes
from workbench.hearing.live.writing import Writing
from workbench.kernel.errors import UserError
from workbench.kernel.files import cannot_write
from workbench.kernel.lock import WriterLock

TELL_SECONDS = 0.1
LOCK_TRIES, LOCK_SECONDS = 50, 0.01
SPACE_SECONDS = 2.0
QUIET_SECONDS = 5.0
"""Seconds without any sound from the device after which that is said, before a recording."""
LEAVE_SECONDS = 5.0
AGAIN_SECONDS = 4.0
"""Seconds that a device has for its first sound before it is opened once more."""
FRESH_SECONDS = 0.5
"""Seconds of sound by which a device that was gone shows that it is there again."""
SLEEP_SECONDS = 2.0
SILENT = "话筒没有送来声音，请检查话筒、连线和系统的声音设置。"
LOST = "话筒断开"
ASLEEP = "电脑休眠"
OFF_SPEED = "话筒送来的声音快慢不对（采样率可能变了）"
BY_ITSELF = (LOST, ASLEEP, OFF_SPEED)
"""Reasons of pauses that end by themselves, once the device gives sound again."""
CLOCK_MOVED = "电脑的时钟在录音中被调整过，本段录音的时刻按开始时的时钟计算。"
CLEAR_NOW = "正在结束录音，请在 30 秒内清理磁盘，否则这一段会丢失。"
WINDOW_GONE = "程序被关闭"


class Recorder:
    """Does what the window asks for; sound goes on meanwhile.

    Args:
        connection: to the window.
        microphones: the door to the devices.
        asleep: says for how many seconds the machine has slept so far.
    """

    def __init__(
        self,
        connection: Connection,
        microphones: Microphones,
        asleep: Callable[[], float] = slept,
    ) -> None:
        self._connection = connection
        self._microphones = microphones
        self._asleep = asleep
        self._form: Format | None = None
        self._device = ""
        self._rest = b""
        self._loud: Loudness | None = None
        self._writing: Writing | None = None
        self._lock: WriterLock | None = None
        self._status = Status(State.STARTING)
        self._told = self._looked = 0.0
        self._heard = time.monotonic()
        self._pace: Pace | None = None
        self._moments = Moments(self._steady)
        self._slept = asleep()
        self._gaps: list[float] = []
        self._off = 0  # times at which the device was found to be of another speed
        self._folder, self._space = Path(), -1
        self._leaving = float("inf")
        self._tried = 0.0
        self._fresh = 0
        self._unseen = False

    def run(self) -> None:
        """Run until the window says so, or is gone."""
        self.tell_devices()
        try:
            self._microphones.run(self.tick)
        finally:
            self.leave()

    def leave_soon(self) -> None:
        """Leave the window a moment to end the recording in order, then go."""
        self._leaving = time.monotonic() + LEAVE_SECONDS

    def tell_devices(self) -> None:
        """Say what can be recorded from."""
        try:
            self._send(Devices(tuple(self._microphones.devices())))
        except UserError as error:
            self._send(Devices((), error.message, error.advice))

    def take(self, data: bytes) -> None:
        """Take sound of the open device."""
        form = self._form
        if form is None:
            return
        self._heard = time.monotonic()
        data = self._rest + data
        whole = len(data) // form.frame * form.frame
        self._rest = data[whole:]
        if not whole:
            return
        self._fresh += whole // form.frame
        if self._loud is not None:
            self._loud.feed(form.floats(data[:whole]))
        if self._writing is not None and self._status.state is State.RECORDING:
            self._writing.sound(data[:whole])

    def tick(self) -> bool:
        """Do what was asked for, watch the device, tell how it stands; ``False`` at the end."""
        try:
            while self._connection.poll():
                if not self._obey(*self._connection.recv()):
                    return False
            self._watch()
            if time.monotonic() > self._leaving:
                return False
            if time.monotonic() - self._told >= TELL_SECONDS:
                self._tell()
        except (EOFError, OSError):
            return False
        return True

    def leave(self) -> None:
        """End what is under way, because the window is gone, and let the device go."""
        if self._writing is not None:
            self._finish(Event.CUT, WINDOW_GONE)
        self._microphones.close()

    # What the window asks for

    def _obey(self, order: str, *more: Any) -> bool:
        if order == "quit":
            return False
        orders: dict[str, Callable[..., None]] = {
            "devices": self.tell_devices,
            "open": self._open,
            "begin": self._begin,
            "pause": self._pause,
            "go_on": self._go_on,
            "end": self._end,
            "seen": self._seen,
        }
        try:
            orders[order](*more)
        except UserError as error:
            self._send(Refused(error.message, error.advice))
        return True

    def _open(self, device: str, form: Format, again: bool = False) -> None:
        if self._writing is not None and self._form is not None:
            form = self._form
        self._rest, self._fresh = b"", 0
        try:
            opened = self._microphones.open(device, form, self.take)
        except UserError as error:
            if not again:  # what is tried every few seconds is not told each time
                self._send(Opened(device, form, error.message, error.advice))
            return
        if self._writing is not None and opened != self._form:
            self._microphones.close()
            message = "这个话筒的声音格式与正在进行的录音不同，没有换用。"
            advice = "请接回原来的话筒，或结束本段录音后另录一段。"
            self._send(Opened(device, form, message, advice))
            return
        self._device, self._form, self._heard = device, opened, time.monotonic()
        self._loud = Loudness(opened.channels, opened.rate)
        if self._writing is None:
            self._status = replace(self._status, state=State.LISTENING)
        self._status = replace(self._status, trouble="")
        self._send(Opened(device, opened))

    def _begin(self, place: Place, head: Head) -> None:
        if self._form is None or self._writing is not None:
            raise UserError("话筒还没有打开，没有开始录音。", "请先选择话筒。")
        try:
            writer = PartWriter(place, replace(head, form=self._form))
            self._lock = _locked(place.folder)
        except OSError as error:
            place.remove()
            raise cannot_write(place.folder, error, "录音") from error
        self._writing, self._folder = Writing(writer, self._form), place.folder
        self._moments, self._gaps, self._off = Moments(self._steady), [], 0
        self._status = Status(State.RECORDING, head.recording, head.hearing)
        self._anchor()

    def _pause(self, reason: str) -> None:
        if self._status.state is State.RECORDING:
            self._mark(Event.PAUSE, reason)
            self._status = replace(self._status, state=State.PAUSED, reason=reason)

    def _go_on(self) -> None:
        if self._status.state is not State.PAUSED:
            return
        if self._microphones.working():
            self._resume()
        else:
            # Once the device gives sound again; see _try_again.
            self._status = replace(self._status, reason=LOST)
            self._tried = 0.0

    def _resume(self) -> None:
        self._mark(Event.GO_ON, "")
        self._status = replace(self._status, state=State.RECORDING, reason="", trouble="")
        self._anchor()

    def _end(self) -> None:
        if self._writing is None:
            return
        if self._writing.trouble:
            trouble = f"{self._writing.trouble}{CLEAR_NOW}"
            self._send(replace(self._status, state=State.ENDING, trouble=trouble))
        self._finish(Event.END, "")

    def _seen(self) -> None:
        self._unseen = False

    # Inside

    def _anchor(self) -> None:
        """From here on the device is compared with the clock."""
        self._heard = time.monotonic()
        if self._writing is not None and self._form is not None:
            self._pace = Pace(self._form.rate, self._heard, self._writing.frames)

    def _steady(self) -> float:
        """Return seconds of a clock that never jumps and goes on in sleep."""
        return time.monotonic() + self._asleep()

    def _mark(self, event: Event, reason: str, ago: float = 0.0, frame: int = -1) -> None:
        if self._writing is not None:
            place = self._writing.frames if frame < 0 else frame
            self._writing.mark(Mark(event, place, self._moments.at(ago), reason))

    def _finish(self, event: Event, reason: str) -> None:
        writing, status = self._writing, self._status
        assert writing is not None
        self._mark(event, reason)
        whole = writing.close()
        trouble, self._writing = writing.trouble, None
        if self._lock is not None:
            self._lock.release()
            self._lock = None
        state = State.LISTENING if self._microphones.working() else State.STARTING
        self._status = Status(state)
        self._send(Ended(status.recording, whole, trouble, reason))

    def _watch(self) -> None:
        """Notice a device that is gone, a gap in its sound, and a disk that takes no more."""
        writing, form = self._writing, self._form
        if writing is None or form is None:
            return
        moment = time.monotonic()
        if writing.full:
            self._finish(Event.CUT, "磁盘已满")
        elif self._status.state is State.PAUSED:
            self._try_again(moment)
        elif self._status.state is State.RECORDING:
            self._compare(writing, moment)
        self._slept = self._asleep()

    def _compare(self, writing: Writing, moment: float) -> None:
        """Compare what the device gave with what the clock says."""
        sleep = self._asleep() - self._slept
        found = self._pace.look(moment, writing.frames) if self._pace is not None else None
        if sleep > SLEEP_SECONDS:
            self._lose(ASLEEP, sleep)
        elif not self._microphones.working():
            self._lose(LOST, 0.0)
        elif isinstance(found, Gone):
            self._lose(LOST, found.ago)
        elif isinstance(found, OffSpeed):
            # Opened anew it has its new rate; one that stays off is recorded as it is.
            self._off += 1
            if self._off == 1:
                self._lose(OFF_SPEED, 0.0)
        elif found is not None and self._off < 2:
            self._gaps.append(found.seconds)
            reason = f"声音中断约 {found.seconds:.1f} 秒"
            self._mark(Event.LATE, reason, found.ago, found.frame)

    def _lose(self, reason: str, ago: float) -> None:
        """Pause without a device; see _try_again."""
        self._microphones.close()
        self._mark(Event.LOST, reason, ago)
        self._status = replace(self._status, state=State.PAUSED, reason=reason)
        # After a sleep the device is most likely there.
        self._tried = time.monotonic() if reason != ASLEEP else 0.0

    def _try_again(self, moment: float) -> None:
        """Go on by itself once a device that was unplugged gives sound again."""
        if self._status.reason not in BY_ITSELF:
            return
        enough = FRESH_SECONDS * (self._form.rate if self._form else 0)
        if self._microphones.working() and self._fresh > enough:
            self._resume()
        elif moment - self._tried >= AGAIN_SECONDS:
            if self._device in [one.id for one in self._found()]:
                self._open(self._device, self._form or Format(0, 0), again=True)
            self._tried = time.monotonic()

    def _found(self) -> Sequence[Device]:
        try:
            return self._microphones.devices()
        except UserError:
            return ()

    def _tell(self) -> None:
        """Say how it stands; a window that is busy is not sent more than it takes in.

        A full pipe would hold this process up, and the sound with it.
        """
        if self._unseen:
            return
        self._told, self._unseen = time.monotonic(), True
        status, writing = self._status, self._writing
        if self._loud is not None:
            quiet = time.monotonic() - self._heard > QUIET_SECONDS
            trouble = SILENT if quiet and writing is None else ""
            status = replace(status, levels=self._loud.look(), trouble=trouble)
        if writing is not None and self._form is not None:
            rate = self._form.rate
            status = replace(
                status,
                seconds=writing.frames / rate,
                sealed=writing.sealed / rate,
                written=writing.size,
                trouble=writing.trouble + self._remarks(),
                free=self._free(),
            )
        self._status = status
        self._send(status)

    def _remarks(self) -> str:
        """Say what is amiss with the recording besides the disk."""
        words = ""
        if self._gaps:
            words = (
                f"声音中断过 {len(self._gaps)} 处，共约 {sum(self._gaps):.1f} 秒，已在录音中标明；"
                "请关闭占用电脑的其他程序，检查话筒连线。"
            )
        return words + (CLOCK_MOVED if self._moments.moved() else "")

    def _free(self) -> int:
        if time.monotonic() - self._looked >= SPACE_SECONDS:
            self._looked = time.monotonic()
            self._space = free_bytes(self._folder)
        return self._space

    def _send(self, message: object) -> None:
        try:
            self._connection.send(message)
        except (BrokenPipeError, ConnectionResetError, OSError):
            return  # the window is gone; the next look at the connection ends this process


def _locked(folder: Path) -> WriterLock | None:
    """Take the lock that says that somebody writes; another window may just be asking for it."""
    for _ in range(LOCK_TRIES):
        if (lock := WriterLock.acquire(folder)) is not None:
            return lock
        time.sleep(LOCK_SECONDS)
    return None


def run(connection: Connection, make: MicrophoneMaker) -> None:
    """Entry of the process: the guard first, then the recorder."""
    import logging
    import signal

    from workbench.kernel.offline import install

    # Ctrl+C reaches the whole group; the window decides what it means.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    install()
    logging.disable(logging.WARNING)
    recorder = Recorder(connection, make())
    signal.signal(signal.SIGTERM, lambda *_: recorder.leave_soon())
    recorder.run()
