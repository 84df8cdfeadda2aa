"""The window: import by drop, history, messages, status, jobs, quick open, layout kept."""

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPoint, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDragLeaveEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from tests.support.dropping import drop, send_drop
from tests.ui.conftest import FiledCase, type_text, write_papers
from ui import routes, theme
from ui.bridge import Bridge
from ui.pages.cases import CasesPage
from ui.pages.papers import PaperPage
from ui.routes import overview_key, paper_key
from ui.shell import Shell
from ui.status import offline_words
from ui.widgets.drop_veil import DropVeil
from workbench.kernel.errors import UserError
from workbench.kernel.job_table import JobState
from workbench.kernel.offline import GuardState

WAIT = 40000
MOVE = Qt.DropAction.MoveAction


def test_an_empty_workspace_says_what_to_do_next(shell: Shell) -> None:
    page = shell.tabs.currentWidget()
    assert isinstance(page, CasesPage)
    assert page.is_empty
    assert page.empty.title.text() == "把卷宗文件或文件夹拖到这里"


def test_a_dropped_folder_becomes_a_case_of_its_name(
    shell: Shell, qtbot: QtBot, tmp_path: Path
) -> None:
    folder = tmp_path / "张三甲诉李四乙"
    write_papers(folder)
    drop(shell, [folder])
    assert [case.title for case in shell.bridge.workbench.papers.cases()] == ["张三甲诉李四乙"]
    assert shell.tabs.current_key() == overview_key(shell.case)
    tree = shell.column.rooms.tree
    jobs = shell.bridge.workbench.jobs.table
    qtbot.waitUntil(lambda: jobs.all()[0].state is JobState.DONE, timeout=WAIT)
    qtbot.waitUntil(lambda: len(tree.paper_ids()) == 4, timeout=WAIT)
    words = {d.name: d.outcome for d in shell.bridge.workbench.papers.documents(shell.case)}
    assert words["损坏.pdf"] == "unreadable"
    assert words["借条.pdf"] == "readable"
    qtbot.waitUntil(lambda: any("共 4 个文件" in t for t in shell.messages.texts()), timeout=WAIT)


def test_files_dropped_on_the_volume_go_into_the_open_case(
    case_shell: Shell, no_child: None, tmp_path: Path
) -> None:
    file = tmp_path / "补充.txt"
    file.write_text("补充证据说明", "utf-8")
    drop(case_shell.column.rooms.tree.viewport(), [file])
    job = case_shell.bridge.workbench.jobs.table.all()[0]
    assert (job.case, job.payload["paths"]) == (case_shell.case, [str(file)])
    assert len(case_shell.bridge.workbench.papers.cases()) == 1


def test_a_drop_with_shift_is_a_copy_all_the_same(
    case_shell: Shell, no_child: None, tmp_path: Path
) -> None:
    file = tmp_path / "补充.txt"
    file.write_text("补充证据说明", "utf-8")
    mime = QMimeData()
    mime.setUrls([QUrl.fromLocalFile(str(file))])
    for target in (case_shell, case_shell.column.rooms.tree.viewport()):
        send_drop(target, mime, MOVE)
    assert len(case_shell.bridge.workbench.jobs.table.in_state(JobState.QUEUED)) == 2
    assert file.exists()


def test_a_drop_of_what_is_no_file_is_said(case_shell: Shell) -> None:
    mime = QMimeData()
    mime.setUrls([QUrl("https://example.invalid/a.pdf")])
    for target in (case_shell, case_shell.column.rooms.tree.viewport()):
        case_shell.messages.close_newest()
        send_drop(target, mime)
        assert case_shell.messages.texts() == [
            "拖入的内容不是本机文件，没有导入。请先复制到本机再导入。"
        ]
    assert case_shell.bridge.workbench.jobs.table.in_state(JobState.QUEUED) == []


def test_a_drop_of_a_file_that_is_gone_makes_no_case(shell: Shell, tmp_path: Path) -> None:
    drop(shell, [tmp_path / "已移走"])
    assert shell.bridge.workbench.papers.cases() == []
    assert any("已移走”，没有导入" in text for text in shell.messages.texts())


def test_scans_are_read_after_an_import_only_if_the_switch_is_on(
    shell: Shell, qtbot: QtBot, tmp_path: Path
) -> None:
    from PIL import Image

    scan = tmp_path / "扫描.png"
    Image.new("L", (300, 400), 255).save(scan)
    shell.bridge.workbench.switches.set("papers.ocr", False)
    shell.bring([scan])
    table = shell.bridge.workbench.jobs.table
    qtbot.waitUntil(lambda: table.all()[0].state is JobState.DONE, timeout=WAIT)
    assert [job.kind for job in table.all()] == ["papers.import"]
    shell.bridge.workbench.switches.set("papers.ocr", True)
    other = tmp_path / "另一张.png"
    Image.new("L", (310, 400), 255).save(other)
    shell.bring([other])
    qtbot.waitUntil(lambda: table.all()[0].kind == "papers.ocr", timeout=WAIT)
    shell.bridge.workbench.jobs.cancel(table.all()[0].id)


def test_back_and_forward_walk_the_pages_even_closed_ones(
    case_shell: Shell, filed: FiledCase
) -> None:
    paper = paper_key(filed.documents["答辩状.txt"])
    case_shell.open_key(paper)
    case_shell.open_key(routes.CASES)
    QTest.keyClick(case_shell, Qt.Key.Key_Left, Qt.KeyboardModifier.AltModifier)
    assert case_shell.tabs.current_key() == paper
    QTest.keyClick(case_shell, Qt.Key.Key_W, Qt.KeyboardModifier.ControlModifier)
    assert paper not in case_shell.tabs.open_keys()
    case_shell.open_case(filed.id)
    while case_shell.tabs.can_go(-1) and case_shell.tabs.current_key() != paper:
        QTest.keyClick(case_shell, Qt.Key.Key_Left, Qt.KeyboardModifier.AltModifier)
    assert case_shell.tabs.current_key() == paper
    assert case_shell.toolbar.forward.isEnabled()


def test_a_problem_is_told_in_the_window_and_keeps_the_focus(case_shell: Shell) -> None:
    field = case_shell.column.list.search
    case_shell.show_cases()
    field.setFocus()

    def fail() -> None:
        raise UserError("磁盘已满，没有保存。", "请清理磁盘后重试。")

    case_shell.bridge.attempt(fail)
    assert case_shell.messages.texts() == ["磁盘已满，没有保存。请清理磁盘后重试。"]
    assert case_shell.focusWidget() is field
    QTest.keyClick(case_shell, Qt.Key.Key_Escape)
    assert case_shell.messages.texts() == []


def test_the_status_bar_says_what_protects_the_data(case_shell: Shell) -> None:
    status = case_shell.status
    assert status.offline.text() == "离线 · 已拒绝 0 次联网"
    assert status.keys.text() == "已加密：密钥文件"
    assert status.library.text() == "法规库未导入"
    assert status.jobs.text() == "没有进行中的任务"


def test_a_missing_kernel_filter_is_said_with_its_reason() -> None:
    state = GuardState(audit=True, kernel=False, reason="本机内核版本过旧。", refused=2)
    assert offline_words(state) == "本程序不联网。本机内核版本过旧。"


def test_interrupted_jobs_go_on_at_the_next_start(
    filed: FiledCase,
    open_shell: Callable[[Bridge], Shell],
    no_child: None,
) -> None:
    jobs = filed.bridge.workbench.jobs
    job = filed.bridge.workbench.papers.extract(filed.id)
    jobs.table.set_state(job, JobState.INTERRUPTED, "程序上次意外关闭时中断，可继续。")
    shell = open_shell(filed.bridge)
    assert jobs.table.get(job.id).state is JobState.QUEUED
    assert any("已继续上次中断的 1 项任务" in text for text in shell.messages.texts())


def test_a_second_window_is_read_only_and_says_why(
    filed: FiledCase,
    open_shell: Callable[[Bridge], Shell],
    reopen: Callable[[Path], Bridge],
    tmp_path: Path,
) -> None:
    second = open_shell(reopen(tmp_path / "ws"))
    assert any("只读" in text for text in second.messages.texts())
    second.opening.acts.new_case()
    assert len(filed.bridge.workbench.papers.cases()) == 1
    assert len(second.messages.texts()) == 2


def test_the_keyboard_alone_opens_a_case_and_a_paper(
    filed: FiledCase, open_shell: Callable[[Bridge], Shell]
) -> None:
    shell = open_shell(filed.bridge)
    for _ in range(3):
        if shell.focusWidget() is not shell.column.list.search:
            QTest.keyClick(shell, Qt.Key.Key_F6)
    assert shell.focusWidget() is shell.column.list.search
    type_text(shell.focusWidget(), "李四乙")
    QTest.keyClick(shell.focusWidget(), Qt.Key.Key_Return)
    assert shell.case == filed.id
    tree = shell.column.rooms.tree
    for _ in range(3):
        if shell.focusWidget() is not tree:
            QTest.keyClick(shell, Qt.Key.Key_F6)
    assert shell.focusWidget() is tree
    QTest.keyClick(tree, Qt.Key.Key_Home)
    QTest.keyClick(tree, Qt.Key.Key_Down)
    QTest.keyClick(tree, Qt.Key.Key_Return)
    page = shell.tabs.currentWidget()
    assert isinstance(page, PaperPage)
    assert page.isAncestorOf(shell.focusWidget())


def test_every_control_has_a_name(case_shell: Shell) -> None:
    from PySide6.QtWidgets import QAbstractButton, QLineEdit

    for kind in (QAbstractButton, QLineEdit):
        for widget in case_shell.findChildren(kind):
            inner = widget.objectName().startswith(("qt_", "Scroll")) or not widget.isVisible()
            named = widget.accessibleName() or (
                isinstance(widget, QAbstractButton) and widget.text()
            )
            assert inner or named, widget


def test_while_files_are_dragged_the_window_says_where_they_go(
    case_shell: Shell, tmp_path: Path
) -> None:
    mime = QMimeData()
    mime.setUrls([QUrl.fromLocalFile(str(tmp_path))])
    held = (
        Qt.DropAction.CopyAction,
        mime,
        Qt.MouseButton.LeftButton,
        Qt.KeyboardModifier.NoModifier,
    )
    QApplication.sendEvent(case_shell, QDragEnterEvent(QPoint(200, 200), *held))
    veil = case_shell.findChild(DropVeil)
    assert veil is not None
    assert veil.isVisible()
    assert veil.text() == "松开鼠标：导入案件“张三甲诉李四乙民间借贷”"
    QApplication.sendEvent(case_shell, QDragLeaveEvent())
    assert not veil.isVisible()
    case_shell.show_cases()
    QApplication.sendEvent(case_shell, QDragEnterEvent(QPoint(200, 200), *held))
    assert veil.text() == "松开鼠标：新建案件并导入"
    # Qt keeps the target of a drag until it leaves; it must not outlive the window.
    QApplication.sendEvent(case_shell, QDragLeaveEvent())


@pytest.mark.parametrize(("width", "size"), [(1366, 2.0), (1200, 1.5), (1366, 0.9)])
def test_the_toolbar_leaves_words_out_before_buttons(
    shell: Shell, qapp: QApplication, qtbot: QtBot, width: int, size: float
) -> None:
    theme.apply(qapp, dark=False, scale=size)
    try:
        shell.resize(width, 768)
        QApplication.processEvents()
        bar = shell.toolbar
        assert shell.width() == width
        buttons = [bar.widgetForAction(action) for action in bar.actions() if action.isVisible()]
        assert all(button.geometry().right() <= bar.width() for button in buttons)
        assert all(button.isVisible() for button in buttons)
    finally:
        theme.apply(qapp, dark=False)
