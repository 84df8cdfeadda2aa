"""Reads the outlines of a hearing's recordings beside the window."""

from functools import partial

from PySide6.QtCore import QObject, Signal

from ui.answer import Answer
from ui.bridge import Bridge
from ui.hearing.outline import Outline
from workbench.hearing.timeline import Span, Timeline


class Outlines(QObject):
    """Keeps the outlines that were read; those of recordings that moved are only moved.

    Signals:
        changed: there are outlines that were not there before.
    """

    changed = Signal()

    def __init__(self, bridge: Bridge, parent: QObject) -> None:
        super().__init__(parent)
        self._bridge = bridge
        self._kept: dict[str, Outline] = {}
        self._waiting: list[Span] = []
        self._tried: set[tuple[str, float]] = set()
        self._answer: Answer[Outline | None] = Answer(self, bridge, self._take)

    @property
    def busy(self) -> bool:
        """Whether one is being read."""
        return self._answer.awaited

    def of(self, timeline: Timeline) -> list[Outline]:
        """Return the outlines that are there, and begin to read the others."""
        found = []
        for span in timeline.spans:
            kept = self._kept.get(span.recording.id)
            if kept is not None:
                found.append(Outline(span, kept.levels))
            elif (span.recording.id, span.recording.seconds) not in self._tried:
                self._tried.add((span.recording.id, span.recording.seconds))
                self._waiting.append(span)
        self._next()
        return found

    def _next(self) -> None:
        if self._waiting and not self._answer.awaited and not self._bridge.closed:
            span, beside = self._waiting.pop(0), self._bridge.workbench.hearing_beside
            self._answer.wait(beside.peaks(span.recording.id, partial(Outline.of, span)))

    def _take(self, outline: Outline | None) -> None:
        if outline is not None and outline.levels[0].low.shape[1]:
            self._kept[outline.span.recording.id] = outline
            self.changed.emit()
        self._next()
