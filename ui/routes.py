"""Pages by key: what each key opens, with what title and icon."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial

from PySide6.QtWidgets import QWidget

from ui.bridge import Bridge
from ui.pages.cases import CasesPage
from ui.pages.overview import OverviewPage
from ui.pages.papers import PaperPage
from ui.tabs import WorkTabs
from ui.widgets.drawing import Drawer

CASES, LIBRARY, SETTINGS, JOURNAL, HELP = "cases", "library", "settings", "journal", "help"


def overview_key(case_id: str) -> str:
    """Return the key of a case's overview."""
    return f"overview:{case_id}"


def paper_key(document_id: str) -> str:
    """Return the key of a paper."""
    return f"paper:{document_id}"


@dataclass(frozen=True)
class Route:
    """How a page is opened: its title, its icon, and how it is made."""

    title: str
    icon: str
    make: Callable[[], QWidget]


class Routes:
    """Opens pages in the tabs."""

    def __init__(self, bridge: Bridge, drawer: Drawer, tabs: WorkTabs) -> None:
        self._bridge = bridge
        self._drawer = drawer
        self._tabs = tabs

    def open(self, key: str, prepare: Callable[[QWidget], None]) -> QWidget:
        """Bring the page of a key to the front.

        Args:
            key: ``cases``, ``overview:ID``, ``paper:ID``, ``library``, ``settings``, ``journal``.
            prepare: called with a page that was made just now.

        Returns:
            the page.

        Raises:
            UserError: the case or paper is gone.
        """
        route = self._route(key)

        def make() -> QWidget:
            page = route.make()
            prepare(page)
            return page

        return self._tabs.open(key, make, route.title, route.icon)

    def title(self, key: str) -> str:
        """Return the present title of a page.

        Raises:
            UserError: the case or paper is gone.
        """
        return self._route(key).title

    def _route(self, key: str) -> Route:
        room, _, identity = key.partition(":")
        papers = self._bridge.workbench.papers
        if room == "overview":
            case = papers.case(identity)
            make = partial(OverviewPage, self._bridge, identity)
            return Route(case.number or case.title, "overview", make)
        if room == "paper":
            document = papers.document(identity)
            draw = partial(PaperPage, self._bridge, self._drawer, identity)
            return Route(document.name, "paper", draw)
        alone = {
            LIBRARY: Route("法规库", "library", self._library),
            SETTINGS: Route("设置", "settings", self._settings),
            JOURNAL: Route("操作日志", "journal", self._journal),
            HELP: Route("帮助", "help", self._help),
        }
        return alone.get(room, Route("案件", "case", partial(CasesPage, self._bridge)))

    def _library(self) -> QWidget:
        from ui.pages.library import LibraryPage

        return LibraryPage(self._bridge)

    def _settings(self) -> QWidget:
        from ui.pages.settings import SettingsPage

        return SettingsPage(self._bridge)

    def _help(self) -> QWidget:
        from ui.pages.help import HelpPage

        return HelpPage(self._bridge)

    def _journal(self) -> QWidget:
        from ui.pages.journal import JournalPage

        return JournalPage(self._bridge)
