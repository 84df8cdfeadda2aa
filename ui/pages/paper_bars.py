"""The two bars of a paper: its tools, and why it cannot be read."""

from PySide6.QtCore import QSignalBlocker, Qt, Signal
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QSpinBox,
    QStyle,
    QToolButton,
    QWidget,
)

from ui import icons, theme
from ui.widgets.elided import ElidedLabel
from workbench.papers.model import Document, Outcome

_NEXT_STEP = {
    Outcome.NEEDS_OCR: "可点击“识别文字”；识别在本机进行，原件不变。",
    Outcome.UNREADABLE: "可点击“另存原件”用其他程序查看，或重新扫描、重新取得文件后再导入。",
    Outcome.READABLE: "",
}


class PaperBar(QFrame):
    """Page number, zoom, text, search, the original.

    Signals:
        zoomed: +1 or -1 steps.
        fitted, find_wanted, save_wanted: asked for.
        paged: number of the page to go to.
        text_toggled: the text beside the page is wanted or not.
    """

    zoomed = Signal(int)
    fitted = Signal()
    paged = Signal(int)
    text_toggled = Signal(bool)
    find_wanted = Signal()
    save_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("surface", "bar")
        self.name = ElidedLabel()
        self.name.setProperty("role", "muted")
        self.number = QSpinBox()
        self.number.setAccessibleName("页码")
        self.number.setKeyboardTracking(False)
        self.number.setButtonSymbols(QSpinBox.ButtonSymbols.NoButtons)
        self.number.valueChanged.connect(self.paged)
        self.total = QLabel()
        self.zoom = QLabel("100%")
        self.text = _button("text", "文字", "在页面旁显示文字层")
        self.text.setCheckable(True)
        self.text.toggled.connect(self.text_toggled)
        row = QHBoxLayout(self)
        row.setContentsMargins(8, 2, 8, 2)
        row.setSpacing(4)
        row.addWidget(self.name, 1)
        self._of_pages: list[QWidget] = [self.number, self.total]
        for icon, words, slot in (
            ("zoom-out", "缩小（Ctrl+-）", lambda: self.zoomed.emit(-1)),
            ("zoom-in", "放大（Ctrl++）", lambda: self.zoomed.emit(1)),
            ("fit-width", "适合宽度", self.fitted.emit),
        ):
            button = _button(icon, "", words)
            button.clicked.connect(slot)
            self._of_pages.append(button)
        self._of_pages[3:3] = [self.zoom]
        self._of_pages.append(self.text)
        for widget in self._of_pages:
            row.addWidget(widget)
        for icon, title, words, signal in (
            ("search", "查找", "在本件中查找（Ctrl+F）", self.find_wanted),
            ("export", "另存原件", "把原件另存为文件（没有加密）", self.save_wanted),
        ):
            button = _button(icon, title, words)
            button.clicked.connect(signal)
            row.addWidget(button)

    def tell(self, document: Document, paged: bool, beside: bool) -> None:
        """Fit the bar to a paper."""
        kind = document.category or "未归类"
        self.name.show_text(f"{document.volume} · {kind} · {document.name}")
        for widget in self._of_pages:
            widget.setVisible(paged)
        with QSignalBlocker(self.text):
            self.text.setChecked(beside)

    def show_page(self, number: int, total: int) -> None:
        """Show the number of the page in sight."""
        with QSignalBlocker(self.number):
            self.number.setRange(1, max(1, total))
            self.number.setValue(number)
        self.total.setText(f"/ {total} 页")

    def show_zoom(self, zoom: float) -> None:
        """Show the zoom."""
        self.zoom.setText(f"{zoom:.0%}")


class ReasonBar(QFrame):
    """Why a paper cannot be read, what was noticed about it, and what to do.

    Signals:
        read_wanted: the text of this paper is to be recognised.
    """

    read_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.words = QLabel()
        self.words.setTextFormat(Qt.TextFormat.PlainText)
        self.words.setWordWrap(True)
        self.picture = QLabel()
        self.read = QPushButton("识别文字")
        self.read.setProperty("primary", True)
        self.read.clicked.connect(self.read_wanted)
        row = QHBoxLayout(self)
        row.setContentsMargins(8, 6, 8, 6)
        row.addWidget(self.picture)
        row.addWidget(self.words, 1)
        row.addWidget(self.read)

    def tell(self, document: Document, can_read: bool) -> None:
        """Show what is to be said about a paper; hide where that is nothing."""
        bad = document.outcome is not Outcome.READABLE
        parts = [document.reason] if bad else []
        parts += document.warnings
        if bad and (can_read or document.outcome is Outcome.UNREADABLE):
            parts.append(_NEXT_STEP[document.outcome])
        elif bad:
            parts.append("文字识别功能已关闭，可在“设置 → 功能开关”中打开。")
        self.words.setText("\n".join(part for part in parts if part))
        self.read.setVisible(can_read)
        self.setProperty("surface", "problem" if bad else "message")
        self.style().polish(self)
        colours = theme.current()
        size = self.style().pixelMetric(QStyle.PixelMetric.PM_SmallIconSize)
        icon = icons.icon("warning" if bad else "info", colours.bad if bad else colours.accent)
        self.picture.setPixmap(icon.pixmap(size, size))
        self.setVisible(bool(parts))


def _button(icon: str, title: str, words: str) -> QToolButton:
    button = QToolButton()
    icons.put(button, icon)
    button.setText(title)
    if title:
        button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
    button.setToolTip(words)
    button.setAccessibleName(words)
    return button
