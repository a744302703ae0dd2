"""The few system calls of Linux that Python has no function for; elsewhere each is an OSError."""

from __future__ import annotations

import ctypes
import errno
import os
import platform
import signal
import struct
import sys
from pathlib import Path

MACHINE = platform.machine()
"""The processor's architecture; system calls have other numbers on each."""

NEW_MOUNTS, NEW_CGROUPS, NEW_NAMES, NEW_IPC = 0x00020000, 0x02000000, 0x04000000, 0x08000000
NEW_USERS, NEW_PIDS, NEW_NETWORK = 0x10000000, 0x20000000, 0x40000000
"""Kinds of namespaces, from linux/sched.h."""

READ_ONLY, NO_SETUID, NO_DEVICES, NO_EXEC = 1, 2, 4, 8
"""What a mount forbids; the numbers are the same for mount(2) and mount_setattr(2)."""

BIND, RECURSIVE, PRIVATE = 4096, 16384, 1 << 18
"""How something is mounted, from linux/mount.h."""

_DETACH = 2
_PIVOT_ROOT = {"x86_64": 155, "aarch64": 41}
_CAPSET = {"x86_64": 126, "aarch64": 91}
_MOUNT_SETATTR = 442
_AT_FDCWD, _AT_RECURSIVE = -100, 0x8000

_POPULATE_READ, _POPULATE_WRITE = 22, 23
_SET_PDEATHSIG, _SET_DUMPABLE, _SET_NAME, _CAPBSET_DROP, _SET_CHILD_SUBREAPER = 1, 4, 15, 24, 36
_SET_NO_NEW_PRIVS, _CAP_AMBIENT, _CAP_AMBIENT_CLEAR_ALL = 38, 47, 4
_CAPABILITY_VERSION = 0x20080522
_MOST_CAPABILITIES = 64

_libc = ctypes.CDLL(None, use_errno=True)


def call(number: int, *arguments: int | bytes | ctypes.Array[ctypes.c_char] | None) -> int:
    """Make a system call by its number. Raises OSError."""
    if sys.platform != "linux":
        raise OSError(errno.ENOSYS, os.strerror(errno.ENOSYS))
    # Whole machine words: ctypes would pass an int as half of one.
    words = [ctypes.c_long(value) if isinstance(value, int) else value for value in arguments]
    return _checked(_libc.syscall(ctypes.c_long(number), *words), f"system call {number}")


def unshare(kinds: int) -> None:
    """Leave the namespaces of these kinds for new ones. Raises OSError."""
    if sys.platform != "linux":
        raise OSError(errno.ENOSYS, os.strerror(errno.ENOSYS))
    _checked(_libc.unshare(ctypes.c_int(kinds)), "unshare")


def mount(source: Path | str, target: Path, kind: str, flags: int = 0, options: str = "") -> None:
    """Mount; `kind` and `options` are the file system's. Raises OSError."""
    given = (os.fsencode(source), os.fsencode(target), kind.encode() or None)
    result = _libc.mount(*given, ctypes.c_ulong(flags), options.encode() or None)
    _checked(result, f"mount {target}")


def restrict_mount(target: Path, forbidden: int, below: bool = True) -> None:
    """Forbid something on a mount, and on those below it. Raises OSError."""
    attributes = struct.pack("QQQQ", forbidden, 0, 0, 0)
    flags = _AT_RECURSIVE if below else 0
    call(_MOUNT_SETATTR, _AT_FDCWD, os.fsencode(target), flags, attributes, len(attributes))


def pivot_root(new: Path, old: Path) -> None:
    """Make `new` the root; what was the root is then at `old`, which lies in it. Raises OSError."""
    call(_of_machine(_PIVOT_ROOT), os.fsencode(new), os.fsencode(old))


def detach(target: Path) -> None:
    """Unmount, now for the names and later for whoever is still in there. Raises OSError."""
    _checked(_libc.umount2(os.fsencode(target), _DETACH), f"umount {target}")


def bound_capabilities() -> None:
    """Have no program that is executed from now on bring a right of a superuser with it."""
    for capability in range(_MOST_CAPABILITIES):
        # Who has no right to drop one has none that counts: what follows drops those that are held.
        dropped = _libc.prctl(_CAPBSET_DROP, ctypes.c_ulong(capability), 0, 0, 0) == 0
        if not dropped and ctypes.get_errno() == errno.EINVAL:  # there are no more
            return


def drop_capabilities() -> None:
    """Give up every right of a superuser, for good. Raises OSError."""
    bound_capabilities()
    _libc.prctl(_CAP_AMBIENT, ctypes.c_ulong(_CAP_AMBIENT_CLEAR_ALL), 0, 0, 0)
    call(_of_machine(_CAPSET), struct.pack("II", _CAPABILITY_VERSION, 0), bytes(24))


def no_new_privileges() -> None:
    """Nothing that is executed from now on gets rights that this process has not. Raises OSError."""
    _prctl(_SET_NO_NEW_PRIVS, 1)


def set_dumpable(yes: bool) -> None:
    """Let processes of the same user look into this one, or not. Raises OSError."""
    _prctl(_SET_DUMPABLE, int(yes))


def die_with_parent(sign: signal.Signals) -> None:
    """Get this signal when the parent dies (Linux; elsewhere the end of a pipe must do)."""
    _prctl(_SET_PDEATHSIG, sign)


def populate(start: int, length: int, *, write: bool) -> None:
    """Have this memory at hand in this process, to change it or to read it, without doing either.

    Both numbers are bytes, and multiples of a page's size. Raises OSError, on Linux before 5.14 always.
    """
    if sys.platform != "linux":
        raise OSError(errno.ENOSYS, os.strerror(errno.ENOSYS))
    advice = _POPULATE_WRITE if write else _POPULATE_READ
    _checked(_libc.madvise(ctypes.c_void_p(start), ctypes.c_size_t(length), advice), "madvise")


def adopt_orphans() -> None:
    """Become the parent of descendants whose own parent dies (Linux), so that they can be found."""
    _prctl(_SET_CHILD_SUBREAPER, 1)


def name_process(name: str) -> None:
    """Name this process for whoever lists processes, in 15 letters at most. Raises OSError."""
    if sys.platform == "linux":
        _checked(_libc.prctl(_SET_NAME, ctypes.c_char_p(name.encode("ascii")), 0, 0, 0), "prctl")


def _prctl(option: int, value: int) -> None:
    if sys.platform == "linux":
        _checked(_libc.prctl(option, ctypes.c_ulong(value), 0, 0, 0), f"prctl {option}")


def _of_machine(numbers: dict[str, int]) -> int:
    if MACHINE not in numbers:
        raise OSError(errno.ENOSYS, f"{MACHINE}: {os.strerror(errno.ENOSYS)}")
    return numbers[MACHINE]


def _checked(result: int, what: str) -> int:
    if result < 0:
        number = ctypes.get_errno()
        raise OSError(number, f"{os.strerror(number)} ({what})")
    return result
