"""The court's own name on the settings page."""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from tests.ui.conftest import FiledCase
from ui.pages.settings import SettingsPage
from ui.pages.settings_courts import CourtsSection

BASIC, MIDDLE, HIGH = "北京市朝阳区人民法院", "北京市第三中级人民法院", "北京市高级人民法院"


@pytest.fixture
def section(qtbot: QtBot, filed: FiledCase) -> Iterator[CourtsSection]:
    page = SettingsPage(filed.bridge)
    qtbot.addWidget(page)
    page.resize(980, 900)
    page.show()
    qtbot.waitExposed(page)
    page.open_section("courts")
    yield page.courts
    page.close()  # it owns the section, and has to live as long


def held(filed: FiledCase) -> tuple[str, ...]:
    return filed.bridge.workbench.precedents.own_courts


def add(section: CourtsSection, words: str) -> None:
    section.search.setFocus()
    section.search.clear()
    section.search.setText(words)
    QTest.keyClick(section.search, Qt.Key.Key_Return)


def test_a_court_is_found_and_set_by_keyboard_and_its_tiers_are_shown(
    section: CourtsSection, filed: FiledCase
) -> None:
    assert "还没有设定本院" in section.tiers.text()
    add(section, "北京 朝阳区")
    assert held(filed) == (BASIC,)
    for words in (f"第三顺位：{HIGH}", MIDDLE, f"{BASIC}（本院）", "第二顺位：最高人民法院"):
        assert words in section.tiers.text()


def test_another_one_of_those_found_is_chosen_with_the_arrow(
    section: CourtsSection, filed: FiledCase
) -> None:
    section.search.setFocus()
    section.search.setText("朝阳")
    QTest.keyClick(section.search, Qt.Key.Key_Down)
    assert section.found.hasFocus()
    second = section.found.item(1).text()
    QTest.keyClick(section.found, Qt.Key.Key_Return)
    assert second.startswith(held(filed)[0])


def test_order_removal_and_their_undo(section: CourtsSection, filed: FiledCase) -> None:
    add(section, BASIC)
    add(section, MIDDLE)
    section.own.setFocus()
    section.own.setCurrentRow(1)
    QTest.keyClick(section.own, Qt.Key.Key_Up, Qt.KeyboardModifier.AltModifier)
    assert held(filed) == (MIDDLE, BASIC)
    QTest.keyClick(section.own, Qt.Key.Key_Delete)
    assert held(filed) == (BASIC,)
    for courts in ((MIDDLE, BASIC), (BASIC, MIDDLE), (BASIC,), ()):
        QTest.keyClick(section.own, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
        assert held(filed) == courts
    assert not section.back.isEnabled()
    assert "已撤销" in section.said.text()


def test_the_same_court_is_set_once_and_that_is_said(
    section: CourtsSection, filed: FiledCase
) -> None:
    add(section, BASIC)
    add(section, BASIC)
    assert held(filed) == (BASIC,)
    assert "已经设定" in section.said.text()


def test_a_court_that_is_not_listed_can_be_set_and_nothing_else(
    section: CourtsSection, filed: FiledCase
) -> None:
    add(section, "示例公司")
    assert held(filed) == ()
    add(section, "示范市样例区人民法院")
    assert held(filed) == ("示范市样例区人民法院",)
    assert "名单中没有" in section.tiers.text()


def test_what_is_set_elsewhere_is_shown(section: CourtsSection, filed: FiledCase) -> None:
    filed.bridge.workbench.precedents.set_own_courts([MIDDLE])
    assert section.own.item(0).text().startswith(MIDDLE)
    assert HIGH in section.tiers.text()
