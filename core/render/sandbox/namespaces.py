"""Leaving the machine's processes, network and names, and being the first process of a world without them."""

from __future__ import annotations

import os
import signal
import struct
from contextlib import suppress
from pathlib import Path
from typing import NamedTuple, NoReturn

from core.render.sandbox import kernel
from core.render.sandbox.descriptors import close_descriptors
from core.render.sandbox.kernel import (
    NEW_CGROUPS,
    NEW_IPC,
    NEW_NAMES,
    NEW_NETWORK,
    NEW_PIDS,
    NEW_USERS,
)

_KINDS = NEW_PIDS | NEW_NETWORK | NEW_IPC | NEW_NAMES | NEW_CGROUPS
_STATUS = struct.Struct("=i?")


class Parting(NamedTuple):
    """How the job ended: its exit code or minus its signal, and whether nothing else was left of it."""

    status: int
    alone: bool


def leave() -> None:
    """Have the next child of this process be the first of new namespaces. Raises OSError.

    Without root's rights this takes a namespace of users too, in which this user is the only one.
    """
    user, group = os.geteuid(), os.getegid()
    if user == 0:
        with suppress(OSError):  # root in a container has not all rights
            kernel.unshare(_KINDS)
            return
    # Only a process that may be looked into owns its own files in /proc.
    kernel.set_dumpable(True)
    kernel.unshare(NEW_USERS | _KINDS)
    itself = Path("/proc/self")
    (itself / "setgroups").write_text("deny", "ascii")
    (itself / "uid_map").write_text(f"{user} {user} 1", "ascii")
    (itself / "gid_map").write_text(f"{group} {group} 1", "ascii")
    kernel.set_dumpable(False)


def stay_first(job: int, status: int) -> NoReturn:
    """The life of the first process: reap until the job has ended, and write its parting to `status`.

    The kernel ends everything else in the namespace together with this process.
    """
    close_descriptors(keep=(status,))
    kernel.drop_capabilities()
    kernel.set_dumpable(False)
    while True:
        pid, ended = os.wait()
        if pid == job:
            os.write(status, _STATUS.pack(os.waitstatus_to_exitcode(ended), _is_childless()))
            os._exit(0)


def _is_childless() -> bool:
    """Whether the first process has no child, and so is alone: orphans become its own."""
    with suppress(ChildProcessError):
        while os.waitpid(-1, os.WNOHANG)[0]:
            continue
        return False
    return True


def stay_out_of_reach() -> None:
    """Have the first process ignore whatever the job sends it: it does so where it has no handler."""
    for sign in (signal.SIGINT, signal.SIGPIPE, signal.SIGCHLD):
        signal.signal(sign, signal.SIG_DFL)


def read_parting(status: int) -> Parting | None:
    """What the first process wrote; None where it has not, and had no time to."""
    with suppress(BlockingIOError):
        told = os.read(status, _STATUS.size)
        return Parting(*_STATUS.unpack(told)) if len(told) == _STATUS.size else None
    return None
