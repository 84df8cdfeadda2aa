"""What every command shares: the workspace to open, and how results are printed."""

import getpass
import json
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

import typer

from workbench.kernel.errors import UserError
from workbench.kernel.offline import Guard

if TYPE_CHECKING:
    from workbench.kernel.job_table import Job
    from workbench.workbench import Workbench

PASSPHRASE = "WORKBENCH_PASSPHRASE"  # noqa: S105 - the name of a variable


@dataclass(frozen=True)
class Context:
    """Options before the command.

    Attributes:
        folder: the workspace.
        json: print one JSON document on standard output.
        guard: the network guard of this process.
    """

    folder: Path
    json: bool
    guard: Guard

    @contextmanager
    def workbench(self, writing: bool = True) -> Iterator["Workbench"]:
        """Open the workspace for one command.

        Args:
            writing: the command changes something, so another writer is a reason to stop.

        Raises:
            UserError: see :meth:`Workbench.open`.
        """
        from workbench.kernel.workspace import needs_passphrase
        from workbench.workbench import Workbench

        passphrase = os.environ.get(PASSPHRASE)
        if needs_passphrase(self.folder) and not passphrase:
            passphrase = ask_passphrase("工作区口令：")
        workbench = Workbench.open(self.folder, passphrase)
        try:
            if writing and workbench.workspace.read_only:
                raise UserError(
                    workbench.workspace.why_read_only, "请关闭它后重试；没有作任何修改。"
                )
            yield workbench
        finally:
            workbench.close()

    def emit(self, data: dict[str, Any], text: str = "") -> None:
        """Print a result: the JSON document, or the text for people."""
        if self.json:
            sys.stdout.write(json.dumps(data, ensure_ascii=False, indent=1, default=str) + "\n")
            if text:
                self.say(text)
        elif text:
            sys.stdout.write(text + "\n")

    def emit_line(self, data: dict[str, Any]) -> None:
        """Print one answer of a batch as a line of JSON."""
        sys.stdout.write(json.dumps(data, ensure_ascii=False, default=str) + "\n")

    def say(self, text: str) -> None:
        """Print a line for people: on standard error where standard output holds JSON."""
        stream = sys.stderr if self.json else sys.stdout
        stream.write(text + "\n")
        stream.flush()

    def follow(self, workbench: "Workbench", job: "Job") -> "Job":
        """Run a job to its end, telling how far it is on a terminal.

        Raises:
            UserError: it failed.
        """
        from workbench.kernel.job_table import JobState

        shown = ""

        def tell(now: "Job") -> None:
            nonlocal shown
            if sys.stderr.isatty() and now.message != shown:
                shown = now.message
                sys.stderr.write(f"\r\x1b[K{shown}")
                sys.stderr.flush()

        try:
            job = workbench.jobs.wait(job.id, tell)
        except KeyboardInterrupt:
            job = workbench.jobs.cancel(job.id)
        if sys.stderr.isatty() and shown:
            sys.stderr.write("\r\x1b[K")
        if job.state is not JobState.DONE:
            raise UserError(
                f"{job.title}：{job.message}", f"可用“workbench jobs resume {job.id}”继续。"
            )
        return job


def context(ctx: typer.Context) -> Context:
    """Return the shared options of a command."""
    found = ctx.obj
    if not isinstance(found, Context):
        raise TypeError("the command line was entered without its main callback")
    return found


def as_json(ctx: typer.Context, here: bool) -> Context:
    """Return the shared options, with ``--json`` accepted behind the command too."""
    found = context(ctx)
    return replace(found, json=True) if here else found


def ask_passphrase(prompt: str) -> str:
    """Ask for a passphrase on the terminal.

    Raises:
        UserError: there is no terminal to ask on.
    """
    if not sys.stdin.isatty():
        raise UserError(
            "此工作区设有口令。", f"请在终端中运行，或用环境变量 {PASSPHRASE} 提供口令。"
        )
    return getpass.getpass(prompt)


def read_text(text: str | None, file: Path | None) -> str:
    """Return the text given in the command, or the text of a file of any readable format.

    Raises:
        UserError: neither or both are given, or the file cannot be read.
    """
    if (text is None) == (file is None):
        raise UserError("请用 --text 给出文字，或给出一个文件，二者选一。")
    if text is not None:
        return text
    from workbench.papers.plain_text import text_of

    path = Path(str(file))
    if not path.is_file():
        raise UserError(f"找不到文件“{path}”。", "请检查路径。")
    try:
        return text_of(path.read_bytes(), path.name)
    except UserError as error:
        raise UserError(f"“{path.name}”没有可用的文字：{error.message}", error.advice) from error
