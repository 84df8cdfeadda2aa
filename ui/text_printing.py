"""Prints a long text a page at a time, so that the window goes on; or writes it as a PDF."""

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QFont, QPainter, QTextLayout, QTextOption
from PySide6.QtPrintSupport import QPrinter
from PySide6.QtWidgets import QDialog, QFileDialog, QWidget

from ui.slicing import Slicer
from ui.widgets.print_dialog import PrintDialog
from ui.words import moment
from workbench.kernel.clock import now

if TYPE_CHECKING:
    from ui.bridge import Bridge

LETTERS = 12.0
FOOT = 8.0
LINE = 1.5
_PER_PAGE = 900
"""Characters of a page, to tell beforehand how many there will be."""


class TextPrinter:
    """Puts paragraphs on a printer page by page.

    Args:
        printer: set up; the painter holds it until :meth:`end`.
        title: stands below every page.
        text: paragraphs, one a line.
        numbers: pages to be printed, from 1.
        foot: whether a line stands below each page.
    """

    def __init__(
        self, printer: QPrinter, title: str, text: str, numbers: Sequence[int], foot: bool
    ) -> None:
        self._printer = printer
        self._title = title
        self._text = text
        self._numbers = set(numbers)
        self._last = max(numbers, default=0)
        self._foot = f"{title}　{moment(now())}　打印自案例库" if foot else ""
        self._painter = QPainter()
        self._open = 0
        self.printed = 0

    def begin(self) -> bool:
        """Begin; say whether the printer answers."""
        return self._painter.begin(self._printer)

    def steps(self) -> Iterator[int]:
        """Print paragraph by paragraph; yields the number of the page at hand."""
        font = QFont(self._painter.font())
        font.setPointSizeF(LETTERS)
        self._painter.setFont(font)
        metrics = self._painter.fontMetrics()
        step, room = metrics.height() * LINE, QRectF(self._painter.viewport())
        bottom = room.bottom() - metrics.height() * 2
        page, y = 1, room.top()
        for paragraph in self._text.split("\n"):
            layout = QTextLayout("\u3000\u3000" + paragraph, font, self._painter.device())
            option = QTextOption()
            option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
            layout.setTextOption(option)
            layout.beginLayout()
            line = layout.createLine()
            while line.isValid():
                line.setLineWidth(room.width())
                line = layout.createLine()
            layout.endLayout()
            for number in range(layout.lineCount()):
                if y + step > bottom:
                    self._end_page(page, room)
                    page, y = page + 1, room.top()
                    if page > self._last:
                        return
                    yield page
                if page in self._numbers:
                    self._begin_page(page)
                    line = layout.lineAt(number)
                    line.draw(self._painter, QPointF(room.left(), y - line.y()))
                y += step
            yield page
        self._end_page(page, room)

    def end(self) -> None:
        """Let the printer go."""
        if self._painter.isActive():
            self._painter.end()

    def _begin_page(self, page: int) -> None:
        """Take a new sheet for the first line of a page."""
        if self._open != page:
            if self._open:
                self._printer.newPage()
            self._open = page

    def _end_page(self, page: int, room: QRectF) -> None:
        if self._open != page:
            return
        if self._foot:
            font, small = self._painter.font(), QFont(self._painter.font())
            small.setPointSizeF(FOOT)
            self._painter.setFont(small)
            height = self._painter.fontMetrics().height() * 1.5
            line = QRectF(room.left(), room.bottom() - height, room.width(), height)
            middle = Qt.AlignmentFlag.AlignCenter
            self._painter.drawText(line, middle, f"{self._foot}　第 {page} 页")
            self._painter.setFont(font)
        self.printed += 1


def print_text(parent: QWidget, bridge: "Bridge", title: str, text: str) -> None:
    """Ask where to print a text, and print it in slices."""
    count = len(text) // _PER_PAGE + text.count("\n") // 40 + 1
    dialog = PrintDialog(title, count, parent.window())
    dialog.pages.setPlaceholderText(f"全部，约 {count} 页；或填写范围，如 1-3")
    if dialog.exec() != QDialog.DialogCode.Accepted:
        return
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    if dialog.to_file:
        name, _ = QFileDialog.getSaveFileName(
            parent, "打印为 PDF 文件（没有加密，请妥善保管）", "打印.pdf", "PDF (*.pdf)"
        )
        if not name:
            return
        printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
        printer.setOutputFileName(name)
    else:
        printer.setPrinterName(dialog.target.currentText())
        printer.setCopyCount(dialog.copies.value())
    printer.setDocName(title)
    typed = bool(dialog.pages.text().strip())
    numbers = dialog.numbers() if typed else list(range(1, 10 * count + 10))
    run(parent, bridge, TextPrinter(printer, title, text, numbers, dialog.foot.isChecked()))


def run(parent: QWidget, bridge: "Bridge", work: TextPrinter) -> Slicer:
    """Print in slices of the event loop."""
    slicer = Slicer(parent)

    def ended() -> None:
        work.end()
        bridge.notice.emit(f"已打印 {work.printed} 页。")

    if not work.begin():
        bridge.failed.emit("打印机没有响应，或文件不能写入，没有打印。", "请检查打印机或保存位置。")
        return slicer
    parent.destroyed.connect(work.end)
    slicer.start(work.steps(), lambda _: None, ended)
    return slicer
