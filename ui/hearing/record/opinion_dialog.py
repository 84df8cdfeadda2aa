"""Asks what a party says of an exhibit."""

from dataclasses import replace

from PySide6.QtWidgets import (
    QComboBox,
    QPlainTextEdit,
    QWidget,
)

from ui.hearing.record.form_dialog import FormDialog
from workbench.hearing.record.exhibits import Cell, Exhibit
from workbench.hearing.record.opinions import ASPECT_WORDS, STANCE_WORDS, Stance


class OpinionDialog(FormDialog):
    """The four aspects and the words.

    Args:
        exhibit: what it is about.
        party: who says it.
    """

    def __init__(self, exhibit: Exhibit, party: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle("质证意见")
        self._exhibit, self._cell = exhibit, exhibit.cell(party) or Cell(party)
        self.boxes: dict[str, QComboBox] = {}
        for name in ASPECT_WORDS:
            box = self.boxes[name] = QComboBox()
            box.addItems([STANCE_WORDS[stance] for stance in Stance])
            box.setCurrentIndex(list(Stance).index(getattr(self._cell, name)))
        self.text = QPlainTextEdit(self._cell.text)
        self.text.setTabChangesFocus(True)
        boxes = [(words, self.boxes[name]) for name, words in ASPECT_WORDS.items()]
        head = f"{party}对{exhibit.by}的{exhibit.label} {exhibit.name}"
        self.lay_out([*boxes, ("意见", self.text)], 30, head)

    def exhibit(self) -> Exhibit:
        """Return the exhibit with the opinion as it was set; the opinion counts as confirmed."""
        stances = {name: list(Stance)[box.currentIndex()] for name, box in self.boxes.items()}
        text = self.text.toPlainText().strip()
        cell = Cell(self._cell.party, **stances, text=text, turns=self._cell.turns, confirmed=True)
        rest = tuple(one for one in self._exhibit.cells if one.party != cell.party)
        return replace(self._exhibit, confirmed=True, cells=(*rest, cell))
