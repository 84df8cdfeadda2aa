"""Asks who takes part: for somebody whom the case does not know, and to correct one."""

from collections.abc import Sequence
from dataclasses import replace

from PySide6.QtWidgets import (
    QComboBox,
    QDialog,
    QDialogButtonBox,
    QFormLayout,
    QLineEdit,
    QWidget,
)

from ui.sidebar.text import column, wrapped
from workbench.hearing.record.attendance import AUTHORITIES, parties_of, problem_of
from workbench.hearing.record.head import Person


class PersonDialog(QDialog):
    """Role, name, for whom, authority, firm or post.

    Args:
        persons: of the list.
        roles: to choose from; others can be typed.
        person: one of the list to correct; none: somebody new.
        parent: a widget of the window.
    """

    def __init__(
        self,
        persons: Sequence[Person],
        roles: Sequence[str],
        person: Person | None = None,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle("到庭人员" if person else "添加到庭人员")
        self._persons, self._person = tuple(persons), person
        shown = person or Person("", "", present="到庭")
        self._shown = shown
        self.role = _box(roles, shown.role)
        self.name = QLineEdit(shown.name)
        self.of = _box(("", *parties_of([one for one in persons if one is not person])), shown.of)
        self.authority = _box(AUTHORITIES, shown.authority)
        self.detail = QLineEdit(shown.detail)
        self.detail.setPlaceholderText("律师事务所、单位、职务等")
        self.problem = wrapped(role="danger")
        self._lay_out()

    def person(self) -> Person:
        """Return the person as it was set."""
        return replace(
            self._shown,
            role=self.role.currentText().strip(),
            name=self.name.text().strip(),
            of=self.of.currentText().strip(),
            authority=self.authority.currentText().strip(),
            detail=self.detail.text().strip(),
        )

    def accept(self) -> None:
        """Keep it, unless it cannot stand beside the others."""
        others = [one for one in self._persons if one is not self._person]
        problem = problem_of(self.person(), others)
        self.problem.setText(problem)
        self.problem.setVisible(bool(problem))
        if not problem:
            super().accept()

    def _lay_out(self) -> None:
        layout = column(self, spacing=8, margin=16)
        form = QFormLayout()
        fields: tuple[tuple[str, QWidget], ...] = (
            ("诉讼地位", self.role),
            ("姓名（名称）", self.name),
            ("代理谁", self.of),
            ("代理权限", self.authority),
            ("单位、职务", self.detail),
        )
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
        self.setMinimumWidth(self.fontMetrics().horizontalAdvance("国") * 26)


def _box(choices: Sequence[str], shown: str) -> QComboBox:
    box = QComboBox()
    box.setEditable(True)
    box.addItems(list(choices))
    box.setCurrentText(shown)
    return box
