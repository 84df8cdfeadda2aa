"""Memory stays the same however long a recording is."""

import json
import subprocess
import sys
from pathlib import Path

from tests.bench.long_audio import write

ROOT = Path(__file__).resolve().parents[3]


def peak(path: Path, seconds: int) -> float:
    """Return the peak in MiB of a process that draws the outline of a recording."""
    write(path, seconds, 8)
    code = f"from tests.bench.long_audio import read; read({str(path)!r}, False)"
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True
    )
    found = json.loads(done.stdout)
    assert found["seconds"] == seconds
    return float(found["peak_mib"])


def test_ten_times_the_length_takes_no_more_memory(tmp_path: Path) -> None:
    short, long = peak(tmp_path / "short.wav", 60), peak(tmp_path / "long.wav", 600)
    assert long - short < 30
    assert long < 400
