"""Ctrl+K: one line that finds cases, papers, their text, articles, commands, settings, help."""

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QLabel, QLineEdit, QVBoxLayout, QWidget

from ui.quick_search import QuickSearch
from ui.widgets.quick_list import QuickList

HINT = "没有找到。可输入案号、当事人、材料名称或其中的词语、条号（民法典577）、命令。"


class QuickOpen(QFrame):
    """A list over the window; Esc closes it and the words stay for the next time."""

    def __init__(self, parent: QWidget, search: QuickSearch) -> None:
        super().__init__(parent)
        self.setProperty("surface", "message")
        self.setProperty("helpTopic", "window")
        self.setAutoFillBackground(True)
        self._search = search
        self._before: QWidget | None = None
        self._moved = self._waiting = False
        self.field = QLineEdit()
        self.field.setPlaceholderText("查找案件、材料、正文、条文、命令（Esc 关闭）")
        self.field.setAccessibleName("查找案件、材料、正文、条文、命令")
        self.field.setAcceptDrops(False)
        self.field.textChanged.connect(self._type)
        self.field.installEventFilter(self)
        self.list = QuickList()
        self.list.clicked.connect(lambda _: self._open())
        self.state = QLabel()
        self.state.setProperty("role", "small")
        self.state.setWordWrap(True)
        column = QVBoxLayout(self)
        column.setContentsMargins(8, 8, 8, 8)
        for widget in (self.field, self.list, self.state):
            column.addWidget(widget, int(widget is self.list))
        search.changed.connect(self._show)
        self.hide()

    @property
    def busy(self) -> bool:
        """Whether more may come for what is typed."""
        return self.isVisible() and self._search.busy

    def ask(self) -> None:
        """Show the list in the upper middle of the window."""
        window = self.window()
        self._before = window.focusWidget()
        wanted = 48 * self.fontMetrics().horizontalAdvance("国")
        width = min(max(640, wanted), window.width() - 48)
        height = min(max(480, window.height() // 2), window.height() - 110)
        self.setGeometry((window.width() - width) // 2, 56, width, height)
        self.show()
        self.raise_()
        self._type(self.field.text())
        self.field.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.field.selectAll()

    def leave(self) -> None:
        """Hide the list and give the focus back."""
        self.hide()
        if self._before is not None and self._before.isVisible():
            self._before.setFocus(Qt.FocusReason.OtherFocusReason)

    def setVisible(self, visible: bool) -> None:
        """Search no more while the list is hidden."""
        super().setVisible(visible)
        if not visible:
            self._waiting = False
            self._search.stop()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Arrows choose, Enter opens, Esc closes; leaving the field closes too."""
        if event.type() == QEvent.Type.FocusOut and self.isVisible():
            self.hide()
        if not isinstance(event, QKeyEvent) or event.type() != QEvent.Type.KeyPress:
            return super().eventFilter(watched, event)
        match event.key():
            case Qt.Key.Key_Down | Qt.Key.Key_Up:
                self._moved = True
                self.list.step(1 if event.key() == Qt.Key.Key_Down else -1)
            case Qt.Key.Key_Return | Qt.Key.Key_Enter:
                self._open()
            case Qt.Key.Key_Escape:
                self.leave()
            case _:
                return super().eventFilter(watched, event)
        return True

    def _type(self, text: str) -> None:
        if self.isVisible():
            self._moved = self._waiting = False
            self._search.search(text)

    def _show(self) -> None:
        if not self.isVisible():
            return
        # What a person chose stays chosen; else the first is, also where better ones came late.
        self.list.show_groups(self._search.groups, self.list.entry() if self._moved else None)
        busy = self._search.busy
        if self._waiting and (self.list.entry() is not None or not busy):
            self._waiting = False
            self._open()
            return
        nothing = "" if self.list.entries() else HINT
        self.state.setText("正在查找…" if busy else nothing)
        self.state.setVisible(bool(self.state.text()))

    def _open(self) -> None:
        entry = self.list.entry()
        if entry is None:
            self._waiting = self._search.busy  # Enter came before the answer: it is opened then
            return
        self.leave()
        entry.open()
