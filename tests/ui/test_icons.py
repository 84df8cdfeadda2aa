"""Icons take the colour of the words beside them."""

import pytest
from PySide6.QtGui import QColor, QImage
from PySide6.QtWidgets import QApplication, QPushButton
from pytestqt.qtbot import QtBot

from ui import appearance, icons, theme
from ui.appearance import Appearance


def shades(button: QPushButton) -> set[str]:
    """Return the colours of the opaque pixels of a button's icon."""
    image: QImage = button.icon().pixmap(32, 32).toImage()
    places = ((x, y) for x in range(image.width()) for y in range(image.height()))
    found = (image.pixelColor(x, y) for x, y in places)
    return {colour.name() for colour in found if colour.alpha() == 255}


@pytest.mark.parametrize("look", ["light", "dark"])
@pytest.mark.parametrize("before", [True, False])
def test_the_icon_of_a_main_button_is_seen_on_its_colour(
    qtbot: QtBot, qapp: QApplication, look: str, before: bool
) -> None:
    button, other = QPushButton("导出"), QPushButton("取消")
    for one in (button, other):
        qtbot.addWidget(one)
    if before:
        icons.primary(button)
    icons.put(button, "export")
    icons.put(other, "export")
    if not before:
        icons.primary(button)
    try:
        appearance.dress(qapp, Appearance(look))
        assert shades(button) == {QColor(theme.current().on_accent).name()}
        assert shades(other) != shades(button)
    finally:
        appearance.dress(qapp, Appearance())
