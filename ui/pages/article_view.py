"""An article of the library to read: its law, its place, its words, its versions."""

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QKeySequence,
    QShortcut,
    QTextBlockFormat,
    QTextCharFormat,
    QTextCursor,
)
from PySide6.QtWidgets import (
    QApplication,
    QComboBox,
    QFrame,
    QHBoxLayout,
    QLabel,
    QTextEdit,
    QWidget,
)

from ui import theme
from ui.bridge import Bridge
from ui.pages.library_words import citation, days, origin, standing, version_line
from ui.sidebar.flow import FlowLayout
from ui.sidebar.text import button, column, wrapped
from workbench.kernel.clock import today
from workbench.kernel.errors import UserError
from workbench.kernel.search import fold, words
from workbench.law.model import StoredArticle, Version

CHARACTERS = 34
"""Width of the text in characters; 28 to 34 are read well."""


class ArticleView(QFrame):
    """One article.

    Signals:
        turned: id of another article that the person went to.
    """

    turned = Signal(int)

    def __init__(self, bridge: Bridge, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._bridge = bridge
        self._query = ""
        self.stored: StoredArticle | None = None
        self._versions: list[Version] = []
        self._neighbours: tuple[StoredArticle | None, StoredArticle | None] = (None, None)
        self.setProperty("surface", "sheet")
        layout = column(self, spacing=8, margin=16)
        self.title = wrapped(role="title")
        self.label = wrapped(role="heading")
        self.chapter = wrapped(role="muted")
        self.days = wrapped()
        self.origin = wrapped(role="small")
        for widget in (self.title, self.chapter, self.days, self.origin, self.label):
            layout.addWidget(widget)
        layout.addWidget(self._text(), 1)
        layout.addWidget(self._buttons())
        layout.addLayout(self._version_row())
        self._keys()
        self.setEnabled(False)

    def show_article(self, stored: StoredArticle, query: str = "") -> None:
        """Show an article, with the words of a search marked in it."""
        self.stored, self._query = stored, query
        version, article = stored.version, stored.article
        self.title.setText(version.title)
        self.label.setText(article.label)
        self.chapter.setText(article.chapter)
        self.chapter.setVisible(bool(article.chapter))
        self.days.setText(f"{days(version)} · {standing(version, today())}")
        self.origin.setText(origin(version))
        self.text.setPlainText(article.text)
        self._space_lines()
        self.text.setAccessibleName(citation(stored))
        self._mark()
        self._show_versions()
        before, after = self._bridge.workbench.law.neighbours(stored.id)
        self._neighbours = (before, after)
        self.previous.setEnabled(before is not None)
        self.next.setEnabled(after is not None)
        self.setEnabled(True)

    def turn(self, step: int) -> None:
        """Go to the article before (-1) or after (1)."""
        if self.stored is None:
            return
        target = self._neighbours[0 if step < 0 else 1]
        if target is not None:
            self.turned.emit(target.id)

    def copy_citation(self) -> None:
        """Put 《…》第…条 on the clipboard."""
        if self.stored is not None:
            words_of = citation(self.stored)
            QApplication.clipboard().setText(words_of)
            self._bridge.notice.emit(f"已复制：{words_of}")

    def copy_text(self) -> None:
        """Put the citation and the article's words on the clipboard."""
        if self.stored is not None:
            content = f"{citation(self.stored)}：{self.stored.article.text}"
            QApplication.clipboard().setText(content)
            self._bridge.notice.emit(f"已复制条文：{citation(self.stored)}")

    # Parts

    def _text(self) -> QWidget:
        self.text = QTextEdit()
        self.text.setReadOnly(True)
        self.text.setProperty("reading", True)
        self.text.setTabChangesFocus(True)
        self.text.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse
            | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )
        self._fit()
        return self.text

    def _buttons(self) -> QWidget:
        box = QWidget()
        flow = FlowLayout(box, spacing=8)
        self.previous = button("上一条", "up", "上一条（Ctrl+↑）")
        self.next = button("下一条", "down", "下一条（Ctrl+↓）")
        self.copy = button("复制引用", "copy", "复制《…》第…条（Ctrl+Shift+C）")
        self.copy_all = button("复制条文", "copy", "复制引用和条文全文")
        self.previous.clicked.connect(lambda: self.turn(-1))
        self.next.clicked.connect(lambda: self.turn(1))
        self.copy.clicked.connect(self.copy_citation)
        self.copy_all.clicked.connect(self.copy_text)
        for widget in (self.previous, self.next, self.copy, self.copy_all):
            flow.addWidget(widget)
        return box

    def _version_row(self) -> QHBoxLayout:
        row = QHBoxLayout()
        self.versions = QComboBox()
        self.versions.setAccessibleName("本法的各个版本")
        self.versions.setToolTip("在其他版本中查看同一条")
        self.versions.setMinimumContentsLength(12)
        self.versions.setSizeAdjustPolicy(
            QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon
        )
        self.versions.activated.connect(self._other_version)
        row.addWidget(QLabel("版本"))
        row.addWidget(self.versions, 1)
        return row

    def _keys(self) -> None:
        for keys, action in (
            ("Ctrl+Up", lambda: self.turn(-1)),
            ("Ctrl+Down", lambda: self.turn(1)),
            ("Ctrl+Shift+C", self.copy_citation),
        ):
            shortcut = QShortcut(QKeySequence(keys), self)
            shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            shortcut.activated.connect(action)

    # State

    def _show_versions(self) -> None:
        assert self.stored is not None
        self._versions = self._bridge.workbench.law.versions_of(self.stored.id)
        self.versions.clear()
        for version in self._versions:
            self.versions.addItem(version_line(version, today()))
        ids = [version.id for version in self._versions]
        self.versions.setCurrentIndex(ids.index(self.stored.version.id))
        self.versions.setEnabled(len(ids) > 1)

    def _other_version(self, place: int) -> None:
        if self.stored is None or self._versions[place].id == self.stored.version.id:
            return
        version, held = self._versions[place], self.stored
        found = self._bridge.attempt(lambda: self._same_article(held, version))
        if found is None:
            self._show_versions()
        else:
            self.turned.emit(found.id)

    def _same_article(self, held: StoredArticle, version: Version) -> StoredArticle:
        library = self._bridge.workbench.law.library
        article = held.article
        found = (
            library.article(version.id, article.number, article.insertion)
            if article.number
            else None
        )
        if found is None:
            raise UserError(
                f"{days(version)}的版本中没有{article.label}。", "条文序号可能已经调整，请检索。"
            )
        return found

    def changeEvent(self, event: QEvent) -> None:
        """Keep the reading width when the font grows or shrinks."""
        super().changeEvent(event)
        if event.type() in (QEvent.Type.FontChange, QEvent.Type.StyleChange):
            self._fit()

    def _fit(self) -> None:
        self.text.ensurePolished()
        around = 2 * (round(self.text.document().documentMargin()) + 6)
        width = self.text.fontMetrics().horizontalAdvance("国") * CHARACTERS
        self.text.setMaximumWidth(width + around)

    def _space_lines(self) -> None:
        form = QTextBlockFormat()
        form.setLineHeight(160, QTextBlockFormat.LineHeightTypes.ProportionalHeight.value)
        form.setBottomMargin(theme.RHYTHM)
        cursor = QTextCursor(self.text.document())
        cursor.select(QTextCursor.SelectionType.Document)
        cursor.mergeBlockFormat(form)

    def _mark(self) -> None:
        folded, marks = fold(self.text.toPlainText()), []
        for word in words(self._query):
            place = folded.find(word)
            while place >= 0:
                marks.append(self._selection(place, len(word)))
                place = folded.find(word, place + len(word))
        self.text.setExtraSelections(marks)

    def _selection(self, start: int, length: int) -> QTextEdit.ExtraSelection:
        cursor = QTextCursor(self.text.document())
        cursor.setPosition(start)
        cursor.setPosition(start + length, QTextCursor.MoveMode.KeepAnchor)
        form = QTextCharFormat()
        form.setBackground(QColor(theme.current().mark))
        form.setFontUnderline(True)
        selection = QTextEdit.ExtraSelection()
        # The stubs do not know that both are attributes.
        selection.cursor = cursor  # type: ignore[attr-defined]
        selection.format = form  # type: ignore[attr-defined]
        return selection
