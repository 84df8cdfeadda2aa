"""The manual in the window: F1 opens the right chapter, search, links."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt, QUrl
from PySide6.QtGui import QTextDocument
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from tests.law.precedents.invented import many
from ui import hearing_routes, routes
from ui.bridge import Bridge
from ui.pages.help import LINE, HelpPage
from ui.pages.settings import SettingsPage
from ui.shell import Shell
from workbench import manual
from workbench.hearing.model import Procedure
from workbench.law.precedents.shelf import Shelf


@pytest.fixture
def page(qtbot: QtBot, bridge: Bridge) -> HelpPage:
    """Show the manual."""
    page = HelpPage(bridge)
    qtbot.addWidget(page)
    page.resize(1100, 700)
    page.show()
    page.activateWindow()
    qtbot.waitUntil(page.isActiveWindow)
    return page


def titles(page: HelpPage) -> list[str]:
    items = (page.names.item(row) for row in range(page.names.count()))
    return [item.text() for item in items if not item.isHidden()]


def test_the_contents_are_the_chapters_in_order(page: HelpPage) -> None:
    wanted = [row["title"] for row in manual.contents()]
    shown = titles(page)
    assert shown == [title for title in wanted if title in shown]
    assert page.topic == "start"
    QTest.keyClick(page.names, Qt.Key.Key_Down)
    assert page.topic != "start"


def test_search_goes_through_all_chapters_and_marks_hits(page: HelpPage) -> None:
    page.search.setText("备份")
    assert any(title.startswith("备份与恢复（") for title in titles(page))
    assert "用语" not in titles(page)
    marks = page.text.extraSelections()
    assert marks
    assert all(mark.cursor.selectedText() == "备份" for mark in marks)  # type: ignore[attr-defined]
    seen = set()
    for _ in range(60):
        QTest.keyClick(page.search, Qt.Key.Key_Return)
        assert page.text.textCursor().selectedText() == "备份"
        seen.add(page.topic)
    assert {"backup", "settings"} <= seen
    QTest.keyClick(page.search, Qt.Key.Key_Escape)
    assert page.search.text() == ""
    assert page.text.extraSelections() == []


def test_words_that_are_nowhere_are_told(page: HelpPage) -> None:
    page.search.setText("没有这样的词")
    assert page.found.text() == "手册中没有“没有这样的词”。"
    assert page.text.toPlainText()


def test_keys_are_those_in_use(page: HelpPage, bridge: Bridge) -> None:
    page.open_topic("keys")
    assert "Ctrl+K" in page.text.toPlainText()
    bridge.shortcuts.choose("window.find_anything", ("F11",))
    assert "F11" in page.text.toPlainText()
    assert "Ctrl+K" not in page.text.toPlainText()


def test_rule_tables_come_a_moment_later(qtbot: QtBot, page: HelpPage) -> None:
    page.open_topic("rules")
    qtbot.waitUntil(lambda: "材料种类及其识别用语" in page.text.toPlainText())


def test_links_lead_to_chapters_settings_and_pages(
    qtbot: QtBot, page: HelpPage, bridge: Bridge
) -> None:
    page.text.anchorClicked.emit(QUrl("backup.md"))
    assert page.topic == "backup"
    with qtbot.waitSignal(bridge.open_page) as asked:
        page.text.anchorClicked.emit(QUrl("settings:keys"))
    assert asked.args == ["settings:keys"]
    with qtbot.waitSignal(bridge.open_page) as asked:
        page.text.anchorClicked.emit(QUrl("page:library"))
    assert asked.args == ["library"]


def test_links_are_reached_by_keyboard(qtbot: QtBot, page: HelpPage, bridge: Bridge) -> None:
    page.open_topic("backup")
    page.text.setFocus()
    QTest.keyClick(page.text, Qt.Key.Key_Tab)
    with qtbot.waitSignal(bridge.open_page) as asked:
        QTest.keyClick(page.text, Qt.Key.Key_Return)
    assert asked.args == ["settings:backup"]


def test_lines_are_not_too_long_to_read(page: HelpPage) -> None:
    page.resize(2400, 900)
    em = page.text.fontMetrics().horizontalAdvance("国")
    assert page.text.viewport().width() <= em * (LINE + 4)


@pytest.mark.parametrize("topic", [row["topic"] for row in manual.contents()])
def test_every_chapter_can_be_set(page: HelpPage, topic: str) -> None:
    """Pictures that cannot be read would make Qt complain, and complaints fail."""
    if page.open_topic(topic):
        assert page.text.document().blockCount() > 3
        kind = QTextDocument.ResourceType.ImageResource.value
        for file in Path(str(manual.folder()), "images").glob("*.png"):
            assert page.text.loadResource(kind, QUrl(f"images/{file.name}")) is not None


@pytest.mark.parametrize(
    ("key", "topic"),
    [
        (routes.SETTINGS, "features"),
        (routes.JOURNAL, "journal"),
        ("settings:look", "settings"),
        ("settings:backup", "backup"),
        ("settings:checks", "trouble"),
    ],
)
def test_f1_opens_the_chapter_on_where_one_is(shell: Shell, key: str, topic: str) -> None:
    shell.opening.go(key)
    page = shell.tabs.currentWidget()
    if isinstance(page, SettingsPage):
        inner = page.stack.currentWidget()
        inner.setFocus()
    QTest.keyClick(shell, Qt.Key.Key_F1)
    shown = shell.tabs.currentWidget()
    assert isinstance(shown, HelpPage)
    assert shown.topic == topic


def test_every_page_of_the_window_has_a_topic(case_shell: Shell) -> None:
    case = case_shell.case
    papers = case_shell.bridge.workbench.papers.documents(case)
    keys = {room: f"{room}:{case}" for room in ("overview", "confirmation")}
    keys["paper"] = f"paper:{papers[0].id}"
    keys["hearings"] = hearing_routes.hearings_key(case)
    hearing = case_shell.bridge.workbench.hearing.create(case, Procedure.CIVIL)
    keys["record"] = hearing_routes.record_key(hearing.id)
    keys["hearing"] = hearing_routes.hearing_key(hearing.id)
    room_of_precedents = case_shell.bridge.workbench.precedents
    with room_of_precedents._store.transaction():
        precedent = Shelf(room_of_precedents._store).add(many(1)[0])
    keys["precedent"] = routes.precedent_key(precedent)
    keys["comparison"] = routes.comparison_key(case, precedent)
    silent = []
    known = {row["topic"] for row in manual.contents()}
    known |= {page for row in manual.contents() for page in row.get("pages", ())}
    for room in routes.ROUTES:
        page = case_shell.open_key(keys.get(room, room))
        if page is None or page.property("helpTopic") not in known:
            silent.append(room)
    assert silent == []
