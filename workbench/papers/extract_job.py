"""Extraction over a case's papers: the job ``papers.extract``, and its values as advice."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

from workbench.kernel.advice import Advice, AdviceBook, Provenance, Source, SourceKind
from workbench.kernel.changes import Changes
from workbench.kernel.child import Report
from workbench.kernel.errors import UserError
from workbench.kernel.job_table import Job
from workbench.kernel.jobs import Work
from workbench.kernel.journal import Journal
from workbench.kernel.store import Store
from workbench.papers.extraction import extract
from workbench.papers.extraction.fields import label
from workbench.papers.layers import LayerRepository, anchor_of
from workbench.papers.model import Document, Extracted, Outcome, Page
from workbench.papers.repository import DocumentRepository
from workbench.papers.values import CaseValue, ValueRepository

FEATURE = "papers.extract"
RULES_VERSION = "2026-11"


@dataclass(frozen=True)
class Found:
    """What one document gave, or the name of the error that its rules ended with."""

    document: str
    values: tuple[Extracted, ...]
    problem: str = ""


def extract_values(report: Report, arguments: dict[str, Any]) -> None:
    """Child's work: run the rules over documents.

    Args:
        report: where results go.
        arguments: ``documents``: rows of id, version, category, name, pages.
    """
    rows: list[tuple[str, int, str, str, Sequence[Page]]] = arguments["documents"]
    for done, (document, version, category, name, pages) in enumerate(rows):
        report.progress(done, len(rows), f"正在提取“{name}”")
        by_number = {page.number: page for page in pages}
        try:
            found = extract(pages, category, name)
        except Exception as error:
            report.partial(Found(document, (), type(error).__name__))
            continue
        values = tuple(_placed(value, document, version, by_number) for value in found)
        report.partial(Found(document, values))


def _placed(value: Extracted, document: str, version: int, pages: dict[int, Page]) -> Extracted:
    page, anchor = pages[value.anchor.page], value.anchor
    return replace(value, anchor=anchor_of(document, version, page, anchor.start, anchor.end))


class ExtractKind:
    """The parent's side of the job."""

    name = "papers.extract"
    feature = FEATURE

    def __init__(self, store: Store, journal: Journal, advice: AdviceBook) -> None:
        self._store = store
        self._journal = journal
        self._advice = advice
        self._documents = DocumentRepository(store)
        self._layers = LayerRepository(store)
        self._values = ValueRepository(store)

    def work(self, job: Job) -> Work | None:
        """Return the readable papers of the case (or those the job names)."""
        rows = []
        for document in self._readable(job):
            pages = self._layers.pages(document.id, document.layer)
            rows.append((document.id, document.layer, document.category, document.name, pages))
        if not rows:
            raise UserError(
                "本案还没有可读的材料，无法提取案件信息。", "请先导入材料；扫描件需先完成文字识别。"
            )
        return Work(extract_values, {"documents": rows})

    def store(self, job: Job, item: Any) -> Changes:
        """Keep what one document gave as pending values."""
        found: Found = item
        if not self._documents.exists(found.document):
            return Changes.of("values", case=job.case)
        if found.problem:
            self._journal.append("papers.extract.problem", found.document, error=found.problem)
            return Changes.of("journal", case=job.case)
        # The cards of the values that are replaced go with them: they could not be decided.
        self._advice.forget(job.case, self._values.pending_of(job.case, found.document))
        self._values.replace_pending(job.case, found.document, found.values)
        return Changes.of("values", "advice", case=job.case)

    def died(self, job: Job, reason: str) -> bool:
        """Leave it failed; what was found is kept."""
        del job, reason
        return False

    def finish(self, job: Job) -> str:
        """Show every pending value as advice, and say how many there are."""
        documents = {d.id: d for d in self._documents.of_case(job.case)}
        values = [v for v in self._values.of_case(job.case) if v.found.anchor.document in documents]
        pending = [v for v in values if not v.decided]
        items = [_advice(job.case, v, documents[v.found.anchor.document]) for v in pending]
        self._advice.show(FEATURE, job.case, items)
        self._journal.append("papers.extract", job.case, job=job.id, values=len(values))
        return f"共提取 {len(values)} 项，待核对 {len(pending)} 项。"

    def _readable(self, job: Job) -> list[Document]:
        wanted = set(job.payload.get("documents", ()))
        return [
            document
            for document in self._documents.of_case(job.case)
            if document.outcome is not Outcome.UNREADABLE
            and document.layer
            and (not wanted or document.id in wanted)
        ]


def _advice(case: str, value: CaseValue, document: Document) -> Advice:
    found = value.found
    who = found.group.replace(":", " ")
    reasons = [f"原文：“{found.anchor.quoted.strip()}”"]
    if found.note:
        reasons.append(found.note)
    source = Source(
        SourceKind.PAPER, f"{document.name} 第{found.anchor.page}页", document.id, found.anchor
    )
    return Advice(
        feature=FEATURE,
        case=case,
        kind="value",
        title=f"{who} · {label(found.field)}" if who else label(found.field),
        body=found.shown or found.value,
        reasons=tuple(reasons),
        sources=(source,),
        provenance=Provenance("规则提取", RULES_VERSION, options={"rule": found.rule}),
        subject=value.id,
    )
