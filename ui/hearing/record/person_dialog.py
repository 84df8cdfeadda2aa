"""Asks who takes part: for somebody whom the case does not know, and to correct one."""

from collections.abc import Sequence
from dataclasses import replace

from PySide6.QtWidgets import (
    QComboBox,
    QLineEdit,
    QWidget,
)

from ui.hearing.record.form_dialog import FormDialog
from workbench.hearing.record.attendance import AUTHORITIES, parties_of, problem_of
from workbench.hearing.record.head import Person


class PersonDialog(FormDialog):
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

    def wrong(self) -> str:
        """Say why it cannot stand beside the others."""
        others = [one for one in self._persons if one is not self._person]
        return problem_of(self.person(), others)

    def _lay_out(self) -> None:
        fields: tuple[tuple[str, QWidget], ...] = (
            ("诉讼地位", self.role),
            ("姓名（名称）", self.name),
            ("代理谁", self.of),
            ("代理权限", self.authority),
            ("单位、职务", self.detail),
        )
        self.lay_out(fields, 26)


def _box(choices: Sequence[str], shown: str) -> QComboBox:
    box = QComboBox()
    box.setEditable(True)
    box.addItems(list(choices))
    box.setCurrentText(shown)
    return box
