"""Scenes of hearings: the list, a hearing without sound, the transcript in its states."""

import time
from collections.abc import Callable

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QDialog, QWidget

from tests.support.hearings import store_of
from tests.tools.scenes import Scene, Show, case_of
from ui.hearing.recordings_dialog import RecordingsDialog
from ui.hearing.seats_dialog import SeatsDialog
from ui.hearing_routes import hearing_key, hearings_key, record_key
from ui.pages.hearing import HearingPage
from ui.pages.hearing_record import HearingRecordPage
from ui.shell import Shell
from workbench.hearing.model import DroppedText
from workbench.hearing.passes import PassRepository

Act = Callable[[HearingPage], object]


def _page(shell: Shell, which: int) -> HearingPage:
    room = shell.bridge.workbench.hearing
    page = shell.open_key(hearing_key(room.hearings(case_of(shell))[which].id))
    assert isinstance(page, HearingPage)
    end = time.monotonic() + 20
    while not page.session.loaded and time.monotonic() < end:
        QCoreApplication.processEvents()
    return page


def _hearing(*acts: Act, which: int = 0) -> Show:
    """Return what opens a hearing and does something there."""

    def show(shell: Shell) -> None:
        page = _page(shell, which)
        page.finder.leave()
        page.show_layers(False)
        page.show_uncertain(False)
        page.wave.mark(None)
        page.view.go_to(0, 0)
        for act in acts:
            act(page)

    return show


def _replace(page: HearingPage) -> None:
    page.finder.ask(True)
    page.finder.field.setText("借款")
    page.finder.put.setText("欠款")


def _leave_out(page: HearingPage) -> None:
    """Let something have been spoken and not written, and taken out."""
    turn, store = page.session.turns[5], store_of(page._bridge.workbench)
    passes, end = PassRepository(store), turn.end
    silent = "有人说话，但没有转写出文字，请听录音"
    if not passes.dropped(page.session.hearing.id):
        rows = [
            DroppedText(turn.recording, 0, end, end + 0.8, "", silent),
            DroppedText(turn.recording, 1, end + 1.0, end + 2.0, "没有异议。", "与1号声道的话相同"),
        ]
        with store.transaction():
            passes.drop(rows)
    page.session.reload()
    end_at = time.monotonic() + 20
    while not page.session.taken_out and time.monotonic() < end_at:
        QCoreApplication.processEvents()
    page.show_uncertain(True)
    page.jumps.taken.setChecked(True)
    page.view.go_to(5, 0)
    page.step_uncertain(1)


def _list(shell: Shell) -> None:
    shell.open_key(hearings_key(case_of(shell)))


def _dialog(make: Callable[[HearingPage], QDialog]) -> Show:
    """Return what opens a dialog over a hearing."""

    def show(shell: Shell) -> QWidget:
        dialog = make(_page(shell, 0))
        dialog.open()
        return dialog

    return show


def _seats(page: HearingPage) -> QDialog:
    session = page.session
    return SeatsDialog(4, session.hearing.profile, [], session.roles, page.player, page.window())


def _marked(page: HearingPage) -> QDialog:
    page.wave.mark((20.0, 37.5))
    return page.transcribing.dialog()


def _times(page: HearingPage) -> QDialog:
    page.view.go_to(7)
    dialog = page.acts.times_dialog()
    assert dialog is not None
    dialog.end.setText("00:00:40")
    return dialog


def _record(tab: int) -> Show:
    """Return what opens the record of a hearing at one of its parts, once it is worked out."""

    def show(shell: Shell) -> None:
        room = shell.bridge.workbench.hearing
        page = shell.open_key(record_key(room.hearings(case_of(shell))[0].id))
        assert isinstance(page, HearingRecordPage)
        page.tabs.setCurrentIndex(tab)
        end = time.monotonic() + 20
        while (page.busy or page.matters.now is None) and time.monotonic() < end:
            QCoreApplication.processEvents()

    return show


def _person(shell: Shell) -> QWidget:
    """Open the dialog that asks for somebody whom the case does not know."""
    _record(1)(shell)
    (page,) = shell.findChildren(HearingRecordPage)
    dialog = page.head.persons.dialog(None)
    dialog.open()
    return dialog


def hearing_scenes() -> list[Scene]:
    """Return the scenes of hearings."""
    shows: dict[str, Show] = {
        "hearings": _list,
        "hearing": _hearing(lambda page: page.player.seek(43.0), lambda page: page.view.go_to(7)),
        "hearing-stretch": _hearing(
            lambda page: page.view.go_to(3), lambda page: page.view.extend(2)
        ),
        "hearing-marked": _hearing(lambda page: page.wave.mark((20.0, 37.5))),
        "hearing-layers": _hearing(lambda page: page.show_layers(True)),
        "hearing-uncertain": _hearing(
            lambda page: page.show_uncertain(True), lambda page: page.step_uncertain(1)
        ),
        "hearing-left-out": _hearing(_leave_out),
        "hearing-replace": _hearing(_replace),
        "hearing-empty": _hearing(which=1),
        "hearing-recordings": _dialog(
            lambda page: RecordingsDialog(page._bridge, page.session.hearing.id, page.window())
        ),
        "hearing-transcribe": _dialog(lambda page: page.transcribing.dialog()),
        "hearing-transcribe-stretch": _dialog(_marked),
        "hearing-times": _dialog(_times),
        "hearing-seats": _dialog(_seats),
    }
    parts = ("text", "head", "stages", "exhibits", "conduct", "amendments")
    shows |= {f"record-{name}": _record(place) for place, name in enumerate(parts)}
    shows["record-person"] = _person
    return [Scene(name, "demo", show) for name, show in shows.items()]
