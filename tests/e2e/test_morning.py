"""A clerk's and a judge's morning: from an empty workspace to a window that died and came back.

Another process goes through the morning (see :mod:`tests.e2e.morning`) and is killed while an
import is on its way and words are typed that nobody saved. Here the window is opened again.
"""

import json
import os
import signal
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from tests.commands.conftest import LAW
from tests.e2e.morning import PASSPHRASE, UNSAVED
from tests.support.data import ROOT
from tests.support.engines import WORDS, FixedOcr
from tests.ui.conftest import GUARD, write_papers
from ui.bridge import Bridge
from ui.pages.overview import OverviewPage
from ui.passphrase import PassphraseDialog
from ui.shell import Shell
from workbench.kernel.job_table import JobState
from workbench.papers.model import Outcome
from workbench.workbench import Workbench


@dataclass(frozen=True)
class Morning:
    """What is left of it: the workspace, what the window said before it was killed."""

    workspace: Path
    said: dict[str, Any]


def make_papers(folder: Path) -> Path:
    """Write what the clerk brings: a folder of one case, and more papers for later."""
    from PIL import Image

    case = folder / "张三甲诉李四乙"
    write_papers(case)
    (case / "损坏.pdf").unlink()
    Image.new("RGB", (600, 800), "white").save(case / "收条照片.jpg")
    later = folder / "补充材料"
    later.mkdir()
    for number in range(12):
        Image.new("RGB", (600, 800), (255, 255, 240 - number)).save(later / f"照片{number}.png")
    return folder


@pytest.fixture(scope="module")
def morning(tmp_path_factory: pytest.TempPathFactory) -> Morning:
    """Go through the morning in a process of its own, and kill it as a power cut would."""
    folder = tmp_path_factory.mktemp("morning")
    papers, laws = make_papers(folder / "papers"), folder / "laws"
    laws.mkdir()
    (laws / "中华人民共和国试验法.md").write_text(LAW, "utf-8")
    command = [sys.executable, "-m", "tests.e2e.morning", folder / "ws", papers, laws]
    environment = os.environ | {"QT_QPA_PLATFORM": "offscreen"}
    process = subprocess.Popen(
        [str(part) for part in command],
        cwd=ROOT,
        env=environment,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        start_new_session=True,
    )
    assert process.stdout is not None
    assert process.stderr is not None
    line = process.stdout.readline()
    if not line:
        pytest.fail(process.communicate()[1])
    os.killpg(process.pid, signal.SIGKILL)
    process.communicate()
    return Morning(folder / "ws", json.loads(line))


def open_again(workspace: Path) -> Workbench:
    """Type the passphrase into the dialog that asks for it, a wrong one first.

    The workspace is then opened once more with the engine that stands in for OCR.
    """
    dialog = PassphraseDialog(workspace)
    dialog.show()
    QTest.keyClicks(dialog.line, "wrong")
    QTest.keyClick(dialog.line, Qt.Key.Key_Return)
    assert opened_by(dialog) is None
    assert dialog.problem.text()
    dialog.line.setText(PASSPHRASE)
    QTest.keyClick(dialog.line, Qt.Key.Key_Return)
    workbench = opened_by(dialog)
    assert workbench is not None
    workbench.close()
    return Workbench.open(workspace, PASSPHRASE, ocr=FixedOcr)


def opened_by(dialog: PassphraseDialog) -> Workbench | None:
    """Return the workspace that a dialog opened."""
    return dialog.workbench


def test_nothing_of_the_morning_is_lost(morning: Morning, qtbot: QtBot) -> None:
    assert not morning.said["problems"]
    workbench = open_again(morning.workspace)
    case = morning.said["case"]
    assert workbench.journal.verify().whole
    assert not workbench.integrity()
    assert {p.name for p in workbench.papers.case(case).parties} >= {"张三甲", "李四乙"}
    assert not workbench.switches.is_on("law.statutes", case)
    shell = Shell(Bridge(workbench), lambda: GUARD)
    qtbot.addWidget(shell)
    shell.start()
    overview = shell.tabs.currentWidget()
    assert isinstance(overview, OverviewPage)
    assert overview.case == case
    assert overview.fields["procedure"].line.text() == UNSAVED
    table = workbench.jobs.table
    open_jobs = (JobState.QUEUED, JobState.RUNNING)
    qtbot.waitUntil(lambda: not table.in_state(*open_jobs), timeout=60_000)
    documents = workbench.papers.documents(case)
    assert len(documents) == 16, "the import that was cut off is taken up again"
    assert all(d.outcome is Outcome.READABLE for d in documents)
    assert workbench.papers.search(WORDS, case)
    shell.close()


def test_the_worst_wait_of_the_morning_is_told(
    morning: Morning, capsys: pytest.CaptureFixture[str]
) -> None:
    """How long it is says more about the machine than about the window; it is printed."""
    stalls = morning.said["stalls"]
    worst, where = stalls[0] if stalls else (0, "")
    with capsys.disabled():
        print(f"\nworst stall of the event loop in the morning: {worst} ms; {where}")  # noqa: T201
    assert morning.said["beats"] > 100
