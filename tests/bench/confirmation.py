"""How long a key takes in the form: walking to the next value, and deciding one.

``python -m tests.bench.confirmation [--folder WORKSPACE]`` extracts the demonstration's case (or
takes a copy of a workspace with one case), opens the whole window with the form and the sidebar,
presses Tab and Enter through all rows, and prints median and p95 of the time until the key is
answered, of the processor time in that, and of the time until everything that it caused is drawn.
"""

import argparse
import os
import shutil
import statistics
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from ui import theme
from ui.bridge import Bridge
from ui.pages.confirmation import ConfirmationPage
from ui.routes import confirmation_key
from ui.shell import Shell
from workbench.demo import demo_files
from workbench.kernel.offline import GuardState
from workbench.workbench import Workbench


def prepare(folder: Path, source: Path | None) -> None:
    """Make a workspace with a case whose values nobody has decided."""
    if source is not None:
        shutil.copytree(source, folder)
        return
    workbench = Workbench.open(folder)
    case = workbench.papers.new_case("演示")
    workbench.jobs.wait(workbench.papers.import_files(case.id, [demo_files() / "case"]).id)
    workbench.jobs.wait(workbench.papers.read_scans(case.id).id)
    workbench.jobs.wait(workbench.papers.extract(case.id).id)
    workbench.close()


Times = tuple[float, float, float]
"""Milliseconds: until the key is answered, processor time in it, until all is drawn."""


def press(page: ConfirmationPage, key: Qt.Key) -> Times:
    """Press a key in the form; return what it took."""
    began, busy = time.perf_counter(), time.thread_time()
    QTest.keyClick(page.list.editor.field, key)
    answered, busy = time.perf_counter(), time.thread_time() - busy
    QApplication.processEvents()
    return (answered - began) * 1000, busy * 1000, (time.perf_counter() - began) * 1000


def say(what: str, times: Sequence[Times]) -> None:
    """Print one line."""
    parts = []
    for name, row in (("answered", 0), ("of it processor", 1), ("all drawn", 2)):
        column = sorted(time[row] for time in times)
        p95 = column[min(len(column) - 1, round(0.95 * len(column)))]
        middle = statistics.median(column)
        parts.append(f"{name}: median {middle:.1f}, p95 {p95:.1f}, max {column[-1]:.1f} ms")
    print(f"{what} ({len(times)}) {'; '.join(parts)}")


def walk(page: ConfirmationPage) -> list[Times]:
    """Walk through all rows."""
    _, total = page.model.progress()
    return [press(page, Qt.Key.Key_Tab) for _ in range(total - 1)]


def decide(page: ConfirmationPage) -> list[Times]:
    """Confirm all rows."""
    times = []
    while page.model.progress()[0] < page.model.progress()[1]:
        row = page.row
        key = Qt.Key.Key_1 if row is not None and row.conflicting else Qt.Key.Key_Return
        times.append(press(page, key))
    return times


def main() -> None:
    """Run and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--folder", type=Path)
    source = parser.parse_args().folder
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place) / "ws"
        prepare(folder, source)
        app = QApplication([])
        theme.install_fonts(app)
        theme.apply(app, dark=False)
        workbench = Workbench.open(folder)
        case = workbench.papers.cases()[0].id
        shell = Shell(Bridge(workbench), lambda: GuardState(True, True, "", 0))
        shell.resize(1366, 768)
        shell.start()
        shell.open_case(case)
        began = time.perf_counter()
        page = shell.open_key(confirmation_key(case))
        assert isinstance(page, ConfirmationPage)
        print(f"opened in {(time.perf_counter() - began) * 1000:.0f} ms")
        QTest.qWait(800)
        print(f"{len(workbench.papers.values(case))} values, {page.model.progress()[1]} rows")
        say("walking", walk(page))
        page.refresh()
        page._open(page.model.next_open(-1))
        say("deciding", decide(page))
        shell.close()


if __name__ == "__main__":
    main()
