"""The two bars of a paper: its tools, and why it cannot be read."""

from collections.abc import Mapping

from PySide6.QtCore import QEvent, QSignalBlocker, QSize, Qt, Signal
from PySide6.QtGui import QAction, QResizeEvent
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLabel,
    QMenu,
    QPushButton,
    QSpinBox,
    QToolButton,
    QWidget,
)

from ui import icons, theme
from ui.widgets.elided import ElidedLabel
from workbench.papers.model import Document, Outcome

_READING = "正在识别文字。识别完一页，即可查找、选择这一页的文字；进度见窗口底部。"
_NEXT_STEP = {
    Outcome.NEEDS_OCR: "可点击“识别文字”；识别在本机进行，原件不变。",
    Outcome.UNREADABLE: "可点击“另存原件”用其他程序查看，或重新扫描、重新取得文件后再导入。",
    Outcome.READABLE: "",
}


SHOWN = ("zoom_out", "zoom_in", "fit_width", "fit_page", "find", "thumbnails", "text", "notes")
BY_WEIGHT = ("text", "find", "notes", "zoom_in", "zoom_out", "thumbnails", "fit_width", "fit_page")
TITLED = ("text", "notes")
SHORT = {"text": "文字", "notes": "批注"}
WITHOUT_PAGES = ("find", "find_next", "find_previous", "check_cases", "save_original")
IN_MENU = (
    ("find", "find_next", "find_previous"),
    ("zoom_in", "zoom_out", "actual_size", "fit_width", "fit_page"),
    ("rotate_right", "rotate_left", "go_to_page"),
    ("thumbnails", "text", "notes"),
    ("edit_line", "next_doubt", "previous_doubt", "undo_correction"),
    ("add_note", "copy_with_source", "select_page"),
    ("check_cases",),
    ("print", "save_original"),
)


class PaperBar(QFrame):
    """Page number, zoom, what stands beside the page, search; the rest in a menu.

    Every button is an action of the page and has its place in the menu "更多" too; where there is
    little room, the buttons that matter least give way.

    Signals:
        paged: number of the page to go to.
        left: Enter was pressed at the number: the keyboard goes to the page.
    """

    paged = Signal(int)
    left = Signal()

    def __init__(self, actions: Mapping[str, QAction], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("surface", "bar")
        self.name = ElidedLabel()
        self.name.setProperty("role", "muted")
        self.name.setMinimumWidth(60)
        self.number = QSpinBox()
        self.number.setAccessibleName("页码")
        self.number.setKeyboardTracking(False)
        self.number.setButtonSymbols(QSpinBox.ButtonSymbols.NoButtons)
        self.number.valueChanged.connect(self.paged)
        self.number.lineEdit().returnPressed.connect(self.left)
        self.total = QLabel()
        self.zoom = QLabel("100%")
        self.zoom.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.buttons = {key: _action_button(actions[key], key in TITLED) for key in SHOWN}
        self.text = self.buttons["text"]
        self.more = _button("more", "", "更多")
        self.more.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self.menu = QMenu(self)
        for group in IN_MENU:
            for key in group:
                self.menu.addAction(actions[key])
            self.menu.addSeparator()
        self.more.setMenu(self.menu)
        self._actions = actions
        self._paged = True
        self._of_pages: list[QWidget] = [self.number, self.total, self.zoom]
        row = QHBoxLayout(self)
        row.setContentsMargins(8, 2, 8, 2)
        row.setSpacing(2)
        row.addWidget(self.name, 1)
        for widget in (self.number, self.total):
            row.addWidget(widget)
        for key, button in self.buttons.items():
            row.addWidget(button)
            if key == "zoom_out":
                row.addWidget(self.zoom)
        row.addWidget(self.more)

    def tell(self, document: Document, paged: bool) -> None:
        """Fit the bar to a paper."""
        kind = document.category or "未归类"
        self.name.show_text(f"{document.volume} · {kind} · {document.name}")
        self._paged = paged
        for widget in self._of_pages:
            widget.setVisible(paged)
        for key, action in self._actions.items():
            action.setVisible(paged or key in WITHOUT_PAGES)
        self._make_room()

    def show_page(self, number: int, total: int) -> None:
        """Show the number of the page in sight."""
        with QSignalBlocker(self.number):
            self.number.setRange(1, max(1, total))
            self.number.setValue(number)
        self.total.setText(f"/ {total} 页")

    def show_zoom(self, zoom: float) -> None:
        """Show the zoom."""
        self.zoom.setText(f"{zoom:.0%}")

    def minimumSizeHint(self) -> QSize:
        """Let the paper be as narrow as what stays allows: buttons give way."""
        return QSize(self._taken(), super().minimumSizeHint().height())

    def _taken(self) -> int:
        """Return the width of what never gives way."""
        margins = self.contentsMargins()
        fixed = [self.more, *(self._of_pages if self._paged else [])]
        kept = sum(widget.sizeHint().width() + 2 for widget in fixed)
        return margins.left() + margins.right() + 24 + self.name.minimumWidth() + kept

    def _make_room(self) -> None:
        """Hide the buttons that find no room, the least important first."""
        room = self.width() - self._taken()
        for key in BY_WEIGHT:
            button = self.buttons[key]
            wanted = self._paged or key in WITHOUT_PAGES
            room -= button.sizeHint().width() + 2 if wanted else 0
            button.setVisible(wanted and room >= 0)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Fit the buttons to the room."""
        super().resizeEvent(event)
        self._make_room()

    def changeEvent(self, event: QEvent) -> None:
        """Fit the buttons to another size of letters."""
        super().changeEvent(event)
        if event.type() in (QEvent.Type.FontChange, QEvent.Type.StyleChange):
            self._make_room()


class ReasonBar(QFrame):
    """Why a paper cannot be read, what was noticed about it, and what to do.

    Signals:
        read_wanted: the text of this paper is to be recognised.
        save_wanted: the original is to be saved, to be looked at with another program.
    """

    read_wanted = Signal()
    save_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._told: tuple[Document, bool, bool] | None = None
        self.words = QLabel()
        self.words.setTextFormat(Qt.TextFormat.PlainText)
        self.words.setWordWrap(True)
        self.picture = QLabel()
        self.read = QPushButton("识别文字")
        icons.primary(self.read)
        self.read.clicked.connect(self.read_wanted)
        self.save = QPushButton("另存原件…")
        self.save.clicked.connect(self.save_wanted)
        row = QHBoxLayout(self)
        row.setContentsMargins(8, 6, 8, 6)
        row.addWidget(self.picture)
        row.addWidget(self.words, 1)
        row.addWidget(self.read)
        row.addWidget(self.save)

    def tell(self, document: Document, can_read: bool, reading: bool) -> None:
        """Show what is to be said about a paper; hide where that is nothing.

        Args:
            document: the paper.
            can_read: whether its text may be recognised.
            reading: whether that is being done.
        """
        if self._told == (document, can_read, reading):
            return
        self._told = (document, can_read, reading)
        bad = document.outcome is not Outcome.READABLE and not reading
        can_read = can_read and not reading
        parts = [_READING] if reading else [document.reason] if bad else []
        parts += document.warnings
        if bad and (can_read or document.outcome is Outcome.UNREADABLE):
            parts.append(_NEXT_STEP[document.outcome])
        elif bad:
            parts.append("文字识别功能已关闭，可在“设置 → 功能开关”中打开。")
        self.words.setText("\n".join(part for part in parts if part))
        self.read.setVisible(can_read)
        self.save.setVisible(document.outcome is Outcome.UNREADABLE)
        self.setProperty("surface", "problem" if bad else "message")
        self.style().polish(self)
        colours = theme.current()
        size = round(16 * theme.scale())
        icon = icons.icon("warning" if bad else "info", colours.bad if bad else colours.accent)
        self.picture.setPixmap(icon.pixmap(size, size))
        self.setVisible(bool(parts))


def _action_button(action: QAction, titled: bool) -> QToolButton:
    button = QToolButton()
    button.setDefaultAction(action)
    if titled:
        action.setIconText(SHORT[action.objectName()])
        button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
    button.setAccessibleName(action.text())
    return button


def _button(icon: str, title: str, words: str) -> QToolButton:
    button = QToolButton()
    icons.put(button, icon)
    button.setText(title)
    if title:
        button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
    button.setToolTip(words)
    button.setAccessibleName(words)
    return button
