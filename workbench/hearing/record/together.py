"""What was changed in a hearing, in its transcript and in its record: one order of time.

Transcript and record keep steps of their own. A person who undoes wants the last change taken back,
whichever page it was made on, so both are walked as one.
"""

from dataclasses import dataclass

from workbench.hearing.editing import Editing
from workbench.hearing.record.sheets import Sheets


@dataclass(frozen=True)
class Step:
    """One change: what it is called, when it was made, and whether it is of the transcript."""

    words: str
    when: str
    spoken: bool


class Together:
    """The changes of one hearing.

    Args:
        editing: of the transcript.
        sheets: of the record.
    """

    def __init__(self, editing: Editing, sheets: Sheets) -> None:
        self._editing = editing
        self._sheets = sheets

    def last(self) -> Step | None:
        """Return the change that would be undone; ``None`` where there is none."""
        return max(self._ends(back=True), key=lambda step: step.when, default=None)

    def next(self) -> Step | None:
        """Return the change that would be made again; ``None`` where there is none.

        What was undone before something else was changed is not made again.
        """
        undone = min(self._ends(back=False), key=lambda step: step.when, default=None)
        if undone is None:
            return None
        # Within one history the order is known; a clock that was set back does not disturb it.
        others = (step for step in self._ends(back=True) if step.spoken != undone.spoken)
        return undone if all(undone.when >= step.when for step in others) else None

    def _ends(self, back: bool) -> list[Step]:
        found = []
        for spoken, ends in (
            (True, self._editing.ends()),
            (False, self._sheets.ends(self._editing.hearing)),
        ):
            words, when = ends[0 if back else 1]
            if words:
                found.append(Step(words, when, spoken))
        return found
