"""Scenes of the window: every page in every state worth looking at, by name and workspace.

The pictures and the tests of the surface (names, focus, language, cut text) walk the same scenes,
so that a page that is looked at is also checked, and the other way round.
"""

import time
from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QTimer
from PySide6.QtWidgets import QWidget

from ui import routes
from ui.pages.overview import OverviewPage
from ui.pages.papers import PaperPage
from ui.routes import confirmation_key, overview_key, paper_key
from ui.shell import Shell
from ui.widgets.page_view import Fit
from workbench.papers.model import Document, Outcome

if TYPE_CHECKING:
    from ui.pages.confirmation import ConfirmationPage
    from ui.pages.library import LibraryPage

Show = Callable[[Shell], object]


@dataclass(frozen=True)
class Scene:
    """One view.

    Attributes:
        name: of the picture.
        world: the workspace, see :mod:`tests.tools.worlds`.
        show: brings it about in a window that shows that workspace; a dialog that it returns is
            looked at in place of the window.
    """

    name: str
    world: str
    show: Show


def case_of(shell: Shell) -> str:
    """Return the id of the only case."""
    return shell.bridge.workbench.papers.cases()[0].id


def paper(shell: Shell, wanted: Callable[[Document], bool]) -> str:
    """Return the key of the first paper for which ``wanted`` holds."""
    documents = shell.bridge.workbench.papers.documents(case_of(shell))
    return paper_key(next(document.id for document in documents if wanted(document)))


def key(name: str) -> Show:
    """Return what opens a page of no case."""
    return lambda shell: shell.open_key(name)


def of_case(make: Callable[[str], str]) -> Show:
    """Return what opens a page of the case."""
    return lambda shell: shell.open_key(make(case_of(shell)))


def named(part: str) -> Show:
    """Return what opens the paper whose name holds some words."""
    return lambda shell: shell.open_key(paper(shell, lambda d: part in d.name))


def _unread(shell: Shell) -> QWidget | None:
    return shell.open_key(paper(shell, lambda d: d.outcome is Outcome.NEEDS_OCR))


def _unreadable(shell: Shell) -> QWidget | None:
    return shell.open_key(paper(shell, lambda d: d.outcome is Outcome.UNREADABLE))


def _library(shell: Shell) -> "LibraryPage":
    from ui.pages.library import LibraryPage

    page = shell.open_key(routes.LIBRARY)
    assert isinstance(page, LibraryPage)
    return page


def _search(shell: Shell) -> None:
    page = _library(shell)
    page.search_box.setText("借款 利息")
    page.search()


def _law(title: str, article: int) -> Callable[[Shell], "LibraryPage"]:
    def show(shell: Shell) -> "LibraryPage":
        page, library = _library(shell), shell.bridge.workbench.law.library
        law = library.law(title)
        assert law is not None
        stored = library.article(library.versions(law)[-1].id, article)
        assert stored is not None
        page.show_article(stored)
        return page

    return show


def _versions(shell: Shell) -> None:
    _law("中华人民共和国民事诉讼法", 67)(shell).reader.compare(True)


def _packs(shell: Shell) -> None:
    _library(shell).show_packs()


def _paper(part: str, *acts: str) -> Show:
    """Return what opens a paper and does some of its commands."""

    def show(shell: Shell) -> None:
        page = named(part)(shell)
        assert isinstance(page, PaperPage)
        page.view.set_fit(Fit.WIDTH)
        for act in acts:
            page.actions_of[act].trigger()

    return show


def _found(shell: Shell) -> None:
    page = named("借款合同")(shell)
    assert isinstance(page, PaperPage)
    page.actions_of["find"].trigger()
    page.finder.field.setText("借款")


def _party(shell: Shell) -> None:
    page = of_case(overview_key)(shell)
    assert isinstance(page, OverviewPage)
    case = shell.bridge.workbench.papers.case(page.case)
    page.parties.open(case.parties[0].key)


def _beside(shell: Shell) -> None:
    """Show the overview and, beside it, a scan."""
    named("借款合同")(shell)
    shell.actions_here["window.open_beside"].trigger()
    of_case(overview_key)(shell)


def _split(shell: Shell) -> QWidget:
    from ui.widgets.split_dialog import SplitDialog

    of_case(overview_key)(shell)
    papers = shell.bridge.workbench.papers
    document = papers.document(paper(shell, lambda d: "银行流水" in d.name).partition(":")[2])
    plan = papers.volume.plan(document.id)
    dialog = SplitDialog(shell.bridge, shell.drawer, document, plan, shell)
    dialog.open()
    return dialog


def _history(shell: Shell) -> None:
    _messages(shell)
    shell.toggle_messages()


def _section(name: str) -> Show:
    def show(shell: Shell) -> None:
        from ui.pages.settings import SettingsPage

        page = shell.open_key(routes.SETTINGS)
        assert isinstance(page, SettingsPage)
        page.open_section(name)

    return show


def _sections() -> list[Scene]:
    from ui.pages.settings import SECTIONS

    return [
        Scene(f"settings-{place}", "demo", _section(name))
        for place, name in enumerate(SECTIONS, start=1)
    ]


def _jobs(shell: Shell) -> None:
    shell.show_cases()
    shell.toggle_jobs()


def _messages(shell: Shell) -> None:
    shell.show_cases()
    shell.bridge.notice.emit("已导入 3 件材料。")
    shell.bridge.failed.emit(
        "磁盘空间不足，第 3 件材料没有保存；前 2 件已保存。", "请清理磁盘后重新导入该件。"
    )


def _quick(words: str) -> Show:
    def show(shell: Shell) -> None:
        shell.open_case(case_of(shell))
        shell.quick_open()
        shell.quick.field.setText(words)

    return show


def _form(shell: Shell) -> "ConfirmationPage":
    from ui.pages.confirmation import ConfirmationPage

    page = shell.open_key(confirmation_key(case_of(shell)))
    assert isinstance(page, ConfirmationPage)
    return page


def _conflict(shell: Shell) -> None:
    page = _form(shell)
    for _ in range(page.model.rowCount()):
        if page.row is None or page.row.conflicting:
            break
        page.walk(1)


def _nothing_left(shell: Shell) -> None:
    """Show what the end looks like, without deciding anything in a workspace that others use."""
    from workbench.papers.model import ValueState

    page = _form(shell)
    values = [replace(v, state=ValueState.CONFIRMED) for v in page.model.values()]
    chosen = {v.found.field + v.found.group: v for v in values}
    page.model.show_values(list(chosen.values())[:20], page.model.names)
    page.refresh_state()
    page.walk(1, only_open=False)
    page.setFocus()


def _nothing_found(shell: Shell) -> None:
    page = _form(shell)
    page.model.show_values((), page.model.names)
    page.refresh_state()


def _cards(shell: Shell) -> None:
    from ui.sidebar.sections import SectionedCards

    shell.open_case(case_of(shell))
    if shell.sidebar.isHidden():  # for want of room
        shell.toggle_sidebar()
    cards = shell.sidebar.groups[0].pending
    assert isinstance(cards, SectionedCards)
    cards.unfold(next(title for title in cards.heads if title.startswith("被告")))


def _group(feature: str) -> Show:
    """Return what brings a group of the sidebar into sight."""

    def show(shell: Shell) -> None:
        shell.open_case(case_of(shell))
        if shell.sidebar.isHidden():  # for want of room
            shell.toggle_sidebar()
        for group in shell.sidebar.groups:
            group.set_folded(group.feature.key != feature)

    return show


def _contrary(shell: Shell) -> None:
    """Show the first card of a case that went the other way."""
    _group("law.precedents")(shell)
    group = next(g for g in shell.sidebar.groups if g.feature.key == "law.precedents")
    end = time.monotonic() + 10
    while any(made.filling for made in group.pending.lists.values()) and time.monotonic() < end:
        QCoreApplication.processEvents()
    card = group.pending.lists["结果相反方向"].cards()[0]
    QTimer.singleShot(0, card, lambda: shell.sidebar.area.ensureWidgetVisible(card, 0, 8))


def _counted(shell: Shell) -> None:
    from ui.sidebar.kinds import SpreadCard

    _group("law.precedents")(shell)
    for card in shell.sidebar.findChildren(SpreadCard):
        card.unfold.setChecked(True)


def scenes() -> list[Scene]:
    """Return every scene."""
    empty = [
        Scene("empty-cases", "empty", key(routes.CASES)),
        Scene("empty-library", "empty", key(routes.LIBRARY)),
        Scene("empty-welcome", "empty", key(routes.WELCOME)),
        Scene("empty-journal", "empty", key(routes.JOURNAL)),
    ]
    demo = [
        Scene("cases", "demo", key(routes.CASES)),
        Scene("overview", "demo", of_case(overview_key)),
        Scene("paper-word", "demo", named("民事起诉状")),
        Scene("paper-scan", "demo", named("借款合同")),
        Scene("paper-picture", "demo", named("收条")),
        Scene("paper-pdf", "demo", named("银行流水")),
        Scene("library", "demo", key(routes.LIBRARY)),
        Scene("library-search", "demo", _search),
        Scene("journal", "demo", key(routes.JOURNAL)),
        *_sections(),
        Scene("help", "demo", key(routes.HELP)),
        Scene("quick-open", "demo", _quick("")),
        Scene("quick-open-words", "demo", _quick("利息")),
    ]
    off = [
        Scene("off-confirmation", "off", of_case(confirmation_key)),
        Scene("off-overview", "off", of_case(overview_key)),
        Scene("off-scan", "off", named("借款合同")),
        Scene("off-settings", "off", key(routes.SETTINGS)),
    ]
    trouble = [
        Scene("trouble-unread", "trouble", _unread),
        Scene("trouble-unreadable", "trouble", _unreadable),
        Scene("trouble-jobs", "trouble", _jobs),
        Scene("trouble-messages", "trouble", _messages),
        Scene("trouble-history", "trouble", _history),
        Scene("trouble-precedents", "trouble", _group("law.precedents")),
    ]
    return [*empty, *demo, *_more(), *_rooms(), *off, *trouble]


def _rooms() -> list[Scene]:
    """Return the scenes of rooms that have files of their own."""
    from tests.tools.hearing_scenes import hearing_scenes
    from tests.tools.library_scenes import library_scenes
    from tests.tools.live_scenes import live_scenes

    return [*library_scenes(), *hearing_scenes(), *live_scenes()]


def _more() -> list[Scene]:
    """Return the scenes of the demonstration in which something was done."""
    shows: dict[str, Show] = {
        "overview-party": _party,
        "confirmation": of_case(confirmation_key),
        "confirmation-conflict": _conflict,
        "confirmation-done": _nothing_left,
        "confirmation-empty": _nothing_found,
        "sidebar-cards": _cards,
        "sidebar-statutes": _group("law.statutes"),
        "sidebar-precedents": _group("law.precedents"),
        "sidebar-counted": _counted,
        "sidebar-contrary": _contrary,
        "paper-text-beside": _paper("借款合同", "text"),
        "paper-notes": _paper("借款合同", "notes"),
        "paper-thumbnails": _paper("银行流水", "thumbnails"),
        "paper-search": _found,
        "volume-split": _split,
        "library-law": _law("中华人民共和国民法典", 680),
        "library-versions": _versions,
        "library-packs": _packs,
        "beside": _beside,
    }
    return [Scene(name, "demo", show) for name, show in shows.items()]
