"""Forms of the record's page: named fields, a sentence on what is wrong with them, two buttons."""

from collections.abc import Sequence

from PySide6.QtWidgets import QDialog, QDialogButtonBox, QFormLayout, QWidget

from ui.sidebar.text import column, wrapped


class FormDialog(QDialog):
    """Asks for a row of a table, and keeps it only where it can stand beside the others.

    Args:
        parent: a widget of the window.
    """

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.problem = wrapped(role="danger")

    def accept(self) -> None:
        """Keep it, unless something is wrong with it, which is said."""
        problem = self.wrong()
        self.problem.setText(problem)
        self.problem.setVisible(bool(problem))
        if not problem:
            super().accept()

    def wrong(self) -> str:
        """Say in a sentence what is wrong; empty for nothing."""
        return ""

    def lay_out(self, fields: Sequence[tuple[str, QWidget]], wide: int, head: str = "") -> None:
        """Put fields with their names below each other, and the buttons.

        Args:
            fields: names and fields.
            wide: width in characters.
            head: stands above them.
        """
        layout = column(self, spacing=8, margin=16)
        if head:
            layout.addWidget(wrapped(head, "strong"))
        form = QFormLayout()
        for words, field in fields:
            field.setAccessibleName(words)
            form.addRow(words, field)
        layout.addLayout(form)
        self.problem.hide()
        layout.addWidget(self.problem)
        buttons = QDialogButtonBox()
        buttons.addButton("确认", QDialogButtonBox.ButtonRole.AcceptRole)
        buttons.addButton("取消", QDialogButtonBox.ButtonRole.RejectRole)
        buttons.accepted.connect(self.accept)
        buttons.rejected.connect(self.reject)
        layout.addWidget(buttons)
        self.setMinimumWidth(self.fontMetrics().horizontalAdvance("国") * wide)
