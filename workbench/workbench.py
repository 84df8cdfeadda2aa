"""Workbench: opens a workspace folder and hands out the rooms. The composition root."""

from collections.abc import Callable, Sequence
from concurrent.futures import Future
from dataclasses import replace
from functools import cached_property, partial
from pathlib import Path

from workbench import statutes
from workbench.decisions import Decisions
from workbench.engines.protocols import Ocr
from workbench.engines.rapidocr import RapidOcr
from workbench.hearing.base import Base as HearingBase
from workbench.hearing.beside import HearingBeside
from workbench.hearing.kinds import Kinds as HearingKinds
from workbench.hearing.service import HearingRoom
from workbench.hearing.speaking import SpeechMaker
from workbench.hearing.speech_engine import local_speech
from workbench.index_keeper import IndexKeeper
from workbench.integrity import problems
from workbench.kernel import backup, backup_job
from workbench.kernel.advice import Action, Advice, AdviceBook
from workbench.kernel.changes import ChangeBus, Changes
from workbench.kernel.errors import UserError
from workbench.kernel.features import FeatureTable, Switches
from workbench.kernel.job_table import Job
from workbench.kernel.jobs import JobKind, JobRunner
from workbench.kernel.journal import Journal
from workbench.kernel.originals import Originals
from workbench.kernel.settings import Settings
from workbench.kernel.store import Store
from workbench.kernel.workspace import (
    LIBRARY_FILE,
    PRECEDENTS_FILE,
    STORE_FILE,
    Workspace,
    open_workspace,
)
from workbench.law.index_job import LIBRARY_MIGRATIONS
from workbench.law.knowledge.room import Knowledge
from workbench.law.knowledge.shelf import FOLDER as KNOWLEDGE
from workbench.law.precedents.import_job import KIND as PRECEDENT_IMPORT
from workbench.law.precedents.model import Origin
from workbench.law.precedents.remove_job import KIND as PRECEDENT_REMOVAL
from workbench.law.precedents.service import FEATURE as PRECEDENTS
from workbench.law.precedents.service import Precedents
from workbench.law.precedents.tables import PRECEDENT_MIGRATIONS
from workbench.law.ranking_terms import get_ready
from workbench.law.service import FEATURE as STATUTES
from workbench.law.service import Law
from workbench.law.suggestion.judgments import JudgmentVotes
from workbench.overview import Overview, overview
from workbench.papers.case_rows import CaseRow
from workbench.papers.deciding import ValueDecision
from workbench.papers.extract_job import ExtractKind
from workbench.papers.finder import Finder
from workbench.papers.intake import IntakeKind
from workbench.papers.ocr import OcrKind
from workbench.papers.plain_text import text_of
from workbench.papers.private_notes import PrivateNotes
from workbench.papers.service import Kinds, Papers
from workbench.papers.text_corrections import PaperTexts
from workbench.papers.values import CaseValue
from workbench.papers.volume import Kernel
from workbench.procedure.deadlines import FEATURE as DEADLINES
from workbench.procedure.deadlines import Deadline, deadlines
from workbench.procedure.timeline import Event, timeline
from workbench.record_room import record_room
from workbench.report_room import ReportRoom
from workbench.requested import existing, named
from workbench.schema import MIGRATIONS
from workbench.similar_cases import SimilarBeside
from workbench.similar_room import SimilarRoom


class Workbench:
    """An open workspace with its rooms. Use it from one thread; close it at the end.

    Attributes:
        workspace: folder, keys, whether it is read only.
        changes: where views subscribe.
        features, switches, journal, advice, jobs, settings: the kernel's services.
        papers, hearing, records, law, precedents, knowledge: the rooms.
        similar: similar cases of a case; indexing: keeps what they are found by up to date.
        finder: finds papers beside the window, as one types.
        decisions: what people decide on values and advice.
    """

    def __init__(
        self, workspace: Workspace, ocr: Callable[[], Ocr], speech: SpeechMaker = local_speech
    ) -> None:
        self.workspace = workspace
        self.changes = ChangeBus()
        self._store = workspace.open_store(STORE_FILE, MIGRATIONS)
        self._library = workspace.open_store(LIBRARY_FILE, LIBRARY_MIGRATIONS)
        self._cases = workspace.open_store(PRECEDENTS_FILE, PRECEDENT_MIGRATIONS)
        self.settings = Settings(self._store)
        self.journal = Journal(self._store)
        self.features = FeatureTable.load()
        self.switches = Switches(self._store, self.features, self.journal, self.changes)
        self.advice = AdviceBook(self._store, self.switches, self.journal, self.changes)
        self.ocr = ocr()
        vault = workspace.vault
        kinds = self._make_kinds(ocr)
        key = workspace.key.derive("library")
        self.law = Law(self._library, key, self.journal, self.changes, self.switches, text_of)
        votes = JudgmentVotes(self._cases, partial(self.switches.is_on, PRECEDENTS))
        self.law.consult(votes, workspace.folder / KNOWLEDGE)
        files = (STORE_FILE, LIBRARY_FILE, PRECEDENTS_FILE)
        keys = {name: workspace.store_key(name) for name in files}
        self.precedents = self._make_precedents(keys[PRECEDENTS_FILE])
        heard = HearingKinds.of(self._store, vault, self.journal, self.switches, speech)
        backups = backup_job.BackupKind(workspace, keys, self.journal)
        self.jobs = self._make_jobs(kinds, (*heard.all(), backups))
        self.indexing = IndexKeeper(self.jobs, self.precedents, self.changes)
        kernel = Kernel(self._store, self.journal, self.changes, self.switches, self.advice)
        originals = self._originals = Originals(vault, self.jobs.table)
        self.papers = Papers(kernel, vault, self.jobs, kinds, self.ocr, originals)
        self.hearing, self.records = self._make_hearing(heard), record_room(kernel, workspace)
        beside = partial(self._open_beside, self._store.path, keys[STORE_FILE])
        self.finder, self.hearing_beside = Finder(beside), HearingBeside(beside)
        self.knowledge = Knowledge(workspace, self.journal)
        self._statutes = statutes.StatutesBeside.within(workspace.folder, keys, MIGRATIONS)
        self.similar = self._make_similar(keys)
        self.decisions = Decisions(
            self._store, self.papers, self.advice, self.switches, self.changes
        )

    def _make_kinds(self, ocr: Callable[[], Ocr]) -> Kinds:
        kernel = (self._store, self.workspace.vault, self.journal, self.switches)
        return Kinds(
            IntakeKind(*kernel),
            OcrKind(*kernel, ocr),
            ExtractKind(self._store, self.journal, self.advice),
        )

    def _make_jobs(self, papers: Kinds, others: Sequence[JobKind]) -> JobRunner:
        kinds: list[JobKind] = [papers.intake, papers.ocr, papers.extract, *others]
        kinds += [*self.law.kinds, *self.precedents.kinds]
        return JobRunner(self._store, self.switches, self.journal, self.changes, kinds)

    def _make_hearing(self, kinds: HearingKinds) -> HearingRoom:
        kernel = (self.journal, self.changes, self.switches, self.jobs, self._originals)
        return HearingRoom(HearingBase(self._store, self.workspace.vault, *kernel), kinds)

    def _make_precedents(self, key: bytes) -> Precedents:
        kernel = (self.journal, self.changes, self.switches, self.settings)
        return Precedents(self._cases, key, *kernel, text_of, self.law.library.titles)

    def _make_similar(self, keys: dict[str, bytes]) -> SimilarRoom:
        beside = SimilarBeside.within(self.workspace.folder, keys, MIGRATIONS)
        rooms = (self.precedents, self.law, self.switches, self.advice)
        knowledge = self.workspace.folder / KNOWLEDGE
        return SimilarRoom(beside, *rooms, self.visible_values, knowledge)

    @cached_property
    def texts(self) -> PaperTexts:
        """Texts of papers page by page, and their correction by hand."""
        return PaperTexts(self._store, self.journal, self.changes)

    @cached_property
    def reports(self) -> ReportRoom:
        """Reports of searches for similar cases."""
        return ReportRoom(self.similar, self.advice, self.journal, self.settings, self.changes)

    @cached_property
    def notes(self) -> PrivateNotes:
        """The judge's private notes on papers."""
        return PrivateNotes(self._store, self.changes)

    @classmethod
    def open(
        cls,
        folder: Path,
        passphrase: str | None = None,
        ocr: Callable[[], Ocr] = RapidOcr,
        speech: SpeechMaker = local_speech,
    ) -> "Workbench":
        """Open a workspace folder, making it on first use.

        Args:
            folder: the workspace.
            passphrase: needed where one is set.
            ocr: makes the OCR engine; module-level, as child processes call it too.
            speech: makes the speech engine of a model's name; the same.

        Raises:
            UserError: see :func:`workbench.kernel.workspace.open_workspace`.
        """
        workspace = open_workspace(folder, passphrase)
        try:
            return cls(workspace, ocr, speech)
        except BaseException:
            workspace.close()
            raise

    def decide(self, advice_id: str, action: Action, text: str = "") -> Advice:
        """Record a decision on advice; for an extracted value it decides the value too."""
        return self.decisions.decide(advice_id, action, text)

    def decide_value(self, value_id: str, action: Action, text: str = "") -> CaseValue:
        """Decide an extracted value, and the advice that showed it."""
        decision = ValueDecision(value_id, action, text)
        return self.decisions.decide_values(self.papers.value(value_id).case, [decision]).values[0]

    def visible_values(self, case_id: str) -> list[CaseValue]:
        """Return a case's values; those nobody stands behind only while their feature is on."""
        on = self.switches.is_on(ExtractKind.feature, case_id)
        return [value for value in self.papers.values(case_id) if on or value.usable]

    def deadlines(self, case_id: str) -> list[Deadline]:
        """Return the periods of a case.

        Raises:
            FeatureOffError: the feature is off.
        """
        self.switches.require(DEADLINES, case_id)
        return deadlines(self.papers.case(case_id))

    def timeline(self, case_id: str) -> list[Event]:
        """Return the days of a case; those that nobody confirmed only while extraction is on."""
        names = {document.id: document.name for document in self.papers.documents(case_id)}
        return timeline(self.papers.case(case_id), self.visible_values(case_id), names)

    def overview(self, case_id: str) -> Overview:
        """Return a case at a glance; what belongs to a feature that is off is left out.

        Raises:
            UserError: there is no such case.
        """
        values = self.visible_values(case_id)
        return overview(
            self.papers.case(case_id),
            self.papers.documents(case_id),
            values,
            self.papers.desk.proposed_parties(case_id, values),
            self.deadlines(case_id) if self.switches.is_on(DEADLINES, case_id) else None,
        )

    def case_rows(self) -> list[CaseRow]:
        """Return a light row of every case; values that wait only where extraction is on."""
        off = self.switches.cases_off(ExtractKind.feature)
        everywhere = self.switches.is_on(ExtractKind.feature)
        return [
            row
            if not row.pending or (everywhere and row.id not in off)
            else replace(row, pending=0)
            for row in self.papers.desk.rows()
        ]

    def reopen(self, advice_id: str) -> Advice:
        """Take a decision back."""
        return self.decisions.reopen(advice_id)

    def write_beside(self, failed: Callable[[OSError], None]) -> None:
        """Let writes return before they are on the disk, for a window that must not wait.

        Args:
            failed: called from another thread when the disk refuses.
        """
        for store in (self._store, self._library, self._cases):
            store.write_beside(failed)

    def get_ready(self) -> None:
        """Read now what would stop every thread for a moment later: the dictionary of words.

        Loading it holds Python's lock for a tenth of a second, so that a thread beside the window
        does not help. It is left out where the feature that needs it is off.
        """
        if self.switches.is_on(STATUTES) or self.switches.is_on(PRECEDENTS):
            get_ready()

    def set_passphrase(self, passphrase: str | None) -> None:
        """Set, change or remove the passphrase, and record that it happened."""
        self.workspace.set_passphrase(passphrase)
        self.journal.append("workspace.passphrase", on=passphrase is not None)
        self.changes.publish(Changes.of("keys", "journal"))

    def back_up(self, target: Path) -> backup.BackupReport:
        """Write the workspace into one file."""
        report = backup.create(self.workspace, (self._store, self._library, self._cases), target)
        self.journal.append("backup.create", target=target.name, files=report.files)
        return report

    def start_backup(self, target: Path) -> Job:
        """Queue the backup of the workspace into one file.

        Raises:
            UserError: it cannot be written there.
        """
        backup.check_target(self.workspace, target)
        payload = {"target": str(target.resolve())}
        return self.jobs.submit(backup_job.KIND, f"生成备份 {target.name}", payload)

    def integrity(self) -> dict[str, str]:
        """Check the stores and every original; return what is not in order, in words."""
        stores = {"案件库": self._store, "法规库": self._library, "案例库": self._cases}
        return problems(stores, self.workspace.vault, self._originals.used())

    def import_precedents(self, paths: Sequence[Path], origin: Origin | None = None) -> Job:
        """Queue the import of judgments and entries of case libraries.

        Args:
            paths: documents, folders, archives, files of JSON Lines.
            origin: where all of them come from; ``None`` to tell by what they say.

        Raises:
            UserError: a path does not exist.
            FeatureOffError: the feature is off.
        """
        payload = {
            "paths": existing(paths),
            "origin": str(origin or ""),
            "own_courts": list(self.precedents.own_courts),
        }
        return self.jobs.submit(PRECEDENT_IMPORT, f"导入案例 {named(paths)}", payload)

    def index_precedents(self) -> Job | None:
        """Queue what the index of similar cases lacks; ``None`` if nothing or switched off."""
        return self.indexing.begin()

    def remove_precedents(self, pack: str) -> Job:
        """Queue the removal of all precedents of a pack.

        Raises:
            UserError: there is no such pack.
        """
        if pack not in {held.name for held in self.precedents.library.packs()}:
            raise UserError(f"案例库中没有名为“{pack}”的案例包，没有删除。", "请核对名称。")
        return self.jobs.submit(PRECEDENT_REMOVAL, f"删除案例包 {pack}", {"pack": pack})

    def import_laws(self, paths: Sequence[Path]) -> Job:
        """Queue the import of packs into the library.

        Raises:
            UserError: a path does not exist.
        """
        payload = {"paths": existing(paths)}
        return self.jobs.submit("laws.import", f"导入法规 {named(paths)}", payload)

    def index_laws(self) -> Job | None:
        """Queue what the index of statute suggestion lacks; ``None`` if nothing or switched off."""
        if not self.switches.is_on(STATUTES) or not self.law.needs_index():
            return None
        return self.jobs.submit("laws.index", "建立法条索引", {})

    def suggest_statutes(self, case_id: str) -> Sequence[Advice]:
        """Suggest statutes for a case from its readable papers; shows them as advice.

        Raises:
            FeatureOffError: the feature is off.
            UserError: there is no library, or nothing readable in the case.
        """
        return self.show_statutes(case_id, self.ask_statutes(case_id).result() or ())

    def ask_statutes(self, case_id: str, cause: str = "") -> "Future[list[Advice] | None]":
        """Begin to suggest statutes beside the window; :meth:`show_statutes` takes the answer.

        Args:
            case_id: the case.
            cause: cause that a person chose; empty for that of the case.

        Raises:
            FeatureOffError: the feature is off.
        """
        self.switches.require(STATUTES, case_id)
        judgments = self.switches.is_on(PRECEDENTS, case_id)
        return self._statutes.ask(case_id, self.visible_values(case_id), judgments, cause)

    def show_statutes(self, case_id: str, items: Sequence[Advice]) -> Sequence[Advice]:
        """Show suggested statutes as advice on a case.

        Raises:
            FeatureOffError: the feature is off by now.
        """
        self.switches.require(STATUTES, case_id)
        self.advice.show(STATUTES, case_id, items)
        return self.advice.of_case(case_id, STATUTES)

    @staticmethod
    def _open_beside(path: Path, key: bytes) -> Store:
        return Store.open(path, key, MIGRATIONS, read_only=True)

    def close(self) -> None:
        """Stop children, close the stores, give the lock back."""
        if not self.workspace.read_only:
            self.hearing.live.close()
            self.jobs.close()
        for close in (self.finder.close, self.hearing_beside.close, self.records.close):
            close()
        self._statutes.close()
        self.similar.close()
        self.law.close()
        self.precedents.close()
        self.knowledge.close()
        for store in (self._cases, self._library, self._store):
            store.close()
        self.workspace.close()
