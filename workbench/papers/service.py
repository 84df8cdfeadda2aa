"""The papers room: what window and terminal ask of cases and papers."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from workbench.engines.protocols import Ocr, require
from workbench.kernel.advice import Action
from workbench.kernel.changes import Changes
from workbench.kernel.errors import UserError
from workbench.kernel.job_table import Job, JobState
from workbench.kernel.jobs import JobRunner
from workbench.kernel.originals import Originals
from workbench.kernel.vault import Vault
from workbench.papers.assembling import Assembled, Leaf, assemble
from workbench.papers.case_desk import CaseDesk
from workbench.papers.correcting import corrected
from workbench.papers.deciding import STATES, ValueDecision
from workbench.papers.extract_job import ExtractKind
from workbench.papers.intake import IntakeKind, IntakeLine
from workbench.papers.layers import LayerRepository
from workbench.papers.model import (
    Case,
    Document,
    Hit,
    Page,
    TextLayer,
    ValueState,
    origin_of,
)
from workbench.papers.ocr import FAILED, OcrKind
from workbench.papers.repository import CaseRepository, DocumentRepository, half_read
from workbench.papers.taking_in import Described, as_before
from workbench.papers.values import CaseValue, ValueRepository
from workbench.papers.volume import Kernel, Volume

_WITH_A_CASE = ("cases", "papers", "values", "advice", "jobs", "journal")


@dataclass(frozen=True)
class Kinds:
    """The room's kinds of jobs, made before the runner that runs them."""

    intake: IntakeKind
    ocr: OcrKind
    extract: ExtractKind


class Papers:
    """Cases, their papers, text and confirmed data.

    Attributes:
        desk: the list of cases, and edits of a case's data by hand.
        volume: changes of the papers that can be undone.
    """

    def __init__(
        self,
        kernel: Kernel,
        vault: Vault,
        jobs: JobRunner,
        kinds: Kinds,
        ocr: Ocr,
        originals: Originals,
    ) -> None:
        store, journal, changes = kernel.store, kernel.journal, kernel.changes
        self._store = store
        self._vault = vault
        self._originals = originals
        self._journal = journal
        self._changes = changes
        self._jobs = jobs
        self._kinds = kinds
        self._advice = kernel.advice
        self._ocr = ocr
        self._cases = CaseRepository(store)
        self._documents = DocumentRepository(store)
        self._layers = LayerRepository(store)
        self._values = ValueRepository(store)
        self.desk = CaseDesk(store, journal, changes, self._cases, self._values)
        self.volume = Volume(kernel, self._busy, originals.remove_unused)
        originals.share(self.originals_used, kinds.intake.name)

    # Cases

    def new_case(self, title: str, **fields: Any) -> Case:
        """Make a case; ``fields`` are those of :class:`Case`.

        Raises:
            UserError: the title is empty.
        """
        if not title.strip():
            raise UserError(
                "案件名称为空，没有建立案件。", "请填写名称，例如“张三诉李四民间借贷”。"
            )
        with self._store.transaction():
            case = self._cases.add(title.strip(), **fields)
            self._journal.append("case.new", case.id)
        self._changes.publish(Changes.of("cases", "journal", case=case.id))
        return case

    def case(self, case_id: str) -> Case:
        """Return a case as composed of typed and confirmed data."""
        return self._cases.get(case_id)

    def find_case(self, key: str) -> Case:
        """Return the case of an id, a number or a title."""
        return self._cases.find(key)

    def cases(self, search: str = "") -> list[Case]:
        """Return cases, last changed first, that hold every word of ``search``."""
        return self._cases.all(search)

    def update_case(self, case_id: str, **fields: Any) -> Case:
        """Change what is typed into a case."""
        return self.desk.update(case_id, **fields)

    def delete_case(self, case_id: str) -> None:
        """Delete a case, its papers and the originals that no other case has.

        Jobs that work on it are stopped first.
        """
        self._cases.get(case_id)
        self._jobs.cancel_case(case_id, "案件已删除，任务已停止。")
        documents = self._documents.of_case(case_id)
        with self._store.transaction():
            self._advice.forget_case(case_id)
            self._kinds.intake.forget_case(case_id)
            self._jobs.table.forget_case(case_id)
            self._cases.delete(case_id)
            self._journal.append("case.delete", case_id, papers=len(documents))
        self.sweep()
        self._changes.publish(Changes.of(*_WITH_A_CASE, case=case_id))

    # Papers

    def import_files(self, case_id: str, paths: Sequence[Path]) -> Job:
        """Queue the import of files, folders and archives into a case.

        Raises:
            UserError: a path does not exist.
        """
        self._cases.get(case_id)
        for path in paths:
            if not path.exists():
                raise UserError(f"找不到“{path}”，没有导入。", "请检查路径。")
        names = "、".join(path.name or str(path) for path in paths[:3])
        payload = {"paths": [str(path.resolve()) for path in paths]}
        return self._jobs.submit(self._kinds.intake.name, f"导入 {names}", payload, case_id)

    def account(self, job_id: str) -> list[IntakeLine]:
        """Return what became of each file of an import."""
        return self._kinds.intake.account(job_id)

    def documents(self, case_id: str) -> list[Document]:
        """Return a case's papers in the order of the volume."""
        return self._documents.of_case(case_id)

    def document(self, document_id: str) -> Document:
        """Return a paper.

        Raises:
            UserError: there is none of that id, or it is in the recycle list.
        """
        document = self._documents.get(document_id)
        if document.removed:
            raise UserError(
                f"材料“{document.name}”在回收站中，没有打开。", "可在卷宗目录的回收站中恢复。"
            )
        return document

    def has_document(self, document_id: str) -> bool:
        """Say whether there is a paper of that id in its place, not in the recycle list."""
        exists = self._documents.exists(document_id)
        return exists and not self._documents.get(document_id).removed

    def update_document(self, document_id: str, **fields: Any) -> Document:
        """Rename, retype or move a paper (``name``, ``category``, ``volume``, ``position``)."""
        return self.volume.change([document_id], **fields)[0]

    def original(self, document_id: str) -> bytes:
        """Return a paper's original, checked against its hash.

        Of a paper whose pages were rearranged it is a PDF of exactly its pages, see
        :meth:`copy`, which takes a moment.
        """
        return self.copy(document_id).data

    def copy(self, document_id: str) -> Assembled:
        """Return what leaves the workspace as this paper: its original, or a PDF of its pages.

        Raises:
            UserError: an original is missing or damaged.
        """
        leaves = self.leaves(document_id)
        if not leaves:
            data = self._vault.read(self._documents.get(document_id).sha256)
            return Assembled(data, original=True)
        return assemble(self._vault, leaves)

    def leaves(self, document_id: str) -> list[Leaf]:
        """Return where the pages of a rearranged paper come from; none for one as imported."""
        document = self._documents.get(document_id)
        pages = self._layers.frames(document_id, document.layer)
        if not any(page.origin for page in pages):
            return []
        return [
            Leaf(origin_of(document, page), page.rotation, page.width, page.height)
            for page in pages
        ]

    def text(self, document_id: str, version: int = 0) -> TextLayer:
        """Return a paper's text layer; the newest for version 0."""
        document = self._documents.get(document_id)
        return self._layers.layer(document_id, version or document.layer)

    def page(self, document_id: str, number: int) -> Page | None:
        """Return a page of the newest layer."""
        return self._layers.page(document_id, self._documents.get(document_id).layer, number)

    def search(self, query: str, case_id: str = "", limit: int = 200) -> list[Hit]:
        """Find words in the papers of a case, or of all cases."""
        return self._layers.search(query, case_id, limit)

    # Reading scans and extracting values

    def put_as_before(self, case_id: str, taken_out: Described, ids: Sequence[str]) -> None:
        """Give papers of a case that was taken out their names, kinds and places again.

        Args:
            case_id: the case.
            taken_out: what the folder says of them.
            ids: papers that came in from it.
        """
        with self._store.transaction():
            for document in as_before(taken_out, [self._documents.get(key) for key in ids]):
                self._documents.save(document)
        self._changes.publish(Changes.of("papers", case=case_id))

    def importing(self, case_id: str) -> bool:
        """Say whether papers are on their way into a case."""
        open_jobs = self._jobs.table.in_state(JobState.QUEUED, JobState.RUNNING)
        return any(j.case == case_id and j.kind == self._kinds.intake.name for j in open_jobs)

    def recognising(self, document: Document) -> bool:
        """Say whether the text of a paper is being recognised, or will be soon."""
        return any(
            job.case == document.case
            and job.kind == self._kinds.ocr.name
            and document.id in job.payload["documents"]
            for job in self._jobs.table.in_state(JobState.QUEUED, JobState.RUNNING)
        )

    def unread(self, case_id: str) -> list[Document]:
        """Return the papers that still have pages without text and are imported as a whole."""
        half = half_read(self._store)
        documents = [d for d in self._documents.of_case(case_id) if d.id not in half]
        return [d for d in documents if self._layers.unread(d.id, d.layer)]

    def read_scans(self, case_id: str, documents: Sequence[str] = ()) -> Job:
        """Queue OCR of the papers that need it; named papers get a second try at failed pages.

        Raises:
            FeatureOffError: the feature is off.
            UserError: the engine is missing.
        """
        self._jobs.require(self._kinds.ocr.name, case_id)
        require(self._ocr)
        self._reopen(documents)
        chosen = list(documents) or [document.id for document in self.unread(case_id)]
        return self._jobs.submit(self._kinds.ocr.name, "识别扫描件", {"documents": chosen}, case_id)

    def _reopen(self, documents: Sequence[str]) -> None:
        with self._store.transaction():
            for document in map(self._documents.get, documents):
                self._layers.reopen(document.id, document.layer)
                kept = tuple(w for w in document.warnings if FAILED not in w)
                self._documents.save(replace(document, warnings=kept))

    def extract(self, case_id: str, documents: Sequence[str] = ()) -> Job:
        """Queue extraction from a case's readable papers.

        Raises:
            FeatureOffError: the feature is off.
        """
        return self._jobs.submit(
            self._kinds.extract.name, "提取案件信息", {"documents": list(documents)}, case_id
        )

    def values(self, case_id: str) -> list[CaseValue]:
        """Return the values found in a case's papers, with their states."""
        return self._values.of_case(case_id)

    def value(self, value_id: str) -> CaseValue:
        """Return one value."""
        return self._values.get(value_id)

    def decide_value(self, value_id: str, action: Action | None, text: str = "") -> CaseValue:
        """Confirm, correct or discard a value (``None`` takes the decision back).

        Raises:
            UserError: a correction is no date or amount where the field is one.
        """
        case = self._values.get(value_id).case
        with self._store.transaction():
            (value,) = self.settle_values(case, [ValueDecision(value_id, action, text)])
        self._changes.publish(Changes.of("values", "cases", "journal", case=case))
        return value

    def some_values(self, case_id: str, ids: Sequence[str]) -> list[CaseValue]:
        """Return values of a case by id, in the order asked for.

        Raises:
            UserError: one of them is gone.
        """
        return self._values.some(case_id, ids)

    def settle_values(self, case_id: str, decisions: Sequence[ValueDecision]) -> list[CaseValue]:
        """Write decisions on values and compose the case anew, once.

        Call it in a transaction, and publish what changed after it.

        Raises:
            UserError: a value is gone, or a correction is not what its field holds.
        """
        found = self._values.some(case_id, [decision.value for decision in decisions])
        values = []
        for decision, value in zip(decisions, found, strict=True):
            edit = decision.action is Action.EDIT
            kept = corrected(value.found.field, decision.text) if edit else ""
            state = STATES[decision.action] if decision.action else ValueState.PENDING
            values.append(self._values.set_state(value, state, kept))
            self._journal.append("value.decision", case_id, value=value.id, state=state)
        self.desk.recompose(case_id, [value for value in values if value.usable])
        return values

    def _busy(self, case_id: str, ids: Sequence[str]) -> str:
        """Say which job is at work on papers, so that their pages must not move; else nothing."""
        if self._kinds.intake.reading(ids):
            return "该材料尚未导入完成"
        words = {self._kinds.ocr.name: "正在识别文字", self._kinds.extract.name: "正在提取案件信息"}
        for job in self._jobs.table.in_state(JobState.QUEUED, JobState.RUNNING):
            named = job.payload.get("documents") or ids
            if job.case == case_id and job.kind in words and set(named) & set(ids):
                return words[job.kind]
        return ""

    def sweep(self) -> int:
        """Remove originals that nobody refers to; see :meth:`Originals.sweep`."""
        return self._originals.sweep()

    def originals_used(self) -> set[str]:
        """Return the hashes of the originals that any paper needs, recycled ones among them."""
        return self._documents.originals()
