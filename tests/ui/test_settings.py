"""The settings page: switches, passphrase, appearance, about."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QFileDialog, QLabel, QLineEdit
from pytestqt.qtbot import QtBot

from tests.ui.conftest import FiledCase
from ui import appearance, theme, workspace_change
from ui.appearance import Appearance
from ui.bridge import Bridge
from ui.pages.settings import SECTIONS, SettingsPage
from ui.pages.settings_about import third_parties
from ui.pages.settings_features import FeatureRow
from workbench.kernel import keys, location
from workbench.kernel.errors import UserError
from workbench.kernel.features import ALL

LEFT = Qt.MouseButton.LeftButton
LONG_ENOUGH = "correct horse"


@pytest.fixture
def page(qtbot: QtBot, filed: FiledCase) -> SettingsPage:
    """Show the settings beside the open test case."""
    page = SettingsPage(filed.bridge)
    qtbot.addWidget(page)
    page.set_case(filed.id)
    page.resize(980, 900)
    page.show()
    qtbot.waitExposed(page)
    return page


@pytest.fixture
def undressed(dressed: QApplication) -> Iterator[QApplication]:
    """Put the appearance back after a test that changes it.

    Widgets of earlier tests wait for an event loop to be deleted in; here they go at once, so
    that they are not dressed anew.
    """
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    yield dressed
    theme.apply(dressed, dark=False)


def tick(button: QAbstractButton) -> None:
    QTest.mouseClick(button, LEFT, pos=QPoint(10, button.height() // 2))


def row_of(page: SettingsPage, key: str) -> FeatureRow:
    return next(row for row in page.features.rows if row.feature.key == key)


def words(row: FeatureRow) -> str:
    return "\n".join(label.text() for label in row.findChildren(QLabel))


def test_every_feature_of_the_table_has_a_row_that_says_all(
    page: SettingsPage, filed: FiledCase
) -> None:
    features = list(filed.bridge.workbench.features)
    assert [row.feature for row in page.features.rows] == features
    for row in page.features.rows:
        text = words(row)
        for part in (row.feature.title, row.feature.does, row.feature.basis):
            assert part in text
        assert all(limit in text for limit in row.feature.limits)
        assert all(figure in text for figure in row.feature.figures)
        QTest.mouseClick(row.more, LEFT)
        assert row.limits.isVisible()


def test_a_switch_works_everywhere_and_in_this_case(page: SettingsPage, filed: FiledCase) -> None:
    switches = filed.bridge.workbench.switches
    row = row_of(page, "papers.extract")
    tick(row.here)
    assert not switches.is_on("papers.extract", filed.id)
    assert switches.is_on("papers.extract")
    assert row.here.text() == "本案：关"
    assert "已在本案关闭" in row.state.text()
    tick(row.here)
    tick(row.everywhere)
    assert not switches.is_on("papers.extract")
    assert row.everywhere.text() == "全部案件：关"


def test_space_flips_a_switch(page: SettingsPage, filed: FiledCase) -> None:
    row = row_of(page, "law.statutes")
    row.everywhere.setFocus()
    QTest.keyClick(row.everywhere, Qt.Key.Key_Space)
    assert not filed.bridge.workbench.switches.is_on("law.statutes")


def test_the_master_switch(page: SettingsPage, filed: FiledCase) -> None:
    switches = filed.bridge.workbench.switches
    tick(page.features.all_everywhere)
    assert not any(switches.is_on(f.key) for f in filed.bridge.workbench.features)
    assert all("全部智能功能已关闭。" in row.state.text() for row in page.features.rows)
    tick(page.features.all_everywhere)
    tick(page.features.all_here)
    assert switches.state(ALL)
    assert not switches.state(ALL, filed.id)


def test_a_flip_elsewhere_is_shown(page: SettingsPage, filed: FiledCase) -> None:
    filed.bridge.workbench.switches.set("papers.ocr", on=False)
    assert not row_of(page, "papers.ocr").everywhere.isChecked()


def test_without_a_case_only_the_switches_of_all_work(page: SettingsPage) -> None:
    page.set_case("")
    assert not any(row.here.isEnabled() for row in page.features.rows)
    assert "打开一个案件后" in page.features.case_words.text()


def test_a_missing_need_is_said(page: SettingsPage) -> None:
    assert "法规库为空" in row_of(page, "law.statutes").state.text()


def test_sections_by_keyboard(page: SettingsPage) -> None:
    page.names.setFocus()
    for place in range(1, len(SECTIONS)):
        QTest.keyClick(page.names, Qt.Key.Key_Down)
        assert page.stack.currentIndex() == place


def fill(page: SettingsPage, first: str, second: str, known: bool = True) -> None:
    page.open_section("工作区与口令")
    page.security.form.first.setText(first)
    page.security.form.second.setText(second)
    page.security.form.understood.setChecked(known)


def test_a_passphrase_is_set_changed_and_removed(
    qtbot: QtBot, page: SettingsPage, filed: FiledCase
) -> None:
    workspace = filed.bridge.workbench.workspace
    section = page.security.form
    fill(page, LONG_ENOUGH, LONG_ENOUGH)
    with qtbot.waitSignal(filed.bridge.notice) as told:
        QTest.mouseClick(section.set_button, LEFT)
    assert "忘记口令无法恢复" in told.args[0]
    assert workspace.has_passphrase
    assert section.set_button.text() == "修改口令"
    assert section.first.text() == ""
    keys.unlock(workspace.folder, LONG_ENOUGH)

    section.current.setText(LONG_ENOUGH)
    fill(page, "battery staple", "battery staple")
    QTest.keyClick(section.second, Qt.Key.Key_Return)
    keys.unlock(workspace.folder, "battery staple")

    section.current.setText("battery staple")
    QTest.mouseClick(section.remove_button, LEFT)
    assert not workspace.has_passphrase


@pytest.mark.parametrize(
    ("first", "second", "known", "said"),
    [
        ("short", "short", True, "少于 8 个字符"),
        (LONG_ENOUGH, "something else", True, "不一致"),
        (LONG_ENOUGH, LONG_ENOUGH, False, "我已知道"),
    ],
)
def test_a_bad_passphrase_changes_nothing_and_says_why(
    page: SettingsPage, filed: FiledCase, first: str, second: str, known: bool, said: str
) -> None:
    fill(page, first, second, known)
    QTest.mouseClick(page.security.form.set_button, LEFT)
    assert page.security.form.problem.isVisible()
    assert said in page.security.form.problem.text()
    assert not filed.bridge.workbench.workspace.has_passphrase
    assert page.security.form.first.text() == first


def test_the_old_passphrase_is_asked_for(page: SettingsPage, filed: FiledCase) -> None:
    filed.bridge.workbench.set_passphrase(LONG_ENOUGH)
    page.security.refresh()
    fill(page, "battery staple", "battery staple")
    page.security.form.current.setText("wrong one here")
    QTest.mouseClick(page.security.form.set_button, LEFT)
    assert "口令不正确" in page.security.form.problem.text()
    folder = filed.bridge.workbench.workspace.folder
    keys.unlock(folder, LONG_ENOUGH)
    with pytest.raises(UserError):
        keys.unlock(folder, "battery staple")


def test_dark_and_large_apply_at_once_and_are_kept(
    page: SettingsPage, filed: FiledCase, undressed: QApplication
) -> None:
    page.open_section("外观")
    tick(page.look.modes["dark"])
    assert theme.is_dark()
    page.open_section("字体与字号")
    page.fonts.percent.setFocus()
    page.fonts.percent.setValue(150)
    assert undressed.font().pointSizeF() == pytest.approx(theme.BASE_POINT_SIZE * 1.5)
    assert page.fonts.slider.value() == 150
    assert appearance.load(filed.bridge.workbench.settings) == Appearance("dark", 150)
    page.open_section("外观")
    tick(page.look.modes["light"])
    assert not theme.is_dark()


def test_the_slider_moves_the_size(page: SettingsPage, undressed: QApplication) -> None:
    page.open_section("fonts")
    page.fonts.slider.setFocus()
    QTest.keyClick(page.fonts.slider, Qt.Key.Key_End)
    assert page.fonts.percent.value() == appearance.LARGEST
    assert undressed.font().pointSizeF() == pytest.approx(theme.BASE_POINT_SIZE * 2)


def test_a_senseless_setting_is_the_default(bridge: Bridge) -> None:
    bridge.workbench.settings.set("appearance.mode", "plaid")
    bridge.workbench.settings.set("appearance.percent", 900)
    assert appearance.load(bridge.workbench.settings) == Appearance("system", 200)


def test_about_names_licence_and_components(page: SettingsPage, qtbot: QtBot) -> None:
    page.open_section("关于")
    text = "\n".join(label.text() for label in page.about.findChildren(QLabel))
    assert "AGPL-3.0-or-later" in text
    listed = {part.name: part for part in third_parties()}
    for name in ("pyside6-essentials", "pymupdf", "cryptography"):
        assert listed[name].version
        assert listed[name].licence
    assert "pytest" not in listed
    parts = page.about.parts
    qtbot.waitUntil(lambda: parts.topLevelItemCount() == len(listed))
    rows = [parts.topLevelItem(row) for row in range(len(listed))]
    assert [row.text(0) for row in rows if row] == sorted(listed)


def test_the_texts_of_licences_can_be_read(page: SettingsPage, qtbot: QtBot) -> None:
    page.open_section("about")
    qtbot.waitUntil(lambda: page.about.parts.topLevelItemCount() == len(list(third_parties())))
    QTest.mouseClick(page.about.own, LEFT)
    assert "GNU AFFERO GENERAL PUBLIC LICENSE" in page.about.full.toPlainText()
    rows = page.about.parts.findItems("cryptography", Qt.MatchFlag.MatchExactly)
    page.about.parts.setCurrentItem(rows[0])
    QTest.mouseClick(page.about.theirs, LEFT)
    assert "Apache License" in page.about.full.toPlainText()
    rows = page.about.parts.findItems("pyside6-essentials", Qt.MatchFlag.MatchExactly)
    page.about.parts.setCurrentItem(rows[0])
    QTest.mouseClick(page.about.theirs, LEFT)
    assert page.about.full.toPlainText().startswith("“pyside6-essentials”的发布包没有附许可证全文")


def test_features_are_found_by_what_they_do(page: SettingsPage) -> None:
    page.features.search.setText("印章")
    shown = [row.feature.key for row in page.features.rows if row.isVisible()]
    assert "papers.ocr" in shown
    assert "law.statutes" not in shown
    page.features.search.setText("没有这种功能")
    assert page.features.none.isVisible()
    page.features.search.clear()
    assert all(row.isVisible() for row in page.features.rows)


def test_measured_figures_are_seen_at_once(page: SettingsPage) -> None:
    for row in page.features.rows:
        assert row.figures.isVisible()
        assert all(f.rstrip("。") in row.figures.text() for f in row.feature.figures)


def test_a_weak_passphrase_is_told_while_typing(page: SettingsPage) -> None:
    page.open_section("security")
    page.security.form.first.setText("12345678")
    assert page.security.form.hint.text().startswith("偏弱")
    page.security.form.first.setText("青山 隐隐 水迢迢")
    assert page.security.form.hint.text().startswith("较强")


def test_typed_passphrases_can_be_shown(page: SettingsPage) -> None:
    page.open_section("security")
    assert page.security.form.first.echoMode() is QLineEdit.EchoMode.Password
    tick(page.security.form.shown)
    assert page.security.form.first.echoMode() is QLineEdit.EchoMode.Normal
    fill(page, LONG_ENOUGH, LONG_ENOUGH)
    QTest.mouseClick(page.security.form.set_button, LEFT)
    assert page.security.form.first.echoMode() is QLineEdit.EchoMode.Password


def test_another_workspace_is_remembered_and_asked_for(
    qtbot: QtBot,
    page: SettingsPage,
    filed: FiledCase,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "config"))
    monkeypatch.delenv("WORKBENCH_HOME", raising=False)
    monkeypatch.setattr(workspace_change, "confirm", lambda *_: True)
    (tmp_path / "other").mkdir()
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *_: str(tmp_path / "other"))
    page.open_section("security")
    with qtbot.waitSignal(filed.bridge.open_workspace) as wanted:
        QTest.mouseClick(page.security.change, LEFT)
    assert wanted.args == [tmp_path / "other"]
    assert location.default_folder() == tmp_path / "other"
    (tmp_path / "other" / "别的文件.txt").write_text("。", "utf-8")
    with qtbot.waitSignal(filed.bridge.failed) as failed:
        QTest.mouseClick(page.security.change, LEFT)
    assert "又不是工作区" in failed.args[0]


def test_sections_open_by_key_and_by_title(page: SettingsPage) -> None:
    for place, (key, title) in enumerate(SECTIONS.items()):
        page.open_section(key)
        assert page.names.currentRow() == place
        page.open_section(title)
        assert page.names.currentRow() == place
