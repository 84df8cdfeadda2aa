"""Looks over the visible surface of a window: names, keyboard, focus, language.

Each function returns what is wrong in words that lead to the widget; an empty list is good.
"""

import re
from collections.abc import Iterator

from PySide6.QtCore import QCoreApplication, QEvent, QEventLoop, QObject, QRect, Qt
from PySide6.QtGui import QAccessible, QImage
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QAbstractScrollArea,
    QAbstractSlider,
    QAbstractSpinBox,
    QApplication,
    QComboBox,
    QDialog,
    QHeaderView,
    QLabel,
    QLineEdit,
    QMainWindow,
    QPlainTextEdit,
    QProgressBar,
    QScrollBar,
    QSplitter,
    QTabBar,
    QTextEdit,
    QWidget,
)

from ui.widgets.elided import ElidedLabel

CONTROLS = (
    QAbstractButton,
    QLineEdit,
    QTextEdit,
    QPlainTextEdit,
    QAbstractSpinBox,
    QComboBox,
    QAbstractItemView,
    QAbstractSlider,
    QTabBar,
)
NAMED = (*CONTROLS, QProgressBar)
ENGLISH = re.compile(r"[A-Za-z][A-Za-z0-9.-]+")
NOT_WORDS = re.compile(
    r"<[^>]*>|“workbench [^”]*”|(?<![\w.])/\S+"
    r"|\S*\.(?:docx?|pdf|txt|png|jpg|md|toml|csv|jsonl|key|jwbackup)\b"
)
"""Commands to be typed, paths and names of files."""
LATIN = """
pdf jpg png SQLCipher AES-256-GCM gguf faster-whisper model.bin config.json ibus fcitx Qt F1 F2
F3 F5
F4 F6 F7 F8 F9 AI OCR PDF OFD Word WPS Excel DOCX docx TXT txt HTML CSV JSON Lines ZIP zip Ctrl Alt
Shift Tab Enter Esc Home End Del Delete Space Backspace PgUp PgDown Page Up Down Left Right MB
GB KB CPU GPU SHA SM RapidOCR PP-OCR Whisper BM25 AES GCM AGPL-3.0-or-later GNU Affero dpi JPEG
F10 kHz dB libpulse0
LPR gguf faster-whisper model.bin config.json workbench Kylin UOS Windows Linux Debian
"""
"""Names that have no Chinese form in an office: formats, keys, programs, licences."""
KNOWN = frozenset(LATIN.split())
"""Words of Latin letters that may stand on the screen."""


def describe(widget: QWidget) -> str:
    """Return kind, words and parents of a widget."""
    chain: list[str] = []
    parent = widget.parentWidget()
    while parent is not None and len(chain) < 6:
        if not isinstance(parent, QSplitter):
            chain.append(type(parent).__name__)
        parent = parent.parentWidget()
    text = getattr(widget, "text", None)
    words = text() if callable(text) and isinstance(widget, QAbstractButton | QLabel) else ""
    return f"{type(widget).__name__}“{words or widget.toolTip()}” in {' < '.join(chain)}"


def visible(root: QWidget) -> Iterator[QWidget]:
    """Yield the visible widgets below a root that a program made, without Qt's own inner parts."""
    for widget in root.findChildren(QWidget):
        if not widget.isVisible() or isinstance(widget, QScrollBar | QHeaderView):
            continue
        if not _inner(widget):
            yield widget


def _inner(widget: QWidget) -> bool:
    """Say whether a widget is a part of another control (the line of a spin box, a viewport)."""
    parent = widget.parentWidget()
    if widget.objectName().startswith("qt_"):
        return True
    if isinstance(parent, QAbstractScrollArea) and widget is parent.viewport():
        return True
    if isinstance(parent, QTabBar):
        return True  # its arrows; pages are reached by keys
    return isinstance(parent, QAbstractSpinBox | QComboBox | QLineEdit)


def controls(root: QWidget) -> list[QWidget]:
    """Return what a person can use: Qt's controls, and whatever else takes the focus."""
    found = []
    for widget in visible(root):
        focus = widget.focusPolicy() != Qt.FocusPolicy.NoFocus and not isinstance(widget, QLabel)
        own = isinstance(widget, CONTROLS) or focus  # labels take it so that words can be copied
        if own and widget.focusProxy() is None and widget.isEnabled():
            found.append(widget)
    return found


def accessible_name(widget: QWidget) -> str:
    """Return what a screen reader says of a widget."""
    interface = QAccessible.queryAccessibleInterface(widget)
    return interface.text(QAccessible.Text.Name).strip() if interface is not None else ""


def nameless(root: QWidget) -> list[str]:
    """Return the controls that a screen reader has no words for."""
    wanted = [*controls(root), *(w for w in visible(root) if isinstance(w, QProgressBar))]
    return [describe(widget) for widget in wanted if not accessible_name(widget)]


def unreachable(root: QWidget) -> list[str]:
    """Return the buttons and fields that Tab never comes to and that name no key of their own.

    A control may stay out of the Tab order where its tooltip names the key that does the same, or
    where its property ``drivenBy`` names the field whose arrows choose from it.
    """
    return [
        describe(widget)
        for widget in controls(root)
        if not widget.property("drivenBy")
        and not widget.focusPolicy() & Qt.FocusPolicy.TabFocus
        and not re.search(
            r"（[^）]*(Ctrl|Alt|F\d|Esc|Enter|Delete|[A-Z])[^）]*）", widget.toolTip()
        )
    ]


def without_visible_focus(root: QWidget, known: set[QWidget]) -> list[str]:
    """Return the controls that look the same with the focus and without it.

    Args:
        root: what is looked over.
        known: controls that were looked at before; those found now are added.
    """
    new = [widget for widget in controls(root) if widget not in known]
    known.update(new)
    return [describe(widget) for widget in new if not _shows_focus(root.window(), widget)]


def _shows_focus(window: QWidget, widget: QWidget) -> bool:
    if not widget.focusPolicy() & Qt.FocusPolicy.TabFocus:
        return True
    scroller = _scroller(widget)
    if scroller is not None:
        scroller.ensureWidgetVisible(widget, 0, 8)  # type: ignore[attr-defined]
    focused = QApplication.focusWidget()
    if focused is not None:
        focused.clearFocus()
    before = _picture(window, widget)
    if not widget.isVisible():
        return True  # it went away when the focus left it
    widget.setFocus(Qt.FocusReason.TabFocusReason)
    return widget.hasFocus() and before != _picture(window, widget)


def _scroller(widget: QWidget) -> QWidget | None:
    parent = widget.parentWidget()
    while parent is not None and not hasattr(parent, "ensureWidgetVisible"):
        parent = parent.parentWidget()
    return parent


def _picture(window: QWidget, widget: QWidget) -> QImage:
    QCoreApplication.processEvents(QEventLoop.ProcessEventsFlag.ExcludeUserInputEvents)
    place = widget.mapTo(window, widget.rect().topLeft())
    around = QRect(place, widget.size()).adjusted(-3, -3, 3, 3).intersected(window.rect())
    return window.grab(around).toImage()


def english(root: QWidget, known: frozenset[str] = frozenset()) -> list[str]:
    """Return the words of Latin letters on labels, controls, tooltips and names.

    Args:
        root: what is looked over.
        known: further words that may stand there (names of files and models).
    """
    found = []
    for widget in (root, *visible(root)):
        for text in _texts(widget):
            bare = NOT_WORDS.sub("", text)
            strange = [w for w in ENGLISH.findall(bare) if w.strip(".-") not in KNOWN | known]
            if strange:
                found.append(f"{strange} in {describe(widget)}")
    return found


def _texts(widget: QWidget) -> list[str]:
    texts = [widget.toolTip(), widget.accessibleName(), widget.windowTitle()]
    cut = isinstance(widget, ElidedLabel)  # half a word is no word; the tooltip has the whole
    if isinstance(widget, QLabel | QAbstractButton) and not cut:
        texts.append(widget.text())
    if isinstance(widget, QLineEdit):
        texts.append(widget.placeholderText())
    return texts


class StrayWindows(QObject):
    """Notices widgets that become windows of their own for a moment and take the focus away.

    Attributes:
        found: what they are.
    """

    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802
        """Look at every widget that is shown."""
        if event.type() == QEvent.Type.Show and isinstance(watched, QWidget):
            plain = watched.windowType() in (Qt.WindowType.Window, Qt.WindowType.Widget)
            if watched.isWindow() and plain and not isinstance(watched, QMainWindow | QDialog):
                self.found.append(describe(watched))
        return False
