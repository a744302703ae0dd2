"""The processes of running jobs by what they are, and killing one of them."""

from __future__ import annotations

import os
import random
import signal
from enum import StrEnum
from pathlib import Path

from tests.render.processes import is_running, is_spare


class Victim(StrEnum):
    """What can be killed: the processes between the studio and a picture, from above to below."""

    HOST = "host"
    SUPERVISOR = "supervisor"
    FIRST = "first process of the namespace"
    JOB = "job"
    CHILD = "raster child"


def kill_one(kind: Victim, host: int | None, isolated: bool, chance: random.Random) -> bool:
    """Kill a process of this kind below the host, if there is one now; whether there was."""
    found = _living(kind, host, isolated)
    if not found:
        return False
    pid = chance.choice(found)
    try:
        handle = os.pidfd_open(pid)
    except ProcessLookupError:
        return False
    try:
        # What the handle is of is known only now: the number may have gone to another process before.
        if pid not in _living(kind, host, isolated):
            return False
        signal.pidfd_send_signal(handle, signal.SIGKILL)
    except ProcessLookupError:
        return False
    finally:
        os.close(handle)
    return True


def _living(kind: Victim, host: int | None, isolated: bool) -> list[int]:
    """Which there are, zombies excepted."""
    if host is None:
        return []
    # Where nothing is between a supervisor and its job, that is the supervisor's child.
    rows = [kind for kind in Victim if isolated or kind is not Victim.FIRST]
    found = [host]
    for _ in range(rows.index(kind)):
        found = [child for pid in found for child in _children(pid)]
    return [pid for pid in found if is_running(pid) and not is_spare(pid)]


def _children(pid: int) -> list[int]:
    try:
        return [int(child) for child in Path(f"/proc/{pid}/task/{pid}/children").read_text("ascii").split()]
    except OSError:
        return []
