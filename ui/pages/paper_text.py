"""The text beside a page: in step with it, corrected line by line, its versions."""

from collections.abc import Iterator

from PySide6.QtCore import QObject, QPoint, QTimer, Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu

from ui.bridge import Bridge
from ui.pages.paper_book import PaperBook
from ui.slicing import Slicer
from ui.widgets.page_view import PageView
from ui.widgets.text_pane import TextPane
from ui.words import moment
from workbench.papers.doubts import Doubt, beside, doubts_of
from workbench.papers.model import Page
from workbench.papers.spans import Span
from workbench.papers.text_corrections import BY_HAND, Sitting


class PaperText(QObject):
    """Keeps the text pane and the page view of one paper in step.

    Signals:
        page_wanted: number of a page to go to.
    """

    page_wanted = Signal(int)

    def __init__(self, bridge: Bridge, view: PageView, pane: TextPane) -> None:
        super().__init__(pane)
        self._bridge = bridge
        self._view = view
        self._pane = pane
        self._book: PaperBook | None = None
        self._version = 0
        self._step = 0
        self._scan = Slicer(self)
        pane.view.line_chosen.connect(self._show_line)
        pane.view.corrected.connect(self._correct)
        pane.view.editor.left.connect(self.refresh)
        pane.page_corrected.connect(self._correct_page)
        pane.doubt_chosen.connect(self._go)
        pane.stepped.connect(self.step)
        pane.versions_wanted.connect(self._offer_versions)
        pane.now_wanted.connect(lambda: self.look_at(0))
        pane.restore_wanted.connect(self._restore)
        view.clicked.connect(self._on_clicked)

    def set_book(self, book: PaperBook) -> None:
        """Follow a paper; what is known of its doubtful lines is looked for again."""
        self._book = book
        self._version = 0
        self._pane.show_old("")
        self._pane.doubts.clear()
        self._pane.tell_doubts()
        if self._pane.isVisible():
            self.look_for_doubts()

    def look_for_doubts(self) -> None:
        """Look through the paper for doubtful lines, a few pages at a time."""
        if self._book is None or self._scan.busy or not self._book.paged:
            return
        self._scan.start(self._doubts(self._book), self._take, self._scanned)

    def show(self, number: int) -> None:
        """Show the text of a page; a line that is being corrected is left alone."""
        shown = self._pane.view.page
        if self._pane.view.editing and shown is not None and shown.number == number:
            return
        page = self._page(number)
        if page is not None:
            read_only = self._bridge.workbench.workspace.read_only
            self._pane.show_page(page, editable=not self._version and not read_only)

    def refresh(self) -> None:
        """Show again what may have changed: the page in front, and its doubtful lines."""
        number = self._view.current_page
        page, shown = self._page(number), self._pane.view.page
        if page is not None and page != shown and not self._pane.view.editing:
            self.show(number)
        if page is not None and not self._version:
            self._pane.doubts.replace_page(number, doubts_of(page))
            self._pane.tell_doubts()

    def step(self, step: int) -> None:
        """Go to the next (+1) or previous (-1) doubtful line, also on other pages."""
        if self._book is None or not self._book.paged:
            return
        if self._scan.busy or (not self._pane.doubts.rows and not self._step):
            # Not every page has been looked at yet: go once that is done.
            self._step = step
            self.look_for_doubts()
            return
        line = self._pane.view.line
        here = (line.page, line.start) if line is not None else (self._view.current_page, -1)
        doubt = beside(self._pane.doubts.rows, *here, step)
        if doubt is None:
            self._bridge.notice.emit(
                "本件没有存疑的行（置信度低的行已全部校对，或文字不是识别得出）。"
            )
        else:
            self._go(doubt)
        self._step = 0

    def edit_line(self) -> None:
        """Correct the current line."""
        self._pane.view.edit_line()

    def undo(self) -> None:
        """Take the last correction back."""
        book = self._book
        if book is None:
            return
        number = self._bridge.attempt(lambda: self._bridge.workbench.texts.undo(book.document.id))
        if number:
            book.forget(number)
            self.page_wanted.emit(number)
            self.refresh()
            self._bridge.notice.emit(f"已撤销第 {number} 页的一处校对。")
        elif number == 0:
            self._bridge.notice.emit("没有可以撤销的校对。更早的文字可在“文字版本”中查看和恢复。")

    def look_at(self, version: int) -> None:
        """Look at an older version of the text; 0 for the newest."""
        self._version = version
        words = ""
        if version and self._book is not None:
            sittings = self._bridge.workbench.texts.versions(self._book.document.id)
            sitting = next(s for s in sittings if s.layer.version == version)
            words = f"正在查看旧版本：{version_words(sitting)}，不能修改。"
        self._pane.show_old(words)
        self.show(self._view.current_page)

    def _page(self, number: int) -> Page | None:
        if self._book is None:
            return None
        if self._version:
            texts = self._bridge.workbench.texts
            return texts.page(self._book.document.id, self._version, number)
        return self._book.page(number)

    def _doubts(self, book: PaperBook) -> Iterator[tuple[int, list[Doubt]]]:
        texts = self._bridge.workbench.texts
        for frame in book.frames:
            # Pages of PDF text or without text have none: they need not be read.
            if frame.source == "ocr" and not self._bridge.closed:
                page = texts.page(book.document.id, book.version, frame.number)
                yield frame.number, doubts_of(page) if page is not None else []

    def _take(self, found: tuple[int, list[Doubt]]) -> None:
        self._pane.doubts.replace_page(*found)

    def _scanned(self) -> None:
        self._pane.tell_doubts()
        if step := self._step:
            self.step(step)
        self._step = 0

    def _go(self, doubt: Doubt) -> None:
        if doubt.span.page != self._view.current_page:
            self.page_wanted.emit(doubt.span.page)
        if self._pane.view.page is None or self._pane.view.page.number != doubt.span.page:
            self.show(doubt.span.page)
        self._pane.view.go_to(doubt.span.start)

    def _show_line(self, line: Span) -> None:
        if not self._version:
            self._view.show_line(line, reveal=True)

    def _on_clicked(self, number: int, offset: int) -> None:
        if self._pane.isVisible() and not self._version and not self._pane.view.editing:
            page = self._pane.view.page
            if page is None or page.number != number:
                self.show(number)
            self._pane.view.go_to(offset, tell=False)
            self._view.show_line(self._pane.view.line)

    def _correct(self, line: Span, words: str) -> None:
        seen, book = self._pane.view.page, self._book
        if seen is None or book is None:
            return
        texts = self._bridge.workbench.texts
        after = self._bridge.attempt(
            lambda: texts.correct_line(book.document.id, seen, line, words)
        )
        if after is None:
            return  # the words stay in the editor
        self._pane.view.done()
        self._after(after)
        self._view.show_line(self._pane.view.line)

    def _correct_page(self, text: str) -> None:
        seen, book = self._pane.view.page, self._book
        if seen is None or book is None:
            return
        texts = self._bridge.workbench.texts
        after = self._bridge.attempt(lambda: texts.correct_page(book.document.id, seen, text))
        if after is not None:
            self._pane.end_page()
            self._after(after)

    def _after(self, page: Page) -> None:
        if self._book is not None:
            self._book.forget(page.number)
        self._pane.show_page(page, editable=True)
        self._pane.doubts.replace_page(page.number, doubts_of(page))
        self._pane.tell_doubts()

    # Versions

    def _offer_versions(self) -> None:
        menu = self.version_menu()
        button = self._pane.versions
        if menu is not None:
            menu.popup(button.mapToGlobal(QPoint(0, button.height())))

    def version_menu(self) -> QMenu | None:
        """Return the menu of versions, newest first."""
        if self._book is None:
            return None
        sittings = self._bridge.workbench.texts.versions(self._book.document.id)
        menu = QMenu(self._pane)
        menu.aboutToHide.connect(lambda: QTimer.singleShot(0, menu.deleteLater))
        newest = self._book.version
        for sitting in reversed(sittings):
            version = sitting.layer.version
            words = version_words(sitting) + ("（现在）" if version == newest else "")
            action = QAction(words, menu)
            action.setCheckable(True)
            action.setChecked(version == (self._version or newest))
            target = 0 if version == newest else version
            action.triggered.connect(lambda _=False, target=target: self.look_at(target))
            menu.addAction(action)
        return menu

    def _restore(self) -> None:
        book, version = self._book, self._version
        if book is None or not version:
            return
        texts = self._bridge.workbench.texts
        count = self._bridge.attempt(lambda: texts.restore(book.document.id, version))
        if count is not None:
            self.look_at(0)
            self._bridge.notice.emit(f"已恢复该版本，{count} 页有变化；原来的文字仍在版本列表中。")


def version_words(sitting: Sitting) -> str:
    """Say what made a version of a text, and when."""
    layer = sitting.layer
    made = moment(sitting.changed or layer.created)
    if layer.engine == BY_HAND and sitting.actor:
        return f"第 {layer.version} 版 · 人工校对 · {sitting.actor} · {made}"
    names = {"reader": "文件自带", BY_HAND: "人工校对"}
    return f"第 {layer.version} 版 · {names.get(layer.engine, layer.engine)} · {made}"
