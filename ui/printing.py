"""Prints pages as pictures, off the window's thread, one after the other.

The pages are drawn by a child process of their own; a worker thread puts each on the printer. The
window is told how far it is, and may stop it between two pages.
"""

import threading
from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QObject, QRectF, Qt, Signal
from PySide6.QtGui import QFont, QImage, QPageLayout, QPainter
from PySide6.QtPrintSupport import QPrinter

from ui.widgets.drawing import PageSource
from ui.widgets.drawing_child import Sheet
from workbench.kernel.vault import Vault

DPI = 220.0
FOOT_POINTS = 8.0
BAND_ROWS = 96


@dataclass(frozen=True)
class PrintPage:
    """A page to print.

    Attributes:
        sheet: what to draw.
        number: of the page in its paper, for messages.
        wide: broader than high, so that the sheet of paper is turned.
        foot: a line below it; empty for none.
    """

    sheet: Sheet
    number: int
    wide: bool
    foot: str = ""


class PrintRun(QObject):
    """Prints pages on a printer that was set up.

    Args:
        vault: where the originals are.
        printer: where to print; used by the worker alone once begun.
        pages: in order.

    Signals:
        progressed: number of pages done.
        ended: a sentence that says what went wrong; empty if nothing did.
    """

    progressed = Signal(int)
    ended = Signal(str)

    def __init__(
        self, vault: Vault, printer: QPrinter, pages: Sequence[PrintPage], parent: QObject
    ) -> None:
        super().__init__(parent)
        self._printer = printer
        self._pages = list(pages)
        self._source = PageSource(vault)
        self._stopped = threading.Event()
        self._thread = threading.Thread(target=self._work, name="printing", daemon=True)

    @property
    def total(self) -> int:
        """Number of pages to print."""
        return len(self._pages)

    def start(self) -> None:
        """Begin."""
        self._thread.start()

    def stop(self) -> None:
        """Stop after the page at hand; what was printed stays."""
        self._stopped.set()

    def wait(self) -> None:
        """Wait for the worker; for the end of the program and for tests."""
        self._source.stop()
        self._thread.join(10)

    def _work(self) -> None:
        broken: list[int] = []
        try:
            problem = self._print(broken)
        finally:
            self._source.stop()
        if broken and not problem:
            numbers = "、".join(map(str, broken))
            problem = f"第 {numbers} 页无法显示，没有打印；其余各页已打印。"
        self.ended.emit(problem)

    def _print(self, broken: list[int]) -> str:
        self._turn(self._pages[0])
        painter = QPainter()
        if not painter.begin(self._printer):
            return "打印机没有响应，或文件不能写入，没有打印。请检查打印机或保存位置后重试。"
        printed = 0
        for done, page in enumerate(self._pages, start=1):
            if self._stopped.is_set():
                painter.end()
                return f"打印已停止，已输出 {printed} 页。"
            image, problem = self._source.draw(page.sheet)
            if problem:
                broken.append(page.number)
            else:
                if printed:
                    self._turn(page)
                    self._printer.newPage()
                self._put(painter, page, image)
                printed += 1
            self.progressed.emit(done)
        painter.end()
        return ""

    def _turn(self, page: PrintPage) -> None:
        way = QPageLayout.Orientation
        self._printer.setPageOrientation(way.Landscape if page.wide else way.Portrait)

    def _put(self, painter: QPainter, page: PrintPage, image: QImage) -> None:
        room = QRectF(painter.viewport())
        foot = 0.0
        if page.foot:
            font = QFont(painter.font())
            font.setPointSizeF(FOOT_POINTS)
            painter.setFont(font)
            foot = painter.fontMetrics().height() * 1.5
            line = QRectF(room.left(), room.bottom() - foot, room.width(), foot)
            painter.drawText(line, Qt.AlignmentFlag.AlignCenter, page.foot)
        room.setHeight(room.height() - foot)
        size = QRectF(0, 0, image.width(), image.height())
        scale = min(room.width() / size.width(), room.height() / size.height())
        place = QRectF(0, 0, size.width() * scale, size.height() * scale)
        place.moveCenter(room.center())
        self._in_bands(painter, place, image)

    def _in_bands(self, painter: QPainter, place: QRectF, image: QImage) -> None:
        """Paint a picture band by band: a whole page at once would hold the window's thread up.

        Bands overlap by a row, so that no line of paper shows between them.
        """
        scale = place.height() / image.height()
        for row in range(0, image.height(), BAND_ROWS):
            rows = min(BAND_ROWS + 1, image.height() - row)
            band = QRectF(place.left(), place.top() + row * scale, place.width(), rows * scale)
            painter.drawImage(band, image, QRectF(0, row, image.width(), rows))
