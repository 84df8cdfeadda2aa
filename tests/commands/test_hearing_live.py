"""``workbench hearing recover``: what a crash left behind becomes a recording in a terminal too."""

from pathlib import Path

import pytest

from tests.commands.conftest import Run
from tests.support.engines import FixedOcr
from tests.support.hearings import store_of
from tests.support.microphones import USUAL, samples
from workbench.hearing.live.lost import recording_of
from workbench.hearing.live.model import Head
from workbench.hearing.live.parts import PartWriter, Place
from workbench.hearing.model import Procedure
from workbench.hearing.repository import RecordingRepository
from workbench.workbench import Workbench

RECORDING = "0123456789ab"


@pytest.fixture
def cut_off(tmp_path: Path) -> None:
    """Leave a recording of three seconds as a power cut does."""
    workbench = Workbench.open(tmp_path / "ws", ocr=FixedOcr)
    case = workbench.papers.new_case("张三甲诉李四乙")
    hearing = workbench.hearing.create(case.id, Procedure.CIVIL)
    began = "2026-03-05T09:30:00+08:00"
    head = Head(RECORDING, hearing.id, "庭审录音.wav", began, "示例话筒", USUAL)
    store = store_of(workbench)
    with store.transaction():
        RecordingRepository(store).add(recording_of(head))
    writer = PartWriter(Place.of(workbench.workspace.vault, RECORDING), head)
    for second in range(3):
        writer.sound(samples(second * USUAL.rate, USUAL.rate))
    workbench.close()


@pytest.mark.usefixtures("cut_off")
def test_what_was_cut_off_is_listed_and_kept(run: Run) -> None:
    listed = run("hearing", "recover")
    assert listed.status == 1
    assert listed.data["found"][0]["seconds"] == 3.0
    kept = run("hearing", "recover", "--keep")
    assert kept.status == 0
    assert "已保存" in kept.data["found"][0]["message"]
    assert run("hearing", "recover").data["found"] == []


def test_nothing_cut_off_is_no_finding(run: Run) -> None:
    run("case", "new", "张三甲诉李四乙")
    assert run("hearing", "recover").status == 0
