"""The bar of Ctrl+F where it has little room."""

from PySide6.QtWidgets import QLayout
from pytestqt.qtbot import QtBot

from ui.widgets.find_bar import FindBar


def test_the_count_is_said_shorter_where_its_words_do_not_fit(qtbot: QtBot) -> None:
    bar = FindBar()
    qtbot.addWidget(bar)
    bar.resize(900, 40)
    bar.show()
    bar.field.setText("借款")
    bar.show_count(0, 9, unread=3)
    words = "第 1 处，共 9 处（3 页未识别，查不到）"
    assert bar.count.text() == words
    layout = bar.layout()
    assert layout is not None
    layout.setSizeConstraint(QLayout.SizeConstraint.SetNoConstraint)  # as in a narrow pane
    bar.setMinimumSize(0, 0)
    bar.resize(300, 40)
    assert bar.count.text() == "1/9"
    assert bar.count.accessibleName() == bar.count.toolTip() == words
    bar.resize(900, 40)
    assert bar.count.text() == words
