"""The table of contents of the law that is open, as a list beside its text."""

from collections.abc import Sequence

from PySide6.QtCore import QAbstractListModel, QModelIndex, Qt, Signal
from PySide6.QtWidgets import QListView, QStackedWidget, QWidget

from ui.sidebar.text import column, wrapped
from ui.widgets.two_lines import Index
from workbench.law.contents import Section, holding

_INDENT = "\u3000"


class ContentsModel(QAbstractListModel):
    """The headings, indented by their depth; the articles below each in the second line."""

    def __init__(self) -> None:
        super().__init__()
        self.sections: Sequence[Section] = ()

    def show(self, sections: Sequence[Section]) -> None:
        """Show the headings of another version."""
        self.beginResetModel()
        self.sections = sections
        self.endResetModel()

    def rowCount(self, parent: Index | None = None) -> int:
        """Return the number of headings."""
        return 0 if parent is not None and parent.isValid() else len(self.sections)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Return what is shown of a heading."""
        section = self.sections[index.row()]
        if role == Qt.ItemDataRole.DisplayRole:
            return f"{_INDENT * section.level}{section.words}　{section.numbers}"
        if role in (Qt.ItemDataRole.ToolTipRole, Qt.ItemDataRole.AccessibleTextRole):
            return f"{section.words}（{section.span or f'{section.articles} 段'}）"
        return None


class ContentsPane(QWidget):
    """编、章、节.

    Signals:
        chosen: place of the first article below the heading that was chosen.
    """

    chosen = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.model = ContentsModel()
        self.list = QListView()
        self.list.setModel(self.model)
        self.list.setAccessibleName("本法的编、章、节")
        self.list.setUniformItemSizes(True)
        self.list.clicked.connect(self._choose)
        self.list.activated.connect(self._choose)
        self.none = wrapped("打开一部法律后，这里列出它的编、章、节。", "muted")
        self.none.setContentsMargins(12, 12, 12, 12)
        self.none.setAlignment(Qt.AlignmentFlag.AlignTop)
        self._stack = QStackedWidget()
        self._stack.addWidget(self.none)
        self._stack.addWidget(self.list)
        column(self).addWidget(self._stack)

    def show_sections(self, sections: Sequence[Section], title: str) -> None:
        """Show the headings of a version."""
        self.model.show(sections)
        self.none.setText(f"《{title}》不分编、章、节。" if title else self.none.text())
        self._stack.setCurrentIndex(int(bool(sections)))

    def follow(self, place: int) -> None:
        """Show which heading the article at a place stands below."""
        row = holding(self.model.sections, place)
        if row is not None and row != self.list.currentIndex().row():
            self.list.setCurrentIndex(self.model.index(row))

    def _choose(self, index: QModelIndex) -> None:
        self.chosen.emit(self.model.sections[index.row()].first)
