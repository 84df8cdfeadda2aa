"""Citations of law and of cases in any text on the screen: found in the background, shown, opened.

:class:`CitedText` is the part that every view shares. A view gives it its text, marks what
:attr:`CitedText.found` brings, and calls :meth:`CitedText.show` and :meth:`CitedText.open`.
"""

from bisect import bisect_right
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Self

from PySide6.QtCore import QObject, QPoint, QTimer, Signal
from PySide6.QtWidgets import QWidget
from shiboken6 import isValid

from ui.bridge import Bridge
from ui.widgets.citation_popup import CitationPopup
from ui.widgets.cited_cases import CasesInText, open_case
from workbench.kernel.advice import Source, SourceKind
from workbench.law.citation.telling import Told, tell
from workbench.law.model import Citation, Resolution
from workbench.law.precedents.cited import CitedCase, may_cite
from workbench.law.precedents.telling import tell_case
from workbench.statutes import RelevantDay, relevant_day

WAITING_MS = 30
_CASE_HINT = "按 Enter 或点击，在案例库中打开；Esc 收起"
_NO_CASE_HINT = "Esc 收起"

Cited = Citation | CitedCase
"""What a text cites: a place in a law, or a case."""


@dataclass
class _Task:
    """A text that is being looked through."""

    owner: "CitedText"
    number: int
    text: str
    within: str
    slices: Iterator[tuple[Citation, ...]] | None = None

    @property
    def wanted(self) -> bool:
        """Whether the text is still shown; the card that it stood on may be gone."""
        return isValid(self.owner) and self.owner.number == self.number


class CitationFinder(QObject):
    """Looks texts through for citations, a slice per turn of the event loop; one per bridge."""

    def __init__(self, bridge: Bridge) -> None:
        super().__init__(bridge)
        self._bridge = bridge
        self._tasks: deque[_Task] = deque()
        self._timer = QTimer(self)
        self._timer.timeout.connect(self._work)

    @classmethod
    def of(cls, bridge: Bridge) -> Self:
        """Return the finder of a bridge, made when it is first asked for."""
        found = bridge.findChild(cls)
        return found if found is not None else cls(bridge)

    @property
    def busy(self) -> bool:
        """Whether texts wait to be looked through."""
        return bool(self._tasks)

    def add(self, task: _Task) -> None:
        """Look a text through, after those that wait already."""
        self._tasks.append(task)
        self._timer.start(0)

    def _work(self) -> None:
        if self._bridge.closed or not self._tasks:
            self._tasks.clear()
            self._timer.stop()
            return
        law = self._bridge.workbench.law
        if not law.rules_ready():
            self._timer.setInterval(WAITING_MS)
            return
        self._timer.setInterval(0)
        task = self._tasks[0]
        if task.slices is None:
            task.slices = law.find_in_slices(task.text, task.within)
        found = next(task.slices, None) if task.wanted else None
        if found is None:
            self._tasks.popleft()
        elif found:
            task.owner.take(found)


class CitedText(QObject):
    """The citations of the text that one widget shows.

    No article is looked up until a person asks for a citation, so that a long text costs only the
    search for its citations, and that in slices. Cases are looked up beside the window.

    Signals:
        found: more citations (a tuple of :data:`Cited`) of the present text.
        renewed: some are no citations any more; those that are left are to be marked anew.
    """

    found = Signal(object)
    renewed = Signal()

    def __init__(self, owner: QWidget, bridge: Bridge, case_id: str = "") -> None:
        super().__init__(owner)
        self._owner = owner
        self._bridge = bridge
        self._case = case_id
        self.day_of: Callable[[], RelevantDay] | None = None
        self._popup: CitationPopup | None = None
        self._resolved: dict[Citation, Resolution] = {}
        self.citations: list[Cited] = []
        self.number = 0
        self._with_cases = False
        self._cases: CasesInText | None = None

    def follow_cases(self) -> None:
        """Look from now on for cases too, not only for law."""
        self._with_cases = True

    @property
    def looking_for_cases(self) -> bool:
        """Whether cases are being looked up."""
        return self._cases is not None and self._cases.busy

    def set_text(self, text: str, within: str = "", own: Sequence[str] = ()) -> None:
        """Take a new text; the citations of the one before are forgotten.

        Args:
            text: the text; the places of citations are Python indexes into it.
            within: title of the law that the text is part of, for 本法 and bare articles.
            own: case numbers in standard form that are the text's own.
        """
        self.number += 1
        self.citations = []
        self._resolved = {}
        self.hide()
        # Most texts cite nothing, and that is quickly seen.
        if "条" in text or "《" in text:
            CitationFinder.of(self._bridge).add(_Task(self, self.number, text, within))
        if self._with_cases:
            self._look_for_cases(text, own)

    def take(self, found: tuple[Citation, ...]) -> None:
        """Keep what the finder found."""
        self.citations = _ordered([*self.citations, *found])
        self.found.emit(found)

    def _look_for_cases(self, text: str, own: Sequence[str]) -> None:
        wanted = may_cite(text)
        if self._cases is None and wanted:
            self._cases = CasesInText(self, self._bridge, self._case)
            self._cases.found.connect(self._take_cases)
        if self._cases is not None:
            self._cases.set_text(text if wanted else "", own)

    def _take_cases(self, found: tuple[CitedCase, ...]) -> None:
        before = tuple(one for one in self.citations if isinstance(one, CitedCase))
        if found == before:
            return
        law = [one for one in self.citations if not isinstance(one, CitedCase)]
        self.citations = _ordered([*law, *found])
        if before:
            self.hide()
            self.renewed.emit()
        else:
            self.found.emit(found)

    def at(self, place: int) -> Cited | None:
        """Return the citation at a place of the text."""
        number = bisect_right(self.citations, place, key=lambda c: c.start) - 1
        citation = self.citations[number] if number >= 0 else None
        return citation if citation and citation.start <= place < citation.end else None

    def within(self, start: int, end: int) -> list[Cited]:
        """Return the citations that stand, or reach, between two places."""
        first = bisect_right(self.citations, start, key=lambda c: c.start)
        while first > 0 and self.citations[first - 1].end > start:
            first -= 1
        last = bisect_right(self.citations, end - 1, key=lambda c: c.start)
        return self.citations[first:last]

    def beside(self, place: int, step: int) -> Cited | None:
        """Return the next citation after a place (+1) or the one before it (-1)."""
        if step > 0:
            return next((c for c in self.citations if c.start > place), None)
        return next((c for c in reversed(self.citations) if c.end <= place), None)

    def day(self) -> RelevantDay:
        """Return the day by which the law is shown, by :attr:`day_of` where it is set."""
        if self.day_of is not None:
            return self.day_of()
        papers = self._bridge.workbench.papers
        case = self._bridge.attempt(lambda: papers.case(self._case)) if self._case else None
        return relevant_day(case)

    def told(self, citation: Cited) -> Told | None:
        """Return what the library says of a citation; ``None`` after a problem that was told."""
        if isinstance(citation, CitedCase):
            return tell_case(citation)
        resolution = self._resolution(citation)
        return tell(resolution, self.day().day) if resolution else None

    def show(self, citation: Cited, below: QPoint) -> None:
        """Show what is said of a citation in a small window below a point of the screen."""
        told = self.told(citation)
        if told is None:
            return
        if self._popup is None:
            self._popup = CitationPopup(self._owner)
        if isinstance(citation, CitedCase):
            hint = _CASE_HINT if citation.found else _NO_CASE_HINT
            self._popup.tell(told, "", below, hint, "所引案例")
        else:
            self._popup.tell(told, self.day().why, below)

    def hide(self) -> bool:
        """Hide the small window; say whether it was there."""
        shown = self._popup is not None and self._popup.isVisible()
        if self._popup is not None:
            self._popup.hide()
        return shown

    def open(self, citation: Cited, below: QPoint) -> None:
        """Open what is cited in its library; say so where the library has it not.

        Args:
            citation: what is opened.
            below: point of the screen below which it is said.
        """
        self.hide()
        if not isinstance(citation, CitedCase):
            self._open_article(citation)
        elif not open_case(self._bridge, self._owner, citation):
            self.show(citation, below)

    def _open_article(self, citation: Citation) -> None:
        resolution = self._resolution(citation)
        if resolution is None:
            return
        law = self._bridge.workbench.law
        stored = self._bridge.attempt(lambda: law.cited(resolution))
        if stored is None:
            self._bridge.notice.emit(resolution.note or "本库没有所引条文。")
            return
        label = f"《{stored.version.title}》{stored.article.label}"
        self._bridge.open_source.emit(Source(SourceKind.ARTICLE, label, str(stored.id)))

    def _resolution(self, citation: Citation) -> Resolution | None:
        if citation not in self._resolved:
            law, day = self._bridge.workbench.law, self.day().day
            answer = self._bridge.attempt(lambda: law.resolve(citation, day))
            if answer is None:
                return None
            self._resolved[citation] = answer
        return self._resolved[citation]


def _ordered(citations: Sequence[Cited]) -> list[Cited]:
    return sorted(citations, key=lambda one: one.start)
