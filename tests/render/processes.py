"""Looking at the machine's processes, for tests that count on some being gone."""

from __future__ import annotations

import time
from collections.abc import Callable
from pathlib import Path

SPARE = "render-spare"
"""What a process is called that a render host keeps ready for its next job."""


def is_running(pid: int) -> bool:
    """Whether the process lives; a zombie does not."""
    try:
        text = Path(f"/proc/{pid}/stat").read_text()
    except OSError:
        return False
    return text[text.rindex(")") + 2] != "Z"


def using(folder: Path) -> list[int]:
    """Every process whose working folder is in `folder`."""
    found = []
    for entry in Path("/proc").iterdir():
        try:
            if entry.name.isdigit() and (entry / "cwd").resolve().is_relative_to(folder.resolve()):
                found.append(int(entry.name))
        except OSError:
            continue
    return [pid for pid in found if is_running(pid)]


def below(pids: list[int]) -> list[int]:
    """These processes and all that descend from them, zombies excepted."""
    parents: dict[int, int] = {}
    for entry in Path("/proc").iterdir():
        if entry.name.isdigit():
            try:
                text = (entry / "stat").read_text()
            except OSError:
                continue
            parents[int(entry.name)] = int(text[text.rindex(")") + 2 :].split()[1])
    found = list(pids)
    for pid in found:  # it grows
        found += [child for child, parent in parents.items() if parent == pid and child not in found]
    return [pid for pid in found if is_running(pid)]


def family(work: Path) -> list[int]:
    """The render hosts of a work folder and all that they have started, wherever that sees itself.

    A process that waits for the next job is none that this one has left.
    """
    return [pid for pid in below(using(work)) if not is_called(pid, SPARE)]


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
