"""The program as a process: guard first, sentences instead of tracebacks, statuses."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.support.data import ROOT


def workbench(tmp_path: Path, *words: str) -> "subprocess.CompletedProcess[str]":
    command = [sys.executable, "-m", "workbench", "--workspace", str(tmp_path / "ws"), *words]
    environment = os.environ | {"PYTHONPATH": str(ROOT)}
    return subprocess.run(
        command, capture_output=True, text=True, check=False, cwd=tmp_path, env=environment
    )


def test_error_is_one_sentence_and_status_2(tmp_path: Path) -> None:
    done = workbench(tmp_path, "case", "show", "没有这个案件")
    assert done.returncode == 2
    assert done.stdout == ""
    assert "没有编号" in done.stderr
    assert "Traceback" not in done.stderr


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("nosuch",), "没有命令“nosuch”"),
        (("case", "show"), "缺少“case”"),
        (("case", "list", "--bad"), "没有选项“--bad”"),
        (("laws", "search", "借款", "--limit", "很多"), "“limit”的值不合要求"),
    ],
)
def test_a_mistake_in_the_words_is_a_chinese_sentence(
    tmp_path: Path, words: tuple[str, ...], said: str
) -> None:
    done = workbench(tmp_path, *words)
    assert done.returncode == 2
    assert said in done.stderr
    assert "--help" in done.stderr
    assert "Traceback" not in done.stderr


def test_status_1_is_for_findings(tmp_path: Path) -> None:
    assert workbench(tmp_path, "doctor").returncode == 1


def test_help_is_chinese_and_loads_no_heavy_library(tmp_path: Path) -> None:
    code = (
        "import sys; sys.argv = ['workbench', '--help']\n"
        "from workbench.cli import main\n"
        "try: main()\n"
        "except SystemExit: pass\n"
        "heavy = {'pymupdf', 'docx', 'onnxruntime', 'rapidocr', 'lxml', 'PIL', 'numpy'}\n"
        "print(sorted(heavy & set(sys.modules)))"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True, cwd=ROOT
    )
    assert "仅供参考" in done.stdout
    assert done.stdout.strip().endswith("[]")


def test_second_process_may_look_but_not_write(tmp_path: Path) -> None:
    from workbench.kernel.workspace import open_workspace
    from workbench.workbench import Workbench

    Workbench.open(tmp_path / "ws").close()
    holder = open_workspace(tmp_path / "ws")
    assert workbench(tmp_path, "case", "list").returncode == 0
    refused = workbench(tmp_path, "case", "new", "试验案")
    assert refused.returncode == 2
    assert "只读" in refused.stderr
    holder.close()
