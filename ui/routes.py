"""Pages by key: the table of what each key opens.

A key is ``room`` or ``room:identity``, as ``library`` or ``paper:ID``. To add a page, add a row to
:data:`ROUTES`; its module is imported when the page is first opened, not when the window starts.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Protocol

from PySide6.QtWidgets import QWidget

from ui import hearing_routes as hearings
from ui.bridge import Bridge
from ui.widgets.drawing import Drawer
from workbench.kernel.errors import UserError

CASES, LIBRARY, SETTINGS, JOURNAL, HELP = "cases", "library", "settings", "journal", "help"
WELCOME, KNOWLEDGE, PRECEDENTS = "welcome", "knowledge", "precedents"


def overview_key(case_id: str) -> str:
    """Return the key of a case's overview."""
    return f"overview:{case_id}"


def paper_key(document_id: str) -> str:
    """Return the key of a paper."""
    return f"paper:{document_id}"


def confirmation_key(case_id: str) -> str:
    """Return the key of the form in which a case's values are confirmed."""
    return f"confirmation:{case_id}"


def precedent_key(precedent_id: int | str) -> str:
    """Return the key of a judgment or an entry of the library of precedents."""
    return f"precedent:{precedent_id}"


def comparison_key(case_id: str, precedent_id: int | str) -> str:
    """Return the key of the page that sets a case and a precedent side by side."""
    return f"comparison:{case_id}/{precedent_id}"


def known(key: str) -> bool:
    """Say whether there is a page of this kind, so that nothing dead is shown."""
    return split(key)[0] in ROUTES


class Desk(Protocol):
    """What a page may ask of the window in which it stands."""

    @property
    def bridge(self) -> Bridge:
        """The open workbench."""

    @property
    def drawer(self) -> Drawer:
        """Draws pages of papers."""

    def on_case(self, slot: Callable[[str], object]) -> None:
        """Call a page's method with the id of the open case, now and at each change."""

    def open_key(self, key: str) -> QWidget | None:
        """Bring a page to the front."""

    def open_case(self, case_id: str) -> None:
        """Open a case at its overview."""

    def new_case(self) -> None:
        """Make a case and open it."""

    def delete_case(self, case_id: str) -> None:
        """Delete a case after asking."""

    def close_gone(self, key: str) -> None:
        """Close the page of what was deleted."""

    def choose_files(self) -> None:
        """Import files that the person chooses."""

    def choose_folder(self) -> None:
        """Import a folder that the person chooses."""

    def review(self) -> None:
        """Show what awaits a decision."""


@dataclass(frozen=True)
class Route:
    """A kind of page.

    Attributes:
        icon: name of its icon.
        title: returns a page's title from its identity; raises :class:`UserError` where what it
            shows is gone.
        make: makes the page and connects its signals.
        case: returns the case that a page belongs to; ``None`` leaves the open case as it is,
            the empty string leaves every case.
        work: a person writes or decides in it; a source that is opened from it stands beside it.
    """

    icon: str
    title: Callable[[Bridge, str], str]
    make: Callable[[Desk, str], QWidget]
    case: Callable[[Bridge, str], str | None] = lambda _bridge, _identity: None
    work: bool = False


def split(key: str) -> tuple[str, str]:
    """Return room and identity of a key."""
    room, _, identity = key.partition(":")
    return room, identity


def route(key: str) -> Route:
    """Return the row of a key.

    Raises:
        UserError: there is no such page, as in a layout that a newer version kept.
    """
    room, _ = split(key)
    if room not in ROUTES:
        raise UserError("没有这个页面，无法打开。", "可从工具栏或查找（Ctrl+K）进入。")
    return ROUTES[room]


def title(bridge: Bridge, key: str) -> str:
    """Return the present title of a page.

    Raises:
        UserError: what it shows is gone.
    """
    return route(key).title(bridge, split(key)[1])


def exists(bridge: Bridge, key: str) -> bool:
    """Say whether a key can be opened."""
    try:
        title(bridge, key)
    except UserError:
        return False
    return True


def case_of(bridge: Bridge, key: str) -> str | None:
    """Return the case of a page; ``None`` for a page of no case, or one whose case is gone."""
    try:
        case = route(key).case(bridge, split(key)[1])
        return bridge.workbench.papers.case(case).id if case else case
    except UserError:
        return None


# Titles and cases


def _named(name: str) -> Callable[[Bridge, str], str]:
    return lambda _bridge, _identity: name


def _case_title(bridge: Bridge, identity: str) -> str:
    case = bridge.workbench.papers.case(identity)
    return case.number or case.title


def _paper_title(bridge: Bridge, identity: str) -> str:
    return bridge.workbench.papers.document(identity).name


def _case_itself(_bridge: Bridge, identity: str) -> str:
    return identity


def _no_case(_bridge: Bridge, _identity: str) -> str:
    return ""


def _case_of_paper(bridge: Bridge, identity: str) -> str:
    return bridge.workbench.papers.document(identity).case


def _precedent_title(bridge: Bridge, identity: str) -> str:
    number = int(identity) if identity.isdigit() else 0
    heads = bridge.workbench.precedents.library.heads([number])
    if number not in heads:
        raise UserError(
            "案例库中没有这一件，可能已被删除或被更完整的一份取代。", "请在案例库中重新查找。"
        )
    head = heads[number]
    return head.number or head.library_number or head.title


def _comparison_title(bridge: Bridge, identity: str) -> str:
    case, _, precedent = identity.partition("/")
    bridge.workbench.papers.case(case)
    return f"对照 {_precedent_title(bridge, precedent)}"


def _case_of_comparison(_bridge: Bridge, identity: str) -> str:
    return identity.partition("/")[0]


def _confirmation_title(bridge: Bridge, identity: str) -> str:
    return f"核对 {_case_title(bridge, identity)}"


# Pages


def _cases(desk: Desk, _identity: str) -> QWidget:
    from ui.pages.cases import CasesPage

    page = CasesPage(desk.bridge)
    page.chosen.connect(desk.open_case)
    page.new_wanted.connect(desk.new_case)
    page.files_wanted.connect(desk.choose_files)
    page.folder_wanted.connect(desk.choose_folder)
    page.delete_wanted.connect(desk.delete_case)
    return page


def _overview(desk: Desk, identity: str) -> QWidget:
    from ui.pages.overview import OverviewPage

    page, bridge = OverviewPage(desk.bridge, identity), desk.bridge
    page.review_wanted.connect(desk.review)
    page.conflict_wanted.connect(lambda: _to_conflict(desk, identity))
    page.read_wanted.connect(
        lambda: bridge.attempt(lambda: bridge.workbench.papers.read_scans(identity))
    )
    return page


def _to_conflict(desk: Desk, case: str) -> None:
    from ui.pages.confirmation import ConfirmationPage

    form = desk.open_key(confirmation_key(case))
    if isinstance(form, ConfirmationPage):
        form.show_conflict()


def _paper(desk: Desk, identity: str) -> QWidget:
    from ui.pages.papers import PaperPage

    return PaperPage(desk.bridge, desk.drawer, identity)


def _confirmation(desk: Desk, identity: str) -> QWidget:
    from ui.pages.confirmation import ConfirmationPage

    page = ConfirmationPage(desk.bridge, desk.drawer, identity)
    page.overview_wanted.connect(lambda: desk.open_case(identity))
    return page


def _library(desk: Desk, _identity: str) -> QWidget:
    from ui.pages.library import LibraryPage

    return LibraryPage(desk.bridge)


def _precedents(desk: Desk, _identity: str) -> QWidget:
    from ui.pages.precedents import PrecedentsPage

    page = PrecedentsPage(desk.bridge)
    desk.on_case(page.set_case)
    return page


def _precedent(desk: Desk, identity: str) -> QWidget:
    from ui.pages.precedent import PrecedentPage

    page = PrecedentPage(desk.bridge, int(identity))
    desk.on_case(page.set_case)
    return page


def _comparison(desk: Desk, identity: str) -> QWidget:
    from ui.pages.comparison import ComparisonPage

    case, _, precedent = identity.partition("/")
    return ComparisonPage(desk.bridge, case, int(precedent))


def _knowledge(desk: Desk, _identity: str) -> QWidget:
    from ui.pages.knowledge import KnowledgePage

    return KnowledgePage(desk.bridge)


def _settings(desk: Desk, _identity: str) -> QWidget:
    from ui.pages.settings import SettingsPage

    page = SettingsPage(desk.bridge)
    desk.on_case(page.set_case)
    return page


def _journal(desk: Desk, _identity: str) -> QWidget:
    from ui.pages.journal import JournalPage

    page = JournalPage(desk.bridge)
    desk.on_case(page.set_case)
    return page


def _help(desk: Desk, _identity: str) -> QWidget:
    from ui.pages.help import HelpPage

    return HelpPage(desk.bridge)


def _welcome(desk: Desk, _identity: str) -> QWidget:
    from ui.pages.welcome import WelcomePage

    page = WelcomePage(desk.bridge)
    page.left.connect(lambda: desk.open_key(CASES))
    return page


ROUTES: dict[str, Route] = {
    CASES: Route("case", _named("案件"), _cases, _no_case),
    "overview": Route("overview", _case_title, _overview, _case_itself, work=True),
    "confirmation": Route("check", _confirmation_title, _confirmation, _case_itself, work=True),
    "paper": Route("paper", _paper_title, _paper, _case_of_paper),
    "hearings": Route("hearing", hearings.list_title, hearings.make_list, _case_itself),
    "hearing": Route("hearing", hearings.title, hearings.make, hearings.case, work=True),
    "record": Route("paper", hearings.record_title, hearings.make_record, hearings.case, work=True),
    LIBRARY: Route("library", _named("法规库"), _library),
    PRECEDENTS: Route("case", _named("案例库"), _precedents),
    "precedent": Route("case", _precedent_title, _precedent),
    "comparison": Route("split", _comparison_title, _comparison, _case_of_comparison, work=True),
    KNOWLEDGE: Route("check", _named("要件知识"), _knowledge),
    SETTINGS: Route("settings", _named("设置"), _settings),
    JOURNAL: Route("journal", _named("操作日志"), _journal),
    HELP: Route("help", _named("帮助"), _help),
    WELCOME: Route("play", _named("第一步"), _welcome),
}
