"""The network guard: the first thing that every entry point installs.

Two fences, because each has a gap that the other closes:

* An audit hook (PEP 578) refuses network calls of Python code, on every platform, and counts them.
  It sees nothing of C and C++ libraries.
* On Linux (x86-64, ARM64) a seccomp filter (:mod:`workbench.kernel.seccomp`) refuses every socket
  but AF_UNIX to the whole process: Python, Qt, libraries, and all child processes. What the kernel
  refuses cannot be counted here.

Neither can be removed again. What neither stops: a socket that another local program opens and
hands over, and a local service (reached over AF_UNIX, as the display server is) that talks to the
network for itself. Children inherit the kernel's filter but not the hook, so the entry function
of a child process calls :func:`install` again.
"""

import errno
import platform
import socket
import sys
import threading
from collections.abc import Callable
from dataclasses import dataclass

from workbench.kernel import seccomp

# Asked with an empty list; the hook that is already there puts its tally in.
_WHO_GUARDS = "workbench.offline.who_guards"

_NAME_LOOKUPS = frozenset(
    {
        "socket.getaddrinfo",
        "socket.gethostbyname",
        "socket.gethostbyaddr",
        "socket.getnameinfo",
    }
)
_SOCKET_USES = frozenset({"socket.connect", "socket.bind", "socket.sendto", "socket.sendmsg"})
_WATCHED = _NAME_LOOKUPS | _SOCKET_USES | {"socket.__new__", _WHO_GUARDS}


class NetworkRefusedError(PermissionError):
    """A network call that the guard refused; ``errno`` is EACCES, as from the kernel's filter."""

    def __init__(self, message: str) -> None:
        super().__init__(message)
        self.errno = errno.EACCES


@dataclass(frozen=True)
class GuardState:
    """What the guard does in this process.

    Attributes:
        audit: network calls of Python code are refused.
        kernel: the kernel refuses them to everything in this process and to its children.
        reason: a Chinese sentence that says why the kernel does not; empty where it does.
        refused: calls that the audit hook has refused so far; the kernel's refusals in libraries
            and child processes are not in it, because nobody is told of them.
    """

    audit: bool
    kernel: bool
    reason: str
    refused: int


class _Tally:
    """Count of refusals, shared by the hook and all guards of one process."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._count = 0

    def add(self) -> None:
        with self._lock:
            self._count += 1

    @property
    def count(self) -> int:
        return self._count


class Guard:
    """The installed guard, from :func:`install`."""

    def __init__(self, tally: _Tally | None, reason: str) -> None:
        self._tally = tally
        self._reason = reason

    @property
    def refused(self) -> int:
        """Network calls of Python code that were refused in this process so far."""
        return self._tally.count if self._tally else 0

    @property
    def state(self) -> GuardState:
        """What is in force now, with the count of refusals."""
        return GuardState(
            audit=self._tally is not None,
            kernel=not self._reason,
            reason=self._reason,
            refused=self.refused,
        )


def install() -> Guard:
    """Close the network to this process and return the guard.

    A second call in the same process adds nothing and returns a guard over the same count. Never
    raises: where a fence cannot be put up, :attr:`Guard.state` says so and why, and the caller
    shows it.
    """
    tally = _installed_tally()
    if tally is None:
        sys.addaudithook(_hook_for(_Tally()))
        # Another hook may veto ours without a word, so ask whether it stands.
        tally = _installed_tally()
    return Guard(tally, _close_in_kernel(platform.system(), platform.machine()))


def _installed_tally() -> _Tally | None:
    answers: list[object] = []
    sys.audit(_WHO_GUARDS, answers)
    return next((answer for answer in answers if isinstance(answer, _Tally)), None)


def _hook_for(tally: _Tally) -> Callable[[str, tuple[object, ...]], None]:
    """Return the audit hook. It runs at every audited event, so its common way out is short."""

    def hook(event: str, args: tuple[object, ...]) -> None:
        if event not in _WATCHED:
            return
        if event == _WHO_GUARDS:
            if args and isinstance(args[0], list):
                args[0].append(tally)
        elif _leaves_the_machine(event, args):
            tally.add()
            raise NetworkRefusedError(
                f"法官工作台不联网：已拒绝一次网络请求（{event}），没有数据发出。"
            )

    return hook


def _leaves_the_machine(event: str, args: tuple[object, ...]) -> bool:
    """Say whether a socket event is network use; local sockets (AF_UNIX) are not."""
    if event in _NAME_LOOKUPS:
        return True
    local = getattr(socket, "AF_UNIX", None)
    if event == "socket.__new__":
        # -1 stands for the family of a descriptor that exists already; its uses are judged below.
        return args[1] not in (-1, local)
    if event in _SOCKET_USES:
        return getattr(args[0], "family", None) != local
    return False


def _close_in_kernel(system: str, machine: str) -> str:
    """Put the kernel's filter up where it is missing; return why not, or an empty string."""
    if system != "Linux":
        return (
            "本机操作系统没有可用的内核级网络过滤，只能拦截本程序自身代码的联网请求，"
            "拦不住第三方组件和子程序。"
        )
    abi = seccomp.abi_for(machine)
    if abi is None:
        return (
            f"本程序没有适用于本机处理器（{machine}）的内核级网络过滤，"
            "只能拦截本程序自身代码的联网请求，拦不住第三方组件和子程序。"
        )
    if seccomp.refuses_families():
        return ""
    try:
        seccomp.load(seccomp.build(abi), abi)
    except OSError as error:
        return reason_in_words(error.errno or 0)
    if not seccomp.refuses_families():
        return "内核接受了网络过滤规则，但复核时未见生效；目前只拦截本程序自身代码的联网请求。"
    return ""


def reason_in_words(number: int) -> str:
    """Return the Chinese sentence for the kernel's answer (an errno) to the filter."""
    tail = "目前只拦截本程序自身代码的联网请求，拦不住第三方组件和子程序。"
    if number in {errno.ENOSYS, errno.EINVAL}:
        return f"本机内核版本过旧或未启用系统调用过滤（seccomp）。{tail}"
    if number in {errno.EPERM, errno.EACCES}:
        return f"本机的容器或安全策略不允许程序设置系统调用过滤（seccomp）。{tail}"
    if number == errno.ESRCH:
        return f"程序中另有线程已设置了自己的系统调用过滤，无法统一。{tail}"
    return f"设置内核级网络过滤时系统返回错误 {number}。{tail}"
