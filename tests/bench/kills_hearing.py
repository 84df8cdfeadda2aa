"""Kill -9 at random moments of a transcription: no stored turn is lost, none is stored twice.

``python -m tests.bench.kills_hearing [--kills 20] [--minutes 60] [--channels 2] [--within S]``:
makes a recording that says numbers, transcribes it with an engine that hears them (real voice
detection, real store, no model), kills the whole process group again and again, resumes each time,
and compares with a run that nobody disturbed. ``--model demo-speech --recording FILE`` does the
same with a true model and a recording. ``--said`` compares with what was said instead, for a
recording so long that a second run would cost an hour: ``--minutes 480 --channels 8 --said``.
"""

import argparse
import random
import re
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher
from itertools import pairwise
from math import inf
from pathlib import Path

from tests.bench.hearings import (
    NUMBERS,
    Pace,
    conversation,
    imported,
    numbers_for,
    opened,
    write_flac,
)
from tests.bench.kills import kill
from tests.bench.memory import members, peak_mib
from tests.support.data import ROOT
from workbench.kernel.job_table import JobState

Row = tuple[str, str, int, float, float]
"""Id, text, channel, begin and end of a turn."""
TWICE = 0.3
"""Seconds that two turns of a channel must share to count as heard twice."""
Looks = list[list[Row]]
"""What was seen of one transcription, time after time."""
_RUN = """
import sys
from pathlib import Path
from tests.bench.hearings import opened
if __name__ == "__main__":
    workbench = opened(Path(sys.argv[1]))
    room, hearing = workbench.hearing, sys.argv[2]
    waiting = [j for j in workbench.jobs.table.all() if j.state == "interrupted"]
    job = workbench.jobs.resume(waiting[0].id) if waiting else room.transcribe(hearing, sys.argv[3])
    print("begun", flush=True)
    workbench.jobs.wait(job.id)
    workbench.close()
"""


@dataclass(frozen=True)
class Trial:
    """What is transcribed.

    Attributes:
        script: runs a transcription; path: the recording; channels: with a seat each.
        model: name.
    """

    script: Path
    path: Path
    channels: int
    model: str


@dataclass
class Use:
    """What transcriptions took: seconds; peaks of the process and of its children, in MiB."""

    own: float = 0.0
    child: float = 0.0
    seconds: float = 0.0

    def watch(self, process: "subprocess.Popen[bytes]", most: float) -> bool:
        """Wait for the end of a process, and say whether it came within some seconds."""
        began = time.monotonic()
        while (spent := time.monotonic() - began) < most:
            try:
                process.wait(min(0.5, most - spent))
                break
            except subprocess.TimeoutExpired:
                self._look(process.pid)
        self.seconds += time.monotonic() - began
        return process.poll() is not None

    def _look(self, group: int) -> None:
        for process in members(group):
            if process == group:
                self.own = max(self.own, peak_mib(process))
            else:
                self.child = max(self.child, peak_mib(process))


def transcribing(trial: Trial, folder: Path, hearing: str) -> "subprocess.Popen[bytes]":
    """Start or resume the transcription in a process group of its own, and wait until it runs."""
    process = subprocess.Popen(
        [sys.executable, str(trial.script), str(folder), hearing, trial.model],
        cwd=ROOT,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
    )
    assert process.stdout is not None
    process.stdout.readline()
    return process


def look(folder: Path, hearing: str) -> list[Row]:
    """Return every turn, and check that the workspace is whole."""
    workbench = opened(folder)
    try:
        assert not workbench.integrity()
        assert workbench.journal.verify().whole
        turns = workbench.hearing.turns(hearing)
        return [(t.id, t.verbatim, t.channel, t.start, t.end) for t in turns]
    finally:
        workbench.close()


def prepared(trial: Trial, folder: Path) -> str:
    """Import the recording, and return the hearing's id."""
    workbench = opened(folder)
    try:
        return imported(workbench, trial.path, trial.channels)
    finally:
        workbench.close()


def problems(before: list[Row], after: list[Row]) -> list[str]:
    """Say what was lost between two looks, or was heard twice: two turns at once on a channel."""
    kept = set(after)
    found = [f"lost turn {place}" for place, row in enumerate(before) if row not in kept]
    ends = dict[int, float]()
    for _, _, channel, start, end in sorted(after, key=lambda row: row[3]):
        last = ends.get(channel, 0.0)
        if min(last, end) - start > TWICE:
            found.append(f"twice at {start:.1f} s")
        ends[channel] = max(last, end)
    return found


def is_done(folder: Path) -> bool:
    """Say whether every job has ended well."""
    workbench = opened(folder)
    try:
        return {job.state for job in workbench.jobs.table.all()} == {JobState.DONE}
    finally:
        workbench.close()


def killed(
    trial: Trial, place: Path, moments: Iterator[float], kills: int, use: Use
) -> list[Looks]:
    """Kill transcriptions at random moments and resume them, until enough were killed.

    Returns:
        for each transcription what was seen after each kill, and at its end.
    """
    rounds, count = list[Looks](), 0
    while count < kills:
        folder = place / str(len(rounds))
        hearing, looks = prepared(trial, folder), Looks()
        while count < kills:
            process = transcribing(trial, folder, hearing)
            # The child needs seconds to start; a kill then is one as well, most shall hit later.
            moment = next(moments)
            if use.watch(process, moment):
                break
            kill(process)
            count += 1
            looks.append(look(folder, hearing))
            print(f"{count}: after {moment:.2f} s {len(looks[-1])} turns", flush=True)
        if not is_done(folder):
            use.watch(transcribing(trial, folder, hearing), inf)
        if not is_done(folder):
            raise SystemExit("a job did not end well")
        rounds.append([*looks, look(folder, hearing)])
    return rounds


def undisturbed(trial: Trial, folder: Path) -> tuple[list[str], float]:
    """Transcribe without a kill; return the texts of the turns, and the seconds it took."""
    hearing, use = prepared(trial, folder), Use()
    use.watch(transcribing(trial, folder, hearing), inf)
    whole = [row[1] for row in look(folder, hearing)]
    print(f"undisturbed: {len(whole)} turns in {use.seconds:.1f} s", flush=True)
    return whole, use.seconds


def numbers_in(texts: list[str]) -> list[int]:
    """Return the numbers that turns say, in their order."""
    return [int(n) for text in texts for n in re.findall(r"\d+", text)]


def judged(trial: Trial, rounds: list[Looks], whole: list[str]) -> None:
    """Print what the looks of all rounds say."""
    bad, alike = list[str](), 1.0
    for looks in rounds:
        for before, after in pairwise(looks):
            bad += problems(before, after)
        end = [row[1] for row in looks[-1]]
        if trial.model == NUMBERS:
            if numbers_in(end) != numbers_in(whole):
                bad.append(f"the end differs: {len(end)} turns, {len(whole)} wanted")
            continue
        # A true model hears a character otherwise where the sound is cut some frames later, and
        # two stretches that a kill parted are not joined into one turn.
        alike = min(alike, SequenceMatcher(None, "".join(whole), "".join(end), False).ratio())
    print(f"kills in {len(rounds)} transcriptions, problems: {len(bad)}", bad[:5])
    if trial.model != NUMBERS:
        print(f"characters as in the undisturbed transcript, at least: {alike:.1%}")


def main() -> None:
    """Run and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--kills", type=int, default=20)
    parser.add_argument("--minutes", type=float, default=60)
    parser.add_argument("--channels", type=int, default=2)
    parser.add_argument("--within", type=float, help="most seconds before a kill")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--model", default=NUMBERS)
    parser.add_argument("--recording", type=Path)
    parser.add_argument("--said", action="store_true", help="compare with what was said")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place)
        script, path = folder / "run.py", options.recording or folder / "庭审.flac"
        script.write_text(f"import sys\nsys.path.insert(0, {str(ROOT)!r})\n{_RUN}", "utf-8")
        pace = Pace.of(options.minutes * 60)
        numbers = numbers_for(options.minutes * 60, pace.gap, pace.length)
        if options.recording is None:
            sounds = conversation(numbers, options.channels, pace.gap, pace.length)
            write_flac(path, sounds, options.channels)
        trial = Trial(script, path.resolve(), options.channels, options.model)
        if options.said:
            whole, full = [str(number) for number in numbers], options.minutes * 4
        else:
            whole, full = undisturbed(trial, folder / "whole")
        random_moments, use = random.Random(options.seed), Use()
        within = options.within or full / 2
        moments = iter(lambda: random_moments.uniform(0.0, within), None)
        rounds = killed(trial, folder / "killed", moments, options.kills, use)
    judged(trial, rounds, whole)
    print(
        f"{use.seconds:.0f} s of transcribing; peak: child {use.child:.0f}, own {use.own:.0f} MiB"
    )


if __name__ == "__main__":
    main()
