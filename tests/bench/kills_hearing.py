"""Kill -9 at random moments of a transcription: no stored turn is lost, none is stored twice.

``python -m tests.bench.kills_hearing [--kills 20] [--minutes 60] [--channels 2] [--seed 1]``: makes
a recording that says numbers, transcribes it with an engine that hears them (real voice detection,
real store, no model), kills the whole process group again and again, resumes each time, and
compares with a run that nobody disturbed.
"""

import argparse
import random
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from tests.bench.hearings import conversation, heard, imported, numbers_for, opened, write_flac
from tests.bench.kills import kill
from tests.support.data import ROOT
from workbench.kernel.job_table import JobState

_RUN = """
import sys
from pathlib import Path
from tests.bench.hearings import opened
if __name__ == "__main__":
    workbench = opened(Path(sys.argv[1]))
    room, hearing = workbench.hearing, sys.argv[2]
    waiting = [j for j in workbench.jobs.table.all() if j.state == "interrupted"]
    job = workbench.jobs.resume(waiting[0].id) if waiting else room.transcribe(hearing, "数数")
    print("begun", flush=True)
    workbench.jobs.wait(job.id)
    workbench.close()
"""


def transcribing(script: Path, folder: Path, hearing: str) -> "subprocess.Popen[bytes]":
    """Start or resume the transcription in a process group of its own, and wait until it runs."""
    process = subprocess.Popen(
        [sys.executable, str(script), str(folder), hearing],
        cwd=ROOT,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
    )
    assert process.stdout is not None
    process.stdout.readline()
    return process


def look(folder: Path, hearing: str) -> list[tuple[str, int]]:
    """Return what is stored, and check that the workspace is whole."""
    workbench = opened(folder)
    try:
        assert not workbench.integrity()
        assert workbench.journal.verify().whole
        return heard(workbench, hearing)
    finally:
        workbench.close()


def undisturbed(script: Path, folder: Path, path: Path, channels: int) -> tuple[str, float]:
    """Import and transcribe; return the hearing's id and how long the transcription took."""
    workbench = opened(folder)
    hearing = imported(workbench, path, channels)
    workbench.close()
    began = time.monotonic()
    process = transcribing(script, folder, hearing)
    process.communicate()
    return hearing, time.monotonic() - began


def problems(before: list[tuple[str, int]], after: list[tuple[str, int]]) -> list[str]:
    """Say what was lost between two looks, or stands twice."""
    found = [
        f"lost turn of number {number}" for row in before if (number := row[1]) and row not in after
    ]
    numbers = [number for _, number in after]
    found += [f"number {n} twice" for n in sorted(set(numbers)) if numbers.count(n) > 1]
    return found


def main() -> None:
    """Run and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--kills", type=int, default=20)
    parser.add_argument("--minutes", type=float, default=60)
    parser.add_argument("--channels", type=int, default=2)
    parser.add_argument("--within", type=float, help="most seconds before a kill")
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as place:
        folder, path = Path(place), Path(place) / "庭审.flac"
        script = folder / "run.py"
        script.write_text(f"import sys\nsys.path.insert(0, {str(ROOT)!r})\n{_RUN}", "utf-8")
        numbers = numbers_for(options.minutes * 60)
        write_flac(path, conversation(numbers, options.channels), options.channels)
        hearing, full = undisturbed(script, folder / "whole", path, options.channels)
        wanted = [number for _, number in look(folder / "whole", hearing)]
        print(f"undisturbed: {len(wanted)} of {len(numbers)} in {full:.1f} s", flush=True)
        bad = killed(script, folder / "killed", path, options, full, wanted)
    print("kills:", options.kills, "problems:", len(bad), bad[:5])


def killed(
    script: Path,
    folder: Path,
    path: Path,
    options: argparse.Namespace,
    full: float,
    wanted: list[int],
) -> list[str]:
    """Kill the transcription again and again, let it end, and return what was wrong."""
    moments = random.Random(options.seed)
    workbench = opened(folder)
    hearing = imported(workbench, path, options.channels)
    workbench.close()
    stored: list[tuple[str, int]] = []
    bad: list[str] = []
    for count in range(options.kills):
        process = transcribing(script, folder, hearing)
        # The child needs seconds to start; a kill then is one as well, but most shall hit later.
        moment = moments.uniform(0.0, options.within or full / 2)
        try:
            process.wait(moment)
        except subprocess.TimeoutExpired:
            kill(process)
        now = look(folder, hearing)
        bad += problems(stored, now)
        stored = now
        print(f"{count + 1}: after {moment:.2f} s {len(stored)} turns: {bad}", flush=True)
    process = transcribing(script, folder, hearing)
    process.communicate()
    workbench = opened(folder)
    states = {job.state for job in workbench.jobs.table.all()} - {JobState.DONE}
    workbench.close()
    last = look(folder, hearing)
    bad += problems(stored, last)
    if [number for _, number in last] != wanted:
        bad.append(f"the end differs: {len(last)} turns, {len(wanted)} wanted")
    return bad + [f"a job is {state}" for state in states]


if __name__ == "__main__":
    main()
