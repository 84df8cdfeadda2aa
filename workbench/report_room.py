"""Reports of searches for similar cases: gathered and written beside the window, and journaled.

What writes them is imported when one is asked for: the window opens sooner without it.
"""

from collections.abc import Sequence
from concurrent.futures import Future
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from workbench.case_text import ReadsCase
from workbench.kernel.advice import Action, AdviceBook, SourceKind
from workbench.kernel.changes import ChangeBus, Changes
from workbench.kernel.errors import UserError
from workbench.kernel.journal import Journal
from workbench.kernel.settings import Settings
from workbench.law.precedents.repository import PrecedentRepository
from workbench.law.precedents.service import FEATURE
from workbench.law.precedents.similar import SimilarCases
from workbench.similar_advice import PRECEDENT
from workbench.similar_cases import find_for_case
from workbench.similar_room import SimilarRoom

if TYPE_CHECKING:
    from workbench.law.precedents.report import ReportMaterial
    from workbench.similar_report import ReportRequest

_SEARCHER = "precedents.report.searcher"


@dataclass(frozen=True)
class Written:
    """A report that lies on the disk: its file, and the ids of the precedents that it lists."""

    case: str
    file: Path
    listed: tuple[int, ...]


class ReportRoom:
    """Makes reports.

    Args:
        similar: says what is asked for a case, and where it is searched beside the window.
        advice, journal, settings, changes: the kernel's.
    """

    def __init__(
        self,
        similar: SimilarRoom,
        advice: AdviceBook,
        journal: Journal,
        settings: Settings,
        changes: ChangeBus,
    ) -> None:
        self._similar = similar
        self._beside = similar.beside
        self._advice = advice
        self._journal = journal
        self._settings = settings
        self._changes = changes

    @property
    def searcher(self) -> str:
        """The name that the last report was made under; empty before the first."""
        return str(self._settings.get(_SEARCHER, ""))

    def gather(
        self, case_id: str, issues: Sequence[str] = (), court: str = ""
    ) -> "Future[ReportMaterial]":
        """Begin to search; :meth:`write` takes the answer, which raises what hindered it.

        Args:
            case_id: the case.
            issues: disputed issues that a person names beyond those that the papers sum up.
            court: court that searches; empty for that of the case, else of the settings.

        Raises:
            FeatureOffError: the feature is off.
            UserError: the court is none.
        """
        from workbench.similar_report import gather

        if court and not court.endswith("法院"):
            raise UserError(f"“{court}”不是法院名称，没有检索。", "请填写法院全称。")
        asked = self._similar.request(case_id)
        request = replace(asked, issues=tuple(issues), court=court)
        adopted = self._adopted(case_id)

        def work(
            papers: ReadsCase, library: PrecedentRepository, engine: SimilarCases
        ) -> "ReportMaterial":
            found = find_for_case(papers, library, engine, request)
            return gather(found, library, engine, adopted)

        return self._beside.do(work)

    def write(
        self,
        case_id: str,
        material: "ReportMaterial",
        request: "ReportRequest",
        file: Path,
        replacing: bool = False,
    ) -> "Future[Written]":
        """Begin to write a report; the journal comes first, so that none goes unrecorded.

        Args:
            case_id: the case.
            material: what was gathered.
            request: who searched, and what goes in.
            file: where to.
            replacing: a file that is there may be replaced.

        Raises:
            FeatureOffError: the feature is off.
            UserError: it cannot be written there; the answer may raise it too.
        """
        from workbench.similar_report import check_target, chosen_of, write_report

        self._similar.request(case_id)
        check_target(file, replacing)
        self._record(case_id, file, chosen_of(material, request))
        if request.searcher and request.searcher != self.searcher:
            self._settings.set(_SEARCHER, request.searcher)

        def work(_: ReadsCase, __: PrecedentRepository, ___: SimilarCases) -> Written:
            return Written(case_id, file, write_report(material, request, file, replacing))

        return self._beside.do(work)

    def _record(self, case_id: str, file: Path, listed: Sequence[int]) -> None:
        self._journal.append(
            "precedents.report",
            case_id,
            file=file.name,
            precedents=len(listed),
            listed=list(listed),
        )
        self._changes.publish(Changes.of("journal", case=case_id))

    def _adopted(self, case_id: str) -> list[int]:
        """Return the ids of the precedents that a person adopted for the case."""
        found = []
        for item in self._advice.of_case(case_id, FEATURE):
            taken = item.decision and item.decision.action in (Action.ADOPT, Action.EDIT)
            if item.kind == PRECEDENT and taken:
                found += [s.target for s in item.sources if s.kind is SourceKind.PRECEDENT]
        return [int(target) for target in found if target.isdecimal()]
