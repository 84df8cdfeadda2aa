"""What is done to many rows part by part in the window's thread: one act at a time.

The parts of an act belong together in its history only while nothing else is stored between them.
Until its end no job hands anything over, and whatever a person does meanwhile first lets it end.
"""

from collections.abc import Callable, Iterator
from functools import partial

from PySide6.QtCore import QObject

from ui.slicing import Slicer
from workbench.kernel.errors import UserError


class Acting(QObject):
    """Does one act after another.

    Args:
        failed: is told message and advice of an act that could not go on.
        parent: its owner.
    """

    def __init__(self, failed: Callable[[str, str], object], parent: QObject) -> None:
        super().__init__(parent)
        self._failed = failed
        self._slicer = Slicer(self)
        self._inside = False

    @property
    def busy(self) -> bool:
        """Whether an act is under way."""
        return self._slicer.busy

    def start(
        self,
        parts: Iterator[object],
        done: Callable[[], object],
        end: Callable[[], object] | None = None,
    ) -> None:
        """Begin an act, after the one before it.

        Args:
            parts: does a part with each step; a :class:`UserError` ends it, what was done stays.
            done: is called once all of it is done.
            end: is called at the end in any case, before ``done``.
        """
        self.settle()
        whole: list[bool] = []
        guarded = self._guarded(parts, whole)
        self._slicer.start(guarded, lambda _: None, partial(_end, whole, done, end))

    def settle(self) -> None:
        """Bring the act to its end at once, unless it is one of its parts that asks for it."""
        if not self._inside:
            self._slicer.finish()

    def _guarded(self, parts: Iterator[object], whole: list[bool]) -> Iterator[None]:
        while True:
            self._inside = True
            try:
                next(parts)
            except StopIteration:
                whole.append(True)
                return
            except UserError as error:
                self._failed(error.message, error.advice)
                return
            finally:
                self._inside = False
            yield


def _end(whole: list[bool], done: Callable[[], object], end: Callable[[], object] | None) -> None:
    if end is not None:
        end()
    if whole:
        done()
