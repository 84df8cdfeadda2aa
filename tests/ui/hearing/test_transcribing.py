"""Transcription asked for on the page: model, scope, options; and what is said without a model."""

import pytest
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from ui.hearing.seats_dialog import NOBODY, SeatsDialog
from ui.hearing.transcribe_dialog import (
    ALL,
    CHOSEN,
    REST,
    STRETCH,
    Asked,
    Extent,
    TranscribeDialog,
)
from ui.pages.hearing import HearingPage
from workbench.engines.manifest import Model, ModelFile
from workbench.hearing.model import Seat
from workbench.hearing.retranscribing import Reach
from workbench.hearing.speaking import Options

MODEL = Model(
    "示例模型",
    "speech",
    (ModelFile("model.bin", "0" * 64, 3_145_728),),
    memory_mib=500,
    languages=("zh",),
    card="只用于试验。",
)


def ask(qtbot: QtBot, unheard: float = 60.0, chosen: int = 0, heard: int = 5) -> TranscribeDialog:
    dialog = TranscribeDialog([MODEL], "/models", Extent(unheard, chosen, heard, 60.0))
    qtbot.addWidget(dialog)
    return dialog


def test_without_a_model_it_says_what_goes_where(qtbot: QtBot) -> None:
    dialog = TranscribeDialog([], "/models", Extent(60.0))
    qtbot.addWidget(dialog)
    words = " ".join(label.text() for label in dialog.findChildren(QLabel))
    assert "没有语音模型" in words
    assert "/models" in words
    assert not dialog.go.isEnabled()


def test_what_was_not_heard_comes_first_and_options_are_on(qtbot: QtBot) -> None:
    dialog = ask(qtbot)
    assert dialog.asked() == Asked(REST, "示例模型", Options())
    assert "只用于试验。" in dialog.card.toPlainText()
    assert "3 MB" in dialog.card.toPlainText()
    assert not dialog.scopes[CHOSEN].isEnabled()


def test_options_are_handed_over(qtbot: QtBot) -> None:
    dialog = ask(qtbot, unheard=0.0, chosen=3)
    dialog.scopes[ALL].setChecked(True)
    dialog.numbers.setChecked(False)
    dialog.hot_words.setChecked(False)
    dialog.more.setText("示例路 虚构街")
    asked = dialog.asked()
    assert asked.scope == ALL
    assert asked.options == Options(hot_words=False, numbers=False, more_words=("示例路", "虚构街"))


def test_a_stretch_is_typed_and_checked(qtbot: QtBot) -> None:
    extent = Extent(0.0, 0, 5, 60.0, (12.0, 20.0), reach=lambda a, b: Reach(a, b, 3, 2))
    dialog = TranscribeDialog([MODEL], "/models", extent)
    qtbot.addWidget(dialog)
    assert dialog.asked().scope == ALL
    dialog.begin.setText("00:00:15.5")
    assert dialog.scopes[STRETCH].isChecked()
    assert dialog.told.text() == "其中机器转写的 3 段会被替换，人工改过的 2 段保留不动。"
    assert dialog.asked().stretch == (15.5, 20.0)
    for begin, end, words in (
        ("00:00:20", "00:00:15", "之后"),
        ("一点", "00:00:15", "没有写对"),
        ("00:02:00", "00:03:00", "超出录音长度"),
    ):
        dialog.begin.setText(begin)
        dialog.end.setText(end)
        assert words in dialog.told.text()
        assert not dialog.go.isEnabled()


def test_nothing_left_to_do_offers_nothing(qtbot: QtBot) -> None:
    dialog = TranscribeDialog([MODEL], "/models", Extent())
    qtbot.addWidget(dialog)
    assert not dialog.go.isEnabled()


def test_a_missing_model_is_said_and_nothing_begins(page: HearingPage, qtbot: QtBot) -> None:
    with qtbot.waitSignal(page._bridge.failed) as told:
        page.transcribing.begin(Asked(ALL, "没有的模型", Options()))
    assert told.args is not None
    assert "没有的模型" in str(told.args[0])


def test_off_means_gone(page: HearingPage, qtbot: QtBot) -> None:
    assert page.head.buttons["hearing.transcribe"].isVisible()
    page._bridge.workbench.switches.set("hearing.transcribe", False)
    qtbot.waitUntil(lambda: not page.head.buttons["hearing.transcribe"].isVisible())


@pytest.fixture
def seats(page: HearingPage, qtbot: QtBot) -> SeatsDialog:
    session = page.session
    dialog = SeatsDialog(2, session.hearing.profile, [], session.roles, page.player, page)
    qtbot.addWidget(dialog)
    return dialog


def test_seats_are_those_of_the_hearing_until_changed(seats: SeatsDialog) -> None:
    assert seats.profile().seats == (Seat(0, "审判席", "审判长"), Seat(1, "当事人席", ""))
    assert seats.roles[1].currentText() == NOBODY
    seats.names[0].setCurrentText("")
    seats.roles[1].setCurrentText("原告")
    assert seats.profile().seats == (Seat(1, "当事人席", "原告"),)


def test_a_channel_is_heard_alone_to_find_out_who_it_is(
    seats: SeatsDialog, page: HearingPage
) -> None:
    said: list[tuple[bool, int]] = []
    page.player.changed.connect(lambda: said.append((page.player.playing, page.player.channel)))
    seats.listen(1)
    assert said[-1] == (True, 1)
    seats.reject()
    assert said[-1] == (False, -1)
