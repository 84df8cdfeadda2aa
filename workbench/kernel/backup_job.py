"""Backups as long work: made as a job, verified and restored as errands, all in a child."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any

from workbench.kernel import backup
from workbench.kernel.backup import BackupReport
from workbench.kernel.changes import Changes
from workbench.kernel.child import Report, leave_in_order
from workbench.kernel.errand import mebibytes
from workbench.kernel.job_table import Job
from workbench.kernel.jobs import Work
from workbench.kernel.journal import Journal
from workbench.kernel.store import snapshot_file
from workbench.kernel.workspace import Workspace

KIND = "backup.create"
HOLDS_KEY = "工作区没有设口令，备份中含有密钥，拿到备份的人可以打开，请妥善保管。"


@dataclass
class BackupKind:
    """Makes backups while the person works on.

    Args:
        workspace: what is backed up.
        keys: the key of each store, by the name of its file.
        journal: where a backup that was made is recorded.
    """

    workspace: Workspace
    keys: Mapping[str, bytes]
    journal: Journal
    name: str = KIND
    feature: str = ""

    def __post_init__(self) -> None:
        self._reports: dict[str, BackupReport] = {}

    def work(self, job: Job) -> Work | None:
        """Return the whole of it: a backup has no halves.

        Raises:
            UserError: it cannot be written there.
        """
        target = Path(job.payload["target"])
        backup.check_target(self.workspace, target)
        arguments = {
            "folder": str(self.workspace.folder),
            "keys": dict(self.keys),
            "target": str(target),
            "tag": job.id,
        }
        return Work(make, arguments)

    def store(self, job: Job, item: Any) -> Changes:
        """Keep the report until the child has said its last word."""
        self._reports[job.id] = item
        return Changes.of()

    def died(self, job: Job, reason: str) -> bool:  # noqa: ARG002 - the protocol's
        """Do not try again: a person looks first."""
        return False

    def finish(self, job: Job) -> str:
        """Record the backup, and say what it holds."""
        report, target = self._reports.pop(job.id), Path(job.payload["target"])
        self.journal.append(KIND, target=target.name, files=report.files)
        words = f"已备份到“{target.name}”：{report.files} 个文件，{report.size / 1e6:,.1f} MB。"
        return words + (HOLDS_KEY if report.holds_key else "")


def make(report: Report, arguments: dict[str, Any]) -> None:
    """Write a backup; hand over its report."""
    leave_in_order()
    folder = Path(arguments["folder"])
    stores = {
        name: partial(snapshot_file, folder / name, key) for name, key in arguments["keys"].items()
    }
    report.progress(0, 0, "正在复制数据库")
    tell = mebibytes(report, "正在写入")
    target = Path(arguments["target"])
    report.partial(backup.pack(folder, stores, target, tell, arguments["tag"]))


def verify(report: Report, arguments: dict[str, Any]) -> None:
    """Check a backup (``file``); hand over its report."""
    report.partial(backup.verify(Path(arguments["file"]), mebibytes(report, "正在核对")))


def restore(report: Report, arguments: dict[str, Any]) -> None:
    """Unpack a backup (``file``) into an empty folder (``folder``); hand over its report."""
    leave_in_order()
    tell = mebibytes(report, "正在恢复")
    report.partial(backup.restore(Path(arguments["file"]), Path(arguments["folder"]), tell))
