"""Off means gone: with a switch off no model file is opened and no engine imported, anywhere.

An audit hook, put into every process by a ``sitecustomize`` module, writes down what is opened.
"""

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from tests.support.data import ROOT

HOOK = """
import os, sys
log = os.open(os.environ["OPENED_LOG"], os.O_WRONLY | os.O_CREAT | os.O_APPEND)
def hook(event, arguments):
    if event == "open" and str(arguments[0]).endswith((".onnx", ".gguf", "model.bin")):
        os.write(log, f"open {arguments[0]}\\n".encode())
    elif event == "import" and arguments[0].split(".")[0] in ("onnxruntime", "rapidocr"):
        os.write(log, f"import {arguments[0].split('.')[0]}\\n".encode())
sys.addaudithook(hook)
"""


class Watched:
    """Runs commands in a workspace, and tells what of models they touched."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._log = folder / "opened.log"
        (folder / "site").mkdir()
        (folder / "site" / "sitecustomize.py").write_text(HOOK)

    def __call__(self, *words: str) -> tuple[int, dict[str, Any], str]:
        self._log.write_bytes(b"")
        path = os.pathsep.join([str(self._folder / "site"), str(ROOT)])
        environment = os.environ | {"PYTHONPATH": path, "OPENED_LOG": str(self._log)}
        command = [sys.executable, "-m", "workbench", "--workspace", str(self._folder / "ws")]
        done = subprocess.run(
            [*command, "--json", *words],
            capture_output=True,
            text=True,
            check=False,
            env=environment,
            cwd=self._folder,
        )
        data = json.loads(done.stdout) if done.stdout.strip() else {}
        return done.returncode, data, done.stderr

    @property
    def touched(self) -> list[str]:
        return self._log.read_text().splitlines()


@pytest.fixture
def watched(tmp_path: Path) -> Watched:
    return Watched(tmp_path)


@pytest.fixture
def scan(tmp_path: Path) -> Path:
    from tests.tools.render import encode, render_text_page

    path = tmp_path / "借条.png"
    path.write_bytes(encode(render_text_page("今借到人民币拾万元整。", dpi=100)))
    return path


def test_ocr_off_touches_no_model(watched: Watched, scan: Path) -> None:
    assert watched("features", "off", "papers.ocr")[0] == 0
    status, answer, _ = watched("case", "import", str(scan))
    assert status == 0
    assert answer["files"][0]["outcome"] == "needs_ocr"
    assert watched.touched == []
    asked = [["papers", "ocr", answer["case"]], ["papers", "read", str(scan), "--ocr"]]
    for command in asked:
        status, _, said = watched(*command)
        assert (status, "已关闭" in said) == (2, True)
        assert watched.touched == []
    for words in (("features", "list"), ("doctor",)):
        watched(*words)
        assert watched.touched == []


def test_ocr_on_is_seen_by_the_same_watch(watched: Watched, scan: Path) -> None:
    _, answer, _ = watched("case", "import", str(scan))
    assert answer["files"][0]["outcome"] == "readable"
    assert "import rapidocr" in watched.touched
    assert "import onnxruntime" in watched.touched, "it opens the model in a way Python is not told"
