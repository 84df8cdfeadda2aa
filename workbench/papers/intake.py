"""Import of files into a case: the parent's side of :mod:`workbench.papers.reading`.

Each file is one line of the import's account: readable, needs OCR, unreadable with a reason, or
the same as a paper that is already there. A file that takes the child down is named, set aside,
and the import goes on with the rest.
"""

import secrets
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

from workbench.kernel.changes import Changes
from workbench.kernel.errors import BugError, UserError
from workbench.kernel.features import Switches
from workbench.kernel.job_table import Job
from workbench.kernel.jobs import Work
from workbench.kernel.journal import Journal
from workbench.kernel.store import Store
from workbench.kernel.vault import Vault
from workbench.papers.filing import filed
from workbench.papers.layers import LayerRepository
from workbench.papers.model import Document, Outcome, ReadResult
from workbench.papers.ocr import READER
from workbench.papers.reading import Begun, Ended, Kept, Pages, read_files
from workbench.papers.repository import (
    READING,
    CaseRepository,
    DocumentRepository,
    half_read,
)

CRASHED_KEPT = "读取该文件时处理程序意外结束，文件可能已损坏；原件已保留。"
CRASHED_LOST = "读取该文件时处理程序意外结束，没有保存原件；请保留原文件，检查后重新导入。"
INTERRUPTED = "导入中断，可在“任务”中继续，或重新导入该文件。"


@dataclass(frozen=True)
class IntakeLine:
    """What became of one file of an import: outcome is an Outcome's value or ``duplicate``."""

    source: str
    document: str
    outcome: str
    reason: str


class IntakeKind:
    """The job ``papers.import``."""

    name = "papers.import"
    feature = ""

    def __init__(self, store: Store, vault: Vault, journal: Journal, switches: Switches) -> None:
        self._store = store
        self._switches = switches
        self._vault = vault
        self._journal = journal
        self._cases = CaseRepository(store)
        self._documents = DocumentRepository(store)
        self._layers = LayerRepository(store)

    def work(self, job: Job) -> Work | None:
        """Return the files that are not accounted for yet.

        Raises:
            UserError: the case was deleted meanwhile.
        """
        self._cases.get(job.case)
        self._forget_unfinished()
        documents = self._documents.of_case(job.case)
        known = {sha256: d.name for d in documents for sha256 in self._layers.originals(d)}
        arguments = {
            "paths": job.payload["paths"],
            "vault": str(self._vault.folder),
            "key": self._vault.key,
            "done": [line.source for line in self.account(job.id)],
            "known": known,
        }
        return Work(read_files, arguments)

    def store(self, job: Job, item: Any) -> Changes:
        """Keep one message of the child."""
        match item:
            case Begun():
                self._account(job, IntakeLine(item.source, "", READING, ""))
            case Kept():
                self._begin(job, item)
            case Pages():
                document = self._line(job, item.source).document
                if self._documents.exists(document):
                    self._layers.put(document, 1, item.pages)
            case Ended():
                self._end(job, item)
            case _:
                raise BugError(f"unknown message {type(item).__name__}")
        return Changes.of("papers", case=job.case)

    def died(self, job: Job, reason: str) -> bool:
        """Set the file aside that was being read; go on if there was one."""
        del reason
        reading = [line for line in self.account(job.id) if line.outcome == READING]
        # Of a mail and its attachment the one begun last is to blame; the mail is read again.
        with self._store.transaction():
            for line in reading[-1:]:
                why = CRASHED_KEPT if line.document else CRASHED_LOST
                result = ReadResult(Outcome.UNREADABLE, "unknown", reason=why)
                self._end(job, Ended(line.source, result))
        return bool(reading)

    def finish(self, job: Job) -> str:
        """Say how many files ended how.

        Raises:
            UserError: there was no file at all.
        """
        lines = self.account(job.id)
        if not lines:
            raise UserError("所选位置没有任何文件，没有导入材料。", "请选择含有卷宗文件的文件夹。")
        counts = {
            "可读": Outcome.READABLE,
            "待识别": Outcome.NEEDS_OCR,
            "不可读": Outcome.UNREADABLE,
            "重复": "duplicate",
        }
        parts = [
            f"{word} {number} 件"
            for word, outcome in counts.items()
            if (number := sum(line.outcome == outcome for line in lines))
        ]
        self._journal.append("papers.import", job.case, job=job.id, files=len(lines))
        return f"共 {len(lines)} 个文件：{'，'.join(parts)}。"

    def account(self, job_id: str) -> list[IntakeLine]:
        """Return the import's account, in the order of reading."""
        rows = self._store.rows(
            "SELECT source, document, outcome, reason FROM intake WHERE job = ? ORDER BY rowid",
            (job_id,),
        )
        return [IntakeLine(**row) for row in rows]

    def reading(self, documents: Sequence[str]) -> bool:
        """Say whether any of some papers is being read, or was left half read."""
        return not half_read(self._store).isdisjoint(documents)

    def forget_case(self, case: str) -> None:
        """Delete the accounts of a case's imports; they name its files."""
        self._store.execute(
            "DELETE FROM intake WHERE job IN (SELECT id FROM jobs WHERE case_id = ?)", (case,)
        )

    def _forget_unfinished(self) -> None:
        """Drop what a cancel or a crash left half read, of this import or an earlier one.

        Only one import runs at a time, so whatever is being read now is being read by nobody.
        Left as it is, a half-read paper would count as known and never be read again.
        """
        with self._store.transaction():
            rows = self._store.rows("SELECT document FROM intake WHERE outcome = ?", (READING,))
            for row in rows:
                if row["document"]:
                    self._documents.delete(row["document"])
            self._store.execute("DELETE FROM intake WHERE outcome = ?", (READING,))

    def _line(self, job: Job, source: str) -> IntakeLine:
        # One row by its key: an import of thousands of files asks this for every message.
        rows = self._store.rows(
            "SELECT source, document, outcome, reason FROM intake WHERE job = ? AND source = ?",
            (job.id, source),
        )
        if not rows:
            raise BugError("a message about a file that was not begun")
        return IntakeLine(**rows[0])

    def _account(self, job: Job, line: IntakeLine) -> None:
        self._store.execute(
            "INSERT INTO intake VALUES (?,?,?,?,?) ON CONFLICT (job, source) DO UPDATE SET "
            "document = excluded.document, outcome = excluded.outcome, reason = excluded.reason",
            (job.id, line.source, line.document, line.outcome, line.reason),
        )

    def _begin(self, job: Job, item: Kept) -> None:
        document = self._documents.add(
            Document(
                id=secrets.token_hex(6),
                case=job.case,
                name=item.name,
                source=item.source,
                sha256=item.sha256,
                size=item.size,
                kind="unknown",
                outcome=Outcome.UNREADABLE,
                reason=INTERRUPTED,
                layer=1,
            )
        )
        self._layers.begin(document.id, 1, READER)
        self._account(job, IntakeLine(item.source, document.id, READING, ""))

    def _end(self, job: Job, item: Ended) -> None:
        line, result = self._line(job, item.source), item.result
        if item.duplicate:
            reason = f"与已有材料“{item.duplicate}”内容相同，没有重复导入。"
            self._account(job, replace(line, outcome="duplicate", reason=reason))
            return
        outcome = str(result.outcome)
        self._account(job, replace(line, outcome=outcome, reason=result.reason))
        if not self._documents.exists(line.document):
            return  # no document was made, or a person deleted it meanwhile
        document = self._documents.get(line.document)
        pages = self._layers.pages(document.id, 1)
        self._layers.complete(document.id, 1)
        document = replace(
            document,
            kind=result.kind,
            outcome=result.outcome,
            reason=result.reason,
            warnings=result.warnings,
            pages=len(pages),
        )
        self._documents.save(filed(document, pages, self._switches))
