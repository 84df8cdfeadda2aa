"""Measures a long recording: ``python -m tests.bench.long_audio [--hours 8] [--channels 8]``.

A wav file of speech in turns with silence between is written (sparse: silence takes no disk), then
decoded, its outline drawn and speech found in every channel, as the import and the transcription do
it, in a process of its own. Printed: seconds, times real time, and the peak of memory.
"""

import argparse
import json
import struct
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import numpy as np

from tests.bench.memory import peak_mib
from tests.support.sounds import babble

RATE = 16_000
TURN, PAUSE = 8, 4
LIMIT_MIB = 1024


def main() -> None:
    """Write a recording, read it in a child, print what it took."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--hours", type=float, default=8.0)
    parser.add_argument("--channels", type=int, default=8)
    parser.add_argument("--outline-only", action="store_true", help="without finding speech")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "long.wav"
        write(path, int(options.hours * 3600), options.channels)
        call = f"read({str(path)!r}, {not options.outline_only})"
        code = f"from tests.bench.long_audio import read; {call}"
        done = subprocess.run([sys.executable, "-c", code], capture_output=True, check=True)
    found = json.loads(done.stdout)
    print(
        f"{options.hours:g} h x {options.channels} channels: {found['took']:.0f} s,"
        f" {found['seconds'] / found['took']:.0f} x real time, {found['windows']} windows,"
        f" peak memory {found['peak_mib']:.0f} MiB (limit {LIMIT_MIB})"
    )
    sys.exit(found["peak_mib"] > LIMIT_MIB)


def write(path: Path, seconds: int, channels: int) -> None:
    """Write a sparse wav file: one channel after the other speaks for some seconds."""
    size = seconds * RATE * channels * 2
    voice = (babble(TURN, seed=1)[0] * 32767).astype("<i2")
    form = struct.pack("<IHHIIHH", 16, 1, channels, RATE, RATE * 2 * channels, 2 * channels, 16)
    with path.open("wb") as file:
        stated = min(size, 0xFFFFFFFF)
        file.write(b"RIFF" + struct.pack("<I", min(size + 36, 0xFFFFFFFF)) + b"WAVEfmt " + form)
        file.write(b"data" + struct.pack("<I", stated))
        head = file.tell()
        for number, start in enumerate(range(0, seconds - TURN, TURN + PAUSE)):
            frames = np.zeros((voice.size, channels), "<i2")
            frames[:, number % channels] = voice
            file.seek(head + start * RATE * channels * 2)
            file.write(frames.tobytes())
        file.truncate(head + size)


def read(name: str, listen: bool) -> None:
    """Read a recording as the product does; print what it took as JSON."""
    from workbench.hearing.audio import Block, PeakMeter, decode
    from workbench.hearing.listening import Listening

    begun = time.perf_counter()
    meter, windows = PeakMeter(), 0
    channels: list[Listening] = []
    for item in decode(Path(name)):
        if not isinstance(item, Block):
            continue
        meter.feed(item.samples)
        if listen and not channels:
            channels = [Listening() for _ in item.samples]
        for listening, samples in zip(channels, item.samples, strict=False):
            windows += sum(1 for _ in listening.feed(samples))
    windows += sum(1 for listening in channels for _ in listening.finish())
    found = {
        "took": time.perf_counter() - begun,
        "seconds": meter.result().seconds,
        "windows": windows,
        "peak_mib": peak_mib(),
    }
    sys.stdout.write(json.dumps(found))


if __name__ == "__main__":
    main()
