"""Who a job is: where the studio runs as root, a user of its own for each job, with no rights at all."""

from __future__ import annotations

import contextlib
import os
from pathlib import Path

from core.render.sandbox import kernel

FIRST, LAST = 61184, 65519
"""Users that exist only while something runs; systemd takes those of its services from the same range."""

READERS = 61183
"""The group of all jobs, for which the cache can be read; each job is also in a group of its own."""

_PROC = Path("/proc")


def spare_user(start: int) -> int:
    """A user that no process has now, looked for from `start` on."""
    taken = {user for user, _ in _processes()}
    count = LAST - FIRST + 1
    candidates = (FIRST + (start + step) % count for step in range(count))
    return next((user for user in candidates if user not in taken), LAST)


def threads_of(user: int) -> int:
    """How many threads this user has: the kernel counts them against the limit of processes."""
    total = 0
    for owner, entry in _processes():
        if owner == user:
            with contextlib.suppress(OSError):
                total += sum(1 for _ in (entry / "task").iterdir())
    return total


def give(folder: Path, user: int) -> None:
    """Make a new folder of ours, and what is in it, this user's. Raises OSError."""
    for place, folders, files in os.walk(folder):
        for name in (*folders, *files):
            os.chown(Path(place, name), user, user, follow_symlinks=False)
    os.chown(folder, user, user)


def show(folder: Path) -> None:
    """Let jobs read a folder of ours, and nobody else. Raises OSError."""
    os.chown(folder, -1, READERS)
    folder.chmod(0o750)


def become(user: int) -> None:
    """Be this user, in its own group and the readers', for good. Raises OSError."""
    kernel.bound_capabilities()  # it takes a right that goes with the user
    os.setgroups([READERS])
    os.setresgid(user, user, user)
    os.setresuid(user, user, user)


def shed_rights() -> None:
    """Keep no right of a superuser, and let the monitor look into this process. Raises OSError."""
    kernel.drop_capabilities()
    kernel.set_dumpable(True)


def _processes() -> list[tuple[int, Path]]:
    found: list[tuple[int, Path]] = []
    if not _PROC.is_dir():
        return found
    for entry in _PROC.iterdir():
        if entry.name.isdigit():
            with contextlib.suppress(OSError):  # it has just ended
                found.append((entry.stat().st_uid, entry))
    return found
