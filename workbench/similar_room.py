"""Similar cases of the cases of a workspace: asked for beside the window, shown as advice."""

from collections.abc import Callable, Sequence
from concurrent.futures import Future
from dataclasses import dataclass
from pathlib import Path

from workbench.kernel.advice import Action, Advice, AdviceBook, SourceKind
from workbench.kernel.errors import UserError
from workbench.kernel.features import Switches
from workbench.law.precedents.service import FEATURE, Precedents
from workbench.law.service import FEATURE as STATUTES
from workbench.law.service import Law
from workbench.papers.values import CaseValue
from workbench.similar_advice import as_advice
from workbench.similar_cases import SimilarBeside, SimilarFound, SimilarRequest


@dataclass(frozen=True)
class Readiness:
    """What the search for similar cases has to work with.

    Attributes:
        precedents: how many precedents the library holds.
        indexed: whether any of them can be found.
        outdated: some came or went since the index was brought up to date.
    """

    precedents: int
    indexed: bool
    outdated: bool


class SimilarRoom:
    """Asks for similar cases.

    Attributes:
        beside: finds them; also for what reads with them, as a report.

    Args:
        beside: finds them.
        precedents, law: the rooms.
        switches, advice: the kernel's.
        values: returns the values of a case that may be looked at.
        knowledge: folder of the workspace's own knowledge of causes; need not exist.
    """

    def __init__(
        self,
        beside: SimilarBeside,
        precedents: Precedents,
        law: Law,
        switches: Switches,
        advice: AdviceBook,
        values: Callable[[str], Sequence[CaseValue]],
        knowledge: Path,
    ) -> None:
        self.beside = beside
        self._precedents = precedents
        self._law = law
        self._switches = switches
        self._advice = advice
        self._values = values
        self._knowledge = knowledge

    def readiness(self) -> Readiness:
        """Say what there is to search in (cheap)."""
        library = self._precedents.library
        indexed = self._precedents.indexed() > 0
        return Readiness(library.count(), indexed, self._precedents.needs_index())

    def ask(self, case_id: str) -> "Future[SimilarFound | None]":
        """Begin to find similar cases beside the window; :meth:`show` takes the answer.

        The answer is ``None`` where it was asked anew meanwhile; it raises :class:`UserError`
        where there are no precedents, no index, or nothing readable in the case.

        Raises:
            FeatureOffError: the feature is off.
        """
        return self.beside.ask(self.request(case_id))

    def find(self, case_id: str) -> "Future[SimilarFound]":
        """Find similar cases as for :meth:`ask`, for a comparison or a report: nothing is shown.

        Raises:
            FeatureOffError: the feature is off.
        """
        return self.beside.find(self.request(case_id))

    def show(self, case_id: str, found: SimilarFound) -> Sequence[Advice]:
        """Show similar cases as advice on a case; return the case's advice.

        Raises:
            FeatureOffError: the feature is off by now.
        """
        self._advice.show(FEATURE, case_id, as_advice(found))
        return self._advice.of_case(case_id, FEATURE)

    def request(self, case_id: str) -> SimilarRequest:
        """Return what is to be asked for a case.

        Raises:
            FeatureOffError: the feature is off.
        """
        self._switches.require(FEATURE, case_id)
        return SimilarRequest(
            case_id,
            self._values(case_id),
            self._adopted(case_id),
            self._precedents.own_courts,
            knowledge=self._knowledge,
        )

    def close(self) -> None:
        """End the thread that searches."""
        self.beside.close()

    def _adopted(self, case_id: str) -> tuple[str, ...]:
        """Return the articles that a person adopted for the case, as the index calls them."""
        found = []
        for item in self._advice.of_case(case_id, STATUTES):
            if item.decision is not None and item.decision.action is Action.ADOPT:
                found += [s.target for s in item.sources if s.kind is SourceKind.ARTICLE]
        return tuple(name for target in found if (name := self._article(target)))

    def _article(self, target: str) -> str:
        try:
            stored = self._law.stored(int(target))
        except (UserError, ValueError):
            return ""  # the law was imported anew; it no longer stands there
        inserted = f"-{stored.article.insertion}" if stored.article.insertion else ""
        return f"{stored.version.title} {stored.article.number}{inserted}"
