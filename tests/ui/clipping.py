"""Words that do not fit: labels and buttons whose text is cut at a size of font or window.

A walker for any page; the scenes of all pages can be put through it.
"""

from typing import NamedTuple

from PySide6.QtCore import QRect, Qt, QTimer
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
    _let_fit(root.window())
    found, frames = [], _Frames(root.window())
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
            problem = frames.outside(widget)
        if problem:
            found.append(f"{problem}: {_where(widget)}")
    return found


def _let_fit(window: QWidget) -> None:
    """Let the window do what it does at once after something in it changed."""
    for _ in range(10):
        QApplication.processEvents()
        timers = (t for t in window.findChildren(QTimer) if t.isSingleShot() and not t.interval())
        if not any(timer.isActive() for timer in timers):
            return


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
        metrics = label.fontMetrics()
        wide = max((metrics.horizontalAdvance(c) for c in set(text)), default=0)
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


class _Frames:
    """What lies around widgets: each is asked once, however many lie in it."""

    def __init__(self, window: QWidget) -> None:
        self._window = window
        self._known: dict[QWidget, _Frame] = {}

    def outside(self, widget: QWidget) -> str:
        """Say whether a control lies outside the area that shows it, where nothing scrolls."""
        if not isinstance(widget, QAbstractButton | QComboBox | QLabel | QLineEdit):
            return ""
        at = self._of(widget)
        x, y, width, height = at.x, at.y, at.width, at.height
        while at.parent is not None and not (around := self._of(at.parent)).scrolls:
            across = x >= -SLACK and x + width <= around.width + SLACK
            down = y >= -SLACK and y + height <= around.height + SLACK
            if not (across and down and (width or height)):
                return f"at {(x, y, width, height)}, outside of {type(at.parent).__name__}"
            x, y, at = x + around.x, y + around.y, around
        return ""

    def _of(self, widget: QWidget) -> "_Frame":
        if widget not in self._known:
            parent = None if widget is self._window else widget.parentWidget()
            x, y, width, height = widget.x(), widget.y(), widget.width(), widget.height()
            self._known[widget] = _Frame(parent, x, y, width, height, _scrolls(widget))
        return self._known[widget]


class _Frame(NamedTuple):
    """A widget in its parent; ``None`` for the window."""

    parent: QWidget | None
    x: int
    y: int
    width: int
    height: int
    scrolls: bool


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
