"""Questions before something is lost, with the answers spelt out."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QMessageBox, QWidget


def confirm(parent: QWidget, title: str, question: str, yes: str) -> bool:
    """Ask; the safe answer has the focus, and Esc means it.

    Args:
        parent: the window.
        title, question: what is asked.
        yes: word of the button that does it.
    """
    box = QMessageBox(QMessageBox.Icon.Warning, title, question, parent=parent)
    box.setTextFormat(Qt.TextFormat.PlainText)
    go = box.addButton(yes, QMessageBox.ButtonRole.DestructiveRole)
    stay = box.addButton("取消", QMessageBox.ButtonRole.RejectRole)
    box.setDefaultButton(stay)
    box.setEscapeButton(stay)
    box.exec()
    return box.clickedButton() is go
