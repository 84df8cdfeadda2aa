"""Asks what a party says of an exhibit."""

from dataclasses import replace

from PySide6.QtWidgets import (
    QComboBox,
    QDialog,
    QDialogButtonBox,
    QFormLayout,
    QPlainTextEdit,
    QWidget,
)

from ui.sidebar.text import column, wrapped
from workbench.hearing.record.exhibits import Cell, Exhibit
from workbench.hearing.record.opinions import ASPECT_WORDS, STANCE_WORDS, Stance


class OpinionDialog(QDialog):
    """The four aspects and the words.

    Args:
        exhibit: what it is about.
        party: who says it.
    """

    def __init__(self, exhibit: Exhibit, party: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle("质证意见")
        self._exhibit, self._cell = exhibit, exhibit.cell(party) or Cell(party)
        layout = column(self, spacing=8, margin=16)
        layout.addWidget(
            wrapped(f"{party}对{exhibit.by}的{exhibit.label} {exhibit.name}", "strong")
        )
        form = QFormLayout()
        self.boxes: dict[str, QComboBox] = {}
        for name, words in ASPECT_WORDS.items():
            box = QComboBox()
            box.addItems([STANCE_WORDS[stance] for stance in Stance])
            box.setCurrentIndex(list(Stance).index(getattr(self._cell, name)))
            box.setAccessibleName(words)
            self.boxes[name] = box
            form.addRow(words, box)
        self.text = QPlainTextEdit(self._cell.text)
        self.text.setAccessibleName("意见")
        self.text.setTabChangesFocus(True)
        form.addRow("意见", self.text)
        layout.addLayout(form)
        buttons = QDialogButtonBox()
        buttons.addButton("确认", QDialogButtonBox.ButtonRole.AcceptRole)
        buttons.addButton("取消", QDialogButtonBox.ButtonRole.RejectRole)
        buttons.accepted.connect(self.accept)
        buttons.rejected.connect(self.reject)
        layout.addWidget(buttons)
        self.setMinimumWidth(self.fontMetrics().horizontalAdvance("国") * 30)

    def exhibit(self) -> Exhibit:
        """Return the exhibit with the opinion as it was set; the opinion counts as confirmed."""
        stances = {name: list(Stance)[box.currentIndex()] for name, box in self.boxes.items()}
        text = self.text.toPlainText().strip()
        cell = Cell(self._cell.party, **stances, text=text, turns=self._cell.turns, confirmed=True)
        rest = tuple(one for one in self._exhibit.cells if one.party != cell.party)
        return replace(self._exhibit, confirmed=True, cells=(*rest, cell))
