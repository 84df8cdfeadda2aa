"""What the first opening of a page needs, read beforehand while the window has nothing to do."""

from collections.abc import Callable
from functools import partial
from importlib import import_module

from PySide6.QtCore import QObject, QTimer

BEGIN_MS, STEP_MS = 600, 40


class Warming(QObject):
    """Carries out steps one by one, a moment apart, so that none of them is felt.

    Args:
        parent: its owner; with it the steps end.
        steps: what is read.
    """

    def __init__(self, parent: QObject, steps: tuple[Callable[[], object], ...]) -> None:
        super().__init__(parent)
        self._steps = list(steps)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self._step)
        self._timer.start(BEGIN_MS)

    def _step(self) -> None:
        self._steps.pop(0)()
        if self._steps:
            self._timer.start(STEP_MS)


MODULES = (
    "ui.pages.overview",
    "ui.widgets.page_view",
    "ui.widgets.text_pane",
    "ui.pages.papers",
    "ui.pages.confirmation",
    "ui.pages.law_reader",
    "ui.pages.library",
    "ui.pages.settings",
    "ui.pages.help",
    "ui.pages.journal",
)
"""Modules of pages, and of parts of them that take long to read."""


def for_pages() -> tuple[Callable[[], object], ...]:
    """Return what pages need: tables of rules for the overview of a case, and modules."""
    modules = [partial(import_module, name) for name in MODULES]
    return (modules[0], _number, _court, _rules, *modules[1:])


def _number() -> None:
    from workbench.papers.case_number import find_all

    find_all("（2026）京0105民初1号")


def _court() -> None:
    from workbench.papers.courts import court_of_code

    court_of_code("京")


def _rules() -> None:
    from workbench.papers.roles import agent_roles
    from workbench.procedure.calendar import days_off
    from workbench.procedure.rules import rules

    rules()
    days_off()
    agent_roles()
