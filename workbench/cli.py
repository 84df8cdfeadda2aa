"""The command line: ``workbench [--workspace DIR] [--json] COMMAND …``.

Exit status: 0 done; 1 done, with findings that need a person; 2 the request cannot be carried
out, with a sentence on standard error.
"""

import os
import subprocess
import sys
from dataclasses import asdict
from pathlib import Path
from typing import Annotated

import typer

from workbench.commands import cases, hearing, laws, models, precedents, system, usage, volume
from workbench.commands.context import Context, as_json, context
from workbench.kernel.errors import UserError
from workbench.kernel.offline import Guard, install

app = typer.Typer(
    help="法官工作台：离线的办案辅助程序。机器给出的内容仅供参考。",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
)
app.add_typer(cases.app, name="case")
app.add_typer(volume.app, name="papers")
app.add_typer(hearing.app, name="hearing")
app.add_typer(laws.app, name="laws")
app.add_typer(precedents.app, name="precedents")
app.add_typer(models.app, name="models")
app.add_typer(system.features, name="features")
app.add_typer(system.jobs, name="jobs")
app.add_typer(system.journal, name="journal")
app.add_typer(system.backup, name="backup")
app.add_typer(system.passphrase, name="passphrase")

Json = Annotated[bool, typer.Option("--json", help="输出 JSON。")]


@app.callback()
def options(
    ctx: typer.Context,
    workspace: Annotated[Path | None, typer.Option(help="工作区文件夹。")] = None,
    json: Json = False,
) -> None:
    """法官工作台：离线的办案辅助程序。机器给出的内容仅供参考。"""
    from workbench.kernel.location import default_folder

    guard = ctx.obj
    if not isinstance(guard, Guard):
        raise TypeError("the guard is installed by main() before any command")
    ctx.obj = Context(workspace or default_folder(), json, guard)


@app.command()
def demo(
    ctx: typer.Context,
    folder: Annotated[Path | None, typer.Option(help="演示工作区放在哪里。")] = None,
    window: Annotated[
        bool,
        typer.Option("--window/--no-window", help="随后打开窗口；没有显示器时把窗口画成图片。"),
    ] = True,
    json: Json = False,
) -> None:
    """建立演示工作区，把每项功能运行一遍。"""
    from workbench.demo import run_demo

    run_demo(as_json(ctx, json), folder, window)


@app.command()
def ui(ctx: typer.Context) -> None:
    """打开窗口。"""
    # The window is a program of its own; the product does not know it.
    shared = context(ctx)
    command = [sys.executable, "-m", "ui", "--workspace", str(shared.folder)]
    raise typer.Exit(subprocess.run(command, check=False).returncode)  # noqa: S603


@app.command()
def doctor(ctx: typer.Context, json: Json = False) -> None:
    """自检：离线保护、数据、日志、法规库、模型、字体。"""
    from workbench.doctor import examine

    shared = as_json(ctx, json)
    with shared.workbench(writing=False) as workbench:
        checks = examine(workbench, shared.guard)
        lines = [f"{'✓' if check.good else '！'} {check.name}：{check.words}" for check in checks]
        good = all(check.good for check in checks)
        data = {"good": good, "checks": [asdict(check) for check in checks]}
        shared.emit(data, "\n".join(lines))
        if not good:
            raise typer.Exit(1)


@app.command(
    context_settings={"allow_extra_args": True, "ignore_unknown_options": True},
)
def measure(
    ctx: typer.Context,
    name: Annotated[str, typer.Argument(help="量什么：statutes、laws、ocr ……")],
) -> None:
    """运行性能与质量测量（需要源码目录）。"""
    root = Path(__file__).resolve().parents[1]
    benches = sorted(path.stem for path in (root / "tests" / "bench").glob("[a-z]*.py"))
    if name not in benches:
        known = "、".join(benches) or "无（测量程序只在源码目录中提供）"
        raise UserError(f"没有名为“{name}”的测量。", f"可用：{known}。")
    command = [sys.executable, "-m", f"tests.bench.{name}", *ctx.args]
    path = os.pathsep.join([str(root), os.environ.get("PYTHONPATH", "")])
    done = subprocess.run(command, check=False, env=os.environ | {"PYTHONPATH": path})  # noqa: S603
    raise typer.Exit(done.returncode)


def main() -> None:
    """Entry point: the guard first, then the command; errors become sentences."""
    guard = install()
    try:
        status = app(obj=guard, standalone_mode=False)
    except UserError as error:
        _fail(f"{error.message}{error.advice}")
    except (KeyboardInterrupt, typer.Abort):
        _fail("已中断；已完成的部分保留。")
    except BrokenPipeError:
        sys.exit(0)
    except Exception as error:
        if not usage.is_usage_error(error):
            raise
        _fail(usage.in_words(error))
    else:
        sys.exit(status if isinstance(status, int) else 0)


def _fail(words: str) -> None:
    sys.stderr.write(f"{words}\n")
    sys.exit(2)
