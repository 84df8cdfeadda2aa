"""What every engine for speech promises; the same suite runs on each."""

import json
import subprocess
import sys
from dataclasses import asdict
from itertools import pairwise
from pathlib import Path

import numpy as np
import pytest

from tests.support import tiny_whisper
from tests.support.engines import FixedSpeech
from tests.support.sounds import Samples, babble
from workbench.engines.protocols import (
    SPEECH_RATE,
    Available,
    Missing,
    Speech,
    SpeechOptions,
)
from workbench.engines.whisper import FasterWhisper
from workbench.kernel.errors import UserError

ROOT = Path(__file__).resolve().parents[2]
NAMES = "张三甲 李四乙 示例科技有限公司"


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tiny_whisper.make(tmp_path_factory.mktemp("models") / "背诵")


@pytest.fixture(scope="module", params=["FixedSpeech", "FasterWhisper"])
def engine(request: pytest.FixtureRequest, folder: Path) -> Speech:
    """Each engine in turn, loaded once for the module."""
    return FixedSpeech() if request.param == "FixedSpeech" else FasterWhisper(folder, threads=1)


@pytest.fixture(scope="module")
def talk() -> Samples:
    pause = np.zeros((1, SPEECH_RATE // 2), np.float32)
    joined = np.concatenate([babble(2.0), pause, babble(3.0, seed=2)], axis=1)
    return np.asarray(joined[0], np.float32)


def test_is_an_engine_with_name_and_version(engine: Speech) -> None:
    assert isinstance(engine, Speech)
    state = engine.available()
    assert isinstance(state, Available)
    assert state.name
    assert state.version
    assert engine.available() == state


@pytest.mark.parametrize("hot_words", ["", NAMES])
def test_segments_and_words_stand_in_order_inside_the_sound(
    engine: Speech, talk: Samples, hot_words: str
) -> None:
    heard = list(engine.hear(talk[:], SpeechOptions(hot_words=hot_words)))
    assert heard
    length = talk.size / SPEECH_RATE
    for segment in heard:
        assert 0 <= segment.start <= segment.end <= length + 0.05
        assert segment.text.strip()
        assert "".join(word.text for word in segment.words) == segment.text
        assert segment.log_probability <= 0
        assert 0 <= segment.no_speech <= 1
        assert segment.compression > 0
        for word in segment.words:
            assert 0 <= word.start <= word.end <= length + 0.05
            assert 0 <= word.probability <= 1
        assert all(a.start <= b.start for a, b in pairwise(segment.words))
    assert all(a.start <= b.start for a, b in pairwise(heard))


def test_numbers_are_plain(engine: Speech, talk: Samples) -> None:
    heard = list(engine.hear(talk[:], SpeechOptions()))
    assert json.loads(json.dumps([asdict(one) for one in heard]))
    for segment in heard:
        assert {type(v) for v in (segment.start, segment.end, segment.log_probability)} == {float}
        assert all(type(word.start) is type(word.probability) is float for word in segment.words)


def test_words_may_be_left_out(engine: Speech, talk: Samples) -> None:
    plain = list(engine.hear(talk[:], SpeechOptions(words=False)))
    assert plain
    assert all(segment.words == () for segment in plain)


def test_hearing_twice_gives_the_same(engine: Speech, talk: Samples) -> None:
    options = SpeechOptions()
    one, other = list(engine.hear(talk[:], options)), list(engine.hear(talk[:], options))
    assert [segment.text for segment in one] == [segment.text for segment in other]


@pytest.mark.parametrize("size", [0, 1, 160, 8000, 30 * SPEECH_RATE])
def test_any_length_up_to_a_window_is_taken(engine: Speech, size: int) -> None:
    sound = babble(30.0)[0, :size].copy()
    heard = list(engine.hear(sound, SpeechOptions()))
    assert all(segment.end <= 30.05 for segment in heard)
    assert heard or size < 2


def test_the_model_says_what_it_recites(folder: Path, talk: Samples) -> None:
    heard = list(FasterWhisper(folder, threads=1).hear(talk[:], SpeechOptions(words=False)))
    assert [segment.text for segment in heard] == ["现在开庭", "由原告陈述诉讼请求"]
    assert [(segment.start, segment.end) for segment in heard] == [(0.0, 1.6), (2.0, 4.4)]


def test_a_model_that_is_not_there_says_where_to_put_it(tmp_path: Path) -> None:
    state = FasterWhisper(tmp_path / "没有").available()
    assert isinstance(state, Missing)
    assert "没有语音模型“没有”" in state.what
    assert "models add" in state.where_to_put
    with pytest.raises(UserError, match="没有语音模型"):
        list(FasterWhisper(tmp_path / "没有").hear(babble(1.0)[0], SpeechOptions()))


def spoilt(folder: Path, target: Path, name: str, content: bytes | None) -> Path:
    """Copy a model with one file changed or left out."""
    target.mkdir()
    for path in folder.iterdir():
        (target / path.name).write_bytes(path.read_bytes())
    if content is None:
        (target / name).unlink()
    else:
        (target / name).write_bytes(content)
    return target


def test_a_model_without_its_tokenizer_is_missing_and_never_fetched(
    folder: Path, tmp_path: Path
) -> None:
    state = FasterWhisper(spoilt(folder, tmp_path / "m", "tokenizer.json", None)).available()
    assert isinstance(state, Missing)
    assert "缺少：tokenizer.json" in state.what


@pytest.mark.parametrize("name", ["model.bin", "tokenizer.json", "vocabulary.json", "config.json"])
@pytest.mark.parametrize("share", [0.0, 0.6])
def test_a_damaged_model_is_said(folder: Path, tmp_path: Path, name: str, share: float) -> None:
    content = (folder / name).read_bytes()
    target = spoilt(folder, tmp_path / "m", name, content[: int(len(content) * share)])
    with pytest.raises(UserError, match="已损坏") as caught:
        list(FasterWhisper(target).hear(babble(1.0)[0], SpeechOptions()))
    assert "models verify" in caught.value.advice


def test_too_little_memory_is_said(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    import faster_whisper

    def full(*_: object, **__: object) -> None:
        raise RuntimeError("std::bad_alloc")

    monkeypatch.setattr(faster_whisper, "WhisperModel", full)
    with pytest.raises(UserError, match="内存不足") as caught:
        list(FasterWhisper(folder).hear(babble(1.0)[0], SpeechOptions()))
    assert "较小的模型" in caught.value.advice


@pytest.mark.parametrize("types", [{"float32"}, {"float32", "int8", "int8_float32"}])
def test_a_processor_without_eight_bits_hears_too(
    folder: Path, talk: Samples, monkeypatch: pytest.MonkeyPatch, types: set[str]
) -> None:
    import ctranslate2

    plain = list(FasterWhisper(folder).hear(talk, SpeechOptions()))
    monkeypatch.setattr(ctranslate2, "get_supported_compute_types", lambda device: types)
    found = list(FasterWhisper(folder).hear(talk, SpeechOptions()))
    assert [one.text for one in found] == [one.text for one in plain] != []


# In a process of its own: the guard cannot be taken away again.
GUARDED = """
import json, sys
from pathlib import Path
from workbench.kernel.offline import install
guard = install()
asked = []
sys.addaudithook(lambda name, args: asked.append(name) if name.startswith("socket.") else None)
from tests.support.sounds import babble
from workbench.engines.protocols import SpeechOptions
from workbench.engines.whisper import FasterWhisper
from workbench.hearing.listening import Listening
listening = Listening()
windows = [*listening.feed(babble(3.0)[0]), *listening.finish()]
heard = [s.text for s in FasterWhisper(Path(sys.argv[1])).hear(windows[0].sound, SpeechOptions())]
print(json.dumps({"heard": heard, "asked": asked, "refused": guard.refused}))
"""


def test_nothing_is_asked_of_the_network(folder: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-c", GUARDED, str(folder)],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    out = json.loads(done.stdout)
    assert out["heard"]
    assert (out["asked"], out["refused"]) == ([], 0)
