"""The command line without its process: the guard is told, not installed.

A guard installed here would stay for the whole test run; ``test_process.py`` runs the real one.
"""

import json
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner

from workbench.cli import app
from workbench.kernel.errors import UserError
from workbench.kernel.offline import Guard

Run = Callable[..., "Answer"]


@dataclass(frozen=True)
class Answer:
    """What a command gave: its status, its JSON document, and what it said to people."""

    status: int
    data: dict[str, Any]
    said: str


@pytest.fixture
def run(tmp_path: Path) -> Run:
    """Return a function that runs a command with ``--json`` in a workspace of this test."""

    def call(*words: str) -> Answer:
        arguments = ["--workspace", str(tmp_path / "ws"), "--json", *words]
        result = CliRunner().invoke(app, arguments, obj=Guard(None, "试验"))
        if isinstance(result.exception, UserError):
            return Answer(2, {}, str(result.exception))
        if result.exception is not None and not isinstance(result.exception, SystemExit):
            raise result.exception
        lines = result.stdout.strip()
        data = json.loads(lines) if lines.startswith("{") and "\n{" not in lines else {}
        return Answer(result.exit_code, data or {"lines": lines}, result.stderr)

    return call


LAW = """# 中华人民共和国试验法
## 元数据
- **公布日期**: 2020-05-28
- **生效日期**: 2021-01-01
- **法律类型**: 法律
- **时效性**: 有效

---
## 正文

### 第一章　借款

第一条　借款人应当按照约定的期限返还借款。

第二条　禁止高利放贷，借款的利率不得违反国家有关规定。
"""


@pytest.fixture
def law_file(tmp_path: Path) -> Path:
    """Write a small invented law."""
    path = tmp_path / "中华人民共和国试验法.md"
    path.write_text(LAW, encoding="utf-8")
    return path
