"""What a file is, or in a sentence why it is no recording."""

import io
import json
import struct
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest

from tests.hearing.audio.test_decoding import made, read
from tests.support.sounds import KINDS, tune, wav
from workbench.hearing.audio import MOST_CHANNELS, probe
from workbench.hearing.audio.riff import read_head
from workbench.kernel.errors import UserError

RATE = 16_000
ROOT = Path(__file__).resolve().parents[3]
# In a process of its own: the guard cannot be taken away again.
GUARDED = """
import json, sys
from pathlib import Path
import av
from workbench.hearing.audio import probe
from workbench.kernel.errors import UserError
from workbench.kernel.offline import install
file, opened = Path(sys.argv[1]), []
guard = install()
sys.addaudithook(lambda name, args: opened.append(args[0]) if name == "open" else None)
words = False
try:
    probe(file)
except UserError as error:
    words = "不是可以读取的录音" in error.message
seen = [str(one) for one in opened if str(one).startswith(str(file.parent))]
print(json.dumps({"refused": guard.refused, "words": words, "opened": seen}))
"""


@pytest.mark.parametrize("suffix", KINDS)
def test_says_what_a_recording_is(suffix: str) -> None:
    kind = KINDS[suffix]
    found = probe(io.BytesIO(made(suffix)))
    assert (found.rate, found.channels) == (kind.rate, kind.channels)
    assert found.seconds == pytest.approx(9.0, abs=0.6)
    assert not found.video
    assert found.warnings == ()


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (b"", "空的"),
        ("本院认为".encode() * 500, "不是可以读取的录音"),
        (bytes(50_000), "不是可以读取的录音"),
        (b"PK\x03\x04" + bytes(2000), "压缩包"),
        (b"PK\x03\x04" + bytes(60) + made("mp3"), "压缩包"),
        (b"Rar!\x1a\x07\x01\x00" + bytes(2000), "压缩包"),
        (b"\0\0\0\x18ftypM4A \0\0\0\0" + bytes(4000), "moov"),
    ],
)
def test_what_is_no_recording_is_said(content: bytes, sentence: str) -> None:
    with pytest.raises(UserError, match=sentence) as caught:
        probe(io.BytesIO(content))
    assert caught.value.advice
    assert "录音" in str(caught.value)


@pytest.mark.parametrize(
    "content",
    [
        b"#EXTM3U\n#EXT-X-TARGETDURATION:10\n#EXTINF:9.0,\n%s\n#EXT-X-ENDLIST\n",
        b"ffconcat version 1.0\nfile '%s'\n",
        b"v=0\r\no=- 0 0 IN IP4 127.0.0.1\r\nm=audio 5004 RTP/AVP 0\r\na=%s\r\n",
    ],
)
def test_a_play_list_opens_nothing(content: bytes, tmp_path: Path) -> None:
    other = tmp_path / "other.wav"
    other.write_bytes(made("wav"))
    for named in (str(other).encode(), b"http://127.0.0.1:9/a.ts"):
        file = tmp_path / "list.wav"
        file.write_bytes(content.replace(b"%s", named))
        done = subprocess.run(
            [sys.executable, "-c", GUARDED, str(file)],
            cwd=ROOT,
            capture_output=True,
            text=True,
            check=False,
        )
        assert done.returncode == 0, done.stderr
        assert json.loads(done.stdout) == {"refused": 0, "words": True, "opened": [str(file)]}


def test_encrypted_sound_is_refused() -> None:
    with pytest.raises(UserError, match="加密"):
        probe(io.BytesIO(made("m4a").replace(b"mp4a", b"enca")))


def test_more_channels_than_a_mixer_has_are_refused() -> None:
    with pytest.raises(UserError, match=rf"17个声道，最多支持{MOST_CHANNELS}个"):
        probe(io.BytesIO(wav(np.zeros((17, 1600), np.float32), RATE)))


def test_a_missing_file_is_said(tmp_path: Path) -> None:
    with pytest.raises(UserError, match=r"打不开“没有\.wav”"):
        probe(tmp_path / "没有.wav")


def pictures(with_sound: bool) -> bytes:
    """Return a short moving picture."""
    import av

    file = io.BytesIO()
    with av.open(file, "w", format="matroska") as out:
        video = out.add_stream("mpeg4", 10)
        video.width, video.height = 64, 48
        sound = out.add_stream("aac", 16_000, layout="mono") if with_sound else None
        for number in range(10):
            frame = av.VideoFrame.from_ndarray(np.full((48, 64, 3), number, np.uint8), "rgb24")
            frame.pts = number
            out.mux(video.encode(frame))
        if sound is not None:
            piece = av.AudioFrame.from_ndarray(tune(1.0, RATE, 1)[:, :1024].copy(), "fltp", "mono")
            piece.sample_rate = RATE
            piece.pts = 0
            out.mux(sound.encode(piece))
            out.mux(sound.encode(None))
        out.mux(video.encode(None))
    return file.getvalue()


def test_a_film_with_sound_is_a_recording() -> None:
    found = probe(io.BytesIO(pictures(with_sound=True)))
    assert found.video
    assert found.codec == "aac"


def test_a_film_without_sound_is_said() -> None:
    with pytest.raises(UserError, match="录像里没有声音"):
        probe(io.BytesIO(pictures(with_sound=False)))


@pytest.mark.parametrize("stated", [0, 4096, 200_000, 0xFFFFFFFF])
def test_a_recorder_that_lost_power_is_read_to_its_real_end(stated: int) -> None:
    content = bytearray(wav(tune(4.0, RATE, 2), RATE))
    place = content.index(b"data") + 4
    content[place : place + 4] = struct.pack("<I", stated)
    found = probe(io.BytesIO(bytes(content)))
    assert found.seconds == pytest.approx(4.0)
    assert "文件头所记的长度不对" in "".join(found.warnings)
    got, damages = read(io.BytesIO(bytes(content)))
    assert got.shape == (2, 4 * RATE)
    assert damages == []
    assert np.abs(got - tune(4.0, RATE, 2)).max() < 1e-3


def test_chunks_after_the_sound_are_no_sound() -> None:
    plain = wav(tune(2.0, RATE, 1), RATE)
    content = plain + b"LIST" + struct.pack("<I", 4000) + b"x" * 4000 + b"junk\x02\0\0\0ab"
    assert probe(io.BytesIO(content)).warnings == ()
    assert read(io.BytesIO(content))[0].shape == (1, 2 * RATE)


def test_a_wav_beyond_four_gigabytes_states_its_size_elsewhere() -> None:
    sound = wav(tune(2.0, RATE, 1), RATE)[44:]
    form = b"fmt " + struct.pack("<IHHIIHH", 16, 1, 1, RATE, RATE * 2, 2, 16)
    sizes = b"ds64" + struct.pack("<IQQQI", 28, len(sound) + 72, len(sound), len(sound) // 2, 0)
    head = b"RF64\xff\xff\xff\xffWAVE" + sizes + form + b"data\xff\xff\xff\xff"
    content = head + sound
    found = read_head(io.BytesIO(content), len(content))
    assert found is not None
    assert (found.size, found.to_the_end) == (len(sound), False)
    assert probe(io.BytesIO(content)).seconds == pytest.approx(2.0)
    assert read(io.BytesIO(content))[0].shape == (1, 2 * RATE)


def test_the_time_of_recording_is_taken_from_the_file() -> None:
    import av

    file = io.BytesIO()
    with av.open(file, "w", format="mp4") as out:
        out.metadata["creation_time"] = "2026-03-05T01:02:03Z"
        stream = out.add_stream("aac", RATE, layout="mono")
        piece = av.AudioFrame.from_ndarray(tune(1.0, RATE, 1)[:, :1024].copy(), "fltp", "mono")
        piece.sample_rate = RATE
        piece.pts = 0
        out.mux(stream.encode(piece))
        out.mux(stream.encode(None))
    assert probe(io.BytesIO(file.getvalue())).began == "2026-03-05T01:02:03+00:00"
