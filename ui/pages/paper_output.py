"""What leaves the workspace from a paper: the original saved as a file, and print."""

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import (
    QDialog,
    QFileDialog,
    QFrame,
    QHBoxLayout,
    QLabel,
    QProgressBar,
    QPushButton,
)

from ui.bridge import Bridge
from ui.widgets.drawing_child import Sheet
from ui.words import moment
from workbench.kernel.changes import Changes
from workbench.kernel.clock import now
from workbench.kernel.errors import UserError
from workbench.papers.assembling import Leaf
from workbench.papers.export import pdf_name
from workbench.papers.model import Document, Page, origin_of
from workbench.papers.quoting import with_source

if TYPE_CHECKING:
    from ui.pages.papers import PaperPage
    from ui.printing import PrintPage, PrintRun


class PrintBar(QFrame):
    """How far printing is, with a button that stops it."""

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("surface", "message")
        self.words = QLabel()
        self.progress = QProgressBar()
        self.progress.setAccessibleName("打印进度")
        self.stop = QPushButton("停止打印")
        row = QHBoxLayout(self)
        row.setContentsMargins(8, 4, 8, 4)
        row.addWidget(self.words)
        row.addWidget(self.progress, 1)
        row.addWidget(self.stop)
        self.hide()

    def tell(self, done: int, total: int) -> None:
        """Say how many pages are done."""
        self.words.setText(f"正在打印，第 {min(done + 1, total)} 页，共 {total} 页")
        self.progress.setRange(0, total)
        self.progress.setValue(done)


class PaperOutput(QObject):
    """Saves and prints one paper; the journal comes first, so that no copy goes unrecorded."""

    def __init__(self, bridge: Bridge, page: "PaperPage") -> None:
        super().__init__(page)
        self._bridge = bridge
        self._page = page
        self._run: PrintRun | None = None
        self.bar = PrintBar()
        self.bar.stop.clicked.connect(self._stop)

    def copy(self, source: bool) -> None:
        """Copy what is selected on the page or in the text beside it.

        Args:
            source: followed by 《name》第N页.
        """
        page = self._page
        text = page.view.selection.text()
        numbers = [span.page for span in page.view.selection.spans]
        cursor = page.text.view.textCursor()
        if not text and cursor.hasSelection():
            text, numbers = cursor.selectedText().replace("\u2029", "\n"), [page.view.current_page]
        if not text:
            self._bridge.notice.emit("没有选中文字。请在页面上拖动，或按 Shift 和方向键选择。")
            return
        if source:
            text = with_source(text, page.document, numbers if page.paged else [])
        QGuiApplication.clipboard().setText(text)

    def check_cases(self) -> None:
        """Look up the cases that the paper cites, and show what came of it."""
        from ui.pages.paper_book import PaperBook
        from ui.pages.paper_cases import CitedCases

        book = PaperBook(self._bridge.workbench, self._page.document.id)
        for before in self._page.window().findChildren(CitedCases):
            before.close()
        # Not modal: one reads the places and the cases beside the list.
        CitedCases(self._bridge, book, self._page).show()

    def choose_and_save(self) -> None:
        """Ask for a file and write the original into it, or the pages of a rearranged paper."""
        document = self._page.document
        leaves = self._bridge.workbench.papers.leaves(document.id)
        what = "另存本件的页（PDF）" if leaves else "另存原件"
        title = f"{what}（另存的文件没有加密，请妥善保管）"
        suggested = pdf_name(document.name) if leaves else document.name
        name, _ = QFileDialog.getSaveFileName(self._page, title, suggested)
        if name and leaves:
            self.save_pages(Path(name), leaves)
        elif name:
            self._bridge.attempt(lambda: self.save_original(Path(name)))

    def save_pages(self, target: Path, leaves: Sequence[Leaf]) -> None:
        """Write a PDF of the pages to a file; it takes a moment, and the window goes on."""
        from ui.page_copy import PageCopy

        copy = PageCopy(self)
        copy.done.connect(lambda data: self._bridge.attempt(lambda: self._write(target, data)))
        copy.failed.connect(self._bridge.failed)
        copy.start(self._bridge.workbench.workspace.vault, leaves)

    def save_original(self, target: Path) -> None:
        """Write the original to a file.

        Raises:
            UserError: the original is damaged, the journal cannot be written (nothing is written
                then), or the file cannot be written.
        """
        document = self._page.document
        self._write(target, self._bridge.workbench.papers.original(document.id))

    def _write(self, target: Path, data: bytes) -> None:
        from workbench.kernel.files import write_atomically

        workbench, document = self._bridge.workbench, self._page.document
        workbench.journal.append("papers.export", document.case, name=document.name)
        workbench.changes.publish(Changes.of("journal", case=document.case))
        write_atomically(target, data, mode=0o600)
        self._bridge.notice.emit(f"已另存为“{target}”。另存的文件没有加密，请妥善保管。")

    @property
    def printing(self) -> bool:
        """Whether pages are being printed."""
        return self._run is not None

    def print_out(self) -> None:
        """Ask what to print and where, and print it."""
        from PySide6.QtPrintSupport import QPrinter

        from ui.widgets.print_dialog import PrintDialog

        page = self._page
        if not page.paged or self.printing:
            words = "正在打印，请等待完成或先停止。" if self.printing else "这种格式没有页面图像。"
            self._bridge.failed.emit(words, "" if self.printing else "请另存原件后用其他程序打印。")
            return
        dialog = PrintDialog(page.document.name, len(page.frames), page.window())
        if dialog.exec() != QDialog.DialogCode.Accepted:
            return
        printer = QPrinter(QPrinter.PrinterMode.HighResolution)
        if dialog.to_file:
            title = "打印为 PDF 文件（没有加密，请妥善保管）"
            name, _ = QFileDialog.getSaveFileName(page, title, "打印.pdf", "PDF (*.pdf)")
            if not name:
                return
            printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
            printer.setOutputFileName(name)
        else:
            printer.setPrinterName(dialog.target.currentText())
            printer.setCopyCount(dialog.copies.value())
        numbers, foot = dialog.numbers(), dialog.foot.isChecked()
        self._bridge.attempt(lambda: self.print_pages(printer, numbers, foot))

    def print_pages(self, printer: Any, numbers: Sequence[int], foot: bool) -> None:
        """Print pages.

        Args:
            printer: a :class:`QPrinter`, set up.
            numbers: of the pages.
            foot: whether name, page and time stand below each.

        Raises:
            UserError: the journal cannot be written; nothing is printed then.
        """
        from ui.printing import PrintRun

        workbench, document = self._bridge.workbench, self._page.document
        wanted = set(numbers)
        frames = [frame for frame in self._page.frames if frame.number in wanted]
        if not frames:
            raise UserError("没有可以打印的页。", "请检查页码范围。")
        pages = print_pages(document, frames, len(self._page.frames), foot)
        workbench.journal.append(
            "papers.print", document.case, name=document.name, pages=[p.number for p in frames]
        )
        workbench.changes.publish(Changes.of("journal", case=document.case))
        printer.setDocName(document.name)
        run = self._run = PrintRun(workbench.workspace.vault, printer, pages, self)
        run.progressed.connect(lambda done: self.bar.tell(done, run.total))
        run.ended.connect(self._ended)
        self.bar.tell(0, run.total)
        self.bar.show()
        run.start()

    def close(self) -> None:
        """Stop printing for a page that closes."""
        if self._run is not None:
            self._run.stop()
            self._run.wait()
            self._run = None

    def _stop(self) -> None:
        if self._run is not None:
            self._run.stop()

    def _ended(self, problem: str) -> None:
        total = self._run.total if self._run is not None else 0
        self._run = None
        self.bar.hide()
        if problem:
            self._bridge.failed.emit(problem, "")
        else:
            self._bridge.notice.emit(f"已打印 {total} 页。")


def print_pages(
    document: Document, frames: Sequence[Page], count: int, foot: bool
) -> "list[PrintPage]":
    """Return what is printed of each page, with the line below it."""
    from ui.printing import DPI, PrintPage

    made = []
    time = moment(now())
    for frame in frames:
        origin = origin_of(document, frame)
        sheet = Sheet(origin.sha256, origin.kind, origin.number, DPI, frame.rotation)
        words = f"{document.name}　第 {frame.number} 页，共 {count} 页　{time}　打印自工作区副本"
        made.append(
            PrintPage(sheet, frame.number, frame.width > frame.height, words if foot else "")
        )
    return made
