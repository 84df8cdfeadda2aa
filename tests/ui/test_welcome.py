"""The first start: three steps, each skipped or done; the demonstration in its own workspace."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QFileDialog
from pytestqt.qtbot import QtBot

from ui import app as app_module
from ui import routes
from ui.app import WELCOME_DONE, run_window
from ui.bridge import Bridge
from ui.pages.welcome import WelcomePage
from ui.shell import Shell
from workbench.kernel import keys, location
from workbench.workbench import Workbench

LEFT = Qt.MouseButton.LeftButton
LAW = "中华人民共和国示例法\n（2020年1月1日通过）\n第一条 制定本法。\n第二条 示例。\n"


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Give the account other places for settings and data."""
    monkeypatch.delenv("WORKBENCH_HOME", raising=False)
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "config"))
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "data"))
    return tmp_path


@pytest.fixture
def page(qtbot: QtBot, bridge: Bridge) -> WelcomePage:
    """Show the first steps."""
    page = WelcomePage(bridge)
    qtbot.addWidget(page)
    page.resize(900, 900)
    page.show()
    qtbot.waitExposed(page)
    return page


def test_all_can_be_skipped_at_once(qtbot: QtBot, page: WelcomePage, bridge: Bridge) -> None:
    with qtbot.waitSignal(page.left):
        QTest.mouseClick(page.begin, LEFT)
    assert bridge.workbench.settings.get(WELCOME_DONE) is True
    assert not bridge.workbench.workspace.has_passphrase
    assert not bridge.workbench.papers.cases()


def test_a_passphrase_is_set_here(page: WelcomePage, bridge: Bridge) -> None:
    page.form.first.setText("青山隐隐水迢迢秋尽")
    page.form.second.setText("青山隐隐水迢迢秋尽")
    page.form.understood.setChecked(True)
    QTest.mouseClick(page.form.set_button, LEFT)
    assert page.passphrase_state.isVisible()
    keys.unlock(bridge.workbench.workspace.folder, "青山隐隐水迢迢秋尽")


def test_statutes_are_imported_behind_the_work(
    qtbot: QtBot, page: WelcomePage, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "laws").mkdir()
    (tmp_path / "laws" / "中华人民共和国示例法.txt").write_text(LAW, "utf-8")
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *_: str(tmp_path / "laws"))
    assert page.library_state.text() == "法规库还是空的。"
    QTest.mouseClick(page.from_folder, LEFT)
    qtbot.waitUntil(lambda: "条文" in page.library_state.text(), timeout=30_000)


def test_the_demonstration_is_made_beside_and_never_among_ones_own_cases(
    qtbot: QtBot, page: WelcomePage, bridge: Bridge, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = location.demo_folder()
    assert folder != bridge.workbench.workspace.folder
    folder.mkdir(parents=True)
    (folder / location.DEMO_MARK).write_text("half", "utf-8")
    assert not location.demo_ready(folder)
    (folder / location.DEMO_MARK).write_text(location.DEMO_DONE, "utf-8")
    with qtbot.waitSignal(bridge.open_workspace) as wanted:
        QTest.mouseClick(page.demo, LEFT)
    assert wanted.args == [folder]
    assert not bridge.workbench.papers.cases()
    assert location.chosen_folder() is None, "the next start opens one's own workspace"


def test_making_the_demonstration_can_be_stopped(qtbot: QtBot, page: WelcomePage) -> None:
    QTest.mouseClick(page.demo, LEFT)
    assert page.stop_demo.isVisible()
    qtbot.waitUntil(lambda: page._process.processId() != 0)
    QTest.mouseClick(page.stop_demo, LEFT)
    assert page.demo.isVisible()
    qtbot.waitUntil(lambda: page._process.processId() == 0)
    assert page.demo_state.text() == "已取消生成演示案件。"


# The program's start


@pytest.fixture
def seen(monkeypatch: pytest.MonkeyPatch, qapp: QApplication) -> list[str]:
    """Run the program's loop on the test's application, and note what each window shows."""
    shown: list[str] = []
    monkeypatch.setattr(app_module, "make_application", lambda: qapp)
    return shown


def act(monkeypatch: pytest.MonkeyPatch, *steps: object) -> None:
    """Have each window do a step once it is shown."""
    waiting = list(steps)
    real = app_module.welcome

    def then(shell: Shell) -> None:
        real(shell)
        step = waiting.pop(0)
        QTimer.singleShot(0, shell, lambda: step(shell))  # type: ignore[operator]

    monkeypatch.setattr(app_module, "welcome", then)


def test_a_new_workspace_shows_the_steps_until_they_are_left(
    home: Path, seen: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    def note(shell: Shell) -> None:
        seen.append(shell.tabs.current_key())
        shell.close()

    def leave(shell: Shell) -> None:
        seen.append(shell.tabs.current_key())
        page = shell.tabs.currentWidget()
        assert isinstance(page, WelcomePage)
        page.leave()
        shell.close()

    act(monkeypatch, note, leave, note)
    for _ in range(3):
        assert run_window(home / "ws") == 0
    assert seen == [routes.WELCOME, routes.WELCOME, routes.CASES]


def test_another_workspace_opens_in_the_place_of_this(
    home: Path, seen: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    folders: list[Path] = []

    def change(shell: Shell) -> None:
        folders.append(shell.bridge.workbench.workspace.folder)
        shell.bridge.open_workspace.emit(home / "other")

    def close(shell: Shell) -> None:
        folders.append(shell.bridge.workbench.workspace.folder)
        shell.close()

    act(monkeypatch, change, close)
    assert run_window(home / "ws") == 0
    assert folders == [home / "ws", home / "other"]
    reopened = Workbench.open(home / "ws")
    assert not reopened.workspace.read_only, "its lock was given back"
    reopened.close()


def test_a_workspace_on_a_disk_that_is_away_is_not_made_anew(
    home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    told: list[str] = []
    location.choose_folder(home / "disk" / "ws")
    monkeypatch.setattr("ui.passphrase.tell_problem", lambda error: told.append(str(error)))
    assert app_module.open_workbench(location.default_folder()) is None
    assert "找不到工作区文件夹" in told[0]
    assert not (home / "disk").exists()
