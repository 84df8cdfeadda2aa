"""The viewer on a long scan: how soon it opens, how fast it scrolls, what it costs.

``python -m tests.bench.viewer [--pages 500] [--colour]`` makes a scanned PDF of A4 pages at 200 dpi
with a text layer as OCR leaves it, opens it in the window offscreen, and prints: time to the first
page (any picture, then sharp), pages a second, stalls of the event loop, memory.
"""

import argparse
import multiprocessing
import os
import random
import resource
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtCore import QTimer
from PySide6.QtPrintSupport import QPrinter
from PySide6.QtWidgets import QApplication

from ui import theme
from ui.bridge import Bridge
from ui.pages.papers import PaperPage
from ui.routes import paper_key
from ui.shell import Shell
from ui.watchdog import Watchdog
from workbench.kernel.anchor import Box
from workbench.kernel.offline import GuardState
from workbench.papers.model import Document, Outcome, Page, Segment
from workbench.papers.repository import DocumentRepository
from workbench.workbench import Workbench

WORDS = "原告被告合同借款利息本金约定履行违约责任证据事实理由请求判决诉讼当事人期限担保转账"
SHAPES = 12
GUARD = GuardState(audit=True, kernel=True, reason="", refused=0)


def scans(colour: bool) -> list[bytes]:
    """Return some scanned pages as JPEG: paper with grain, rows of dark strokes."""
    import io

    import numpy as np
    from PIL import Image, ImageDraw

    chance = np.random.default_rng(5)
    pages = []
    for _ in range(SHAPES):
        grain = chance.normal(240, 4, (2339, 1654)).clip(0, 255).astype(np.uint8)
        image = Image.fromarray(grain).convert("RGB" if colour else "L")
        draw = ImageDraw.Draw(image)
        for y in range(180, 2150, 62):
            for x in range(170, 1480, 40):
                ends = chance.integers(0, 30, 8)
                for a, b, c, d in ends.reshape(2, 4):
                    draw.line((x + int(a), y + int(b), x + int(c), y + int(d)), 20, 4)
        out = io.BytesIO()
        image.save(out, "JPEG", quality=70)
        pages.append(out.getvalue())
    return pages


def make(path: Path, pages: int, colour: bool) -> None:
    """Write a PDF of scans; every page has a picture of its own, as a scanner makes it."""
    import pymupdf

    shapes = scans(colour)
    document = pymupdf.open()
    for number in range(pages):
        page = document.new_page(width=595, height=842)
        # A comment in the JPEG keeps equal pictures from being stored once.
        mark = b"\xff\xfe" + (2 + 8).to_bytes(2, "big") + f"{number:08d}".encode()
        data = shapes[number % SHAPES]
        page.insert_image(page.rect, stream=data[:2] + mark + data[2:])
    document.save(str(path))
    document.close()


def text_page(number: int, choose: random.Random) -> Page:
    """Return a page as OCR leaves it: 32 lines of 33 characters, some of them doubtful."""
    lines = ["".join(choose.choices(WORDS, k=33)) for _ in range(32)]
    lines[0] = f"第{number}页编号{number:05d}"
    segments, place = [], 0
    for row, line in enumerate(lines):
        y = (180 + 62 * row) / 2339
        box = Box(0.103, y, 0.103 + 0.0242 * len(line), y + 0.016)
        trust = 0.7 if choose.random() < 0.05 else 0.95
        segments.append(Segment(place, place + len(line), box, trust))
        place += len(line) + 1
    text = "\n".join(lines)
    return Page(number, text, "ocr", segments=tuple(segments), width=595, height=842)


def prepare(folder: Path, pages: int, colour: bool) -> str:
    """Make a workspace with the scan in it, as an import and OCR would leave it; return its id."""
    file = folder / "卷.pdf"
    make(file, pages, colour)
    print(f"{pages} pages, {file.stat().st_size / 1e6:.0f} MB")
    workbench = Workbench.open(folder / "ws")
    case = workbench.papers.new_case("长卷")
    stored = workbench.workspace.vault.put(file.read_bytes())
    paper = Document(
        *("scan0001", case.id, "卷.pdf", "卷.pdf", stored.sha256, stored.size, "pdf"),
        outcome=Outcome.READABLE,
        pages=pages,
        layer=2,
    )
    choose = random.Random(7)
    layers = workbench.texts._layers
    with workbench._store.transaction():
        DocumentRepository(workbench._store).add(paper)
        layers.begin(paper.id, 2, "PP-OCR")
        layers.put(paper.id, 2, [text_page(n + 1, choose) for n in range(pages)])
        layers.complete(paper.id, 2)
    workbench.close()
    return paper.id


def until(app: QApplication, done: Callable[[], bool], seconds: float = 60) -> float:
    """Run the event loop until something is so; return the seconds it took."""
    began = time.perf_counter()
    while not done() and time.perf_counter() - began < seconds:
        app.processEvents()
        time.sleep(0.0005)
    return time.perf_counter() - began


def memory() -> int:
    """Return the resident memory of this process in MiB."""
    for line in Path("/proc/self/status").read_text().splitlines():
        if line.startswith("VmRSS"):
            return int(line.split()[1]) // 1024
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024


def opened(app: QApplication, shell: Shell, paper: str, name: str) -> PaperPage:
    """Open the paper and print how long it took."""
    with Watchdog() as dog:
        began = time.perf_counter()
        page = shell.open_key(paper_key(paper))
        assert isinstance(page, PaperPage)
        built = time.perf_counter() - began
        until(app, lambda: page.view.anything)
        first = time.perf_counter() - began
        until(app, lambda: page.view.sharp)
        sharp = time.perf_counter() - began
        until(app, lambda: False, 0.3)
    print(
        f"open {name}: page there {built * 1000:.0f} ms, first picture {first * 1000:.0f} ms, "
        f"sharp {sharp * 1000:.0f} ms; loop: {dog.latency().words()}"
    )
    return page


def scrolled(app: QApplication, page: PaperPage, pages: int, each: int, name: str) -> None:
    """Scroll through all pages at ``each`` pages a second and print what was seen."""
    bar, view = page.view.verticalScrollBar(), page.view
    bar.setValue(0)
    until(app, lambda: view.sharp)
    seen, drawn, frames = 0, 0, 0
    began, last = time.perf_counter(), 0
    timer = QTimer()
    timer.setInterval(16)

    def step() -> None:
        nonlocal seen, drawn, frames
        share = (time.perf_counter() - began) * each / pages
        bar.setValue(round(min(1.0, share) * bar.maximum()))
        view.viewport().repaint()
        frames += 1
        seen += 1
        drawn += view.anything

    timer.timeout.connect(step)
    with Watchdog() as dog:
        timer.start()
        spent = until(app, lambda: bar.value() >= bar.maximum(), 120)
        timer.stop()
        last_page = until(app, lambda: view.sharp)
    del last
    print(
        f"scroll {name}: {pages / spent:.0f} pages/s, {frames / spent:.0f} frames/s, pages with a "
        f"picture in {drawn / max(1, seen):.0%} of frames, sharp {last_page * 1000:.0f} ms after "
        f"the end; loop: {dog.latency().words()}"
    )


def searched(app: QApplication, page: PaperPage, words: str) -> None:
    """Search the paper and print how long it took."""
    with Watchdog() as dog:
        page.finder.ask()
        began = time.perf_counter()
        page.finder.field.setText(words)
        until(app, lambda: page.finding.busy or bool(page.finding.hits), 5)
        until(app, lambda: not page.finding.busy)
        spent = time.perf_counter() - began
        until(app, lambda: False, 0.2)
    print(
        f"search {words}: {len(page.finding.hits)} hits in {spent * 1000:.0f} ms (150 ms of it "
        f"waiting for the end of typing); loop: {dog.latency().words()}"
    )
    page.finder.leave()


def printed(app: QApplication, page: PaperPage, target: Path, count: int) -> None:
    """Print pages into a PDF file and print how long it took."""
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    printer.setOutputFileName(str(target))
    with Watchdog() as dog:
        page.output.print_pages(printer, range(1, count + 1), foot=True)
        spent = until(app, lambda: not page.output.printing)
    print(f"print {count} pages: {spent:.1f} s; loop: {dog.latency().words()}")


def main() -> None:
    """Run and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--pages", type=int, default=500)
    parser.add_argument("--colour", action="store_true")
    parser.add_argument("--wait", type=float, default=4, help="seconds in the case before")
    given = parser.parse_args()
    app = QApplication([])
    theme.install_fonts(app)
    theme.apply(app, dark=False)
    with tempfile.TemporaryDirectory() as place:
        # In a process of its own, so that what it needs does not count.
        with multiprocessing.get_context("spawn").Pool(1) as pool:
            paper = pool.apply(prepare, (Path(place), given.pages, given.colour))
        bridge = Bridge(Workbench.open(Path(place) / "ws"))
        shell = Shell(bridge, lambda: GUARD)
        shell.start()
        shell.resize(1366, 768)
        until(app, lambda: False, 0.5)
        print(f"memory at rest {memory()} MiB")
        shell.open_case(bridge.workbench.papers.cases()[0].id)
        until(app, lambda: False, given.wait)
        page = opened(app, shell, paper, "first time")
        for each in (5, 60):
            scrolled(app, page, given.pages, each, f"at {each} pages/s")
        for words in (f"编号{given.pages - 1:05d}", "借款", "不存在的字句"):
            searched(app, page, words)
        printed(app, page, Path(place) / "out.pdf", min(10, given.pages))
        shell.tabs.close_key(paper_key(paper))
        page = opened(app, shell, paper, "warm (file held)")
        print(f"memory after {memory()} MiB")
        shell.close()


if __name__ == "__main__":
    main()
