"""Ctrl+K: groups, ranking, papers' text and articles, keys, Enter before the answer."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from tests.ui.conftest import FiledCase, type_text
from ui import routes
from ui.pages.library import LibraryPage
from ui.pages.papers import PaperPage
from ui.pages.settings import SettingsPage
from ui.quick_entries import ARTICLE, CASES, COMMANDS, LAW, PAPERS, PLACES, TEXT, Entry
from ui.quick_open import HINT, QuickOpen
from ui.routes import overview_key, paper_key
from ui.shell import Shell
from workbench.kernel.errors import UserError

LAW_TEXT = """# 中华人民共和国示例法

（2020年5月28日通过，自2021年1月1日起施行）

第一条 为了示例，制定本法。

第二条 当事人一方不履行示例义务的，应当承担继续履行等违约责任。
"""


@pytest.fixture
def quick(case_shell: Shell, qtbot: QtBot) -> QuickOpen:
    """Show the list of Ctrl+K."""
    QTest.keyClick(case_shell, Qt.Key.Key_K, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(case_shell.quick.isVisible)
    return case_shell.quick


def find(quick: QuickOpen, text: str, qtbot: QtBot) -> dict[str, list[Entry]]:
    """Type a text, wait until nothing more comes, and return the entries by group."""
    quick.field.clear()
    type_text(quick.field, text)
    qtbot.waitUntil(lambda: quick.state.text() != "正在查找…", timeout=10000)
    groups: dict[str, list[Entry]] = {}
    title = ""
    for row in quick.list.rows.rows:
        if isinstance(row, Entry):
            groups[title].append(row)
        else:
            title = row
            groups[title] = []
    return groups


def test_a_case_is_found_by_number_and_by_a_party(
    quick: QuickOpen, case_shell: Shell, filed: FiledCase, qtbot: QtBot
) -> None:
    filed.bridge.workbench.papers.new_case("王五丙诉赵六丁买卖合同")
    for text in ("(2025)京0105民初1号", "李四乙 借贷"):
        found = find(quick, text, qtbot)
        assert ["张三甲诉李四乙" in entry.title for entry in found[CASES]] == [True]
    case_shell.show_cases()
    case_shell.quick_open()
    find(quick, "李四乙 借贷", qtbot)
    QTest.keyClick(quick.field, Qt.Key.Key_Return)
    assert case_shell.tabs.current_key() == overview_key(filed.id)
    assert not quick.isVisible()


def test_a_paper_is_found_by_name_and_enter_opens_it(
    quick: QuickOpen, case_shell: Shell, filed: FiledCase, qtbot: QtBot
) -> None:
    found = find(quick, "答辩状.txt", qtbot)
    assert [entry.title for entry in found[PAPERS]] == ["答辩状.txt"]
    assert "张三甲诉李四乙" in found[PAPERS][0].more
    QTest.keyClick(quick.field, Qt.Key.Key_Return)
    assert case_shell.tabs.current_key() == paper_key(filed.documents["答辩状.txt"])


def test_enter_before_the_answer_opens_what_comes(
    quick: QuickOpen, case_shell: Shell, filed: FiledCase, qtbot: QtBot
) -> None:
    type_text(quick.field, "答辩状.txt")
    QTest.keyClick(quick.field, Qt.Key.Key_Return)
    paper = paper_key(filed.documents["答辩状.txt"])
    qtbot.waitUntil(lambda: case_shell.tabs.current_key() == paper)
    assert not quick.isVisible()


def test_words_of_a_paper_open_it_at_the_place(
    quick: QuickOpen, case_shell: Shell, filed: FiledCase, qtbot: QtBot
) -> None:
    found = find(quick, "按月支付", qtbot)
    (entry,) = found[TEXT]
    assert entry.title.startswith("借条.pdf　第 2 页")
    assert "双方约定月利率" in entry.more
    QTest.keyClick(quick.field, Qt.Key.Key_Return)
    page = case_shell.tabs.currentWidget()
    assert isinstance(page, PaperPage)
    assert page.document.id == filed.documents["借条.pdf"]
    qtbot.waitUntil(lambda: page.view.chosen is not None and page.view.chosen.page == 2)


def test_a_recycled_paper_is_not_found(quick: QuickOpen, filed: FiledCase, qtbot: QtBot) -> None:
    filed.bridge.workbench.papers.volume.recycle([filed.documents["借条.pdf"]])
    found = find(quick, "按月支付", qtbot)
    assert TEXT not in found
    assert PAPERS not in find(quick, "借条.pdf", qtbot)


def test_commands_show_their_keys_and_run(
    quick: QuickOpen, case_shell: Shell, qtbot: QtBot
) -> None:
    found = find(quick, "任务", qtbot)
    assert [(e.title, e.keys) for e in found[COMMANDS]][:1] == [("任务列表", "Ctrl+J")]
    QTest.keyClick(quick.field, Qt.Key.Key_Return)
    assert case_shell.jobs.isVisible()


def test_settings_and_help_are_found(quick: QuickOpen, case_shell: Shell, qtbot: QtBot) -> None:
    found = find(quick, "快捷键", qtbot)
    titles = [entry.title for entry in found[PLACES]]
    assert "设置：快捷键" in titles
    next(entry for entry in found[PLACES] if entry.title == "设置：快捷键").open()
    assert case_shell.tabs.current_key() == routes.SETTINGS


def test_a_feature_that_is_off_is_found_at_its_switch(
    quick: QuickOpen, case_shell: Shell, filed: FiledCase, qtbot: QtBot
) -> None:
    filed.bridge.workbench.switches.set("law.statutes", False)
    found = find(quick, "法条推荐", qtbot)
    next(entry for entry in found[PLACES] if entry.title == "功能开关：法条推荐").open()
    page = case_shell.tabs.currentWidget()
    assert isinstance(page, SettingsPage)
    assert page.features.isVisible()


@pytest.fixture
def with_law(filed: FiledCase, tmp_path: Path) -> None:
    """Import a law of two articles."""
    file = tmp_path / "中华人民共和国示例法.md"
    file.write_text(LAW_TEXT, "utf-8")
    filed.bridge.workbench.import_laws([file])
    filed.bridge.workbench.jobs.wait_all()


@pytest.mark.parametrize("text", ["示例法2", "示例法第二条", "示例法 第2条"])
def test_an_article_is_found_by_its_number(
    with_law: None, quick: QuickOpen, case_shell: Shell, qtbot: QtBot, text: str
) -> None:
    found = find(quick, text, qtbot)
    assert next(iter(found)) == ARTICLE
    assert found[ARTICLE][0].title == "《中华人民共和国示例法》第二条"
    QTest.keyClick(quick.field, Qt.Key.Key_Return)
    page = case_shell.tabs.currentWidget()
    assert isinstance(page, LibraryPage)
    assert page.reader.stored is not None
    assert page.reader.stored.article.label == "第二条"


def test_an_article_is_found_by_its_words(with_law: None, quick: QuickOpen, qtbot: QtBot) -> None:
    found = find(quick, "违约责任", qtbot)
    assert [entry.title for entry in found[LAW]] == ["《中华人民共和国示例法》第二条"]
    assert "继续履行" in found[LAW][0].more


def test_without_words_the_open_case_and_the_commands_are_offered(
    quick: QuickOpen, qtbot: QtBot
) -> None:
    found = find(quick, "", qtbot)
    assert len(found[PAPERS]) == 4
    assert len(found[CASES]) == 1
    assert any(entry.title == "法规库" for entry in found[COMMANDS])


def test_nothing_found_says_what_can_be_typed(quick: QuickOpen, qtbot: QtBot) -> None:
    assert find(quick, "无此词语", qtbot) == {}
    assert quick.state.text() == HINT


def test_arrows_choose_entries_and_skip_titles(quick: QuickOpen, qtbot: QtBot) -> None:
    found = find(quick, "", qtbot)
    every = [entry.title for entries in found.values() for entry in entries]
    for title in [*every[1:], every[0]]:
        QTest.keyClick(quick.field, Qt.Key.Key_Down)
        chosen = quick.list.entry()
        assert chosen is not None
        assert chosen.title == title
    QTest.keyClick(quick.field, Qt.Key.Key_Up)
    chosen = quick.list.entry()
    assert chosen is not None
    assert chosen.title == every[-1]


def test_what_was_chosen_stays_when_more_comes(quick: QuickOpen, qtbot: QtBot) -> None:
    quick.field.clear()
    type_text(quick.field, "材料")
    QTest.keyClick(quick.field, Qt.Key.Key_Down)
    chosen = quick.list.entry()
    qtbot.waitUntil(lambda: quick.state.text() != "正在查找…")
    assert chosen is not None
    assert quick.list.entry() == chosen


def test_it_closes_with_esc_keeps_the_words_and_gives_the_focus_back(
    case_shell: Shell, qtbot: QtBot
) -> None:
    before: QWidget = case_shell.column.rooms.tree
    before.setFocus()
    case_shell.quick_open()
    quick = case_shell.quick
    type_text(quick.field, "法规")
    QTest.keyClick(quick.field, Qt.Key.Key_Escape)
    assert not quick.isVisible()
    assert quick.field.text() == "法规"
    assert case_shell.focusWidget() is before


def test_a_store_that_cannot_be_read_is_said(
    quick: QuickOpen, case_shell: Shell, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    from workbench.papers import finder

    def fail(*_: object) -> None:
        raise UserError("工作区数据库无法打开。", "请从备份恢复。")

    monkeypatch.setattr(finder, "find", fail)
    find(quick, "借条", qtbot)
    assert case_shell.messages.texts() == ["工作区数据库无法打开。请从备份恢复。"]
