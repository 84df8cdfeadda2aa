"""Requests to correct the record on reading it (民事诉讼法 art. 150), and what became of them."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import (
    QFormLayout,
    QFrame,
    QHeaderView,
    QLineEdit,
    QTreeWidget,
    QTreeWidgetItem,
)

from ui.hearing.record.matter import Matter
from ui.sidebar.flow import FlowLayout
from ui.sidebar.text import button, column, wrapped
from ui.words import full_moment
from workbench.hearing.model import Amendment

COLUMNS = ("登记时间", "申请人", "要求补正的内容", "处理")
DECIDED = {None: "未处理", True: "已补正", False: "不予补正，记录在案"}


class AmendmentsPanel(QFrame):
    """The list, and the fields for a new request.

    Signals:
        asked: name, role, what is to be corrected.
        decided: a request; ``True``, ``False``, or ``None`` for open again.
    """

    asked = Signal(str, str, str)
    decided = Signal(object, object)

    def __init__(self) -> None:
        super().__init__()
        self._rows: tuple[Amendment, ...] = ()
        layout = column(self, spacing=6, margin=8)
        self.law = wrapped(role="small")
        layout.addWidget(self.law)
        self.tree = QTreeWidget()
        self.tree.setHeaderLabels(list(COLUMNS))
        self.tree.setRootIsDecorated(False)
        self.tree.header().setStretchLastSection(False)
        self.tree.header().setSectionResizeMode(2, QHeaderView.ResizeMode.Stretch)
        self.tree.setAccessibleName("补正申请")
        self.tree.setMinimumHeight(self.fontMetrics().height() * 6)
        layout.addWidget(self.tree, 1)
        row = FlowLayout(spacing=6)
        self.grant = button("已补正", "check", "补正本身在转写稿中进行")
        self.refuse = button("不予补正", "close", "申请记录在案，附在笔录后面")
        self.reopen = button("改为未处理", "undo")
        for part in (self.grant, self.refuse, self.reopen):
            row.addWidget(part)
        layout.addLayout(row)
        form = QFormLayout()
        self.name, self.role, self.what = QLineEdit(), QLineEdit(), QLineEdit()
        for words, line in (("姓名", self.name), ("角色", self.role), ("内容", self.what)):
            line.setAccessibleName(f"申请补正：{words}")
            form.addRow(words, line)
        layout.addLayout(form)
        self.ask = button("登记补正申请", "plus")
        layout.addWidget(self.ask)
        self.ask.clicked.connect(
            lambda: self.asked.emit(self.name.text(), self.role.text(), self.what.text())
        )
        self.grant.clicked.connect(lambda: self._decide(True))
        self.refuse.clicked.connect(lambda: self._decide(False))
        self.reopen.clicked.connect(lambda: self._decide(None))
        self.tree.currentItemChanged.connect(lambda *_: self._offer())
        self._offer()

    def clear(self) -> None:
        """Empty the fields, once the request is in the list."""
        for line in (self.name, self.role, self.what):
            line.clear()

    def show_matter(self, matter: Matter) -> None:
        """Show the requests, and what the law says to them in this procedure."""
        template = matter.material.template
        signing = template.stage("signing")
        basis = "、".join(signing.basis) if signing else ""
        words = template.sentences["correction"]
        self.law.setText(f"{words}不予补正的，申请记录在案（{basis}）。")
        row = self.tree.indexOfTopLevelItem(self.tree.currentItem())
        self._rows = matter.material.amendments
        self.tree.clear()
        for one in self._rows:
            who = f"{one.role}{one.name}"
            when = full_moment(one.made)
            self.tree.addTopLevelItem(QTreeWidgetItem([when, who, one.asked, DECIDED[one.granted]]))
        for place in (0, 1, 3):
            self.tree.resizeColumnToContents(place)
        if 0 <= row < len(self._rows):
            self.tree.setCurrentIndex(self.tree.model().index(row, 0))
        self._offer()

    def _current(self) -> Amendment | None:
        row = self.tree.indexOfTopLevelItem(self.tree.currentItem())
        return self._rows[row] if 0 <= row < len(self._rows) else None

    def _offer(self) -> None:
        there = self._current() is not None
        for part in (self.grant, self.refuse, self.reopen):
            part.setEnabled(there)

    def _decide(self, granted: bool | None) -> None:
        one = self._current()
        if one is not None:
            self.decided.emit(one, granted)
