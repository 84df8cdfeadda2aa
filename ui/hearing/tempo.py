"""Faster or slower without another pitch: ffmpeg's ``atempo``, fed piece by piece."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

SLOWEST, FASTEST = 0.5, 2.0


class Tempo:
    """Stretches sound in time.

    Args:
        rate: samples a second, in and out.
        speed: 0.5 to 2; sound of one second takes ``1 / speed`` seconds.
    """

    def __init__(self, rate: int, speed: float) -> None:
        from av.filter import Graph

        self._rate = rate
        self._plain = abs(speed - 1.0) < 1e-6
        self._fed = 0
        self._graph = Graph()
        source = self._graph.add(
            "abuffer", f"sample_rate={rate}:sample_fmt=flt:channel_layout=mono:time_base=1/{rate}"
        )
        stretch = self._graph.add("atempo", f"{min(FASTEST, max(SLOWEST, speed)):.3f}")
        form = self._graph.add("aformat", "sample_fmts=flt:channel_layouts=mono")
        source.link_to(stretch)
        stretch.link_to(form)
        form.link_to(self._graph.add("abuffersink"))
        self._graph.configure()

    def feed(self, samples: "NDArray[np.float32]") -> "Iterator[NDArray[np.float32]]":
        """Take mono samples, shape (n,), and yield what can be given out."""
        import numpy as np
        from av import AudioFrame

        if self._plain:
            yield samples
            return
        if not len(samples):
            return
        packed = np.ascontiguousarray(samples, dtype=np.float32).reshape(1, -1)
        frame = AudioFrame.from_ndarray(packed, format="flt", layout="mono")
        frame.sample_rate = self._rate
        frame.pts = self._fed
        self._fed += len(samples)
        self._graph.push(frame)
        yield from self._drain()

    def end(self) -> "Iterator[NDArray[np.float32]]":
        """Yield what is left; nothing may be fed afterwards."""
        if not self._plain:
            self._graph.push(None)
            yield from self._drain()

    def _drain(self) -> "Iterator[NDArray[np.float32]]":
        import numpy as np
        from av import AudioFrame
        from av.error import BlockingIOError as NothingYet
        from av.error import EOFError as Ended

        while True:
            try:
                frame = self._graph.pull()
            except (NothingYet, Ended):
                return
            if isinstance(frame, AudioFrame):
                yield frame.to_ndarray().reshape(-1).astype(np.float32, copy=False)
