"""What a job process is put into before it runs a script: each step by its name.

This is the level "limited": limits, a group of its own that one kill ends, a clean environment. It keeps
honest mistakes from harming the machine; it is no wall against a script that means harm.
"""

from __future__ import annotations

import ctypes
import os
import resource
import signal
import sys
import tempfile
from pathlib import Path

from core.render.wire import Bounds

DESCRIPTORS = 256
"""Most files that one process of a job may have open."""

CPU_PER_WALL = 2
"""CPU seconds that a job may use for each second of its wall-clock limit, per process."""

KEPT_NAMES = (
    "PATH",
    "LANG",
    "LC_ALL",
    "LC_CTYPE",
    "TEXMFCNF",
    "TEXMFHOME",
    "FONTCONFIG_FILE",
    "FONTCONFIG_PATH",
    "LD_LIBRARY_PATH",
    "DYLD_FALLBACK_LIBRARY_PATH",
)
"""The variables that TeX, fonts and libraries need; no other reaches a job, least of all a key."""

_HIGHEST_DESCRIPTOR = 1 << 16
_PR_SET_PDEATHSIG, _PR_SET_CHILD_SUBREAPER = 1, 36


def clean_environment(home: Path) -> dict[str, str]:
    """The whole environment of a process whose home and temporary folder is `home`."""
    kept = {name: os.environ[name] for name in KEPT_NAMES if name in os.environ}
    return {
        "PATH": os.defpath,
        "LANG": "C.UTF-8",
        **kept,
        "HOME": str(home),
        "TMPDIR": str(home),
        "XDG_CACHE_HOME": str(home / ".cache"),
        "OPENBLAS_NUM_THREADS": "1",
        "OMP_NUM_THREADS": "1",
        # Each thread's heap reserves 64 MB of the address space that a job is limited to.
        "MALLOC_ARENA_MAX": "2",
        "PYTHONHASHSEED": "0",
        "PYTHONUTF8": "1",
        "TERM": "dumb",
        "COLUMNS": "120",
        "NO_COLOR": "1",
        # TeX writes only below its own folder, and starts no other program.
        "openout_any": "p",
        "shell_escape": "f",
    }


def enter(folder: Path, bounds: Bounds, keep: tuple[int, ...]) -> None:
    """Put this process, freshly forked by a supervisor, into the sandbox; raises OSError if a step fails."""
    die_with_parent(signal.SIGKILL)
    own_group()
    own_environment(folder)
    close_descriptors(keep)
    limit_resources(bounds)
    os.chdir(folder)
    os.umask(0o077)


def own_group() -> None:
    """Leave the supervisor's session and group, so that one kill reaches the job and nobody else."""
    os.setsid()


def own_environment(folder: Path) -> None:
    """Forget the host's environment and take one made for this job's folder."""
    clean = clean_environment(folder)
    os.environ.clear()
    os.environ.update(clean, TEXMFOUTPUT=str(folder))
    tempfile.tempdir = None  # it remembers the host's


def close_descriptors(keep: tuple[int, ...]) -> None:
    """Close every inherited file but the standard three and `keep`."""
    start = 3
    for descriptor in sorted(keep):
        os.closerange(start, descriptor)
        start = max(start, descriptor + 1)
    os.closerange(start, _HIGHEST_DESCRIPTOR)


def limit_resources(bounds: Bounds) -> None:
    """Set the kernel's limits for this process and what it starts; none can be raised again."""
    cpu = cpu_seconds(bounds)
    _limit(resource.RLIMIT_CORE, 0)
    # The kernel says SIGXCPU at the first limit and SIGKILL, which could mean anything, at the second.
    _limit(resource.RLIMIT_CPU, cpu, cpu + 1)
    _limit(resource.RLIMIT_FSIZE, bounds.file_size)
    _limit(resource.RLIMIT_NOFILE, DESCRIPTORS)
    if sys.platform == "linux":  # macOS refuses to bound the address space
        _limit(resource.RLIMIT_AS, bounds.memory)


def cpu_seconds(bounds: Bounds) -> int:
    """Processor time that one process of a job may use."""
    return int(bounds.wall * CPU_PER_WALL) + 1


def _limit(which: int, value: int, hard: int | None = None) -> None:
    given = resource.getrlimit(which)[1]
    hard = value if hard is None else hard
    if given != resource.RLIM_INFINITY:
        value, hard = min(value, given), min(hard, given)
    resource.setrlimit(which, (value, hard))


def die_with_parent(sign: signal.Signals) -> None:
    """Get this signal when the parent dies (Linux; elsewhere the end of a pipe must do)."""
    _prctl(_PR_SET_PDEATHSIG, sign)


def adopt_orphans() -> None:
    """Become the parent of descendants whose own parent dies (Linux), so that they can be found."""
    _prctl(_PR_SET_CHILD_SUBREAPER, 1)


def _prctl(option: int, value: int) -> None:
    if sys.platform != "linux":
        return
    libc = ctypes.CDLL(None, use_errno=True)
    if libc.prctl(option, value, 0, 0, 0) != 0:
        number = ctypes.get_errno()
        raise OSError(number, os.strerror(number))
