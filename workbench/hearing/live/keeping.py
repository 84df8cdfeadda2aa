"""The job ``hearing.keep``: a live recording that has ended becomes a complete one in the vault.

The parts on the disk stay until the store that names the original is on the disk too; see
:meth:`workbench.hearing.live.room.LiveRoom.tidy`.
"""

import io
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from workbench.hearing.importing import PER_SECOND, Metered, no_outline, packed
from workbench.hearing.live.interruptions import SHEET, to_sheet
from workbench.hearing.live.model import Event, Format, Mark
from workbench.hearing.live.parts import Place
from workbench.hearing.live.rebuilding import WavStream
from workbench.hearing.model import Damage
from workbench.hearing.peak_rows import PeakRepository
from workbench.hearing.repository import HearingRepository, RecordingRepository
from workbench.hearing.timeline import clock
from workbench.kernel.changes import Changes
from workbench.kernel.child import Report
from workbench.kernel.errors import BugError, UserError
from workbench.kernel.job_table import Job
from workbench.kernel.jobs import Work
from workbench.kernel.journal import Journal
from workbench.kernel.store import Store
from workbench.kernel.vault import Vault

KIND = "hearing.keep"


@dataclass(frozen=True)
class Kept:
    """The recording is in the vault.

    Attributes:
        sha256, sm3: hex digests; size: bytes.
        seconds: its length; damages: places whose parts were missing or damaged.
        marks: what happened during it; device: what it was recorded with.
    """

    sha256: str
    sm3: str
    size: int
    seconds: float
    damages: tuple[Damage, ...]
    marks: tuple[Mark, ...]
    device: str


@dataclass(frozen=True)
class Measured:
    """The outline of its waveform."""

    channels: int
    data: bytes


class KeepKind:
    """The parent's side."""

    name = KIND
    feature = ""

    def __init__(self, store: Store, vault: Vault, journal: Journal) -> None:
        self._store, self._vault, self._journal = store, vault, journal
        self._hearings = HearingRepository(store)
        self._recordings = RecordingRepository(store)
        self._peaks = PeakRepository(store)

    def work(self, job: Job) -> Work | None:
        """Return the whole of it, or the outline alone where the rest is done.

        Raises:
            UserError: the recording was deleted meanwhile, or nothing of it is there.
        """
        recording = self._recordings.get(job.payload["recording"])
        if recording.complete and self._peaks.has(recording.id):
            return None
        place = Place.of(self._vault, recording.id)
        if not recording.complete and not place.parts():
            raise UserError("这段录音没有任何片段，无法保存。", "可以把它移除。")
        form = Format.of_codec(recording.codec, recording.rate, recording.channels)
        arguments = {
            "vault": str(self._vault.folder),
            "key": self._vault.key,
            "recording": recording.id,
            "name": recording.name,
            "form": form,
            "sha256": recording.sha256,
        }
        return Work(keep, arguments)

    def store(self, job: Job, item: Any) -> Changes:
        """Keep what the child handed over."""
        recording = self._recordings.get(job.payload["recording"])
        match item:
            case Kept():
                made = replace(
                    recording,
                    sha256=item.sha256,
                    sm3=item.sm3,
                    size=item.size,
                    seconds=item.seconds,
                    damages=item.damages,
                    complete=True,
                )
                self._recordings.save(made)
                self._note(job, made.began, made.rate, item)
            case Measured():
                self._peaks.put(recording.id, PER_SECOND, item.channels, item.data)
            case _:
                raise BugError(f"unknown message {type(item).__name__}")
        return Changes.of("hearing", case=job.case)

    def died(self, job: Job, reason: str) -> bool:
        """Try again where only the outline failed; the parts stay in any case."""
        del reason
        recording = self._recordings.get(job.payload["recording"])
        if not recording.complete:
            return False
        with self._store.transaction():
            self._peaks.put(recording.id, PER_SECOND, 1, no_outline())
        return True

    def finish(self, job: Job) -> str:
        """Say how long the recording is."""
        recording = self._recordings.get(job.payload["recording"])
        told = f"录音已保存，时长 {clock(recording.seconds)}，校验值已生成。"
        if recording.damages:
            told += f"其中 {len(recording.damages)} 处片段缺失或损坏，已按原时长留空并标明。"
        return told

    def _note(self, job: Job, began: str, rate: int, item: Kept) -> None:
        hearing, recording = job.payload["hearing"], job.payload["recording"]
        recovered = not any(mark.event is Event.END for mark in item.marks)
        sheet = self._hearings.sheet(hearing, SHEET)
        sheet[recording] = to_sheet(began, item.marks, rate, item.device, recovered)
        self._hearings.save_sheet(hearing, SHEET, sheet)
        event = "hearing.live.recovered" if recovered else "hearing.live.kept"
        seconds = round(item.seconds, 1)
        details = {"hearing": hearing, "recording": recording, "seconds": seconds}
        self._journal.append(event, job.case, **details, sha256=item.sha256)


def keep(report: Report, arguments: dict[str, Any]) -> None:
    """Child's work: make the file of the parts, and measure it.

    Args:
        report: where results go.
        arguments: ``vault``, ``key``, ``recording``, ``name``, ``form``, ``sha256`` (of the file
            that was made already; empty where none was).
    """
    from workbench.hearing.audio import peaks

    vault = Vault(Path(arguments["vault"]), arguments["key"])
    name, sha256 = arguments["name"], arguments["sha256"]
    if not sha256:
        sha256 = _made(report, vault, arguments)

    def tell(second: float) -> None:
        report.progress(0, 0, f"正在读取“{name}”的声音：{int(second) // 60} 分钟")

    with vault.open(sha256) as stream:
        found = peaks(stream, PER_SECOND, tell)
    report.partial(Measured(found.low.shape[0], packed(found)))


def _made(report: Report, vault: Vault, arguments: dict[str, Any]) -> str:
    place, form = Place.of(vault, arguments["recording"]), arguments["form"]
    stream = WavStream(place, form)
    # The buffer hands over whole chunks, as the vault needs them.
    buffered = io.BufferedReader(stream, 1 << 20)
    metered = Metered(buffered, stream.size, report, f"正在保存“{arguments['name']}”")
    stored = vault.put(metered)  # type: ignore[arg-type]  # it only reads
    head = place.head()
    report.partial(
        Kept(
            stored.sha256,
            metered.digest(),
            stored.size,
            stream.frames / form.rate,
            tuple(stream.damages),
            tuple(place.marks()),
            head.device if head else "",
        )
    )
    return stored.sha256
