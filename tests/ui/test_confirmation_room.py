"""The form in little room: nothing of a value is out of sight."""

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from tests.ui.conftest import FiledCase
from ui import theme
from ui.bridge import Bridge
from ui.pages.confirmation import ConfirmationPage
from ui.routes import confirmation_key
from ui.shell import Shell


def test_all_lines_of_a_value_are_seen_at_first_sight(
    filed: FiledCase, open_shell: Callable[[Bridge], Shell], dressed: QApplication, qtbot: QtBot
) -> None:
    """With large letters a case number takes two lines in the width of the form."""
    theme.apply(dressed, dark=False, scale=2.0)
    try:
        shell = open_shell(filed.bridge)
        shell.resize(1366, 768)
        page = shell.open_key(confirmation_key(filed.id))
        assert isinstance(page, ConfirmationPage)
        qtbot.waitUntil(page.list.editor.field.hasFocus)
        field = page.list.editor.field
        for _ in range(page.model.rowCount()):
            page.list.grab()
            lines = round(field.document().size().height())
            assert field.height() >= min(6, lines) * field.fontMetrics().lineSpacing()
            QTest.keyClick(field, Qt.Key.Key_Down)
    finally:
        theme.apply(dressed, dark=False)
