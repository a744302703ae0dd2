"""The way of a job's words to its supervisor: one pipe, many processes, whole lines."""

from __future__ import annotations

import fcntl
import os
import sys
import tempfile

from core.render.wire import Report, send


class Channel:
    """Sends reports from a job process and from every process that it forks."""

    def __init__(self, pipe: int) -> None:
        self._pipe = pipe
        self._lock = _nameless_file()  # whose lock keeps two processes from mixing their lines

    @property
    def descriptors(self) -> tuple[int, ...]:
        """The open files that it needs."""
        return self._pipe, self._lock

    def say(self, report: Report) -> None:
        """Send one report. Raises BrokenPipeError when the supervisor is gone."""
        # A lock of this kind belongs to a process, so a forked copy of the descriptor locks for itself,
        # and the lock of a process that is killed is gone with it.
        fcntl.lockf(self._lock, fcntl.LOCK_EX)
        try:
            send(self._pipe, report)
        finally:
            fcntl.lockf(self._lock, fcntl.LOCK_UN)


def _nameless_file() -> int:
    if sys.platform == "linux":
        return os.memfd_create("channel")
    with tempfile.TemporaryFile() as file:
        return os.dup(file.fileno())
