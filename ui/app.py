"""Entry of the window. The network guard comes first; Qt is loaded inside the functions.

A spawned child imports the entry module again, so nothing here may import Qt at its top.
"""

import argparse
import contextlib
import os
import signal
import sys
import traceback
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING

from workbench.kernel.offline import Guard, install

if TYPE_CHECKING:
    from PySide6.QtWidgets import QApplication

    from ui.bridge import Bridge
    from ui.shell import Shell
    from workbench.workbench import Workbench


WELCOME_DONE = "welcome.done"
SWITCH_S = 0.001
"""Seconds after which a thread that computes lets another go on."""


def main(arguments: list[str] | None = None) -> int:
    """Open the window on the chosen or the default workspace; return the exit status."""
    guard = install()
    parser = argparse.ArgumentParser(prog="workbench-ui", description="法官工作台（窗口）")
    parser.add_argument("--workspace", type=Path, help="工作区文件夹")
    parser.add_argument("--pictures", type=Path, help="不打开窗口，把每个页面画成图片存入该文件夹")
    parser.add_argument("--every", action="store_true", help="图片包括浅色、深色和两种窗口大小")
    # For measurements: say "ready" when the window can be used, and close after so many seconds.
    parser.add_argument("--until-ready", type=float, metavar="SECONDS", help=argparse.SUPPRESS)
    options = parser.parse_args(arguments)
    from workbench.kernel.location import default_folder

    folder = options.workspace or default_folder()
    return run_window(folder, guard, options.pictures, options.every, options.until_ready)


def run_window(
    folder: Path,
    guard: Guard | None = None,
    pictures: Path | None = None,
    every: bool = False,
    until_ready: float | None = None,
) -> int:
    """Open the window on a workspace folder and run until it closes.

    Args:
        folder: the workspace.
        guard: the network guard, where it is installed already.
        pictures, every: where to put pictures of the pages instead, and whether in every look.
        until_ready: say so when the window can be used, and close it after so many seconds.

    Returns:
        0; 2 where the workspace could not be opened (said) or no passphrase was given.
    """
    installed = guard or install()
    app = make_application()
    run = _Run(app, installed, pictures, every, until_ready)
    workbench = open_workbench(folder)
    if workbench is None:
        return 2
    while workbench is not None:
        here = workbench.workspace.folder
        wanted = run.on(workbench)
        workbench = open_workbench(wanted) if wanted is not None else None
        if wanted is not None and workbench is None and wanted != here:
            workbench = open_workbench(here)  # a person gave the other one up
    return run.status


class _Run:
    """The window on one workspace after the other."""

    def __init__(
        self,
        app: "QApplication",
        guard: Guard,
        pictures: Path | None,
        every: bool,
        until_ready: float | None,
    ) -> None:
        self._app, self._guard = app, guard
        self._pictures, self._every, self._until_ready = pictures, every, until_ready
        self.status = 0

    def on(self, workbench: "Workbench") -> Path | None:
        """Show the window until it closes; return the folder to go on with, if one was chosen."""
        from PySide6.QtCore import QTimer

        wanted: list[Path] = []
        shell = _open_shell(self._app, workbench, self._guard)

        def leave(folder: Path) -> None:
            wanted.append(folder)
            QTimer.singleShot(0, shell, close)

        def close() -> None:
            if not shell.close():
                wanted.clear()  # a recording goes on

        shell.bridge.open_workspace.connect(leave)
        _close_on_signals(shell)
        _close_when_ready(shell, self._until_ready)
        try:
            if self._pictures is not None:
                from ui.pictures import take

                take(shell, self._app, self._pictures, self._every)
                return None
            welcome(shell)
            self.status = int(self._app.exec())
        finally:
            shell.close()
            shell.deleteLater()
        return wanted[-1] if wanted else None


def welcome(shell: "Shell") -> None:
    """Show the first steps until the person has left them; say when this is the demonstration."""
    from ui import routes
    from workbench.kernel import location

    workspace, settings = shell.bridge.workbench.workspace, shell.bridge.workbench.settings
    if workspace.folder == location.demo_folder():
        shell.bridge.notice.emit(
            "这是演示工作区，内容都是虚构的。要回到您的工作区：按 Ctrl+K 找“第一步”，或重新启动。"
        )
        return
    if workspace.created:
        settings.set(WELCOME_DONE, False)
    if settings.get(WELCOME_DONE, True) is False:
        shell.open_key(routes.WELCOME)


def _open_shell(app: "QApplication", workbench: "Workbench", guard: Guard) -> "Shell":
    from ui import appearance
    from ui.bridge import Bridge
    from ui.shell import Shell

    appearance.dress(app, appearance.load(workbench.settings))
    bridge = Bridge(workbench)
    appearance.SystemFollower(app, workbench.settings, bridge)
    _catch_bugs(bridge)
    shell = Shell(bridge, lambda: guard.state)
    shell.start()
    return shell


def _close_on_signals(shell: "Shell") -> None:
    from PySide6.QtCore import QTimer

    for number in (signal.SIGINT, signal.SIGTERM):
        # Qt's loop runs no Python by itself; the bridge's timer lets the handler in.
        signal.signal(number, lambda *_: QTimer.singleShot(0, shell.leave))


def _close_when_ready(shell: "Shell", seconds: float | None) -> None:
    if seconds is None:
        return
    from PySide6.QtCore import QTimer

    from ui.readiness import Readiness

    def ready() -> None:
        sys.stdout.write("ready\n")
        sys.stdout.flush()
        QTimer.singleShot(round(seconds * 1000), shell, shell.close)

    Readiness(shell, ready)


def make_application() -> "QApplication":
    """Make the Qt application with Chinese words in Qt's own menus, fonts and light colours."""
    from PySide6.QtCore import QLibraryInfo, QLocale, QTranslator
    from PySide6.QtWidgets import QApplication

    from ui import icons, theme

    _mend_input()
    app = QApplication(sys.argv[:1])
    # What reads beside the window lets it go on after a millisecond, not after five: a step of the
    # window takes Python's lock anew at every query, and would wait as often.
    sys.setswitchinterval(SWITCH_S)
    app.setApplicationName("judges-workbench")
    app.setApplicationDisplayName("法官工作台")
    QLocale.setDefault(QLocale(QLocale.Language.Chinese, QLocale.Country.China))
    translator = QTranslator(app)
    folder = QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)
    if translator.load("qtbase_zh_CN", folder):
        app.installTranslator(translator)
    if not theme.install_fonts(app):
        sys.stderr.write("本机没有中文字体，文字可能显示为方框。请安装任一中文字体。\n")
    theme.apply(app, theme.system_is_dark(app))
    app.setWindowIcon(icons.icon("case", theme.LIGHT.accent))
    return app


def _mend_input() -> None:
    """Let Qt reach the input method that runs; it must be said before Qt starts."""
    names = os.environ.get("QT_IM_MODULE", "") + os.environ.get("QT_IM_MODULES", "")
    if sys.platform == "linux" and ("fcitx" in names or "ibus" in names):
        from workbench import desktop

        desktop.mend(os.environ)


def open_workbench(folder: Path) -> "Workbench | None":
    """Open a workspace, asking for its passphrase where it has one; ``None`` if given up.

    Where it cannot be opened, a person may choose another folder, which is kept for next time.
    """
    from ui.passphrase import PassphraseDialog, tell_problem
    from workbench.kernel import location
    from workbench.kernel.errors import UserError
    from workbench.kernel.workspace import needs_passphrase
    from workbench.workbench import Workbench

    other = None
    try:
        location.check_there(folder)
        if not needs_passphrase(folder):
            return Workbench.open(folder)
        dialog = PassphraseDialog(folder)
        dialog.exec()
        if dialog.workbench is not None:
            return dialog.workbench
        other = dialog.other
    except UserError as error:
        other = tell_problem(error)
    if other is None:
        return None
    opened = open_workbench(other)
    if opened is not None:
        with contextlib.suppress(UserError):  # it is open all the same, this time
            location.choose_folder(opened.workspace.folder)
    return opened


def _catch_bugs(bridge: "Bridge") -> None:
    """Say that something went wrong, and where; an exception's own words may hold case text.

    A :class:`UserError` that nobody caught is said in its own words: they are made to be read.
    """
    from workbench.kernel.errors import UserError

    def hook(kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
        if issubclass(kind, KeyboardInterrupt):
            bridge.close()
            sys.exit(130)
        if isinstance(error, UserError):
            bridge.failed.emit(error.message, error.advice)
            return
        sys.stderr.write("".join(traceback.format_tb(trace)) + f"{kind.__name__}\n")
        bridge.failed.emit(
            "程序内部出错，刚才的操作可能没有完成；已保存的内容不受影响。",
            "请重试；如仍出错，请重新打开窗口。",
        )

    sys.excepthook = hook
