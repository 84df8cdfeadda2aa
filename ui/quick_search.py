"""The search of Ctrl+K: what is at hand at once, papers' text and articles a moment later.

Cases, commands, settings and help are in memory: they are there at the key stroke. Papers, their
text and the library are searched by threads of their own with read-only connections, as ranking a
common word over a large library takes longer than a window may stand still.
"""

from collections.abc import Callable, Sequence
from concurrent.futures import Future
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal

from ui import quick_entries as found
from ui.quick_entries import Group
from workbench.kernel.errors import UserError
from workbench.law.precedents.model import PrecedentHead
from workbench.law.precedents.repository import Filters as PrecedentFilters
from workbench.law.searching import Filters, Found
from workbench.papers.finder import PapersFound

if TYPE_CHECKING:
    from ui.opening import Opening
    from ui.window_actions import WindowActions

TYPING_MS = 90
LOOK_MS = 15


class QuickSearch(QObject):
    """Finds what a text may mean.

    Signals:
        changed: there are other groups now.
    """

    changed = Signal()

    def __init__(self, opening: "Opening", actions: Callable[[], "WindowActions"]) -> None:
        super().__init__(opening)
        self._opening = opening
        self._actions = actions
        self._text = ""
        self._fast: list[Group] = []
        self._jump: list[Group] = []
        self._papers: list[Group] = []
        self._law: list[Group] = []
        self._asked_papers: Future[PapersFound | None] | None = None
        self._asked_law: Future[Found | None] | None = None
        self._precedents: list[Group] = []
        self._asked_precedents: Future[list[PrecedentHead] | None] | None = None
        self._jump_wanted = False
        self._typing = QTimer(self)
        self._typing.setSingleShot(True)
        self._typing.setInterval(TYPING_MS)
        self._typing.timeout.connect(self._ask)
        self._looking = QTimer(self)
        self._looking.setInterval(LOOK_MS)
        self._looking.timeout.connect(self._look)

    @property
    def groups(self) -> Sequence[Group]:
        """What was found: the best of what is at hand first, then papers, text and articles."""
        slow = [group for group in (*self._papers, *self._precedents, *self._law) if group.entries]
        return [*self._jump, *found.in_order(self._fast, self._text), *slow]

    @property
    def busy(self) -> bool:
        """Whether more may come."""
        return self._typing.isActive() or self._looking.isActive()

    def search(self, text: str) -> None:
        """Search for a text; without one: cases, papers of the open case, commands."""
        self._text = text
        opening, bridge = self._opening, self._opening.bridge
        self._fast = [
            found.of_cases(opening, bridge.cases.rows(), text),
            found.of_commands(self._actions().all(), bridge.shortcuts, text),
            found.of_places(opening, text),
        ]
        self._jump, self._papers, self._law, self._precedents = [], [], [], []
        self._looking.stop()
        self._typing.start()
        self.changed.emit()

    def stop(self) -> None:
        """Search no more."""
        self._typing.stop()
        self._looking.stop()

    def _ask(self) -> None:
        workbench = self._opening.bridge.workbench
        if self._opening.bridge.closed:
            return
        text = self._text.strip()
        self._asked_papers = self._asked_law = self._asked_precedents = None
        if text or self._opening.case:
            self._asked_papers = workbench.finder.find(text, self._opening.case)
        if text:
            self._asked_law = workbench.law.glancing.search(text, Filters(), found.MOST)
        if len(text) > 1:
            glancing = workbench.precedents.glancing
            self._asked_precedents = glancing.by_name(PrecedentFilters(text), found.MOST)
        self._jump_wanted = bool(text)
        self._looking.start()

    def _look(self) -> None:
        changed = self._look_for_number()
        try:
            if self._asked_papers is not None and self._asked_papers.done():
                papers, self._asked_papers = self._asked_papers.result(), None
                self._papers = found.of_papers(self._opening, papers) if papers else []
                changed = True
            if self._asked_law is not None and self._asked_law.done():
                law, self._asked_law = self._asked_law.result(), None
                self._law = [found.of_law(self._opening, law.hits)] if law else []
                changed = True
            if self._asked_precedents is not None and self._asked_precedents.done():
                heads, self._asked_precedents = self._asked_precedents.result(), None
                self._precedents = [found.of_precedents(self._opening, heads or ())]
                changed = True
        except UserError as error:
            self._asked_papers = self._asked_law = self._asked_precedents = None
            self._opening.bridge.failed.emit(error.message, error.advice)
        asked = (self._asked_papers, self._asked_law, self._asked_precedents)
        if not any(asked) and not self._jump_wanted:
            self._looking.stop()
            changed = True
        if changed:
            self.changed.emit()

    def _look_for_number(self) -> bool:
        """Look up 民法典577 once the names of the laws are at hand; say whether it was found."""
        law = self._opening.bridge.workbench.law
        if not self._jump_wanted or not law.rules_ready():
            return False
        self._jump_wanted = False
        group = found.of_jump(self._opening, law.jump(self._text.strip()))
        self._jump = [group] if group.entries else []
        return bool(self._jump)
