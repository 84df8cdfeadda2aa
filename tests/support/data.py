"""Where the development data lies, and the marker for tests that need it."""

import os
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]


def data_folder() -> Path:
    """Return the folder of the development data; it may not exist."""
    return Path(os.environ.get("WORKBENCH_DATA", ROOT / ".." / "shared" / "data")).resolve()


requires_data = pytest.mark.skipif(
    not data_folder().is_dir(), reason="the development data is not on this machine"
)
