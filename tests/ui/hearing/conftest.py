"""A hearing with sound on its page, in the window."""

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from tests.support.once import once
from tests.support.transcripts import sounding_hearing
from ui.bridge import Bridge
from ui.hearing.sinks import SilentSink
from ui.pages.hearing import HearingPage
from workbench.workbench import Workbench


@pytest.fixture(scope="session")
def heard_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Make a workspace with a case and a hearing of twenty turns, to be copied by each test."""
    return once(tmp_path_factory, "heard", _hear) / "ws"


def _hear(folder: Path) -> None:
    workbench = Workbench.open(folder / "ws")
    case = workbench.papers.new_case("张三甲诉李四乙民间借贷", number="（2025）京0105民初1号")
    sounding_hearing(workbench, folder, case.id)
    workbench.close()


@pytest.fixture
def heard(heard_folder: Path, tmp_path: Path, reopen: Callable[[Path], Bridge]) -> Bridge:
    """Open a copy of that workspace."""
    shutil.copytree(heard_folder, tmp_path / "heard")
    return reopen(tmp_path / "heard")


def show_page(bridge: Bridge, hearing: str, qtbot: QtBot) -> HearingPage:
    """Show the page of a hearing, without loudspeakers, once its places are looked through."""
    shown = HearingPage(bridge, hearing, SilentSink)
    qtbot.addWidget(shown)
    shown.resize(1000, 700)
    shown.show()
    shown.activateWindow()
    qtbot.waitUntil(shown.isActiveWindow)
    shown.view.setFocus()
    qtbot.waitUntil(lambda: bool(shown.session.uncertain))
    return shown


@pytest.fixture
def page(heard: Bridge, qtbot: QtBot) -> Iterator[HearingPage]:
    """Show the page of the hearing, without loudspeakers."""
    case = heard.workbench.papers.cases()[0]
    hearing = heard.workbench.hearing.hearings(case.id)[0]
    shown = show_page(heard, hearing.id, qtbot)
    yield shown
    shown.close()
