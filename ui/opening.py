"""What can be opened, and where: in the pane in use, beside it, in another window.

Where a source opens (the link of a card, a citation): a page that is open anywhere is brought to
the front there, so that a paper on the second screen stays on the second screen. Otherwise a source
never covers work: beside an overview or a draft it opens in the other pane, where there is room for
two; of two panes the one that shows work stays as it is.
"""

from collections import OrderedDict
from collections.abc import Callable

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtWidgets import QWidget

from ui import going, routes
from ui import place as places
from ui.bridge import Bridge
from ui.case_acts import CaseActs
from ui.importing import Importer
from ui.panes import Panes
from ui.place import Place
from ui.routes import overview_key, paper_key, precedent_key
from ui.search_report import SearchReports
from ui.tabs import WorkTabs
from ui.widgets.drawing import Drawer
from ui.windows import Windows
from workbench.kernel.advice import Source, SourceKind
from workbench.kernel.changes import Changes

MOST_CLOSED = 30
MOST_PLACES = 200


class Opening(QObject):
    """Opens pages in the windows; the :class:`ui.routes.Desk` of every page.

    Signals:
        case_changed: id of the case that is open now; empty for none.
        review_wanted: what awaits a decision is to be shown.
        messages_wanted: the list of messages is to be shown.

    Attributes:
        windows: all windows of the program.
        acts: what is done to cases.
        reports: reports of searches for similar cases.
        places: where each page was, by key.
    """

    case_changed = Signal(str)
    review_wanted = Signal()
    messages_wanted = Signal()

    def __init__(self, bridge: Bridge, importer: Importer) -> None:
        super().__init__()
        self._bridge = bridge
        self._drawer = Drawer(bridge.workbench.workspace.vault, self)
        self._case = ""
        self._closed: list[str] = []
        self.windows = Windows(self)
        self.acts = CaseActs(self, importer)
        self.reports = SearchReports(self)
        self.places: OrderedDict[str, Place] = OrderedDict()
        bridge.failed.connect(self.windows.tell_problem)
        bridge.notice.connect(self.windows.tell_notice)
        bridge.open_source.connect(self.open_source)
        bridge.open_case.connect(self.open_case)
        bridge.open_page.connect(self.go)
        bridge.changed.connect(self._on_changes)
        self.case_changed.connect(self._drawer.warm_later)

    # The desk of a page

    @property
    def bridge(self) -> Bridge:
        """The open workbench."""
        return self._bridge

    @property
    def drawer(self) -> Drawer:
        """Draws pages of papers."""
        return self._drawer

    @property
    def case(self) -> str:
        """Id of the open case; empty while there is none."""
        return self._case

    def on_case(self, slot: Callable[[str], object]) -> None:
        """Call a page's method with the id of the open case, now and at each change."""
        slot(self._case)
        self.case_changed.connect(slot)

    def open_key(self, key: str) -> QWidget | None:
        """Bring a page to the front where it is open, else in the pane in use.

        Returns:
            the page; ``None`` if what it shows is gone (said in the message bar).
        """
        window = self.windows.holding(key) or self.windows.active()
        pane = window.panes.pane_of(key) or window.panes.pane
        return self.open_in(window.panes, pane, key)

    def go(self, key: str) -> None:
        """Open a page, or a place in it as ``settings:keys`` or ``help:journal``."""
        going.go(self.open_key, key)

    def help(self) -> None:
        """Open the manual at the chapter on where the person is."""
        window = self.windows.active()
        self.go(going.help_key(window.focusWidget(), window.tabs.currentWidget()))

    def open_case(self, case_id: str) -> None:
        """Open a case at its overview."""
        self.open_key(overview_key(case_id))

    def new_case(self) -> None:
        """Make a case and open it."""
        self.acts.new_case()

    def delete_case(self, case_id: str) -> None:
        """Delete a case after asking."""
        self.acts.delete_case(case_id)

    def choose_files(self) -> None:
        """Import files that the person chooses."""
        self.acts.choose_files()

    def choose_folder(self) -> None:
        """Import a folder that the person chooses."""
        self.acts.choose_folder()

    def review(self) -> None:
        """Show what awaits a decision."""
        self.review_wanted.emit()

    def show_messages(self) -> None:
        """Show the list of messages, in the main window."""
        self.messages_wanted.emit()

    # Where

    def open_in(self, panes: Panes, pane: WorkTabs, key: str) -> QWidget | None:
        """Bring a page to the front in a pane, and the keyboard into it."""
        page = self._bridge.attempt(lambda: self._open(pane, key))
        if page is None:
            if pane.page(key) is not None and key not in pane.made_pages():
                pane.close_key(key)  # a tab that waited for what is gone meanwhile
            return None
        panes.use(pane)
        window = page.window()
        if window is not self.windows.active():
            window.activateWindow()
        page.setFocus(Qt.FocusReason.OtherFocusReason)
        return page

    def make_waiting(self, pane: WorkTabs, key: str) -> None:
        """Make the page of a tab that came to the front, or that the history leads back to."""
        window = self.windows.holding(key)
        if window is not None and pane.page(key) is None:
            self.open_key(key)  # the history leads to a page that went to another pane
        elif self._bridge.attempt(lambda: self._open(pane, key)) is None:
            pane.close_key(key)

    def open_beside(self, key: str = "") -> QWidget | None:
        """Open a page in the other pane; the page in front goes there itself if none is named."""
        panes = self.windows.active().panes
        wanted = key or panes.pane.current_key()
        if not key and panes.pane.count() < 2 and not panes.is_split:
            self._bridge.notice.emit("只打开了一个页面。再打开一个页面后，可把它移到右侧。")
            return None
        target = panes.other
        panes.carry(wanted, target)
        return self.open_in(panes, target, wanted) if wanted else None

    def open_source(self, source: Source) -> None:
        """Open what a source points at, and mark the place."""
        if source.kind is SourceKind.PAPER:
            from ui.pages.papers import PaperPage

            page = self._open_source(paper_key(source.target))
            if isinstance(page, PaperPage) and source.anchor is not None:
                page.open_anchor(source.anchor)
        elif source.kind is SourceKind.ARTICLE:
            from ui.pages.library import LibraryPage

            page = self._open_source(routes.LIBRARY)
            if isinstance(page, LibraryPage):
                self._bridge.attempt(lambda: page.open_article(int(source.target)))
        elif source.kind is SourceKind.PRECEDENT:
            self._open_source(precedent_key(source.target))

    def tear_off(self, key: str = "") -> None:
        """Show a page in a window of its own, for a second screen."""
        window = self.windows.active()
        wanted = key or window.panes.pane.current_key()
        holding = self.windows.holding(wanted)
        if holding is None:
            return
        leaf = (holding.panes.pane_of(wanted) or holding.panes.pane).take(wanted)
        if leaf is not None:
            self.windows.new_window().panes.pane.put(leaf)

    def bring_home(self, key: str) -> None:
        """Bring a page back from its own window into the main one."""
        self.take_over(key, self.windows.main.panes, self.windows.main.panes.pane)

    def take_over(self, key: str, panes: Panes, pane: WorkTabs) -> None:
        """Bring an open page into a pane of any window, as it is."""
        holding = self.windows.holding(key)
        if holding is None:
            return
        if holding.panes is panes:
            panes.carry(key, pane)
            return
        leaf = (holding.panes.pane_of(key) or holding.panes.pane).take(key)
        if leaf is not None:
            pane.put(leaf)
            panes.use(pane)

    # Closing

    def close_page(self) -> None:
        """Close the page in front."""
        pane = self.windows.active().panes.pane
        pane.close_tab(pane.currentIndex())

    def close_key(self, key: str) -> None:
        """Close a page wherever it is."""
        window = self.windows.holding(key)
        if window is not None:
            window.panes.close_key(key)

    def close_gone(self, key: str) -> None:
        """Close the page of what was deleted, and forget what was typed there."""
        self.close_key(key)
        self.places.pop(key, None)
        self._closed = [old for old in self._closed if old != key]

    def note_closing(self, key: str, page: QWidget) -> None:
        """Remember where a page was, and that it can be opened again."""
        self.note_place(key, page)
        self._closed = [*(old for old in self._closed if old != key), key][-MOST_CLOSED:]

    def note_place(self, key: str, page: QWidget) -> None:
        """Remember where a page is."""
        place = places.place_of(page)
        if place:
            self.places[key] = place
            self.places.move_to_end(key)
            if len(self.places) > MOST_PLACES:
                self.places.popitem(last=False)

    def reopen(self) -> None:
        """Open the page again that was closed last."""
        while self._closed:
            key = self._closed.pop()
            if self.windows.holding(key) is None and routes.exists(self._bridge, key):
                self.open_key(key)
                return
        self._bridge.notice.emit("没有可以重新打开的页面。")

    # The open case

    def follow(self, key: str) -> None:
        """Make the case of the page in front the open one; pages of no case leave it as it is."""
        case = routes.case_of(self._bridge, key) if key else None
        if case is not None and case != self._case:
            self._case = case
            self.case_changed.emit(case)

    # Parts

    def _open(self, pane: WorkTabs, key: str) -> QWidget:
        route, title = routes.route(key), routes.title(self._bridge, key)

        def make() -> QWidget:
            page = route.make(self, routes.split(key)[1])
            places.send(page, self.places.get(key, {}))
            return page

        return pane.open(key, make, title, route.icon)

    def _open_source(self, key: str) -> QWidget | None:
        if self.windows.holding(key) is not None:
            return self.open_key(key)
        panes = self.windows.active().panes
        target = panes.pane
        work = {pane: _shows_work(pane) for pane in panes.panes()}
        if panes.is_split:
            target = panes.pane if work[panes.other] and not work[panes.pane] else panes.other
        elif work[panes.pane] and panes.has_room:
            target = panes.other
        return self.open_in(panes, target, key)

    def _on_changes(self, changes: Changes) -> None:
        if changes.kinds & {"cases", "papers"}:
            for window in self.windows.all():
                for pane in window.panes.panes():
                    self._retitle(pane)

    def _retitle(self, pane: WorkTabs) -> None:
        for key in pane.open_keys():
            if routes.exists(self._bridge, key):
                pane.retitle(key, routes.title(self._bridge, key))


def _shows_work(pane: WorkTabs) -> bool:
    key = pane.current_key()
    return bool(key) and routes.route(key).work
