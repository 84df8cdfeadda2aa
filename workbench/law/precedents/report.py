"""What a report of a search for similar cases says (类案检索报告), before it becomes a document.

法发〔2020〕24号: who searched, when, where, by which method, with which results, the gist of the
similar cases, the disputed issues of the pending case, and an analysis of how they are used.
法〔2024〕92号: the 人民法院案例库 is to be searched; a report says what of it lies on this machine.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from workbench.law.precedents.explain import Told
from workbench.law.precedents.report_facts import LibraryFacts
from workbench.law.precedents.similar import Question, SimilarCase
from workbench.law.precedents.similar_outcome import Way
from workbench.law.precedents.similar_tiers import Tier


@dataclass(frozen=True)
class Pending:
    """The pending case.

    Attributes:
        title, number: as entered; may be empty.
        cause: as the search used it; may be empty.
        issues: disputed issues; may be empty.
    """

    title: str
    number: str
    cause: str
    issues: tuple[str, ...]


@dataclass(frozen=True)
class Searcher:
    """Who searched; name and court may be empty and are then left to be filled in."""

    name: str
    court: str


@dataclass(frozen=True)
class Result:
    """A precedent of the library that the report lists.

    Attributes:
        case: the precedent, compared with the pending case.
        gist: 裁判要旨 of an entry, or sentences of the reasons of a judgment; may be empty.
        gist_from: where the gist comes from, in words.
        adopted: the judge adopted it in the sidebar.
        places: where the case's own papers tell what is shared (``起诉状 第1页``).
    """

    case: SimilarCase
    gist: str
    gist_from: str
    adopted: bool
    places: tuple[str, ...]

    @property
    def id(self) -> int:
        """Key in the library."""
        return self.case.head.id


@dataclass(frozen=True)
class IssueFound:
    """What the local part of the 人民法院案例库 holds on an issue: ids, at most two.

    ``issue`` is empty for the case as a whole.
    """

    issue: str
    found: tuple[int, ...]


@dataclass(frozen=True)
class ReportMaterial:
    """All that was found, before somebody chooses.

    Attributes:
        time: when the search was made.
        pending: the pending case.
        question: what was looked for.
        told: what the search went by.
        court: court by which the tiers are told; may be empty.
        day: from which the last three years count.
        searched: how many precedents were looked through.
        library: the library on this day.
        lead: way of the most similar case.
        results: every precedent found, each once, the most similar first.
        tiers: ids of what was found in each tier, the most similar first.
        duty: per disputed issue, and for the case as a whole.
        spread: how results spread, in words.
    """

    time: datetime
    pending: Pending
    question: Question
    told: Told
    court: str
    day: date
    searched: int
    library: LibraryFacts
    lead: Way
    results: tuple[Result, ...]
    tiers: Mapping[Tier, tuple[int, ...]]
    duty: tuple[IssueFound, ...]
    spread: str

    def result(self, precedent: int) -> Result | None:
        """Return what was found under an id."""
        return next((one for one in self.results if one.id == precedent), None)

    def usual(self) -> tuple[int, ...]:
        """Return the ids that go into the report unless somebody chooses: what was adopted.

        Where nothing was adopted, all of them.
        """
        return tuple(one.id for one in self.results if one.adopted) or self.ids()

    def ids(self) -> tuple[int, ...]:
        """Return the ids of all results."""
        return tuple(one.id for one in self.results)


@dataclass(frozen=True)
class ReportContent:
    """A report: what was found, who searched, and what goes in.

    Attributes:
        material: what was found.
        searcher: who searched.
        listed: what goes in, in the order of the report.
        left_out: what was found and does not go in; the report says so.
        settings: exact settings by which the search can be made again.
    """

    material: ReportMaterial
    searcher: Searcher
    listed: tuple[Result, ...]
    left_out: tuple[Result, ...]
    settings: tuple[tuple[str, str], ...]

    def serial(self, precedent: int) -> int:
        """Return the number of a listed result in the report, from 1; 0 for one that is not."""
        ids = [one.id for one in self.listed]
        return ids.index(precedent) + 1 if precedent in ids else 0


def report(
    material: ReportMaterial,
    searcher: Searcher,
    chosen: Sequence[int],
    settings: Sequence[tuple[str, str]],
) -> ReportContent:
    """Return the report with what was chosen; ids that were not found cannot get in.

    Args:
        material: what was found.
        searcher: who searched.
        chosen: ids of the results that go in.
        settings: names and values, in words.
    """
    wanted = set(chosen)
    listed = tuple(one for one in material.results if one.id in wanted)
    left_out = tuple(one for one in material.results if one.id not in wanted)
    return ReportContent(material, searcher, listed, left_out, tuple(settings))
