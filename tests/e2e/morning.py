"""A clerk's and a judge's morning, in a window of its own that is killed at the end.

``python -m tests.e2e.morning WORKSPACE PAPERS LAWS`` opens the window on an empty workspace and
goes through the morning by mouse and keyboard. It prints one JSON line with the worst stall of the
event loop when everything is done, then goes on working until somebody kills it.
"""

import json
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

from PySide6.QtCore import QCoreApplication, QEventLoop, QPoint, Qt
from PySide6.QtGui import QInputMethodEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QFileDialog, QWidget

from tests.support.dropping import drop
from tests.support.engines import FixedOcr
from ui.app import make_application, welcome
from ui.bridge import Bridge
from ui.pages.cases import CasesPage
from ui.pages.confirmation import ConfirmationPage
from ui.pages.library import LibraryPage
from ui.pages.overview import OverviewPage
from ui.pages.papers import PaperPage
from ui.pages.settings import SettingsPage
from ui.pages.welcome import WelcomePage
from ui.shell import Shell
from ui.sidebar.group import FeatureGroup
from ui.watchdog import Watchdog
from ui.window_state import STATE
from workbench.kernel.offline import GuardState
from workbench.papers.model import Outcome
from workbench.workbench import Workbench

PASSPHRASE = "示例口令-2026"
UNSAVED = "速裁程序（待定"
CONTROL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier
ALT, NONE = Qt.KeyboardModifier.AltModifier, Qt.KeyboardModifier.NoModifier
PATIENCE = 60.0


def until(met: Callable[[], bool], what: str) -> None:
    """Let the window live until something holds.

    Raises:
        TimeoutError: it does not come.
    """
    end = time.monotonic() + PATIENCE
    while not met():
        if time.monotonic() > end:
            raise TimeoutError(what)
        QCoreApplication.processEvents(QEventLoop.ProcessEventsFlag.AllEvents, 20)
        time.sleep(0.002)


def focused() -> QWidget:
    """Return what the keyboard is in."""
    until(lambda: QApplication.focusWidget() is not None, "nothing has the focus")
    widget = QApplication.focusWidget()
    assert widget is not None
    return widget


def press(key: Qt.Key, modifiers: Qt.KeyboardModifier = NONE) -> None:
    """Press a key wherever the keyboard is."""
    QTest.keyClick(focused(), key, modifiers)
    QCoreApplication.processEvents(QEventLoop.ProcessEventsFlag.AllEvents, 20)


def type_words(text: str) -> None:
    """Type Chinese as an input method commits it."""
    event = QInputMethodEvent()
    event.setCommitString(text)
    QApplication.sendEvent(focused(), event)


def click(widget: QWidget) -> None:
    """Click in the middle of a widget that can be seen."""
    until(widget.isVisible, f"{type(widget).__name__} is not to be seen")
    QTest.mouseClick(widget, Qt.MouseButton.LeftButton, NONE, QPoint())


def page(shell: Shell) -> QWidget:
    """Return the page in front."""
    found = shell.tabs.currentWidget()
    assert found is not None
    return found


def group(shell: Shell, feature: str) -> FeatureGroup:
    """Return the group of a feature in the sidebar."""
    return next(g for g in shell.sidebar.groups if g.feature.key == feature)


def first_start(shell: Shell) -> None:
    """Read the three steps of the first start, skip them, and begin."""
    welcome(shell)
    steps = page(shell)
    assert isinstance(steps, WelcomePage)
    click(steps.begin)
    until(lambda: isinstance(page(shell), CasesPage), "the list of cases did not come")


def import_laws(shell: Shell, laws: Path) -> None:
    """Ctrl+L, then the pack through the page's own menu; the system's dialog answers at once."""
    press(Qt.Key.Key_L, CONTROL)
    library = page(shell)
    assert isinstance(library, LibraryPage)
    dialogs: Any = QFileDialog
    dialogs.getExistingDirectory = lambda *_args, **_more: str(laws)
    library.imports.folder_action.trigger()
    law = shell.bridge.workbench.law
    until(lambda: law.counts().articles > 0 and not _busy(shell), "the pack is not imported")


def bring_papers(shell: Shell, papers: Path) -> None:
    """Drop a folder on the window; a case is made, its papers are read, the scans by OCR."""
    drop(shell, [papers])
    until(lambda: bool(shell.case), "no case was made")
    workbench = shell.bridge.workbench

    def read() -> bool:
        documents = workbench.papers.documents(shell.case)
        return len(documents) >= 4 and all(d.outcome is Outcome.READABLE for d in documents)

    until(lambda: not _busy(shell) and read(), "the papers are not read")


def order_papers(shell: Shell) -> None:
    """Rename a paper, move it, turn it, and take all of it back but the name."""
    tree, papers = shell.column.rooms.tree, shell.bridge.workbench.papers
    receipt = next(d for d in papers.documents(shell.case) if d.name.startswith("收条"))
    until(lambda: receipt.id in tree.paper_ids(), "the paper is not in the tree")
    tree.choose(receipt.id)
    tree.setFocus()
    press(Qt.Key.Key_F2)
    until(lambda: tree.editing, "the name cannot be typed")
    press(Qt.Key.Key_A, CONTROL)
    type_words("收条（2023年1月10日）")
    press(Qt.Key.Key_Return)
    until(lambda: "2023" in papers.document(receipt.id).name, "the name is not kept")
    before = [d.id for d in papers.documents(shell.case)]
    tree.setFocus()
    press(Qt.Key.Key_Up, ALT)
    until(lambda: [d.id for d in papers.documents(shell.case)] != before, "it did not move")
    press(Qt.Key.Key_Z, CONTROL)
    until(lambda: [d.id for d in papers.documents(shell.case)] == before, "it did not move back")


def extract(shell: Shell) -> None:
    """Press 生成 at the head of the group, and wait for the values."""
    click(group(shell, "papers.extract").head.run)
    papers = shell.bridge.workbench.papers
    until(lambda: bool(papers.values(shell.case)) and not _busy(shell), "nothing was extracted")


def confirm(shell: Shell) -> None:
    """Confirm every value by keyboard, the first conflict by its number."""
    shell.open_case(shell.case)
    overview = page(shell)
    assert isinstance(overview, OverviewPage)
    click(overview.head.pending)
    form = page(shell)
    assert isinstance(form, ConfirmationPage)
    until(form.list.editor.field.hasFocus, "the form has no focus")
    for _ in range(200):
        done, total = form.model.progress()
        if done == total:
            break
        row = form.row
        press(Qt.Key.Key_1 if row and row.conflicting else Qt.Key.Key_Return)
    assert form.model.progress()[0] == form.model.progress()[1] > 5
    until(lambda: bool(shell.bridge.workbench.papers.case(shell.case).parties), "no party came")


def read(shell: Shell) -> None:
    """Find words over the case with Ctrl+K, open the paper at the place, search in it, zoom."""
    press(Qt.Key.Key_K, CONTROL)
    type_words("月利率")
    listed = shell.quick.list.entries
    until(lambda: any("月利率" in e.title + e.more for e in listed()), "Ctrl+K finds no text")
    press(Qt.Key.Key_Return)
    until(lambda: isinstance(page(shell), PaperPage), "the paper did not open")
    paper = page(shell)
    assert isinstance(paper, PaperPage)
    paper.setFocus()
    press(Qt.Key.Key_F, CONTROL)
    until(paper.finder.field.hasFocus, "the search has no focus")
    press(Qt.Key.Key_A, CONTROL)
    type_words("月利率")
    until(lambda: "共 " in paper.finder.count.text(), "the search found nothing")
    press(Qt.Key.Key_Escape)


def weigh_law(shell: Shell) -> None:
    """Have statutes suggested, open one at its source, adopt it, and read it in the library."""
    laws = group(shell, "law.statutes")
    click(laws.head.run)
    until(
        lambda: any(card.advice.kind == "article" for card in laws.pending.cards()),
        "no statute was suggested",
    )
    card = next(card for card in laws.pending.cards() if card.advice.kind == "article")
    card.setFocus()
    press(Qt.Key.Key_Return)
    until(lambda: isinstance(page(shell), LibraryPage), "the article did not open")
    card.setFocus()
    press(Qt.Key.Key_A)
    advice = shell.bridge.workbench.advice

    def adopted() -> bool:
        return any(item.decision for item in advice.of_case(shell.case, "law.statutes"))

    until(adopted, "the statute was not adopted")


def switch_off(shell: Shell) -> None:
    """Switch the statutes off for this case at the head of their group: the group goes."""
    click(group(shell, "law.statutes").head.switch)
    until(
        lambda: all(g.feature.key != "law.statutes" for g in shell.sidebar.groups),
        "the group stayed",
    )


def set_passphrase(shell: Shell) -> None:
    """Set a passphrase on the settings page, by keyboard."""
    press(Qt.Key.Key_Comma, CONTROL)
    settings = page(shell)
    assert isinstance(settings, SettingsPage)
    settings.open_section("工作区与口令")
    security = settings.security.form
    for field in (security.first, security.second):
        field.setFocus()
        type_words(PASSPHRASE)
    security.understood.setFocus()
    press(Qt.Key.Key_Space)
    click(security.set_button)
    until(lambda: shell.bridge.workbench.workspace.has_passphrase, "no passphrase was set")


def leave_open(shell: Shell, papers: Path) -> None:
    """Leave the overview half edited, a paper beside it, and an import on its way."""
    shell.open_case(shell.case)
    overview = page(shell)
    assert isinstance(overview, OverviewPage)
    overview.fields["procedure"].line.setFocus()
    type_words(UNSAVED)
    drop(shell, [papers / "补充材料"])
    settings = shell.bridge.workbench.settings
    until(lambda: UNSAVED in json.dumps(settings.get(STATE), ensure_ascii=False), "not kept")


def _busy(shell: Shell) -> bool:
    from workbench.kernel.job_table import JobState

    table = shell.bridge.workbench.jobs.table
    return bool(table.in_state(JobState.QUEUED, JobState.RUNNING))


def morning(shell: Shell, papers: Path, laws: Path) -> None:
    """Go through the morning."""
    first_start(shell)
    import_laws(shell, laws)
    bring_papers(shell, papers / "张三甲诉李四乙")
    order_papers(shell)
    extract(shell)
    confirm(shell)
    read(shell)
    weigh_law(shell)
    switch_off(shell)
    set_passphrase(shell)


def main(arguments: list[str]) -> None:
    """Open the window, work, say how it went, and go on until killed."""
    workspace, papers, laws = (Path(argument) for argument in arguments)
    app = make_application()
    bridge = Bridge(Workbench.open(workspace, ocr=FixedOcr))
    problems: list[str] = []
    bridge.failed.connect(lambda message, _advice: problems.append(message))
    shell = Shell(bridge, lambda: GuardState(True, True, "", 0))
    shell.resize(1366, 768)
    shell.start()
    shell.activateWindow()
    until(shell.isActiveWindow, "the window is not active")
    with Watchdog() as watchdog:
        morning(shell, papers, laws)
        latency = watchdog.latency()
    stalls = [[round(stall.milliseconds), stall.where] for stall in latency.stalls[:5]]
    leave_open(shell, papers)
    said = {"stalls": stalls, "beats": latency.beats, "problems": problems, "case": shell.case}
    sys.stdout.write(json.dumps(said, ensure_ascii=False) + "\n")
    sys.stdout.flush()
    app.exec()


if __name__ == "__main__":
    main(sys.argv[1:])
