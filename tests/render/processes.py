"""Looking at the machine's processes, for tests that count on some being gone."""

from __future__ import annotations

import os
import time
from collections.abc import Callable
from pathlib import Path

from core.render.process_names import SPARE


def is_running(pid: int) -> bool:
    """Whether the process lives; a zombie does not."""
    try:
        text = Path(f"/proc/{pid}/stat").read_text()
    except OSError:
        return False
    return text[text.rindex(")") + 2] != "Z"


def using(folder: Path) -> list[int]:
    """Every process that was started to work in the folder; those that it has started are left out."""
    known = [int(entry.name) for entry in Path("/proc").iterdir() if entry.name.isdigit()]
    found = {pid for pid in known if is_running(pid) and _uses(pid, folder.resolve())}
    return [pid for pid in found if _parent(pid) not in found]


def _uses(pid: int, folder: Path) -> bool:
    entry = Path(f"/proc/{pid}")
    try:
        if os.fsencode(folder) in (entry / "cmdline").read_bytes().split(b"\0"):
            return True
        # Only root sees it of a process that does not let itself be looked into.
        return (entry / "cwd").resolve().is_relative_to(folder)
    except OSError:
        return False


def below(pids: list[int]) -> list[int]:
    """These processes and all that descend from them, zombies excepted."""
    known = [int(entry.name) for entry in Path("/proc").iterdir() if entry.name.isdigit()]
    parents = {pid: _parent(pid) for pid in known}
    found = list(pids)
    for pid in found:  # it grows
        found += [child for child, parent in parents.items() if parent == pid and child not in found]
    return [pid for pid in found if is_running(pid)]


def family(work: Path) -> list[int]:
    """The render hosts of a work folder and all that they have started, wherever that sees itself.

    Those that wait for the next job are none that this one has left.
    """
    return [pid for pid in below(using(work)) if not is_spare(pid)]


def is_spare(pid: int) -> bool:
    """Whether the process waits for a job, with the one that it will be below it."""
    while pid:
        if is_called(pid, SPARE):
            return True
        pid = _parent(pid)
    return False


def _parent(pid: int) -> int:
    """The parent of a process; 0 where there is none, or no such process any more."""
    try:
        text = Path(f"/proc/{pid}/stat").read_text()
    except OSError:
        return 0
    return int(text[text.rindex(")") + 2 :].split()[1])


def is_called(pid: int, name: str) -> bool:
    """Whether the process runs a program of that name."""
    try:
        return Path(f"/proc/{pid}/comm").read_text().strip() == name
    except OSError:
        return False


def wait_until(happened: Callable[[], bool], seconds: float = 10) -> None:
    """Wait for something that no event announces."""
    give_up = time.monotonic() + seconds
    while not happened():
        assert time.monotonic() < give_up, "it did not happen in time"
        time.sleep(0.02)
