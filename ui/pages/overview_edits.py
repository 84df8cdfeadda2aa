"""Edits of one case from its overview, and their undo as long as the page is open."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QObject, Signal

from ui.bridge import Bridge
from workbench.papers.case_desk import CaseDesk
from workbench.papers.model import Case

PARTIES = ("parties", "order")
MOST = 200


@dataclass(frozen=True)
class Step:
    """An edit that can be undone: its name in words, the case as typed before, the fields."""

    words: str
    before: Case
    names: tuple[str, ...]


class CaseEdits(QObject):
    """Carries out edits of a case and takes them back, newest first.

    Signals:
        moved: there is another step to undo now.
    """

    moved = Signal()

    def __init__(self, bridge: Bridge, case_id: str, parent: QObject) -> None:
        super().__init__(parent)
        self._bridge = bridge
        self._id = case_id
        self._steps: list[Step] = []

    @property
    def desk(self) -> CaseDesk:
        """Where edits are made."""
        return self._bridge.workbench.papers.desk

    @property
    def case(self) -> str:
        """Id of the case."""
        return self._id

    @property
    def words(self) -> str:
        """What would be undone; empty for nothing."""
        return self._steps[-1].words if self._steps else ""

    def set(self, words: str, **fields: Any) -> bool:
        """Change fields of the case; ``False`` if it was refused (the reason was shown)."""
        action = lambda: self.desk.update(self._id, **fields)  # noqa: E731
        return self.run(words, tuple(fields), action)

    def party(self, words: str, key: str, **fields: Any) -> bool:
        """Change fields of a party."""
        return self.run(words, PARTIES, lambda: self.desk.edit_party(self._id, key, **fields))

    def run(self, words: str, names: Sequence[str], action: Callable[[], object]) -> bool:
        """Carry out an edit of some fields as typed; ``False`` if it was refused.

        Once the workbench is closed nothing is written; what was typed is kept as a draft.
        """
        if self._bridge.closed:
            return False

        def carry_out() -> Case:
            before = self.desk.typed(self._id)
            action()
            return before

        before = self._bridge.attempt(carry_out)
        if before is None:
            return False
        self._steps = [*self._steps, Step(words, before, tuple(names))][-MOST:]
        self.moved.emit()
        return True

    def undo(self) -> None:
        """Take the newest edit back."""
        if not self._steps:
            return
        step = self._steps[-1]
        back = lambda: (self.desk.put_back(self._id, step.before, step.names), True)  # noqa: E731
        if self._bridge.attempt(back) is not None:
            self._steps.pop()
            self.moved.emit()
