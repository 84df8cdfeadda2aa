"""The text layer beside a page: what was read, from where, what is doubtful, and its correction."""

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QAbstractListModel, QModelIndex, QPersistentModelIndex, Qt, Signal
from PySide6.QtGui import QGuiApplication, QKeyEvent
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLabel,
    QListView,
    QPlainTextEdit,
    QPushButton,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from ui import icons
from ui.widgets.page_drafts import PageDrafts
from ui.widgets.page_text import PageText
from workbench.papers.doubts import DOUBT, Doubt
from workbench.papers.model import Page

LEGEND = "由文字识别得出，可能有误，请对照原件。波浪线：存疑；虚线：已校对。"
Index = QModelIndex | QPersistentModelIndex


class DoubtModel(QAbstractListModel):
    """Doubtful lines of a whole paper."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.rows: list[Doubt] = []

    def clear(self) -> None:
        """Show none."""
        self.beginResetModel()
        self.rows = []
        self.endResetModel()

    def replace_page(self, number: int, found: Sequence[Doubt]) -> None:
        """Put a page's doubtful lines in the place of those known of it."""
        places = [row for row, doubt in enumerate(self.rows) if doubt.span.page == number]
        if not places and not found:
            return
        start = next((r for r, d in enumerate(self.rows) if d.span.page >= number), len(self.rows))
        if places:
            self.beginRemoveRows(QModelIndex(), start, start + len(places) - 1)
            del self.rows[start : start + len(places)]
            self.endRemoveRows()
        if found:
            self.beginInsertRows(QModelIndex(), start, start + len(found) - 1)
            self.rows[start:start] = found
            self.endInsertRows()

    def rowCount(self, parent: Index | None = None) -> int:
        """Return the number of doubtful lines."""
        return 0 if parent is not None and parent.isValid() else len(self.rows)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> str | None:
        """Return page, confidence and words of a line."""
        if role not in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole):
            return None
        doubt = self.rows[index.row()]
        return f"第 {doubt.span.page} 页　{doubt.confidence:.0%}　{doubt.words}"


class PageEditor(QPlainTextEdit):
    """The whole text of a page, to be corrected.

    Signals:
        kept, left: the text is to be kept; the editor was left.
    """

    kept = Signal()
    left = Signal()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Ctrl and Enter keeps, Esc leaves without losing what was typed."""
        enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        if enter and event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.kept.emit()
        elif event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        else:
            super().keyPressEvent(event)


class TextPane(QWidget):
    """Text of one page, with its origin and the doubtful lines of the paper.

    Signals:
        doubt_chosen: a :class:`Doubt` of the list.
        stepped: +1 or -1: to the next or previous doubtful line.
        page_corrected: the text that the whole page is to have.
        versions_wanted: the menu of versions, at the button.
        now_wanted, restore_wanted: back to the newest version; make the one shown the newest.
    """

    doubt_chosen = Signal(object)
    stepped = Signal(int)
    page_corrected = Signal(str)
    versions_wanted = Signal()
    now_wanted = Signal()
    restore_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("readingFont", True)
        self.view = PageText()
        self.origin = QLabel()
        self.origin.setProperty("role", "small")
        self.origin.setWordWrap(True)
        self.previous = _button("up", "上一处存疑")
        self.next = _button("down", "下一处存疑")
        self.edit = _button("edit", "校对本行")
        self.whole = _button("text", "校对整页")
        self.versions = _button("clock", "文字版本")
        self.head = QWidget()
        self.old = _OldVersion()
        self.page_editor = PageEditor()
        self.page_editor.setAccessibleName("整页文字")
        self.page_bar = _PageBar()
        self.doubts = DoubtModel(self)
        self.list = _doubt_list(self.doubts)
        self.hint = QLabel()
        self.hint.setProperty("role", "small")
        self.hint.setWordWrap(True)
        self.hint.setContentsMargins(8, 2, 8, 2)
        self.discard = QPushButton("放弃本页未保存的内容")
        self.discard.setProperty("link", True)
        self.copy = QPushButton("复制未保存的整页内容")
        self.copy.setProperty("link", True)
        self._page_drafts = PageDrafts()
        self._lay_out()
        self._connect()
        for widget in (
            self.old,
            self.page_editor,
            self.page_bar,
            self.list,
            self.hint,
            self.copy,
            self.discard,
        ):
            widget.hide()

    def _lay_out(self) -> None:
        top = QVBoxLayout(self.head)
        top.setContentsMargins(8, 2, 4, 2)
        top.setSpacing(0)
        top.addWidget(self.origin)
        row = QHBoxLayout()
        row.setSpacing(0)
        for button in (self.previous, self.next, self.edit, self.whole):
            row.addWidget(button)
        row.addStretch()
        row.addWidget(self.versions)
        top.addLayout(row)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        for widget in (self.head, self.old, self.view, self.page_editor, self.page_bar):
            column.addWidget(widget, int(widget in (self.view, self.page_editor)))
        column.addWidget(self.hint)
        column.addWidget(self.copy)
        column.addWidget(self.discard)
        column.addWidget(self.list)

    @property
    def editing_page(self) -> bool:
        """Whether a whole page is being corrected."""
        return not self.page_editor.isHidden()

    def show_page(self, page: Page, editable: bool) -> None:
        """Show the text of a page; nothing changes while a whole page is being corrected."""
        if self.editing_page:
            return
        self.head.show()
        self.view.editable = editable
        self.view.show_text(page, DOUBT)
        self.origin.setText(origin_words(page))
        self.origin.setToolTip(LEGEND if page.source == "ocr" else "")
        for button in (self.edit, self.whole):
            button.setEnabled(editable)
        self.tell_drafts()

    def show_plain(self, pages: Sequence[Page]) -> None:
        """Show the text of a paper without pages to look at."""
        self.view.show_pages(pages)
        for widget in (self.head, self.list, self.hint, self.copy, self.discard):
            widget.hide()

    def show_old(self, words: str) -> None:
        """Say that an older version is shown; empty for the newest."""
        self.old.words.setText(words)
        self.old.setVisible(bool(words))

    def tell_doubts(self) -> None:
        """Show the list if there is something in it."""
        rows = len(self.doubts.rows)
        self.list.setVisible(bool(rows) and not self.editing_page)
        for button in (self.previous, self.next):
            button.setEnabled(bool(rows))

    def tell_drafts(self) -> None:
        """Say that something was typed and not kept; what the text has meanwhile is no draft."""
        page, drafts = self.view.page, self.view.drafts
        if page is None:
            return
        lines = set(page.text.split("\n"))
        for key in [key for key, typed in drafts.items() if key[0] == page.number]:
            if drafts[key] in lines:
                del drafts[key]
        own = {old: typed for (number, old), typed in drafts.items() if number == page.number}
        waiting = sum(old in lines for old in own)
        parts = [f"本页有 {waiting} 行校对还没有保存，回到该行按 F2 继续。"] if waiting else []
        parts += [f"原行已变，未保存的内容：“{own[old]}”。" for old in own if old not in lines]
        if self._page_drafts.of(page) is not None:
            parts.append("整页校对还没有保存，点“校对整页”继续。")
        stranded = self._page_drafts.stranded(page) is not None
        if stranded:
            parts.append("本页文字已变，此前未保存的整页校对没有放入编辑框，可复制后对照使用。")
        self.copy.setVisible(stranded and not self.editing_page)
        self.hint.setText("".join(parts))
        for widget in (self.hint, self.discard):
            widget.setVisible(bool(parts) and not self.editing_page)

    def _discard(self) -> None:
        page = self.view.page
        if page is not None:
            self._page_drafts.drop(page)
            for key in [key for key in self.view.drafts if key[0] == page.number]:
                del self.view.drafts[key]
            self.tell_drafts()

    def begin_page(self) -> None:
        """Correct the whole page."""
        page = self.view.page
        if page is None or not self.view.editable or self.editing_page:
            return
        self.view.leave_line()
        draft = self._page_drafts.of(page)
        self.page_editor.setPlainText(page.text if draft is None else draft)
        self.page_bar.words.setText(f"校对第 {page.number} 页，一行对应原件一行")
        self._swap(True)
        self.page_editor.setFocus(Qt.FocusReason.OtherFocusReason)

    def leave_page(self) -> None:
        """Stop correcting the whole page; what was typed is kept for the next time."""
        page = self.view.page
        if page is None or not self.editing_page:
            return
        if self._typed(page):
            self._page_drafts.keep(page, self.page_editor.toPlainText())
        self._swap(False)

    def _typed(self, page: Page) -> bool:
        """Say whether something is to be kept; to look in leaves an older draft alone."""
        changed = self.page_editor.toPlainText() != page.text
        return changed or self._page_drafts.of(page) is not None

    def end_page(self) -> None:
        """Stop correcting the whole page after its text was kept."""
        if self.view.page is not None:
            self._page_drafts.drop(self.view.page)
        self._swap(False)

    def drafts(self) -> dict[str, list[str]]:
        """Return what was typed into whole pages and not kept, JSON-ready."""
        page = self.view.page
        if self.editing_page and page is not None and self._typed(page):
            self._page_drafts.keep(page, self.page_editor.toPlainText())
        return self._page_drafts.to_json()

    def take_drafts(self, drafts: dict[str, Any]) -> None:
        """Bring back what :meth:`drafts` returned."""
        self._page_drafts.take(drafts)

    def _copy(self) -> None:
        page = self.view.page
        if page is not None and (text := self._page_drafts.stranded(page)) is not None:
            QGuiApplication.clipboard().setText(text)

    def _swap(self, whole: bool) -> None:
        for widget in (self.page_editor, self.page_bar):
            widget.setVisible(whole)
        for other in (self.view, self.head):
            other.setVisible(not whole)
        self.tell_doubts()
        self.tell_drafts()
        if not whole:
            self.view.setFocus(Qt.FocusReason.OtherFocusReason)

    def _connect(self) -> None:
        self.previous.clicked.connect(lambda: self.stepped.emit(-1))
        self.next.clicked.connect(lambda: self.stepped.emit(1))
        self.edit.clicked.connect(self.view.edit_line)
        self.whole.clicked.connect(self.begin_page)
        self.versions.clicked.connect(self.versions_wanted)
        self.copy.clicked.connect(self._copy)
        self.discard.clicked.connect(self._discard)
        self.old.now.clicked.connect(self.now_wanted)
        self.old.restore.clicked.connect(self.restore_wanted)
        for signal in (self.page_editor.kept, self.page_bar.keep.clicked):
            signal.connect(lambda: self.page_corrected.emit(self.page_editor.toPlainText()))
        for signal in (self.page_editor.left, self.page_bar.leave.clicked):
            signal.connect(self.leave_page)
        self.view.editor.left.connect(self.tell_drafts)
        self.list.clicked.connect(self._choose)
        self.list.activated.connect(self._choose)
        self.list.selectionModel().currentChanged.connect(self._on_current)

    def _on_current(self, index: QModelIndex, before: QModelIndex) -> None:
        # A list that only gets the keyboard makes its first row the current one: nobody chose that.
        if before.isValid() and self.list.hasFocus():
            self._choose(index)

    def _choose(self, index: QModelIndex) -> None:
        if index.isValid():
            self.doubt_chosen.emit(self.doubts.rows[index.row()])


class _OldVersion(QWidget):
    """Says that an older version is shown, and leads back."""

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("surface", "message")
        self.words = QLabel()
        self.words.setWordWrap(True)
        self.now = QPushButton("回到现在的文字")
        self.restore = QPushButton("恢复此版本")
        row = QHBoxLayout(self)
        row.setContentsMargins(8, 4, 8, 4)
        row.addWidget(self.words, 1)
        row.addWidget(self.restore)
        row.addWidget(self.now)


class _PageBar(QWidget):
    """Below the whole page: keep or leave."""

    def __init__(self) -> None:
        super().__init__()
        self.words = QLabel()
        self.words.setProperty("role", "small")
        self.words.setWordWrap(True)
        self.keep = QPushButton("保存")
        icons.primary(self.keep)
        self.keep.setToolTip("保存（Ctrl+Enter）")
        self.leave = QPushButton("暂不保存")
        self.leave.setToolTip("暂不保存，输入的内容保留（Esc）")
        column = QVBoxLayout(self)
        column.setContentsMargins(8, 4, 8, 4)
        column.addWidget(self.words)
        row = QHBoxLayout()
        row.addStretch()
        row.addWidget(self.leave)
        row.addWidget(self.keep)
        column.addLayout(row)


def origin_words(page: Page) -> str:
    """Say where a page's text comes from and how far it can be trusted."""
    head = f"第 {page.number} 页"
    if page.needs_ocr:
        return f"{head} · 图像，尚未识别文字"
    by_hand = sum(segment.checked for segment in page.segments)
    checked = f" · 已校对 {by_hand} 行" if by_hand else ""
    if page.source == "person":
        return f"{head} · 人工录入"
    if page.source != "ocr":
        return f"{head} · 文件自带文字{checked}"
    doubtful = sum(s.confidence < DOUBT and not s.checked for s in page.segments)
    return f"{head} · 文字识别{checked}" + (f" · 存疑 {doubtful} 行" if doubtful else "")


def _doubt_list(model: DoubtModel) -> QListView:
    view = QListView()
    view.setAccessibleName("置信度较低的行")
    view.setModel(model)
    view.setUniformItemSizes(True)
    view.setMaximumHeight(150)
    return view


def _button(icon: str, words: str) -> QToolButton:
    button = QToolButton()
    icons.put(button, icon)
    button.setToolTip(words)
    button.setAccessibleName(words)
    return button
