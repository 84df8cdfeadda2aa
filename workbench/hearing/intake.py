"""Import of recordings into a hearing: the parent's side of :mod:`workbench.hearing.importing`.

Each file is one line of the import's account. A recording stands in its hearing as soon as it is in
the vault; its outline, true length and damaged places follow. Whatever ends an import, the next one
goes on with what is left.
"""

import secrets
from collections import Counter
from dataclasses import dataclass, replace
from typing import Any

from workbench.hearing.importing import (
    PER_SECOND,
    Begun,
    Doubled,
    Outlined,
    Refused,
    Sealed,
    import_recordings,
    no_outline,
)
from workbench.hearing.model import Recording
from workbench.hearing.peak_rows import PeakRepository
from workbench.hearing.repository import HearingRepository, RecordingRepository
from workbench.hearing.timeline import where
from workbench.kernel.changes import Changes
from workbench.kernel.errors import BugError, UserError
from workbench.kernel.job_table import Job
from workbench.kernel.jobs import Work
from workbench.kernel.journal import Journal
from workbench.kernel.store import Store
from workbench.kernel.vault import Vault

KIND = "hearing.import"
READING, KEPT, DAMAGED, REFUSED, DOUBLED = "reading", "kept", "damaged", "unreadable", "duplicate"
TRIES = 2
"""Deaths of the child over one file after which it is set aside."""
CRASHED = "读取该文件时处理程序意外结束，文件可能已损坏，没有保存；请保留原文件。"
CRASHED_KEPT = "读取声音时处理程序意外结束，录音可能已损坏；原件已保存，可以播放其完好部分。"


@dataclass(frozen=True)
class IntakeLine:
    """What became of one file of an import.

    Attributes:
        source: where it was.
        recording: id of the recording that it became; empty where it became none.
        outcome: ``reading``, ``kept``, ``damaged`` (kept, with places that cannot be read),
            ``unreadable`` or ``duplicate``.
        reason: why, or what is wrong with it.
    """

    source: str
    recording: str
    outcome: str
    reason: str


class RecordingIntake:
    """The job ``hearing.import``."""

    name = KIND
    feature = ""

    def __init__(self, store: Store, vault: Vault, journal: Journal) -> None:
        self._store = store
        self._vault = vault
        self._journal = journal
        self._hearings = HearingRepository(store)
        self._recordings = RecordingRepository(store)
        self._peaks = PeakRepository(store)
        self._deaths: Counter[tuple[str, str]] = Counter()

    def work(self, job: Job) -> Work | None:
        """Return the files that are not accounted for yet.

        Raises:
            UserError: the hearing was deleted meanwhile.
        """
        hearing = self._hearings.get(job.payload["hearing"])
        held = self._recordings.of_hearing(hearing.id)
        # What an import that was called off left unmeasured is measured by the next one.
        unmeasured = {r.sha256: r.name for r in held if self._is_unmeasured(r)}
        closed = [
            line.source
            for line in self.account(job.id)
            if line.outcome != READING or line.recording
        ]
        arguments = {
            "paths": job.payload["paths"],
            "vault": str(self._vault.folder),
            "key": self._vault.key,
            "done": closed,
            "known": {recording.sha256: recording.name for recording in held},
            "unmeasured": unmeasured,
        }
        return Work(import_recordings, arguments)

    def store(self, job: Job, item: Any) -> Changes:
        """Keep one message of the child."""
        match item:
            case Begun():
                self._note(job, IntakeLine(item.source, "", READING, ""))
            case Refused():
                self._note(job, IntakeLine(item.source, "", REFUSED, item.reason))
            case Doubled():
                reason = f"与本次庭审的“{item.name}”内容相同，没有重复导入。"
                self._note(job, IntakeLine(item.source, "", DOUBLED, reason))
            case Sealed():
                self._keep(job, item)
            case Outlined():
                self._outline(job, item)
            case _:
                raise BugError(f"unknown message {type(item).__name__}")
        return Changes.of("hearing", case=job.case)

    def died(self, job: Job, reason: str) -> bool:
        """Read again what the child died of; set aside what kills it twice.

        It measures what is unmeasured before it looks at another file.
        """
        del reason
        lines = self.account(job.id)
        held = self._recordings.of_hearing(job.payload["hearing"])
        measured = next((r.id for r in held if self._is_unmeasured(r)), "")
        wanted = [x for x in lines if (x.recording == measured if measured else _is_open(x))]
        line = wanted[-1] if wanted else None
        if line is None and not measured:
            return False
        key = (job.id, measured or (line.source if line else ""))
        self._deaths[key] += 1
        if self._deaths[key] >= TRIES:
            self._set_aside(job, measured, line)
        return True

    def _set_aside(self, job: Job, measured: str, line: IntakeLine | None) -> None:
        with self._store.transaction():
            if measured:
                # Not tried again by every later import.
                self._peaks.put(measured, PER_SECOND, 1, no_outline())
            if line:
                outcome, why = (DAMAGED, CRASHED_KEPT) if measured else (REFUSED, CRASHED)
                self._note(job, replace(line, outcome=outcome, reason=why))

    def _is_unmeasured(self, recording: Recording) -> bool:
        return recording.complete and not self._peaks.has(recording.id)

    def finish(self, job: Job) -> str:
        """Say how many recordings came in.

        Raises:
            UserError: there was none at all.
        """
        lines = self.account(job.id)
        if not lines:
            raise UserError(
                "所选位置没有录音文件，没有导入。", "请选择 wav、mp3、m4a、mp4 等录音或录像文件。"
            )
        words = {"已导入": KEPT, "有损坏": DAMAGED, "不可读": REFUSED, "重复": DOUBLED}
        parts = [
            f"{word} {count} 个"
            for word, outcome in words.items()
            if (count := sum(line.outcome == outcome for line in lines))
        ]
        self._journal.append(
            KIND, job.case, job=job.id, hearing=job.payload["hearing"], files=len(lines)
        )
        told = f"共 {len(lines)} 个录音文件：{'，'.join(parts)}。"
        if all(line.outcome == REFUSED for line in lines):
            raise UserError(told, lines[0].reason)
        return told

    def account(self, job_id: str) -> list[IntakeLine]:
        """Return the import's account, in the order of reading."""
        rows = self._store.rows(
            "SELECT source, recording, outcome, reason FROM hearing_intake "
            "WHERE job = ? ORDER BY rowid",
            (job_id,),
        )
        return [IntakeLine(**row) for row in rows]

    def _keep(self, job: Job, item: Sealed) -> None:
        probe = item.probe
        recording = self._recordings.add(
            Recording(
                id=secrets.token_hex(6),
                hearing=job.payload["hearing"],
                position=0,
                name=item.name,
                sha256=item.sha256,
                size=item.size,
                container=probe.container,
                codec=probe.codec,
                rate=probe.rate,
                channels=probe.channels,
                seconds=probe.seconds,
                sm3=item.sm3,
                gap=item.gap,
                began=probe.began,
            )
        )
        warnings = "".join(probe.warnings)
        self._note(job, IntakeLine(item.source, recording.id, READING, warnings))

    def _outline(self, job: Job, item: Outlined) -> None:
        places = "；".join(f"{where(d)} {d.words}" for d in item.damages[:5])
        more = f" 等 {len(item.damages)} 处" if len(item.damages) > 5 else ""
        lines = {line.recording: line for line in self.account(job.id) if line.recording}
        # The same file may stand in the hearing twice only where it was put back; both get it.
        for recording in self._recordings.of_hearing(job.payload["hearing"]):
            if recording.sha256 != item.sha256:
                continue
            self._recordings.save(replace(recording, seconds=item.seconds, damages=item.damages))
            self._peaks.put(recording.id, item.per_second, item.channels, item.data)
            if line := lines.get(recording.id):
                reason = line.reason + (f"{places}{more}。" if places else "")
                outcome = DAMAGED if item.damages else KEPT
                self._note(job, replace(line, outcome=outcome, reason=reason))

    def _note(self, job: Job, line: IntakeLine) -> None:
        self._store.execute(
            "INSERT INTO hearing_intake VALUES (?,?,?,?,?,?) ON CONFLICT (job, source) DO UPDATE "
            "SET recording = excluded.recording, outcome = excluded.outcome, "
            "reason = excluded.reason",
            (
                *(job.id, line.source, job.payload["hearing"]),
                *(line.recording, line.outcome, line.reason),
            ),
        )


def _is_open(line: IntakeLine) -> bool:
    return line.outcome == READING and not line.recording
