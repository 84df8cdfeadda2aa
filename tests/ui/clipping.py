"""Words that do not fit: labels and buttons whose text is cut at a size of font or window.

A walker for any page; the scenes of all pages can be put through it.
"""

from PySide6.QtCore import QRect, Qt
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractScrollArea,
    QApplication,
    QCheckBox,
    QComboBox,
    QLabel,
    QLineEdit,
    QPushButton,
    QRadioButton,
    QStyle,
    QStyleOptionButton,
    QTabBar,
    QToolButton,
    QWidget,
)

from ui.widgets.cited_label import CitedLabel

SLACK = 2
"""Pixels that rounding may cost."""
_CUT_ON_PURPOSE = ("ElidedLabel", "LinkButton", "TwoLines")
"""Widgets that cut their own text and keep the whole in a tooltip."""


def cut(root: QWidget) -> list[str]:
    """Return what is cut in the visible widgets below a root, in words that lead to it.

    What lies in a scroll area may be out of sight, but must be reachable by scrolling.
    """
    QApplication.processEvents()
    found = []
    for widget in root.findChildren(QWidget):
        if not widget.isVisible() or type(widget).__name__ in _CUT_ON_PURPOSE:
            continue
        problem = ""
        if isinstance(widget, QLabel):
            problem = _label(widget)
        elif isinstance(widget, QAbstractButton):
            problem = _button(widget)
        elif isinstance(widget, QComboBox):
            problem = _combo(widget)
        if not problem:
            problem = _outside(widget, root)
        if problem:
            found.append(f"{problem}: {_where(widget)}")
    return found


def _label(label: QLabel) -> str:
    text = label.text()
    if not text or (label.pixmap() is not None and not label.pixmap().isNull()):
        return ""
    room = label.contentsRect()
    if label.wordWrap():
        if isinstance(label, CitedLabel):
            text = label.plain_text()  # what marks its links takes no room
        flags = int(Qt.TextFlag.TextWordWrap) | int(label.alignment())
        needed = label.fontMetrics().boundingRect(QRect(0, 0, room.width(), 100_000), flags, text)
        wide = max((label.fontMetrics().horizontalAdvance(c) for c in text), default=0)
        if wide > room.width() + SLACK:
            return "narrower than one character"
        tall = needed.height() > room.height() + SLACK
        return f"needs {needed.height()} px of height, has {room.height()}" if tall else ""
    width = max(label.fontMetrics().horizontalAdvance(line) for line in text.splitlines() or [""])
    if label.textFormat() == Qt.TextFormat.RichText or text.startswith("<"):
        width = 0
    if width > room.width() + SLACK:
        return f"needs {width} px of width, has {room.width()}"
    height = label.fontMetrics().height() * len(text.splitlines())
    if height > label.height() + SLACK + label.fontMetrics().descent():
        return f"needs {height} px of height, has {label.height()}"
    return ""


def _button(button: QAbstractButton) -> str:
    text = button.text().replace("&", "")
    if not text or _icon_only(button):
        return ""
    width = max(button.fontMetrics().horizontalAdvance(line) for line in text.splitlines())
    if isinstance(button, QPushButton | QCheckBox | QRadioButton):
        option = QStyleOptionButton()
        button.initStyleOption(option)
        part = QStyle.SubElement.SE_PushButtonContents
        if isinstance(button, QCheckBox):
            part = QStyle.SubElement.SE_CheckBoxContents
        elif isinstance(button, QRadioButton):
            part = QStyle.SubElement.SE_RadioButtonContents
        room = button.style().subElementRect(part, option, button).width()
        if isinstance(button, QPushButton) and not button.icon().isNull():
            room -= button.iconSize().width() + 4
    else:
        icon = 0 if button.icon().isNull() else button.iconSize().width() + 4
        room = button.width() - icon
    if width > room + SLACK:
        return f"“{text}” needs {width} px of width, has {room}"
    if button.fontMetrics().height() > button.height() + SLACK:
        return f"“{text}” needs {button.fontMetrics().height()} px of height"
    return ""


def _icon_only(button: QAbstractButton) -> bool:
    style = Qt.ToolButtonStyle.ToolButtonIconOnly
    return isinstance(button, QToolButton) and button.toolButtonStyle() == style


def _combo(box: QComboBox) -> str:
    height = box.fontMetrics().height()
    return f"needs {height} px of height" if height > box.height() + SLACK else ""


def _outside(widget: QWidget, root: QWidget) -> str:
    """Say whether a control lies outside the area that shows it, where nothing scrolls."""
    if not isinstance(widget, QAbstractButton | QComboBox | QLabel | QLineEdit):
        return ""
    parent = widget.parentWidget()
    while parent is not None and not _scrolls(parent):
        place = QRect(widget.mapTo(parent, widget.rect().topLeft()), widget.size())
        if not parent.rect().adjusted(-SLACK, -SLACK, SLACK, SLACK).contains(place):
            return f"at {place.getRect()}, outside of {type(parent).__name__}"
        parent = None if parent is root.window() else parent.parentWidget()
    return ""


def _scrolls(widget: QWidget) -> bool:
    """Say whether a widget scrolls what is in it: a bar of tabs, the viewport of an area."""
    return isinstance(widget, QTabBar) or isinstance(widget.parentWidget(), QAbstractScrollArea)


def _where(widget: QWidget) -> str:
    chain: list[str] = []
    at: QWidget | None = widget
    while at is not None and len(chain) < 5:
        chain.append(type(at).__name__)
        at = at.parentWidget()
    text = getattr(widget, "text", None)
    words = text()[:30] if callable(text) else widget.accessibleName()
    return f"“{words}” in {' < '.join(chain)}"
