"""Import into the library of precedents: rate, size, memory, how long the window would wait.

``python -m tests.bench.shelf [--judgments 9000] [--data FILE] [--keep FOLDER]`` makes judgments by
recombining paragraphs of the development data (header and result of one, facts of others, numbers
of their own), imports them as the window does, and prints: judgments a second, bytes a judgment
on the disk, memory of both processes, the longest and the 99th percentile of the parent's turns,
and how long lists, filters, words and numbers take afterwards. With ``--index`` the index is built
too, as the window does it, and similar cases are asked for in a process of its own. A million
judgments need 40 GB of disk and hours.
"""

import argparse
import json
import multiprocessing
import random
import resource
import statistics
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from tests.bench.growth import ask, asked_facts
from tests.bench.memory import resident_mib
from tests.bench.segments import rows
from tests.support.data import data_folder
from tests.support.engines import FixedOcr
from workbench.kernel.job_table import JobState
from workbench.kernel.store import Store
from workbench.kernel.workspace import PRECEDENTS_FILE
from workbench.law.precedents.model import Kind
from workbench.law.precedents.repository import Filters
from workbench.law.precedents.tables import PRECEDENT_MIGRATIONS
from workbench.workbench import Workbench

_TURNS = 40


def main() -> None:
    """Make, import, ask; print the figures as JSON."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--judgments", type=int, default=9000)
    parser.add_argument("--data", type=Path, default=data_folder() / "cases/judgments.jsonl.zst")
    parser.add_argument("--keep", type=Path)
    parser.add_argument("--index", action="store_true")
    chosen = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        place = chosen.keep or Path(folder)
        place.mkdir(parents=True, exist_ok=True)
        file = place / "made.jsonl"
        # In a process of its own, so that the sources do not count as memory of this one.
        maker = multiprocessing.get_context("spawn").Process(
            target=write, args=(chosen.data, chosen.judgments, file)
        )
        maker.start()
        maker.join()
        workbench = Workbench.open(place / "ws", ocr=FixedOcr)
        try:
            workbench.write_beside(print)
            figures = imported(workbench, file) | asked(workbench)
            file.unlink()
            stored = workbench.workspace.folder.joinpath("precedents.db").stat().st_size
            figures["bytes per judgment"] = stored // max(1, workbench.precedents.library.count())
            print(json.dumps(figures, ensure_ascii=False, indent=1), flush=True)
            if chosen.index:
                print(json.dumps(indexed(workbench), ensure_ascii=False, indent=1))
        finally:
            workbench.close()


def write(data: Path, number: int, file: Path) -> None:
    """Write recombined judgments as JSON Lines."""
    with file.open("w", encoding="utf-8") as out:
        for line in made(list(rows(data)), number):
            out.write(line + "\n")


def made(sources: list[dict[str, Any]], number: int) -> Iterator[str]:
    """Yield rows of recombined judgments; the same every time."""
    chance = random.Random(4)
    for place in range(number):
        base, other = chance.choice(sources), chance.choice(sources)
        facts = (other["facts"] or "").split(" ")
        own = (base["facts"] or "").split(" ")
        mixed = [*own[:1], *chance.sample(facts, min(len(facts), len(own))), *own[1:]]
        text = base["text"].replace(base["facts"] or "\0", " ".join(mixed[: len(own) + 2]))
        text = text.replace("号 ", f"{place}号 ", 1)
        yield json.dumps({"id": str(place), "text": text}, ensure_ascii=False)


def imported(workbench: Workbench, file: Path) -> dict[str, Any]:
    """Import a file as the window does, turn by turn."""
    job = workbench.import_precedents([file])
    begun = time.perf_counter()
    turns: list[float] = []
    child = 0.0
    while workbench.jobs.table.get(job.id).state in (JobState.QUEUED, JobState.RUNNING):
        turn = time.perf_counter()
        workbench.jobs.poll(0.005)
        turns.append((time.perf_counter() - turn) * 1000)
        time.sleep(0.001)
        if len(turns) % 200 == 0:
            children = [one.pid for one in multiprocessing.active_children() if one.pid]
            child = max((child, *map(resident_mib, children)))
    spent = time.perf_counter() - begun
    held = workbench.precedents.library.count()
    return {
        "message": workbench.jobs.table.get(job.id).message,
        "judgments": held,
        "per second": round(held / spent, 1),
        "longest turn ms": round(max(turns), 1),
        "p99 turn ms": round(statistics.quantiles(turns, n=100)[98], 1),
        "child MiB": int(child),
        "parent MiB": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024,
    }


def indexed(workbench: Workbench) -> dict[str, Any]:
    """Build the index of similar cases and ask for some, in a process of its own."""
    workspace, library = workbench.workspace, workbench.precedents.library
    path = workspace.folder / PRECEDENTS_FILE
    before, begun = path.stat().st_size, time.perf_counter()
    job = workbench.index_precedents()
    if job is not None:
        workbench.jobs.wait(job.id)
    spent, grown = time.perf_counter() - begun, path.stat().st_size - before
    held = max(1, library.count())
    figures = {
        "indexed a second": round(held / max(spent, 1e-9), 1),
        "index bytes per judgment": grown // held,
    }
    key = workspace.store_key(PRECEDENTS_FILE)
    store = Store.open(path, key, PRECEDENT_MIGRATIONS, read_only=True)
    facts = asked_facts(store)
    store.close()
    with multiprocessing.get_context("spawn").Pool(1) as pool:
        return figures | pool.apply(ask, (path, key, facts))


def asked(workbench: Workbench) -> dict[str, Any]:
    """Time lists, filters, words, numbers and whole texts, in milliseconds."""
    library = workbench.precedents.library
    court = library.facet("court", 1)[0][0]
    ids = library.ids(0, 1000)
    numbers = [head.number for head in library.heads(ids).values() if head.number][:_TURNS]
    asks: dict[str, Callable[[int], object]] = {
        "page ms": lambda _: library.page(Filters()),
        "kind ms": lambda _: library.page(Filters(kind=Kind.CRIMINAL)),
        "court and cause ms": lambda _: library.page(Filters(court=court, cause="盗窃罪")),
        "words ms": lambda _: library.page(Filters(words="盗窃 中级")),
        "number ms": lambda turn: library.by_number(numbers[turn % len(numbers)]),
        "text ms": lambda turn: library.get(ids[turn * 7 % len(ids)]),
        "counts ms": lambda _: library.facet("cause", 50),
    }
    return {name: _median(one) for name, one in asks.items()}


def _median(one: Callable[[int], object]) -> float:
    spent = []
    for turn in range(_TURNS):
        begun = time.perf_counter()
        one(turn)
        spent.append((time.perf_counter() - begun) * 1000)
    return round(statistics.median(spent), 2)


if __name__ == "__main__":
    main()
