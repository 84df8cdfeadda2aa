"""Private notes beside the page: a list, and one note to write in."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLabel,
    QListWidget,
    QListWidgetItem,
    QPlainTextEdit,
    QPushButton,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from ui import icons
from workbench.papers.private_notes import Note

SAVE_MS = 600
TITLE = "私人批注（不入卷）"
ABOUT = "只保存在本工作区，不随材料或案件导出；工作区备份中包含。"

LINES = 15
"""Height in lines from which it is said below the title where notes are kept."""


class NoteEditor(QPlainTextEdit):
    """The words of a note; Esc gives the keyboard back to the list, nothing is lost.

    Signals:
        left: Esc was pressed.
    """

    left = Signal()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc leaves."""
        if event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        else:
            super().keyPressEvent(event)


class NotesPane(QWidget):
    """Notes of one paper.

    Signals:
        chosen: a :class:`Note` that a person went to.
        changed: a note and its new words, at a pause in typing.
        add_wanted: a note on the page in sight or on what is selected.
        delete_wanted: a note is to be deleted.
        undo_wanted: the note deleted last is to come back.
    """

    chosen = Signal(object)
    changed = Signal(object, str)
    add_wanted = Signal()
    delete_wanted = Signal(object)
    undo_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._notes: list[Note] = []
        self._shown = ""
        title = QLabel(TITLE)
        title.setProperty("role", "heading")
        title.setToolTip(ABOUT)
        about = self.about = QLabel(ABOUT)
        about.setProperty("role", "small")
        about.setWordWrap(True)
        self.add = QPushButton("添加批注")
        icons.put(self.add, "plus")
        self.add.clicked.connect(self.add_wanted)
        self.undo = QPushButton("恢复刚删除的批注")
        self.undo.clicked.connect(self.undo_wanted)
        self.undo.hide()
        self.delete = QToolButton()
        icons.put(self.delete, "delete")
        self.delete.setToolTip("删除批注（Del）")
        self.delete.setAccessibleName("删除批注")
        self.delete.clicked.connect(self._delete)
        self.list = QListWidget()
        self.list.setAccessibleName("私人批注列表")
        self.list.setWordWrap(True)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.currentItemChanged.connect(self._on_current)
        self.list.itemClicked.connect(self._go)
        self.list.itemActivated.connect(self.write)
        self.editor = NoteEditor()
        self.editor.setAccessibleName("批注内容")
        self.editor.setPlaceholderText("写下批注；停顿时自动保存")
        self.editor.setMaximumHeight(140)
        self.editor.left.connect(self._leave)
        self._saving = QTimer(self)
        self._saving.setSingleShot(True)
        self._saving.setInterval(SAVE_MS)
        self._saving.timeout.connect(self.save)
        self.editor.textChanged.connect(self._saving.start)
        self._lay_out(title, about)
        self._on_current()

    def _lay_out(self, title: QLabel, about: QLabel) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(8, 6, 8, 8)
        column.setSpacing(6)
        row = QHBoxLayout()
        row.addWidget(self.add)
        row.addWidget(self.undo)
        row.addStretch()
        row.addWidget(self.delete)
        column.addWidget(title)
        column.addWidget(about)
        column.addLayout(row)
        column.addWidget(self.list, 1)
        column.addWidget(self.editor)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Leave the words about the notes to the tooltip where notes need the room."""
        super().resizeEvent(event)
        self.about.setVisible(self.height() > LINES * self.fontMetrics().height())

    @property
    def current(self) -> Note | None:
        """The note in the list that the editor shows."""
        row = self.list.currentRow()
        return self._notes[row] if 0 <= row < len(self._notes) else None

    def show_notes(self, notes: Sequence[Note]) -> None:
        """Show notes; the current one stays, and so does what is being typed into it."""
        keep = self.current.id if self.current is not None else ""
        self._notes = list(notes)
        self.list.blockSignals(True)
        self.list.clear()
        for note in notes:
            self.list.addItem(QListWidgetItem(note_words(note)))
        row = next((i for i, note in enumerate(notes) if note.id == keep), -1)
        self.list.setCurrentRow(row)
        self.list.blockSignals(False)
        # What is being typed stays as it is; the list alone says the new words.
        if keep != self._shown or row < 0 or not self.editor.hasFocus():
            self._on_current()

    def open_note(self, note_id: str, write: bool) -> None:
        """Make a note the current one, and write in it if wanted."""
        row = next((i for i, note in enumerate(self._notes) if note.id == note_id), -1)
        self.list.setCurrentRow(row)
        if write:
            self.write()

    def write(self) -> None:
        """Put the cursor into the words of the current note."""
        if self.current is not None:
            self.editor.setFocus(Qt.FocusReason.OtherFocusReason)

    def offer_undo(self, offered: bool) -> None:
        """Offer to bring the note deleted last back, or no longer."""
        self.undo.setVisible(offered)

    def save(self) -> None:
        """Hand over what was typed."""
        self._saving.stop()
        note = next((note for note in self._notes if note.id == self._shown), None)
        text = self.editor.toPlainText()
        if note is not None and text.strip() != note.text:
            self.changed.emit(note, text)

    def _on_current(self) -> None:
        self.save()
        note = self.current
        self._shown = note.id if note is not None else ""
        self.editor.blockSignals(True)
        self.editor.setPlainText(note.text if note is not None else "")
        self.editor.blockSignals(False)
        self.editor.setEnabled(note is not None)
        self.delete.setEnabled(note is not None)
        if self.list.hasFocus():
            self._go()

    def _go(self) -> None:
        if self.current is not None:
            self.chosen.emit(self.current)

    def _leave(self) -> None:
        self.save()
        self.list.setFocus(Qt.FocusReason.OtherFocusReason)

    def _delete(self) -> None:
        if self.current is not None:
            self.save()
            self.delete_wanted.emit(self.current)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Del deletes the note of the list, F2 or Enter writes in it."""
        if event.key() == Qt.Key.Key_Delete and self.list.hasFocus():
            self._delete()
        else:
            super().keyPressEvent(event)


def note_words(note: Note) -> str:
    """Say a note in one line: page, its words or the passage that it marks."""
    words = note.text.split("\n")[0] or ("书签" if not note.quoted else "标记")
    quoted = " ".join(note.quoted.split())
    passage = f"　“{quoted[:24]}{'…' if len(quoted) > 24 else ''}”" if quoted else ""
    return f"第 {note.page} 页　{words}{passage}"
