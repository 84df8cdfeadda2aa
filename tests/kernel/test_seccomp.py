"""The filter's program, run by a small interpreter of classic BPF against its specification."""

import errno
import struct

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from workbench.kernel import seccomp
from workbench.kernel.seccomp import Abi, Instruction

X86 = 0xC000003E
ARM = 0xC00000B7
I386 = 0x40000003
WORDS = st.integers(0, 0xFFFFFFFF)
REFUSED_FAMILY = seccomp.ERRNO | errno.EACCES
REFUSED_CALL = seccomp.ERRNO | errno.EPERM


def run(program: tuple[Instruction, ...], arch: int, number: int, first: int) -> int:
    """Run a program over one ``struct seccomp_data`` as the kernel does; return its verdict."""
    data = struct.pack("<IIQ6Q", number, arch, 0, first, 0, 0, 0, 0, 0)
    accumulator = 0
    position = 0
    while True:
        step = program[position]
        position += 1
        if step.code == seccomp.RETURN:
            return step.constant
        if step.code == seccomp.LOAD_WORD:
            (accumulator,) = struct.unpack_from("<I", data, step.constant)
            continue
        assert step.code in {seccomp.JUMP_EQUAL, seccomp.JUMP_AT_LEAST}
        taken = (
            accumulator == step.constant
            if step.code == seccomp.JUMP_EQUAL
            else accumulator >= step.constant
        )
        position += step.true if taken else step.false


def abi(machine: str) -> Abi:
    found = seccomp.abi_for(machine)
    assert found is not None
    return found


def expected(here: Abi, arch: int, number: int, first: int) -> int:
    if arch != here.audit_arch or (here.x32 and number >= 0x40000000):
        return REFUSED_CALL
    if number == here.io_uring_setup:
        return REFUSED_CALL
    if number == here.socket and first & 0xFFFFFFFF != 1:
        return REFUSED_FAMILY
    return seccomp.ALLOW


@pytest.mark.parametrize("machine", ["x86_64", "aarch64"])
@given(
    arch=st.sampled_from([X86, ARM, I386]) | WORDS,
    number=st.sampled_from([41, 53, 198, 425, 41 | 0x40000000]) | WORDS,
    first=st.integers(0, 50) | st.integers(0, 2**64 - 1),
)
@example(arch=X86, number=41, first=1)
@example(arch=X86, number=41, first=2**32 + 1)
@example(arch=ARM, number=198, first=10)
def test_verdict_is_the_specified_one(machine: str, arch: int, number: int, first: int) -> None:
    here = abi(machine)
    program = seccomp.build(here)
    assert run(program, arch, number, first) == expected(here, arch, number, first)


@pytest.mark.parametrize(
    ("machine", "arch", "number", "first", "verdict"),
    [
        ("x86_64", X86, 41, 1, seccomp.ALLOW),
        ("x86_64", X86, 41, 2, REFUSED_FAMILY),
        ("x86_64", X86, 41, 10, REFUSED_FAMILY),
        ("x86_64", X86, 41, 16, REFUSED_FAMILY),
        ("x86_64", X86, 41, 40, REFUSED_FAMILY),
        ("x86_64", X86, 53, 1, seccomp.ALLOW),
        ("x86_64", X86, 425, 8, REFUSED_CALL),
        ("x86_64", X86, 0x40000029, 1, REFUSED_CALL),
        ("x86_64", I386, 359, 2, REFUSED_CALL),
        ("aarch64", ARM, 198, 1, seccomp.ALLOW),
        ("aarch64", ARM, 198, 2, REFUSED_FAMILY),
        ("aarch64", ARM, 41, 2, seccomp.ALLOW),
    ],
)
def test_known_calls(machine: str, arch: int, number: int, first: int, verdict: int) -> None:
    assert run(seccomp.build(abi(machine)), arch, number, first) == verdict


def test_every_jump_lands_inside_the_program() -> None:
    for machine in ("x86_64", "aarch64"):
        program = seccomp.build(abi(machine))
        for position, step in enumerate(program):
            assert position + 1 + max(step.true, step.false) < len(program) or (
                step.code == seccomp.RETURN
            )


def test_other_processors_have_no_filter() -> None:
    assert seccomp.abi_for("loongarch64") is None
    assert seccomp.abi_for("mips64") is None


def test_packed_as_the_kernel_reads_it() -> None:
    assert Instruction(0x15, 1, 2, 0x01020304).packed() == struct.pack(
        "=HBBI", 0x15, 1, 2, 0x01020304
    )
