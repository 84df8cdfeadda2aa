"""One file of knowledge to read, with its tools."""

from collections.abc import Sequence

from PySide6.QtCore import QEvent, Qt, QUrl, Signal
from PySide6.QtGui import QResizeEvent, QTextCursor
from PySide6.QtWidgets import QFrame, QTextBrowser, QWidget

from ui import theme
from ui.bridge import Bridge
from ui.pages.knowledge_text import head_of, html_of
from ui.sidebar.flow import FlowLayout
from ui.sidebar.text import button, column, wrapped
from ui.typeset import typeset
from workbench.kernel.advice import Source, SourceKind
from workbench.law.knowledge.model import CauseKnowledge

LINE = 40
"""Characters of a line at most."""
LEAST = 48
"""Pixels of height that the text keeps where there is little."""


class KnowledgeView(QFrame):
    """Head, tools and text.

    Signals:
        check_wanted: the citations of what is shown are to be looked up.
        save_wanted: a copy of what is shown is to be made.
        cause_wanted: name of another file.
    """

    check_wanted = Signal()
    save_wanted = Signal()
    cause_wanted = Signal(str)

    def __init__(self, bridge: Bridge, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._bridge = bridge
        self.found: CauseKnowledge | None = None
        self._common: Sequence[CauseKnowledge] = ()
        self.setProperty("surface", "sheet")
        head = QFrame()
        head.setProperty("surface", "bar")
        above = self._above = column(head, spacing=4, margin=12)
        self.title = wrapped(role="title")
        self.line = wrapped()
        self.check = button(
            "核对引文",
            "check",
            bridge.shortcuts.tip("knowledge.check", "逐条查看所引条文是否在法规库中"),
        )
        self.save = button("另存为本院文件", "save", "把这个文件复制到本院文件夹，以便修改")
        for one in (self.check, self.save):
            one.setProperty("compact", True)
        self.check.clicked.connect(self.check_wanted)
        self.save.clicked.connect(self.save_wanted)
        self._tools = QWidget()
        flow = FlowLayout(self._tools, spacing=6)
        flow.addWidget(self.check)
        flow.addWidget(self.save)
        for widget in (self.title, self.line, self._tools):
            above.addWidget(widget)
        self.text = QTextBrowser()
        self.text.setAccessibleName("要件知识正文")
        self.text.setProperty("reading", True)
        self.text.setOpenLinks(False)
        self.text.document().setDocumentMargin(16)
        self.text.setMinimumHeight(LEAST)
        self.text.anchorClicked.connect(self._follow)
        layout = column(self)
        layout.addWidget(head)
        layout.addWidget(self.text, 1)
        self.setFocusProxy(self.text)

    def show_file(self, found: CauseKnowledge, common: Sequence[CauseKnowledge]) -> None:
        """Show a file from its beginning."""
        self.found, self._common = found, common
        self.title.setText(found.cause)
        self.line.setText(head_of(found))
        self.title.setToolTip(self.line.text())
        self._fit()
        read_only = self._bridge.workbench.workspace.read_only
        self.save.setEnabled(not found.own and not read_only)
        self.text.setAccessibleName(f"{found.cause}的要件知识")
        self._set()
        self.text.moveCursor(QTextCursor.MoveOperation.Start)

    def open_article(self, number: int) -> None:
        """Open the file's Nth article in the library."""
        found = self.found
        if found is None or not 0 <= number < len(found.articles):
            return
        workbench = self._bridge.workbench
        article = found.articles[number]
        stored = self._bridge.attempt(
            lambda: workbench.knowledge.article(found, article, workbench.law.library)
        )
        if stored is not None:
            label = f"《{stored.version.title}》{stored.article.label}"
            self._bridge.open_source.emit(Source(SourceKind.ARTICLE, label, str(stored.id)))

    def changeEvent(self, event: QEvent) -> None:
        """Set the text anew in other colours or another font."""
        super().changeEvent(event)
        if event.type() in (QEvent.Type.PaletteChange, QEvent.Type.FontChange):
            self._set()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Leave out what the tooltip of the title tells too where title and tools need the room."""
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        around = self._above.contentsMargins()
        width = self.width() - around.left() - around.right()
        parts = (self.title, self.line, self._tools)
        needed = sum(part.heightForWidth(width) for part in parts) + LEAST
        needed += around.top() + around.bottom() + len(parts) * self._above.spacing()
        self.line.setVisible(needed <= self.height())

    def _set(self) -> None:
        if self.found is None:
            return
        em = self.text.fontMetrics().horizontalAdvance("国")
        self.text.setMaximumWidth(em * LINE + 64)
        document = self.text.document()
        document.setDefaultFont(self.text.font())
        self.text.setHtml(html_of(self.found, self._common))
        typeset(document, theme.current(), em * LINE)

    def _follow(self, url: QUrl) -> None:
        kind, target = url.scheme(), url.path(QUrl.ComponentFormattingOption.FullyDecoded)
        if kind == "article" and target.isdigit():
            self.open_article(int(target))
        elif kind == "cause":
            self.cause_wanted.emit(target)
        self.text.setFocus(Qt.FocusReason.OtherFocusReason)
