"""Chinese input: while a person composes, nothing is searched, saved, sent or closed."""

from collections.abc import Callable, Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QInputMethodEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QPlainTextEdit, QTextEdit, QWidget
from pytestqt.qtbot import QtBot

from tests.ui.conftest import type_text
from ui import routes
from ui.pages.help import HelpPage
from ui.pages.settings import SECTIONS, SettingsPage
from ui.shell import Shell

Field = QLineEdit | QTextEdit | QPlainTextEdit


def compose(widget: QWidget, text: str) -> None:
    """Show letters that are being composed, as an input method does."""
    event = QInputMethodEvent(text, [])
    QApplication.sendEvent(widget, event)


def content(field: Field) -> str:
    return field.text() if isinstance(field, QLineEdit) else field.toPlainText()


def fields(root: QWidget) -> Iterator[Field]:
    """Yield the fields that can be typed into."""
    for widget in root.findChildren(QWidget):
        known = isinstance(widget, QLineEdit | QTextEdit | QPlainTextEdit)
        if known and widget.isVisible() and widget.isEnabled() and not widget.isReadOnly():  # type: ignore[attr-defined]
            yield widget  # type: ignore[misc]


def page_keys(shell: Shell) -> list[str]:
    case = shell.case
    papers = shell.bridge.workbench.papers.documents(case)
    named = {"overview": f"overview:{case}", "paper": f"paper:{papers[0].id}"}
    plain = (routes.CASES, routes.LIBRARY, routes.JOURNAL, routes.HELP, routes.WELCOME)
    rooms = {f"settings:{key}" for key in SECTIONS} | set(plain)
    return [*named.values(), *sorted(rooms)]


def test_composing_changes_nothing_in_any_field_of_any_page(
    case_shell: Shell, qtbot: QtBot
) -> None:
    """Letters of a composition are shown and are no text: no search, no check, no saving."""
    seen, wrong = 0, []
    for key in page_keys(case_shell):
        case_shell.opening.go(key)
        QApplication.processEvents()
        for field in fields(case_shell):
            before = content(field)
            said: list[int] = []
            field.setFocus()
            field.textChanged.connect(lambda *_, into=said: into.append(1))
            compose(field, "jiekuan")
            if content(field) != before or (said and isinstance(field, QLineEdit)):
                wrong.append(f"{key}: {field.accessibleName()}")
            compose(field, "")
            assert content(field) == before
            seen += 1
    assert seen > 20
    assert wrong == []


@pytest.mark.qt_log_ignore("This plugin does not support", extend=True)  # lists below fields
def test_what_is_committed_is_text_in_every_field(case_shell: Shell) -> None:
    """Passwords too: a passphrase may be Chinese."""
    for key in page_keys(case_shell):
        case_shell.opening.go(key)
        QApplication.processEvents()
        for field in fields(case_shell):
            if isinstance(field, QLineEdit) and (field.validator() or field.completer()):
                continue  # numbers only; or a list opens, which the display without a screen lacks
            if field.objectName().startswith("qt_spinbox"):
                continue
            before = content(field)
            field.setFocus()
            if isinstance(field, QLineEdit):
                field.end(False)
            type_text(field, "借款")
            assert "借款" in content(field), f"{key}: {field.accessibleName()}"
            if isinstance(field, QLineEdit):
                field.setText(before)


@pytest.mark.parametrize("key", [Qt.Key.Key_Return, Qt.Key.Key_Escape])
def test_enter_and_escape_of_an_input_method_never_reach_the_page(
    qtbot: QtBot, shell: Shell, key: Qt.Key
) -> None:
    """An input method takes its keys before the field sees them and sends what came of them.

    What must hold here: a commit by Enter is text and nothing more; giving up leaves the field.
    """
    shell.opening.go(routes.HELP)
    page = shell.tabs.currentWidget()
    assert isinstance(page, HelpPage)
    page.search.setFocus()
    compose(page.search, "beifen")
    topic = page.topic
    if key == Qt.Key.Key_Return:
        type_text(page.search, "备份")
        assert page.search.text() == "备份"
    else:
        compose(page.search, "")
        assert page.search.text() == ""
        assert page.topic == topic
    assert shell.tabs.currentWidget() is page


def test_a_passphrase_in_chinese_is_the_same_composed_or_pasted(
    qtbot: QtBot, shell: Shell, monkeypatch: pytest.MonkeyPatch
) -> None:
    shell.opening.go("settings:security")
    page = shell.tabs.currentWidget()
    assert isinstance(page, SettingsPage)
    form = page.security.form
    for field in (form.first, form.second):
        field.setFocus()
        compose(field, "qingshan")
        type_text(field, "青山隐隐水迢迢秋尽")
    assert form.first.text() == form.second.text() == "青山隐隐水迢迢秋尽"
    form.understood.setChecked(True)
    QTest.keyClick(form.second, Qt.Key.Key_Return)
    assert shell.bridge.workbench.workspace.has_passphrase


def test_keys_of_the_window_wait_while_composing(
    case_shell: Shell, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Single letters are commands on cards; in a field they are letters."""
    calls: list[str] = []
    waiting: Callable[[str], None] = calls.append
    case_shell.bridge.notice.connect(waiting)
    case_shell.opening.go(routes.JOURNAL)
    for field in fields(case_shell):
        if isinstance(field, QLineEdit) and field.accessibleName() == "筛选日志":
            field.setFocus()
            QTest.keyClicks(field, "aedwz")
            assert field.text() == "aedwz"
    assert calls == []
