"""The window in tests: offscreen, on a workspace of its own."""

import os
import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

import pytest
from PySide6.QtCore import QCoreApplication, QEvent
from PySide6.QtGui import QInputMethodEvent
from PySide6.QtWidgets import QApplication, QTableWidget, QWidget
from pytestqt.qtbot import QtBot

from tests.support import volumes
from tests.support.engines import FixedOcr
from tests.support.once import once
from tests.tools import worlds
from ui import theme
from ui.bridge import Bridge
from ui.pages.overview import OverviewPage
from ui.shell import Shell
from workbench.kernel.advice import Action
from workbench.kernel.jobs import JobRunner
from workbench.kernel.offline import GuardState
from workbench.papers.model import Case
from workbench.workbench import Workbench

COMPLAINT = """民事起诉状
原告：张三甲，男，1990年3月5日出生，汉族，住甲省乙市丙区示例路1号。
被告：李四乙，女，1988年7月9日出生，汉族，住甲省乙市丁区虚构街2号。
诉讼请求：
1.判令被告偿还借款本金120000元。
2.本案诉讼费用由被告负担。
事实与理由：
2023年1月10日，被告因经营需要向原告借款120000元，约定2024年1月9日前归还，到期未还。
此致
甲省乙市丙区人民法院
具状人：张三甲
2025年2月18日
"""
ANSWER = """答辩状
答辩人：李四乙，女，1988年7月9日出生，汉族。
答辩意见：借款属实，已归还20000元，请求法庭查明。
"""
PDF_LINES = (
    ("借条", "今借到张三甲人民币壹拾贰万元整（120000元）。", "借款人：李四乙  2023年1月10日"),
    ("第二页 利息说明", "双方约定月利率百分之一，按月支付。"),
    ("第三页 附件", "转账凭证编号 20230110。"),
)


@dataclass(frozen=True)
class FiledCase:
    """A case with papers, on an open workbench."""

    bridge: Bridge
    id: str
    documents: dict[str, str]


def type_text(widget: QWidget, text: str) -> None:
    """Type as an input method does: the text arrives as one commit."""
    event = QInputMethodEvent()
    event.setCommitString(text)
    QApplication.sendEvent(widget, event)


def cell(table: QTableWidget, row: int, column: int) -> str:
    """Return the words of a cell; empty where there is none."""
    item = table.item(row, column)
    return item.text() if item is not None else ""


def write_docx(path: Path, text: str) -> Path:
    """Write lines as paragraphs of a Word document."""
    import docx

    document = docx.Document()
    for line in text.splitlines():
        document.add_paragraph(line)
    document.save(str(path))
    return path


def write_pdf(path: Path, pages: tuple[tuple[str, ...], ...] = PDF_LINES) -> Path:
    """Write a PDF with real text."""
    return volumes.write_pdf(path, pages, size=14)


def write_papers(folder: Path) -> list[Path]:
    """Write the papers of the test case into a folder."""
    folder.mkdir(parents=True, exist_ok=True)
    answer = folder / "答辩状.txt"
    answer.write_text(ANSWER, "utf-8")
    damaged = folder / "损坏.pdf"
    damaged.write_bytes(b"%PDF-1.4\nnothing")
    return [
        write_docx(folder / "民事起诉状.docx", COMPLAINT),
        answer,
        write_pdf(folder / "借条.pdf"),
        damaged,
    ]


@pytest.fixture(scope="session", autouse=True)
def dressed(qapp: QApplication) -> QApplication:
    """Dress the application as the program does."""
    theme.install_fonts(qapp)
    theme.apply(qapp, dark=False)
    return qapp


@pytest.fixture
def bridge(tmp_path: Path, dressed: QApplication) -> Iterator[Bridge]:
    """Open a bridge over an empty workspace."""
    opened = Bridge(Workbench.open(tmp_path / "ws"))
    yield opened
    opened.close()


@pytest.fixture(scope="session")
def filed_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Make a workspace with one case of four papers, to be copied by each test."""
    return once(tmp_path_factory, "filed", _file) / "ws"


def _file(folder: Path) -> None:
    papers = write_papers(folder / "papers")
    workbench = Workbench.open(folder / "ws")
    case = workbench.papers.new_case("张三甲诉李四乙民间借贷", number="（2025）京0105民初1号")
    workbench.papers.import_files(case.id, papers)
    workbench.jobs.wait_all()
    workbench.papers.extract(case.id)
    workbench.jobs.wait_all()
    workbench.close()


@pytest.fixture(scope="session")
def made(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """Make the workspaces of the scenes once; the scans are read by a stand-in."""
    folder = once(tmp_path_factory, "worlds", lambda folder: worlds.make(folder, FixedOcr))
    return worlds.folders(folder)


@pytest.fixture
def reopen(dressed: QApplication) -> Iterator[Callable[[Path], Bridge]]:
    """Return a function that opens a workspace folder and closes it at the end of the test."""
    opened: list[Bridge] = []

    def open_folder(folder: Path) -> Bridge:
        opened.append(Bridge(Workbench.open(folder)))
        return opened[-1]

    yield open_folder
    for bridge in opened:
        bridge.close()


@pytest.fixture
def filed(filed_folder: Path, tmp_path: Path, reopen: Callable[[Path], Bridge]) -> FiledCase:
    """Open a copy of the workspace with the test case."""
    shutil.copytree(filed_folder, tmp_path / "ws")
    bridge = reopen(tmp_path / "ws")
    case = bridge.workbench.papers.cases()[0]
    documents = {d.name: d.id for d in bridge.workbench.papers.documents(case.id)}
    return FiledCase(bridge, case.id, documents)


@pytest.fixture
def no_child(monkeypatch: pytest.MonkeyPatch) -> None:
    """Keep jobs queued, for tests that look at one that has not begun."""
    monkeypatch.setattr(JobRunner, "_start_queued", lambda self: None)


GUARD = GuardState(audit=True, kernel=True, reason="", refused=0)


@pytest.fixture
def open_shell(qtbot: QtBot) -> Iterator[Callable[[Bridge], Shell]]:
    """Return a function that shows the window over a bridge; closed at the end."""
    opened: list[Shell] = []

    def show(bridge: Bridge) -> Shell:
        shell = Shell(bridge, lambda: GUARD)
        opened.append(shell)
        shell.start()
        shell.activateWindow()
        qtbot.waitUntil(shell.isActiveWindow)
        return shell

    yield show
    for shell in opened:
        shell.close()
        # At once: what dresses the application anew goes through every widget there is.
        shell.deleteLater()
        QCoreApplication.sendPostedEvents(shell, QEvent.Type.DeferredDelete.value)


@pytest.fixture
def shell(bridge: Bridge, open_shell: Callable[[Bridge], Shell]) -> Shell:
    """Show the window over an empty workspace."""
    return open_shell(bridge)


@pytest.fixture
def case_shell(filed: FiledCase, open_shell: Callable[[Bridge], Shell]) -> Shell:
    """Show the window with the test case open."""
    shown = open_shell(filed.bridge)
    shown.open_case(filed.id)
    return shown


@pytest.fixture
def page(case_shell: Shell) -> OverviewPage:
    """Return the overview of the test case, in front."""
    found = case_shell.tabs.currentWidget()
    assert isinstance(found, OverviewPage)
    return found


@pytest.fixture
def workbench(filed: FiledCase) -> Workbench:
    """Return the workbench of the test case."""
    return filed.bridge.workbench


@pytest.fixture
def confirmed(workbench: Workbench, filed: FiledCase, page: OverviewPage) -> Case:
    """Confirm all that was found of the plaintiff."""
    for value in workbench.papers.values(filed.id):
        if "张三甲" in value.found.group:
            workbench.decide_value(value.id, Action.ADOPT)
    return workbench.papers.case(filed.id)
