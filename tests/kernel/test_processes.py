"""Child processes: begun anew by the program, and by the tests' nursery in the same way."""

import os
import sys
from multiprocessing.connection import Connection, Pipe
from pathlib import Path

import pytest

from workbench.kernel import processes


def tell(connection: Connection, word: str) -> None:
    """Say what a child finds."""
    found = (word, os.getpid(), str(Path.cwd()), os.environ.get("SAID"), "begun" in vars(sys))
    connection.send(found)


def told(word: str) -> tuple[object, ...]:
    ours, theirs = Pipe(duplex=False)
    process = processes.start(tell, (theirs, word))
    theirs.close()
    found: tuple[object, ...] = ours.recv()
    process.join()
    assert process.exitcode == 0
    assert found[1] == process.pid
    return found


@pytest.mark.parametrize(
    "begun", [pytest.param("anew", marks=pytest.mark.spawned), pytest.param("in the nursery")]
)
def test_a_child_has_the_folder_and_the_environment_and_nothing_else(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, begun: str
) -> None:
    told("first")  # what a nursery has of its parent must not be what it had at its first child
    monkeypatch.setattr(sys, "begun", True, raising=False)
    monkeypatch.setenv("SAID", begun)
    monkeypatch.chdir(tmp_path)
    word, pid, folder, said, copied = told("second")
    assert (word, said, copied) == ("second", begun, False)
    assert pid != os.getpid()
    assert folder == str(tmp_path)
