"""``workbench hearing transcribe-file``: a recording without a case."""

from pathlib import Path

import numpy as np
import pytest

from tests.commands.conftest import Run
from tests.support import tiny_whisper
from tests.support.sounds import babble, wav

RATE = 16_000
KEYS = {"turns", "seconds", "real_time_factor", "dropped", "damages", "engine"}


@pytest.fixture(autouse=True)
def models(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, run: Run) -> None:
    """Put a model that recites on the shelf."""
    monkeypatch.setenv("WORKBENCH_MODELS", str(tmp_path / "models"))
    folder = tiny_whisper.make(tmp_path / "背诵")
    assert run("models", "add", str(folder)).status == 0


def recording(
    tmp_path: Path, channels: list[list[tuple[float, float]]], alike: bool = False
) -> str:
    """Write a recording with a voice in each channel at some seconds; return its path."""
    sound = np.zeros((len(channels), 20 * RATE), np.float32)
    for number, spans in enumerate(channels):
        for start, end in spans:
            seed = 3 if alike else number
            first = int(start * RATE)
            sound[number, first : first + int((end - start) * RATE)] = babble(
                end - start, 180.0, seed
            )[0]
    path = tmp_path / "庭审.wav"
    path.write_bytes(wav(sound, RATE))
    return str(path)


def test_the_document_has_turns_with_words(run: Run, tmp_path: Path) -> None:
    path = recording(tmp_path, [[(1.0, 6.0)]])
    answer = run("hearing", "transcribe-file", path, "--model", "背诵", "--json")
    assert answer.status == 0
    assert set(answer.data) == KEYS
    assert answer.data["seconds"] == pytest.approx(20.0)
    assert answer.data["real_time_factor"] > 0
    (turn, *_) = answer.data["turns"]
    assert turn["heard"] in "现在开庭由原告陈述诉讼请求"
    assert turn["text"].rstrip("。，？") == turn["heard"]
    assert turn["channel"] == 0
    assert turn["start"] == pytest.approx(1.0, abs=0.4)
    assert turn["end"] == pytest.approx(6.0, abs=0.5)
    assert all(
        turn["start"] <= word["start"] <= word["end"] <= turn["end"] for word in turn["words"]
    )
    assert {"start", "end", "text", "probability"} == set(turn["words"][0])


def test_each_channel_speaks_for_itself_in_order_of_time(run: Run, tmp_path: Path) -> None:
    path = recording(tmp_path, [[(1.0, 6.0)], [], [(9.0, 14.0)]])
    turns = run("hearing", "transcribe-file", path, "--model", "背诵", "--json").data["turns"]
    assert {turn["channel"] for turn in turns} == {0, 2}
    assert [turn["start"] for turn in turns] == sorted(turn["start"] for turn in turns)


def test_stereo_of_one_sound_is_one_channel(run: Run, tmp_path: Path) -> None:
    path = recording(tmp_path, [[(1.0, 6.0)], [(1.0, 6.0)]], alike=True)
    turns = run("hearing", "transcribe-file", path, "--model", "背诵", "--json").data["turns"]
    assert {turn["channel"] for turn in turns} == {-1}
    path = recording(tmp_path, [[(1.0, 6.0)], [(8.0, 12.0)]])
    turns = run("hearing", "transcribe-file", path, "--model", "背诵", "--json").data["turns"]
    assert {turn["channel"] for turn in turns} == {0, 1}
    mixed = run("hearing", "transcribe-file", path, "--model", "背诵", "--mixed", "--json").data
    assert {turn["channel"] for turn in mixed["turns"]} == {-1}


def test_silence_says_nothing(run: Run, tmp_path: Path) -> None:
    path = recording(tmp_path, [[]])
    answer = run("hearing", "transcribe-file", path, "--model", "背诵", "--json")
    assert (answer.status, answer.data["turns"]) == (0, [])


def test_what_is_missing_is_said(run: Run, tmp_path: Path) -> None:
    path = recording(tmp_path, [[]])
    answer = run("hearing", "transcribe-file", path, "--model", "没有")
    assert answer.status == 2
    assert "没有名为“没有”的模型" in answer.said
    answer = run("hearing", "transcribe-file", str(tmp_path / "x.wav"), "--model", "背诵")
    assert answer.status == 2
    assert "打不开" in answer.said
    (tmp_path / "models" / "背诵" / "tokenizer.json").unlink()
    answer = run("hearing", "transcribe-file", path, "--model", "背诵")
    assert answer.status == 2
    assert "缺少：tokenizer.json" in answer.said


def test_switched_off_means_gone(run: Run, tmp_path: Path) -> None:
    path = recording(tmp_path, [[]])
    assert run("features", "off", "hearing.transcribe").status == 0
    assert run("hearing", "transcribe-file", path, "--model", "背诵").status == 2
