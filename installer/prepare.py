"""Make a source checkout ready to run: ``python3 -m installer.prepare`` in its folder.

Creates ``.venv``, installs the locked packages (each checked against its hash) and the project
itself, and brings the system libraries of the window where it may. Package index, proxies and
certificates are whatever pip is configured with; no address stands here. A stamp in ``.venv``
makes the second run a matter of a moment.

Standard library only, and in a syntax that an older Python can read, so that such a Python gets a
sentence and not a syntax error.
"""

from __future__ import annotations

import hashlib
import os
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

from installer.system import can_install, command_for, install_packages, prepare_window, say

OLDEST_PYTHON = (3, 11)
LOCK = "installer/requirements.lock"
STAMP = "installed.sha256"


class SetUpError(Exception):
    """Set-up cannot go on: what happened and what to do, in Chinese."""


def fingerprint(root: Path) -> str:
    """Return the hash over all that an installed environment depends on.

    The folder is part of it, because the environment's scripts and the project's link name it.
    """
    digest = hashlib.sha256(f"{root}\n".encode())
    for name in (LOCK, "pyproject.toml"):
        digest.update((root / name).read_bytes())
    return digest.hexdigest()


def is_current(venv: Path, wanted: str) -> bool:
    """Say whether the environment carries the wanted stamp and has its interpreter."""
    stamp = venv / STAMP
    return (
        (venv / "bin" / "python").exists()
        and stamp.is_file()
        and stamp.read_text(encoding="ascii").strip() == wanted
    )


def _run(command: Sequence[str | Path], failure: str) -> None:
    # Build backends warn about every editable install; errors still come through.
    quiet = {**os.environ, "PYTHONWARNINGS": "ignore"}
    done = subprocess.run(list(command), env=quiet, check=False)
    if done.returncode:
        raise SetUpError(failure)


def _answers(python: str | Path, code: str) -> bool:
    """Say whether an interpreter is there and runs a line of code without an error."""
    try:
        done = subprocess.run(
            [python, "-c", code],
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            check=False,
        )
    except OSError:
        return False
    return done.returncode == 0


def _has_module(name: str) -> bool:
    return _answers(sys.executable, f"import {name}")


def make_environment(venv: Path) -> list[str | Path]:
    """Create the environment, or keep one that works; return the command that runs its pip.

    Debian splits ``ensurepip`` off into python3-venv. Where that is missing, a pip of the system
    can serve the environment from outside (``--python``, pip 22.3); failing that, apt brings it.

    Raises:
        SetUpError: there is neither ensurepip nor pip, and no right to install one.
    """
    inner = venv / "bin" / "python"
    if _answers(inner, f"import pip, sys; assert sys.version_info >= {OLDEST_PYTHON}"):
        return [inner, "-m", "pip"]
    if not _has_module("ensurepip") and not _has_module("pip") and can_install():
        say("安装 python3-venv …")
        install_packages(["python3-venv"])
    create = [sys.executable, "-m", "venv", "--clear"]
    if _has_module("ensurepip"):
        _run([*create, venv], "无法创建 .venv 运行环境。")
        return [inner, "-m", "pip"]
    if _has_module("pip"):
        _run([*create, "--without-pip", venv], "无法创建 .venv 运行环境。")
        return [sys.executable, "-m", "pip", "--python", inner]
    raise SetUpError(
        "本机的 Python 缺少 venv 组件，无法创建运行环境。请由管理员执行："
        + command_for(["python3-venv"])
    )


def install(root: Path, venv: Path) -> None:
    """Create the environment and put the locked packages and the project in.

    Raises:
        SetUpError: a step failed; what pip said stands above it on the terminal.
    """
    pip = [*make_environment(venv), "--disable-pip-version-check"]
    say("安装锁定版本的依赖包（逐个核对校验值） …")
    _run(
        [*pip, "install", "--quiet", "--require-hashes", "-r", root / LOCK],
        "依赖包没有装全，原因见上文。请检查 pip 的软件源设置后再执行一次。",
    )
    _run(
        [*pip, "install", "--quiet", "--no-deps", "--no-build-isolation", "-e", root],
        "依赖包已装好，但本程序没有装入运行环境，原因见上文。",
    )


def prepare(root: Path) -> None:
    """Bring ``root/.venv`` up to date with the lock, and the window's libraries, if they are not.

    Raises:
        SetUpError: see :func:`install`.
    """
    venv = root / ".venv"
    wanted = fingerprint(root)
    current = is_current(venv, wanted)
    prepare_window(with_font=not current)
    if current:
        return
    install(root, venv)
    (venv / STAMP).write_text(wanted + "\n", encoding="ascii")
    say("准备完成。")


def main() -> int:
    """Run the set-up; return the exit status."""
    if sys.version_info < OLDEST_PYTHON:
        have = f"{sys.version_info[0]}.{sys.version_info[1]}"
        say(f"需要 Python 3.11 以上，当前是 {have}。请安装后执行：make PYTHON=python3.11")
        return 2
    try:
        prepare(Path(__file__).resolve().parent.parent)
    except SetUpError as error:
        say(str(error))
        return 2
    return 0


if __name__ == "__main__":
    sys.exit(main())
