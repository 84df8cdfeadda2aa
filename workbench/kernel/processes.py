"""How child processes begin: each as a program of its own (spawn), never as a copy of this one.

A copy (fork) would hold the locks that other threads had at that moment, and our open stores.
"""

import multiprocessing
from collections.abc import Callable
from multiprocessing.process import BaseProcess
from typing import Any


def start(target: Callable[..., None], arguments: tuple[Any, ...]) -> BaseProcess:
    """Start a child that ends with this process at the latest.

    Args:
        target: a module-level function.
        arguments: what it is called with; they are pickled.
    """
    spawn = multiprocessing.get_context("spawn")
    process = spawn.Process(target=target, args=arguments, daemon=True)
    process.start()
    return process
