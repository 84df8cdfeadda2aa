"""Cases that a text on the screen cites, looked up beside the window in the library of precedents.

Where the library is switched off there are none. They are looked up again when the library or a
switch changes.
"""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from ui.answer import Answer
from ui.asking import choose
from ui.bridge import Bridge
from ui.soon import Soon
from ui.words import chinese_date
from workbench.kernel.advice import Source, SourceKind
from workbench.kernel.changes import Changes
from workbench.kernel.clock import today
from workbench.kernel.errors import UserError
from workbench.law.precedents.cited import CitedCase
from workbench.law.precedents.service import FEATURE

AGAIN_MS = 400
_PIECE = 50_000
"""Characters that are looked through in one go; Python's lock is held meanwhile."""


class CasesInText(QObject):
    """The cases that one text cites.

    Args:
        parent: its owner.
        bridge: the open workbench.
        case_id: case whose switch counts and whose own number is no citation; may be empty.

    Signals:
        found: all :class:`CitedCase` of the present text (a tuple).
    """

    found = Signal(object)

    def __init__(self, parent: QObject, bridge: Bridge, case_id: str) -> None:
        super().__init__(parent)
        self._bridge = bridge
        self._case = case_id
        self._text = ""
        self._own: tuple[str, ...] = ()
        self._starts: list[int] = []
        self._answer: Answer[list[list[CitedCase]]] = Answer(
            self, bridge, self._take, lambda _: None
        )
        self._later = Soon(self, bridge, AGAIN_MS, self._ask)
        bridge.changed.connect(self._on_changed)

    @property
    def busy(self) -> bool:
        """Whether an answer is awaited."""
        return self._answer.awaited or self._later.isActive()

    def set_text(self, text: str, own: Sequence[str] = ()) -> None:
        """Take a new text; ``own`` numbers are its own and no citations."""
        self._text, self._own = text, tuple(own)
        self._ask()

    def _ask(self) -> None:
        self._answer.forget()
        workbench = self._bridge.workbench
        if not self._text or not workbench.switches.is_on(FEATURE, self._case):
            self.found.emit(())
            return
        pieces = list(_pieces(self._text))
        self._starts = [start for start, _ in pieces]
        texts = [piece for _, piece in pieces]
        try:
            own = (*self._own, *self._numbers())
            self._answer.wait(workbench.precedents.ask_check(texts, today(), own))
        except UserError:
            self.found.emit(())  # switched off, or the case is gone: nothing is marked

    def _numbers(self) -> tuple[str, ...]:
        if not self._case:
            return ()
        number = self._bridge.workbench.papers.case(self._case).number
        return (number,) if number else ()

    def _take(self, answers: list[list[CitedCase]]) -> None:
        self.found.emit(
            tuple(
                replace(case, start=case.start + start, end=case.end + start)
                for start, cases in zip(self._starts, answers, strict=True)
                for case in cases
            )
        )

    def _on_changed(self, changes: Changes) -> None:
        if changes.kinds & {"precedents", "switches"} and self._text:
            self._later.ask()


def open_case(bridge: Bridge, owner: QWidget, case: CitedCase) -> bool:
    """Open a cited case; where its number has several documents, ask which one.

    Returns:
        Whether the library has it.
    """
    heads = bridge.workbench.precedents.library.heads([head.id for head in case.found])
    found = [heads[head.id] for head in case.found if head.id in heads]
    if len(found) > 1:
        names = [f"{head.document or head.title}（{chinese_date(head.decided)}）" for head in found]
        question = f"{case.number}有几件文书，打开哪一件？"
        place = choose(owner.window(), "打开案例", question, names)
        if place < 0:
            return True
        found = found[place : place + 1]
    for head in found:
        bridge.open_source.emit(Source(SourceKind.PRECEDENT, case.number, str(head.id)))
    return bool(found)


def _pieces(text: str) -> Iterator[tuple[int, str]]:
    """Cut a long text at ends of lines; yields places and pieces."""
    start = 0
    while start < len(text):
        cut = text.find("\n", start + _PIECE) + 1 or len(text)
        yield start, text[start:cut]
        start = cut
