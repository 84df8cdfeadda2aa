"""Microphones by QtMultimedia, in the recorder's process; nothing of it is loaded in the window."""

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any

from workbench.hearing.live.microphones import Microphones, Take
from workbench.hearing.live.model import Device, Format, SampleKind
from workbench.kernel.errors import UserError

if TYPE_CHECKING:
    from PySide6.QtMultimedia import QAudioDevice, QAudioFormat

TICK_MS = 40
AHEAD = 1.0
"""Seconds that the device's buffer holds, should this process be kept waiting."""
NO_LIBRARY = "缺少声音组件，不能录音。"
INSTALL = "请安装系统软件包 libpulse0 后重新打开。没有它时，仍可导入其他设备录好的文件。"
NO_DEVICE = "没有找到话筒，不能录音。"
PLUG_IN = "请接好话筒或调音台，在系统设置中确认可用，再按“重新查找”。"
GONE = "所选的话筒已经断开。"
REFUSES = "话筒打不开，可能正被其他程序占用，或不支持所选的声音格式。"
CHOOSE = "请换一种格式或换一个话筒，或关闭占用它的程序。"


class QtMicrophones:
    """The devices of the desktop."""

    def __init__(self) -> None:
        from PySide6.QtCore import QCoreApplication

        self._app = QCoreApplication.instance() or QCoreApplication([])
        self._source: Any = None
        self._stream: Any = None
        self._open = ""
        self._here = False

    def devices(self) -> Sequence[Device]:
        """Return the inputs, the desktop's own choice first.

        Raises:
            UserError: there is none, or the sound library of the system is missing.
        """
        found = [_device(one) for one in _inputs()]
        if not found:
            raise UserError(NO_DEVICE, PLUG_IN)
        return sorted(found, key=lambda one: not one.default)

    def open(self, device: str, form: Format, take: Take) -> Format:
        """Listen to an input.

        Raises:
            UserError: it is gone, or does not open in this format.
        """
        from PySide6.QtMultimedia import QAudio, QAudioSource

        self.close()
        chosen = next((one for one in _inputs() if _name(one) == device), None)
        if chosen is None:
            raise UserError(GONE, PLUG_IN)
        wanted = _qt_format(form)
        if not chosen.isFormatSupported(wanted):
            raise UserError(REFUSES, CHOOSE)
        self._source = QAudioSource(chosen, wanted)
        self._source.setBufferSize(round(AHEAD * form.rate) * form.frame)
        self._stream = self._source.start()
        if self._stream is None or self._source.error() == QAudio.Error.OpenError:
            self.close()
            raise UserError(REFUSES, CHOOSE)
        stream = self._stream

        def read() -> None:
            if data := bytes(stream.readAll().data()):
                take(data)

        self._read = read
        self._stream.readyRead.connect(read)
        self._open = device
        self._look()
        return form

    def working(self) -> bool:
        """Say whether the open input still gives sound."""
        from PySide6.QtMultimedia import QAudio

        if self._source is None:
            return False
        stopped = self._source.state() == QAudio.State.StoppedState
        # A sound server lets another input speak in place of one that was unplugged.
        return self._here and not stopped and self._source.error() == QAudio.Error.NoError

    def _look(self) -> None:
        """Look whether the open input is still there."""
        self._here = self._open in [_name(one) for one in _inputs()]

    def close(self) -> None:
        """Let the input go."""
        if self._source is not None:
            self._source.stop()
            self._source.deleteLater()
        self._source = self._stream = None

    def run(self, tick: Callable[[], bool]) -> None:
        """Run Qt's loop; ``tick`` is called from it.

        Raises:
            BaseException: what ``tick`` raised; Qt would only print it.
        """
        from PySide6.QtCore import QTimer

        raised: list[BaseException] = []

        def step() -> None:
            try:
                if self._stream is not None:
                    self._read()  # what came without a word
                    self._look()
                go_on = tick()
            except BaseException as error:
                raised.append(error)
                go_on = False
            if not go_on:
                self._app.quit()

        timer = QTimer()
        timer.setInterval(TICK_MS)
        timer.timeout.connect(step)
        timer.start()
        self._app.exec()
        timer.stop()
        if raised:
            raise raised[0]


def qt_microphones() -> Microphones:
    """Make them; called in the recorder's process."""
    return QtMicrophones()


def _inputs() -> "Sequence[QAudioDevice]":
    try:
        from PySide6.QtMultimedia import QMediaDevices
    except ImportError as error:
        raise UserError(NO_LIBRARY, INSTALL) from error
    return QMediaDevices.audioInputs()


def _name(device: "QAudioDevice") -> str:
    return bytes(device.id().data()).decode("utf-8", "replace")


def _device(device: "QAudioDevice") -> Device:
    usual = _format(device.preferredFormat())
    most = max(device.maximumChannelCount(), usual.channels)
    return Device(_name(device), device.description(), usual, most, device.isDefault())


def _kinds() -> dict[Any, SampleKind]:
    from PySide6.QtMultimedia import QAudioFormat

    kind = QAudioFormat.SampleFormat
    return {
        kind.UInt8: SampleKind.U8,
        kind.Int16: SampleKind.S16,
        kind.Int32: SampleKind.S32,
        kind.Float: SampleKind.F32,
    }


def _format(form: "QAudioFormat") -> Format:
    kind = _kinds().get(form.sampleFormat(), SampleKind.S16)
    return Format(form.sampleRate() or 48_000, form.channelCount() or 1, kind)


def _qt_format(form: Format) -> "QAudioFormat":
    from PySide6.QtMultimedia import QAudioFormat

    made = QAudioFormat()
    made.setSampleRate(form.rate)
    made.setChannelCount(form.channels)
    made.setSampleFormat(next(qt for qt, kind in _kinds().items() if kind is form.kind))
    return made
