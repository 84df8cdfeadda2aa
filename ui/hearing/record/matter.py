"""What the page of a hearing record shows, worked out beside the window."""

from dataclasses import dataclass

from PySide6.QtCore import QObject, Signal

from ui.answer import Answer
from ui.bridge import Bridge
from ui.soon import Soon
from workbench.hearing.conduct.model import ConductFinding
from workbench.hearing.model import Layer, Turn
from workbench.hearing.record.draft import Material, Options, RecordDraft
from workbench.hearing.timeline import Timeline
from workbench.kernel.changes import Changes
from workbench.kernel.errors import UserError

SOON_MS = 250
CONDUCT = "hearing.conduct"


@dataclass(frozen=True)
class Matter:
    """A record at one time.

    Attributes:
        material: what it is made of.
        draft: what it says.
        findings: of the conduct check; none while that feature is off.
    """

    material: Material
    draft: RecordDraft
    findings: tuple[ConductFinding, ...]

    def turn(self, turn_id: str) -> Turn | None:
        """Return a turn; ``None`` where it is gone."""
        return next((turn for turn in self.material.turns if turn.id == turn_id), None)

    def second(self, turn_id: str) -> float:
        """Return the second of the hearing at which a turn begins."""
        turn = self.turn(turn_id)
        return Timeline.of(self.material.recordings).times(turn)[0] if turn else 0.0


class Matters(QObject):
    """Follows a hearing.

    Signals:
        changed: a :class:`Matter`.
        failed: a :class:`UserError`: why there is none.
    """

    changed = Signal(object)
    failed = Signal(object)

    def __init__(self, bridge: Bridge, hearing: str, parent: QObject) -> None:
        super().__init__(parent)
        self._bridge = bridge
        self.hearing = hearing
        self.case = bridge.workbench.hearing.hearing(hearing).case
        self.options = Options()
        self.now: Matter | None = None
        self._answer: Answer[Matter] = Answer(self, bridge, self._take, self.failed.emit)
        self._soon = Soon(self, bridge, SOON_MS, self.ask)
        bridge.changed.connect(self._on_changed)

    @property
    def busy(self) -> bool:
        """Whether it is being worked out."""
        return self._answer.awaited or self._soon.isActive()

    @property
    def checks_conduct(self) -> bool:
        """Whether the conduct check is on."""
        return self._bridge.workbench.switches.is_on(CONDUCT, self.case)

    def show(self, layer: Layer, times: bool, large: bool) -> None:
        """Write the record otherwise."""
        self.options = Options(layer=layer, large=large, times=times)
        self.ask()

    def ask(self) -> None:
        """Work it out anew."""
        records, options, conduct = (
            self._bridge.workbench.records,
            self.options,
            self.checks_conduct,
        )

        def work(material: Material) -> Matter:
            findings = records.conduct_of(material) if conduct else ()
            return Matter(material, records.draft_of(material, options), findings)

        try:
            self._answer.wait(records.beside(self.hearing, work))
        except UserError as error:
            self.failed.emit(error)

    def _take(self, matter: Matter) -> None:
        self.now = matter
        self.changed.emit(matter)

    def _on_changed(self, changes: Changes) -> None:
        here = not changes.cases or self.case in changes.cases
        if here and changes.kinds & {"hearing", "cases", "values", "papers", "switches"}:
            self._soon.ask()
