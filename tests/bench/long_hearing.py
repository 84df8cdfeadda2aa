"""Hours of many channels: time, and peak memory of the window's process and of the child.

``python -m tests.bench.long_hearing [--hours 8] [--channels 8] [--folder DIR]``: makes a FLAC file
of that length in which numbers are said on one channel after the other over faint noise, imports
it, transcribes it with an engine that hears numbers (no model: memory is the product's own), is
interrupted half way, and resumes.
"""

import argparse
import multiprocessing
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from tests.bench.hearings import (
    NUMBERS,
    conversation,
    heard,
    imported,
    numbers_for,
    opened,
    write_flac,
)
from tests.bench.memory import peak_mib
from workbench.kernel.job_table import Job
from workbench.workbench import Workbench

PAUSE, SAID = 3.0, 6.0
"""Seconds between two numbers, and of one."""


class Memory:
    """Watches the peak memory of this process and of its children, in MiB."""

    def __init__(self) -> None:
        self.child = 0.0

    def look(self) -> None:
        """Look at the children that there are now."""
        for process in multiprocessing.active_children():
            if process.pid:
                self.child = max(self.child, peak_mib(process.pid))

    @staticmethod
    def own() -> float:
        """Return the peak of this process."""
        return peak_mib()


def watched(workbench: Workbench, job: Job, memory: Memory, stop: Callable[[], bool]) -> Job:
    """Run a job until it ends or is to be stopped, and watch the memory."""
    while workbench.jobs.poll(budget=0.5):
        memory.look()
        if stop():
            workbench.jobs.cancel(job.id)
            break
        time.sleep(0.1)
    return workbench.jobs.table.get(job.id)


def main() -> None:
    """Run and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--hours", type=float, default=8)
    parser.add_argument("--channels", type=int, default=8)
    parser.add_argument("--folder", type=Path)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory(dir=options.folder) as place:
        path = Path(place) / "庭审.flac"
        numbers = numbers_for(options.hours * 3600, PAUSE, SAID)
        began = time.monotonic()
        sounds = conversation(numbers, options.channels, PAUSE, SAID)
        write_flac(path, sounds, options.channels)
        size = path.stat().st_size >> 20
        print(f"made {size} MiB in {time.monotonic() - began:.0f} s", flush=True)
        measure(Path(place) / "ws", path, options.channels, numbers)


def measure(folder: Path, path: Path, channels: int, numbers: range) -> None:
    """Import, transcribe with an interruption, and print."""
    workbench, before = opened(folder), Memory.own()
    began = time.monotonic()
    hearing = imported(workbench, path, channels)
    print(f"import: {time.monotonic() - began:.0f} s", flush=True)
    memory, began = Memory(), time.monotonic()
    job = workbench.hearing.transcribe(hearing, NUMBERS)
    half = len(numbers) // 2
    watched(workbench, job, memory, lambda: workbench.hearing.count(hearing) >= half)
    stored = heard(workbench, hearing)
    print(f"interrupted at {len(stored)} turns after {time.monotonic() - began:.0f} s", flush=True)
    again = workbench.jobs.resume(job.id)
    done = watched(workbench, again, memory, lambda: False)
    found = heard(workbench, hearing)
    seconds = time.monotonic() - began
    print(f"{done.state}: {done.message} {seconds:.0f} s in all")
    said = [number for _, number in found]
    lost, twice = set(numbers) - set(said), len(said) - len(set(said))
    gone = set(stored) - set(found)
    print(f"numbers lost {len(lost)}, twice {twice}, stored turns gone {len(gone)}")
    own, child = f"{Memory.own():.0f} MiB ({before:.0f} before)", f"{memory.child:.0f} MiB"
    print(f"peak memory: child {child}; parent {own}")
    began = time.monotonic()
    turns = workbench.hearing.turns(hearing)
    print(f"{len(turns)} turns listed in {(time.monotonic() - began) * 1000:.0f} ms")
    workbench.close()


if __name__ == "__main__":
    main()
