"""The manual in the window: contents, search through all chapters, links to where things are."""

from collections.abc import Sequence

from PySide6.QtCore import QEvent, Qt, QTimer, QUrl
from PySide6.QtGui import (
    QColor,
    QKeyEvent,
    QTextCharFormat,
    QTextCursor,
    QTextDocument,
)
from PySide6.QtWidgets import (
    QLineEdit,
    QListWidgetItem,
    QSizePolicy,
    QTextBrowser,
    QTextEdit,
    QWidget,
)

from ui import theme
from ui.bridge import Bridge
from ui.place import Place, number, words
from ui.shortcuts import in_words
from ui.sidebar.text import button, wrapped
from ui.typeset import typeset
from ui.widgets.side_page import SidePage
from ui.widgets.slices import Slices
from workbench import manual
from workbench.manual import Chapter, RuleTable

PLACE = Qt.ItemDataRole.UserRole
LINE = 34
"""Characters of a line."""


class HelpPage(SidePage):
    """帮助."""

    def __init__(self, bridge: Bridge) -> None:
        self._bridge = bridge
        super().__init__("手册的目录", self._text(), *self._above())
        self._rules = "正在读取……"
        self._chapters = self._read()
        self.reading: Slices[list[RuleTable]] = Slices(
            self, lambda _: None, self._put_rules, lambda _: None
        )
        self.reading.start(manual.rule_tables_in_steps())
        self.setAccessibleName("帮助")
        self.setProperty("helpTopic", "help")
        self._row.addStretch(0)
        self._side.addWidget(self.onward)
        self.names.currentRowChanged.connect(lambda _: self._show())
        bridge.shortcuts.bind("help.find", self, self._to_search)
        bridge.shortcuts.changed.connect(lambda _: self._read_again())
        self._list()
        self.names.setCurrentRow(0)
        self.setFocusProxy(self.names)

    @property
    def topic(self) -> str:
        """The chapter that is shown."""
        chapter = self._shown()
        return chapter.topic if chapter is not None else ""

    def open_topic(self, topic: str) -> bool:
        """Show the chapter of a topic, or of the page of that topic; say whether there is one."""
        chapter = manual.find(self._chapters, topic)
        if chapter is None:
            return False
        self.search.clear()
        self.names.setCurrentRow(self._chapters.index(chapter))
        return True

    def place(self) -> Place:
        """Return the chapter and how far it is scrolled; see :mod:`ui.place`."""
        return {"topic": self.topic, "scroll": self.text.verticalScrollBar().value()}

    def go_to(self, place: Place) -> None:
        """Show a chapter again, and scroll once it is laid out."""
        value = int(number(place, "scroll"))
        if self.open_topic(words(place, "topic")):
            QTimer.singleShot(0, self.text, lambda: self._scroll_to(value))

    def _scroll_to(self, value: int) -> None:
        self.text.verticalScrollBar().setValue(value)

    def next_hit(self, backwards: bool = False) -> None:
        """Go to the next place of the words looked for, in the next chapter if need be."""
        words = self.search.text().strip()
        if not words:
            return
        flags = QTextDocument.FindFlag.FindBackward if backwards else QTextDocument.FindFlag(0)
        if self.text.find(words, flags):
            return
        rows = [r for r in range(self.names.count()) if not self.names.item(r).isHidden()]
        here = self.names.currentRow()
        if backwards:
            after = [r for r in reversed(rows) if r < here] or rows[-1:]
        else:
            after = [r for r in rows if r > here] or rows[:1]
        if after:
            self.names.setCurrentRow(after[0])
            end = QTextCursor.MoveOperation.End if backwards else QTextCursor.MoveOperation.Start
            self.text.moveCursor(end)
            self.text.find(words, flags)

    # Parts

    def _above(self) -> tuple[QWidget, QWidget]:
        self.search = QLineEdit()
        self.search.setPlaceholderText("在手册中查找")
        self.search.setAccessibleName("在手册中查找")
        self.search.setToolTip(self._bridge.shortcuts.tip("help.find"))
        self.search.setClearButtonEnabled(True)
        self.search.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self.search.textChanged.connect(lambda _: self._list())
        self.search.returnPressed.connect(self.next_hit)
        self.found = wrapped(role="small")
        self.found.setAccessibleName("查找结果")
        self.onward = button("下一处", "down", "到查找词的下一处（Enter）")
        self.onward.clicked.connect(lambda: self.next_hit(backwards=False))
        self.onward.hide()
        return self.search, self.found

    def _text(self) -> QTextBrowser:
        self.text = QTextBrowser()
        self.text.setAccessibleName("手册")
        self.text.setProperty("reading", True)
        self.text.setOpenLinks(False)
        self.text.setSearchPaths([str(manual.folder())])
        self.text.document().setDocumentMargin(16)
        self.text.anchorClicked.connect(self._follow)
        return self.text

    def _read(self) -> list[Chapter]:
        keys = keys_text(self._bridge)
        return manual.load(self._bridge.workbench.features, keys, self._rules)

    def _put_rules(self, tables: list[RuleTable]) -> None:
        self._rules = manual.rules_text(tables)
        self._chapters = self._read()
        if self.topic == "rules":
            self._show()

    def _read_again(self) -> None:
        self._chapters = self._read()
        self._show()

    def _list(self) -> None:
        """List the chapters, only those with the words looked for where there are any."""
        words = self.search.text().strip()
        counts = [manual.count(chapter, words) for chapter in self._chapters]
        while self.names.count() < len(self._chapters):
            self.names.addItem(QListWidgetItem())
        for place, chapter in enumerate(self._chapters):
            item = self.names.item(place)
            item.setText(f"{chapter.title}（{counts[place]}）" if words else chapter.title)
            item.setHidden(bool(words) and not counts[place])
        hits = sum(counts)
        self.found.setText(f"找到 {hits} 处。" if hits else f"手册中没有“{words}”。")
        self.found.setVisible(bool(words))
        self.onward.setVisible(hits > 0)
        here = self.names.currentItem()
        if here is not None and here.isHidden() and hits:
            self.names.setCurrentRow(next(p for p, count in enumerate(counts) if count))
        self.fill_picker()
        self._mark()

    def _shown(self) -> Chapter | None:
        place = self.names.currentRow()
        return self._chapters[place] if 0 <= place < len(self._chapters) else None

    def _show(self) -> None:
        chapter = self._shown()
        if chapter is None:
            return
        em = self.text.fontMetrics().horizontalAdvance("国")
        self.text.setMaximumWidth(em * LINE + 64)
        document = self.text.document()
        document.setDefaultFont(self.text.font())
        document.setMarkdown(chapter.text)
        room = min(em * LINE, max(200, self.text.viewport().width() - 40))
        typeset(document, theme.current(), room)
        self.text.moveCursor(QTextCursor.MoveOperation.Start)
        self._mark()

    def _mark(self) -> None:
        words = self.search.text().strip()
        self.text.setExtraSelections(_hits(self.text.document(), words) if words else [])

    def _to_search(self) -> None:
        self.search.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.search.selectAll()

    def _follow(self, url: QUrl) -> None:
        kind, target = url.scheme(), url.path()
        if kind == "settings":
            self._bridge.open_page.emit(f"settings:{target}")
        elif kind == "page":
            self._bridge.open_page.emit(target)
        else:
            self.open_topic(target.removesuffix(".md"))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc empties the search; Shift+Enter in it goes backwards."""
        if event.key() == Qt.Key.Key_Escape and self.search.text():
            self.search.clear()
            return
        super().keyPressEvent(event)

    def changeEvent(self, event: QEvent) -> None:
        """Set the text anew in other colours or another font."""
        super().changeEvent(event)
        if event.type() in (QEvent.Type.PaletteChange, QEvent.Type.FontChange):
            self._show()


def _hits(document: QTextDocument, words: str) -> Sequence[QTextEdit.ExtraSelection]:
    look = QTextCharFormat()
    look.setBackground(QColor(theme.current().mark))
    found = []
    cursor = document.find(words)
    while not cursor.isNull():
        selection = QTextEdit.ExtraSelection()
        selection.cursor, selection.format = cursor, look  # type: ignore[attr-defined]
        found.append(selection)
        cursor = document.find(words, cursor)
    return found


def keys_text(bridge: Bridge) -> str:
    """Return the keys of all commands, by where they count, as Markdown."""
    shortcuts, parts = bridge.shortcuts, []
    for scope in shortcuts.table.scopes:
        rows = [
            f"| {_native(bridge, command.key)} | {command.title} |"
            for command in shortcuts.table.of_scope(scope.key)
            if shortcuts.keys(command.key)
        ]
        if rows:
            parts += [f"### {scope.title}", "\n".join(["| 按键 | 作用 |", "|---|---|", *rows])]
    return "\n\n".join(parts)


def _native(bridge: Bridge, key: str) -> str:
    names = (in_words(sequence) for sequence in bridge.shortcuts.keys(key))
    return "、".join(name.replace("|", "\\|") for name in names)
