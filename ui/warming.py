"""What the first opening of a page needs, read beforehand while the window has nothing to do."""

from collections.abc import Callable
from functools import partial
from importlib import import_module

from PySide6.QtCore import QObject, QTimer
from PySide6.QtGui import QIcon

from ui import icons

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
        self._read: list[object] = []  # Qt soon forgets pictures that nobody holds
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self._step)
        self._timer.start(BEGIN_MS)

    def _step(self) -> None:
        self._read.append(self._steps.pop(0)())
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
    "ui.pages.precedents",
    "ui.pages.precedent",
    "ui.pages.comparison",
    "ui.pages.knowledge",
    "ui.pages.settings",
    "ui.pages.help",
    "ui.pages.journal",
    "numpy",
    "av",
    "ui.pages.hearings",
    "ui.pages.hearing",
)
"""Modules of pages, and of parts of them that take long to read."""
ICONS = 12
"""Icons drawn at a time; one takes a millisecond."""


def for_pages() -> tuple[Callable[[], object], ...]:
    """Return what pages need: tables of rules for the overview of a case, modules, icons."""
    modules = [partial(import_module, name) for name in MODULES]
    every = icons.names()
    drawn = [partial(_draw, every[place : place + ICONS]) for place in range(0, len(every), ICONS)]
    return (modules[0], _number, _court, _rules, *drawn, *modules[1:])


def _draw(names: list[str]) -> list[QIcon]:
    return [icons.icon(name) for name in names]


def _number() -> None:
    from workbench.reference.case_number import find_all

    find_all("（2026）京0105民初1号")


def _court() -> None:
    from workbench.reference.courts import court_of_code

    court_of_code("京")


def _rules() -> None:
    from workbench.papers.roles import agent_roles
    from workbench.procedure.calendar import days_off
    from workbench.procedure.rules import rules

    rules()
    days_off()
    agent_roles()
