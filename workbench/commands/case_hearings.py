"""Recordings and hearings among what ``workbench case import`` is given, and what export takes."""

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from workbench.commands.context import Context
from workbench.hearing.gathering import is_recording
from workbench.hearing.model import Procedure
from workbench.hearing.procedures import procedure_of
from workbench.hearing.taking_in import described, profile_in
from workbench.hearing.taking_out import DATA, FOLDER, hearing_folders
from workbench.papers.export import DATA as CASE

if TYPE_CHECKING:
    from workbench.papers.model import Case
    from workbench.workbench import Workbench


def parted(paths: Sequence[Path]) -> tuple[list[Path], list[Path], list[Path]]:
    """Return what are papers, what are recordings, and folders of hearings that were taken out.

    Recordings inside a folder of papers stay papers: they may be evidence.
    """
    papers: list[Path] = []
    recordings: list[Path] = []
    hearings: list[Path] = []
    for path in paths:
        if path.is_file() and is_recording(path):
            recordings.append(path)
        elif path.is_dir() and (found := hearing_folders(path)):
            hearings += found
            # What the export says of the case is no paper of it.
            papers += [one for one in sorted(path.iterdir()) if one.name not in (FOLDER, CASE)]
        else:
            papers.append(path)
    return papers, recordings, hearings


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
        rows.append({"hearing": hearing.id, "turns": room.count(hearing.id)})
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
    if files:
        job = shared.follow(workbench, room.import_files(hearing.id, files))
        shared.say(f"{folder.name}庭审：{job.message}")
    count = room.receive(hearing.id, data)
    if lost := len(data["turns"]) - count:
        shared.say(f"{folder.name}庭审：{lost:,} 段发言的录音不在其中，这些发言没有导入。")
    return {"hearing": hearing.id, "turns": count}
