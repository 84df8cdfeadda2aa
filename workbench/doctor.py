"""Self-check: what a user or a support person wants to know about this machine, in words."""

import platform
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

from workbench import desktop
from workbench.desktop import Check
from workbench.engines.protocols import Missing
from workbench.kernel.child import Report
from workbench.kernel.keys import DataKey
from workbench.kernel.offline import Guard, install
from workbench.kernel.workspace import Workspace

if TYPE_CHECKING:
    from workbench.workbench import Workbench

_TIGHT = 2 << 30


Step = Callable[["Workbench"], list[Check]]


def examine(
    workbench: "Workbench", guard: Guard, progress: Callable[[int, int], None] | None = None
) -> list[Check]:
    """Check guard, store, originals, journal, library, engines, disk, desktop and fonts.

    Args:
        workbench: may be open for reading only.
        guard: of this process.
        progress: told how many steps of how many are done.
    """
    steps: tuple[Step, ...] = (
        lambda _: [_offline(guard)],
        lambda w: [_workspace(w)],
        _integrity,
        lambda w: [_journal(w)],
        lambda w: [_library(w)],
        lambda w: [_precedents(w)],
        lambda w: [_ocr(w)],
        lambda w: [_disk(w)],
        lambda _: desktop.examine(desktop.look()),
        lambda w: [_jobs(w), _system()],
    )
    checks = []
    for place, step in enumerate(steps):
        if progress is not None:
            progress(place, len(steps))
        checks += step(workbench)
    return checks


def in_child(report: Report, arguments: dict[str, Any]) -> None:
    """Examine a workspace that the parent has open; hand over the checks as a tuple.

    Args:
        report: to the parent.
        arguments: ``folder`` of the workspace and ``secret``, its data key.
    """
    from workbench.engines.rapidocr import RapidOcr
    from workbench.workbench import Workbench

    # Without the writer's lock: the parent has it, and nothing is written here.
    workspace = Workspace(Path(arguments["folder"]), DataKey(arguments["secret"]), None)
    workbench = Workbench(workspace, RapidOcr)
    try:
        tell = lambda done, total: report.progress(done, total, "正在检查")  # noqa: E731
        report.partial(tuple(examine(workbench, install(), tell)))
    finally:
        workbench.close()


def _system() -> Check:
    words = f"{platform.system()} {platform.machine()}，Python {platform.python_version()}。"
    return Check("系统", True, words)


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
    words = f"{space.folder}，已加密，以{how}打开。"
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


def _precedents(workbench: "Workbench") -> Check:
    library = workbench.precedents.library
    if wrong := workbench.precedents.problems():
        told = "；".join(wrong)
        advice = (
            "请先备份工作区，再重新导入有关案例包；索引可运行“workbench precedents index”更新。"
        )
        return Check("案例库", False, f"{told}。{advice}")
    if not library.count():
        return Check("案例库", True, "案例库为空；类案检索需要先导入裁判文书或案例。")
    words = f"案例 {library.count():,} 件，其中"
    words += "、".join(f"{origin} {number:,} 件" for origin, number in library.facet("origin"))
    if workbench.precedents.needs_index():
        missing = "类案索引不是最新，请运行“workbench precedents index”。"
        return Check("案例库", False, f"{words}。{missing}")
    return Check("案例库", True, f"{words}。")


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


def _jobs(workbench: "Workbench") -> Check:
    from workbench.kernel.job_table import JobState

    waiting = workbench.jobs.table.in_state(JobState.INTERRUPTED)
    if not waiting:
        return Check("任务", True, "没有中断的任务。")
    return Check("任务", True, f"有 {len(waiting)} 个中断的任务，可用“workbench jobs resume”继续。")
