"""Finds where somebody speaks, with the Silero network that lies inside faster-whisper's wheel.

The network is run by onnxruntime directly, block after block, with its memory kept in between: the
library's own function wants the whole recording at once. Made in the child process.
"""

import importlib.util
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from workbench.engines.protocols import SPEECH_RATE, Availability, Available, Missing
from workbench.kernel.errors import UserError

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

Stretch = tuple[float, float]

FRAME = 512
_PAST = 64
_MEMORY = (1, 1, 128)
_MODEL = "silero_vad_v6.onnx"


@dataclass(frozen=True)
class VoiceOptions:
    """What counts as one stretch of speech; times in seconds.

    Attributes:
        begin: probability from which a frame is speech.
        end: probability below which it is silence.
        silence: silence that ends a stretch.
        shortest: shorter stretches are noise.
        longest: longer stretches are cut at their most silent place.
        lead: added before, because the network notices a voice late.
        margin: added after; with ``lead`` at most ``silence``.
    """

    begin: float = 0.5
    end: float = 0.35
    silence: float = 0.5
    shortest: float = 0.1
    longest: float = 28.0
    lead: float = 0.3
    margin: float = 0.2


class VoiceActivity:
    """Takes sound in order and gives back stretches of speech.

    Args:
        options: see there.
        start: second of the first sample.
        model: the network's file; by default that of faster-whisper.

    Raises:
        UserError: the file is missing or damaged.
    """

    def __init__(
        self, options: VoiceOptions | None = None, start: float = 0.0, model: Path | None = None
    ) -> None:
        import numpy as np

        self._session = _session(model or model_file())
        self._cutter = StretchCutter(options or VoiceOptions())
        self._start = start
        self._rest: NDArray[np.float32] = np.zeros(0, np.float32)
        self._past: NDArray[np.float32] = np.zeros(_PAST, np.float32)
        self._h: Any = np.zeros(_MEMORY, np.float32)
        self._c: Any = np.zeros(_MEMORY, np.float32)

    def feed(self, samples: "NDArray[np.float32]") -> list[Stretch]:
        """Take the next samples and return the stretches that ended, in seconds.

        Args:
            samples: shape (n,), -1..1, 16,000 a second; best a second or more at once.
        """
        import numpy as np

        sound = np.concatenate([self._rest, samples])
        whole = sound.size // FRAME * FRAME
        self._rest = sound[whole:].copy()
        if not whole:
            return []
        return self._timed(self._cutter.feed(self._probabilities(sound[:whole])))

    def finish(self) -> list[Stretch]:
        """Return what is still open; nothing may be fed afterwards."""
        import numpy as np

        size = self._rest.size
        probabilities = []
        if size:
            last = np.concatenate([self._rest, np.zeros(FRAME - size, np.float32)])
            probabilities = self._probabilities(last)
        return self._timed(self._cutter.feed(probabilities) + self._cutter.finish(size))

    @property
    def settled(self) -> float:
        """Second before which no further stretch will begin."""
        return self._start + self._cutter.settled / SPEECH_RATE

    def _probabilities(self, sound: "NDArray[np.float32]") -> list[float]:
        import numpy as np

        frames = sound.reshape(-1, FRAME)
        past = np.concatenate([self._past[None, :], frames[:-1, -_PAST:]])
        self._past = frames[-1, -_PAST:].copy()
        inputs = np.concatenate([past, frames], axis=1).astype(np.float32)
        out, self._h, self._c = self._session.run(
            None, {"input": inputs, "h": self._h, "c": self._c}
        )
        return [float(value) for value in np.ravel(out)]

    def _timed(self, found: list[tuple[int, int]]) -> list[Stretch]:
        return [
            (self._start + first / SPEECH_RATE, self._start + last / SPEECH_RATE)
            for first, last in found
        ]


class StretchCutter:
    """Turns the probabilities of frames into stretches, counted in samples; no model in here.

    Args:
        options: see there.
    """

    def __init__(self, options: VoiceOptions) -> None:
        self._options = options
        self._frame = 0
        self._begin = -1
        self._silent = -1
        self._seen: list[float] = []
        self._joined = False
        self._last_end = 0

    @property
    def settled(self) -> int:
        """Sample before which no further stretch will begin."""
        if self._begin >= 0:
            return self._first_sample()
        return max(self._frame * FRAME - self._samples(self._options.lead), self._last_end)

    def feed(self, probabilities: list[float]) -> list[tuple[int, int]]:
        """Take the probabilities of the next frames and return stretches that ended."""
        found = []
        for value in probabilities:
            if (done := self._step(value)) is not None:
                found.append(done)
            self._frame += 1
        return found

    def finish(self, rest: int = 0) -> list[tuple[int, int]]:
        """Return the open stretch; ``rest``: samples in the last frame, 0 for a whole one."""
        if self._begin < 0:
            return []
        total = self._frame * FRAME - (FRAME - rest if rest else 0)
        end = self._silent if self._silent >= 0 else self._frame
        done = self._close(end, min(end * FRAME + self._samples(self._options.margin), total))
        return [] if done is None else [done]

    def _step(self, value: float) -> tuple[int, int] | None:
        options = self._options
        if self._begin < 0:
            if value >= options.begin:
                self._open(self._frame, joined=False)
                self._seen.append(value)
            return None
        self._seen.append(value)
        if value >= options.begin:
            self._silent = -1
        elif value < options.end and self._silent < 0:
            self._silent = self._frame
        if self._silent >= 0:
            if (self._frame + 1 - self._silent) * FRAME >= self._samples(options.silence):
                margin = self._samples(options.margin)
                return self._close(self._silent, self._silent * FRAME + margin)
            return None
        # With both margins the stretch must still fit into a window.
        longest = self._samples(options.longest - options.lead - options.margin)
        if (self._frame + 1 - self._begin) * FRAME >= longest:
            return self._cut()
        return None

    def _open(self, frame: int, *, joined: bool) -> None:
        self._begin, self._silent, self._joined = frame, -1, joined
        self._seen = []

    def _close(self, end: int, last: int) -> tuple[int, int] | None:
        first = self._first_sample()
        long_enough = (end - self._begin) * FRAME >= self._samples(self._options.shortest)
        keep = long_enough or self._joined
        self._begin = -1
        if not keep:
            return None
        self._last_end = last
        return first, last

    def _cut(self) -> tuple[int, int]:
        """End a stretch that became too long at its most silent frame of the second half."""
        half = len(self._seen) // 2
        quiet = min(range(half, len(self._seen)), key=lambda n: (self._seen[n], -n))
        place = self._begin + quiet
        first, later = self._first_sample(), self._seen[quiet:]
        self._open(place, joined=True)
        self._seen = later
        self._last_end = place * FRAME
        return first, place * FRAME

    def _first_sample(self) -> int:
        lead = 0 if self._joined else self._samples(self._options.lead)
        return max(self._begin * FRAME - lead, self._last_end)

    @staticmethod
    def _samples(seconds: float) -> int:
        return round(seconds * SPEECH_RATE)


def model_file() -> Path:
    """Return where the network's file lies, or would lie."""
    found = importlib.util.find_spec("faster_whisper")
    folder = Path(found.origin).parent if found and found.origin else Path("faster_whisper")
    return folder / "assets" / _MODEL


def available() -> Availability:
    """Say whether voices can be found, without loading the network."""
    if not model_file().is_file() or importlib.util.find_spec("onnxruntime") is None:
        return Missing("缺少语音检测组件（Silero VAD）。", "请重新安装本程序的完整发布包。")
    return Available("Silero VAD", "6", (model_file(),))


def _session(path: Path) -> Any:
    if not path.is_file():
        raise UserError("缺少语音检测组件（Silero VAD）。", "请重新安装本程序的完整发布包。")
    import onnxruntime

    options = onnxruntime.SessionOptions()
    options.inter_op_num_threads = 1
    options.intra_op_num_threads = 1
    options.enable_cpu_mem_arena = False
    options.log_severity_level = 4
    try:
        return onnxruntime.InferenceSession(
            str(path), providers=["CPUExecutionProvider"], sess_options=options
        )
    except Exception as error:  # the library raises classes of its own that share no base
        raise UserError(
            "语音检测组件（Silero VAD）无法载入，可能已损坏。", "请重新安装本程序的完整发布包。"
        ) from error
