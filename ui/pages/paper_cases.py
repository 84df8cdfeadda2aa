"""The cases that a paper cites, looked up in the library of precedents when asked for."""

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QHBoxLayout, QHeaderView, QTreeWidget, QTreeWidgetItem

from ui import icons
from ui.answer import Answer
from ui.bridge import Bridge
from ui.pages.paper_book import PaperBook
from ui.routes import precedent_key
from ui.sidebar.text import button, column, wrapped
from ui.slicing import Slicer
from workbench.kernel.anchor import Anchor
from workbench.kernel.clock import today
from workbench.kernel.errors import UserError
from workbench.kernel.finding import STATUS_WORDS, Status
from workbench.law.precedents.cited import CitedCase
from workbench.law.precedents.service import FEATURE

if TYPE_CHECKING:
    from ui.pages.papers import PaperPage

_WORDS = {
    **STATUS_WORDS,
    Status.CONFIRMED: "找到，相符",
    Status.NOT_FOUND: "未找到",
    Status.NOT_CHECKED: "可疑",
}
_ICONS = {
    Status.CONFIRMED: "check",
    Status.DIFFERS: "error",
    Status.NOT_FOUND: "search",
    Status.NOT_CHECKED: "warning",
}


class CitedCases(QDialog):
    """核对援引的案例.

    Args:
        bridge: the open workbench.
        book: the paper's text.
        page: the paper's page, in which places are shown.
    """

    def __init__(self, bridge: Bridge, book: PaperBook, page: "PaperPage") -> None:
        super().__init__(page.window())
        self._bridge, self._book, self._page = bridge, book, page
        self._texts: list[tuple[int, str]] = []
        self.cases: list[tuple[int, CitedCase]] = []
        self._slicer = Slicer(self)
        self.setWindowTitle("核对援引的案例")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setProperty("helpTopic", "precedents")
        self._lay_out()
        self.go.clicked.connect(self._go)
        self.open_case.clicked.connect(self._open)
        self.table.itemActivated.connect(lambda _: self._enter())
        page.destroyed.connect(self.close)
        self.table.currentItemChanged.connect(lambda *_: self._offer())
        self._answer = Answer(self, bridge, self._show, self._tell)
        self._begin()

    def _lay_out(self) -> None:
        layout = column(self, spacing=8, margin=16)
        self.state = wrapped("正在查找文中援引的案号……")
        self.state.setAccessibleName("核对结果")
        self.table = QTreeWidget()
        self.table.setHeaderLabels(["援引的案例", "页", "结果", "说明"])
        self.table.setRootIsDecorated(False)
        self.table.setWordWrap(True)
        self.table.setAccessibleName("文中援引的案例")
        self.table.header().setSectionResizeMode(3, QHeaderView.ResizeMode.Stretch)
        self.go = button("转到文中", "paper")
        self.open_case = button("打开案例", "case")
        done = button("关闭")
        done.clicked.connect(self.accept)
        row = QHBoxLayout()
        row.addStretch(1)
        for one in (self.go, self.open_case, done):
            row.addWidget(one)
        note = wrapped(
            "Enter 打开案例，没有找到的转到文中。"
            "未在本机案例库中找到，不等于不存在；请查核原裁判文书。",
            "small",
        )
        for widget in (self.state, self.table, note):
            layout.addWidget(widget)
        layout.addLayout(row)
        em = self.fontMetrics().horizontalAdvance("国")
        self.resize(em * 46, em * 26)

    @property
    def busy(self) -> bool:
        """Whether the answer is awaited."""
        return self._slicer.busy or self._answer.awaited

    def _begin(self) -> None:
        self._offer()
        if self._bridge.attempt(self._may_ask):
            self._slicer.start(self._book.texts(), self._texts.append, self._ask)
        else:
            self.state.setText("类案功能已关闭，没有核对；可在设置中打开。")

    def _may_ask(self) -> bool:
        return self._bridge.workbench.switches.is_on(FEATURE, self._book.document.case)

    def _ask(self) -> None:
        workbench = self._bridge.workbench
        try:
            case = workbench.papers.case(self._book.document.case)
            own = (case.number,) if case.number else ()
            texts = [text for _, text in self._texts]
            self._answer.wait(workbench.precedents.ask_check(texts, today(), own))
        except UserError as error:
            self._tell(error)

    def _tell(self, error: UserError) -> None:
        self.state.setText(f"{error.message}{error.advice}")

    def _show(self, found: list[list[CitedCase]]) -> None:
        pages = [number for number, _ in self._texts]
        self.cases = [
            (number, case) for number, cases in zip(pages, found, strict=True) for case in cases
        ]
        for number, case in self.cases:
            item = QTreeWidgetItem([case.number, str(number), _WORDS[case.status], case.message])
            item.setIcon(2, icons.icon(_ICONS[case.status]))
            item.setToolTip(3, case.message)
            self.table.addTopLevelItem(item)
        for place in range(3):
            self.table.resizeColumnToContents(place)
        wrong = sum(case.status in (Status.DIFFERS, Status.NOT_CHECKED) for _, case in self.cases)
        lost = sum(case.status is Status.NOT_FOUND for _, case in self.cases)
        if not self.cases:
            self.state.setText("文中没有援引其他案件的案号、指导性案例或入库编号。")
        else:
            self.state.setText(
                f"文中援引案例 {len(self.cases)} 处：{wrong} 处不一致或可疑，{lost} 处未找到。"
            )
            if (first := self.table.topLevelItem(0)) is not None:
                self.table.setCurrentItem(first)
            self.table.setFocus()
        self._offer()

    def _chosen(self) -> tuple[int, CitedCase] | None:
        row = self.table.indexOfTopLevelItem(self.table.currentItem())
        return self.cases[row] if 0 <= row < len(self.cases) else None

    def _offer(self) -> None:
        chosen = self._chosen() if self.table.currentItem() is not None else None
        self.go.setEnabled(chosen is not None)
        self.open_case.setEnabled(chosen is not None and bool(chosen[1].found))

    def _go(self) -> None:
        chosen = self._chosen()
        if chosen is not None:
            number, case = chosen
            document = self._book.document.id
            anchor = Anchor(document, self._book.version, number, case.start, case.end, "")
            self._page.open_anchor(anchor)

    def _enter(self) -> None:
        """Open a case that the library has, as the link to an article does; else its place."""
        if self.open_case.isEnabled():
            self._open()
        else:
            self._go()

    def _open(self) -> None:
        chosen = self._chosen()
        if chosen is not None and chosen[1].found:
            self._bridge.open_page.emit(precedent_key(chosen[1].found[0].id))
