"""What stands above a precedent: what it is, how much it binds, where it comes from, the tools."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QFrame, QWidget

from ui.bridge import Bridge
from ui.pages.precedent_words import held
from ui.sidebar.flow import FlowLayout
from ui.sidebar.text import button, column, wrapped
from ui.widgets.elided import ElidedLabel
from ui.words import chinese_date, moment
from workbench.law.precedents.model import PrecedentHead, Section
from workbench.law.precedents.outcome_words import outcome_words
from workbench.law.precedents.quoting import tier_word
from workbench.reference.courts import Court


class PrecedentTop(QFrame):
    """Title, facts and tools of a precedent.

    Signals:
        part_wanted: number of the section to go to.
        citation_wanted, print_wanted, compare_wanted, page_wanted, remove_wanted: a tool.
    """

    part_wanted = Signal(int)
    citation_wanted = Signal()
    print_wanted = Signal()
    compare_wanted = Signal()
    page_wanted = Signal()
    remove_wanted = Signal()

    def __init__(self, bridge: Bridge, alone: bool, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._bridge = bridge
        self.setProperty("surface", "bar")
        layout = column(self, spacing=4, margin=12)
        self.title = ElidedLabel()
        self.title.setProperty("role", "title")
        self.facts = wrapped()
        self.tier = wrapped(role="strong")
        self.outcome = wrapped()
        self.series = wrapped(role="small")
        self.origin = ElidedLabel()
        self.origin.setProperty("role", "small")
        self._held = ""
        self._tool_row = self._tools(alone)
        lines = (self.title, self.facts, self.tier, self.outcome, self.series)
        for widget in (*lines, self.origin, self._tool_row):
            layout.addWidget(widget)

    def _tools(self, alone: bool) -> QWidget:
        self.parts = QComboBox()
        self.parts.setAccessibleName("转到文书的哪一部分")
        self.parts.setToolTip("转到文书的哪一部分")
        self.parts.activated.connect(self.part_wanted)
        tip = self._bridge.shortcuts.tip
        self.copy = button("复制引用", "copy", tip("precedent.copy_citation"))
        self.compare = button("与本案对照", "split", tip("precedent.compare"))
        self.page = button("单独打开", "window", "在自己的标签页中打开，可放到右侧或另一屏幕")
        self.print = button("", "print", tip("precedent.print"))
        self.print.setAccessibleName("打印")
        self.remove = button("", "delete", "从案例库删除这一件；原文件不受影响")
        self.remove.setAccessibleName("从案例库删除")
        pairs = (
            (self.copy, self.citation_wanted),
            (self.compare, self.compare_wanted),
            (self.page, self.page_wanted),
            (self.print, self.print_wanted),
            (self.remove, self.remove_wanted),
        )
        tools = QWidget()
        flow = FlowLayout(tools, spacing=6)
        flow.addWidget(self.parts)
        for one, signal in pairs:
            one.setProperty("compact", True)
            one.clicked.connect(signal)
            flow.addWidget(one)
        self.page.setVisible(not alone)
        return tools

    def show_head(
        self, head: PrecedentHead, sections: Sequence[Section], own: Court | None
    ) -> None:
        """Show the head of a precedent."""
        number = " · ".join(n for n in (head.number, head.library_number) if n)
        day = chinese_date(head.decided) or "日期不明"
        self.title.show_text(head.title)
        self.facts.setText(" · ".join(part for part in (head.court, number, day) if part))
        self.tier.setText(" · ".join((tier_word(head, own), *head.causes)))
        result = outcome_words(head.outcome)
        self.outcome.setText(f"结果：{result}")
        self.outcome.setVisible(bool(result))
        self._held = held(head)
        self.origin.show_text(self._held)
        self.series.hide()
        self.parts.clear()
        self.parts.addItems([str(section.part) for section in sections])
        self.parts.setVisible(bool(sections))
        self.remove.setEnabled(not self._bridge.workbench.workspace.read_only)

    def show_low(self, low: bool) -> None:
        """Leave the room to the text where there is little; every tool has its key."""
        for widget in (self.facts, self.tier, self.origin, self._tool_row):
            widget.setVisible(not low)
        self.outcome.setVisible(not low and len(self.outcome.text()) > len("结果："))

    def show_more(self, imported: str, series: int) -> None:
        """Tell what takes a look into the library: day of the import, size of the series."""
        if imported:
            self.origin.show_text(f"{self._held} · {moment(imported)}导入")
        self.series.setText(f"同一系列（同一法院、同一案由、理由几乎一样）共 {series} 件")
        self.series.setVisible(series > 1)

    def show_case(self, case: str) -> None:
        """Offer the comparison while a case is open."""
        self.compare.setEnabled(bool(case))
        tip = self._bridge.shortcuts.tip("precedent.compare")
        self.compare.setToolTip(tip if case else "先打开一个案件，再与它对照")
