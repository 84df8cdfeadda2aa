"""The text layer beside a page: what was read, from where, and the lines read with doubt."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QLabel, QListWidget, QListWidgetItem, QVBoxLayout, QWidget

from ui.widgets.locating import doubtful
from ui.widgets.text_view import TextView
from workbench.papers.model import Page

DOUBT = 0.85
"""Lines below this confidence of the OCR model are listed; above it they may be wrong too."""


class TextPane(QWidget):
    """Text of one page, with its origin and its doubtful lines.

    Signals:
        line_chosen: the :class:`Anchor` of a doubtful line that was chosen.
    """

    line_chosen = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.view = TextView()
        self.origin = QLabel()
        self.origin.setProperty("role", "small")
        self.origin.setWordWrap(True)
        self.origin.setContentsMargins(8, 4, 8, 4)
        self.doubts = QListWidget()
        self.doubts.setAccessibleName("置信度较低的行")
        self.doubts.setMaximumHeight(150)
        self.doubts.itemActivated.connect(self._choose)
        self.doubts.currentItemChanged.connect(self._choose)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.origin)
        column.addWidget(self.view, 1)
        column.addWidget(self.doubts)

    def show_page(self, page: Page) -> None:
        """Show the text of a page."""
        self.view.show_pages([page])
        rows = doubtful(page, DOUBT)
        self.origin.setText(_origin(page, len(rows)))
        self.doubts.blockSignals(True)
        self.doubts.clear()
        for text, anchor, confidence in rows:
            item = QListWidgetItem(f"置信度 {confidence:.0%}　{text}")
            item.setData(Qt.ItemDataRole.UserRole, anchor)
            self.doubts.addItem(item)
        self.doubts.blockSignals(False)
        self.doubts.setVisible(bool(rows))

    def _choose(self, item: QListWidgetItem | None) -> None:
        if item is not None:
            self.line_chosen.emit(item.data(Qt.ItemDataRole.UserRole))


def _origin(page: Page, doubts: int) -> str:
    if page.needs_ocr:
        return f"第 {page.number} 页是图像，尚未识别文字。"
    if page.source != "ocr":
        return f"第 {page.number} 页 · 文件自带文字"
    words = f"第 {page.number} 页 · 由文字识别得出，可能有误，请对照原件"
    return f"{words} · 置信度低于 {DOUBT:.0%} 的有 {doubts} 行" if doubts else words
