"""The network guard, in child processes because it cannot be taken away again."""

import errno
import json
import platform
import subprocess
import sys
import textwrap
from pathlib import Path
from typing import Any

import pytest

from workbench.kernel import offline, seccomp

ROOT = Path(__file__).resolve().parents[2]
on_linux = pytest.mark.skipif(
    platform.system() != "Linux" or seccomp.abi_for(platform.machine()) is None,
    reason="the kernel's filter is written for Linux on x86-64 and ARM64",
)


def in_child(code: str) -> Any:
    """Run code in a fresh interpreter; it fills the dict ``out``, which comes back."""
    if platform.system() == "Linux":
        # Children inherit the filter, and then nothing below would show what install() does.
        assert not seccomp.refuses_families(), "a test installed the guard in the test process"
    program = (
        "import json\nfrom workbench.kernel import offline\nout = {}\n"
        "def error(call):\n"
        "    try:\n        call()\n"
        "    except Exception as e:\n        return type(e).__name__\n"
        "    return 'no error'\n" + textwrap.dedent(code) + "\nprint(json.dumps(out))\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", program], cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)


RAW = """
import ctypes, errno
libc = ctypes.CDLL(None, use_errno=True)
def raw(family):
    ctypes.set_errno(0)
    answer = libc.socket(family, 1, 0)
    return 'made' if answer >= 0 else errno.errorcode[ctypes.get_errno()]
"""


def test_python_sockets_are_refused_and_counted() -> None:
    out = in_child(
        """
        import socket
        early4 = socket.socket(socket.AF_INET)
        early_udp = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
        guard = offline.install()
        out['new4'] = error(lambda: socket.socket(socket.AF_INET, socket.SOCK_STREAM))
        out['new6'] = error(lambda: socket.socket(socket.AF_INET6, socket.SOCK_DGRAM))
        out['create'] = error(lambda: socket.create_connection(('127.0.0.1', 9)))
        out['connect'] = error(lambda: early4.connect(('127.0.0.1', 9)))
        out['bind'] = error(lambda: early4.bind(('127.0.0.1', 0)))
        out['sendto'] = error(lambda: early_udp.sendto(b'x', ('127.0.0.1', 9)))
        adopted = socket.socket(fileno=early4.detach())
        out['adopted'] = error(lambda: adopted.connect(('127.0.0.1', 9)))
        out['addr'] = error(lambda: socket.getaddrinfo('localhost', 80))
        out['host'] = error(lambda: socket.gethostbyname('localhost'))
        out['name'] = error(lambda: socket.getnameinfo(('127.0.0.1', 9), 0))
        out['refused'] = guard.state.refused
        """
    )
    # create_connection looks its name up first, so each of the ten is refused once.
    assert out.pop("refused") == 10
    assert set(out.values()) == {"NetworkRefusedError"}


@on_linux
def test_libraries_and_threads_are_refused_by_the_kernel() -> None:
    out = in_child(
        RAW
        + textwrap.dedent(
            """
            import threading
            go, answers = threading.Event(), []
            def wait():
                go.wait()
                answers.append([raw(2), raw(10), raw(1)])
            thread = threading.Thread(target=wait)
            thread.start()
            out['before'] = raw(2)
            guard = offline.install()
            go.set()
            thread.join()
            out['thread'] = answers[0]
            out['here'] = [raw(family) for family in (2, 10, 16, 17, 40)]
            ctypes.set_errno(0)
            out['ring'] = [libc.syscall(425, 8, None), ctypes.get_errno()]
            out['state'] = [guard.state.audit, guard.state.kernel, guard.state.reason]
            """
        )
    )
    assert out["before"] == "made"
    assert out["thread"] == ["EACCES", "EACCES", "made"]
    assert out["here"] == ["EACCES"] * 5
    assert out["ring"] == [-1, errno.EPERM]
    assert out["state"] == [True, True, ""]


@on_linux
@pytest.mark.skipif(platform.machine() != "x86_64", reason="x32 is an x86-64 entry")
def test_x32_entry_is_refused() -> None:
    out = in_child(
        RAW
        + "offline.install()\nctypes.set_errno(0)\n"
        + "out['x32'] = [libc.syscall(41 | 0x40000000, 1, 1, 0), ctypes.get_errno()]"
    )
    assert out["x32"] == [-1, errno.EPERM]


@on_linux
def test_child_processes_are_refused_by_the_kernel() -> None:
    out = in_child(
        """
        import subprocess, sys
        offline.install()
        code = 'import socket\\ntry:\\n socket.socket()\\nexcept PermissionError as e:\\n print(e)'
        out['child'] = subprocess.run(
            [sys.executable, '-S', '-E', '-c', code], capture_output=True, text=True).stdout
        """
    )
    assert "Permission denied" in out["child"]


def test_local_sockets_and_job_processes_work(tmp_path: Path) -> None:
    script = tmp_path / "parent.py"
    script.write_text(
        textwrap.dedent(
            """
            import json, multiprocessing, socket
            from workbench.kernel import offline

            def job(pipe):
                guard = offline.install()
                try:
                    socket.socket()
                except PermissionError as error:
                    pipe.send([type(error).__name__, guard.refused])

            if __name__ == "__main__":
                guard = offline.install()
                left, right = socket.socketpair()
                left.sendall(b"ok")
                here, there = multiprocessing.get_context("spawn").Pipe()
                child = multiprocessing.get_context("spawn").Process(target=job, args=(there,))
                child.start()
                answer = here.recv()
                child.join()
                print(json.dumps([right.recv(2).decode(), *answer, guard.refused]))
            """
        ),
        encoding="utf-8",
    )
    done = subprocess.run(
        [sys.executable, str(script)],
        env={"PYTHONPATH": str(ROOT), "PATH": ""},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    assert json.loads(done.stdout) == ["ok", "NetworkRefusedError", 1, 0]


def test_second_install_shares_the_count() -> None:
    out = in_child(
        """
        import socket
        def filters():
            with open('/proc/self/status') as lines:
                return [line.split()[1] for line in lines if line.startswith('Seccomp_filters')]
        first = offline.install()
        before = filters() if hasattr(socket, 'AF_PACKET') else []
        second = offline.install()
        out['filters'] = before == (filters() if before else [])
        error(socket.socket)
        out['counts'] = [first.refused, second.refused]
        """
    )
    assert out == {"filters": True, "counts": [1, 1]}


@on_linux
def test_forbidden_filter_is_said_and_the_hook_still_stands() -> None:
    out = in_child(
        """
        import platform, socket
        from workbench.kernel import seccomp
        abi = seccomp.abi_for(platform.machine())
        I = seccomp.Instruction
        seccomp.load((I(seccomp.LOAD_WORD, 0, 0, 0), I(seccomp.JUMP_EQUAL, 0, 1, abi.seccomp),
            I(seccomp.RETURN, 0, 0, seccomp.ERRNO | 1), I(seccomp.RETURN, 0, 0, seccomp.ALLOW)),
            abi)
        guard = offline.install()
        out['error'] = error(socket.socket)
        out['state'] = [guard.state.audit, guard.state.kernel, guard.state.reason]
        """
    )
    assert out["error"] == "NetworkRefusedError"
    assert out["state"] == [True, False, offline.reason_in_words(errno.EPERM)]


def test_vetoed_hook_is_not_claimed() -> None:
    out = in_child(
        """
        import sys
        def veto(event, args):
            if event == 'sys.addaudithook':
                raise RuntimeError
        sys.addaudithook(veto)
        guard = offline.install()
        out['audit'] = guard.state.audit
        out['refused'] = guard.refused
        """
    )
    assert out == {"audit": False, "refused": 0}


@on_linux
def test_window_opens_behind_the_guard() -> None:
    out = in_child(
        """
        import os
        os.environ['QT_QPA_PLATFORM'] = 'offscreen'
        offline.install()
        from PySide6.QtWidgets import QApplication, QLabel
        app = QApplication([])
        label = QLabel('法官工作台')
        label.show()
        app.processEvents()
        out['shown'] = label.isVisible() and not label.grab().isNull()
        """
    )
    assert out == {"shown": True}


def test_refusal_speaks_chinese_and_is_a_permission_error() -> None:
    out = in_child(
        """
        import socket
        offline.install()
        try:
            socket.getaddrinfo('localhost', 80)
        except PermissionError as error:
            out['text'], out['errno'] = str(error), error.errno
        """
    )
    assert out["text"].startswith("法官工作台不联网")
    assert out["errno"] == errno.EACCES


def test_reasons_differ_and_are_sentences() -> None:
    numbers = (errno.ENOSYS, errno.EPERM, errno.ESRCH, errno.EFAULT)
    reasons = [offline.reason_in_words(number) for number in numbers]
    assert len(set(reasons)) == len(numbers)
    assert all(reason.endswith("。") for reason in reasons)
