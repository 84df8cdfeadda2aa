"""Copying, and printing to a PDF file: pages, the line below them, the journal, broken pages."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtPrintSupport import QPrinter
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from tests.ui.conftest import PDF_LINES, FiledCase
from ui.pages.papers import PaperPage
from ui.printing import PrintPage, PrintRun
from ui.routes import paper_key
from ui.shell import Shell
from ui.widgets.drawing_child import Sheet
from ui.widgets.print_dialog import TO_FILE, PrintDialog
from workbench.kernel.errors import UserError

pymupdf = pytest.importorskip("pymupdf")


@pytest.fixture
def paper(case_shell: Shell, filed: FiledCase) -> PaperPage:
    """Open the PDF of three pages."""
    page = case_shell.open_key(paper_key(filed.documents["借条.pdf"]))
    assert isinstance(page, PaperPage)
    return page


def to_file(target: Path) -> QPrinter:
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    printer.setOutputFileName(str(target))
    return printer


def dark(page: object, top: float, bottom: float) -> bool:
    """Say whether anything is printed between two heights of a page."""
    rect = page.rect  # type: ignore[attr-defined]
    band = pymupdf.Rect(0, rect.height * top, rect.width, rect.height * bottom)
    return not page.get_pixmap(clip=band, dpi=72).is_unicolor  # type: ignore[attr-defined]


def test_chosen_pages_are_printed_with_a_line_below_and_journaled(
    paper: PaperPage, filed: FiledCase, tmp_path: Path, qtbot: QtBot
) -> None:
    target = tmp_path / "out.pdf"
    paper.output.print_pages(to_file(target), [1, 3], foot=True)
    assert paper.output.bar.isVisible()
    qtbot.waitUntil(lambda: not paper.output.printing, timeout=20000)
    assert not paper.output.bar.isVisible()
    with pymupdf.open(target) as printed:
        assert printed.page_count == 2
        assert all(dark(page, 0.05, 0.2) for page in printed)
        assert all(dark(page, 0.93, 1.0) for page in printed)
    entry = filed.bridge.workbench.journal.entries("papers.print")[0]
    assert (entry.detail["name"], entry.detail["pages"]) == ("借条.pdf", [1, 3])


def test_without_a_line_nothing_stands_below(
    paper: PaperPage, tmp_path: Path, qtbot: QtBot
) -> None:
    target = tmp_path / "out.pdf"
    paper.output.print_pages(to_file(target), [2], foot=False)
    qtbot.waitUntil(lambda: not paper.output.printing, timeout=20000)
    with pymupdf.open(target) as printed:
        assert not dark(printed[0], 0.93, 1.0)


def test_a_broken_page_is_named_and_the_others_are_printed(
    paper: PaperPage, tmp_path: Path, qtbot: QtBot
) -> None:
    told: list[str] = []
    vault = paper._bridge.workbench.workspace.vault
    sha256 = paper.document.sha256
    pages = [PrintPage(Sheet(sha256, "pdf", n, 100.0, 0), n, False) for n in (1, 9, 2)]
    run = PrintRun(vault, to_file(tmp_path / "out.pdf"), pages, paper)
    run.ended.connect(told.append)
    run.start()
    qtbot.waitUntil(lambda: bool(told), timeout=20000)
    assert "第 9 页无法显示" in told[0]
    with pymupdf.open(tmp_path / "out.pdf") as printed:
        assert printed.page_count == 2


def test_printing_stops_when_told_to(paper: PaperPage, tmp_path: Path, qtbot: QtBot) -> None:
    told: list[str] = []
    paper._bridge.failed.connect(lambda words, advice: told.append(words))
    paper.output.print_pages(to_file(tmp_path / "out.pdf"), [1, 2, 3], foot=False)
    QTest.mouseClick(paper.output.bar.stop, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: not paper.output.printing, timeout=20000)
    assert "打印已停止" in told[0]


@pytest.mark.qt_log_ignore("QPainter::begin", extend=True)
def test_a_file_that_cannot_be_written_is_said(
    paper: PaperPage, tmp_path: Path, qtbot: QtBot
) -> None:
    told: list[str] = []
    paper._bridge.failed.connect(lambda words, advice: told.append(words))
    paper.output.print_pages(to_file(tmp_path / "missing" / "out.pdf"), [1], foot=False)
    qtbot.waitUntil(lambda: bool(told), timeout=20000)
    assert "没有打印" in told[0]


def test_without_a_printer_a_file_is_offered_and_a_wrong_range_is_said(qtbot: QtBot) -> None:
    dialog = PrintDialog("借条.pdf", 3)
    qtbot.addWidget(dialog)
    dialog.show()
    assert dialog.target.itemText(dialog.target.count() - 1) == TO_FILE
    if dialog.target.count() == 1:
        assert dialog.to_file
        assert dialog.none.isVisible()
    dialog.pages.setText("2-9")
    QTest.mouseClick(dialog.go, Qt.MouseButton.LeftButton)
    assert dialog.isVisible()
    assert "1—3" in dialog.problem.text()
    with pytest.raises(UserError):
        dialog.numbers()
    dialog.pages.setText("2-3")
    assert dialog.numbers() == [2, 3]
    QTest.mouseClick(dialog.go, Qt.MouseButton.LeftButton)
    assert not dialog.isVisible()


def test_copied_text_is_that_of_the_layer_with_its_source_if_wanted(paper: PaperPage) -> None:
    control = Qt.KeyboardModifier.ControlModifier
    QTest.keyClick(paper.view, Qt.Key.Key_A, control)
    QTest.keyClick(paper.view, Qt.Key.Key_C, control)
    clipboard = QGuiApplication.clipboard()
    assert clipboard.text() == "\n".join(PDF_LINES[0])
    QTest.keyClick(paper.view, Qt.Key.Key_C, control | Qt.KeyboardModifier.ShiftModifier)
    assert clipboard.text() == "\n".join(PDF_LINES[0]) + "（《借条》第1页）"
