"""Keys pressed in the text of a hearing's page, and what is in the store then."""

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from ui.pages.hearing import HearingPage
from workbench.hearing.model import Turn

KEY, CTRL, SHIFT = Qt.Key, Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier
NONE = Qt.KeyboardModifier.NoModifier


def press(page: HearingPage, key: Qt.Key, held: Qt.KeyboardModifier = NONE) -> None:
    """Press a key in the text."""
    QTest.keyClick(page.view.editor, key, held)


def stored(page: HearingPage, row: int) -> Turn:
    """Return a turn as it is in the store."""
    room = page._bridge.workbench.hearing
    return room.turns(page.session.hearing.id)[row]
