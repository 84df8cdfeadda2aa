"""Install the optional language engine: ``python3 -m installer.language``.

llama-cpp-python comes as source only and is compiled here, 5 to 10 minutes on two cores. Built for
any processor of its kind (``GGML_NATIVE=OFF``) and past pip's cache, because a library built for
this very processor stops with an illegal instruction on an older one. Model files are not fetched:
they are put into ``local_models`` by hand.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

from installer.prepare import SetUpError, make_environment
from installer.system import command_for, say

LOCK = "installer/language.lock"


def install_language(root: Path) -> None:
    """Compile and install the language engine into ``root/.venv``.

    Raises:
        SetUpError: no compiler, or the build failed.
    """
    if shutil.which("c++") is None:
        raise SetUpError(
            "编译语言引擎需要 C++ 编译器。请由管理员执行：" + command_for(["build-essential"])
        )
    pip = [*make_environment(root / ".venv"), "--disable-pip-version-check"]
    given = os.environ.get("CMAKE_ARGS", "")
    say("编译语言引擎，双核电脑约需 5 至 10 分钟 …")
    done = subprocess.run(
        [*pip, "install", "--no-cache-dir", "--require-hashes", "-r", root / LOCK],
        env={**os.environ, "CMAKE_ARGS": f"{given} -DGGML_NATIVE=OFF".strip()},
        check=False,
    )
    if done.returncode:
        raise SetUpError("语言引擎没有装上，原因见上文；其他功能不受影响。")
    say("语言引擎已装好。请把模型文件放入 local_models 文件夹，做法见其中的 README.md。")


def main() -> int:
    """Install the engine; return the exit status."""
    try:
        install_language(Path(__file__).resolve().parent.parent)
    except SetUpError as error:
        say(str(error))
        return 2
    return 0


if __name__ == "__main__":
    sys.exit(main())
