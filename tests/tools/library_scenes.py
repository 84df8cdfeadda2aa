"""Scenes of the library: knowledge of causes, precedents, a case and a precedent compared."""

import time
from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication

from tests.tools.scenes import Scene, Show, case_of, key
from ui import routes
from ui.shell import Shell

if TYPE_CHECKING:
    from ui.pages.knowledge import KnowledgePage
    from ui.pages.precedents import PrecedentsPage
    from ui.widgets.report_dialog import ReportDialog


def library_scenes() -> list[Scene]:
    """Return the scenes."""
    shows: dict[str, Show] = {
        "precedents": _precedents,
        "precedents-reading": _precedent_beside,
        "precedents-words": _precedents_narrowed,
        "precedents-packs": _precedent_packs,
        "precedent": _precedent_page,
        "comparison": _comparison,
        "search-report": _report,
        "knowledge": _knowledge,
        "knowledge-cause": _cause("民间借贷纠纷"),
        "knowledge-check": _citations,
    }
    return [
        *(Scene(name, "demo", show) for name, show in shows.items()),
        Scene("empty-precedents", "empty", key(routes.PRECEDENTS)),
        Scene("off-precedents", "off", _precedents),
    ]


def _knowledge(shell: Shell) -> "KnowledgePage":
    from ui.pages.knowledge import KnowledgePage

    page = shell.open_key(routes.KNOWLEDGE)
    assert isinstance(page, KnowledgePage)
    _wait_for(lambda: page.shelf is not None and not page.reading)
    return page


def _cause(name: str) -> Show:
    return lambda shell: _knowledge(shell).open_cause(name)


def _citations(shell: Shell) -> None:
    """Look up what a cause cites in a library that holds a few laws only."""
    page = _knowledge(shell)
    page.open_cause("盗窃罪")
    page.view.check.click()
    _wait_for(lambda: not page.checks.busy)


def _precedents(shell: Shell) -> "PrecedentsPage":
    from ui.pages.precedents import PrecedentsPage

    page = shell.open_key(routes.PRECEDENTS)
    assert isinstance(page, PrecedentsPage)
    if page.shows_packs:
        page.packs.left.emit()
    _wait_for(lambda: not page.side.busy)
    return page


def _precedent_beside(shell: Shell) -> None:
    page = _precedents(shell)
    page.side.filters.reset()
    page.side.box.setText("朝阳区")
    page.side.search()
    _wait_for(lambda: not page.side.busy)
    page.side.view.setCurrentIndex(page.side.model.index(0))
    _wait_for(lambda: page.reader.stored is not None and not page.reader.busy)


def _precedents_narrowed(shell: Shell) -> None:
    page = _precedents(shell)
    page.side.box.setText("借条 转账 催要")
    page.side.way.setCurrentIndex(1)
    page.side.more.setChecked(True)
    page.side.search()
    _wait_for(lambda: not page.side.busy)


def _precedent_packs(shell: Shell) -> None:
    page = _precedents(shell)
    page.show_packs()
    _wait_for(lambda: not page.packs.busy)


def _precedent_page(shell: Shell) -> None:
    from ui.pages.precedent import PrecedentPage

    shell.open_case(case_of(shell))
    library = shell.bridge.workbench.precedents.library
    page = shell.open_key(routes.precedent_key(library.ids()[0]))
    assert isinstance(page, PrecedentPage)
    _wait_for(lambda: page.reader.stored is not None)
    page.reader.bar.ask()
    page.reader.bar.field.setText("借款")
    page.reader.finding.search("借款")
    _wait_for(lambda: not page.reader.finding.busy)


def _comparison(shell: Shell) -> None:
    from ui.pages.comparison import ComparisonPage

    case = case_of(shell)
    shell.open_case(case)
    found = shell.bridge.workbench.advice.of_case(case, "law.precedents")
    alike = next(item for item in found if item.kind == "precedent")
    page = shell.open_key(routes.comparison_key(case, alike.sources[0].target))
    assert isinstance(page, ComparisonPage)
    _wait_for(lambda: not page.busy)
    page.walk(1)


def _report(shell: Shell) -> "ReportDialog":
    shell.open_case(case_of(shell))
    dialog = shell.opening.reports.open(shell.case)
    assert dialog is not None
    _wait_for(lambda: dialog.material is not None)
    return dialog


def _wait_for(done: Callable[[], bool], patience: float = 30.0) -> None:
    """Let the window live until something has come that is read beside it."""
    end = time.monotonic() + patience
    while not done() and time.monotonic() < end:
        QCoreApplication.processEvents()
        time.sleep(0.005)
    assert done()
