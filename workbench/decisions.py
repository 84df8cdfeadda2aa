"""A decision on an extracted value is a decision on its card: both, in one transaction.

Whoever decides speaks through here: a card of the sidebar, the form, the command line.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from workbench.kernel.advice import Action, Advice, AdviceBook
from workbench.kernel.changes import ChangeBus, Changes
from workbench.kernel.features import Switches
from workbench.kernel.store import Store
from workbench.papers.deciding import ValueDecision, restoring
from workbench.papers.extract_job import FEATURE
from workbench.papers.service import Papers
from workbench.papers.values import CaseValue


@dataclass(frozen=True)
class Decided:
    """What a set of decisions gave.

    Attributes:
        values: as they are now.
        undo: the decisions that bring back what was before.
    """

    values: tuple[CaseValue, ...]
    undo: tuple[ValueDecision, ...]


class Decisions:
    """Writes what people decide on values and advice."""

    def __init__(
        self,
        store: Store,
        papers: Papers,
        advice: AdviceBook,
        switches: Switches,
        changes: ChangeBus,
    ) -> None:
        self._store = store
        self._papers = papers
        self._advice = advice
        self._switches = switches
        self._changes = changes

    def decide_values(self, case_id: str, decisions: Sequence[ValueDecision]) -> Decided:
        """Decide values and their cards, all or none; views hear of it once.

        Args:
            case_id: their case.
            decisions: one for each value.

        Raises:
            FeatureOffError: extraction is off; nothing unconfirmed is to be seen then.
            UserError: a value is gone, or a correction is not what its field holds. Nothing is
                written.
        """
        self._switches.require(FEATURE, case_id)
        subjects = {d.value: (d.action, d.text) for d in decisions}
        with self._store.transaction():
            before = self._papers.some_values(case_id, list(subjects))
            values = self._papers.settle_values(case_id, decisions)
            wrong = self._advice.settle(case_id, subjects)
            # Taken back by an undo while their paper lies in the recycle list.
            gone = [
                v.id
                for v in values
                if not v.decided and not self._papers.has_document(v.found.anchor.document)
            ]
            self._advice.hide(case_id, gone, True)
        self._changes.publish(Changes.of("values", "cases", "advice", "journal", case=case_id))
        return Decided(tuple(values), restoring(before, wrong))

    def decide(self, advice_id: str, action: Action, text: str = "") -> Advice:
        """Record a decision on advice; for an extracted value it decides the value too."""
        item = self._advice.get(advice_id)
        if item.kind != "value":
            return self._advice.decide(advice_id, action, text)
        self.decide_values(item.case, (ValueDecision(item.subject, action, text),))
        return self._advice.get(advice_id)

    def reopen(self, advice_id: str) -> Advice:
        """Take a decision back."""
        item = self._advice.get(advice_id)
        if item.kind != "value":
            return self._advice.reopen(advice_id)
        self.decide_values(item.case, (ValueDecision(item.subject, None),))
        return self._advice.get(advice_id)
