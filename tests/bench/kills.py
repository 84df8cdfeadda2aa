"""Kill -9 at random moments: the workspace opens, nothing imported is lost, the job resumes.

``python -m tests.bench.kills [--runs 50] [--seed 1] [--within 3]``: imports the papers of the
demonstration (text, scans by OCR), kills the whole process group at a random moment, then checks
journal, originals and stores, resumes, and compares with what an undisturbed import gives. A second
part kills a process that writes the journal.
"""

import argparse
import json
import os
import random
import signal
import subprocess
import sys
import tempfile
import time
from collections import Counter
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from tests.support.data import ROOT

PAPERS = ROOT / "resources" / "demo" / "case"
_JOURNAL = """
import sys
from pathlib import Path
from workbench.workbench import Workbench
workbench = Workbench.open(Path(sys.argv[1]))
print("open", flush=True)
while True:
    workbench.journal.append("bench.row", "x" * 200)
"""


@dataclass(frozen=True)
class Outcome:
    """What one kill left: the moment in seconds, jobs interrupted, and what was wrong."""

    moment: float
    stage: str
    problems: tuple[str, ...]


def workbench(folder: Path, *words: str) -> dict[str, Any]:
    """Run a command with ``--json`` and return its document (with ``status`` for its exit)."""
    command = [sys.executable, "-m", "workbench", "--workspace", str(folder), "--json", *words]
    done = subprocess.run(command, capture_output=True, text=True, check=False, cwd=ROOT)
    answer: dict[str, Any] = json.loads(done.stdout) if done.stdout.strip() else {}
    return answer | {"status": done.returncode, "said": done.stderr}


def start(folder: Path, *words: str) -> "subprocess.Popen[bytes]":
    """Start a command in a process group of its own."""
    command = [sys.executable, *words] if words[0] == "-c" else _command(folder, words)
    return subprocess.Popen(
        command,
        cwd=ROOT,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
    )


def _command(folder: Path, words: tuple[str, ...]) -> list[str]:
    return [sys.executable, "-m", "workbench", "--workspace", str(folder), *words]


def kill(process: "subprocess.Popen[bytes]") -> None:
    """Kill a process with its children, as a power cut would."""
    os.killpg(process.pid, signal.SIGKILL)
    process.communicate()


def killed_import(folder: Path, papers: Path, moment: float) -> Outcome:
    """Kill an import at a moment, look, resume, look again."""
    process = start(folder, "case", "import", str(papers))
    try:
        process.wait(moment)
    except subprocess.TimeoutExpired:
        kill(process)
    else:
        process.communicate()
    problems = _look(folder)
    jobs = workbench(folder, "jobs", "list").get("jobs", [])
    stage = jobs[0]["kind"] + " " + jobs[0]["state"] if jobs else "before the first job"
    workbench(folder, "jobs", "resume")
    if jobs:
        problems += _finished(folder, papers)
    return Outcome(moment, stage, tuple(problems + _look(folder)))


def _look(folder: Path) -> list[str]:
    answer = workbench(folder, "doctor")
    if "checks" not in answer:
        return [f"doctor: {answer['said'].strip()}"]
    wanted = ("数据完整性", "日志", "工作区")
    return [c["words"] for c in answer["checks"] if c["name"] in wanted and not c["good"]]


def _finished(folder: Path, papers: Path) -> list[str]:
    """Read what is still to be read, and compare with the files that were imported."""
    (case,) = workbench(folder, "case", "list")["cases"]
    workbench(folder, "papers", "ocr", case["id"])
    found = {d["name"]: d for d in workbench(folder, "papers", "list", case["id"])["papers"]}
    files = [path for path in papers.rglob("*") if path.is_file()]
    problems = [f"lost: file {i}" for i, path in enumerate(files) if path.name not in found]
    problems += [f"unread: {d['outcome']}" for d in found.values() if d["outcome"] != "readable"]
    return problems


def killed_journal(folder: Path, moment: float) -> Outcome:
    """Kill a process that writes the journal, and verify the chain."""
    process = start(folder, "-c", _JOURNAL, str(folder))
    assert process.stdout is not None
    process.stdout.readline()
    time.sleep(moment)
    kill(process)
    answer = workbench(folder, "journal", "verify")
    problems = () if answer.get("whole") else (str(answer.get("reason") or answer["said"]),)
    return Outcome(moment, "journal", problems)


def main() -> None:
    """Run and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--runs", type=int, default=50)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--within", type=float, help="seconds; small ones hit the import itself")
    options = parser.parse_args()
    moments = random.Random(options.seed)
    with tempfile.TemporaryDirectory() as place:
        began = time.monotonic()
        workbench(Path(place) / "whole", "case", "import", str(PAPERS))
        full = time.monotonic() - began
        print(f"undisturbed import with OCR: {full:.1f} s", flush=True)
        outcomes = []
        for run in range(options.runs):
            moment = moments.uniform(0.2, options.within or full)
            outcomes.append(killed_import(Path(place) / f"ws{run}", PAPERS, moment))
            last = outcomes[-1]
            print(f"{run + 1}: {last.moment:.2f} s, {last.stage}: {last.problems}", flush=True)
        journal = Path(place) / "journal"
        outcomes += [killed_journal(journal, moments.uniform(0, 0.5)) for _ in range(options.runs)]
    stages = Counter(outcome.stage for outcome in outcomes)
    print("killed in:", dict(stages))
    print("kills:", len(outcomes), "with problems:", sum(bool(o.problems) for o in outcomes))


if __name__ == "__main__":
    main()
