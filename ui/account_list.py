"""What became of each file of an import, below the list of jobs."""

from collections.abc import Sequence

from PySide6.QtWidgets import QHeaderView, QTreeWidget, QTreeWidgetItem, QWidget

from ui import icons
from ui.importing import DUPLICATE, is_lost
from ui.words import OUTCOMES
from workbench.papers.intake import IntakeLine
from workbench.papers.model import Outcome

_SAME = ("info", "重复")
_LOST = ("error", "没有导入")
_UNDER_WAY = ("clock", "正在读取")


class AccountList(QTreeWidget):
    """Files of one import, those that were not imported first."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._lines: tuple[IntakeLine, ...] = ()
        self.setHeaderLabels(["文件", "结果", "说明"])
        self.setAccessibleName("导入的文件及结果")
        self.setRootIsDecorated(False)
        self.setUniformRowHeights(True)
        header = self.header()
        header.setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        header.setSectionResizeMode(1, QHeaderView.ResizeMode.ResizeToContents)
        header.setSectionResizeMode(2, QHeaderView.ResizeMode.Stretch)
        header.setStretchLastSection(False)

    def show_lines(self, lines: Sequence[IntakeLine]) -> None:
        """Show an account; one that did not change stays as it is."""
        if tuple(lines) == self._lines:
            return
        self._lines = tuple(lines)
        self.clear()
        self.addTopLevelItems([_row(line) for line in sorted(lines, key=lambda x: not is_lost(x))])


def _row(line: IntakeLine) -> QTreeWidgetItem:
    icon, word = _outcome(line)
    item = QTreeWidgetItem([line.source, word, line.reason])
    item.setIcon(1, icons.icon(icon))
    for place in range(3):
        item.setToolTip(place, item.text(place))
    return item


def _outcome(line: IntakeLine) -> tuple[str, str]:
    if line.outcome == DUPLICATE:
        return _SAME
    if line.outcome not in set(Outcome):
        return _UNDER_WAY
    return _LOST if is_lost(line) else OUTCOMES[Outcome(line.outcome)]
