"""Private notes of a paper: made on a page or a passage, shown on it, listed beside it."""

from PySide6.QtCore import QObject, Signal

from ui.bridge import Bridge
from ui.pages.paper_book import PaperBook
from ui.widgets.notes_pane import NotesPane
from ui.widgets.page_view import PageView
from workbench.kernel.anchor import Box
from workbench.kernel.changes import Changes
from workbench.papers.private_notes import Note


class PaperNotes(QObject):
    """Keeps the notes of one paper, its pane and the signs on its pages in step.

    Signals:
        pane_wanted: the pane is to be shown.
    """

    pane_wanted = Signal()

    def __init__(self, bridge: Bridge, view: PageView, pane: NotesPane) -> None:
        super().__init__(pane)
        self._bridge = bridge
        self._view = view
        self._pane = pane
        self._book: PaperBook | None = None
        self._deleted: list[Note] = []
        self._notes = bridge.workbench.notes
        pane.chosen.connect(self._go)
        pane.changed.connect(self._change)
        pane.add_wanted.connect(self.add)
        pane.delete_wanted.connect(self._delete)
        pane.undo_wanted.connect(self.undo)
        read_only = bridge.workbench.workspace.read_only
        pane.add.setEnabled(not read_only)
        pane.editor.setReadOnly(read_only)

    def set_book(self, book: PaperBook) -> None:
        """Follow a paper."""
        self._book = book
        self.refresh()

    def refresh(self) -> None:
        """Read the notes again."""
        if self._book is None:
            return
        notes = self._notes.of(self._book.document.id)
        self._pane.show_notes(notes)
        places: dict[int, list[tuple[Box, ...]]] = {}
        for note in notes:
            places.setdefault(note.page, []).append(note.boxes)
        self._view.show_notes(places)

    def on_changes(self, changes: Changes) -> None:
        """Show what another view of the same paper wrote."""
        if "notes" in changes.kinds:
            self.refresh()

    def add(self) -> None:
        """Make a note on what is selected, or on the page in sight, and write in it."""
        book = self._book
        if book is None or not book.paged:
            return
        spans = self._view.selection.spans
        if spans:
            # A passage over several pages is marked where it begins.
            anchor = book.anchor(spans[0])
            page, quoted, start, boxes = anchor.page, anchor.quoted, anchor.start, anchor.boxes
        else:
            page, quoted, start, boxes = self._view.current_page, "", 0, ()
        note = self._bridge.attempt(
            lambda: self._notes.add(book.document.id, page, "", quoted, start, boxes)
        )
        if note is not None:
            self.pane_wanted.emit()
            self._pane.open_note(note.id, write=True)

    def undo(self) -> None:
        """Bring the note deleted last back."""
        book = self._book
        if book is None or not self._deleted:
            return
        note = self._deleted.pop()
        self._bridge.attempt(lambda: self._notes.put_back(book.document.id, note))
        self._pane.offer_undo(bool(self._deleted))
        self._pane.open_note(note.id, write=False)

    def _change(self, note: Note, text: str) -> None:
        self._bridge.attempt(lambda: self._notes.change(note, text))

    def _delete(self, note: Note) -> None:
        known = (
            {one.id: one for one in self._notes.of(self._book.document.id)} if self._book else {}
        )
        latest = known.get(note.id, note)
        self._deleted.append(latest)
        self._bridge.attempt(lambda: self._notes.delete(latest))
        self._pane.offer_undo(True)

    def _go(self, note: Note) -> None:
        self._view.reveal(note.page, note.boxes)
