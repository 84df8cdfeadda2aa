"""Pictures of the window, page by page: for machines without a display, and for looking at it."""

import time
from collections.abc import Callable
from functools import partial
from pathlib import Path

from PySide6.QtCore import QCoreApplication, QEventLoop
from PySide6.QtWidgets import QApplication

from ui import routes, theme
from ui.routes import overview_key, paper_key
from ui.shell import Shell
from workbench.kernel.advice import Source, SourceKind
from workbench.papers.model import Outcome

SIZES = ((1366, 768), (2560, 1440))
PATIENCE = 20.0
"""Seconds to wait for pages to be drawn; a picture shows what there is then."""

Scene = tuple[str, Callable[[], object]]
"""Name of a picture and what brings it about."""


def take(shell: Shell, app: QApplication, folder: Path, every: bool = False) -> list[Path]:
    """Write one picture per page into a folder; return the files.

    Args:
        shell: the window.
        app: its application.
        folder: made where it is missing.
        every: draw each page in both appearances and sizes, not just light at 1366x768.
    """
    folder.mkdir(parents=True, exist_ok=True)
    files = []
    for dark in (False, True) if every else (False,):
        for width, height in SIZES if every else SIZES[:1]:
            theme.apply(app, dark)
            shell.resize(width, height)
            for name, show in _scenes(shell):
                show()
                settle(shell)
                look = "dark" if dark else "light"
                files.append(folder / f"{name}-{width}x{height}-{look}.png")
                shell.grab().save(str(files[-1]))
            shell.quick.leave()
    return files


def settle(shell: Shell) -> None:
    """Let the window draw what it has to draw."""
    end = time.monotonic() + PATIENCE
    calm = 0
    while time.monotonic() < end and calm < 3:
        QCoreApplication.processEvents(QEventLoop.ProcessEventsFlag.AllEvents, 50)
        time.sleep(0.02)
        calm = 0 if shell.drawer.busy else calm + 1


def _scenes(shell: Shell) -> list[Scene]:
    papers = shell.bridge.workbench.papers
    scenes: list[Scene] = [("cases", shell.show_cases)]
    case = next(iter(papers.desk.rows()), None)
    if case is not None:
        scenes.append(("overview", partial(shell.open_key, overview_key(case.id))))
        names = ("paper-page", "paper-text")
        for name, source in zip(names, _sources(shell, case.id), strict=False):
            scenes.append((name, partial(shell.open_source, source)))
        scenes.append(("law-beside", partial(_law_beside, shell, case.id)))
        bad = [d for d in papers.documents(case.id) if d.outcome is not Outcome.READABLE]
        scenes += [("paper-unread", partial(shell.open_key, paper_key(d.id))) for d in bad[:1]]
    for key in (routes.LIBRARY, routes.JOURNAL, routes.SETTINGS, routes.HELP):
        scenes.append((key, partial(shell.open_key, key)))
    scenes.append(("jobs", shell.toggle_jobs))
    scenes.append(("quick-open", partial(_quick, shell)))
    return scenes


def _law_beside(shell: Shell, case_id: str) -> None:
    """Show suggested statutes beside the page that a value stands on."""
    for group in shell.sidebar.groups[:-1]:
        group.head.show_folded(True)
        group.body.hide()
    for source in _sources(shell, case_id)[:1]:
        shell.open_source(source)


def _quick(shell: Shell) -> None:
    shell.jobs.hide()
    shell.quick_open()


def _sources(shell: Shell, case_id: str) -> list[Source]:
    """Return a source on a page image and one in a text, where the case has such values."""
    papers = shell.bridge.workbench.papers
    kinds = {document.id: document.kind for document in papers.documents(case_id)}
    anchors = [value.found.anchor for value in papers.values(case_id)]
    paged = [a for a in anchors if a.boxes and kinds.get(a.document) == "pdf"]
    plain = [a for a in anchors if not a.boxes and a.document in kinds]
    chosen = [*paged[:1], *plain[:1]]
    return [Source(SourceKind.PAPER, "", anchor.document, anchor) for anchor in chosen]
