"""From a dropped recording to corrected turns, in the window, with a stand-in for the model."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from tests.support.dropping import drop
from tests.support.sounds import wav
from tests.support.spoken import RATE, number_speech, sentence, talk
from tests.ui.conftest import type_text
from tests.ui.hearing.test_transcribing import MODEL
from ui.bridge import Bridge
from ui.hearing.sinks import SilentSink
from ui.hearing.transcribe_dialog import ALL, CHOSEN, REST, STRETCH, Asked
from ui.pages.hearing import HearingPage
from workbench.hearing.model import Layer, Procedure
from workbench.hearing.speaking import Options
from workbench.workbench import Workbench

NUMBERS = list(range(1, 9))
# They look at what is under way; a child of the nursery is done before it is seen.
pytestmark = pytest.mark.spawned
PATIENCE = 60_000
CTRL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def page(
    tmp_path: Path, dressed: QApplication, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> Iterator[HearingPage]:
    (tmp_path / "log").mkdir()
    monkeypatch.setenv("SPOKEN_LOG", str(tmp_path / "log"))
    bridge = Bridge(Workbench.open(tmp_path / "ws", speech=number_speech))
    case = bridge.workbench.papers.new_case("张三甲诉李四乙")
    hearing = bridge.workbench.hearing.create(case.id, Procedure.SIMPLIFIED)
    shown = HearingPage(bridge, hearing.id, SilentSink)
    qtbot.addWidget(shown)
    shown.resize(1000, 700)
    shown.show()
    shown.activateWindow()
    qtbot.waitUntil(shown.isActiveWindow)
    path = tmp_path / "庭审.wav"
    path.write_bytes(wav(np.atleast_2d(talk(NUMBERS)), RATE))
    drop(shown, [path])
    qtbot.waitUntil(lambda: _quiet(shown) and bool(shown.session.timeline.spans), timeout=PATIENCE)
    yield shown
    shown.close()
    bridge.close()


def _quiet(page: HearingPage) -> bool:
    """Say whether no job of the hearing runs, as the page sees it."""
    return page.progress.job is None or page.progress.bar.isHidden()


def _said(page: HearingPage) -> list[str]:
    return [turn.verbatim for turn in page.session.turns]


def _hear(page: HearingPage, qtbot: QtBot, scope: str, model: str) -> None:
    with qtbot.waitSignal(page.progress.ended, timeout=PATIENCE):
        page.transcribing.begin(Asked(scope, model, Options()))
        qtbot.waitUntil(page.progress.stop.isVisible, timeout=PATIENCE)


def test_a_recording_becomes_turns_that_are_called_unchecked(
    page: HearingPage, qtbot: QtBot
) -> None:
    assert page.body.currentWidget() is page.empty
    _hear(page, qtbot, REST, "甲")
    wanted = [f"{sentence(number)}。" for number in NUMBERS]
    qtbot.waitUntil(lambda: _said(page) == wanted, timeout=PATIENCE)
    assert "机器转写，未经核对：8 段" in page.head.title.text()


def test_another_model_spares_what_a_person_corrected(page: HearingPage, qtbot: QtBot) -> None:
    _hear(page, qtbot, REST, "甲")
    qtbot.waitUntil(lambda: len(page.session.turns) == len(NUMBERS), timeout=PATIENCE)
    page.view.setFocus()
    page.view.go_to(0, 0)
    type_text(page.view.editor, "更正：")
    QTest.keyClick(page.view.editor, Qt.Key.Key_Return)
    _hear(page, qtbot, CHOSEN, "另一")
    qtbot.waitUntil(lambda: "再听" in _said(page)[1], timeout=PATIENCE)
    assert sum("再听" in text for text in _said(page)) == 1
    _hear(page, qtbot, ALL, "另一")
    qtbot.waitUntil(lambda: sum("再听" in text for text in _said(page)) == 7, timeout=PATIENCE)
    assert _said(page)[0] == f"更正：{sentence(1)}。"


def test_a_marked_stretch_is_heard_again_and_the_rest_stays(
    page: HearingPage, qtbot: QtBot
) -> None:
    _hear(page, qtbot, REST, "甲")
    qtbot.waitUntil(lambda: len(page.session.turns) == len(NUMBERS), timeout=PATIENCE)
    first, last = page.session.turns[2], page.session.turns[4]
    page.session.editing.set_text(page.session.turns[3].id, Layer.VERBATIM, "更正。")
    page.player.seek(first.start + 0.1)
    QTest.keyClick(page.view.editor, Qt.Key.Key_BracketLeft, CTRL)
    page.player.seek(last.end - 0.1)
    QTest.keyClick(page.view.editor, Qt.Key.Key_BracketRight, CTRL)
    dialog = page.transcribing.dialog_of([MODEL])
    qtbot.addWidget(dialog)
    assert dialog.scopes[STRETCH].isChecked()
    assert "2 段会被替换，人工改过的 1 段保留不动" in dialog.told.text()
    assert "按整段发言" in dialog.told.text()
    asked = replace(dialog.asked(), model="另一")
    with qtbot.waitSignal(page.progress.ended, timeout=PATIENCE):
        page.transcribing.begin(asked)
    qtbot.waitUntil(
        lambda: [n for n, said in enumerate(_said(page)) if "再听" in said] == [2, 4],
        timeout=PATIENCE,
    )
    assert _said(page)[3] == "更正。"


def test_cancelled_in_the_page_it_goes_on_from_there(page: HearingPage, qtbot: QtBot) -> None:
    page.transcribing.begin(Asked(REST, "甲", Options()))
    qtbot.waitUntil(page.progress.stop.isVisible, timeout=PATIENCE)
    page.progress.stop.click()
    qtbot.waitUntil(page.progress.go_on.isVisible, timeout=PATIENCE)
    with qtbot.waitSignal(page.progress.ended, timeout=PATIENCE):
        page.progress.go_on.click()
    wanted = [f"{sentence(number)}。" for number in NUMBERS]
    qtbot.waitUntil(lambda: _said(page) == wanted, timeout=PATIENCE)
