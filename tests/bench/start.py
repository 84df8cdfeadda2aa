"""The start of the window: seconds until it can be used, and its memory at rest.

``python -m tests.bench.start [--runs 7] [--cases 2000] [--only 空工作区]`` starts the whole
process, offscreen, with the files of the program warm in the disk cache: on an empty workspace, on
the demonstration, and on one of many cases. It prints median and 95th percentile of the seconds
from the start of the process until the window is shown, its page painted and its event loop idle,
and the resident memory three seconds later.
"""

import argparse
import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from workbench.workbench import Workbench

REST = 3.0
_CAUSES = ("民间借贷纠纷", "买卖合同纠纷", "劳动争议", "机动车交通事故责任纠纷")


@dataclass(frozen=True)
class Start:
    """One start.

    Attributes:
        seconds: until the window could be used.
        memory: resident MiB at rest; 0 where the system does not tell.
    """

    seconds: float
    memory: float


def fill(folder: Path, cases: int, papers: int = 3) -> Path:
    """Make a workspace of many cases, each with a few papers of invented text."""
    from workbench.papers.layers import LayerRepository
    from workbench.papers.model import Document, Outcome, Page, Party
    from workbench.papers.repository import CaseRepository, DocumentRepository

    workbench = Workbench.open(folder)
    store = workbench._store
    table, documents, layers = (
        CaseRepository(store),
        DocumentRepository(store),
        LayerRepository(store),
    )
    with store.transaction():
        for number in range(1, cases + 1):
            plaintiff, defendant = f"张三甲{number}", f"李四乙{number}"
            cause = _CAUSES[number % len(_CAUSES)]
            case = table.add(
                f"{plaintiff}诉{defendant}{cause}",
                number=f"（2026）京0105民初{number}号",
                cause=cause,
                stage="一审",
                parties=(Party(name=plaintiff, role="原告"), Party(name=defendant, role="被告")),
            )
            for place in range(papers):
                text = f"原告{plaintiff}与被告{defendant}于2026年签订合同，编号{number:05d}。"
                document = documents.add(
                    Document(
                        f"{number:08x}{place:04x}", case.id, f"材料{place + 1}.txt", "",
                        f"{number:060x}{place:04x}", len(text), "text", Outcome.READABLE,
                        category="其他", pages=1, layer=1,
                    )
                )  # fmt: skip
                layers.begin(document.id, 1, "text")
                layers.put(document.id, 1, [Page(1, text)])
                layers.complete(document.id, 1)
    workbench.close()
    return folder


def start(folder: Path, rest: float) -> Start:
    """Start the window on a workspace, wait until it can be used, and close it."""
    command = [sys.executable, "-m", "ui", "--workspace", str(folder)]
    command += ["--until-ready", str(rest + 2 if rest else 0)]
    environment = os.environ | {"QT_QPA_PLATFORM": "offscreen", **_compiled(folder.parent)}
    environment.pop("PYTHONDONTWRITEBYTECODE", None)
    began = time.perf_counter()
    with subprocess.Popen(
        command, env=environment, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True
    ) as process:
        line = process.stdout.readline() if process.stdout else ""
        seconds = time.perf_counter() - began
        if line.strip() != "ready":
            raise SystemExit("the window did not get ready")
        memory = 0.0
        if rest:
            time.sleep(rest)
            memory = _resident(process.pid)
    if process.returncode:
        raise SystemExit(f"the window ended with status {process.returncode}")
    return Start(seconds, memory)


def _compiled(place: Path) -> dict[str, str]:
    """Let Python keep compiled modules as an installed program does, but not in the tree."""
    return {"PYTHONPYCACHEPREFIX": str(place / "compiled")}


def _resident(pid: int) -> float:
    status = Path(f"/proc/{pid}/status")
    if not status.exists():
        return 0.0
    lines = status.read_text("utf-8").splitlines()
    kib = next(int(line.split()[1]) for line in lines if line.startswith("VmRSS"))
    return kib / 1024


def measure(name: str, folder: Path, runs: int) -> None:
    """Start so many times after two that warm the cache, and print."""
    for _ in range(2):
        start(folder, 0)
    seconds = sorted(start(folder, 0).seconds for _ in range(runs))
    memory = start(folder, REST).memory
    late = seconds[min(len(seconds) - 1, round(0.95 * (len(seconds) - 1)))]
    middle = statistics.median(seconds)
    print(
        f"{name}: median {middle:.2f} s, p95 {late:.2f} s, {memory:.0f} MiB at rest ({runs} runs)"
    )


def _demonstrate(folder: Path) -> None:
    command = [sys.executable, "-m", "workbench", "demo", "--folder", str(folder), "--no-window"]
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL)


def main() -> None:
    """Run and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--runs", type=int, default=7)
    parser.add_argument("--cases", type=int, default=2000)
    parser.add_argument("--only", default="", help="measure only the workspace of this name")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place)
        worlds: dict[str, Callable[[], object]] = {
            "empty": lambda: Workbench.open(folder / "empty").close(),
            "demonstration": lambda: _demonstrate(folder / "demonstration"),
            f"{options.cases} cases": lambda: fill(
                folder / f"{options.cases} cases", options.cases
            ),
        }
        for name, make in worlds.items():
            if options.only in ("", name):
                make()
                measure(name, folder / name, options.runs)


if __name__ == "__main__":
    main()
