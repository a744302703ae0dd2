"""The processes below this one: finding them, weighing them, ending them all."""

from __future__ import annotations

import contextlib
import os
import resource
import signal
import threading
import time
from collections import defaultdict
from dataclasses import dataclass
from pathlib import Path

SWEEP_SECONDS = 2.0
"""How long killing is repeated while new descendants keep appearing."""

_PROC = Path("/proc")


@dataclass(frozen=True, slots=True)
class Process:
    """A living or ended process: its number, its parent's, its state's letter, its resident bytes."""

    pid: int
    parent: int
    state: str
    resident: int


def descendants(pid: int, except_below: frozenset[int] = frozenset()) -> list[int]:
    """Every living process below `pid`, zombies left out; empty where there is no /proc."""
    return [process.pid for process in _below(pid, except_below, _table()) if process.state != "Z"]


def below(pid: int) -> list[Process]:
    """Every process below `pid`, zombies included."""
    return _below(pid, frozenset(), _table())


def family(pid: int) -> list[Process]:
    """The process and those below it, zombies included."""
    table = _table()
    return [process for process in table if process.pid == pid] + _below(pid, frozenset(), table)


def share(process: Process) -> int:
    """The process's own memory and its share of what it has in common with others, in bytes."""
    try:
        text = (_PROC / str(process.pid) / "smaps_rollup").read_text("ascii", "replace")
    except OSError:  # it has just ended, or the kernel does not tell
        return process.resident
    found = [line.split()[1] for line in text.splitlines() if line.startswith("Pss:")]
    return int(found[0]) << 10 if found else process.resident


def end_all(groups: list[int], except_children: frozenset[int] = frozenset()) -> None:
    """Kill the groups and every process below this one, and reap them.

    This process must adopt orphans. `except_children` and what is below them are spared.
    """
    give_up = time.monotonic() + SWEEP_SECONDS
    while not _is_alone(except_children):
        for group in groups:
            with contextlib.suppress(ProcessLookupError, PermissionError):
                os.killpg(group, signal.SIGKILL)
        living = descendants(os.getpid(), except_children)
        for pid in living:
            with contextlib.suppress(ProcessLookupError, PermissionError):
                os.kill(pid, signal.SIGKILL)
        _reap(except_children)
        if not living or time.monotonic() > give_up:
            return
        # A killed process takes a moment to go, and there is no event for a grandchild's end.
        time.sleep(0.002)


def _is_alone(except_children: frozenset[int]) -> bool:
    """Whether this process surely has no children but these, and so nothing below it: a quick look.

    False where the kernel does not tell.
    """
    place = _PROC / "self/task" / str(threading.get_native_id()) / "children"
    try:
        return {int(child) for child in place.read_text("ascii").split()} <= except_children
    except OSError:
        return False


def _reap(except_children: frozenset[int]) -> None:
    for process in _table():
        if process.parent == os.getpid() and process.pid not in except_children:
            with contextlib.suppress(ChildProcessError):
                os.waitpid(process.pid, os.WNOHANG)


def _below(pid: int, except_below: frozenset[int], table: list[Process]) -> list[Process]:
    children: dict[int, list[Process]] = defaultdict(list)
    for process in table:
        children[process.parent].append(process)
    found: list[Process] = []
    level = [pid]
    while level:
        inside = [child for parent in level for child in children[parent] if child.pid not in except_below]
        found += inside
        level = [child.pid for child in inside]
    return found


def _table() -> list[Process]:
    if not _PROC.is_dir():
        return []
    return [process for entry in _PROC.iterdir() if entry.name.isdigit() and (process := _read(entry))]


def _read(entry: Path) -> Process | None:
    try:
        text = (entry / "stat").read_text("utf-8", "replace")
    except OSError:  # it has just ended
        return None
    # The command's name is in parentheses and may hold anything, parentheses included.
    fields = text[text.rindex(")") + 2 :].split()
    return Process(int(entry.name), int(fields[1]), fields[0], int(fields[21]) * resource.getpagesize())
