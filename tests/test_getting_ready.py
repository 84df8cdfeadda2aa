"""The dictionary of words is read when the window starts, and not where its feature is off."""

import subprocess
import sys
from pathlib import Path

import pytest

from tests.support.data import ROOT

SCRIPT = """
import sys
from pathlib import Path
from workbench.workbench import Workbench
workbench = Workbench.open(Path(sys.argv[1]))
for name in ("law.statutes", "law.precedents"):
    workbench.switches.set(name, name in sys.argv[2:])
workbench.get_ready()
workbench.close()
print("rjieba" in sys.modules)
"""


@pytest.mark.parametrize(
    ("on", "read"),
    [((), "False"), (("law.statutes",), "True"), (("law.precedents",), "True")],
)
def test_the_dictionary_is_read_where_it_may_be_needed(
    tmp_path: Path, on: tuple[str, ...], read: str
) -> None:
    command = [sys.executable, "-c", SCRIPT, str(tmp_path / "ws"), *on]
    done = subprocess.run(command, capture_output=True, text=True, check=True, cwd=ROOT)
    assert done.stdout.strip() == read
