"""The settings page: switches, passphrase, appearance, backup, models, about."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QFileDialog, QLabel
from pytestqt.qtbot import QtBot

from tests.ui.conftest import FiledCase
from ui import appearance, theme
from ui.appearance import Appearance
from ui.bridge import Bridge
from ui.pages.help import HelpPage
from ui.pages.settings import SECTIONS, SettingsPage
from ui.pages.settings_about import third_parties
from ui.pages.settings_features import FeatureRow
from workbench.kernel import backup, keys
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
    page.security.first.setText(first)
    page.security.second.setText(second)
    page.security.understood.setChecked(known)


def test_a_passphrase_is_set_changed_and_removed(
    qtbot: QtBot, page: SettingsPage, filed: FiledCase
) -> None:
    workspace = filed.bridge.workbench.workspace
    section = page.security
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
    QTest.mouseClick(page.security.set_button, LEFT)
    assert page.security.problem.isVisible()
    assert said in page.security.problem.text()
    assert not filed.bridge.workbench.workspace.has_passphrase
    assert page.security.first.text() == first


def test_the_old_passphrase_is_asked_for(page: SettingsPage, filed: FiledCase) -> None:
    filed.bridge.workbench.set_passphrase(LONG_ENOUGH)
    page.security.refresh()
    fill(page, "battery staple", "battery staple")
    page.security.current.setText("wrong one here")
    QTest.mouseClick(page.security.set_button, LEFT)
    assert "口令不正确" in page.security.problem.text()
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
    page.look.percent.setFocus()
    page.look.percent.setValue(150)
    assert undressed.font().pointSizeF() == pytest.approx(theme.BASE_POINT_SIZE * 1.5)
    assert page.look.slider.value() == 150
    assert appearance.load(filed.bridge.workbench.settings) == Appearance("dark", 150)
    tick(page.look.modes["light"])
    assert not theme.is_dark()


def test_the_slider_moves_the_size(page: SettingsPage, undressed: QApplication) -> None:
    page.open_section("外观")
    page.look.slider.setFocus()
    QTest.keyClick(page.look.slider, Qt.Key.Key_End)
    assert page.look.percent.value() == appearance.LARGEST
    assert undressed.font().pointSizeF() == pytest.approx(theme.BASE_POINT_SIZE * 2)


def test_a_senseless_setting_is_the_default(bridge: Bridge) -> None:
    bridge.workbench.settings.set("appearance.mode", "plaid")
    bridge.workbench.settings.set("appearance.percent", 900)
    assert appearance.load(bridge.workbench.settings) == Appearance("system", 200)


def test_a_backup_is_made_and_verified(
    page: SettingsPage, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    target = tmp_path / "工作台备份.jwbackup"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(target), ""))
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_: (str(target), ""))
    page.open_section("备份")
    QTest.mouseClick(page.backup.make, LEFT)
    report = backup.verify(target)
    assert f"{report.files} 个文件" in page.backup.result.text()
    assert "备份中含有密钥" in page.backup.result.text()
    QTest.mouseClick(page.backup.verify, LEFT)
    assert page.backup.result.text().startswith("备份完好")


def test_a_backup_that_fails_is_told(
    qtbot: QtBot,
    page: SettingsPage,
    filed: FiledCase,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    target = tmp_path / "已有.jwbackup"
    target.write_bytes(b"kept")
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(target), ""))
    page.open_section("备份")
    with qtbot.waitSignal(filed.bridge.failed) as failed:
        QTest.mouseClick(page.backup.make, LEFT)
    assert "已存在" in failed.args[0]
    assert target.read_bytes() == b"kept"
    assert "没有完成" in page.backup.result.text()


def test_models_are_listed_and_verified(
    qtbot: QtBot, bridge: Bridge, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    model = tmp_path / "models" / "sample"
    model.mkdir(parents=True)
    (model / "weights.gguf").write_bytes(b"weights")
    (model / "manifest.toml").write_text(
        '[[model]]\nname = "sample"\nkind = "language"\nlicence = "MIT"\nmemory_mib = 10\n'
        'languages = ["zh"]\nfiles = [{path = "weights.gguf", sha256 = "00", size = 7}]\n',
        "utf-8",
    )
    monkeypatch.setenv("WORKBENCH_MODELS", str(tmp_path / "models"))
    page = SettingsPage(bridge)
    qtbot.addWidget(page)
    page.show()
    page.open_section("本机模型")
    row = page.models.table.topLevelItem(0)
    assert row is not None
    assert [row.text(0), row.text(1), row.text(2)] == ["sample", "语言模型", "已放好"]
    QTest.mouseClick(page.models.check, LEFT)
    assert "SHA-256与清单不符" in page.models.result.text()


def test_about_names_licence_and_components(page: SettingsPage) -> None:
    page.open_section("关于")
    text = "\n".join(label.text() for label in page.about.findChildren(QLabel))
    assert "AGPL-3.0-or-later" in text
    listed = {part.name: part for part in third_parties()}
    for name in ("pyside6-essentials", "pymupdf", "cryptography"):
        assert listed[name].version
        assert listed[name].licence
    assert "pytest" not in listed
    assert page.about.parts.topLevelItemCount() == len(listed)


def test_help_names_keys_and_limits(qtbot: QtBot, bridge: Bridge) -> None:
    page = HelpPage(bridge)
    qtbot.addWidget(page)
    page.show()
    titles = [page.names.item(row).text() for row in range(page.names.count())]
    page.names.setCurrentRow(titles.index("键盘操作"))
    assert "Ctrl+Shift+C" in page.text.toPlainText()
    page.names.setCurrentRow(titles.index("智能功能的能力与局限"))
    text = page.text.toPlainText()
    assert all(limit in text for f in bridge.workbench.features for limit in f.limits)
