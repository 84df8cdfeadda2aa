"""A paper: its pages with text, notes or hits beside them, or its text alone."""

from collections.abc import Callable

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QCloseEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from ui.bridge import Bridge
from ui.pages.paper_actions import make_actions
from ui.pages.paper_bars import PaperBar, ReasonBar
from ui.pages.paper_book import PaperBook
from ui.pages.paper_finding import PaperFinding
from ui.pages.paper_halves import PaperHalves
from ui.pages.paper_notes import PaperNotes
from ui.pages.paper_output import PaperOutput
from ui.pages.paper_text import PaperText
from ui.place import Place, number, words
from ui.soon import Soon
from ui.widgets.drawing import Drawer
from ui.widgets.empty import EmptyState
from ui.widgets.find_bar import FindBar
from ui.widgets.hit_list import HitList
from ui.widgets.locating import stands
from ui.widgets.notes_pane import NotesPane
from ui.widgets.page_view import Fit, PageView
from ui.widgets.text_pane import TextPane
from ui.widgets.thumbnails import Thumbnails
from workbench.kernel.anchor import Anchor
from workbench.kernel.changes import Changes
from workbench.kernel.errors import UserError
from workbench.papers.model import Document, Outcome, Page
from workbench.papers.paper_search import Found

TEXT_BESIDE = "paper.text_beside"
THUMBNAILS = "paper.thumbnails"
MOST_TEXT_MARKS = 500
SETTLE_MS = 250


class PaperPage(QWidget):
    """One paper of a case."""

    def __init__(self, bridge: Bridge, drawer: Drawer, document_id: str) -> None:
        super().__init__()
        self.setProperty("helpTopic", "paper")
        self._bridge = bridge
        self._id = document_id
        self._book = PaperBook(bridge.workbench, document_id)
        self._side = "text" if bridge.workbench.settings.get(TEXT_BESIDE, False) else ""
        self.view = PageView(drawer)
        if self.paged:
            # The drawing child opens the file while the rest of the page is being made.
            self.view.show_pages(self._book.document, self._book.frames, self._book.page)
        self.thumbnails = Thumbnails(drawer)
        self.thumbnails.setMaximumWidth(220)
        self.text = TextPane()
        self.text.view.follow_citations(bridge, self._book.document.case)
        self.notes_pane = NotesPane()
        self.hits = HitList()
        self.finder = FindBar()
        self.finding = PaperFinding(self.finder, self.hits)
        self.texts = PaperText(bridge, self.view, self.text)
        self.notes = PaperNotes(bridge, self.view, self.notes_pane)
        self.output = PaperOutput(bridge, self)
        self.actions_of = make_actions(bridge.shortcuts, self, self.view, self._slots())
        self.bar = PaperBar(self.actions_of)
        self.reason = ReasonBar()
        self.nothing = EmptyState("error", "这件材料没有可显示的内容", "原因见上方说明。")
        panes = (self.text, self.notes_pane, self.hits)
        self.halves = PaperHalves(self.thumbnails, self.view, panes)
        self._lay_out()
        self._later = Soon(self, bridge, SETTLE_MS, self._take_changes)
        self._connect()
        self._show()

    @property
    def document(self) -> Document:
        """The paper shown."""
        return self._book.document

    @property
    def paged(self) -> bool:
        """Whether the paper has pages to look at."""
        return self._book.paged

    @property
    def frames(self) -> tuple[Page, ...]:
        """The pages without their text."""
        return self._book.frames

    @property
    def side(self) -> str:
        """What stands beside the page: ``text``, ``notes``, ``hits``, or nothing."""
        return self._side

    def reload(self) -> None:
        """Read the paper and its newest text again; the place is kept."""
        self._book = PaperBook(self._bridge.workbench, self._id)
        self._show()

    def _show(self) -> None:
        book = self._book
        self._tell_reason()
        self.bar.tell(book.document, self.paged)
        self.view.setVisible(self.paged)
        self.halves.setVisible(bool(book.frames))
        self.nothing.setHidden(bool(book.frames))
        if self.paged:
            self.view.show_pages(book.document, book.frames, book.page)
            self.thumbnails.show_pages(book.document, book.frames)
        elif book.frames:
            self.text.show_plain(book.pages())
        self._show_side(self._side)
        self._show_thumbnails(bool(self._bridge.workbench.settings.get(THUMBNAILS, False)))
        self.texts.set_book(book)
        self.notes.set_book(book)
        self.finding.set_book(book)
        if self.paged:
            self._show_page(self.view.current_page)
        self.setFocusProxy(self.view if self.paged else self.text.view)

    def open_anchor(self, anchor: Anchor) -> bool:
        """Bring a place into view and mark it; say whether it could be found.

        What was corrected since is looked for again.
        """
        place, page = anchor, self._book.page(anchor.page)
        if page is None or not stands(page, self._book.version, anchor):
            found = self._book.find_again(anchor)
            if found is None and not (anchor.boxes and self.paged):
                self._bridge.notice.emit("该处文字在新的识别结果中没有找到，已打开所在页。")
                self.view.go_to_page(anchor.page)
                return False
            place = found or self._book.as_turned(anchor)
        if self.paged:
            self.view.mark([], place)
            self._show_page(place.page)
        self.text.view.mark([], place)
        return True

    def place(self) -> Place:
        """Return page, zoom and what was typed and not saved; see :mod:`ui.place`."""
        if not self.paged:
            return {}
        page, share = self.view.place()
        zoom = self.view.zoom if self.view.fit is Fit.NONE else 0.0
        known: Place = {"page": page, "share": round(share, 4), "zoom": round(zoom, 4)}
        if self.view.fit is Fit.PAGE:
            known["fit"] = "page"
        if drafts := self.text.drafts():
            known["pages"] = drafts
        if lines := [[n, old, new] for (n, old), new in self.text.view.unsaved().items()]:
            known["lines"] = lines
        return known

    def go_to(self, place: Place) -> None:
        """Go to a page and zoom, once the page has its size; bring drafts back."""
        page, share = int(number(place, "page", 1)), number(place, "share")
        if zoom := number(place, "zoom"):
            self.view.set_zoom(zoom)
        elif words(place, "fit") == "page":
            self.view.set_fit(Fit.PAGE)
        if isinstance(drafts := place.get("pages"), dict):
            self.text.take_drafts(drafts)
        lines = place.get("lines")
        for row in lines if isinstance(lines, list) else []:
            if isinstance(row, list) and [type(cell) for cell in row] == [int, str, str]:
                self.text.view.drafts[row[0], row[1]] = row[2]
        self.text.tell_drafts()
        QTimer.singleShot(0, self.view, lambda: self.view.go_to_place(page, share))

    # What a person does

    def _slots(self) -> dict[str, Callable[[], object]]:
        view, texts, finding = self.view, self.texts, self.finding
        return {
            "find": self._find,
            "find_next": lambda: finding.step(1),
            "find_previous": lambda: finding.step(-1),
            "zoom_in": lambda: view.step_zoom(1),
            "zoom_out": lambda: view.step_zoom(-1),
            "actual_size": lambda: view.set_zoom(1.0),
            "fit_width": lambda: self._set_fit(Fit.WIDTH),
            "fit_page": lambda: self._set_fit(Fit.PAGE),
            "next_page": lambda: self._turn_to(1),
            "previous_page": lambda: self._turn_to(-1),
            "go_to_page": self._ask_page,
            "rotate_right": lambda: self._rotate(90),
            "rotate_left": lambda: self._rotate(270),
            "copy": lambda: self.output.copy(False),
            "copy_with_source": lambda: self.output.copy(True),
            "select_page": lambda: view.selection.select_page(view.current_page),
            "text": lambda: self._toggle_side("text"),
            "thumbnails": self._toggle_thumbnails,
            "notes": lambda: self._toggle_side("notes"),
            "add_note": self.notes.add,
            "edit_line": self._edit_line,
            "undo_correction": texts.undo,
            "next_doubt": lambda: self._step_doubt(1),
            "previous_doubt": lambda: self._step_doubt(-1),
            "check_cases": self.output.check_cases,
            "print": self.output.print_out,
            "save_original": self.output.choose_and_save,
        }

    def _find(self) -> None:
        self.finding.start_from(self.view.current_page if self.paged else 1)
        self.finder.ask()

    def _ask_page(self) -> None:
        self.bar.number.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.bar.number.selectAll()

    def _set_fit(self, fit: Fit) -> None:
        self.view.set_fit(fit)
        self._tell_fit()

    def _turn_to(self, step: int) -> None:
        self.view.go_to_page(self.view.current_page + step)

    def _rotate(self, degrees: int) -> None:
        volume, page = self._bridge.workbench.papers.volume, self.view.current_page
        self._bridge.attempt(lambda: volume.rotate([self._id], degrees, [page]))

    def _edit_line(self) -> None:
        if self.paged:
            self._show_side("text")
            self.texts.edit_line()

    def _step_doubt(self, step: int) -> None:
        if self.paged:
            self._show_side("text")
            self.texts.step(step)

    # What stands where

    def _toggle_side(self, side: str) -> None:
        chosen = "" if self._side == side else side
        self._bridge.workbench.settings.set(TEXT_BESIDE, chosen == "text")
        self._show_side(chosen)
        if chosen == "notes":
            self.notes_pane.list.setFocus(Qt.FocusReason.OtherFocusReason)

    def _show_side(self, side: str) -> None:
        self._side = side
        self.text.setVisible(side == "text" or not self.paged)
        self.notes_pane.setVisible(side == "notes" and self.paged)
        self.hits.setVisible(side == "hits")
        for key in ("text", "notes"):
            self.actions_of[key].setChecked(side == key)
        self.finder.list.setChecked(side == "hits")
        self.halves.arrange()
        if side == "text" and self.paged:
            self.texts.show(self.view.current_page)
            self.texts.look_for_doubts()

    def _toggle_thumbnails(self) -> None:
        on = self.thumbnails.isHidden()
        self._bridge.workbench.settings.set(THUMBNAILS, on)
        self._show_thumbnails(on)
        if on and self.thumbnails.isHidden():
            self._show_side("")  # no room for both: what was asked for last is shown

    def _show_thumbnails(self, on: bool) -> None:
        self.halves.want_thumbnails(on)
        self._tell_thumbnails()

    def _tell_thumbnails(self) -> None:
        self.actions_of["thumbnails"].setChecked(not self.thumbnails.isHidden())
        self.thumbnails.set_current(self.view.current_page)

    def _list_hits(self, on: bool) -> None:
        if on:
            self._show_side("hits")
        elif self._side == "hits":
            beside = self._bridge.workbench.settings.get(TEXT_BESIDE, False)
            self._show_side("text" if beside else "")

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        for widget in (self.bar, self.finder, self.reason, self.output.bar):
            column.addWidget(widget)
        column.addWidget(self.halves, 1)
        column.addWidget(self.nothing, 1)

    def _connect(self) -> None:
        self.bar.paged.connect(self.view.go_to_page)
        self.bar.left.connect(self.setFocus)
        self.halves.arranged.connect(self._tell_thumbnails)
        self.reason.read_wanted.connect(self._read_scan)
        self.reason.save_wanted.connect(self.output.choose_and_save)
        self.view.page_changed.connect(self._show_page)
        self.view.zoom_changed.connect(self._show_zoom)
        self.texts.page_wanted.connect(self.view.go_to_page)
        self.notes.pane_wanted.connect(lambda: self._show_side("notes"))
        self.thumbnails.chosen.connect(self.view.go_to_page)
        self.finder.listed.connect(self._list_hits)
        self.finding.cleared.connect(self._clear_hits)
        self.finding.added.connect(self._add_hits)
        self.finding.chosen.connect(self._choose_hit)
        self.finding.ended.connect(self._end_search)
        self._bridge.changed.connect(self._on_changes)

    def closeEvent(self, event: QCloseEvent) -> None:
        """Stop printing."""
        self.output.close()
        super().closeEvent(event)

    def _show_zoom(self, zoom: float) -> None:
        self.bar.show_zoom(zoom)
        self._tell_fit()

    def _tell_fit(self) -> None:
        self.actions_of["fit_width"].setChecked(self.view.fit is Fit.WIDTH)
        self.actions_of["fit_page"].setChecked(self.view.fit is Fit.PAGE)

    def _show_page(self, number: int) -> None:
        self.bar.show_page(number, self._book.count)
        self.thumbnails.set_current(number)
        if self.text.isVisible() and self.paged and not self.text.view.editing:
            self.texts.show(number)
            self.text.view.mark(self.view.marks_of(number), self.view.chosen)

    # Search

    def _clear_hits(self) -> None:
        self.view.mark([], None)
        self.text.view.mark([], None)

    def _add_hits(self, anchors: list[Anchor]) -> None:
        self.view.add_marks(anchors)

    def _choose_hit(self, anchor: Anchor) -> None:
        if self.paged:
            self.view.choose(anchor)
            self._show_page(anchor.page)
            shown = self.view.marks_of(anchor.page)
        else:
            shown = [self._light(hit) for hit in self.finding.hits[:MOST_TEXT_MARKS]]
        self.text.view.mark(shown, anchor)

    def _light(self, hit: Found) -> Anchor:
        span = hit.spans[0]
        return Anchor(self._id, self._book.version, span.page, span.start, span.end, "")

    def _end_search(self) -> None:
        self._list_hits(False)
        self.setFocus(Qt.FocusReason.OtherFocusReason)

    # Changes

    def _can_read(self) -> bool:
        if self.document.outcome is not Outcome.NEEDS_OCR:
            return False
        return self._bridge.workbench.switches.is_on("papers.ocr", self.document.case)

    def _tell_reason(self) -> None:
        waits = self.document.outcome is Outcome.NEEDS_OCR
        reading = waits and self._bridge.workbench.papers.recognising(self.document)
        self.reason.tell(self.document, self._can_read(), reading)

    def _read_scan(self) -> None:
        papers = self._bridge.workbench.papers
        self._bridge.attempt(lambda: papers.read_scans(self.document.case, [self._id]))

    def _on_changes(self, changes: Changes) -> None:
        if changes.cases and self.document.case not in changes.cases:
            return
        self.notes.on_changes(changes)
        if changes.kinds & {"switches", "jobs"}:
            self._tell_reason()
        if "papers" not in changes.kinds:
            return
        if self._now() not in (None, self.document):
            self.reload()
        else:
            self._later.ask()

    def _now(self) -> Document | None:
        try:
            return self._bridge.workbench.papers.document(self._id)
        except UserError:
            return None  # deleted: the window closes this page

    def _take_changes(self) -> None:
        """Take in pages that changed within the same version: OCR goes on, or lines were mended."""
        if self._now() is None:
            return
        if self._book.renew() and self.paged:
            self.view.show_pages(self.document, self._book.frames, self._book.page)
        self.view.viewport().update()
        if self.text.isVisible() and self.paged:
            self.texts.refresh()
