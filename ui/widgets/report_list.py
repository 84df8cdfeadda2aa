"""The results of a search for similar cases, of which a person chooses what goes into a report."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTreeWidget, QTreeWidgetItem, QWidget

from workbench.law.precedents.report import ReportMaterial, Result
from workbench.law.precedents.report_words import SHORT, day, direction, outcome

COLUMNS = ("编号或者案号", "案例", "法院", "裁判日期", "顺位", "结果", "参考栏")
_TITLE = 1
_ID = Qt.ItemDataRole.UserRole
_ON, _OFF = Qt.CheckState.Checked, Qt.CheckState.Unchecked


class ReportList(QTreeWidget):
    """Results under the way they went; space or a click on the box chooses.

    Args:
        parent: the dialog.
    """

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName("检到的类案")
        self.setColumnCount(len(COLUMNS))
        self.setHeaderLabels(list(COLUMNS))
        self.setUniformRowHeights(True)
        self.setAllColumnsShowFocus(True)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        head = self.header()
        head.setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        head.setSectionResizeMode(0, QHeaderView.ResizeMode.Interactive)
        head.setSectionResizeMode(_TITLE, QHeaderView.ResizeMode.Stretch)
        head.setStretchLastSection(False)

    def show_results(self, material: ReportMaterial, chosen: Sequence[int]) -> None:
        """List what was found, with what goes in ticked."""
        self.clear()
        groups: dict[str, QTreeWidgetItem] = {}
        for one in material.results:
            words = direction(one, material.lead)
            if words not in groups:
                groups[words] = self._group()
            self._add(groups[words], one, one.id in chosen)
        for words, group in groups.items():
            group.setText(0, f"{words}（{group.childCount()} 件）")
        self.expandAll()
        self.resizeColumnToContents(0)
        # Qt leaves no room for the box that is ticked.
        self.setColumnWidth(0, self.columnWidth(0) + self.fontMetrics().height())
        if groups:
            first = next(iter(groups.values())).child(0)
            self.setCurrentItem(first)

    def chosen(self) -> tuple[int, ...]:
        """Return the ids of the results that are ticked."""
        ticked = [item for item in self._rows() if item.checkState(0) is _ON]
        return tuple(int(item.data(0, _ID)) for item in ticked)

    def tick(self, wanted: Callable[[int], bool]) -> None:
        """Tick the results for whose id ``wanted`` holds, and no others."""
        for item in self._rows():
            item.setCheckState(0, _ON if wanted(int(item.data(0, _ID))) else _OFF)

    def _rows(self) -> list[QTreeWidgetItem]:
        groups = [self.topLevelItem(place) for place in range(self.topLevelItemCount())]
        return [group.child(n) for group in groups if group for n in range(group.childCount())]

    def _group(self) -> QTreeWidgetItem:
        group = QTreeWidgetItem(self)
        group.setFirstColumnSpanned(True)
        group.setFlags(Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable)
        return group

    def _add(self, group: QTreeWidgetItem, one: Result, ticked: bool) -> None:
        head = one.case.head
        words = (
            head.library_number or head.number or "无案号",
            head.title,
            head.court,
            day(head.decided),
            SHORT[one.case.tier],
            outcome(head),
            "已采纳" if one.adopted else "",
        )
        row = QTreeWidgetItem(group, list(words))
        row.setToolTip(_TITLE, head.title)
        row.setData(0, _ID, one.id)
        row.setCheckState(0, _ON if ticked else _OFF)
