"""The kernel's limits for a job's processes; none can be raised again."""

from __future__ import annotations

import resource
import sys
from contextlib import suppress
from pathlib import Path

from core.render.wire import Bounds

DESCRIPTORS = 256
"""Most files that one process of a job may have open."""

CPU_PER_WALL = 2
"""CPU seconds that a job may use for each second of its wall-clock limit, per process."""

SMALL = Bounds(
    wall=10.0,
    memory=4 << 30,
    resident=1 << 30,
    file_size=1 << 20,
    disk=1 << 20,
    files=1000,
    processes=64,
    output=1 << 10,
    children=1,
)
"""What a job of the studio's own may use, that is run to look at it and thrown away."""

_LOCKED = 64 << 10
_SIGNALS = 256
_FIRST_TO_GO = 1000


def limit_resources(bounds: Bounds, others: int) -> None:
    """Set the limits of this process and of what it starts.

    `others` is how many processes and threads the same user has besides. Raises OSError.
    """
    cpu = cpu_seconds(bounds)
    _limit(resource.RLIMIT_CORE, 0)
    # The kernel says SIGXCPU at the first limit and SIGKILL, which could mean anything, at the second.
    _limit(resource.RLIMIT_CPU, cpu, cpu + 1)
    _limit(resource.RLIMIT_FSIZE, bounds.file_size)
    _limit(resource.RLIMIT_NOFILE, DESCRIPTORS)
    _limit(resource.RLIMIT_MEMLOCK, _LOCKED)
    _limit(resource.RLIMIT_NPROC, bounds.processes + others)
    if sys.platform == "linux":  # macOS refuses to bound the address space
        _limit(resource.RLIMIT_AS, bounds.memory)
        _limit(resource.RLIMIT_MSGQUEUE, 0)
        _limit(resource.RLIMIT_SIGPENDING, _SIGNALS)


def volunteer_for_oom() -> None:
    """Be the first to go when the machine runs out of memory, before the studio and anybody's editor."""
    with suppress(OSError):  # there is no /proc, or it may not be written; the monitor watches all the same
        Path("/proc/self/oom_score_adj").write_text(str(_FIRST_TO_GO))


def cpu_seconds(bounds: Bounds) -> int:
    """Processor time that one process of a job may use."""
    return int(bounds.wall * CPU_PER_WALL) + 1


def _limit(which: int, value: int, hard: int | None = None) -> None:
    given = resource.getrlimit(which)[1]
    hard = value if hard is None else hard
    if given != resource.RLIM_INFINITY:
        value, hard = min(value, given), min(hard, given)
    resource.setrlimit(which, (value, hard))
