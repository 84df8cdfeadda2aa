"""The split dialog: cuts by mouse and keyboard, names and kinds, pages taken out and moved."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QComboBox, QLineEdit
from pytestqt.qtbot import QtBot
from shiboken6 import isValid

from tests.support.volumes import PAGES, write_pdf
from tests.ui import surface
from tests.ui.conftest import FiledCase, type_text
from ui.pages.papers import PaperPage
from ui.routes import paper_key
from ui.shell import Shell
from ui.widgets import split_dialog
from ui.widgets.parts_model import KIND, NAME
from ui.widgets.split_dialog import SplitDialog
from workbench.papers.model import Document
from workbench.papers.splitting import Part

KEY, ALT, CTRL = Qt.Key, Qt.KeyboardModifier.AltModifier, Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def stack(case_shell: Shell, filed: FiledCase, tmp_path: Path) -> Document:
    """Bring a PDF of five papers into the case."""
    workbench = filed.bridge.workbench
    workbench.papers.import_files(filed.id, [write_pdf(tmp_path / "扫描件.pdf", PAGES)])
    workbench.jobs.wait_all()
    case_shell.column.rooms.refresh()
    return next(d for d in workbench.papers.documents(filed.id) if d.name == "扫描件.pdf")


@pytest.fixture
def dialog(case_shell: Shell, stack: Document, qtbot: QtBot) -> Iterator[SplitDialog]:
    """Open the dialog by its key in the tree."""
    tree = case_shell.column.rooms.tree
    tree.setFocus()
    tree.choose(stack.id)
    QTest.keyClick(tree, KEY.Key_D, CTRL)
    (made,) = case_shell.findChildren(SplitDialog)
    qtbot.waitUntil(made.pages.hasFocus)
    yield made
    if isValid(made):
        made.done(0)


def go_to(dialog: SplitDialog, row: int) -> None:
    """Put the cursor on a page."""
    dialog.pages.set_current(dialog.pages.pages.page(row).number)


def split(filed: FiledCase, stack: Document) -> list[tuple[str, str, int]]:
    """Return the papers that the stack became."""
    papers = filed.bridge.workbench.papers.documents(filed.id)
    return [(d.name, d.category, d.pages) for d in papers if d.sha256 == stack.sha256]


def test_a_stack_is_split_by_keyboard_alone(
    dialog: SplitDialog, filed: FiledCase, stack: Document, case_shell: Shell, qtbot: QtBot
) -> None:
    assert not dialog.go.isEnabled()
    for _ in range(2):
        QTest.keyClick(dialog.pages, KEY.Key_Right)
    QTest.keyClick(dialog.pages, KEY.Key_Space)
    QTest.keyClick(dialog.pages, KEY.Key_Right)
    QTest.keyClick(dialog.pages, KEY.Key_Space)
    assert dialog.count.text() == "分为 3 件，共 5 页"
    QTest.keyClick(dialog.pages, KEY.Key_Return, CTRL)
    assert split(filed, stack) == [
        ("起诉状", "起诉状", 2),
        ("答辩状", "答辩状", 1),
        ("借条", "借条", 2),
    ]
    tree = case_shell.column.rooms.tree
    assert "拆分“扫描件.pdf”" in case_shell.column.rooms.acts._volume.undoable(filed.id)
    case_shell.activateWindow()
    qtbot.waitUntil(case_shell.isActiveWindow)
    tree.setFocus()
    QTest.keyClick(tree, KEY.Key_Z, CTRL)
    assert split(filed, stack) == [("扫描件.pdf", "起诉状", 5)]


def test_a_click_cuts_and_a_second_click_takes_it_back(dialog: SplitDialog) -> None:
    view = dialog.pages
    spot = view.visualRect(view.pages.index(2)).center()
    QTest.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=spot)
    assert dialog.plan.cuts == {3}
    QTest.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=spot)
    assert dialog.plan.cuts == set()
    first = view.visualRect(view.pages.index(0)).center()
    QTest.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=first)
    assert dialog.plan.cuts == set()
    other = view.visualRect(view.pages.index(1)).center()
    QTest.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, CTRL, other)
    assert view.chosen_numbers() == [1, 2]
    assert dialog.plan.cuts == set()


def test_names_and_kinds_are_typed(
    dialog: SplitDialog, filed: FiledCase, stack: Document, qtbot: QtBot
) -> None:
    go_to(dialog, 2)
    QTest.keyClick(dialog.pages, KEY.Key_Space)
    dialog.table.edit(dialog.parts.index(1, NAME))
    editor = dialog.table.findChild(QLineEdit)
    assert isinstance(editor, QLineEdit)
    editor.selectAll()
    type_text(editor, "被告材料")
    QTest.keyClick(editor, KEY.Key_Return)
    qtbot.waitUntil(lambda: dialog.table.state() == dialog.table.State.NoState)
    dialog.table.edit(dialog.parts.index(1, KIND))
    box = dialog.table.findChild(QComboBox)
    assert isinstance(box, QComboBox)
    assert box.currentText() == "答辩状"
    box.setCurrentText("代理词")
    box.activated.emit(box.currentIndex())
    dialog.accept()
    assert split(filed, stack)[1] == ("被告材料", "代理词", 3)


def test_pages_are_moved_and_taken_out(
    dialog: SplitDialog, filed: FiledCase, stack: Document
) -> None:
    go_to(dialog, 4)
    QTest.keyClick(dialog.pages, KEY.Key_Left, ALT)
    assert dialog.plan.order == [1, 2, 3, 5, 4]
    assert dialog.pages.chosen_numbers() == [5]
    QTest.keyClick(dialog.pages, KEY.Key_Delete)
    assert dialog.count.text() == "分为 2 件，共 5 页"
    dialog.accept()
    assert split(filed, stack) == [("扫描件.pdf", "起诉状", 4), ("抽出的页", "", 1)]


def test_cuts_are_suggested(dialog: SplitDialog, qtbot: QtBot) -> None:
    QTest.mouseClick(dialog.suggest_button, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: dialog.plan.cuts == {3, 4, 5})
    qtbot.waitUntil(dialog.suggest_button.isEnabled)
    assert [part.category for part in dialog.parts.parts][:3] == ["起诉状", "答辩状", "借条"]
    assert dialog.parts.index(3, KIND).data() == "副卷 · 合议庭评议笔录"


@pytest.mark.parametrize("sure", [True, False])
def test_esc_gives_a_plan_up_only_after_asking(
    dialog: SplitDialog, monkeypatch: pytest.MonkeyPatch, sure: bool
) -> None:
    asked: list[str] = []

    def answer(parent: object, title: str, question: str, yes: str) -> bool:
        asked.append(question)
        return sure

    monkeypatch.setattr(split_dialog, "confirm", answer)
    go_to(dialog, 1)
    QTest.keyClick(dialog.pages, KEY.Key_Space)
    QTest.keyClick(dialog.pages, KEY.Key_Escape)
    assert len(asked) == 1
    assert dialog.isVisible() is not sure


def test_a_refusal_keeps_the_plan(
    dialog: SplitDialog, filed: FiledCase, stack: Document, case_shell: Shell
) -> None:
    go_to(dialog, 2)
    QTest.keyClick(dialog.pages, KEY.Key_Space)
    filed.bridge.workbench.papers.extract(filed.id)
    dialog.accept()
    assert dialog.isVisible()
    assert dialog.plan.cuts == {3}
    assert any("正在提取" in text for text in case_shell.messages.texts())
    filed.bridge.workbench.jobs.wait_all()


def test_while_a_job_is_at_work_no_dialog_opens(
    case_shell: Shell, stack: Document, filed: FiledCase, no_child: None
) -> None:
    filed.bridge.workbench.papers.extract(filed.id)
    case_shell.column.rooms.split_wanted.emit(stack.id)
    assert case_shell.findChildren(SplitDialog) == []
    assert any("正在提取" in text for text in case_shell.messages.texts())


def test_an_open_paper_follows_its_pages(
    case_shell: Shell, filed: FiledCase, stack: Document
) -> None:
    page = case_shell.open_key(paper_key(stack.id))
    assert isinstance(page, PaperPage)
    volume = filed.bridge.workbench.papers.volume
    _, second = volume.split(stack.id, [Part("甲", (5, 4)), Part("乙", (1, 2, 3))])
    assert page.document.pages == 2
    assert page.bar.total.text().strip("/ ").startswith("2")
    other = case_shell.open_key(paper_key(second.id))
    assert isinstance(other, PaperPage)
    case_shell.column.rooms.refresh()
    volume.undo(filed.id)
    case_shell.column.rooms.refresh()
    assert paper_key(second.id) not in case_shell.tabs.open_keys()
    assert page.document.pages == 5


def test_everything_in_it_has_a_name_a_key_and_chinese_words(dialog: SplitDialog) -> None:
    go_to(dialog, 2)
    QTest.keyClick(dialog.pages, KEY.Key_Space)
    assert surface.nameless(dialog) == []
    assert surface.unreachable(dialog) == []
    assert surface.without_visible_focus(dialog, set()) == []
    assert surface.english(dialog) == []


def test_a_part_is_saved_without_the_other_parts(
    case_shell: Shell,
    filed: FiledCase,
    stack: Document,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    qtbot: QtBot,
) -> None:
    import pymupdf

    volume = filed.bridge.workbench.papers.volume
    first, _ = volume.split(stack.id, [Part("答辩状", (3,)), Part("其余", (1, 2, 4, 5))])
    page = case_shell.open_key(paper_key(first.id))
    assert isinstance(page, PaperPage)
    target, suggested = tmp_path / "out.pdf", []

    def answer(parent: object, title: str, name: str) -> tuple[str, str]:
        suggested.append(name)
        return str(target), ""

    monkeypatch.setattr("ui.pages.paper_output.QFileDialog.getSaveFileName", answer)
    page.output.choose_and_save()
    qtbot.waitUntil(target.exists, timeout=30000)
    assert suggested == ["答辩状.pdf"]
    with pymupdf.open(target) as document:
        assert ["答辩人" in sheet.get_text() for sheet in document] == [True]
    entry = filed.bridge.workbench.journal.entries("papers.export")[0]
    assert entry.detail["name"] == "答辩状"
