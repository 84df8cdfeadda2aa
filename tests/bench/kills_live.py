"""Kill -9 at random moments of a live recording: how much is lost, and is the rest in order?

``python -m tests.bench.kills_live [--kills 20] [--within 12] [--channels 2] [--rate 16000]
[--seed 1]``: records sound of which every sample tells its place, kills the window, the recorder or
both, opens the workspace again, makes what lies there complete, and compares it. One kill in four
hits while it is made complete. ``--load SECONDS`` records for so long instead, undisturbed, and
prints how busy the recorder is and how far the disk is behind.
"""

import argparse
import os
import random
import signal
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from tests.support.data import ROOT
from tests.support.engines import FixedOcr
from tests.support.live import Driver
from tests.support.microphones import samples
from workbench.hearing.live.model import Format
from workbench.hearing.live.rebuilding import wav_head
from workbench.hearing.model import Procedure
from workbench.kernel.job_table import JobState
from workbench.workbench import Workbench

_RECORD = """
import sys, time
from pathlib import Path
from tests.bench.kills_live import opened
from tests.support.live import Driver
from workbench.hearing.live.model import Format
if __name__ == "__main__":
    workbench = opened(Path(sys.argv[1]))
    driver = Driver(workbench.hearing.live)
    driver.record(sys.argv[2], 0.0, Format(int(sys.argv[3]), int(sys.argv[4])))
    driver.until(lambda: driver.live.status.seconds > 0)
    print(driver.live._link.pid, time.monotonic(), driver.live.status.seconds, flush=True)
    driver.until(lambda: False)
"""
_KEEP = """
import sys
from pathlib import Path
from tests.bench.kills_live import opened
if __name__ == "__main__":
    workbench = opened(Path(sys.argv[1]))
    workbench.hearing.live.keep(sys.argv[2])
    print("begun", flush=True)
    workbench.jobs.wait_all()
    workbench.close()
"""
LEAST = 0.3
"""Seconds that a kill is late at least, so that there is something to lose."""


def opened(folder: Path) -> Workbench:
    return Workbench.open(folder, ocr=FixedOcr)


def started(script: Path, source: str, *arguments: str) -> "subprocess.Popen[str]":
    """Start a script in a process group of its own."""
    script.write_text(f"import sys\nsys.path.insert(0, {str(ROOT)!r})\n{source}", "utf-8")
    return subprocess.Popen(
        [sys.executable, str(script), *arguments],
        cwd=ROOT,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
        text=True,
    )


def said(process: "subprocess.Popen[str]") -> str:
    assert process.stdout is not None
    return process.stdout.readline()


def recorded_and_killed(
    folder: Path, hearing: str, form: Format, moment: float, whom: str
) -> float:
    """Record, kill after some seconds, and return how much had been heard by then."""
    script = folder.parent / "record.py"
    process = started(script, _RECORD, str(folder), hearing, str(form.rate), str(form.channels))
    pid, anchor, seconds = said(process).split()
    end = time.monotonic() + moment
    while time.monotonic() < end:
        time.sleep(0.005)
    killed = time.monotonic()
    if whom == "both":
        os.killpg(process.pid, signal.SIGKILL)
    else:
        os.kill(int(pid) if whom == "recorder" else process.pid, signal.SIGKILL)
    time.sleep(1.0)
    with_rest = process.poll() is None
    if with_rest:
        os.killpg(process.pid, signal.SIGKILL)
    process.wait()
    return float(seconds) + killed - float(anchor)


def kept(folder: Path, hearing: str, form: Format, kill_at: float) -> tuple[float, list[str]]:
    """Make what lies there complete, killed once on the way; return its seconds, what is wrong."""
    workbench = opened(folder)
    found = workbench.hearing.live.found()
    workbench.close()
    if not found:
        return 0.0, []
    recording = found[-1].recording.id
    if kill_at >= 0:
        process = started(folder.parent / "keep.py", _KEEP, str(folder), recording)
        said(process)
        time.sleep(kill_at)
        os.killpg(process.pid, signal.SIGKILL)
        process.wait()
    workbench = opened(folder)
    try:
        for job in workbench.jobs.table.in_state(JobState.INTERRUPTED):
            workbench.jobs.resume(job.id)
        for one in workbench.hearing.live.found():
            workbench.hearing.live.keep(one.recording.id)
        workbench.jobs.wait_all()
        return looked_at(workbench, recording, form)
    finally:
        workbench.close()


def looked_at(workbench: Workbench, recording: str, form: Format) -> tuple[float, list[str]]:
    made = workbench.hearing.recording(recording)
    wrong = [] if made.complete else ["not complete"]
    wrong += [] if not workbench.integrity() else ["integrity"]
    wrong += [] if workbench.journal.verify().whole else ["journal"]
    wrong += [] if not made.damages else ["damages"]
    if made.complete:
        with workbench.hearing.open_recording(recording) as stream:
            sound = stream.read()[len(wav_head(form, 0)) :]
        # Where in the device's sound it begins nobody knows; from there on nothing is missing.
        if sound not in samples(0, round(200 * form.rate), form):
            wrong.append("sound is not one piece")
    workbench.hearing.live.tidy()
    return made.seconds, wrong


def kills(options: argparse.Namespace) -> None:
    form, chance = Format(options.rate, options.channels), random.Random(options.seed)
    lost, bad = [], []
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place) / "ws"
        workbench = opened(folder)
        case = workbench.papers.new_case("示例")
        hearing = workbench.hearing.create(case.id, Procedure.CIVIL).id
        workbench.close()
        for number in range(options.kills):
            whom = chance.choice(("both", "both", "recorder", "window"))
            moment = chance.uniform(LEAST, options.within)
            heard = recorded_and_killed(folder, hearing, form, moment, whom)
            seconds, wrong = kept(folder, hearing, form, chance.choice((-1, -1, -1, 0.4)))
            lost.append(heard - seconds)
            bad += wrong
            print(
                f"{number + 1}: {whom} after {heard:.2f} s, lost {lost[-1]:.2f} s {wrong}",
                flush=True,
            )
    print(f"kills: {options.kills}, most lost: {max(lost):.2f} s, problems: {len(bad)} {bad[:5]}")


def load(options: argparse.Namespace) -> None:
    form = Format(options.rate, options.channels)
    with tempfile.TemporaryDirectory() as place:
        workbench = opened(Path(place) / "ws")
        case = workbench.papers.new_case("示例")
        hearing = workbench.hearing.create(case.id, Procedure.CIVIL)
        driver = Driver(workbench.hearing.live)
        driver.record(hearing.id, 0.0, form)
        link, behind = driver.live._link, [0.0]
        assert link is not None
        before, began = _busy(link.pid), time.monotonic()

        def over() -> bool:
            behind.append(driver.live.status.seconds - driver.live.status.sealed)
            return bool(driver.live.status.seconds >= options.load)

        driver.until(over)
        busy = (_busy(link.pid) - before) / (time.monotonic() - began)
        driver.end()
        began = time.monotonic()
        workbench.jobs.wait_all()
        took = time.monotonic() - began
        (made,) = workbench.hearing.recordings(hearing.id)
        marks = driver.live.interruptions(made)
        workbench.close()
    print(f"{form.words}, {made.seconds:.0f} s: recorder {busy:.0%} of a core")
    print(f"not yet on the disk at most {max(behind):.1f} s; interruptions: {len(marks)}")
    print(f"made complete in {took:.1f} s ({made.size / 1e6:.0f} MB)")


def _busy(pid: int) -> float:
    fields = Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def main() -> None:
    """Run and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--kills", type=int, default=20)
    parser.add_argument("--within", type=float, default=12.0)
    parser.add_argument("--channels", type=int, default=2)
    parser.add_argument("--rate", type=int, default=16_000)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--load", type=float, default=0.0)
    options = parser.parse_args()
    load(options) if options.load else kills(options)


if __name__ == "__main__":
    main()
