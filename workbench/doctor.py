"""Self-check: what a user or a support person wants to know about this machine, in words."""

import platform
import shutil
import sys
from dataclasses import dataclass
from typing import TYPE_CHECKING

from workbench.engines.protocols import Missing
from workbench.kernel.offline import Guard

if TYPE_CHECKING:
    from workbench.workbench import Workbench

_TIGHT = 2 << 30


@dataclass(frozen=True)
class Check:
    """One line of the self-check: what was looked at, whether it holds, and the words."""

    name: str
    good: bool
    words: str


def examine(workbench: "Workbench", guard: Guard) -> list[Check]:
    """Check guard, store, originals, journal, library, engines, disk and fonts."""
    return [
        _offline(guard),
        _workspace(workbench),
        *_integrity(workbench),
        _journal(workbench),
        _library(workbench),
        _ocr(workbench),
        _disk(workbench),
        _fonts(),
        _jobs(workbench),
        Check(
            "系统",
            True,
            f"{platform.system()} {platform.machine()}，Python {platform.python_version()}。",
        ),
    ]


def _offline(guard: Guard) -> Check:
    state = guard.state
    if state.kernel:
        words = "离线：程序及其子进程都不能联网（系统内核拦截）"
    else:
        words = f"离线：仅拦截程序自身的联网请求。{state.reason}"
    return Check("离线保护", state.audit, f"{words}；已拒绝 {state.refused} 次。")


def _workspace(workbench: "Workbench") -> Check:
    space = workbench.workspace
    how = "口令" if space.has_passphrase else "密钥文件"
    words = f"{space.folder}，已加密，以{how}打开。{space.why_read_only}"
    return Check("工作区", True, words)


def _integrity(workbench: "Workbench") -> list[Check]:
    problems = workbench.integrity()
    if not problems:
        return [Check("数据完整性", True, "数据库与全部原件完好。")]
    return [Check("数据完整性", False, f"{name}：{words}") for name, words in problems.items()]


def _journal(workbench: "Workbench") -> Check:
    result = workbench.journal.verify()
    if result.whole:
        return Check("日志", True, f"日志完整，共 {result.rows} 条。")
    return Check("日志", False, f"日志第 {result.first_broken} 条起不可信：{result.reason}。")


def _library(workbench: "Workbench") -> Check:
    counts = workbench.law.counts()
    if not counts.articles:
        return Check("法规库", False, "法规库为空，请导入法规包。")
    words = f"法律文件 {counts.laws} 部，条文 {counts.articles} 条，截至 {workbench.law.as_of()}。"
    if workbench.law.needs_index():
        return Check(
            "法规库", False, f"{words}法条推荐的索引尚未建立，请运行“workbench jobs resume”。"
        )
    return Check("法规库", True, words)


def _ocr(workbench: "Workbench") -> Check:
    if reason := workbench.switches.why_off("papers.ocr"):
        return Check("文字识别", True, f"{reason}未检查模型。")
    answer = workbench.ocr.available()
    if isinstance(answer, Missing):
        return Check("文字识别", False, f"{answer.what}{answer.where_to_put}")
    return Check("文字识别", True, f"{answer.name} {answer.version}")


def _disk(workbench: "Workbench") -> Check:
    free = shutil.disk_usage(workbench.workspace.folder).free
    words = f"工作区所在磁盘剩余 {free / 1e9:.1f} GB。"
    return Check("磁盘", free > _TIGHT, words if free > _TIGHT else f"{words}空间偏少，请清理。")


def _fonts() -> Check:
    if sys.platform != "linux" or shutil.which("fc-list") is None:
        return Check("中文字体", True, "由系统提供；缺少时使用随程序附带的字体。")
    import subprocess

    found = subprocess.run(
        ["fc-list", ":lang=zh", "family"],  # noqa: S607
        capture_output=True,
        text=True,
        check=False,
    ).stdout.split("\n")
    names = sorted({line.split(",")[0] for line in found if line})
    if not names:
        return Check("中文字体", True, "系统没有中文字体，使用随程序附带的字体。")
    return Check("中文字体", True, f"系统中文字体：{'、'.join(names[:5])}。")


def _jobs(workbench: "Workbench") -> Check:
    from workbench.kernel.job_table import JobState

    waiting = workbench.jobs.table.in_state(JobState.INTERRUPTED)
    if not waiting:
        return Check("任务", True, "没有中断的任务。")
    return Check("任务", True, f"有 {len(waiting)} 个中断的任务，可用“workbench jobs resume”继续。")
