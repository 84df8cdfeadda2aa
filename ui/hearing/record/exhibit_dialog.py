"""Asks what an exhibit is: for one that nobody found, and to correct one."""

from collections.abc import Iterable, Sequence
from dataclasses import replace

from PySide6.QtWidgets import (
    QComboBox,
    QLineEdit,
    QPlainTextEdit,
    QWidget,
)

from ui.hearing.record.form_dialog import FormDialog
from workbench.hearing.record.exhibit_table import free_id, next_label, offering, problem_of
from workbench.hearing.record.exhibits import Exhibit

LINES = 4


class ExhibitDialog(FormDialog):
    """Who offers it, its number, name, source and purpose.

    Args:
        rows: of the table.
        roles: of the parties.
        exhibit: one of the rows to correct; none: a new one.
        parent: a widget of the window.
    """

    def __init__(
        self,
        rows: Sequence[Exhibit],
        roles: Iterable[str],
        exhibit: Exhibit | None = None,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle("证据" if exhibit else "添加证据")
        self._rows, self._exhibit = tuple(rows), exhibit
        sides = offering(rows, roles)
        shown = exhibit or Exhibit("", sides[0], next_label(rows, sides[0]))
        self.by = QComboBox()
        self.by.setEditable(True)
        self.by.addItems(list(sides))
        self.by.setCurrentText(shown.by)
        self.label, self.name = QLineEdit(shown.label), QLineEdit(shown.name)
        self.source = QLineEdit(shown.source)
        self.purpose = QPlainTextEdit(shown.purpose)
        self.purpose.setTabChangesFocus(True)
        self.purpose.setMaximumHeight(self.fontMetrics().lineSpacing() * (LINES + 1))
        self._lay_out()
        self.by.currentTextChanged.connect(self._number)

    def exhibit(self) -> Exhibit:
        """Return the exhibit as it was set; it counts as confirmed."""
        by, label = self.by.currentText().strip(), self.label.text().strip()
        before = self._exhibit or Exhibit(free_id(self._rows, by, label), by, label)
        return replace(
            before,
            by=by,
            label=label,
            name=self.name.text().strip(),
            source=self.source.text().strip(),
            purpose=self.purpose.toPlainText().strip(),
            confirmed=True,
        )

    def wrong(self) -> str:
        """Say why it cannot stand beside the others."""
        others = [row for row in self._rows if row is not self._exhibit]
        return problem_of(self.exhibit(), others)

    # Inside

    def _number(self, by: str) -> None:
        """Offer the next number of another side, as long as nobody typed one."""
        if self._exhibit is None and not self.label.isModified():
            self.label.setText(next_label(self._rows, by.strip()))

    def _lay_out(self) -> None:
        fields: tuple[tuple[str, QWidget], ...] = (
            ("出示方", self.by),
            ("编号", self.label),
            ("名称", self.name),
            ("来源", self.source),
            ("证明目的", self.purpose),
        )
        self.lay_out(fields, 30)
