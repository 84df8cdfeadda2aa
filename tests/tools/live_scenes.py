"""Scenes of live recording: recording, paused, no device, what a crash left behind."""

import math
from dataclasses import replace

from tests.support.hearings import store_of
from tests.support.microphones import samples
from tests.tools.scenes import Scene, Show, case_of
from ui.hearing_routes import hearing_key
from ui.pages.hearing import HearingPage
from ui.shell import Shell
from workbench.hearing.live.lost import recording_of
from workbench.hearing.live.model import Device, Format, Head, Level, State, Status
from workbench.hearing.live.parts import PartWriter, Place
from workbench.hearing.live.room import Setup
from workbench.hearing.model import Hearing, Procedure, Seat, SeatProfile
from workbench.hearing.repository import RecordingRepository

FORM = Format(48_000, 4)
DEVICE = Device("mixer", "调音台（四路）", FORM, 4, default=True)
SETUP = Setup((DEVICE,), DEVICE.id, FORM)
SEATS = SeatProfile(
    "第一审判庭",
    (
        Seat(0, "审判长席", "审判长"),
        Seat(1, "原告席", "原告"),
        Seat(2, "被告席", "被告"),
        Seat(3, "证人席", "证人"),
    ),
)
LOST = "5ce9e0000001"
BEGAN = "2026-03-05T09:30:00+08:00"


def _levels(*loud: float) -> tuple[Level, ...]:
    return tuple(Level(10 ** (one / 20)) for one in loud)


def _third(shell: Shell) -> Hearing:
    """Return a hearing of which nothing was recorded yet."""
    room, case = shell.bridge.workbench.hearing, case_of(shell)
    while len(room.hearings(case)) < 3:
        room.create(case, Procedure.CIVIL, SEATS)
    return room.hearings(case)[2]


def _shown(shell: Shell, hearing: str, setup: Setup, status: Status) -> HearingPage:
    shell._hurried = True  # there is no recorder that could be asked to end
    feed = shell.bridge.live
    feed.room.setup, feed.room.status = setup, status
    page = shell.open_key(hearing_key(hearing))
    assert isinstance(page, HearingPage)
    page.live._wanted = True
    page.live.setup._devices = None
    page.live.setup.show_models(["medium-zh"], "")
    feed.look()
    return page


def _live(status: Status, setup: Setup = SETUP, behind: float = -1.0) -> Show:
    def show(shell: Shell) -> None:
        hearing = _third(shell).id
        here = replace(status, recording="r" if status.recording else "")
        here = replace(here, hearing=hearing if here.recording else "")
        page = _shown(shell, hearing, setup, here)
        page.live._seconds.stop()
        page.live._behind = behind
        page.live.refresh()

    return show


def _found(shell: Shell) -> None:
    """Leave parts behind as a crash does."""
    room, hearing = shell.bridge.workbench.hearing, _third(shell)
    if not room.recordings(hearing.id):
        form = Format(8000, 1)
        head = Head(LOST, hearing.id, "庭审录音.wav", BEGAN, DEVICE.name, form)
        store = store_of(shell.bridge.workbench)
        with store.transaction():
            RecordingRepository(store).add(recording_of(head))
        writer = PartWriter(Place.of(shell.bridge.workbench.workspace.vault, LOST), head)
        for second in range(0, 60, 2):
            writer.sound(samples(second * 8000, 16_000, form))
    page = _shown(shell, hearing.id, Setup(), Status())
    page.session.reload()


def live_scenes() -> list[Scene]:
    """Return the scenes; the last one leaves nothing that is recorded."""
    quiet = Level(0.0, silent=45.0)
    recording = Status(
        State.RECORDING,
        "r",
        seconds=4353.0,
        sealed=4352.0,
        levels=(*_levels(-14, -38, -9), quiet),
        free=200 << 30,
        written=math.ceil(4353.0) * FORM.second,
    )
    paused = Status(
        State.PAUSED,
        "r",
        seconds=4353.0,
        levels=_levels(-44, -51, -47, -58),
        reason="休庭",
        free=6 << 30,
    )
    ready = Status(State.LISTENING, levels=_levels(-20, -31, -12, -44), free=200 << 30)
    missing = Setup(
        (),
        problem="没有找到话筒，不能录音。",
        advice="请接好话筒或调音台，在系统设置中确认可用，再按“重新查找”。",
    )
    shows: dict[str, Show] = {
        "live-ready": _live(ready),
        "live-recording": _live(recording, behind=18.0),
        "live-paused": _live(paused),
        "live-none": _live(Status(State.STARTING), missing),
        "live-found": _found,
    }
    return [Scene(name, "demo", show) for name, show in shows.items()]
