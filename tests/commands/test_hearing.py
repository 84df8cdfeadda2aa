"""``workbench hearing``: from a recording to a transcript in a terminal, by a true engine."""

from pathlib import Path

import pytest

from tests.commands.conftest import Run
from tests.support import tiny_whisper
from tests.support.sounds import babble, wav
from tests.support.spoken import RATE, pause


@pytest.fixture(scope="module")
def models(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Make a folder of models with one that recites."""
    folder = tmp_path_factory.mktemp("models")
    tiny_whisper.make(folder / "背诵")
    return folder


@pytest.fixture
def recording(tmp_path: Path) -> Path:
    import numpy as np

    sound = np.concatenate([pause(1.0), babble(5.0, seed=3)[0], pause(1.5)])
    path = tmp_path / "庭审.wav"
    path.write_bytes(wav(np.stack([sound, np.zeros_like(sound)]), RATE))
    return path


@pytest.fixture
def case(run: Run) -> str:
    return str(run("case", "new", "张三甲诉李四乙").data["case"]["id"])


def test_from_a_recording_to_a_transcript(
    run: Run, case: str, recording: Path, models: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("WORKBENCH_MODELS", str(models))
    answer = run("hearing", "import", case, str(recording))
    assert answer.status == 0
    assert answer.data["files"][0]["outcome"] == "kept"
    assert answer.data["recordings"][0]["channels"] == 2
    (row,) = run("hearing", "list", case).data["hearings"]
    assert row["unheard"] == pytest.approx(7.5, abs=0.1)
    answer = run("hearing", "transcribe", case, "--model", "背诵")
    assert answer.status == 0
    assert answer.data["turns"] >= 1
    assert answer.data["unheard"] == 0
    shown = run("hearing", "show", case, "--words").data
    assert "原告陈述" in shown["turns"][0]["text"]
    assert shown["turns"][0]["words"][-1]["end"] > 1.0
    assert 0.5 < shown["turns"][0]["from"] < 1.5
    assert "faster-whisper 背诵" in shown["turns"][0]["engine"]
    assert run("hearing", "show", shown["hearing"]).data["turns"]
    again = run("hearing", "again", case, "--model", "背诵", "--from", "0:00", "--to", "0:07")
    assert again.status == 0
    assert again.data["turns"] == len(shown["turns"])
    assert [j["state"] for j in run("jobs", "list").data["jobs"]] == ["done"] * 3


def test_what_is_missing_is_said(
    run: Run, case: str, recording: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("WORKBENCH_MODELS", str(tmp_path / "none"))
    assert "没有庭审" in run("hearing", "transcribe", case).said
    assert "找不到" in run("hearing", "import", case, str(tmp_path / "x.wav")).said
    run("hearing", "import", case, str(recording))
    assert "没有语音模型" in run("hearing", "transcribe", case).said
    assert "没有语音模型“甲”" in run("hearing", "transcribe", case, "--model", "甲").said
    run("features", "off", "hearing.transcribe")
    assert "功能已关闭" in run("hearing", "transcribe", case, "--model", "甲").said


def test_several_sittings_are_told_apart(run: Run, case: str, recording: Path) -> None:
    run("hearing", "import", case, str(recording))
    second = run("hearing", "import", case, str(recording), "--new", "--procedure", "simplified")
    assert second.data["recordings"][0]["hearing"] == second.data["hearing"]
    assert "--sitting" in run("hearing", "show", case).said
    shown = run("hearing", "show", case, "--sitting", "2").data
    assert (shown["hearing"], shown["procedure"]) == (second.data["hearing"], "simplified")
    assert "没有第 3 次" in run("hearing", "show", case, "--sitting", "3").said


def test_seats(run: Run, case: str, recording: Path) -> None:
    run("hearing", "import", case, str(recording))
    saved = run("hearing", "save-profile", "示例庭", "1=审判席:审判长", "2=旁听席")
    assert saved.data["profile"]["seats"][0] == {"channel": 0, "name": "审判席", "role": "审判长"}
    assert "不是席位" in run("hearing", "save-profile", "示例庭", "审判席").said
    assert len(run("hearing", "profiles").data["profiles"]) == 1
    assert run("hearing", "seats", case, "示例庭").status == 0
    assert run("hearing", "list", case).data["hearings"][0]["profile"]["name"] == "示例庭"
    assert "没有名为" in run("hearing", "seats", case, "别的").said
    assert run("hearing", "seats", case).data["profile"] is None
    assert run("hearing", "forget-profile", "示例庭").status == 0


def test_files_that_did_not_come_in_are_told_by_status_and_json(
    run: Run, case: str, recording: Path, tmp_path: Path
) -> None:
    text = tmp_path / "说明.mp3"
    text.write_text("不是录音" * 100, "utf-8")
    answer = run("hearing", "import", case, str(recording), str(text))
    assert answer.status == 1
    assert answer.data["outcomes"]["kept"] == 1
    assert answer.data["outcomes"]["unreadable"] == 1
    assert [line["outcome"] for line in answer.data["files"]] == ["kept", "unreadable"]
    assert "不可读" in answer.said
    assert run("hearing", "import", case, str(recording)).status == 0
    assert run("hearing", "import", case, str(text)).status == 2
    mixed = run("case", "import", "--case", case, str(recording), str(text))
    assert mixed.status == 1
    assert [line["outcome"] for line in mixed.data["hearings"][0]["files"]].count("unreadable") == 1
