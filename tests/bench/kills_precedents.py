"""Kill -9 while the library of precedents is imported, indexed, joined and removed.

``python -m tests.bench.kills_precedents [--runs 10] [--seed 1] [--judgments 300]
[--stages import,remove]``: makes invented
judgments, kills the process group of each stage at random moments, and asks the self-check after
each kill, after the jobs were resumed, and whether all judgments are there and can be found.
"""

import argparse
import json
import os
import random
import shutil
import signal
import tempfile
import time
from collections.abc import Callable, Collection, Sequence
from contextlib import suppress
from pathlib import Path

from tests.law.precedents import forms
from workbench.kernel.errors import UserError
from workbench.kernel.job_table import Job, JobState
from workbench.workbench import Workbench


def judgments(file: Path, first: int, number: int) -> None:
    """Write rows of different invented judgments."""
    with file.open("w", encoding="utf-8") as out:
        for one in range(first, first + number):
            sums = "".join(f"第{one * k}笔为{one + k}元，约定于{k}月归还。" for k in range(1, 40))
            text = forms.civil(one, f"被告李四乙于十日内偿还原告张三甲{one},000元。")
            text = text.replace("交付100,000元。", f"交付{sums}")
            out.write(json.dumps({"id": str(one), "text": text}, ensure_ascii=False) + "\n")


Action = Callable[[Workbench], Job | None]


def run(folder: Path, action: Action) -> str:
    """Do something to its end with all that follows of it; return what went wrong."""
    opened = Workbench.open(folder)
    try:
        if job := action(opened):
            opened.jobs.wait(job.id)
        opened.jobs.wait_all()
    except UserError as error:
        return str(error)
    finally:
        opened.close()
    return ""


def killed(folder: Path, moment: float, action: Action) -> None:
    """Do something in a process group of its own and kill it at a moment."""
    child = os.fork()
    if child == 0:
        os.setsid()
        run(folder, action)
        os._exit(0)
    time.sleep(moment)
    with suppress(ProcessLookupError):
        os.killpg(child, signal.SIGKILL)
    os.waitpid(child, 0)


def look(folder: Path, whole: bool) -> list[str]:
    """Check stores, journal and index; ``whole``: the index must hold all."""
    opened = Workbench.open(folder)
    try:
        found = [f"{name}: {words}" for name, words in opened.integrity().items()]
        if not opened.journal.verify().whole:
            found.append("journal")
        found += opened.precedents.problems()
        if whole and opened.precedents.needs_index():
            found.append("the index is behind")
        return found
    finally:
        opened.close()


def resumed(folder: Path, action: Action) -> list[str]:
    """Resume what was broken off, or do it where it had not begun, and look."""
    problems = look(folder, False)
    opened = Workbench.open(folder)
    for job in opened.jobs.table.in_state(JobState.INTERRUPTED):
        opened.jobs.resume(job.id)
    opened.indexing.follow()
    opened.jobs.wait_all()
    opened.close()
    if wrong := run(folder, action):
        problems.append(wrong)
    return problems + look(folder, True)


def held(folder: Path) -> int:
    """Return how many judgments the library holds."""
    opened = Workbench.open(folder)
    try:
        return opened.precedents.library.count()
    finally:
        opened.close()


def importing(file: Path) -> Action:
    """Return the import of a file."""
    return lambda opened: opened.import_precedents([file])


def indexing(opened: Workbench) -> Job | None:
    """Bring the index up to date."""
    return opened.index_precedents()


def removing(opened: Workbench) -> Job | None:
    """Remove the large pack, if it is there."""
    packs = {pack.name for pack in opened.precedents.library.packs()}
    return opened.remove_precedents("a.jsonl") if "a.jsonl" in packs else None


class Stages:
    """One stage after the other, killed at random moments."""

    def __init__(self, place: Path, number: int, seed: int) -> None:
        self._place, self._number = place, number
        self._moments = random.Random(seed)
        self._full: dict[str, float] = {}
        self._base, self._many = place / "base", place / "many"
        judgments(place / "a.jsonl", 1, number)
        for pack in range(9):
            judgments(place / f"p{pack}.jsonl", number + 1 + pack * 10, 10)

    def run(self, runs: int, chosen: Collection[str]) -> None:
        """Run all stages and print."""
        self._prepare()
        left = self._number
        stages: Sequence[tuple[str, Path | None, Action, int]] = (
            ("import", None, importing(self._place / "a.jsonl"), left),
            ("index", self._base, indexing, left),
            ("join", self._many, importing(self._place / "p8.jsonl"), left + 90),
            ("remove", self._many, removing, 80),
        )
        failed = done = 0
        for stage, like, action, number in (one for one in stages if one[0] in chosen):
            for turn in range(runs):
                problems = self._once(stage, like, action, number)
                failed, done = failed + bool(problems), done + 1
                print(f"{stage} {turn + 1}: {problems}", flush=True)
        print("kills:", done, "with problems:", failed)

    def _prepare(self) -> None:
        run(self._base, importing(self._place / "a.jsonl"))
        shutil.copytree(self._base, self._many)
        for pack in range(8):
            run(self._many, importing(self._place / f"p{pack}.jsonl"))
        # An index made with another table of circumstances is made anew.
        opened = Workbench.open(self._base)
        with opened.precedents._store.transaction():
            opened.precedents._store.execute("UPDATE precedent_segments SET rules = ''")
        opened.close()

    def _once(self, stage: str, like: Path | None, action: Action, number: int) -> list[str]:
        if stage not in self._full:
            began = time.monotonic()
            run(self._fresh(like), action)
            self._full[stage] = time.monotonic() - began
            print(f"{stage}, undisturbed: {self._full[stage]:.1f} s", flush=True)
        folder = self._fresh(like)
        killed(folder, self._moments.uniform(0.05, self._full[stage]), action)
        problems = resumed(folder, action)
        found = held(folder)
        return problems + ([] if found == number else [f"{found} in place of {number}"])

    def _fresh(self, like: Path | None) -> Path:
        folder = self._place / "ws"
        shutil.rmtree(folder, ignore_errors=True)
        if like is not None:
            shutil.copytree(like, folder)
        return folder


def main() -> None:
    """Run and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--runs", type=int, default=10)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--judgments", type=int, default=300)
    parser.add_argument("--stages", default="import,index,join,remove")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as place:
        Stages(Path(place), options.judgments, options.seed).run(
            options.runs, options.stages.split(",")
        )


if __name__ == "__main__":
    main()
