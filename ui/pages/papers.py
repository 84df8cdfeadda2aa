"""A paper: its pages with the text beside them, or its text alone; search; marked places."""

from pathlib import Path

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QFileDialog, QSplitter, QVBoxLayout, QWidget

from ui.bridge import Bridge
from ui.pages.paper_bars import PaperBar, ReasonBar
from ui.place import Place, number
from ui.widgets.drawing import Drawer
from ui.widgets.find_bar import FindBar
from ui.widgets.locating import find_words, relocate
from ui.widgets.page_view import ZOOM_STEP, PageView
from ui.widgets.text_pane import TextPane
from workbench.kernel.anchor import Anchor
from workbench.kernel.changes import Changes
from workbench.papers.model import PAGED, Document, Outcome, TextLayer

TEXT_BESIDE = "paper.text_beside"


class PaperPage(QWidget):
    """One paper of a case."""

    def __init__(self, bridge: Bridge, drawer: Drawer, document_id: str) -> None:
        super().__init__()
        self._bridge = bridge
        self._id = document_id
        self._document: Document = bridge.workbench.papers.document(document_id)
        self._layer = TextLayer(document_id, 0)
        self._hits: list[Anchor] = []
        self._place = 0
        self.view = PageView(drawer)
        self.text = TextPane()
        self.text.view.follow_citations(bridge, self._document.case)
        self.finder = FindBar()
        self.bar = PaperBar()
        self.reason = ReasonBar()
        self.halves = QSplitter(Qt.Orientation.Horizontal)
        self.halves.setChildrenCollapsible(False)
        self.halves.addWidget(self.view)
        self.halves.addWidget(self.text)
        self.halves.setSizes([620, 380])
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        for widget in (self.bar, self.finder, self.reason):
            column.addWidget(widget)
        column.addWidget(self.halves, 1)
        self._connect()
        self.reload()

    @property
    def document(self) -> Document:
        """The paper shown."""
        return self._document

    @property
    def paged(self) -> bool:
        """Whether the paper has pages to look at."""
        return self._document.kind in PAGED and bool(self._layer.pages)

    def reload(self) -> None:
        """Read the paper and its newest text again; the place is kept."""
        papers = self._bridge.workbench.papers
        self._document = papers.document(self._id)
        self._layer = papers.text(self._id)
        beside = bool(self._bridge.workbench.settings.get(TEXT_BESIDE, False))
        self.reason.tell(self._document, self._can_read())
        self.bar.tell(self._document, self.paged, beside)
        self.view.setVisible(self.paged)
        self.halves.setVisible(bool(self._layer.pages))
        if self.paged:
            self.view.show_pages(self._document, self._layer.pages)
            self._show_page(self.view.current_page)
        elif self._layer.pages:
            self.text.view.show_pages(self._layer.pages)
            self.text.origin.hide()
            self.text.doubts.hide()
        self.text.setVisible(beside or not self.paged)
        self.setFocusProxy(self.view if self.paged else self.text.view)

    def open_anchor(self, anchor: Anchor) -> bool:
        """Bring a place into view and mark it; say whether it could be found.

        An anchor of an older text layer is looked for again in the newest one.
        """
        place = anchor
        if anchor.layer != self._layer.version:
            found = relocate(self._layer, anchor)
            if found is None and not (anchor.boxes and self.paged):
                self._bridge.notice.emit("该处文字在新的识别结果中没有找到，已打开所在页。")
                self.view.go_to_page(anchor.page)
                return False
            place = found or anchor
        self._mark([], place)
        return True

    def place(self) -> Place:
        """Return page and zoom; see :mod:`ui.place`."""
        zoom = 0.0 if self.view.fits_width else self.view.zoom
        return {"page": self.view.current_page, "zoom": zoom} if self.paged else {}

    def go_to(self, place: Place) -> None:
        """Go to a page and zoom, once the page has its size."""
        page, zoom = int(number(place, "page", 1)), number(place, "zoom")
        if zoom:
            self.view.set_zoom(zoom)
        QTimer.singleShot(0, self.view, lambda: self.view.go_to_page(page))

    def _connect(self) -> None:
        self.bar.zoomed.connect(lambda step: self.view.set_zoom(self.view.zoom * ZOOM_STEP**step))
        self.bar.fitted.connect(self.view.fit_width)
        self.bar.paged.connect(self.view.go_to_page)
        self.bar.text_toggled.connect(self._toggle_text)
        self.bar.find_wanted.connect(self.finder.ask)
        self.bar.save_wanted.connect(self._save_original)
        self.reason.read_wanted.connect(self._read_scan)
        self.view.page_changed.connect(self._show_page)
        self.view.zoom_changed.connect(self.bar.show_zoom)
        self.text.line_chosen.connect(lambda anchor: self.view.mark(self._hits, anchor))
        self.finder.searched.connect(self._search)
        self.finder.stepped.connect(self._step)
        self.finder.closed.connect(self._end_search)
        self._bridge.changed.connect(self._on_changes)
        keys = {
            QKeySequence.StandardKey.Find: self.finder.ask,
            QKeySequence.StandardKey.ZoomIn: lambda: self.bar.zoomed.emit(1),
            QKeySequence.StandardKey.ZoomOut: lambda: self.bar.zoomed.emit(-1),
        }
        for key, slot in keys.items():
            shortcut = QShortcut(QKeySequence(key), self)
            shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            shortcut.activated.connect(slot)

    def _can_read(self) -> bool:
        if self._document.outcome is not Outcome.NEEDS_OCR:
            return False
        return self._bridge.workbench.switches.is_on("papers.ocr", self._document.case)

    def _show_page(self, number: int) -> None:
        self.bar.show_page(number, len(self._layer.pages))
        page = next((page for page in self._layer.pages if page.number == number), None)
        if page is not None and self.paged:
            self.text.origin.show()
            self.text.show_page(page)
            self.text.view.mark(self._hits, self.view.chosen)

    def _mark(self, anchors: list[Anchor], chosen: Anchor | None) -> None:
        if self.paged:
            self.view.mark(anchors, chosen)
            if chosen is not None:
                self._show_page(chosen.page)
        self.text.view.mark(anchors, chosen)

    def _search(self, words: str) -> None:
        self._hits = find_words(self._layer, words)
        here = self.view.current_page if self.paged else 1
        later = (i for i, hit in enumerate(self._hits) if hit.page >= here)
        self._place = next(later, 0)
        self._show_hit()

    def _step(self, step: int) -> None:
        if self._hits:
            self._place = (self._place + step) % len(self._hits)
            self._show_hit()

    def _show_hit(self) -> None:
        self._mark(self._hits, self._hits[self._place] if self._hits else None)
        self.finder.show_count(self._place, len(self._hits))

    def _end_search(self) -> None:
        self._hits = []
        self._mark([], None)
        self.setFocus(Qt.FocusReason.OtherFocusReason)

    def _toggle_text(self, on: bool) -> None:
        self._bridge.workbench.settings.set(TEXT_BESIDE, on)
        self.text.setVisible(on or not self.paged)

    def _read_scan(self) -> None:
        papers = self._bridge.workbench.papers
        self._bridge.attempt(lambda: papers.read_scans(self._document.case, [self._id]))

    def _save_original(self) -> None:
        title = "另存原件（另存的文件没有加密，请妥善保管）"
        name, _ = QFileDialog.getSaveFileName(self, title, self._document.name)
        if name:
            self._bridge.attempt(lambda: self.save_original(Path(name)))

    def save_original(self, target: Path) -> None:
        """Write the original to a file; the journal comes first, so that no copy goes unrecorded.

        Raises:
            UserError: the original is damaged, the journal cannot be written (nothing is written
                then), or the file cannot be written.
        """
        from workbench.kernel.files import write_atomically

        workbench, case = self._bridge.workbench, self._document.case
        data = workbench.papers.original(self._id)
        workbench.journal.append("papers.export", case, name=self._document.name)
        workbench.changes.publish(Changes.of("journal", case=case))
        write_atomically(target, data)
        self._bridge.notice.emit(f"已另存为“{target}”。另存的文件没有加密，请妥善保管。")

    def _on_changes(self, changes: Changes) -> None:
        if changes.cases and self._document.case not in changes.cases:
            return
        if "switches" in changes.kinds:
            self.reason.tell(self._document, self._can_read())
        if "papers" not in changes.kinds:
            return
        known = {
            item.id: item for item in self._bridge.workbench.papers.documents(self._document.case)
        }
        now = known.get(self._id)
        if now is not None and now != self._document:
            self.reload()
