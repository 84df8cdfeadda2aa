"""Recordings and hearings among what ``workbench case import`` is given, and what export takes."""

from collections.abc import Sequence
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

from workbench.commands.context import Context
from workbench.hearing.gathering import is_recording
from workbench.hearing.model import Procedure
from workbench.hearing.procedures import procedure_of
from workbench.hearing.taking_in import described, profile_in
from workbench.hearing.taking_out import DATA, FOLDER, hearing_folders
from workbench.papers.taking_in import Described, is_taken_out
from workbench.papers.taking_in import described as described_case

if TYPE_CHECKING:
    from workbench.papers.model import Case
    from workbench.workbench import Workbench


@dataclass(frozen=True)
class Parted:
    """What ``workbench case import`` was given.

    Attributes:
        papers: files and folders of papers.
        recordings: files named by themselves.
        hearings: folders of hearings that were taken out.
        cases: cases that were taken out.
    """

    papers: list[Path] = field(default_factory=list)
    recordings: list[Path] = field(default_factory=list)
    hearings: list[Path] = field(default_factory=list)
    cases: list[Described] = field(default_factory=list)


def parted(paths: Sequence[Path]) -> Parted:
    """Tell papers, recordings, and what was taken out of a workspace apart.

    Recordings inside a folder of papers stay papers: they may be evidence.

    Raises:
        UserError: what a folder says of its case cannot be read.
    """
    found = Parted()
    for path in paths:
        if path.is_file() and is_recording(path):
            found.recordings.append(path)
        elif path.is_dir() and is_taken_out(path):
            found.hearings.extend(hearing_folders(path))
            found.cases.append(described_case(path))
        elif path.is_dir() and (hearings := hearing_folders(path)):
            found.hearings.extend(hearings)
            found.papers.extend(one for one in sorted(path.iterdir()) if one.name != FOLDER)
        else:
            found.papers.append(path)
    return found


def bring(
    shared: Context,
    workbench: "Workbench",
    case: "Case",
    recordings: Sequence[Path],
    hearings: Sequence[Path],
) -> list[dict[str, Any]]:
    """Import recordings into the case's last hearing, or a new one, and hearings as they were."""
    room, rows = workbench.hearing, []
    if recordings:
        held = room.hearings(case.id)
        fitting = procedure_of(case.number, case.procedure, case.cause)
        hearing = held[-1] if held else room.create(case.id, fitting)
        job = shared.follow(workbench, room.import_files(hearing.id, list(recordings)))
        shared.say(job.message)
        files = [asdict(line) for line in room.account(job.id)]
        rows.append({"hearing": hearing.id, "turns": room.count(hearing.id), "files": files})
    rows += [_taken_in(shared, workbench, case, folder) for folder in hearings]
    return rows


def _taken_in(
    shared: Context, workbench: "Workbench", case: "Case", folder: Path
) -> dict[str, Any]:
    """Bring a hearing in from the folder that it was taken out to."""
    room, data = workbench.hearing, described(folder)
    hearing = room.create(case.id, Procedure(data["hearing"]["procedure"]), profile_in(data))
    # Each by itself: a recording need not have the ending of one.
    files = sorted(path for path in folder.iterdir() if path.is_file() and path.name != DATA)
    lines: list[dict[str, Any]] = []
    if files:
        job = shared.follow(workbench, room.import_files(hearing.id, files))
        lines = [asdict(line) for line in room.account(job.id)]
        shared.say(f"{folder.name}庭审：{job.message}")
    count = room.receive(hearing.id, data)
    if lost := len(data["turns"]) - count:
        shared.say(f"{folder.name}庭审：{lost:,} 段发言的录音不在其中，这些发言没有导入。")
    return {"hearing": hearing.id, "turns": count, "files": lines}
