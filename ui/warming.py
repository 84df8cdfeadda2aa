"""What the first opening of a case needs, read beforehand while the window has nothing to do."""

from collections.abc import Callable

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


def for_cases() -> tuple[Callable[[], object], ...]:
    """Return what the overview of a case needs: its module, and tables of rules."""
    return (_overview, _number, _court, _rules)


def _overview() -> None:
    import ui.pages.overview  # noqa: F401


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
