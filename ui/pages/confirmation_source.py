"""The places that the open row comes from: one page marked, or two side by side."""

from dataclasses import dataclass

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QSplitter, QStackedWidget, QToolButton, QWidget

from ui import icons
from ui.bridge import Bridge
from ui.sidebar.text import column, wrapped
from ui.widgets.drawing import Drawer
from ui.widgets.elided import ElidedLabel
from ui.widgets.locating import relocate, stands
from ui.widgets.page_view import PageView
from ui.widgets.text_view import TextView
from workbench.kernel.anchor import Anchor
from workbench.papers.model import PAGED, Document, Page, TextLayer

LINE = 12
"""Characters of a line that each of two places needs side by side."""


@dataclass(frozen=True)
class Seen:
    """A place to be shown, with what stands there in words."""

    anchor: Anchor
    words: str = ""


class SourcePane(QWidget):
    """One place in a paper: its page as a picture, or its text.

    Signals:
        open_wanted: the :class:`Anchor`, to be opened as a paper of its own.
    """

    open_wanted = Signal(object)

    def __init__(self, bridge: Bridge, drawer: Drawer) -> None:
        super().__init__()
        self._bridge = bridge
        self._shown: tuple[str, int, int] | None = None
        self._page: Page | None = None
        self.anchor: Anchor | None = None
        self.words, self.name = wrapped(role="strong"), ElidedLabel()
        self.name.setProperty("role", "muted")
        self.open = QToolButton()
        icons.put(self.open, "paper")
        self.open.setAccessibleName("打开这件材料")
        self.open.setToolTip(bridge.shortcuts.tip("confirmation.open_paper", "打开这件材料"))
        self.open.clicked.connect(lambda: self.open_wanted.emit(self.anchor))
        self.view, self.text = PageView(drawer), TextView()
        self._stack = QStackedWidget()
        self._stack.addWidget(self.view)
        self._stack.addWidget(self.text)
        head = QHBoxLayout()
        head.setContentsMargins(8, 2, 4, 2)
        lines = column(spacing=0)
        lines.addWidget(self.words)
        lines.addWidget(self.name)
        head.addLayout(lines, 1)
        head.addWidget(self.open)
        layout = column(self, spacing=0)
        layout.addLayout(head)
        layout.addWidget(self._stack, 1)

    @property
    def paged(self) -> bool:
        """Whether a page is shown, not text alone."""
        return self._stack.currentWidget() is self.view

    def show_place(self, seen: Seen, document: Document) -> None:
        """Bring a place into view and mark it; a page that is shown already is not read again."""
        anchor = seen.anchor
        self.anchor = anchor
        self.words.setText(seen.words)
        self.words.setVisible(bool(seen.words))
        self.name.show_text(f"{document.name} 第{anchor.page}页")
        key = (document.id, document.layer, anchor.page)
        if key != self._shown:
            page = self._bridge.workbench.papers.page(document.id, anchor.page)
            if page is None:
                return
            self._show_page(document, page)
            self._shown, self._page = key, page
        if self._page is not None and not stands(self._page, document.layer, anchor):
            layer = TextLayer(document.id, document.layer, (self._page,))
            anchor = relocate(layer, anchor) or anchor
        if self.paged:
            self.view.mark([], anchor)
        else:
            self.text.mark([], anchor)

    def forget(self) -> None:
        """Read the page again when it is next shown; its paper has changed."""
        self._shown = None

    def _show_page(self, document: Document, page: Page) -> None:
        paged = document.kind in PAGED
        self._stack.setCurrentWidget(self.view if paged else self.text)
        if paged:
            self.view.show_pages(document, [page])
        else:
            self.text.show_pages([page])


class SourcePair(QSplitter):
    """One place, or two that differ: side by side, or one above the other in a narrow area."""

    def __init__(self, bridge: Bridge, drawer: Drawer) -> None:
        super().__init__(Qt.Orientation.Horizontal)
        self.setChildrenCollapsible(False)
        self._bridge = bridge
        self._documents: dict[str, Document] = {}
        self.panes = (SourcePane(bridge, drawer), SourcePane(bridge, drawer))
        for pane in self.panes:
            pane.setMinimumSize(160, 100)
            self.addWidget(pane)
        self.panes[1].hide()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Put the two one above the other where a line side by side would be too short."""
        super().resizeEvent(event)
        narrow = self.width() < 2 * LINE * self.fontMetrics().horizontalAdvance("国")
        self.setOrientation(Qt.Orientation.Vertical if narrow else Qt.Orientation.Horizontal)

    def set_documents(self, documents: list[Document]) -> None:
        """Know the papers of the case, as they are now."""
        known = {document.id: document for document in documents}
        if known != self._documents:
            for pane in self.panes:
                pane.forget()
        self._documents = known

    def show_places(self, places: list[Seen]) -> None:
        """Show one or two places."""
        here = [seen for seen in places if seen.anchor.document in self._documents]
        self.panes[1].setVisible(len(here) > 1)
        for pane, seen in zip(self.panes, here, strict=False):
            pane.show_place(seen, self._documents[seen.anchor.document])
