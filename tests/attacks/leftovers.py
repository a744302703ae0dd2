"""Finding processes that an attack has left behind."""

from __future__ import annotations

import os
import signal
import time
from contextlib import suppress
from pathlib import Path

GRACE_SECONDS = 1.0
"""How long after a job's end its last process may take to go."""


def living(token: str) -> list[int]:
    """Processes with the attack's name, or with it in their environment; zombies are none."""
    return [
        int(entry.name) for entry in Path("/proc").iterdir() if entry.name.isdigit() and _is_of(entry, token)
    ]


def survivors(token: str) -> list[int]:
    """Those that live on after the grace; they are ended now."""
    give_up = time.monotonic() + GRACE_SECONDS
    while found := living(token):
        if time.monotonic() > give_up:
            break
        time.sleep(0.02)  # a killed process takes a moment to go, and there is no event for another's child
    for pid in found:
        with suppress(ProcessLookupError):
            os.kill(pid, signal.SIGKILL)
    return found


def _is_of(entry: Path, token: str) -> bool:
    try:
        text = (entry / "stat").read_text("utf-8", "replace")
        if text[text.rindex(")") + 2] == "Z" or entry.name == str(os.getpid()):
            return False
        name = text[text.index("(") + 1 : text.rindex(")")]
        return name == token or f"ATTACK={token}".encode() in (entry / "environ").read_bytes()
    except OSError:  # it has just ended, or it is none that a job of ours could be
        return False
