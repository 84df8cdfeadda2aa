"""Asks which roles the number keys give in this hearing."""

from PySide6.QtWidgets import (
    QComboBox,
    QDialog,
    QDialogButtonBox,
    QFormLayout,
    QLabel,
    QWidget,
)

from ui.sidebar.text import column, wrapped
from workbench.hearing.roles import KEYS, Roles, checked_keys
from workbench.kernel.errors import UserError


class RoleKeys(QDialog):
    """A box for each number key; what is typed may be any role (被告2 …).

    Args:
        roles: as they are now.
    """

    def __init__(self, roles: Roles, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle("数字键的角色")
        layout = column(self, spacing=8, margin=16)
        layout.addWidget(wrapped("Ctrl 加数字键把选中的发言设为该角色；可选择，也可直接填写。"))
        form = QFormLayout()
        self.boxes = []
        for number in range(KEYS):
            box = QComboBox()
            box.setEditable(True)
            box.addItems(["", *roles.all()])
            box.setCurrentText(roles.keys[number] if number < len(roles.keys) else "")
            box.setAccessibleName(f"数字键 {number + 1} 的角色")
            self.boxes.append(box)
            form.addRow(QLabel(f"Ctrl+{number + 1}"), box)
        layout.addLayout(form)
        self.problem = wrapped(role="bad")
        layout.addWidget(self.problem)
        buttons = QDialogButtonBox()
        buttons.addButton("保存", QDialogButtonBox.ButtonRole.AcceptRole)
        buttons.addButton("取消", QDialogButtonBox.ButtonRole.RejectRole)
        buttons.accepted.connect(self._save)
        buttons.rejected.connect(self.reject)
        layout.addWidget(buttons)
        self.setMinimumWidth(self.fontMetrics().horizontalAdvance("国") * 24)

    def keys(self) -> tuple[str, ...]:
        """Return the roles in order of the keys.

        Raises:
            UserError: there are none, or one stands there twice.
        """
        return checked_keys([box.currentText() for box in self.boxes])

    def _save(self) -> None:
        try:
            self.keys()
        except UserError as error:
            self.problem.setText(f"{error.message}{error.advice}")
            return
        self.accept()
