"""Ctrl+K on a large workspace: how long the window stands still at a key stroke.

``python -m tests.bench.quick [--cases 2000] [--papers 10] [--laws PACK ...] [--workspace DIR]``
makes (or opens) a workspace of many cases and a large library, types into Ctrl+K character by
character, and prints for each text the longest turn of the event loop, and when the last group was
there. Statute packs are folders or archives; without one the library is empty.
"""

import argparse
import os
import tempfile
import time
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtCore import QCoreApplication, QEventLoop
from PySide6.QtGui import QInputMethodEvent

from tests.bench.start import fill
from ui.app import make_application
from ui.bridge import Bridge
from ui.shell import Shell
from workbench.kernel.offline import GuardState
from workbench.workbench import Workbench

TEXTS = (
    *("张三甲", "民间借贷纠纷", "（2026）京0105民初19", "材料1", "原告 合同", "编号01999"),
    *("民法典577", "民法典第五百七十七条", "违约责任", "的", "人民法院", "设置"),
)
KEY_SECONDS = 0.06


def make(folder: Path, cases: int, papers: int, packs: list[Path]) -> None:
    """Fill a workspace and its library."""
    fill(folder, cases, papers)
    workbench = Workbench.open(folder)
    if packs:
        workbench.import_laws(packs)
        workbench.jobs.wait_all()
    workbench.close()


def turns(seconds: float) -> float:
    """Let the event loop run for some seconds; return its longest turn in milliseconds."""
    worst, end = 0.0, time.perf_counter() + seconds
    while (began := time.perf_counter()) < end:
        QCoreApplication.processEvents(QEventLoop.ProcessEventsFlag.AllEvents)
        worst = max(worst, time.perf_counter() - began)
        time.sleep(0.001)
    return worst * 1000


def type_into(shell: Shell, text: str) -> tuple[float, float]:
    """Type a text; return the longest turn, and milliseconds until nothing more came."""
    quick, worst = shell.quick, 0.0
    quick.field.clear()
    worst = max(worst, turns(0.3))
    for character in text:
        event = QInputMethodEvent()
        event.setCommitString(character)
        began = time.perf_counter()
        QCoreApplication.sendEvent(quick.field, event)
        worst = max(worst, (time.perf_counter() - began) * 1000, turns(KEY_SECONDS))
    began = time.perf_counter()
    while quick.state.text() == "正在查找…" and time.perf_counter() - began < 10:
        worst = max(worst, turns(0.005))
    return worst, (time.perf_counter() - began) * 1000 + KEY_SECONDS * 1000


def main() -> None:
    """Run and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--cases", type=int, default=2000)
    parser.add_argument("--papers", type=int, default=10)
    parser.add_argument("--laws", type=Path, nargs="*", default=[])
    parser.add_argument("--workspace", type=Path, help="a workspace that is filled already")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as place:
        folder = options.workspace or Path(place) / "ws"
        if options.workspace is None:
            make(folder, options.cases, options.papers, options.laws)
        application = make_application()
        bridge = Bridge(Workbench.open(folder))
        counts = bridge.workbench.law.counts()
        print(f"{len(bridge.cases.rows())} cases, {counts.articles} articles")
        shell = Shell(bridge, lambda: GuardState(audit=True, kernel=True, reason="", refused=0))
        shell.start()
        turns(1.0)
        began = time.perf_counter()
        shell.quick_open()
        print(f"opening: {(time.perf_counter() - began) * 1000:.0f} ms, turn {turns(1.0):.0f} ms")
        for text in TEXTS:
            worst, last = type_into(shell, text)
            count = len(shell.quick.list.entries())
            print(
                f"{text}: longest turn {worst:.0f} ms, all there after {last:.0f} ms, {count} found"
            )
        shell.close()
        application.quit()


if __name__ == "__main__":
    main()
