"""Who speaks: a button for each role of the number keys, and a menu with all others."""

from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QFrame, QMenu, QPushButton, QToolButton, QWidget

from ui import icons
from ui.shortcuts import Shortcuts
from ui.sidebar.text import flow_in
from workbench.hearing.roles import Roles

OTHER, LOW = "其他…", "角色…"


class RoleBar(QFrame):
    """Gives roles to the turns that are chosen.

    Signals:
        role_wanted: a role; empty: nobody known.
        confirm_wanted: ``True``: all suggested roles; ``False``: those of the chosen turns.
        suggest_wanted: roles are to be suggested by the prompts of the hearing.
        keys_wanted: the roles of the number keys are to be changed.
    """

    role_wanted = Signal(str)
    confirm_wanted = Signal(bool)
    suggest_wanted = Signal()
    keys_wanted = Signal()

    def __init__(self, shortcuts: Shortcuts, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("surface", "bar")
        self._shortcuts = shortcuts
        self.buttons: list[QPushButton] = []
        self.numbered: list[QAction] = []
        self._row = flow_in(self)
        self.other = QToolButton()
        self.other.setText(OTHER)
        self.other.setAccessibleName("其他角色")
        self.other.setToolTip("其他角色，或清除角色，或改数字键对应的角色")
        self.other.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self.other.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.menu = QMenu(self.other)
        self.other.setMenu(self.menu)
        self.confirm = QPushButton()
        self.confirm.setProperty("compact", True)
        icons.put(self.confirm, "check")
        self.confirm.clicked.connect(lambda: self.confirm_wanted.emit(True))
        self._roles = Roles(())
        self._may_suggest = True
        self._low = False

    def set_low(self, low: bool) -> None:
        """Where there is little room, all roles stand in the menu; number keys work the same."""
        if low == self._low:
            return
        self._low = low
        for one in self.buttons:
            one.setVisible(not low)
        for action in self.numbered:
            action.setVisible(low)
        self.other.setText(LOW if low else OTHER)

    def show_roles(self, roles: Roles) -> None:
        """Offer roles."""
        if roles == self._roles:
            return
        self._roles = roles
        while self._row.takeAt(0) is not None:
            pass
        for old in self.buttons:
            old.deleteLater()
        self.buttons = [self._button(n, role) for n, role in enumerate(roles.keys, start=1)]
        for part in (*self.buttons, self.other, self.confirm):
            self._row.addWidget(part)
        self.menu.clear()
        self.numbered = [
            self.menu.addAction(f"{number} {role}", partial(self.role_wanted.emit, role))
            for number, role in enumerate(roles.keys, start=1)
        ]
        self._low = not self._low
        self.set_low(not self._low)
        for role in roles.more:
            self.menu.addAction(role, partial(self.role_wanted.emit, role))
        self.menu.addSeparator()
        self.menu.addAction("清除角色", partial(self.role_wanted.emit, ""))
        self.suggest = self.menu.addAction("按庭审用语建议角色", self.suggest_wanted.emit)
        self.suggest.setVisible(self._may_suggest)
        self.menu.addAction("设置数字键的角色…", self.keys_wanted.emit)

    def show_suggestions(self, on: bool) -> None:
        """Offer suggestions only while the feature is on."""
        self._may_suggest = on
        if self._roles.keys:
            self.suggest.setVisible(on)

    def show_suggested(self, count: int) -> None:
        """Offer to confirm the suggested roles, if there are any."""
        self.confirm.setVisible(count > 0)
        self.confirm.setText(f"确认建议角色（{count}）")
        self.confirm.setAccessibleName(self.confirm.text())
        words = "建议角色由程序按庭审用语推断，确认前请核对；单段确认"
        self.confirm.setToolTip(self._shortcuts.tip("transcript.confirm_role", words))

    def _button(self, number: int, role: str) -> QPushButton:
        button = QPushButton(f"{number} {role}")
        button.setProperty("compact", True)
        words = f"选中的发言设为“{role}”"
        button.setToolTip(self._shortcuts.tip(f"transcript.role_{number}", words))
        button.setAccessibleName(words)
        button.clicked.connect(lambda: self.role_wanted.emit(role))
        return button
