"""A case's hearings leave the workspace and come into another one as they were."""

from dataclasses import replace
from pathlib import Path

import pytest

from tests.commands.conftest import Run
from tests.commands.conftest import run as run  # noqa: PLC0414 - a fixture
from tests.support.engines import FixedOcr
from tests.support.hearings import store_of, words_of
from tests.support.sounds import tune, wav
from workbench.hearing.model import Layer, Seat, SeatProfile, Turn
from workbench.hearing.passes import PassRepository
from workbench.hearing.turn_rows import TurnRepository
from workbench.workbench import Workbench

RATE = 16_000


@pytest.fixture
def filed(run: Run, tmp_path: Path) -> str:
    """Make a case with a hearing of a recording and two turns, one of them corrected."""
    path = tmp_path / "庭审.wav"
    path.write_bytes(wav(tune(12.0, RATE, 2), RATE))
    case = str(run("case", "import", str(path)).data["case"])
    opened = Workbench.open(tmp_path / "ws", ocr=FixedOcr)
    (hearing,) = opened.hearing.hearings(case)
    (recording,) = opened.hearing.recordings(hearing.id)
    store = store_of(opened)
    with store.transaction():
        for number, text in enumerate(("现在开庭。", "请求偿还借款。")):
            start = number * 5.0
            turn = Turn(f"t{number}", hearing.id, recording.id, 0, start, start + 4, text)
            words = words_of(text, start, start + 4)
            TurnRepository(store).add(replace(turn, verbatim=text, words=words))
        PassRepository(store).advance(recording.id, {0: 10.0})
    opened.hearing.seat(hearing.id, SeatProfile("示例庭", (Seat(0, "审判席", "审判长"),)))
    opened.hearing.edit(hearing.id).set_text("t1", Layer.VERBATIM, "请求偿还借款十万元。")
    opened.close()
    return case


def test_a_recording_named_itself_becomes_a_hearing(run: Run, filed: str) -> None:
    (hearing,) = run("hearing", "list", filed).data["hearings"]
    assert hearing["recordings"][0]["name"] == "庭审.wav"
    assert run("papers", "list", filed).data["papers"] == []


def test_out_and_in_again(run: Run, filed: str, tmp_path: Path) -> None:
    out = tmp_path / "导出"
    answer = run("case", "export", filed, str(out))
    assert answer.data["missing"] == []
    copy = out / "庭审" / "第1次" / "01 庭审.wav"
    assert copy.read_bytes() == (tmp_path / "庭审.wav").read_bytes()
    assert copy.stat().st_mode & 0o077 == 0
    before = run("hearing", "show", filed, "--words").data
    answer = run("case", "import", str(out))
    other = answer.data["case"]
    assert answer.data["hearings"][0]["turns"] == 2
    assert not any("wav" in paper["name"] for paper in answer.data["papers"])
    after = run("hearing", "show", other, "--words").data
    kept = ("start", "end", "text", "role", "basis", "corrected", "words", "channel")
    for old, new in zip(before["turns"], after["turns"], strict=True):
        assert {name: new[name] for name in kept} == {name: old[name] for name in kept}
        assert new["id"] != old["id"]
    assert after["profile"] == before["profile"]
    assert after["unheard"] == pytest.approx(before["unheard"])
    assert after["unheard"] == pytest.approx(2.0, abs=0.1)


def test_a_spoilt_description_is_told_and_nothing_half_comes_in(
    run: Run, filed: str, tmp_path: Path
) -> None:
    out = tmp_path / "导出"
    run("case", "export", filed, str(out))
    (out / "庭审" / "第1次" / "庭审数据.json").write_text("{", "utf-8")
    assert "无法读取" in run("case", "import", str(out)).said
