"""How smoothly the page of a hearing works with thousands of turns.

``python -m tests.bench.hearing_page [--turns 3000] [--hours 8] [--channels 8]`` makes a hearing of
so many turns over one recording (its waveform is as long as ``--hours`` says), opens the whole
window on it and prints, for each thing that is done, how long it took and the worst stall of the
event loop: opening, scrolling screen by screen (with the time of each frame), typing, a role for a
stretch, splitting, undoing, finding, replacing, stepping to uncertain places, playing.
"""

import argparse
import os
import statistics
import tempfile
import time
import zlib
from collections.abc import Callable
from dataclasses import replace
from functools import partial
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

import numpy as np
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from tests.bench.stalls import during, turn_for
from tests.support.hearings import store_of
from tests.support.transcripts import put_turns, sounding_hearing
from tests.ui.conftest import type_text
from tests.ui.hearing.turns import turn
from ui import theme
from ui.app import make_application
from ui.bridge import Bridge
from ui.hearing.sinks import SilentSink
from ui.hearing_routes import hearing_key
from ui.pages.hearing import HearingPage
from ui.shell import Shell
from workbench.hearing.peak_rows import PeakRepository
from workbench.hearing.repository import RecordingRepository
from workbench.kernel.offline import GuardState
from workbench.workbench import Workbench

CTRL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier
ALT = Qt.KeyboardModifier.AltModifier
PER_SECOND = 50
FRAMES = 300
Step = Callable[[str, Callable[[], object], Callable[[], bool]], None]


def prepare(folder: Path, turns: int, hours: float, channels: int) -> None:
    """Make a hearing of short sound and long outline, with its turns."""
    workbench = Workbench.open(folder / "ws")
    case = workbench.papers.new_case("张三甲诉李四乙民间借贷")
    hearing = sounding_hearing(workbench, folder, case.id, count=0, seconds=60.0)
    store = store_of(workbench)
    recording = workbench.hearing.recordings(hearing.id)[0]
    columns = round(hours * 3600 * PER_SECOND)
    wave = np.abs(np.sin(np.arange(columns) / 170.0) * 90)
    high = np.tile(wave.astype(np.int8), (channels, 1))
    data = zlib.compress((-high).tobytes() + high.tobytes(), 1)
    with store.transaction():
        RecordingRepository(store).save(replace(recording, seconds=hours * 3600, channels=channels))
        PeakRepository(store).put(recording.id, PER_SECOND, channels, data)
    put_turns(workbench, hearing, [turn(number) for number in range(turns)])
    workbench.close()


def scroll(page: HearingPage, app: QApplication) -> None:
    """Scroll through the list, a third of a screen a frame, and print the time of the frames."""
    bar = page.view.verticalScrollBar()
    times = []
    for _ in range(FRAMES):
        began = time.perf_counter()
        bar.setValue(bar.value() + page.view.height() // 3)
        app.processEvents()
        times.append((time.perf_counter() - began) * 1000)
    times.sort()
    p95 = times[round(0.95 * len(times))]
    print(
        f"scrolling, {FRAMES} frames: median {statistics.median(times):.1f} ms, "
        f"p95 {p95:.1f} ms, worst {times[-1]:.1f} ms"
    )


def measure(app: QApplication, shell: Shell, hearing: str) -> None:
    """Do what a person does in the page, one thing after another."""
    turn_loop = app.processEvents
    opened: list[HearingPage] = []

    def begin() -> None:
        page = shell.open_key(hearing_key(hearing))
        assert isinstance(page, HearingPage)
        page.player._make_sink = SilentSink
        opened.append(page)

    step = partial(during, turn_loop)
    step("open", begin, lambda: bool(opened) and bool(opened[0].session.uncertain))
    page = opened[0]
    step("waveform", lambda: None, lambda: bool(page.wave._outlines))
    view, editor = page.view, page.view.editor
    step("scrolling", lambda: scroll(page, app), lambda: True)
    middle = len(page.session.turns) // 2
    step("jump to the middle", lambda: view.go_to(middle, 5), lambda: True)
    view.setFocus()

    def settled(before: str) -> Callable[[], bool]:
        return lambda: page.session.editing.undoable != before and not page.outlines.busy

    type_text(editor, "补充")
    step("autosave of typing", lambda: None, settled(page.session.editing.undoable))
    edits(page, step, middle)
    reads(page, step, turn_loop)


def press(page: HearingPage, key: Qt.Key, held: Qt.KeyboardModifier) -> Callable[[], None]:
    """Return what presses a key in the text."""
    return lambda: QTest.keyClick(page.view.editor, key, held)


def edits(page: HearingPage, step: Step, middle: int) -> None:
    """Change turns by keys, in the middle of the list."""
    page.view.extend(60)
    idle = partial(_idle, page)
    acts = (
        ("role for 61 turns", press(page, Qt.Key.Key_4, CTRL)),
        ("undo", press(page, Qt.Key.Key_Z, CTRL)),
        ("split", press(page, Qt.Key.Key_Return, CTRL)),
        ("join", press(page, Qt.Key.Key_M, CTRL)),
        ("delete", press(page, Qt.Key.Key_Delete, CTRL | SHIFT)),
        ("undo of the deletion", press(page, Qt.Key.Key_Z, CTRL)),
    )
    for name, act in acts:
        step(name, act, idle)
        turn_for(QApplication.processEvents, 0.6)
        page.view.go_to(middle, 3)
    everything(page, step, idle)


def everything(page: HearingPage, step: Step, idle: Callable[[], bool]) -> None:
    """Change all turns at once, and take it back."""
    acts = (
        ("role for all turns", press(page, Qt.Key.Key_4, CTRL)),
        ("undo of it", press(page, Qt.Key.Key_Z, CTRL)),
        ("deletion of all turns", press(page, Qt.Key.Key_Delete, CTRL | SHIFT)),
        ("undo of it", press(page, Qt.Key.Key_Z, CTRL)),
        ("all turns marked as checked", press(page, Qt.Key.Key_Return, ALT)),
        ("undo of it", press(page, Qt.Key.Key_Z, CTRL)),
        ("roles of all turns cleared", partial(page.acts.roles.set_role, "")),
    )
    for name, act in acts:
        if not name.startswith("undo"):
            page.view.go_to(0)
            page.view.extend(len(page.session.turns) - 1)
        step(name, act, idle)
        turn_for(QApplication.processEvents, 1.0)
    before = page.session.editing.undoable
    step("roles suggested for all turns", page.acts.roles.suggest, lambda: _done(page, before))
    turn_for(QApplication.processEvents, 1.0)
    step("undo of it", press(page, Qt.Key.Key_Z, CTRL), idle)
    turn_for(QApplication.processEvents, 1.0)


def _idle(page: HearingPage) -> bool:
    """Say whether nothing is being done to turns."""
    return not page.session.busy


def _done(page: HearingPage, before: str) -> bool:
    return page.session.editing.undoable != before and not page.session.busy


def reads(page: HearingPage, step: Step, turn_loop: Callable[[], object]) -> None:
    """Look at layers, find, replace, walk through uncertain places, play."""
    found: list[int] = []
    page.session.listed.connect(lambda: found.append(1))
    step("uncertain places looked for anew", page.session.survey, lambda: bool(found))
    step("both layers", lambda: page.show_layers(True), lambda: True)
    page.view.go_to_layer("cleaned")
    page.finder.ask(True)
    hits = page.finder.model
    step(
        "find in the cleaned layer",
        lambda: page.finder.field.setText("借款"),
        lambda: bool(hits.hits),
    )
    page.show_layers(False)
    for find, put in (("借款", "欠款"), ("，", "、")):
        page.finder.field.clear()
        turn_for(turn_loop, 0.5)
        step("find", partial(page.finder.field.setText, find), lambda: bool(hits.hits))
        page.finder.put.setText(put)
        turn_for(turn_loop, 0.5)
        step(f"replace {len(hits.hits)} places", page.finder.replace.click, partial(_idle, page))
        turn_for(turn_loop, 1.0)
    page.finder.leave()
    turn_for(turn_loop, 1.0)
    none = Qt.KeyboardModifier.NoModifier
    for _ in range(3):
        step("next uncertain place", press(page, Qt.Key.Key_F7, none), lambda: True)
    step("waveform of all", lambda: page.listening.zoom(0.0), lambda: True)
    page.player.seek(1.0)
    step("playing 5 s", page.player.play, lambda: page.player.position > 6.0)
    page.player.pause()


def main() -> None:
    """Make the hearing, open the window, measure."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--turns", type=int, default=3000)
    parser.add_argument("--hours", type=float, default=8.0)
    parser.add_argument("--channels", type=int, default=8)
    asked = parser.parse_args()
    app = make_application()
    theme.apply(app, dark=False)
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        prepare(folder, asked.turns, asked.hours, asked.channels)
        bridge = Bridge(Workbench.open(folder / "ws"))
        guard = GuardState(audit=True, kernel=True, reason="", refused=0)
        shell = Shell(bridge, lambda: guard)
        shell.resize(1366, 768)
        shell.start()
        case = bridge.workbench.papers.cases()[0]
        shell.open_case(case.id)
        turn_for(app.processEvents, 2.0)
        measure(app, shell, bridge.workbench.hearing.hearings(case.id)[0].id)
        shell.close()


if __name__ == "__main__":
    main()
