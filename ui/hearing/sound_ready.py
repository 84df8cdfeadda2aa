"""Gets the libraries of sound ready before the first play, so that pressing it stalls nothing.

They are some 20 MB that lie on the disk until then. A thread reads the files, which only brings
them into the memory of the operating system; what is left to do then takes some 20 milliseconds.
"""

from collections.abc import Callable, Iterable
from concurrent.futures import Future, ThreadPoolExecutor
from importlib.util import find_spec
from pathlib import Path

PATTERNS = (
    *("QtMultimedia.*", "*Qt6Multimedia.*", "Qt/lib/libQt6Multimedia.so.?"),
    *("Qt/lib/libav*.so.??", "Qt/lib/libsw*.so.?", "av*.dll", "sw*.dll"),
    *("Qt/plugins/multimedia/*", "plugins/multimedia/*"),
)
"""Files of the sound libraries in the folder of PySide6, on Linux and on Windows."""
CHUNK = 1 << 20


def library_files() -> list[Path]:
    """Return the files of the sound libraries."""
    spec = find_spec("PySide6")
    folders = [Path(one) for one in spec.submodule_search_locations or ()] if spec else []
    found = {file for folder in folders for pattern in PATTERNS for file in folder.glob(pattern)}
    return sorted(file for file in found if file.is_file() and file.suffix not in (".pyi", ".py"))


def read_all(files: Callable[[], Iterable[Path]]) -> int:
    """Read files to their ends; return how many bytes they have. Unreadable ones are left out."""
    count = 0
    for file in files():
        try:
            with file.open("rb", buffering=0) as stream:
                while part := stream.read(CHUNK):
                    count += len(part)
        except OSError:
            continue
    return count


class SoundReady:
    """Reads once, in a thread of its own.

    Args:
        files: returns what is read.
    """

    def __init__(self, files: Callable[[], Iterable[Path]] = library_files) -> None:
        self._files = files
        self._reading: Future[int] | None = None

    def begin(self) -> "Future[int]":
        """Begin to read, or go on; return what tells the number of bytes."""
        if self._reading is None:
            thread = ThreadPoolExecutor(1, "sound-ready")
            self._reading = thread.submit(read_all, self._files)
            thread.shutdown(wait=False)
        return self._reading
