"""Start of the program: guard before Qt, the passphrase, workspaces that cannot be opened."""

import subprocess
import sys
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QFileDialog, QLineEdit, QMessageBox, QWidget
from pytestqt.qtbot import QtBot

from tests.ui.conftest import GUARD, type_text
from ui import app, asking, passphrase
from ui.bridge import Bridge
from ui.passphrase import PassphraseDialog
from ui.pictures import SIZES, take
from ui.shell import Shell
from workbench.kernel.errors import UserError
from workbench.workbench import Workbench

SECRET = "示例口令-八个字以上"


@pytest.fixture
def locked(tmp_path: Path) -> Path:
    """Make a workspace with a passphrase."""
    workbench = Workbench.open(tmp_path / "ws")
    workbench.set_passphrase(SECRET)
    workbench.close()
    return tmp_path / "ws"


def test_the_entry_loads_no_qt() -> None:
    code = "import sys, ui.app, ui.widgets.drawing_child; sys.exit('PySide6' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


def test_a_wrong_passphrase_is_said_and_can_be_typed_again(locked: Path, qtbot: QtBot) -> None:
    dialog = PassphraseDialog(locked)
    qtbot.addWidget(dialog)
    dialog.show()
    type_text(dialog.line, "不对的口令")
    QTest.mouseClick(dialog.go, Qt.MouseButton.LeftButton)
    nothing = dialog.workbench
    assert nothing is None
    assert "口令" in dialog.problem.text()
    dialog.line.clear()
    type_text(dialog.line, SECRET)
    QTest.keyClick(dialog.line, Qt.Key.Key_Return)
    opened = dialog.workbench
    assert isinstance(opened, Workbench)
    assert opened.workspace.has_passphrase
    opened.close()


def test_caps_lock_is_told_from_the_letters(locked: Path, qtbot: QtBot) -> None:
    dialog = PassphraseDialog(locked)
    qtbot.addWidget(dialog)
    dialog.show()
    QTest.keyClicks(dialog.line, "ab")
    assert not dialog.caps.isVisible()
    press, shift = QTest.KeyAction.Press, Qt.KeyboardModifier.ShiftModifier
    QTest.sendKeyEvent(press, dialog.line, Qt.Key.Key_A, "A", shift)
    assert not dialog.caps.isVisible()
    QTest.sendKeyEvent(press, dialog.line, Qt.Key.Key_A, "A", Qt.KeyboardModifier.NoModifier)
    assert dialog.caps.isVisible()


def test_the_dialog_is_used_by_keyboard_alone(locked: Path, qtbot: QtBot) -> None:
    dialog = PassphraseDialog(locked)
    qtbot.addWidget(dialog)
    dialog.show()
    dialog.activateWindow()
    qtbot.waitUntil(dialog.line.hasFocus)
    QTest.keyClick(dialog.line, Qt.Key.Key_Tab)
    assert dialog.shown.hasFocus()
    QTest.keyClick(dialog.shown, Qt.Key.Key_Space)
    assert dialog.line.echoMode() is QLineEdit.EchoMode.Normal
    for _ in range(4):
        QTest.keyClick(dialog.line, Qt.Key.Key_Return)  # wrong as often as one likes
    assert "口令" in dialog.problem.text()
    dialog.line.setText(SECRET)
    assert not dialog.problem.isVisible()
    QTest.keyClick(dialog.line, Qt.Key.Key_Return)
    assert isinstance(dialog.workbench, Workbench)
    dialog.workbench.close()


def test_another_workspace_can_be_opened_instead(
    locked: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "config"))
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *_: str(tmp_path / "other"))
    monkeypatch.setattr(PassphraseDialog, "exec", PassphraseDialog.choose_other)
    opened = app.open_workbench(locked)
    assert opened is not None
    assert opened.workspace.folder == tmp_path / "other"
    opened.close()


def test_giving_up_the_passphrase_opens_nothing(
    locked: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(PassphraseDialog, "exec", PassphraseDialog.reject)
    assert app.open_workbench(locked) is None


def test_a_folder_of_something_else_is_refused_in_words(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    told: list[UserError] = []
    monkeypatch.setattr(passphrase, "tell_problem", told.append)
    (tmp_path / "note.txt").write_text("x")
    assert app.open_workbench(tmp_path) is None
    assert "已有其他文件" in told[0].message


def test_pictures_of_the_pages_are_written(
    bridge: Bridge, tmp_path: Path, qapp: object, monkeypatch: pytest.MonkeyPatch
) -> None:
    from PySide6.QtWidgets import QApplication

    from ui import pictures, theme

    assert isinstance(qapp, QApplication)
    monkeypatch.setattr(pictures, "SIZES", SIZES[:1])
    shell = Shell(bridge, lambda: GUARD)
    shell.start()
    files = take(shell, qapp, tmp_path / "pictures", every=True)
    shell.close()
    theme.apply(qapp, dark=False)
    names = {path.name for path in files}
    assert {"cases-1366x768-light.png", "settings-1366x768-dark.png"} <= names
    assert all(path.stat().st_size > 1000 for path in files)


@pytest.fixture
def hook(bridge: Bridge, monkeypatch: pytest.MonkeyPatch) -> list[tuple[str, str]]:
    """Catch bugs as the program does; return what is told of them."""
    told: list[tuple[str, str]] = []
    bridge.failed.connect(lambda message, advice: told.append((message, advice)))
    monkeypatch.setattr(sys, "excepthook", sys.excepthook)
    app._catch_bugs(bridge)
    return told


def test_a_problem_that_nobody_caught_is_said_in_its_own_words(
    hook: list[tuple[str, str]], capsys: pytest.CaptureFixture[str]
) -> None:
    error = UserError("磁盘空间不足，没有保存。", "请清理磁盘空间。")
    sys.excepthook(UserError, error, None)
    assert hook == [("磁盘空间不足，没有保存。", "请清理磁盘空间。")]
    assert capsys.readouterr().err == ""


def test_a_bug_is_said_without_its_own_words(
    hook: list[tuple[str, str]], capsys: pytest.CaptureFixture[str]
) -> None:
    sys.excepthook(ValueError, ValueError("张三甲"), None)
    assert hook[0][0].startswith("程序内部出错")
    assert "张三甲" not in str(hook) + capsys.readouterr().err


@pytest.mark.parametrize("error", [UserError("磁盘空间不足。"), RuntimeError("bug")])
def test_the_workbench_is_closed_though_the_layout_cannot_be_kept(
    bridge: Bridge, monkeypatch: pytest.MonkeyPatch, qtbot: QtBot, error: Exception
) -> None:
    shell = Shell(bridge, lambda: GUARD)
    shell.start()

    def fail() -> None:
        raise error

    monkeypatch.setattr(shell._state, "save", fail)
    with qtbot.captureExceptions():
        shell.close()
    assert bridge.closed
    shell.deleteLater()


def test_names_in_questions_and_problems_are_no_markup(
    monkeypatch: pytest.MonkeyPatch, qtbot: QtBot
) -> None:
    formats: list[Qt.TextFormat] = []
    monkeypatch.setattr(QMessageBox, "exec", lambda box: formats.append(box.textFormat()))
    owner = QWidget()
    qtbot.addWidget(owner)
    asking.confirm(owner, "删除案件", "确定删除案件“<b>张三甲</b>”吗？", "删除")
    passphrase.tell_problem(UserError("无法打开“<b>甲</b>”。"))
    assert formats == [Qt.TextFormat.PlainText] * 2


def test_the_window_says_when_it_can_be_used_and_closes(tmp_path: Path) -> None:
    command = [sys.executable, "-m", "ui", "--workspace", str(tmp_path / "ws")]
    done = subprocess.run(
        [*command, "--until-ready", "0"], check=False, capture_output=True, text=True, timeout=60
    )
    assert (done.returncode, done.stdout) == (0, "ready\n")
