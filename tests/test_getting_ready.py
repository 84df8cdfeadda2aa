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
workbench.switches.set("law.statutes", sys.argv[2] == "on")
workbench.get_ready()
workbench.close()
print("rjieba" in sys.modules)
"""


@pytest.mark.parametrize(("switch", "read"), [("on", "True"), ("off", "False")])
def test_the_dictionary_is_read_where_it_may_be_needed(
    tmp_path: Path, switch: str, read: str
) -> None:
    command = [sys.executable, "-c", SCRIPT, str(tmp_path / "ws"), switch]
    done = subprocess.run(command, capture_output=True, text=True, check=True, cwd=ROOT)
    assert done.stdout.strip() == read
