"""Settings that take their time: backup, models, the self-check. The window goes on meanwhile."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QFileDialog, QInputDialog, QLabel
from pytestqt.qtbot import QtBot

from tests.ui.conftest import FiledCase
from ui.bridge import Bridge
from ui.pages.settings import SettingsPage
from workbench.kernel import backup
from workbench.kernel.job_table import JobState

LEFT = Qt.MouseButton.LeftButton
LONG = 20_000
MANIFEST = (
    '[[model]]\nname = "sample"\nkind = "language"\nlicence = "MIT"\nmemory_mib = 10\n'
    'languages = ["zh"]\nfiles = [{path = "weights.gguf", sha256 = "00", size = 7}]\n'
)


@pytest.fixture
def page(qtbot: QtBot, filed: FiledCase) -> SettingsPage:
    """Show the settings of the test workspace."""
    return shown(qtbot, filed.bridge)


def shown(qtbot: QtBot, bridge: Bridge) -> SettingsPage:
    page = SettingsPage(bridge)
    qtbot.addWidget(page)
    page.resize(980, 900)
    page.show()
    qtbot.waitExposed(page)
    return page


def choose_file(monkeypatch: pytest.MonkeyPatch, path: Path) -> None:
    for name in ("getSaveFileName", "getOpenFileName"):
        monkeypatch.setattr(QFileDialog, name, lambda *_: (str(path), ""))


def choose_folder(monkeypatch: pytest.MonkeyPatch, path: Path) -> None:
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *_: str(path))


@pytest.mark.spawned
def test_a_backup_is_made_verified_and_restored(
    qtbot: QtBot,
    page: SettingsPage,
    filed: FiledCase,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    target = tmp_path / "工作台备份.jwbackup"
    choose_file(monkeypatch, target)
    page.open_section("backup")
    section = page.backup
    QTest.mouseClick(section.make, LEFT)
    assert section.progress.isVisible()
    assert not section.make.isEnabled()
    qtbot.waitUntil(lambda: not section.progress.isVisible(), timeout=LONG)
    report = backup.verify(target)
    assert f"{report.files} 个文件" in section.result.text()
    assert "备份中含有密钥" in section.result.text()
    events = filed.bridge.workbench.journal.entries("backup.")
    assert [entry.detail["target"] for entry in events] == [target.name]

    QTest.mouseClick(section.verify, LEFT)
    qtbot.waitUntil(lambda: section.result.text().startswith("备份完好"), timeout=LONG)

    choose_folder(monkeypatch, tmp_path / "again")
    QTest.mouseClick(section.restore, LEFT)
    qtbot.waitUntil(lambda: section.result.text().startswith("已恢复到"), timeout=LONG)
    assert (tmp_path / "again" / "store.db").exists()
    assert not list(tmp_path.glob(".*.tmp*"))


def test_a_backup_over_a_file_is_refused(
    qtbot: QtBot,
    page: SettingsPage,
    filed: FiledCase,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    target = tmp_path / "已有.jwbackup"
    target.write_bytes(b"kept")
    choose_file(monkeypatch, target)
    page.open_section("backup")
    with qtbot.waitSignal(filed.bridge.failed) as failed:
        QTest.mouseClick(page.backup.make, LEFT)
    assert "已存在" in failed.args[0]
    assert target.read_bytes() == b"kept"
    assert page.backup.make.isEnabled()


def test_a_backup_can_be_cancelled_and_leaves_nothing(
    qtbot: QtBot,
    page: SettingsPage,
    filed: FiledCase,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    choose_file(monkeypatch, tmp_path / "半份.jwbackup")
    page.open_section("backup")
    QTest.mouseClick(page.backup.make, LEFT)
    (job,) = (j for j in filed.bridge.workbench.jobs.table.all() if j.kind == "backup.create")
    table = filed.bridge.workbench.jobs.table
    qtbot.waitUntil(lambda: table.get(job.id).state is JobState.RUNNING, timeout=LONG)
    QTest.mouseClick(page.backup.stop, LEFT)
    assert page.backup.result.text().startswith("已取消，没有生成备份")
    assert table.get(job.id).state is JobState.CANCELLED
    assert not list(tmp_path.glob("*半份*"))
    assert not list(tmp_path.glob(".*半份*"))


def test_a_damaged_backup_is_told(
    qtbot: QtBot, page: SettingsPage, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "坏.jwbackup").write_bytes(b"nothing")
    choose_file(monkeypatch, tmp_path / "坏.jwbackup")
    page.open_section("backup")
    QTest.mouseClick(page.backup.verify, LEFT)
    assert not page.backup.verify.isEnabled()
    qtbot.waitUntil(lambda: "不是本程序的备份文件" in page.backup.result.text(), timeout=LONG)
    assert page.backup.verify.isEnabled()


def test_models_are_listed_and_verified(
    qtbot: QtBot, bridge: Bridge, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    model = tmp_path / "models" / "sample"
    model.mkdir(parents=True)
    (model / "weights.gguf").write_bytes(b"weights")
    (model / "manifest.toml").write_text(MANIFEST, "utf-8")
    monkeypatch.setenv("WORKBENCH_MODELS", str(tmp_path / "models"))
    page = shown(qtbot, bridge)
    page.open_section("models")
    row = page.models.table.topLevelItem(0)
    assert row is not None
    assert [row.text(0), row.text(1), row.text(2)] == ["sample", "语言模型", "已放好"]
    QTest.mouseClick(page.models.check, LEFT)
    assert page.models.errand.isVisible()
    qtbot.waitUntil(lambda: "SHA-256与清单不符" in page.models.result.text(), timeout=LONG)
    assert not page.models.errand.isVisible()


def test_a_model_is_added_and_what_is_missing_is_said(
    qtbot: QtBot, bridge: Bridge, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("WORKBENCH_MODELS", str(tmp_path / "models"))
    page = shown(qtbot, bridge)
    page.open_section("models")
    words = "\n".join(label.text() for label in page.models.findChildren(QLabel))
    assert "语言模型：未放入。需要：一个 .gguf 文件" in words
    (tmp_path / "example.gguf").write_bytes(b"weights")
    choose_file(monkeypatch, tmp_path / "example.gguf")
    QTest.mouseClick(page.models.from_file, LEFT)
    qtbot.waitUntil(lambda: page.models.result.text().startswith("已添加模型"), timeout=LONG)
    row = page.models.table.topLevelItem(0)
    assert row is not None
    assert row.text(0) == "example"
    assert (tmp_path / "models" / "example" / "example.gguf").read_bytes() == b"weights"


def test_a_model_of_unknown_kind_is_asked_about(
    qtbot: QtBot, bridge: Bridge, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("WORKBENCH_MODELS", str(tmp_path / "models"))
    (tmp_path / "strange").mkdir()
    (tmp_path / "strange" / "weights.bin").write_bytes(b"weights")
    choose_folder(monkeypatch, tmp_path / "strange")
    monkeypatch.setattr(QInputDialog, "getItem", lambda *_: ("语言模型", True))
    page = shown(qtbot, bridge)
    page.open_section("models")
    QTest.mouseClick(page.models.from_folder, LEFT)
    qtbot.waitUntil(lambda: page.models.result.text().startswith("已添加模型"), timeout=LONG)
    row = page.models.table.topLevelItem(0)
    assert row is not None
    assert row.text(1) == "语言模型"


def test_the_self_check_runs_beside_the_work(qtbot: QtBot, page: SettingsPage) -> None:
    page.open_section("checks")
    section = page.checks
    QTest.mouseClick(section.run, LEFT)
    assert not section.run.isEnabled()
    qtbot.waitUntil(lambda: bool(section.checks), timeout=LONG)
    names = {check.name for check in section.checks}
    assert {"数据完整性", "日志", "中文输入", "文书字体", "屏幕"} <= names
    assert section.run.isEnabled()
    QTest.mouseClick(section.copy, LEFT)
    assert "中文输入：" in QApplication.clipboard().text()


def test_closing_the_page_stops_an_errand(qtbot: QtBot, filed: FiledCase) -> None:
    page = SettingsPage(filed.bridge)
    page.show()
    page.open_section("checks")
    page.checks.start()
    errand = page.checks.errand.errand
    assert errand is not None
    page.deleteLater()
    qtbot.waitUntil(lambda: errand.over, timeout=LONG)
