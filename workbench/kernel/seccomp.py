"""A seccomp filter that leaves a process, and all it starts, no socket but AF_UNIX.

The filter is a classic BPF program over ``struct seccomp_data`` (Linux
``Documentation/userspace-api/seccomp_filter.rst``, ``include/uapi/linux/seccomp.h``): it sees the
number and the plain arguments of a system call, never the memory that they point to. So it decides
where a socket is made, by its address family, and not where one connects to. Families are refused
by default: IPv4, IPv6, packet, netlink, vsock, Bluetooth and those that are not invented yet.
"""

import ctypes
import errno
import struct
from collections.abc import Sequence
from dataclasses import dataclass

AF_UNIX = 1

# Instruction codes of classic BPF, linux/bpf_common.h.
LOAD_WORD = 0x20
JUMP_EQUAL = 0x15
JUMP_AT_LEAST = 0x35
RETURN = 0x06

# Offsets into struct seccomp_data; the low half of an argument comes first on little-endian.
OFFSET_NUMBER = 0
OFFSET_ARCH = 4
OFFSET_FIRST_ARGUMENT = 16

ALLOW = 0x7FFF0000
ERRNO = 0x00050000

X32_BIT = 0x40000000
_PR_SET_NO_NEW_PRIVS = 38
_SET_MODE_FILTER = 1
_FLAG_TSYNC = 1
# No kernel knows this family and all answer EAFNOSUPPORT, unless a filter was asked before.
_NO_FAMILY = 0x7FFF


@dataclass(frozen=True)
class Abi:
    """Numbers of one processor's system calls.

    Attributes:
        audit_arch: AUDIT_ARCH_* of linux/audit.h.
        socket, io_uring_setup, seccomp: system call numbers.
        x32: whether calls with bit 30 set reach the same kernel functions (x86-64 only).
    """

    audit_arch: int
    socket: int
    io_uring_setup: int
    seccomp: int
    x32: bool = False


@dataclass(frozen=True)
class Instruction:
    """One ``struct sock_filter``: code, jump if true, jump if false, constant."""

    code: int
    true: int
    false: int
    constant: int

    def packed(self) -> bytes:
        """Return the eight bytes that the kernel reads."""
        return struct.pack("=HBBI", self.code, self.true, self.false, self.constant)


def abi_for(machine: str) -> Abi | None:
    """Return the numbers for ``platform.machine()``, or None where the filter is not written."""
    if machine in {"x86_64", "AMD64"}:
        return Abi(0xC000003E, socket=41, io_uring_setup=425, seccomp=317, x32=True)
    if machine in {"aarch64", "arm64"}:
        return Abi(0xC00000B7, socket=198, io_uring_setup=425, seccomp=277)
    return None


def build(abi: Abi) -> tuple[Instruction, ...]:
    """Return the filter for one processor.

    Another architecture's calls (32-bit entry points) and x32 calls are refused whole, because
    their numbers mean other calls. ``io_uring_setup`` is refused because a ring makes sockets
    without a system call that a filter sees. EACCES is the answer to a refused family, EPERM to
    the rest.
    """
    x32 = (Instruction(JUMP_AT_LEAST, 5, 0, X32_BIT),) if abi.x32 else ()
    return (
        Instruction(LOAD_WORD, 0, 0, OFFSET_ARCH),
        Instruction(JUMP_EQUAL, 0, len(x32) + 6, abi.audit_arch),
        Instruction(LOAD_WORD, 0, 0, OFFSET_NUMBER),
        *x32,
        Instruction(JUMP_EQUAL, 4, 0, abi.io_uring_setup),
        Instruction(JUMP_EQUAL, 0, 2, abi.socket),
        Instruction(LOAD_WORD, 0, 0, OFFSET_FIRST_ARGUMENT),
        Instruction(JUMP_EQUAL, 0, 2, AF_UNIX),
        Instruction(RETURN, 0, 0, ALLOW),
        Instruction(RETURN, 0, 0, ERRNO | errno.EPERM),
        Instruction(RETURN, 0, 0, ERRNO | errno.EACCES),
    )


class _Program(ctypes.Structure):
    """``struct sock_fprog``: the count of instructions and where they stand."""

    _fields_ = (("length", ctypes.c_ushort), ("filter", ctypes.c_char_p))


def load(program: Sequence[Instruction], abi: Abi) -> None:
    """Put a filter over all threads of this process; it cannot be taken away again.

    Also sets ``no_new_privs``, without which only root may filter: programs started from here gain
    nothing from a set-user-id bit.

    Raises:
        OSError: the kernel's answer; ESRCH where another thread has a filter of its own.
    """
    libc = ctypes.CDLL(None, use_errno=True)
    if libc.prctl(_PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) != 0:
        raise _last_error()
    code = b"".join(instruction.packed() for instruction in program)
    structure = _Program(len(program), code)
    answer = libc.syscall(
        ctypes.c_long(abi.seccomp),
        ctypes.c_ulong(_SET_MODE_FILTER),
        ctypes.c_ulong(_FLAG_TSYNC),
        ctypes.byref(structure),
    )
    if answer < 0:
        raise _last_error()
    if answer > 0:  # The number of a thread that could not take the filter.
        raise OSError(errno.ESRCH, "thread")


def refuses_families() -> bool:
    """Say whether a filter already refuses socket families in this process.

    Asks for a socket of a family that does not exist: no socket is ever made by asking.
    """
    libc = ctypes.CDLL(None, use_errno=True)
    ctypes.set_errno(0)
    libc.socket(_NO_FAMILY, 1, 0)
    return ctypes.get_errno() == errno.EACCES


def _last_error() -> OSError:
    number = ctypes.get_errno()
    return OSError(number, errno.errorcode.get(number, ""))
