"""Parties and claims of a case, as confirmed or typed."""

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QLabel,
    QTableWidget,
    QTableWidgetItem,
)

from ui.words import chinese_date
from workbench.papers.model import Party

COLUMNS = ("身份", "姓名或名称", "性别", "出生日期", "证件号码", "住址", "电话", "其他")


class PartiesTable(QTableWidget):
    """The parties and their agents; it grows with its rows and does not scroll by itself."""

    def __init__(self) -> None:
        super().__init__(0, len(COLUMNS))
        self.setAccessibleName("当事人")
        self.setHorizontalHeaderLabels(list(COLUMNS))
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setTabKeyNavigation(False)
        self.setWordWrap(True)
        self.setShowGrid(False)
        self.verticalHeader().hide()
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        header = self.horizontalHeader()
        header.setHighlightSections(False)
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        header.setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        header.setSectionResizeMode(5, QHeaderView.ResizeMode.Stretch)

    def show_parties(self, parties: Sequence[Party]) -> None:
        """Show parties; an empty table says where they come from."""
        self.clearSpans()
        self.setRowCount(max(1, len(parties)))
        for row, party in enumerate(parties):
            for place, text in enumerate(_cells(party)):
                item = QTableWidgetItem(text)
                item.setToolTip(text)
                self.setItem(row, place, item)
        if not parties:
            words = "还没有。导入材料后，在右侧“AI 参考”提取并核对，核对过的才会列在这里。"
            self.setItem(0, 0, QTableWidgetItem(words))
            self.setSpan(0, 0, 1, len(COLUMNS))
        self.resizeRowsToContents()
        rows = sum(self.rowHeight(row) for row in range(self.rowCount()))
        self.setFixedHeight(rows + self.horizontalHeader().sizeHint().height() + 4)


class ClaimsList(QLabel):
    """The claims, numbered."""

    def __init__(self) -> None:
        super().__init__()
        self.setWordWrap(True)
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse
            | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )

    def show_claims(self, claims: Sequence[str]) -> None:
        """Show claims."""
        lines = [f"{number}. {claim}" for number, claim in enumerate(claims, 1)]
        self.setText("\n".join(lines) or "还没有经核对的诉讼请求。")


def _cells(party: Party) -> tuple[str, ...]:
    other = [
        f"法定代表人 {party.representative}" if party.representative else "",
        f"代理 {party.agent_of}" if party.agent_of else "",
        party.authority,
        party.ethnicity,
    ]
    return (
        party.role,
        party.name,
        party.sex,
        chinese_date(party.birth),
        party.identity,
        party.address,
        party.phone,
        "，".join(part for part in other if part),
    )
