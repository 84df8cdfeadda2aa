"""What is done to many turns: part by part, so that nothing else waits, and undone as one.

Each part is a transaction and a step of the history; steps with the same act are undone together.
A program that is killed in the middle leaves the parts that were done, and one undo takes them
back.
"""

from collections.abc import Callable, Iterator, Sequence
from contextlib import AbstractContextManager
from typing import TypeVar

T = TypeVar("T")
PART = 100
"""Turns of a part: some hundredths of a second on an office machine."""


class Act:
    """An act that was not begun yet. Iterate over it, which stops between parts, or do it at once.

    Args:
        parts: yields between two parts; each returns how much it did through ``count``.
        tell: tells others what was changed.
        together: one transaction around all parts.

    Attributes:
        count: how much was done so far: turns or places, as the act says.
        touched: ids of turns that were changed, made or taken away so far.
        words: what the act is called.
    """

    def __init__(
        self,
        parts: "Callable[[Act], Iterator[None]]",
        tell: Callable[[], object],
        together: Callable[[], AbstractContextManager[None]],
    ) -> None:
        self.count = 0
        self.touched: frozenset[str] = frozenset()
        self.words = ""
        self._parts = parts(self)
        self._tell = tell
        self._together = together

    def __iter__(self) -> Iterator[None]:
        """Do it; stops between two parts, each of which is told and stays if the rest fails.

        Raises:
            UserError: as the act says.
        """
        for _between in self._parts:
            self._tell()
            yield
        self._tell()

    def at_once(self) -> int:
        """Do all of it in one transaction, and return how much was done.

        Raises:
            UserError: as the act says; nothing was changed.
        """
        with self._together():
            for _between in self._parts:
                pass
        self._tell()
        return self.count


def in_parts(items: Sequence[T], most: int = PART) -> Iterator[Sequence[T]]:
    """Cut a sequence into parts, the last of which may be shorter; none of an empty one."""
    for first in range(0, len(items), most):
        yield items[first : first + most]
