"""Work for child processes in tests; module-level, as a spawned child must find it."""

import os
from pathlib import Path
from typing import Any

from workbench.kernel.child import Report
from workbench.kernel.errors import UserError


def count(report: Report, arguments: dict[str, Any]) -> None:
    """Hand over numbers; die, fail or wait at one of them where asked."""
    for number in arguments["numbers"]:
        report.progress(number, arguments["total"], f"第 {number} 项")
        if number == arguments.get("die_at"):
            os._exit(9)
        if number == arguments.get("fail_at"):
            raise UserError("读不出来。", "请换一个文件。")
        if number == arguments.get("wait_at"):
            Path(arguments["waiting"]).touch()
            while not Path(arguments["go"]).exists():
                os.sched_yield()
        report.partial(number)


def connect(report: Report, arguments: dict[str, Any]) -> None:
    """Try to reach the network, and hand over what came of it."""
    del arguments
    from http.client import HTTPConnection

    try:
        HTTPConnection("127.0.0.1", 9).connect()
    except PermissionError:
        report.partial("refused")
    except OSError as error:
        report.partial(f"reached the network stack: {error.errno}")
