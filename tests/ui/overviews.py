"""How the tests of the overview type, choose, and find a party's card."""

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit

from tests.ui.conftest import type_text
from ui.pages.overview import OverviewPage
from ui.widgets.party_node import PartyNode

KEY = Qt.Key


def put(line: QLineEdit, text: str, key: Qt.Key = KEY.Key_Return) -> None:
    """Type a text in place of what is there, and leave the field by a key."""
    line.setFocus()
    line.selectAll()
    type_text(line, text)
    QTest.keyClick(line, key)


def choose(line: QLineEdit, text: str) -> None:
    """Put a text into a field with choices; without a screen no list can pop up for it."""
    line.setFocus()
    line.setText(text)
    QTest.keyClick(line, KEY.Key_Return)


def node(page: OverviewPage, name: str) -> PartyNode:
    return next(one for one in page.parties.picture.nodes if one.party.name == name)
