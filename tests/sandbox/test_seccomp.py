"""The filter of system calls, loaded for good in throw-away processes."""

from __future__ import annotations

import ctypes
import errno
import os
import resource
import signal
import socket
import sys
from pathlib import Path

import pytest

from core.render.sandbox import seccomp
from core.render.sandbox.kernel import MACHINE
from core.render.sandbox.seccomp import Gaps
from core.render.sandbox.syscalls import KNOWN, number
from tests.sandbox.forked import error_of, forked

pytestmark = pytest.mark.skipif(
    sys.platform != "linux" or not KNOWN, reason="there are no such filters on this machine"
)

NONE = Gaps(signals=False, attributes=False, truncation=False)
ALL = Gaps(signals=True, attributes=True, truncation=True)
REFUSED = "PermissionError"


def call(name: str, *arguments: int) -> int:
    """Make the system call by its number; its error, or 0."""
    libc = ctypes.CDLL(None, use_errno=True)
    found = number(name)
    assert found is not None
    result = libc.syscall(ctypes.c_long(found), *map(ctypes.c_long, arguments))
    return ctypes.get_errno() if result < 0 else 0


def test_what_scenes_need_goes_on(tmp_path: Path) -> None:
    def live() -> list[object]:
        seccomp.restrict(NONE)
        pid = os.fork()
        if pid == 0:
            os._exit(7)
        ended = os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1])
        first, second = socket.socketpair()
        first.send(b"x")
        (tmp_path / "file").write_text("x")
        (tmp_path / "file").chmod(0o600)
        return [
            ended,
            second.recv(1).decode(),
            resource.getrlimit(resource.RLIMIT_NOFILE)[0] > 0,
            os.nice(1) > 0,
        ]

    assert forked(live) == [7, "x", True, True]


@pytest.mark.parametrize(
    "name",
    [
        *("ptrace", "process_vm_readv", "bpf", "perf_event_open", "userfaultfd", "io_uring_setup", "keyctl"),
        *(
            "unshare",
            "setns",
            "mount",
            "pivot_root",
            "open_tree",
            "memfd_create",
            "shmget",
            "msgget",
            "semget",
        ),
        *("mq_open", "setsid", "socket", "name_to_handle_at", "kexec_load", "init_module", "sethostname"),
    ],
)
def test_what_only_attacks_need_is_refused(name: str) -> None:
    def live() -> int:
        seccomp.restrict(NONE)
        return call(name, 0, 0, 0, 0, 0)

    assert forked(live) == errno.EPERM


def test_new_namespaces_are_refused_by_both_kinds_of_clone() -> None:
    def live() -> list[int]:
        seccomp.restrict(NONE)
        return [call("clone", 0x10000000 | signal.SIGCHLD, 0, 0, 0, 0), call("clone3", 0, 0)]

    assert forked(live) == [errno.EPERM, errno.ENOSYS]


def test_nothing_can_be_typed_into_a_terminal_and_nobody_can_hide_from_the_monitor() -> None:
    def live() -> list[int]:
        seccomp.restrict(NONE)
        high = 0xFFFFFFFF << 32
        return [call("ioctl", 0, 0x5412, 0), call("ioctl", 0, high | 0x5412, 0), call("prctl", 4, 0, 0, 0, 0)]

    assert forked(live) == [errno.EPERM] * 3


def test_limits_and_priorities_of_others_are_out_of_reach() -> None:
    def live() -> list[str | None]:
        seccomp.restrict(NONE)
        return [
            error_of(lambda: resource.prlimit(os.getppid(), resource.RLIMIT_CORE, (0, 0))),
            error_of(lambda: resource.prlimit(os.getpid(), resource.RLIMIT_CORE)),
            error_of(lambda: os.setpriority(os.PRIO_PROCESS, os.getppid(), 10)),
            error_of(lambda: os.setpriority(os.PRIO_USER, 0, 10)),
            error_of(lambda: os.setpriority(os.PRIO_PROCESS, 0, 10)),
        ]

    assert forked(live) == [REFUSED, None, REFUSED, REFUSED, None]


def test_signals_to_others_are_refused() -> None:
    def live() -> list[str | None]:
        os.setsid()
        seccomp.restrict(ALL)
        return [
            error_of(lambda: os.kill(os.getppid(), 0)),
            error_of(lambda: os.kill(-1, 0)),
            error_of(lambda: os.kill(-os.getppid(), 0)),
            error_of(lambda: os.kill(os.getpid(), 0)),
            error_of(lambda: os.killpg(os.getpgrp(), 0)),
            error_of(lambda: signal.raise_signal(signal.SIGCHLD)),
        ]

    assert forked(live) == [REFUSED, REFUSED, REFUSED, None, None, None]


def test_a_change_of_modes_and_times_is_only_pretended(tmp_path: Path) -> None:
    file = tmp_path / "file"
    file.write_text("x")
    file.chmod(0o644)
    before = file.stat()

    def live() -> None:
        seccomp.restrict(ALL)
        file.chmod(0o777)
        os.utime(file, (1, 1))
        (tmp_path / "touched").touch()
        os.chown(file, 4000, 4000)

    assert forked(live) is None
    after = file.stat()
    assert (after.st_mode, after.st_mtime, after.st_uid) == (before.st_mode, before.st_mtime, before.st_uid)
    assert (tmp_path / "touched").exists(), "whoever touches a file gets one"


def test_a_file_that_may_be_read_cannot_be_cut_short(tmp_path: Path) -> None:
    file = tmp_path / "file"
    file.write_text("whole")

    def live() -> list[str | None]:
        seccomp.restrict(ALL)
        cut = [
            error_of(lambda: os.truncate(file, 0)),
            error_of(lambda: os.open(file, os.O_RDONLY | os.O_TRUNC)),
            error_of(lambda: os.open(file, os.O_RDONLY)),
        ]
        (tmp_path / "own").write_text("written anew")
        return cut

    assert forked(live) == [REFUSED, REFUSED, None]
    assert file.read_text() == "whole"


@pytest.mark.skipif(MACHINE != "x86_64", reason="only x86-64 has a second set of calls")
def test_the_second_set_of_calls_is_not_there() -> None:
    def live() -> int:
        seccomp.restrict(NONE)
        libc = ctypes.CDLL(None, use_errno=True)
        return ctypes.get_errno() if libc.syscall(ctypes.c_long(0x40000000 | 39)) < 0 else 0

    assert forked(live) == errno.ENOSYS
