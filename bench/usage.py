"""What a tree of processes has used: processor time, and memory at its peak."""

from __future__ import annotations

import os
import threading
from pathlib import Path
from types import TracebackType

from core.render import tree
from core.render.process_names import SPARE

SAMPLE_SECONDS = 0.05
"""Time between two looks at the memory."""

_TICKS = os.sysconf("SC_CLK_TCK")


def cpu_seconds(pid: int) -> float:
    """User and system time of `pid`, what is below it, and what these have reaped; whole hundredths."""
    return sum(_own_cpu(one) for one in [pid, *tree.descendants(pid)])


def has_reaped(host: int) -> bool:
    """Whether a render host has no child but the one that waits for its next job: what others used it has."""
    children = (process.pid for process in tree.below(host) if process.parent == host)
    return all(_name(pid) == SPARE for pid in children)


def _name(pid: int) -> str:
    try:
        return Path(f"/proc/{pid}/comm").read_text("ascii").strip()
    except OSError:  # it has just been reaped, and what it leaves may not have been
        return ""


def _own_cpu(pid: int) -> float:
    try:
        text = Path(f"/proc/{pid}/stat").read_text("utf-8", "replace")
    except OSError:  # it has just ended
        return 0.0
    fields = text[text.rindex(")") + 2 :].split()
    # utime, stime, cutime, cstime; the fields of proc(5) count from 1 and two are cut off.
    return sum(int(field) for field in fields[11:15]) / _TICKS


class PeakMemory:
    """While inside: samples the proportional set size of `pid` and all below it; `peak` is in bytes."""

    def __init__(self, pid: int) -> None:
        self.peak = 0
        self._pid = pid
        self._done = threading.Event()
        self._thread = threading.Thread(target=self._watch, name="peak-memory")

    def __enter__(self) -> PeakMemory:
        self._thread.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._done.set()
        self._thread.join()

    def _watch(self) -> None:
        while not self._done.wait(SAMPLE_SECONDS):
            held = sum(_proportional_bytes(one) for one in tree.family(self._pid))
            self.peak = max(self.peak, held)


def _proportional_bytes(process: tree.Process) -> int:
    """Private pages, and of shared ones the process's share; all of them where that is not for our eyes."""
    try:
        text = Path(f"/proc/{process.pid}/smaps_rollup").read_text("ascii")
    except PermissionError:  # the host and those that watch jobs, for any user but root
        return process.resident
    except OSError:  # it has just ended
        return 0
    found = [line.split()[1] for line in text.splitlines() if line.startswith("Pss:")]
    return int(found[0]) << 10 if found else 0
