"""Machines that refuse isolation, made from one that does not: a filter on a process and all that it starts.

`python -m tests.weak_kernel COMMAND...` runs the command as on a kernel without namespaces and Landlock.
"""

from __future__ import annotations

import ctypes
import errno
import os
import platform
import struct
import sys
from collections.abc import Sequence

LAUNCHER = (sys.executable, "-m", "tests.weak_kernel")
"""What a command begins with that is to run so."""

_libc = ctypes.CDLL(None, use_errno=True)
_NO_NEW_PRIVS, _SET_FILTER = 38, 1
_LOAD, _EQUAL, _ANY_BIT, _RETURN = 0x20, 0x15, 0x45, 0x06
_ALLOW, _ERROR = 0x7FFF0000, 0x00050000
_NEW_NAMESPACES = 0x7E020000
_FIRST_ARGUMENT = 16

_COLUMN = {"x86_64": 0, "aarch64": 1}
_SECCOMP = (317, 277)
_CLONE = (56, 220)
_CLONE3 = (435, 435)

# What a container's default profile refuses to those that have not all rights: unshare, mount, umount2,
# pivot_root, setns, fsopen, fsmount, open_tree, move_mount.
_MOUNTS = (
    (272, 97),
    (165, 40),
    (166, 39),
    (155, 41),
    (308, 268),
    (430, 430),
    (432, 432),
    (428, 428),
    (429, 429),
)
_LANDLOCK = ((444, 444), (445, 445), (446, 446))

REFUSABLE = ("namespaces", "landlock")
"""What can be refused."""


def refuse(names: Sequence[str]) -> None:
    """Refuse these from now on, as machines do that have none of it. Raises OSError."""
    column = _COLUMN.get(platform.machine())
    if column is None:
        raise OSError(errno.ENOSYS, f"The system calls of {platform.machine()} are not known here")
    code = [(_LOAD, 0, 0, 0)]
    if "namespaces" in names:
        for pair in _MOUNTS:
            code += _answer(pair[column], errno.EPERM)
        code += _answer(_CLONE3[column], errno.ENOSYS)
        code += [
            (_EQUAL, 0, 4, _CLONE[column]),
            (_LOAD, 0, 0, _FIRST_ARGUMENT),
            (_ANY_BIT, 0, 1, _NEW_NAMESPACES),
            (_RETURN, 0, 0, _ERROR | errno.EPERM),
            (_LOAD, 0, 0, 0),
        ]
    if "landlock" in names:
        for pair in _LANDLOCK:
            code += _answer(pair[column], errno.ENOSYS)
    _load([*code, (_RETURN, 0, 0, _ALLOW)], _SECCOMP[column])


def _answer(number: int, error: int) -> list[tuple[int, int, int, int]]:
    return [(_EQUAL, 0, 1, number), (_RETURN, 0, 0, _ERROR | error)]


def _load(code: list[tuple[int, int, int, int]], seccomp: int) -> None:
    program = ctypes.create_string_buffer(b"".join(struct.pack("HBBI", *step) for step in code))
    head = struct.pack("HxxxxxxQ", len(code), ctypes.addressof(program))
    if os.geteuid() != 0:  # root may do without, and a container's root has no such mark either
        _libc.prctl(_NO_NEW_PRIVS, 1, 0, 0, 0)
    if _libc.syscall(ctypes.c_long(seccomp), ctypes.c_long(_SET_FILTER), ctypes.c_long(0), head) != 0:
        raise OSError(ctypes.get_errno(), os.strerror(ctypes.get_errno()))


if __name__ == "__main__":
    refuse(REFUSABLE)
    os.execvp(sys.argv[1], sys.argv[1:])
